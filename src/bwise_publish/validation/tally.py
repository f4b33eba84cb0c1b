"""How many problems of one kind are kept: the first ones with all that is known of them, the rest as a number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TypeVar

MOST_OF_A_KIND = 1000

_Item = TypeVar("_Item")


class Tally:
    """Counts problems by package, table, field and code, so that a table of nothing but problems still fits into memory."""

    def __init__(self) -> None:
        """A tally of nothing yet."""
        self._seen: Counter[tuple[str, str, str, str]] = Counter()
        self.unlisted: Counter[tuple[str, str, str]] = Counter()

    def first(self, items: Sequence[_Item], package: str, table: str, field: str, code: str) -> Sequence[_Item]:
        """Those of the items that are to be kept; the others are counted as not listed."""
        kind = (package, table, field, code)
        room = max(MOST_OF_A_KIND - self._seen[kind], 0)
        self._seen[kind] += len(items)
        if len(items) > room:
            self.unlisted[package, table, code] += len(items) - room
        return items[:room]
