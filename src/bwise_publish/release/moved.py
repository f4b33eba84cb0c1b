"""Pages that stand where another page was: they lead on to its successor, or say why it is gone. Plain HTML that works on any host."""

from __future__ import annotations

import html
import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

_STYLE = "body { max-width: 40rem; margin: 3rem auto; padding: 0 1rem; font: 1.125rem/1.6 system-ui; color-scheme: light dark; }"


@dataclass(frozen=True, order=True, slots=True)
class Moved:
    """An address that has no page of its own any more: its successor ("" when there is none), and why."""

    address: str
    successor: str
    reason: str


def write_moved(site: Path, moved: Iterable[Moved]) -> list[Moved]:
    """Writes a page for each address of the site that has none, and returns those.

    A successor that moved too is followed to its end; one that is not there is not led to.
    """
    told = {item.address: item for item in sorted(moved, reverse=True)}  # of two that tell of one address, the first in order
    gone = [item for address, item in sorted(told.items()) if address.endswith("/") and not (site / address / "index.html").exists()]
    written = [Moved(item.address, _end(item, told, site), item.reason) for item in gone]
    for item in written:
        path = site / item.address / "index.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_page(item).encode())
    return written


def _end(item: Moved, told: Mapping[str, Moved], site: Path) -> str:
    """The page at the end of a chain of successors; empty when there is none."""
    seen, at = {item.address}, item.successor
    while at and not (site / at / "index.html").is_file():
        if at in seen or at not in told:
            return ""
        seen.add(at)
        at = told[at].successor
    return at


def _page(item: Moved) -> str:
    reason = html.escape(item.reason)
    depth = item.address.rstrip("/") or "."
    home = f"{posixpath.relpath('.', depth)}/"
    if item.successor:
        link = html.escape(f"{posixpath.relpath(item.successor.rstrip('/') or '.', depth)}/")
        title = "This page has moved"
        head = f'<meta http-equiv="refresh" content="0; url={link}"><link rel="canonical" href="{link}">'
        text = f'<p>It is now <a href="{link}">at another address</a>.</p><p>Why: {reason}</p>'
    else:
        title = "This page is gone"
        head = '<meta name="robots" content="noindex">'
        text = f"<p>What it told about is no longer published. Older versions still hold the page.</p><p>Why: {reason}</p>"
    return (
        f'<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f'<link rel="icon" href="data:,">'
        f"<title>{title}</title>{head}<style>{_STYLE}</style></head>\n"
        f'<body><main><h1>{title}</h1>{text}<p><a href="{home}">Go to the first page</a></p></main></body>\n</html>\n'
    )
