"""Practices grouped by what they have in common: country, technology kind, support need, field of activity."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bwise_publish.views.named import Named, by_title, descriptions
from bwise_publish.views.practices import Practice
from bwise_publish.views.tables import Tables

# The identifier of the last group of a facet: practices for which the evidence names nothing.
NOT_STATED = "not-stated"


@dataclass(frozen=True)
class FacetGroup:
    """The practices that share one value of a facet, by title. `description` is that of the code list, or empty."""

    id: str
    title: str
    description: str
    practices: tuple[Practice, ...]


@dataclass(frozen=True)
class Facet:
    """All practices by one thing; with `several`, a practice can stand in more than one group."""

    id: str
    title: str
    several: bool
    groups: tuple[FacetGroup, ...]


def gallery(practices: tuple[Practice, ...]) -> tuple[FacetGroup, ...]:
    """Each practice once, under its main country by name; those without one come last."""
    return _grouped(practices, lambda item: [item.country] if item.country else [], {}, "Several countries, or country not stated")


def facets(tables: Tables, practices: tuple[Practice, ...]) -> tuple[Facet, ...]:
    """The practices by country (main or further), technology kind, support need and field of activity."""
    kinds, needs, fields = (descriptions(tables, "reference", name) for name in ("technology_kinds", "support_needs", "activity_fields"))
    return (
        Facet("country", "country", True, _grouped(practices, _countries, {}, "Country not stated")),
        Facet("technology", "technology kind", False, _grouped(practices, _kinds, kinds, "Technology kind not stated")),
        Facet("support-need", "support need", True, _grouped(practices, _needs, needs, "No support need named")),
        Facet("activity-field", "field of activity", False, _grouped(practices, _fields, fields, "Field of activity not stated")),
    )


def _countries(practice: Practice) -> list[Named]:
    return [item.country for item in practice.countries]


def _kinds(practice: Practice) -> list[Named]:
    return [practice.technology_kind]


def _needs(practice: Practice) -> list[Named]:
    return [mention.named for mention in practice.support_needs if mention.named]


def _fields(practice: Practice) -> list[Named]:
    return [practice.activity_field] if practice.activity_field else []


def _grouped(
    practices: Iterable[Practice], values: Callable[[Practice], list[Named]], texts: dict[str, str], without: str
) -> tuple[FacetGroup, ...]:
    """Groups by title; the practices without a value come last, under the heading `without`."""
    groups: dict[Named, list[Practice]] = {}
    lacking: list[Practice] = []
    for practice in practices:
        found = values(practice)
        for value in found:
            groups.setdefault(value, []).append(practice)
        if not found:
            lacking.append(practice)
    listed = [
        FacetGroup(value.id.lower(), value.title, _telling(value.title, texts.get(value.id, "")), tuple(groups[value]))
        for value in sorted(groups, key=by_title)
    ]
    if lacking:
        listed.append(FacetGroup(NOT_STATED, without, "", tuple(lacking)))
    return tuple(listed)


def _telling(title: str, description: str) -> str:
    """The description, or nothing where it only repeats the title."""
    return "" if description.rstrip(".") == title else description
