from __future__ import annotations

import pytest

from bwise_publish.catalog import load
from bwise_publish.views.sample_code import samples, text_like_numbers
from tests.making import field, package, table


@pytest.fixture
def codes(tmp_path):
    content = table(
        [field("code", example="0110"), field("title"), field("empty"), field("day", "date", "2024-01-02"), field("amount", "number", 1)],
        "0110,Officers,,2024-01-02,1.5\n0210,Others,,,",
        key=["code"],
    )
    folder = package(tmp_path, "codes", {"codes": content})
    return load([folder]).table("codes", "codes"), folder / "data" / "codes.csv"


def test_codes_that_look_like_numbers_are_named_and_words_are_not(codes):
    assert text_like_numbers(codes[0]) == ("code", "empty")


def test_the_polars_code_reads_the_table_as_it_is(codes, monkeypatch):
    table_, path = codes
    monkeypatch.chdir(path.parent)
    names: dict = {}
    exec(samples(table_)[0].code, names)
    read = names["table"]
    assert read["code"].to_list() == ["0110", "0210"]
    assert read.columns == list(table_.schema.names)
    assert str(read["day"].dtype) == "Date"
    assert read["amount"].to_list() == [1.5, None]


def test_every_sample_reads_the_file_by_its_own_name_and_keeps_the_codes(codes):
    for sample in samples(codes[0]):
        assert "codes.csv" in sample.code
        assert "code" in sample.code.split("codes.csv", 1)[1], sample.title


def test_a_table_without_such_codes_needs_no_types(tmp_path):
    folder = package(tmp_path, "words", {"words": table([field("title")], "One\nTwo", key=["title"])})
    polars, pandas, r, sql = samples(load([folder]).table("words", "words"))
    assert "schema_overrides" not in polars.code
    assert "dtype" not in pandas.code
    assert "col_types = cols(" not in r.code
    assert "types" not in sql.code
