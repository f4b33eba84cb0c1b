"""Measures the project beside its peers in one run, and writes docs/benchmarks.md. Run by `nox -s bench`.

Whole processes are measured, start-up included, with their peak memory: the time that they take, and the time of the processors that they
use, which other work on the machine changes less. Ratios, not seconds, are what can be compared from machine to machine. The site is
measured when there is a release in dist/.

    python -m tests.bench.run [rows] [many rows]
"""

from __future__ import annotations

import datetime
import importlib.metadata
import os
import platform
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.bench.tables import write_package

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGES = ("frictionless", "pandera", "polars", "mkdocs", "mkdocs-material", "matplotlib")
REPEATS = 3
READ_CSV = """
import sys, polars as pl
kinds = dict(row_id=pl.String, code=pl.String, year=pl.Int64, amount=pl.Int64, share=pl.Float64, day=pl.Date)
kinds.update(state=pl.String, note=pl.String)
assert pl.read_csv(sys.argv[1], schema=kinds).height
"""


@dataclass(frozen=True)
class Measured:
    """Seconds, seconds of the processors, and peak memory in MiB of one process."""

    seconds: float
    processor: float
    memory: float

    def __str__(self) -> str:
        return f"{self.seconds:.1f} s | {self.processor:.1f} s | {self.memory:,.0f} MiB"


def measure(*command: str, allowed: tuple[int, ...] = (0,), repeats: int = 1) -> Measured:
    """Runs a command to its end, and gives the best of some runs. Raises RuntimeError when it fails: a failed run is no measurement."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    runs = []
    for _ in range(repeats):
        started = time.perf_counter()
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        if os.waitstatus_to_exitcode(status) not in allowed:
            raise RuntimeError(f"{' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}")
        runs.append(Measured(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024))
    return Measured(*(min(getattr(run, name) for run in runs) for name in ("seconds", "processor", "memory")))


def mkdocs_alone(folder: Path) -> Measured:
    """`mkdocs build` of the very pages of the newest build, with nothing of ours around it."""
    config = folder / "mkdocs.yml"
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    text = text.replace("docs_dir: build/docs", f"docs_dir: {ROOT / 'build' / 'docs'}").replace(
        "site_dir: build/site", f"site_dir: {folder / 'site'}"
    )
    text = text.replace("custom_dir: site_templates/theme", f"custom_dir: {ROOT / 'site_templates' / 'theme'}")
    config.write_text(text, encoding="utf-8")
    return measure(sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(config))


def large_tables(rows: int, many: int) -> str:
    """The section on large tables."""
    python = sys.executable
    ours = (python, "-m", "bwise_publish", "validate")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        clean = write_package(folder / "clean", rows)
        broken = write_package(folder / "broken", rows, bad=100)
        right = measure(*ours, str(clean), repeats=REPEATS)
        wrong = measure(*ours, str(broken), allowed=(1,), repeats=REPEATS)
        reading = measure(python, "-c", READ_CSV, str(clean.parent / "rows.csv"), repeats=REPEATS)
        stock = measure(python, "-m", "frictionless", "validate", str(clean))
        long = write_package(folder / "long", many)
        size = (long.parent / "rows.csv").stat().st_size / 2**30
        streamed = measure(*ours, str(long))
    rates = [f"{rows / run.seconds:,.0f}" for run in (right, stock)]
    pairs = ((stock, right), (right, reading), (wrong, right))
    ratios = [f"{over.seconds / under.seconds:.1f} | {over.processor / under.processor:.1f}" for over, under in pairs]
    return f"""## Large tables

{rows:,} rows of 8 columns with a pattern, a primary key, a foreign key and ranges; the best of {REPEATS} runs
(stock frictionless: one run).

| what | time | processor time | peak memory |
|---|---|---|---|
| `bwise-publish validate`, everything right | {right} |
| `bwise-publish validate`, 100 wrong cells | {wrong} |
| `polars.read_csv` with the same types, no check | {reading} |
| stock `frictionless validate` | {stock} |
| `bwise-publish validate`, {many:,} rows ({size:.1f} GiB), in batches | {streamed} |

| ratio | time | processor time | target |
|---|---|---|---|
| rows a second, ours ({rates[0]}) to stock frictionless ({rates[1]}) | {ratios[0]} | at least 50 |
| time, ours to `polars.read_csv` | {ratios[1]} | at most 4 |
| time, 100 wrong cells to none | {ratios[2]} | at most 3 |
| peak memory over {many:,} rows, MiB | {streamed.memory:,.0f} | | under 2,048 |
"""


def start_up() -> str:
    """The section on starting up and on our own packages."""
    python = sys.executable
    asked = measure(python, "-m", "bwise_publish", "--help", repeats=REPEATS)
    own = measure(python, "-m", "bwise_publish", "validate", repeats=REPEATS)
    return f"""## Starting up

| what | time | processor time | peak memory | target |
|---|---|---|---|---|
| `bwise-publish --help` | {asked.seconds:.2f} s | {asked.processor:.2f} s | {asked.memory:,.0f} MiB | under 0.3 s |
| `bwise-publish validate`: our eight packages, every rule | {own} | under 3 s |
"""


def site() -> str:
    """The section on the site, and on our packages beside stock frictionless; needs a release."""
    python = sys.executable
    archives = sorted((ROOT / "dist").glob("*/*-data-*.zip"))
    if not archives:
        return ""
    ours = measure(python, "-m", "bwise_publish", "validate", repeats=REPEATS)
    theirs = measure(python, "-m", "frictionless", "validate", str(archives[-1]))
    whole = measure(python, "-m", "bwise_publish", "build")
    with tempfile.TemporaryDirectory() as folder:
        plain = mkdocs_alone(Path(folder))
    pages = sum(1 for _ in (ROOT / "build" / "docs").rglob("*.md"))
    return f"""## The publication

| what | time | processor time | peak memory |
|---|---|---|---|
| `bwise-publish validate`: the eight packages, every rule | {ours} |
| stock `frictionless validate` of the published tables | {theirs} |
| `bwise-publish build`: the site of {pages:,} pages, all stages | {whole} |
| `mkdocs build` of the same pages | {plain} |
"""


def main(rows: int = 1_000_000, many: int = 20_000_000) -> None:
    """Measures and writes the page."""
    load = os.getloadavg()[0]
    sections = [start_up(), large_tables(rows, many), site()]
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in PACKAGES)
    text = f"""---
title: Benchmarks
description: How fast validation and the site are beside their peers, measured in one run.
---

# Benchmarks

Measured on {datetime.datetime.now(datetime.UTC).date().isoformat()} by `nox -s bench`, all programs in the same run. Whole processes,
start-up included.

{chr(10).join(section for section in sections if section)}
Machine: {os.cpu_count()} processors, {platform.machine()}, {load:.1f} processes running on them already when the run began; Python
{platform.python_version()}; {versions}.
"""
    (ROOT / "docs" / "benchmarks.md").write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
