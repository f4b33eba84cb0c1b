"""What a descriptor does not say is guessed from as much of the file as frictionless looks at, however the file is cut for reading.

Stock frictionless judges the same packages and has to agree.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from typing import Any

import pytest

from bwise_publish.catalog import guessing
from bwise_publish.catalog.dialect import Dialect
from tests.validation.generated import V2, Case
from tests.validation.verdicts import judge

POINT = '"{""type"": ""Point"", ""coordinates"": [1, 2]}"'


def verdicts(files: dict[str, bytes], **resource: Any) -> set[str]:
    """The codes of the problems of one table, after frictionless agreed."""
    paths = list(files)
    stated = {"name": "t", "path": paths[0] if len(paths) == 1 else paths, "type": "table", **resource}
    found = judge(Case({"$schema": V2, "name": "p", "resources": [stated]}, files))
    assert not found.disagreement, f"{found.disagreement}\n{found.ours_say}"
    return set(found.codes)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "latin-1"])
@pytest.mark.parametrize("end", ["", "\n"])
def test_the_last_line_counts_for_the_types_of_columns_whether_it_ends_or_not(end: str, encoding: str):
    # Found by the fuzz session: without the last cell the column is one of objects, which "x" is not.
    rows = [POINT, POINT, POINT, "{}", "x"]
    content = "a;b\n" + "\n".join(f"1;{row}" for row in rows) + end
    dialect = {"delimiter": ";", "quoteChar": '"'}
    assert verdicts({"t.csv": content.encode(encoding)}, encoding=encoding, dialect=dialect) == set()


@pytest.mark.parametrize(("cells", "codes"), [("x1", set()), ("1x", {"cell-type"}), (" 1x", set())])
def test_the_first_hundred_records_count_for_the_types_of_columns(cells: str, codes: set[str]):
    # The last record of the sample is the first with a value, so it alone decides: a text, a number, or any value where it has none.
    rows = ["1,", *["1,"] * 98, *[f"1,{cell.strip()}" for cell in cells]]
    assert verdicts({"t.csv": ("a,b\n" + "\n".join(rows[1:])).encode()}) == codes


def wide(cells: Sequence[str]) -> list[str]:
    """The lines of a table of two columns between semicolons, the second six thousand characters wide."""
    return ["a;b\n", *[f"{cell};{'w' * 6000}\n" for cell in cells]]


def in_parts(lines: Sequence[str], parts: int) -> dict[str, bytes]:
    """The files of a table: one, or a first of fifty lines and another."""
    if parts == 1:
        return {"t.csv": "".join(lines).encode()}
    return {"t.csv": "".join(lines[:50]).encode(), "u.csv": "".join([lines[0], *lines[50:]]).encode()}


@pytest.mark.parametrize("parts", [1, 2])
def test_the_first_hundred_lines_count_for_the_marks_however_long_they_are(parts: int):
    # Four lines without a semicolon leave it the delimiter of a hundred lines, but not of the fewer that one part or 256 KiB have.
    lines = ["# a note\n"] * 4 + wide(["1"] * 120)
    schema = {"fields": [{"name": "a"}, {"name": "b"}]}
    assert verdicts(in_parts(lines, parts), schema=schema, dialect={"commentChar": "#", "headerRows": [5]}) == set()


@pytest.mark.parametrize("parts", [1, 2])
def test_the_first_hundred_lines_count_for_the_types_of_columns_however_long_they_are(parts: int):
    lines = wide(["1"] * 60 + ["x"] * 60)
    assert verdicts(in_parts(lines, parts), dialect={"delimiter": ";", "quoteChar": '"', "skipInitialSpace": False}) == set()


def test_a_sample_over_which_the_sniffer_takes_too_long_is_cut_by_lines(monkeypatch: pytest.MonkeyPatch):
    lines = ["a;b\n", *["'1';'2'\n"] * 99]
    monkeypatch.setattr(guessing, "_MOST_SNIFFED", 10_000)
    monkeypatch.setattr(csv.Sniffer, "sniff", lambda _, text, delimiters: pytest.fail("too long") if len(text) > 300 else csv.excel_tab)
    assert guessing.with_marks(Dialect(), lines).delimiter == "\t"
