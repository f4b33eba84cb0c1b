from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bwise_publish.catalog import Catalog, load
from tests import making


def loaded(folder: Path, content: bytes, **resource: Any) -> Catalog:
    """A catalog of one table with the columns a and b, and these bytes as its file."""
    target = making.package(folder, "p", {"t": making.table([making.field("a"), making.field("b")], "")})
    (target / "data" / "t.csv").write_bytes(content)
    path = target / "datapackage.json"
    raw = json.loads(path.read_text(encoding="utf-8"))
    raw["resources"][0].update(resource)
    path.write_text(json.dumps(raw), encoding="utf-8")
    return load([target])


def cells(catalog: Catalog) -> list[tuple[str, ...]]:
    assert catalog.problems == ()
    return catalog.table("p", "t").text.rows()


def test_cells_are_read_as_text_with_quotes_commas_and_line_ends(tmp_path: Path):
    content = 'a,b\r\n"x, ""y""","1\n2"\r\n 007 ,é\r\n'
    assert cells(loaded(tmp_path, content.encode())) == [('x, "y"', "1\n2"), (" 007 ", "é")]


def test_a_byte_order_mark_is_not_part_of_the_first_name(tmp_path: Path):
    assert cells(loaded(tmp_path, b"\xef\xbb\xbfa,b\n1,2\n")) == [("1", "2")]


def test_a_table_without_rows_has_its_columns(tmp_path: Path):
    catalog = loaded(tmp_path, b"a,b\n")
    assert cells(catalog) == []
    assert catalog.table("p", "t").data.columns == ["a", "b"]


def test_the_dialect_and_the_encoding_are_followed(tmp_path: Path):
    dialect = {"delimiter": ";", "quoteChar": "'", "skipInitialSpace": True}
    assert cells(loaded(tmp_path, "a;b\n'x;y'; é\n".encode("latin-1"), dialect=dialect, encoding="latin-1")) == [("x;y", "é")]


@pytest.mark.parametrize(
    ("content", "resource", "code", "row"),
    [
        (b'a,b\n1,2\n"x"y,2\n', {}, "csv-malformed", 3),
        (b'a,b\n1,"2\n', {}, "csv-malformed", 2),
        (b"a,b\n1,\xe9\n", {}, "encoding-wrong", 2),
        (b"a,b\n1,\x00\n", {}, "csv-malformed", 2),
        (b"", {}, "csv-empty", 0),
        (b"a,a\n1,2\n", {}, "header-twice", 1),
        (b"a,\n1,2\n", {}, "header-blank", 1),
        (b"a,b\n1,2,3\n", {}, "row-length", 2),
        (b"a,b\n1\n", {}, "row-length", 2),
        (b"a,b\n\n1,2\n", {}, "row-blank", 2),
        (b"a,b\n", {"encoding": "klingon"}, "encoding-unknown", 0),
        (b"a,b\n", {"encoding": "base64"}, "encoding-unknown", 0),
        (b"a,b\n", {"dialect": {"nullSequence": "NULL"}}, "dialect-unsupported", 0),
        (b"a,b\n", {"dialect": {"delimiter": "::"}}, "dialect-unsupported", 0),
        (b"a,b\n", {"dialect": "dialect.json"}, "file-missing", 0),
        (b"a,b\n", {"dialect": "https://example.org/dialect.json"}, "path-remote", 0),
        (b"a,b\n", {"schema": "../schema.json"}, "path-outside", 0),
        (b"a,b\n", {"path": ["data/t.csv", "data/u.csv"]}, "file-missing", 0),
        (b"a,b\n", {"format": "xlsx"}, "format-unsupported", 0),
    ],
)
def test_what_cannot_be_read_is_a_problem_at_its_row(content: bytes, resource: dict[str, Any], code: str, row: int, tmp_path: Path):
    assert [(problem.code, problem.where.row) for problem in loaded(tmp_path, content, **resource).problems] == [(code, row)]


def test_a_row_of_the_wrong_length_does_not_hide_the_other_rows(tmp_path: Path):
    catalog = loaded(tmp_path, b"a,b\n1,2,3\n4\n5,6\n")
    assert [problem.where.row for problem in catalog.problems] == [2, 3]
    assert catalog.table("p", "t").text.rows() == [("1", "2"), ("4", ""), ("5", "6")]


@pytest.mark.parametrize(
    ("match", "header", "codes"),
    [
        ("exact", "b,a", ["column-order"]),
        ("exact", "a", ["column-missing"]),
        ("equal", "b,a", []),
        ("equal", "a,b,c", ["column-unknown"]),
        ("subset", "c,b,a", []),
        ("subset", "a", ["column-missing"]),
        ("superset", "b", []),
        ("superset", "b,c", ["column-unknown"]),
        ("partial", "c,b", []),
        ("partial", "c", ["column-missing"]),
    ],
)
def test_the_columns_agree_with_the_fields_as_fields_match_says(match: str, header: str, codes: list[str], tmp_path: Path):
    schema = {"fields": [making.field("a"), making.field("b")], "fieldsMatch": match}
    row = ",".join("1" for _ in header.split(","))
    assert [problem.code for problem in loaded(tmp_path, f"{header}\n{row}\n".encode(), schema=schema).problems] == codes
