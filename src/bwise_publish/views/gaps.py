"""From gap to training: every skill that a source calls a gap or a training need, what answers it, and what nothing answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bwise_publish.views.answers import KIND_TITLES, TRAINING, Answer, answers_by_skill, tally
from bwise_publish.views.findings import PACKAGE, Finding, group_rank, skill_findings, strength, voices, web_page
from bwise_publish.views.nearby import Nearby, nearby_training
from bwise_publish.views.sentences import counted, listing, with_article
from bwise_publish.views.tables import Tables

STATUSES = ("training-and-practice", "training", "practice", "nothing")
STATUS_TITLES = {
    "training-and-practice": "Training and practices",
    "training": "Training only",
    "practice": "Practices only",
    "nothing": "Nothing found",
}
REACHES = ("training", "practice", "others", "nothing")
REACH_TITLES = {
    "training": "Training for this group",
    "practice": "Only a practice for this group",
    "others": "Only for others, or group not stated",
    "nothing": "Nothing found",
}


@dataclass(frozen=True, slots=True)
class Reach:
    """Whether the answers to a gap are for the group that has it: `reach` is one of REACHES, `answers` are those for the group."""

    group_id: str
    group: str
    reach: str
    answers: tuple[Answer, ...]

    @property
    def title(self) -> str:
        """The reach in words."""
        return REACH_TITLES[self.reach]


@dataclass(frozen=True, slots=True)
class Gap:
    """One skill that at least one source calls a gap or a training need, with its findings and what answers it.

    `same_page`: there are answers, and each stands on a web page that also names the need, so that no second source confirms either.
    """

    skill_id: str
    title: str
    category_id: str
    category: str
    findings: tuple[Finding, ...]
    voices: int
    groups: tuple[Reach, ...]
    countries: tuple[tuple[str, str], ...]
    high: bool
    answers: tuple[Answer, ...]
    same_page: bool
    nearby: tuple[Nearby, ...]

    @property
    def strength(self) -> str:
        """The evidence strength in words."""
        return strength(self.voices)

    @property
    def kinds(self) -> str:
        """Whether sources call it a gap, a training need, or both."""
        aspects = {item.aspect_id for item in self.findings}
        return "gap and training need" if len(aspects) == 2 else "gap" if "gap" in aspects else "training need"

    @property
    def counts(self) -> Mapping[str, int]:
        """How many answers of each kind."""
        return tally(self.answers)

    @property
    def training_counts(self) -> str:
        """How many trainings of each kind, in words; "" when there is none."""
        counts = self.counts
        return listing([counted(counts[kind], *KIND_TITLES[kind]) for kind in TRAINING if counts[kind]])

    @property
    def status(self) -> str:
        """One of STATUSES."""
        training = any(item.is_training for item in self.answers)
        practice = any(not item.is_training for item in self.answers)
        return "training-and-practice" if training and practice else "training" if training else "practice" if practice else "nothing"

    @property
    def only_planned(self) -> bool:
        """Whether there is training, but all of it was no more than planned or announced when its page was read."""
        training = [item for item in self.answers if item.is_training]
        return bool(training) and all(item.planned for item in training)

    @property
    def status_title(self) -> str:
        """The status in words."""
        return STATUS_TITLES[self.status]


@dataclass(frozen=True, slots=True)
class GroupGaps:
    """The gaps of one target group."""

    group_id: str
    group: str
    gaps: tuple[tuple[Gap, Reach], ...]

    def count(self, reach: str) -> int:
        """How many gaps of the group have that reach."""
        return sum(item.reach == reach for _, item in self.gaps)


@dataclass(frozen=True, slots=True)
class CountryGaps:
    """What findings about one country call a gap, and what is told to run there for any skill of the gap list."""

    code: str
    name: str
    gaps: tuple[tuple[Gap, tuple[Finding, ...]], ...]
    answers: tuple[tuple[Answer, tuple[Gap, ...]], ...]

    @property
    def said(self) -> str:
        """The name as it stands inside a sentence."""
        return with_article(self.name)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings on gaps that name the country, skill by skill."""
        return tuple(item for _, findings in self.gaps for item in findings)


@dataclass(frozen=True, slots=True)
class GapView:
    """The whole answer. `unnamed` are findings on gaps that name no skill.

    `taught_without_gap` are skills with training but no finding on a gap: (skill id, title, number of trainings).
    """

    gaps: tuple[Gap, ...]
    unnamed: tuple[Finding, ...]
    groups: tuple[GroupGaps, ...]
    countries: tuple[CountryGaps, ...]
    taught_without_gap: tuple[tuple[str, str, int], ...]

    @property
    def unanswered(self) -> tuple[Gap, ...]:
        """The gaps that no training and no practice answers."""
        return tuple(gap for gap in self.gaps if gap.status == "nothing")

    @property
    def missed(self) -> tuple[tuple[Gap, Reach], ...]:
        """Gaps with an answer that is not said to be for the group that has the gap, a line for each group."""
        return tuple((gap, reach) for gap in self.gaps for reach in gap.groups if reach.reach == "others")

    @property
    def confirmed_by_none(self) -> tuple[Gap, ...]:
        """The gaps whose answers all stand on a page that also names the need."""
        return tuple(gap for gap in self.gaps if gap.same_page)

    def with_status(self, *statuses: str) -> int:
        """How many gaps have one of the statuses."""
        return sum(gap.status in statuses for gap in self.gaps)

    @property
    def categories(self) -> tuple[tuple[str, str, tuple[Gap, ...]], ...]:
        """The gaps by skill category: (id, title, gaps), by title."""
        found: dict[tuple[str, str], list[Gap]] = {}
        for gap in self.gaps:
            found.setdefault((gap.category, gap.category_id), []).append(gap)
        return tuple((key, title, tuple(found[title, key])) for title, key in sorted(found))

    @property
    def links(self) -> int:
        """How many links from gaps to answers there are."""
        return sum(len(gap.answers) for gap in self.gaps)

    @property
    def derived_links(self) -> int:
        """How many of the links were judged by us."""
        return sum(answer.origin.derived for gap in self.gaps for answer in gap.answers)


