"""Puts a generated package to stock frictionless and to ours, and says where the two do not agree."""

from __future__ import annotations

import tempfile
import warnings
from dataclasses import dataclass
from pathlib import Path

import frictionless

from bwise_publish.catalog import load
from bwise_publish.validation import validate
from bwise_publish.validation.differences import STRICTER
from tests.validation.generated import Case


@dataclass(frozen=True)
class Verdicts:
    """What both say: whether stock accepts, and the codes of our problems. `stock_says` has its errors."""

    stock: bool
    codes: frozenset[str]
    stock_says: str
    ours_say: str
    alternation: bool

    @property
    def disagreement(self) -> str:
        """Why the two verdicts cannot stand beside each other; empty when they can."""
        if not self.stock and not self.codes:
            return f"accepted here, rejected by frictionless: {self.stock_says}"
        unexplained = sorted(code for code in self.codes if code not in STRICTER or (code == "cell-pattern" and not self.alternation))
        if self.stock and self.codes and unexplained:
            return f"rejected here with {', '.join(unexplained)}, accepted by frictionless:\n{self.ours_say}"
        return ""


def judge(case: Case) -> Verdicts:
    """Both verdicts on one package, read from files."""
    with tempfile.TemporaryDirectory() as name:
        descriptor = case.write(Path(name))
        report = validate(load([Path(name)], guess=True), guess=True)
        stock, says = _stock(descriptor)
    return Verdicts(
        stock, frozenset(problem.code for problem in report.problems), says, "\n".join(map(str, report.problems)), "a|b" in str(case.raw)
    )


def _stock(descriptor: Path) -> tuple[bool, str]:
    """The verdict of frictionless on the files themselves; a crash of its own is no acceptance."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            report = frictionless.Package(str(descriptor)).validate()
    except Exception as error:
        return False, f"stops: {type(error).__name__}: {error}"
    return bool(report.valid), "; ".join(str(row) for row in report.flatten(["rowNumber", "fieldName", "type", "note"])[:4])
