"""What the theme brings along and no page uses is left out of the site."""

import json
from pathlib import Path

from bwise_publish.site.trim import trim_site


def theme_files(site: Path, languages: list[str]) -> None:
    for name, content in (
        ("javascripts/bundle.js", b"go();\n//# sourceMappingURL=bundle.js.map\n"),
        ("javascripts/bundle.js.map", b"{}"),
        ("javascripts/lunr/min/lunr.fr.min.js", b"x"),
        ("stylesheets/main.css", b"a{}\n/*# sourceMappingURL=main.css.map */\n"),
        ("stylesheets/main.css.map", b"{}"),
    ):
        path = site / "assets" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (site / "search").mkdir()
    index = {"config": {"lang": languages}, "docs": []}
    (site / "search" / "search_index.json").write_text(json.dumps(index, separators=(",", ":")), encoding="utf-8")


def test_source_maps_go_with_the_comments_that_name_them(tmp_path: Path) -> None:
    theme_files(tmp_path, ["en"])
    trim_site(tmp_path)
    assert list(tmp_path.rglob("*.map")) == []
    assert (tmp_path / "assets/javascripts/bundle.js").read_bytes() == b"go();\n"
    assert (tmp_path / "assets/stylesheets/main.css").read_bytes() == b"a{}\n"


def test_the_search_keeps_its_other_languages_only_where_it_uses_one(tmp_path: Path) -> None:
    for name, languages, kept in (("one", ["en"], False), ("two", ["en", "fr"], True)):
        theme_files(tmp_path / name, languages)
        trim_site(tmp_path / name)
        assert (tmp_path / name / "assets/javascripts/lunr").exists() == kept