def gap_view(tables: Tables) -> GapView:
    """Every skill with a finding on a gap or a training need, exactly once, with everything that answers it."""
    findings = [item for item in skill_findings(tables) if item.is_gap]
    answers = answers_by_skill(tables)
    by_skill: dict[str, list[Finding]] = {}
    for item in findings:
        if item.subject_id:
            by_skill.setdefault(item.subject_id, []).append(item)
    gaps = sorted(
        (_gap(tables, key, rows, answers) for key, rows in by_skill.items()), key=lambda gap: (gap.title.casefold(), gap.skill_id)
    )
    taught = sorted(
        (tables.title(PACKAGE, "skills", key), key, len([item for item in items if item.is_training]))
        for key, items in answers.items()
        if key not in by_skill and any(item.is_training for item in items)
    )
    return GapView(
        gaps=tuple(gaps),
        unnamed=tuple(item for item in findings if not item.subject_id),
        groups=_groups(gaps),
        countries=_countries(gaps),
        taught_without_gap=tuple((key, title, number) for title, key, number in taught),
    )


def reach_of(group_id: str, answers: Sequence[Answer]) -> str:
    """How far the answers are for that group: one of REACHES."""
    if any(item.is_training and item.reaches(group_id) for item in answers):
        return "training"
    if any(item.reaches(group_id) for item in answers):
        return "practice"
    return "others" if answers else "nothing"


def _gap(tables: Tables, key: str, findings: Sequence[Finding], answers: Mapping[str, tuple[Answer, ...]]) -> Gap:
    skill = tables.one(PACKAGE, "skills", key)
    found = answers.get(key, ())
    groups = sorted({(item.group_id, item.group) for item in findings}, key=lambda pair: group_rank(pair[0]))
    pages = {web_page(tables, item.origin.source_id) for item in findings}
    countries = {(item.country_code, item.country) for item in findings if item.country_code}
    return Gap(
        skill_id=key,
        title=skill["title"],
        category_id=skill["skill_category_id"],
        category=tables.title("reference", "skill_categories", skill["skill_category_id"]),
        findings=tuple(findings),
        voices=voices(tables, findings),
        groups=tuple(
            Reach(group_id, group, reach_of(group_id, found), tuple(item for item in found if item.reaches(group_id)))
            for group_id, group in groups
        ),
        countries=tuple(sorted(((code or "", name) for code, name in countries), key=lambda item: item[1].casefold())),
        high=any(item.level == "High" for item in findings),
        answers=found,
        same_page=bool(found) and {web_page(tables, item.origin.source_id) for item in found} <= pages,
        nearby=() if any(item.is_training for item in found) else nearby_training(tables, key, answers),
    )


def _groups(gaps: Iterable[Gap]) -> tuple[GroupGaps, ...]:
    found: dict[tuple[str, str], list[tuple[Gap, Reach]]] = {}
    for gap in gaps:
        for reach in gap.groups:
            found.setdefault((reach.group_id, reach.group), []).append((gap, reach))
    ordered = sorted(found, key=lambda pair: group_rank(pair[0]))
    return tuple(GroupGaps(key, title, tuple(found[key, title])) for key, title in ordered)


def _countries(gaps: Sequence[Gap]) -> tuple[CountryGaps, ...]:
    told: dict[tuple[str, str], list[tuple[Gap, tuple[Finding, ...]]]] = {}
    running: dict[tuple[str, str], dict[tuple[str, str], tuple[Answer, list[Gap]]]] = {}
    for gap in gaps:
        for code, name in gap.countries:
            told.setdefault((name, code), []).append((gap, tuple(item for item in gap.findings if item.country_code == code)))
        for answer in gap.answers:
            for code, name in answer.countries:
                running.setdefault((name, code), {}).setdefault((answer.kind, answer.id), (answer, []))[1].append(gap)
    out = []
    for name, code in sorted(told.keys() | running.keys(), key=lambda pair: (pair[0].casefold(), pair[1])):
        there = running.get((name, code), {})
        answers = tuple((answer, tuple(items)) for answer, items in there.values())
        out.append(CountryGaps(code, name, tuple(told.get((name, code), ())), answers))
    return tuple(out)
