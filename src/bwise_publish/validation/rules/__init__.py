"""Rules of this publication: what a Table Schema cannot say, written by hand as pandera models, one module a package.

How to read a rule: the name given to `pa.dataframe_check` is the problem code; the docstring is the message; `title` is the field at
which the problem is shown; `error` says how to mend it. The check returns one truth value a row; a row that lacks a value in question
keeps the rule.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module

from bwise_publish.catalog import Catalog
from bwise_publish.explanations import Explanation
from bwise_publish.problems import Problem
from bwise_publish.publication import Publication
from bwise_publish.validation.rules.applying import RuleSet, rule_problems
from bwise_publish.validation.rules.common import common_problems, every_common_check

# The module of this folder that holds the rules of a package.
MODULES = {
    "reference": "reference",
    "wise-mapping": "wise_mapping",
    "country-context": "country_context",
    "skills-needs": "skills_needs",
    "personas": "personas",
    "curricula": "curricula",
    "practices": "practices",
    "strategy": "strategy",
}


def rule_sets(package: str) -> tuple[RuleSet, ...]:
    """The rules of a package, by table; none for a package that has no module here."""
    if package not in MODULES:
        return ()
    sets: tuple[RuleSet, ...] = import_module(f"{__name__}.{MODULES[package]}").RULES
    return sets


def check_rules(catalog: Catalog, publication: Publication) -> list[Problem]:
    """A problem for each row of the publication's packages that breaks a common rule or a rule of its package."""
    return list(_problems(catalog, publication))


def _problems(catalog: Catalog, publication: Publication) -> Iterator[Problem]:
    for package in publication.packages:
        if package not in catalog.packages:
            continue
        for table in catalog.tables_of(package):
            yield from common_problems(table, publication.date.year)
        for rules in rule_sets(package):
            yield from rule_problems(catalog, package, rules)


def explained_rules() -> list[Explanation]:
    """The rules in words: those of every table, then those of each package, each code once with the packages whose rule it is."""
    found = {
        str(check.name): Explanation(str(check.name), str(check.description), str(check.error), "a row that breaks this")
        for check in every_common_check()
    }
    packages: dict[str, list[str]] = {}
    for package in MODULES:
        for rules in rule_sets(package):
            for check in rules.model.to_schema().checks:
                code, sentence = str(check.name), " ".join(str(check.description).split())
                packages.setdefault(code, []).append(package)
                example = f"a row of {package}/{rules.table} that breaks this"
                found.setdefault(code, Explanation(code, sentence, str(check.error), example))
    return [replace(rule, packages=tuple(dict.fromkeys(packages.get(code, ())))) for code, rule in found.items()]
