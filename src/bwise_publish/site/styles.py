"""The style sheets of the theme and our own in one file: before it is shown, a page waits for one answer of the server, not for ten."""

from __future__ import annotations

import re
from pathlib import Path

from lxml.html import HtmlElement

from bwise_publish.site.addresses import resolve
from bwise_publish.site.html_page import HtmlPage

JOINED = "assets/css/site.css"
_CHARSET = re.compile(r'^\s*@charset "[^"]*";')
_RELATIVE = re.compile(r"""url\(\s*["']?(?!["']?(?:data:|#))""")


def join_styles(site: Path, page: HtmlPage, base_url: str) -> tuple[str, ...]:
    """Writes the joined file from the style sheets of `page` and removes them; returns their paths.

    Nothing is done, and nothing returned, when there are none, or when one outside the folder of the joined file names other files: their
    addresses would lead astray.
    """
    sheets = tuple(path for _, path in _links(page, base_url))
    texts = [(site / path).read_text(encoding="utf-8") for path in sheets if (site / path).is_file()]
    folder = JOINED.rpartition("/")[0]
    astray = [path for path, text in zip(sheets, texts, strict=False) if _RELATIVE.search(text) and path.rpartition("/")[0] != folder]
    if not sheets or len(texts) != len(sheets) or astray or JOINED in sheets:
        return ()
    (site / JOINED).write_text("\n".join(_CHARSET.sub("", text) for text in texts), encoding="utf-8")
    for path in sheets:
        (site / path).unlink()
    return sheets


def use_joined(page: HtmlPage, sheets: tuple[str, ...], base_url: str) -> None:
    """Makes a page that has just these style sheets take the joined file in their place."""
    links = _links(page, base_url)
    if not sheets or tuple(path for _, path in links) != sheets:
        return
    first = links[0][0]
    first.set("href", first.get("href", "").removesuffix(sheets[0]) + JOINED)
    for link, _ in links[1:]:
        link.drop_tree()


def _links(page: HtmlPage, base_url: str) -> list[tuple[HtmlElement, str]]:
    """The links to style sheets of the site, with the paths that they lead to."""
    found = [(link, resolve(page.folder, link.get("href", ""), base_url)) for link in page.root.xpath("//head/link[@rel='stylesheet']")]
    return [(link, target.path) for link, target in found if target]
