"""Rules for the `curricula` package: what its Table Schemas cannot say."""

from __future__ import annotations

import pandera.polars as pa
import polars as pl

from bwise_publish.catalog import Catalog
from bwise_publish.validation.rules.applying import RuleSet
from bwise_publish.validation.rules.terms import holds, in_order, within

_PACKAGE = "curricula"
_EQF_MEND = "Write the EQF level, a whole number from 1 to 8; a level of a national framework has a field of its own."


class EqfLevel(pa.DataFrameModel):
    """Something that stands at a level of the European Qualifications Framework."""

    eqf_level: int = pa.Field(nullable=True)

    @pa.dataframe_check(name="eqf-outside-1-8", title="eqf_level", error=_EQF_MEND)
    def level_exists(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """The European Qualifications Framework has the levels 1 to 8."""
        return holds(data, within("eqf_level", 1, 8))


# pandera gives a check that a model inherits another name, so each model with an EQF level states the check itself.
class Curricula(pa.DataFrameModel):
    """One curriculum."""

    eqf_level: int = pa.Field(nullable=True)
    hours_min: float = pa.Field(nullable=True)
    hours_max: float = pa.Field(nullable=True)
    learning_unit_count_min: int = pa.Field(nullable=True)
    learning_unit_count_max: int = pa.Field(nullable=True)
    start_date: str = pa.Field(nullable=True)
    end_date: str = pa.Field(nullable=True)

    @pa.dataframe_check(name="eqf-outside-1-8", title="eqf_level", error=_EQF_MEND)
    def level_exists(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """The European Qualifications Framework has the levels 1 to 8."""
        return holds(data, within("eqf_level", 1, 8))

    @pa.dataframe_check(name="hours-min-over-max", title="hours_max", error="Exchange the two numbers, or correct one of them.")
    def hours_in_order(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """The least number of hours cannot be more than the greatest."""
        return holds(data, pl.col("hours_min") <= pl.col("hours_max"))

    @pa.dataframe_check(
        name="units-min-over-max", title="learning_unit_count_max", error="Exchange the two numbers, or correct one of them."
    )
    def units_in_order(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """The least number of learning units cannot be more than the greatest."""
        return holds(data, pl.col("learning_unit_count_min") <= pl.col("learning_unit_count_max"))

    @pa.dataframe_check(name="end-before-start", title="end_date", error="Exchange the two dates, or correct one of them.")
    def dates_in_order(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """A curriculum cannot end before it starts."""
        return holds(data, in_order("start_date", "end_date"))


class Modules(pa.DataFrameModel):
    """One module of a curriculum, with the greatest number of hours of the curriculum joined to it."""

    curriculum_id: str = pa.Field(nullable=True)
    hours: float = pa.Field(nullable=True)
    curriculum_hours: float = pa.Field(nullable=True)
    eqf_level: int = pa.Field(nullable=True)

    @pa.dataframe_check(name="eqf-outside-1-8", title="eqf_level", error=_EQF_MEND)
    def level_exists(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """The European Qualifications Framework has the levels 1 to 8."""
        return holds(data, within("eqf_level", 1, 8))

    @pa.dataframe_check(
        name="module-exceeds-curriculum", title="hours", error="Correct the hours of the module, or those of its curriculum."
    )
    def module_within_curriculum(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """A module cannot last longer than the whole curriculum."""
        return holds(data, pl.col("hours") <= pl.col("curriculum_hours"))


class LearningOutcomes(pa.DataFrameModel):
    """One learning outcome, with the curriculum of its module joined to it."""

    curriculum_id: str = pa.Field(nullable=True)
    curriculum_of_module: str = pa.Field(nullable=True)

    @pa.dataframe_check(
        name="module-of-another-curriculum", title="module_id", error="Name a module of this curriculum, or correct the curriculum."
    )
    def own_module(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """The module of a learning outcome belongs to the curriculum of the learning outcome."""
        return holds(data, pl.col("curriculum_of_module").eq(pl.col("curriculum_id")))


class Pilots(pa.DataFrameModel):
    """One trial of a curriculum or course."""

    start_date: str = pa.Field(nullable=True)
    end_date: str = pa.Field(nullable=True)
    supporters: int = pa.Field(nullable=True)
    workers_with_support_needs: int = pa.Field(nullable=True)
    participants: int = pa.Field(nullable=True)

    @pa.dataframe_check(name="end-before-start", title="end_date", error="Exchange the two dates, or correct one of them.")
    def dates_in_order(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """A pilot cannot end before it starts."""
        return holds(data, in_order("start_date", "end_date"))

    @pa.dataframe_check(
        name="groups-exceed-participants", title="participants", error="Correct the number of participants, or that of a group."
    )
    def groups_within_participants(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """The supporters and the workers with support needs of a pilot cannot outnumber its participants."""
        return holds(data, pl.sum_horizontal("supporters", "workers_with_support_needs") <= pl.col("participants"))


class PilotFigures(pa.DataFrameModel):
    """One figure about a pilot."""

    value: float = pa.Field(nullable=True)
    unit: str = pa.Field(nullable=True)

    @pa.dataframe_check(name="value-without-unit", title="unit", error="Say in unit what the value counts.")
    def value_has_unit(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """A value says what it counts."""
        return holds(data, pl.col("value").is_null() | pl.col("unit").is_not_null())

    @pa.dataframe_check(name="share-outside-0-100", title="value", error="Write the share in percent: 33, not 0.33 or 3300.")
    def share_is_percent(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """A value in percent lies between 0 and 100."""
        return holds(data, ~pl.col("unit").str.starts_with("percent") | pl.col("value").is_between(0, 100))


def _with_hours(catalog: Catalog, frame: pl.DataFrame) -> pl.DataFrame:
    curricula = catalog.table(_PACKAGE, "curricula").data.select("curriculum_id", curriculum_hours="hours_max")
    return frame.join(curricula, on="curriculum_id", how="left", maintain_order="left")


def _with_module(catalog: Catalog, frame: pl.DataFrame) -> pl.DataFrame:
    modules = catalog.table(_PACKAGE, "modules").data.select("module_id", curriculum_of_module="curriculum_id")
    return frame.join(modules, on="module_id", how="left", maintain_order="left")


RULES = (
    RuleSet("occupational_profiles", EqfLevel),
    RuleSet("curricula", Curricula),
    RuleSet("modules", Modules, _with_hours),
    RuleSet("learning_outcomes", LearningOutcomes, _with_module),
    RuleSet("pilots", Pilots),
    RuleSet("pilot_figures", PilotFigures),
)
