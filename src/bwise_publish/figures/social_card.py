"""The picture that a link to the site shows in messages: name, what is in it, version. 1,200 by 630 px, the same bytes each time."""

from __future__ import annotations

from bwise_publish.figures.canvas import Canvas, wrapped
from bwise_publish.figures.numerals import number
from bwise_publish.figures.palette import Fill
from bwise_publish.figures.render import png
from bwise_publish.publication import Publication
from bwise_publish.views.countries import countries
from bwise_publish.views.tables import Tables

PATH = "assets/social-card.png"
# Half of the size in px: the picture has twice the px of its sheet.
WIDTH, HEIGHT = 600.0, 315.0
GROUND, INK, SOFT, SUN = "#0b4a50", "#ffffff", "#cfe6e5", "#f2b84b"
_EDGE = 40.0
_COUNTED = (
    ("skills-needs", "skills", "skills"),
    ("practices", "practices", "practices"),
    ("curricula", "curricula", "curricula"),
    ("reference", "sources", "sources"),
)
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


def social_card(tables: Tables, publication: Publication) -> bytes:
    """The picture as PNG."""
    canvas = Canvas(WIDTH)
    canvas.height = HEIGHT
    canvas.rect(0, 0, WIDTH, HEIGHT, GROUND)
    _mark(canvas, _EDGE, _EDGE, 44)
    name, _, more = publication.title.partition(": ")
    canvas.text(_EDGE + 60, _EDGE + 34, name, 30, bold=True, colour=INK)
    inner = WIDTH - 2 * _EDGE
    top = canvas.lines(_EDGE, 112, wrapped(f"{more[:1].upper()}{more[1:]}", inner, 22), 22, colour=INK) if more else 112.0
    canvas.lines(_EDGE, top + 14, wrapped(", ".join(_counts(tables)), inner, 15), 15, colour=SOFT)
    canvas.rect(_EDGE, HEIGHT - 66, inner, 1, SUN)
    date = publication.date
    said = f"Version {publication.version}, {date.day} {_MONTHS[date.month - 1]} {date.year}. An independent edition under an open licence."
    canvas.lines(_EDGE, HEIGHT - 54, wrapped(said, inner, 12), 12, colour=SOFT)
    return png(canvas)


def _counts(tables: Tables) -> list[str]:
    """What the edition holds, counted."""
    named = sum(not country.aggregate for country in countries(tables))
    return [f"{number(named)} countries", *(f"{number(len(tables.table(package, name)))} {said}" for package, name, said in _COUNTED)]


def _mark(canvas: Canvas, left: float, top: float, size: float) -> None:
    """The mark of the site, as in its favicon: three rising columns and a sun."""
    unit = size / 36
    for x, y in ((8.0, 19.0), (15.5, 14.0), (23.0, 9.0)):
        canvas.rect(left + x * unit, top + y * unit, 5 * unit, (27 - y) * unit, INK)
    canvas.disc(left + 10.5 * unit, top + 13 * unit, 2.6 * unit, Fill(SUN, SUN, SUN))
