"""The way of a maintainer from one release to the next, step by step as the README tells it, and what each commit on it can do."""

from __future__ import annotations

import json
import shutil
import urllib.error
from pathlib import Path

import pytest

from bwise_publish.catalog.archive import folder_files
from bwise_publish.problems import Refusal
from bwise_publish.publication import read_publication
from bwise_publish.release.fetch import fetch
from bwise_publish.release.versions import publish
from tests.release.repositories import commit, edit, git
from tests.release.sequence import call
from tests.release.small import run, small_publication

_SKILLS = "datapackages/small/data/skills.csv"


@pytest.fixture(scope="module")
def recorded(tmp_path_factory):
    """A release that was recorded in the ledger, on the commit with its tag."""
    root = small_publication(tmp_path_factory.mktemp("recorded"))
    commit(root)
    call(root, "release")
    call(root, "ledger")
    commit(root)
    git(root, "tag", "v1.0.0")
    return root


@pytest.fixture
def root(recorded, tmp_path):
    return shutil.copytree(recorded, tmp_path / "root")


def said_of_release(root, capsys):
    assert run("--root", str(root), "release") == 1
    return capsys.readouterr().err


def test_on_the_commit_that_records_a_release_it_is_made_once_more_byte_by_byte(root):
    before = folder_files(root / "dist")
    (root / "dist" / "1.0.0" / "SHA256SUMS.minisig").write_text("signed", encoding="utf-8")
    (root / "dist" / "1.0.0" / "site" / "index.html").write_text("spoiled", encoding="utf-8")
    assert run("--root", str(root), "release") == 0
    assert folder_files(root / "dist") == before | {"1.0.0/SHA256SUMS.minisig": b"signed"}


def test_a_fresh_clone_of_the_tag_fetches_releases_and_publishes_what_the_ledger_holds(root, tmp_path):
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--branch", "v1.0.0", str(root), str(clone))
    for step in ("fetch", "release", "publish"):
        assert run("--root", str(clone), step) == 0
    assert folder_files(clone / "dist") == folder_files(root / "dist")
    assert folder_files(clone / "public") == folder_files(publish(read_publication(root)))


def test_bytes_that_differ_from_those_of_the_ledger_do_not_take_the_place_of_the_release(root, capsys):
    sums = root / "ledger" / "releases.csv"
    sha256 = sums.read_text(encoding="utf-8").split(",")[-1].strip()
    edit(root, sha256, "0" * 64, "ledger/releases.csv")
    before = folder_files(root / "dist")
    assert "version 1.0.0 has other bytes" in said_of_release(root, capsys)
    assert folder_files(root / "dist") == before


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("docs/index.md", "A small publication", "Another"),
        ("publication.toml", 'title = "A small publication"', 'title = "Another"'),
        ("site_templates/pages/changes.md.j2", "{{", "More. {{"),
        ("docs/new.md", "", "# New\n"),
    ],
)
def test_what_changed_since_calls_for_a_number_of_its_own_and_is_named(root, capsys, file, old, new):
    text = (root / file).read_text(encoding="utf-8") if old else ""
    (root / file).write_text(text.replace(old, new, 1) if old else new, encoding="utf-8")
    said = said_of_release(root, capsys)
    assert "Version 1.0.0 is too low after 1.0.0: it must be 1.0.1 or higher. That version was released from commit" in said
    assert f"this has changed since: {file}. Run: ./nox -s release -- --bump" in said


def test_a_file_that_no_release_is_made_of_calls_for_nothing(root):
    (root / "README.md").write_text("More.\n", encoding="utf-8")
    assert run("--root", str(root), "release") == 0


def test_data_that_changed_are_told_with_the_number_that_they_call_for(root, capsys):
    edit(root, "teamwork,", "reading,Reading\nteamwork,", _SKILLS)
    said = said_of_release(root, capsys)
    assert "it must be 1.1.0 or higher. These changes make it minor: small/skills: 1 row came: reading." in said


def test_a_preview_tells_what_changed_since_the_version_that_was_released(root):
    edit(root, "teamwork,", "reading,Reading\nteamwork,", _SKILLS)
    assert run("--root", str(root), "build") == 0
    page = (root / "build" / "site" / "changes" / "index.html").read_text(encoding="utf-8")
    assert "What changed in the data since version 1.0.0 was released." in page
    assert "Which number the next release needs" in page
    assert "the lowest number that it could have is 1.1.0" in page
    assert "against version 1.0.0" not in page


def test_the_next_version_goes_the_whole_way_and_each_of_its_commits_can_be_released(root):
    edit(root, "teamwork,", "reading,Reading\nteamwork,", _SKILLS)
    (root / "changes" / "reading.data.md").write_text("A new skill: reading.\n", encoding="utf-8")
    assert run("--root", str(root), "release", "--bump", "--date", "2025-01-02") == 0
    made_from = commit(root)
    assert run("--root", str(root), "release") == 0
    assert run("--root", str(root), "ledger") == 0
    before = folder_files(root / "dist")
    commit(root)
    for step in ("release", "publish"):
        assert run("--root", str(root), step) == 0
    assert folder_files(root / "dist") == before
    about = json.loads((root / "dist" / "1.1.0" / "site" / "release.json").read_text(encoding="utf-8"))
    assert (about["commit"], about["previous"]) == (made_from, "1.0.0")


def test_a_candidate_can_be_judged_on_the_commit_that_records_a_release(root):
    assert run("--root", str(root), "release", "--candidate") == 0


def test_earlier_archives_are_fetched_and_must_have_the_sum_of_the_ledger(root, tmp_path, monkeypatch):
    """The declared version need not be there: it is not published yet when its tag is built."""
    public = publish(read_publication(root))
    base = "https://releases.test/"
    edit(root, 'base_url = "https://small.example/"', f'base_url = "{base}"', "publication.toml")
    asked = []

    def urlopen(address: str, timeout: int):
        asked.append(address.removeprefix(base))
        path = public / asked[-1]
        if not path.is_file():
            raise urllib.error.URLError("404")
        return path.open("rb")

    monkeypatch.setattr("urllib.request.urlopen", urlopen)
    kept = folder_files(root / "dist" / "1.0.0")["small-site-1.0.0.zip"]
    shutil.rmtree(root / "dist")
    assert [path.name for path in fetch(read_publication(root))] == ["1.0.0"]
    assert folder_files(root / "dist") == {"1.0.0/small-site-1.0.0.zip": kept}
    assert fetch(read_publication(root)) == []
    archive = public / "archives" / "small-site-1.0.0.zip"
    shutil.rmtree(root / "dist")
    archive.write_bytes(b"other")
    assert _code(root) == "version-frozen"
    archive.unlink()
    assert fetch(read_publication(root)) == []
    edit(root, 'version = "1.0.0"\ndate', 'version = "1.0.1"\ndate', "publication.toml")
    assert _code(root) == "fetch-failed"
    edit(root, base, "https://small.example/", "publication.toml")
    assert _code(root) == "fetch-nowhere"
    assert not list(Path(root).glob("dist/*"))


def _code(root: Path) -> str:
    with pytest.raises(Refusal) as caught:
        fetch(read_publication(root))
    return caught.value.problems[0].code
