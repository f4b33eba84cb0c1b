"""What tells of the edition as a whole, or of one file, tells the same as publication.toml and the files themselves."""

from __future__ import annotations

import io
import json
import re
import sqlite3
import zipfile
from contextlib import closing

import openpyxl
import pyarrow.parquet as pq
import pytest

from bwise_publish.release.manifest import manifest
from bwise_publish.release.placing import write_files
from bwise_publish.release.seal import Seal
from tests.metadata.described import LICENCES, columns_and_rows, digest, settings_of
from tests.metadata.test_agreement import dcat, schema_org

WHOLE = {
    "DCAT-AP 3.0.1, Turtle": dcat("metadata/catalog.ttl", "turtle"),
    "DCAT-AP 3.0.1, JSON-LD": dcat("metadata/catalog.jsonld", "json-ld"),
    "DCAT-AP 2.1.1": dcat("metadata/catalog-2.1.1.ttl", "turtle"),
    "schema.org": schema_org,
}


@pytest.fixture
def release(request):
    return request.getfixturevalue(request.param)


def said(settings):
    return (settings["title"], settings["version"], settings["date"].isoformat(), LICENCES[settings["licence"]][0])


@pytest.mark.parametrize("release", ["described", "altered"], indirect=True)
@pytest.mark.parametrize("vocabulary", WHOLE)
def test_the_edition_is_told_as_it_is(release, vocabulary):
    settings, told = settings_of(release), WHOLE[vocabulary](release, "")
    assert (told.title, told.version, told.date, told.licence) == said(settings)
    assert (told.description, told.creators) == (settings["description"], [item["name"] for item in settings["creators"]])
    own = {item.path for item in release.listing if not item.package}
    assert told.files.keys() == {path for path in own if vocabulary == "schema.org" or path.endswith(".zip")}
    for path, (size, sha256) in told.files.items():
        assert (size, sha256) in ((len(release.served[path]), digest(release.served[path])), (len(release.served[path]), None))


@pytest.mark.parametrize("release", ["described", "altered"], indirect=True)
def test_the_package_of_everything_tells_its_own_files(release):
    (path,) = [item.path for item in release.listing if item.format == "ZIP" and not item.package]
    archive = zipfile.ZipFile(io.BytesIO(release.served[path]))
    value, settings = json.loads(archive.read("datapackage.json")), settings_of(release)
    assert (value["title"], value["version"], value["created"][:10], value["licenses"][0]["path"]) == said(settings)
    assert value["description"] == settings["description"]
    assert [item["title"] for item in value["contributors"]] == [item["name"] for item in settings["creators"]]
    for item in value["resources"]:
        content = archive.read(item["path"])
        assert (item["bytes"], item["hash"]) == (len(content), f"sha256:{digest(content)}")
        assert [field["name"] for field in item["schema"]["fields"]] == columns_and_rows(content)[0]


@pytest.mark.parametrize("release", ["described", "altered"], indirect=True)
@pytest.mark.parametrize("folder", ["metadata/", "data/things/", "data/sizes/"])
def test_citations_agree(release, folder):
    settings = settings_of(release)
    title = settings["title"]
    if folder.startswith("data/"):
        path = release.publication.package_folder(folder.split("/")[1]) / "datapackage.json"
        title = json.loads(path.read_text(encoding="utf-8"))["title"]
    texts = {form: release.served[f"{folder}citation.{form}"].decode() for form in ("txt", "bib", "ris", "json")}
    day, version, (maker,) = settings["date"], settings["version"], [item["name"] for item in settings["creators"]]
    licence = {"CC-BY-4.0": "CC BY 4.0", "CC0-1.0": "CC0 1.0"}[settings["licence"]]
    for part in (title, f"version {version}", f"({day.year})", f"Licence: {licence}.", maker):
        assert part in texts["txt"]
    bib = dict(re.findall(r"^  (\w+) = \{(.*)\},?$", texts["bib"], re.MULTILINE))
    assert (bib["title"], bib["version"], bib["year"], bib["author"]) == (f"{{{title}}}", version, str(day.year), f"{{{maker}}}")
    assert bib["note"].endswith(f"version {version}, licence {licence}")
    ris = dict(re.findall(r"^(\w\w)  - (.*)$", texts["ris"], re.MULTILINE))
    assert (ris["TI"], ris["ET"], ris["DA"], ris["AU"]) == (title, version, f"{day:%Y/%m/%d}/", maker)
    (csl,) = json.loads(texts["json"])
    assert (csl["title"], csl["version"], csl["author"]) == (title, version, [{"literal": maker}])
    assert csl["issued"] == {"date-parts": [[day.year, day.month, day.day]]}


@pytest.mark.parametrize("release", ["described", "altered"], indirect=True)
def test_the_manifest_tells_every_file_with_size_sum_and_rows(release, tmp_path):
    files = {**{f"site/{path}": content for path, content in release.served.items()}, **release.bundle}
    write_files(tmp_path, files)
    rows = {f"site/{item.path}": item.rows for item in release.listing if item.rows is not None}
    value = json.loads(manifest(tmp_path, release.publication, rows, Seal("1.2.0", "2026-12-01", "c0ffee", "f00d")))
    assert (value["commit"], value["root"]) == ("c0ffee", "f00d")
    assert (value["title"], value["version"], value["date"], value["licence"]) == said(settings_of(release))
    told = {item["path"]: (item["bytes"], item["sha256"]) for item in value["files"]}
    assert told == {path: (len(content), digest(content)) for path, content in files.items()}
    counted = {item["path"]: item["rows"] for item in value["files"] if item["path"].endswith(".csv")}
    assert counted == {path: columns_and_rows(files[path])[1] for path in counted}
    assert len(counted) == 3


@pytest.mark.parametrize("release", ["described", "altered"], indirect=True)
def test_data_files_carry_the_version_and_licence_of_the_release(release, tmp_path):
    settings = settings_of(release)
    title, version, date, licence = said(settings)
    about = pq.read_schema(io.BytesIO(release.served["data/sizes/parquet/sizes.parquet"])).metadata
    assert (about[b"publication"].decode(), about[b"version"].decode(), about[b"licence"].decode()) == (title, version, licence)
    table = json.loads(release.served["api/sizes/sizes.json"])
    assert (table["version"], table["licence"]) == (version, licence)
    stem = f"data/small-sizes-{version}"
    (tmp_path / "data.sqlite").write_bytes(release.served[f"{stem}.sqlite"])
    with closing(sqlite3.connect(tmp_path / "data.sqlite")) as database:
        facts = dict(database.execute("SELECT * FROM about_release"))
    assert (facts["publication"], facts["version"], facts["date"], facts["licence"]) == (title, version, date, licence)
    cover = openpyxl.load_workbook(io.BytesIO(release.served[f"{stem}.xlsx"]))["Cover"]
    cells = {row[0].value: row[1].value for row in cover.iter_rows()}
    assert (cells["Edition"], cells["Version"], cells["Date"]) == (title, version, date)
    assert cells["Licence"] == f"{settings['licence']}, {licence}"
