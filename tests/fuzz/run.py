"""Thousands of generated packages, each put to stock frictionless and to ours. Run by `./nox -s fuzz`; prints counts and disagreements.

    python -m tests.fuzz.run [cases] [seed]

Ends with exit code 1 when there is a disagreement. The smallest package of each kind of disagreement is shown.
"""

from __future__ import annotations

import sys
import time
from collections import Counter

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.validation.generated import Case, packages
from tests.validation.verdicts import judge


def main(cases: int = 10_000, number: int = 1, most: int = 20) -> int:
    """Runs the cases and prints what came of them."""
    counts: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    found: dict[str, tuple[str, Case]] = {}
    started = time.monotonic()

    @seed(number)
    @settings(max_examples=cases, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(packages())
    def one(case: Case) -> None:
        verdicts = judge(case)
        both = "both accept" if verdicts.stock and not verdicts.codes else "both reject" if not verdicts.stock and verdicts.codes else ""
        counts[both or ("ours rejects more, by a documented check" if not verdicts.disagreement else "disagreement")] += 1
        if not both and not verdicts.disagreement:
            reasons.update(verdicts.codes)
        if verdicts.disagreement:
            kind = verdicts.disagreement.split(":")[0] + (verdicts.stock_says[:60] if not verdicts.codes else "")
            if kind not in found or len(str(case)) < len(str(found[kind][1])):
                found[kind] = (verdicts.disagreement, case)

    try:
        one()
    except KeyboardInterrupt:  # what was found until then is printed
        print("Stopped before the last case.")
    for disagreement, case in list(found.values())[:most]:
        print(f"DISAGREEMENT {disagreement}\n{case}\n")
    print(f"{sum(counts.values()):,} cases in {time.monotonic() - started:.0f} s, seed {number}")
    for what, count in sorted(counts.items()):
        print(f"{count:>8,}  {what}")
    print("Documented checks that alone rejected: " + ", ".join(f"{code} {count:,}" for code, count in reasons.most_common()))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
