"""What outside judges found in a release: docs/conformance.json, which `./nox -s judge` writes and the conformance board shows.

The verdicts are kept as data beside the text, so that a release shows what was found without asking anybody while it is built.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bwise_publish.problems import Place, Problem, Refusal, listed

FILE = "conformance.json"
_MEND = "Run: ./nox -s judge"


@dataclass(frozen=True, slots=True)
class Waiver:
    """A rule that a judge reported and that is not counted, why, and how often it was reported."""

    rule: str
    why: str
    count: int


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that a judge looked at (`what`), against what, and how many things of which unit passed and failed."""

    what: str
    against: str
    unit: str
    passed: int
    failed: int
    findings: tuple[str, ...] = ()
    waived: tuple[Waiver, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one judge said: its name and version, the standard that it judges, and its checks, or why it could not run.

    `own` marks a scorer that is ours, which counts by the weights and lists of others.
    """

    judge: str
    judges: str
    version: str
    could_not_run: str = ""
    checks: tuple[Check, ...] = ()
    own: bool = False

    @property
    def passed(self) -> bool:
        """Whether it ran, looked at something in each check, and found no fault. A judge that cannot run has not passed anything."""
        return not self.could_not_run and bool(self.checks) and all(check.passed and not check.failed for check in self.checks)


@dataclass(frozen=True, slots=True)
class Board:
    """All verdicts, and the fingerprint of what was judged."""

    fingerprint: str
    verdicts: tuple[Verdict, ...] = ()

    def json(self) -> bytes:
        """The board as the site serves it and `read_board` reads it."""
        verdicts = [_value(verdict) for verdict in self.verdicts]
        return (json.dumps({"fingerprint": self.fingerprint, "verdicts": verdicts}, ensure_ascii=False, indent=1) + "\n").encode()


def board_of(kept: Board | None, fingerprint: str) -> Board:
    """The board of files with this fingerprint: the kept one when it is of the same files, else one without a verdict."""
    return kept if kept is not None and kept.fingerprint == fingerprint else Board(fingerprint)


def objections(board: Board) -> list[Problem]:
    """Why files with this board cannot be released."""
    place = Place(file=f"docs/{FILE}")
    if not board.verdicts:
        message = "The files of this release have not been judged; the verdicts that are kept are of other files, or there are none."
        return [Problem(place, "release-not-judged", message, f"{_MEND}, then make the release again.")]
    problems = []
    for verdict in board.verdicts:
        if verdict.could_not_run:
            message = f"{verdict.judge} could not run: {verdict.could_not_run}"
            problems.append(Problem(place, "judge-could-not-run", message, f"Give it what it needs. {_MEND}"))
        elif not verdict.passed:
            found = [f"{check.what}: {finding}" for check in verdict.checks for finding in check.findings] or ["nothing to look at"]
            message = f"{verdict.judge} {verdict.version} found faults: {listed(found, 3)}."
            problems.append(Problem(place, "judge-failed", message, f"Mend what it found. {_MEND}"))
    return problems


def read_board(root: Path) -> Board | None:
    """The verdicts that are kept in docs/ of the publication; None when there are none. Raises Refusal when they cannot be read."""
    path = root / "docs" / FILE
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
        return Board(str(value["fingerprint"]), tuple(_verdict(item) for item in value["verdicts"]))
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError, AttributeError):
        message = "The verdicts are not in the form that ./nox -s judge writes."
        raise Refusal([Problem(Place(file=f"docs/{FILE}"), "conformance-unreadable", message, _MEND)]) from None


def _verdict(value: Any) -> Verdict:
    checks = tuple(
        Check(
            what=str(item["what"]),
            against=str(item["against"]),
            unit=str(item["unit"]),
            passed=int(item["passed"]),
            failed=int(item["failed"]),
            findings=tuple(str(finding) for finding in item["findings"]),
            waived=tuple(Waiver(str(waiver["rule"]), str(waiver["why"]), int(waiver["count"])) for waiver in item["waived"]),
        )
        for item in value["checks"]
    )
    judge, standard, version, why = (str(value[key]) for key in ("judge", "judges", "version", "could_not_run"))
    return Verdict(judge, standard, version, why, checks, bool(value.get("own")))


def _value(verdict: Verdict) -> dict[str, Any]:
    checks = [
        {
            "what": check.what,
            "against": check.against,
            "unit": check.unit,
            "passed": check.passed,
            "failed": check.failed,
            "findings": list(check.findings),
            "waived": [{"rule": waiver.rule, "why": waiver.why, "count": waiver.count} for waiver in check.waived],
        }
        for check in verdict.checks
    ]
    return {
        "judge": verdict.judge,
        "judges": verdict.judges,
        "own": verdict.own,
        "version": verdict.version,
        "could_not_run": verdict.could_not_run,
        "checks": checks,
    }
