"""The tables that a page was made from, with their CSV files, for the block on data at its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bwise_publish.pages.addresses import address
from bwise_publish.pages.file_list import FileRow
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
    return PageData(titles, tuple(file for key in tables for file in site.table_files.get(key, ()) if file.format == "CSV"))
