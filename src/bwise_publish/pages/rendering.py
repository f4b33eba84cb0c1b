"""Renders pages: Jinja2 templates in, Markdown files out.

A template holds Markdown headings (lines that begin with #) and HTML between them. Everything is HTML-escaped by default. The HTML
between two headings becomes one raw block, so that nothing in it is read as Markdown.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from bwise_publish.caching import Keep, uncached
from bwise_publish.metadata.emitting import script
from bwise_publish.metadata.web_page import Thing, web_page
from bwise_publish.pages import text
from bwise_publish.pages.addresses import address, relative
from bwise_publish.pages.compiled import CompiledTemplates
from bwise_publish.publication import Publication
from bwise_publish.views.row_keys import RowKey


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its address ("" is the home page), title, one-sentence description, Markdown body, HTML for its head, and files.

    `files` lie beside the page, by their path from the docs folder.
    """

    address: str
    title: str
    description: str
    body: str
    search: bool = True
    head: str = ""
    files: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def file(self) -> str:
        """The Markdown file of the page, relative to the docs folder: countries/at/index.md."""
        return f"{self.address}index.md"

    def markdown(self) -> str:
        """The file: front matter and body. JSON strings are YAML strings. The theme puts the description into an attribute as it is."""
        head = {"title": self.title, "description": html.escape(self.description)}
        lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in head.items()]
        if self.head:
            lines.append(f"head: {json.dumps(self.head, ensure_ascii=False)}")
        if not self.search:
            lines += ["search:", "  exclude: true"]
        return "---\n" + "\n".join(lines) + "\n---\n\n" + self.body


def _nowhere(_row: RowKey) -> str:
    """Where rows are shown when no page shows them."""
    return ""


@dataclass(frozen=True)
class Renderer:
    """Renders templates of one folder of the site's templates; `sources` holds title and language of each source by its id."""

    environment: Environment
    sources: Mapping[str, tuple[str, str | None]] = field(default_factory=dict)
    row_address: Callable[[RowKey], str] = _nowhere

    @classmethod
    def of(
        cls,
        templates: Path,
        sources: Mapping[str, tuple[str, str | None]] | None = None,
        row_address: Callable[[RowKey], str] = _nowhere,
        keep: Keep = uncached,
        **globals_: Any,
    ) -> Renderer:
        """A renderer for `templates` (the folder with pages/ and partials/); every template knows `globals_`.

        `row_address` gives the address of a row of the data, or an empty text where rows have none. `keep` holds compiled templates.
        """
        environment = Environment(
            loader=FileSystemLoader([templates / "pages", templates / "partials"]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            bytecode_cache=CompiledTemplates(keep),
        )
        environment.filters.update(number=text.number, day=text.day, md=text.markdown, lang=text.in_language, pre=text.preformatted)
        environment.globals.update(globals_)
        return cls(environment, sources or {}, row_address)

    def page(
        self,
        template: str,
        at: str,
        title: str,
        description: str,
        *,
        search: bool = True,
        about: Thing | None = None,
        beside: Mapping[str, bytes] | None = None,
        **context: Any,
    ) -> Page:
        """The page at address `at` from pages/`template`, with the files `beside` it.

        In the template `href(kind, id)` is the link to a page, `to(address)` the link to any address or file of the
        site, `noted(note)` the note of a row with links to the sources that it names, `row_link(row)` the link to the address of a row,
        or an empty text when there is none. `said(items, here)` is what the page tells search engines: its breadcrumb, and that it is
        about the thing `about`.
        """

        def href(kind: str, identifier: str = "") -> str:
            return relative(address(kind, identifier), at)

        def to(target: str) -> str:
            return relative(target, at)

        def noted(note: str | None) -> Markup:
            return text.with_sources(note or "", self.sources, href)

        def row_link(row: RowKey | None) -> str:
            path, _, fragment = self.row_address(row).partition("#") if row else ("", "", "")
            return f"{relative(path, at)}#{fragment}" if fragment else ""

        def said(items: Sequence[tuple[str, str]], here: str) -> Markup:
            publication = cast(Publication, self.environment.globals["publication"])
            trail = [("Home", ""), *items, (here, at)] if at else []
            value = web_page(publication, title, description, trail, page_url(publication, at), about)
            return Markup(script(value, indent=None))

        # Not a plain render with context: macros of imported partials see globals only, and links depend on the page.
        loaded = self.environment.get_template(
            template, globals={"href": href, "to": to, "noted": noted, "row_link": row_link, "said": said}
        )
        body = loaded.render(title=title, description=description, **context)
        return Page(at, title, description, blocks(body), search, files=beside or {})


def page_url(publication: Publication, at: str) -> Callable[[str], str]:
    """What makes links of addresses on the page `at`: whole ones where the site has an address, else relative ones."""
    return lambda target: f"{publication.site_url}{target}" if publication.site_url else relative(target, at)


def blocks(rendered: str) -> str:
    """Headings as Markdown, and what stands between two of them as one raw HTML block without blank lines."""
    out: list[str] = []
    html: list[str] = []

    def flush() -> None:
        if html:
            out.append('<div class="bw-block">\n' + "\n".join(html) + "\n</div>")
            html.clear()

    for line in rendered.splitlines():
        if re.match(r"#{1,4} \S", line):
            flush()
            out.append(line)
        elif line.strip():
            # Programs that read pages as text, the search among them, see no border of elements: without a space, two words become one.
            html.append(line.replace("</dt><dd", "</dt> <dd").replace("</p><p", "</p> <p"))
    flush()
    return "\n\n".join(out) + "\n"


def page_files(pages: Iterable[Page]) -> dict[str, bytes]:
    """Pages as Markdown files, and the files beside them, by path from the docs folder. Raises ValueError when two pages have one file."""
    files: dict[str, bytes] = {}
    owners: dict[str, str] = {}
    for page in pages:
        for name, content in {page.file: page.markdown().encode(), **page.files}.items():
            if name in files:
                raise ValueError(f"two pages for {name}: {owners[name]!r} and {page.title!r}")
            files[name], owners[name] = content, page.title
    return files
