from __future__ import annotations

import dataclasses
import json
import re

import pytest

from bwise_publish.metadata.citations import citation
from bwise_publish.publication import Creator, read_publication
from tests.making import publication as make_publication


@pytest.fixture
def publication(tmp_path):
    return read_publication(make_publication(tmp_path, ["things"]))


def test_the_edition_is_cited_with_version_date_and_licence(publication):
    text = citation(publication).text
    assert text == "The makers of the test (2024). A small publication, version 1.2.0 [data set]. Released 6 May 2024. Licence: CC BY 4.0."


def test_a_part_is_cited_in_the_edition(publication):
    cited = citation(publication, "Things", "data package", "things", "data/things/")
    assert cited.text.startswith("The makers of the test (2024). Things [data package]. In: A small publication, version 1.2.0.")
    assert cited.bibtex.startswith("@misc{small_things_1_2_0,\n  author = {{The makers of the test}},\n  title = {{Things}},")
    assert "T2  - A small publication" in cited.ris


def test_the_attribution_names_title_maker_and_licence_with_its_address(publication):
    whole = citation(publication).attribution
    licence = "licensed under CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/)."
    assert whole == f"“A small publication”, version 1.2.0, by The makers of the test, {licence}"
    part = citation(publication, "Things", "data package", "things", "data/things/").attribution
    assert part == f"“Things” from “A small publication”, version 1.2.0, by The makers of the test, {licence}"
    served = dataclasses.replace(publication, base_url="https://example.org/bwise/")
    assert citation(served).attribution.endswith(" Source: https://example.org/bwise/1.2.0/")


def test_an_address_is_given_only_when_it_is_known_and_no_identifier_is_made_up(publication):
    unknown = citation(publication, "Things", "figure", "things", "figures/things/")
    for form in (unknown.text, unknown.bibtex, unknown.ris, unknown.csl):
        assert "http" not in form
        assert "doi" not in form.lower()
    served = dataclasses.replace(publication, base_url="https://example.org/bwise/")
    known = citation(served, "Things", "figure", "things", "figures/things/")
    assert known.text.endswith(" https://example.org/bwise/1.2.0/figures/things/")
    assert "  url = {https://example.org/bwise/1.2.0/figures/things/}\n}" in known.bibtex
    assert "UR  - https://example.org/bwise/1.2.0/figures/things/\nER  - " in known.ris


def test_what_tex_would_read_as_a_command_is_escaped(publication):
    bibtex = citation(publication, "50 % of R&D_{x}", "figure", "x").bibtex
    assert r"title = {{50 \% of R\&D\_\{x\}}}" in bibtex


def test_ris_lines_have_the_form_of_the_format(publication):
    lines = citation(publication, "Things", "figure", "things").ris.split("\n")
    assert lines[0] == "TY  - FIGURE"
    assert lines[-1] == "ER  - "
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line) for line in lines)


def test_csl_json_is_what_reference_managers_read(publication):
    [item] = json.loads(citation(publication, "Things", "data package", "things", "data/things/").csl)
    assert item["type"] == "dataset"
    assert item["author"] == [{"literal": "The makers of the test"}]
    assert item["issued"] == {"date-parts": [[2024, 5, 6]]}
    assert (item["title"], item["container-title"]) == ("Things", "A small publication")


def test_a_person_is_cited_by_family_name(publication):
    person = Creator("Ada Lovelace", "Lovelace", "Ada", "0000-0002-1825-0097")
    cited = citation(dataclasses.replace(publication, creators=(person, Creator("The group"))))
    assert cited.text.startswith("Lovelace, Ada; The group (2024). ")
    assert "author = {Lovelace, Ada and {The group}}" in cited.bibtex
    assert "AU  - Lovelace, Ada\nAU  - The group" in cited.ris
