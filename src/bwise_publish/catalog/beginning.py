"""The beginning of a file, for those who look at its first lines before its rows are read: as much of it as they ask for."""

from __future__ import annotations

import io
from collections.abc import Iterator

from bwise_publish.catalog.sources import CHUNK, ChunkStream


class Beginning:
    """The chunks of a file (UTF-8) that have been looked at so far. What `taken` returns and the rest of the source are the whole file."""

    def __init__(self, source: Iterator[bytes], least: int) -> None:
        """Takes chunks of `least` bytes together, or all that there are."""
        self._source = source
        self._chunks: list[bytes] = []
        while sum(map(len, self._chunks)) < least and self._more():
            pass

    def lines(self) -> Iterator[str]:
        """The lines from the first on, of 16 MiB and more; all of a file could be one line that comes into memory at once."""
        stream = io.TextIOWrapper(io.BufferedReader(ChunkStream(self._looked_at())), "utf-8", errors="replace", newline="")
        return iter(stream)

    def taken(self) -> bytes:
        """All bytes that have been looked at."""
        return b"".join(self._chunks)

    def _looked_at(self) -> Iterator[bytes]:
        number = size = 0
        while size < CHUNK and (number < len(self._chunks) or self._more()):
            yield self._chunks[number]
            size += len(self._chunks[number])
            number += 1

    def _more(self) -> bool:
        chunk = next(self._source, None)
        if chunk is not None:
            self._chunks.append(chunk)
        return chunk is not None
