"""What the families of pages are handed: the publication, its tables, figures, downloads and validation report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from bwise_publish.caching import Keep, uncached
from bwise_publish.exports.codebook import TableEntry
from bwise_publish.exports.downloads import Download
from bwise_publish.figures.spec import Figure, RenderedFigure
from bwise_publish.metadata.descriptors import Descriptor
from bwise_publish.pages.file_list import FileRow, file_row
from bwise_publish.pages.rendering import Renderer
from bwise_publish.pages.row_addresses import RowAddresses
from bwise_publish.pages.row_pages import row_kinds
from bwise_publish.publication import Publication
from bwise_publish.release.previous import Changes
from bwise_publish.views.inventory import PackageFacts, inventory
from bwise_publish.views.records import record_tables
from bwise_publish.views.tables import Tables, title_language


@dataclass(frozen=True)
class ShownFigure:
    """A figure with the measures of its files, as the macro `ui.figure` prints it."""

    figure: Figure
    rendered: RenderedFigure


@dataclass(frozen=True)
class Site:
    """Everything that pages are made of. `downloads` are all served files; `report` is the validation report as Markdown, `reports` that of
    each package by its name, `codebooks` the codebook of each, and `descriptors` by name of the package are what describes it; the empty
    name stands for the edition.

    `changes` are those against the previous release; None for the first. `keep` holds what an earlier build made.
    """

    publication: Publication
    tables: Tables
    figures: Mapping[str, ShownFigure]
    downloads: tuple[Download, ...]
    report: str
    templates: Path
    descriptors: Mapping[str, tuple[Descriptor, ...]] = field(default_factory=dict)
    reports: Mapping[str, str] = field(default_factory=dict)
    codebooks: Mapping[str, tuple[TableEntry, ...]] = field(default_factory=dict)
    changes: Changes | None = None
    keep: Keep = uncached

    def table_title(self, package: str, name: str) -> str:
        """What readers call a table. Raises Refusal when there is none."""
        return self.tables.table(package, name).resource.title

    @cached_property
    def renderer(self) -> Renderer:
        """The renderer of this site's templates; every template knows `publication`, and the sources when there is a list of them."""
        listed = self.tables.rows("reference", "sources") if ("reference", "sources") in self.tables.catalog.tables else ()
        sources = {row["source_id"]: (row["title"], title_language(self.tables, row)) for row in listed}
        return Renderer.of(self.templates, sources, self.rows.at, self.keep, publication=self.publication)

    @cached_property
    def packages(self) -> tuple[PackageFacts, ...]:
        """The facts of each package."""
        return inventory(self.tables)

    @cached_property
    def table_files(self) -> Mapping[tuple[str, str], tuple[FileRow, ...]]:
        """The files of each table that can be downloaded, by package and table."""
        found: dict[tuple[str, str], list[FileRow]] = {}
        for item in self.downloads:
            if item.table:
                found.setdefault((item.package, item.table), []).append(file_row(item))
        return {key: tuple(files) for key, files in found.items()}

    @cached_property
    def row_kinds(self) -> Mapping[str, str]:
        """The kind of page by address, for every row that may have a page of its own."""
        return row_kinds(self.tables)

    @cached_property
    def rows(self) -> RowAddresses:
        """Where each row of the data is shown."""
        return RowAddresses(record_tables(self.tables))
