"""A few findings for the first page: whole sentences, each with what it is computed from; none compares what cannot be compared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bwise_publish.views.dates import spoken_span
from bwise_publish.views.gaps import gap_view
from bwise_publish.views.sentences import counted, listing
from bwise_publish.views.tables import Origin, Tables, origin

# A measure of official statistics that speaks of the whole mission, and the aggregate it is told for.
_INDICATOR = "disability-employment-gap"
_AGGREGATE = "EU"


@dataclass(frozen=True, slots=True)
class Highlight:
    """One finding. `origins` are the sources of a stated fact; `computed_from` names (package, table) of a count that we made."""

    text: str
    origins: tuple[Origin, ...]
    computed_from: tuple[tuple[str, str], ...]
    more: tuple[str, str]


def highlights(tables: Tables) -> tuple[Highlight, ...]:
    """The findings that the data carry; one whose rows are not there is left out."""
    makers: tuple[Callable[[Tables], Highlight | None], ...] = (_surveys, _gaps, _wise_types, _disability_gap)
    return tuple(found for maker in makers if (found := maker(tables)) is not None)


def _surveys(tables: Tables) -> Highlight | None:
    """How many people B-WISE asked, by enquiry; another number for the same enquiry is told beside it."""
    rows = [
        row
        for row in tables.rows("skills-needs", "surveys")
        if str(row["organiser"]).startswith("B-WISE consortium") and row["start_date"] and row["sample_size"] is not None
    ]
    leading = [row for row in rows if row["same_wave_as"] is None]
    if not leading:
        return None
    sentences = []
    origins = []
    for row in leading:
        when = spoken_span(row["start_date"], row["end_date"] or "")
        sentences.append(f"{row['sample_size']:,} {row['sample_unit']} took part in the {row['title']}, {when}.")
        origins.append(origin(tables, row))
        for other in tables.by("skills-needs", "surveys", "same_wave_as").get(row["survey_id"], ()):
            if other["sample_size"] not in (None, row["sample_size"]):
                sentences.append(f"Another source says {other['sample_size']:,}.")
                origins.append(origin(tables, other))
    return Highlight(" ".join(sentences), tuple(origins), (), ("topics/skills-needs/", "Skills needs"))


def _gaps(tables: Tables) -> Highlight | None:
    view = gap_view(tables)
    if not view.gaps:
        return None
    open_gaps = len(view.unanswered)
    text = (
        f"Sources name {counted(len(view.gaps), 'skill')} as a gap or a training need. "
        f"For {len(view.gaps) - open_gaps} of them the data hold a training or a practice, for {open_gaps} they hold none."
    )
    training = (("curricula", name) for name in ("module_skills", "outcome_skills", "curriculum_skills", "mooc_skills"))
    used = (("skills-needs", "skill_findings"), *training, ("practices", "practice_skills"))
    return Highlight(text, (), used, ("gap-to-training/", "From gap to training"))


def _wise_types(tables: Tables) -> Highlight | None:
    rows = tables.rows("wise-mapping", "wise_types")
    if not rows:
        return None
    places = {row["country_code"] for row in rows}
    ended = sum(1 for row in rows if row["historic"])
    kinds, where = counted(len(rows), "type"), counted(len(places), "country", "countries")
    text = f"The data describe {kinds} of work integration social enterprise in {where}."
    if ended:
        text += f" {ended} of them {'is' if ended == 1 else 'are'} known to be historic; whether the others still exist was not checked."
    return Highlight(text, (), (("wise-mapping", "wise_types"),), ("wise-types/", "Types of WISE"))


def _disability_gap(tables: Tables) -> Highlight | None:
    """The latest published value for the European Union; where sources differ, every value."""
    rows = [
        row
        for row in tables.by("country-context", "observations", "country_code", "context_indicator_id").get((_AGGREGATE, _INDICATOR), ())
        if row["value"] is not None and row["reference_year"] is not None
    ]
    if not rows:
        return None
    year = max(row["reference_year"] for row in rows)
    latest = [row for row in rows if row["reference_year"] == year]
    indicator = tables.one("country-context", "context_indicators", _INDICATOR)
    unit = tables.title("reference", "units", indicator["unit_id"]).lower()
    values = listing([f"{value:g}" for value in sorted({row["value"] for row in latest})], "or")
    place = tables.title("reference", "countries", _AGGREGATE)
    text = f"{indicator['title']} in the {place}, {year}: {values} {unit}. {indicator['description']}."
    return Highlight(text, tuple(origin(tables, row) for row in latest), (), ("topics/country-context/", "Countries in context"))
