"""Style sheets joined into one file."""

from pathlib import Path

from bwise_publish.site.html_page import HtmlPage
from bwise_publish.site.mend import mend_site
from bwise_publish.site.styles import JOINED, join_styles, use_joined
from tests.site.sites import page_of

SHEETS = ("assets/stylesheets/main.css", "assets/css/own.css")


def linked(up: str, name: str) -> HtmlPage:
    return page_of("", name=name, head="".join(f'<link rel="stylesheet" href="{up}{sheet}">' for sheet in SHEETS))


def write_sheets(site: Path, theme: str = '@charset "utf-8";a{}', own: str = "@font-face{src:url(../fonts/a.woff2)}") -> None:
    for sheet, text in zip(SHEETS, (theme, own), strict=True):
        path = site / sheet
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def hrefs(page: HtmlPage) -> list[str]:
    return [link.get("href", "") for link in page.root.iter("link")]


def test_the_sheets_of_the_first_page_become_one_in_their_order_and_go(tmp_path: Path) -> None:
    write_sheets(tmp_path)
    assert join_styles(tmp_path, linked("", "index.html"), "") == SHEETS
    assert (tmp_path / JOINED).read_text(encoding="utf-8") == "a{}\n@font-face{src:url(../fonts/a.woff2)}"
    assert [path.name for path in tmp_path.rglob("*.css")] == ["site.css"]


def test_a_page_at_any_depth_takes_the_joined_file(tmp_path: Path) -> None:
    page = linked("../../", "countries/at/index.html")
    use_joined(page, SHEETS, "")
    assert hrefs(page) == [f"../../{JOINED}"]


def test_a_page_with_other_sheets_keeps_them(tmp_path: Path) -> None:
    page = linked("", "index.html")
    use_joined(page, SHEETS[:1], "")
    assert hrefs(page) == list(SHEETS)


def test_sheets_that_name_files_from_another_folder_are_not_joined(tmp_path: Path) -> None:
    write_sheets(tmp_path, theme="a{background:url(x.png)}")
    assert join_styles(tmp_path, linked("", "index.html"), "") == ()
    assert (tmp_path / SHEETS[0]).is_file()


def test_pages_of_a_site_are_joined_when_they_are_mended(tmp_path: Path) -> None:
    write_sheets(tmp_path)
    for up, name in (("", "index.html"), ("../", "a/index.html")):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        links = "".join(f'<link rel="stylesheet" href="{up}{sheet}">' for sheet in SHEETS)
        (tmp_path / name).write_text(f'<html lang="en"><head>{links}</head><body><h1>x</h1></body></html>', encoding="utf-8")
    mend_site(tmp_path, "")
    assert 'href="../assets/css/site.css"' in (tmp_path / "a/index.html").read_text(encoding="utf-8")
    assert "main.css" not in (tmp_path / "index.html").read_text(encoding="utf-8")
