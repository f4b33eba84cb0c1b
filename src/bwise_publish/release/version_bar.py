"""What a page says of its version once several are published: a list of the same page in the others, and on an old page a banner.

The pages in the archives stay as they were frozen; this is put into the copies that public/ serves. It is plain HTML, so it works without
a script, and lists only pages that are there.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Sequence

from bwise_publish.release.archives import Archive
from bwise_publish.views.dates import spoken

STYLE = "versions.css"
FEED = "feed.xml"
LIST = "versions/"
_CANONICAL = re.compile(rb'\s*<link\b[^>]*\brel="?canonical"?[^>]*>')
_ROBOTS = re.compile(rb'\s*<meta\b[^>]*\bname="?robots"?[^>]*>')
_BODY = re.compile(rb"<body\b[^>]*>")

CSS = """\
.bwv { box-sizing: border-box; font: 16px/1.5 "Source Sans 3", system-ui, sans-serif; font-size: 0.8rem; padding: 0.3rem 0.8rem; }
.bwv { background: #f1f4f8; color: #1b2430; border-bottom: 1px solid #8a97a8; }
.bwv > * { max-width: 76rem; margin: 0 auto; }
.bwv p { margin: 0 auto; }
.bwv a { color: #0b4f8a; text-decoration: underline; }
.bwv ul { margin: 0.25rem 0; padding: 0 0 0 1.25rem; }
.bwv summary { display: inline-block; min-height: 1.5rem; cursor: pointer; font-weight: 600; text-decoration: underline dotted; }
.bwv summary::before { content: "\\25B8\\00A0" / ""; }
.bwv [open] > summary::before { content: "\\25BE\\00A0" / ""; }
.bwv--old { background: #fff4d6; border-bottom: 3px solid #8a5a00; }
.bwv :focus-visible { outline: 3px solid #0b4f8a; outline-offset: 2px; }
[data-md-color-scheme="slate"] .bwv { background: #1d2632; color: #eef2f7; border-color: #5b6b80; }
[data-md-color-scheme="slate"] .bwv--old { background: #3a2c00; }
[data-md-color-scheme="slate"] .bwv a { color: #9fd0ff; }
[data-md-color-scheme="slate"] .bwv :focus-visible { outline-color: #9fd0ff; }
@media print { .bwv details { display: none; } }
"""


def with_bar(name: str, content: bytes, archive: Archive, archives: Sequence[Archive], base_url: str, *, latest: bool = False) -> bytes:
    """The page `name` of one version as public/ serves it, or as it serves the newest under latest/. `archives`: all, the newest first."""
    newest = archives[0]
    top = "../" * (name.count("/") + 1)
    old = archive is not newest
    address = name.removesuffix("index.html") if posixpath.basename(name) == "index.html" else name
    where, reason = target(address, newest)
    # No link of the kind "alternate" to the feed: the theme's script takes one for another language and asks for a site map.
    head = [f'<link rel="stylesheet" href="{top}{STYLE}">']
    canonical = html.escape(f"{base_url or top}latest/{where}")
    plain = b"<footer" not in content  # a page that leads on, or the page for wrong addresses
    if where is not None and not (plain and not old):
        head.append(f'<link rel="canonical" href="{canonical}">')
        content = _CANONICAL.sub(b"", content, count=1)
    if old or name == "404.html":
        head.append('<meta name="robots" content="noindex">')
        content = _ROBOTS.sub(b"", content, count=1)
    content = content.replace(b"</head>", "".join(head).encode() + b"</head>", 1)
    if plain:
        return content
    banner = _banner(archive, newest, address, where, reason, top) if old else ""
    kind = "bwv bwv--old" if old else "bwv"
    listed = _list(archive, archives, address, top, latest=latest)
    bar = f'<div class="{kind}" role="region" aria-label="Version of this page">{banner}{listed}</div>'
    match = content.find(b"<header")
    at = match if match >= 0 else (body.end() if (body := _BODY.search(content)) else len(content))
    return content[:at] + bar.encode() + content[at:]


def target(address: str, newest: Archive) -> tuple[str | None, str]:
    """The address of the same thing in the newest version (None when it is gone), and why it is another or none."""
    moved = newest.moved.get(address)
    if moved is not None:
        return (moved["to"] or None), moved["reason"]
    file = f"{address}index.html" if address == "" or address.endswith("/") else address
    return (address, "") if file in newest.names else (None, "")


def _banner(archive: Archive, newest: Archive, address: str, where: str | None, reason: str, top: str) -> str:
    text = f"This page belongs to version {archive.version} of {spoken(archive.about['date'])}."
    newer = f"version {newest.version} of {spoken(newest.about['date'])}"
    why = f" Reason: {html.escape(reason)}" if reason else ""
    if where is None:
        link = f'<a href="{top}latest/">Go to the first page of {newer}</a>'
        return f"<p><strong>{text}</strong> The newest version has no such page.{why} {link}.</p>"
    address_there = f"{top}latest/{html.escape(where)}"
    if where == address:
        return f'<p><strong>{text}</strong> <a href="{address_there}">See this page in the newest, {newer}</a>.</p>'
    return f'<p><strong>{text}</strong> In the newest, {newer}, <a href="{address_there}">another page stands in its place</a>.{why}</p>'


def _same(address: str, other: Archive, archives: Sequence[Archive]) -> str | None:
    """The address of the same thing in another version, newer or older; None when it has no page there."""
    where, _ = target(address, other)
    before = [old for one in archives for old, moved in one.moved.items() if moved["to"] == address and f"{old}index.html" in other.names]
    return where if where is not None else next(iter(before), None)


def _list(archive: Archive, archives: Sequence[Archive], address: str, top: str, *, latest: bool) -> str:
    items = []
    for other in archives:
        label = f"Version {other.version}, {spoken(other.about['date'])}" + (" (newest)" if other is archives[0] else "")
        where = _same(address, other, archives)
        if other is archive and not latest:
            items.append(f"<li><strong>{label}</strong>: this page</li>")
        elif where is None:
            items.append(f'<li>{label}: has no such page; <a href="{top}{other.version}/">its first page</a></li>')
        else:
            items.append(f'<li><a href="{top}{other.version}/{html.escape(where)}">{label}</a></li>')
    others = "other versions" if len(archives) > 1 else "the only one so far"
    summary = f"Version {archive.version}{' (newest)' if archive is archives[0] else ''}: {others}"
    more = f'<li><a href="{top}{LIST}">All versions</a></li><li><a href="{top}{FEED}">Feed of releases</a></li>'
    return f"<details><summary>{summary}</summary><ul>{''.join(items)}{more}</ul></details>"
