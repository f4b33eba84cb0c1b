"""How values are printed on pages: numbers, dates, languages, and text made safe for Markdown headings."""

from __future__ import annotations

import datetime
import html
import re
from collections.abc import Callable, Mapping

from markupsafe import Markup, escape

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_HYPHENED = re.compile(r"(?<![\w./-])([a-z0-9]+(?:-[a-z0-9]+)+)(?![\w/-]|\.\w)")
_RIGHT_TO_LEFT = {"ar", "fa", "he", "ur", "yi"}


def number(value: float | None) -> str:
    """A number with thousands separators and as many decimals as it has: 12,345.6. None becomes an empty string."""
    if value is None:
        return ""
    if isinstance(value, int) or float(value).is_integer():
        return f"{int(value):,}"
    whole, _, decimals = f"{value:.10f}".rstrip("0").partition(".")
    return f"{int(float(whole)):,}.{decimals}" if not whole.startswith("-0") else f"{whole}.{decimals}"


def day(value: datetime.date | str | None) -> str:
    """A date in words: 3 May 2022. A partial date keeps what it has: May 2022, 2022."""
    if not value:
        return ""
    parts = [int(part) for part in str(value).split("-")]
    if len(parts) == 3:
        return f"{parts[2]} {_MONTHS[parts[1] - 1]} {parts[0]}"
    return f"{_MONTHS[parts[1] - 1]} {parts[0]}" if len(parts) == 2 else str(parts[0])


def in_language(text: str, language: str | None) -> Markup:
    """Text marked with its language (BCP 47), right-to-left where the script runs so; plain when the language is English or not known."""
    if not language or language == "en":
        return escape(text)
    direction = Markup(' dir="rtl"') if language.split("-")[0] in _RIGHT_TO_LEFT else ""
    return Markup('<span lang="{}"{}>{}</span>').format(language, direction, text)


def with_sources(text: str, sources: Mapping[str, tuple[str, str | None]], href: Callable[[str, str], str]) -> Markup:
    """A note in which each id of a source becomes the title of the source, in quotation marks, with the link to its page.

    `sources` holds title and language by id. Ids without a hyphen are left as they are, since they could be words.
    """
    out = []
    for place, part in enumerate(_HYPHENED.split(text)):
        if place % 2 and part in sources:
            out.append(Markup('“<a href="{}">{}</a>”').format(href("source", part), in_language(*sources[part])))
        else:
            out.append(escape(part))
    return Markup("").join(out)


def markdown(text: str) -> Markup:
    """Text as it is, with nothing that Markdown or HTML would read as markup. For headings; blocks of HTML need only HTML escaping."""
    return Markup(re.sub(r"([\\`*_{}\[\]()#+\-.!|~^])", r"\\\1", html.escape(text, quote=False)))


def preformatted(text: str) -> Markup:
    """Text for a <pre>: line ends are kept without blank lines in the Markdown file."""
    return Markup(str(escape(text)).replace("\n", "&#10;"))
