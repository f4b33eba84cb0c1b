"""Personas, curricula, recognition and strategies at a glance: what is counted across them, for figures and topic pages."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bwise_publish.views.curricula import GROUPS, Curriculum
from bwise_publish.views.dates import span, spoken
from bwise_publish.views.named import Named, by_title
from bwise_publish.views.outcomes import CompetenceUse
from bwise_publish.views.personas import Persona
from bwise_publish.views.pilots import GROUP_TITLES, Pilot
from bwise_publish.views.profiles import Profile
from bwise_publish.views.recognition import NO_COUNTRY, Mechanism
from bwise_publish.views.strategies import LEVELS, PolicyFramework, Strategy, level_title
from bwise_publish.views.tables import Origin

POLICIES, AIMS = "Policies, recommendations and programmes", "Years for which strategies announce something"
ANSWER_COLUMNS = ("Curricula", "Modules", "Learning outcomes", "Online courses", "Practices")
_ANSWER_KINDS = ("curriculum", "module", "outcome", "mooc", "practice")


@dataclass(frozen=True, slots=True)
class Grid:
    """Counts of rows by columns, with the sources of what was counted."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    values: tuple[tuple[int, ...], ...]
    source_ids: tuple[str, ...]

    def total(self, column: str) -> int:
        """The sum of a column. Raises ValueError for a column that the grid lacks."""
        place = self.columns.index(column)
        return sum(line[place] for line in self.values)


@dataclass(frozen=True, slots=True)
class Moment:
    """Something with a date on a line of time; `origins` are two or more where sources tell of the same on the same day."""

    start: datetime.date
    end: datetime.date | None
    when: str
    title: str
    kind: str
    origins: tuple[Origin, ...]


def source_ids(origins: Iterable[Origin]) -> tuple[str, ...]:
    """The sources of some rows, each once, in order."""
    return tuple(sorted({item.source_id for item in origins}))


def status_by_group(curricula: Sequence[Curriculum]) -> Grid:
    """Curricula by target group and status. A curriculum for several groups counts in each of them."""
    groups = {link.to.id: link.to.title for item in curricula for link in item.groups}
    order = [code for code in GROUPS if code in groups] + sorted(set(groups) - set(GROUPS))
    statuses = sorted({item.status for item in curricula}, key=by_title)
    values = tuple(
        tuple(sum(item.status == status and code in {link.to.id for link in item.groups} for item in curricula) for status in statuses)
        for code in order
    )
    return Grid(
        tuple(groups[code] for code in order), tuple(status.title for status in statuses), values, source_ids(i.origin for i in curricula)
    )


def with_hours(curricula: Sequence[Curriculum]) -> tuple[Curriculum, ...]:
    """The curricula that state their hours, the longest first."""
    known = [(item, item.hours) for item in curricula if item.hours]
    known.sort(key=lambda pair: (-(pair[1].highest or pair[1].lowest), pair[0].heading.casefold(), pair[0].id))
    return tuple(item for item, _ in known)


def eqf_levels(curricula: Sequence[Curriculum], profiles: Sequence[Profile], mechanisms: Sequence[Mechanism]) -> Grid:
    """How many curricula, profiles and mechanisms state each EQF level, from the lowest to the highest. National levels do not count."""
    stated = [
        [(item.eqf_level, item.origin) for item in curricula if item.eqf_level],
        [(item.eqf_level, item.origin) for item in profiles if item.eqf_level],
        [(level.eqf_level, level.origin) for item in mechanisms for level in item.levels if level.eqf_level],
    ]
    found = [level for group in stated for level, _ in group]
    levels = range(min(found), max(found) + 1) if found else range(0)
    values = tuple(tuple(sum(level == wanted for level, _ in group) for group in stated) for wanted in levels)
    origins = [origin for group in stated for _, origin in group]
    return Grid(tuple(f"EQF {level}" for level in levels), ("Curricula", "Profiles", "Ways of recognition"), values, source_ids(origins))


