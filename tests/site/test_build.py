"""A small folder of pages through the real settings, theme and generator."""

from __future__ import annotations

import dataclasses
import datetime
import gzip
import re
import shutil
from pathlib import Path

import pytest

from bwise_publish.publication import Contact, Creator, Publication
from bwise_publish.site import build_site
from bwise_publish.site.html_page import having_class, read_page, text_of

ROOT = Path(__file__).resolve().parents[2]

AUSTRIA = """---
title: Austria
description: Work integration in Austria.
---

<nav class="bw-breadcrumb" aria-label="Breadcrumb"><ol><li><a href="../../">Home</a></li><li><a href="../">Countries</a></li></ol></nav>

<h1>Austria</h1>
<h2 id="facts">Facts</h2>
<h2 id="skills">Skills</h2>
<h2 id="sources">Sources</h2>
"""


@pytest.fixture
def publication(tmp_path: Path) -> Publication:
    """A publication whose project holds the real settings, theme and assets."""
    root = tmp_path / "project"
    shutil.copytree(ROOT / "site_templates", root / "site_templates")
    shutil.copy(ROOT / "mkdocs.yml", root)
    return Publication(
        root=root,
        name="test",
        title="Test data: a small site",
        description="Pages for a test.",
        version="2.1.0",
        date=datetime.date(2026, 3, 4),
        publisher="The testers",
        licence="CC-BY-4.0",
        base_url="https://test.example/",
        packages=("reference",),
        creators=(Creator("The testers"),),
        contact=Contact("The testers", "https://testers.example/"),
        keywords=("test",),
        themes=("SOCI",),
        languages=("en",),
    )


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """Every page of the menu with a title and a sentence, and one page outside it."""
    folder = tmp_path / "docs"
    for name in re.findall(r": ([\w/-]+\.md)$", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"), re.MULTILINE):
        write(folder / name, f"# Page {name}\n\nA sentence about training.\n")
    write(folder / "countries" / "at" / "index.md", AUSTRIA)
    return folder


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def ignore(_: str) -> None:
    """Says nothing."""


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_sound_folder_of_pages_becomes_a_site_without_problems(publication: Publication, docs: Path, tmp_path: Path) -> None:
    said: list[str] = []
    out = tmp_path / "out"
    assert build_site(publication, docs, out, say=said.append) == []
    assert said[-1].startswith("Checking ")
    page = read_page(out, "countries/at/index.html")
    assert page.root.findtext("head/title") == "Austria – Test data"
    assert page.root.xpath("//meta[@name='description']/@content") == ["Work integration in Austria."]
    assert page.root.xpath("//a[@data-bw-tab and @aria-current]/text()") == ["Countries"]
    assert [link.text for link in having_class(page.root, "bw-contents")[0].iter("a")] == ["Facts", "Skills", "Sources"]
    assert "version 2.1.0, released on 4 March 2026 by The testers" in text_of(having_class(page.root, "bw-footer")[0])
    assert (out / "assets/fonts/OFL.txt").is_file()


def test_the_site_is_the_same_bytes_whatever_the_machine_says(
    publication: Publication, docs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publication = dataclasses.replace(publication, base_url="https://example.org/bwise/")
    for name, zone, seed in (("one", "UTC", "1"), ("two/deeper", "Pacific/Kiritimati", "2")):
        monkeypatch.setenv("TZ", zone)
        monkeypatch.setenv("PYTHONHASHSEED", seed)
        monkeypatch.setenv("SOURCE_DATE_EPOCH", seed)
        shutil.copytree(docs, tmp_path / name / "docs")
        assert build_site(publication, tmp_path / name / "docs", tmp_path / name / "out", say=ignore) == []
    one, two = files_of(tmp_path / "one" / "out"), files_of(tmp_path / "two" / "deeper" / "out")
    assert one.keys() == two.keys()
    assert [name for name in one if one[name] != two[name]] == []
    assert b"<lastmod>2026-03-04</lastmod>" in gzip.decompress(one["sitemap.xml.gz"])


def test_without_an_address_nothing_names_one_and_the_page_for_wrong_addresses_stands_alone(
    publication: Publication, docs: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    build_site(publication, docs, out, say=ignore)
    assert read_page(out, "index.html").root.xpath("//link[@rel='canonical']") == []
    assert not (out / "sitemap.xml").exists()
    not_found = read_page(out, "404.html").root
    assert not_found.xpath("//link | //script[@src] | //img") == []
    assert set(not_found.xpath("//a/@href")) == {"/"}


def test_with_an_address_pages_name_it_and_the_page_for_wrong_addresses_works_at_any_depth(
    publication: Publication, docs: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    problems = build_site(dataclasses.replace(publication, base_url="https://example.org/bwise/"), docs, out, say=ignore)
    assert problems == []
    page = read_page(out, "countries/at/index.html").root
    assert page.xpath("//link[@rel='canonical']/@href") == ["https://example.org/bwise/latest/countries/at/"]
    addresses = read_page(out, "404.html").root.xpath("//link[@rel='stylesheet']/@href | //article//a/@href")
    assert addresses
    assert all(str(address).startswith("/bwise/latest/") for address in addresses)


def test_a_dead_link_in_markdown_is_named_with_its_page(publication: Publication, docs: Path, tmp_path: Path) -> None:
    write(docs / "countries" / "be" / "index.md", "# Belgium\n\n[Skills](../../skill/index.md)\n")
    problems = build_site(publication, docs, tmp_path / "out", say=ignore)
    assert ("countries/be/index.md", "generator-warning") in {(problem.where.file, problem.code) for problem in problems}
    [warning] = [problem for problem in problems if problem.code == "generator-warning"]
    assert "skill/index.md" in warning.message


def test_a_dead_link_in_html_is_named_with_its_page(publication: Publication, docs: Path, tmp_path: Path) -> None:
    write(docs / "countries" / "be" / "index.md", '<h1>Belgium</h1>\n<p><a href="../../skill/">Skills</a></p>\n')
    [problem] = build_site(publication, docs, tmp_path / "out", say=ignore)
    assert (problem.where.file, problem.code) == ("countries/be/index.html", "dead-link")


def test_a_page_at_the_top_that_no_menu_lists_is_a_problem(publication: Publication, docs: Path, tmp_path: Path) -> None:
    write(docs / "forgotten.md", "# Forgotten\n")
    [problem] = build_site(publication, docs, tmp_path / "out", say=ignore)
    assert problem.code == "page-not-in-menu"
    assert "forgotten.md" in problem.message


def test_a_page_that_the_menu_lists_and_nobody_wrote_is_a_problem(publication: Publication, docs: Path, tmp_path: Path) -> None:
    (docs / "licence.md").unlink()
    problems = build_site(publication, docs, tmp_path / "out", say=ignore)
    assert any(problem.code == "generator-warning" and "licence.md" in problem.message for problem in problems)


def test_settings_that_the_generator_cannot_read_are_a_problem(publication: Publication, docs: Path, tmp_path: Path) -> None:
    write(publication.root / "mkdocs.yml", "site_name: [")
    [problem] = build_site(publication, docs, tmp_path / "out", say=ignore)
    assert (problem.where.file, problem.code) == ("mkdocs.yml", "generator-failed")


def test_missing_settings_are_a_problem(publication: Publication, docs: Path, tmp_path: Path) -> None:
    (publication.root / "mkdocs.yml").unlink()
    assert [problem.code for problem in build_site(publication, docs, tmp_path / "out", say=ignore)] == ["site-settings"]


def test_a_second_build_leaves_nothing_of_the_first(publication: Publication, docs: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build_site(publication, docs, out, say=ignore)
    shutil.rmtree(docs / "countries" / "at")
    build_site(publication, docs, out, say=ignore)
    assert not (out / "countries" / "at").exists()
