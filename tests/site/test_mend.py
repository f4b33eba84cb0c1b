"""The mends of the theme's HTML."""

import json
from pathlib import Path

from lxml.html import HtmlElement
from lxml.html.builder import SCRIPT

from bwise_publish.site import mend
from bwise_publish.site.html_page import HtmlPage, having_class, page_bytes, parse_page
from bwise_publish.site.mend import mend_page
from bwise_publish.site.policy import add_policy, allowed_digests, digest, headers_file
from bwise_publish.site.scripts import embedded_data, scripts
from tests.site.sites import page_of, write_site

SEARCH = """
<input type="checkbox" id="__search" autocomplete="off">
<div class="md-search" data-md-component="search" role="dialog">
  <label class="md-search__overlay" for="__search"></label>
  <div class="md-search__inner" role="search"><form name="search">
    <input class="md-search__input" aria-label="Search" required>
    <label class="md-search__icon md-icon" for="__search"><svg></svg></label>
    <nav class="md-search__options" aria-label="Search"><button type="reset" aria-label="Clear" tabindex="-1"></button></nav>
  </form>
  <div class="md-search__scrollwrap" tabindex="0">
    <div class="md-search-result__meta">x</div><ol class="md-search-result__list" role="presentation"></ol>
  </div>
  </div>
</div>"""

TABS = """
<nav><ul>
<li><a href="../../" data-bw-tab="0">Home</a></li><li><a href="../../countries/" data-bw-tab="1">Countries</a></li>
<li><a href="../../skills/" data-bw-tab="2">Skills</a></li></ul></nav>
<ul><li><a href="../../" data-bw-entry="0">Home</a></li><li><a href="../../countries/" data-bw-entry="1">Countries</a></li>
<li><a href="../../skills/" data-bw-entry="2">All skills</a></li>
<li><a href="../../gap-to-training/" data-bw-entry="2">From gap to training</a></li></ul>"""


def first(root: HtmlElement, name: str) -> HtmlElement:
    return having_class(root, name)[0]


def current_tabs(page: HtmlPage) -> list[str]:
    return [str(tab.text) for tab in page.root.xpath("//a[@data-bw-tab and @aria-current]")]


def test_a_link_to_a_folder_above_ends_in_a_slash() -> None:
    links = "".join(f'<a href="{address}">x</a>' for address in ("..", "../..", "../x..", "../b/", "."))
    root = page_of(f'<p>{links}</p><link rel="prev" href="..">').root
    mend.folders(root)
    assert root.xpath("//p/a/@href | //link[@rel='prev']/@href") == ["../", "../../", "../x..", "../b/", "./", "../"]


def test_the_search_becomes_a_named_landmark_with_real_buttons() -> None:
    root = page_of(SEARCH).root
    mend.search(root)
    region = first(root, "md-search")
    assert (region.get("role"), region.get("aria-label")) == ("search", "Site")
    assert root.xpath("count(//*[@role='search'])") == 1
    assert root.xpath("count(//label[not(@hidden)])") == 0
    [clear] = region.iter("button")
    assert (clear.get("aria-label"), clear.get("tabindex")) == ("Clear the search", None)
    assert first(root, "md-search__input").get("required") is None
    assert first(root, "md-search-result__meta").get("role") == "status"
    assert first(root, "md-search-result__list").get("role") is None
    assert first(root, "md-search__scrollwrap").get("aria-label") == "Search results"
    assert first(root, "md-search__scrollwrap").get("tabindex") is None


def test_the_themes_program_waits_at_the_search_and_our_modules_move_into_the_head() -> None:
    program = '<script src="../assets/javascripts/bundle.1a2b.min.js"></script>'
    ours = "".join(f'<script src="../assets/js/{name}.js" type="module"></script>' for name in ("search", "tables"))
    root = page_of(SEARCH + program + ours + "<script>f()</script>").root
    scripts(root)
    assert first(root, "md-search").get("data-bw-engine") == "../assets/javascripts/bundle.1a2b.min.js"
    head, body = root.find("head"), root.find("body")
    assert [(script.get("src"), script.get("blocking")) for script in head.iter("script")] == [
        ("../assets/js/search.js", None),
        ("../assets/js/tables.js", "render"),
    ]
    assert [script.text for script in body.iter("script")] == ["f()"]


