"""DataCite 4.6: what a repository tells about the release when it registers its DOI. While none is reserved, none is named."""

from __future__ import annotations

from typing import Any

from bwise_publish.metadata.json_text import without_empty
from bwise_publish.metadata.model import ReleaseModel
from bwise_publish.metadata.places import places
from bwise_publish.publication import Creator

SCHEMA = "http://datacite.org/schema/kernel-4"


def datacite(model: ReleaseModel) -> dict[str, Any]:
    """The edition as one resource. Addresses stand in it only when they are known."""
    publication, edition = model.publication, model.edition
    related = [_related(f"{publication.cited_url}{part.address}", "URL", "HasPart") for part in model.datasets if publication.cited_url]
    if publication.concept_doi:
        related.append(_related(publication.concept_doi, "DOI", "IsVersionOf"))
    value = {
        "schemaVersion": SCHEMA,
        "doi": publication.doi,
        "url": f"{publication.cited_url}{edition.address}" if publication.cited_url else "",
        "types": {"resourceTypeGeneral": "Dataset", "resourceType": "Tabular data"},
        "creators": [_creator(creator) for creator in publication.creators],
        "titles": [{"title": publication.title, "lang": "en"}],
        "publisher": {"name": publication.publisher},
        "publicationYear": str(publication.date.year),
        "subjects": [{"subject": word, "lang": "en"} for word in publication.keywords],
        "dates": [{"date": publication.date.isoformat(), "dateType": "Issued"}],
        "language": publication.languages[0],
        "version": publication.version,
        "rightsList": [
            {
                "rights": publication.licence,
                "rightsUri": publication.licence_url,
                "rightsIdentifier": publication.licence.lower(),
                "rightsIdentifierScheme": "SPDX",
                "schemeUri": "https://spdx.org/licenses/",
            }
        ],
        "descriptions": [{"description": publication.description, "descriptionType": "Abstract", "lang": "en"}],
        "sizes": [f"{item.file.bytes} B" for item in edition.distributions],
        "formats": list(dict.fromkeys(item.file.media_type for item in edition.distributions)),
        "geoLocations": [{"geoLocationPlace": place.name} for place in places(edition.spatial)],
        "relatedIdentifiers": related,
    }
    return without_empty(value)


def _related(identifier: str, kind: str, relation: str) -> dict[str, str]:
    return {"relatedIdentifier": identifier, "relatedIdentifierType": kind, "relationType": relation}


def _creator(creator: Creator) -> dict[str, Any]:
    if not creator.is_person:
        return {"name": creator.name, "nameType": "Organizational"}
    value: dict[str, Any] = {
        "name": f"{creator.family_name}, {creator.given_names}",
        "nameType": "Personal",
        "givenName": creator.given_names,
        "familyName": creator.family_name,
    }
    if creator.orcid:
        identifier = f"https://orcid.org/{creator.orcid}"
        value["nameIdentifiers"] = [{"nameIdentifier": identifier, "nameIdentifierScheme": "ORCID", "schemeUri": "https://orcid.org"}]
    return value
