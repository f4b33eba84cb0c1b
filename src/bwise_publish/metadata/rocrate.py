"""RO-Crate 1.2: the folder of a release as a research object, with its data files, who made it, and the run that made it from what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bwise_publish.metadata.descriptors import Descriptor
from bwise_publish.metadata.json_text import without_empty
from bwise_publish.metadata.model import Dataset, Distribution, FileFacts, ReleaseModel
from bwise_publish.metadata.places import places
from bwise_publish.publication import Creator

SPECIFICATION = "https://w3id.org/ro/crate/1.2"
FILE = "ro-crate-metadata.json"
SITE = "site/"
_RUN = "#release-run"
_PUBLISHER = "#publisher"
_SOFTWARE = "#bwise-publish"


def crate(
    model: ReleaseModel,
    bundle: Sequence[Distribution],
    described_by: Mapping[str, Sequence[Descriptor]],
    facts: Mapping[str, FileFacts],
    pages: int,
    sbom: str = "",
) -> dict[str, Any]:
    """The crate of a release folder.

    `bundle` lies at its top, the site with `pages` pages under site/; `described_by` are the descriptors of each dataset, of which `facts`
    tells the measures by path; `sbom` is the path of the SBOM.
    """
    entities = [_descriptor(), _root(model, bundle), _site(model, described_by[""], pages)]
    entities += [_file(item.file, item.title, item.description, folder="") for item in bundle]
    for data in model.datasets:
        entities.append(_dataset(model, data, described_by[data.name]))
    for data in model.everything:
        entities += [_file(item.file, item.title, item.description) for item in data.distributions]
        measured = dict(facts) | ({data.descriptor.path: data.descriptor} if data.descriptor else {})
        entities += [
            _file(measured[item.path], f"{item.title} of {data.title}", f"{data.title} as {item.title} tells of it.")
            for item in described_by[data.name]
        ]
    entities += [*_context(model), *_provenance(model, sbom)]
    unique = {str(entity["@id"]): entity for entity in reversed(entities)}
    return {"@context": f"{SPECIFICATION}/context", "@graph": list(reversed(unique.values()))}


def _ref(identifier: str) -> dict[str, str]:
    return {"@id": identifier}


def _descriptor() -> dict[str, Any]:
    return {"@id": FILE, "@type": "CreativeWork", "conformsTo": _ref(SPECIFICATION), "about": _ref("./")}


def _creator_refs(model: ReleaseModel) -> list[dict[str, str]]:
    """What names the creators in the crate: the ORCID of a person; the publisher's own name when it is the same group."""
    publication = model.publication
    return [
        _ref(f"https://orcid.org/{creator.orcid}" if creator.orcid else f"#creator-{number}")
        if creator.is_person or creator.name != publication.publisher
        else _ref(_PUBLISHER)
        for number, creator in enumerate(publication.creators, start=1)
    ]


def _one(values: Sequence[Any]) -> Any:
    """The values, or the value alone when it is the only one, as RO-Crate asks."""
    return values[0] if len(values) == 1 else list(values)


def _creators(model: ReleaseModel) -> Any:
    return _one(_creator_refs(model))


def _places(data: Dataset) -> Any:
    return _one([_ref(place.iri) for place in places(data.spatial)])


def _root(model: ReleaseModel, bundle: Sequence[Distribution]) -> dict[str, Any]:
    publication = model.publication
    value = {
        "@id": "./",
        "@type": "Dataset",
        "name": publication.title,
        "description": publication.description,
        "identifier": _ref(model.doi_url) if model.doi_url else None,
        "cite-as": model.doi_url,
        "url": publication.cited_url,
        "version": publication.version,
        "datePublished": publication.date.isoformat(),
        "license": _ref(publication.licence_url),
        "creator": _creators(model),
        "author": _creators(model),
        "publisher": _ref(_PUBLISHER),
        "contactPoint": _ref("#contact"),
        "keywords": _one(publication.keywords),
        "inLanguage": _one(publication.languages),
        "temporalCoverage": str(model.edition.temporal),
        "spatialCoverage": _places(model.edition),
        "isAccessibleForFree": True,
        "hasPart": [_ref(SITE), *(_ref(item.file.path) for item in bundle)],
        "mentions": _ref(_RUN),
    }
    return without_empty(value)


def _site(model: ReleaseModel, described_by: Sequence[Descriptor], pages: int) -> dict[str, Any]:
    parts = [f"{SITE}{data.folder}" for data in model.datasets]
    parts += [f"{SITE}{item.file.path}" for item in model.edition.distributions]
    parts += [f"{SITE}{item.path}" for item in described_by]
    return {
        "@id": SITE,
        "@type": "Dataset",
        "name": "Website",
        "description": f"The website of this version as it is served: {pages} pages, with the data files in the folder data.",
        "datePublished": model.publication.date.isoformat(),
        "license": _ref(model.publication.licence_url),
        "hasPart": [_ref(part) for part in parts],
    }


