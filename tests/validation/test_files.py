from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from bwise_publish.catalog import load
from bwise_publish.validation import validate
from tests import making

CONTENT = "id\na\n"


@pytest.mark.parametrize(
    ("stated", "codes"),
    [
        ({"bytes": 5}, []),
        ({"bytes": 6}, ["bytes-other"]),
        ({"hash": hashlib.md5(CONTENT.encode()).hexdigest()}, []),
        ({"hash": "sha256:" + hashlib.sha256(CONTENT.encode()).hexdigest()}, []),
        ({"hash": "sha256:" + "0" * 64}, ["hash-other"]),
        ({"hash": "crc32:00000000"}, ["hash-unsupported"]),
    ],
)
def test_the_file_agrees_with_the_size_and_checksum_that_are_stated(stated: dict[str, object], codes: list[str], tmp_path: Path):
    folder = making.package(tmp_path, "p", {"t": making.table([making.field("id")], "a")})
    path = folder / "datapackage.json"
    raw = json.loads(path.read_text(encoding="utf-8"))
    raw["resources"][0].update(stated)
    path.write_text(json.dumps(raw), encoding="utf-8")
    assert [problem.code for problem in validate(load([folder])).problems] == codes
