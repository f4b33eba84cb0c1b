"""One run at a time in a folder: two that replace the same outputs would sweep away each other's scratch folders."""

from __future__ import annotations

import fcntl
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bwise_publish.settings import FILE


@contextmanager
def alone(root: Path) -> Iterator[None]:
    """Holds the lock of the publication in `root`; waits, and says so, while another run has it.

    The system lets go of the lock when a run ends, however it ends, and with it the programs that it started and let inherit the lock: a
    site generator outlives a run that is killed, and still writes. A folder without a publication needs no lock and gets no file.
    """
    if not (root / FILE).is_file():
        yield
        return
    path = root / "build" / ".lock"
    path.parent.mkdir(exist_ok=True)
    with path.open("w", encoding="utf-8") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Another run is at work in this folder; waiting until it has ended …", file=sys.stderr, flush=True)  # noqa: T201
            fcntl.flock(handle, fcntl.LOCK_EX)
        os.set_inheritable(handle.fileno(), True)
        yield
