"""The organisations that took part in B-WISE and its sister projects. A row is the part of one organisation in one project."""

from __future__ import annotations

from dataclasses import dataclass

from bwise_publish.catalog import Record
from bwise_publish.views.named import Named, by_title, known, named
from bwise_publish.views.tables import Origin, Tables, origin


@dataclass(frozen=True, slots=True)
class PracticeLink:
    """A practice whose row names the organisation, and the origin of that link."""

    practice: Named
    origin: Origin


@dataclass(frozen=True, slots=True)
class NetworkRow:
    """A row of the networks of WISEs that has the same name; the likeness of the names is all that joins them."""

    network: Named
    country: Named | None
    member_enterprises: int | None
    member_qualifier: str
    status: Named
    origin: Origin


@dataclass(frozen=True, slots=True)
class Part:
    """The part of an organisation of the same name in another project."""

    id: str
    name: str
    project: Named


@dataclass(frozen=True)
class Organisation:
    """One organisation in one project. `kind` and `role` are None where the text read does not state them."""

    id: str
    name: str
    acronym: str
    country: Named | None
    city: str
    kind: Named | None
    role: Named | None
    project: Named
    website: str
    origin: Origin
    practices: tuple[PracticeLink, ...]
    work_packages: tuple[tuple[int, str], ...]
    other_parts: tuple[Part, ...]
    networks: tuple[NetworkRow, ...]

    @property
    def heading(self) -> str:
        """Name and project: the title of the page, since one name can stand in several projects."""
        return f"{self.name} in {short_title(self.project)}"

    @property
    def unknown(self) -> tuple[str, ...]:
        """What the text that was read does not give, in words."""
        values = {
            "country": self.country,
            "city": self.city,
            "kind of organisation": self.kind,
            "role in the project": self.role,
            "website": self.website,
            "short name": self.acronym,
        }
        return tuple(name for name, value in values.items() if not value)


@dataclass(frozen=True, slots=True)
class OrganisationGroup:
    """The organisations of one project, or of one country; `id` is the code of that."""

    id: str
    title: str
    organisations: tuple[Organisation, ...]


def short_title(project: Named) -> str:
    """The short name of a project: what stands before the colon of its title."""
    return project.title.partition(":")[0]


def organisations(tables: Tables) -> tuple[Organisation, ...]:
    """Every row of the organisations, by name, then identifier."""
    found = [_organisation(tables, record) for record in tables.rows("strategy", "organisations")]
    return tuple(sorted(found, key=lambda item: (item.name.casefold(), item.id)))


def by_project(found: tuple[Organisation, ...]) -> tuple[OrganisationGroup, ...]:
    """The organisations by project; the project with most rows first, then by title."""
    groups: dict[Named, list[Organisation]] = {}
    for item in found:
        groups.setdefault(item.project, []).append(item)
    ordered = sorted(groups, key=lambda project: (-len(groups[project]), *by_title(project)))
    return tuple(OrganisationGroup(project.id, project.title, tuple(groups[project])) for project in ordered)


def by_country(found: tuple[Organisation, ...]) -> tuple[OrganisationGroup, ...]:
    """The organisations by country, by name of the country; those without one come last."""
    groups: dict[Named, list[Organisation]] = {}
    for item in found:
        if item.country:
            groups.setdefault(item.country, []).append(item)
    listed = [OrganisationGroup(country.id.lower(), country.title, tuple(groups[country])) for country in sorted(groups, key=by_title)]
    lacking = tuple(item for item in found if item.country is None)
    return (*listed, OrganisationGroup("not-stated", "Country not stated", lacking)) if lacking else tuple(listed)


def _organisation(tables: Tables, record: Record) -> Organisation:
    key = record["organisation_id"]
    practice_rows = tables.by("practices", "practice_organisations", "organisation_id").get(key, ())
    links = [PracticeLink(known(tables, "practices", "practices", row["practice_id"]), origin(tables, row)) for row in practice_rows]
    led = tables.by("strategy", "work_packages", "lead_organisation_id").get(key, ())
    return Organisation(
        id=key,
        name=record["name"],
        acronym=record["acronym"] or "",
        country=named(tables, "reference", "countries", record["country_code"]),
        city=record["city"] or "",
        kind=named(tables, "reference", "organisation_kinds", record["organisation_kind_id"]),
        role=named(tables, "reference", "organisation_roles", record["organisation_role_id"]),
        project=known(tables, "reference", "programmes", record["programme_id"]),
        website=record["website"] or "",
        origin=origin(tables, record),
        practices=tuple(sorted(links, key=lambda item: by_title(item.practice))),
        work_packages=tuple((row["work_package_number"], row["title"] or "") for row in led),
        other_parts=_other_parts(tables, record),
        networks=_networks(tables, record),
    )


def _names(record: Record) -> frozenset[str]:
    """Under which names another row may stand: the name, and name (short name) as the networks write it."""
    name, acronym = record["name"], record["acronym"]
    return frozenset(item.casefold() for item in (name, f"{name} ({acronym})" if acronym else name))


def _countries_agree(first: str | None, second: str | None) -> bool:
    """Whether two rows can be of one organisation: no different countries. EU stands for a European network, wherever its seat is."""
    return first is None or second is None or "EU" in (first, second) or first == second


def _other_parts(tables: Tables, record: Record) -> tuple[Part, ...]:
    found = [
        Part(row["organisation_id"], row["name"], known(tables, "reference", "programmes", row["programme_id"]))
        for row in tables.rows("strategy", "organisations")
        if row["organisation_id"] != record["organisation_id"]
        and row["name"].casefold() == record["name"].casefold()
        and _countries_agree(row["country_code"], record["country_code"])
    ]
    return tuple(sorted(found, key=lambda part: (part.project.title.casefold(), part.id)))


def _networks(tables: Tables, record: Record) -> tuple[NetworkRow, ...]:
    found = []
    for row in tables.rows("wise-mapping", "networks"):
        if row["name"].casefold() in _names(record) and _countries_agree(row["country_code"], record["country_code"]):
            qualifier = row["member_enterprises_qualifier_id"]
            found.append(
                NetworkRow(
                    network=Named(row["network_id"], row["name"]),
                    country=named(tables, "reference", "countries", row["country_code"]),
                    member_enterprises=row["member_enterprises"],
                    member_qualifier=tables.title("reference", "value_qualifiers", qualifier).lower() if qualifier else "",
                    status=known(tables, "reference", "obs_statuses", row["obs_status_id"]),
                    origin=origin(tables, row),
                )
            )
    return tuple(found)
