"""Folders are put into place whole, and one that is written over holds nothing else."""

from __future__ import annotations

import pytest

from bwise_publish.catalog.archive import folder_files
from bwise_publish.release import placing
from bwise_publish.release.placing import exchange, next_folder, put_in_place, scratch_folder, write_files, write_over


def test_an_output_is_replaced_whole(tmp_path):
    target = tmp_path / "dist"
    write_files(target, {"old.txt": b"old"})
    with scratch_folder(target) as folder:
        write_files(folder, {"new.txt": b"new"})
        assert folder_files(target) == {"old.txt": b"old"}
        put_in_place(folder, target)
    assert folder_files(target) == {"new.txt": b"new"}
    assert [path.name for path in tmp_path.iterdir()] == ["dist"]


def test_a_failure_leaves_the_older_output_and_no_scratch(tmp_path):
    target = tmp_path / "dist"
    write_files(target, {"old.txt": b"old"})
    with pytest.raises(IsADirectoryError), scratch_folder(target) as folder:
        write_files(folder, {"half.txt": b"half", ".": b"cannot be written"})
    assert folder_files(tmp_path) == {"dist/old.txt": b"old"}


def test_a_run_that_was_killed_between_the_renames_is_repaired_by_the_next(tmp_path):
    write_files(tmp_path / ".dist-old", {"old.txt": b"old"})
    write_files(tmp_path / ".dist-scratch-killed", {"half.txt": b"half"})
    with scratch_folder(tmp_path / "dist"):
        assert folder_files(tmp_path / "dist") == {"old.txt": b"old"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dist"]


def test_a_folder_that_is_written_over_holds_just_what_it_should_and_keeps_the_files_that_are_there(tmp_path):
    folder, outside = tmp_path / "folder", tmp_path / "outside.txt"
    outside.write_bytes(b"outside")
    write_files(
        folder, {"same.txt": b"same", "longer.txt": b"long text", "gone/a.txt": b"a", "now-a-folder": b"b", "now-a-file/c.txt": b"c"}
    )
    (folder / "link.txt").symlink_to(outside)
    (folder / "other-name.txt").hardlink_to(outside)
    (folder / "read-only.txt").write_bytes(b"read only")
    (folder / "read-only.txt").chmod(0o444)
    (folder / "folder-link").symlink_to(tmp_path, target_is_directory=True)
    before = {name: (folder / name).stat() for name in ("same.txt", "longer.txt")}
    files = {"same.txt": b"same", "longer.txt": b"short", "now-a-folder/b.txt": b"b", "now-a-file": b"c"}
    files |= {"link.txt": b"inside", "other-name.txt": b"inside", "read-only.txt": b"can be read"}
    write_over(folder, files, files.__getitem__)
    assert folder_files(folder) == files
    assert {path.name for path in folder.iterdir()} == {name.partition("/")[0] for name in files}
    assert outside.read_bytes() == b"outside"
    after = {name: (folder / name).stat() for name in before}
    assert {name: status.st_ino for name, status in after.items()} == {name: status.st_ino for name, status in before.items()}
    assert after["same.txt"].st_mtime_ns == before["same.txt"].st_mtime_ns


@pytest.mark.parametrize("in_one_step", [True, False])
def test_two_folders_change_places_and_a_first_one_takes_an_empty_place(tmp_path, monkeypatch, in_one_step):
    if not in_one_step:
        monkeypatch.setattr(placing, "_exchanged", lambda *_: False)
    target = tmp_path / "site"
    for content in (b"one", b"two", b"three"):
        folder = next_folder(target)
        write_over(folder, ["a.txt"], {"a.txt": content}.__getitem__)
        exchange(folder, target)
        assert folder_files(target) == {"a.txt": content}
    assert folder_files(tmp_path) == {".site-next/a.txt": b"two", "site/a.txt": b"three"}


def test_an_output_that_a_killed_run_had_moved_away_is_put_back_before_the_next_is_made(tmp_path):
    write_files(tmp_path / ".site-old", {"old.txt": b"old"})
    next_folder(tmp_path / "site")
    assert folder_files(tmp_path) == {"site/old.txt": b"old"}
