"""The last block of every page about one row: the row and its address, the same for programs, how to cite the page, and its neighbours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from bwise_publish.exports.api.addresses import row_address
from bwise_publish.metadata.citations import citation
from bwise_publish.pages.addresses import address
from bwise_publish.pages.rendering import Page
from bwise_publish.pages.site import Site
from bwise_publish.views.row_keys import RowKey, row_key
from bwise_publish.views.row_names import PAGE_OF_ROW
from bwise_publish.views.source_use import sort_key


def rows_by_page(site: Site) -> Mapping[str, tuple[str, RowKey]]:
    """For the address of every page that a row may have: the kind of the page, and the row."""
    return {
        address(kind, str(key)): (kind, row_key(table, record))
        for name, kind in PAGE_OF_ROW.items()
        if name in site.tables.catalog.tables
        for table in (site.tables.table(*name),)
        for key, record in table.by_key.items()
    }


def finished(site: Site, pages: Iterable[Page]) -> list[Page]:
    """The pages, those about one row with their last block."""
    rows = rows_by_page(site)
    listed = list(pages)
    kinds: dict[str, list[Page]] = {}
    for page in listed:
        if page.address in rows:
            kinds.setdefault(rows[page.address][0], []).append(page)
    indexes = {page.address: page.title for page in listed}
    beside: dict[str, tuple[Page | None, Page | None]] = {}
    for group in kinds.values():
        ordered = sorted(group, key=lambda page: (sort_key(page.title), page.title, page.address))
        for before, page, after in zip([None, *ordered[:-1]], ordered, [*ordered[1:], None], strict=True):
            beside[page.address] = (before, after)
    return [_ended(site, page, *rows[page.address], *beside[page.address], indexes) if page.address in rows else page for page in listed]


def _ended(site: Site, page: Page, kind: str, row: RowKey, before: Page | None, after: Page | None, indexes: Mapping[str, str]) -> Page:
    index = address(kind)
    ending = site.renderer.page(
        "ending.md.j2",
        page.address,
        page.title,
        page.description,
        row=row,
        row_text=site.rows.permanent(row),
        json=row_address(row.package, row.table, row.key),
        citation=citation(site.publication, page.title, "page", f"{row.table} {row.key}", page.address).text,
        before=before,
        after=after,
        index=(index, indexes[index]) if index in indexes else None,
    )
    return replace(page, body=f"{page.body}\n{ending.body}")
