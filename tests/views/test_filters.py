from __future__ import annotations

import pytest

from bwise_publish.views.curricula import all_curricula
from bwise_publish.views.filters import NOT_STATED, Option, gallery
from bwise_publish.views.galleries import curriculum_gallery, organisation_gallery, practice_gallery, recognition_gallery
from bwise_publish.views.named import Named
from bwise_publish.views.organisations import organisations
from bwise_publish.views.practices import practices
from bwise_publish.views.recognition import all_mechanisms

AUSTRIA, BELGIUM = Named("AT", "Austria"), Named("BE", "Belgium")


def small(*items):
    return gallery(items, {("country", "Country"): lambda item: item})


def test_options_stand_by_title_with_the_number_of_items_that_have_them():
    found = small((BELGIUM,), (AUSTRIA, BELGIUM), ())
    assert found.filters[0].options == (Option("at", "Austria", 1), Option("be", "Belgium", 2), Option(NOT_STATED, "Not stated", 1))


def test_an_item_carries_the_ids_of_all_its_values():
    found = small((BELGIUM, AUSTRIA), ())
    assert found.marked == (((BELGIUM, AUSTRIA), (("country", "at be"),)), ((), (("country", NOT_STATED),)))


def test_a_value_that_is_named_twice_counts_once():
    assert small((AUSTRIA, AUSTRIA), (BELGIUM,)).filters[0].options[0].count == 1


def test_what_tells_no_items_apart_is_no_filter():
    assert small((AUSTRIA,), (AUSTRIA,)).filters == ()


@pytest.mark.parametrize(
    ("make", "items"),
    [
        (practice_gallery, practices),
        (curriculum_gallery, all_curricula),
        (recognition_gallery, all_mechanisms),
        (organisation_gallery, organisations),
    ],
)
def test_every_item_of_a_gallery_can_be_found_by_every_filter(tables, make, items):
    found = make(items(tables))
    assert len(found.items) == len(items(tables))
    assert len(found.filters) >= 3
    for entry in found.filters:
        options = {option.id for option in entry.options}
        assert len(options) == len(entry.options)
        assert all(marks and set(marks) <= options for marks in entry.marks)
        assert all(" " not in option for option in options)
        for option in entry.options:
            assert option.count == sum(option.id in marks for marks in entry.marks)
