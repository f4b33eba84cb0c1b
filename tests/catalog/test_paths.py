from __future__ import annotations

import os
from pathlib import Path

import pytest

from bwise_publish.catalog.paths import check_path, read_bytes
from bwise_publish.problems import Place, Problem

HERE = Place("p", "t")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "secret.csv").write_text("a\n", encoding="utf-8")
    package = tmp_path / "package"
    (package / "data").mkdir(parents=True)
    (package / "data" / "t.csv").write_text("a\n", encoding="utf-8")
    return package


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("../secret.csv", "path-outside"),
        ("data/../../secret.csv", "path-outside"),
        ("data/../data/t.csv", "path-outside"),
        ("/etc/passwd", "path-outside"),
        ("~/t.csv", "path-outside"),
        ("data\\t.csv", "path-outside"),
        ("data/t.csv\x00.png", "path-outside"),
        ("https://example.org/t.csv", "path-remote"),
        ("file:///etc/passwd", "path-remote"),
        ("//example.org/t.csv", "path-remote"),
        ("C:/t.csv", "path-remote"),
        ("", "path-missing"),
        (None, "path-missing"),
        (7, "path-missing"),
        ("data/u.csv", "file-missing"),
        ("data", "file-missing"),
        ("x" * 5000, "file-unreadable"),
    ],
)
def test_only_a_file_inside_the_folder_may_be_named(written: object, code: str, folder: Path):
    problem = check_path(folder, written, HERE)
    assert problem is not None
    assert problem.code == code


def test_a_plain_path_inside_the_folder_is_no_problem(folder: Path):
    assert check_path(folder, "data/t.csv", HERE) is None


def test_a_link_out_of_the_folder_is_not_followed_and_one_inside_is(folder: Path):
    (folder / "data" / "out.csv").symlink_to(folder.parent / "secret.csv")
    (folder / "data" / "in.csv").symlink_to(folder / "data" / "t.csv")
    (folder / "data" / "loop.csv").symlink_to(folder / "data" / "loop.csv")
    problem = check_path(folder, "data/out.csv", HERE)
    assert problem is not None
    assert problem.code == "path-outside"
    assert check_path(folder, "data/in.csv", HERE) is None
    assert check_path(folder, "data/loop.csv", HERE) is not None


def test_a_file_over_the_limit_and_a_pipe_are_not_read(folder: Path):
    found = read_bytes(folder / "data" / "t.csv", 1, HERE)
    assert isinstance(found, Problem)
    assert found.code == "file-too-large"
    os.mkfifo(folder / "data" / "pipe.csv")
    problem = check_path(folder, "data/pipe.csv", HERE)
    assert problem is not None
    assert problem.code == "file-missing"
