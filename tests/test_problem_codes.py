"""docs/problems.md explains every code that the source can give a problem, and no other."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "bwise_publish"
CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")

# What makes a problem, or a value that becomes one, and the position of the code among its arguments.
MAKERS = {"Problem": 1, "_refusal": 1, "CellRule": 0, "_Fault": 0, "_rule": 0, "problem": 0, "_list_rule": 0, "UniqueKey": 2}
# Where a problem takes its code from such a value: the file, and the expression.
PASSED_ON = {
    ("catalog/canonical.py", "code"),
    ("site/checks.py", "one['code']"),
    ("site/html_checks.py", "code"),
    ("site/links.py", "fault.code"),
    ("release/signing.py", "code"),
    ("validation/keys.py", "key.code"),
    ("validation/cell_rules.py", "code"),
    ("validation/rules/applying.py", "str(check.name)"),
    ("validation/table_checks.py", "rule.code"),
    ("validation/table_checks.py", "code"),
}


def constants(node: ast.AST | None) -> Iterator[str]:
    """The texts that an expression can be: itself, or one of the two of a conditional one."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from constants(node.body)
        yield from constants(node.orelse)


def codes_of(tree: ast.AST, name: str) -> Iterator[str]:
    """Every code that a module states. Fails where a problem takes its code from a place that is not known."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func.id if isinstance(node.func, ast.Name) else node.func.attr if isinstance(node.func, ast.Attribute) else ""
            given = {keyword.arg: keyword.value for keyword in node.keywords}
            if called == "dataframe_check":
                yield from constants(given.get("name"))
            elif called in MAKERS:
                value = node.args[MAKERS[called]] if len(node.args) > MAKERS[called] else given.get("code")
                found = list(constants(value))
                unknown = f"{name}, line {node.lineno}: {called} takes its code from an expression that this test does not know"
                assert found or (value is not None and (name, ast.unparse(value)) in PASSED_ON), unknown
                yield from found
        elif isinstance(node, ast.Yield) and name == "site/html_checks.py" and isinstance(node.value, ast.Tuple):
            yield from constants(node.value.elts[1])
        elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "code":
            yield from constants(node.value)
        elif isinstance(node, ast.For) and ast.unparse(node.target).startswith("(code,") and isinstance(node.iter, ast.Tuple):
            for item in node.iter.elts:
                assert isinstance(item, ast.Tuple)
                yield from constants(item.elts[0])


def codes_in_source() -> set[str]:
    found = set()
    for path in sorted(SOURCE.rglob("*.py")):
        found |= set(codes_of(ast.parse(path.read_text(encoding="utf-8")), path.relative_to(SOURCE).as_posix()))
    return found


def codes_in_page(text: str) -> list[str]:
    """The codes in the first cells of the tables of the page."""
    cells = [line.split("|")[1] for line in text.splitlines() if line.startswith("| `")]
    return [code for cell in cells for code in re.findall(r"`([^`]+)`", cell)]


def test_every_code_of_the_source_is_explained_and_no_other():
    explained = codes_in_page((ROOT / "docs" / "problems.md").read_text(encoding="utf-8"))
    source = codes_in_source()
    assert source - set(explained) == set(), "the source has codes that docs/problems.md does not explain"
    assert set(explained) - source == set(), "docs/problems.md explains codes that the source does not have"
    assert [code for code, count in Counter(explained).items() if count > 1] == [], "docs/problems.md explains a code twice"


def test_the_codes_are_found_wherever_the_source_states_them():
    source = codes_in_source()
    # One of each way to state a code.
    for code in ("path-outside", "form-bom", "dead-anchor", "bad-id", "cell-required", "cell-category", "unique-key-twice"):
        assert code in source
    for code in ("workers-exceed-total", "derived-without-note", "thousands-mark", "package-unknown", "version-frozen"):
        assert code in source


def test_codes_are_written_in_one_way():
    assert [code for code in sorted(codes_in_source()) if not CODE.fullmatch(code)] == []
