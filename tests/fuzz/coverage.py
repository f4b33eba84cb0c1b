"""Coverage-guided fuzzing of the descriptor parser and the table reader with atheris (libFuzzer). Run by `./nox -s crash`.

    python -m tests.fuzz.coverage [seconds] [folder of inputs]

Every input is a package: its first byte says whether the rest is a descriptor or a table, and how the table is described. Whatever stands
there, validation has to end in a report. libFuzzer changes the inputs so that they reach lines of ours not reached before, prints how many
it tried, and stops at the first exception, hang (10 s) or 2 GiB, with the input that caused it. Starts from the hostile packages.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

import atheris

with atheris.instrument_imports(include=["bwise_publish"]):
    from bwise_publish import catalog, validation
    from bwise_publish.catalog import load
    from bwise_publish.validation import validate

    for part in (catalog, validation):  # also what is else imported when it is first needed
        for found in pkgutil.walk_packages(part.__path__, f"{part.__name__}."):
            importlib.import_module(found.name)

from tests.hostile.cases import CASES, V2, write

LONGEST = 8192
SCHEMAS: tuple[dict[str, Any] | None, ...] = (
    {"fields": [{"name": "id", "type": "string"}]},
    {
        "fields": [{"name": "id", "type": "integer", "constraints": {"required": True}}, {"name": "b", "type": "number"}],
        "primaryKey": ["id"],
    },
    {"fields": [{"name": "id", "type": "date"}, {"name": "b", "type": "datetime"}, {"name": "c", "type": "duration"}]},
    {"fields": [{"name": "id", "type": "list"}, {"name": "b", "type": "geopoint"}], "fieldsMatch": "subset"},
    None,
)
DIALECTS: tuple[dict[str, Any] | None, ...] = (
    None,
    {"delimiter": ",", "quoteChar": '"', "header": True, "skipInitialSpace": True},
    {"header": False},
    {"commentChar": "#", "headerRows": [1, 2]},
    {"escapeChar": "\\", "skipBlankRows": True},
)
ENCODINGS = ("utf-8", None, "utf-16", "latin-1")
NAMES = ("t.csv", "t.csv.gz", "t.csv.zip")
PLACE = Path(tempfile.mkdtemp(prefix="fuzz-", dir="/dev/shm" if Path("/dev/shm").is_dir() else None))


def one_input(data: bytes) -> None:
    """Validates the package that an input stands for."""
    if not data:
        return
    choice, content = data[0], data[1:]
    folder = PLACE / "p"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    if choice == 0:
        (folder / "t.csv").write_bytes(b"id\n1\n")
        (folder / "datapackage.json").write_bytes(content)
    else:
        choice, schema = divmod(choice - 1, len(SCHEMAS))
        choice, dialect = divmod(choice, len(DIALECTS))
        choice, encoding = divmod(choice, len(ENCODINGS))
        path = NAMES[content[0] % len(NAMES)] if content and choice else NAMES[0]
        resource = {"name": "t", "path": path, "schema": SCHEMAS[schema], "dialect": DIALECTS[dialect], "encoding": ENCODINGS[encoding]}
        raw = {"$schema": V2, "name": "p", "resources": [{key: value for key, value in resource.items() if value is not None}]}
        (folder / path).write_bytes(content[1:] if choice else content)
        (folder / "datapackage.json").write_text(json.dumps(raw), encoding="utf-8")
    report = validate(load([folder], guess=True, hold=2**20), guess=True)
    assert report.text()
    assert report.json()
    assert report.markdown()


def seeds(folder: Path) -> None:
    """Writes the hostile packages that are small as inputs: each descriptor, and each table in every description."""
    for case in CASES:
        with tempfile.TemporaryDirectory() as name:
            inner = Path(name) / "p"
            inner.mkdir()
            (write if case.heavy else case.write)(inner)
            (folder / f"{case.name}-descriptor").write_bytes(b"\0" + (inner / "datapackage.json").read_bytes()[:LONGEST])
            for file in (inner / "t.csv", inner / "t.csv.zip"):
                if file.is_file():
                    for first in range(1, 26, 3):
                        (folder / f"{case.name}-{file.suffix[1:]}-{first}").write_bytes(bytes([first]) + file.read_bytes()[:LONGEST])


def main() -> None:
    """Runs for as many seconds as are asked for (900); inputs that reach something new are kept in the folder, if one is named."""
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 900
    corpus = Path(sys.argv[2]) if len(sys.argv) > 2 else PLACE / "inputs"
    corpus.mkdir(parents=True, exist_ok=True)
    seeds(corpus)
    options = [f"-max_total_time={seconds}", f"-max_len={LONGEST}", "-timeout=10", "-rss_limit_mb=2048", "-print_final_stats=1"]
    atheris.Setup([sys.argv[0], str(corpus), f"-artifact_prefix={corpus.parent}/", *options], one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
