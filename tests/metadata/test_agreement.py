"""Every descriptor is read again and must tell what the files of the release show; what a vocabulary cannot say is None in `told`."""

from __future__ import annotations

import dataclasses
import json
import re
from dataclasses import dataclass

import pytest
import rdflib

from tests.conftest import ROOT
from tests.metadata.described import LICENCES, columns_and_rows, digest, settings_of

DCAT = rdflib.Namespace("http://www.w3.org/ns/dcat#")
DCT = rdflib.Namespace("http://purl.org/dc/terms/")
FOAF = rdflib.Namespace("http://xmlns.com/foaf/0.1/")
SPDX = rdflib.Namespace("http://spdx.org/rdf/terms#")


@dataclass(frozen=True)
class Told:
    """What a descriptor says of one dataset. `files` maps a path to size and sha256, which are None where it cannot say them."""

    title: str
    description: str | None
    version: str | None
    licence: str
    date: str
    creators: list[str] | None
    files: dict[str, tuple[int | None, str | None]] | None = None
    rows: dict[str, int] | None = None
    columns: dict[str, list[str]] | None = None


def truth(release, name):
    """What is so: taken from publication.toml, the authored descriptor, and the bytes that are served."""
    publication, settings = release.publication, settings_of(release)
    raw = json.loads((publication.package_folder(name) / "datapackage.json").read_text(encoding="utf-8"))
    own = {item.path for item in release.listing if item.package == name and not item.path.endswith("datapackage.json")}
    tables = {path: columns_and_rows(release.served[path]) for path in own if path.endswith(".csv")}
    return Told(
        title=raw["title"],
        description=raw["description"],
        version=settings["version"],
        licence=LICENCES[settings["licence"]][0],
        date=settings["date"].isoformat(),
        creators=[item["name"] for item in settings["creators"]],
        files={path: (len(release.served[path]), digest(release.served[path])) for path in own},
        rows={path: rows for path, (_, rows) in tables.items()},
        columns={path: columns for path, (columns, _) in tables.items()},
    )


def site_path(release, url):
    assert url.startswith(release.publication.version_url)
    return url.removeprefix(release.publication.version_url)


def data_package(release, name):
    value = json.loads(release.served[f"data/{name}/datapackage.json"])
    path = {item["name"]: f"data/{name}/{item['path']}" for item in value["resources"]}
    return Told(
        value["title"],
        value["description"],
        value["version"],
        value["licenses"][0]["path"],
        value["created"][:10],
        [item["title"] for item in value["contributors"] if "creator" in item["roles"]],
        {path[item["name"]]: (item["bytes"], item["hash"].removeprefix("sha256:")) for item in value["resources"]},
        None,
        {path[item["name"]]: [column["name"] for column in item["schema"]["fields"]] for item in value["resources"]},
    )


def dcat(file, form):
    def read(release, name):
        graph = rdflib.Graph().parse(data=release.served[file], format=form)
        node = rdflib.URIRef(f"{release.publication.version_url}data/{f'{name}/' if name else ''}#dataset")
        licence = f"http://publications.europa.eu/resource/authority/licence/{LICENCES[settings_of(release)['licence']][1]}"
        files = {}
        for item in graph.objects(node, DCAT.distribution):
            checksum = graph.value(item, SPDX.checksum)
            value = checksum and graph.value(checksum, SPDX.checksumValue)
            # A hexBinary value is read as bytes.
            sha256 = value and (value.toPython().hex() if isinstance(value.toPython(), bytes) else str(value).lower())
            assert graph.value(item, DCT.license) == rdflib.URIRef(licence)
            assert graph.value(item, DCT.issued) == graph.value(item, DCT.modified) == graph.value(node, DCT.issued)
            files[site_path(release, str(graph.value(item, DCAT.downloadURL)))] = (int(graph.value(item, DCAT.byteSize)), sha256)
        version = graph.value(node, DCAT.version) or graph.value(node, rdflib.OWL.versionInfo)
        assert graph.value(node, DCT.issued) == graph.value(node, DCT.modified)
        return Told(
            str(graph.value(node, DCT.title)),
            str(graph.value(node, DCT.description)),
            str(version),
            str(graph.value(rdflib.URIRef(licence), rdflib.RDFS.seeAlso)),
            str(graph.value(node, DCT.issued)),
            [str(graph.value(creator, FOAF.name)) for creator in graph.objects(node, DCT.creator)],
            files,
        )

    return read


def schema_org(release, name):
    head = release.description.heads[f"data/{name}/" if name else "data/"]
    value = json.loads(re.search(r'<script type="application/ld\+json">(.*)</script>', head, re.DOTALL)[1])
    assert value["dateModified"] == value["datePublished"]
    return Told(
        value["name"],
        value["description"],
        value["version"],
        value["license"],
        value["datePublished"],
        [item["name"] for item in value["creator"]],
        {
            site_path(release, item["contentUrl"]): (int(item["contentSize"].removesuffix(" B")), item["sha256"])
            for item in value["distribution"]
        },
    )


