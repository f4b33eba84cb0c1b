"""extruct: finds the schema.org Dataset in the page of each dataset, as search engines do."""

from __future__ import annotations

import json
import re
from typing import Any

import extruct
from verdict import Check, Release, main

REQUIRED = ("name", "description", "url", "license", "creator", "datePublished", "version", "keywords", "distribution")


def examine(release: Release) -> list[Check]:
    """The pages of the packages and of the edition; and whether the files that they name are those of the release."""
    pages = Check("Dataset pages", "one schema.org Dataset each, with what search engines ask for", "pages")
    files = Check("Files that the pages name", "manifest.json: same path and checksum", "files")
    listed = {path: item["sha256"] for path, item in release.files().items()}
    for path in [release.site / "data" / "index.html", *(folder / "index.html" for folder in release.packages())]:
        name = path.parent.name
        found = extruct.extract(path.read_text(encoding="utf-8"), base_url="https://release.example/", syntaxes=["json-ld"])["json-ld"]
        datasets = [item for item in found if item.get("@type") == "Dataset"]
        if len(datasets) != 1:
            pages.bad(f"{name}: {len(datasets)} datasets found")
            continue
        missing = [key for key in REQUIRED if not datasets[0].get(key)]
        long_enough = 50 <= len(datasets[0].get("description", "")) <= 5000
        pages.either(not missing and long_enough, f"{name}: missing {missing or 'a description of 50 to 5,000 characters'}")
        if (path.parent / "datapackage.json").is_file():
            title = json.loads((path.parent / "datapackage.json").read_text(encoding="utf-8"))["title"]
            if datasets[0].get("name") != title:
                pages.bad(f"{name}: the page says {datasets[0].get('name')!r}, the package {title!r}")
        for item in downloads(datasets[0]):
            inside = re.sub(r"^[a-z]+://.*?/(?:\d+\.\d+\.\d+|latest)/", "site/", item.get("contentUrl", ""))
            files.either(listed.get(inside) == item.get("sha256"), f"{name}: {item.get('contentUrl')}")
    return [pages, files]


def downloads(dataset: dict[str, Any]) -> list[dict[str, Any]]:
    """The files of a dataset; JSON-LD writes a list of one without brackets."""
    found = dataset.get("distribution", [])
    return found if isinstance(found, list) else [found]


if __name__ == "__main__":
    main("extruct", examine)
