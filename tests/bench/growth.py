"""Does time grow in line with pages? Builds scratch publications with more and more practices, and writes docs/benchmarks-site.md.

Run by `nox -s bench`. Each practice that is added is a copy of a real one, with all rows that belong to it, under an identifier of its own:
it gets a page, a card in the gallery, lines in the lists of its country and its skills, and rows in every export. Copies live in a folder
that is deleted afterwards; nothing of them is published.

    python -m tests.bench.growth                      measures and writes the page
    python -m tests.bench.growth --stages FOLDER      builds the publication in FOLDER and prints seconds a stage as JSON
"""

from __future__ import annotations

import argparse
import csv
import datetime
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "benchmarks-site.md"
ADDED = (0, 1500, 3000)
KEY = "practice_id"
TABLES = ROOT / "datapackages" / "practices" / "data"
# A publication that has outgrown a limit of weight is slow to read, not wrong: the bench reports it and goes on.
BUDGETS = ("page-too-heavy", "first-view-too-heavy", "search-index-too-heavy")


@dataclass(frozen=True)
class Run:
    """One publication, measured: its size, seconds a stage, peak memory in MiB, and seconds of the generator alone.

    `seconds` are those of the clock, `work` those of the processor, which another program on the machine makes hardly longer.
    """

    practices: int
    pages: int
    megabytes: float
    seconds: dict[str, float]
    work: dict[str, float]
    memory: float
    plain_seconds: float
    plain_work: float
    over_budget: list[str]


def whole_site(stages: Mapping[str, float]) -> float:
    """The part of everything that turns pages into the finished site: the generator, the mends, the checks."""
    return stages["generate"] + stages["mend"] + stages["check"]


