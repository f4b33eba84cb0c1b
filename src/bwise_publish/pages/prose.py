"""Markdown that people wrote, brought onto a generated page: its headings further down, its links made to work there."""

from __future__ import annotations

import html
import json
import posixpath
import re
from collections.abc import Callable
from dataclasses import replace

from bwise_publish.pages.rendering import Page
from bwise_publish.pages.site import Site

_LINK = re.compile(r"\[([^\]\n]*)\]\(([^()\s]+)\)")
_FENCE = re.compile(r"(?:```|~~~)")
_ABOUT = (("About", "about/"),)
_DATA = (("Data", "data/"),)
# The pages above a page of prose: those of the menu's part in which it lies, or from which readers come to it.
_ABOVE = {
    **dict.fromkeys(("method/", "cite/", "licence/", "contributing/", "versions/", "verify/"), _ABOUT),
    **dict.fromkeys(("api/", "formats/", "metadata/", "conformance-method/", "validation-report/"), _DATA),
    **dict.fromkeys(("commands/", "problems/", "generator/", "hostile-input/", "validation-differences/"), _ABOUT),
    **dict.fromkeys(("benchmarks/", "benchmarks-site/", "benchmarks-changes/", "benchmarks-builds/"), _ABOUT),
}
_FRONT = re.compile(r"---\n(.*?\n)---\n", re.DOTALL)
_HEADING = re.compile(r"(#{1,5}) (\S.*)")


def with_prose(page: Page, heading: str, markdown: str) -> Page:
    """The page with a section of Markdown at its end, under a heading of the second level."""
    return replace(page, body=f"{page.body}\n## {heading}\n\n{markdown.strip()}\n")


def lowered(markdown: str) -> str:
    """The Markdown without its title (heading of the first level), its other headings one level down. Code blocks stay as they are."""
    lines = []
    fenced = False
    for line in markdown.splitlines():
        if _FENCE.match(line):
            fenced = not fenced
        match = None if fenced else _HEADING.fullmatch(line)
        if match is None:
            lines.append(line)
        elif len(match[1]) > 1:
            lines.append(f"#{match[1]} {match[2]}")
    return "\n".join(lines).strip()


def headings(markdown: str) -> tuple[str, ...]:
    """The headings of the second level, as written."""
    return tuple(match[2] for line in markdown.splitlines() if (match := _HEADING.fullmatch(line)) and len(match[1]) == 2)


def relinked(markdown: str, resolve: Callable[[str], str | None]) -> str:
    """The Markdown with each link led to `resolve(target)`; a link that leads nowhere (None) becomes its text."""

    def link(match: re.Match[str]) -> str:
        target = resolve(match[2])
        return match[1] if target is None else f"[{match[1]}]({target})"

    return _LINK.sub(link, markdown)


def project_link(target: str, folder: str, at: str) -> str | None:
    """Where a link of a project file in `folder` (datapackages/practices) leads once its text is on the page at the address `at`.

    Web addresses and fragments stay; data packages, their files and prose pages are found on the site; None for the rest.
    """
    if re.match(r"[a-z][a-z0-9+.-]*:|#", target, re.IGNORECASE):
        return target
    path, _, fragment = target.partition("#")
    whole = posixpath.normpath(posixpath.join(folder, path))
    found = _on_site(whole)
    if found is None:
        return None
    link = posixpath.relpath(found, at.rstrip("/") or ".")
    return f"{link}#{fragment}" if fragment else link


def _on_site(path: str) -> str | None:
    """The file of the site's docs folder that shows the file `path` of the project."""
    if match := re.fullmatch(r"datapackages/([a-z0-9-]+)(?:/README\.md)?", path):
        return f"data/{match[1]}/index.md"
    if match := re.fullmatch(r"datapackages/([a-z0-9-]+/(?:datapackage\.json|data/[^/]+))", path):
        return f"data/{match[1]}"
    if match := re.fullmatch(r"docs/([a-z0-9-]+\.md)", path):
        return match[1]
    return None


def served_prose(site: Site, markdown: str, at: str) -> str:
    """A whole page of prose as the site generator gets it: with its breadcrumb, and its description fit for an attribute.

    The theme puts the description into an attribute as it is, so that a quotation mark in it would end the attribute. What stands before
    the text (front matter) is otherwise left as it is; where it cannot be read, the generator says so.
    """
    import yaml

    front = _FRONT.match(markdown)
    title = next((match[1] for match in re.finditer(r"^# (.+)$", markdown, re.MULTILINE)), "")
    description = ""
    if front:
        try:
            head = yaml.compose(front[1])
        except yaml.YAMLError:
            return markdown
        for key, value in head.value if isinstance(head, yaml.MappingNode) else ():
            if key.value == "description" and isinstance(value, yaml.ScalarNode):
                description = value.value.strip()
                start, end = front.start(1) + value.start_mark.index, front.start(1) + value.end_mark.index
                line_end = "\n" if markdown[start:end].endswith("\n") else ""
                quoted = json.dumps(html.escape(description), ensure_ascii=False)
                markdown = markdown[:start] + quoted + line_end + markdown[end:]
    body = site.renderer.page("prose_head.md.j2", at, title, description, above=_ABOVE.get(at, ())).body
    # The breadcrumb stands behind the title here; it is brought before it like that of every page.
    head, line, rest = markdown.partition(f"# {title}\n")
    return f"{head}{line}\n{body}{rest}" if title else markdown
