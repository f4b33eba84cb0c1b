"""The page of the search: an address for every search, with the kind of each result. Without script it leads to the lists."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from bwise_publish.pages.addresses import FOLDERS
from bwise_publish.pages.kinds import KINDS
from bwise_publish.pages.rendering import Page
from bwise_publish.pages.site import Site

ADDRESS = "search/"
LONGEST = 200
# What the pages of a folder are called that are not about one row of the data.
_MORE = {
    "dataset": ("data", "Data"),
    "figure": ("figure", "Figures"),
    "source": ("source", "Sources"),
    "gap": ("from gap to training", "From gap to training"),
}
_PROGRAM = '<script type="module" src="../assets/js/search_page.js" blocking="render"></script>'


def pages(site: Site, made: Iterable[Page]) -> list[Page]:
    """The page. `made` are the pages that can be found; those that are no thing of their kind, but a list of such, are told apart."""
    lists = other_pages((page.address for page in made if page.search), site.row_kinds)
    page = site.renderer.page(
        "search.md.j2",
        ADDRESS,
        "Search",
        "Search all pages of this site: countries, skills, practices, curricula, data and more, by words and by kind.",
        search=False,
        kinds=[(kind, FOLDERS[kind], one, several) for kind, (one, several) in (KINDS | _MORE).items()],
        lists=lists,
        longest=LONGEST,
    )
    return [replace(page, head=_PROGRAM)]


def other_pages(made: Iterable[str], rows: Mapping[str, str]) -> tuple[str, ...]:
    """The addresses in the folder of a kind whose pages are each about one thing of that kind, and are none themselves; sorted.

    `rows` names the kind by address, for every row that may have a page.
    """
    folders = {FOLDERS[kind] for kind in KINDS if kind != "topic"}
    return tuple(sorted(at for at in made if at.partition("/")[0] in folders and at not in rows and not _is_index(at, folders)))


def _is_index(at: str, folders: Collection[str]) -> bool:
    return at.rstrip("/") in folders
