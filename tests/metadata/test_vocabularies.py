"""What single vocabularies ask for, beyond telling the same as the others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import rdflib

from bwise_publish.metadata.emitting import repository_files, script
from bwise_publish.metadata.places import PLACES
from bwise_publish.metadata.rdf import Graph, Iri, Literal, json_ld, turtle
from bwise_publish.metadata.sbom import locked, sbom
from bwise_publish.problems import Refusal
from bwise_publish.publication import read_publication
from tests.metadata.described import LOCK, describe, write_project

ROOT = Path(__file__).resolve().parents[2]
DCAT = rdflib.Namespace("http://www.w3.org/ns/dcat#")


def test_turtle_and_json_ld_hold_the_same_statements(described):
    graphs = [
        rdflib.Graph().parse(data=described.served[f"metadata/catalog.{suffix}"], format=form)
        for suffix, form in (("ttl", "turtle"), ("jsonld", "json-ld"))
    ]
    assert len(graphs[0]) > 200
    assert set(graphs[0]) == set(graphs[1])
    assert not any(isinstance(term, rdflib.BNode) for triple in graphs[0] for term in triple)


def test_a_text_or_address_with_any_character_is_read_back_as_it_was():
    graph = Graph()
    text = 'A "quoted" \\ back\nnew\tline, é and 🙂'
    graph.add("http://a.example/x y<z>", "dct:title", Literal(text, language="en"))
    graph.add("http://a.example/x y<z>", "dct:relation", Iri("http://purl.org/adms/publishertype/PrivateIndividual(s)"))
    read = rdflib.Graph().parse(data=turtle(graph), format="turtle")
    assert {str(value) for value in read.objects()} == {text, "http://purl.org/adms/publishertype/PrivateIndividual(s)"}
    assert {str(value) for value in read.subjects()} == {"http://a.example/x%20y%3Cz%3E"}


def test_the_same_statements_in_another_order_give_the_same_text():
    one, two = Graph(), Graph()
    statements = [(f"http://a.example/{number}", "dct:title", Literal(str(number))) for number in range(9)]
    for graph, order in ((one, statements), (two, reversed(statements))):
        for subject, predicate, item in order:
            graph.add(subject, predicate, item)
    assert (turtle(one), json_ld(one)) == (turtle(two), json_ld(two))


def test_a_series_holds_the_version_and_the_edition_names_the_one_before(described):
    graph = rdflib.Graph().parse(data=described.served["metadata/catalog.ttl"], format="turtle")
    base = "https://small.example/"
    things = rdflib.URIRef(f"{base}1.2.0/data/things/#dataset")
    series = graph.value(things, DCAT.inSeries)
    assert str(series) == f"{base}latest/data/things/#series"
    assert str(graph.value(series, rdflib.DCTERMS.issued)) == "2023-02-01"
    assert str(graph.value(rdflib.URIRef(f"{base}1.2.0/data/#dataset"), DCAT.previousVersion)) == f"{base}1.1.0/data/#dataset"


def test_a_doi_is_told_wherever_there_is_a_place_for_it(deposited):
    doi = "10.1234/small.120"
    assert json.loads(deposited.served["metadata/datacite.json"])["doi"] == doi
    assert f'doi: "{doi}"' in deposited.bundle["CITATION.cff"].decode()
    assert f"doi = {{{doi}}}" in deposited.served["metadata/citation.bib"].decode()
    assert f"DO  - {doi}" in deposited.served["metadata/citation.ris"].decode()
    assert json.loads(deposited.served["metadata/citation.json"])[0]["DOI"] == doi
    assert f'<link rel="cite-as" href="https://doi.org/{doi}">' in deposited.description.heads["data/"]
    assert json.loads(deposited.bundle["ro-crate-metadata.json"])["@graph"][1]["identifier"] == {"@id": f"https://doi.org/{doi}"}
    assert f'"https://doi.org/{doi}"^^xsd:anyURI' in deposited.served["metadata/catalog.ttl"].decode()


def test_no_doi_and_no_address_is_made_up(described):
    everything = {**described.description.served, **described.bundle}
    texts = {path: content.decode() for path, content in everything.items() if not path.endswith(".zip")}
    assert [path for path, text in texts.items() if "doi.org" in text or '"doi"' in text] == []
    cited = {
        path: text
        for path, text in texts.items()
        if "citation." in path or path in ("CITATION.cff", ".zenodo.json", "metadata/datacite.json")
    }
    assert [path for path, text in cited.items() if "small.example" in text] == []


def test_links_in_the_head_of_a_page_are_relative_and_lead_to_files(described):
    head = described.description.heads["data/sizes/"]
    assert '<link rel="item" href="data/sizes.csv" type="text/csv">' in head
    assert '<link rel="describedby" href="croissant.json" type="application/ld+json"' in head
    assert '<link rel="linkset" href="../../metadata/linkset.json" type="application/linkset+json">' in head
    assert "data/sizes/data/sizes.csv" in described.served


def test_text_cannot_end_the_element_that_holds_it():
    element = script({"name": "</script><script>alert(1)</script> & <!--"})
    assert element.count("<") == 2
    assert json.loads(element.split("\n", 1)[1].rsplit("\n", 1)[0])["name"] == "</script><script>alert(1)</script> & <!--"


def test_the_crate_tells_from_what_the_release_was_made(described):
    entities = {item["@id"]: item for item in json.loads(described.bundle["ro-crate-metadata.json"])["@graph"]}
    run = entities["#release-run"]
    assert [entities[item["@id"]]["name"] for item in run["object"]] == [
        "Things, as its maintainers keep it",
        "Sizes, as its maintainers keep it",
    ]
    assert entities[run["instrument"]["@id"]]["softwareRequirements"] == {"@id": "sbom.cdx.json"}
    # A group that made the edition and publishes it is told once, with everything that is known of it.
    assert run["agent"] == entities["./"]["publisher"] == {"@id": "#publisher"}
    assert entities["#publisher"].keys() == {"@id", "@type", "name", "url", "contactPoint"}
    assert entities["sbom.cdx.json"]["contentSize"] == str(len(described.bundle["sbom.cdx.json"]))


def test_the_input_checksum_changes_with_a_cell(described, tmp_path):
    root = write_project(tmp_path)
    path = root / "datapackages" / "things" / "data" / "things.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("Zwei", "Drei"), encoding="utf-8", newline="")
    before, after = (item.description.model.datasets for item in (described, describe(root)))
    assert before[0].input_sha256 != after[0].input_sha256
    assert before[1].input_sha256 == after[1].input_sha256


def test_the_bill_of_materials_lists_the_lock_and_nothing_of_the_machine(described):
    names = [(item.name, item.version, item.condition, len(item.hashes)) for item in locked(LOCK)]
    assert names == [("alpha-two", "1.2", "", 1), ("Beta_One", "0.9", "sys_platform == 'win32'", 2)]
    value = sbom(described.publication, LOCK)
    assert [item["purl"] for item in value["components"]] == ["pkg:pypi/alpha-two@1.2", "pkg:pypi/beta-one@0.9"]
    assert not {"serialNumber", "timestamp"} & (value.keys() | value["metadata"].keys())


def test_the_real_lock_is_read_whole():
    text = (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8")
    assert len(locked(text)) == sum(1 for line in text.splitlines() if "==" in line and not line.startswith((" ", "#")))
    assert all(item.hashes for item in locked(text))


def test_the_files_of_the_repository_are_those_that_the_settings_give():
    for name, content in repository_files(read_publication(ROOT)).items():
        assert (ROOT / name).read_bytes() == content, f"{name} is out of date. Run: bwise-publish format"


def test_a_box_holds_its_middle_and_lies_on_the_globe():
    for place in PLACES.values():
        if box := place.box:
            assert -180 <= box.west < box.east <= 180
            assert -90 <= box.south < box.north <= 90
        assert place.iri.startswith("http://publications.europa.eu/resource/authority/")


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("temporalCoverage", "since 2014", "a first and a last year"),
        ("temporalCoverage", "2024/2014", "a first and a last year"),
        ("temporalCoverage", "2014-13/2024", "a first and a last year"),
        ("spatialCoverage", ["AT", "Atlantis"], '"Atlantis"'),
    ],
)
def test_a_coverage_that_other_vocabularies_cannot_tell_is_refused(tmp_path, key, value, words):
    root = write_project(tmp_path)
    path = root / "datapackages" / "things" / "datapackage.json"
    raw = json.loads(path.read_text(encoding="utf-8")) | {key: value}
    path.write_text(json.dumps(raw), encoding="utf-8")
    with pytest.raises(Refusal) as caught:
        describe(root)
    [problem] = caught.value.problems
    assert (problem.where.package, problem.code) == ("things", "coverage-unclear")
    assert words in problem.message


def test_a_coverage_by_months_and_years_becomes_days(tmp_path):
    root = write_project(tmp_path)
    path = root / "datapackages" / "things" / "datapackage.json"
    raw = json.loads(path.read_text(encoding="utf-8")) | {"temporalCoverage": "2013-03/2016-02"}
    path.write_text(json.dumps(raw), encoding="utf-8")
    model = describe(root).description.model
    assert str(model.datasets[0].temporal) == "2013-03-01/2016-02-29"
    assert str(model.edition.temporal) == "2013-03-01/2024-12-31"
