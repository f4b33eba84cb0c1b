"""What pages tell search engines is what they print."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from lxml import html

from bwise_publish.metadata.emitting import script
from bwise_publish.metadata.web_page import thing, web_page
from bwise_publish.pages import curricula, organisations, recognition, skills, technologies
from bwise_publish.pages.site import Site
from bwise_publish.publication import read_publication
from tests.conftest import ROOT

PUBLICATION = read_publication(ROOT)


def said(body):
    """What the page says to search engines."""
    [found] = re.findall(r'<script type="application/ld\+json">\s*(.*?)\s*</script>', body, re.DOTALL)
    return json.loads(found)


def visible(body):
    """The text of a page that people read: headings are lines of Markdown, the rest is HTML."""
    root = html.fragment_fromstring(re.sub(r"^#+ (.*)$", r"<p>\1</p>", body, flags=re.MULTILINE), create_parent=True)
    for program in list(root.iter("script")):
        program.drop_tree()
    return " ".join(re.sub(r"\\([^\w\s])", r"\1", root.text_content()).split())


@pytest.fixture(scope="module")
def site(tables):
    return Site(PUBLICATION, tables, {}, (), "", ROOT / "site_templates")


@pytest.mark.parametrize(
    ("family", "kinds"),
    [
        (skills, {"DefinedTerm"}),
        (technologies, {"DefinedTerm"}),
        (organisations, {"Organization"}),
        (curricula, {"Course", "LearningResource"}),
        (recognition, {"EducationalOccupationalCredential"}),
    ],
)
def test_every_page_says_its_title_its_place_and_its_version_and_what_it_is_about_stands_in_its_text(site, family, kinds):
    found = set()
    for page in family.pages(site):
        value, text = said(page.body), visible(page.body)
        assert (value["name"], value["description"]) == (page.title, page.description)
        assert value["version"] == PUBLICATION.version
        assert value["license"] == PUBLICATION.licence_url
        trail = [item["name"] for item in value["breadcrumb"]["itemListElement"]]
        assert trail[0] == "Home"
        assert text.count(" ".join(" ".join(trail).split())), trail
        about = value.get("mainEntity", {})
        found |= {about["@type"]} if about else set()
        for key in ("name", "alternateName", "description", "educationalLevel"):
            if key in about and key != "educationalLevel":
                assert " ".join(about[key].split()) in text, (page.address, key, about[key])
        if level := about.get("educationalLevel"):
            assert level.removeprefix("EQF level ") in text
    assert found == kinds


def test_links_are_whole_where_the_site_has_an_address_and_relative_elsewhere(site):
    page = next(page for page in technologies.pages(site) if page.address != "technologies/")
    assert said(page.body)["breadcrumb"]["itemListElement"][0]["item"] == "../../"
    known = replace(site, publication=replace(PUBLICATION, base_url="https://data.test/"))
    page = next(page for page in technologies.pages(known) if page.address != "technologies/")
    places = [item["item"] for item in said(page.body)["breadcrumb"]["itemListElement"]]
    assert places[0] == "https://data.test/latest/"
    assert places[-1] == f"https://data.test/latest/{page.address}"


def test_no_title_ends_the_element_and_what_is_empty_is_not_said():
    value = web_page(PUBLICATION, "</script><b>", "", (), lambda at: at, thing("Organization", "A & B", url=""))
    text = script(value, indent=None)
    assert text.count("</script>") == 1
    assert "\n" not in text.removeprefix('<script type="application/ld+json">\n').removesuffix("\n</script>")
    assert said(text)["name"] == "</script><b>"
    assert said(text)["mainEntity"] == {"@type": "Organization", "name": "A & B"}
    assert not {"description", "breadcrumb"} & said(text).keys()
