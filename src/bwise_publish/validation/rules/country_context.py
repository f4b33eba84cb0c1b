"""Rules for the `country-context` package: what its Table Schemas cannot say."""

from __future__ import annotations

import pandera.polars as pa
import polars as pl

from bwise_publish.catalog import Catalog
from bwise_publish.validation.rules.applying import RuleSet
from bwise_publish.validation.rules.terms import holds, other


class Observations(pa.DataFrameModel):
    """One value of one indicator for one country and year, with the unit of the indicator joined to it."""

    country_code: str = pa.Field(nullable=True)
    context_indicator_id: str = pa.Field(nullable=True)
    observation_population_id: str = pa.Field(nullable=True)
    value: float = pa.Field(nullable=True)
    obs_status_id: str = pa.Field(nullable=True)
    observation_flag_id: str = pa.Field(nullable=True)
    reference_year: int = pa.Field(nullable=True)
    source_id: str = pa.Field(nullable=True)
    unit_id: str = pa.Field(nullable=True)

    @pa.dataframe_check(name="share-outside-0-100", title="value", error="Write the share in percent: 33, not 0.33 or 3300.")
    def share_is_percent(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """A value in percent of people or enterprises lies between 0 and 100."""
        share = pl.col("unit_id").str.starts_with("percent") & ~pl.col("unit_id").is_in(["percentage-points", "percent-of-gdp"])
        return holds(data, ~share | pl.col("value").is_between(0, 100))

    @pa.dataframe_check(
        name="figure-negative", title="value", error="Correct the value; only a difference in percentage points can be negative."
    )
    def figure_is_not_negative(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """A number of people, enterprises or euros cannot be less than 0."""
        return holds(data, pl.col("unit_id").eq("percentage-points") | (pl.col("value") >= 0))

    @pa.dataframe_check(
        name="observation-twice", title="reference_year", error="Remove one of the rows, or correct its year, country or population."
    )
    def one_value_each(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """One source gives one value for a country, an indicator, a population and a year."""
        key = ["country_code", "context_indicator_id", "observation_population_id", "reference_year", "source_id"]
        return data.lazyframe.select(pl.struct(key).is_first_distinct())

    @pa.dataframe_check(
        name="estimate-called-observed", title="obs_status_id", error="Write estimate in obs_status_id, or correct the flag."
    )
    def flag_and_status_agree(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """A value that carries the flag e (estimated) is not one that was observed."""
        return holds(data, pl.col("observation_flag_id").ne("e") | pl.col("obs_status_id").ne("observed"))


class ContextIndicators(pa.DataFrameModel):
    """One indicator of the surroundings in which WISEs work."""

    context_indicator_id: str = pa.Field(nullable=True)
    same_measure_indicator_id: str = pa.Field(nullable=True)

    @pa.dataframe_check(
        name="same-measure-as-itself", title="same_measure_indicator_id", error="Name the other indicator, or empty the cell."
    )
    def another_indicator(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """An indicator cannot be given as the same measure as itself."""
        return holds(data, other("same_measure_indicator_id", "context_indicator_id"))


def _with_unit(catalog: Catalog, frame: pl.DataFrame) -> pl.DataFrame:
    units = catalog.table("country-context", "context_indicators").data.select("context_indicator_id", "unit_id")
    return frame.join(units, on="context_indicator_id", how="left", maintain_order="left")


RULES = (RuleSet("observations", Observations, _with_unit), RuleSet("context_indicators", ContextIndicators))
