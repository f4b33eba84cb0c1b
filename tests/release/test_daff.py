"""Our counts beside those of daff, another program for the same purpose (used in tests only)."""

from __future__ import annotations

import daff
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bwise_publish.release.difference import difference
from bwise_publish.release.states import opened
from tests.conftest import ROOT
from tests.release.states import made

# daff joins rows on a text of the key with its own separators, and takes cells that look alike for the same: words keep the two comparable.
_WORDS = st.sampled_from(["", "red", "green", "blue", "long text, with a comma"])


@st.composite
def states(draw):
    sides = []
    for _ in range(2):
        columns = ["id", "p", *draw(st.lists(st.sampled_from(["q", "r", "s"]), unique=True).map(sorted))]
        ids = sorted(draw(st.lists(st.integers(1, 9), unique=True)))
        sides.append((columns, [[f"k{one}", *(draw(_WORDS) for _ in columns[1:])] for one in ids]))
    return sides


def counted_by_daff(old, new, key):
    flags = daff.CompareFlags()
    flags.ordered = False
    flags.show_unchanged = flags.show_unchanged_columns = True
    for name in key:
        flags.addPrimaryKey(name)
    tables = [daff.PythonTableView([list(columns), *([*row] for row in rows)]) for columns, rows in (old, new)]
    result = daff.PythonTableView([])
    daff.TableDiff(daff.Coopy.compareTables(*tables, flags).align(), flags).hilite(result)
    rows = [[str(result.getCell(x, y)) for x in range(result.get_width())] for y in range(result.get_height())]
    marks = [row[0] for row in rows]
    schema = next((row for row in rows if row[0] == "!"), [])
    # daff guesses that a column was renamed when its cells look alike; we go by names, so those cases cannot be compared.
    guessed = any(mark.startswith("(") for mark in schema)
    return (
        None
        if guessed
        else {
            "added": marks.count("+++"),
            "removed": marks.count("---"),
            "changed": sum(mark.endswith("->") for mark in marks),
            "cells": sum(row[0] in cell for row in rows if row[0].endswith("->") for cell in row[1:]),
            "columns added": schema.count("+++"),
            "columns removed": schema.count("---"),
        }
    )


def counted_by_us(old, new, key):
    found = difference(*(made(columns, rows, key) for columns, rows in (old, new)))
    return (
        _counts(found.tables[0])
        if found.tables
        else dict.fromkeys(("added", "removed", "changed", "cells", "columns added", "columns removed"), 0)
    )


def _counts(table):
    rows = table.rows
    return {
        "added": len(rows.added),
        "removed": len(rows.removed),
        "changed": len(rows.changed),
        "cells": rows.cells,
        "columns added": len(rows.added_cells),
        "columns removed": len(rows.removed_cells),
    }


@settings(max_examples=200, derandomize=True, deadline=None, database=None)
@given(states())
def test_rows_and_columns_are_counted_as_daff_counts_them(sides):
    theirs = counted_by_daff(*sides, ["id"])
    assume(theirs is not None)
    assert counted_by_us(*sides, ["id"]) == theirs


def test_edits_of_our_own_tables_are_counted_as_daff_counts_them():
    with opened(ROOT, str(ROOT / "datapackages")) as state:
        for (_, name), table in state.tables.items():
            key = list(table.schema.primary_key)
            if not 20 <= table.text.height <= 300:
                continue
            columns, rows = table.text.columns, [list(row) for row in table.text.rows()]
            free = [at for at, column in enumerate(columns) if column not in key]
            edited = [row[:] for number, row in enumerate(rows) if number % 9 != 4]
            for number, row in enumerate(edited):
                if free and number % 5 == 2:
                    row[free[number % len(free)]] += " corrected"
            ours, theirs = (count((columns, rows), (columns, edited), key) for count in (counted_by_us, counted_by_daff))
            assert ours == theirs, name
            assert ours["removed"] > 0
