from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

from rich.console import Console

from bwise_publish.catalog import load
from bwise_publish.problems import Place, Problem
from bwise_publish.validation import Report, validate
from bwise_publish.validation.terminal import github_annotations, print_report
from tests import making


def report(folder: Path, rows: int = 0) -> Report:
    """The report on a table whose first `rows` rows do not fit, and one other problem."""
    fields = [making.field("id"), making.field("n|m", "integer", 1)]
    content = "\n".join(f"r{number:02},<b>{number}" for number in range(rows)) + "\nz,5"
    return validate(load([making.package(folder, "p", {"t": making.table(fields, content, key=["id"])})]))


def test_the_text_shows_the_first_of_each_kind_and_how_many_more(tmp_path: Path):
    text = report(tmp_path, rows=13).text()
    assert text.startswith("p/t (13 problems)\n  row 2, n|m: ")
    assert text.count("[cell-type]") == 11
    assert "and 3 more of this kind [cell-type]" in text
    assert text.endswith("1 package, 1 table, 14 rows, 28 cells checked: 13 problems.\n")


def test_a_right_package_is_one_sentence(tmp_path: Path):
    found = report(tmp_path)
    assert found.valid
    assert found.text() == "1 package, 1 table, 1 row, 2 cells checked: no problem.\n"
    assert found.markdown() == f"# Validation report\n\n{found.summary()}\n"


def test_the_json_holds_every_problem_in_a_shape_with_a_version(tmp_path: Path):
    document = json.loads(report(tmp_path, rows=13).json())
    assert (document["format"], document["formatVersion"], document["valid"]) == ("bwise-publish validation report", 1, False)
    assert document["counts"] == {"packages": 1, "tables": 1, "rows": 14, "cells": 28}
    assert len(document["problems"]) == 13
    assert document["problems"][0] == {
        "package": "p",
        "table": "t",
        "file": "",
        "row": 2,
        "field": "n|m",
        "code": "cell-type",
        "message": '"<b>0" is not a whole number such as 12.',
        "mend": "Write the digits only; a word such as about, a unit or a group mark belongs into a column of its own.",
    }


def test_the_report_of_one_package_counts_its_own_tables_only(tmp_path: Path):
    keyed = making.table([making.field("id"), making.field("n", "integer", 1, minimum=1)], "a,0\nb,2", key=["id"])
    plain = making.table([making.field("id")], "a")
    folders = [making.package(tmp_path, "p", {"keyed": keyed, "plain": plain}), making.package(tmp_path, "q", {"t": plain})]
    own = validate(load(folders)).of_package("p")
    assert own.summary() == "1 package, 2 tables, 3 rows, 5 cells checked: 1 problem."
    lines = own.checks_markdown().splitlines()
    assert lines[0] == "| Table | Rows | Cells | Types and constraints | Keys | Problems |"
    assert lines[2].startswith("| keyed | 2 | 4 | ")
    assert lines[2].endswith(" | 1 | 1 |")
    assert lines[3].endswith(" | 0 | 0 |")
    assert len(lines) == 4


def test_the_page_shows_cells_as_text_and_never_as_markup(tmp_path: Path):
    page = report(tmp_path, rows=1).markdown()
    line = next(line for line in page.splitlines() if line.startswith("| 2 |"))
    assert "&lt;b&gt;0" in line
    assert "n&#124;m" in line
    assert "<b>" not in page


def test_problems_stand_in_the_order_of_the_packages_then_of_the_file(tmp_path: Path):
    catalog = load([making.package(tmp_path, name, {"t": making.table([making.field("id")], "a")}) for name in ("zeta", "alpha")])
    problems = [
        Problem(Place("alpha", "t", 2), "b", "m", "d"),
        Problem(Place("zeta", "t", 10), "b", "m", "d"),
        Problem(Place("zeta", "t", 9), "c", "m", "d"),
        Problem(Place("zeta", "t", 9), "c", "m", "d"),
        Problem(Place("gone"), "a", "m", "d"),
    ]
    order = [(problem.where.package, problem.where.row) for problem in Report.of(catalog, problems).problems]
    assert order == [("zeta", 9), ("zeta", 10), ("alpha", 2), ("gone", 0)]


def test_the_report_is_the_same_whatever_the_hash_seed(tmp_path: Path):
    report(tmp_path, rows=5)
    script = (
        "import sys, pathlib; from bwise_publish.catalog import load; from bwise_publish.validation import validate;"
        "sys.stdout.write(validate(load([pathlib.Path(sys.argv[1])])).json())"
    )
    source = str(Path(__file__).parents[2] / "src")
    runs = [
        subprocess.run(
            [sys.executable, "-c", script, str(tmp_path / "p")],
            env={"PYTHONPATH": source, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]


def test_importing_the_room_imports_no_heavy_library():
    heavy = "{'polars', 'pandera', 'frictionless', 'pandas'}"
    script = f"import sys, bwise_publish.catalog, bwise_publish.validation; sys.exit(bool({heavy} & set(sys.modules)))"
    source = str(Path(__file__).parents[2] / "src")
    assert subprocess.run([sys.executable, "-c", script], env={"PYTHONPATH": source}, check=False).returncode == 0


def test_the_terminal_shows_a_panel_a_table_with_counts_and_the_command_that_explains(tmp_path: Path):
    out = io.StringIO()
    print_report(report(tmp_path, rows=13), Console(file=out, width=100))
    text = out.getvalue()
    assert "p/t" in text
    assert "cell-type  13×  (bwise-publish explain cell-type)" in text
    assert text.count("row ") == 10
    assert "and 3 more of this kind" in text
    assert text.rstrip().endswith("28 cells checked: 13 problems.")


def test_what_is_counted_and_not_listed_is_part_of_every_form(tmp_path: Path):
    found = report(tmp_path, rows=1100)
    assert (len(found.problems), found.total) == (1000, 1100)
    assert "and 1,090 more of this kind [cell-type]" in found.text()
    assert "and 1,090 more of this kind" in found.markdown()
    assert "::and 1,090 more of this kind" in github_annotations(found, str)
    assert found.summary().endswith("1,100 problems.")


def test_annotations_escape_what_would_end_them(tmp_path: Path):
    fields = [making.field("id"), making.field("n", "integer", 1)]
    found = validate(load([making.package(tmp_path, "p", {"t": making.table(fields, 'a,"x%\ny"')})]))
    line = github_annotations(found, lambda name: "a,b:c.csv").splitlines()[0]
    assert line.startswith('::error file=a%2Cb%3Ac.csv,line=2,title=cell-type::row 2, n: "x%25')
    assert found.of_package("other").valid


def test_the_report_of_one_package_holds_its_problems_only(tmp_path: Path):
    folders = [making.package(tmp_path, name, {"t": making.table([making.field("n", "integer", 1)], "x")}) for name in ("a", "b")]
    found = validate(load(folders)).of_package("b")
    assert [problem.where.package for problem in found.problems] == ["b"]
