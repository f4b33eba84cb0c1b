"""Markdown that people wrote, brought onto a generated page: its headings further down, its links made to work there."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from dataclasses import replace

from bwise_publish.pages.rendering import Page

_LINK = re.compile(r"\[([^\]\n]*)\]\(([^()\s]+)\)")
_FENCE = re.compile(r"(?:```|~~~)")
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
