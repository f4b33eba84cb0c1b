"""The target groups: how sources define them, whom surveys asked, what they need, and what there is for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from bwise_publish.catalog import Record
from bwise_publish.views.findings import PACKAGE, Finding, group_rank, skill_findings, technology_findings, voices
from bwise_publish.views.sentences import counted, listing, sentence
from bwise_publish.views.surveys import Survey, surveys
from bwise_publish.views.tables import Origin, Tables, origin


@dataclass(frozen=True, slots=True)
class JobTitle:
    """A job title that a source names for a group, with its language (BCP 47)."""

    title: str
    language: str


@dataclass(frozen=True, slots=True)
class Definition:
    """How one source names and describes a group."""

    id: str
    title: str
    description: str
    job_titles: tuple[JobTitle, ...]
    support_needs: tuple[str, ...]
    origin: Origin


@dataclass(frozen=True, slots=True)
class Member:
    """A row of another table that is for the group or about it; `more` is a word on it, such as its country or status."""

    id: str
    title: str
    name_local: str
    language: str | None
    more: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class SkillNeed:
    """A skill that findings on the group name, with the number of statements by side of it and of voices."""

    skill_id: str
    title: str
    category: str
    gap: int
    need: int
    held: int
    voices: int


@dataclass(frozen=True, slots=True)
class GroupView:
    """Everything that a page on a target group shows."""

    id: str
    title: str
    description: str
    lead: tuple[str, ...]
    definitions: tuple[Definition, ...]
    surveys: tuple[Survey, ...]
    needs: tuple[SkillNeed, ...]
    general: tuple[Finding, ...]
    technologies: tuple[Finding, ...]
    profiles: tuple[Member, ...]
    curricula: tuple[Member, ...]
    moocs: tuple[Member, ...]
    personas: tuple[Member, ...]
    practices: tuple[Member, ...]
    recognition: tuple[Member, ...]
    occupations: tuple[tuple[str, str], ...]


def group_ids(tables: Tables) -> tuple[str, ...]:
    """The target groups that have a page: all of them."""
    return tuple(row["target_group_id"] for row in tables.rows("reference", "target_groups"))


def group_views(tables: Tables) -> tuple[GroupView, ...]:
    """All target groups: enablers, supporters, workers with support needs, then the rest."""
    rows = sorted(tables.rows("reference", "target_groups"), key=lambda row: group_rank(row["target_group_id"]))
    skills, technologies, enquiries = skill_findings(tables), technology_findings(tables), surveys(tables)
    return tuple(_view(tables, row, skills, technologies, enquiries) for row in rows)


def _view(
    tables: Tables, row: Record, skills: Sequence[Finding], technologies: Sequence[Finding], enquiries: Sequence[Survey]
) -> GroupView:
    key = row["target_group_id"]
    own = [item for item in skills if item.group_id == key]
    needs = _needs(tables, own)
    members = _members(tables, key)
    return GroupView(
        id=key,
        title=row["title"],
        description=row["description"],
        lead=_lead(row["description"], own, needs, members),
        definitions=_definitions(tables, key),
        surveys=tuple(item for item in enquiries if any(sample.group_id == key for sample in item.samples)),
        needs=needs,
        general=tuple(item for item in own if not item.subject_id),
        technologies=tuple(item for item in technologies if item.group_id == key),
        occupations=_occupations(tables, key),
        **members,
    )


def _lead(
    description: str, findings: Sequence[Finding], needs: Sequence[SkillNeed], members: dict[str, tuple[Member, ...]]
) -> tuple[str, ...]:
    lacking = sum(bool(item.gap) for item in needs)
    if findings:
        verbs = ["is" if number < 2 else "are" for number in (len(findings), lacking)]
        told = f"{counted(len(findings), 'statement')} on skills {verbs[0]} about them"
        told += f"; {counted(lacking, 'skill')} {verbs[1]} named as a gap or a training need"
    else:
        told = "No statement on skills in this collection is about them"
    names = {
        "profiles": ("occupational profile", "occupational profiles"),
        "curricula": ("curriculum", "curricula"),
        "practices": ("practice", "practices"),
        "recognition": ("form of recognition", "forms of recognition"),
    }
    there = listing([counted(len(members[name]), *words) for name, words in names.items()])
    return sentence(description), sentence(told), sentence(f"This site lists {there} for them")


def _needs(tables: Tables, findings: Sequence[Finding]) -> tuple[SkillNeed, ...]:
    """The skills that findings name: the ones with most voices first, then by title."""
    by_skill: dict[str, list[Finding]] = {}
    for item in findings:
        if item.subject_id:
            by_skill.setdefault(item.subject_id, []).append(item)
    found = []
    for key, items in by_skill.items():
        skill = tables.one(PACKAGE, "skills", key)
        found.append(
            SkillNeed(
                skill_id=key,
                title=skill["title"],
                category=tables.title("reference", "skill_categories", skill["skill_category_id"]),
                gap=sum(item.is_gap for item in items),
                need=sum(item.is_need for item in items),
                held=sum(item.aspect_id == "endowment" for item in items),
                voices=voices(tables, items),
            )
        )
    return tuple(sorted(found, key=lambda item: (-item.voices, item.title.casefold(), item.skill_id)))


def _definitions(tables: Tables, key: str) -> tuple[Definition, ...]:
    found = []
    for row in tables.by(PACKAGE, "target_group_definitions", "target_group_id").get(key, ()):
        own = row["target_group_definition_id"]
        titles = tables.by(PACKAGE, "target_group_job_titles", "target_group_definition_id").get(own, ())
        needs = tables.by(PACKAGE, "target_group_definition_support_needs", "target_group_definition_id").get(own, ())
        found.append(
            Definition(
                id=own,
                title=row["title"],
                description=row["description"],
                job_titles=tuple(JobTitle(item["job_title"], item["language"]) for item in titles),
                support_needs=tuple(tables.title("reference", "support_needs", item["support_need_id"]) for item in needs),
                origin=origin(tables, row),
            )
        )
    return tuple(sorted(found, key=lambda item: (item.title.casefold(), item.id)))


def _members(tables: Tables, key: str) -> dict[str, tuple[Member, ...]]:
    def status(row: Record) -> str:
        return tables.title("reference", "delivery_statuses", row["delivery_status_id"])

    def country(row: Record) -> str:
        return tables.title("reference", "countries", row["country_code"]) if row["country_code"] else ""

    def nothing(_: Record) -> str:
        return ""

    def kind(row: Record) -> str:
        return tables.title("reference", "recognition_kinds", row["recognition_kind_id"])

    direct = (("profiles", "curricula", "occupational_profiles", nothing), ("personas", "personas", "personas", nothing))
    linked = (
        ("curricula", "curricula", "curriculum_target_groups", "curricula", status),
        ("moocs", "curricula", "mooc_target_groups", "moocs", status),
        ("practices", "practices", "practice_target_groups", "practices", country),
        ("recognition", "strategy", "recognition_target_groups", "recognition_mechanisms", kind),
    )
    found = {}
    for name, package, table, more in direct:
        key_field = tables.table(package, table).schema.primary_key[0]
        rows = tables.by(package, table, "target_group_id").get(key, ())
        found[name] = _distinct(_member(row[key_field], row, more(row), origin(tables, row)) for row in rows)
    for name, package, link, table, describe in linked:
        found[name] = _distinct(_linked(tables, package, link, table, key, describe))
    return found


def _linked(tables: Tables, package: str, link: str, table: str, key: str, describe: Callable[[Record], str]) -> Iterable[Member]:
    key_field = tables.table(package, table).schema.primary_key[0]
    for row in tables.by(package, link, "target_group_id").get(key, ()):
        item = tables.one(package, table, row[key_field])
        yield _member(row[key_field], item, describe(item), origin(tables, row))


def _member(key: str, row: Record, more: str, where: Origin) -> Member:
    return Member(key, row["title"], row.get("name_local") or "", row.get("language"), more, where)


def _distinct(members: Iterable[Member]) -> tuple[Member, ...]:
    """Each member once, by title: a practice can name one group in several wordings."""
    found: dict[str, Member] = {}
    for item in members:
        found.setdefault(item.id, item)
    return tuple(sorted(found.values(), key=lambda item: (item.title.casefold(), item.id)))


def _occupations(tables: Tables, key: str) -> tuple[tuple[str, str], ...]:
    rows = tables.by("reference", "occupations", "target_group_id").get(key, ())
    return tuple(sorted(((row["occupation_id"], row["title"]) for row in rows), key=lambda pair: (pair[1].casefold(), pair[0])))
