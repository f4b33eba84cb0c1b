"""Each hostile package ends in its problem; the heavy ones in a process of their own, with little time and memory."""

from __future__ import annotations

from pathlib import Path

import pytest

from bwise_publish.catalog import load
from bwise_publish.validation import validate
from tests import making
from tests.hostile.__main__ import PAGE, run
from tests.hostile.cases import CASES, Hostile
from tests.validation import small


@pytest.mark.parametrize("case", [case for case in CASES if not case.heavy], ids=lambda case: case.name)
def test_a_hostile_package_ends_in_a_problem(case: Hostile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("socket.socket.connect", lambda *_: pytest.fail("the network was asked"))
    folder = tmp_path / "p"
    folder.mkdir()
    case.write(folder)
    assert case.code in {problem.code for problem in validate(load([folder], guess=True), guess=True).problems}


@pytest.mark.parametrize("case", [case for case in CASES if case.heavy], ids=lambda case: case.name)
def test_a_heavy_package_ends_in_a_problem_within_ten_seconds_and_a_gibibyte(case: Hostile):
    codes, seconds, memory = run(case)
    assert case.code in codes
    assert seconds < 10  # of the processor: a bound of the issue for what comes from others, no measurement of speed
    assert memory < 1024


@pytest.mark.parametrize("cell", ["=1+1", "@SUM(A1)", "+cmd|x", "-cmd|x", "\t=1"])
def test_a_text_of_our_own_packages_that_begins_as_a_formula_is_reported(cell: str, tmp_path: Path):
    small.set_cell(small.write(tmp_path), 2, "title", f"{cell} long")
    assert "cell-formula" in {problem.code for problem in small.check(tmp_path).problems}


@pytest.mark.parametrize("cell", ["1_998", " 1998"])
def test_a_value_of_our_own_packages_that_is_not_written_plainly_is_reported(cell: str, tmp_path: Path):
    small.set_cell(small.write(tmp_path), 2, "workers", cell.replace("1998", "12").replace("1_998", "1_2"))
    assert "cell-odd" in {problem.code for problem in small.check(tmp_path).problems}


def test_a_package_of_ours_may_hold_signs_that_are_no_formula(tmp_path: Path):
    table = making.table([making.field("id"), making.field("v")], "a,-5\nb,-\nc,+43 1\nd,a=b")
    assert validate(load([making.package(tmp_path, "p", {"t": table})])).valid


def test_the_page_lists_every_hostile_package_with_the_problem_that_it_ends_in():
    rows = [line.split(" | ") for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    outcomes = {row[0].removeprefix("| "): row[1] for row in rows}
    for case in CASES:
        assert f"`{case.code}`" in outcomes[case.what]
