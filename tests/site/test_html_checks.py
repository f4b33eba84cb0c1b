"""Each check of a page finds its fault, and leaves the mended page alone."""

import pytest

from bwise_publish.site.html_checks import check_page
from bwise_publish.site.policy import add_policy
from tests.site.sites import page_of

H1 = "<h1>Austria</h1>\n"
TABLE = "<table><thead><tr><th{scope}>Year</th></tr></thead><tbody><tr><td>2021</td></tr></tbody></table>"

FAULTS = {
    "a second element with the same id": ("duplicate-id", H1 + '<p id="a">x</p><p id="a">y</p>', H1 + '<p id="a">x</p><p id="b">y</p>'),
    "an id with a space": ("bad-id", H1 + '<p id="a b">x</p>', H1 + '<p id="a-b">x</p>'),
    "a label that names nothing": (
        "dead-reference",
        H1 + '<section aria-labelledby="t"><h2 id="u">x</h2></section>',
        H1 + '<section aria-labelledby="u"><h2 id="u">x</h2></section>',
    ),
    "an image without a text": ("image-without-text", H1 + '<img src="a.svg">', H1 + '<img src="a.svg" alt="Bar chart">'),
    "an image with an unexplained empty text": (
        "image-without-text",
        H1 + '<img src="a.svg" alt="">',
        H1 + '<img src="a.svg" alt="" role="presentation">',
    ),
    "no heading of the first level": ("heading-order", "<p>x</p>", H1 + "<p>x</p>"),
    "two headings of the first level": ("heading-order", H1 + "<h1>Again</h1>", H1 + "<h2>Again</h2>"),
    "a skipped level": ("heading-order", H1 + "<h3>Facts</h3>", H1 + "<h2>Facts</h2><h3>More</h3><h2>Back</h2>"),
    "a heading before the first": ("heading-order", "<h2>Facts</h2>" + H1, H1 + "<h2>Facts</h2>"),
    "an empty heading": ("heading-empty", H1 + "<h2> </h2>", H1 + "<h2>Facts</h2>"),
    "a link without words": (
        "link-without-text",
        H1 + '<a href="x/"><svg></svg></a>',
        H1 + '<a href="x/" aria-label="Data"><svg></svg></a>',
    ),
    "a table without headers": ("table-headers", H1 + "<table><tr><td>1</td></tr></table>", H1 + TABLE.format(scope=' scope="col"')),
    "a header without a scope": ("table-headers", H1 + TABLE.format(scope=""), H1 + TABLE.format(scope=' scope="col"')),
    "an inline event handler": ("inline-code", H1 + '<p onclick="x()">x</p>', H1 + "<p>x</p>"),
    "an inline style": ("inline-code", H1 + '<p style="color: red">x</p>', H1 + '<p class="red">x</p>'),
    "a style element": ("inline-code", H1 + "<style>p { color: red }</style>", H1 + '<link rel="stylesheet" href="a.css">'),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found(fault: str) -> None:
    code, faulty, _ = FAULTS[fault]
    assert {problem.code for problem in check_page(page_of(faulty))} == {code}


@pytest.mark.parametrize("fault", FAULTS)
def test_the_same_page_without_the_fault_passes(fault: str) -> None:
    assert check_page(page_of(FAULTS[fault][2])) == []


def test_a_problem_names_page_line_and_value() -> None:
    [problem] = check_page(page_of(H1 + '\n<p id="a">x</p>\n<p id="a">y</p>', name="countries/at/index.html"))
    assert (problem.where.file, problem.where.row) == ("countries/at/index.html", 5)
    assert '"a" stands on line 4 too' in problem.message


def test_a_page_without_language_or_title_is_a_problem() -> None:
    assert {problem.code for problem in check_page(page_of(H1, lang="", head=""))} == {"language-missing", "title-missing"}


def test_the_theme_may_run_its_own_program_and_data_may_not() -> None:
    theme = page_of(H1 + "<script>theme()</script><article>text</article>")
    add_policy(theme.root)
    assert check_page(theme) == []
    smuggled = page_of(H1 + "<article><p>Cell<script>steal()</script></p></article>")
    add_policy(smuggled.root)
    assert [problem.code for problem in check_page(smuggled)] == ["inline-code"]


def test_data_in_a_script_element_is_no_program() -> None:
    assert check_page(page_of(H1 + '<script type="application/ld+json">{"@type": "Dataset"}</script>')) == []
