"""Validates each hostile package in a process of its own and writes docs/hostile-input.md with the outcome.

python -m tests.hostile
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.hostile.cases import CASES, Hostile

PAGE = Path(__file__).resolve().parents[2] / "docs" / "hostile-input.md"
SCRIPT = (
    "import sys, pathlib; from bwise_publish.cli import HELD; from bwise_publish.catalog import load;"
    "from bwise_publish.validation import validate;"
    "report = validate(load([pathlib.Path(sys.argv[1])], guess=True, hold=HELD), guess=True);"
    "status = pathlib.Path('/proc/self/status').read_text().split();"
    "print(status[status.index('VmHWM:') + 1], *sorted({problem.code for problem in report.problems}))"
)
HEAD = """---
title: Hostile input
description: Packages that mean harm or are broken badly, and how validation ends.
---

# Hostile input

What `bwise-publish validate` does with packages that mean harm, or are broken badly. Each was validated in a process of its own; the
time (of the processor) and the peak memory are of that process, start-up included. Each must end in a problem within 10 seconds and 1 GiB.
Nothing outside the package is read and no network is asked; archives are never unpacked to disk. Patterns run on the engine of Rust's
`regex`, which takes linear time; what it cannot do (look-around, references back) is refused by name. The packages are written by
`tests/hostile/cases.py`; `./nox -s hostile` writes this page. `./nox -s crash` looks for more of their kind, guided by the lines that they
reach; what it found is among the tests.

Texts that a spreadsheet program would run as formulas (`=`, `+`, `-`, `@`, a tab or a carriage return at their beginning) are no harm to a
reader of data, and are allowed in packages of others. In our own packages each is the problem `cell-formula`.

| what the package holds | ends in | seconds | MiB |
|---|---|---:|---:|
"""


def run(case: Hostile) -> tuple[list[str], float, float]:
    """The codes that a package ends in, the seconds and the peak memory in MiB of the process."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "p"
        folder.mkdir()
        case.write(folder)
        output = Path(name) / "out"
        with output.open("wb") as handle:
            process = subprocess.Popen([sys.executable, "-c", SCRIPT, str(folder)], stdout=handle)
            _, status, usage = os.wait4(process.pid, 0)
        if os.waitstatus_to_exitcode(status) != 0:
            raise RuntimeError(f"{case.name} ended with {os.waitstatus_to_exitcode(status)}")
        seconds = usage.ru_utime + usage.ru_stime
        peak, *codes = output.read_text(encoding="utf-8").split()  # not that of `usage`, which begins with the memory of this process
        return codes, seconds, int(peak) / 1024


def main() -> int:
    """Writes the page; 1 when a package does not end as it must."""
    lines, wrong = [], 0
    for case in CASES:
        codes, seconds, memory = run(case)
        lines.append(f"| {case.what} | {', '.join(f'`{code}`' for code in codes)} | {seconds:.1f} | {memory:,.0f} |")
        print(lines[-1], flush=True)
        wrong += case.code not in codes or seconds > 10 or memory > 1024
    PAGE.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
