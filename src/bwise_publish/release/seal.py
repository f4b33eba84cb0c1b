"""The seal of a release: one hash that stands in the footer of every page, and the file release.json that says what the release is.

A hash over pages that show it would have to hold itself. So the root hash is taken before the line that shows it is put into the pages: it
is the SHA-256 of the list of all files of the site with their sums (as `sha256sum` writes it, sorted by path). Who checks a release takes
the line out of each page and release.json off the list, and must come to the same hash. Nothing else may differ, so the hash binds every
byte of data and pages.
"""

from __future__ import annotations

import hashlib
import html
import json
import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bwise_publish.publication import Publication
from bwise_publish.views.dates import spoken

FILE = "release.json"
FORMAT = "bwise-release/1"
_OPEN, _CLOSE = b'<p class="bw-release">', b"</p>\n"
_LINE = re.compile(re.escape(_OPEN) + rb".*?" + re.escape(_CLOSE), re.DOTALL)
_FOOTER_END = re.compile(rb"(?:</div>\s*)?</footer>")


@dataclass(frozen=True, slots=True)
class Seal:
    """What every page says of its release. `commit` is empty when the release was made from files that no commit holds."""

    version: str
    date: str
    commit: str
    root: str


def root_hash(sums: Mapping[str, str]) -> str:
    """The root hash of a site from the SHA-256 of its files by path, taken without seal lines; release.json does not count."""
    lines = (f"{sums[path]}  {path}\n" for path in sorted(sums) if path != FILE)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def unsealed(name: str, content: bytes) -> bytes:
    """The content of a file of a sealed site as it was before the seal."""
    return _LINE.sub(b"", content, count=1) if name.endswith(".html") else content


def sealed_root(site: Path) -> str:
    """The root hash of a sealed site, computed anew from its files."""
    return root_hash({name: hashlib.sha256(unsealed(name, (site / name).read_bytes())).hexdigest() for name in _names(site)})


def seal_site(site: Path, publication: Publication, commit: str, about: Mapping[str, Any]) -> Seal:
    """Seals a finished site in place: the line in every page with a footer, and release.json, which holds `about` too."""
    contents = {name: (site / name).read_bytes() for name in _names(site) if name.endswith(".html")}
    spoiled = [name for name, content in contents.items() if _OPEN in content]
    if spoiled:
        raise ValueError(f"pages have a seal already: {spoiled[:3]}")
    sums = {name: hashlib.sha256(contents[name] if name in contents else (site / name).read_bytes()).hexdigest() for name in _names(site)}
    seal = Seal(publication.version, publication.date.isoformat(), commit, root_hash(sums))
    for name, content in contents.items():
        (site / name).write_bytes(_with_line(name, content, seal))
    (site / FILE).write_bytes(_about(publication, seal, about))
    return seal


def _names(site: Path) -> list[str]:
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())


def _with_line(name: str, content: bytes, seal: Seal) -> bytes:
    ends = list(_FOOTER_END.finditer(content))
    if not ends:
        return content
    at = ends[-1].start()
    return content[:at] + _line(name, seal) + content[at:]


def _line(name: str, seal: Seal) -> bytes:
    folder = posixpath.dirname(name)
    links = {target: html.escape(posixpath.relpath(target, folder or ".")) for target in ("changes", FILE)}
    origin = f'commit <code class="bw-id">{seal.commit}</code>' if seal.commit else "files that no commit holds"
    text = (
        f'Version {seal.version} of {spoken(seal.date)}, made from {origin}; root hash <code class="bw-id">{seal.root}</code>. '
        f'<a href="{links["changes"]}/">What this version changed</a>. <a href="{links[FILE]}">About this release, as JSON</a>.'
    )
    return _OPEN + text.encode() + _CLOSE


def _about(publication: Publication, seal: Seal, about: Mapping[str, Any]) -> bytes:
    value = {
        "format": FORMAT,
        "name": publication.name,
        "title": publication.title,
        "version": seal.version,
        "date": seal.date,
        "commit": seal.commit,
        "root": seal.root,
        "publisher": publication.publisher,
        "licence": publication.licence_url,
        "baseUrl": publication.base_url if publication.address_known else "",
        "previous": publication.previous.version if publication.previous else "",
        **about,
    }
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def page_addresses(names: Iterable[str]) -> list[str]:
    """The addresses of the pages among files: `countries/at/` for `countries/at/index.html`, "" for the first page."""
    return sorted(name.removesuffix("index.html") for name in names if name == "index.html" or name.endswith("/index.html"))
