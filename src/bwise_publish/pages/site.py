"""What the families of pages are handed: the publication, its tables, figures, downloads and validation report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bwise_publish.exports.downloads import Download
from bwise_publish.figures.spec import Figure, RenderedFigure
from bwise_publish.pages.rendering import Renderer
from bwise_publish.publication import Publication
from bwise_publish.release.previous import Changes
from bwise_publish.views.tables import Tables


@dataclass(frozen=True)
class ShownFigure:
    """A figure with the measures of its files, as the macro `ui.figure` prints it."""

    figure: Figure
    rendered: RenderedFigure


@dataclass(frozen=True)
class Site:
    """Everything that pages are made of. `downloads` are all served files; `report` is the validation report as Markdown.

    `changes` are those against the previous release; None for the first.
    """

    publication: Publication
    tables: Tables
    figures: Mapping[str, ShownFigure]
    downloads: tuple[Download, ...]
    report: str
    templates: Path
    changes: Changes | None = None

    @cached_property
    def renderer(self) -> Renderer:
        """The renderer of this site's templates; every template knows `publication`."""
        return Renderer.of(self.templates, publication=self.publication)