def test_a_page_without_a_search_has_no_use_for_the_themes_program() -> None:
    root = page_of('<script src="../assets/javascripts/bundle.1a2b.min.js"></script><script src="../a.js"></script>').root
    scripts(root)
    assert [script.get("src") for script in root.iter("script")] == ["../a.js"]


def test_embedded_data_lose_their_white_space_and_cannot_end_their_element() -> None:
    data = {"name": "a <b> </script>", "list": [1, 2]}
    root = page_of("").root
    head = root.find("head")
    head.append(SCRIPT(json.dumps(data, indent=1).replace("<", "\\u003c"), {"type": "application/ld+json"}))
    embedded_data(root)
    [script] = head.iter("script")
    assert json.loads(script.text) == data
    assert script.text == '{"name":"a \\u003cb> \\u003c/script>","list":[1,2]}'


def test_elements_without_content_have_no_end_tag() -> None:
    page = page_of('<picture><source srcset="a.svg"><img src="b.svg" alt="b"></picture>')
    assert b"</source>" not in page_bytes(page)


def test_the_title_of_a_page_has_no_link_to_itself() -> None:
    root = page_of('<h1 id="a">Austria<a class="headerlink" href="#a">#</a></h1>').root
    mend.heading_links(root)
    [title] = root.iter("h1")
    assert title.text_content() == "Austria"
    assert list(title) == []


def test_check_boxes_lose_autocomplete_and_the_backdrop_its_label() -> None:
    root = page_of(
        '<input type="checkbox" autocomplete="off"><input type="text" autocomplete="off"><label class="md-overlay" for="a"></label>'
    ).root
    mend.form_state(root)
    assert [box.get("autocomplete") for box in root.iter("input")] == [None, "off"]
    assert having_class(root, "md-overlay") == []


def test_the_skip_link_leads_to_the_main_content_on_a_page_without_markdown_headings() -> None:
    root = page_of('<div data-md-component="skip">\n</div><main><article><h1>x</h1></article></main>').root
    mend.skip_link(root)
    [link] = root.iter("a")
    [main] = root.iter("main")
    assert link.get("href") == f"#{main.get('id')}"
    assert main.get("tabindex") == "-1"


def test_the_breadcrumb_moves_above_the_title_and_takes_no_text_along() -> None:
    root = page_of('<article><h1>Austria</h1><div><nav class="bw-breadcrumb"><a href="../">Countries</a></nav>after</div></article>').root
    mend.breadcrumb(root)
    [article] = root.iter("article")
    assert [child.tag for child in article] == ["nav", "h1", "div"]
    assert [div.text_content() for div in article.iter("div")] == ["after"]


def test_the_link_beside_a_heading_names_its_section() -> None:
    root = page_of('<h2 id="a">Key facts<a class="headerlink" href="#a" title="Permanent link">#</a></h2>').root
    mend.heading_links(root)
    link = first(root, "headerlink")
    assert (link.get("aria-label"), link.get("title")) == ("Link to the section: Key facts", None)


def test_a_plain_table_gets_scopes_and_a_frame_and_keeps_the_text_after_it() -> None:
    root = page_of("<article><table><thead><tr><th>a</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>after</article>").root
    mend.plain_tables(root)
    frame = first(root, "bw-scroll")
    assert (frame.get("role"), frame.get("tabindex"), frame.get("aria-label")) == ("region", "0", "Table 1")
    assert [header.get("scope") for header in frame.iter("th")] == ["col"]
    assert frame.tail is not None
    assert frame.tail.strip() == "after"


def test_a_table_of_a_template_is_left_as_it_is() -> None:
    page = page_of('<article><table class="bw-table"><tr><th>a</th></tr></table></article>')
    before = page_bytes(page)
    mend.plain_tables(page.root)
    assert page_bytes(page) == before


