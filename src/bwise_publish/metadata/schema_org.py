"""schema.org: a dataset as search engines read it, as JSON-LD for the head of its page.

Google reads descriptions of 50 to 5,000 characters, and few of very many variables, so both are kept within bounds.
"""

from __future__ import annotations

from typing import Any

from bwise_publish.metadata.json_text import without_empty
from bwise_publish.metadata.model import Column, Dataset, Distribution, ReleaseModel
from bwise_publish.metadata.places import Place, places
from bwise_publish.publication import Creator

LONGEST_DESCRIPTION = 5000
MOST_VARIABLES = 100
_MEASURED = ("integer", "number", "boolean")


def dataset(model: ReleaseModel, data: Dataset) -> dict[str, Any]:
    """The dataset with its files; the edition names its packages, a package names the edition."""
    publication = model.publication
    is_edition = data is model.edition
    value: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": model.dataset_iri(data),
        "name": data.title,
        "description": data.description[:LONGEST_DESCRIPTION],
        "url": model.url(data.address),
        "identifier": model.doi_url if is_edition and model.doi_url else model.dataset_iri(data),
        "sameAs": model.doi_url if is_edition else "",
        "version": publication.version,
        "datePublished": publication.date.isoformat(),
        "dateModified": publication.date.isoformat(),
        "license": publication.licence_url,
        "isAccessibleForFree": True,
        "creator": [agent(creator) for creator in publication.creators],
        "publisher": {"@type": "Organization", "name": publication.publisher},
        "keywords": list(data.keywords),
        "inLanguage": list(publication.languages),
        "temporalCoverage": str(data.temporal),
        "spatialCoverage": [place(item) for item in places(data.spatial)],
        "variableMeasured": variables(data),
        "isPartOf": None if is_edition else {"@type": "Dataset", "@id": model.dataset_iri(model.edition), "name": model.edition.title},
        "hasPart": [
            {"@type": "Dataset", "@id": model.dataset_iri(part), "name": part.title, "url": model.url(part.address)}
            for part in model.datasets
        ]
        if is_edition
        else [],
        "distribution": [_download(model, item) for item in data.own_distributions],
    }
    return without_empty(value)


def agent(creator: Creator) -> dict[str, Any]:
    """A creator as a person or an organisation."""
    if not creator.is_person:
        return {"@type": "Organization", "name": creator.name}
    person = {"@type": "Person", "name": creator.name, "givenName": creator.given_names, "familyName": creator.family_name}
    return person | ({"@id": f"https://orcid.org/{creator.orcid}"} if creator.orcid else {})


def place(item: Place) -> dict[str, Any]:
    """A place with its box; schema.org writes south, west, north, east."""
    box = item.box
    shape = {"@type": "GeoShape", "box": f"{box.south:g} {box.west:g} {box.north:g} {box.east:g}"}
    return {"@type": "Place", "name": item.name, "identifier": item.iri, "geo": shape}


def variables(data: Dataset) -> list[dict[str, Any]]:
    """What the tables measure: their columns of numbers and of yes or no, each title once, up to a bound."""
    seen: dict[str, Column] = {}
    for table in data.tables:
        for column in table.columns:
            if not table.borrowed and column.type in _MEASURED:
                seen.setdefault(column.title, column)
    return [
        without_empty({"@type": "PropertyValue", "name": title, "description": column.description, "unitText": column.unit})
        for title, column in list(seen.items())[:MOST_VARIABLES]
    ]


def _download(model: ReleaseModel, item: Distribution) -> dict[str, Any]:
    return {
        "@type": "DataDownload",
        "name": item.title,
        "contentUrl": model.url(item.file.path),
        "encodingFormat": item.file.media_type,
        "contentSize": f"{item.file.bytes} B",
        "sha256": item.file.sha256,
    }
