"""What the packages of this publication must say about themselves, beyond the standard: the house profile."""

from __future__ import annotations

from collections.abc import Iterator

from bwise_publish.catalog.columns import column
from bwise_publish.catalog.model import Catalog, Field, Package, Resource, Schema, Table
from bwise_publish.problems import Place, Problem, listed, nearest, shown
from bwise_publish.publication import Publication

_PACKAGE = {
    "$schema": "the address of the Data Package profile, version 2.0",
    "title": "a title for readers",
    "description": "a sentence on the question that the package answers",
    "keywords": "a list of keywords",
    "licenses": "the licence",
    "contributors": "who made it",
    "temporalCoverage": "the years that it covers, such as 2014/2024",
    "spatialCoverage": "the countries or regions that it covers",
}
_RESOURCE = {
    "title": "a title for readers",
    "description": "a sentence on what it holds",
}
_TABLE = {"schema": "a schema with its fields", "encoding": "utf-8"}
_FIELD = {
    "title": "a title for readers",
    "type": "its type",
    "description": "a sentence on what it holds",
    "example": "a value of the column",
}
_PLAINLY = ("integer", "number", "boolean", "date", "time", "datetime", "year")
# What OWASP names as the beginnings of formulas; a number with its sign, and a lone sign, are none.
_FORMULA = r"^(?:[=@\t\r]|[+\-](?:[^0-9.\s]|[0-9.]+[^0-9.%\s\-–,;:/]))"
V2_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"


def check_publication(catalog: Catalog, publication: Publication) -> list[Problem]:
    """Whether the catalog holds the packages that publication.toml names."""
    problems: list[Problem] = []
    for name in publication.packages:
        if name not in catalog.packages and not any(problem.where.package == name for problem in catalog.problems):
            otherwise = next((package for package in catalog.packages.values() if _folder(package) == name), None)
            if otherwise is not None:
                problems.append(_unlike_folder(otherwise))
                continue
            close = nearest(name, catalog.packages)
            mend = (
                f"Did you mean {shown(close)}? Correct the name in publication.toml."
                if close
                else "Add the package, or take it out of publication.toml."
            )
            problems.append(
                Problem(Place(name), "package-missing", f"publication.toml names the package {shown(name)}, which is not there.", mend)
            )
    return problems


def check_house(package: Package, publication: Publication) -> list[Problem]:
    """A problem for each thing that a package of the publication must state and does not, or states otherwise than publication.toml."""
    file = package.descriptor.name
    place = Place(package.name, file=file)
    problems = [_missing(place, "package", key, words) for key, words in _PACKAGE.items() if not package.raw.get(key)]
    schema = package.raw.get("$schema")
    if schema and schema != V2_PROFILE:
        problems.append(
            Problem(
                place, "profile-other", f"$schema is {shown(schema)}; our packages follow version 2.0.", f'Write "$schema": "{V2_PROFILE}".'
            )
        )
    if package.name != _folder(package):
        problems.append(_unlike_folder(package))
    problems += _licence(package, publication, place)
    problems += _creators(package, publication, place)
    for resource in package.resources:
        problems += _resource(package, resource)
    return problems


def _folder(package: Package) -> str:
    return package.descriptor.absolute().parent.name


def _unlike_folder(package: Package) -> Problem:
    place = Place(package.name, file=package.descriptor.name)
    message = f"The package is named {shown(package.name)}, its folder {shown(_folder(package))}."
    return Problem(place, "name-unlike-folder", message, f'Write "name": "{_folder(package)}" near the beginning of the descriptor.')


