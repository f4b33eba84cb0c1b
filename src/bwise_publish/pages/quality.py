"""The page on quality: what is checked, the rules in words, counts of what was checked, and the validation report of this release."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bwise_publish.pages.prose import lowered, with_prose
from bwise_publish.pages.rendering import Page
from bwise_publish.pages.site import Site

ADDRESS = "quality/"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule in words: the code under which a breach is reported, and the sentence."""

    code: str
    sentence: str


@dataclass(frozen=True, slots=True)
class TableRules:
    """The rules of one table of one package."""

    package: str
    title: str
    rules: tuple[Rule, ...]


def pages(site: Site) -> list[Page]:
    """The one page on quality."""
    packages = site.packages
    rules = table_rules(site)
    common = common_rules(site)
    page = site.renderer.page(
        "quality.md.j2",
        ADDRESS,
        "Quality",
        f"How the {sum(package.rows for package in packages):,} rows of this release were checked, the rules they keep, and the report.",
        packages=packages,
        common=common,
        by_package=[(package.title, [group for group in rules if group.package == package.name]) for package in packages],
        count=len(common) + sum(len(group.rules) for group in rules),
    )
    return [with_prose(page, "Report of this release", lowered(site.report))]


def table_rules(site: Site) -> tuple[TableRules, ...]:
    """The rules of each table as validation applies them, in its own sentences."""
    # Validation is asked for its sentences only, so that the page cannot say other than what is checked.
    from bwise_publish.validation.rules import rule_sets

    found = []
    for package in site.publication.packages:
        for rules in rule_sets(package):
            table = site.tables.table(package, rules.table)
            found.append(TableRules(package, table.resource.title, _rules(rules.model.to_schema().checks)))
    return tuple(found)


def common_rules(site: Site) -> tuple[Rule, ...]:
    """The rules that hold for every table with the fields in question."""
    from bwise_publish.validation.rules.common import common_checks

    year = site.publication.date.year
    checks = [check for table in site.tables.catalog.tables.values() for check in common_checks(table, year)]
    return tuple(sorted(set(_rules(checks)), key=lambda rule: rule.code))


def _rules(checks: Iterable[object]) -> tuple[Rule, ...]:
    """Pandera checks as rules: their name is the code, their description the sentence."""
    return tuple(Rule(str(getattr(check, "name", "")), " ".join(str(getattr(check, "description", "")).split())) for check in checks)
