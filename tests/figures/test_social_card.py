from __future__ import annotations

import io
from dataclasses import replace

import pytest
from PIL import Image

from bwise_publish.figures.palette import contrast
from bwise_publish.figures.social_card import GROUND, INK, SOFT, social_card
from bwise_publish.publication import read_publication
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def publication():
    return read_publication(ROOT)


def test_the_card_has_the_size_that_services_ask_for(tables, publication):
    with Image.open(io.BytesIO(social_card(tables, publication))) as picture:
        assert picture.size == (1200, 630)
        assert picture.format == "PNG"


def test_the_card_is_the_same_each_time_and_another_for_another_version(tables, publication):
    first = social_card(tables, publication)
    assert first == social_card(tables, publication)
    assert first != social_card(tables, replace(publication, version="9.9.9"))


@pytest.mark.parametrize("colour", [INK, SOFT])
def test_the_words_can_be_read(colour):
    assert contrast(colour, GROUND) >= 4.5
