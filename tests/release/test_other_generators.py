from __future__ import annotations

from bwise_publish.site.others import Comparison, _compared, as_markdown
from tests.site.sites import write_site


def test_addresses_and_visible_text_are_compared_page_by_page(tmp_path):
    ours = write_site(tmp_path / "ours", {"index.html": "<p>One</p>", "a/index.html": "<p>Two</p>", "only/index.html": ""})
    other = write_site(tmp_path / "other", {"index.html": "<p> One </p>", "a/index.html": "<p>Three</p>", "more/index.html": ""})
    found = _compared("other", ours, other, "")
    assert (found.pages, found.differing, found.missing, found.more) == (2, ("a/index.html",), ("only/index.html",), ("more/index.html",))


def test_the_report_says_what_could_not_be_built():
    text = as_markdown([Comparison("zensical", "1.0", 0, (), (), (), "It is not installed."), Comparison("x", "2", 3, (), (), (), "")])
    assert "## zensical 1.0\n\nNo site: It is not installed." in text
    assert "- 3 pages with the same address, 0 of them with other text" in text
