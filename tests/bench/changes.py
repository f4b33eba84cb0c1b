"""Measures what happens from one version to the next, and writes docs/benchmarks-changes.md. Run by `./nox -s bench`.

Comparisons of releases of our size and of a million rows, a comparison beside one by daff, and patches. Whole processes are timed, start-up
included.
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
_MILLION, _FOR_DAFF = 1_000_000, 100_000
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


def prepare(folder: Path) -> None:
    """Writes everything that is compared into the folder: our packages edited, tables of two sizes in two states, and the patch of one."""
    edited(folder / "edited")
    two_states(folder / "smaller", _FOR_DAFF)
    states = [read_state(made.parent.name, [made]) for made in two_states(folder / "million", _MILLION)]
    made = patch_of(difference(*states).tables[0], *(state.tables["big", "things"] for state in states))
    if made is None:
        raise RuntimeError("the two states are the same")
    (folder / "things.patch.json").write_text(patch_json(made), encoding="utf-8")
    shutil.copy(folder / "million" / "old" / "big" / "data" / "things.csv", folder / "things.csv")


def comparisons(folder: Path) -> list[str]:
    """The lines on comparisons and patches. Their data are written by another process, so that its memory does not count."""
    subprocess.run([sys.executable, __file__, str(folder)], check=True)
    packages = ROOT / "datapackages"
    tables, rows = len(list(packages.glob("*/data/*.csv"))), sum(len(read(file)) - 1 for file in packages.glob("*/data/*.csv"))
    million, smaller = ([str(folder / size / state / "big") for state in ("old", "new")] for size in ("million", "smaller"))
    things = [f"{state}/data/things.csv" for state in smaller]
    patch, copy = str(folder / "things.patch.json"), str(folder / "things.csv")
    ours_name = f"Compare two releases of our size ({tables} tables, {rows:,} rows; every table edited)"
    return [
        line(ours_name, ours(ROOT, "diff", str(packages), str(folder / "edited")), "under 2 s"),
        line("Compare 1,000,000 rows of which 1 % differ", ours(ROOT, "diff", *million), "under 10 s"),
        line("Bring 1,000,000 rows from one state to the other with a patch", ours(ROOT, "patch", patch, copy), ""),
        line("Undo it", ours(ROOT, "patch", "--reverse", patch, copy), ""),
        line(f"Compare {_FOR_DAFF:,} rows of which 1 % differ", ours(ROOT, "diff", *smaller), ""),
        line("The same, by daff (reading and comparing alone)", run([sys.executable, "-c", _DAFF, *things]), ""),
    ]


def line(what: str, took: Took, asked: str) -> str:
    """One line of the table."""
    return f"| {what} | {took.seconds:.1f} s | {took.processor:.1f} s | {took.memory:,.0f} MiB | {asked} |"


def page(lines: Sequence[str]) -> str:
    """The page with these lines of the table."""
    packages = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in ("polars", "daff"))
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    machine = f"{os.cpu_count()} processors, {platform.machine()}; Python {platform.python_version()}; {packages}"
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg()[:2])
    return f"""---
title: Speed from version to version
description: How long it takes to compare two versions and to apply a patch, as measured.
---

# Speed from version to version

Measured on {today} by `./nox -s bench`. Whole processes, start-up included. Where other programs run at the same time, the processor
time says more than the clock.

| what | time | processor time | peak memory | asked for |
|---|--:|--:|--:|---|
{chr(10).join(lines)}

Machine: {machine}. Load of the last 1 and 5 minutes: {load}.
"""


def main() -> None:
    """Measures and writes the page; with a folder, prepares what is measured in it."""
    if len(sys.argv) > 1:
        prepare(Path(sys.argv[1]))
        return
    with tempfile.TemporaryDirectory(prefix="bwise-bench-") as scratch:
        text = page(comparisons(Path(scratch)))
    PAGE.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
