from __future__ import annotations

from bwise_publish.problems import Place, Problem, Refusal, listed, nearest, shown


def test_a_place_reads_from_the_package_to_the_field():
    assert str(Place("wise-mapping", "wise_types", 12, "legal_year")) == "wise-mapping/wise_types, row 12, legal_year"
    assert str(Place(file="publication.toml", field="date")) == "publication.toml, date"
    assert str(Place("wise-mapping")) == "wise-mapping"


def test_a_problem_reads_as_one_line_with_its_code():
    problem = Problem(Place("p", "t", 2, "f"), "cell-type", 'The cell is "x"; a whole number is expected.', "Write a whole number.")
    assert str(problem) == 'p/t, row 2, f: The cell is "x"; a whole number is expected. Write a whole number. [cell-type]'
    assert str(Refusal([problem, problem])).count("\n") == 1


def test_values_are_shown_short_and_with_control_characters_visible():
    assert shown("plain") == '"plain"'
    assert shown("a\tb\x00c") == '"a\\x09b\\x00c"'
    assert shown("y" * 100) == f'"{"y" * 80}…"'


def test_the_nearest_code_is_offered_only_when_it_is_close():
    assert nearest("suporter", ["enabler", "supporter"]) == "supporter"
    assert nearest("zebra", ["enabler", "supporter"]) is None


def test_long_lists_are_cut_with_a_count():
    assert listed(["a", "b"]) == "a, b"
    assert listed([str(number) for number in range(10)], limit=3) == "0, 1, 2 and 7 more"
