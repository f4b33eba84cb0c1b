"""The codebook of each data package as a page: every field of every table with its meaning, codes, counts and statistics."""

from __future__ import annotations

from collections.abc import Sequence

from bwise_publish.exports.codebook import FieldEntry, TableEntry
from bwise_publish.exports.codebook_text import READING, missing
from bwise_publish.pages.addresses import address
from bwise_publish.pages.data_tables import table_address
from bwise_publish.pages.file_list import package_files
from bwise_publish.pages.rendering import Page
from bwise_publish.pages.site import Site
from bwise_publish.views.inventory import PackageFacts

# A field with more different values than this is told value by value in the file only.
_SHOWN_VALUES = 6
# A page with more fields than this gets too heavy for weak connections: the codebook goes on on a second one.
_MOST_FIELDS = 270


def codebook_address(package: str, part: int = 1) -> str:
    """The address of the codebook of a package, or of a later part of it."""
    return f"{address('dataset', package)}codebook/" + (f"{part}/" if part > 1 else "")


def codebook_pages(site: Site, package: PackageFacts) -> list[Page]:
    """The codebook of a package's own tables; the tables that it borrows from are told in the codebooks of their packages."""
    entries = site.codebooks[package.name]
    parts = in_parts([entry for entry in entries if not entry.borrowed])
    addresses = [(codebook_address(package.name, number), part) for number, part in enumerate(parts, start=1)]
    return [
        site.renderer.page(
            "codebook.md.j2",
            at,
            _numbered(f"Codebook of {package.title}", number, len(parts)),
            _numbered(f"Every field of {package.title}: meaning, type, codes, missing values, counts and statistics", number, len(parts)),
            search=False,
            package=package,
            own=part,
            parts=addresses if len(parts) > 1 else [],
            here=at,
            borrowed=[entry for entry in entries if entry.borrowed] if number == len(parts) else [],
            reading=READING,
            missing=missing,
            shown=shown_values,
            columns=told_columns,
            files=[row for row in package_files(site.downloads, package.name).others if row.name == "codebook.json"],
            table_address=table_address,
            codebook_address=codebook_address,
        )
        for number, (at, part) in enumerate(addresses, start=1)
    ]


def _numbered(text: str, number: int, count: int) -> str:
    return f"{text}, part {number} of {count}" if count > 1 else text


def in_parts(tables: Sequence[TableEntry], most: int = _MOST_FIELDS) -> list[list[TableEntry]]:
    """The tables in their order, in as few parts of at most `most` fields as there can be; a table is not divided."""
    parts: list[list[TableEntry]] = []
    fields = most
    for table in tables:
        if not parts or fields + len(table.fields) > most:
            parts.append([])
            fields = 0
        parts[-1].append(table)
        fields += len(table.fields)
    return parts


def shown_values(field: FieldEntry) -> str:
    """The counts of the values of a field in a line, when there are few: stated 40, derived 26."""
    if len(field.values) > _SHOWN_VALUES:
        return ""
    return ", ".join(f"{item.value} {item.count:,}" for item in field.values)


def told_columns(table: TableEntry, *names: str) -> tuple[str, ...]:
    """The statistics `names` when any field of the table has them: a table without them needs no empty columns."""
    return names if any(getattr(field, names[0]) is not None for field in table.fields) else ()
