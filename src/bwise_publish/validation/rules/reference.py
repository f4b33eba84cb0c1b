"""Rules for the `reference` package: what its Table Schemas cannot say."""

from __future__ import annotations

import pandera.polars as pa
import polars as pl

from bwise_publish.catalog import Catalog
from bwise_publish.validation.rules.applying import RuleSet
from bwise_publish.validation.rules.terms import holds, other, within


class ReplacedIds(pa.DataFrameModel):
    """One identifier that was replaced by another."""

    old_id: str = pa.Field(nullable=True)
    new_id: str = pa.Field(nullable=True)

    @pa.dataframe_check(name="replaced-by-itself", title="new_id", error="Name the identifier that is used now, or remove the row.")
    def another_id(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """An identifier cannot be replaced by itself."""
        return holds(data, other("new_id", "old_id"))


class SourceTwins(pa.DataFrameModel):
    """One source that stands under two identifiers."""

    source_id: str = pa.Field(nullable=True)
    twin_source_id: str = pa.Field(nullable=True)

    @pa.dataframe_check(name="twin-of-itself", title="twin_source_id", error="Name the other source, or remove the row.")
    def another_source(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """A source cannot be its own twin."""
        return holds(data, other("twin_source_id", "source_id"))


class EqfLevels(pa.DataFrameModel):
    """One level of the European Qualifications Framework."""

    eqf_level: int = pa.Field(nullable=True)

    @pa.dataframe_check(name="eqf-outside-1-8", title="eqf_level", error="Remove the row.")
    def level_exists(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """The European Qualifications Framework has the levels 1 to 8."""
        return holds(data, within("eqf_level", 1, 8))


class IscoGroups(pa.DataFrameModel):
    """One group of ISCO-08: as many digits as its level, under the group that its own code begins with."""

    isco_code: str = pa.Field(nullable=True)
    level: int = pa.Field(nullable=True)
    parent_isco_code: str = pa.Field(nullable=True)

    @pa.dataframe_check(name="isco-level-other", title="level", error="Write the number of digits of the code.")
    def level_is_length(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """The level of an ISCO group is the number of digits of its code."""
        return holds(data, pl.col("isco_code").str.len_chars().eq(pl.col("level")))

    @pa.dataframe_check(name="isco-parent-other", title="parent_isco_code", error="Write the code without its last digit.")
    def parent_is_prefix(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """The parent of an ISCO group is its code without the last digit."""
        return holds(data, pl.col("parent_isco_code").eq(pl.col("isco_code").str.head(-1)))


class Competences(pa.DataFrameModel):
    """One competence of a framework, with the framework of its area joined to it."""

    framework_id: str = pa.Field(nullable=True)
    framework_of_area: str = pa.Field(nullable=True)

    @pa.dataframe_check(name="area-of-another-framework", title="competence_area_id", error="Name an area of the same framework.")
    def own_area(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """A competence stands in an area of its own framework."""
        return holds(data, pl.col("framework_of_area").eq(pl.col("framework_id")))


def _with_area(catalog: Catalog, frame: pl.DataFrame) -> pl.DataFrame:
    areas = catalog.table("reference", "competence_areas").data.select("competence_area_id", framework_of_area="framework_id")
    return frame.join(areas, on="competence_area_id", how="left", maintain_order="left")


RULES = (
    RuleSet("replaced_ids", ReplacedIds),
    RuleSet("source_twins", SourceTwins),
    RuleSet("eqf_levels", EqfLevels),
    RuleSet("isco_groups", IscoGroups),
    RuleSet("competences", Competences, _with_area),
)
