"""XLSX: a workbook with a cover sheet, one table a sheet, and a sheet of notes on every field. Text stays text, dates are dates."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from bwise_publish.catalog import Package
from bwise_publish.exports.selfcontained import ExportTable
from bwise_publish.exports.xlsx_limits import EARLIEST_DATE, limit_problems, sheet_names
from bwise_publish.problems import Refusal
from bwise_publish.publication import Publication

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

COVER, NOTES = "Cover", "Notes"
_READING = (
    "The first row of each sheet holds the names of the fields. The sheet Notes explains every field.",
    "An empty cell is a value that is not known or does not apply; it is never a zero.",
    "Codes are text, also where they look like numbers. Each code is a row of the sheet to which its key leads.",
    "The CSV files are the data of record; this workbook holds the same cells.",
)
_WIDEST = 60
# Rows that are looked at to choose the width of a column.
_LOOKED_AT = 200


def workbook(package: Package, tables: Sequence[ExportTable], publication: Publication) -> bytes:
    """The workbook of a published package. Raises Refusal when a table goes beyond what Excel can hold."""
    import xlsxwriter

    problems = [problem for table in tables for problem in limit_problems(table)]
    if problems:
        raise Refusal(problems)
    sheets = sheet_names([table.name for table in tables], taken=(COVER, NOTES))
    out = io.BytesIO()
    day = publication.date
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    # A workbook carries the time at which it was made: here the date of the release.
    made = datetime.datetime(day.year, day.month, day.day)
    book.set_properties({"title": package.title, "author": publication.publisher, "comments": publication.title, "created": made})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    _cover(book.add_worksheet(COVER), package, tables, sheets, publication, bold, wrapped)
    for table in tables:
        _table(book, book.add_worksheet(sheets[table.name]), table)
    _notes(book.add_worksheet(NOTES), tables, sheets, bold, wrapped)
    book.close()
    return out.getvalue()


def _cover(
    sheet: Worksheet,
    package: Package,
    tables: Sequence[ExportTable],
    sheets: dict[str, str],
    publication: Publication,
    bold: Format,
    wrapped: Format,
) -> None:
    """What the workbook is, and the list of its sheets with links."""
    facts = (
        ("Title", package.title),
        ("Description", package.description),
        ("Edition", publication.title),
        ("Version", publication.version),
        ("Date", publication.date.isoformat()),
        ("Publisher", publication.publisher),
        ("Licence", f"{publication.licence}, {publication.licence_url}"),
        *(("How to read it" if number == 0 else "", line) for number, line in enumerate(_READING)),
    )
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 90)
    sheet.set_column(2, 2, 10)
    for row, (name, value) in enumerate(facts):
        sheet.write_string(row, 0, name, bold)
        sheet.write_string(row, 1, value, wrapped)
    start = len(facts) + 1
    for column, name in enumerate(("Sheet", "What one row is", "Rows")):
        sheet.write_string(start, column, name, bold)
    for row, table in enumerate(tables, start + 1):
        note = f" Of the package {table.table.package}: the rows that this package uses." if table.borrowed else ""
        sheet.write_url(row, 0, f"internal:'{sheets[table.name]}'!A1", string=sheets[table.name])
        sheet.write_string(row, 1, f"{table.table.resource.description}{note}".strip(), wrapped)
        sheet.write_number(row, 2, len(table.rows))


def _table(book: Workbook, sheet: Worksheet, table: ExportTable) -> None:
    """The cells of a table under a frozen header."""
    header = book.add_format({"bold": True, "bottom": 1, "num_format": "@"})
    text = book.add_format({"num_format": "@"})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
    clock = book.add_format({"num_format": "hh:mm:ss"})
    frame = table.frame()
    for column, name in enumerate(table.header):
        values = frame[name].to_list()
        lengths = [len(str(value)) for value in values[:_LOOKED_AT] if value is not None]
        # The format of the column keeps what people type there later as text, too.
        as_text = table.table.schema.field(name).type == "string"
        sheet.set_column(column, column, min(_WIDEST, max([len(name), *lengths]) + 2), text if as_text else None)
        sheet.write_string(0, column, name, header)
        for row, value in enumerate(values, 1):
            if value is None:
                continue
            if isinstance(value, str):
                # write_string: what begins with = or looks like an address must not become a formula or a link.
                sheet.write_string(row, column, value, text)
            elif isinstance(value, bool):
                sheet.write_boolean(row, column, value)
            elif isinstance(value, int | float):
                sheet.write_number(row, column, value)
            elif isinstance(value, datetime.time):
                sheet.write_datetime(row, column, value, clock)
            elif (value.date() if isinstance(value, datetime.datetime) else value) < EARLIEST_DATE:
                sheet.write_string(row, column, value.isoformat(), text)
            else:
                sheet.write_datetime(row, column, value, moment if isinstance(value, datetime.datetime) else day)
    sheet.freeze_panes(1, 0)
    if table.rows:
        sheet.autofilter(0, 0, len(table.rows), len(table.header) - 1)


def _notes(sheet: Worksheet, tables: Sequence[ExportTable], sheets: dict[str, str], bold: Format, wrapped: Format) -> None:
    """Every field of every sheet: what it means, its type and unit, and the sheet in which its codes are explained."""
    columns = (("Sheet", 34), ("Field", 30), ("Title", 30), ("Description", 80), ("Type", 10), ("Unit", 20), ("Codes in sheet", 34))
    for column, (name, width) in enumerate(columns):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, name, bold)
    for row, values in enumerate(_fields(tables, sheets), 1):
        for column, value in enumerate(values):
            if value:
                sheet.write_string(row, column, value, wrapped)
    sheet.freeze_panes(1, 0)


def _fields(tables: Sequence[ExportTable], sheets: dict[str, str]) -> list[tuple[Any, ...]]:
    rows = []
    for table in tables:
        schema = table.table.schema
        codes = {key.fields[0]: sheets[key.resource or table.name] for key in schema.foreign_keys if len(key.fields) == 1}
        rows += [
            (sheets[table.name], field.name, field.title, field.description, field.type, field.unit, codes.get(field.name, ""))
            for field in schema.fields
        ]
    return rows
