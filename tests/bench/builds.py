"""Measures builds of the site that find what an earlier build kept, beside a build from nothing: leaves docs/benchmarks-builds.md.

Whole processes are timed, start-up included. At the end the bytes of the site are compared with those of a build from nothing; when a file
differs, nothing is written. Then runs are killed and what was lost is counted. Run by `./nox -s bench`; takes some fifteen minutes.
"""

from __future__ import annotations

import csv
import datetime
import filecmp
import io
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from tests.release.killing import kill_runs  # noqa: E402
from tests.release.small import small_publication  # noqa: E402

RUNS, SEED = 50, 1
INPUTS = ("publication.toml", "CHANGELOG.md", "mkdocs.yml", "datapackages", "docs", "site_templates", "ledger", "requirements")
PAGE = ROOT / "docs" / "benchmarks-builds.md"


@dataclass(frozen=True)
class Took:
    """Seconds by the clock, and of processors, that one process and those that it started took."""

    seconds: float
    processor: float

    def line(self, what: str, cold: Took) -> str:
        """A line of the table, with the share of the build from nothing."""
        shares = f"{self.seconds / cold.seconds:.0%} | {self.processor / cold.processor:.0%}"
        return f"| {what} | {self.seconds:.1f} s | {self.processor:.1f} s | {shares} |"


def build(copy: Path) -> Took:
    """Builds the site of the publication in `copy`. Raises RuntimeError when that fails."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    started = time.perf_counter()
    command = [sys.executable, "-m", "bwise_publish", "--root", str(copy), "build"]
    process = subprocess.Popen(command, cwd=copy, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise RuntimeError(f"the build ended with {os.waitstatus_to_exitcode(status)}")
    return Took(time.perf_counter() - started, usage.ru_utime + usage.ru_stime)


def edited_cell(copy: Path) -> None:
    """Adds a word to one cell."""
    file = copy / "datapackages" / "practices" / "data" / "practices.csv"
    rows = list(csv.reader(io.StringIO(file.read_text(encoding="utf-8"), newline="")))
    rows[5][rows[0].index("title")] += " edited"
    with file.open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle, lineterminator="\n").writerows(rows)


def edited_prose(copy: Path) -> None:
    """Adds a sentence to a page written by hand."""
    file = copy / "docs" / "about.md"
    file.write_text(file.read_text(encoding="utf-8") + "\nOne more sentence.\n", encoding="utf-8", newline="\n")


def nothing(copy: Path) -> None:
    """Changes nothing."""


def in_serve(copy: Path) -> Took:
    """Builds twice in one process, as `serve` does, with a cell edited between; what the second build took."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT)))}
    run = subprocess.run([sys.executable, "-c", _SERVE, str(copy)], cwd=copy, env=environment, capture_output=True, text=True, check=True)
    return Took(*json.loads(run.stdout))


_SERVE = """
import json, os, sys, time
from pathlib import Path
from bwise_publish.pipeline import build
from tests.bench.builds import edited_cell
root = Path(sys.argv[1])
build(root)
edited_cell(root)
started, before = time.perf_counter(), sum(os.times()[:4])
build(root)
print(json.dumps([time.perf_counter() - started, sum(os.times()[:4]) - before]))
"""
EDITS: tuple[tuple[str, Callable[[Path], None]], ...] = (
    ("again, nothing changed", nothing),
    ("again, one sentence of prose added", edited_prose),
    ("again, one cell of a table edited", edited_cell),
)


def differing(one: Path, other: Path) -> list[str]:
    """The files of two folders that differ in their bytes or are only in one."""
    names = sorted({path.relative_to(folder).as_posix() for folder in (one, other) for path in folder.rglob("*") if path.is_file()})
    return [
        name for name in names if not ((one / name).is_file() and (other / name).is_file() and filecmp.cmp(one / name, other / name, False))
    ]


def main() -> None:
    """Measures and writes the page."""
    with tempfile.TemporaryDirectory(prefix="bwise-bench-") as scratch:
        copy, warm = Path(scratch) / "copy", Path(scratch) / "warm"
        copy.mkdir()
        for name in INPUTS:
            source = ROOT / name
            if source.is_dir():
                shutil.copytree(source, copy / name)
            elif source.is_file():
                shutil.copy(source, copy)
        cold = build(copy)
        lines = [cold.line("from nothing", cold)]
        for what, edit in EDITS:
            edit(copy)
            lines.append(build(copy).line(what, cold))
        lines.append(in_serve(copy).line("again in a running `serve`, one cell edited", cold))
        (copy / "build" / "site").rename(warm)
        shutil.rmtree(copy / "build")
        build(copy)
        found = differing(warm, copy / "build" / "site")
        pages = sum(1 for _ in warm.rglob("*.html"))
        files = sum(1 for path in warm.rglob("*") if path.is_file())
    if found:
        sys.exit(f"{len(found)} files differ from those of a build from nothing, the first is {found[0]}")
    with tempfile.TemporaryDirectory(prefix="bwise-bench-") as scratch:
        tally = kill_runs(small_publication(Path(scratch)), RUNS, SEED)
    text = f"""---
title: Builds that keep what did not change
description: How long a build of the site takes after an edit, beside a build from nothing, and what killed runs lost, as measured.
---

# Builds that keep what did not change

Measured on {datetime.datetime.now(datetime.UTC).date().isoformat()} by `./nox -s bench` on a copy of this publication, one build after the
other. Whole processes are timed, start-up included. The shares are of the build from nothing; at most 25 % is asked for after one edited
cell. Where other programs work beside it, the time of processors says more than the clock.

| build of the site | time | time of processors | share of the time | share of the time of processors |
|---|--:|--:|--:|--:|
{chr(10).join(lines)}

After all edits, the {files:,} files of the site ({pages:,} pages) were compared with those of a build from nothing: none differs.

{tally.killed} runs of `release`, `publish` and `build` of the small publication of the tests were killed at random moments (seed {SEED}),
one after the other with no cleaning between. Losses in `dist/`, `public/` and the sources: {len(tally.lost)}.

Machine: {os.cpu_count()} processors, {platform.machine()}; Python {platform.python_version()}.
"""
    PAGE.write_text(text, encoding="utf-8", newline="\n")
    print(text)


if __name__ == "__main__":
    main()
