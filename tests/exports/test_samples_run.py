"""The examples of the pages on formats and on the static API do what they say."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing

import duckdb
import pytest

from bwise_publish.catalog.canonical import csv_bytes
from bwise_publish.exports.api.files import api_files
from bwise_publish.exports.api.model import api_of
from bwise_publish.exports.geojson import outlines
from bwise_publish.exports.json_tables import json_table
from bwise_publish.exports.parquet import parquet_table
from bwise_publish.exports.sqlite import sqlite_database
from bwise_publish.exports.xlsx import workbook
from tests.conftest import ROOT


def blocks(page):
    return re.findall(r"^```(\w+)\n(.*?)^```$", (ROOT / "docs" / page).read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def folder(exports, edition, tables, tmp_path_factory):
    """The files that the examples read, under the names that they give them."""
    target = tmp_path_factory.mktemp("files")
    export = exports["practices"]
    practices = export.tables[0]
    files = {
        "practices.csv": csv_bytes(practices.header, practices.text_rows()),
        "practices.parquet": parquet_table(practices, edition),
        "practices.json": json_table(practices, edition),
        "bwise-practices.xlsx": workbook(export.package, export.tables, edition),
        "bwise-practices.sqlite": sqlite_database(export.tables, {}),
        "countries.geojson": outlines(exports["reference"])[0].content,
        "api/index.json": api_files(api_of(tables.catalog, {}, ()), tables.catalog, edition)["api/index.json"],
    }
    (target / "api").mkdir()
    for name, content in files.items():
        (target / name).write_bytes(content)
    return target


def results(code, language, folder, monkeypatch, capsys):
    """What a piece of code leaves: the names that Python sets and what it prints, or the rows that SQL answers with."""
    monkeypatch.chdir(folder)
    if language == "sql":
        return duckdb.sql(code).fetchall()
    if language == "sqlite":
        with closing(sqlite3.connect("bwise-practices.sqlite")) as database:
            return database.execute(code).fetchall()
    names = {}
    exec(compile(code, "example", "exec"), names)
    return names, capsys.readouterr().out


PYTHON = [(page, code) for page in ("formats.md", "api.md") for language, code in blocks(page) if language == "python"]
SQL = [(language, code) for language, code in blocks("formats.md") if language in ("sql", "sqlite")]


def test_the_pages_hold_code_in_these_languages_only():
    assert {language for page in ("formats.md", "api.md") for language, _ in blocks(page)} == {"python", "r", "sql", "sqlite"}


@pytest.mark.parametrize(("page", "code"), PYTHON)
def test_python_reads_the_whole_table(page, code, folder, tables, monkeypatch, capsys):
    names, printed = results(code, "python", folder, monkeypatch, capsys)
    rows = tables.rows("practices", "practices")
    fields = tables.table("practices", "practices").schema.names
    if "practices" in names:
        assert names["practices"].shape == (len(rows), len(fields))
    elif "titles" in names:
        assert names["titles"] == [row["title"] for row in rows]
    elif "members" in names:
        assert len(names["members"]) == 27
    elif page == "api.md":
        assert f"practices practices {len(rows)} practices/practices.json" in printed
    else:
        assert len(printed.splitlines()) in (len(rows), len(fields))


@pytest.mark.parametrize(("language", "code"), SQL)
def test_sql_answers_as_the_table_does(language, code, folder, tables, monkeypatch, capsys):
    rows = tables.rows("practices", "practices")
    found = results(code, language, folder, monkeypatch, capsys)
    if "count(*)" in code:
        assert sum(number for _, number in found) == len(rows)
    else:
        assert {title for title, _ in found} == {row["title"] for row in rows if row["bwise_best_practice"]}


def test_r_reads_files_that_are_there(folder):
    for language, code in blocks("formats.md"):
        if language == "r":
            assert re.search(r'"([^"]+\.\w+)"', code)[1] in {path.name for path in folder.iterdir()}
