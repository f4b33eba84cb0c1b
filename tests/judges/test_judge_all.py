from __future__ import annotations

import json
import sys
from pathlib import Path

import judge_all
import pytest
from judge_all import JUDGES, CannotRun, Judge, ask, compared, interpreter, judged, passed
from verdict import Check

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def program(tmp_path, monkeypatch):
    """Writes the program of a judge called `made_up`; it runs with the Python of the tests."""
    monkeypatch.setattr(judge_all, "SCRIPTS", tmp_path)

    def write(text: str) -> Judge:
        (tmp_path / "made_up.py").write_text(text, encoding="utf-8")
        return Judge("made_up", "A judge", "a standard")

    return write


def asked(judge: Judge, tmp_path: Path) -> dict:
    return ask(judge, tmp_path / "release", tmp_path, lambda _: Path(sys.executable))


def says(passed: int, *findings: str) -> str:
    check = Check("files", "rules", "files", passed, list(findings))
    return f"print('noise'); print('''{json.dumps({'version': '1.2', 'checks': [check.value()]})}''')"


def test_a_judge_that_finds_no_fault_passes(program, tmp_path):
    verdict = asked(program(says(3)), tmp_path)
    assert (verdict["judge"], verdict["version"], passed(verdict)) == ("A judge", "1.2", True)


def test_a_fault_or_nothing_to_look_at_is_no_pass(program, tmp_path):
    assert not passed(asked(program(says(3, "a.csv: wrong")), tmp_path))
    assert not passed(asked(program(says(0)), tmp_path))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("import no_such_library", "It broke off: ModuleNotFoundError: No module named 'no_such_library'"),
        ("print('no verdict')", "Expecting value"),
        ("", "list index out of range"),
    ],
)
def test_a_judge_that_breaks_off_or_says_nothing_has_not_passed(program, tmp_path, text, why):
    verdict = asked(program(text), tmp_path)
    assert why in verdict["could_not_run"]
    assert not passed(verdict)


def test_a_judge_that_hangs_is_ended(program, tmp_path, monkeypatch):
    monkeypatch.setattr(judge_all, "TIME_LIMIT", 1)
    verdict = asked(program("import time; time.sleep(60)"), tmp_path)
    assert "not done" in verdict["could_not_run"]


def test_a_judge_without_its_vocabulary_or_its_python_says_so(tmp_path):
    verdict = asked(Judge("made_up", "A judge", "a standard", needs=("dcat-ap-9",)), tmp_path)
    assert verdict["could_not_run"] == "The folder of vocabularies has no dcat-ap-9."
    with pytest.raises(CannotRun, match=r"It needs Python 3\.99 or newer"):
        interpreter((3, 99))
    assert interpreter((3, 11)) == sys.executable


def test_verdicts_come_in_the_order_of_the_judges(program, tmp_path):
    judge = program(says(1))
    judges = [Judge("made_up", name, "a standard") for name in ("b", "a", "c")]
    found = judged(tmp_path, tmp_path, judges, lambda _: Path(sys.executable))
    assert [verdict["judge"] for verdict in found] == ["b", "a", "c"]
    assert judge.name == "made_up"


def test_other_verdicts_than_those_that_are_kept_are_named(tmp_path):
    kept = tmp_path / "conformance.json"
    now = {"fingerprint": "f", "verdicts": [{"judge": "a", "checks": [1]}, {"judge": "b", "checks": []}]}
    assert compared(now, kept) == ["no verdicts are kept"]
    kept.write_text(json.dumps(now), encoding="utf-8")
    assert compared(now, kept) == []
    kept.write_text(json.dumps({"fingerprint": "g", "verdicts": [{"judge": "a", "checks": [2]}]}), encoding="utf-8")
    assert compared(now, kept) == [
        "the verdicts that are kept are of other files",
        "a: another verdict is kept",
        "b: another verdict is kept",
    ]


def test_findings_are_sorted_and_the_first_are_kept():
    check = Check("files", "rules", "files")
    for number in range(30, 0, -1):
        check.bad(f"file {number:02}:\n  wrong")
    check.waive("rule", "because")
    check.waive("rule", "because")
    value = check.value()
    assert (value["failed"], len(value["findings"]), value["findings"][0]) == (30, 20, "file 01: wrong")
    assert value["waived"] == [{"rule": "rule", "why": "because", "count": 2}]


def test_every_judge_has_its_program_and_its_lock_with_checksums_and_no_address():
    for judge in JUDGES:
        assert (ROOT / "tests" / "judges" / f"{judge.name}.py").is_file()
        lock = (ROOT / "requirements" / "judges" / f"{judge.name}.txt").read_text(encoding="utf-8")
        assert "--hash=sha256:" in lock
        assert "://" not in lock
    assert {path.stem for path in (ROOT / "requirements" / "judges").glob("*.in")} == {judge.name for judge in JUDGES}
