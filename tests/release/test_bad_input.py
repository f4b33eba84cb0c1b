"""What must not be released is refused with a clear problem before any output is written: no dist/, only the report of the checks."""

from __future__ import annotations

import json

import pytest

from bwise_publish.catalog.archive import folder_files
from bwise_publish.cli import PROBLEMS, main
from tests.making import field, package, publication, table


@pytest.fixture
def root(tmp_path):
    things = table([field("code", example="a", required=True), field("count", "integer", 1, minimum=0)], "a,1\nb,2", ["code"])
    package(tmp_path / "datapackages", "small", {"things": things})
    return publication(tmp_path, ["small"])


def set_to(old, new):
    """A fault in publication.toml: one text in place of another."""

    def spoil(root):
        path = root / "publication.toml"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    return spoil


def described(change):
    """A fault in the descriptor of the package."""

    def spoil(root):
        path = root / "datapackages" / "small" / "datapackage.json"
        raw = json.loads(path.read_text(encoding="utf-8"))
        change(raw)
        path.write_text(json.dumps(raw, indent=2) + "\n", encoding="utf-8")

    return spoil


def later_version(root):
    with (root / "CHANGELOG.md").open("a", encoding="utf-8") as changelog:
        changelog.write("\n## 2.0.0 - 2025-01-01\n\n- Later.\n")


CREATORS = 'creators = [{ name = "The makers of the test" }]'
CLOSED = {"name": "CC-BY-NC-4.0", "path": "https://creativecommons.org/licenses/by-nc/4.0/", "title": "Not for money"}
FAULTS = {
    "the licence is not open": (set_to('"CC-BY-4.0"', '"CC-BY-NC-4.0"'), "CC-BY-NC-4.0"),
    "the licence of a package is not open": (described(lambda raw: raw.update(licenses=[CLOSED])), "licen"),
    "a package has no licence": (described(lambda raw: raw.pop("licenses")), "licen"),
    "there is no creator": (set_to(CREATORS, "creators = []"), "creator"),
    "a package has no creator": (described(lambda raw: raw.update(contributors=[])), "contributors"),
    "a resource has no description": (described(lambda raw: raw["resources"][0].pop("description")), "description"),
    "a resource has an empty description": (described(lambda raw: raw["resources"][0].update(description=" ")), "description"),
    "a DOI has the wrong form": (set_to('themes = ["SOCI"]', 'themes = ["SOCI"]\ndoi = "doi:10.1234/a"'), "10.1234/name"),
    "the version is lower than the last": (later_version, "2.0.0"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_it_is_refused_and_nothing_is_written(fault, root, capsys):
    spoil, words = FAULTS[fault]
    spoil(root)
    before = set(folder_files(root))
    assert main(["--root", str(root), "release"]) == PROBLEMS
    shown = "".join(capsys.readouterr())
    assert words in shown
    assert "Traceback" not in shown
    written = set(folder_files(root)) - before
    assert written <= {"build/.lock", "build/validation/report.json", "build/validation/report.md"}
    assert not (root / "dist").exists()
