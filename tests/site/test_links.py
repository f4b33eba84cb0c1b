"""Links across the pages of a built site, and what the site loads."""

from pathlib import Path

import pytest

from bwise_publish.site.checks import check_site
from tests.site.sites import write_site


def codes(site: Path, base_url: str = "") -> list[str]:
    return [problem.code for problem in check_site(site, base_url)]


def test_links_to_pages_files_and_places_that_exist_pass(tmp_path: Path) -> None:
    site = write_site(
        tmp_path,
        {
            "index.html": '<a href="countries/at/#facts">Austria</a> <a href="data.csv">Data</a> <a href="#p">Here</a><p id="p">x</p>',
            "countries/at/index.html": '<h2 id="facts">Facts</h2><a href="../../">Home</a> <a href="https://example.org/">Elsewhere</a>',
        },
    )
    (site / "data.csv").write_text("a\n1\n", encoding="utf-8")
    assert codes(site) == []


@pytest.mark.parametrize(
    ("url", "code", "said"),
    [
        ("be/", "dead-link", '"countries/be/index.html", which is not in the site'),
        ("at", "dead-link", "without its last slash"),
        ("at/#fact", "dead-anchor", '"fact"'),
        ("../../x/", "link-leaves-site", '"../../x/"'),
        ("/countries/", "link-leaves-site", '"/countries/"'),
        ("javascript:alert(1)", "unsafe-link", '"javascript:"'),
        ("data:text/html,x", "unsafe-link", '"data:"'),
    ],
)
def test_a_link_that_leads_nowhere_is_named_with_page_line_and_words(tmp_path: Path, url: str, code: str, said: str) -> None:
    site = write_site(
        tmp_path, {"countries/index.html": f'<a href="{url}">See it</a>', "countries/at/index.html": '<h2 id="facts">Facts</h2>'}
    )
    [problem] = check_site(site, "")
    assert (problem.code, problem.where.file, problem.where.row) == (code, "countries/index.html", 2)
    assert said in problem.message
    assert '"See it"' in problem.message


def test_the_nearest_id_is_offered_for_a_dead_anchor(tmp_path: Path) -> None:
    site = write_site(tmp_path, {"index.html": '<a href="#fact">x</a><h2 id="facts">Facts</h2>'})
    [problem] = check_site(site, "")
    assert "An id that is: facts." in problem.mend


def test_one_wrong_target_is_one_problem_however_many_pages_link_to_it(tmp_path: Path) -> None:
    dead = '<a href="../be/">Belgium</a><a href="../be/">Again</a>'
    site = write_site(tmp_path, {f"{name}/index.html": dead for name in ("at", "cz", "de")})
    [problem] = check_site(site, "")
    assert problem.where.file == "at/index.html"
    assert "2 more pages have such a link." in problem.message


def test_names_are_case_sensitive_as_on_a_web_server(tmp_path: Path) -> None:
    site = write_site(tmp_path, {"index.html": '<a href="Data/">x</a>', "data/index.html": ""})
    assert codes(site) == ["dead-link"]


def test_absolute_addresses_pass_below_the_address_of_the_site(tmp_path: Path) -> None:
    site = write_site(
        tmp_path, {"404.html": '<a href="/bwise/data/">x</a>', "data/index.html": '<link rel="canonical" href="https://e.org/bwise/data/">'}
    )
    assert codes(site, "https://e.org/bwise/") == []
    assert codes(site) == ["link-leaves-site"]


LOADS = [
    '<script src="https://cdn.example.org/a.js"></script>',
    '<img src="//cdn.example.org/a.png" alt="x">',
    '<img src="a.png" srcset="https://cdn.example.org/a.png 2x" alt="x">',
    '<link rel="stylesheet" href="https://cdn.example.org/a.css">',
    '<link rel="preconnect" href="https://cdn.example.org/">',
    '<iframe src="https://cdn.example.org/" title="x"></iframe>',
    '<meta http-equiv="refresh" content="0; url=https://cdn.example.org/">',
    '<form action="https://cdn.example.org/"></form>',
    '<a href="./" ping="https://cdn.example.org/">x</a>',
]


@pytest.mark.parametrize("element", LOADS)
def test_a_page_that_loads_from_another_host_is_a_problem(tmp_path: Path, element: str) -> None:
    site = write_site(tmp_path, {"index.html": element})
    (site / "a.png").write_bytes(b"")
    assert codes(site) == ["other-host"]


def test_a_page_may_say_where_its_licence_stands(tmp_path: Path) -> None:
    assert codes(write_site(tmp_path, {"index.html": '<link rel="license" href="https://creativecommons.org/licenses/by/4.0/">'})) == []


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ('@import "https://example.org/a.css";', ["other-host"]),
        ("p { background: url(//example.org/a.png) }", ["other-host"]),
        ('p { background: url("missing.png") }', ["dead-link"]),
        ('p { background: url("../a.png") }', []),
        ("p { background: url(data:image/png;base64,AA==) }", []),
        ("/* url(https://example.org/) */", []),
    ],
)
def test_style_sheets_load_only_files_of_the_site(tmp_path: Path, rule: str, expected: list[str]) -> None:
    site = write_site(tmp_path, {"index.html": ""})
    (site / "a.png").write_bytes(b"")
    (site / "css").mkdir()
    (site / "css" / "a.css").write_text(f"/* one\ntwo */\n{rule}", encoding="utf-8")
    problems = check_site(site, "")
    assert [problem.code for problem in problems] == expected
    assert all((problem.where.file, problem.where.row) == ("css/a.css", 3) for problem in problems)
