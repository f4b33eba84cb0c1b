"""The map: areas kept, countries in their places, small ones marked."""

import json
import math
from pathlib import Path
from xml.etree import ElementTree

import pytest
from drawings import GEOMETRY, figure

from bwise_publish.figures import EuropeMap, MapClass
from bwise_publish.figures.draw_map import codes_on_map
from bwise_publish.figures.palette import LIGHT
from bwise_publish.figures.projection import area, clipped, label_point, laea, thinned
from bwise_publish.figures.render import render

SVG = "{http://www.w3.org/2000/svg}"
OUTLINES = Path(__file__).parents[2] / "datapackages" / "reference" / "data" / "country_outlines.geojson"


def printed(svg: bytes) -> list[str]:
    return [node.text or "" for node in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def test_the_centre_of_the_projection_is_its_origin() -> None:
    assert laea(10, 52) == pytest.approx((0, 0))


def test_north_is_up_and_east_is_right() -> None:
    assert laea(10, 53)[1] > 0
    assert laea(11, 52)[0] > 0


def test_a_place_is_as_far_from_the_centre_as_the_projection_says() -> None:
    # Snyder 1987, section 24: the distance on the map is 2 R sin(c / 2), c the angle between the places.
    assert math.hypot(*laea(10, 35)) == pytest.approx(2 * 6371.0072 * math.sin(math.radians(17) / 2))


@pytest.mark.parametrize("latitude", [36, 50, 68])
def test_areas_are_kept(latitude: float) -> None:
    west, east, south, north = 20.0, 21.0, latitude, latitude + 1
    side = [n / 50 for n in range(51)]
    ring = [(west + s * (east - west), south) for s in side] + [(east, south + s) for s in side]
    ring += [(east - s * (east - west), north) for s in side] + [(west, north - s) for s in side]
    on_the_sphere = 6371.0072**2 * math.radians(1) * (math.sin(math.radians(north)) - math.sin(math.radians(south)))
    assert area([laea(*point) for point in ring]) == pytest.approx(on_the_sphere, rel=1e-3)


def test_a_ring_is_cut_at_the_frame() -> None:
    assert area(clipped([(-5, -5), (5, -5), (5, 5), (-5, 5)], 0, 0, 10, 10)) == pytest.approx(25)
    assert clipped([(-5, -5), (-1, -5), (-1, -1)], 0, 0, 10, 10) == []


def test_thinning_keeps_points_that_are_apart() -> None:
    assert thinned([(0, 0), (0.1, 0), (3, 0), (3, 3)], 0.5) == [(0, 0), (3, 0), (3, 3)]


def test_a_label_stands_in_the_wide_part() -> None:
    bottle = [(0.0, 0.0), (40.0, 0.0), (40.0, 40.0), (22.0, 40.0), (22.0, 90.0), (18.0, 90.0), (18.0, 40.0), (0.0, 40.0)]
    (x, y), room = label_point(bottle, 20, 10)
    assert 10 < x < 30
    assert 10 < y < 30
    assert room >= 1


def test_a_small_country_gets_a_plate_with_its_code_and_a_large_one_its_number() -> None:
    svg = render(figure(EuropeMap({"DE": 5, "MT": 1}, (MapClass("1", 1), MapClass("5", 5)), GEOMETRY))).svg
    assert "MT 1" in printed(svg)
    assert "5" in printed(svg)
    assert "DE 5" not in printed(svg)


def test_categories_print_their_sign_in_country_and_legend() -> None:
    classes = (MapClass("desk research", 0, "D"), MapClass("survey", 1, "S"))
    found = printed(render(figure(EuropeMap({"DE": 1, "FR": 0}, classes, GEOMETRY, print_values=False))).svg)
    assert found.count("S") == 2
    assert found.count("D") == 2


def test_a_missing_country_is_hatched_and_named_in_the_legend() -> None:
    with_gap = render(figure(EuropeMap({"DE": 5, "FR": None}, (MapClass("5", 5),), GEOMETRY))).svg
    without = render(figure(EuropeMap({"DE": 5, "FR": 5}, (MapClass("5", 5),), GEOMETRY))).svg
    assert b"<pattern" in with_gap
    assert "no figure" in printed(with_gap)
    assert b"<pattern" not in without
    assert "no figure" not in printed(without)


def test_only_countries_of_which_the_frame_shows_a_part_are_on_the_map() -> None:
    geometry = json.loads(OUTLINES.read_text(encoding="utf-8"))
    shown = codes_on_map(geometry)
    assert {"AT", "CY", "MT", "IS", "TR"} <= shown
    assert not {"IQ", "LB", "SY"} & shown


def test_countries_outside_the_question_are_outlined_only() -> None:
    root = ElementTree.fromstring(render(figure(EuropeMap({"DE": 1, "FR": 2}, (MapClass("1", 1), MapClass("2", 2)), GEOMETRY))).svg)
    fills = [node.get("fill") for node in root.iter(f"{SVG}path")]
    assert fills.count(LIGHT) == 2  # Germany and its key
    assert fills.count("#f7f8f9") == 3  # Switzerland, Malta and their key


def test_all_countries_of_the_union_fit_in_a_small_file() -> None:
    geometry = json.loads(OUTLINES.read_text(encoding="utf-8"))
    union = [
        "AT",
        "BE",
        "BG",
        "HR",
        "CY",
        "CZ",
        "DK",
        "EE",
        "FI",
        "FR",
        "DE",
        "GR",
        "HU",
        "IE",
        "IT",
        "LV",
        "LT",
        "LU",
        "MT",
        "NL",
        "PL",
        "PT",
        "RO",
        "SK",
        "SI",
        "ES",
        "SE",
    ]
    files = render(figure(EuropeMap(dict.fromkeys(union, 1), (MapClass("1", 1),), geometry)))
    found = printed(files.svg)
    assert sum(text == "1" or text.endswith(" 1") for text in found) == 27 + 1
    assert {"LU 1", "MT 1", "CY 1"} <= set(found)
    assert len(files.svg) < 200_000
