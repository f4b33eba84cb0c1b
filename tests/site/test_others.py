from __future__ import annotations

from bwise_publish.problems import Place, Problem, Refusal
from bwise_publish.publication import read_publication
from bwise_publish.site import others
from bwise_publish.site.others import Comparison, Differing, as_markdown, compare_generators, compared
from tests.making import publication
from tests.site.sites import write_site


def test_addresses_and_visible_text_are_compared_page_by_page(tmp_path):
    ours = write_site(tmp_path / "ours", {"index.html": "<p>One</p>", "a/index.html": "<p>Two things</p>", "only/index.html": ""})
    other = write_site(tmp_path / "other", {"index.html": "<p> One </p>", "a/index.html": "<p>Two rings</p>", "more/index.html": ""})
    found = compared("other", "1.0", ours, other, "")
    assert (found.pages, found.missing, found.more) == (2, ("only/index.html",), ("more/index.html",))
    (page,) = found.differing
    assert page.page == "a/index.html"
    assert (page.ours.endswith("Two things"), page.theirs.endswith("Two rings")) == (True, True)


def test_files_of_a_generators_own_frame_do_not_count(tmp_path):
    ours = write_site(tmp_path / "ours", {"index.html": ""})
    other = write_site(tmp_path / "other", {"index.html": ""})
    for name in ("assets/app.js", "search.json", "sitemap.xml", "objects.inv", "data.csv"):
        (other / name).parent.mkdir(exist_ok=True)
        (other / name).write_text("x", encoding="utf-8")
    assert compared("other", "1.0", ours, other, "").more == ("data.csv",)


def test_a_generator_that_cannot_be_installed_is_said_and_the_others_are_compared(tmp_path, monkeypatch):
    read = read_publication(publication(tmp_path, ["numbers"]))
    docs = tmp_path / "docs"
    docs.mkdir()
    monkeypatch.setattr(others, "generate", lambda *_: None)
    asked = []

    def locked(lock, folder):
        asked.append(lock.relative_to(tmp_path).as_posix())
        raise Refusal([Problem(Place(), "environment-failed", "Not to be had.", "")])

    monkeypatch.setattr(others, "locked_python", locked)
    said = []
    found = compare_generators(read, docs, said.append)
    assert said == ["mkdocs", *others.OTHERS]
    assert [item.program for item in found] == list(others.OTHERS)
    assert [item.failed for item in found] == ["Not to be had."] * 2
    assert asked == ["requirements/generators/properdocs.txt", "requirements/generators/zensical.txt"]


def test_the_report_says_what_differs_and_what_could_not_be_built():
    differing = tuple(Differing(f"{number}/index.html", "one", "two") for number in range(3))
    text = as_markdown(
        [Comparison("zensical", "", 0, (), (), (), "It is gone."), Comparison("x", "2", 3, ("a", "b"), (), differing, "")], 2
    )
    assert "## zensical\n\nNo site: It is gone." in text
    assert "## x 2\n\n- 3 pages with the same address, 3 of them with other text\n- only in ours: a, b\n- only there: none" in text
    assert "- `0/index.html`: `one` in ours, `two` there" in text
    assert "- and 1 more pages with other text" in text
