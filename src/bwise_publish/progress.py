"""Shows what long work is doing: a live line on a terminal, plain lines elsewhere. Nothing of it enters an output."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Say = Callable[[str], None]


def quiet(_: str) -> None:
    """Says nothing."""


@contextmanager
def step(title: str) -> Iterator[Say]:
    """Announces one stage; yields a function that says what it is doing; at the end says how long it took."""
    started = time.perf_counter()
    if sys.stderr.isatty():
        from rich.console import Console

        console = Console(stderr=True)
        with console.status(title) as status:
            yield lambda text: status.update(f"{title}: {text}")
        console.print(f"[green]✓[/green] {title} [dim]({time.perf_counter() - started:.1f} s)[/dim]", highlight=False)
        return
    print(f"{title} …", file=sys.stderr, flush=True)  # noqa: T201
    yield lambda text: print(f"  {text}", file=sys.stderr, flush=True)  # noqa: T201
    print(f"  done in {time.perf_counter() - started:.1f} s", file=sys.stderr, flush=True)  # noqa: T201
