"""Every rule, difference and command is documented; that every code is, `test_problem_codes` asks."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest

from bwise_publish.catalog import load
from bwise_publish.cli import main
from bwise_publish.explanations import every_explanation
from bwise_publish.validation import validate
from bwise_publish.validation.differences import STRICTER
from bwise_publish.validation.rules import explained_rules
from tests import making

ROOT = Path(__file__).resolve().parent.parent


def explained() -> set[str]:
    return set(every_explanation(explained_rules()))


def test_every_rule_has_a_sentence_and_a_mend():
    for rule in explained_rules():
        assert rule.meaning.endswith("."), rule
        assert rule.mend.endswith("."), rule


def test_the_page_on_problems_is_written_from_the_explanations(capsys: pytest.CaptureFixture[str]):
    assert main(["explain", "--page"]) == 0
    assert (ROOT / "docs" / "problems.md").read_text(encoding="utf-8") == capsys.readouterr().out


def test_each_problem_is_explained_with_its_meaning_an_example_and_the_mend(capsys: pytest.CaptureFixture[str]):
    for item in every_explanation(explained_rules()).values():
        assert main(["explain", item.code]) == 0
        printed = capsys.readouterr().out
        for part in (item.code, item.meaning, item.example, item.mend):
            assert part.replace("`", "") in printed
            assert part


def test_every_check_that_frictionless_does_not_make_is_explained_and_in_the_table_of_differences():
    page = (ROOT / "docs" / "validation-differences.md").read_text(encoding="utf-8")
    assert set(STRICTER) <= explained()
    for code, reason in STRICTER.items():
        assert f"| `{code}` | {reason.replace('|', '&#124;')} |" in page


def test_every_command_is_documented(capsys: pytest.CaptureFixture[str]):
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    try:
        main(["--help"])
    except SystemExit:
        listed = re.search(r"{(.+?)}", capsys.readouterr().out)
    assert listed
    for command in listed[1].split(","):
        assert f"`{command}" in page


def test_the_report_for_machines_has_the_documented_shape(tmp_path: Path):
    page = (ROOT / "docs" / "validation-report.md").read_text(encoding="utf-8")
    schema = json.loads(re.search(r"```json\n(.+?)```", page, re.DOTALL)[1])
    fields = [making.field("id"), making.field("n", "integer", 1)]
    folder = making.package(tmp_path, "p", {"t": making.table(fields, "\n".join(f"r{number},x" for number in range(1200)))})
    document = validate(load([folder])).document()
    jsonschema.validate(document, schema)
    assert document["unlisted"] == [{"package": "p", "table": "t", "code": "cell-type", "more": 200}]
