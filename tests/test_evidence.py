"""Every row of the evidence stands in a package or is named as left out. Runs when the evidence lies beside the project."""

from __future__ import annotations

from collections import defaultdict

import pytest

from tests.evidence_count import EVIDENCE, ROOT, count, entries, read_csv

pytestmark = pytest.mark.skipif(not EVIDENCE.is_dir(), reason="the evidence does not lie beside the project (../shared/evidence)")


@pytest.mark.parametrize("entry", list(entries()), ids=lambda entry: f"{entry['evidence']}->{entry['table']}:{','.join(entry['fields'])}")
def test_every_evidence_row_stands_in_its_table(entry):
    result = count(entry)
    assert not result.missing, f"in the evidence but not in {entry['table']}: {list(result.missing)[:5]}"
    assert result.left_out == len(entry.get("left_out", [])), "a key is named as left out that the evidence does not have"


def test_every_evidence_file_is_counted_whole():
    counted = defaultdict(set)
    for entry in entries():
        counted[entry["evidence"]] |= count(entry).evidence_rows
    for path in sorted(EVIDENCE.rglob("*.csv")):
        name = path.relative_to(EVIDENCE).as_posix()
        missing = set(range(len(read_csv(path)))) - counted[name]
        assert not missing, f"{name}: {len(missing)} rows are in no entry, the first is row {min(missing) + 2}"


def test_what_is_left_out_is_named_in_the_readme():
    for entry in entries():
        readme = (ROOT / "datapackages" / entry["package"] / "README.md").read_text(encoding="utf-8")
        for key in entry.get("left_out", []):
            if not any(key):  # an empty cell says nothing that could be left out
                continue
            assert any(part and part in readme.split("## Left out")[1] for part in key), f"{key} of {entry['evidence']} is not named"
