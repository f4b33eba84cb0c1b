"""DCAT-AP: the release as a catalogue of datasets, for portals that harvest. Version 3.0.1, and 2.1.1 for what still reads that.

Only CSV, JSON, GeoJSON and zips of CSV are told as distributions: the European portal scores every other format as closed or unreadable to
machines. Everything that the range shapes of the profile ask to be typed is typed here, so that the file can be checked on its own.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from bwise_publish.metadata import authorities as eu
from bwise_publish.metadata.model import Dataset, Distribution, ReleaseModel, Service
from bwise_publish.metadata.places import places
from bwise_publish.metadata.rdf import Graph, Iri, Literal, expand

ZIP = "application/zip"
# The standard that the description of the static API follows.
OPENAPI = "https://spec.openapis.org/oas/v3.1.0.html"


@dataclass(frozen=True, slots=True)
class Profile:
    """What differs from one version of DCAT-AP to another."""

    version: str
    specification: str
    series: bool
    checksums: bool
    size_type: str
    version_property: str
    status: str


# 2.1.1 knows no dataset series and no checksum but SHA-1, writes sizes as decimals, and takes the status from another list.
CURRENT = Profile(
    "3.0.1", "https://semiceu.github.io/DCAT-AP/releases/3.0.1/", True, True, "xsd:nonNegativeInteger", "dcat:version", eu.COMPLETED
)
HARVEST = Profile(
    "2.1.1", "https://semiceu.github.io/DCAT-AP/releases/2.1.1/", False, False, "xsd:decimal", "owl:versionInfo", eu.COMPLETED_BEFORE
)


def told(distribution: Distribution) -> bool:
    """Whether DCAT-AP names this file."""
    return not distribution.borrowed and (distribution.file.format in eu.FILE_TYPES or distribution.file.format == "ZIP")


def catalogue(model: ReleaseModel, profile: Profile = CURRENT) -> Graph:
    """The release as a graph: catalogue, edition, datasets with their series, distributions, agents and codes."""
    graph = Graph()
    _agents(graph, model)
    _codes(graph, model, profile)
    _catalogue(graph, model, profile)
    for dataset in model.everything:
        _dataset(graph, model, dataset, profile)
        if profile.series:
            _series(graph, model, dataset)
    if profile.series and model.service:
        _service(graph, model, model.service)
    return graph


def catalogue_iri(model: ReleaseModel) -> str:
    """What names the catalogue of this version."""
    return f"{model.url('data/')}#catalogue"


def series_iri(model: ReleaseModel, dataset: Dataset) -> str:
    """What names all versions of a dataset together."""
    return f"{model.publication.latest_url}{dataset.address}#series"


def distribution_iri(model: ReleaseModel, distribution: Distribution) -> str:
    """What names a file as a distribution."""
    return f"{model.url(distribution.file.path)}#distribution"


def _day(date: datetime.date) -> Literal:
    return Literal(date.isoformat(), "xsd:date")


def _text(text: str) -> Literal:
    return Literal(text, language="en")


def _agents(graph: Graph, model: ReleaseModel) -> None:
    publication = model.publication
    graph.node(_publisher(model), "foaf:Agent", foaf__name=publication.publisher)
    kind = graph.node(f"{eu.PUBLISHER_TYPES}{publication.publisher_type}", "skos:Concept", skos__prefLabel=publication.publisher_type)
    graph.add(kind, "skos:inScheme", Iri(eu.PUBLISHER_TYPES + "1.0"))
    graph.node(eu.PUBLISHER_TYPES + "1.0", "skos:ConceptScheme", dct__title="Types of publisher (ADMS)")
    for creator, iri in zip(publication.creators, _creators(model), strict=True):
        graph.node(iri, "foaf:Agent", foaf__name=creator.name)
        graph.add(iri, "dct:type", Iri(kind))
    graph.add(_publisher(model), "dct:type", Iri(kind))
    contact = graph.node(_contact(model), "vcard:Kind", vcard__fn=publication.contact.name)
    property_ = "vcard:hasEmail" if model.contact_url.startswith("mailto:") else "vcard:hasURL"
    graph.add(contact, property_, Iri(model.contact_url))


def _publisher(model: ReleaseModel) -> str:
    return f"{model.url('data/')}#publisher"


def _creators(model: ReleaseModel) -> list[str]:
    """Addresses of the creators: the ORCID of a person, the publisher's own when it is the same group."""
    publication = model.publication
    return [
        f"https://orcid.org/{creator.orcid}"
        if creator.orcid
        else _publisher(model)
        if creator.name == publication.publisher
        else f"{model.url('data/')}#creator-{number}"
        for number, creator in enumerate(publication.creators, start=1)
    ]


