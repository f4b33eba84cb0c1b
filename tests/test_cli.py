"""The commands as people call them: exit codes, what they print, what they leave."""

from __future__ import annotations

import json

import pytest

from bwise_publish.catalog.archive import folder_files
from bwise_publish.cli import CANNOT_RUN, OK, PROBLEMS, main
from bwise_publish.release.difference import difference
from bwise_publish.release.patch import patch_json, patch_of
from bwise_publish.release.states import read_state
from tests.making import field, package, publication, table


@pytest.fixture
def root(tmp_path):
    """A publication of one package with one table."""
    things = table([field("code", example="a", required=True), field("count", "integer", 1, minimum=0)], "a,1\nb,2", ["code"])
    package(tmp_path / "datapackages", "small", {"things": things})
    return publication(tmp_path, ["small"])


def call(root, *arguments):
    return main(["--root", str(root), *arguments])


def things(root):
    return root / "datapackages" / "small" / "data" / "things.csv"


def test_a_right_publication_is_valid_and_leaves_a_report(root, capsys):
    assert call(root, "validate") == OK
    assert "no problem" in capsys.readouterr().out
    assert {"report.json", "report.md"} == folder_files(root / "build" / "validation").keys()


def test_a_wrong_cell_is_found_and_said(root, capsys):
    things(root).write_text("code,count\na,1\nb,-2\n", encoding="utf-8")
    assert call(root, "validate") == PROBLEMS
    shown = capsys.readouterr().out
    assert "row 3" in shown
    assert '"-2"' in shown
    assert json.loads((root / "build" / "validation" / "report.json").read_text(encoding="utf-8"))["problems"]


def test_any_other_package_can_be_checked_by_its_path(root, capsys):
    assert call(root, "validate", str(root / "datapackages" / "small" / "datapackage.json")) == OK
    capsys.readouterr()
    assert call(root, "validate", str(root / "datapackages")) == PROBLEMS
    assert "There is no datapackage.json" in capsys.readouterr().out
    assert call(root, "validate", str(root / "nowhere")) == CANNOT_RUN
    assert "there is no" in capsys.readouterr().err


def test_the_report_is_printed_for_people_for_machines_and_for_github(root, capsys):
    things(root).write_text("code,count\na,1\nb,-2\n", encoding="utf-8")
    folder = str(root / "datapackages" / "small")
    assert call(root, "validate", "--json", folder) == PROBLEMS
    document = json.loads(capsys.readouterr().out)
    assert [(problem["row"], problem["field"], problem["code"]) for problem in document["problems"]] == [(3, "count", "cell-range")]
    assert call(root, "validate", "--format", "github", folder) == PROBLEMS
    first = capsys.readouterr().out.splitlines()[0]
    assert first.startswith("::error file=")
    assert "things.csv,line=3,title=cell-range::row 3, count: " in first
    assert call(root, "validate", "--format", "markdown", folder) == PROBLEMS
    assert "| 3 | count |" in capsys.readouterr().out


def test_a_problem_code_is_explained(root, capsys):
    assert call(root, "explain", "cell-range") == OK
    shown = capsys.readouterr().out
    assert "For example:" in shown
    assert "To mend it:" in shown
    assert call(root, "explain", "shares-over-100") == OK
    assert "cannot add up to more than 100" in capsys.readouterr().out
    assert call(root, "explain", "cell-rang") == CANNOT_RUN
    assert "Did you mean cell-range?" in capsys.readouterr().err


def test_format_brings_files_into_canonical_form_once(root, capsys):
    things(root).write_bytes("\ufeffcode,count\r\nb, 2\r\n a,1\r\n".encode())
    assert call(root, "validate") == PROBLEMS
    assert call(root, "format") == OK
    assert things(root).read_bytes() == b"code,count\na,1\nb,2\n"
    before = folder_files(root / "datapackages")
    capsys.readouterr()
    assert call(root, "format") == OK
    assert "0 files changed" in capsys.readouterr().out
    assert folder_files(root / "datapackages") == before
    assert call(root, "validate") == OK


