"""Nothing on the site is loaded from another host: not by a page, not by a style sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from lxml.html import HtmlElement

from bwise_publish.problems import Place, Problem, shown
from bwise_publish.site.addresses import is_elsewhere, resolve
from bwise_publish.site.html_page import HtmlPage
from bwise_publish.site.links import addresses_of

# Kinds of <link> that only say something; browsers fetch every other kind, or prepare to.
_SAYING = frozenset(
    {"alternate", "author", "canonical", "cite-as", "describedby", "help", "item", "license", "next", "prev", "search", "type"}
)
_LOADERS = (
    "script",
    "img",
    "iframe",
    "frame",
    "embed",
    "object",
    "source",
    "track",
    "audio",
    "video",
    "input",
    "image",
    "use",
    "base",
    "form",
)
_CSS_ADDRESS = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"']*))\s*\)|@import\s+["']([^"']+)["']""", re.IGNORECASE)
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_MEND = "Keep a copy of the file in the site, or take it out."


def check_loads(page: HtmlPage, base_url: str) -> list[Problem]:
    """Every element of the page that would make a browser ask another host."""
    problems = []
    for element in page.root.iter("link", "meta", *_LOADERS, "a", "area"):
        for url in _loaded(element):
            if is_elsewhere(url, base_url) and not url.lower().startswith("data:image/"):
                place = Place(file=page.name, row=element.sourceline or 0)
                message = f"A {element.tag!s} element would load {shown(url)} from another host."
                problems.append(Problem(place, "other-host", message, _MEND))
    return problems


def _loaded(element: HtmlElement) -> Iterator[str]:
    if element.tag == "link":
        kinds = set(element.get("rel", "").lower().split())
        if not kinds or kinds - _SAYING:
            yield element.get("href", "")
    elif element.tag == "meta" and element.get("http-equiv", "").lower() == "refresh":
        _, found, address = element.get("content", "").partition("=")
        if found:
            yield address.strip("'\" ")
    elif element.tag in _LOADERS:
        yield from addresses_of(element)
        yield from (element.get(name, "") for name in ("xlink:href", "background") if element.get(name))
    elif element.get("ping"):
        yield element.get("ping", "")


def check_style_sheets(site: Path, base_url: str) -> list[Problem]:
    """Every address in a style sheet: on this site, and a file that is there. The row is the line of the file."""
    problems = []
    for path in sorted(site.rglob("*.css")):
        name = path.relative_to(site).as_posix()
        # A comment keeps its line ends, so that lines count as in the file.
        text = _CSS_COMMENT.sub(lambda match: "\n" * match[0].count("\n"), path.read_text(encoding="utf-8"))
        for match in _CSS_ADDRESS.finditer(text):
            url = next(group for group in match.groups() if group is not None).strip()
            place = Place(file=name, row=text.count("\n", 0, match.start()) + 1)
            if url.lower().startswith("data:") or url.startswith("#"):
                continue
            if is_elsewhere(url, base_url):
                problems.append(Problem(place, "other-host", f"The style sheet would load {shown(url)} from another host.", _MEND))
                continue
            target = resolve(name.rpartition("/")[0], url, base_url)
            if target is None or not (site / target.file).is_file():
                problems.append(
                    Problem(
                        place,
                        "dead-link",
                        f"The style sheet names {shown(url)}, which is not in the site.",
                        "Mend the address, or add the file.",
                    )
                )
    return problems
