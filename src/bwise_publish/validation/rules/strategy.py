"""Rules for the `strategy` package: what its Table Schemas cannot say."""

from __future__ import annotations

import pandera.polars as pa
import polars as pl

from bwise_publish.validation.rules.applying import RuleSet
from bwise_publish.validation.rules.curricula import EqfLevel
from bwise_publish.validation.rules.terms import holds, in_order, is_partial_date


class StrategyActions(pa.DataFrameModel):
    """One action of a strategy, with its key performance indicator where it has one."""

    kpi_title: str = pa.Field(nullable=True)
    kpi_value: float = pa.Field(nullable=True)
    kpi_unit: str = pa.Field(nullable=True)
    reference_year: int = pa.Field(nullable=True)
    target_year: int = pa.Field(nullable=True)

    @pa.dataframe_check(name="kpi-without-unit", title="kpi_unit", error="Say in kpi_unit what the value counts.")
    def kpi_has_unit(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """The value of an indicator says what it counts."""
        return holds(data, pl.col("kpi_value").is_null() | pl.col("kpi_unit").is_not_null())

    @pa.dataframe_check(name="kpi-without-title", title="kpi_title", error="Name the indicator in kpi_title.")
    def kpi_has_title(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """The value of an indicator says of which indicator it is."""
        return holds(data, pl.col("kpi_value").is_null() | pl.col("kpi_title").is_not_null())

    @pa.dataframe_check(name="target-before-reference", title="target_year", error="Correct the target year, or the reference year.")
    def target_lies_ahead(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """A target cannot lie before the year in which it is measured or set."""
        return holds(data, pl.col("target_year") >= pl.col("reference_year"))


class RecognitionMechanisms(pa.DataFrameModel):
    """One way in which skills are recognised."""

    figure_title: str = pa.Field(nullable=True)
    figure_value: float = pa.Field(nullable=True)
    valid_from: str = pa.Field(nullable=True)
    valid_until: str = pa.Field(nullable=True)

    @pa.dataframe_check(name="end-before-start", title="valid_until", error="Exchange the two dates, or correct one of them.")
    def validity_in_order(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """A recognition cannot end before it starts."""
        return holds(data, in_order("valid_from", "valid_until"))

    @pa.dataframe_check(name="figure-without-title", title="figure_title", error="Say in figure_title what the figure counts.")
    def figure_has_title(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """A figure says what it counts."""
        return holds(data, pl.col("figure_value").is_null() | pl.col("figure_title").is_not_null())


class Events(pa.DataFrameModel):
    """One event."""

    start_date: pl.Date = pa.Field(nullable=True)
    end_date: pl.Date = pa.Field(nullable=True)

    @pa.dataframe_check(name="end-before-start", title="end_date", error="Exchange the two dates, or correct one of them.")
    def dates_in_order(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """An event cannot end before it starts."""
        return holds(data, in_order("start_date", "end_date"))


class ProjectFacts(pa.DataFrameModel):
    """One answer of a source to a question about the project."""

    project_fact_key_id: str
    value: str = pa.Field(nullable=True)

    @pa.dataframe_check(name="project-date-no-date", title="value", error="Write it like 2021, 2021-01 or 2021-01-31.")
    def dates_are_dates(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """The start and end of the project and of its surveys are dates."""
        dated = pl.col("project_fact_key_id").is_in(("start", "end", "survey-period-start", "survey-period-end"))
        return holds(data, ~dated | is_partial_date("value"))


RULES = (
    RuleSet("strategy_actions", StrategyActions),
    RuleSet("recognition_mechanisms", RecognitionMechanisms),
    RuleSet("recognition_levels", EqfLevel),
    RuleSet("events", Events),
    RuleSet("project_facts", ProjectFacts),
)
