"""One small drawing of every kind, and a figure round it; shared by the tests of this folder."""

from datetime import date

from bwise_publish.figures import (
    Column,
    Dots,
    Drawing,
    EuropeMap,
    Event,
    Figure,
    GroupedBar,
    MapClass,
    Matrix,
    RankedBar,
    Series,
    Timeline,
)


def square(code: str, west: float, south: float, size: float) -> dict[str, object]:
    """A country in the form of a square of `size` degrees."""
    east, north = west + size, south + size
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Feature", "properties": {"country_code": code}, "geometry": {"type": "Polygon", "coordinates": [ring]}}


GEOMETRY = {
    "type": "FeatureCollection",
    "features": [square("DE", 8, 48, 6), square("FR", 0, 44, 6), square("MT", 14, 35.8, 0.2), square("CH", 6, 46, 1.5)],
}

DRAWINGS: dict[str, Drawing] = {
    "ranked": RankedBar(("Germany", "Malta", "France"), (12, -3.5, None), unit="%", qualifiers={"Germany": "estimate"}),
    "grouped": GroupedBar(("Safety", "Sorting"), (Series("Now", (10, None)), Series("Later", (20, 1500)))),
    "matrix": Matrix(("Safety", "Sorting"), ("Enablers", "Supporters"), ((0, 7), (None, 2)), "Skill", "Group", "Surveys"),
    "map": EuropeMap({"DE": 5, "FR": None, "MT": 1}, (MapClass("1 to 2", 2), MapClass("3 to 5", 5)), GEOMETRY, unit="WISE types"),
    "timeline": Timeline(
        (
            Event(date(1991, 11, 8), None, "Law on social cooperatives", "Laws"),
            Event(date(2014, 1, 1), date(2020, 12, 31), "Social fund", "Programmes"),
            Event(date(2021, 1, 1), None, "Action plan", "Programmes", ongoing=True),
        )
    ),
    "dots": Dots(("Safety", "Sorting"), (10, None), (30, 20), "Now", "In five years", unit="%"),
}


def figure(drawing: Drawing, name: str = "some-figure") -> Figure:
    """A figure round the drawing, with a data table of its own."""
    return Figure(
        id=name,
        title="Few countries count their WISEs & say so",
        subtitle="WISEs by country, 2021, number, n = 3",
        drawing=drawing,
        columns=(Column("Country"), Column("Employment rate", "%"), Column("Note")),
        rows=(("Germany", 12.5, 'so-called "estimate", see note'), ("Malta", 0, None)),
        alt="Bars for three countries: Germany leads with 12.5 %, France has no figure.",
        summary="Germany leads with 12.5 %. France has no figure.",
        source_note="Source: B-WISE survey, 2021.",
        missing_note="No figure for France.",
    )
