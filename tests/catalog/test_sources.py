"""Files that are compressed, in parts, in other encodings, or written by marks that nobody states."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import zipfile
from pathlib import Path
from typing import Any

import pytest

from bwise_publish.catalog import load
from tests import making

TEXT = b"a,b\n1,\xc3\xa9\n2,y\n"
ROWS = [("1", "é"), ("2", "y")]


def zipped(content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("t.csv", content)
    return out.getvalue()


def loaded(folder: Path, files: dict[str, bytes], **resource: Any) -> list[tuple[str, ...]]:
    target = making.package(folder, "p", {"t": making.table([making.field("a"), making.field("b")], "")})
    for name, content in files.items():
        (target / "data" / name).write_bytes(content)
    path = target / "datapackage.json"
    raw = json.loads(path.read_text(encoding="utf-8"))
    raw["resources"][0].update(resource)
    raw["resources"][0] = {key: value for key, value in raw["resources"][0].items() if value is not None}
    path.write_text(json.dumps(raw), encoding="utf-8")
    catalog = load([target], guess=True)
    assert catalog.problems == ()
    return catalog.table("p", "t").text.rows()


@pytest.mark.parametrize(
    ("ending", "packed"),
    [("gz", gzip.compress(TEXT)), ("bz2", bz2.compress(TEXT)), ("xz", lzma.compress(TEXT)), ("zip", zipped(TEXT))],
    ids=["gz", "bz2", "xz", "zip"],
)
def test_a_compressed_file_is_read(ending: str, packed: bytes, tmp_path: Path):
    assert loaded(tmp_path, {f"t.csv.{ending}": packed}, path=f"data/t.csv.{ending}") == ROWS


def test_the_parts_of_a_table_are_read_as_one_each_with_its_header(tmp_path: Path):
    files = {"one.csv": b"a,b\n1,\xc3\xa9\n", "two.csv": b"a,b\n2,y\n"}
    assert loaded(tmp_path, files, path=["data/one.csv", "data/two.csv"]) == ROWS


def test_parts_without_headers_are_joined_whole(tmp_path: Path):
    files = {"one.csv": b"1,\xc3\xa9\n", "two.csv": b"2,y\n"}
    assert loaded(tmp_path, files, path=["data/one.csv", "data/two.csv"], dialect={"header": False}) == ROWS


def test_a_schema_and_a_dialect_in_files_of_the_package_are_followed(tmp_path: Path):
    files = {
        "t.csv": TEXT.replace(b",", b";"),
        "schema.json": b'{"fields": [{"name": "a", "type": "string"}, {"name": "b", "type": "string"}]}',
        "dialect.json": b'{"delimiter": ";"}',
    }
    assert loaded(tmp_path, files, schema="data/schema.json", dialect="data/dialect.json") == ROWS


@pytest.mark.parametrize("delimiter", [b";", b"\t", b"|"])
def test_a_delimiter_that_is_not_stated_is_seen_from_the_file(delimiter: bytes, tmp_path: Path):
    assert loaded(tmp_path, {"t.csv": TEXT.replace(b",", delimiter)}) == ROWS


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_an_encoding_that_is_not_stated_is_seen_from_the_file(encoding: str, tmp_path: Path):
    assert loaded(tmp_path, {"t.csv": TEXT.decode().encode(encoding)}, encoding=None) == ROWS


def test_a_title_above_the_header_is_passed_over_as_frictionless_does(tmp_path: Path):
    rows = b"".join(b"%d,%d,%d,%d\n" % (number, number, number, number) for number in range(20))
    target = making.package(tmp_path, "p", {"t": making.table([making.field(name) for name in "abcd"], "")})
    (target / "data" / "t.csv").write_bytes(b"My table\na,b,c,d\n" + rows)
    table = load([target], guess=True).table("p", "t")
    assert (len(table), table.row_number(0)) == (20, 3)
    assert "column-missing" in {problem.code for problem in load([target]).problems}  # the standard says that the header is row 1


def test_a_header_of_two_rows_is_joined(tmp_path: Path):
    target = making.package(tmp_path, "p", {"t": making.table([making.field("x a"), making.field("x b")], "")})
    (target / "data" / "t.csv").write_bytes(b"x,x\na,b\n1,2\n")
    path = target / "datapackage.json"
    raw = json.loads(path.read_text(encoding="utf-8"))
    raw["resources"][0]["dialect"] = {"headerRows": [1, 2]}
    path.write_text(json.dumps(raw), encoding="utf-8")
    catalog = load([target])
    assert catalog.problems == ()
    assert catalog.table("p", "t").text.rows() == [("1", "2")]


def test_a_blank_first_line_leaves_the_columns_to_the_first_row(tmp_path: Path):
    # Found by the fuzz session: frictionless takes the blank line for a header without names.
    target = making.package(tmp_path, "p", {"t": making.table([making.field("a")], "")})
    path = target / "datapackage.json"
    raw = json.loads(path.read_text(encoding="utf-8"))
    del raw["resources"][0]["schema"]
    path.write_text(json.dumps(raw), encoding="utf-8")
    (target / "data" / "t.csv").write_bytes(b"\na,b\n1,2\n")
    catalog = load([target], guess=True)
    assert catalog.problems == ()
    assert catalog.table("p", "t").text.to_dict(as_series=False) == {"field1": ["a", "1"], "field2": ["b", "2"]}


def test_the_header_of_a_second_part_ends_where_frictionless_ends_it(tmp_path: Path):
    # Found by the fuzz session: a lone carriage return ends the line that is left out, which decides over UTF-16 parts cut in mid-letter.
    whole = "a,b\r\n1,2\r\n".encode("utf-16")
    parts = {"t.csv": whole[:-1], "u.csv": "a,b\r".encode("utf-16")}
    assert loaded(tmp_path, parts, path=["data/t.csv", "data/u.csv"], encoding="utf-16") == [("1", "2")]
