"""The strategies on skills in the social economy: what each aims at and measures, and the policies to which skills work is tied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bwise_publish.catalog import Record
from bwise_publish.views.named import Named, by_title, known, named
from bwise_publish.views.quantities import Quantity, quantity
from bwise_publish.views.sentences import counted, listing, sentence, title_key
from bwise_publish.views.tables import Origin, Tables, origin

PACKAGE = "strategy"

# From what a strategy wants to what it counts.
LEVELS = ("goal", "target", "action-area", "action", "commitment", "principle", "indicator")
_LEVEL_PLURALS = {
    "goal": "goals",
    "target": "targets",
    "action-area": "action areas",
    "action": "actions",
    "commitment": "commitments",
    "principle": "principles",
    "indicator": "indicators",
}


@dataclass(frozen=True, slots=True)
class Kpi:
    """The figure of an action: what is counted, the number, and the year by which it is aimed at (None where not stated)."""

    title: str
    number: Quantity
    status: str
    target_year: int | None


@dataclass(frozen=True, slots=True)
class Action:
    """A goal, target, action, commitment, principle or indicator of a strategy. `kpi` is None where it has no number."""

    id: str
    title: str
    description: str
    body: str
    level: Named
    theme: Named
    kpi: Kpi | None
    target_year: int | None
    strategy: Named
    origin: Origin


@dataclass(frozen=True, slots=True)
class Theme:
    """The actions of a strategy on one theme, by level and title."""

    theme: Named
    note: str
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class Strategy:
    """One strategy, agenda, plan or partnership; `level_counts` has every level that occurs, in the order of LEVELS."""

    id: str
    title: str
    body: str
    lead: tuple[str, ...]
    programme: Named | None
    framework: Named | None
    themes: tuple[Theme, ...]
    level_counts: tuple[tuple[str, int], ...]
    origin: Origin

    @property
    def actions(self) -> tuple[Action, ...]:
        """All its actions, theme by theme."""
        return tuple(action for theme in self.themes for action in theme.actions)

    @property
    def with_number(self) -> int:
        """How many of its actions have a figure."""
        return sum(action.kpi is not None for action in self.actions)

    def count(self, level_id: str) -> int:
        """The number of actions of a level."""
        return sum(action.level.id == level_id for action in self.actions)


@dataclass(frozen=True, slots=True)
class PolicyFramework:
    """A policy, recommendation or framework; `date` is partial or "", `url` "" where the source shows none."""

    id: str
    title: str
    body: str
    date: str
    document_number: str
    url: str
    relation: str
    strategies: tuple[Named, ...]
    origin: Origin

    @property
    def anchor(self) -> str:
        """The id of its row on the page of policies."""
        return f"policy-{self.id}"


def all_strategies(tables: Tables) -> tuple[Strategy, ...]:
    """Every strategy, by title."""
    found = [_strategy(tables, row) for row in tables.rows(PACKAGE, "strategies")]
    return tuple(sorted(found, key=lambda item: title_key(item.title, item.id)))


def policy_frameworks(tables: Tables) -> tuple[PolicyFramework, ...]:
    """Every policy framework: those with a date by date, then the others by title."""
    found = [_framework(tables, row) for row in tables.rows(PACKAGE, "policy_frameworks")]
    return tuple(sorted(found, key=lambda item: (not item.date, item.date, *title_key(item.title, item.id))))


def level_title(level_id: str) -> str:
    """The plural of a level, for headings."""
    return _LEVEL_PLURALS.get(level_id, level_id)


def _strategy(tables: Tables, row: Record) -> Strategy:
    actions = [_action(tables, item) for item in tables.by(PACKAGE, "strategy_actions", "strategy_id").get(row["strategy_id"], ())]
    themes = _themes(tables, actions)
    counts = tuple((level_title(level), count) for level in LEVELS if (count := sum(action.level.id == level for action in actions)))
    levels = listing(
        [
            f"{count} {title if count > 1 else tables.title('reference', 'action_levels', level).lower()}"
            for level, title, count in _counted(actions)
        ]
    )
    numbers = sum(action.kpi is not None for action in actions)
    return Strategy(
        id=row["strategy_id"],
        title=row["title"],
        body=row["body"],
        lead=(
            sentence(f"A strategy, plan or partnership; the body named is {row['body']}"),
            sentence(f"This edition holds {levels or 'no action'} on {counted(len(themes), 'theme')}"),
            _with_number(numbers, len(actions)),
        ),
        programme=named(tables, "reference", "programmes", row["programme_id"]),
        framework=named(tables, PACKAGE, "policy_frameworks", row["policy_framework_id"]),
        themes=themes,
        level_counts=counts,
        origin=origin(tables, row),
    )


def _with_number(numbers: int, actions: int) -> str:
    """How many of the entries of a strategy come with a number."""
    if not numbers:
        return "None of them comes with a number."
    if numbers == actions:
        return "It comes with a number." if actions == 1 else "Each of them comes with a number."
    return f"{sentence(counted(numbers, 'entry comes', 'entries come')).removesuffix('.')} with a number."


def _counted(actions: Sequence[Action]) -> list[tuple[str, str, int]]:
    counts = [(level, level_title(level), sum(action.level.id == level for action in actions)) for level in LEVELS]
    return [item for item in counts if item[2]]


def _themes(tables: Tables, actions: Sequence[Action]) -> tuple[Theme, ...]:
    themes = sorted({action.theme for action in actions}, key=by_title)
    return tuple(
        Theme(
            theme,
            tables.one("reference", "strategy_themes", theme.id)["description"],
            tuple(sorted((item for item in actions if item.theme == theme), key=_by_level)),
        )
        for theme in themes
    )


def _by_level(action: Action) -> tuple[int, str, str]:
    return LEVELS.index(action.level.id) if action.level.id in LEVELS else len(LEVELS), action.title.casefold(), action.id


def _action(tables: Tables, row: Record) -> Action:
    number = quantity(
        tables,
        row["kpi_value"],
        row["kpi_unit"] or "",
        qualifier_id=row["kpi_qualifier_id"],
        status_id=row["obs_status_id"],
        year=row["reference_year"],
    )
    status = tables.title("reference", "obs_statuses", row["obs_status_id"])
    return Action(
        id=row["action_id"],
        title=row["title"],
        description=row["description"],
        body=row["body"],
        level=known(tables, "reference", "action_levels", row["action_level_id"]),
        theme=known(tables, "reference", "strategy_themes", row["strategy_theme_id"]),
        kpi=Kpi(row["kpi_title"] or "", number, status, row["target_year"]) if number else None,
        target_year=row["target_year"],
        strategy=known(tables, PACKAGE, "strategies", row["strategy_id"]),
        origin=origin(tables, row),
    )


def _framework(tables: Tables, row: Record) -> PolicyFramework:
    key = row["policy_framework_id"]
    strategies = [
        Named(item["strategy_id"], item["title"]) for item in tables.by(PACKAGE, "strategies", "policy_framework_id").get(key, ())
    ]
    return PolicyFramework(
        id=key,
        title=row["title"],
        body=row["body"] or "",
        date=row["date"] or "",
        document_number=row["document_number"] or "",
        url=row["url"] or "",
        relation=row["relation"],
        strategies=tuple(sorted(strategies, key=by_title)),
        origin=origin(tables, row),
    )
