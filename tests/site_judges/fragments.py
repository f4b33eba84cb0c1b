"""Hyperlink over every page: each link leads to a file of the site, and each fragment to a place on its page."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

from tests.site_judges.finding import Verdict
from tests.site_judges.tools import need

_TEST = re.compile(r"^(ok|not ok) \d+ (.*)$")


def judge(site: Path, modules: Path) -> Verdict:
    """The links inside the site. Every page is a starting point, so that one to which nothing leads is judged too."""
    need("node")
    version = json.loads((modules / "hyperlink" / "package.json").read_text(encoding="utf-8"))["version"]
    pages = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    command = [str(modules / ".bin" / "hyperlink"), "--internal", "--pretty", "--root", ".", *pages]
    environment = {**os.environ, "NODE_OPTIONS": "--max-old-space-size=4096", "NODE_NO_WARNINGS": "1"}
    run = subprocess.run(command, cwd=site, env=environment, capture_output=True, text=True, check=False)
    verdict = Verdict("hyperlink", version, "links and fragments of every page", "links")
    for line in run.stdout.splitlines():
        if (test := _TEST.match(line)) and test[1] == "ok":
            verdict.passed += 1
        elif test:
            verdict.findings.append(test[2])
    if run.returncode and not verdict.findings:
        verdict.findings.append(f"It broke off: {' '.join(run.stderr.split())[-300:]}")
    return verdict
