"""rocrate-validator: the release folder as an RO-Crate, without the network.

The validator fetches the JSON-LD context of the specification. Its cache is filled before with the copy in the folder of vocabularies.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import requests
from requests.adapters import BaseAdapter
from requests_cache import CachedSession

from verdict import Check, Release, main

CONTEXTS = {"1.1": "1.1.jsonld", "1.2": "1.2.jsonld"}


class FromFile(BaseAdapter):
    """Answers every request with one text."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.content = content

    def send(self, request: requests.PreparedRequest, **_: object) -> requests.Response:
        """The answer."""
        import io

        from urllib3 import HTTPResponse

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
    return list(checks(report))


def checks(report: dict) -> list[Check]:
    """The report by severity."""
    raise SystemExit(json.dumps(report, indent=1)[:6000])


if __name__ == "__main__":
    main("roc-validator", examine)
