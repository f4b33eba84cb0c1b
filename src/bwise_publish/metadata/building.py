"""Makes the model of a release from its packages, its settings and the files that are served."""

from __future__ import annotations

import calendar
import datetime
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from bwise_publish.catalog import Catalog, Field, Package, Table
from bwise_publish.catalog.media_types import media_type
from bwise_publish.metadata.model import Column, Dataset, Distribution, FileFacts, Key, Period, Release, ReleaseModel, Service, TableModel
from bwise_publish.metadata.places import PLACES
from bwise_publish.problems import Place, Problem, Refusal, listed, shown
from bwise_publish.publication import Publication

_PART = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


class Listed(Protocol):
    """A file that is served, as the exports list it: `package` and `table` are empty for what belongs to none."""

    @property
    def path(self) -> str:
        """The path under the site's root."""

    @property
    def package(self) -> str:
        """The package that it belongs to."""

    @property
    def table(self) -> str:
        """The table of that package that is in it."""

    @property
    def format(self) -> str:
        """CSV, JSON, ZIP and the like."""

    @property
    def bytes(self) -> int:
        """Its size."""

    @property
    def sha256(self) -> str:
        """Its checksum."""

    @property
    def rows(self) -> int | None:
        """Its rows, when it holds tables."""


def release_model(
    catalog: Catalog, publication: Publication, files: Iterable[Listed], history: Sequence[Release], service: Service | None = None
) -> ReleaseModel:
    """The model of a release. `files` are all data files that are served. Raises Refusal when a package covers no known place or time."""
    listing = list(files)
    problems = [problem for name in publication.packages for problem in coverage_problems(catalog.packages[name])]
    if problems:
        raise Refusal(problems)
    datasets = tuple(_dataset(catalog, name, [item for item in listing if item.package == name]) for name in publication.packages)
    edition = _edition(publication, datasets, [item for item in listing if not item.package])
    newest_first = sorted(history, key=lambda item: tuple(int(part) for part in item.version.split(".")), reverse=True)
    return ReleaseModel(publication, edition, datasets, tuple(newest_first), service)


def coverage_problems(package: Package) -> list[Problem]:
    """Why it cannot be said in other vocabularies which time and places a package covers."""
    place = Place(package.name, file=package.descriptor.name)
    problems: list[Problem] = []
    temporal = package.raw.get("temporalCoverage")
    if _period(temporal) is None:
        message = f"temporalCoverage is {shown(temporal)}; it must be a first and a last year, month or day."
        problems.append(Problem(place, "coverage-unclear", message, "Write it such as 2014/2024 or 2014-03/2024-12."))
    spatial = package.raw.get("spatialCoverage")
    codes = spatial if isinstance(spatial, list) else [spatial]
    if unknown := [code for code in codes if code not in PLACES]:
        message = f"spatialCoverage names {listed(map(shown, unknown))}, of which the European address and extent are not known here."
        problems.append(Problem(place, "coverage-unclear", message, "Correct the code, or add the place to metadata/places.py."))
    return problems


def _period(text: object) -> Period | None:
    """The days of a coverage such as 2013-03/2027-08; None when it is written otherwise."""
    if not isinstance(text, str) or len(parts := [_PART.fullmatch(part) for part in text.split("/")]) != 2 or not all(parts):
        return None
    first, last = (match for match in parts if match)
    year, month = int(last[1]), int(last[2] or 12)
    try:
        start = datetime.date(int(first[1]), int(first[2] or 1), int(first[3] or 1))
        end = datetime.date(year, month, int(last[3] or calendar.monthrange(year, month)[1]))
    except ValueError:
        return None
    return Period(start, end) if start <= end else None


def _dataset(catalog: Catalog, name: str, files: Sequence[Listed]) -> Dataset:
    package = catalog.packages[name]
    by_name = {table.name: table for table in catalog.tables.values()}
    facts = {item.path: _facts(item) for item in files}
    own = {table.name for table in catalog.tables_of(name)}
    texts = {resource.path.rsplit("/", 1)[-1]: (resource.title, resource.description) for resource in package.resources}
    tables = [
        _table(by_name[stem], facts[item.path], stem not in own)
        for item in files
        if item.format == "CSV" and (stem := _stem(item.path)) in by_name
    ]
    distributions = tuple(
        _distribution(item, facts[item.path], package.title, by_name, texts) for item in files if not _is_descriptor(item)
    )
    temporal, spatial = _period(package.raw["temporalCoverage"]), package.raw["spatialCoverage"]
    assert temporal is not None
    folder = f"data/{name}/"
    return Dataset(
        name=name,
        address=folder,
        folder=folder,
        title=package.title,
        description=package.description,
        keywords=tuple(package.raw["keywords"]),
        spatial=tuple(spatial) if isinstance(spatial, list) else (spatial,),
        temporal=temporal,
        distributions=distributions,
        tables=tuple(tables),
        descriptor=next((facts[item.path] for item in files if _is_descriptor(item)), None),
        input_sha256=_digest(package),
    )


