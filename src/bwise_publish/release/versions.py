"""Assembles public/: every released version as it was frozen, and the files that a static host needs around them.

`public/` is a function of the archives of all releases and of nothing else: no site is built again, and an older public/ is only asked
whether a version was published with other bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bwise_publish.problems import Refusal
from bwise_publish.publication import Publication
from bwise_publish.release.archives import Archive, frozen_problems, read_archives
from bwise_publish.release.around import around
from bwise_publish.release.placing import put_in_place, scratch_folder, write_files
from bwise_publish.release.version_bar import with_bar

# A site map of a version names addresses as if it lay at the top; public/ has one of its own for the newest version.
_NOT_SERVED = ("sitemap.xml", "sitemap.xml.gz")


def publish(publication: Publication) -> Path:
    """Assembles public/ from all releases in dist/ and returns it.

    Raises Refusal when there is no release, when one that was published is lacking, or when one has other bytes than were published.
    """
    target = publication.root / "public"
    archives = read_archives(publication)
    if problems := frozen_problems(publication, archives, target):
        raise Refusal(problems)
    with scratch_folder(target) as folder:
        for archive in archives:
            write_files(folder / archive.version, served(archive, archives))
        write_files(folder / "latest", served(archives[0], archives, latest=True))
        write_files(folder / "archives", {f"{archive.about['name']}-site-{archive.version}.zip": archive.content for archive in archives})
        write_files(folder, around(archives) | {"_headers": _headers(archives)})
        put_in_place(folder, target)
    return target


def served(archive: Archive, archives: Sequence[Archive], *, latest: bool = False) -> dict[str, bytes]:
    """The files of one version as public/ serves them: those of its archive, with the bar of versions on every page."""
    base_url = str(archives[0].about.get("baseUrl") or "")
    files = {name: content for name, content in archive.files().items() if name not in _NOT_SERVED}
    return {
        name: with_bar(name, content, archive, archives, base_url, latest=latest) if name.endswith(".html") else content
        for name, content in files.items()
    }


def _headers(archives: Sequence[Archive]) -> bytes:
    """The headers that the pages of each version ask for, under the folders where they lie."""
    places = [("latest", archives[0]), *((archive.version, archive) for archive in archives)]
    asked = [(place, archive.files().get("_headers", b"").decode("utf-8")) for place, archive in places]
    return "".join(text.replace("/*", f"/{place}/*", 1) for place, text in asked).encode("utf-8")
