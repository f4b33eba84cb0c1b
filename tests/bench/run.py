"""Measures the project beside its peers in one run, and writes docs/benchmarks.md. Run by `nox -s bench`; needs a release in dist/.

Whole processes are timed, with their peak memory; ratios, not seconds, are what can be compared from machine to machine.
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

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGES = ("frictionless", "pandera", "polars", "mkdocs", "mkdocs-material", "matplotlib")


@dataclass(frozen=True)
class Measured:
    """Seconds and peak memory in MiB of one process."""

    seconds: float
    memory: float


def measure(*command: str) -> Measured:
    """Runs a command to its end. Raises RuntimeError when it fails: a failed run is no measurement."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    if status != 0:
        raise RuntimeError(f"{' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}")
    return Measured(seconds, usage.ru_maxrss / 1024)


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


def row(what: str, ours: Measured, peer: str, theirs: Measured) -> str:
    """One line of the table."""
    sides = [f"{side.seconds:.1f} s | {side.memory:.0f} MiB" for side in (ours, theirs)]
    return f"| {what} | {sides[0]} | {peer} | {sides[1]} | {ours.seconds / theirs.seconds:.2f} |"


def main() -> None:
    """Measures and writes the page."""
    python = sys.executable
    archives = sorted((ROOT / "dist").glob("*/*-data-*.zip"))
    if not archives:
        sys.exit("There is no release in dist/. Run: nox -s release")
    lines = [
        row(
            "Validate the eight packages with every rule",
            measure(python, "-m", "bwise_publish", "validate"),
            "stock `frictionless validate` of the same tables",
            measure(python, "-m", "frictionless", "validate", str(archives[-1])),
        )
    ]
    whole = measure(python, "-m", "bwise_publish", "build")
    with tempfile.TemporaryDirectory() as folder:
        lines.append(row("Build the site from the data, all stages", whole, "`mkdocs build` of the same pages", mkdocs_alone(Path(folder))))
    pages = sum(1 for _ in (ROOT / "build" / "docs").rglob("*.md"))
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in PACKAGES)
    text = f"""# Benchmarks

Measured on {datetime.datetime.now(datetime.UTC).date().isoformat()} by `nox -s bench`, both programs of a line in the same run. Whole
processes, start-up included. A ratio under 1 means that ours took less time.

| what | ours | peak memory | peer | its time | its peak memory | time ratio |
|---|---|---|---|---|---|---|
{chr(10).join(lines)}

Machine: {os.cpu_count()} processors, {platform.machine()}; Python {platform.python_version()}; {versions}. The site has {pages:,} pages.
"""
    (ROOT / "docs" / "benchmarks.md").write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
