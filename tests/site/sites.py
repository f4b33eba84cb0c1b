"""Pages and small sites made for the tests of the site stage."""

from __future__ import annotations

from pathlib import Path

from bwise_publish.site.html_page import HtmlPage, parse_page


def page_of(body: str, *, name: str = "index.html", head: str = "<title>Test</title>", lang: str = ' lang="en"') -> HtmlPage:
    """A page with this body; the body begins on line 2 of the file."""
    return parse_page(name, f'<!doctype html><html{lang}><head><meta charset="utf-8">{head}</head><body>\n{body}\n</body></html>'.encode())


def write_site(folder: Path, pages: dict[str, str]) -> Path:
    """A site in which each page, by name, has this body below a heading."""
    for name, body in pages.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        head = '<head><meta charset="utf-8"><title>Test</title></head>'
        path.write_text(f'<!doctype html><html lang="en">{head}<body><h1>Test</h1>\n{body}</body></html>', encoding="utf-8")
    return folder
