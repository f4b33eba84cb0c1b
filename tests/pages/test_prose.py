from __future__ import annotations

import pytest

from bwise_publish.pages.datasets import linked_tables
from bwise_publish.pages.prose import headings, lowered, project_link, relinked, with_prose
from bwise_publish.pages.rendering import Page


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
