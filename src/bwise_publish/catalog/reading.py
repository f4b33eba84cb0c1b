"""Reads the CSV of a resource as text, batch by batch: every cell a string, and a problem for what cannot be read.

Regular chunks are read by polars (`records`); from the first chunk that is not, the csv module reads on, and says which row is at fault.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TYPE_CHECKING

from bwise_publish.catalog.beginning import Beginning
from bwise_publish.catalog.decoding import utf8_chunks
from bwise_publish.catalog.dialect import Dialect, is_tsv, read_dialect
from bwise_publish.catalog.faults import LONGEST_ROW, MOST_BROKEN_ROWS, empty, hopeless, malformed, row_problem, too_long
from bwise_publish.catalog.guessing import BUFFER, is_comment, with_header, with_marks
from bwise_publish.catalog.header import Header, problems_of, read_header, sample
from bwise_publish.catalog.model import Package, Resource
from bwise_publish.catalog.records import marks_of, regular_cells, whole_records
from bwise_publish.catalog.sources import CHUNK, ChunkStream, Unreadable, chunks
from bwise_publish.problems import Place, Problem

if TYPE_CHECKING:
    import polars as pl

_BATCH_ROWS = 100_000
_MOST_ROW_PROBLEMS = 1000


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
        return None, [*problems, *problems_of(error)]
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
    source = utf8_chunks(
        chunks(package, resource, place, headed=headed, size=size), stated if isinstance(stated, str) else None, place, guess
    )
    yield from _Table(resource, place, dialect, guess).batches(Beginning(source, BUFFER), source)


class _Table:
    """The reading of one file: its place, dialect and header."""

    def __init__(self, resource: Resource, place: Place, dialect: Dialect, guess: bool) -> None:
        """`dialect` is what is stated; `guess` whether the rest is seen from the file."""
        self.resource, self.place, self.stated, self.guess = resource, place, dialect, guess
        self.number = self.length = 0

    def batches(self, beginning: Beginning, rest: Iterator[bytes]) -> Iterator[Batch]:
        """The rows, at least one batch, of a file of which `rest` is what follows its beginning."""
        csv.field_size_limit(2**31 - 2)
        self.dialect = (with_marks(self.stated, beginning.lines()) if self.guess else self.stated).with_defaults()
        if self.stated.header_rows is None and self.guess:
            first = sample(self.dialect, beginning.lines())
            self.dialect = replace(self.dialect, header_rows=with_header(replace(self.dialect, header_rows=None), first).header_rows)
        start = beginning.taken()
        header = read_header(start, self.resource, self.place, self.dialect)
        yield from self._rows(start[header.size :], rest, header)

    def _rows(self, pending: bytes, rest: Iterator[bytes], header: Header) -> Iterator[Batch]:
        """The batches after the header: regular chunks by polars, the rest by the csv module."""
        import polars as pl

        names, number, marks = header.names, header.records, marks_of(self.dialect)
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
                            raise Unreadable(too_long(self.place, number + 1))
                        break  # a quotation mark within a cell may hide the line ends from the quick reader
                continue
            records, pending = pending[:cut], pending[cut:]
            if records:
                frame = regular_cells(records, marks, names)
                if frame is None:
                    pending = records + pending
                    break
                yield Batch(frame, range(number + 1, number + 1 + frame.height))
                number, yielded = number + frame.height, True
            if ended:
                break
            more = next(rest, None)
            if more is None:
                ended = True
            else:
                pending += more
        if pending or not ended:
            for batch in self._slow_rows(chain([pending] if pending else [], rest), names, number):
                yield batch
                yielded = True
        if not yielded and header.bare:
            raise Unreadable(empty(self.place))
        if not yielded:
            yield Batch(pl.DataFrame(schema=dict.fromkeys(names, pl.String)), ())

    def _slow_rows(self, source: Iterator[bytes], names: list[str], number: int) -> Iterator[Batch]:
        stream = io.TextIOWrapper(io.BufferedReader(ChunkStream(source)), "utf-8", newline="")
        self.number, self.length = number, 0
        reader = csv.reader(self._lines(stream), strict=True, **self.dialect.reader_options())
        width = len(names)
        problems: list[Problem] = []
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
                        problems.append(row_problem(self.place, number, record, width))
                    elif reported > MOST_BROKEN_ROWS:
                        raise Unreadable(hopeless(self.place, number))
                    record = (record[:width] + [""] * width)[:width]
                rows.append(record)
                numbers.append(number)
                size += sum(map(len, record)) if len(rows) % 100 == 0 or width > 100 else 0
                if len(rows) >= _BATCH_ROWS or size > CHUNK:
                    yield _batch(names, rows, numbers, problems)
                    rows, numbers, problems, size = [], [], [], 0
        except csv.Error as error:
            raise Unreadable(malformed(self.place, number, error)) from None
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
                raise Unreadable(too_long(self.place, self.number + 1))
            yield line


def _batch(names: list[str], rows: list[list[str]], numbers: list[int], problems: list[Problem]) -> Batch:
    import polars as pl

    columns = zip(*rows, strict=True) if rows else [()] * len(names)
    frame = pl.DataFrame({name: list(cells) for name, cells in zip(names, columns, strict=True)}, schema=dict.fromkeys(names, pl.String))
    regular = not numbers or numbers[-1] - numbers[0] + 1 == len(numbers)
    return Batch(frame, range(numbers[0], numbers[-1] + 1) if regular and numbers else numbers, problems)
