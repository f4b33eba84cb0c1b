from __future__ import annotations

import dataclasses
import datetime

import pytest

from bwise_publish.problems import Refusal
from bwise_publish.publication import read_publication
from tests.making import publication


def refused(root, old, new):
    path = root / "publication.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(Refusal) as caught:
        read_publication(root)
    return caught.value.problems


def test_a_right_file_becomes_a_publication(tmp_path):
    read = read_publication(publication(tmp_path, ["a", "b"]))
    assert (read.version, read.date, read.packages) == ("1.2.0", datetime.date(2024, 5, 6), ("a", "b"))
    assert read.licence_url == "https://creativecommons.org/licenses/by/4.0/"
    assert datetime.datetime.fromtimestamp(read.epoch, datetime.UTC) == datetime.datetime(2024, 5, 6, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("old", "new", "field", "words"),
    [
        ('version = "1.2.0"', 'version = "1.2"', "version", "three numbers"),
        ('version = "1.2.0"', 'version = "01.2.0"', "version", "three numbers"),
        ("date = 2024-05-06", 'date = "6 May"', "date", "plain date"),
        ('licence = "CC-BY-4.0"', 'licence = "CC-BY-NC-4.0"', "licence", "open data"),
        ('licence = "CC-BY-4.0"', 'license = "CC-BY-4.0"', "license", "not a setting"),
        ('base_url = "https://small.example/"', 'base_url = ""', "base_url", "must be text"),
        ('base_url = "https://small.example/"', 'base_url = "http://site.example"', "base_url", "end with a slash"),
        ('packages = ["a"]', "packages = []", "packages", "list of folder names"),
        ('packages = ["a"]', 'packages = ["a", "a"]', "packages", "twice"),
        ('packages = ["a"]', 'packages = ["../a"]', "packages", "list of folder names"),
        ('name = "small"', 'name = "Small One"', "name", "small letters"),
        ('title = "A small publication"', 'title = " "', "title", "must be text"),
        ('creators = [{ name = "The makers of the test" }]', "creators = []", "creators", "at least one"),
        ('creators = [{ name = "The makers of the test" }]', 'creators = [{ family_name = "A" }]', "creators", "given names"),
        (
            'creators = [{ name = "The makers of the test" }]',
            'creators = [{ family_name = "A", given_names = "B", orcid = "0000-0002-1825-0098" }]',
            "creators",
            "no ORCID",
        ),
        ('url = "contributing/" }', 'url = "http://insecure.example" }', "contact", "https:// or mailto:"),
        ('keywords = ["test"]', "keywords = []", "keywords", "at least one"),
        ('themes = ["SOCI"]', 'themes = ["SOCIAL"]', "themes", "it may hold AGRI"),
        ('languages = ["en"]', 'languages = ["eng"]', "languages", "it may hold bg"),
        ('themes = ["SOCI"]', 'themes = ["SOCI"]\ndoi = "https://doi.org/10.1234/a"', "doi", "has the form 10.1234/name"),
        ('themes = ["SOCI"]', 'themes = ["SOCI"]\ndoi = "10.12/a"', "doi", "has the form 10.1234/name"),
        ('themes = ["SOCI"]', 'themes = ["SOCI"]\ndoi = "10.1234/a"\nconcept_doi = "10.1234/a"', "concept_doi", "the same"),
        ('themes = ["SOCI"]', 'themes = ["SOCI"]\npublisher_type = "Club"', "publisher_type", "one of Academia"),
        ('themes = ["SOCI"]', 'themes = ["SOCI"]\nsignature = { tool = "gpg", key = "k" }', "signature", "minisign or ssh"),
    ],
)
def test_a_wrong_value_is_named_with_what_is_allowed(tmp_path, old, new, field, words):
    problems = refused(publication(tmp_path, ["a"]), old, new)
    assert any(problem.where.field == field and words in problem.message for problem in problems)


def test_a_misspelt_setting_gets_the_right_one_offered(tmp_path):
    problems = refused(publication(tmp_path, ["a"]), 'licence = "CC-BY-4.0"', 'license = "CC-BY-4.0"')
    assert "Write licence." in {problem.mend for problem in problems}


def test_a_broken_file_is_refused_with_the_line(tmp_path):
    problems = refused(publication(tmp_path, ["a"]), 'name = "small"', "name = small")
    assert "line 1" in problems[0].message


def test_a_missing_file_says_where_to_run(tmp_path):
    with pytest.raises(Refusal) as caught:
        read_publication(tmp_path)
    assert caught.value.problems[0].code == "publication-missing"


def test_a_doi_with_an_address_before_it_gets_the_bare_one_offered(tmp_path):
    problems = refused(publication(tmp_path, ["a"]), 'themes = ["SOCI"]', 'themes = ["SOCI"]\ndoi = "https://doi.org/10.1234/a.b-1"')
    assert [problem.mend for problem in problems] == ['Write doi = "10.1234/a.b-1".']


def test_a_host_that_only_stands_for_an_address_is_no_address(tmp_path):
    read = read_publication(publication(tmp_path, ["a"]))
    assert (read.address_known, read.site_url, read.cited_url) == (False, "", "")
    assert read.version_url == "https://small.example/1.2.0/"
    served = dataclasses.replace(read, base_url="https://data.test/small/")
    assert (served.site_url, served.cited_url) == ("https://data.test/small/latest/", "https://data.test/small/1.2.0/")
