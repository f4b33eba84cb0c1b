"""Pages of a built site as trees: found, read, written."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from lxml import html
from lxml.etree import XPath
from lxml.html import HtmlElement

# Elements without content that HTML 4, and so the library, did not know.
_NO_END_TAG = re.compile("</(?:source|track|wbr)>")
# Finds a few too many, quickly: the name may be a part of another.
_CLASS_WITH = XPath("descendant-or-self::*[contains(@class, $name)]")


@dataclass(frozen=True, slots=True)
class HtmlPage:
    """One built page. `name` is its path in the site with forward slashes, such as `countries/at/index.html`."""

    name: str
    root: HtmlElement

    @property
    def folder(self) -> str:
        """The folder of the page in the site, from which its relative links start; "" at the top."""
        return posixpath.dirname(self.name)

    @property
    def address(self) -> str:
        """The address of the page from the top of the site: `countries/at/`, `404.html`, "" for the first page."""
        return self.name[: -len("index.html")] if posixpath.basename(self.name) == "index.html" else self.name


def page_names(site: Path) -> list[str]:
    """The names of all HTML files in the folder, sorted."""
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))


def parse_page(name: str, text: bytes) -> HtmlPage:
    """Reads a page from its bytes, taken as UTF-8. Comments are left out."""
    return HtmlPage(name, html.document_fromstring(text, parser=html.HTMLParser(encoding="utf-8", remove_comments=True)))


def read_page(site: Path, name: str) -> HtmlPage:
    """Reads one page of the site."""
    return parse_page(name, (site / name).read_bytes())


def page_bytes(page: HtmlPage) -> bytes:
    """The page as HTML in UTF-8. The same tree gives the same bytes; reading and writing them again changes nothing."""
    text = _NO_END_TAG.sub("", html.tostring(page.root, encoding="unicode", method="html"))
    return f"<!doctype html>\n{text.strip()}\n".encode()


def having_attribute(root: HtmlElement, *names: str) -> list[HtmlElement]:
    """All elements in document order that have one of the attributes. (Asking XPath is ten times as fast as asking each element.)"""
    found: Any = _having(names)(root)
    return list(found)


@cache
def _having(names: tuple[str, ...]) -> XPath:
    return XPath("descendant-or-self::*[" + " or ".join(f"@{name}" for name in names) + "]")


def having_class(root: HtmlElement, name: str) -> list[HtmlElement]:
    """All elements in document order that have the class."""
    found: Any = _CLASS_WITH(root, name=name)
    return [element for element in found if name in element.get("class", "").split()]


def text_of(element: HtmlElement) -> str:
    """The text of an element with runs of white space made one space."""
    return " ".join("".join(element.itertext()).split())


def has_text(element: HtmlElement) -> bool:
    """Whether there is more than white space in an element."""
    return any(text.strip() for text in element.itertext())


def is_program(script: HtmlElement) -> bool:
    """Whether a script element holds a program in place, and not a file's name or data such as JSON."""
    kind = script.get("type", "").strip().lower()
    return script.get("src") is None and kind in ("", "module", "text/javascript", "application/javascript")
