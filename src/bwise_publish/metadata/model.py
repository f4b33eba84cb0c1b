"""The release as all vocabularies tell of it: one value, made once, so that no two descriptors can disagree."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from bwise_publish.publication import Publication


@dataclass(frozen=True, slots=True)
class FileFacts:
    """One file: its path under the site's root, and its measures. `rows` is None for what is not a table."""

    path: str
    format: str
    media_type: str
    bytes: int
    sha256: str
    rows: int | None = None


@dataclass(frozen=True, slots=True)
class Distribution:
    """A file in which a dataset can be had. `table` is the one table in it, or empty; `borrowed` marks rows of another package."""

    file: FileFacts
    title: str
    description: str
    table: str = ""
    borrowed: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A field of a table. `concept` is the address of what it means (rdfType), or empty."""

    name: str
    title: str
    description: str
    type: str
    format: str
    unit: str
    concept: str
    required: bool
    unique: bool
    pattern: str
    allowed: tuple[str, ...]
    lowest: str
    highest: str


@dataclass(frozen=True, slots=True)
class Key:
    """A foreign key within a published package: columns, and the columns of the table that they lead to."""

    columns: tuple[str, ...]
    table: str
    to_columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableModel:
    """A table of a published package. `file` is its CSV; `missing` are the texts that stand for a missing value."""

    name: str
    title: str
    description: str
    file: FileFacts
    rows: int
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[Key, ...]
    missing: tuple[str, ...]
    borrowed: bool


@dataclass(frozen=True, slots=True)
class Period:
    """A time that is covered, from the first to the last day."""

    start: datetime.date
    end: datetime.date

    def __str__(self) -> str:
        return f"{self.start.isoformat()}/{self.end.isoformat()}"


@dataclass(frozen=True, slots=True)
class Dataset:
    """A data package as it is published, or the whole edition, whose `name` is empty.

    `address` is its page and `folder` the folder of its files, both under the site's root with a final slash. `spatial` are codes of
    places; `descriptor` is the datapackage.json of a package, `input_sha256` the checksum of what the package was made from.
    """

    name: str
    address: str
    folder: str
    title: str
    description: str
    keywords: tuple[str, ...]
    spatial: tuple[str, ...]
    temporal: Period
    distributions: tuple[Distribution, ...]
    tables: tuple[TableModel, ...]
    descriptor: FileFacts | None = None
    input_sha256: str = ""

    @property
    def own_distributions(self) -> tuple[Distribution, ...]:
        """The files without those that only carry rows of other packages."""
        return tuple(item for item in self.distributions if not item.borrowed)


@dataclass(frozen=True, slots=True)
class Service:
    """A static API: the addresses of its entry and of its description, under the site's root."""

    title: str
    description: str
    entry: str
    openapi: str


@dataclass(frozen=True, slots=True)
class Release:
    """One version of an edition, from its changelog."""

    version: str
    date: datetime.date


@dataclass(frozen=True)
class ReleaseModel:
    """Everything that is told about a release. `history` are all versions, the newest first; `edition` is the whole as one dataset."""

    publication: Publication
    edition: Dataset
    datasets: tuple[Dataset, ...]
    history: tuple[Release, ...]
    service: Service | None = None

    @property
    def everything(self) -> tuple[Dataset, ...]:
        """The edition and its datasets."""
        return (self.edition, *self.datasets)

    @property
    def first_date(self) -> datetime.date:
        """The date of the first version."""
        return min(item.date for item in self.history)

    @property
    def previous(self) -> str:
        """The version before this one, or empty."""
        older = [item.version for item in self.history if item.version != self.publication.version]
        return older[0] if older else ""

    def url(self, path: str) -> str:
        """The absolute address of a path under the site's root, in this version."""
        return f"{self.publication.version_url}{path}"

    def dataset_iri(self, dataset: Dataset) -> str:
        """What names a dataset in this version, in every vocabulary."""
        return f"{self.url(dataset.address)}#dataset"

    @property
    def doi_url(self) -> str:
        """The address of the DOI of this version, or empty."""
        return f"https://doi.org/{self.publication.doi}" if self.publication.doi else ""

    @property
    def contact_url(self) -> str:
        """The absolute address of the contact: a page of the site or what publication.toml names."""
        url = self.publication.contact.url
        return url if url.startswith(("https:", "mailto:")) else self.url(url)
