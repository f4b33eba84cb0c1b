"""Work on many pages, two processes at a time. The order of the results is that of the pages, whatever finishes first."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

Result = TypeVar("Result")

PROCESSES = 2
# Starting a process takes as long as the work on about so many pages.
_FEW = 300
_BATCH = 50


def for_each(work: Callable[[str], Result], names: Sequence[str]) -> list[Result]:
    """What `work` returns for each name. It must be a function of a module, or a partial of one: other processes look it up there."""
    if len(names) < _FEW:
        return [work(name) for name in names]
    # New processes, not copies of this one: libraries that run threads of their own do not survive being copied.
    with ProcessPoolExecutor(PROCESSES, mp_context=multiprocessing.get_context("spawn"), initializer=_end_with_parent) as pool:
        return list(pool.map(work, names, chunksize=_BATCH))


def _end_with_parent() -> None:
    """Lets this process end when the one that started it was killed; else it would wait for ever to hand over what it has done."""
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
