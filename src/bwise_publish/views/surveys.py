"""The surveys and other enquiries behind the findings, with their samples. Samples are never added up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bwise_publish.catalog import Record
from bwise_publish.views.findings import PACKAGE, Finding, group_rank
from bwise_publish.views.tables import Origin, Tables, origin


@dataclass(frozen=True, slots=True)
class GroupSample:
    """How many of one group took part in an enquiry."""

    group_id: str
    group: str
    size: int
    unit: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Survey:
    """One enquiry: who held it, how, when, how many took part in all and by group. `same_wave` names the row of the same wave."""

    id: str
    title: str
    organiser: str
    mode: str
    start: str
    end: str
    size: int | None
    unit: str
    same_wave: str
    countries: tuple[str, ...]
    samples: tuple[GroupSample, ...]
    origin: Origin


def surveys(tables: Tables) -> tuple[Survey, ...]:
    """All enquiries, by title."""
    return tuple(
        sorted((_survey(tables, row) for row in tables.rows(PACKAGE, "surveys")), key=lambda item: (item.title.casefold(), item.id))
    )


def surveys_of(tables: Tables, findings: Iterable[Finding]) -> tuple[Survey, ...]:
    """The enquiries that findings rest on, by title, each once."""
    wanted = {item.survey_id for item in findings}
    return tuple(item for item in surveys(tables) if item.id in wanted)


def _survey(tables: Tables, row: Record) -> Survey:
    key = row["survey_id"]
    samples = (_group_sample(tables, sample) for sample in tables.by(PACKAGE, "survey_samples", "survey_id").get(key, ()))
    countries = (
        tables.title("reference", "countries", item["country_code"])
        for item in tables.by(PACKAGE, "survey_countries", "survey_id").get(key, ())
    )
    return Survey(
        id=key,
        title=row["title"],
        organiser=row["organiser"] or "",
        mode=tables.title("reference", "survey_modes", row["survey_mode_id"]),
        start=str(row["start_date"] or ""),
        end=str(row["end_date"] or ""),
        size=row["sample_size"],
        unit=row["sample_unit"] or "",
        same_wave=tables.title(PACKAGE, "surveys", row["same_wave_as"]) if row["same_wave_as"] else "",
        countries=tuple(sorted(countries, key=str.casefold)),
        samples=tuple(sorted(samples, key=lambda item: group_rank(item.group_id))),
        origin=origin(tables, row),
    )


def _group_sample(tables: Tables, row: Record) -> GroupSample:
    group = row["target_group_id"]
    return GroupSample(
        group, tables.title("reference", "target_groups", group), row["sample_size"], row["sample_unit"], origin(tables, row)
    )
