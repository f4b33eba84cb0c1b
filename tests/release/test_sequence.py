"""Three releases one after the other, a row renamed and a row gone on the way, all published into one public/."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from bwise_publish.catalog.archive import folder_files
from bwise_publish.problems import Refusal
from bwise_publish.publication import read_publication
from bwise_publish.release.compare import compared
from bwise_publish.release.downloaded import verify_download
from bwise_publish.release.keeping import record
from bwise_publish.release.seal import sealed_root
from bwise_publish.release.versions import publish
from tests.release.repositories import commit, edit
from tests.release.sequence import SKILLS, three_releases
from tests.release.small import run


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    return three_releases(tmp_path_factory.mktemp("sequence"))


@pytest.fixture(scope="module")
def public(root):
    return publish(read_publication(root))


@pytest.fixture
def copy(root, tmp_path):
    """A copy to spoil."""
    return shutil.copytree(root, tmp_path / "copy")


def text(public: Path, page: str) -> str:
    return (public / page / "index.html").read_text(encoding="utf-8")


def links(page: str) -> list[str]:
    bar = re.search(r'<div class="bwv.*?</details></div>', page, re.DOTALL)
    assert bar, page
    return re.findall(r'href="([^"]+)"', bar[0])


def code(call) -> str:
    with pytest.raises(Refusal) as caught:
        call()
    return caught.value.problems[0].code


def test_the_numbers_follow_from_what_changed(root):
    releases = (root / "ledger" / "releases.csv").read_text(encoding="utf-8").splitlines()
    assert [line.split(",")[:2] for line in releases[1:]] == [["1.0.0", "2024-05-06"], ["1.1.0", "2025-01-02"], ["2.0.0", "2025-02-02"]]


def test_every_page_of_every_version_is_served_and_latest_is_the_newest(public):
    for version in ("1.0.0", "1.1.0"):
        assert "<h1" in text(public, f"{version}/skills/planning")
    assert set(folder_files(public / "latest")) == set(folder_files(public / "2.0.0"))
    listed = json.loads((public / "versions.json").read_text(encoding="utf-8"))
    assert [(item["version"], item["aliases"]) for item in listed] == [("2.0.0", ["latest"]), ("1.1.0", []), ("1.0.0", [])]


def test_an_old_page_leads_to_the_same_page_in_the_newest_version(public):
    page = text(public, "1.0.0/skills")
    assert links(page)[0] == "../../latest/skills/"
    assert '<link rel="canonical" href="../../latest/skills/">' in page
    assert '<meta name="robots" content="noindex">' in page


def test_an_old_page_whose_row_was_renamed_leads_to_its_new_address_and_says_why(public):
    page = text(public, "1.0.0/skills/teamwork")
    assert links(page)[0] == "../../../latest/skills/team-work/"
    assert "A better spelling." in page
    assert '<link rel="canonical" href="../../../latest/skills/team-work/">' in page


def test_an_old_page_that_is_gone_says_so_and_names_no_canonical_page(public):
    page = text(public, "1.0.0/skills/planning")
    assert "The newest version has no such page. Reason: No evidence." in page
    assert "canonical" not in page


def test_the_newest_pages_have_a_list_of_versions_and_no_banner(public):
    page = text(public, "latest/skills/team-work")
    assert "This page belongs to version" not in page
    assert "noindex" not in page
    # The same thing had another address before.
    assert links(page)[1:3] == ["../../../1.1.0/skills/teamwork/", "../../../1.0.0/skills/teamwork/"]


def test_every_link_of_every_bar_leads_to_a_page(public):
    for path in public.rglob("*.html"):
        page = path.read_text(encoding="utf-8")
        if 'class="bwv' in page:
            for href in links(page):
                there = (path.parent / href).resolve()
                assert there.is_file() or (there / "index.html").is_file(), (path, href)


def test_the_address_of_a_renamed_row_leads_on_and_that_of_a_gone_row_says_why(public):
    assert 'content="0; url=../team-work/"' in text(public, "latest/skills/teamwork")
    assert "This page is gone" in text(public, "latest/skills/planning")


def test_one_page_lists_all_versions_and_stays(public):
    page = text(public, "versions")
    assert re.findall(r'href="../([\d.]+)/">Version', page) == ["2.0.0", "1.1.0", "1.0.0"]
    assert "refresh" not in page


def test_the_feed_has_an_entry_for_each_release_with_its_notes(public):
    feed = ElementTree.fromstring((public / "feed.xml").read_bytes())
    atom = "{http://www.w3.org/2005/Atom}"
    entries = feed.findall(f"{atom}entry")
    assert [entry.findtext(f"{atom}title") for entry in entries] == ["Version 2.0.0 (major)", "Version 1.1.0 (minor)", "Version 1.0.0"]
    assert len({entry.findtext(f"{atom}id") for entry in entries}) == 3
    assert "- A new skill: reading." in str(entries[1].findtext(f"{atom}content"))


def test_the_page_on_changes_shows_the_cells_and_serves_a_patch_for_each_table(public):
    page = text(public, "2.0.0/changes")
    assert "teamwork is now team-work" in page
    assert (public / "2.0.0" / "changes" / "small" / "skills.patch.json").is_file()
    assert json.loads((public / "2.0.0" / "changes" / "changes.json").read_text(encoding="utf-8"))["level"] == "major"
    assert "is the first release" in text(public, "1.0.0/changes")


def test_public_is_a_function_of_the_archives_alone(root, public, tmp_path):
    other = tmp_path / "other"
    shutil.copytree(root / "dist", other / "dist", ignore=shutil.ignore_patterns("site", "*-data-*", "*.md", "*.json", "SHA256SUMS"))
    shutil.copy(root / "publication.toml", other)
    assert folder_files(publish(read_publication(other))) == folder_files(public)


def test_a_single_version_asks_for_no_list_of_versions(root):
    for path in (root / "dist" / "2.0.0" / "site").rglob("*.html"):
        page = path.read_text(encoding="utf-8")
        assert "versions.json" not in page
        assert '"provider": "mike"' not in page


def test_a_version_with_other_bytes_or_without_its_archive_is_not_published(copy):
    publish(read_publication(copy))
    before = folder_files(copy / "public")
    archive = copy / "dist" / "1.1.0" / "small-site-1.1.0.zip"
    content = archive.read_bytes()
    with zipfile.ZipFile(archive, "a") as opened:
        opened.writestr("more.txt", "more")
    assert code(lambda: publish(read_publication(copy))) == "version-frozen"
    archive.unlink()
    archive.parent.rename(copy / "elsewhere")
    assert code(lambda: publish(read_publication(copy))) == "version-lost"
    assert folder_files(copy / "public") == before
    (copy / "elsewhere").rename(archive.parent)
    archive.write_bytes(content)
    publish(read_publication(copy))
    assert folder_files(copy / "public") == before


def test_the_ledger_refuses_to_hold_a_version_with_other_bytes(copy):
    with zipfile.ZipFile(copy / "dist" / "2.0.0" / "small-site-2.0.0.zip", "a") as opened:
        opened.writestr("more.txt", "more")
    assert code(lambda: record(read_publication(copy))) == "version-frozen"


def test_a_release_that_was_downloaded_is_checked_by_its_sums_and_its_seal(root, copy):
    release = copy / "dist" / "2.0.0"
    assert verify_download(release, None, print).differing == ()
    page = release / "site" / "skills" / "team-work" / "index.html"
    page.write_bytes(page.read_bytes().replace(b"Working in a team", b"Working in two teams"))
    found = verify_download(release, None, print).differing
    assert found[0] == "site/skills/team-work/index.html: another sum"
    assert "root hash" in found[1]


def test_the_root_hash_stands_in_the_footer_and_binds_every_file(root, copy):
    site = copy / "dist" / "2.0.0" / "site"
    about = json.loads((site / "release.json").read_text(encoding="utf-8"))
    assert about["root"] in (site / "skills" / "index.html").read_text(encoding="utf-8")
    assert sealed_root(site) == about["root"]
    for name in ("data/small/data/skills.csv", "index.html", "assets/css/site.css"):
        content = (site / name).read_bytes()
        (site / name).write_bytes(content + b" ")
        assert sealed_root(site) != about["root"]
        (site / name).write_bytes(content)


def test_the_archive_of_a_site_alone_can_be_checked_too(root):
    assert verify_download(root / "dist" / "1.0.0" / "small-site-1.0.0.zip", None, print).differing == ()


def test_two_releases_are_compared_by_their_folders_their_archives_or_what_was_fetched_of_them(root, copy):
    """The archive of a site is all that public/ keeps of a version, and all that `fetch` brings back."""
    for path in (copy / "dist" / "1.0.0").iterdir():
        if not path.name.startswith("small-site-"):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    archive, data, site = (root / "dist" / "1.0.0" / name for name in ("small-site-1.0.0.zip", "small-data-1.0.0.zip", "site"))
    wanted = json.loads(compared(root, str(data), "2.0.0", "json"))
    assert wanted["level"] == "major"
    for old in (archive, site, data.parent, copy / "dist" / "1.0.0"):
        assert json.loads(compared(root, str(old), "2.0.0", "json")) == {**wanted, "old": str(old)}
    assert json.loads(compared(copy, "1.0.0", "2.0.0", "json")) == {**wanted, "old": "1.0.0"}


def test_what_is_no_release_is_said(root, tmp_path):
    (tmp_path / "x.zip").write_bytes(b"x")
    for path in (tmp_path, tmp_path / "x.zip", root / "dist" / "1.0.0" / "small-data-1.0.0.zip"):
        with pytest.raises(Refusal) as caught:
            verify_download(path, None, print)
        assert [(problem.code, problem.where.file) for problem in caught.value.problems] == [("release-unreadable", str(path))]


def test_a_release_with_a_number_that_is_too_low_is_refused_before_anything_is_built(copy, capsys):
    edit(copy, "team-work,", "solving,Solving\nteam-work,", "datapackages/small/data/skills.csv")
    edit(copy, 'version = "2.0.0"\ndate = 2025-02-02', 'version = "2.0.1"\ndate = 2025-03-03', "publication.toml")
    edit(copy, "## 2.0.0 -", "## 2.0.1 - 2025-03-03\n\n- More.\n\n## 2.0.0 -", "CHANGELOG.md")
    assert run("--root", str(copy), "release") == 1
    said = capsys.readouterr().err
    assert "it must be 2.1.0 or higher. These changes make it minor: small/skills: 1 row came: solving." in said
    assert "Building" not in said
    assert not (copy / "dist" / "2.0.1").exists()


def test_what_was_published_and_is_lost_without_a_word_stops_the_build_and_the_release(copy, capsys):
    skills = copy / "datapackages" / "small" / "data" / "skills.csv"
    skills.write_text(f"{SKILLS}other,Other\nteam-work,Working in a team\n", encoding="utf-8", newline="")
    (copy / "changes" / "x.data.md").write_text("Reading went.\n", encoding="utf-8")
    assert run("--root", str(copy), "release", "--bump", "--date", "2025-03-03") == 0
    commit(copy)
    for command in ("build", "release"):
        assert run("--root", str(copy), command) == 1
        assert "addresses that were published are gone and nothing says why: skills/reading/" in capsys.readouterr().err
    assert not (copy / "dist" / "2.1.0").exists()
