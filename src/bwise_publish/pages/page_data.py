"""The tables that a page was made from, with their CSV files, for the block on data at its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bwise_publish.pages.addresses import address
from bwise_publish.pages.file_list import FileRow, file_row
from bwise_publish.pages.site import Site


@dataclass(frozen=True, slots=True)
class PageData:
    """`tables` are (address, title) of the pages of the tables; `files` their CSV files."""

    tables: tuple[tuple[str, str], ...]
    files: tuple[FileRow, ...]


def page_data(site: Site, tables: Sequence[tuple[str, str]]) -> PageData:
    """The pages and CSV files of the tables, each given as (package, table), in that order."""
    titles = tuple(
        (f"{address('dataset', package)}{table}/", site.tables.table(package, table).resource.title) for package, table in tables
    )
    csv = {(item.package, item.table): file_row(item) for item in site.downloads if item.format == "CSV" and item.table}
    return PageData(titles, tuple(csv[key] for key in tables if key in csv))
