"""What Excel can hold: names of sheets, and sizes of tables and cells. A table that goes beyond is refused, never cut off."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable, Sequence
from typing import Any

from bwise_publish.exports.selfcontained import ExportTable
from bwise_publish.problems import Place, Problem

# "Excel specifications and limits" of the maker.
ROWS, COLUMNS, CHARACTERS, DIGITS, SHEET_NAME = 1_048_576, 16_384, 32_767, 15, 31
# Excel takes 1900 for a leap year: day numbers are only right from this date on. Earlier dates are written as text.
EARLIEST_DATE = datetime.date(1900, 3, 1)
_RESERVED = ("History",)
_MEND = "Split the table, or shorten what is in it."


def sheet_names(tables: Sequence[str], taken: Iterable[str] = ()) -> dict[str, str]:
    """A name of a sheet for each table: at most 31 characters, none twice in any mix of capital and small letters."""
    used = {name.casefold() for name in (*taken, *_RESERVED)}
    names = {}
    for table in tables:
        plain = "".join("_" if char in "[]:*?/\\'" else char for char in table)
        name, number = plain[:SHEET_NAME], 1
        while name.casefold() in used:
            number += 1
            name = f"{plain[: SHEET_NAME - len(str(number)) - 1]}~{number}"
        used.add(name.casefold())
        names[table] = name
    return names


def limit_problems(table: ExportTable) -> list[Problem]:
    """What of a table Excel cannot hold."""
    problems: list[Problem] = []

    def report(message: str, row: int = 0, field: str = "") -> None:
        problems.append(Problem(Place(table.table.package, table.name, row, field), "excel-limit", message, _MEND))

    if len(table.rows) + 1 > ROWS:
        report(f"The table has {len(table.rows):,} rows; a sheet of Excel holds {ROWS - 1:,} and a header.")
    if len(table.header) > COLUMNS:
        report(f"The table has {len(table.header):,} fields; a sheet of Excel holds {COLUMNS:,}.")
    frame = table.frame()
    for name in table.header:
        for row, value in zip(table.rows, frame[name].to_list(), strict=True):
            if fault := _fault(value):
                report(f"{fault}; Excel cannot hold it.", row + 2, name)
                break
    return problems


def _fault(value: Any) -> str:
    if isinstance(value, str) and len(value) > CHARACTERS:
        return f"The text has {len(value):,} characters, more than {CHARACTERS:,}"
    if isinstance(value, int) and abs(value) >= 10**DIGITS:
        return f"The number {value} has more than {DIGITS} digits"
    if isinstance(value, float) and not math.isfinite(value):
        return f"The number is {value}"
    return ""
