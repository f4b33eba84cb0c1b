"""Whether a chunk of CSV is so regular that polars reads it as the csv module does, and the cells of one that is.

Polars fills rows that are too short, reads stray quotation marks in its own way and knows no lone carriage return. So a chunk is given
to it only when a count shows that every record has as many cells as the header, and that every quotation mark opens, closes or is doubled.
"""

from __future__ import annotations

import codecs
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bwise_publish.catalog.columns import column
from bwise_publish.catalog.dialect import Dialect

if TYPE_CHECKING:
    import numpy as np
    import polars as pl


@dataclass(frozen=True)
class Marks:
    """The delimiter and the quotation mark of a file as bytes; `quote` is empty when it has none."""

    delimiter: bytes
    quote: bytes
    strips: bool


def marks_of(dialect: Dialect) -> Marks | None:
    """The marks of a dialect that polars can read; None when only the csv module can."""
    marks = [(dialect.delimiter or ",").encode(), (dialect.quote or "").encode()]
    if not dialect.plain or any(len(mark) > 1 for mark in marks) or marks[0] in (b"\n", b"\r", b" ", marks[1]):
        return None
    return Marks(marks[0], marks[1], bool(dialect.skip_initial_space))


def whole_records(chunk: bytes, marks: Marks) -> int:
    """How many bytes of a chunk, which begins with a record, are whole records (each with its line end); 0 when there is none."""
    if not marks.quote or marks.quote not in chunk:
        return chunk.rfind(b"\n") + 1
    quotes, ends = _places(chunk, marks.quote), _places(chunk, b"\n")
    outside = ends[(quotes.searchsorted(ends) & 1) == 0]
    return int(outside[-1]) + 1 if len(outside) else 0


def regular_cells(chunk: bytes, marks: Marks, names: list[str]) -> pl.DataFrame | None:
    """The cells of a chunk of whole records (UTF-8) as strings under `names`; None when the chunk is not regular enough for polars."""
    import polars as pl

    if not chunk.endswith(b"\n"):
        chunk += b"\n"
    if b"\r" in chunk and chunk.count(b"\r") != chunk.count(b"\r\n"):
        return None
    if chunk.startswith(codecs.BOM_UTF8):
        return None  # polars takes it for a byte order mark and drops it, but here it is part of the first cell
    if len(names) == 1 and (chunk[0] in b"\r\n" or b"\n\n" in chunk or b"\n\r\n" in chunk):
        return None  # a blank line; with more columns it lacks delimiters
    quoted = bool(marks.quote) and marks.quote in chunk
    counts = _counts(chunk, marks) if quoted else (count(chunk, b"\n"), count(chunk, marks.delimiter))
    if counts is None or (quoted and marks.strips) or counts[1] != counts[0] * (len(names) - 1):
        return None
    try:
        frame = pl.read_csv(
            io.BytesIO(chunk), has_header=False, schema=dict.fromkeys(names, pl.String), separator=marks.delimiter.decode(),
            quote_char=marks.quote.decode() if quoted else None,
        )  # fmt: skip
    except pl.exceptions.PolarsError:  # a row that is too long, or bytes that are not UTF-8
        return None
    if frame.height != counts[0]:
        return None
    empty = [name for name, nulls in zip(names, frame.null_count().row(0), strict=True) if nulls]
    changes = [column(name).fill_null("") for name in empty]
    if marks.strips:
        changes = [column(name).fill_null("").str.strip_chars_start(" ") for name in names]
    return frame.with_columns(changes) if changes else frame


def _places(chunk: bytes, mark: bytes) -> np.ndarray:
    import numpy as np

    return np.flatnonzero(np.frombuffer(chunk, dtype=np.uint8) == mark[0])


def count(chunk: bytes, mark: bytes) -> int:
    """How often a mark stands in a chunk; `bytes.count` is slow over many finds, and importing numpy over a short chunk."""
    if len(chunk) < 2**20:
        return chunk.count(mark)
    import numpy as np

    return int(np.count_nonzero(np.frombuffer(chunk, dtype=np.uint8) == mark[0]))


def _counts(chunk: bytes, marks: Marks) -> tuple[int, int] | None:
    """How many line ends and delimiters stand outside quotation marks; None when a quotation mark does not open, close or double."""
    import numpy as np

    data = np.frombuffer(chunk, dtype=np.uint8)
    quotes = np.flatnonzero(data == marks.quote[0])
    if len(quotes) & 1:
        return None
    edges = np.zeros(256, dtype=bool)
    edges[[marks.delimiter[0], 10, 13]] = True
    opening, closing = quotes[0::2], quotes[1::2]
    doubled = opening[1:] == closing[:-1] + 1
    opens = (opening == 0) | edges[data[opening - 1]]
    opens[1:] |= doubled
    closes = edges[data[closing + 1]]  # the chunk ends with a line end, so there is a next byte
    closes[:-1] |= doubled
    if not (opens.all() and closes.all()):
        return None
    ends, delimiters = np.flatnonzero(data == 10), np.flatnonzero(data == marks.delimiter[0])
    return tuple(int(((quotes.searchsorted(places) & 1) == 0).sum()) for places in (ends, delimiters))  # type: ignore[return-value]
