"""docs/accessibility.toml: what is known about how well people can use the site, read and checked."""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bwise_publish.problems import Place, Problem, Refusal, listed, shown
from bwise_publish.publication import Publication

FILE = "docs/accessibility.toml"
# The three groups of the model statement in Commission Implementing Decision (EU) 2018/1523, and one of ours.
REASONS = ("non-compliance", "disproportionate-burden", "out-of-scope", "difficulty")
CONFORMANCE = {"full": "fully compliant", "partial": "partially compliant", "none": "not compliant"}
_DAYS = 366
_TEXTS = ("id", "reason", "criterion", "where", "what", "instead")


@dataclass(frozen=True, slots=True)
class Issue:
    """Something that does not work for everyone. `criterion` is empty where none is concerned; `opened` is when it was first known."""

    id: str
    reason: str
    criterion: str
    where: str
    what: str
    instead: str
    opened: datetime.date


@dataclass(frozen=True)
class Statement:
    """The facts of an accessibility statement. `conformance` is a key of CONFORMANCE."""

    prepared: datetime.date
    reviewed: datetime.date
    conformance: str
    standard: str
    method: tuple[str, ...]
    not_done: tuple[str, ...]
    issues: tuple[Issue, ...]

    def of(self, reason: str) -> tuple[Issue, ...]:
        """The issues with that reason, in the order of the file."""
        return tuple(issue for issue in self.issues if issue.reason == reason)


def read_statement(publication: Publication) -> Statement:
    """Reads the file. Raises Refusal when it is missing, not complete, untrue in itself, or older than a year."""
    try:
        values = tomllib.loads((publication.root / FILE).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        message = f"{FILE} cannot be read: {str(error).rstrip('.')}."
        raise Refusal([Problem(Place(file=FILE), "accessibility-unreadable", message, "Restore it, or mend the place named.")]) from None
    problems = [Problem(Place(file=FILE), "accessibility-value", message, mend) for message, mend in _faults(values)]
    if not problems:
        problems = list(_untrue(values, publication.date))
    if problems:
        raise Refusal(problems)
    issues = tuple(Issue(**{name: entry[name] for name in (*_TEXTS, "opened")}) for entry in values.get("issue", []))
    return Statement(
        prepared=values["prepared"],
        reviewed=values["reviewed"],
        conformance=values["conformance"],
        standard=values["standard"],
        method=tuple(values["method"]),
        not_done=tuple(values["not_done"]),
        issues=issues,
    )


def _faults(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What is missing or of the wrong kind, each with its mend."""
    for name in ("prepared", "reviewed"):
        if type(values.get(name)) is not datetime.date:
            yield f"{name} is no date.", "Write a date without quotation marks: 2026-11-25."
    if values.get("conformance") not in CONFORMANCE:
        yield f"conformance is {shown(values.get('conformance'))}.", f"Write one of {listed(CONFORMANCE)}."
    if not isinstance(values.get("standard"), str):
        yield "standard is no text.", "Name the standard that the site is measured by."
    for name in ("method", "not_done"):
        if not (isinstance(values.get(name), list) and all(isinstance(item, str) for item in values[name])):
            yield f"{name} is no list of sentences.", "Write a list of texts in square brackets."
    entries = values.get("issue", [])
    if not (isinstance(entries, list) and all(isinstance(entry, dict) for entry in entries)):
        yield "issue is no list of issues.", "Begin each issue with a line [[issue]]."
        return
    for number, entry in enumerate(entries, start=1):
        named = f"Issue {number}"
        if wrong := [name for name in _TEXTS if not isinstance(entry.get(name), str)]:
            yield f"{named} has no text for {listed(wrong)}.", "Write it in quotation marks; criterion may be empty."
        elif entry["reason"] not in REASONS:
            yield f"{named} has the reason {shown(entry['reason'])}.", f"Write one of {listed(REASONS)}."
        elif type(entry.get("opened")) is not datetime.date:
            yield f"{named} does not say when it was opened.", "Write opened with a date without quotation marks."


def _untrue(values: Mapping[str, Any], release: datetime.date) -> Iterator[Problem]:
    """What the statement may not say."""
    place = Place(file=FILE)
    failures = sum(entry["reason"] in REASONS[:2] for entry in values.get("issue", []))
    if failures and values["conformance"] == "full":
        message = f"The statement claims full conformance and lists {failures} failures."
        yield Problem(place, "accessibility-claim", message, "Write partial, or take out what has been mended.")
    if release - values["reviewed"] > datetime.timedelta(days=_DAYS):
        message = f"The last review, of {values['reviewed']}, is more than a year older than the release of {release}."
        yield Problem(place, "accessibility-old", message, "Review the issues, and set reviewed to the day of the review.")
