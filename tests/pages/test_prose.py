from __future__ import annotations

import pytest
import yaml

from bwise_publish.pages.datasets import linked_tables
from bwise_publish.pages.prose import headings, lowered, project_link, relinked, served_prose, with_prose
from bwise_publish.pages.rendering import Page
from bwise_publish.pages.site import Site
from bwise_publish.publication import read_publication
from tests.conftest import ROOT


def test_the_title_goes_and_other_headings_move_one_level_down():
    assert lowered("# Title\n\nText\n\n## Part\n\n### Detail\n") == "Text\n\n### Part\n\n#### Detail"


def test_a_comment_in_a_code_block_is_no_heading():
    text = "## Part\n\n```sh\n# comment\n```"
    assert lowered(text) == "### Part\n\n```sh\n# comment\n```"


def test_headings_of_the_second_level_are_found():
    assert headings("# A\n\n## B\n\n### C\n\n## D") == ("B", "D")


@pytest.mark.parametrize(
    ("target", "link"),
    [
        ("https://example.org/", "https://example.org/"),
        ("#part", "#part"),
        ("data/skills.csv", "data/skills.csv"),
        ("datapackage.json", "datapackage.json"),
        ("../reference/README.md", "../reference/index.md"),
        ("../reference/README.md#tables", "../reference/index.md#tables"),
        ("../../docs/method.md", "../../method.md"),
        ("../../src/secret.py", None),
        ("../../../outside.md", None),
    ],
)
def test_links_of_a_readme_lead_to_the_same_thing_on_the_site(target, link):
    assert project_link(target, "datapackages/skills-needs", "data/skills-needs/") == link


def test_a_link_of_the_changelog_works_on_the_first_page():
    assert project_link("docs/method.md", "", "") == "method.md"


def test_a_link_that_leads_nowhere_becomes_its_text():
    assert (
        relinked("See [here](x.py) and [there](y.md).", lambda target: None if target == "x.py" else "z.md")
        == "See here and [there](z.md)."
    )


def test_list_items_that_name_a_table_lead_to_its_page():
    text = "- `skills`: one row\n- `other`: no table\nThe table `skills` in a sentence."
    assert linked_tables(text, {"skills"}).splitlines() == [
        "- [`skills`](skills/index.md): one row",
        "- `other`: no table",
        "The table `skills` in a sentence.",
    ]


def test_prose_stands_at_the_end_under_its_own_heading():
    page = with_prose(Page("x/", "X", "About X.", "# X\n\nText\n"), "More", "\nProse\n")
    assert page.body == "# X\n\nText\n\n## More\n\nProse\n"


@pytest.fixture(scope="module")
def site(tables):
    return Site(read_publication(ROOT), tables, {}, (), "", ROOT / "site_templates")


@pytest.mark.parametrize(
    "written",
    [
        'description: The "best" of <all> & more',
        'description: >\n  The "best" of\n  <all> & more',
        "description: 'The \"best\" of <all> & more'",
    ],
)
def test_a_description_with_quotation_marks_cannot_end_the_attribute_that_it_stands_in(site, written):
    served = served_prose(site, f"---\ntitle: A\n{written}\nhide: true\n---\n\n# A page\n\nText.\n", "method/")
    front, text = served.removeprefix("---\n").split("---\n", 1)
    assert yaml.safe_load(front) == {"title": "A", "description": "The &quot;best&quot; of &lt;all&gt; &amp; more", "hide": True}
    assert text.startswith("\n# A page\n")
    assert text.endswith("\nText.\n")


def test_a_page_of_prose_tells_where_it_lies_and_of_which_version_it_is(site):
    served = served_prose(site, "# How it was made\n\nText.\n", "method/")
    assert served.startswith("# How it was made\n")
    assert '<a href="../about/">About</a>' in served
    assert f"Version {site.publication.version}" in served


@pytest.mark.parametrize("text", ["No title.\n", "---\ndescription: [\n---\n# A\n"])
def test_what_is_no_page_is_left_to_the_site_generator(site, text):
    assert served_prose(site, text, "a/") == text