def _dataset(model: ReleaseModel, data: Dataset, described_by: Sequence[Descriptor]) -> dict[str, Any]:
    publication = model.publication
    paths = [*(item.file.path for item in data.distributions), *(item.path for item in described_by)]
    return {
        "@id": f"{SITE}{data.folder}",
        "@type": "Dataset",
        "name": data.title,
        "description": data.description,
        "identifier": model.dataset_iri(data),
        "version": publication.version,
        "datePublished": publication.date.isoformat(),
        "license": _ref(publication.licence_url),
        "creator": _creators(model),
        "keywords": _one(data.keywords),
        "temporalCoverage": str(data.temporal),
        "spatialCoverage": _places(data),
        "hasPart": [_ref(SITE + path) for path in paths],
    }


def _file(facts: FileFacts, title: str, description: str, folder: str = SITE) -> dict[str, Any]:
    return {
        "@id": folder + facts.path,
        "@type": "File",
        "name": title,
        "description": description,
        "encodingFormat": facts.media_type,
        "contentSize": str(facts.bytes),
        "sha256": facts.sha256,
    }


def _context(model: ReleaseModel) -> list[dict[str, Any]]:
    """Licence, agents, contact and places."""
    publication = model.publication
    licence = {
        "@id": publication.licence_url,
        "@type": "CreativeWork",
        "name": publication.licence,
        "description": f"The licence {publication.licence}, an open licence.",
        "url": publication.licence_url,
    }
    agents = [_agent(creator, identifier["@id"]) for creator, identifier in zip(publication.creators, _creator_refs(model), strict=True)]
    publisher: dict[str, Any] = {"@id": _PUBLISHER, "@type": "Organization", "name": publication.publisher}
    publisher |= {"url": model.url("about/"), "contactPoint": _ref("#contact")}
    contact = {
        "@id": "#contact",
        "@type": "ContactPoint",
        "name": publication.contact.name,
        "contactType": "maintainers",
        "url": model.contact_url,
    }
    located: list[dict[str, Any]] = []
    for place in places(model.edition.spatial):
        shape = f"#box-{place.code.lower()}"
        located.append({"@id": place.iri, "@type": "Place", "name": place.name, "geo": _ref(shape)})
        located.append({"@id": shape, "@type": ["GeoShape", "Geometry"], "name": f"Box around {place.name}", "asWKT": place.box.wkt})
    identifier = {
        "@id": model.doi_url,
        "@type": "PropertyValue",
        "name": "DOI",
        "propertyID": "https://registry.identifiers.org/registry/doi",
        "value": f"doi:{publication.doi}",
        "url": model.doi_url,
    }
    return [*([identifier] if model.doi_url else []), licence, publisher, *agents, contact, *located]


def _agent(creator: Creator, identifier: str) -> dict[str, Any]:
    if not creator.is_person:
        return {"@id": identifier, "@type": "Organization", "name": creator.name}
    names: Mapping[str, str] = {"givenName": creator.given_names, "familyName": creator.family_name}
    return {"@id": identifier, "@type": "Person", "name": creator.name, **names}


def _provenance(model: ReleaseModel, sbom: str) -> list[dict[str, Any]]:
    """The run: what it read (each package as maintainers keep it, by checksum), with what it worked, what came out."""
    publication = model.publication
    inputs = [
        {
            "@id": f"#input-{data.name}",
            "@type": "CreativeWork",
            "name": f"{data.title}, as its maintainers keep it",
            "description": f"The folder datapackages/{data.name} of the project: descriptor and data files.",
            "sha256": data.input_sha256,
        }
        for data in model.datasets
    ]
    software = {
        "@id": _SOFTWARE,
        "@type": "SoftwareApplication",
        "name": "bwise-publish",
        "version": publication.version,
        "url": model.url("about/"),
        "description": "Reads, checks and publishes data packages. The same input gives the same release, byte by byte.",
        "softwareRequirements": _ref(sbom) if sbom else None,
    }
    run = {
        "@id": _RUN,
        "@type": "CreateAction",
        "name": f"Release of version {publication.version}",
        "description": "Validated the packages, exported and described them, built and checked the site, and bundled everything.",
        "endTime": publication.date.isoformat(),
        "agent": _creators(model),
        "instrument": _ref(_SOFTWARE),
        "object": _one([_ref(str(item["@id"])) for item in inputs]),
        "result": [_ref(SITE), *(_ref(f"{SITE}{data.folder}") for data in model.datasets)],
    }
    return [run, without_empty(software), *inputs]
