"""Patterns of Table Schema for a linear-time engine: translated so that the Rust engine of polars reads them as Python does.

Python's engine, which frictionless uses, can take hours over a short cell (`(a+)+$`); Rust's cannot. The two read a few things differently
(word characters, sets within sets, possessive quantifiers), so each is translated exactly or refused by name, never guessed.
"""

from __future__ import annotations

import re
import warnings
from functools import lru_cache

_SAME = frozenset("dDnrtfv")  # escapes that mean the same in both engines
_TRANSLATED = {"w": r"\p{L}\p{N}_", "s": r"\s\x1c-\x1f"}  # what Python's \w and \s hold
_NEGATED = {"W": r"[^\p{L}\p{N}_]", "S": r"[^\s\x1c-\x1f]"}
_HEX = {"x": 2, "u": 4, "U": 8}
_MARKS = frozenset(r".^$*+?{}[]()|\/-:;,=!@%&~#'\"`_ ")  # an escaped mark is the mark itself in both engines


class UnsupportedPatternError(ValueError):
    """A pattern that cannot be checked in linear time with the meaning it has in Python; the text says why."""


@lru_cache(maxsize=1024)  # the same few patterns stand in hundreds of fields
def whole_value(pattern: str) -> str:
    """The pattern for polars that a cell matches as a whole. Raises UnsupportedPatternError.

    Anchoring both ends of the whole pattern is what the standard means by it; frictionless 5.21 anchors `a|b` as `^a` or `b$`.
    """
    import polars as pl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            re.compile(pattern)
    except (re.error, FutureWarning, DeprecationWarning, OverflowError, RecursionError) as error:
        raise UnsupportedPatternError(f"it is not a regular expression: {error}") from None
    translated = f"^(?:{_translate(pattern)})$"
    try:
        pl.Series([""]).str.contains(translated)
    except pl.exceptions.PolarsError as error:
        reason = str(error).strip().splitlines()
        detail = next((line.removeprefix("error: ") for line in reason if line.startswith("error: ")), reason[0])
        raise UnsupportedPatternError(f"it cannot be checked in bounded time: {detail}") from None
    return translated


def _translate(pattern: str) -> str:
    parts: list[str] = []
    at, in_set, set_start = 0, False, 0
    quantified = False
    while at < len(pattern):
        char = pattern[at]
        if char == "\\":
            taken, length = _escape(pattern, at, in_set)
            parts.append(taken)
            at += length
            quantified = False
            continue
        if in_set:
            first = at == set_start
            if char == "[" or pattern[at : at + 2] in ("&&", "--", "~~", "||"):
                raise UnsupportedPatternError(f"{char} within a set means different things in different programs; write \\{char}")
            if char == "]" and not first:
                in_set = False
            parts.append(char)
            at += 1
            continue
        if char == "[":
            in_set = True
            set_start = at + 2 if pattern[at + 1 : at + 2] == "^" else at + 1
            taken = pattern[at:set_start]
            parts.append(taken)
            at = set_start
            quantified = False
            continue
        if char == "(" and pattern[at + 1 : at + 2] == "?" and not re.match(r"\(\?(?::|P<\w+>)", pattern[at:]):
            raise UnsupportedPatternError(f"{pattern[at : at + 3]} (look-around, flags and conditions) is not supported")
        if char == "+" and quantified:
            raise UnsupportedPatternError("a possessive quantifier (a second +) is not supported")
        quantified = char in "*+?}" and not (char == "?" and quantified)
        parts.append(char)
        at += 1
    return "".join(parts)


def _escape(pattern: str, at: int, in_set: bool) -> tuple[str, int]:
    """The translation of the escape at a place, and its length in the pattern."""
    letter = pattern[at + 1]
    if letter in _SAME:
        return "\\" + letter, 2
    if letter in _TRANSLATED:
        return (_TRANSLATED[letter] if in_set else f"[{_TRANSLATED[letter]}]"), 2
    if letter in _NEGATED:
        return _NEGATED[letter], 2
    if letter in _HEX:
        digits = pattern[at + 2 : at + 2 + _HEX[letter]]
        return f"\\x{{{int(digits, 16):x}}}", 2 + _HEX[letter]
    if letter in _MARKS:
        return re.escape(letter), 2
    raise UnsupportedPatternError(f"\\{letter} is not supported")
