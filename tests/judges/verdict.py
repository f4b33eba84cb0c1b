"""What every judge says, in one form. Needs the standard library only: each judge runs it in an environment of its own.

A judge is a program `<judge>.py RELEASE --vocabularies FOLDER` that reads the release folder and prints its verdict as one line of JSON.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

MOST_FINDINGS = 20


@dataclass(frozen=True)
class Release:
    """What is judged: the folder of a release (with site/), and the folder of shapes, contexts and lists that others publish."""

    folder: Path
    vocabularies: Path

    @property
    def site(self) -> Path:
        """What is served."""
        return self.folder / "site"

    def packages(self) -> list[Path]:
        """The folders of the published packages."""
        return sorted(path.parent for path in self.site.glob("data/*/datapackage.json"))

    def files(self) -> dict[str, dict[str, object]]:
        """The files of the release by path, as manifest.json tells of them."""
        manifest = json.loads((self.folder / "manifest.json").read_text(encoding="utf-8"))
        return {str(item["path"]): item for item in manifest["files"]}


@dataclass
class Check:
    """One thing that a judge looked at: what, against what, counted in which unit, and what it found.

    `waived` counts by rule and reason what the judge reported and we do not count as a fault.
    """

    what: str
    against: str
    unit: str
    passed: int = 0
    findings: list[str] = field(default_factory=list)
    waived: dict[tuple[str, str], int] = field(default_factory=dict)

    def good(self, count: int = 1) -> None:
        """Counts things that the judge found right."""
        self.passed += count

    def bad(self, finding: str) -> None:
        """Notes a thing that the judge found wrong."""
        self.findings.append(" ".join(finding.split()))

    def waive(self, rule: str, why: str) -> None:
        """Counts a finding that is not ours to mend."""
        self.waived[rule, why] = self.waived.get((rule, why), 0) + 1

    def either(self, right: bool, finding: str) -> None:
        """Counts one thing as right, or notes the finding."""
        if right:
            self.good()
        else:
            self.bad(finding)

    def value(self) -> dict[str, object]:
        """The check as JSON. Findings are sorted; of many, the first are kept."""
        findings = sorted(self.findings)
        return {
            "what": self.what,
            "against": self.against,
            "unit": self.unit,
            "passed": self.passed,
            "failed": len(findings),
            "findings": findings[:MOST_FINDINGS],
            "waived": [{"rule": rule, "why": why, "count": count} for (rule, why), count in sorted(self.waived.items())],
        }


def main(distribution: str, examine: Callable[[Release], list[Check]], own_version: str = "") -> None:
    """Runs a judge and prints its verdict; what libraries print goes to standard error.

    `distribution` is the package that judges; `own_version` is given in its place by a judge that is ours.
    """
    parser = argparse.ArgumentParser()
    parser.add_argument("release", type=Path)
    parser.add_argument("--vocabularies", type=Path, required=True)
    options = parser.parse_args()
    with contextlib.redirect_stdout(sys.stderr):
        release = Release(options.release.resolve(), options.vocabularies.resolve())
        checks = examine(release)
    verdict = json.dumps(
        {"version": own_version or version(distribution), "checks": [check.value() for check in checks]}, ensure_ascii=False
    )
    # A finding may quote where the files lie on this machine.
    print(verdict.replace(f"{release.folder}/", ""))
