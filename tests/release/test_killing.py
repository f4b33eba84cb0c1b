from __future__ import annotations

import errno
import json
import os
import re
import resource
import shutil
import subprocess
from pathlib import Path

import pytest

from bwise_publish.catalog.archive import folder_files
from bwise_publish.publication import read_publication
from bwise_publish.release import placing
from bwise_publish.release.downloaded import wrong_sums
from bwise_publish.release.ledger import read_ledger
from bwise_publish.release.placing import put_in_place, scratch_folder, write_files
from bwise_publish.release.versions import publish
from tests.release.failing import ERRORS
from tests.release.failing import PROGRAM as failing_program
from tests.release.killing import kill_runs
from tests.release.repositories import commit
from tests.release.small import PROGRAM, small_publication


def test_a_run_that_is_killed_loses_nothing_and_the_next_one_works(tmp_path):
    tally = kill_runs(small_publication(tmp_path), runs=4, seed=3)
    assert (tally.killed, tally.lost) == (4, ())


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    root = small_publication(tmp_path_factory.mktemp("released"))
    commit(root)
    subprocess.run([*PROGRAM, "--root", str(root), "release"], check=True, capture_output=True)
    publish(read_publication(root))
    return root


@pytest.mark.parametrize("largest", [0, 1_000, 20_000, 60_000, 150_000, 400_000])
def test_a_disk_that_takes_no_more_leaves_the_older_outputs_whole_and_is_said(released, largest):
    """No file may grow over a size: each limit stops the run at another stage, in the engine or in the generator that it calls."""
    before = {name: folder_files(released / name) for name in ("dist", "public", "datapackages")}

    def full() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))

    run = subprocess.run([*PROGRAM, "--root", str(released), "release"], preexec_fn=full, capture_output=True, text=True, check=False)
    assert run.returncode in (1, 2)
    assert "Traceback" not in run.stderr.replace("The site generator stopped: Traceback", "")
    assert {name: folder_files(released / name) for name in before} == before


# By task: what the paths hold that each stage of it changes, in their order. Figures are written with the pages and exports.
STAGES = {
    "release": {
        "lock": "build",
        "validate": ".validation-scratch",
        "frictionless": "tmp",
        "pages, exports": ".docs-next",
        "assets": "build/docs/assets",
        "generator": "bwise-site-",
        "mend": ".site-next",
        "bundle": ".1.0.0-scratch",
        "place": "dist",
    },
    "build": {"kept values": "cache/values", "kept output": "cache/generated"},
    "publish": {"publish": ".public-scratch"},
    "ledger": {"ledger": ".ledger-scratch", "previous": ".publication.toml.new"},
}


@pytest.mark.parametrize("task", STAGES)
def test_an_error_of_the_disk_at_any_stage_leaves_what_was_there_whole_and_is_said(released, tmp_path, task):
    """The first and the last call of each stage fail; the calls of the generator itself fail in the test above."""
    root = shutil.copytree(released, tmp_path / "root")
    before = {name: folder_files(root / name) for name in ("dist", "public", "datapackages")}

    def failing(number: int, code: int) -> subprocess.CompletedProcess[str]:
        command = [*failing_program, str(number), str(code), "--root", str(root), task]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    def clean() -> None:
        for name in ("build/cache", "ledger"):
            shutil.rmtree(root / name, ignore_errors=True)
        shutil.copy(released / "publication.toml", root)

    whole = failing(0, 0)
    assert whole.returncode == 0, whole.stderr
    paths = json.loads(whole.stdout.splitlines()[-1])
    for stage, part in STAGES[task].items():
        calls = [number for number, path in enumerate(paths, start=1) if part in path]
        assert calls, stage
        for number in {calls[0], calls[-1]}:
            clean()
            run = failing(number, ERRORS[number % len(ERRORS)])
            assert run.returncode in (0, 1, 2), run.stderr
            assert "Traceback" not in run.stderr
            assert run.returncode == 0 or re.search("No space|Permission|Input/output", run.stderr), (stage, run.stderr)
            assert {name: folder_files(root / name) for name in before} == before, stage
            read_ledger(root)
            read_publication(root)
    assert failing(0, 0).returncode == 0
    left = [path for folder in ("dist", "build", ".") for pattern in (".*-scratch-*", ".*-old") for path in (root / folder).glob(pattern)]
    assert left == []
    if task == "ledger":
        assert read_publication(root).previous.version == "1.0.0"
        assert list(read_ledger(root).releases) == ["1.0.0"]


def test_a_write_that_fails_at_any_file_leaves_the_older_public_whole(released, monkeypatch):
    before = folder_files(released / "public")
    real, count = Path.write_bytes, 0

    def counted(path: Path, content: bytes) -> int:
        nonlocal count
        count += 1
        if count == limit:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(path, content)

    monkeypatch.setattr(Path, "write_bytes", counted)
    limit = 10**9
    publish(read_publication(released))
    total = count
    for number in [*range(1, total, max(1, total // 25)), total]:
        count, limit = 0, number
        with pytest.raises(OSError, match="No space"):
            publish(read_publication(released))
        assert folder_files(released / "public") == before
        assert not list(released.glob(".public-*"))


@pytest.mark.parametrize("failing", [1, 2])
def test_a_rename_that_fails_puts_the_older_output_back(tmp_path, monkeypatch, failing):
    """On systems where two folders cannot change places in one step."""
    monkeypatch.setattr(placing, "_exchanged", lambda *_: False)
    target = tmp_path / "out"
    write_files(target, {"old.txt": b"old"})
    real, count = os.rename, 0

    def counted(old: str, new: str) -> None:
        nonlocal count
        count += 1
        if count == failing:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        real(old, new)

    def replace() -> None:
        with scratch_folder(target) as folder:
            write_files(folder, {"new.txt": b"new"})
            monkeypatch.setattr(os, "rename", counted)
            put_in_place(folder, target)

    with pytest.raises(OSError, match="Input/output"):
        replace()
    assert folder_files(target) == {"old.txt": b"old"}


def test_sources_that_may_only_be_read_are_enough(released, tmp_path):
    def read_only(folder: Path, mode: int) -> None:
        for path in [folder, *folder.rglob("*")]:
            path.chmod(mode if path.is_dir() else mode & 0o666)

    folders = [released / name for name in ("datapackages", "docs", "site_templates")]
    before = [folder_files(folder) for folder in folders]
    for folder in folders:
        read_only(folder, 0o555)
    try:
        run = subprocess.run([*PROGRAM, "--root", str(released), "release"], capture_output=True, text=True, check=False)
    finally:
        for folder in folders:
            read_only(folder, 0o755)
    assert run.returncode == 0, run.stderr
    assert [folder_files(folder) for folder in folders] == before
    assert wrong_sums(released / "dist" / "1.0.0") == []


def test_two_runs_at_once_do_not_mix(released):
    """The second says that it waits, and both end well."""
    before = folder_files(released / "public")
    command = [*PROGRAM, "--root", str(released)]
    first = subprocess.Popen([*command, "release"], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    assert first.stderr is not None
    first.stderr.readline()  # it has begun, so it holds the folder
    second = subprocess.run([*command, "publish"], capture_output=True, text=True, check=False)
    first.stderr.read()
    assert (first.wait(), second.returncode) == (0, 0)
    assert "Another run is at work in this folder" in second.stderr
    assert wrong_sums(released / "dist" / "1.0.0") == []
    assert folder_files(released / "public") == before