def _contact(model: ReleaseModel) -> str:
    return f"{model.url('data/')}#contact"


def _concept(graph: Graph, iri: str, *classes: str, name: str, scheme: str = "") -> str:
    """A code of a European list, with its scheme, typed as the profile asks."""
    graph.node(iri, "skos:Concept", *classes, skos__prefLabel=name)
    graph.add(iri, "skos:inScheme", Iri(scheme or iri.rpartition("/")[0]))
    return iri


def _licence(model: ReleaseModel) -> str:
    return f"{eu.AUTHORITY}licence/{eu.LICENCES[model.publication.licence][0]}"


def _rights(model: ReleaseModel) -> str:
    return f"{model.url('licence/')}#rights"


def _codes(graph: Graph, model: ReleaseModel, profile: Profile) -> None:
    """The codes that more than one thing uses."""
    publication = model.publication
    licence = _concept(graph, _licence(model), "dct:LicenseDocument", name=publication.licence)
    graph.add(licence, "rdfs:seeAlso", Iri(publication.licence_url))
    kind = graph.node(
        eu.LICENCE_TYPES + eu.LICENCES[publication.licence][1], "skos:Concept", skos__prefLabel=eu.LICENCES[publication.licence][1]
    )
    graph.add(kind, "skos:inScheme", Iri(eu.LICENCE_TYPES + "1.0"))
    graph.add(licence, "dct:type", Iri(kind))
    for code in publication.language_codes:
        _concept(graph, f"{eu.AUTHORITY}language/{code}", "dct:LinguisticSystem", name=code)
    for theme in publication.themes:
        _concept(graph, f"{eu.THEME_SCHEME}/{theme}", name=eu.THEME_NAMES[theme])
    graph.node(eu.THEME_SCHEME, "skos:ConceptScheme", dct__title="Data themes (EU Vocabularies)")
    _concept(graph, eu.PUBLIC, "dct:RightsStatement", name="public")
    _concept(graph, eu.STABLE, name="stable")
    scheme = eu.STATUS_SCHEMES[profile.status]
    _concept(graph, profile.status, name="completed", scheme=scheme)
    graph.node(scheme, "skos:ConceptScheme", dct__title="Status of a distribution")
    _concept(graph, eu.IRREGULAR, "dct:Frequency", name="irregular")
    credit = ", ".join(creator.name for creator in publication.creators)
    rights = f"Licensed under {publication.licence} by {credit}. Parts that others made keep the terms that the page on licences names."
    graph.node(_rights(model), "dct:RightsStatement", rdfs__label=rights)
    for place in places(model.edition.spatial):
        graph.node(place.iri, "dct:Location", "skos:Concept", skos__prefLabel=place.name)
        graph.add(place.iri, "skos:inScheme", Iri(place.iri.rpartition("/")[0]))
        graph.add(place.iri, "dcat:bbox", Literal(place.box.wkt, "geosparql:wktLiteral"))
        graph.add(place.iri, "dcat:centroid", Literal(place.box.centre_wkt, "geosparql:wktLiteral"))


def _document(graph: Graph, url: str) -> Iri:
    graph.node(url, "foaf:Document")
    return Iri(url)


def _dates(graph: Graph, iri: str, model: ReleaseModel) -> None:
    graph.add(iri, "dct:issued", _day(model.publication.date))
    graph.add(iri, "dct:modified", _day(model.publication.date))


