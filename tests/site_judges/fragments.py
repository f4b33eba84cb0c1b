"""check-html-links over every page: each link leads to a file of the site, and each fragment to a place on its page."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

from tests.site_judges.finding import Verdict
from tests.site_judges.tools import need

NAME = "check-html-links"
_LINKS = re.compile(r"(\d+) internal links$")
_TARGET = re.compile(r"^ +\d+\. (missing .*)$")
_FROM = re.compile(r"^ +from (.*)$")
_END = re.compile(r"All tested links are valid|Checking links duration")


def judge(site: Path, modules: Path) -> Verdict:
    """The links inside the site, as they stand in its files. Each target that is missing is a finding, with one place that leads to it."""
    need("node")
    version = json.loads((modules / NAME / "package.json").read_text(encoding="utf-8"))["version"]
    environment = {**os.environ, "NO_COLOR": "1", "FORCE_COLOR": "0"}
    run = subprocess.run([str(modules / ".bin" / NAME), "."], cwd=site, env=environment, capture_output=True, text=True, check=False)
    verdict = Verdict(NAME, version, "links and fragments of every page", "links")
    # It ends with 0 whatever it finds, and writes what is missing to the stream of errors.
    lines = [*run.stdout.splitlines(), *run.stderr.splitlines()]
    for line in lines:
        if count := _LINKS.search(line):
            verdict.passed = int(count[1])
        elif target := _TARGET.match(line):
            verdict.findings.append(target[1])
        elif (place := _FROM.match(line)) and " from " not in verdict.findings[-1]:
            verdict.findings[-1] += f" from {place[1]}"
    if run.returncode or not any(_END.search(line) for line in lines):
        verdict.findings.append(f"It broke off: {' '.join(run.stderr.split())[-300:]}")
    return verdict
