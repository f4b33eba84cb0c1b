"""Where links lead."""

import pytest

from bwise_publish.site.addresses import Target, is_elsewhere, resolve, scheme_of

BASE = "https://example.org/bwise/"


@pytest.mark.parametrize(
    ("folder", "url", "path", "file"),
    [
        ("countries/at", "../be/", "countries/be/", "countries/be/index.html"),
        ("countries/at", "../..", "", "index.html"),
        ("countries/at", "../../data/x.csv", "data/x.csv", "data/x.csv"),
        ("countries/at", "./", "countries/at/", "countries/at/index.html"),
        ("", "a%20b/", "a b/", "a b/index.html"),
        ("", "countries", "countries", "countries"),
    ],
)
def test_relative_addresses_lead_to_files(folder: str, url: str, path: str, file: str) -> None:
    target = resolve(folder, url, "")
    assert target is not None
    assert (target.path, target.file) == (path, file)


def test_a_bare_fragment_names_a_place_on_the_page_itself() -> None:
    assert resolve("countries/at", "#facts", "", "countries/at/") == Target("countries/at/", "facts")


@pytest.mark.parametrize("url", ["../../../x/", "/countries/", "//example.org/x", "mailto:a@example.org", "http://[broken/"])
def test_addresses_out_of_the_site_have_no_target(url: str) -> None:
    assert resolve("countries/at", url, "") is None


@pytest.mark.parametrize("url", ["/bwise/countries/", "https://example.org/bwise/countries/"])
def test_absolute_addresses_below_the_address_of_the_site_lead_into_it(url: str) -> None:
    assert resolve("data", url, BASE) == Target("countries/", "")


def test_an_absolute_address_beside_the_site_has_no_target() -> None:
    assert resolve("data", "/other/", BASE) is None


@pytest.mark.parametrize("url", ["java\nscript:alert(1)", " \x01JAVASCRIPT:alert(1)", "javascript:alert(1)"])
def test_schemes_are_seen_as_a_browser_sees_them(url: str) -> None:
    assert scheme_of(url) == "javascript"


def test_a_colon_in_a_path_is_no_scheme() -> None:
    assert scheme_of("../a:b/") == ""


def test_only_the_sites_own_address_is_not_elsewhere() -> None:
    assert is_elsewhere("https://example.com/", BASE)
    assert is_elsewhere("//example.com/", BASE)
    assert is_elsewhere("https://example.org/bwise-other/", BASE)
    assert not is_elsewhere("https://example.org/bwise/data/", BASE)
    assert not is_elsewhere("../data/", "")
