"""The codebook of a package as Markdown: what a person reads beside the tables in a zip."""

from __future__ import annotations

from collections.abc import Iterator

from bwise_publish.exports.codebook import FieldEntry, TableEntry
from bwise_publish.exports.selfcontained import ExportPackage
from bwise_publish.publication import Publication

_HEAD = (
    "| Field | What it is | Type | Codes in | With a value | Empty | Different | Lowest | Highest | Mean | Median |",
    "|---|---|---|---|---:|---:|---:|---:|---:|---:|---:|",
)


def text_codebook(entries: tuple[TableEntry, ...], export: ExportPackage, publication: Publication) -> bytes:
    """The codebook as UTF-8 text, table by table."""
    return ("\n".join(_lines(entries, export, publication)) + "\n").encode()


def _lines(entries: tuple[TableEntry, ...], export: ExportPackage, publication: Publication) -> Iterator[str]:
    yield f"# Codebook: {export.package.title}"
    yield ""
    yield f"{export.package.description}"
    yield ""
    yield f"Version {publication.version} of {publication.date.isoformat()}. Licence: {publication.licence}, {publication.licence_url}"
    yield ""
    yield from (f"- {line}" for line in READING)
    for entry in entries:
        yield ""
        yield f"## {entry.name}: {entry.title}"
        yield ""
        yield f"{entry.grain}" + (f" Of the package {entry.package}: the rows that this package uses." if entry.borrowed else "")
        yield ""
        count = f"{entry.rows} {'row' if entry.rows == 1 else 'rows'}"
        yield f"{count}. Primary key: {', '.join(entry.primary_key) or 'none'}. Missing value: {missing(entry)}."
        yield ""
        yield from _HEAD
        yield from (_row(field) for field in entry.fields)


# How to read the numbers, here and on the page of the site.
READING = (
    "A missing value is one that is not known or does not apply; it is never a zero.",
    "Lowest and highest stand for numbers, years and dates; mean and median for fields with one unit, as different units have no mean.",
    "Figures of different sources often count different people or places. Do not add them up because they stand in one column.",
    "The file codebook.json also tells how often each code stands in the data, and what it means.",
)


def missing(entry: TableEntry) -> str:
    """The cells that stand for a missing value, in words."""
    return " or ".join(f"the text {text}" if text else "an empty cell" for text in entry.missing)


def _row(field: FieldEntry) -> str:
    kind = field.type + (f", in {field.unit}" if field.unit else "") + (", required" if field.required else "")
    codes = field.codes_in or ", ".join(field.allowed)
    meaning = f"{field.title}: {field.description}"
    numbers = (field.filled, field.empty, field.distinct, field.lowest, field.highest, field.mean, field.median)
    cells = (f"`{field.name}`", meaning, kind, codes, *("" if number is None else str(number) for number in numbers))
    return "| " + " | ".join((cells[0], *map(_cell, cells[1:]))) + " |"


def _cell(text: str) -> str:
    """A text that stays in its cell of a Markdown table, and is no markup."""
    for char in "\\`*_[]<>|":
        text = text.replace(char, f"\\{char}")
    return " ".join(text.split())
