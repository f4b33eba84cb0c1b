"""All figures of the publication, in the order in which the site lists them. Each topic's figures stand in a module of their own."""

from __future__ import annotations

from bwise_publish.figures.spec import Figure
from bwise_publish.views.tables import Tables


def all_figures(tables: Tables) -> list[Figure]:
    """The figures drawn from these tables. A figure whose data have no row is left out by its topic module."""
    from bwise_publish.figures import of_learning, of_places, of_practices, of_skills

    return [figure for module in (of_places, of_skills, of_learning, of_practices) for figure in module.figures(tables)]