def croissant(release, name):
    value = json.loads(release.served[f"data/{name}/croissant.json"])
    at = {item["@id"]: f"data/{name}/{item['contentUrl']}" for item in value["distribution"]}
    return Told(
        value["name"],
        value["description"],
        value["version"],
        value["license"],
        value["datePublished"],
        [item["name"] for item in value["creator"]],
        {at[item["@id"]]: (int(item["contentSize"].removesuffix(" B")), item["sha256"]) for item in value["distribution"]},
        {at[item["@id"]]: int(re.search(r"(\d+) rows", item["description"])[1]) for item in value["distribution"]},
        {
            at[f"data/{item['name']}.csv"]: [column["source"]["extract"]["column"] for column in item["field"]]
            for item in value["recordSet"]
        },
    )


def csvw(release, name):
    value = json.loads(release.served[f"data/{name}/data/csv-metadata.json"])
    return Told(
        value["dc:title"],
        value["dc:description"],
        value["schema:version"],
        value["dc:license"]["@id"],
        value["dc:issued"]["@value"],
        value["dc:creator"],
        {f"data/{name}/data/{item['url']}": (item["dcat:byteSize"], None) for item in value["tables"]},
        None,
        {f"data/{name}/data/{item['url']}": [column["titles"] for column in item["tableSchema"]["columns"]] for item in value["tables"]},
    )


def ro_crate(release, name):
    value = json.loads(release.bundle["ro-crate-metadata.json"])
    entities = {item["@id"]: item for item in value["@graph"]}
    dataset = entities[f"site/data/{name}/"]
    parts = [entities[item["@id"]] for item in dataset["hasPart"]]
    descriptors = ("datapackage.json", "croissant.json", "csv-metadata.json", "citation")
    return Told(
        dataset["name"],
        dataset["description"],
        dataset["version"],
        dataset["license"]["@id"],
        dataset["datePublished"],
        [entities[dataset["creator"]["@id"]]["name"]],
        {
            item["@id"].removeprefix("site/"): (int(item["contentSize"]), item["sha256"])
            for item in parts
            if not item["@id"].rpartition("/")[2].startswith(descriptors)
        },
    )


def codebook(release, name):
    value = json.loads(release.served[f"data/{name}/codebook.json"])
    at = {item["name"]: f"data/{name}/data/{item['name']}.csv" for item in value["tables"]}
    return Told(
        value["title"],
        None,
        value["version"],
        value["licence"],
        value["date"],
        None,
        None,
        {at[item["name"]]: item["rows"] for item in value["tables"]},
        {at[item["name"]]: [column["name"] for column in item["fields"]] for item in value["tables"]},
    )


def own_files(path):
    """What DCAT-AP tells: the formats that the European portal reads, and no rows of other packages."""
    return path.endswith((".csv", ".json", ".geojson", ".zip")) and path != "data/sizes/data/things.csv"


READERS = {
    "Data Package": (data_package, lambda path: path.endswith(".csv")),
    "DCAT-AP 3.0.1, Turtle": (dcat("metadata/catalog.ttl", "turtle"), own_files),
    "DCAT-AP 3.0.1, JSON-LD": (dcat("metadata/catalog.jsonld", "json-ld"), own_files),
    "DCAT-AP 2.1.1": (dcat("metadata/catalog-2.1.1.ttl", "turtle"), own_files),
    "schema.org": (schema_org, lambda path: path != "data/sizes/data/things.csv"),
    "Croissant": (croissant, lambda path: path.endswith(".csv")),
    "CSVW": (csvw, lambda path: path.endswith(".csv")),
    "RO-Crate": (ro_crate, lambda path: True),
    "Codebook": (codebook, None),
}
PROPERTIES = ("title", "description", "version", "licence", "date", "creators")
# What a vocabulary cannot say of a package, as docs/metadata.md lists it.
UNSAID = {
    "Data Package": {"rows"},
    "DCAT-AP 3.0.1, Turtle": {"rows", "columns"},
    "DCAT-AP 3.0.1, JSON-LD": {"rows", "columns"},
    "DCAT-AP 2.1.1": {"rows", "columns"},
    "schema.org": {"rows", "columns"},
    "CSVW": {"rows"},
    "RO-Crate": {"rows", "columns"},
    "Codebook": {"description", "creators", "files"},
}


