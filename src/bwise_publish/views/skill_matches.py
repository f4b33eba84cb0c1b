"""The ESCO side of a skill: matched concepts with the kind of match, their labels in other languages, the occupations that ask for them."""

from __future__ import annotations

from dataclasses import dataclass

from bwise_publish.views.esco_versions import versions_of
from bwise_publish.views.findings import PACKAGE, group_rank
from bwise_publish.views.tables import Origin, Tables, origin

MATCH_ORDER = ("exact", "close", "narrow", "broad", "related")
SAME = ("exact", "close")


@dataclass(frozen=True, slots=True)
class EscoMatch:
    """One ESCO concept that a skill matches: `match_id` is one of MATCH_ORDER, `first_match` the word of the first round.

    `kind` says whether it is a skill, knowledge or a group of skills; `reuse` how widely it is used, "" for a group.
    """

    esco_skill_id: str
    uri: str
    title: str
    match_id: str
    match: str
    meaning: str
    lead: bool
    first_match: str
    kind: str
    reuse: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class EscoLabel:
    """The label of a matched ESCO concept in one language; `version` is the ESCO version of the copy that was read."""

    language: str
    language_name: str
    label: str
    concept: str
    version: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class SkillOccupation:
    """An occupation for which ESCO lists a concept that is an exact or close match of the skill."""

    id: str
    title: str
    group_id: str
    group: str
    relation: str
    concept: str
    match: str
    versions: str
    origin: Origin


def matches(tables: Tables, skill_id: str) -> tuple[EscoMatch, ...]:
    """The ESCO matches of a skill, from exact to related, by title."""
    found = []
    for row in tables.by(PACKAGE, "skill_esco_matches", "skill_id").get(skill_id, ()):
        concept = tables.one("reference", "esco_skills", row["esco_skill_id"])
        kind = concept["esco_skill_type_id"]
        reuse = concept["esco_reuse_level_id"]
        match = tables.one("reference", "match_types", row["match_type_id"])
        found.append(
            EscoMatch(
                esco_skill_id=row["esco_skill_id"],
                uri=row["esco_skill_uri"],
                title=concept["title"],
                match_id=row["match_type_id"],
                match=match["title"],
                meaning=match["description"],
                lead=row["lead"],
                first_match=row["first_match_as_stated"] or "",
                kind=tables.title("reference", "esco_skill_types", kind)
                if kind
                else tables.title("reference", "esco_concept_types", concept["esco_concept_type_id"]),
                reuse=tables.title("reference", "esco_reuse_levels", reuse) if reuse else "",
                origin=origin(tables, row),
            )
        )
    return tuple(sorted(found, key=lambda item: (MATCH_ORDER.index(item.match_id), item.title.casefold(), item.esco_skill_id)))


def labels(tables: Tables, skill_id: str) -> tuple[EscoLabel, ...]:
    """The labels of exact and close matches in every language that was read, by language and label."""
    found = []
    for match in matches(tables, skill_id):
        if match.match_id in SAME:
            for row in tables.by("reference", "esco_skill_labels", "esco_skill_id").get(match.esco_skill_id, ()):
                name = tables.title("reference", "languages", row["language_code"])
                found.append(EscoLabel(row["language_code"], name, row["label"], match.title, row["esco_version"], origin(tables, row)))
    return tuple(sorted(found, key=lambda item: (item.language_name, item.label.casefold(), item.concept)))


def occupations(tables: Tables, skill_id: str) -> tuple[SkillOccupation, ...]:
    """The occupations that ask for an exact or close match of the skill: by group, essential before optional, by title."""
    found = []
    for match in matches(tables, skill_id):
        if match.match_id in SAME:
            for row in tables.by("reference", "esco_occupation_skills", "esco_skill_id").get(match.esco_skill_id, ()):
                occupation = tables.one("reference", "occupations", row["occupation_id"])
                group = occupation["target_group_id"]
                found.append(
                    SkillOccupation(
                        id=row["occupation_id"],
                        title=occupation["title"],
                        group_id=group,
                        group=tables.title("reference", "target_groups", group),
                        relation=tables.title("reference", "esco_relation_types", row["esco_relation_type_id"]),
                        concept=match.title,
                        match=match.match,
                        versions=" and ".join(versions_of(row)),
                        origin=origin(tables, row),
                    )
                )
    return tuple(sorted(found, key=lambda item: (group_rank(item.group_id), item.relation, item.title.casefold(), item.id, item.concept)))


def matched_skills(tables: Tables) -> dict[str, tuple[tuple[str, str, str], ...]]:
    """Our skills by ESCO concept, exact and close matches only: ESCO id -> ((skill id, title, match), ...), by title."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for row in tables.rows(PACKAGE, "skill_esco_matches"):
        if row["match_type_id"] in SAME:
            title = tables.title(PACKAGE, "skills", row["skill_id"])
            found.setdefault(row["esco_skill_id"], []).append(
                (row["skill_id"], title, tables.title("reference", "match_types", row["match_type_id"]))
            )
    return {key: tuple(sorted(items, key=lambda item: (item[1].casefold(), item[0]))) for key, items in found.items()}
