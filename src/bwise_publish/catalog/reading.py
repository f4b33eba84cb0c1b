"""Reads one CSV file as text: strict RFC 4180, every cell a string, and a problem for what cannot be read."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from bwise_publish.catalog.model import Package, Resource
from bwise_publish.catalog.paths import MAX_TABLE_BYTES, read_bytes
from bwise_publish.problems import Place, Problem, shown

if TYPE_CHECKING:
    import polars as pl

_DIALECT = {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "skipInitialSpace": False, "header": True}
_IGNORED = {"$schema", "lineTerminator", "profile", "csvddfVersion"}


def read_text(package: Package, resource: Resource) -> tuple[pl.DataFrame | None, list[Problem]]:
    """The cells of a CSV resource as a frame of strings (rows x columns of the file), with the problems met.

    A row with too many or too few cells is reported and padded or cut, so that the rest of the table can be checked.
    None when nothing of the file can be used.
    """
    import polars as pl

    place = Place(package.name, resource.name)
    content = read_bytes(package.file(resource), MAX_TABLE_BYTES, place)
    if isinstance(content, Problem):
        return None, [content]
    text = _decode(content, str(resource.raw.get("encoding") or "utf-8"), place)
    if isinstance(text, Problem):
        return None, [text]
    options = _options(resource.raw.get("dialect"), place)
    if isinstance(options, Problem):
        return None, [options]
    header_row = options.pop("header")
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, **options)
    problems: list[Problem] = []
    rows: list[list[str]] = []
    try:
        rows.extend(reader)
    except csv.Error as error:
        message = f"The file cannot be read after row {len(rows)}: {_said(error)}."
        problems.append(
            Problem(
                Place(package.name, resource.name, len(rows) + 1),
                "csv-malformed",
                message,
                "Look for a lone quotation mark in this row; a quotation mark inside a cell is written twice.",
            )
        )
        return None, problems
    if header_row:
        header, body, first = (rows[0], rows[1:], 2) if rows else ([], [], 2)
    else:
        header, body, first = list(resource.schema.names) if resource.schema else [], rows, 1
    if not header:
        return None, [
            Problem(
                place, "csv-empty", "The file is empty; it needs at least a header row.", "Write the names of the fields in the first row."
            )
        ]
    problems += [*_check_delimiter(header, resource, options["delimiter"], place), *_check_header(header, place)]
    if problems:
        return None, problems
    width = len(header)
    for index, row in enumerate(body):
        if len(row) != width:
            where = Place(package.name, resource.name, index + first)
            if not row:
                problems.append(Problem(where, "row-blank", "The row is blank.", "Remove the row."))
            else:
                message = f"The row has {len(row)} cells; the header has {width}."
                problems.append(
                    Problem(
                        where, "row-length", message, "Add or remove cells; a comma inside a cell needs quotation marks around the cell."
                    )
                )
            body[index] = (row + [""] * width)[:width]
    columns = zip(*body, strict=True) if body else [()] * width
    frame = pl.DataFrame({name: list(cells) for name, cells in zip(header, columns, strict=True)}, schema=dict.fromkeys(header, pl.String))
    return frame, problems


def _decode(content: bytes, encoding: str, place: Place) -> str | Problem:
    content = content.removeprefix(codecs.BOM_UTF8) if encoding.lower() in ("utf-8", "utf8") else content
    try:
        codecs.lookup(encoding)
        text = content.decode(encoding)
    except LookupError:  # an unknown name, or a codec that is not one of text, such as base64
        return Problem(place, "encoding-unknown", f"encoding {shown(encoding)} is not known.", "Write utf-8 and save the file as UTF-8.")
    except ValueError as error:
        row = content[: error.start].count(b"\n") + 1 if isinstance(error, UnicodeDecodeError) else 0
        where = Place(place.package, place.table, row)
        return Problem(
            where, "encoding-wrong", f"The file is not {encoding} text.", "Save it as UTF-8 (in a spreadsheet program: CSV UTF-8)."
        )
    if "\x00" in text:
        where = Place(place.package, place.table, text[: text.index("\x00")].count("\n") + 1)
        return Problem(
            where, "csv-malformed", "The file holds a NUL character, so it is not a text file.", "Save the table as CSV UTF-8 again."
        )
    return text


def _options(dialect: object, place: Place) -> dict[str, Any] | Problem:
    """The options of csv.reader for a Table Dialect; a problem that names what is not supported."""
    values: dict[str, Any] = dict(_DIALECT)
    if isinstance(dialect, Mapping):
        for key, value in dialect.items():
            if key in _IGNORED:
                continue
            if key not in values or not isinstance(value, type(values[key])):
                return Problem(
                    place,
                    "dialect-unsupported",
                    f"The dialect property {shown(key)} with the value {shown(value)} is not supported.",
                    f"Use {', '.join(_DIALECT)} only, or write plain CSV.",
                )
            values[key] = value
    elif dialect is not None:
        return Problem(
            place, "dialect-unsupported", "A dialect in another file is not followed.", "Write the dialect in the descriptor itself."
        )
    if len(values["delimiter"]) != 1 or len(values["quoteChar"]) != 1:
        return Problem(place, "dialect-unsupported", "delimiter and quoteChar must be one character each.", "Write one character.")
    return {
        "delimiter": values["delimiter"],
        "quotechar": values["quoteChar"],
        "doublequote": values["doubleQuote"],
        "skipinitialspace": values["skipInitialSpace"],
        "header": values["header"],
    }


def _said(error: csv.Error) -> str:
    """An error of the CSV reader in words for people who do not know its language."""
    text = str(error)
    if "expected after" in text:
        return "a quotation mark ends a cell, but the cell goes on after it"
    return "a cell begins with a quotation mark that no second one ends" if text == "unexpected end of data" else text


def _check_delimiter(header: list[str], resource: Resource, delimiter: str, place: Place) -> list[Problem]:
    """The mark that a spreadsheet program wrote in place of the one that the descriptor states: one column where several are described."""
    if len(header) != 1 or resource.schema is None or len(resource.schema.fields) < 2:
        return []
    names = set(resource.schema.names)
    for mark, word in ((";", "semicolons"), ("\t", "tabs"), (",", "commas"), ("|", "bars")):
        if mark != delimiter and len(names & {part.strip().strip('"') for part in header[0].split(mark)}) > 1:
            wanted = "commas" if delimiter == "," else shown(delimiter)
            message = f"The cells of the file stand between {word}; they must stand between {wanted}."
            mend = "Save the file again as CSV UTF-8, and choose the comma as separator in the dialogue for saving."
            return [Problem(Place(place.package, place.table, 1), "csv-delimiter", message, mend)]
    return []


def _check_header(header: list[str], place: Place) -> list[Problem]:
    where = Place(place.package, place.table, 1)
    problems = [
        Problem(where, "header-blank", f"Column {number} has no name.", "Name the column, or remove it.")
        for number, name in enumerate(header, start=1)
        if not name
    ]
    problems += [
        Problem(where, "header-twice", f"{count} columns are named {shown(name)}.", "Give each column a name of its own.")
        for name, count in Counter(header).items()
        if name and count > 1
    ]
    return problems
