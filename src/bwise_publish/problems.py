"""Problems: what keeps a publication from being right, and how to mend it. Every stage speaks them."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """Where a problem is: a package, a table, a row as numbered in the file (the header is row 1), a field.

    Empty strings and row 0 mean "not narrowed down to this". `file` names a file when there is no table to name.
    """

    package: str = ""
    table: str = ""
    row: int = 0
    field: str = ""
    file: str = ""

    def __str__(self) -> str:
        parts = [self.package, self.table or self.file]
        text = "/".join(part for part in parts if part)
        if self.row:
            text += f", row {self.row}" if text else f"row {self.row}"
        if self.field:
            text += f", {self.field}" if text else self.field
        return text


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """Something that keeps a publication from being right, and how to mend it.

    `code` is kebab-case and documented in docs/problems.md; `message` is one sentence with the value and what is
    allowed; `mend` is one sentence in the imperative.
    """

    where: Place
    code: str
    message: str
    mend: str

    def __str__(self) -> str:
        return f"{self.where}: {self.message} {self.mend} [{self.code}]"


@dataclass
class Refusal(Exception):
    """Raised when a stage cannot go on; carries all the problems found so far."""

    problems: list[Problem] = field(default_factory=list)

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)


def shown(value: object, limit: int = 80) -> str:
    """The value in quotes, shortened, with control characters made visible, fit for one line of a message."""
    text = str(value)
    text = "".join(char if char.isprintable() else f"\\x{ord(char):02x}" for char in text[: limit + 1])
    return f'"{text[:limit]}…"' if len(text) > limit else f'"{text}"'


def nearest(value: str, allowed: Iterable[str]) -> str | None:
    """The allowed code most like `value`, or None when none is close (ratio under 0.6; difflib's measure)."""
    matches = difflib.get_close_matches(value, list(allowed), n=1, cutoff=0.6)
    return matches[0] if matches else None


def listed(values: Iterable[str], limit: int = 8) -> str:
    """The first values as a list for a message: `a, b, c and 12 more`."""
    items = list(values)
    text = ", ".join(items[:limit])
    return text if len(items) <= limit else f"{text} and {len(items) - limit} more"
