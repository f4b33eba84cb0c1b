"""One run at a time: two runs in one folder would write into each other's outputs."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bwise_publish.problems import Place, Problem, Refusal

FILE = "build/.lock"


@contextmanager
def only_run(root: Path, task: str) -> Iterator[None]:
    """Holds the folder of the publication for `task`. Raises Refusal at once when another run holds it, and names that run.

    The system drops the lock when the process ends, however it ends, so none is ever left behind; the file itself stays and says nothing.
    """
    import fcntl

    path = root / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+", encoding="utf-8") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            handle.seek(0)
            holder = handle.read(200).strip() or "another run"
            problem = Problem(
                Place(file=FILE),
                "run-in-progress",
                f"Another run is at work in this folder: {holder}.",
                "Wait until it ends, then run again.",
            )
            raise Refusal([problem]) from None
        handle.truncate(0)
        handle.write(f"{task}, process {os.getpid()}")
        handle.flush()
        yield