def _is_descriptor(item: Listed) -> bool:
    return item.path.endswith("/datapackage.json")


def _stem(path: str) -> str:
    return path.rsplit("/", 1)[-1].partition(".")[0]


def _facts(item: Listed) -> FileFacts:
    return FileFacts(item.path, item.format, media_type(item.path), item.bytes, item.sha256, item.rows)


def _distribution(
    item: Listed, facts: FileFacts, package: str, tables: Mapping[str, Table], texts: Mapping[str, tuple[str, str]]
) -> Distribution:
    name = item.path.rsplit("/", 1)[-1]
    stem = _stem(item.path)
    if item.table:
        resource = tables[item.table].resource
        return Distribution(facts, f"{resource.title} ({item.format})", f"{resource.description} As {item.format}.", item.table)
    if item.format == "CSV" and stem in tables:
        resource = tables[stem].resource
        description = f"{resource.description} The rows of the package {tables[stem].package} that this package uses, as CSV."
        return Distribution(facts, f"{resource.title} (CSV, rows in use)", description, stem, borrowed=True)
    if item.format == "GeoJSON" and stem in tables:
        resource = tables[stem].resource
        return Distribution(facts, f"{resource.title} (GeoJSON)", f"{resource.description} With the outlines of the countries, as GeoJSON.")
    if name == "codebook.json":
        words = "Each table and field of the package: meaning, codes, missing values, counts and statistics, as JSON."
        return Distribution(facts, f"Codebook of {package} (JSON)", words)
    if name in texts:
        title, description = texts[name]
        return Distribution(facts, f"{title} ({item.format})", f"{description} As {item.format}.")
    if item.format == "ZIP":
        return Distribution(
            facts, f"{package} (ZIP)", "The whole package as a self-contained Data Package: CSV files and their descriptor in one zip."
        )
    return Distribution(facts, f"{package} ({item.format})", f"The whole package as {item.format}.")


def _table(table: Table, facts: FileFacts, borrowed: bool) -> TableModel:
    schema = table.schema
    keys = tuple(Key(key.fields, key.resource or table.name, key.reference_fields) for key in schema.foreign_keys)
    assert facts.rows is not None
    return TableModel(
        name=table.name,
        title=table.resource.title,
        description=table.resource.description,
        file=facts,
        rows=facts.rows,
        columns=tuple(_column(field) for field in schema.fields),
        primary_key=schema.primary_key,
        foreign_keys=keys,
        missing=schema.missing_values,
        borrowed=borrowed,
    )


def _column(field: Field) -> Column:
    rules = field.constraints
    allowed = rules.get("enum")

    def bound(key: str) -> str:
        value = rules.get(key)
        return "" if value is None else str(value)

    return Column(
        name=field.name,
        title=field.title,
        description=field.description,
        type=field.type,
        format=field.format,
        unit=field.unit,
        concept=str(field.raw.get("rdfType") or ""),
        required=field.required,
        unique=rules.get("unique") is True,
        pattern=bound("pattern"),
        allowed=tuple(str(value) for value in allowed) if isinstance(allowed, list) else (),
        lowest=bound("minimum"),
        highest=bound("maximum"),
    )


def _edition(publication: Publication, datasets: Sequence[Dataset], files: Sequence[Listed]) -> Dataset:
    """The whole as one dataset: what its packages cover together, and the files that hold all of them."""
    start, end = min(item.temporal.start for item in datasets), max(item.temporal.end for item in datasets)
    distributions = tuple(
        Distribution(_facts(item), f"{publication.title} ({item.format})", f"All packages of the edition together, as {item.format}.")
        for item in files
    )
    return Dataset(
        name="",
        address="data/",
        folder="data/",
        title=publication.title,
        description=publication.description,
        keywords=publication.keywords,
        spatial=tuple(sorted({code for item in datasets for code in item.spatial})),
        temporal=Period(start, end),
        distributions=distributions,
        tables=(),
    )


def _digest(package: Package) -> str:
    """One checksum of everything that a package was read from: of the lines `<sha256>  <path>`, sorted by path."""
    paths = [package.descriptor, *(package.file(resource) for resource in package.resources)]
    lines = sorted((path.relative_to(package.folder).as_posix(), hashlib.sha256(path.read_bytes()).hexdigest()) for path in paths)
    return hashlib.sha256("".join(f"{digest}  {path}\n" for path, digest in lines).encode()).hexdigest()
