"""What is not stated about a CSV file, read from the file as stock frictionless 5.21 reads it: encoding, marks, header row.

The standard says UTF-8, commas and a header in row 1 for what is not stated; frictionless looks at the file instead, and its verdict
follows from what it sees. Each function here takes the same sample and the same steps.
"""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice

from bwise_publish.catalog.dialect import Dialect

SAMPLE = 100  # lines for the marks, records for the header
BUFFER = 100_000  # bytes for the encoding
_MOST_SNIFFED = 10**9  # characters times quotation marks: the time that the sniffer may take grows with it, to two seconds
_DELIMITERS = ",\t;|"
_ENOUGH = 0.5  # the confidence from which frictionless follows chardet


def encoding_of(stated: str | None, start: bytes) -> str:
    """The codec for a file that begins with `start`. Raises LookupError for a name that is not one of a text encoding."""
    name = codecs.lookup(stated if stated else _guessed(start[:BUFFER])).name
    if name == "utf-8" and start.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if (name == "utf-16-be" and start.startswith(codecs.BOM_UTF16_BE)) or (name == "utf-16-le" and start.startswith(codecs.BOM_UTF16_LE)):
        return "utf-16"
    return name


def _guessed(start: bytes) -> str:
    if start.isascii() and b"\x1b" not in start and b"~{" not in start:
        return "utf-8"
    from chardet import UniversalDetector

    detector = UniversalDetector()
    for line in start.splitlines():
        detector.feed(line)
    detector.close()
    name = str(detector.result["encoding"] or "utf-8")
    if (detector.result["confidence"] or 0) < _ENOUGH:
        try:
            start.decode("utf-8")
        except UnicodeDecodeError:
            pass
        else:
            name = "utf-8"
    return "utf-8" if name == "ascii" else name


def with_marks(dialect: Dialect, lines: Iterable[str]) -> Dialect:
    """The dialect with the delimiter, quotation mark and initial space that the first lines of the file show."""
    if None not in (dialect.delimiter, dialect.quote, dialect.skip_initial_space):
        return dialect
    try:
        seen = csv.Sniffer().sniff(_sniffed(list(islice(lines, SAMPLE))), dialect.delimiter or _DELIMITERS)
    except csv.Error:
        return dialect
    return replace(
        dialect,
        delimiter=dialect.delimiter or seen.delimiter,
        quote=dialect.quote if dialect.quote is not None else ('"' if seen.quotechar in ("'", None) else seen.quotechar),
        skip_initial_space=seen.skipinitialspace if dialect.skip_initial_space is None else dialect.skip_initial_space,
    )


def _sniffed(lines: Sequence[str]) -> str:
    """The lines as one text, without the last ones where the sniffer would take too long over all."""
    text = "".join(lines)
    if len(text) * (text.count("'") + text.count('"') + 1) > _MOST_SNIFFED:
        return _sniffed(lines[: len(lines) // 2])
    return text


def with_header(dialect: Dialect, records: Sequence[Sequence[str]]) -> Dialect:
    """The dialect with the header row: the first record about as wide as the first hundred are on average, else row 1."""
    if dialect.header_rows is not None or not records:
        return dialect
    sample = records[:SAMPLE]
    width = round(sum(map(len, sample)) / len(sample))
    drift = max(round(width * 0.1), 1)
    for number, record in enumerate(sample, start=1):
        if is_comment(dialect, number, record):
            continue
        if width - drift <= len(record) <= width + drift:
            return replace(dialect, header_rows=(number,))
    return replace(dialect, header_rows=(1,))


def is_comment(dialect: Dialect, number: int, record: Sequence[str]) -> bool:
    """Whether a record, numbered as in the file, is a comment."""
    if dialect.comment_char and record and record[0].startswith(dialect.comment_char):
        return True
    return number in dialect.comment_rows
