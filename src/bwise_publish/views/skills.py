"""The skills of our vocabulary: who needs each, which concept it is, what teaches it, what shows it, what is not known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bwise_publish.catalog import Record
from bwise_publish.views.answers import KIND_TITLES, KINDS, Answer, answers_by_skill, tally
from bwise_publish.views.findings import PACKAGE, Finding, skill_findings, strength, voices
from bwise_publish.views.nearby import competence_title, neighbours
from bwise_publish.views.sentences import counted, listing, sentence
from bwise_publish.views.skill_matches import EscoLabel, EscoMatch, SkillOccupation, labels, matches, occupations
from bwise_publish.views.surveys import Survey, surveys_of
from bwise_publish.views.tables import Origin, Tables, origin


@dataclass(frozen=True, slots=True)
class Linked:
    """Something linked to a skill by one row: a competence, a profile, a persona. `stated_as` are the words it rests on."""

    id: str
    title: str
    name_local: str
    language: str | None
    stated_as: str
    group: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class SkillView:
    """Everything that a skill page shows. Empty tuples mean that nothing is known of that side."""

    id: str
    title: str
    description: str
    category_id: str
    category: str
    origin: Origin
    lead: tuple[str, ...]
    findings: tuple[Finding, ...]
    voices: int
    surveys: tuple[Survey, ...]
    matches: tuple[EscoMatch, ...]
    competences: tuple[Linked, ...]
    answers: tuple[Answer, ...]
    profiles: tuple[Linked, ...]
    personas: tuple[Linked, ...]
    occupations: tuple[SkillOccupation, ...]
    labels: tuple[EscoLabel, ...]
    related: tuple[tuple[str, str, str], ...]
    same_category: tuple[tuple[str, str], ...]

    @property
    def strength(self) -> str:
        """The evidence strength in words."""
        return strength(self.voices)

    @property
    def gap_findings(self) -> tuple[Finding, ...]:
        """The findings that call the skill a gap or a training need."""
        return tuple(item for item in self.findings if item.is_gap)

    @property
    def training(self) -> tuple[Answer, ...]:
        """What teaches the skill."""
        return tuple(item for item in self.answers if item.is_training)

    @property
    def practices(self) -> tuple[Answer, ...]:
        """The practices that show the skill."""
        return tuple(item for item in self.answers if not item.is_training)


@dataclass(frozen=True, slots=True)
class SkillCategory:
    """A category with its skills, by title."""

    id: str
    title: str
    description: str
    skills: tuple[SkillView, ...]


def skill_ids(tables: Tables) -> tuple[str, ...]:
    """The skills that have a page: all of them."""
    return tuple(row["skill_id"] for row in tables.rows(PACKAGE, "skills"))


def skill_views(tables: Tables) -> tuple[SkillView, ...]:
    """All skills, by title."""
    findings: dict[str, list[Finding]] = {}
    for item in skill_findings(tables):
        if item.subject_id:
            findings.setdefault(item.subject_id, []).append(item)
    answers = answers_by_skill(tables)
    rows = sorted(tables.rows(PACKAGE, "skills"), key=lambda row: (row["title"].casefold(), row["skill_id"]))
    return tuple(_view(tables, row, findings.get(row["skill_id"], ()), answers.get(row["skill_id"], ())) for row in rows)


def skill_categories(tables: Tables, views: Sequence[SkillView]) -> tuple[SkillCategory, ...]:
    """The categories with their skills, by title."""
    rows = sorted(tables.rows("reference", "skill_categories"), key=lambda row: row["title"].casefold())
    return tuple(
        SkillCategory(
            row["skill_category_id"],
            row["title"],
            row["description"],
            tuple(view for view in views if view.category_id == row["skill_category_id"]),
        )
        for row in rows
    )


def general_findings(tables: Tables) -> tuple[Finding, ...]:
    """The findings about skills in general, which name no skill."""
    return tuple(item for item in skill_findings(tables) if not item.subject_id)


def _view(tables: Tables, row: Record, findings: Sequence[Finding], answers: tuple[Answer, ...]) -> SkillView:
    key = row["skill_id"]
    number = voices(tables, findings)
    category = tables.title("reference", "skill_categories", row["skill_category_id"])
    near: dict[str, str] = {}
    for other, through in neighbours(tables, key):
        near.setdefault(other, through)
    related = sorted((tables.title(PACKAGE, "skills", other), other, through) for other, through in near.items())
    same = tables.by(PACKAGE, "skills", "skill_category_id")[row["skill_category_id"]]
    return SkillView(
        id=key,
        title=row["title"],
        description=row["description"],
        category_id=row["skill_category_id"],
        category=category,
        origin=origin(tables, row),
        lead=_lead(row["title"], findings, number, answers),
        findings=tuple(findings),
        voices=number,
        surveys=surveys_of(tables, findings),
        matches=matches(tables, key),
        competences=tuple(_competence(tables, link) for link in tables.by(PACKAGE, "skill_competences", "skill_id").get(key, ())),
        answers=answers,
        profiles=_sorted(_profile(tables, link) for link in tables.by("curricula", "profile_skills", "skill_id").get(key, ())),
        personas=_sorted(_persona(tables, link) for link in tables.by("personas", "persona_skills", "skill_id").get(key, ())),
        occupations=occupations(tables, key),
        labels=labels(tables, key),
        related=tuple((other, title, through) for title, other, through in related),
        same_category=tuple(
            sorted(((item["skill_id"], item["title"]) for item in same if item["skill_id"] != key), key=lambda pair: pair[1].casefold())
        ),
    )


def _lead(title: str, findings: Sequence[Finding], number: int, answers: Sequence[Answer]) -> tuple[str, ...]:
    """Two or three plain sentences: who speaks of the skill, whether it is lacking, what answers it."""
    if not findings:
        return (f"No survey or source in this collection says how much “{title}” is needed.", _answered(answers))
    speak = "speaks" if number == 1 else "speak"
    first = f"{counted(number, 'survey or source', 'surveys or sources')} {speak} of this skill, in {counted(len(findings), 'statement')}."
    lacking = [item for item in findings if item.is_gap]
    if lacking:
        groups = dict.fromkeys(item.group.lower() for item in lacking)
        verb = "calls" if len(lacking) == 1 else "call"
        second = f"{counted(len(lacking), 'statement')} {verb} it a gap or a training need, for {listing(list(groups))}."
    else:
        second = "None of them calls it a gap or a training need."
    return sentence(first), sentence(second), _answered(answers)


def _answered(answers: Sequence[Answer]) -> str:
    counts = tally(answers)
    words = [counted(counts[kind], *KIND_TITLES[kind]) for kind in KINDS if counts[kind]]
    if not words:
        return "No training and no practice in this collection names it."
    verb = "names" if sum(counts.values()) == 1 else "name"
    return sentence(f"{listing(words)} {verb} it")


def _sorted(items: Iterable[Linked]) -> tuple[Linked, ...]:
    return tuple(sorted(items, key=lambda item: (item.title.casefold(), item.id)))


def _competence(tables: Tables, link: Record) -> Linked:
    return Linked(link["competence_id"], competence_title(tables, link["competence_id"]), "", None, "", "", origin(tables, link))


def _profile(tables: Tables, link: Record) -> Linked:
    row = tables.one("curricula", "occupational_profiles", link["profile_id"])
    group = tables.title("reference", "target_groups", row["target_group_id"])
    return Linked(
        link["profile_id"], row["title"], row["name_local"] or "", row["language"], link["stated_as"], group, origin(tables, link)
    )


def _persona(tables: Tables, link: Record) -> Linked:
    row = tables.one("personas", "personas", link["persona_id"])
    return Linked(
        link["persona_id"],
        row["title"],
        "",
        None,
        "",
        tables.title("reference", "target_groups", row["target_group_id"]),
        origin(tables, link),
    )
