"""The header of a CSV file: the names of its columns, from one row, several, or none; and the problems with them."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from bwise_publish.catalog.columns import is_pattern
from bwise_publish.catalog.dialect import Dialect
from bwise_publish.catalog.faults import LONGEST_ROW, empty, malformed, too_long
from bwise_publish.catalog.guessing import SAMPLE, is_comment
from bwise_publish.catalog.model import MOST_COLUMNS, ROWS_FOR_COLUMNS, Resource
from bwise_publish.catalog.sources import Unreadable
from bwise_publish.problems import Place, Problem, shown

HEAD = 2**18  # bytes in which the header is looked for


@dataclass(frozen=True)
class Header:
    """The names of the columns; the bytes and records before the first row; and whether the file itself gives no name (`bare`)."""

    names: list[str]
    size: int
    records: int
    bare: bool


class HeaderUnusable(Unreadable):
    """Raised with every problem of the header."""

    def __init__(self, problems: list[Problem]) -> None:
        """There is at least one problem."""
        super().__init__(problems[0])
        self.problems = problems


def problems_of(error: Unreadable) -> list[Problem]:
    """All problems that an error carries."""
    return error.problems if isinstance(error, HeaderUnusable) else [error.problem]


def sample(dialect: Dialect, lines: Iterable[str]) -> list[list[str]]:
    """The first records of a file that begins with `lines`."""
    reader = csv.reader(lines, **dialect.reader_options())
    try:
        return list(islice(reader, SAMPLE))
    except csv.Error:
        return []


def read_header(start: bytes, resource: Resource, place: Place, dialect: Dialect) -> Header:
    """The header of a file that begins with `start` (UTF-8). Raises Unreadable for one that cannot be used."""
    schema = resource.schema
    own = list(schema.names) if schema else []
    rows = dialect.header_rows or ()
    text = start[:HEAD].decode("utf-8", errors="ignore")
    if text.count("\n") < max(rows, default=0):  # a very long header
        if len(start) > LONGEST_ROW:
            raise Unreadable(too_long(place, 1))
        text = start.decode("utf-8", errors="ignore")
    reader = csv.reader(iter(io.StringIO(text, newline="")), strict=True, **dialect.reader_options())
    found: list[list[str]] = []
    number = 0
    try:
        while number < max(rows, default=0) and (record := next(reader, None)) is not None:
            number += 1
            if number in rows and not is_comment(dialect, number, record):
                found.append([cell.strip() for cell in record])
    except csv.Error as error:
        raise Unreadable(malformed(place, number, error)) from None
    names = _joined(found, dialect.header_join)
    bare = not names
    if bare:
        if not start.strip(b"\r\n"):
            raise Unreadable(empty(place))
        names = own or [f"field{at}" for at in range(1, _width(dialect, text, after=max(rows, default=0)) + 1)]
    if len(names) > MOST_COLUMNS:
        message = f"The file has {len(names):,} columns; {MOST_COLUMNS:,} are read."
        raise Unreadable(Problem(place, "columns-too-many", message, ROWS_FOR_COLUMNS))
    if not dialect.case_matters:
        spelt = {name.lower(): name for name in own}
        names = [spelt.get(name.lower(), name) for name in names]
    _check(names, resource, dialect, Place(place.package, place.table, rows[0] if rows else 1))
    size = len("".join(islice(io.StringIO(text, newline=""), reader.line_num)).encode("utf-8")) if number else 0
    return Header(names, size, number, bare)


def _width(dialect: Dialect, text: str, *, after: int) -> int:
    """How many cells the first row of the table has: the first record after the header that is no comment."""
    for number, record in enumerate(sample(dialect, io.StringIO(text, newline="")), start=1):
        if number > after and not is_comment(dialect, number, record) and (any(record) or not dialect.skip_blank_rows):
            return len(record)
    return 0


def _check(names: list[str], resource: Resource, dialect: Dialect, where: Place) -> None:
    """Raises HeaderUnusable for columns that have no name, or one name, or stand between other marks than the dialect says."""
    match = resource.schema.fields_match if resource.schema else "exact"
    problems = _check_delimiter(names, resource, dialect, where) if match == "exact" else []
    problems += _check_names(names, where, blank_allowed=match in ("subset", "partial") and names.count("") == 1)
    if problems:
        raise HeaderUnusable(problems)


def _joined(records: Sequence[Sequence[str]], join: str) -> list[str]:
    """The labels of a header of several rows: the texts one below the other joined; one that repeats the text above it is left out."""
    labels: list[str] = []
    above: dict[int, str] = {}
    for cells in records:
        for index, cell in enumerate(cells):
            if above.get(index) == cell:
                continue
            above[index] = cell
            if len(labels) <= index:
                labels.append(cell)
            else:
                labels[index] = join.join([labels[index], cell])
    return labels


def _check_delimiter(header: list[str], resource: Resource, dialect: Dialect, where: Place) -> list[Problem]:
    """The mark that a spreadsheet program wrote in place of the one that the descriptor states: one column where several are described."""
    if len(header) != 1 or resource.schema is None or len(resource.schema.fields) < 2:
        return []
    names, delimiter = set(resource.schema.names), dialect.delimiter or ","
    for mark, word in ((";", "semicolons"), ("\t", "tabs"), (",", "commas"), ("|", "bars")):
        if mark != delimiter and len(names & {part.strip().strip('"') for part in header[0].split(mark)}) > 1:
            wanted = "commas" if delimiter == "," else shown(delimiter)
            message = f"The cells of the file stand between {word}; they must stand between {wanted}."
            mend = "Save the file again as CSV UTF-8, and choose the comma as separator in the dialogue for saving."
            return [Problem(where, "csv-delimiter", message, mend)]
    return []


def _check_names(header: list[str], where: Place, *, blank_allowed: bool) -> list[Problem]:
    problems = [
        Problem(where, "header-blank", f"Column {number} has no name.", "Name the column, or remove it.")
        for number, name in enumerate(header, start=1)
        if not name and not blank_allowed
    ]
    problems += [
        Problem(where, "header-twice", f"{count} columns are named {shown(name)}.", "Give each column a name of its own.")
        for name, count in Counter(header).items()
        if name and count > 1
    ]
    problems += [
        Problem(
            where, "column-unsupported", f"The column name {shown(name)} is not supported: it reads as a pattern.", "Rename the column."
        )
        for name in header
        if is_pattern(name)
    ]
    return problems
