"""The quick reader gives what the csv module gives, or nothing."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bwise_publish.catalog import load
from bwise_publish.catalog.descriptor import read_package
from bwise_publish.catalog.dialect import Dialect
from bwise_publish.catalog.reading import read_batches
from bwise_publish.catalog.records import Marks, marks_of, regular_cells, whole_records
from bwise_publish.validation import validate
from tests import making

MARKS = Marks(b",", b'"', strips=False)
PIECES = st.sampled_from(["a", "b", "é", "\ufeff", ",", ",", "\n", "\n", '"', '""', " ", "\r\n", "\r", "1", "", "NA", "#"])


@settings(max_examples=1500, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(st.lists(PIECES, min_size=1, max_size=30), st.integers(1, 3), st.booleans())
def test_what_it_reads_is_what_the_csv_module_reads(pieces: list[str], width: int, strips: bool):
    text = "".join(pieces)
    names = [f"c{number}" for number in range(width)]
    frame = regular_cells(text.encode(), Marks(b",", b'"', strips), names) if text else None
    if frame is not None:
        assert [list(row) for row in frame.rows()] == list(csv.reader(io.StringIO(text, newline=""), strict=True, skipinitialspace=strips))


@pytest.mark.parametrize(
    ("chunk", "cells"),
    [
        (b"1,2\n3,\n", [("1", "2"), ("3", "")]),
        (b'"a,b","c""d"\n"",x', [("a,b", 'c"d'), ("", "x")]),
        (b'"a\nb",1\r\n2,3\r\n', [("a\nb", "1"), ("2", "3")]),
        ("é,ß\n".encode(), [("é", "ß")]),
    ],
)
def test_regular_records_are_read(chunk: bytes, cells: list[tuple[str, str]]):
    frame = regular_cells(chunk, MARKS, ["a", "b"])
    assert frame is not None
    assert frame.rows() == cells


@pytest.mark.parametrize(
    "chunk", [b"1\n2,3\n", b"1,2,3\n4,5\n", b"1,2\n\n3,4\n", b'a"b,1\n', b'"a"b,1\n', b'"a,1\n', b"1,2\r3,4\n", b"1,\xff\n", b"1\n2,3,4\n"]
)
def test_irregular_records_are_left_to_the_csv_module(chunk: bytes):
    assert regular_cells(chunk, MARKS, ["a", "b"]) is None


def test_a_record_ends_at_a_line_end_outside_quotation_marks():
    assert whole_records(b'1,"a\nb"\n2,"c\nd', MARKS) == len(b'1,"a\nb"\n')
    assert whole_records(b'1,"a\nb', MARKS) == 0
    assert whole_records(b"1,2\n3", MARKS) == 4


@pytest.mark.parametrize("dialect", [Dialect(comment_char="#"), Dialect(escape="\\"), Dialect(header_rows=(1, 2)), Dialect(delimiter="→")])
def test_other_dialects_are_left_to_the_csv_module(dialect: Dialect):
    assert marks_of(dialect.with_defaults()) is None


@pytest.mark.parametrize("size", [7, 64, 1000])
@pytest.mark.parametrize("odd", ["", 'x"y'])
def test_a_file_reads_the_same_in_chunks_of_any_size(size: int, odd: str, tmp_path: Path):
    rows = [[f"{number}", 'a "b", c' if number % 7 == 0 else f"é{number}", "l\nm" if number % 5 == 0 else ""] for number in range(300)]
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(rows)
    folder = making.package(tmp_path, "p", {"t": making.table([making.field(name) for name in "abc"], "")})
    (folder / "data" / "t.csv").write_text(f"a,b,c\n{out.getvalue()}{odd}{',,' if odd else ''}\n", encoding="utf-8")
    package, _ = read_package(folder / "datapackage.json")
    assert package is not None
    batches = list(read_batches(package, package.resources[0], size=size))
    read = [list(row) for batch in batches for row in batch.text.rows()]
    assert read == [*rows, [odd, "", ""]] if odd else read[:300] == rows
    numbers = [number for batch in batches for number in batch.numbers]
    assert numbers == list(range(2, len(read) + 2))


def test_rows_keep_their_numbers_when_comments_stand_between_them(tmp_path: Path):
    folder = making.package(tmp_path, "p", {"t": making.table([making.field("n", "integer", 1)], "")})
    (folder / "data" / "t.csv").write_text("n\n1\n# two\nx\n", encoding="utf-8")
    path = folder / "datapackage.json"
    raw = json.loads(path.read_text(encoding="utf-8"))
    raw["resources"][0]["dialect"] = {"commentChar": "#"}
    path.write_text(json.dumps(raw), encoding="utf-8")
    table = load([folder]).table("p", "t")
    assert [table.row_number(index) for index in range(len(table))] == [2, 4]
    assert table.unreadable == {"n": (1,)}


@pytest.mark.parametrize("name", ["*", "^a", "a$", "literal", "row", "0", "u0", "v0", "first"])
def test_a_column_may_have_a_name_that_polars_reads_otherwise_or_uses_itself(name: str, tmp_path: Path):
    # Found by coverage-guided fuzzing: `pl.col("*")` is every column.
    fields = [making.field(name, required=True), making.field("a", "number", 1.5, minimum=1), making.field("b", "date", "2024-01-01")]
    table = making.table(fields, "x,0.5,2024-01-01\nx,2,soon\n,3,2024-01-01", key=[name])
    codes = [problem.code for problem in validate(load([making.package(tmp_path, "p", {"t": table})])).problems]
    assert sorted(codes) == ["cell-range", "cell-required", "cell-type", "primary-key-twice"]


@pytest.mark.parametrize("name", ["^a$", "^.*$", "^$"])
def test_a_column_whose_name_is_a_pattern_for_polars_is_refused_by_name(name: str, tmp_path: Path):
    table = making.table([making.field(name), making.field("b")], "x,y")
    codes = [problem.code for problem in validate(load([making.package(tmp_path, "p", {"t": table})])).problems]
    assert codes == ["column-unsupported"]
