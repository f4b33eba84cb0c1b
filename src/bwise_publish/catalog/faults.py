"""The problems of reading the records of a CSV file, in words for people who do not know its language; and the most that is read."""

from __future__ import annotations

import csv
from collections.abc import Sequence

from bwise_publish.problems import Place, Problem

LONGEST_ROW = 2**25  # characters
MOST_BROKEN_ROWS = 100_000


def too_long(place: Place, row: int) -> Problem:
    """A row of more characters than are read."""
    message = f"The row has more than {LONGEST_ROW:,} characters, the most that is read."
    mend = "Look for a lone quotation mark, which takes the rows after it into one cell, or put long texts into files of their own."
    return Problem(Place(place.package, place.table, row), "row-long", message, mend)


def hopeless(place: Place, row: int) -> Problem:
    """So many rows of the wrong length that the rest is not read."""
    message = f"This is the row {MOST_BROKEN_ROWS + 1:,} that does not have as many cells as the header; the rest of the file is not read."
    return Problem(Place(place.package, place.table, row), "row-length", message, "Look whether the file and its dialect belong together.")


def empty(place: Place) -> Problem:
    """A file without a header."""
    message = "The file is empty; it needs at least a header row."
    return Problem(place, "csv-empty", message, "Write the names of the fields in the first row.")


def row_problem(place: Place, number: int, record: Sequence[str], width: int) -> Problem:
    """A row with more or fewer cells than the header, which has `width`."""
    where = Place(place.package, place.table, number)
    if not record:
        return Problem(where, "row-blank", "The row is blank.", "Remove the row.")
    message = f"The row has {len(record)} cells; the header has {width}."
    return Problem(where, "row-length", message, "Add or remove cells; a comma inside a cell needs quotation marks around the cell.")


def _said(error: csv.Error) -> str:
    """An error of the CSV reader in words for people who do not know its language."""
    text = str(error)
    if "expected after" in text:
        return "a quotation mark ends a cell, but the cell goes on after it"
    return "a cell begins with a quotation mark that no second one ends" if text == "unexpected end of data" else text


def malformed(place: Place, number: int, error: csv.Error) -> Problem:
    """The CSV reader stopped after so many records."""
    message = f"The file cannot be read after row {number}: {_said(error)}."
    mend = "Look for a lone quotation mark in this row; a quotation mark inside a cell is written twice."
    return Problem(Place(place.package, place.table, number + 1), "csv-malformed", message, mend)
