"""Mends what the theme's HTML gets wrong for people who use a keyboard, a screen reader or a strict browser.

Each mend takes the tree of a page and changes it in place; each does nothing on a page that it has already mended.
The success criteria are those of WCAG 2.2.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

from lxml.html import HtmlElement
from lxml.html.builder import CLASS, DETAILS, DIV, LI, NAV, SUMMARY, UL, A

from bwise_publish.caching import Keep, keep_each, uncached
from bwise_publish.release.placing import rewrite
from bwise_publish.site.addresses import resolve
from bwise_publish.site.html_page import HtmlPage, having_attribute, having_class, page_bytes, page_names, read_page, text_of
from bwise_publish.site.not_found import PROGRAM, standalone
from bwise_publish.site.parallel import for_each
from bwise_publish.site.policy import add_policy, headers_file
from bwise_publish.site.scripts import embedded_data, scripts
from bwise_publish.site.styles import join_styles, use_joined

MAIN_ID = "bw-main"
_SHORTEST_CONTENTS = 3
_KEEPS_SPACE = ("pre", "code", "textarea", "script", "style")


def mend_site(site: Path, base_url: str, keep: Keep = uncached) -> int:
    """Mends every page of a built site in place, and writes the headers that they ask for; returns how many pages there are."""
    names = page_names(site)
    sheets = join_styles(site, read_page(site, "index.html"), base_url) if "index.html" in names else ()
    around = "\0".join((base_url, *sheets)).encode()
    program = (site / PROGRAM).read_bytes() if (site / PROGRAM).is_file() else b""
    keys = {name: b"\0".join((name.encode(), around, program if name == "404.html" else b"", (site / name).read_bytes())) for name in names}
    allowed: set[str] = set()
    for name, value in keep_each(keep, "mended", keys, partial(for_each, partial(_mended, site, base_url, sheets))).items():
        policy, _, content = value.partition(b"\n")
        allowed.update(json.loads(policy))
        rewrite(site / name, content)
    (site / "_headers").write_text(headers_file(allowed), encoding="utf-8")
    if not base_url:
        # Without an address the generator writes a sitemap that lists nothing, which tells search engines a falsehood.
        for sitemap in ("sitemap.xml", "sitemap.xml.gz"):
            (site / sitemap).unlink(missing_ok=True)
    return len(names)


def _mended(site: Path, base_url: str, sheets: tuple[str, ...], name: str) -> bytes:
    """The mended page, after a line with what its policy allows as JSON."""
    page = read_page(site, name)
    if name == "404.html" and not base_url:
        page = standalone(page, site)
    else:
        mend_page(page, base_url)
        use_joined(page, sheets, base_url)
    allowed = add_policy(page.root)
    return json.dumps(sorted(allowed)).encode() + b"\n" + page_bytes(page)


def mend_page(page: HtmlPage, base_url: str) -> None:
    """All mends of one page, in place."""
    for mend in _MENDS:
        mend(page.root)
    mark_section(page, base_url)


def form_state(root: HtmlElement) -> None:
    """Check boxes take no `autocomplete`; a label that only catches clicks on the backdrop has no place in the page."""
    for box in root.iter("input"):
        if box.get("type") == "checkbox":
            box.attrib.pop("autocomplete", None)
    for label in having_class(root, "md-overlay"):
        label.drop_tree()


def search(root: HtmlElement) -> None:
    """The search is a named search landmark with real buttons, and tells how many results there are (4.1.2, 4.1.3)."""
    for region in having_class(root, "md-search"):
        region.attrib.update({"id": "bw-search", "role": "search", "aria-label": "Site"})
        for inner in having_class(region, "md-search__inner"):
            inner.attrib.pop("role", None)
        # Labels are no controls for a keyboard: the header's own button opens the search, and Escape closes it. The
        # theme's script gives up without a label to listen to, so one stays, hidden.
        for label in having_class(region, "md-search__overlay"):
            label.set("hidden", "hidden")
        for label in having_class(region, "md-search__icon"):
            if label.tag == "label":
                label.drop_tree()
        for button in region.iter("button"):
            button.attrib.pop("tabindex", None)
            button.set("aria-label", "Clear the search")
        for options in having_class(region, "md-search__options"):
            options.tag = "div"
            options.attrib.pop("aria-label", None)
        for field in having_class(region, "md-search__input"):
            # "Required" would be read out as a demand, and an empty search is no error.
            field.attrib.pop("required", None)
            field.set("aria-label", "Search the site")
        for wrapper in having_class(region, "md-search__scrollwrap"):
            wrapper.attrib.update({"role": "region", "aria-label": "Search results"})
            wrapper.attrib.pop("tabindex", None)  # its links are stops enough
        for count in having_class(region, "md-search-result__meta"):
            count.set("role", "status")
        for results in having_class(region, "md-search-result__list"):
            results.attrib.pop("role", None)


def breadcrumb(root: HtmlElement) -> None:
    """The breadcrumb stands above the title, where people look for it and hear it first."""
    title = next(root.iter("h1"), None)
    for crumbs in having_class(root, "bw-breadcrumb"):
        if title is not None:
            crumbs.drop_tree()  # leaves the text after it where it was, but keeps a copy
            crumbs.tail = None
            title.addprevious(crumbs)


def skip_link(root: HtmlElement) -> None:
    """The first link leads to the content on every page, whether or not the generator knows its headings (2.4.1)."""
    for main in root.iter("main"):
        main.attrib.update({"id": MAIN_ID, "tabindex": "-1"})
    for holder in root.xpath("//*[@data-md-component='skip']"):
        for child in list(holder):
            holder.remove(child)
        holder.text = None
        holder.append(A("Skip to content", CLASS("md-skip"), href=f"#{MAIN_ID}"))


def blank_lines(root: HtmlElement) -> None:
    """Takes out the empty lines that templates leave between elements."""
    kept = {inner for outer in root.iter(*_KEEPS_SPACE) for inner in outer.iter()}
    outermost = {outer for outer in root.iter(*_KEEPS_SPACE) if outer.getparent() not in kept}
    for element in root.iter():
        if element not in kept and _is_blank_line(element.text):
            element.text = "\n"
        if (element not in kept or element in outermost) and _is_blank_line(element.tail):
            element.tail = "\n"


def _is_blank_line(text: str | None) -> bool:
    return text is not None and text != "\n" and "\n" in text and not text.strip()


def folders(root: HtmlElement) -> None:
    """The generator writes the first page as `.` or `..`; with a slash it is plainly a folder, for programs that follow files too."""
    for link in root.iter("a", "link"):
        address = link.get("href", "")
        if address.rpartition("/")[2] in (".", ".."):
            link.set("href", f"{address}/")


def heading_links(root: HtmlElement) -> None:
    """The link beside a heading says which section it leads to (2.4.4); the title of the page needs none, it is where the page begins."""
    for link in having_class(root, "headerlink"):
        heading = link.getparent()
        if heading is not None and heading.tag == "h1":
            link.drop_tree()
        elif heading is not None:
            title = text_of(heading).removesuffix(text_of(link)).strip()
            link.set("aria-label", f"Link to the section: {title}")
            link.attrib.pop("title", None)


def plain_tables(root: HtmlElement) -> None:
    """Tables of prose pages get header scopes and a frame that scrolls and can be reached from the keyboard (1.3.1, 2.1.1)."""
    for article in root.iter("article"):
        for number, table in enumerate([table for table in article.iter("table") if not table.get("class")], start=1):
            caption = table.find("caption")
            table.set("class", "bw-table")
            for header in table.iterfind("thead/tr/th"):
                header.set("scope", "col")
            name = text_of(caption) if caption is not None else f"Table {number}"
            frame = DIV(CLASS("bw-scroll"), {"role": "region", "tabindex": "0", "aria-label": name})
            frame.tail, table.tail = table.tail, None
            table.addprevious(frame)
            frame.append(table)


def contents(root: HtmlElement) -> None:
    """A list of the sections of the page, when there are three or more, from the headings as they were built."""
    sides = having_class(root, "bw-side")
    if not sides or having_class(root, "bw-contents"):
        return
    headings = root.xpath("//article//h2[@id and not(ancestor::nav)]")
    if len(headings) >= _SHORTEST_CONTENTS:
        items = [LI(A(_title(heading), href=f"#{heading.get('id')}")) for heading in headings]
        title = SUMMARY("On this page", {"id": "bw-contents-title"})
        sides[0].append(NAV(DETAILS(title, UL(*items), CLASS("bw-contents")), {"aria-label": "On this page"}))
    if len(sides[0]) == 0:
        sides[0].drop_tree()


def _title(heading: HtmlElement) -> str:
    marks = "".join(text_of(link) for link in having_class(heading, "headerlink"))
    return text_of(heading).removesuffix(marks).strip()


def mark_section(page: HtmlPage, base_url: str) -> None:
    """Marks the tab under which a page lies that is in no menu: the nearest page of its breadcrumb, or of its address, that is in one."""
    tabs = {tab.get("data-bw-tab", ""): tab for tab in having_attribute(page.root, "data-bw-tab")}
    if not tabs or any(tab.get("aria-current") for tab in tabs.values()):
        return
    entries: dict[str, str] = {}
    for link in having_attribute(page.root, "data-bw-entry"):
        if link.get("data-bw-entry") and (target := resolve(page.folder, link.get("href", ""), base_url, page.address)):
            entries.setdefault(target.path, link.get("data-bw-entry", ""))
    for address in _ancestors(page, base_url):
        if address and address in entries:
            tabs[entries[address]].set("aria-current", "true")
            return


def _ancestors(page: HtmlPage, base_url: str) -> list[str]:
    trail = [link.get("href", "") for crumb in having_class(page.root, "bw-breadcrumb") for link in crumb.iter("a")]
    targets = [resolve(page.folder, href, base_url, page.address) for href in reversed(trail)]
    parts = page.address.rstrip("/").split("/")
    return [target.path for target in targets if target] + ["/".join(parts[:count]) + "/" for count in range(len(parts), 0, -1)]


_MENDS: tuple[Callable[[HtmlElement], None], ...] = (
    form_state,
    search,
    scripts,
    embedded_data,
    skip_link,
    folders,
    heading_links,
    breadcrumb,
    plain_tables,
    contents,
    blank_lines,
)
