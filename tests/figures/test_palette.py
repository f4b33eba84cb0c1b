"""The palette: every pair of colours that a drawing puts side by side can be told apart."""

import itertools

import pytest

from bwise_publish.figures import palette
from bwise_publish.figures.palette import CARD, INK, MUTED, RULE, SERIES, class_fills, contrast, luminance

# Machado, Oliveira and Fernandes 2009, "A Physiologically-based Model for Simulation of Color Vision Deficiency", severity 1.0.
COLOUR_VISION = {
    "full": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def lab_as_seen(colour: str, vision: str) -> tuple[float, float, float]:
    """CIE L*a*b* (D65) of a colour as seen with the given colour vision."""
    shares = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    red, green, blue = (min(1, max(0, sum(a * b for a, b in zip(row, linear, strict=True)))) for row in COLOUR_VISION[vision])
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    x, y, z = (value ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116 for value in (x, y, z))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def test_contrast_agrees_with_the_values_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert luminance("#808080") == pytest.approx(0.2159, abs=0.0005)


@pytest.mark.parametrize("colour", [INK, MUTED, RULE])
def test_text_on_the_card_is_readable(colour: str) -> None:
    assert contrast(colour, CARD) >= 4.5


@pytest.mark.parametrize("colour", [palette.BAR, palette.BAR_STRESSED, palette.BAR_RESTING, RULE, *SERIES])
def test_shapes_stand_out_from_the_card(colour: str) -> None:
    assert contrast(colour, CARD) >= 3


def test_a_stressed_bar_stands_out_from_a_resting_one() -> None:
    assert contrast(palette.BAR_STRESSED, palette.BAR_RESTING) >= 3


@pytest.mark.parametrize(("one", "other"), list(itertools.pairwise(SERIES)))
def test_series_side_by_side_differ_in_luminance(one: str, other: str) -> None:
    assert contrast(one, other) >= 3


@pytest.mark.parametrize("vision", COLOUR_VISION)
@pytest.mark.parametrize(("one", "other"), list(itertools.combinations(SERIES, 2)))
def test_any_two_series_differ_with_any_colour_vision(one: str, other: str, vision: str) -> None:
    distance = sum((a - b) ** 2 for a, b in zip(lab_as_seen(one, vision), lab_as_seen(other, vision), strict=True)) ** 0.5
    assert distance >= 15


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5])
def test_classes_side_by_side_differ_in_luminance_or_by_a_pattern_that_shows(count: int) -> None:
    fills = class_fills(count)
    assert len(fills) == count
    for one, other in itertools.pairwise((*fills, palette.MISSING_FILL)):
        if contrast(one.colour, other.colour) < 3:
            assert one.hatch != other.hatch
            patterned = other if other.hatch else one
            assert contrast(patterned.ink, patterned.colour) >= 3


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5])
def test_numbers_on_a_class_are_readable(count: int) -> None:
    for fill in class_fills(count):
        assert contrast(fill.ink, fill.colour) >= 4.5


@pytest.mark.parametrize("fill", [*class_fills(5), palette.MISSING_FILL, palette.EMPTY_FILL])
def test_areas_of_the_same_class_are_parted_by_a_line_that_shows(fill: palette.Fill) -> None:
    assert contrast(fill.line, fill.colour) >= 3
