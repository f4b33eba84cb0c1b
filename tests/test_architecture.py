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
    {"publication", "progress", "caching"},
    {"catalog"},
    {"views", "validation", "exports"},
    {"figures", "release"},
    {"pages"},
    {"site"},
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


def test_the_citation_file_agrees_with_the_publication():
    publication = tomllib.loads((ROOT / "publication.toml").read_text(encoding="utf-8"))
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    for line in (
        f"version: {publication['version']}",
        f"date-released: {publication['date'].isoformat()}",
        f'title: "{publication["title"]}"',
        f"license: {publication['licence']}",
        f"name: {publication['publisher']}",
    ):
        assert line in citation


def test_every_direct_dependency_has_its_reason():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    reasons = "\n".join(line for line in text.splitlines() if line.startswith("|"))
    for requirement in project["dependencies"]:
        name = re.split(r"[\[<>=]", requirement)[0]
        assert re.search(rf"^\|[^|]*\b{re.escape(name)}\b[^|]*\|", reasons, re.MULTILINE), name


def test_the_readme_names_tasks_that_exist():
    tasks = set(re.findall(r"^def (\w+)\(session", (ROOT / "noxfile.py").read_text(encoding="utf-8"), re.MULTILINE)) | {"format"}
    for name in ("README.md", "CONTRIBUTING.md", ".ci/run"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert set(re.findall(r"nox -s (\w+)", text)) <= tasks
