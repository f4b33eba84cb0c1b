"""Two runs in one folder: the second waits for the first, and a run that was killed keeps nobody waiting."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import textwrap
import time

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


GENERATE = textwrap.dedent("""
    import sys
    from pathlib import Path
    from bwise_publish.exclusive import alone
    from bwise_publish.publication import read_publication
    from bwise_publish.site.generator import generate
    root = Path(sys.argv[1])
    with alone(root):
        generate(read_publication(root), root / "docs", root / "out", program="slow_generator")
""")
# A site generator that says that it is at work, and ends when it is told to.
SLOW = textwrap.dedent("""
    import time
    from pathlib import Path
    here = Path(__file__).parent
    (here / "at work").touch()
    while not (here / "end").exists():
        time.sleep(0.02)
""")


def holder(root, code=HOLD, **environment):
    """A run of its own that holds the lock of `root` until it gets a line."""
    command = [sys.executable, "-c", code, str(root)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True, env={**os.environ, **environment})


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


def test_the_site_generator_of_a_run_that_was_killed_keeps_the_next_one_out_while_it_still_writes(tmp_path):
    root = publication(tmp_path, ["a"])
    (root / "mkdocs.yml").touch()
    (root / "slow_generator.py").write_text(SLOW, encoding="utf-8")
    paths = os.pathsep.join(filter(None, (str(root), os.environ.get("PYTHONPATH"))))
    first = holder(root, GENERATE, PYTHONPATH=paths)
    while not (root / "at work").exists():
        assert first.poll() is None, first.stderr.read()
        time.sleep(0.02)
    first.send_signal(signal.SIGKILL)
    first.wait(timeout=20)
    second = holder(root)
    try:
        assert select.select([second.stderr, second.stdout], [], [], 20)[0] == [second.stderr], "the second run did not wait"
        assert "waiting until it has ended" in second.stderr.readline()
        assert select.select([second.stdout], [], [], 0.3)[0] == [], "the second run did not wait long enough"
    finally:
        (root / "end").touch()
    assert second.stdout.readline() == "in\n"
    second.communicate("\n", timeout=20)


def test_a_folder_without_a_publication_gets_no_file(tmp_path):
    with alone(tmp_path):
        pass
    assert list(tmp_path.iterdir()) == []
