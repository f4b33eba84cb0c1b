"""The reference data at a glance: frameworks with their competences, code lists, versions of ESCO, and numbers of sources."""

from __future__ import annotations

from dataclasses import dataclass

from bwise_publish.views.esco_versions import versions_of
from bwise_publish.views.inventory import WHOLE_LIST
from bwise_publish.views.tables import Origin, Tables, origin

PACKAGE = "reference"


@dataclass(frozen=True, slots=True)
class Competence:
    """A competence of a framework: code and title."""

    code: str
    title: str


@dataclass(frozen=True, slots=True)
class Area:
    """An area of a framework with its competences; `title` is empty for competences without an area."""

    title: str
    competences: tuple[Competence, ...]


@dataclass(frozen=True, slots=True)
class Framework:
    """A competence framework or classification, with its areas where competences of it are in the data."""

    framework_id: str
    title: str
    description: str
    areas: tuple[Area, ...]
    origin: Origin

    @property
    def competences(self) -> int:
        """How many competences of it are in the data."""
        return sum(len(area.competences) for area in self.areas)


@dataclass(frozen=True, slots=True)
class CodeList:
    """A table of codes that other tables use: name, title, what a row is, and the number of codes."""

    name: str
    title: str
    description: str
    codes: int


@dataclass(frozen=True, slots=True)
class EscoVersion:
    """A version of ESCO as the data name it, with the number of occupations and of skills that were found in it."""

    version: str
    occupations: int
    skills: int


@dataclass(frozen=True, slots=True)
class Reference:
    """The reference data as its topic page tells them. `labels` counts names of occupations, skills and groups in all languages."""

    frameworks: tuple[Framework, ...]
    code_lists: tuple[CodeList, ...]
    esco_versions: tuple[EscoVersion, ...]
    occupations: int
    esco_skills: int
    relations: int
    labels: int
    languages: int
    countries: int
    sources: int
    single_read: int
    rows: int


def reference(tables: Tables) -> Reference:
    """The reference data in numbers and lists."""
    occupations = tables.rows(PACKAGE, "occupations")
    skills = tables.rows(PACKAGE, "esco_skills")
    labels = [row for name in ("occupation_labels", "esco_skill_labels", "isco_labels") for row in tables.rows(PACKAGE, name)]
    own = list(tables.catalog.tables_of(PACKAGE))
    checked = [row["checked"] for table in own if "checked" in table.schema.names for row in table.records]
    return Reference(
        frameworks=_frameworks(tables),
        code_lists=_code_lists(tables),
        esco_versions=_esco_versions(tables),
        occupations=len(occupations),
        esco_skills=len(skills),
        relations=len(tables.rows(PACKAGE, "esco_occupation_skills")),
        labels=len(labels),
        languages=len({row["language_code"] for row in labels}),
        countries=sum(1 for row in tables.rows(PACKAGE, "countries") if row["country_kind_id"] == "country"),
        sources=len(tables.rows(PACKAGE, "sources")),
        single_read=sum(1 for value in checked if value == "single-read"),
        rows=len(checked),
    )


def _frameworks(tables: Tables) -> tuple[Framework, ...]:
    areas = {row["competence_area_id"]: row for row in tables.rows(PACKAGE, "competence_areas")}
    competences = tables.by(PACKAGE, "competences", "framework_id")
    frameworks = []
    for row in tables.rows(PACKAGE, "frameworks"):
        groups: dict[str, list[Competence]] = {}
        for competence in competences.get(row["framework_id"], ()):
            area = areas.get(competence["competence_area_id"])
            groups.setdefault(area["title"] if area else "", []).append(Competence(str(competence["code"]), competence["title"]))
        listed = tuple(Area(title, tuple(items)) for title, items in groups.items())
        frameworks.append(Framework(row["framework_id"], row["title"], row["description"] or "", listed, origin(tables, row)))
    return tuple(sorted(frameworks, key=lambda item: (item.title.casefold(), item.framework_id)))


def _code_lists(tables: Tables) -> tuple[CodeList, ...]:
    """The tables of this package that keys lead to and that are short enough to be read as a list."""
    targets = {
        key.resource or table.name
        for table in tables.catalog.tables.values()
        for key in table.schema.foreign_keys
        if (key.package or table.package) == PACKAGE
    }
    lists = [
        CodeList(table.name, table.resource.title, table.resource.description, len(table))
        for table in tables.catalog.tables_of(PACKAGE)
        if table.name in targets and len(table) <= WHOLE_LIST and "locator" not in table.schema.names
    ]
    return tuple(sorted(lists, key=lambda item: (item.title.casefold(), item.name)))


def _esco_versions(tables: Tables) -> tuple[EscoVersion, ...]:
    occupations = [versions_of(row) for row in tables.rows(PACKAGE, "occupations")]
    skills = [versions_of(row) for row in tables.rows(PACKAGE, "esco_skills")]
    names = sorted({name for group in (*occupations, *skills) for name in group})
    return tuple(EscoVersion(name, sum(name in group for group in occupations), sum(name in group for group in skills)) for name in names)