def test_format_refuses_a_file_that_it_would_lose_cells_of(root, capsys):
    broken = b"code,count\nb,2,extra\na,1\n"
    things(root).write_bytes(broken)
    assert call(root, "format") == PROBLEMS
    assert things(root).read_bytes() == broken
    assert "row 2" in capsys.readouterr().err


def test_a_new_table_is_copied_in_and_described_from_its_data(root, tmp_path):
    source = tmp_path / "mine.csv"
    source.write_text("place_id,visitors,opened\nx,3,2020-01-02\ny,4,2021-03-04\n", encoding="utf-8")
    assert call(root, "new", "small/places", str(source)) == OK
    raw = json.loads((root / "datapackages" / "small" / "datapackage.json").read_text(encoding="utf-8"))
    assert [resource["name"] for resource in raw["resources"]] == ["things", "places"]
    schema = raw["resources"][1]["schema"]
    assert [(item["name"], item["type"]) for item in schema["fields"]] == [
        ("place_id", "string"),
        ("visitors", "integer"),
        ("opened", "date"),
    ]
    assert schema["primaryKey"] == ["place_id"]
    # What a person has to write is asked for, field by field.
    assert call(root, "validate") == PROBLEMS


@pytest.mark.parametrize(
    ("target", "content", "words"),
    [
        ("other/places", "a\n1\n", "no package"),
        ("small/Places", "a\n1\n", "small letters"),
        ("small/things", "a\n1\n", "already has a table"),
        ("small/places", "Some Name\n1\n", "small letters"),
        ("small/places", "a,b\n1\n", "1 cells"),
        ("small/places", "", "empty"),
    ],
)
def test_a_new_table_that_does_not_fit_is_refused_and_nothing_is_written(root, tmp_path, capsys, target, content, words):
    source = tmp_path / "mine.csv"
    source.write_text(content, encoding="utf-8")
    before = folder_files(root / "datapackages")
    assert call(root, "new", target, str(source)) == PROBLEMS
    assert words in capsys.readouterr().err
    assert folder_files(root / "datapackages") == before


def test_two_states_are_compared(root, tmp_path, capsys):
    package(tmp_path / "then", "small", {"things": table([field("code"), field("count", "integer", 1)], "a,1", ["code"])})
    assert call(root, "diff", str(tmp_path / "then"), str(root / "datapackages")) == OK
    assert "small/things: 1 row added, 0 removed, 0 changed" in capsys.readouterr().out


def test_a_patch_is_applied_to_a_file_and_undone(root, tmp_path, capsys):
    old = package(tmp_path / "then", "small", {"things": table([field("code"), field("count", "integer", 1)], "a,1", ["code"])})
    states = [read_state(name, [folder]) for name, folder in (("old", old), ("new", root / "datapackages" / "small"))]
    found = difference(*states).tables[0]
    tables = [state.tables["small", "things"] for state in states]
    (tmp_path / "things.patch.json").write_text(patch_json(patch_of(found, *tables)), encoding="utf-8")
    file = old / "data" / "things.csv"
    assert call(root, "patch", str(tmp_path / "things.patch.json"), str(file)) == OK
    assert file.read_bytes() == things(root).read_bytes()
    assert call(root, "patch", str(tmp_path / "things.patch.json"), str(file)) == PROBLEMS
    assert "not the state" in capsys.readouterr().err
    assert call(root, "patch", "--reverse", str(tmp_path / "things.patch.json"), str(file)) == OK
    assert file.read_bytes() == b"code,count\na,1\n"


def test_a_folder_that_is_no_publication_is_said_without_a_traceback(tmp_path, capsys):
    for command in ("validate", "format", "build", "release", "verify", "publish"):
        assert call(tmp_path, command) == PROBLEMS
        assert "no publication.toml" in capsys.readouterr().err


def test_a_command_that_does_not_exist_cannot_run(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["nonsense"])
    assert ended.value.code == CANNOT_RUN
    assert "invalid choice" in capsys.readouterr().err
