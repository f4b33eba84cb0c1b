"""Stock frictionless is the judge: on generated packages both give one verdict, but for the checks that are documented as ours.

A fixed sample; `./nox -s fuzz` runs thousands of others.
"""

from __future__ import annotations

from hypothesis import HealthCheck, Phase, given, settings

from tests.validation.generated import Case, packages
from tests.validation.verdicts import judge


@settings(
    max_examples=300,
    derandomize=True,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(packages())
def test_both_give_one_verdict(case: Case):
    assert not judge(case).disagreement, f"{judge(case).disagreement}\n{case}"