def publication_with(added: int, folder: Path) -> int:
    """Makes a copy of this publication with more practices in `folder`; returns how many it has."""
    for name in ("docs", "datapackages", "site_templates"):
        shutil.copytree(ROOT / name, folder / name)
    for name in ("publication.toml", "mkdocs.yml", "CHANGELOG.md", "CITATION.cff", "LICENSE"):
        shutil.copyfile(ROOT / name, folder / name)
    tables = {path: rows_of(path) for path in sorted((folder / "datapackages" / "practices" / "data").glob("practice*.csv"))}
    practices = next(rows for path, rows in tables.items() if path.name == "practices.csv")
    originals = [row[KEY] for row in practices]
    names = {key: [] for key in originals}
    for number in range(added):
        key = originals[number % len(originals)]
        names[key].append(f"{key}-copy-{number // len(originals) + 1:03d}")
    for path, rows in tables.items():
        copies = [row | {KEY: name} | title_of(row, name) for row in rows for name in names[row[KEY]]]
        with path.open("w", encoding="utf-8", newline="") as opened:
            writer = csv.DictWriter(opened, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows([*rows, *copies])
    subprocess.run([sys.executable, "-m", "bwise_publish", "--root", str(folder), "format"], check=True, stdout=subprocess.DEVNULL)
    return len(originals) + added


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows of a table."""
    with path.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def title_of(row: dict[str, str], name: str) -> dict[str, str]:
    """The title of a copy: no two practices are called the same."""
    return {"title": f"{row['title']}, copy {name[-3:]}"} if "title" in row else {}


def stages(root: Path) -> dict[str, object]:
    """Builds the publication in `root` and returns seconds a stage, pages, and what is over a limit of weight.

    The verdict of stock frictionless on the published packages is left out: it is not ours, and `nox -s bench` measures it elsewhere.
    """
    from bwise_publish import pipeline
    from bwise_publish.exports.downloads import downloads
    from bwise_publish.release.placing import write_over
    from bwise_publish.site.assets import add_assets
    from bwise_publish.site.checks import check_site
    from bwise_publish.site.generator import generate
    from bwise_publish.site.mend import mend_site
    from bwise_publish.site.trim import trim_site
    from bwise_publish.writing import Edition, make_docs

    seconds: dict[str, float] = {}
    work: dict[str, float] = {}

    @contextmanager
    def timed(name: str) -> Iterator[None]:
        started, worked = time.perf_counter(), sum(os.times()[:4])
        yield
        seconds[name], work[name] = time.perf_counter() - started, sum(os.times()[:4]) - worked

    docs, out = root / "build" / "docs", root / "build" / "site"
    with timed("validate"):
        checked = pipeline.accepted(root)
    publication = checked.publication
    with timed("export"):
        files = downloads(checked.catalog, publication)
        edition = Edition(publication, checked.catalog, checked.report, files, pipeline.describe(checked, files), changes=None, kept=None)
    with timed("write pages and figures"):
        made = make_docs(edition)
        write_over(docs, made.files, made.files.__getitem__)
    with timed("generate"):
        add_assets(publication.root, docs)
        generated = generate(publication, docs, out)
    with timed("mend"):
        mend_site(out, publication.site_url)
        trim_site(out)
    with timed("check"):
        problems = [*generated.problems, *check_site(out, publication.site_url)]
    others = [str(problem) for problem in problems if problem.code not in BUDGETS]
    if others:
        raise RuntimeError("\n".join(others[:5]))
    over = sorted(f"{problem.where.file}: {problem.message}" for problem in problems)
    size = sum(path.stat().st_size for path in out.rglob("*.html"))
    return {"seconds": seconds, "work": work, "pages": sum(1 for _ in out.rglob("*.html")), "megabytes": size / 1e6, "over_budget": over}


def measured(command: Sequence[str], folder: Path) -> tuple[str, float, float, float]:
    """What a command prints, its seconds by the clock and of the processor, and its peak memory in MiB.

    Raises RuntimeError when it fails: a failed run is no measurement.
    """
    output, errors = folder / "output", folder / "errors"
    started = time.perf_counter()
    with output.open("w") as opened, errors.open("w") as complaints:
        environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=opened, stderr=complaints)
        _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        said = errors.read_text(encoding="utf-8")[-2000:]
        raise RuntimeError(f"{' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}\n{said}")
    seconds = time.perf_counter() - started
    return output.read_text(encoding="utf-8"), seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def run_with(added: int) -> Run:
    """Builds one publication, and the same pages once more with the generator alone."""
    with tempfile.TemporaryDirectory(prefix="bwise-growth-") as scratch:
        root = Path(scratch) / "publication"
        practices = publication_with(added, root)
        text, _, _, memory = measured([sys.executable, str(Path(__file__)), "--stages", str(root)], Path(scratch))
        found = json.loads(text.splitlines()[-1])
        config = (root / "mkdocs.yml").read_text(encoding="utf-8").replace("site_dir: build/site", "site_dir: build/plain")
        (root / "plain.yml").write_text(config, encoding="utf-8")
        plain = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(root / "plain.yml")]
        _, seconds, work, _ = measured(plain, Path(scratch))
    return Run(practices, memory=memory, plain_seconds=seconds, plain_work=work, **found)


def page_of(runs: Sequence[Run]) -> str:
    """The page for readers."""
    base, largest = runs[0], runs[-1]
    rows = [
        f"| {run.practices:,} | {run.pages:,} | {run.work['write pages and figures']:.0f} s | {run.work['generate']:.0f} s "
        f"| {run.work['mend'] + run.work['check']:.0f} s | {1000 * whole_site(run.work) / run.pages:.0f} ms "
        f"| {1000 * run.megabytes / run.pages:.0f} kB | {run.memory:.0f} MiB |"
        for run in runs
    ]
    peers = [
        f"| {run.pages:,} | {run.plain_seconds:.0f} s | {whole_site(run.seconds):.0f} s "
        f"| {whole_site(run.seconds) / run.plain_seconds:.2f} | {whole_site(run.work) / run.plain_work:.2f} |"
        for run in runs
    ]
    stages_rows = [
        f"| {name} | {base.work[name]:.0f} s | {largest.work[name]:.0f} s | {largest.work[name] / base.work[name]:.2f} |"
        for name in base.work
    ]
    limits = "\n".join(f"- {line}" for line in largest.over_budget) or "- Nothing is over a limit."
    growth = largest.pages / base.pages
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    return f"""---
title: How the site grows
description: Time and size of builds with up to {largest.practices:,} practices, and what our stages add to a plain build of the same pages.
---

# How the site grows

Measured on {today} by `./nox -s bench` in scratch copies of this publication. Each added practice is a copy of a
real one with all its rows, so it has a page, a card in the gallery, places in the lists of other pages, and rows in every export.

## Time and size in line with pages

Seconds of the processor, which do not depend on what else the machine does.

| practices | pages | write pages and figures | generator | mends and checks | site, a page | HTML, a page | peak memory |
|--:|--:|--:|--:|--:|--:|--:|--:|
{chr(10).join(rows)}

"Site, a page" is the time of generator, mends and checks together, divided by the pages. Where it stays the same or falls, time grows
no faster than pages.

Each stage, from {base.practices:,} to {largest.practices:,} practices. The pages grow {growth:.2f} times:

| stage | {base.pages:,} pages | {largest.pages:,} pages | grows |
|---|--:|--:|--:|
{chr(10).join(stages_rows)}

## What our stages add to the generator

A plain `mkdocs build` of the same pages, with nothing of ours around it, and the time in which we make the finished site of them: the
generator in strict mode, the mends of its HTML, the policy, the shorter index, and the check of every page and link. Mends and checks work
in two processes, so that they take less time by the clock than of the processor.

| pages | plain `mkdocs build` | our site stage | ratio by the clock | ratio of the processor |
|--:|--:|--:|--:|--:|
{chr(10).join(peers)}

## What would be too heavy

The pipeline refuses pages that are too heavy for readers. With {largest.practices:,} practices it would refuse these until they are
divided:

{limits}

Machine: {os.cpu_count()} processors, {platform.machine()}; Python {platform.python_version()}.
"""


def main() -> None:
    """Measures all sizes and writes the page, or builds one publication."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stages", type=Path)
    parser.add_argument("--added", type=int, nargs="+", default=ADDED)
    options = parser.parse_args()
    if options.stages:
        print(json.dumps(stages(options.stages)))
        return
    runs = []
    for added in options.added:
        runs.append(run_with(added))
        print(runs[-1], file=sys.stderr, flush=True)
    PAGE.write_text(page_of(runs), encoding="utf-8")


if __name__ == "__main__":
    main()
