"""The dated parts of the B-WISE project on one line of time: its period, its surveys, its events and its results."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from bwise_publish.views.dates import span, spoken, spoken_span
from bwise_publish.views.project import Deliverable, Event, Project

# Kinds of events that tell of something already on the line: news of an event, the publication of a result.
_TOLD_ELSEWHERE = {"news", "publication"}
# Periods: title, and the keys of the facts that give first and last month.
_PERIODS = (("B-WISE project", "start", "end"), ("Surveys face to face and online", "survey-period-start", "survey-period-end"))


@dataclass(frozen=True, slots=True)
class Moment:
    """Something with a date. `end` is None for a single day; a month or a year without a day spans all its days."""

    start: datetime.date
    end: datetime.date | None
    title: str
    kind: str
    when: str
    source_id: str
    source_title: str
    note: str


def timeline(project: Project) -> tuple[Moment, ...]:
    """Periods, then events, then results, each by date. News items are left out, since they tell of what stands here already."""
    return (*_periods(project), *_events(project.dated_events), *_results(project.dated_deliverables))


def left_out(project: Project) -> tuple[int, int, int]:
    """How many events and results have no date, and how many work packages have none (none of them has)."""
    results = len(project.deliverables) - len(project.dated_deliverables)
    return len(project.undated_events), results, len(project.work_packages)


def _periods(project: Project) -> list[Moment]:
    found = []
    for title, first, last in _PERIODS:
        start, end = project.fact(first), project.fact(last)
        one, other = (group.facts[0].value if group else "" for group in (start, end))
        if start and one and other:
            origin = start.facts[0].origin
            when = spoken_span(one, other)
            found.append(Moment(span(one)[0], span(other)[1], title, "Project", when, origin.source_id, origin.source_title, origin.note))
    return found


def _events(events: tuple[Event, ...]) -> list[Moment]:
    found = []
    for event in events:
        if event.kind.id in _TOLD_ELSEWHERE or event.start is None:
            continue
        when = spoken_span(event.start.isoformat(), event.end.isoformat() if event.end else "")
        place = f", {', '.join(event.places)}" if event.places else ""
        source = event.origin
        found.append(
            Moment(event.start, event.end, event.title, "Events", f"{when}{place}", source.source_id, source.source_title, source.note)
        )
    return found


def _results(deliverables: tuple[Deliverable, ...]) -> list[Moment]:
    found = []
    for item in deliverables:
        first, last = span(item.published)
        remark = " (planned)" if item.planned else " (date doubtful)" if item.date_doubtful else ""
        source = item.origin
        when = f"{spoken(item.published)}{remark}"
        end = last if last != first else None
        found.append(Moment(first, end, item.title, "Reports and other results", when, source.source_id, source.source_title, source.note))
    return found
