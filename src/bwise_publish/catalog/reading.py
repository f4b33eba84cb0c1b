"""Reads the CSV of a resource as text, batch by batch: every cell a string, and a problem for what cannot be read.

Regular chunks are read by polars (`records`); from the first chunk that is not, the csv module reads on, and says which row is at fault.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from typing import TYPE_CHECKING

from bwise_publish.catalog.dialect import Dialect, is_tsv, read_dialect
from bwise_publish.catalog.guessing import BUFFER, SAMPLE, encoding_of, is_comment, with_header, with_marks
from bwise_publish.catalog.model import MOST_COLUMNS, ROWS_FOR_COLUMNS, Package, Resource
from bwise_publish.catalog.records import Marks, count, marks_of, regular_cells, whole_records
from bwise_publish.catalog.sources import CHUNK, ChunkStream, Unreadable, chunks
from bwise_publish.problems import Place, Problem, shown

if TYPE_CHECKING:
    import polars as pl

LONGEST_ROW = 2**25  # characters
_BATCH_ROWS = 100_000
_HEAD = 2**18  # bytes in which the header and the sample are looked for
_MOST_ROW_PROBLEMS = 1000
_MOST_BROKEN_ROWS = 100_000
_MALFORMED = "Look for a lone quotation mark in this row; a quotation mark inside a cell is written twice."


@dataclass(frozen=True)
class Batch:
    """Some rows of a file: their cells (rows x columns of the file), and the number of each row in the file."""

    text: pl.DataFrame
    numbers: Sequence[int]
    problems: list[Problem] = field(default_factory=list)


def read_text(package: Package, resource: Resource, *, guess: bool = True) -> tuple[pl.DataFrame | None, list[Problem]]:
    """The cells of a CSV resource as a frame of strings (rows x columns of the file), with the problems met.

    A row with too many or too few cells is reported and padded or cut, so that the rest of the table can be checked.
    None when nothing of the file can be used.
    """
    import polars as pl

    problems: list[Problem] = []
    batches: list[Batch] = []
    try:
        for batch in read_batches(package, resource, guess=guess):
            batches.append(batch)
            problems += batch.problems
    except Unreadable as error:
        return None, [*problems, error.problem]
    if any(problem.code.startswith("header") for problem in problems):
        return None, problems
    return pl.concat([batch.text for batch in batches], rechunk=False), problems


def read_batches(package: Package, resource: Resource, *, guess: bool = True, size: int = CHUNK) -> Iterator[Batch]:
    """The rows of a CSV resource in batches, at least one.

    What is not stated is seen from the file when `guess`, else it is as the standard says.

    Raises Unreadable for a file that cannot be read, or not read on: bytes, encoding, marks, header.
    """
    place = Place(package.name, resource.name)
    dialect = read_dialect(resource.dialect, resource, place)
    if isinstance(dialect, Problem):
        raise Unreadable(dialect)
    headed = dialect.header_rows != () and not is_tsv(resource)
    stated = resource.raw.get("encoding")
    source = _utf8(chunks(package, resource, place, headed=headed, size=size), stated if isinstance(stated, str) else None, place, guess)
    start = next(source, b"")
    while len(start) < BUFFER and (more := next(source, None)) is not None:
        start += more
    yield from _Table(resource, place, dialect, guess).batches(start, source)


class _Table:
    """The reading of one file: its place, dialect and header."""

    def __init__(self, resource: Resource, place: Place, dialect: Dialect, guess: bool) -> None:
        """`dialect` is what is stated; `guess` whether the rest is seen from the file."""
        self.resource, self.place, self.stated, self.guess = resource, place, dialect, guess
        self.bare = False
        self.number = self.length = 0

    def batches(self, start: bytes, rest: Iterator[bytes]) -> Iterator[Batch]:
        """The rows, at least one batch, of a file that begins with `start` and goes on with `rest`."""
        csv.field_size_limit(2**31 - 2)
        head = start if len(start) <= _HEAD else start[: start.rfind(b"\n", 0, _HEAD) + 1] or start
        text = head.decode("utf-8", errors="replace")
        self.dialect = (with_marks(self.stated, text) if self.guess else self.stated).with_defaults()
        if self.stated.header_rows is None and self.guess:
            first = self._sample(text)
            self.dialect = replace(self.dialect, header_rows=with_header(replace(self.dialect, header_rows=None), first).header_rows)
        names, consumed, number, problems = self._header(start)
        marks = marks_of(self.dialect)
        yield from self._rows(start[consumed:], rest, names, number, marks, problems)

    def _sample(self, text: str) -> list[list[str]]:
        reader = csv.reader(io.StringIO(text, newline=""), **self.dialect.reader_options())
        try:
            return list(islice(reader, SAMPLE))
        except csv.Error:
            return []

    def _width(self, text: str, *, after: int) -> int:
        """How many cells the first row of the table has: the first record after the header that is no comment."""
        for number, record in enumerate(self._sample(text), start=1):
            if number > after and not is_comment(self.dialect, number, record) and (any(record) or not self.dialect.skip_blank_rows):
                return len(record)
        return 0

    def _header(self, start: bytes) -> tuple[list[str], int, int, list[Problem]]:
        """The names of the columns, the bytes and records that the header takes, and the problems with it."""
        schema = self.resource.schema
        own = list(schema.names) if schema else []
        rows = self.dialect.header_rows or ()
        labels: list[str] = []
        text = start[:_HEAD].decode("utf-8", errors="ignore")
        if text.count("\n") < max(rows, default=0):  # a very long header
            if len(start) > LONGEST_ROW:
                raise Unreadable(_too_long(self.place, 1))
            text = start.decode("utf-8", errors="ignore")
        lines = iter(io.StringIO(text, newline=""))
        reader = csv.reader(lines, strict=True, **self.dialect.reader_options())
        found: list[list[str]] = []
        number = 0
        try:
            while number < max(rows, default=0) and (record := next(reader, None)) is not None:
                number += 1
                if number in rows and not is_comment(self.dialect, number, record):
                    found.append([cell.strip() for cell in record])
        except csv.Error as error:
            message = f"The file cannot be read after row {number}: {_said(error)}."
            raise Unreadable(
                Problem(Place(self.place.package, self.place.table, number + 1), "csv-malformed", message, _MALFORMED)
            ) from None
        labels = _joined(found, self.dialect.header_join)
        if not labels:
            if not start.strip(b"\r\n"):
                raise Unreadable(_empty(self.place))
            self.bare = True
            labels = own or [f"field{at}" for at in range(1, self._width(text, after=max(rows, default=0)) + 1)]
        if len(labels) > MOST_COLUMNS:
            message = f"The file has {len(labels):,} columns; {MOST_COLUMNS:,} are read."
            raise Unreadable(Problem(self.place, "columns-too-many", message, ROWS_FOR_COLUMNS))
        if not self.dialect.case_matters and schema:
            spelt = {name.lower(): name for name in own}
            labels = [spelt.get(label.lower(), label) for label in labels]
        match = schema.fields_match if schema else "exact"
        blank_allowed = match in ("subset", "partial") and labels.count("") == 1
        problems = _check_delimiter(labels, self.resource, self.dialect, self.place) if match == "exact" else []
        problems += _check_header(labels, self.place, rows[0] if rows else 1, blank_allowed=blank_allowed)
        if problems:
            raise _HeaderUnusable(problems)
        consumed = 0
        if number:
            taken = reader.line_num
            consumed = len("".join(islice(io.StringIO(text, newline=""), taken)).encode("utf-8"))
        return labels, consumed, number, problems

    def _rows(
        self, pending: bytes, rest: Iterator[bytes], names: list[str], number: int, marks: Marks | None, problems: list[Problem]
    ) -> Iterator[Batch]:
        """The batches after the header: regular chunks by polars, the rest by the csv module."""
        import polars as pl

        yielded = False
        ended = False
        while marks is not None:
            cut = len(pending) if ended else whole_records(pending, marks)
            if cut == 0 and not ended:
                more = next(rest, None)
                if more is None:
                    ended = True
                else:
                    pending += more
                    if len(pending) > LONGEST_ROW:
                        if not marks.quote or marks.quote not in pending:
                            raise Unreadable(_too_long(self.place, number + 1))
                        break  # a quotation mark within a cell may hide the line ends from the quick reader
                continue
            records, pending = pending[:cut], pending[cut:]
            if records:
                frame = regular_cells(records, marks, names)
                if frame is None:
                    pending = records + pending
                    break
                yield Batch(frame, range(number + 1, number + 1 + frame.height), problems)
                number, problems, yielded = number + frame.height, [], True
            if ended:
                break
            more = next(rest, None)
            if more is None:
                ended = True
            else:
                pending += more
        if pending or not ended:
            for batch in self._slow_rows(chain([pending] if pending else [], rest), names, number, problems):
                yield batch
                problems, yielded = [], True
        if not yielded and self.bare:
            raise Unreadable(_empty(self.place))
        if not yielded:
            yield Batch(pl.DataFrame(schema=dict.fromkeys(names, pl.String)), (), problems)

    def _slow_rows(self, source: Iterator[bytes], names: list[str], number: int, problems: list[Problem]) -> Iterator[Batch]:
        stream = io.TextIOWrapper(io.BufferedReader(ChunkStream(source)), "utf-8", newline="")
        self.number, self.length = number, 0
        reader = csv.reader(self._lines(stream), strict=True, **self.dialect.reader_options())
        width = len(names)
        rows: list[list[str]] = []
        numbers: list[int] = []
        reported = 0
        size = 0
        try:
            for record in reader:
                number += 1
                self.number, self.length = number, 0
                if is_comment(self.dialect, number, record):
                    continue
                if self.dialect.skip_blank_rows and not any(record):
                    continue
                if len(record) != width:
                    reported += 1
                    if reported <= _MOST_ROW_PROBLEMS:
                        problems.append(_row_problem(self.place, number, record, width))
                    elif reported > _MOST_BROKEN_ROWS:
                        raise Unreadable(_hopeless(self.place, number))
                    record = (record[:width] + [""] * width)[:width]
                rows.append(record)
                numbers.append(number)
                size += sum(map(len, record)) if len(rows) % 100 == 0 or width > 100 else 0
                if len(rows) >= _BATCH_ROWS or size > CHUNK:
                    yield _batch(names, rows, numbers, problems)
                    rows, numbers, problems, size = [], [], [], 0
        except csv.Error as error:
            message = f"The file cannot be read after row {number}: {_said(error)}."
            raise Unreadable(
                Problem(Place(self.place.package, self.place.table, number + 1), "csv-malformed", message, _MALFORMED)
            ) from None
        except Unreadable as error:
            if rows:
                yield _batch(names, rows, numbers, problems)
            raise error from None
        if rows or problems:
            yield _batch(names, rows, numbers, problems)

    def _lines(self, stream: Iterable[str]) -> Iterator[str]:
        """The lines of the file, as long as they do not make one row of more than is read."""
        for line in stream:
            self.length += len(line)
            if self.length > LONGEST_ROW:
                raise Unreadable(_too_long(self.place, self.number + 1))
            yield line


class _HeaderUnusable(Unreadable):
    """Raised with every problem of the header."""

    def __init__(self, problems: list[Problem]) -> None:
        """There is at least one problem."""
        super().__init__(problems[0])
        self.problems = problems


def problems_of(error: Unreadable) -> list[Problem]:
    """All problems that an error carries."""
    return error.problems if isinstance(error, _HeaderUnusable) else [error.problem]


def _batch(names: list[str], rows: list[list[str]], numbers: list[int], problems: list[Problem]) -> Batch:
    import polars as pl

    columns = zip(*rows, strict=True) if rows else [()] * len(names)
    frame = pl.DataFrame({name: list(cells) for name, cells in zip(names, columns, strict=True)}, schema=dict.fromkeys(names, pl.String))
    regular = not numbers or numbers[-1] - numbers[0] + 1 == len(numbers)
    return Batch(frame, range(numbers[0], numbers[-1] + 1) if regular and numbers else numbers, problems)


def _too_long(place: Place, row: int) -> Problem:
    message = f"The row has more than {LONGEST_ROW:,} characters, the most that is read."
    mend = "Look for a lone quotation mark, which takes the rows after it into one cell, or put long texts into files of their own."
    return Problem(Place(place.package, place.table, row), "row-long", message, mend)


def _hopeless(place: Place, row: int) -> Problem:
    message = f"This is the row {_MOST_BROKEN_ROWS + 1:,} that does not have as many cells as the header; the rest of the file is not read."
    return Problem(Place(place.package, place.table, row), "row-length", message, "Look whether the file and its dialect belong together.")


def _empty(place: Place) -> Problem:
    message = "The file is empty; it needs at least a header row."
    return Problem(place, "csv-empty", message, "Write the names of the fields in the first row.")


def _row_problem(place: Place, number: int, record: Sequence[str], width: int) -> Problem:
    where = Place(place.package, place.table, number)
    if not record:
        return Problem(where, "row-blank", "The row is blank.", "Remove the row.")
    message = f"The row has {len(record)} cells; the header has {width}."
    return Problem(where, "row-length", message, "Add or remove cells; a comma inside a cell needs quotation marks around the cell.")


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


def _utf8(source: Iterator[bytes], stated: str | None, place: Place, guess: bool) -> Iterator[bytes]:
    """The chunks as UTF-8 without a byte order mark. Raises Unreadable where they are not in their encoding or hold a NUL."""
    first = next(source, b"")
    while len(first) < BUFFER and (more := next(source, None)) is not None:
        first += more
    name = stated or "utf-8"
    try:
        name = encoding_of(stated if stated or guess else "utf-8", first)
        decoder = codecs.getincrementaldecoder(name)()
        decoder.decode(b"")
        if not codecs.lookup(name)._is_text_encoding:
            raise LookupError
    except (LookupError, TypeError, AssertionError):
        message = f"encoding {shown(name)} is not known."
        raise Unreadable(Problem(place, "encoding-unknown", message, "Write utf-8 and save the file as UTF-8.")) from None
    lines = 0
    plain = name in ("utf-8", "ascii")
    for chunk in chain([first], source, [None]):
        try:
            if plain and chunk is not None and chunk.isascii() and not decoder.getstate()[0]:
                content = chunk
            else:
                content = decoder.decode(chunk or b"", final=chunk is None).encode("utf-8")
        except UnicodeError as error:
            start = error.start if isinstance(error, UnicodeDecodeError) else 0
            row = lines + (chunk or b"")[:start].count(b"\n") + 1
            where = Place(place.package, place.table, row)
            message, mend = f"The file is not {name} text.", "Save it as UTF-8 (in a spreadsheet program: CSV UTF-8)."
            raise Unreadable(Problem(where, "encoding-wrong", message, mend)) from None
        if b"\x00" in content:
            where = Place(place.package, place.table, lines + content[: content.index(b"\x00")].count(b"\n") + 1)
            message = "The file holds a NUL character, so it is not a text file."
            raise Unreadable(Problem(where, "csv-malformed", message, "Save the table as CSV UTF-8 again."))
        if content:
            lines += count(content, b"\n")
            yield content


def _said(error: csv.Error) -> str:
    """An error of the CSV reader in words for people who do not know its language."""
    text = str(error)
    if "expected after" in text:
        return "a quotation mark ends a cell, but the cell goes on after it"
    return "a cell begins with a quotation mark that no second one ends" if text == "unexpected end of data" else text


def _check_delimiter(header: list[str], resource: Resource, dialect: Dialect, place: Place) -> list[Problem]:
    """The mark that a spreadsheet program wrote in place of the one that the descriptor states: one column where several are described."""
    if len(header) != 1 or resource.schema is None or len(resource.schema.fields) < 2:
        return []
    names, delimiter = set(resource.schema.names), dialect.delimiter or ","
    for mark, word in ((";", "semicolons"), ("\t", "tabs"), (",", "commas"), ("|", "bars")):
        if mark != delimiter and len(names & {part.strip().strip('"') for part in header[0].split(mark)}) > 1:
            wanted = "commas" if delimiter == "," else shown(delimiter)
            message = f"The cells of the file stand between {word}; they must stand between {wanted}."
            mend = "Save the file again as CSV UTF-8, and choose the comma as separator in the dialogue for saving."
            return [Problem(Place(place.package, place.table, 1), "csv-delimiter", message, mend)]
    return []


def _check_header(header: list[str], place: Place, row: int, *, blank_allowed: bool) -> list[Problem]:
    where = Place(place.package, place.table, row)
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
    return problems