def kinds_by_country(mechanisms: Sequence[Mechanism]) -> Grid:
    """Mechanisms by country and kind; one of several countries counts in each. Those of no single country stand in the last row."""
    countries = sorted(
        {country for item in mechanisms for country in item.countries}, key=lambda item: (item == NO_COUNTRY, by_title(item))
    )
    kinds = sorted({item.kind for item in mechanisms}, key=by_title)
    values = tuple(
        tuple(sum(item.kind == kind and country in item.countries for item in mechanisms) for kind in kinds) for country in countries
    )
    return Grid(
        tuple(item.title for item in countries), tuple(kind.title for kind in kinds), values, source_ids(i.origin for i in mechanisms)
    )


def pilots_that_say(pilots: Sequence[Pilot]) -> Grid:
    """By programme, how many of its pilots give a number for each group (planned ones count); the row says how many pilots there are."""
    programmes = sorted({item.programme for item in pilots}, key=by_title)
    rows, values = [], []
    for programme in programmes:
        own = [item for item in pilots if item.programme == programme]
        rows.append(f"{_short(programme)} ({len(own)})")
        values.append(tuple(sum(pilot.took_part[place].number is not None for pilot in own) for place in range(len(GROUP_TITLES))))
    return Grid(tuple(rows), GROUP_TITLES, tuple(values), source_ids(item.origin for item in pilots))


def competences_by_curriculum(uses: Sequence[CompetenceUse], curricula: Sequence[Curriculum]) -> Grid:
    """Outcomes by competence and by the curriculum to which they belong, for curricula that have any."""
    named = {identifier for use in uses for identifier, _ in use.counts}
    own = [item for item in curricula if item.id in named]
    values = tuple(tuple(use.count(item.id) for item in own) for use in uses)
    origins = [link.origin for item in own for outcome in item.outcomes for link in outcome.competences]
    return Grid(tuple(f"{use.code} {use.title}" for use in uses), tuple(item.heading for item in own), values, source_ids(origins))


def actions_by_level(strategies: Sequence[Strategy]) -> Grid:
    """Strategies by the level of their actions, levels that occur only."""
    levels = [level for level in LEVELS if any(item.count(level) for item in strategies)]
    values = tuple(tuple(item.count(level) for level in levels) for item in strategies)
    origins = [action.origin for item in strategies for action in item.actions]
    titles = tuple(level_title(level).capitalize() for level in levels)
    return Grid(tuple(item.title for item in strategies), titles, values, source_ids(origins))


def answers_of_personas(personas: Sequence[Persona]) -> Grid:
    """The skills that personas need, by how many things of each kind teach or show them. Zeros are zeros of this edition only."""
    rows, values, origins = [], [], []
    for persona in personas:
        for item in persona.skills:
            rows.append(f"{persona.title}: {item.skill.title.lower()}")
            values.append(tuple(sum(answer.kind == kind for answer in item.answers) for kind in _ANSWER_KINDS))
            origins += [item.origin, *(answer.origin for answer in item.answers)]
    return Grid(tuple(rows), ANSWER_COLUMNS, tuple(values), source_ids(origins))


def policy_moments(frameworks: Sequence[PolicyFramework], strategies: Sequence[Strategy]) -> tuple[Moment, ...]:
    """The policy frameworks with a date, then the years that actions aim at, each by date.

    Rows with the same title and date are one moment with several origins; rows that differ in date stay apart.
    """
    merged: dict[tuple[str, str], list[PolicyFramework]] = {}
    for item in frameworks:
        if item.date:
            merged.setdefault((item.date, item.title.casefold()), []).append(item)
    moments = [_moment(date, rows[0].title, POLICIES, [row.origin for row in rows]) for (date, _), rows in sorted(merged.items())]
    aims = [(strategy, action) for strategy in strategies for action in strategy.actions if action.target_year is not None]
    aims.sort(key=lambda pair: (pair[1].target_year or 0, pair[0].title.casefold(), pair[1].title.casefold(), pair[1].id))
    moments += [_moment(str(action.target_year), f"{action.title} ({strategy.title})", AIMS, [action.origin]) for strategy, action in aims]
    return tuple(moments)


def _moment(date: str, title: str, kind: str, origins: Sequence[Origin]) -> Moment:
    first, last = span(date)
    return Moment(first, None if first == last else last, spoken(date), title, kind, tuple(origins))


def _short(programme: Named) -> str:
    """The short name of a programme, which stands before a colon; groups of national rows have none."""
    return programme.title if programme.id.startswith("national-") else programme.title.split(": ", 1)[0]
