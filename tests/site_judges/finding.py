"""What a judge of the site says, in the form that the verdicts on the conformance board have."""

from __future__ import annotations

from dataclasses import dataclass, field

MOST_FINDINGS = 40


@dataclass
class Verdict:
    """One judge: its name and version, what it looked at, how many things it found right, and what it found wrong."""

    judge: str
    version: str
    what: str
    unit: str
    passed: int = 0
    findings: list[str] = field(default_factory=list)

    def told(self) -> str:
        """The verdict as lines for a terminal."""
        state = "passed" if self.passed and not self.findings else "FAILED"
        lines = [f"{self.judge} {self.version}: {state}: {self.what}: {self.passed:,} {self.unit}, {len(self.findings):,} findings"]
        return "\n".join(lines + [f"  {finding}" for finding in sorted(self.findings)[:MOST_FINDINGS]])

    def value(self) -> dict[str, object]:
        """The verdict as JSON; of many findings, the first are kept."""
        return {
            "judge": self.judge,
            "version": self.version,
            "what": self.what,
            "unit": self.unit,
            "passed": self.passed,
            "failed": len(self.findings),
            "findings": sorted(self.findings)[:MOST_FINDINGS],
        }
