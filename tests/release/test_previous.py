from __future__ import annotations

import subprocess

import pytest

from bwise_publish.problems import Refusal
from bwise_publish.publication import read_publication
from bwise_publish.release.compare import compared
from bwise_publish.release.previous import changes, number_problems
from tests.making import field, package, publication, table
from tests.release.repositories import commit, edit, name_previous


@pytest.fixture
def root(tmp_path):
    """A repository with one commit: the release 1.0.0."""
    things = table([field("code"), field("value", "integer", 1)], "a,1\nb,2", ["code"])
    package(tmp_path / "datapackages", "small", {"things": things})
    return publication(tmp_path, ["small"], "1.0.0")


def codes(call):
    with pytest.raises(Refusal) as caught:
        call()
    return [problem.code for problem in caught.value.problems]


def test_the_first_release_has_no_changes_and_any_number(root):
    read = read_publication(root)
    assert changes(read) is None
    assert number_problems(read, None) == []


def test_the_previous_release_is_read_from_its_commit_whatever_lies_in_the_folder(root):
    first = commit(root)
    edit(root, "b,2", "b,3\nc,4")
    name_previous(root, "1.0.0", first, "1.0.1")
    made = changes(read_publication(root))
    assert (made.level, made.lowest) == ("minor", "1.1.0")
    assert list(made.patches) == [("small", "things")]


def test_a_number_that_is_too_low_is_refused_with_the_facts(root):
    first = commit(root)
    edit(root, "b,2", "b,2\nc,4")
    name_previous(root, "1.0.0", first, "1.0.1")
    read = read_publication(root)
    [problem] = number_problems(read, changes(read))
    assert problem.code == "version-too-low"
    assert "must be 1.1.0 or higher. These changes make it minor: small/things: 1 row came: c." in problem.message


@pytest.mark.parametrize(("version", "allowed"), [("1.0.0", False), ("1.0.1", False), ("1.1.0", True), ("1.2.0", True), ("2.0.0", True)])
def test_a_higher_number_than_needed_is_allowed(root, version, allowed):
    first = commit(root)
    edit(root, "b,2", "b,2\nc,4")
    name_previous(root, "1.0.0", first, version)
    read = read_publication(root)
    assert (number_problems(read, changes(read)) == []) is allowed


def test_a_clone_that_lacks_the_commit_is_said_and_nothing_is_guessed(root):
    commit(root)
    name_previous(root, "1.0.0", "0" * 40, "1.1.0")
    assert codes(lambda: changes(read_publication(root))) == ["previous-missing"]


def test_a_shallow_clone_lacks_the_commit_too(root, tmp_path):
    first = commit(root)
    edit(root, "b,2", "b,3")
    name_previous(root, "1.0.0", first, "1.0.1")
    commit(root)
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "--quiet", "--depth=1", f"file://{root}", str(clone)], check=True, capture_output=True)
    assert codes(lambda: changes(read_publication(clone))) == ["previous-missing"]


def test_a_folder_without_a_repository_lacks_it_too(root):
    name_previous(root, "1.0.0", "1" * 40, "1.1.0")
    assert codes(lambda: changes(read_publication(root))) == ["previous-missing"]


def test_a_commit_of_another_version_is_not_taken_for_the_release(root):
    first = commit(root)
    name_previous(root, "0.9.0", first, "1.0.0")
    assert codes(lambda: changes(read_publication(root))) == ["previous-wrong"]


def test_only_the_version_is_read_from_the_settings_of_then_which_may_be_of_an_older_time(root):
    edit(root, 'themes = ["SOCI"]', "colour = 1", "publication.toml")
    first = commit(root)
    edit(root, "colour = 1", 'themes = ["SOCI"]', "publication.toml")
    name_previous(root, "1.0.0", first, "1.0.1")
    assert changes(read_publication(root)).level == "none"


def test_the_command_compares_with_the_previous_release_when_it_is_called_without_names(root):
    first = commit(root)
    edit(root, "b,2", "b,3")
    name_previous(root, "1.0.0", first, "1.0.1")
    assert '~ b: value: "2" -> "3"' in compared(root, None, None)
    assert '"level": "patch"' in compared(root, first[:12], None, "json")


@pytest.mark.parametrize(
    "value", ["{}", '{version = "1.0.0"}', '{version = "1", commit = "' + "0" * 40 + '"}', '{version = "1.0.0", commit = "main"}', "5"]
)
def test_a_previous_release_that_is_not_named_in_full_is_a_problem(root, value):
    path = root / "publication.toml"
    path.write_text(path.read_text(encoding="utf-8") + f"previous = {value}\n", encoding="utf-8")
    assert codes(lambda: read_publication(root)) == ["publication-value"]