def _catalogue(graph: Graph, model: ReleaseModel, profile: Profile) -> None:
    publication = model.publication
    iri = graph.node(catalogue_iri(model), "dcat:Catalog", dct__title=publication.title, dct__description=publication.description)
    _dates(graph, iri, model)
    graph.add(iri, "dct:publisher", Iri(_publisher(model)))
    graph.add(iri, "dct:license", Iri(_licence(model)))
    graph.add(iri, "dct:language", *(Iri(f"{eu.AUTHORITY}language/{code}") for code in publication.language_codes))
    graph.add(iri, "dct:spatial", *(Iri(place.iri) for place in places(model.edition.spatial)))
    graph.add(iri, "dcat:themeTaxonomy", Iri(eu.THEME_SCHEME))
    graph.add(iri, "foaf:homepage", _document(graph, model.url("")))
    graph.add(iri, "dcat:dataset", *(Iri(model.dataset_iri(dataset)) for dataset in model.everything))
    # Which version of the profile the file follows.
    standard = graph.node(profile.specification, "dct:Standard", dct__title=f"DCAT-AP {profile.version}")
    graph.add(iri, "dct:conformsTo", Iri(standard))


def _dataset(graph: Graph, model: ReleaseModel, dataset: Dataset, profile: Profile) -> None:
    publication = model.publication
    iri = graph.node(model.dataset_iri(dataset), "dcat:Dataset", dct__title=dataset.title, dct__description=dataset.description)
    _common(graph, iri, model, dataset)
    _dates(graph, iri, model)
    graph.add(iri, "dct:identifier", Literal(model.dataset_iri(dataset)))
    graph.add(iri, profile.version_property, Literal(publication.version))
    graph.add(iri, "dct:creator", *(Iri(creator) for creator in _creators(model)))
    graph.add(iri, "dcat:keyword", *(_text(word) for word in dataset.keywords))
    graph.add(iri, "dcat:theme", *(Iri(f"{eu.THEME_SCHEME}/{theme}") for theme in publication.themes))
    graph.add(iri, "dct:language", *(Iri(f"{eu.AUTHORITY}language/{code}") for code in publication.language_codes))
    graph.add(iri, "dct:accessRights", Iri(eu.PUBLIC))
    graph.add(iri, "dct:accrualPeriodicity", Iri(eu.IRREGULAR))
    graph.add(iri, "dcat:landingPage", _document(graph, model.url(dataset.address)))
    graph.add(iri, "dcat:distribution", *(Iri(distribution_iri(model, item)) for item in dataset.distributions if told(item)))
    for item in dataset.distributions:
        if told(item):
            _distribution(graph, model, item, profile)
    if dataset is model.edition:
        graph.add(iri, "dct:hasPart", *(Iri(model.dataset_iri(part)) for part in model.datasets))
        if publication.doi:
            other = graph.node(f"{iri}-doi", "adms:Identifier")
            graph.add(other, "skos:notation", Literal(model.doi_url, "xsd:anyURI"))
            graph.add(iri, "adms:identifier", Iri(other))
        if profile.series and model.previous:
            graph.add(iri, "dcat:previousVersion", Iri(f"{publication.base_url}{model.previous}/{dataset.address}#dataset"))
    if profile.series:
        graph.add(iri, "dcat:inSeries", Iri(series_iri(model, dataset)))
        graph.add(iri, "dcat:isVersionOf", Iri(series_iri(model, dataset)))


def _common(graph: Graph, iri: str, model: ReleaseModel, dataset: Dataset) -> None:
    """What a dataset and the series of its versions have in common."""
    graph.add(iri, "dct:publisher", Iri(_publisher(model)))
    graph.add(iri, "dcat:contactPoint", Iri(_contact(model)))
    graph.add(iri, "dct:spatial", *(Iri(place.iri) for place in places(dataset.spatial)))
    period = graph.node(f"{model.url(dataset.address)}#period", "dct:PeriodOfTime")
    graph.add(period, "dcat:startDate", _day(dataset.temporal.start))
    graph.add(period, "dcat:endDate", _day(dataset.temporal.end))
    graph.add(iri, "dct:temporal", Iri(period))


