"""Rules for the `personas` package: what its Table Schemas cannot say."""

from __future__ import annotations

import pandera.polars as pa
import polars as pl

from bwise_publish.catalog import Catalog
from bwise_publish.validation.rules.applying import RuleSet
from bwise_publish.validation.rules.terms import holds

_PACKAGE = "personas"


class Personas(pa.DataFrameModel):
    """One persona: a person made up to stand for many."""

    fictional: bool = pa.Field(nullable=True)

    @pa.dataframe_check(name="persona-not-fictional", title="fictional", error="Remove the row: no data about a real person is published.")
    def made_up(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """A persona is fictional; no data about a real person stands in this table."""
        return data.lazyframe.select(pl.col("fictional").fill_null(value=False))


class PersonaNeeds(pa.DataFrameModel):
    """One need of a persona, numbered from 1."""

    persona_id: str = pa.Field(nullable=True)
    position: int = pa.Field(nullable=True)

    @pa.dataframe_check(name="position-out-of-order", title="position", error="Number the rows of one persona 1, 2, 3 and so on.")
    def numbered_from_one(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """The needs of a persona are numbered from 1 without a gap and without a number twice."""
        rank = pl.col("position").rank("ordinal").over("persona_id")
        return holds(data, pl.col("position").cast(pl.Int64).eq(rank.cast(pl.Int64)))


class PersonaSkills(pa.DataFrameModel):
    """One skill that a persona needs, with the persona of the need and the skill of the finding that it rests on joined to it."""

    persona_id: str = pa.Field(nullable=True)
    skill_id: str = pa.Field(nullable=True)
    persona_of_need: str = pa.Field(nullable=True)
    skill_of_finding: str = pa.Field(nullable=True)

    @pa.dataframe_check(
        name="need-of-another-persona", title="persona_need_id", error="Name a need of this persona, or correct the persona."
    )
    def own_need(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """A skill of a persona rests on a need of the same persona."""
        return holds(data, pl.col("persona_of_need").eq(pl.col("persona_id")))

    @pa.dataframe_check(name="finding-of-another-skill", title="finding_id", error="Name a finding about this skill, or correct the skill.")
    def own_finding(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """A skill of a persona rests on a finding about the same skill."""
        return holds(data, pl.col("skill_of_finding").eq(pl.col("skill_id")))


def _with_grounds(catalog: Catalog, frame: pl.DataFrame) -> pl.DataFrame:
    needs = catalog.table(_PACKAGE, "persona_needs").data.select("persona_need_id", persona_of_need="persona_id")
    findings = catalog.table("skills-needs", "skill_findings").data.select("finding_id", skill_of_finding="skill_id")
    joined = frame.join(needs, on="persona_need_id", how="left", maintain_order="left")
    return joined.join(findings, on="finding_id", how="left", maintain_order="left")


RULES = (
    RuleSet("personas", Personas),
    RuleSet("persona_needs", PersonaNeeds),
    RuleSet("persona_skills", PersonaSkills, _with_grounds),
)
