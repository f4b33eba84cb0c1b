"""The colours of the style sheets against WCAG 2.2: 4.5 to 1 for text, 3 to 1 for what shows a control or its state."""

import re
from itertools import product
from pathlib import Path

import pytest

TOKENS = Path(__file__).resolve().parents[2] / "site_templates" / "assets" / "css" / "tokens.css"
SCHEMES = ("default", "slate")

TEXT = [
    *product(("ink", "ink-soft", "accent", "accent-strong"), ("page", "band")),
    *product(("ink", "ink-soft", "accent", "accent-strong"), ("accent-soft",)),
    ("page", "accent"),
    ("head-ink", "head"),
    ("head-ink", "head-field"),
    ("amber-ink", "amber"),
    ("violet-ink", "violet"),
    ("rose-ink", "rose"),
]
SHAPES = [
    *product(("line-strong", "focus"), ("page", "band")),
    ("head-line", "head"),
    ("head-focus", "head"),
    ("head-focus", "head-field"),
]


def tokens(scheme: str) -> dict[str, str]:
    """The colours of one scheme by name, without the prefix."""
    blocks = re.findall(r'\[data-md-color-scheme="(\w+)"\] \{([^}]*)\}', TOKENS.read_text(encoding="utf-8"))
    for name, block in blocks:
        if name == scheme and "#" in block:
            return dict(re.findall(r"--bw-([\w-]+): (#[0-9a-f]{6});", block))
    raise AssertionError(f"no colours for {scheme}")


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it, from 0 to 1."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2, from 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_measure_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("text", "ground"), TEXT)
def test_text_can_be_read(scheme: str, text: str, ground: str) -> None:
    colours = tokens(scheme)
    assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("shape", "ground"), SHAPES)
def test_controls_and_focus_can_be_seen(scheme: str, shape: str, ground: str) -> None:
    colours = tokens(scheme)
    assert contrast(colours[shape], colours[ground]) >= 3


def test_both_schemes_name_the_same_colours() -> None:
    assert tokens("default").keys() == tokens("slate").keys()
