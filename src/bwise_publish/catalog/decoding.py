"""The bytes of a text file as UTF-8, whatever encoding they are in."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from itertools import chain

from bwise_publish.catalog.guessing import BUFFER, encoding_of
from bwise_publish.catalog.records import count
from bwise_publish.catalog.sources import Unreadable
from bwise_publish.problems import Place, Problem, shown


def utf8_chunks(source: Iterator[bytes], stated: str | None, place: Place, guess: bool) -> Iterator[bytes]:
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
