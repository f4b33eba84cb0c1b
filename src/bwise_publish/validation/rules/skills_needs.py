"""Rules for the `skills-needs` package: what its Table Schemas cannot say."""

from __future__ import annotations

import pandera.polars as pa
import polars as pl

from bwise_publish.catalog import Catalog
from bwise_publish.validation.rules.applying import RuleSet
from bwise_publish.validation.rules.terms import holds, in_order, other

_PACKAGE = "skills-needs"


class Surveys(pa.DataFrameModel):
    """One survey or study whose findings are published."""

    survey_id: str = pa.Field(nullable=True)
    start_date: str = pa.Field(nullable=True)
    end_date: str = pa.Field(nullable=True)
    same_wave_as: str = pa.Field(nullable=True)

    @pa.dataframe_check(name="end-before-start", title="end_date", error="Exchange the two dates, or correct one of them.")
    def dates_in_order(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """A survey cannot end before it starts."""
        return holds(data, in_order("start_date", "end_date"))

    @pa.dataframe_check(
        name="same-wave-as-itself", title="same_wave_as", error="Name the other survey of the same wave, or empty the cell."
    )
    def another_survey(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """A survey cannot be given as another account of itself."""
        return holds(data, other("same_wave_as", "survey_id"))


class SurveySamples(pa.DataFrameModel):
    """How many of one group answered a survey, with the whole sample of the survey joined to it."""

    sample_size: int = pa.Field(nullable=True)
    sample_unit: str = pa.Field(nullable=True)
    survey_sample_size: int = pa.Field(nullable=True)
    survey_sample_unit: str = pa.Field(nullable=True)

    @pa.dataframe_check(
        name="group-exceeds-sample", title="sample_size", error="Correct the number of the group, or that of the whole survey."
    )
    def group_within_sample(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """The respondents of one group cannot outnumber all respondents of the survey."""
        other_unit = pl.col("sample_unit").ne(pl.col("survey_sample_unit"))
        return holds(data, other_unit | (pl.col("sample_size") <= pl.col("survey_sample_size")))


class Findings(pa.DataFrameModel):
    """One finding of a survey or study, with whether the survey covered the country of the finding joined to it."""

    country_code: str = pa.Field(nullable=True)
    value: float = pa.Field(nullable=True)
    unit: str = pa.Field(nullable=True)
    country_covered: bool = pa.Field(nullable=True)

    @pa.dataframe_check(name="finding-outside-survey", title="country_code", error="Correct the country, or add it to survey_countries.")
    def within_survey(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """A finding for a country needs a survey that covered this country."""
        return holds(data, pl.col("country_covered"))

    @pa.dataframe_check(name="value-without-unit", title="unit", error="Say in unit what the value counts.")
    def value_has_unit(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """A value says what it counts."""
        return holds(data, pl.col("value").is_null() | pl.col("unit").is_not_null())

    @pa.dataframe_check(name="share-outside-0-100", title="value", error="Write the share in percent: 33, not 0.33 or 3300.")
    def share_is_percent(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """A value in percent lies between 0 and 100."""
        return holds(data, ~pl.col("unit").str.starts_with("percent") | pl.col("value").is_between(0, 100))


class SkillEscoMatches(pa.DataFrameModel):
    """One skill of ESCO that a skill of ours corresponds to."""

    skill_id: str = pa.Field(nullable=True)
    lead: bool = pa.Field(nullable=True)

    @pa.dataframe_check(
        name="lead-match-twice", title="lead", error="Keep true for one match of the skill, and write false for the others."
    )
    def one_lead(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """A skill has one leading match at most."""
        leads = pl.col("lead").cast(pl.Int64).sum().over("skill_id")
        return holds(data, ~pl.col("lead") | (leads <= 1))


def _with_sample(catalog: Catalog, frame: pl.DataFrame) -> pl.DataFrame:
    surveys = catalog.table(_PACKAGE, "surveys").data
    columns = surveys.select("survey_id", pl.col("sample_size", "sample_unit").name.prefix("survey_"))
    return frame.join(columns, on="survey_id", how="left", maintain_order="left")


def _with_coverage(catalog: Catalog, frame: pl.DataFrame) -> pl.DataFrame:
    """Adds `country_covered`: null when the finding names no survey or no country, or is of a whole region such as the EU."""
    covered = catalog.table(_PACKAGE, "survey_countries").data.select("survey_id", "country_code", covered=pl.lit(value=True))
    kinds = catalog.table("reference", "countries").data.select("country_code", "country_kind_id")
    joined = frame.join(covered, on=["survey_id", "country_code"], how="left", maintain_order="left")
    joined = joined.join(kinds, on="country_code", how="left", maintain_order="left")
    judged = pl.col("survey_id").is_not_null() & pl.col("country_code").is_not_null() & pl.col("country_kind_id").eq("country")
    return joined.with_columns(country_covered=pl.when(judged).then(pl.col("covered").fill_null(value=False)))


RULES = (
    RuleSet("surveys", Surveys),
    RuleSet("survey_samples", SurveySamples, _with_sample),
    RuleSet("skill_findings", Findings, _with_coverage),
    RuleSet("technology_findings", Findings, _with_coverage),
    RuleSet("barriers", Findings, _with_coverage),
    RuleSet("skill_esco_matches", SkillEscoMatches),
)
