"""Every problem, rule and command is documented."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import jsonschema

from bwise_publish.catalog import load
from bwise_publish.cli import main
from bwise_publish.explanations import explanations, problems_page
from bwise_publish.validation import validate
from bwise_publish.validation.differences import STRICTER
from bwise_publish.validation.rules import explained_rules
from tests import making

ROOT = Path(__file__).resolve().parent.parent
CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")


def codes_of_problems() -> set[str]:
    """Every code that is written where a Problem is made, in any module."""
    found = set()
    for path in sorted((ROOT / "src").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("Problem", "CellRule", "UniqueKey"):
                arguments = [item for argument in node.args for item in ast.walk(argument)]
                texts = [item.value for item in arguments if isinstance(item, ast.Constant) and isinstance(item.value, str)]
                found |= {text for text in texts if CODE.fullmatch(text)}
    return found


def explained() -> set[str]:
    return {item.code for group in (*explanations().values(), explained_rules()) for item in group}


def test_every_problem_is_explained():
    assert codes_of_problems() - explained() == set()
    assert len(codes_of_problems()) > 80


def test_every_rule_has_a_sentence_and_a_mend():
    for rule in explained_rules():
        assert rule.meaning.endswith("."), rule
        assert rule.mend.endswith("."), rule


def test_no_problem_is_explained_twice():
    codes = [item.code for group in (*explanations().values(), explained_rules()) for item in group]
    assert len(codes) == len(set(codes))


def test_the_page_on_problems_is_written_from_the_explanations():
    assert (ROOT / "docs" / "problems.md").read_text(encoding="utf-8") == problems_page()


def test_every_check_that_frictionless_does_not_make_is_explained_and_in_the_table_of_differences():
    page = (ROOT / "docs" / "validation-differences.md").read_text(encoding="utf-8")
    assert set(STRICTER) <= explained()
    for code, reason in STRICTER.items():
        assert f"| `{code}` | {reason.replace('|', '&#124;')} |" in page


def test_every_command_is_documented(capsys):
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
