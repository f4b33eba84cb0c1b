"""The files around the versions in public/: lists of releases, feed, robots, site maps, the page for wrong addresses."""

from __future__ import annotations

import html
import json
import uuid
from collections.abc import Sequence
from urllib.parse import urlsplit

from bwise_publish.release.archives import RELEASES, Archive
from bwise_publish.release.seal import page_addresses
from bwise_publish.release.version_bar import CSS, FEED, LIST, STYLE
from bwise_publish.views.dates import spoken

_STYLE = (
    "body { max-width: 44rem; margin: 2rem auto; padding: 0 1rem; font: 1.125rem/1.6 system-ui, sans-serif; color-scheme: light dark; }"
)
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"


def around(archives: Sequence[Archive]) -> dict[str, bytes]:
    """The files by path; `archives` are all versions, the newest first, and the only thing that the files are made of."""
    base_url = str(archives[0].about.get("baseUrl") or "")
    files = {
        "versions.json": _versions(archives),
        RELEASES: _releases(archives),
        "index.html": _first_page(archives),
        f"{LIST}index.html": _all_versions(archives),
        "404.html": _not_found(archives, base_url),
        FEED: _feed(archives, base_url),
        STYLE: CSS,
        "robots.txt": f"User-agent: *\nAllow: /\n{f'Sitemap: {base_url}sitemap.xml' + chr(10) if base_url else ''}",
        ".nojekyll": "",
    }
    if base_url:
        files["sitemap.xml"] = (
            f'{_XML}<sitemapindex xmlns="{_SITEMAPS}">\n'
            f"<sitemap><loc>{html.escape(base_url)}latest/sitemap.xml</loc></sitemap>\n</sitemapindex>\n"
        )
        files["latest/sitemap.xml"] = _sitemap(archives[0], base_url)
    return {name: text.encode("utf-8") for name, text in files.items()}


def _versions(archives: Sequence[Archive]) -> str:
    """The list in the form that themes with a selector of versions read."""
    listed = [{"version": one.version, "title": one.version, "aliases": ["latest"] if one is archives[0] else []} for one in archives]
    return json.dumps(listed, indent=1) + "\n"


def _releases(archives: Sequence[Archive]) -> str:
    releases = [
        {"version": one.version, "date": one.about["date"], "commit": one.about["commit"], "root": one.about["root"], "sha256": one.sha256}
        for one in archives
    ]
    newest = archives[0]
    value = {"format": "bwise-releases/1", "name": newest.about["name"], "title": newest.about["title"], "releases": releases}
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _sitemap(newest: Archive, base_url: str) -> str:
    pages = [address for address in page_addresses(newest.names) if address not in newest.moved]
    day = newest.about["date"]
    lines = "".join(f"<url><loc>{html.escape(f'{base_url}latest/{page}')}</loc><lastmod>{day}</lastmod></url>\n" for page in pages)
    return f'{_XML}<urlset xmlns="{_SITEMAPS}">\n{lines}</urlset>\n'


def _items(archives: Sequence[Archive], top: str) -> str:
    return "".join(
        f'<li><a href="{top}{one.version}/">Version {one.version}</a>, {spoken(one.about["date"])}: '
        f'<a href="{top}{one.version}/changes/">what version {one.version} changed</a></li>'
        for one in archives
    )


def _first_page(archives: Sequence[Archive]) -> str:
    """Leads on to the newest version; who comes without that sees the list."""
    title = html.escape(str(archives[0].about["title"]))
    head = '<meta http-equiv="refresh" content="0; url=latest/"><link rel="canonical" href="latest/">'
    head += f'<link rel="alternate" type="application/atom+xml" title="Releases" href="{FEED}">'
    body = (
        f'<p><a href="latest/">Go to the newest version, {archives[0].version}</a></p><h2>All versions</h2><ul>{_items(archives, "")}</ul>'
    )
    return _page(title, title, f'{body}<p><a href="{FEED}">Feed of releases</a></p>', head)


def _all_versions(archives: Sequence[Archive]) -> str:
    title = html.escape(f"All versions - {archives[0].about['title']}")
    newest = f'<p><a href="../latest/">Go to the newest version, {archives[0].version}</a></p>'
    feed = f'<p><a href="../{FEED}">Feed of releases</a></p><p><a href="../{RELEASES}">All releases with their sums, as JSON</a></p>'
    return _page(title, "All versions", f"{newest}<ul>{_items(archives, '../')}</ul>{feed}", "")


def _not_found(archives: Sequence[Archive], base_url: str) -> str:
    """A web server sends this page for a wrong address at any depth, so its links count from the top of the host, or there are none."""
    title = html.escape(f"Page not found - {archives[0].about['title']}")
    body = "<p>There is no page at this address. It may be mistyped, or the page may be in another version.</p>"
    if base_url:
        top = html.escape(urlsplit(base_url).path)
        body += f'<p><a href="{top}latest/">Go to the newest version</a></p><h2>All versions</h2><ul>{_items(archives, top)}</ul>'
    else:
        body += (
            "<p>To find the first page, shorten the address in your browser: take away what follows the last slash, one part at a time.</p>"
        )
    return _page(title, "Page not found", body, '<meta name="robots" content="noindex">')


def _page(title: str, heading: str, body: str, head: str) -> str:
    """A page of its own; the title is that of its window."""
    return (
        f'<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f'<link rel="icon" href="data:,">{head}'
        f"<title>{title}</title><style>{_STYLE}</style></head>\n<body><main><h1>{heading}</h1>{body}</main></body>\n</html>\n"
    )


def _feed(archives: Sequence[Archive], base_url: str) -> str:
    """An Atom feed (RFC 4287). Its ids are made of name and version, so they are the same wherever the site lies."""
    newest = archives[0].about
    name = f"bwise-publish:{newest['name']}"
    entries = "".join(_entry(one, name, base_url) for one in archives)
    self_link = f'<link rel="self" href="{html.escape(base_url)}{FEED}"/>' if base_url else ""
    return (
        f'{_XML}<feed xmlns="http://www.w3.org/2005/Atom">\n<id>{_urn(name)}</id>\n'
        f"<title>{html.escape(str(newest['title']))}: releases</title>\n"
        f"<updated>{newest['date']}T00:00:00Z</updated>\n<author><name>{html.escape(str(newest['publisher']))}</name></author>\n"
        f'{self_link}<link href="{html.escape(base_url)}latest/"/>\n{entries}</feed>\n'
    )


def _entry(one: Archive, name: str, base_url: str) -> str:
    about = one.about
    level = f" ({about['level']})" if about.get("level") else ""
    return (
        f"<entry><id>{_urn(f'{name}:{one.version}')}</id><title>Version {one.version}{level}</title>"
        f'<updated>{about["date"]}T00:00:00Z</updated><link href="{html.escape(base_url)}{one.version}/changes/"/>'
        f'<content type="text">{html.escape(str(about.get("notes", "")), quote=False)}</content></entry>\n'
    )


def _urn(text: str) -> str:
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, text)}"
