"""The dialect of a CSV file: what the descriptor states, checked, and what is left to be seen from the file (`guessing`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bwise_publish.catalog.model import Resource
from bwise_publish.problems import Place, Problem, listed, shown

_SUPPORTED = (
    "delimiter", "quoteChar", "doubleQuote", "escapeChar", "skipInitialSpace", "header", "headerRows", "headerJoin", "headerCase",
    "caseSensitiveHeader", "commentChar", "commentRows", "skipBlankRows", "lineTerminator",
)  # fmt: skip
_IGNORED = ("$schema", "name", "type", "title", "description", "profile", "csvddfVersion")
_CHARACTERS = ("delimiter", "quoteChar", "escapeChar", "commentChar")
_FLAGS = ("doubleQuote", "skipInitialSpace", "header", "headerCase", "caseSensitiveHeader", "skipBlankRows")
_NUMBERS = ("headerRows", "commentRows")


@dataclass(frozen=True)
class Dialect:
    """How a CSV file is written. None in `delimiter`, `quote`, `skip_initial_space` and `header_rows` means that nothing is stated.

    `quote` is an empty text where the file has no quotation marks; `header_rows` is empty where the file has no header.
    """

    delimiter: str | None = None
    quote: str | None = None
    escape: str | None = None
    skip_initial_space: bool | None = None
    header_rows: tuple[int, ...] | None = None
    header_join: str = " "
    case_matters: bool = True
    comment_char: str = ""
    comment_rows: tuple[int, ...] = ()
    skip_blank_rows: bool = False

    def with_defaults(self) -> Dialect:
        """The dialect with what the standard says for everything that is not stated."""
        return replace(
            self,
            delimiter="," if self.delimiter is None else self.delimiter,
            quote='"' if self.quote is None else self.quote,
            skip_initial_space=bool(self.skip_initial_space),
            header_rows=(1,) if self.header_rows is None else self.header_rows,
        )

    @property
    def plain(self) -> bool:
        """Whether every record after a header of one row is a row of the table."""
        return not (self.comment_char or self.comment_rows or self.skip_blank_rows or self.escape) and self.header_rows in ((), (1,))

    def reader_options(self) -> dict[str, Any]:
        """The options of csv.reader. Quotation marks inside a cell are doubled whatever `doubleQuote` says, unless there is an escape."""
        import csv

        options: dict[str, Any] = {
            "delimiter": self.delimiter,
            "skipinitialspace": bool(self.skip_initial_space),
            "doublequote": True,
            "escapechar": self.escape,
        }
        return {**options, "quotechar": self.quote} if self.quote else {**options, "quoting": csv.QUOTE_NONE, "quotechar": None}


def read_dialect(raw: object, resource: Resource, place: Place) -> Dialect | Problem:
    """The dialect that a resource states (`raw` is its dialect, followed to its file); a problem for what is not supported."""
    values: dict[str, Any] = {}
    if isinstance(raw, Mapping):
        own = raw.get("csv")  # frictionless writes the properties of CSV into an object of their own
        for key, value in {**raw, **(own if isinstance(own, Mapping) else {})}.items():
            if key in _IGNORED or (key == "csv" and isinstance(own, Mapping)):
                continue
            if key not in _SUPPORTED or not _fits(key, value):
                return _unsupported(f"The dialect property {shown(key)} with the value {shown(value)} is not supported", place)
            values[key] = value
    elif raw is not None:
        return _unsupported(f"The dialect is {shown(raw)}, which is not a JSON object", place)
    if is_tsv(resource):
        values.setdefault("delimiter", "\t")
    header_rows = tuple(values["headerRows"]) if "headerRows" in values else (1,) if "header" in values else None
    return Dialect(
        delimiter=values.get("delimiter"),
        quote=values.get("quoteChar"),
        escape=values.get("escapeChar"),
        skip_initial_space=values.get("skipInitialSpace"),
        header_rows=() if values.get("header") is False else header_rows,
        header_join=values.get("headerJoin", " "),
        case_matters=values.get("headerCase", values.get("caseSensitiveHeader", True)),
        comment_char=values.get("commentChar", ""),
        comment_rows=tuple(values.get("commentRows", ())),
        skip_blank_rows=values.get("skipBlankRows", False),
    )


def is_tsv(resource: Resource) -> bool:
    """Whether the columns of a resource are separated by tabs, as its format or the end of its path says."""
    stated = resource.raw.get("format")
    return stated == "tsv" if isinstance(stated, str) else ".tsv" in resource.path.lower()[-8:]


def _fits(key: str, value: Any) -> bool:
    if key == "quoteChar" and value == "":
        return True
    if key in _CHARACTERS:
        return isinstance(value, str) and len(value) == 1 and value not in "\r\n\0"
    if key in _FLAGS:
        return isinstance(value, bool)
    if key in _NUMBERS:
        numbers = isinstance(value, list) and all(isinstance(item, int) and not isinstance(item, bool) and item > 0 for item in value)
        return numbers and (key != "headerRows" or list(value) == sorted(set(value)))
    return isinstance(value, str)


def _unsupported(sentence: str, place: Place) -> Problem:
    return Problem(place, "dialect-unsupported", f"{sentence}.", f"Use {listed(_SUPPORTED, 20)} only, or write plain CSV.")
