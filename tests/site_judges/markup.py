"""The Nu HTML checker, as the W3C runs it, over every page."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from tests.site_judges.finding import Verdict
from tests.site_judges.tools import need


def judge(site: Path, modules: Path) -> Verdict:
    """Errors of markup on any page. Its warnings about the content security policy are about files that it reads without a server."""
    need("java")
    jar = str(modules / "vnu-jar" / "build" / "dist" / "vnu.jar")
    command = ["java", "-Xss4m", "-jar", jar, "--skip-non-html", "--errors-only", "--exit-zero-always", "--format", "json", "."]
    run = subprocess.run(command, cwd=site, capture_output=True, text=True, check=True)
    version = subprocess.run(["java", "-jar", jar, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    messages = json.loads(run.stderr)["messages"]
    verdict = Verdict("Nu HTML checker", version, "markup of every page", "pages")
    faulty = set()
    for message in messages:
        page = message.get("url", "").removeprefix(f"file:{site.resolve()}/").removeprefix("./")
        faulty.add(page)
        where = f"{page}:{message.get('lastLine', '')}"
        verdict.findings.append(f"{where}: {message['message']} [{' '.join(message.get('extract', '').split())[:120]}]")
    verdict.passed = sum(1 for _ in site.rglob("*.html")) - len(faulty)
    return verdict
