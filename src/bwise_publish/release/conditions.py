"""What differs from one rebuild to another and must not show in any output, and how a run is put under it."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

# Moves the day for every program that a run starts, in whatever language (Debian's package of this name).
FAKETIME = "faketime"
# Python runs a module of this name before anything else: it keeps the program to some processors and, where there is no faketime, moves the
# day that it sees. Then date.today and every library that asks the module `time` see the other day; datetime.now asks the system itself and
# cannot be moved so (libraries in C refuse another class in its place). A build has no clock, so nothing may follow; a test keeps it out.
_STARTER = """
import os, time
if "BWISE_DAYS" in os.environ:
    _shift = int(os.environ["BWISE_DAYS"]) * 86400
    _time, _time_ns, _localtime, _gmtime = time.time, time.time_ns, time.localtime, time.gmtime
    time.time = lambda: _time() + _shift
    time.time_ns = lambda: _time_ns() + _shift * 10**9
    time.localtime = lambda seconds=None: _localtime(time.time() if seconds is None else seconds)
    time.gmtime = lambda seconds=None: _gmtime(time.time() if seconds is None else seconds)
if hasattr(os, "sched_setaffinity"):
    _allowed = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(0, _allowed[: int(os.environ["BWISE_PROCESSORS"]) or None])
"""


@dataclass(frozen=True, slots=True)
class Conditions:
    """Where and under what a rebuild runs. `processors` 0 means all; `days` is how far its clock is off."""

    folder: str
    time_zone: str
    locale: str
    hash_seed: str
    umask: int
    user: str
    processors: int
    days: int

    def __str__(self) -> str:
        cores = f"{self.processors or os.cpu_count()} of {os.cpu_count()} processors"
        clock = "faketime" if shutil.which(FAKETIME) else "the clock of Python only, since faketime is not installed"
        return f"{self.time_zone}, {self.locale}, umask {self.umask:03o}, user {self.user}, {cores}, {self.days:+} days ({clock})"

    def command(self, *command: str) -> list[str]:
        """The command, on another day where faketime is installed."""
        return [FAKETIME, "-f", f"{self.days:+}d", *command] if shutil.which(FAKETIME) else list(command)

    def environment(self, scratch: Path, source: Path) -> dict[str, str]:
        """The environment variables of a run, with a home and a starter module of its own in `scratch`; `source` holds the engine."""
        home, starter = scratch / f"home of {self.user}", scratch / "starter"
        for folder in (home, starter):
            folder.mkdir(parents=True, exist_ok=True)
        (starter / "sitecustomize.py").write_text(_STARTER, encoding="utf-8")
        paths = [str(starter), *([str(source)] if source.is_dir() else []), *filter(None, [os.environ.get("PYTHONPATH", "")])]
        return {
            **_kept(os.environ),
            "TZ": self.time_zone,
            "LC_ALL": self.locale,
            "LANG": self.locale,
            "PYTHONHASHSEED": self.hash_seed,
            "HOME": str(home),
            "USER": self.user,
            "LOGNAME": self.user,
            "PYTHONPATH": os.pathsep.join(paths),
            "BWISE_PROCESSORS": str(self.processors),
            # Waiting is left as it is, and files keep their own times, which nothing may read either.
            **({"FAKETIME_DONT_FAKE_MONOTONIC": "1", "NO_FAKE_STAT": "1"} if shutil.which(FAKETIME) else {"BWISE_DAYS": str(self.days)}),
        }


CONDITIONS = (
    Conditions("here", "Pacific/Kiritimati", "C", "1", 0o022, "somebody", 1, 400),
    Conditions("a longer path with spaces/and ünïcode", "America/St_Johns", "tr_TR.UTF-8", "4242", 0o077, "zoë", 0, -3000),
)


def _kept(environment: Mapping[str, str]) -> dict[str, str]:
    """What a run needs of this environment; variables that other tools read for dates and settings of their own are left out."""
    return {key: value for key, value in environment.items() if not key.startswith(("MPL", "XDG_", "SOURCE_DATE", "POLARS_", "OMP_"))}


def python() -> str:
    """The program that runs the rebuild: the one that runs now, whose packages are those of the lock."""
    return sys.executable or shutil.which("python3") or "python3"
