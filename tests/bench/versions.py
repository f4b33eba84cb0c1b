"""Measures what happens from one version to the next: comparisons, and a build after one edited cell beside a build from nothing."""

from __future__ import annotations

import csv
import io
import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

from tests.making import field, package, table

ROOT = Path(__file__).resolve().parent.parent.parent
_INPUTS = ("publication.toml", "CHANGELOG.md", "mkdocs.yml", "datapackages", "docs", "site_templates", "src")
_ROWS = 1_000_000


def timed(root: Path, *arguments: str) -> tuple[float, float]:
    """Seconds, and seconds of processors, that a command took in a process of its own. Raises RuntimeError when it fails."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    started = time.perf_counter()
    command = [sys.executable, "-m", "bwise_publish", "--root", str(root), *arguments]
    process = subprocess.Popen(command, cwd=root, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise RuntimeError(f"{' '.join(arguments)} ended with {os.waitstatus_to_exitcode(status)}")
    return time.perf_counter() - started, usage.ru_utime + usage.ru_stime


def two_million_rows(folder: Path) -> tuple[Path, Path]:
    """Two packages with one table of 1,000,000 rows and six columns; 1 % of the rows differ in a cell."""
    chance = random.Random(1)
    old = [
        [f"r{number:07}", str(chance.randrange(1000)), f"{chance.random():.4f}", "a", "2020", f"row {number}"] for number in range(_ROWS)
    ]
    new = [row if number % 100 else [*row[:5], f"{row[5]} corrected"] for number, row in enumerate(old)]
    fields = [
        field("id"),
        field("count", "integer", 1),
        field("share", "number", 0.5),
        field("kind"),
        field("year", "year", 2000),
        field("note"),
    ]
    folders = []
    for name, rows in (("old", old), ("new", new)):
        made = package(folder / name, "big", {"things": table(fields, "", ["id"])})
        with (made / "data" / "things.csv").open("w", encoding="utf-8", newline="") as handle:
            csv.writer(handle, lineterminator="\n").writerows([[item["name"] for item in fields], *rows])
        folders.append(made)
    return folders[0], folders[1]


def edit_a_cell(file: Path, row: int, column: str) -> None:
    """Adds a word to one cell."""
    rows = list(csv.reader(io.StringIO(file.read_text(encoding="utf-8"), newline="")))
    rows[row][rows[0].index(column)] += " edited"
    with file.open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle, lineterminator="\n").writerows(rows)


def lines(folder: Path, archive: Path) -> list[str]:
    """The lines of the table: what, seconds, seconds of processors, and what is asked for."""
    copy = folder / "copy"
    copy.mkdir()
    for name in _INPUTS:
        source = ROOT / name
        shutil.copytree(source, copy / name) if source.is_dir() else shutil.copy(source, copy)
    cold = timed(copy, "build")
    edit_a_cell(copy / "datapackages" / "practices" / "data" / "practices.csv", 5, "title")
    two = timed(copy, "diff", str(archive), str(copy))
    warm = timed(copy, "build")
    million = timed(copy, "diff", *map(str, two_million_rows(folder / "million")))
    share = f"{warm[0] / cold[0]:.0%} of the time, {warm[1] / cold[1]:.0%} of the processor time"
    return [
        _line("Compare two releases of our size", two, "under 2 s"),
        _line("Compare 1,000,000 rows of which 1 % differ", million, "under 10 s"),
        _line("Build the site from nothing", cold, ""),
        _line("Build it again after one edited cell", warm, f"at most 25 %; it was {share}"),
    ]


def _line(what: str, took: tuple[float, float], asked: str) -> str:
    return f"| {what} | {took[0]:.1f} s | {took[1]:.1f} s | {asked} |"
