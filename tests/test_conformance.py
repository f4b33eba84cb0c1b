from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest

from bwise_publish.conformance import Board, Check, Verdict, Waiver, board_of, objections, read_board
from bwise_publish.problems import Refusal

ROOT = Path(__file__).resolve().parent.parent

GOOD = Verdict("a judge", "a standard", "1.2", checks=(Check("files", "rules", "files", 3, 0, waived=(Waiver("rule", "because", 2),)),))
BAD = Verdict("a strict judge", "a standard", "1.2", checks=(Check("files", "rules", "files", 3, 1, ("b.csv: wrong",)),))
ABSENT = Verdict("a far judge", "a standard", "", could_not_run="It needs Python 9.")
OWN = Verdict("a count", "a standard", "ours", checks=GOOD.checks, own=True)
IDLE = Verdict("a judge with nothing to do", "a standard", "1.2", checks=(Check("files", "rules", "files", 0, 0),))


def codes(*verdicts):
    return [problem.code for problem in objections(Board("f", verdicts))]


def test_a_board_comes_back_as_it_was_kept(tmp_path):
    board = Board("f", (GOOD, BAD, ABSENT, OWN))
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "conformance.json").write_bytes(board.json())
    assert read_board(tmp_path) == board


def test_no_file_is_no_board_and_a_broken_one_is_a_problem(tmp_path):
    assert read_board(tmp_path) is None
    (tmp_path / "docs").mkdir()
    for text in ("{", "[]", '{"fingerprint": "f"}', '{"fingerprint": "f", "verdicts": [{"judge": "x"}]}'):
        (tmp_path / "docs" / "conformance.json").write_text(text, encoding="utf-8")
        with pytest.raises(Refusal) as caught:
            read_board(tmp_path)
        assert [problem.code for problem in caught.value.problems] == ["conformance-unreadable"]


def test_verdicts_of_other_files_are_not_shown():
    kept = Board("of these files", (GOOD,))
    assert board_of(kept, "of these files") == kept
    assert board_of(kept, "of other files") == Board("of other files")
    assert board_of(None, "f") == Board("f")


def test_a_release_needs_every_judge_to_pass():
    assert codes(GOOD) == []
    assert codes() == ["release-not-judged"]
    assert codes(GOOD, BAD) == ["judge-failed"]
    assert codes(ABSENT, GOOD) == ["judge-could-not-run"]


def test_a_judge_that_looked_at_nothing_has_not_passed():
    assert codes(IDLE) == ["judge-failed"]
    assert codes(Verdict("a judge", "a standard", "1.2")) == ["judge-failed"]


def test_an_objection_says_who_found_what():
    (problem,) = objections(Board("f", (BAD,)))
    assert "a strict judge 1.2 found faults: files: b.csv: wrong." in problem.message


def test_the_verdicts_that_are_kept_are_of_the_judges_that_are_pinned():
    board = read_board(ROOT)
    assert board is not None
    locks = {path.stem: path.read_text(encoding="utf-8") for path in (ROOT / "requirements" / "judges").glob("*.txt")}
    pinned = {version for text in locks.values() for version in re.findall(r"^[\w.-]+==([^ ;\\]+)", text, re.MULTILINE)}
    assert len(board.verdicts) == len(locks)
    assert {verdict.version for verdict in board.verdicts if not verdict.own} <= pinned
    # A scorer of ours is named by its text: when that changes, it has to count once more.
    scorer = hashlib.sha256((ROOT / "tests" / "judges" / "mqa.py").read_bytes()).hexdigest()[:8]
    assert [verdict.version for verdict in board.verdicts if verdict.own] == [f"ours, {scorer}"]
    assert json.loads((ROOT / "docs" / "conformance.json").read_text(encoding="utf-8")) == json.loads(board.json())
