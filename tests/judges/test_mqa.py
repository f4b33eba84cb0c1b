from __future__ import annotations

from pathlib import Path

import pytest
from mqa import DCAT, DCT, FILE_TYPES, MEDIA_TYPES, TYPE, Lists, read_lists, read_weights, score

VOCABULARIES = Path(__file__).resolve().parents[3] / "shared" / "judges" / "mqa-vocab"
WEIGHTS = {
    "AccessURL accessibility": 50, "Keyword usage": 30, "Categories": 30, "DownloadURL accessibility": 30, "DCAT-AP compliance": 30,
    "Geo search": 20, "Time based search": 20, "DownloadURL": 20, "Format": 20, "Non-proprietary": 20, "Machine readable": 20,
    "License information": 20, "Contact point": 20, "Media type": 10, "Format/media type from vocabulary": 10, "License vocabulary": 10,
    "Access restrictions": 10, "Publisher": 10, "Access restrictions vocabulary": 5, "Rights": 5, "File size": 5, "Date of issue": 5,
    "Modification date": 5,
}  # fmt: skip
LISTS = Lists(
    machine_readable=frozenset({f"{FILE_TYPES}CSV"}),
    non_proprietary=frozenset({f"{FILE_TYPES}CSV", f"{FILE_TYPES}ZIP"}),
    licences=frozenset({"licence:CC_BY_4_0"}),
    access_rights=frozenset({"access-right:PUBLIC"}),
    media_types=frozenset({"text/csv"}),
)


def dataset(name: str, *distributions: str) -> list[tuple[str, str, str]]:
    said = {f"{DCAT}keyword": "work", f"{DCAT}theme": "SOCI", f"{DCT}spatial": "AUT", f"{DCT}temporal": "p", f"{DCAT}contactPoint": "c"}
    said |= {f"{DCT}publisher": "p", f"{DCT}accessRights": "access-right:PUBLIC", TYPE: f"{DCAT}Dataset"}
    return [(name, predicate, value) for predicate, value in said.items()] + [(name, f"{DCAT}distribution", item) for item in distributions]


def distribution(name: str, file_type: str = "CSV") -> list[tuple[str, str, str]]:
    said = {f"{DCAT}downloadURL": name, f"{DCT}format": f"{FILE_TYPES}{file_type}", f"{DCAT}mediaType": f"{MEDIA_TYPES}text/csv"}
    said |= {f"{DCT}license": "licence:CC_BY_4_0", f"{DCT}rights": "r", f"{DCAT}byteSize": "1", f"{DCT}issued": "d", f"{DCT}modified": "d"}
    return [(name, predicate, value) for predicate, value in said.items()]


GOOD = [*dataset("d", "f"), *distribution("f")]


def points(triples, conforms: bool = True) -> dict[str, float]:
    return {metric.name: metric.points for metric in score(triples, WEIGHTS, LISTS, conforms)}


def test_a_good_catalogue_has_every_point_that_needs_no_live_address():
    found = points(GOOD)
    assert sum(found.values()) == 325
    assert not {"AccessURL accessibility", "DownloadURL accessibility"} & found.keys()


def test_an_empty_catalogue_has_no_point():
    assert sum(points([]).values()) == 0


@pytest.mark.parametrize(
    ("predicate", "lost"),
    [
        (f"{DCAT}keyword", {"Keyword usage": 30}),
        (f"{DCT}spatial", {"Geo search": 20}),
        (f"{DCT}accessRights", {"Access restrictions": 10, "Access restrictions vocabulary": 5}),
        (f"{DCT}license", {"License information": 20, "License vocabulary": 10}),
        (f"{DCAT}mediaType", {"Media type": 10, "Format/media type from vocabulary": 10}),
        (f"{DCAT}byteSize", {"File size": 5}),
    ],
)
def test_each_thing_that_is_missing_costs_its_points(predicate, lost):
    found = points([triple for triple in GOOD if triple[1] != predicate])
    assert {name: WEIGHTS[name] - value for name, value in found.items() if value < WEIGHTS[name]} == lost


def test_values_outside_the_lists_cost_points():
    odd = {"licence:CC_BY_4_0": "licence:OWN", f"{FILE_TYPES}CSV": f"{FILE_TYPES}XLSX", f"{MEDIA_TYPES}text/csv": "text/csv"}
    found = points([(subject, predicate, odd.get(value, value)) for subject, predicate, value in GOOD])
    lost = {name for name, value in found.items() if value < WEIGHTS[name]}
    assert lost == {"License vocabulary", "Non-proprietary", "Machine readable", "Format/media type from vocabulary"}


def test_points_are_shares_of_distributions():
    found = points([*dataset("d", "f", "g"), *distribution("f"), *distribution("g", "ZIP")])
    assert (found["Machine readable"], found["Non-proprietary"]) == (10, 20)


def test_a_catalogue_that_breaks_the_shapes_loses_their_points():
    assert points(GOOD, conforms=False)["DCAT-AP compliance"] == 0


@pytest.mark.skipif(not VOCABULARIES.is_dir(), reason="the lists of data.europa.eu are not beside the project")
def test_the_lists_of_the_portal_are_read_whole():
    weights, lists = read_weights(VOCABULARIES / "mqa-metrics.csv"), read_lists(VOCABULARIES)
    assert (weights, sum(weights.values())) == (WEIGHTS, 405)
    assert f"{FILE_TYPES}CSV" in lists.machine_readable & lists.non_proprietary
    assert f"{FILE_TYPES}XLSX" in lists.machine_readable - lists.non_proprietary
    assert "http://publications.europa.eu/resource/authority/licence/CC_BY_4_0" in lists.licences
    assert {"text/csv", "application/json", "application/geo+json", "application/zip"} <= lists.media_types
