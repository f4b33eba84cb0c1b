"""Links of the built site: each leads to a file that is there, and to a place on the page that is there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from lxml.html import HtmlElement

from bwise_publish.problems import Place, Problem, nearest, shown
from bwise_publish.site.addresses import is_elsewhere, resolve, scheme_of
from bwise_publish.site.html_page import HtmlPage, having_attribute, text_of

ADDRESS_ATTRIBUTES = ("href", "src", "poster", "data", "action", "cite", "data-bw-engine")
_FOLLOWED_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_UNSAFE, _OUT = "unsafe", "out"


@dataclass(frozen=True, slots=True)
class Link:
    """A link as it stands on a page: the line of the HTML file, the address, and the words that show it; and where it leads.

    `file` is the file of the site that it leads to, and `fragment` the place in it. `astray` says of an address that leads to no file at
    all whether it is unsafe or leads out of the site; then the others are empty.
    """

    page: str
    line: int
    url: str
    text: str
    file: str = ""
    fragment: str = ""
    astray: str = ""


@dataclass(frozen=True, slots=True)
class LinkedPage:
    """What the link check keeps of a page: the first of its links to each destination in the site, and the ids that links may name."""

    name: str
    links: tuple[Link, ...]
    ids: frozenset[str]


def linked_page(page: HtmlPage, base_url: str) -> LinkedPage:
    """Collects the links and ids of a page. Links to other hosts that browsers follow safely are left out."""
    links: dict[tuple[str, ...], Link] = {}
    ids = frozenset(map(str, page.root.xpath("//@id | //a/@name")))
    # A page that a server sends for any address knows only addresses from the top of the host.
    anywhere = page.name == "404.html" and not base_url
    seen: set[str] = set()
    for element in having_attribute(page.root, *ADDRESS_ATTRIBUTES, "srcset"):
        for url in addresses_of(element):
            if url in seen:
                continue
            seen.add(url)
            goal = None if anywhere and url == "/" else _goal(page, url, base_url)
            if goal is None:
                continue
            file, fragment, astray = goal
            key = (astray, url) if astray else (file, fragment)
            if key not in links:
                words = text_of(element) or element.get("alt", "")
                links[key] = Link(page.name, element.sourceline or 0, url, words, file, fragment, astray)
    return LinkedPage(page.name, tuple(links.values()), ids)


def _goal(page: HtmlPage, url: str, base_url: str) -> tuple[str, str, str] | None:
    """File, fragment, and how an address goes astray; None when it leads to another host."""
    if is_elsewhere(url, base_url):
        scheme = scheme_of(url)
        safe = not scheme or scheme in _FOLLOWED_SCHEMES or url.startswith("data:image/")
        return None if safe else ("", "", _UNSAFE)
    target = resolve(page.folder, url, base_url, page.address)
    return ("", "", _OUT) if target is None else (target.file, target.fragment, "")


def addresses_of(element: HtmlElement) -> Iterator[str]:
    """Every address that an element names."""
    for attribute, value in element.items():
        if attribute in ADDRESS_ATTRIBUTES:
            yield value
        elif attribute == "srcset":
            yield from (candidate.split()[0] for candidate in value.split(",") if candidate.strip())


def check_links(site: Path, pages: Mapping[str, LinkedPage]) -> list[Problem]:
    """Follows every link of `pages` (by name) inside the folder `site`.

    One Problem for each wrong target, however many links have it: it stands at the first of them, and says how many
    pages there are. The row is the line of the HTML file.
    """
    files = frozenset(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    faults: dict[_Fault, list[Link]] = {}
    for name in sorted(pages):
        for link in pages[name].links:
            if fault := _fault(link, pages, files):
                faults.setdefault(fault, []).append(link)
    return [_problem(fault, links, pages, files) for fault, links in faults.items()]


@dataclass(frozen=True, slots=True)
class _Fault:
    code: str
    subject: str  # the address as written, or the file that it leads to
    fragment: str = ""


def _fault(link: Link, pages: Mapping[str, LinkedPage], files: frozenset[str]) -> _Fault | None:
    if link.astray:
        return _Fault("unsafe-link" if link.astray == _UNSAFE else "link-leaves-site", link.url)
    if link.file not in files:
        return _Fault("dead-link", link.file)
    if link.fragment and link.file in pages and link.fragment not in pages[link.file].ids:
        return _Fault("dead-anchor", link.file, link.fragment)
    return None


def _problem(fault: _Fault, links: list[Link], pages: Mapping[str, LinkedPage], files: frozenset[str]) -> Problem:
    first = links[0]
    words = f" (in {shown(first.text)})" if first.text else ""
    others = len({link.page for link in links}) - 1
    also = f" {others:,} more page{'s have' if others > 1 else ' has'} such a link." if others else ""
    said, mend = _words(fault, first.url, pages, files)
    return Problem(Place(file=first.page, row=first.line), fault.code, f"The address {shown(first.url)}{words} {said}.{also}", mend)


def _words(fault: _Fault, url: str, pages: Mapping[str, LinkedPage], files: frozenset[str]) -> tuple[str, str]:
    if fault.code == "unsafe-link":
        return f"begins with {shown(scheme_of(url) + ':')}", "Use an address that begins with https:, http: or mailto:."
    if fault.code == "link-leaves-site":
        return "leads out of the site", "Write it relative to the page, such as ../data/."
    if fault.code == "dead-anchor":
        close = nearest(fault.fragment, sorted(pages[fault.subject].ids))
        hint = f" An id that is: {close}." if close else ""
        return f"names the place {shown(fault.fragment)}, which {fault.subject} does not have", f"Mend the part after #.{hint}"
    if f"{fault.subject}/index.html" in files:
        return "names a folder without its last slash", "Put a slash at its end."
    top = fault.subject.partition("/")[0]
    close = nearest(fault.subject, sorted(name for name in files if name.partition("/")[0] == top))
    hint = f" A file that is: {close}." if close else ""
    return f"leads to {shown(fault.subject)}, which is not in the site", f"Mend the address, or add the file.{hint}"
