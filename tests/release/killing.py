"""Kills a release at random moments and counts what was lost: nothing may be, and the next run must work without cleaning by hand.

python -m tests.release.killing [--whole] [RUNS [SEED]]

With --whole it is a copy of this publication that is killed, which takes hours; else a small one with the same engine and theme.
"""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bwise_publish.catalog.archive import folder_files
from bwise_publish.publication import read_publication
from bwise_publish.release.downloaded import wrong_sums
from bwise_publish.release.rebuild import INPUTS
from tests.conftest import ROOT
from tests.release.repositories import commit
from tests.release.small import PROGRAM, small_publication

_TASKS = (("release",), ("publish",), ("build",))
_WHOLE = (sys.executable, "-m", "bwise_publish")


@dataclass
class Tally:
    """How many runs were killed before they ended, how many ended first, and what was lost."""

    killed: int = 0
    ended: int = 0
    lost: tuple[str, ...] = ()


def kill_runs(root: Path, runs: int, seed: int, program: Sequence[str] = PROGRAM) -> Tally:
    """Kills `runs` runs of release, publish and build of the publication in `root`, each at a random moment.

    A run that ends before its moment does not count as killed; at most four times as many are started.
    """
    chance = random.Random(seed)
    commit(root)
    version = read_publication(root).version
    took = {task: _whole(root, program, *task) for task in _TASKS}
    tally = Tally()
    source = folder_files(root / "datapackages")
    for number in range(4 * runs):
        if tally.killed == runs:
            break
        task = _TASKS[0] if number % 5 < 3 else _TASKS[1 + number % 2]
        moment = chance.uniform(0, took[task])
        process = subprocess.Popen([*program, "--root", str(root), *task], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            process.wait(moment)
            tally.ended += 1
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL if number % 4 else signal.SIGINT)
            process.wait()
            tally.killed += 1
        tally.lost += tuple(f"run {number}, {task[0]} killed after {moment:.2f} s: {what}" for what in _losses(root, version, source))
    for task in _TASKS:
        _whole(root, program, *task)
    left = [path.name for folder in ("dist", "build", ".") for path in (root / folder).glob(".*-scratch-*")]
    tally.lost += tuple(f"left behind after the last whole run: {name}" for name in left)
    return tally


def _whole(root: Path, program: Sequence[str], *task: str) -> float:
    """Runs a task to its end, which must be good, and says how long it took."""
    started = time.perf_counter()
    run = subprocess.run([*program, "--root", str(root), *task], capture_output=True, text=True, check=False)
    if run.returncode:
        raise AssertionError(run.stdout + run.stderr)
    return time.perf_counter() - started


def _losses(root: Path, version: str, source: dict[str, bytes]) -> list[str]:
    """What is not whole: dist/ by its sums (or moved aside whole, until the next run puts it back), public/ by its lists, the sources."""
    found = []
    release = _there(root / "dist" / version)
    public = _there(root / "public")
    if release is None:
        found.append(f"dist/{version} is gone")
    else:
        found += [f"dist/{version}: {line}" for line in wrong_sums(release)]
    if public is None or not all(
        (public / name).is_file() for name in ("releases.json", "latest/index.html", f"{version}/index.html", "feed.xml")
    ):
        found.append("public/ is not whole")
    if folder_files(root / "datapackages") != source:
        found.append("the sources changed")
    return found


def _there(folder: Path) -> Path | None:
    aside = folder.with_name(f".{folder.name}-old")
    return folder if folder.is_dir() else (aside if aside.is_dir() else None)


def _copy(folder: Path) -> Path:
    """A copy of what this publication is made of."""
    for name in INPUTS:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        elif source.is_file():
            shutil.copy(source, folder)
    return folder


def main() -> int:
    """Runs the count and prints it."""
    given = [int(value) for value in sys.argv[1:] if value != "--whole"]
    runs, seed = [*given, *(50, 1)[len(given) :]]
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        if "--whole" in sys.argv[1:]:
            tally = kill_runs(_copy(folder), runs, seed, _WHOLE)
        else:
            tally = kill_runs(small_publication(folder), runs, seed)
    print(f"{tally.killed} runs killed, {tally.ended} ended before, {len(tally.lost)} losses")
    print(*tally.lost, sep="\n")
    return 1 if tally.lost else 0


if __name__ == "__main__":
    sys.exit(main())
