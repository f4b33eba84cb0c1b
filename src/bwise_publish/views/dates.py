"""Dates that may be partial (EDTF level 0: year, year and month, or full date): their first and last day, and how people say them."""

from __future__ import annotations

import calendar
import datetime

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


def span(text: str) -> tuple[datetime.date, datetime.date]:
    """The first and the last day that a date can mean: 2022-10 is 1 to 31 October 2022. Raises ValueError for another form."""
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 1:
        return datetime.date(parts[0], 1, 1), datetime.date(parts[0], 12, 31)
    if len(parts) == 2:
        last = calendar.monthrange(parts[0], parts[1])[1]
        return datetime.date(parts[0], parts[1], 1), datetime.date(parts[0], parts[1], last)
    day = datetime.date(*parts)
    return day, day


def spoken(text: str) -> str:
    """A date in words: 14 October 2022, October 2022, 2022. An empty text stays empty."""
    parts = text.split("-")
    if len(parts) == 1:
        return text
    month = f"{_MONTHS[int(parts[1]) - 1]} {parts[0]}"
    return month if len(parts) == 2 else f"{int(parts[2])} {month}"


def spoken_span(start: str, end: str) -> str:
    """From one date to another in words, the month once where it is the same; one date when they are equal or there is no end."""
    if not end or start == end:
        return spoken(start)
    first, last = start.split("-"), end.split("-")
    if len(first) == len(last) == 3 and first[:2] == last[:2]:
        return f"{int(first[2])} to {spoken(end)}"
    return f"{spoken(start)} to {spoken(end)}"
