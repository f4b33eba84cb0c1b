"""ESCO occupations that fit people in WISEs: their place in ISCO, the skills and knowledge that ESCO lists, labels and activities."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bwise_publish.catalog import Record
from bwise_publish.views.esco_versions import versions_of
from bwise_publish.views.findings import group_rank
from bwise_publish.views.sentences import counted, sentence
from bwise_publish.views.skill_matches import matched_skills
from bwise_publish.views.tables import Origin, Tables, origin

ATTRIBUTION = (
    "This service uses the ESCO classification of the European Commission. The selection of occupations, the groups, "
    "the descriptions and the matches to our skills are ours."
)
LISTS = (
    ("essential", "skill", "Essential skills"),
    ("essential", "knowledge", "Essential knowledge"),
    ("optional", "skill", "Optional skills"),
    ("optional", "knowledge", "Optional knowledge"),
)


@dataclass(frozen=True, slots=True)
class OccupationSkill:
    """An ESCO skill of an occupation; `ours` are (id, title, kind of match) of our skills.

    `remark` says where the ESCO versions disagree.
    """

    title: str
    uri: str
    ours: tuple[tuple[str, str, str], ...]
    versions: str
    remark: str


@dataclass(frozen=True, slots=True)
class SkillList:
    """One of the four lists of an occupation."""

    id: str
    title: str
    items: tuple[OccupationSkill, ...]

    @property
    def matched(self) -> int:
        """How many of the items match a skill of ours."""
        return sum(bool(item.ours) for item in self.items)

    @property
    def usual(self) -> str:
        """The ESCO versions in which most of the items stand; "" for an empty list."""
        numbers = Counter(item.versions for item in self.items)
        return max(sorted(numbers), key=lambda versions: numbers[versions], default="")


@dataclass(frozen=True, slots=True)
class Label:
    """The label of an occupation in one language, and the ESCO version of the copy that was read."""

    language: str
    language_name: str
    label: str
    version: str


@dataclass(frozen=True, slots=True)
class Isco:
    """A group of ISCO-08 on the path from the major group to the unit group."""

    code: str
    title: str
    uri: str
    level: int


@dataclass(frozen=True, slots=True)
class OccupationProfile:
    """An occupational profile that names the occupation, with the kind of match."""

    id: str
    title: str
    name_local: str
    language: str | None
    match: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class OccupationView:
    """Everything that an occupation page shows. `skill_sources` are the sources of the four lists with their number of rows."""

    id: str
    uri: str
    esco_code: str
    title: str
    description: str
    group_id: str
    group: str
    green_share: float
    versions: str
    origin: Origin
    lead: tuple[str, ...]
    path: tuple[Isco, ...]
    labels: tuple[Label, ...]
    label_origin: tuple[Origin, ...]
    alternatives: tuple[str, ...]
    alternative_origin: Origin | None
    nace: tuple[str, ...]
    nace_origin: Origin | None
    lists: tuple[SkillList, ...]
    skill_sources: tuple[tuple[Origin, int], ...]
    disagreements: int
    profiles: tuple[OccupationProfile, ...]

    @property
    def green_percent(self) -> float:
        """The green share in percent, to one decimal."""
        return round(self.green_share * 100, 1)


@dataclass(frozen=True, slots=True)
class IscoMajor:
    """A major group of ISCO-08 with the occupations in it, by title."""

    code: str
    title: str
    occupations: tuple[OccupationView, ...]


def occupation_ids(tables: Tables) -> tuple[str, ...]:
    """The occupations that have a page: all of them."""
    return tuple(row["occupation_id"] for row in tables.rows("reference", "occupations"))


def occupation_views(tables: Tables) -> tuple[OccupationView, ...]:
    """All occupations, by title."""
    ours = matched_skills(tables)
    rows = sorted(tables.rows("reference", "occupations"), key=lambda row: (row["title"].casefold(), row["occupation_id"]))
    return tuple(_view(tables, row, ours) for row in rows)


def by_major_group(views: Sequence[OccupationView]) -> tuple[IscoMajor, ...]:
    """The occupations by major group of ISCO-08, by code."""
    majors = sorted({(view.path[0].code, view.path[0].title) for view in views})
    return tuple(IscoMajor(code, title, tuple(view for view in views if view.path[0].code == code)) for code, title in majors)


def by_target_group(views: Sequence[OccupationView]) -> tuple[tuple[str, str, tuple[OccupationView, ...]], ...]:
    """The occupations by target group: (group id, group, occupations)."""
    groups = sorted({(view.group_id, view.group) for view in views}, key=lambda pair: group_rank(pair[0]))
    return tuple((key, title, tuple(view for view in views if view.group_id == key)) for key, title in groups)


def _view(tables: Tables, row: Record, ours: Mapping[str, tuple[tuple[str, str, str], ...]]) -> OccupationView:
    key = row["occupation_id"]
    relations = tables.by("reference", "esco_occupation_skills", "occupation_id").get(key, ())
    lists = _lists(tables, relations, ours)
    labels = tables.by("reference", "occupation_labels", "occupation_id").get(key, ())
    alternatives = tables.by("reference", "occupation_alt_labels", "occupation_id").get(key, ())
    nace = tables.by("reference", "occupation_nace_codes", "occupation_id").get(key, ())
    group = tables.title("reference", "target_groups", row["target_group_id"])
    return OccupationView(
        id=key,
        uri=row["occupation_uri"],
        esco_code=row["esco_code"],
        title=row["title"],
        description=row["description"],
        group_id=row["target_group_id"],
        group=group,
        green_share=row["green_share"],
        versions=_versions(row),
        origin=origin(tables, row),
        lead=_lead(row["description"], group, lists),
        path=_path(tables, row["isco_code"]),
        labels=tuple(
            sorted((_label(tables, item) for item in labels if item["language_code"] != "en"), key=lambda item: item.language_name)
        ),
        label_origin=_distinct(tables, [item for item in labels if item["language_code"] != "en"]),
        alternatives=tuple(item["label"] for item in alternatives),
        alternative_origin=origin(tables, alternatives[0]) if alternatives else None,
        nace=tuple(item["nace_code"] for item in nace),
        nace_origin=origin(tables, nace[0]) if nace else None,
        lists=lists,
        skill_sources=_sources(tables, relations),
        disagreements=sum(len(items) > 1 for items in _by_skill(relations).values()),
        profiles=_profiles(tables, key),
    )


def _lead(description: str, group: str, lists: Sequence[SkillList]) -> tuple[str, ...]:
    counts = {item.id: len(item.items) for item in lists}
    essential = counts["essential-skill"] + counts["essential-knowledge"]
    optional = counts["optional-skill"] + counts["optional-knowledge"]
    matched = sum(item.matched for item in lists)
    if essential + optional:
        listed = f"{essential:,} essential and {optional or 'no'} optional skills and fields of knowledge"
        matching = "none of them matches" if not matched else counted(matched, "of them matches", "of them match")
        told = f"ESCO lists {listed} for it; {matching} a skill of this site."
    else:
        told = "ESCO lists no skill for it in the copies read."
    return sentence(description), f"We filed this occupation under {group.lower()}.", told


def _lists(tables: Tables, relations: Sequence[Record], ours: Mapping[str, tuple[tuple[str, str, str], ...]]) -> tuple[SkillList, ...]:
    found: dict[tuple[str, str], list[OccupationSkill]] = {}
    versions = _by_skill(relations)
    for row in relations:
        concept = tables.one("reference", "esco_skills", row["esco_skill_id"])
        kind = "knowledge" if concept["esco_skill_type_id"] == "knowledge" else "skill"
        other = [item for item in versions[row["esco_skill_id"]] if item is not row]
        remark = "".join(f"ESCO {_versions(item)} lists it as {item['esco_relation_type_id']}." for item in other)
        item = OccupationSkill(concept["title"], concept["esco_skill_uri"], ours.get(row["esco_skill_id"], ()), _versions(row), remark)
        found.setdefault((row["esco_relation_type_id"], kind), []).append(item)
    return tuple(
        SkillList(
            f"{relation}-{kind}",
            title,
            tuple(sorted(found.get((relation, kind), ()), key=lambda item: (not item.ours, item.title.casefold(), item.uri))),
        )
        for relation, kind, title in LISTS
    )


def _by_skill(relations: Sequence[Record]) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = {}
    for row in relations:
        found.setdefault(row["esco_skill_id"], []).append(row)
    return found


def _versions(record: Record) -> str:
    return " and ".join(versions_of(record))


def _path(tables: Tables, code: str | None) -> tuple[Isco, ...]:
    """The groups of ISCO-08 from the major group down to the group of that code."""
    path: list[Isco] = []
    while code:
        row = tables.one("reference", "isco_groups", code)
        path.insert(0, Isco(code, row["title"], row["isco_uri"], row["level"]))
        code = row["parent_isco_code"]
    return tuple(path)


def _label(tables: Tables, row: Record) -> Label:
    return Label(row["language_code"], tables.title("reference", "languages", row["language_code"]), row["label"], row["esco_version"])


def _distinct(tables: Tables, rows: Sequence[Record]) -> tuple[Origin, ...]:
    """The origins of rows, one a source, by title."""
    found = {row["source_id"]: origin(tables, row) for row in reversed(rows)}
    return tuple(sorted(found.values(), key=lambda item: (item.source_title.casefold(), item.source_id)))


def _sources(tables: Tables, rows: Sequence[Record]) -> tuple[tuple[Origin, int], ...]:
    return tuple((item, sum(row["source_id"] == item.source_id for row in rows)) for item in _distinct(tables, rows))


def _profiles(tables: Tables, key: str) -> tuple[OccupationProfile, ...]:
    found = []
    for link in tables.by("curricula", "profile_occupations", "occupation_id").get(key, ()):
        profile = tables.one("curricula", "occupational_profiles", link["profile_id"])
        match = tables.title("reference", "match_types", link["match_type_id"])
        found.append(
            OccupationProfile(
                link["profile_id"], profile["title"], profile["name_local"] or "", profile["language"], match, origin(tables, link)
            )
        )
    return tuple(sorted(found, key=lambda item: (item.title.casefold(), item.id)))
