from __future__ import annotations

import datetime
import io
import json
import subprocess
import zipfile

import pytest

from bwise_publish.catalog.archive import folder_files, zip_bytes
from bwise_publish.catalog.media_types import media_type
from bwise_publish.pipeline import release
from bwise_publish.problems import Refusal
from bwise_publish.publication import read_publication
from bwise_publish.release.changes import release_notes
from bwise_publish.release.manifest import checksums, manifest
from bwise_publish.release.placing import write_files
from bwise_publish.release.rebuild import compare
from bwise_publish.release.seal import Seal
from tests.making import publication

DAY = datetime.date(2024, 5, 6)


def test_a_zip_is_the_same_bytes_whatever_the_order_of_its_files():
    assert zip_bytes({"a": b"1", "b": b"2"}, DAY) == zip_bytes({"b": b"2", "a": b"1"}, DAY)
    archive = zipfile.ZipFile(io.BytesIO(zip_bytes({"b": b"2", "a": b"1"}, DAY)))
    assert [(item.filename, item.date_time[:3], item.external_attr >> 16 & 0o777) for item in archive.infolist()] == [
        ("a", (2024, 5, 6), 0o644),
        ("b", (2024, 5, 6), 0o644),
    ]


def test_sums_are_those_that_sha256sum_accepts(tmp_path):
    write_files(tmp_path, {"a/b.csv": b"x\n", "ü.txt": "ü".encode()})
    sums = checksums(tmp_path)
    (tmp_path / "SHA256SUMS").write_bytes(sums)
    assert subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=tmp_path, capture_output=True, check=False).returncode == 0
    (tmp_path / "a" / "b.csv").write_bytes(b"y\n")
    assert subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=tmp_path, capture_output=True, check=False).returncode == 1


def test_the_manifest_names_every_file_with_size_type_and_rows(tmp_path):
    write_files(tmp_path / "release", {"site/data/a.csv": b"x\n1\n", "site/page/index.html": b"<html>"})
    read = read_publication(publication(tmp_path, ["a"]))
    value = json.loads(manifest(tmp_path / "release", read, {"site/data/a.csv": 1}, Seal("1.2.0", "2024-05-06", "c0", "r00t")))
    assert [(item["path"], item["bytes"], item["mediaType"], item.get("rows")) for item in value["files"]] == [
        ("site/data/a.csv", 4, "text/csv", 1),
        ("site/page/index.html", 6, "text/html", None),
    ]
    assert (value["version"], value["commit"], value["root"]) == ("1.2.0", "c0", "r00t")


def test_media_types_do_not_depend_on_the_machine():
    assert [media_type(name) for name in ("a.woff2", "b.geojson", "C.CSV", "d")] == [
        "font/woff2",
        "application/geo+json",
        "text/csv",
        "application/octet-stream",
    ]


def test_release_notes_are_the_section_of_the_version(tmp_path):
    read = read_publication(publication(tmp_path, ["a"]))
    text = "# Changelog\n\n## 1.2.0 - 2024-05-06\n\n- New rows.\n\n## 1.1.0 - 2023-01-01\n\n- Old rows.\n"
    notes = release_notes(text, read).decode()
    assert "- New rows." in notes
    assert "Old" not in notes


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("# Changelog\n", "changelog-missing"),
        ("## 1.2.0 - 2024-05-06\n\n## 1.1.0 - 2023-01-01\n\n- Old.\n", "changelog-missing"),
        ("## 1.2.0 - 2024-05-07\n\n- New.\n", "changelog-date"),
        ("## 11.2.0 - 2024-05-06\n\n- New.\n", "changelog-missing"),
    ],
)
def test_a_release_without_notes_or_with_another_date_is_refused(tmp_path, text, code):
    with pytest.raises(Refusal) as caught:
        release_notes(text, read_publication(publication(tmp_path, ["a"])))
    assert [problem.code for problem in caught.value.problems] == [code]


def test_differing_files_are_named_with_the_first_differing_byte(tmp_path):
    write_files(tmp_path / "one", {"same": b"1", "changed": b"abc", "gone": b""})
    write_files(tmp_path / "two", {"same": b"1", "changed": b"abX", "new": b""})
    assert compare(tmp_path / "one", tmp_path / "two") == [
        "changed: 3 and 3 bytes, first difference at byte 2: 'abc' and 'abX'",
        "gone: only in the release",
        "new: only in the rebuild",
    ]


def test_a_version_lower_than_one_before_is_refused(tmp_path):
    read = read_publication(publication(tmp_path, ["a"]))
    changelog = "# Changelog\n\n## 1.10.0 - 2025-01-01\n\n- New.\n\n## 1.2.0 - 2024-05-06\n\n- Old.\n"
    with pytest.raises(Refusal) as caught:
        release_notes(changelog, read)
    assert [problem.code for problem in caught.value.problems] == ["version-lower"]
    assert "the newer version 1.10.0" in caught.value.problems[0].message


def test_nothing_is_written_when_the_version_is_too_low(tmp_path):
    root = publication(tmp_path, ["a"])
    with (root / "CHANGELOG.md").open("a", encoding="utf-8") as changelog:
        changelog.write("\n## 2.0.0 - 2025-01-01\n\n- Later.\n")
    before = folder_files(root)
    with pytest.raises(Refusal):
        release(root)
    assert folder_files(root) == before
