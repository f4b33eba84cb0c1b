"""The first page: what this is, five ways in, what is in it, what is new, findings, downloads, and whose edition it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from bwise_publish.metadata.citations import citation
from bwise_publish.pages.addresses import address
from bwise_publish.pages.data_tables import table_address
from bwise_publish.pages.file_list import package_files
from bwise_publish.pages.prose import project_link, relinked, with_prose
from bwise_publish.pages.rendering import Page
from bwise_publish.pages.site import Site
from bwise_publish.problems import Refusal
from bwise_publish.release.changes import read_changelog, release_notes
from bwise_publish.views.countries import countries
from bwise_publish.views.highlights import highlights

# What is counted on the first page: kind of page, and what one and several are called.
_COUNTED = (
    ("country", "country", "countries"),
    ("wise-type", "type of WISE", "types of WISE"),
    ("skill", "skill", "skills"),
    ("occupation", "ESCO occupation", "ESCO occupations"),
    ("profile", "occupational profile", "occupational profiles"),
    ("curriculum", "curriculum", "curricula"),
    ("practice", "practice", "practices"),
    ("recognition", "way of recognising skills", "ways of recognising skills"),
    ("organisation", "organisation", "organisations"),
)


def pages(site: Site, made: Mapping[str, str]) -> list[Page]:
    """The first page. `made` holds the titles of the pages of other families by address; its counts are counts of these pages."""
    packages = site.packages
    groups = [address("country", item.code) for item in countries(site.tables) if item.aggregate]
    page = site.renderer.page(
        "home.md.j2",
        "",
        site.publication.title,
        site.publication.description,
        counts=counts(without(made, groups), site.row_kinds),
        sources=len(site.tables.rows("reference", "sources")),
        packages=len(packages),
        tables=sum(len(package.tables) for package in packages),
        rows=sum(package.rows for package in packages),
        highlights=highlights(site.tables),
        everything=package_files(site.downloads, "").zip,
        citation=citation(site.publication),
        table_address=table_address,
        table_title=site.table_title,
    )
    changes = _changes(site)
    return [with_prose(page, f"What is new in version {site.publication.version}", changes) if changes else page]


def without(made: Mapping[str, str], left_out: Iterable[str]) -> dict[str, str]:
    """The pages without those at the addresses `left_out`: a group of countries has a page like a country, and is none."""
    gone = set(left_out)
    return {at: title for at, title in made.items() if at not in gone}


def counts(made: Mapping[str, str], kinds: Mapping[str, str]) -> tuple[tuple[str, str, int], ...]:
    """Address of the index, what is counted, and how many pages of it there are; kinds without a page are left out."""
    numbers = Counter(kinds[at] for at in made if at in kinds)
    return tuple((address(kind), one if numbers[kind] == 1 else several, numbers[kind]) for kind, one, several in _COUNTED if numbers[kind])


def _changes(site: Site) -> str:
    """What the changelog says about this version, as Markdown; an empty text while it says nothing, which the release refuses by itself."""
    try:
        notes = release_notes(read_changelog(site.publication.root), site.publication).decode("utf-8")
    except Refusal:
        return ""
    body = notes.split("\n\n", 2)[2]
    return relinked(body, lambda target: project_link(target, "", ""))
