"""One thing broken at a time, as a maintainer might: each is caught, at its place, in words that say what is allowed and how to mend it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.validation import small

# A cell of places.csv: row, field, what is written into it, the code, words of the message, words of the mend.
CELLS = {
    "a word in a number": (3, "workers", "about 40", "cell-type", ["about 40", "whole number"], ["digits"]),
    "a decimal comma": (2, "share", "33,5", "cell-type", ["33,5", "12.5"], ["decimal point"]),
    "a mark of thousands": (2, "share", "33.500", "thousands-mark", ["33.500", "three digits"], ["Write 33500 if thousands"]),
    "a year of two digits": (4, "opened_year", "11", "cell-type", ["11", "four digits"], ["four digits"]),
    "a word for true": (2, "supported", "yes", "cell-type", ["yes", "true or false"], ["true or false"]),
    "a number over the bound": (5, "share", "120", "cell-range", ["120", "at most 100"], ["Correct the value"]),
    "a number at an excluded bound": (5, "workers", "1000", "cell-range", ["1000", "less than 1000"], ["bound"]),
    "a year before the bound": (2, "opened_year", "1898", "cell-range", ["1898", "at least 1950"], ["Correct"]),
    "an empty required cell": (3, "title", "", "cell-required", ["empty", "needs a value"], ["Fill in"]),
    "a text that is too short": (4, "title", "Lyon", "cell-length", ["Lyon", "at least 5"], ["longer"]),
    "a text that is too long": (4, "title", "Lyon kitchen and bakery", "cell-length", ["at most 20"], ["Shorten"]),
    "a misspelt code of a list": (5, "state", "opne", "cell-enum", ["opne", "open, closed"], ['Did you mean "open"?']),
    "a code in capitals": (5, "state", "Open", "cell-enum", ["Open"], ['Did you mean "open"?']),
    "a category that is not listed": (5, "status", "estimat", "cell-category", ["observed, estimate"], ['Did you mean "estimate"?']),
    "an address without a scheme": (2, "url", "www.example.org/graz", "cell-format", ["scheme"], ["Correct"]),
    "an address with a space": (2, "url", "https://example.org/a b", "cell-format", ["without spaces"], ["Correct"]),
    "a country that is not in the list": (
        4, "country_code", "FX", "foreign-key-unknown", ["FX", "codes/countries", "AT, BE, FR"], ["add the row to codes/countries"],
    ),
    "a country in small letters": (4, "country_code", "fr", "foreign-key-unknown", ["fr", "codes/countries"], ['Did you mean "FR"?']),
    "a parent that does not exist": (5, "parent_id", "lins", "foreign-key-unknown", ["lins", "places"], ['Did you mean "linz"?']),
}  # fmt: skip


@pytest.mark.parametrize("name", CELLS)
def test_a_broken_cell_is_named_with_its_row_its_field_and_the_way_out(name: str, tmp_path: Path):
    row, field, value, code, message, mend = CELLS[name]
    small.set_cell(small.write(tmp_path), row, field, value)
    problem = small.only(small.check(tmp_path), code)
    assert (problem.where.package, problem.where.table, problem.where.row, problem.where.field) == ("places", "places", row, field)
    assert all(word in problem.message for word in message), problem.message
    assert all(word in problem.mend for word in mend), problem.mend


def _rename_constraint(raw: dict[str, Any]) -> None:
    constraints = small.field_of(raw, "share")["constraints"]
    constraints["minimun"] = constraints.pop("minimum")


def _misspell_licences(raw: dict[str, Any]) -> None:
    raw["license"] = raw.pop("licenses")[0]["name"]


def _unknown_type(raw: dict[str, Any]) -> None:
    small.field_of(raw, "parent_id")["type"] = "sting"


def _quoted_flag(raw: dict[str, Any]) -> None:
    small.field_of(raw, "title")["constraints"]["required"] = "yes"


def _pattern_on_number(raw: dict[str, Any]) -> None:
    small.field_of(raw, "workers")["constraints"]["pattern"] = "[0-9]+"


def _look_ahead(raw: dict[str, Any]) -> None:
    small.field_of(raw, "place_id")["constraints"]["pattern"] = "(?=g)[a-z]+"


def _bounds_exchanged(raw: dict[str, Any]) -> None:
    small.field_of(raw, "share")["constraints"] = {"minimum": 100, "maximum": 0}


def _wrong_example(raw: dict[str, Any]) -> None:
    small.field_of(raw, "state")["example"] = "opened"


def _no_description(raw: dict[str, Any]) -> None:
    del small.field_of(raw, "url")["description"]


def _no_keywords(raw: dict[str, Any]) -> None:
    del raw["keywords"]


def _other_licence(raw: dict[str, Any]) -> None:
    raw["licenses"][0]["name"] = "CC-BY-NC-4.0"


def _no_creator(raw: dict[str, Any]) -> None:
    raw["contributors"][0]["roles"] = ["publisher"]


def _key_to_unknown_field(raw: dict[str, Any]) -> None:
    raw["resources"][0]["schema"]["foreignKeys"][0]["reference"]["fields"] = ["country"]


def _key_to_unknown_table(raw: dict[str, Any]) -> None:
    raw["resources"][0]["schema"]["foreignKeys"][0]["reference"]["resource"] = "country"


def _key_to_unknown_package(raw: dict[str, Any]) -> None:
    raw["resources"][0]["schema"]["foreignKeys"][0]["reference"]["package"] = "code"


def _key_of_unknown_field(raw: dict[str, Any]) -> None:
    raw["resources"][0]["schema"]["uniqueKeys"] = [["country_code", "titel"]]


def _file_not_there(raw: dict[str, Any]) -> None:
    raw["resources"][0]["path"] = "data/place.csv"


def _path_out_of_folder(raw: dict[str, Any]) -> None:
    raw["resources"][0]["path"] = "../codes/data/countries.csv"


def _format_unknown(raw: dict[str, Any]) -> None:
    small.field_of(raw, "url")["format"] = "url"


# A change to the descriptor: the change, the code, the table and field of the problem, words of the message, words of the mend.
DESCRIPTORS = {
    "a misspelt constraint": (_rename_constraint, "key-unknown", "places", "share", ["minimun", "constraints"], ["minimum"]),
    "the word license": (_misspell_licences, "key-unknown", "", "", ["license"], ["licenses"]),
    "an unknown type": (_unknown_type, "type-unknown", "places", "parent_id", ["sting"], ["string"]),
    "a text for true": (_quoted_flag, "value-kind", "places", "title", ["required", "yes"], ["true or false"]),
    "a pattern on a number": (_pattern_on_number, "constraint-unfit", "places", "workers", ["pattern", "integer"], ["Remove"]),
    "a pattern with look-ahead": (_look_ahead, "pattern-unsupported", "places", "place_id", ["look-around"], ["(?:a|b)"]),
    "bounds exchanged": (_bounds_exchanged, "constraint-value", "places", "share", ["100", "no value fits"], ["Exchange"]),
    "an example that is not allowed": (_wrong_example, "example-invalid", "places", "state", ["opened", "open, closed"], ["example"]),
    "a field without a description": (_no_description, "metadata-missing", "places", "url", ["description"], ["Add"]),
    "a package without keywords": (_no_keywords, "metadata-missing", "", "", ["keywords"], ["Add"]),
    "another licence": (_other_licence, "licence-other", "", "", ["CC-BY-NC-4.0", "CC-BY-4.0"], ["CC-BY-4.0"]),
    "no creator": (_no_creator, "creator-other", "", "", ["not named", "publication.toml"], ["creator"]),
    "a key to a field that is not there": (
        _key_to_unknown_field, "reference-unknown", "places", "country_code", ["country"], ["country_code"],
    ),
    "a key to a table that is not there": (
        _key_to_unknown_table, "reference-unknown", "places", "country_code", ["country"], ["countries"],
    ),
    "a key to a package that is not there": (
        _key_to_unknown_package, "reference-not-loaded", "places", "country_code", ["not loaded"], ["codes"],
    ),
    "a unique key with a misspelt field": (_key_of_unknown_field, "key-shape", "places", "", ["titel"], ["title"]),
    "a file that is not there": (_file_not_there, "file-missing", "places", "", ["data/place.csv"], ["correct the path"]),
    "a path out of the folder": (_path_out_of_folder, "path-outside", "places", "", ["../codes"], ["inside the package"]),
    "a format that does not exist": (_format_unknown, "format-unknown", "places", "url", ["url", "string"], ["uri"]),
}  # fmt: skip


@pytest.mark.parametrize("name", DESCRIPTORS)
def test_a_broken_descriptor_is_named_at_its_key_with_the_way_out(name: str, tmp_path: Path):
    change, code, table, field, message, mend = DESCRIPTORS[name]
    small.edit_descriptor(small.write(tmp_path), change)
    report = small.check(tmp_path)
    found = [problem for problem in report.problems if problem.code == code]
    assert len(found) == 1, report.text()
    assert (found[0].where.package, found[0].where.table, found[0].where.field) == ("places", table, field)
    assert all(word in found[0].message for word in message), found[0].message
    assert all(word in found[0].mend for word in mend), found[0].mend


def test_a_copied_row_is_named_with_the_row_that_it_repeats(tmp_path: Path):
    small.edit_text(small.write(tmp_path), lambda text: text.replace("linz,AT,", "graz,AT,"))
    problems = {problem.code: problem for problem in small.check(tmp_path).problems}
    assert problems["primary-key-twice"].where.row == 3
    assert "row 2" in problems["primary-key-twice"].message
    assert problems["foreign-key-unknown"].where.row == 5  # namur points to linz, which is gone


def test_a_unique_key_of_two_fields_is_checked(tmp_path: Path):
    small.set_cell(small.write(tmp_path), 3, "title", "Graz workshop")
    problem = small.only(small.check(tmp_path), "unique-key-twice")
    assert (problem.where.row, problem.where.field) == (3, "")
    assert "AT, Graz workshop" in problem.message
    assert "row 2" in problem.message


def test_a_lone_quotation_mark_is_named_with_its_row(tmp_path: Path):
    small.edit_text(small.write(tmp_path), lambda text: text.replace("Linz garden", '"Linz" garden'))
    problem = small.only(small.check(tmp_path), "csv-malformed")
    assert problem.where.row == 3
    assert "quotation mark" in problem.mend


def test_a_missing_comma_is_named_with_both_counts(tmp_path: Path):
    small.edit_text(small.write(tmp_path), lambda text: text.replace("Lyon kitchen,2011", "Lyon kitchen 2011"))
    problem = small.only(small.check(tmp_path), "row-length")  # its cells stand in the wrong columns, and are not judged
    assert problem.where.row == 4
    assert "10 cells" in problem.message
    assert "11" in problem.message


def test_a_renamed_column_is_named_with_the_name_that_it_should_have(tmp_path: Path):
    small.edit_text(small.write(tmp_path), lambda text: text.replace("opened_year", "open_year", 1))
    problems = {problem.code: problem for problem in small.check(tmp_path).problems}
    assert problems["column-missing"].where.row == 1
    assert '"opened_year"' in problems["column-missing"].message
    assert problems["column-unknown"].mend == "Rename it to opened_year."


def test_a_descriptor_with_a_comma_too_many_is_named_with_its_line(tmp_path: Path):
    small.write(tmp_path)
    path = tmp_path / "datapackages" / "places" / "datapackage.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"name": "places",', '"name": "places",,', 1), encoding="utf-8")
    problem = small.only(small.check(tmp_path), "descriptor-json")
    assert "line 3" in problem.message
    assert "comma" in problem.mend


def test_a_package_that_publication_toml_names_and_nobody_wrote_is_missed(tmp_path: Path):
    small.write(tmp_path)
    (tmp_path / "datapackages" / "places" / "datapackage.json").unlink()
    problem = small.only(small.check(tmp_path), "file-missing")
    assert problem.where.package == "places"


def test_a_row_of_commas_is_named_once(tmp_path: Path):
    small.edit_text(small.write(tmp_path), lambda text: text + "," * 10 + "\n")
    assert small.only(small.check(tmp_path), "row-blank").where.row == 6


@pytest.mark.parametrize(("mark", "word"), [(";", "semicolons"), ("\t", "tabs")])
def test_a_file_with_another_separator_is_named_once_with_its_separator(mark: str, word: str, tmp_path: Path):
    small.edit_text(small.write(tmp_path), lambda text: text.replace(",", mark))
    problem = small.only(small.check(tmp_path), "csv-delimiter")
    assert f"between {word}" in problem.message
    assert "comma" in problem.mend


def test_a_descriptor_that_is_indented_otherwise_is_for_the_command_format(tmp_path: Path):
    path = small.write(tmp_path) / "datapackages" / "places" / "datapackage.json"
    path.write_text(path.read_text(encoding="utf-8").replace('  "name": "places"', '    "name": "places"', 1), encoding="utf-8")
    assert small.only(small.check(tmp_path), "form-descriptor").mend == "Run: ./nox -s format"


def test_a_package_that_was_renamed_is_named_with_the_name_of_its_folder(tmp_path: Path):
    small.write(tmp_path)
    small.edit_descriptor(tmp_path, lambda raw: raw.update(name="sites"))
    problem = small.only(small.check(tmp_path), "name-unlike-folder")
    assert '"sites"' in problem.message
    assert '"name": "places"' in problem.mend


def test_a_broken_descriptor_is_not_reported_again_by_the_keys_that_point_to_it(tmp_path: Path):
    path = small.write(tmp_path) / "datapackages" / "codes" / "datapackage.json"
    path.write_text("{", encoding="utf-8")
    assert small.only(small.check(tmp_path), "descriptor-json").where.package == "codes"


def test_many_breakages_are_all_found_in_one_run(tmp_path: Path):
    small.write(tmp_path)
    small.set_cell(tmp_path, 2, "share", "120")
    small.set_cell(tmp_path, 2, "state", "opne")
    small.set_cell(tmp_path, 4, "workers", "seven")
    small.edit_descriptor(tmp_path, _no_keywords)
    codes = {problem.code for problem in small.check(tmp_path).problems}
    assert codes == {"cell-range", "cell-enum", "cell-type", "metadata-missing"}


def test_the_unbroken_publication_is_right(tmp_path: Path):
    report = small.check(small.write(tmp_path))
    assert report.valid, report.text()
    assert (report.counts.packages, report.counts.tables, report.counts.rows, report.counts.cells) == (2, 2, 7, 50)