def check_plain(table: Table) -> Iterator[Problem]:
    """The cells of a table of the publication that can be read and are not written plainly: frictionless also takes " 5", 1_0 and 2024-2-9.

    Formulas (a text that a spreadsheet program would run) are among them: such a program takes a leading =, +, - or @ as a command.
    """
    import polars as pl

    for name, readings in table.odd.items():
        field = table.schema.field(name)
        strange = [cell for cell, reading in readings.items() if not reading.broken and _is_strange(field, cell)]
        for index in table.text[name].is_in(strange).arg_true().to_list() if strange else []:
            where, cell = Place(table.package, table.name, table.row_number(index), name), table.text[name][index]
            if field.type == "string":
                yield Problem(where, "cell-format", f"{shown(cell)} is not an address without spaces.", "Correct the cell.")
            else:
                yield Problem(
                    where,
                    "cell-odd",
                    f"{shown(cell)} can be read as {readings[cell].value}, and is not written plainly.",
                    "Write it plainly.",
                )
    texts = [field.name for field in table.schema.fields if field.type in ("string", "any") and field.name in table.text.columns]
    formulas = table.text.select(column(*texts).str.contains(_FORMULA))
    for name in (name for name, found in formulas.select(pl.all().any()).to_dict(as_series=False).items() if found[0]):
        for index in formulas[name].arg_true().to_list():
            where = Place(table.package, table.name, table.row_number(index), name)
            message = f"{shown(table.text[name][index])} begins as a formula does; a spreadsheet program may run it."
            yield Problem(where, "cell-formula", message, "Begin the text with a letter, a digit or a quotation mark.")


def _is_strange(field: Field, cell: str) -> bool:
    return any(char.isspace() for char in cell) if field.type == "string" else field.type in _PLAINLY


def _missing(place: Place, noun: str, key: str, words: str) -> Problem:
    return Problem(place, "metadata-missing", f"The {noun} has no {key}; packages of this publication state {words}.", f"Add {shown(key)}.")


def _licence(package: Package, publication: Publication, place: Place) -> Iterator[Problem]:
    licences = package.raw.get("licenses")
    if not isinstance(licences, list) or not licences:
        return
    names = [str(item.get("name")) for item in licences if isinstance(item, dict)]
    if names != [publication.licence]:
        message = f"The licence is {listed(map(shown, names))}; publication.toml says {shown(publication.licence)}."
        yield Problem(place, "licence-other", message, f'Write "name": "{publication.licence}", or change publication.toml.')


def _creators(package: Package, publication: Publication, place: Place) -> Iterator[Problem]:
    contributors = package.raw.get("contributors")
    if not isinstance(contributors, list) or not contributors:
        return
    named = {str(item.get("title")) for item in contributors if isinstance(item, dict) and "creator" in (item.get("roles") or ())}
    wanted = {creator.name for creator in publication.creators}
    if named != wanted:
        who = f"are {listed(map(shown, sorted(named)))}" if named else "are not named"
        message = f"The creators {who}; publication.toml says {listed(map(shown, sorted(wanted)))}."
        mend = 'Give these, and no others, the role "creator" among the contributors, or change publication.toml.'
        yield Problem(place, "creator-other", message, mend)


def _resource(package: Package, resource: Resource) -> Iterator[Problem]:
    place = Place(package.name, resource.name)
    is_table = resource.schema is not None or resource.raw.get("type") == "table" or resource.path.endswith(".csv")
    for key, words in ({**_RESOURCE, **_TABLE} if is_table else _RESOURCE).items():
        if not resource.raw.get(key):
            yield _missing(place, "table" if is_table else "file", key, words)
    encoding = resource.raw.get("encoding")
    if encoding and str(encoding).lower() != "utf-8":
        yield Problem(
            place,
            "metadata-missing",
            f"The encoding is {shown(encoding)}; packages of this publication are UTF-8.",
            'Write "encoding": "utf-8".',
        )
    if resource.schema is not None:
        yield from _schema(resource.schema, place)


def _schema(schema: Schema, place: Place) -> Iterator[Problem]:
    if not schema.raw.get("primaryKey"):
        yield _missing(place, "table", "primaryKey", "which fields tell one row from another")
    for field in schema.fields:
        where = Place(place.package, place.table, 0, field.name)
        for key, words in _FIELD.items():
            value = field.raw.get(key)
            if value is None or value == "":
                yield _missing(where, "field", key, words)
