"""Runs the generator for pages that changed only, on top of its last output, when nothing else can have changed.

The generator's own `--dirty` option leaves out pages whose source is older than their output. It is used only when the last output is
whole and was made by the same engine from the same settings, theme and set of files; then a page depends on its own source alone. What the
option cannot do, an index for the search, is joined from the last one and the new entries.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from bwise_publish.publication import Publication
from bwise_publish.release.placing import write_over
from bwise_publish.site.generator import SETTINGS, Generated, generate, site_settings

_INDEX = "search/search_index.json"
# Times that say older and newer than any output; no clock is asked.
_OLDER, _NEWER = 315_532_800, 4_102_444_800


def generate_again(publication: Publication, docs: Path, out: Path, kept: Path, code: str, say: Callable[[str], None]) -> Generated:
    """Like `generate`, with the last output kept in the folder `kept`; `code` is the fingerprint of the engine.

    The kept output is used when its record fits, else it is made anew. A run that does not end leaves no record.
    """
    raw, record = kept / "site", kept / "record.json"
    now = _inputs(publication, docs, code)
    before = _read(record)
    changed = _changed(before, now, raw)
    record.unlink(missing_ok=True)
    generated = _dirty(publication, docs, raw, changed, say) if changed is not None else None
    if generated is None:
        say("Making every page")
        shutil.rmtree(raw, ignore_errors=True)
        kept.mkdir(parents=True, exist_ok=True)
        generated = generate(publication, docs, raw)
    if not generated.failed:
        made = _files(raw)
        write_over(out, made, lambda name: made[name].read_bytes())
    if not generated.problems:
        fresh = record.with_suffix(".new")
        content = json.dumps({**now, "outputs": _sums(raw)}).encode()
        fresh.write_bytes(_sum(content) + b"\n" + content)
        os.replace(fresh, record)
    return generated


def _inputs(publication: Publication, docs: Path, code: str) -> dict[str, Any]:
    settings = site_settings(publication, docs, docs)
    places = {"INHERIT", "docs_dir", "site_dir", "theme"}
    theme = _sums(publication.root / "site_templates" / "theme")
    own = (publication.root / SETTINGS).read_text(encoding="utf-8") if (publication.root / SETTINGS).is_file() else ""
    names = sorted(_files(docs))
    pages = _sums(docs, ".md")
    read = {} if _menu_is_written(own) else pages
    whole = json.dumps([code, own, theme, read, {key: value for key, value in settings.items() if key not in places}], sort_keys=True)
    return {"whole": hashlib.sha256(whole.encode()).hexdigest(), "names": names, "pages": pages}


def _menu_is_written(settings: str) -> bool:
    """Whether every entry of the menu has its words in the settings; else they come from the pages, and every page depends on those."""
    import yaml

    def titled(entries: object) -> bool:
        if not isinstance(entries, list):
            return False
        return all(isinstance(entry, dict) and all(isinstance(it, str) or titled(it) for it in entry.values()) for entry in entries)

    try:
        return titled(yaml.safe_load(settings).get("nav"))
    except (yaml.YAMLError, AttributeError):
        return False


def _files(folder: Path) -> dict[str, Path]:
    """Every file of a folder by its path relative to it."""
    above = len(f"{folder}{os.sep}")
    found = (f"{top}{os.sep}{name}" for top, _, names in os.walk(folder) for name in names)  # a path is made once: there are thousands
    return {path[above:].replace(os.sep, "/"): Path(path) for path in found}


def _sums(folder: Path, suffix: str = "") -> dict[str, str]:
    chosen = sorted((name, path) for name, path in _files(folder).items() if name.endswith(suffix))
    return {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in chosen}


def _sum(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode()


def _read(record: Path) -> Mapping[str, Any]:
    """The record, which stands after its own sum; nothing when there is none or it is damaged."""
    try:
        stated, _, content = record.read_bytes().partition(b"\n")
    except OSError:
        return {}
    value: dict[str, Any] = json.loads(content) if stated == _sum(content) else {}
    return value


def _changed(before: Mapping[str, Any], now: Mapping[str, Any], raw: Path) -> list[str] | None:
    """The pages whose source changed; None when the kept output cannot be built upon."""
    if any(before.get(key) != now[key] for key in ("whole", "names")) or before.get("outputs") != _sums(raw):
        return None
    return [name for name, digest in now["pages"].items() if before["pages"].get(name) != digest]


def _dirty(publication: Publication, docs: Path, raw: Path, changed: list[str], say: Callable[[str], None]) -> Generated | None:
    """Brings the kept output up to date in place; None when it turned out that this cannot be done."""
    say(f"Only {len(changed)} pages changed")
    index = raw / _INDEX
    old = index.read_text(encoding="utf-8") if index.is_file() else None
    fresh = set(changed)
    for name, path in _files(docs).items():
        # A time says nothing about what a file holds: the bytes decide.
        new = name in fresh if path.suffix == ".md" else not _same(path, raw / name)
        moment = _NEWER if new else _OLDER
        os.utime(path, (moment, moment))
    generated = generate(publication, docs, raw, options=("--dirty",))
    if generated.problems:
        return None  # the whole run says it better
    if old is not None:
        joined = _joined(old, index.read_text(encoding="utf-8"), {_address(name) for name in changed})
        if joined is None:
            return None
        index.write_text(joined, encoding="utf-8")
    return generated


def _same(one: Path, other: Path) -> bool:
    return other.is_file() and one.stat().st_size == other.stat().st_size and one.read_bytes() == other.read_bytes()


def _address(name: str) -> str:
    stem = name.removesuffix(".md")
    return stem.removesuffix("index") if stem == "index" or stem.endswith("/index") else f"{stem}/"


def _joined(old: str, new: str, changed: set[str]) -> str | None:
    """The index of the last run with the entries of the changed pages replaced; None when entries came or went with a page."""
    before, after = json.loads(old), json.loads(new)
    if _written(before) != old:
        return None
    groups: dict[str, list[Any]] = {}
    for entry in after["docs"]:
        groups.setdefault(entry["location"].partition("#")[0], []).append(entry)
    docs: list[Any] = []
    placed: set[str] = set()
    for entry in before["docs"]:
        page = entry["location"].partition("#")[0]
        if page not in changed:
            docs.append(entry)
        elif page not in placed:
            docs += groups.get(page, [])
            placed.add(page)
    if (groups.keys() & changed) != placed & groups.keys() or placed - groups.keys():
        return None
    return _written({**before, "docs": docs})


def _written(index: Mapping[str, Any]) -> str:
    """The index as the theme's search writes it: keys in their own order, no spaces."""
    return json.dumps(index, separators=(",", ":"))
