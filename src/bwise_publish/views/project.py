"""The B-WISE project: its facts with every source that gives them, work packages, results and events."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from bwise_publish.catalog import Record
from bwise_publish.views.named import Named, known, named
from bwise_publish.views.tables import Origin, Tables, origin

PACKAGE = "strategy"


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact in one source. `items` holds the values of a list; then `value` is empty. `planned` marks an aim, not a count."""

    id: str
    value: str
    items: tuple[str, ...]
    qualifier: str
    planned: bool
    origin: Origin

    @property
    def words(self) -> str:
        """The fact as a page prints it."""
        return ", ".join(self.items) if self.items else f"{self.qualifier} {self.value}".strip()


@dataclass(frozen=True, slots=True)
class FactGroup:
    """All that the sources say on one question about the project, in the order of the evidence."""

    id: str
    title: str
    description: str
    facts: tuple[Fact, ...]

    @property
    def differ(self) -> bool:
        """Whether two sources say different things."""
        return len({fact.words for fact in self.facts}) > 1


@dataclass(frozen=True, slots=True)
class WorkPackage:
    """A work package. Title, objective and lead are empty where no text that was read gives them."""

    number: int
    title: str
    description: str
    lead: Named | None
    lead_as_stated: str
    tasks: tuple[str, ...]
    origin: Origin


@dataclass(frozen=True, slots=True)
class Deliverable:
    """A result. `published` is a year, a year and month, or a date as text; empty when not known.

    Whether it was only planned, or its date is doubtful, no column tells: the note of the row does, in these words.
    """

    id: str
    title: str
    name_local: str
    language: str
    kind: Named
    work_package: int | None
    description: str
    published: str
    url: str
    origin: Origin

    @property
    def planned(self) -> bool:
        """Whether the note says that the result, or its date, was planned."""
        return "planned" in self.origin.note

    @property
    def date_doubtful(self) -> bool:
        """Whether the note calls the date doubtful."""
        return "date is doubtful" in self.origin.note


@dataclass(frozen=True, slots=True)
class Event:
    """An event or a dated news item; `places` in the words of the source."""

    id: str
    title: str
    kind: Named
    description: str
    start: datetime.date | None
    end: datetime.date | None
    places: tuple[str, ...]
    origin: Origin


@dataclass(frozen=True)
class Project:
    """The project as a whole. `start` and `end` are a year and month, or empty when the evidence gives none."""

    facts: tuple[FactGroup, ...]
    work_packages: tuple[WorkPackage, ...]
    deliverables: tuple[Deliverable, ...]
    events: tuple[Event, ...]

    def fact(self, key: str) -> FactGroup | None:
        """What the sources say on one question; None when none says anything."""
        return next((group for group in self.facts if group.id == key), None)

    def first(self, key: str) -> str:
        """The first source's answer to one question, or an empty string."""
        group = self.fact(key)
        return group.facts[0].words if group else ""

    @property
    def dated_events(self) -> tuple[Event, ...]:
        """The events whose date is known, by date."""
        return tuple(event for event in self.events if event.start)

    @property
    def undated_events(self) -> tuple[Event, ...]:
        """The events whose date no source shows."""
        return tuple(event for event in self.events if not event.start)

    @property
    def dated_deliverables(self) -> tuple[Deliverable, ...]:
        """The results whose date of publication, or planned date, is known."""
        return tuple(item for item in self.deliverables if item.published)


def project_view(tables: Tables) -> Project:
    """The B-WISE project: facts by the order of the evidence, work packages by number, results and events by date, undated ones last."""
    deliverables = (_deliverable(tables, record) for record in tables.rows(PACKAGE, "deliverables"))
    events = (_event(tables, record) for record in tables.rows(PACKAGE, "events"))
    return Project(
        facts=_facts(tables),
        work_packages=tuple(_work_package(tables, record) for record in tables.rows(PACKAGE, "work_packages")),
        deliverables=tuple(sorted(deliverables, key=lambda item: (not item.published, item.published, item.id))),
        events=tuple(sorted(events, key=lambda item: (item.start is None, item.start or datetime.date.max, item.id))),
    )


def _facts(tables: Tables) -> tuple[FactGroup, ...]:
    groups: dict[str, list[Fact]] = {}
    for record in tables.rows(PACKAGE, "project_facts"):
        groups.setdefault(record["project_fact_key_id"], []).append(_fact(tables, record))
    found = []
    for key, facts in groups.items():
        question = tables.one("reference", "project_fact_keys", key)
        found.append(FactGroup(key, question["title"], question["description"] or "", tuple(facts)))
    return tuple(found)


def _fact(tables: Tables, record: Record) -> Fact:
    key = record["project_fact_id"]
    rows = tables.by(PACKAGE, "project_fact_items", "project_fact_id").get(key, ())
    qualifier = record["value_qualifier_id"]
    return Fact(
        id=key,
        value=record["value"] or "",
        items=tuple(_item(tables, row) for row in rows),
        qualifier=tables.title("reference", "value_qualifiers", qualifier).lower() if qualifier else "",
        planned=record["obs_status_id"] == "target",
        origin=origin(tables, record),
    )


def _item(tables: Tables, row: Record) -> str:
    """An item of a list: the name of the country where it is one."""
    code = row["country_code"]
    return tables.title("reference", "countries", code) if code else str(row["value"])


def _work_package(tables: Tables, record: Record) -> WorkPackage:
    number = record["work_package_number"]
    return WorkPackage(
        number=number,
        title=record["title"] or "",
        description=record["description"] or "",
        lead=named(tables, PACKAGE, "organisations", record["lead_organisation_id"]),
        lead_as_stated=record["lead_as_stated"] or "",
        tasks=_texts(tables.by(PACKAGE, "work_package_tasks", "work_package_number").get(number, ()), "task"),
        origin=origin(tables, record),
    )


def _deliverable(tables: Tables, record: Record) -> Deliverable:
    return Deliverable(
        id=record["deliverable_id"],
        title=record["title"],
        name_local=record["name_local"] or "",
        language=record["language"] or "",
        kind=known(tables, "reference", "deliverable_kinds", record["deliverable_kind_id"]),
        work_package=record["work_package_number"],
        description=record["description"] or "",
        published=str(record["published"] or ""),
        url=record["url"] or "",
        origin=origin(tables, record),
    )


def _event(tables: Tables, record: Record) -> Event:
    return Event(
        id=record["event_id"],
        title=record["title"],
        kind=known(tables, "reference", "event_kinds", record["event_kind_id"]),
        description=record["description"] or "",
        start=record["start_date"],
        end=record["end_date"],
        places=_texts(tables.by(PACKAGE, "event_places", "event_id").get(record["event_id"], ()), "place"),
        origin=origin(tables, record),
    )


def _texts(rows: Iterable[Record], field: str) -> tuple[str, ...]:
    return tuple(str(row[field]) for row in rows)
