"""The examples of the pages on formats and on the static API do what they say."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
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
from bwise_publish.views.sample_code import samples, text_like_numbers
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


R = [code for language, code in blocks("formats.md") if language == "r"]
# Prints what a piece of code has read: the numbers of rows and columns, and the sum of the characters of the titles.
TELL = 'cat("\\n", nrow(practices), ncol(practices), sum(nchar(practices$title)), class(practices$practice_id), sep = " ")'


def run_r(code, folder):
    """What R prints last. Its locale is one that knows UTF-8."""
    settings = {**os.environ, "LC_ALL": "C.UTF-8"}
    run = subprocess.run(["Rscript", "-"], input=code, cwd=folder, capture_output=True, encoding="utf-8", env=settings, check=False)
    assert run.returncode == 0, run.stderr
    return run.stdout.splitlines()[-1].split()


@pytest.mark.parametrize("program", ["Rscript"], indirect=True)
@pytest.mark.parametrize("code", R)
def test_r_reads_the_whole_table(program, code, folder, tables):
    rows = tables.rows("practices", "practices")
    count, columns, characters, kind = run_r(f"{code}\n{TELL}\n", folder)
    # R counts the characters of NFC text as Python does.
    assert (int(count), int(characters), kind) == (len(rows), sum(len(row["title"]) for row in rows), "character")
    assert int(columns) >= len(tables.table("practices", "practices").schema.names)


@pytest.mark.parametrize("program", ["Rscript"], indirect=True)
def test_readr_with_no_option_reads_every_table_of_a_package_whole(program, exports, tmp_path):
    expected = {}
    for table in exports["practices"].tables:
        (tmp_path / f"{table.name}.csv").write_bytes(csv_bytes(table.header, table.text_rows()))
        expected[table.name] = [str(len(table.rows)), str(len(table.header)), "0"]
    code = """
    library(readr)
    told <- vapply(sort(list.files(pattern = "[.]csv$")), function(file) {
      table <- read_csv(file, show_col_types = FALSE)
      paste(sub("[.]csv$", "", file), nrow(table), ncol(table), nrow(problems(table)))
    }, "")
    cat(paste(told, collapse = ";"), "")
    """
    told = " ".join(run_r(code, tmp_path)).split(";")
    assert {name: rest for name, *rest in map(str.split, told)} == expected


@pytest.mark.parametrize("package", ["reference", "wise-mapping", "curricula"])
def test_the_code_of_the_page_of_every_table_reads_it_whole_and_keeps_its_codes(package, exports, tables, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    by_name = {table.name: table for table in exports[package].tables}
    for table in tables.catalog.tables_of(package):
        export, codes = by_name[table.name], text_like_numbers(table)
        (tmp_path / f"{table.name}.csv").write_bytes(csv_bytes(export.header, export.text_rows()))
        expected = {name: [cell or None for cell in table.text[name].to_list()] for name in codes}
        for sample in samples(table):
            if sample.language == "python":
                names = {}
                exec(compile(sample.code, sample.title, "exec"), names)
                frame = names["table"]
                assert frame.shape == (len(table), len(table.schema.names)), (table.name, sample.title)
                read = {name: [cell if isinstance(cell, str) else None for cell in frame[name].to_list()] for name in codes}
            elif sample.language == "sql":
                result = duckdb.sql(sample.code.replace("LIMIT 10", ""))
                rows = result.fetchall()
                assert (len(rows), result.columns) == (len(table), list(table.schema.names)), table.name
                read = {name: [row[result.columns.index(name)] for row in rows] for name in codes}
            else:
                continue
            assert read == expected, (table.name, sample.title)


@pytest.mark.parametrize("program", ["Rscript"], indirect=True)
@pytest.mark.parametrize("package", ["reference", "practices"])
def test_the_r_code_of_the_page_of_a_table_keeps_its_codes(program, package, exports, tables, tmp_path):
    """The three tables of a package with the most codes that look like numbers."""
    ranked = sorted(tables.catalog.tables_of(package), key=lambda table: (-len(text_like_numbers(table)), len(table)))[:3]
    by_name = {table.name: table for table in exports[package].tables}
    for table in ranked:
        export = by_name[table.name]
        (tmp_path / f"{table.name}.csv").write_bytes(csv_bytes(export.header, export.text_rows()))
        (sample,) = [item for item in samples(table) if item.language == "r"]
        for name in text_like_numbers(table):
            cells = [cell or "" for cell in table.text[name].to_list()]
            code = f"{sample.code}\ncells <- table${name}\ncat(nrow(table), class(cells), sum(nchar(cells), na.rm = TRUE))"
            assert run_r(code, tmp_path) == [str(len(table)), "character", str(sum(map(len, cells)))], (table.name, name)
