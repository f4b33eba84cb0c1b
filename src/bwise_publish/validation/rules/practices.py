"""Rules for the `practices` package: what its Table Schemas cannot say."""

from __future__ import annotations

import pandera.polars as pa
import polars as pl

from bwise_publish.catalog import Catalog
from bwise_publish.validation.rules.applying import RuleSet
from bwise_publish.validation.rules.terms import holds

_PACKAGE = "practices"


class Practices(pa.DataFrameModel):
    """One practice: somebody who already does it well, with the main one of its listed countries joined to it."""

    country_code: str = pa.Field(nullable=True)
    main_country: str = pa.Field(nullable=True)
    year_started: int = pa.Field(nullable=True)
    reach_value: int = pa.Field(nullable=True)
    reach_unit: str = pa.Field(nullable=True)
    reach_planned: bool = pa.Field(nullable=True)
    obs_status_id: str = pa.Field(nullable=True)
    reference_year: int = pa.Field(nullable=True)

    @pa.dataframe_check(
        name="reach-without-unit", title="reach_unit", error="Say in reach_unit what the number counts: people, companies, visits."
    )
    def reach_has_unit(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """A reach says whom or what it counts."""
        return holds(data, pl.col("reach_value").is_null() | pl.col("reach_unit").is_not_null())

    @pa.dataframe_check(
        name="plan-called-observed", title="obs_status_id", error="Write target in obs_status_id, or false in reach_planned."
    )
    def plan_is_target(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """A reach that is planned was not observed."""
        return holds(data, ~pl.col("reach_planned") | pl.col("obs_status_id").ne("observed"))

    @pa.dataframe_check(name="reach-before-start", title="reference_year", error="Correct the year of the reach, or the year of the start.")
    def reached_after_start(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """A practice cannot have reached anybody in a year before it started."""
        return holds(data, pl.col("reference_year") >= pl.col("year_started"))

    @pa.dataframe_check(name="country-not-listed", title="country_code", error="Add a row to practice_countries, with true in main.")
    def country_is_listed(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """The country of a practice is the main one in the table of the countries of practices."""
        return holds(data, pl.col("country_code").is_null() | pl.col("main_country").is_not_null())


class PracticeCountries(pa.DataFrameModel):
    """One country of a practice, with the country that the practice itself states joined to it."""

    practice_id: str = pa.Field(nullable=True)
    country_code: str = pa.Field(nullable=True)
    main: bool = pa.Field(nullable=True)
    country_of_practice: str = pa.Field(nullable=True)

    @pa.dataframe_check(
        name="main-country-twice", title="main", error="Keep true for one country of the practice, and write false for the others."
    )
    def one_main(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """A practice has one main country at most."""
        mains = pl.col("main").cast(pl.Int64).sum().over("practice_id")
        return holds(data, ~pl.col("main") | (mains <= 1))

    @pa.dataframe_check(name="main-country-other", title="country_code", error="Write the same country in both tables.")
    def main_is_own(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """The main country is the one that the table of practices names."""
        return holds(data, ~pl.col("main") | pl.col("country_code").eq(pl.col("country_of_practice")))


class SuccessStories(pa.DataFrameModel):
    """One story of an enterprise."""

    employees: int = pa.Field(nullable=True)
    target_group_workers: int = pa.Field(nullable=True)

    @pa.dataframe_check(name="workers-exceed-total", title="target_group_workers", error="Correct one of the two numbers.")
    def workers_within_employees(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """Workers with support needs cannot outnumber all employees of the enterprise."""
        return holds(data, pl.col("target_group_workers") <= pl.col("employees"))


def _with_main(catalog: Catalog, frame: pl.DataFrame) -> pl.DataFrame:
    mains = catalog.table(_PACKAGE, "practice_countries").data.filter(pl.col("main")).select("practice_id", main_country="country_code")
    return frame.join(mains.unique("practice_id", keep="first"), on="practice_id", how="left", maintain_order="left")


def _with_country(catalog: Catalog, frame: pl.DataFrame) -> pl.DataFrame:
    practices = catalog.table(_PACKAGE, "practices").data.select("practice_id", country_of_practice="country_code")
    return frame.join(practices, on="practice_id", how="left", maintain_order="left")


RULES = (
    RuleSet("practices", Practices, _with_main),
    RuleSet("practice_countries", PracticeCountries, _with_country),
    RuleSet("success_stories", SuccessStories),
)
