"""rocrate-validator: the release folder as an RO-Crate, without the network.

The validator fetches the JSON-LD context of the specification. Its cache is filled before with the copy in the folder of vocabularies.
"""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import requests
from requests.adapters import BaseAdapter
from requests_cache import CachedSession
from urllib3 import HTTPResponse
from verdict import Check, Release, main

# By rule: the entities (a pattern) of which it is waived, and why. Nobody can keep these here, or only with something made up.
WAIVED = {
    "ro-crate-1.2_51.1": ("", "The address answers only when the release is served, and it is judged before."),
    "ro-crate-1.2_89.0": (
        r"\./#\S+",
        "The register lists research organisations; a group of contributors is in no register, and no identifier is made up.",
    ),
}
CONTEXTS = {"1.1": "1.1.jsonld", "1.2": "1.2.jsonld"}


class FromFile(BaseAdapter):
    """Answers every request with one text."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.content = content

    def send(self, request: requests.PreparedRequest, **_: object) -> requests.Response:
        """The answer."""
        raw = HTTPResponse(io.BytesIO(self.content), {"Content-Type": "application/ld+json"}, status=200, preload_content=False)
        return requests.adapters.HTTPAdapter().build_response(request, raw)

    def close(self) -> None:
        """Nothing to close."""


def primed(folder: Path, contexts: Path) -> Path:
    """A cache that knows the contexts, in the form that the validator opens."""
    cache = folder / "cache"
    session = CachedSession(str(cache), expire_after=-1, backend="sqlite", allowable_methods=("GET",), allowable_codes=(200, 302, 404))
    for number, name in CONTEXTS.items():
        session.mount("https://w3id.org/", FromFile((contexts / name).read_bytes()))
        session.get(f"https://w3id.org/ro/crate/{number}/context")
    session.close()
    return cache


def examine(release: Release) -> list[Check]:
    """What the specification requires, and what it recommends."""
    with tempfile.TemporaryDirectory() as scratch:
        cache, out = primed(Path(scratch), release.vocabularies / "ro-crate-context"), Path(scratch) / "out.json"
        command = [str(Path(sys.executable).with_name("rocrate-validator")), "-y", "validate", "--no-paging", "--offline"]
        command += ["--cache-path", str(cache), "-l", "recommended", "-f", "json", "-o", str(out), str(release.folder)]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        if not out.is_file():
            raise RuntimeError(run.stderr.strip() or run.stdout.strip())
        report = json.loads(out.read_text(encoding="utf-8"))
    return checks(report)


def checks(report: dict[str, Any]) -> list[Check]:
    """The rules of the specification by severity; a rule that something breaks is one fault. Rules that do not apply here are left out."""
    found = []
    for severity, against in (("REQUIRED", "what RO-Crate 1.2 requires"), ("RECOMMENDED", "what RO-Crate 1.2 recommends")):
        check = Check("Release folder, ro-crate-metadata.json", against, "rules")
        broken: dict[tuple[str, str], list[str]] = {}
        waived: set[str] = set()
        for issue in report["issues"]:
            if issue["severity"] == severity:
                rule, name = issue["check"]["identifier"], issue["check"]["name"]
                entity = issue["violatingEntity"] or ""
                if rule in WAIVED and re.fullmatch(WAIVED[rule][0], entity):
                    waived.add(rule)
                    check.waive(f"{rule}, {name}", WAIVED[rule][1])
                else:
                    broken.setdefault((rule, name), []).append(f"{entity or 'crate'}: {issue['message']}")
        for (rule, name), messages in broken.items():
            check.bad(f"{rule}, {name} ({len(messages)} times): {min(messages)[:300]}")
        skipped = sum(item["severity"] == severity for item in report["skipped_check_details"])
        check.good(report["statistics"]["total_checks_by_severity"][severity] - skipped - len({rule for rule, _ in broken} | waived))
        found.append(check)
    return found


if __name__ == "__main__":
    main("roc-validator", examine)
