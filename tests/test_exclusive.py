"""Two runs in one folder: the second waits for the first, and a run that was killed keeps nobody waiting."""

from __future__ import annotations

import select
import signal
import subprocess
import sys
import textwrap

from bwise_publish.exclusive import alone
from tests.making import publication

HOLD = textwrap.dedent("""
    import sys, time
    from pathlib import Path
    from bwise_publish.exclusive import alone
    with alone(Path(sys.argv[1])):
        print("in", flush=True)
        sys.stdin.readline()
""")


def holder(root):
    """A run of its own that holds the lock of `root` until it gets a line."""
    command = [sys.executable, "-c", HOLD, str(root)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_a_second_run_waits_until_the_first_has_ended(tmp_path):
    root = publication(tmp_path, ["a"])
    first = holder(root)
    assert first.stdout.readline() == "in\n"
    second = holder(root)
    assert "waiting until it has ended" in second.stderr.readline()
    assert select.select([second.stdout], [], [], 0.5)[0] == [], "the second run did not wait"
    first.communicate("\n", timeout=20)
    assert second.stdout.readline() == "in\n"
    second.communicate("\n", timeout=20)
    assert second.returncode == 0


def test_a_run_that_was_killed_keeps_nobody_waiting(tmp_path, capsys):
    root = publication(tmp_path, ["a"])
    first = holder(root)
    assert first.stdout.readline() == "in\n"
    first.send_signal(signal.SIGKILL)
    first.communicate(timeout=20)
    with alone(root):
        pass
    assert capsys.readouterr().err == ""


def test_a_folder_without_a_publication_gets_no_file(tmp_path):
    with alone(tmp_path):
        pass
    assert list(tmp_path.iterdir()) == []