@pytest.mark.parametrize("release", ["described", "altered"])
@pytest.mark.parametrize("name", ["things", "sizes"])
@pytest.mark.parametrize("vocabulary", READERS)
def test_a_descriptor_tells_what_is_so(request, release, vocabulary, name):
    release = request.getfixturevalue(release)
    read, names_file = READERS[vocabulary]
    told, true = read(release, name), truth(release, name)
    assert {field.name for field in dataclasses.fields(told) if getattr(told, field.name) is None} == UNSAID.get(vocabulary, set())
    for field in (*PROPERTIES, "rows", "columns"):
        assert getattr(told, field) in (None, getattr(true, field)), field
    if told.files is None:
        return
    assert told.files.keys() == {path for path in true.files if names_file(path)}
    for path, (size, sha256) in told.files.items():
        assert size == true.files[path][0]
        assert sha256 in (None, true.files[path][1])


def test_the_two_releases_differ_in_everything_that_is_told(described, altered):
    for name in ("things", "sizes"):
        one, other = truth(described, name), truth(altered, name)
        # The rows of `sizes` stay as many as they were.
        told = (*PROPERTIES, "files", "rows") if name == "things" else (*PROPERTIES, "files")
        assert [field for field in told if getattr(one, field) == getattr(other, field)] == []


def test_only_what_the_docs_say_cannot_be_said_is_left_out(described):
    without_hash = {
        name for name, (read, _) in READERS.items() if None in {sha for _, sha in (read(described, "sizes").files or {}).values()}
    }
    assert without_hash == {"DCAT-AP 2.1.1", "CSVW"}
    text = (ROOT / "docs" / "metadata.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| ([^|]+?) \| ([^|]+?) \|$", text.partition("## What each cannot say")[2], re.MULTILINE))
    listed = {"CSVW": "CSV on the Web", "DCAT-AP 3.0.1, Turtle": "DCAT-AP 3.0.1", "DCAT-AP 3.0.1, JSON-LD": "DCAT-AP 3.0.1"}
    for vocabulary, unsaid in UNSAID.items():
        told = rows[listed.get(vocabulary, vocabulary)]
        assert [word for word in unsaid if word not in told and "as above" not in told] == [], vocabulary


@pytest.mark.parametrize("release", ["described", "altered"])
def test_the_descriptors_of_the_whole_agree(request, release):
    release = request.getfixturevalue(release)
    settings = settings_of(release)
    title, version, date = settings["title"], settings["version"], settings["date"].isoformat()
    (maker,) = (item["name"] for item in settings["creators"])
    data_cite = json.loads(release.served["metadata/datacite.json"])
    zenodo = json.loads(release.bundle[".zenodo.json"])
    entities = {item["@id"]: item for item in json.loads(release.bundle["ro-crate-metadata.json"])["@graph"]}
    crate = entities["./"]
    cff = release.bundle["CITATION.cff"].decode()
    assert (data_cite["titles"][0]["title"], data_cite["version"], data_cite["dates"][0]["date"]) == (title, version, date)
    assert (zenodo["title"], zenodo["version"], zenodo["publication_date"]) == (title, version, date)
    assert (crate["name"], crate["version"], crate["datePublished"]) == (title, version, date)
    for line in (f'title: "{title}"', f'version: "{version}"', f'date-released: "{date}"', f'  - name: "{maker}"'):
        assert line in cff
    assert {data_cite["descriptions"][0]["description"], crate["description"]} == {settings["description"]}
    assert zenodo["description"] == f"<p>{settings['description']}</p>"
    assert settings["description"] in cff
    assert {data_cite["rightsList"][0]["rightsUri"], crate["license"]["@id"]} == {LICENCES[settings["licence"]][0]}
    assert zenodo["license"] == settings["licence"].lower()
    assert f"license: {settings['licence']}" in cff
    assert data_cite["creators"] == [{"name": maker, "nameType": "Organizational"}]
    assert zenodo["creators"] == [{"name": maker}]
    assert entities[crate["creator"]["@id"]]["name"] == maker
    for path, content in release.bundle.items():
        if path in entities and path != "ro-crate-metadata.json":
            assert (entities[path]["contentSize"], entities[path]["sha256"]) == (str(len(content)), digest(content))


def test_the_linkset_names_every_file_once_with_its_type(described):
    contexts = json.loads(described.served["metadata/linkset.json"])["linkset"]
    pages = {site_path(described, item["anchor"]): item for item in contexts if "cite-as" in item}
    assert set(pages) == {"data/", "data/things/", "data/sizes/"}
    for name in ("things", "sizes"):
        items = [site_path(described, item["href"]) for item in pages[f"data/{name}/"]["item"]]
        assert sorted(items) == sorted(truth(described, name).files)
    back = {site_path(described, item["anchor"]): item["collection"][0]["href"] for item in contexts if "collection" in item}
    assert back["data/sizes/data/sizes.csv"] == "https://small.example/1.2.0/data/sizes/"
    for item in pages["data/sizes/"]["describedby"]:
        assert site_path(described, item["href"]) in described.served
