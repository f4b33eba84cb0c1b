"""Files of a figure: accessible, complete, and the same bytes everywhere."""

import csv
import io
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from drawings import DRAWINGS, GEOMETRY, figure

from bwise_publish.figures import (
    Dots,
    Drawing,
    EuropeMap,
    Event,
    GroupedBar,
    MapClass,
    Matrix,
    RankedBar,
    Series,
    Timeline,
    classes_for,
)
from bwise_publish.figures.render import render

SVG = "{http://www.w3.org/2000/svg}"
LONG = "Adapting work places and digital tools to the needs of every person who works in the enterprise, together with that person"


def texts(svg: bytes) -> list[str]:
    """All text that is drawn, in order."""
    return [node.text or "" for node in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def right_edges(svg: bytes) -> list[float]:
    """Where each text that starts at its x ends, in px, measured as the drawings measure."""
    from bwise_publish.figures.canvas import text_width

    return [
        float(node.get("x", "0")) + text_width(node.text or "", float(node.get("font-size", "0")), node.get("font-weight") == "700")
        for node in ElementTree.fromstring(svg).iter(f"{SVG}text")
        if node.get("text-anchor", "start") == "start"
    ]


@pytest.fixture(scope="module", params=sorted(DRAWINGS))
def named(request: pytest.FixtureRequest) -> tuple[str, bytes, bytes, bytes]:
    """Name, SVG, narrow SVG and PNG of each kind of drawing."""
    files = render(figure(DRAWINGS[request.param], request.param))
    return request.param, files.svg, files.narrow_svg, files.png


def test_an_svg_is_named_and_described(named: tuple[str, bytes, bytes, bytes]) -> None:
    name, svg, narrow, _ = named
    for content, identifier in ((svg, name), (narrow, f"{name}-narrow")):
        root = ElementTree.fromstring(content)
        assert root.get("role") == "img"
        assert root.get("aria-labelledby") == f"{identifier}-title {identifier}-desc"
        title, description = root[0], root[1]
        assert (title.tag, title.get("id")) == (f"{SVG}title", f"{identifier}-title")
        assert title.text == "Few countries count their WISEs & say so"
        assert description.get("id") == f"{identifier}-desc"
        assert (description.text or "").startswith("Bars for three countries")


def test_an_svg_scales_and_needs_no_inline_style(named: tuple[str, bytes, bytes, bytes]) -> None:
    root = ElementTree.fromstring(named[1])
    assert root.get("viewBox")
    assert root.get("width") is None
    assert root.get("height") is None
    assert b"style" not in named[1]
    assert root.get("font-family") == "'Source Sans 3', 'DejaVu Sans', sans-serif"
    assert all(node.get("font-family") is None for node in root.iter(f"{SVG}text"))


def test_every_id_belongs_to_the_figure_and_every_reference_has_its_target(named: tuple[str, bytes, bytes, bytes]) -> None:
    name, svg, *_ = named
    nodes = list(ElementTree.fromstring(svg).iter())
    ids = [node.get("id") for node in nodes if node.get("id")]
    assert len(ids) == len(set(ids))
    assert all(str(identifier).startswith(f"{name}-") for identifier in ids)
    used = {value[5:-1] for node in nodes for value in node.attrib.values() if value.startswith("url(#")}
    assert used <= set(ids)


def test_no_text_leaves_the_sheet(named: tuple[str, bytes, bytes, bytes]) -> None:
    for svg in named[1:3]:
        width = float(ElementTree.fromstring(svg).attrib["viewBox"].split()[2])
        assert max(right_edges(svg)) <= width + 0.5


def test_the_narrow_svg_is_narrow(named: tuple[str, bytes, bytes, bytes]) -> None:
    assert float(ElementTree.fromstring(named[2]).attrib["viewBox"].split()[2]) <= 480


def test_the_png_has_twice_the_width_of_the_svg_and_a_border(named: tuple[str, bytes, bytes, bytes]) -> None:
    _, svg, _, png = named
    width = float(ElementTree.fromstring(svg).attrib["viewBox"].split()[2])
    assert png.startswith(b"\x89PNG")
    assert int.from_bytes(png[16:20], "big") == 2 * (width + 40)


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("ranked", ["Germany", "12%", "estimate", "−3.5%", "no figure"]),
        ("grouped", ["Safety", "Now", "10", "Later", "1,500", "no figure"]),
        ("matrix", ["Enablers", "Supporters", "0", "7", "2", "–", "no figure", "Surveys"]),
        ("map", ["5", "MT 1", "–", "1 to 2", "3 to 5", "no figure", "WISE types"]),
        ("timeline", ["Laws", "Law on social cooperatives", "1991", "2014 to 2020", "since 2021"]),
        ("dots", ["Now", "In five years", "10%", "30%", "20%", "Now: no figure"]),
    ],
)
def test_labels_values_and_gaps_stand_there_as_text(name: str, printed: list[str]) -> None:
    found = texts(render(figure(DRAWINGS[name])).svg)
    assert [text for text in printed if text not in found] == []


