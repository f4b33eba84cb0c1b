"""Assembles public/: every released version as it was frozen, and the files that a static host needs around them.

`public/` is a function of the releases in `dist/` alone: each site is unpacked from its archive, never built again.
"""

from __future__ import annotations

import html
import json
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path

from bwise_publish.catalog.archive import folder_files
from bwise_publish.problems import Place, Problem, Refusal
from bwise_publish.publication import Publication
from bwise_publish.release.placing import put_in_place, scratch_folder, write_files


def released_versions(publication: Publication) -> list[str]:
    """The versions in dist/, the newest first."""
    dist = publication.root / "dist"
    names = [path.name for path in dist.iterdir() if re.fullmatch(r"\d+\.\d+\.\d+", path.name)] if dist.is_dir() else []
    return sorted(names, key=lambda name: tuple(int(part) for part in name.split(".")), reverse=True)


def publish(publication: Publication) -> Path:
    """Assembles public/ from all releases in dist/ and returns it.

    Raises Refusal when there is no release, or when public/ already holds other bytes for one of the versions.
    """
    versions = released_versions(publication)
    if not versions:
        raise Refusal([Problem(Place(file="dist"), "release-missing", "There is no release to publish.", "Run: ./nox -s release")])
    target = publication.root / "public"
    with scratch_folder(target) as folder:
        problems: list[Problem] = []
        headers = ""
        for version in versions:
            files = _frozen(publication, version)
            for place in (version, "latest") if version == versions[0] else (version,):
                headers += files.get("_headers", b"").decode("utf-8").replace("/*", f"/{place}/*", 1)
            problems += _changed(target / version, files, version)
            write_files(folder / version, files)
            if version == versions[0]:
                write_files(folder / "latest", files)
        if problems:
            raise Refusal(problems)
        write_files(folder, _around(publication, versions) | {"_headers": headers.encode("utf-8")})
        put_in_place(folder, target)
    return target


def _frozen(publication: Publication, version: str) -> dict[str, bytes]:
    path = publication.root / "dist" / version / f"{publication.name}-site-{version}.zip"
    try:
        with zipfile.ZipFile(path) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    except (OSError, zipfile.BadZipFile) as error:
        place = Place(file=f"dist/{version}/{path.name}")
        raise Refusal(
            [
                Problem(
                    place,
                    "release-unreadable",
                    f"The archive of the site cannot be read: {error}.",
                    "Make the release again from its commit.",
                )
            ]
        ) from None


def _changed(published: Path, files: dict[str, bytes], version: str) -> list[Problem]:
    """The problem of a version that was published with other bytes."""
    if not published.is_dir():
        return []
    before = folder_files(published)
    differing = sorted(name for name in before.keys() | files.keys() if before.get(name) != files.get(name))
    if not differing:
        return []
    message = f"Version {version} is published with other bytes in {len(differing)} files, the first is {differing[0]}."
    mend = "A published version never changes: raise the version in publication.toml and release again."
    return [Problem(Place(file=f"public/{version}"), "version-frozen", message, mend)]


def _around(publication: Publication, versions: Sequence[str]) -> dict[str, bytes]:
    listed = [{"version": version, "title": version, "aliases": ["latest"] if version == versions[0] else []} for version in versions]
    title = html.escape(publication.title)
    items = "".join(f'<li><a href="{version}/">Version {version}</a></li>' for version in versions)
    robots = "User-agent: *\nAllow: /latest/\nDisallow: /\n"
    files = {
        "versions.json": json.dumps(listed, indent=1) + "\n",
        "index.html": _page(
            title, '<p><a href="latest/">Go to the newest version</a></p>', items, '<meta http-equiv="refresh" content="0; url=latest/">'
        ),
        "404.html": _page(
            f"Page not found - {title}", "<p>There is no page at this address. Look for it in one of the versions.</p>", items, ""
        ),
        ".nojekyll": "",
    }
    if publication.address_known:
        address = f"{publication.latest_url}sitemap.xml"
        files["sitemap.xml"] = (
            '<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
            f"<sitemap><loc>{html.escape(address)}</loc></sitemap>\n</sitemapindex>\n"
        )
        robots += f"Sitemap: {publication.base_url}sitemap.xml\n"
    files["robots.txt"] = robots
    return {name: text.encode("utf-8") for name, text in files.items()}


def _page(title: str, lead: str, items: str, head: str) -> str:
    return (
        f'<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">{head}'
        f"<title>{title}</title></head>\n<body>\n<h1>{title}</h1>\n{lead}\n<h2>All versions</h2>\n<ul>{items}</ul>\n</body>\n</html>\n"
    )
