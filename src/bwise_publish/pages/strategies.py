"""Pages of the strategies: the index, a page for each strategy, and the page of the policies behind them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bwise_publish.pages.addresses import address
from bwise_publish.pages.page_data import page_data
from bwise_publish.pages.provenance import known_words
from bwise_publish.pages.rendering import Page
from bwise_publish.pages.site import Site
from bwise_publish.views.sentences import sentence
from bwise_publish.views.strategies import PolicyFramework, Strategy, all_strategies, policy_frameworks

POLICY_FRAMEWORKS = f"{address('strategy')}policy-frameworks/"
_TABLES = (("strategy", "strategies"), ("strategy", "strategy_actions"))


def pages(site: Site) -> list[Page]:
    """The index, all strategies, and the policies."""
    strategies, frameworks = all_strategies(site.tables), policy_frameworks(site.tables)
    by_id = {item.id: item for item in frameworks}
    return [_index(site, strategies, frameworks), *(_strategy(site, item, by_id) for item in strategies), _policies(site, frameworks)]


def _index(site: Site, strategies: Sequence[Strategy], frameworks: Sequence[PolicyFramework]) -> Page:
    actions = sum(len(item.actions) for item in strategies)
    numbers = sum(item.with_number for item in strategies)
    return site.renderer.page(
        "strategies.md.j2",
        address("strategy"),
        "Strategies",
        f"{len(strategies)} strategies, plans and partnerships on skills in the social economy, with {actions} goals, actions and figures.",
        lead=(
            sentence(
                f"This edition holds {len(strategies)} strategies, plans and partnerships with {actions} goals,"
                " targets, actions and other entries"
            ),
            sentence(f"{numbers} of the entries come with a number, many of them aims"),
        ),
        strategies=strategies,
        frameworks=len(frameworks),
        figures=[site.figures[name] for name in ("strategy-actions-by-level",) if name in site.figures],
        data=page_data(site, _TABLES),
    )


def _strategy(site: Site, strategy: Strategy, frameworks: Mapping[str, PolicyFramework]) -> Page:
    return site.renderer.page(
        "strategy.md.j2",
        address("strategy", strategy.id),
        strategy.title,
        f"{strategy.title} ({strategy.body}): {len(strategy.actions)} goals, actions and figures on {len(strategy.themes)} themes.",
        strategy=strategy,
        framework=frameworks.get(strategy.framework.id) if strategy.framework else None,
        data=page_data(site, _TABLES),
        **known_words(site.tables),
    )


def _policies(site: Site, frameworks: Sequence[PolicyFramework]) -> Page:
    dated = [item for item in frameworks if item.date]
    return site.renderer.page(
        "policy_frameworks.md.j2",
        POLICY_FRAMEWORKS,
        "Policies behind the strategies",
        (
            f"{len(frameworks)} policies, recommendations and frameworks to which work on skills in WISEs is tied,"
            f" {len(dated)} of them with a date."
        ),
        lead=(
            sentence(f"This edition holds {len(frameworks)} rows on policies, recommendations and frameworks to which skills work is tied"),
            sentence(f"{len(dated)} of them have a date in their source"),
        ),
        parts=[
            ("Policies with a date", "table-dated", dated),
            ("Policies without a date", "table-undated", [item for item in frameworks if not item.date]),
        ],
        figures=[site.figures[name] for name in ("policies-in-time",) if name in site.figures],
        data=page_data(site, (("strategy", "policy_frameworks"),)),
    )
