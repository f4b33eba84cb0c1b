"""Rules for the `wise-mapping` package: what its Table Schemas cannot say."""

from __future__ import annotations

import pandera.polars as pa
import polars as pl

from bwise_publish.catalog import Catalog
from bwise_publish.validation.rules.applying import RuleSet
from bwise_publish.validation.rules.terms import holds, other

# Of whom a figure about the same enterprises cannot be more than of whom: part -> whole (codes of reference/indicators).
WHOLES = {
    "workers-with-support-needs": "workers-total",
    "other-staff": "workers-total",
    "workers-men": "workers-total",
    "workers-women": "workers-total",
    "workers-with-support-needs-fte": "workers-fte",
    "other-staff-fte": "workers-fte",
    "leavers-to-employment": "leavers-in-year",
}
_SAME_ENTERPRISES = ["country_code", "region_code", "wise_type_id", "scope", "reference_year"]
# Published shares are rounded: five of them can add up to a little more than a hundred.
_ROUNDING = 0.5


class CountryStatistics(pa.DataFrameModel):
    """One published figure about WISEs in one country and year."""

    country_code: str = pa.Field(nullable=True)
    region_code: str = pa.Field(nullable=True)
    wise_type_id: str = pa.Field(nullable=True)
    indicator_id: str = pa.Field(nullable=True)
    scope: str = pa.Field(nullable=True)
    value: float = pa.Field(nullable=True)
    value_upper: float = pa.Field(nullable=True)
    obs_status_id: str = pa.Field(nullable=True)
    reference_year: int = pa.Field(nullable=True)

    @pa.dataframe_check(
        name="workers-exceed-total", title="value", error="Correct the figure, or its scope if it counts other enterprises."
    )
    def part_within_whole(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """A part of the workers cannot outnumber all workers of the same country, region, type, year and scope."""
        rows = data.lazyframe.with_row_index("row").with_columns(whole=pl.col("indicator_id").replace_strict(WHOLES, default=None))
        totals = rows.group_by(*_SAME_ENTERPRISES, "indicator_id").agg(total=pl.max_horizontal("value", "value_upper").max())
        joined = rows.join(
            totals, left_on=[*_SAME_ENTERPRISES, "whole"], right_on=[*_SAME_ENTERPRISES, "indicator_id"], how="left", nulls_equal=True
        )
        return joined.sort("row").select((pl.col("value") <= pl.col("total")).fill_null(value=True))

    @pa.dataframe_check(name="share-outside-0-100", title="value", error="Write the share in percent: 33, not 0.33 or 3300.")
    def share_is_percent(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """A share in percent lies between 0 and 100."""
        share = pl.col("indicator_id").str.ends_with("-percent")
        outside = pl.col("value").is_between(0, 100) & pl.col("value_upper").is_between(0, 100).fill_null(value=True)
        return holds(data, ~share | outside)

    @pa.dataframe_check(
        name="figure-negative", title="value", error="Correct the figure; a change over time is not a figure of this table."
    )
    def figure_is_not_negative(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """A number of enterprises, people or euros cannot be less than 0."""
        return holds(data, pl.col("value") >= 0)

    @pa.dataframe_check(name="range-without-upper", title="value_upper", error="Fill in value_upper, or correct obs_status_id.")
    def range_has_two_ends(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """A row with the status range has a lower and an upper value."""
        return holds(data, pl.col("obs_status_id").ne("range") | pl.col("value_upper").is_not_null())


class CountryActivityFields(pa.DataFrameModel):
    """One field of activity of WISEs in one country, with its share where a source gives one."""

    country_code: str = pa.Field(nullable=True)
    wise_type_id: str = pa.Field(nullable=True)
    share_percent: float = pa.Field(nullable=True)
    share_base: str = pa.Field(nullable=True)
    reference_year: int = pa.Field(nullable=True)
    source_id: str = pa.Field(nullable=True)

    @pa.dataframe_check(name="share-without-base", title="share_base", error="Say in share_base of what the share is one.")
    def share_has_base(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """A share says of what it is a share."""
        return holds(data, pl.col("share_percent").is_null() | pl.col("share_base").is_not_null())

    @pa.dataframe_check(
        name="shares-over-100",
        title="share_percent",
        error="Correct a share; shares of different wholes need different words in share_base.",
    )
    def shares_within_whole(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """The shares of one base, year and source cannot add up to more than 100."""
        base = ["country_code", "wise_type_id", "share_base", "reference_year", "source_id"]
        total = pl.col("share_percent").sum().over(base)
        return holds(data, pl.col("share_percent").is_null() | (total <= 100 + _ROUNDING))

    @pa.dataframe_check(name="share-outside-0-100", title="share_percent", error="Write the share in percent: 33, not 0.33 or 3300.")
    def share_is_percent(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """A share in percent lies between 0 and 100."""
        return holds(data, pl.col("share_percent").is_between(0, 100))


class NetworkMemberships(pa.DataFrameModel):
    """One network that is a member of another."""

    network_id: str = pa.Field(nullable=True)
    member_of_network_id: str = pa.Field(nullable=True)

    @pa.dataframe_check(
        name="member-of-itself", title="member_of_network_id", error="Name the network that it belongs to, or remove the row."
    )
    def not_its_own_member(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """A network cannot be a member of itself."""
        return holds(data, other("member_of_network_id", "network_id"))


class StatisticConflicts(pa.DataFrameModel):
    """Two figures of different sources that do not agree, with what each of them counts joined to it."""

    statistic_id: str = pa.Field(nullable=True)
    other_statistic_id: str = pa.Field(nullable=True)
    indicator_id: str = pa.Field(nullable=True)
    other_indicator_id: str = pa.Field(nullable=True)
    country_code: str = pa.Field(nullable=True)
    other_country_code: str = pa.Field(nullable=True)

    @pa.dataframe_check(name="conflict-with-itself", title="other_statistic_id", error="Name the other figure, or remove the row.")
    def two_figures(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """A figure cannot be in conflict with itself."""
        return holds(data, other("other_statistic_id", "statistic_id"))

    @pa.dataframe_check(
        name="conflict-of-unlike", title="other_statistic_id", error="Name two figures of one indicator and country, or remove the row."
    )
    def of_one_thing(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """Two figures conflict only when they count the same thing in the same country."""
        same = pl.col("indicator_id").eq(pl.col("other_indicator_id")) & pl.col("country_code").eq(pl.col("other_country_code"))
        return holds(data, same)


def _with_figures(catalog: Catalog, frame: pl.DataFrame) -> pl.DataFrame:
    figures = catalog.table("wise-mapping", "country_statistics").data.select("statistic_id", "indicator_id", "country_code")
    others = figures.rename({name: f"other_{name}" for name in figures.columns})
    first = frame.join(figures, on="statistic_id", how="left", maintain_order="left")
    return first.join(others, on="other_statistic_id", how="left", maintain_order="left")


RULES = (
    RuleSet("country_statistics", CountryStatistics),
    RuleSet("country_activity_fields", CountryActivityFields),
    RuleSet("network_memberships", NetworkMemberships),
    RuleSet("statistic_conflicts", StatisticConflicts, _with_figures),
)
