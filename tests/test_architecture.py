"""The rules of the house that a program can check."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "bwise_publish"

# From the bottom up; rooms on one level do not import one another.
LEVELS = (
    {"problems"},
    {"settings"},
    {"exclusive"},
    {"publication", "progress", "conformance", "caching", "explanations"},
    {"catalog"},
    {"views", "validation", "exports", "metadata"},
    {"figures", "release"},
    {"pages"},
    {"site", "writing"},
    {"pipeline"},
    {"formatting", "scaffolding", "serving"},
    {"cli"},
    {"__main__"},
)
LEVEL = {room: number for number, rooms in enumerate(LEVELS) for room in rooms}


def imported_rooms(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("bwise_publish"):
            parts = node.module.split(".")
            names |= {parts[1]} if len(parts) > 1 else {item.name for item in node.names}
        elif isinstance(node, ast.Import):
            names |= {item.name.split(".")[1] for item in node.names if item.name.startswith("bwise_publish.")}
    return names


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_imports_point_down(path):
    room = path.relative_to(SOURCE).parts[0].removesuffix(".py")
    if room == "__init__":
        return
    for other in imported_rooms(path) - {room}:
        assert LEVEL[other] < LEVEL[room], f"{room} imports {other}"


def test_the_command_line_starts_without_the_heavy_libraries():
    code = "import sys, bwise_publish.cli; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "bwise_publish.cli" in loaded
    assert not {"polars", "pandera", "frictionless", "matplotlib", "lxml", "jinja2"} & set(loaded)


def test_every_direct_dependency_has_its_reason():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    reasons = "\n".join(line for line in text.splitlines() if line.startswith("|"))
    for requirement in project["dependencies"]:
        name = re.split(r"[\[<>=]", requirement)[0]
        assert re.search(rf"^\|[^|]*\b{re.escape(name)}\b[^|]*\|", reasons, re.MULTILINE), name


def test_the_readme_names_tasks_that_exist():
    tasks = set(re.findall(r"^def (\w+)\(session", (ROOT / "noxfile.py").read_text(encoding="utf-8"), re.MULTILINE)) | {"format"}
    source = [path.relative_to(ROOT).as_posix() for path in sorted(SOURCE.rglob("*.py"))]
    pages = [f"docs/{path.name}" for path in sorted((ROOT / "docs").glob("*.md"))]
    for name in ("README.md", "CONTRIBUTING.md", ".ci/run", ".pre-commit-config.yaml", *pages, *source):
        text = (ROOT / name).read_text(encoding="utf-8")
        named = set(re.findall(r"nox -s (\w+)", text))
        assert named <= tasks, name
        # People are told to call ./nox, which sets itself up; a nox of the system need not be there.
        assert not named or not re.search(r"(?<!\./)\bnox -s", text), name


def test_the_locks_are_complete_and_hold_no_address():
    for path in sorted((ROOT / "requirements").rglob("*.txt")):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"://|--(?:extra-)?index|--find-links", text), path.name
        for requirement in re.split(r"\n(?=\S)", text.strip()):
            assert re.match(r"[\w.-]+==\S+", requirement), f"{path.name}: {requirement.splitlines()[0]} is not pinned"
            assert "--hash=sha256:" in requirement, f"{path.name}: {requirement.splitlines()[0]} has no hash"


def test_the_browser_tests_need_nothing_that_the_other_tests_bring():
    """Both README commands run in environments of their own: what the tests share may not import what one of them lacks."""
    shared = ast.parse((ROOT / "tests" / "conftest.py").read_text(encoding="utf-8"))
    imported = [ast.unparse(node) for node in shared.body if isinstance(node, ast.Import | ast.ImportFrom)]
    assert not [line for line in imported if "bwise_publish" in line or "playwright" in line]
    assert (
        "browser" in tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["pytest"]["ini_options"]["norecursedirs"]
    )
