from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from jinja2 import Environment

from bwise_publish.caching import Cache
from bwise_publish.pages.addresses import address, relative
from bwise_publish.pages.rendering import Page, Renderer, blocks, page_files
from bwise_publish.pages.text import day, in_language, markdown, number, preformatted


def test_every_kind_of_page_has_its_address():
    assert address("country", "AT") == "countries/at/"
    assert address("country") == "countries/"
    with pytest.raises(KeyError):
        address("planet", "mars")


@pytest.mark.parametrize(
    ("target", "current", "link"),
    [
        ("countries/at/", "skills/welding/", "../../countries/at/"),
        ("", "skills/welding/", "../../"),
        ("countries/at/", "", "countries/at/"),
        ("", "", "./"),
        ("data/a.zip", "data/reference/", "../a.zip"),
        ("countries/", "countries/at/", "../"),
    ],
)
def test_links_are_relative_so_that_the_site_can_lie_anywhere(target, current, link):
    assert relative(target, current) == link


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (0, "0"),
        (12345, "12,345"),
        (2.5, "2.5"),
        (-0.5, "-0.5"),
        (1234567.25, "1,234,567.25"),
        (3.0, "3"),
        (-1234.5, "-1,234.5"),
    ],
)
def test_numbers_are_printed_with_the_decimals_that_they_have(value, text):
    assert number(value) == text


def test_dates_keep_what_they_have():
    assert day(datetime.date(2022, 5, 3)) == "3 May 2022"
    assert [day(text) for text in ("2022-05-03", "2022-05", "2022")] == ["3 May 2022", "May 2022", "2022"]
    assert (day(None), day("")) == ("", "")


def test_text_is_marked_with_its_language_and_direction():
    assert in_language("Società <a>", "it") == '<span lang="it">Società &lt;a&gt;</span>'
    assert in_language("شركة", "ar") == '<span lang="ar" dir="rtl">شركة</span>'
    assert in_language("plain", "en") == "plain"


def test_headings_cannot_smuggle_markup():
    assert markdown("*a* [b](javascript:x) <script> #1") == r"\*a\* \[b\]\(javascript:x\) &lt;script&gt; \#1"
    assert markdown('Jim\'s "A & B"') == 'Jim\'s "A &amp; B"'
    assert "\n" not in preformatted("a\n\nb")


def test_html_between_headings_is_one_block_without_blank_lines():
    body = blocks("# Title\n\n<p>One</p>\n\n<p>Two</p>\n## Next\n<p>Three</p>\n")
    assert (
        body
        == '# Title\n\n<div class="bw-block">\n<p>One</p>\n<p>Two</p>\n</div>\n\n## Next\n\n<div class="bw-block">\n<p>Three</p>\n</div>\n'
    )


def test_a_template_links_relative_to_its_page_and_escapes_what_it_prints(tmp_path):
    (tmp_path / "pages").mkdir()
    (tmp_path / "partials").mkdir()
    (tmp_path / "partials" / "m.j2").write_text(
        "{% macro go(id) %}<a href=\"{{ href('country', id) }}\">go</a>{% endmacro %}", encoding="utf-8"
    )
    text = '{% import "m.j2" as m with context %}# {{ title | md }}\n<p>{{ m.go("AT") }} {{ name }}</p>\n'
    (tmp_path / "pages" / "p.md.j2").write_text(text, encoding="utf-8")
    renderer = Renderer.of(tmp_path)
    deep = renderer.page("p.md.j2", "skills/a/", "A & B", "About.", name="<b>")
    top = renderer.page("p.md.j2", "", "Home", "About.", name="x")
    assert 'href="../../countries/at/"' in deep.body
    assert "&lt;b&gt;" in deep.body
    assert 'href="countries/at/"' in top.body


def test_pages_have_front_matter_and_files_beside_them_and_never_two_are_one_file():
    page = Page("countries/at/", 'Austria: "x"', 'One "kind" & more.', "# A\n", search=False)
    made = page_files([replace(page, files={"countries/at/at.csv": b"a\n"})])
    assert list(made) == ["countries/at/index.md", "countries/at/at.csv"]
    text = made["countries/at/index.md"].decode()
    assert text.startswith(
        '---\ntitle: "Austria: \\"x\\""\ndescription: "One &quot;kind&quot; &amp; more."\nsearch:\n  exclude: true\n---\n'
    )
    with pytest.raises(ValueError, match="two pages"):
        page_files([page, page])


def test_a_template_is_compiled_once_for_one_text(tmp_path, monkeypatch):
    for name in ("pages", "partials"):
        (tmp_path / name).mkdir()
    template = tmp_path / "pages" / "p.md.j2"
    compiled = []
    real = Environment.compile

    def counted(self, source, *arguments, **options):
        compiled.append(source)
        return real(self, source, *arguments, **options)

    monkeypatch.setattr(Environment, "compile", counted)

    def body():
        renderer = Renderer.of(tmp_path, keep=Cache(tmp_path / "kept", "engine").keep)
        return renderer.page("p.md.j2", "a/", "A", "B.").body

    for text in ("<p>one</p>", "<p>one</p>", "<p>two</p>"):
        template.write_text(text, encoding="utf-8")
        assert text in body()
    assert compiled == ["<p>one</p>", "<p>two</p>"]
    for path in (tmp_path / "kept" / "template").iterdir():
        path.write_bytes(path.read_bytes()[:-20] + b"damaged".ljust(20))
    assert "<p>two</p>" in body()
    assert len(compiled) == 3


def test_a_source_named_in_a_note_becomes_its_title_with_a_link_and_other_words_stay(tmp_path):
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "p.md.j2").write_text("<p>{{ noted(note) }}</p>\n", encoding="utf-8")
    renderer = Renderer.of(tmp_path, {"bar-2024": ("Bericht <1>", "de"), "report": ("A report", None)})
    page = renderer.page(
        "p.md.j2", "skills/a/", "A", "B.", note="long-term report & see bar-2024; not see-bar-2024 or bar-2024.csv. bar-2024."
    )
    link = '“<a href="../../sources/bar-2024/"><span lang="de">Bericht &lt;1&gt;</span></a>”'
    assert f"<p>long-term report &amp; see {link}; not see-bar-2024 or bar-2024.csv. {link}.</p>" in page.body
    assert "<p></p>" in renderer.page("p.md.j2", "", "A", "B.", note=None).body


def test_a_term_and_its_meaning_stay_two_words_for_the_search():
    assert "<dt>Kind</dt> <dd>Skill</dd>" in blocks("<dl><div><dt>Kind</dt><dd>Skill</dd></div></dl>")
