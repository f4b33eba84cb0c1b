"""Makes small packages and publications for tests: data in sight, files in tmp_path."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bwise_publish.catalog.canonical import canonical_descriptor

SCHEMA = "https://datapackage.org/profiles/2.0/datapackage.json"
LICENCE = {"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/", "title": "Creative Commons Attribution 4.0"}


def field(name: str, kind: str = "string", example: Any = "x", **constraints: Any) -> dict[str, Any]:
    """A field with everything that our own packages ask for."""
    value = {"name": name, "title": name.title(), "description": f"The {name}.", "type": kind, "example": example}
    return {**value, "constraints": constraints} if constraints else value


def table(
    fields: Sequence[dict[str, Any]],
    rows: str,
    key: Sequence[str] = (),
    foreign: Sequence[dict[str, Any]] = (),
) -> tuple[dict[str, Any], str]:
    """A schema and the lines of its CSV without the header: `a,1` a line, indented as the test likes."""
    schema: dict[str, Any] = {"fields": list(fields)}
    if key:
        schema["primaryKey"] = list(key)
    if foreign:
        schema["foreignKeys"] = list(foreign)
    header = ",".join(item["name"] for item in fields)
    lines = [line.strip() for line in rows.strip().splitlines()]
    return schema, "\n".join([header, *lines]) + "\n"


def package(folder: Path, name: str, tables: Mapping[str, tuple[dict[str, Any], str]]) -> Path:
    """Writes a package into `folder`/`name` and returns its folder."""
    target = folder / name
    (target / "data").mkdir(parents=True)
    resources = []
    for title, (schema, content) in tables.items():
        (target / "data" / f"{title}.csv").write_text(content, encoding="utf-8", newline="")
        resource = {
            "name": title,
            "path": f"data/{title}.csv",
            "type": "table",
            "title": title.title(),
            "description": f"One row is a {title}.",
        }
        resources.append({**resource, "format": "csv", "mediatype": "text/csv", "encoding": "utf-8", "schema": schema})
    raw = {
        "$schema": SCHEMA,
        "name": name,
        "title": name.title(),
        "description": f"The package {name}.",
        "keywords": ["test"],
        "licenses": [LICENCE],
        "contributors": [{"title": "The makers of the test", "roles": ["creator"]}],
        "temporalCoverage": "2020/2024",
        "spatialCoverage": ["AT"],
        "resources": resources,
    }
    (target / "datapackage.json").write_bytes(canonical_descriptor(raw))
    (target / "README.md").write_text(f"# {name.title()}\n\nMade for a test.\n", encoding="utf-8")
    return target


def publication(root: Path, packages: Sequence[str], version: str = "1.2.0") -> Path:
    """Writes publication.toml and CHANGELOG.md into `root` and returns it."""
    lines = [
        'name = "small"',
        'title = "A small publication"',
        'description = "Two tables for a test."',
        f'version = "{version}"',
        "date = 2024-05-06",
        'publisher = "The makers of the test"',
        'licence = "CC-BY-4.0"',
        'base_url = "https://small.example/"',
        'creators = [{ name = "The makers of the test" }]',
        'contact = { name = "The makers of the test", url = "contributing/" }',
        'keywords = ["test"]',
        'themes = ["SOCI"]',
        'languages = ["en"]',
        f"packages = {json.dumps(list(packages))}",
    ]
    (root / "publication.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (root / "CHANGELOG.md").write_text(f"# Changelog\n\n## {version} - 2024-05-06\n\n- The first rows.\n", encoding="utf-8")
    return root


def one_source() -> dict[str, tuple[dict[str, Any], str]]:
    """The tables of `reference` that say where a row comes from, with the source s1."""
    sources = table([field("source_id"), field("title"), field("note")], "s1,Page one,", key=["source_id"])
    languages = table([field("source_id"), field("language_code")], "s1,en", key=["source_id", "language_code"])
    return {"sources": sources, "source_languages": languages}
