"""Work on many pages in other processes, which do not outlive the one that asked for it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

from bwise_publish.site.parallel import for_each

NAMES = [str(number) for number in range(400)]


def noted(folder: Path, name: str) -> str:
    """Leaves a file with the number of the process, and hands over more than a pipe holds."""
    (folder / str(os.getpid())).touch()
    return name * 10_000


def test_results_come_in_the_order_of_the_names_from_two_processes(tmp_path):
    assert for_each(partial(noted, tmp_path), NAMES) == [name * 10_000 for name in NAMES]
    assert str(os.getpid()) not in [path.name for path in tmp_path.iterdir()]


def test_processes_end_when_the_one_that_started_them_is_killed(tmp_path):
    code = (
        "import functools, pathlib, sys\n"
        "from bwise_publish.site.parallel import for_each\n"
        "from tests.site.test_parallel import NAMES, noted\n"
        "if __name__ == '__main__':\n"
        "    for_each(functools.partial(noted, pathlib.Path(sys.argv[1])), NAMES * 1000)\n"
    )
    program = tmp_path / "program.py"
    program.write_text(code, encoding="utf-8")
    numbers = tmp_path / "numbers"
    numbers.mkdir()
    root = Path(__file__).resolve().parents[2]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(root), str(root / "src")))}
    run = subprocess.Popen([sys.executable, str(program), str(numbers)], env=environment, stderr=subprocess.DEVNULL)
    _until(lambda: len(list(numbers.iterdir())) == 2)
    run.send_signal(signal.SIGKILL)
    run.wait()
    _until(lambda: not any(Path("/proc", path.name).exists() for path in numbers.iterdir()))


def _until(true) -> None:
    """Waits for it; the limit only ends a test that has failed."""
    for _ in range(600):
        if true():
            return
        time.sleep(0.1)
    raise AssertionError("it did not become true")