def test_the_contents_list_the_sections_without_the_marks_of_their_links() -> None:
    sections = "".join(f'<h2 id="s{n}">Part {n}<a class="headerlink" href="#s{n}">#</a></h2>' for n in (1, 2, 3))
    root = page_of(f'<div class="bw-side"></div><article><h1>x</h1>{sections}</article>').root
    mend.contents(root)
    links = first(root, "bw-side").xpath(".//a")
    assert [(link.text, link.get("href")) for link in links] == [("Part 1", "#s1"), ("Part 2", "#s2"), ("Part 3", "#s3")]


def test_a_page_of_two_sections_has_no_contents_and_no_empty_side_column() -> None:
    root = page_of('<div class="bw-side">\n</div><article><h1>x</h1><h2 id="a">a</h2><h2 id="b">b</h2></article>').root
    mend.contents(root)
    assert having_class(root, "bw-side") == []


def test_a_page_in_no_menu_lies_under_the_tab_of_its_address() -> None:
    page = page_of(TABS, name="countries/at/index.html")
    mend_page(page, "")
    assert current_tabs(page) == ["Countries"]


def test_the_breadcrumb_decides_before_the_address() -> None:
    crumbs = '<nav class="bw-breadcrumb"><ol><li><a href="../../">Home</a></li><li><a href="../../gap-to-training/">Gap</a></li></ol></nav>'
    page = page_of(TABS + crumbs, name="countries/at/index.html")
    mend_page(page, "")
    assert current_tabs(page) == ["Skills"]


def test_a_tab_that_the_generator_marked_stays_the_only_one() -> None:
    page = page_of(TABS.replace('data-bw-tab="2"', 'data-bw-tab="2" aria-current="true"'), name="countries/at/index.html")
    mend_page(page, "")
    assert current_tabs(page) == ["Skills"]


def test_mending_twice_gives_the_bytes_of_mending_once() -> None:
    sections = "".join(f'<h2 id="s{n}">Part {n}<a class="headerlink" href="#s{n}">#</a></h2>' for n in (1, 2, 3))
    table = "<table><thead><tr><th>a</th></tr></thead></table>"
    pre = "<pre><code>a\n\n  b</code></pre>"
    article = f"<main><article><h1>ž</h1>{sections}{table}{pre}</article></main>"
    body = f'{SEARCH}{TABS}<div data-md-component="skip"></div><div class="bw-side"></div>{article}'
    page = page_of(body, name="countries/at/index.html")
    mend_page(page, "")
    add_policy(page.root)
    once = page_bytes(page)
    again = parse_page(page.name, once)
    mend_page(again, "")
    add_policy(again.root)
    assert page_bytes(again) == once
    assert "<pre><code>a\n\n  b</code></pre>" in once.decode()


def test_the_policy_allows_the_programs_of_the_frame_and_no_other_host() -> None:
    frame = '<script>a("<b>")</script><script src="x.js"></script><script type="application/json">{}</script>'
    page = page_of(f"{frame}<article><script>b()</script></article>")
    add_policy(page.root)
    written = parse_page("index.html", page_bytes(page))
    assert allowed_digests(written.root) == {digest('a("<b>")')}
    [policy] = [meta.get("content", "") for meta in written.root.iter("meta") if meta.get("http-equiv")]
    assert policy.startswith("default-src 'none'; script-src 'self' 'sha256-")
    assert "http" not in policy
    assert "unsafe" not in policy


def test_the_headers_allow_what_the_pages_together_allow_and_no_frame_around_them(tmp_path: Path) -> None:
    site = write_site(tmp_path, {"index.html": "<script>a()</script>", "b/index.html": "<script>b()</script><style>p{}</style>"})
    mend.mend_site(site, "https://data.example.org/")
    lines = (site / "_headers").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "/*"
    [policy] = [line.partition(": ")[2] for line in lines if line.startswith("  Content-Security-Policy: ")]
    sources = {part.split()[0]: set(part.split()[1:]) for part in policy.split("; ")}
    assert sources["script-src"] == {"'self'", digest("a()"), digest("b()")}
    assert sources["style-src"] == {"'self'", digest("p{}")}
    assert sources["default-src"] == sources["frame-ancestors"] == {"'none'"}


def test_the_headers_of_pages_without_programs_allow_files_of_the_site_only() -> None:
    assert "script-src 'self'; style-src 'self';" in headers_file([])
