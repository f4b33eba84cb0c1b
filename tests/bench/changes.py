"""Measures what happens from one version to the next, and writes docs/benchmarks-changes.md. Run by `./nox -s bench`.

Comparisons of releases of our size and of a million rows, the same comparison by daff, patches, and a build of the site after one edited
cell beside a build from nothing. Whole processes are timed, start-up included.
"""

from __future__ import annotations

import csv
import datetime
import importlib.metadata
import io
import os
import platform
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from bwise_publish.release.difference import difference  # noqa: E402
from bwise_publish.release.patch import patch_json, patch_of  # noqa: E402
from bwise_publish.release.states import read_state  # noqa: E402
from tests.making import field, package, table  # noqa: E402

PAGE = ROOT / "docs" / "benchmarks-changes.md"
_INPUTS = ("publication.toml", "CHANGELOG.md", "mkdocs.yml", "datapackages", "docs", "site_templates", "src", "requirements")
_MILLION, _FOR_DAFF = 1_000_000, 20_000
_DAFF = """
import csv, sys, daff
tables = [daff.PythonTableView([row for row in csv.reader(open(name, encoding="utf-8", newline=""))]) for name in sys.argv[1:]]
flags = daff.CompareFlags()
flags.addPrimaryKey("id")
result = daff.PythonTableView([])
daff.TableDiff(daff.Coopy.compareTables(*tables, flags).align(), flags).hilite(result)
"""


@dataclass(frozen=True)
class Took:
    """Seconds by the clock and of the processors, and peak memory in MiB, of a process with all its children."""

    seconds: float
    processor: float
    memory: float


def run(command: Sequence[str], folder: Path = ROOT) -> Took:
    """Runs a command to its end. Raises RuntimeError when it fails: a failed run is no measurement."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "NO_MKDOCS_2_WARNING": "1"}
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise RuntimeError(f"{' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}")
    return Took(time.perf_counter() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def ours(root: Path, *arguments: str) -> Took:
    """Runs a command of bwise-publish."""
    return run([sys.executable, "-m", "bwise_publish", "--root", str(root), *arguments])


def read(file: Path) -> list[list[str]]:
    """The rows of a CSV file, the header first."""
    return list(csv.reader(io.StringIO(file.read_text(encoding="utf-8"), newline="")))


def write(file: Path, rows: Sequence[Sequence[str]]) -> None:
    """Writes rows as a CSV file."""
    with file.open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle, lineterminator="\n").writerows(rows)


def edited(folder: Path) -> Path:
    """A copy of the publication's packages in which every table lost each fiftieth row and had each twentieth corrected."""
    shutil.copytree(ROOT / "datapackages", folder)
    for file in sorted(folder.glob("*/data/*.csv")):
        header, *rows = read(file)
        kept = [row for number, row in enumerate(rows) if number % 50 != 7]
        write(file, [header, *([*row[:-1], f"{row[-1]} corrected"] if number % 20 == 3 else row for number, row in enumerate(kept))])
    return folder


def two_states(folder: Path, count: int) -> tuple[Path, Path]:
    """Two packages with one table of `count` rows and six columns; 1 % of the rows differ in a cell."""
    chance = random.Random(1)
    old = [
        [f"r{number:07}", str(chance.randrange(1000)), f"{chance.random():.4f}", "a", "2020", f"row {number}"] for number in range(count)
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
    made = []
    for name, rows in (("old", old), ("new", new)):
        target = package(folder / name, "big", {"things": table(fields, "", ["id"])})
        write(target / "data" / "things.csv", [[item["name"] for item in fields], *rows])
        made.append(target)
    return made[0], made[1]


def patch_file(old: Path, new: Path, target: Path) -> Path:
    """Writes the patch from one state of the table to the other."""
    before, after = (read_state(folder.name, [folder]) for folder in (old, new))
    made = patch_of(difference(before, after).tables[0], before.tables["big", "things"], after.tables["big", "things"])
    if made is None:
        raise RuntimeError("the two states are the same")
    target.write_text(patch_json(made), encoding="utf-8")
    return target


def comparisons(folder: Path) -> list[str]:
    """The lines on comparisons and patches."""
    packages = ROOT / "datapackages"
    tables, rows = len(list(packages.glob("*/data/*.csv"))), sum(len(read(file)) - 1 for file in packages.glob("*/data/*.csv"))
    million, small = two_states(folder / "million", _MILLION), two_states(folder / "small", _FOR_DAFF)
    things = [str(state / "data" / "things.csv") for state in small]
    patch = patch_file(*million, folder / "things.patch.json")
    copy = folder / "things.csv"
    shutil.copy(million[0] / "data" / "things.csv", copy)
    return [
        line(f"Compare two releases of our size ({tables} tables, {rows:,} rows; every table edited)",
             ours(ROOT, "diff", str(packages), str(edited(folder / "edited"))), "under 2 s"),
        line("Compare 1,000,000 rows of which 1 % differ", ours(ROOT, "diff", *map(str, million)), "under 10 s"),
        line("Bring 1,000,000 rows from one state to the other with a patch", ours(ROOT, "patch", str(patch), str(copy)), ""),
        line("Undo it", ours(ROOT, "patch", "--reverse", str(patch), str(copy)), ""),
        line(f"Compare {_FOR_DAFF:,} rows of which 1 % differ", ours(ROOT, "diff", *map(str, small)), ""),
        line("The same, by daff (reading and comparing alone)", run([sys.executable, "-c", _DAFF, *things]), ""),
    ]  # fmt: skip


def builds(folder: Path) -> list[str]:
    """The lines on a build from nothing and a build after one edited cell."""
    for name in _INPUTS:
        source = ROOT / name
        shutil.copytree(source, folder / name) if source.is_dir() else shutil.copy(source, folder)
    cold = ours(folder, "build")
    file = folder / "datapackages" / "practices" / "data" / "practices.csv"
    rows = read(file)
    rows[5][rows[0].index("title")] += " edited"
    write(file, rows)
    warm = ours(folder, "build")
    share = f"{warm.seconds / cold.seconds:.0%} of the time, {warm.processor / cold.processor:.0%} of the processor time"
    return [
        line("Build the site from nothing", cold, ""),
        line("Build it again after one edited cell", warm, f"at most 25 %; it was {share}"),
    ]


def line(what: str, took: Took, asked: str) -> str:
    """One line of the table."""
    return f"| {what} | {took.seconds:.1f} s | {took.processor:.1f} s | {took.memory:,.0f} MiB | {asked} |"


def main() -> None:
    """Measures and writes the page."""
    with tempfile.TemporaryDirectory(prefix="bwise-bench-") as scratch:
        folder = Path(scratch)
        lines = comparisons(folder)
        (folder / "project").mkdir()
        lines += builds(folder / "project")
    packages = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in ("polars", "daff", "mkdocs-material"))
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    machine = f"{os.cpu_count()} processors, {platform.machine()}; Python {platform.python_version()}; {packages}"
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg()[:2])
    text = f"""---
title: Speed from version to version
description: How long it takes to compare two versions, to apply a patch, and to build the site again after an edit, as measured.
---

# Speed from version to version

Measured on {today} by `./nox -s bench`. Whole processes, start-up included. Where other programs run at
the same time, the processor time says more than the clock.

| what | time | processor time | peak memory | asked for |
|---|--:|--:|--:|---|
{chr(10).join(lines)}

Machine: {machine}. Load of the last 1 and 5 minutes: {load}.
"""
    PAGE.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
