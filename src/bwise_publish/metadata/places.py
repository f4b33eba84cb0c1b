"""Countries and groups of countries: their European authority codes and bounding boxes.

A box is west, south, east, north in degrees and holds the mainland and the islands in Europe, for finding a dataset on a map. It was
measured on the country outlines of the package `reference` (Natural Earth 1:50m, public domain), where those are whole, and read from the
same source rounded to whole degrees where the outlines are cut. The codes are those of EU Vocabularies: three letters of ISO 3166-1.
"""

from __future__ import annotations

from dataclasses import dataclass

from bwise_publish.metadata.authorities import AUTHORITY


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of longitudes and latitudes in degrees."""

    west: float
    south: float
    east: float
    north: float

    @property
    def wkt(self) -> str:
        """The rectangle as a polygon in Well-Known Text."""
        corners = (
            (self.west, self.south),
            (self.east, self.south),
            (self.east, self.north),
            (self.west, self.north),
            (self.west, self.south),
        )
        return f"POLYGON(({', '.join(f'{x:g} {y:g}' for x, y in corners)}))"

    @property
    def centre_wkt(self) -> str:
        """The middle of the rectangle as a point in Well-Known Text."""
        return f"POINT({round((self.west + self.east) / 2, 3):g} {round((self.south + self.north) / 2, 3):g})"


@dataclass(frozen=True, slots=True)
class Place:
    """A country or group of countries: its name, its authority address, and its box."""

    code: str
    name: str
    iri: str
    box: Box


_COUNTRIES = {
    "AF": ("AFG", "Afghanistan", 60, 29, 75, 39), "AL": ("ALB", "Albania", 19.28, 39.65, 21.03, 42.65),
    "AT": ("AUT", "Austria", 9.52, 46.4, 17.15, 49.0), "BA": ("BIH", "Bosnia and Herzegovina", 15.74, 42.56, 19.58, 45.28),
    "BE": ("BEL", "Belgium", 2.53, 49.51, 6.36, 51.49), "BG": ("BGR", "Bulgaria", 22.34, 41.24, 28.59, 44.24),
    "CH": ("CHE", "Switzerland", 5.97, 45.83, 10.46, 47.78), "CY": ("CYP", "Cyprus", 32.3, 34.57, 34.05, 35.18),
    "CZ": ("CZE", "Czechia", 12.09, 48.58, 18.83, 51.03), "DE": ("DEU", "Germany", 5.86, 47.28, 15.02, 55.06),
    "DK": ("DNK", "Denmark", 8.12, 54.63, 15.14, 57.74), "EE": ("EST", "Estonia", 21.85, 57.53, 28.15, 59.64),
    "ES": ("ESP", "Spain", -9.24, 36.03, 4.32, 43.77), "FI": ("FIN", "Finland", 20.62, 59.82, 31.53, 70.06),
    "FR": ("FRA", "France", -4.76, 41.39, 9.56, 51.1), "GB": ("GBR", "United Kingdom", -8.15, 50.02, 1.75, 60.83),
    "GR": ("GRC", "Greece", 19.65, 34.93, 28.23, 41.74), "HR": ("HRV", "Croatia", 13.52, 42.43, 19.4, 46.53),
    "HU": ("HUN", "Hungary", 16.09, 45.77, 22.88, 48.55), "IE": ("IRL", "Ireland", -10.39, 51.47, -6.03, 55.36),
    "IQ": ("IRQ", "Iraq", 39, 29, 49, 38), "IS": ("ISL", "Iceland", -24.47, 63.41, -13.57, 66.52),
    "IT": ("ITA", "Italy", 6.63, 36.69, 18.48, 47.08), "KE": ("KEN", "Kenya", 34, -5, 42, 5),
    "LB": ("LBN", "Lebanon", 35, 33, 37, 35), "LI": ("LIE", "Liechtenstein", 9.48, 47.06, 9.61, 47.27),
    "LT": ("LTU", "Lithuania", 20.9, 53.89, 26.78, 56.41), "LU": ("LUX", "Luxembourg", 5.73, 49.45, 6.49, 50.17),
    "LV": ("LVA", "Latvia", 21.02, 55.67, 28.2, 58.06), "MD": ("MDA", "Moldova", 26.62, 45.45, 30.13, 48.48),
    "ME": ("MNE", "Montenegro", 18.44, 41.87, 20.35, 43.54), "MK": ("MKD", "North Macedonia", 20.45, 40.85, 23.0, 42.35),
    "MT": ("MLT", "Malta", 14.18, 35.82, 14.57, 36.06), "NL": ("NLD", "Netherlands", 3.35, 50.75, 7.2, 53.63),
    "NO": ("NOR", "Norway", -9.1, 58.02, 30.96, 71.18), "PL": ("POL", "Poland", 14.13, 49.02, 24.1, 54.84),
    "PT": ("PRT", "Portugal", -9.47, 37.01, -6.21, 42.13), "RO": ("ROU", "Romania", 20.24, 43.67, 29.71, 48.26),
    "RS": ("SRB", "Serbia", 18.84, 42.25, 22.98, 46.16), "SE": ("SWE", "Sweden", 11.15, 55.35, 24.15, 69.04),
    "SI": ("SVN", "Slovenia", 13.38, 45.43, 16.52, 46.86), "SK": ("SVK", "Slovakia", 16.86, 47.77, 22.54, 49.6),
    "SY": ("SYR", "Syria", 35, 32, 43, 38), "TR": ("TUR", "Türkiye", 25.67, 35.83, 44.82, 42.09),
    "UA": ("UKR", "Ukraine", 22.13, 45.23, 40.13, 52.34),
}  # fmt: skip
# Groups of countries have no code of their own in the list of countries; the continent holds them all.
_GROUPS = ("EA", "EU", "EU27_2020", "EU28")
EUROPE = Place("EUROPE", "Europe", f"{AUTHORITY}continent/EUROPE", Box(-25, 34, 45, 72))
PLACES = {
    code: Place(code, name, f"{AUTHORITY}country/{three}", Box(*box)) for code, (three, name, *box) in _COUNTRIES.items()
} | dict.fromkeys(_GROUPS, EUROPE)


def places(codes: tuple[str, ...]) -> tuple[Place, ...]:
    """The places of some codes, each once, sorted by address. Expects codes that are in PLACES."""
    return tuple(sorted({PLACES[code] for code in codes}, key=lambda place: place.iri))
