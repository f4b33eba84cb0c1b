"""A small publication whose writes fail: the given one of everything that its run writes, makes, moves or removes.

python -m tests.release.failing NUMBER ERRNO --root FOLDER release; with NUMBER 0 nothing fails. The last line lists the paths as JSON.
"""

from __future__ import annotations

import errno
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.release.small import run

PROGRAM = (sys.executable, "-B", "-m", "tests.release.failing")
ERRORS = (errno.ENOSPC, errno.EACCES, errno.EIO)
_CHANGING = {"os.rename", "os.mkdir", "os.rmdir", "os.remove", "os.chmod", "os.link", "os.symlink", "os.truncate"}


class Faults:
    """Python tells of everything that changes a file before it is done, and an error raised then is the error of that call."""

    def __init__(self, root: Path, number: int, code: int) -> None:
        """Lets the call with this number (from 1) fail with the error `code`, when it is below `root` or a folder for scratch."""
        self.places = (str(root.resolve()), tempfile.gettempdir())
        self.number, self.code = number, code
        self.seen: list[str] = []

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Counts the call, and fails when it is its turn."""
        if event not in _CHANGING and not (event == "open" and _writes(*arguments[1:3])):
            return
        path = arguments[0]
        if not isinstance(path, (str, bytes, os.PathLike)) or not os.fsdecode(path).startswith(self.places):
            return
        self.seen.append(os.fsdecode(path))
        if len(self.seen) == self.number:
            raise OSError(self.code, os.strerror(self.code), os.fsdecode(path))


def _writes(mode: str | None, flags: int) -> bool:
    return bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)) if mode is None else any(sign in mode for sign in "wax+")


def main(number: str, code: str, *arguments: str) -> int:
    """Runs the command with the fault."""
    faults = Faults(Path(arguments[arguments.index("--root") + 1]), int(number), int(code))
    sys.addaudithook(faults)
    ended = run(*arguments)
    print(json.dumps(faults.seen))
    return ended


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
