"""A page for every table: grain, fields, keys, counts for each field, the first rows, and code that reads it."""

from __future__ import annotations

from collections.abc import Mapping

from bwise_publish.pages.addresses import address
from bwise_publish.pages.file_list import package_files
from bwise_publish.pages.rendering import Page
from bwise_publish.pages.site import Site
from bwise_publish.views.inventory import PackageFacts, TableFacts
from bwise_publish.views.row_names import PAGE_OF_ROW
from bwise_publish.views.sample_code import samples


def table_address(package: str, table: str) -> str:
    """The address of the page of a table."""
    return f"{address('dataset', package)}{table}/"


def table_file(package: str, table: str) -> str:
    """The CSV file of a table."""
    return f"{address('dataset', package)}data/{table}.csv"


def table_pages(site: Site, package: PackageFacts, made: Mapping[str, str]) -> list[Page]:
    """The pages of the tables of one package. `made` holds the titles of the pages of other families by address."""
    files = package_files(site.downloads, package.name)
    by_table = {table.name: tuple(row for row in files.tables if row.table == table.name) for table in package.tables}
    return [
        site.renderer.page(
            "data_table.md.j2",
            table_address(package.name, table.name),
            f"{table.title}: table of {package.title}",
            f"Table {table.name} of the data package {package.title}: {len(table.fields)} fields, {table.rows} rows. {table.description}",
            search=False,
            package=package,
            table=table,
            files=by_table[table.name],
            samples=samples(site.tables.table(package.name, table.name)),
            used_on=_used_on(table, made),
            table_address=table_address,
        )
        for table in package.tables
    ]


def _used_on(table: TableFacts, made: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The index of the pages that the rows of the table have."""
    kind = PAGE_OF_ROW.get((table.package, table.name), "source" if table.name == "sources" else "")
    at = address(kind) if kind else ""
    return ((at, made[at]),) if at in made else ()
