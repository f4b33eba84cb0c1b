"""Measures the project beside its peers in one run, and writes docs/benchmarks.md. Run by `./nox -s bench`.

Whole processes are measured, start-up included, with their peak memory: the time that they take, and the time of the processors that they
use, which other work on the machine changes less. Of the large table also the work alone is measured, from within the process, after all
modules were imported: that is what grows with the rows. Ratios, not seconds, are what can be compared from machine to machine. The site
is measured when there is a release in dist/.

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
# What is done with the path in sys.argv[1]; each module is imported before the time is taken.
READ_CSV = """
import polars as pl
kinds = dict(row_id=pl.String, code=pl.String, year=pl.Int64, amount=pl.Int64, share=pl.Float64, day=pl.Date)
kinds.update(state=pl.String, note=pl.String)
def work(path):
    return pl.read_csv(path, schema=kinds).height > 0
"""
OURS = """
import pathlib, frictionless, numpy, pandera.polars
from bwise_publish.catalog import load
from bwise_publish.cli import HELD
from bwise_publish.validation import files, house, keys, official, profiles, structure, table_checks, validate
def work(path):
    return validate(load([pathlib.Path(path)], guess=True, hold=HELD), guess=True).valid
"""
STOCK = """
import frictionless
def work(path):
    return frictionless.Package(path).validate().valid
"""
ALONE = """
import sys, time
started = time.perf_counter(), time.process_time()
assert work(sys.argv[1])
print(time.perf_counter() - started[0], time.process_time() - started[1])
"""


@dataclass(frozen=True)
class Measured:
    """Seconds, seconds of the processors, and peak memory in MiB of one process."""

    seconds: float
    processor: float
    memory: float

    def __str__(self) -> str:
        return f"{self.seconds:.2f} s | {self.processor:.2f} s | {self.memory:,.0f} MiB"


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
    return _best(runs)


def measure_work(work: str, path: Path, repeats: int = 1) -> tuple[Measured, Measured]:
    """Some work in a process of its own: the whole process, and the work alone (with the memory of the process); the best of some runs."""
    whole, alone = [], []
    for _ in range(repeats):
        started = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-c", work + ALONE, str(path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        assert process.stdout
        said = process.stdout.read().split()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        if status or len(said) != 2:
            raise RuntimeError(f"a process ended with {os.waitstatus_to_exitcode(status)}")
        memory = usage.ru_maxrss / 1024
        whole.append(Measured(seconds, usage.ru_utime + usage.ru_stime, memory))
        alone.append(Measured(float(said[0]), float(said[1]), memory))
    return _best(whole), _best(alone)


def _best(runs: list[Measured]) -> Measured:
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
        _, alone = measure_work(OURS, clean, REPEATS)
        reading, read = measure_work(READ_CSV, clean.parent / "rows.csv", REPEATS)
        stock, stock_alone = measure_work(STOCK, clean)
        long = write_package(folder / "long", many)
        size = (long.parent / "rows.csv").stat().st_size / 2**30
        streamed = measure(*ours, str(long))
    ratios = [
        _ratio(over, under) for over, under in ((stock_alone, alone), (stock, right), (alone, read), (right, reading), (wrong, right))
    ]
    rates = [f"{rows / run.processor:,.0f}" for run in (alone, stock_alone)]
    return f"""## Large tables

{rows:,} rows of 8 columns with a pattern, a primary key, a foreign key and ranges; the best of {REPEATS} runs
(stock frictionless: one run). "Alone" is without the start of Python and the imports, which do not grow with the rows.

| what | time | processor time | peak memory |
|---|--:|--:|--:|
| `bwise-publish validate`, everything right | {right} |
| the same, alone | {alone} |
| `bwise-publish validate`, 100 wrong cells | {wrong} |
| `polars.read_csv` with the same types, no check | {reading} |
| the same, alone | {read} |
| stock frictionless | {stock} |
| the same, alone | {stock_alone} |
| `bwise-publish validate`, {many:,} rows ({size:.1f} GiB), in batches | {streamed} |

| ratio | time | processor time | target |
|---|--:|--:|---|
| rows a second, ours to stock frictionless, alone (of the processor: {rates[0]} to {rates[1]}) | {ratios[0]} | at least 50 |
| the same, whole processes | {ratios[1]} | |
| time, ours to `polars.read_csv`, alone | {ratios[2]} | at most 4 |
| the same, whole processes | {ratios[3]} | at most 4 |
| time, 100 wrong cells to none | {ratios[4]} | at most 3 |
| peak memory over {many:,} rows, MiB | {streamed.memory:,.0f} | | under 2,048 |
"""


def _ratio(over: Measured, under: Measured) -> str:
    return f"{over.seconds / under.seconds:.1f} | {over.processor / under.processor:.1f}"


def start_up() -> str:
    """The section on starting up and on our own packages."""
    python = sys.executable
    asked = measure(python, "-m", "bwise_publish", "--help", repeats=REPEATS)
    own = measure(python, "-m", "bwise_publish", "validate", repeats=REPEATS)
    return f"""## Starting up

| what | time | processor time | peak memory | target |
|---|--:|--:|--:|---|
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
|---|--:|--:|--:|
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
description: How fast validation is beside its peers, measured in one run.
---

# Benchmarks

Measured on {datetime.datetime.now(datetime.UTC).date().isoformat()} by `./nox -s bench`, all programs in the same run. Whole processes,
start-up included, if a line does not say otherwise. Pages of their own: [how the site grows](benchmarks-site.md),
[builds that keep what did not change](benchmarks-builds.md), [versions and changes](benchmarks-changes.md).

{chr(10).join(section for section in sections if section)}
Machine: {os.cpu_count()} processors, {platform.machine()}, {load:.1f} processes running on them already when the run began; Python
{platform.python_version()}; {versions}.
"""
    (ROOT / "docs" / "benchmarks.md").write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
