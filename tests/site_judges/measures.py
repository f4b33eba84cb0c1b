"""Lighthouse on one page of each of six kinds: accessibility, best practices, findability, and how fast a modest phone shows the page."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from tests.site_judges.finding import Verdict
from tests.site_judges.served import serving
from tests.site_judges.tools import need

PAGES = ("", "countries/at/", "skills/", "practices/", "data/skills-needs/", "figures/skills-needed-by-group/")
LOWEST = {"accessibility": 100, "best-practices": 100, "seo": 100}
# What a page should reach in speed. It is measured and told, and fails nothing: the time of a busy machine is no fault of the page.
SPEED = "performance"
TARGET = 95
# A busy machine makes a page slow, and nothing makes it fast: the best of a few runs is nearest to the page itself.
TRIES = 3
# An audit below this score, of 1, is named as a cause.
_COSTLY = 0.9
FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update "
    "--disable-sync"
)


def judge(site: Path, modules: Path) -> Verdict:
    """The scores of each page against the lowest that are good enough; a page that falls short in speed is tried again, and told."""
    need("chromium", "node")
    version = json.loads((modules / "lighthouse" / "package.json").read_text(encoding="utf-8"))["version"]
    verdict = Verdict("Lighthouse", version, "scores of six pages", "scores")
    with serving(site) as address:
        for page in PAGES:
            scores, causes = best(modules, address + page)
            for kind, lowest in LOWEST.items():
                if scores[kind] >= lowest:
                    verdict.passed += 1
                else:
                    verdict.findings.append(f"/{page}: {kind} {scores[kind]}, lowest {lowest}: {causes}")
            short = f"; {SPEED} should be {TARGET}: {causes}" if scores[SPEED] < TARGET else ""
            print(f"  /{page}: {', '.join(f'{kind} {score}' for kind, score in scores.items())}{short}", flush=True)
    return verdict


def best(modules: Path, url: str) -> tuple[dict[str, int], str]:
    """The scores of the fastest run, and what cost points in it."""
    found: list[tuple[dict[str, int], str]] = []
    for _ in range(TRIES):
        try:
            found.append(measured(modules, url))
        except subprocess.CalledProcessError as error:
            # A browser that did not start in time says nothing about the page.
            found.append((dict.fromkeys((*LOWEST, SPEED), 0), " ".join(error.stderr.decode(errors="replace").split())[-200:]))
        if found[-1][0][SPEED] >= TARGET:
            break
    return max(found, key=lambda pair: pair[0][SPEED])


def measured(modules: Path, url: str) -> tuple[dict[str, int], str]:
    """The scores of one run from 0 to 100, and the audits that cost points."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [str(modules / ".bin" / "lighthouse"), url, "--quiet", "--output=json", f"--output-path={report}"]
        environment = {**os.environ, "CHROME_PATH": shutil.which("chromium") or ""}
        subprocess.run([*command, f"--chrome-flags={FLAGS}"], check=True, env=environment, capture_output=True)
        result = json.loads(report.read_text(encoding="utf-8"))
    audits = result["audits"]
    weighty = {item["id"] for category in result["categories"].values() for item in category["auditRefs"] if item["weight"]}
    costly = sorted(name for name in weighty if audits[name]["score"] is not None and audits[name]["score"] < _COSTLY)
    scores = {kind: round(100 * (result["categories"][kind]["score"] or 0)) for kind in (*LOWEST, SPEED)}
    return scores, ", ".join(f"{name} {audits[name].get('displayValue', '')}".strip() for name in costly)
