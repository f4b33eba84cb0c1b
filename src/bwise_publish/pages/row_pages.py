"""Which addresses are pages about one row of the data, and of what kind; lists and facets in the same folders are not among them."""

from __future__ import annotations

from collections.abc import Mapping

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