def _series(graph: Graph, model: ReleaseModel, dataset: Dataset) -> None:
    title = f"{dataset.title}, all versions"
    iri = graph.node(series_iri(model, dataset), "dcat:DatasetSeries", dct__title=title, dct__description=dataset.description)
    _common(graph, iri, model, dataset)
    graph.add(iri, "dct:accrualPeriodicity", Iri(eu.IRREGULAR))
    graph.add(iri, "dct:issued", _day(model.first_date))
    graph.add(iri, "dct:modified", _day(model.publication.date))
    graph.add(iri, "dcat:last", Iri(model.dataset_iri(dataset)))


def _service(graph: Graph, model: ReleaseModel, service: Service) -> None:
    """The static API as a service that gives access to all datasets."""
    publication = model.publication
    iri = graph.node(f"{model.url(service.entry)}#service", "dcat:DataService", dct__title=service.title)
    graph.add(iri, "dct:description", Literal(service.description))
    graph.add(catalogue_iri(model), "dcat:service", Iri(iri))
    for property_, path in (("dcat:endpointURL", service.entry), ("dcat:endpointDescription", service.openapi)):
        graph.add(iri, property_, Iri(graph.node(model.url(path), "rdfs:Resource")))
    graph.add(iri, "dct:conformsTo", Iri(graph.node(OPENAPI, "dct:Standard", dct__title="OpenAPI 3.1")))
    graph.add(iri, "dct:publisher", Iri(_publisher(model)))
    graph.add(iri, "dcat:contactPoint", Iri(_contact(model)))
    graph.add(iri, "dct:license", Iri(_licence(model)))
    graph.add(iri, "dct:accessRights", Iri(eu.PUBLIC))
    graph.add(iri, "dcat:keyword", *(_text(word) for word in publication.keywords))
    graph.add(iri, "dcat:theme", *(Iri(f"{eu.THEME_SCHEME}/{theme}") for theme in publication.themes))
    graph.add(iri, "dcat:servesDataset", *(Iri(model.dataset_iri(dataset)) for dataset in model.everything))


def _distribution(graph: Graph, model: ReleaseModel, item: Distribution, profile: Profile) -> None:
    file = item.file
    url = model.url(file.path)
    iri = graph.node(distribution_iri(model, item), "dcat:Distribution", dct__title=item.title, dct__description=item.description)
    _dates(graph, iri, model)
    graph.add(iri, "dcat:accessURL", Iri(url))
    graph.add(iri, "dcat:downloadURL", Iri(url))
    graph.add(iri, "dcat:byteSize", Literal(str(file.bytes), profile.size_type))
    graph.add(iri, "dct:license", Iri(_licence(model)))
    graph.add(iri, "dct:rights", Iri(_rights(model)))
    graph.add(iri, "dcatap:availability", Iri(eu.STABLE))
    graph.add(iri, "adms:status", Iri(profile.status))
    graph.add(iri, "dct:language", *(Iri(f"{eu.AUTHORITY}language/{code}") for code in model.publication.language_codes))
    # A zip is a package: its format and media type are those of the files in it.
    name, media = ("CSV", "text/csv") if file.format == "ZIP" else (file.format, file.media_type)
    code = _concept(graph, f"{eu.AUTHORITY}file-type/{eu.FILE_TYPES[name]}", "dct:MediaTypeOrExtent", name=name)
    graph.add(iri, "dct:format", Iri(code))
    graph.add(iri, "dcat:mediaType", _media(graph, media))
    if file.format == "ZIP":
        graph.add(iri, "dcat:packageFormat", _media(graph, ZIP))
        graph.add(iri, "dcat:compressFormat", _media(graph, ZIP))
    if profile.checksums:
        checksum = graph.node(f"{url}#sha256", "spdx:Checksum")
        algorithm = graph.node(expand("spdx:checksumAlgorithm_sha256"), "spdx:ChecksumAlgorithm")
        graph.add(checksum, "spdx:algorithm", Iri(algorithm))
        graph.add(checksum, "spdx:checksumValue", Literal(file.sha256, "xsd:hexBinary"))
        graph.add(iri, "spdx:checksum", Iri(checksum))


def _media(graph: Graph, media_type: str) -> Iri:
    graph.node(eu.MEDIA_TYPES + media_type, "dct:MediaType")
    return Iri(eu.MEDIA_TYPES + media_type)
