from __future__ import annotations

import datetime
import shutil

import pytest

from bwise_publish.problems import Refusal
from bwise_publish.publication import read_publication
from bwise_publish.release.changes import read_changelog, release_notes
from bwise_publish.release.fragments import bump, name_previous
from bwise_publish.release.previous import changes
from tests.conftest import ROOT
from tests.making import field, package, publication, table
from tests.release.repositories import commit, edit
from tests.release.repositories import name_previous as named

DAY = datetime.date(2025, 1, 2)


@pytest.fixture
def root(tmp_path):
    package(tmp_path / "datapackages", "small", {"things": table([field("code"), field("value")], "a,1\nb,2", ["code"])})
    publication(tmp_path, ["small"], "1.0.0")
    named(tmp_path, "1.0.0", commit(tmp_path), "1.0.0")
    for name in ("towncrier.toml", "changes/template.md.j2"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def bumped(root):
    read = read_publication(root)
    return bump(read, changes(read), DAY)


def bumped_with_a_note(root):
    """A row comes, a person says so, and the version is bumped."""
    edit(root, "b,2", "b,2\nc,3")
    (root / "changes" / "a.data.md").write_text("First.\n", encoding="utf-8")
    assert bumped(root) == "1.1.0"


def test_a_bump_writes_the_number_the_date_and_the_notes_of_people_beside_what_the_data_say(root):
    edit(root, "b,2", "b,2\nc,3")
    (root / "changes" / "b.site.md").write_text("Second.\n", encoding="utf-8")
    (root / "changes" / "a.data.md").write_text("First.\n", encoding="utf-8")
    assert bumped(root) == "1.1.0"
    read = read_publication(root)
    assert (read.version, read.date) == ("1.1.0", DAY)
    notes = release_notes(read_changelog(root), read).decode()
    parts = [
        "### Data\n\n- First.\n\n### Site\n\n- Second.\n\n### What changed in the data",
        "- Against version 1.0.0: tables: 0 added, 0 removed, 1 changed",
    ]
    assert -1 < notes.find(parts[0]) < notes.find(parts[1])
    assert notes.endswith("- New:\n  - `small/things`: 1 row came: c.\n")
    assert "## 1.0.0 - 2024-05-06" in read_changelog(root)
    assert [path.name for path in (root / "changes").iterdir()] == ["template.md.j2"]


def test_a_second_bump_before_the_release_makes_one_section_of_both(root):
    bumped_with_a_note(root)
    edit(root, "a,1\n", "")
    edit(root, "value", "worth")
    edit(root, '"value"', '"worth"', "datapackages/small/datapackage.json")
    (root / "changes" / "b.data.md").write_text("Second.\n", encoding="utf-8")
    assert bumped(root) == "2.0.0"
    text = read_changelog(root)
    assert [line for line in text.splitlines() if line.startswith("## ")] == ["## 2.0.0 - 2025-01-02", "## 1.0.0 - 2024-05-06"]
    assert -1 < text.find("- First.") < text.find("- Second.") < text.find("### What changed in the data")
    assert text.count("### What changed in the data") == 1
    assert text.count("1 row came: c") == 1
    assert "the field value was removed or renamed" in text


def test_who_bumps_again_after_a_correction_has_said_already_what_is_new(root):
    bumped_with_a_note(root)
    once = read_changelog(root)
    assert bumped(root) == "1.1.0"
    assert read_changelog(root) == once
    edit(root, "c,3", "d,3")
    assert bumped(root) == "1.1.0"
    assert read_changelog(root) == once.replace("1 row came: c", "1 row came: d")


def test_a_list_of_changes_that_a_person_put_into_words_stays_beside_the_next(root):
    bumped_with_a_note(root)
    edit(root, "  - `small/things`: 1 row came: c.", "  - Thing c is new.\n\n### Thanks\n\nTo all.", "CHANGELOG.md")
    bumped(root)
    text = read_changelog(root)
    found = [text.find(part) for part in ("- Thing c is new.", "### Thanks\n\nTo all.", "  - `small/things`: 1 row came: c.")]
    assert -1 < found[0] < found[1] < found[2]


def test_notes_that_a_person_wrote_below_the_list_stay_when_the_list_is_made_anew(root):
    bumped_with_a_note(root)
    edit(root, "1 row came: c.", "1 row came: c.\n\n### Thanks\n\nTo all.", "CHANGELOG.md")
    bumped(root)
    text = read_changelog(root)
    assert text.count("### What changed in the data") == 1
    assert -1 < text.find("- First.") < text.find("### Thanks\n\nTo all.\n\n### What changed in the data")


def test_the_notes_of_a_released_version_are_no_news_of_the_next(root):
    edit(root, "b,2", "b,2\nc,3")
    with pytest.raises(Refusal) as caught:
        bumped(root)
    assert caught.value.problems[0].code == "changes-unwritten"


def test_the_descriptors_of_the_repository_follow_a_bump_where_there_are_any(root):
    (root / "CITATION.cff").write_text("version: 1.0.0\n", encoding="utf-8")
    (root / "changes" / "a.data.md").write_text("First.\n", encoding="utf-8")
    bumped(root)
    assert 'version: "1.0.1"' in (root / "CITATION.cff").read_text(encoding="utf-8")
    assert not (root / ".zenodo.json").exists()


def test_a_bump_keeps_a_number_that_is_higher_than_needed(root):
    edit(root, 'version = "1.0.0"\ndate', 'version = "3.0.0"\ndate', "publication.toml")
    (root / "changes" / "a.data.md").write_text("First.\n", encoding="utf-8")
    assert bumped(root) == "3.0.0"


@pytest.mark.parametrize(
    "fragments", [{}, {"a.data.md": ""}, {"a.data.md": "  \n"}, {"a.md": "News."}, {"a.data.md": "News.", "b.other.md": "More."}]
)
def test_a_bump_without_a_word_for_readers_or_of_no_kind_is_refused_and_writes_nothing(root, fragments):
    for name, text in fragments.items():
        (root / "changes" / name).write_text(text, encoding="utf-8")
    before = (root / "publication.toml").read_bytes()
    with pytest.raises(Refusal) as caught:
        bumped(root)
    assert caught.value.problems[0].code == "changes-unwritten"
    assert (root / "publication.toml").read_bytes() == before


def test_the_previous_release_is_named_once_however_often_it_is_written(root):
    for version in ("1.1.0", "1.2.0"):
        name_previous(read_publication(root), version, "a" * 40)
    text = (root / "publication.toml").read_text(encoding="utf-8")
    assert (text.count("[previous]"), text.count("# The release before")) == (1, 1)
    assert read_publication(root).previous.version == "1.2.0"


def test_settings_that_cannot_be_read_are_said(root):
    (root / "changes" / "a.data.md").write_text("News.\n", encoding="utf-8")
    (root / "towncrier.toml").write_text("[tool.towncrier]\n", encoding="utf-8")
    with pytest.raises(Refusal) as caught:
        bumped(root)
    assert caught.value.problems[0].code == "changes-settings"
