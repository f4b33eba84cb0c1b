"""A release is made again from its commit under other conditions, byte by byte the same; what differs is named."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile

import pytest

from bwise_publish.problems import Refusal
from bwise_publish.publication import read_publication
from bwise_publish.release import conditions, environment
from bwise_publish.release.conditions import CONDITIONS
from bwise_publish.release.downloaded import Rebuild, verify_download
from bwise_publish.release.rebuild import differences
from tests.conftest import ROOT
from tests.release.repositories import commit, edit
from tests.release.sequence import call
from tests.release.small import PROGRAM, small_publication

LOCK = "requirements/run.txt"


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    """A release of the small publication, with its commit; the repository went on since."""
    root = small_publication(tmp_path_factory.mktemp("released"))
    (root / "requirements").mkdir()
    (root / LOCK).write_text(f"pytest=={pytest.__version__} \\\n    --hash=sha256:00\n", encoding="utf-8")
    commit(root)
    call(root, "release")
    edit(root, "Planning", "Plans", "datapackages/small/data/skills.csv")
    commit(root)
    return root


@pytest.fixture
def root(released, tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join((str(ROOT), str(ROOT / "src"))))
    return shutil.copytree(released, tmp_path / "root")


def again(root):
    return Rebuild(read_publication(root), PROGRAM[1:])


def test_the_conditions_differ_in_all_that_a_build_might_follow():
    first, second = CONDITIONS
    for name in ("folder", "time_zone", "locale", "hash_seed", "umask", "user", "processors", "days"):
        assert getattr(first, name) != getattr(second, name), name


@pytest.mark.parametrize("faked", [True, False], ids=["with faketime", "without"])
@pytest.mark.parametrize("condition", CONDITIONS, ids=lambda condition: condition.time_zone)
def test_a_run_is_put_under_its_conditions(condition, faked, tmp_path, monkeypatch):
    if not faked:
        monkeypatch.setattr(conditions, "FAKETIME", "no such program")
    elif not shutil.which(conditions.FAKETIME):
        # Then this case is the other one, and the report of a rebuild says so.
        assert "not installed" in str(condition)
    code = (
        "import json, os, time; print(json.dumps({'day': time.time(), 'zone': os.environ['TZ'], 'locale': os.environ['LC_ALL'],"
        "'home': os.environ['HOME'], 'cores': len(os.sched_getaffinity(0)), 'seed': os.environ['PYTHONHASHSEED']}))"
    )
    run = subprocess.run(
        condition.command(sys.executable, "-c", code),
        env=condition.environment(tmp_path, tmp_path / "src"),
        capture_output=True,
        text=True,
        check=True,
    )
    seen = json.loads(run.stdout)
    shift = seen.pop("day") / 86400 - subprocess_day()
    assert round(shift) == condition.days
    assert seen == {
        "zone": condition.time_zone,
        "locale": condition.locale,
        "home": str(tmp_path / f"home of {condition.user}"),
        "cores": condition.processors or len(os.sched_getaffinity(0)),
        "seed": condition.hash_seed,
    }


def subprocess_day() -> float:
    """The day of the system, in days since 1970."""
    return float(subprocess.run(["date", "+%s"], capture_output=True, text=True, check=True).stdout) / 86400


def test_a_release_is_made_again_under_two_conditions_without_a_differing_byte(root):
    said = []
    assert differences(read_publication(root), said.append, program=PROGRAM) == []
    assert len(said) == len(CONDITIONS)


def test_the_first_file_that_differs_is_named_with_what_differs_and_no_second_rebuild_is_made(root):
    page = root / "dist" / "1.0.0" / "site" / "skills" / "planning" / "index.html"
    page.write_bytes(page.read_bytes().replace(b"Planning", b"Blanning", 1))
    said = []
    found = differences(read_publication(root), said.append, program=PROGRAM)
    assert found[0].startswith("rebuild 1: site/skills/planning/index.html: ")
    assert "Blanning" in found[0]
    assert "Planning" in found[0]
    assert len(said) == 1


def test_a_download_is_made_again_from_the_commit_and_the_lock_that_it_names(root):
    release = root / "dist" / "1.0.0"
    for path in (release, release / "small-site-1.0.0.zip"):
        verdict = verify_download(path, again(root), print)
        assert verdict.differing == ()
        assert verdict.said[-2:] == (
            f"{LOCK}: its packages, as installed here",
            f"rebuilt from commit {json.loads((release / 'manifest.json').read_text(encoding='utf-8'))['commit']}: 0 files differ",
        )


def test_a_download_whose_bytes_were_changed_with_all_its_sums_is_caught_by_the_rebuild(root):
    """Who changes a file can change every sum with it; what the commit gives cannot be changed so."""
    from bwise_publish.release.manifest import checksums

    release = root / "dist" / "1.0.0"
    (release / "CHANGES.md").write_text("Nothing to see.\n", encoding="utf-8")
    (release / "SHA256SUMS").unlink()
    (release / "SHA256SUMS").write_bytes(checksums(release))
    verdict = verify_download(release, again(root), print)
    assert verdict.said[0] == "SHA256SUMS: every file has its sum"
    assert [line.split(": ")[1] for line in verdict.differing if not line.startswith(" ")] == ["CHANGES.md", "SHA256SUMS"]


def test_a_signature_beside_the_sums_is_no_foreign_file(root):
    release = root / "dist" / "1.0.0"
    for name in ("SHA256SUMS.minisig", "SHA256SUMS.sig"):
        (release / name).write_text("signed", encoding="utf-8")
    assert verify_download(release, None, print).differing == ()
    (release / "more.txt").write_text("more", encoding="utf-8")
    assert verify_download(release, None, print).differing == ("more.txt: not in SHA256SUMS",)


def test_packages_that_differ_here_are_installed_as_the_lock_says(root, monkeypatch):
    installed = []

    def locked(lock, folder):
        installed.append(lock.read_text(encoding="utf-8"))
        return sys.executable

    monkeypatch.setattr("bwise_publish.release.downloaded.locked_python", locked)
    monkeypatch.setattr(environment, "version", lambda _: "0.0.1")
    verdict = verify_download(root / "dist" / "1.0.0", again(root), print)
    assert installed == [(root / LOCK).read_text(encoding="utf-8")]
    assert verdict.said[-2] == f"{LOCK}: its packages, installed anew for this"
    assert verdict.differing == ()


def test_packages_that_cannot_be_installed_are_said(tmp_path):
    (tmp_path / "lock.txt").write_text("no hash\n", encoding="utf-8")
    with pytest.raises(Refusal) as caught:
        environment.locked_python(tmp_path / "lock.txt", tmp_path / "environment")
    assert caught.value.problems[0].code == "environment-failed"


@pytest.mark.parametrize("key", ["version", "commit", "name", "root"])
def test_a_release_that_names_anything_else_than_a_release_is_refused(root, key):
    path = root / "dist" / "1.0.0" / "site" / "release.json"
    about = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(about | {key: "--upload-pack=/../../x"}), encoding="utf-8")
    with pytest.raises(Refusal, match=r"This is no release") as caught:
        verify_download(root / "dist" / "1.0.0", None, print)
    assert caught.value.problems[0].code == "release-unreadable"


def test_an_archive_that_names_another_lock_than_its_commit_holds_is_caught(root, tmp_path):
    archive, changed = root / "dist" / "1.0.0" / "small-site-1.0.0.zip", tmp_path / "changed.zip"
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "release.json":
                about = json.loads(content)
                content = json.dumps(about | {"environment": {"lock": LOCK, "sha256": "0" * 64}}).encode()
            new.writestr(name, content)
    assert (
        f"{LOCK}: the release names another sum than that of the file in its commit"
        in verify_download(changed, again(root), print).differing
    )
