"""Where the pages of rows went whose ids were replaced: what the table `replaced_ids` says, as addresses."""

from __future__ import annotations

from bwise_publish.pages.addresses import address
from bwise_publish.release.moved import Moved
from bwise_publish.release.renames import TABLE
from bwise_publish.views.row_names import PAGE_OF_ROW
from bwise_publish.views.tables import Tables


def moved_pages(tables: Tables) -> list[Moved]:
    """The old addresses of pages about rows that have another id now, or none."""
    kinds = {name: kind for (_, name), kind in PAGE_OF_ROW.items()} | {"sources": "source"}
    told = [table for (_, name), table in tables.catalog.tables.items() if name == TABLE]
    return [
        Moved(address(kind, row["old_id"]), address(kind, row["new_id"]) if row["new_id"] else "", row["reason"])
        for table in told
        for row in table.records
        if (kind := kinds.get(row["entity"]))
    ]