def test_the_csv_is_the_data_table_with_units() -> None:
    content = render(figure(DRAWINGS["ranked"])).csv
    assert b"\r" not in content
    assert list(csv.reader(io.StringIO(content.decode("utf-8")))) == [
        ["Country", "Employment rate (%)", "Note"],
        ["Germany", "12.5", 'so-called "estimate", see note'],
        ["Malta", "0", ""],
    ]


@pytest.mark.parametrize(
    "drawing",
    [
        RankedBar((LONG,), (0,)),
        RankedBar(("مؤسسة اجتماعية", "ארגון", "x" * 200), (1, None, 3)),
        RankedBar(tuple(f"{LONG} {n}" for n in range(60)), tuple(n * 1e6 for n in range(60)), highlight=frozenset({f"{LONG} 59"})),
        RankedBar(("None known",), (None,)),
        GroupedBar((LONG,), tuple(Series(f"{LONG} {n}", (n - 3,)) for n in range(6))),
        Matrix((LONG, "b"), tuple(f"Column {n} of many" for n in range(30)), ((1,) * 30, (None,) * 30), "Row", "Column", "Count"),
        Matrix((LONG,), ("a",), ((None,),), "Row", "Column", LONG),
        Timeline((Event(date(2020, 5, 1), None, LONG, LONG),)),
        Dots((LONG, "b"), (None, -5), (None, -5), "Now", "Later"),
        EuropeMap({"DE": None}, (MapClass("none", 0),), GEOMETRY),
    ],
    ids=["one", "right-to-left", "sixty", "all-missing", "long-series", "many-columns", "one-cell", "one-event", "equal-dots", "map"],
)
def test_extreme_figures_stay_on_their_sheet(drawing: Drawing) -> None:
    files = render(figure(drawing))
    for svg, width in ((files.svg, files.width), (files.narrow_svg, files.narrow_width)):
        assert max(right_edges(svg)) <= width + 0.5


def test_long_labels_are_wrapped_and_nothing_is_lost() -> None:
    found = texts(render(figure(RankedBar((LONG,), (1,)))).svg)
    assert len(found) > 2
    assert " ".join(found).startswith(LONG)


def test_what_cannot_be_drawn_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one item"):
        RankedBar((), ())
    with pytest.raises(ValueError, match="differ in length"):
        RankedBar(("a",), (1, 2))
    with pytest.raises(ValueError, match="missing value is None"):
        RankedBar(("a",), (float("nan"),))
    with pytest.raises(ValueError, match="without geometry: \\['XX'\\]"):
        EuropeMap({"XX": 1}, (MapClass("1", 1),), GEOMETRY)
    with pytest.raises(ValueError, match="above the last class"):
        EuropeMap({"DE": 2}, (MapClass("1", 1),), GEOMETRY)
    with pytest.raises(ValueError, match="kebab-case"):
        figure(DRAWINGS["ranked"], "Not Kebab")
    with pytest.raises(ValueError, match="has no alt"):
        replace(figure(DRAWINGS["ranked"]), alt=" ")


def test_classes_hold_equal_counts_and_equal_values_stay_together() -> None:
    assert [item.label for item in classes_for([1, 1, 2, 3, 5, 8, None, 13.5], 3)] == ["1 to 2", "3 to 5", "8 to 13.5"]
    assert [item.label for item in classes_for([4, 4, 4], 3)] == ["4"]


SCRIPT = """
import hashlib, sys
sys.path.insert(0, sys.argv[1])
from drawings import DRAWINGS, figure
from bwise_publish.figures.render import render
for name in sorted(DRAWINGS):
    files = render(figure(DRAWINGS[name], name))
    print(name, *(hashlib.sha256(data).hexdigest() for data in (files.svg, files.narrow_svg, files.png, files.csv)))
"""


def test_the_bytes_are_the_same_in_any_environment() -> None:
    environments = [
        {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "2", "TZ": "Pacific/Auckland", "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": "86400"},
    ]
    outputs = []
    for environment in environments:
        command = [sys.executable, "-c", SCRIPT, str(Path(__file__).parent)]
        environment |= {"PYTHONPATH": os.pathsep.join(sys.path)}
        done = subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True, check=True)
        outputs.append(done.stdout)
    assert outputs[0].count("\n") == len(DRAWINGS)
    assert outputs[0] == outputs[1]
