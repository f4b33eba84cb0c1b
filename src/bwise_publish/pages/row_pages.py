"""Which addresses are pages about one row of the data, and of what kind; lists and facets in the same folders are not among them."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from bwise_publish.pages.addresses import address
from bwise_publish.views.row_names import PAGE_OF_ROW
from bwise_publish.views.tables import Tables


def row_kinds(tables: Tables) -> Mapping[str, str]:
    """The kind of page by address, for every row that may have a page of its own. Whether the page was made, others know."""
    return {
        address(kind, str(key)): kind
        for (package, name), kind in PAGE_OF_ROW.items()
        if (package, name) in tables.catalog.tables
        for key in tables.table(package, name).by_key
    }


def row_pages(tables: Tables, made: Collection[str]) -> dict[tuple[str, str], dict[str, str]]:
    """For each table whose rows may have pages, the address of the page by key, or "" for a row without one.

    `made` holds the addresses of all pages that were made.
    """
    found: dict[tuple[str, str], dict[str, str]] = {}
    for (package, name), kind in PAGE_OF_ROW.items():
        if (package, name) in tables.catalog.tables:
            at = {str(key): address(kind, str(key)) for key in tables.table(package, name).by_key}
            found[package, name] = {key: page if page in made else "" for key, page in at.items()}
    return found
