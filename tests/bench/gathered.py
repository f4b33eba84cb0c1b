"""Puts the tables of the benchmarks that have pages of their own at the end of docs/benchmarks.md, so that one page shows all timings."""

from __future__ import annotations

from pathlib import Path

DOCS = Path(__file__).resolve().parent.parent.parent / "docs"
PAGE = DOCS / "benchmarks.md"
_HEADING = "\n## From version to version, and from build to build\n"
_PAGES = ("benchmarks-changes.md", "benchmarks-builds.md")


def gathered(text: str, docs: Path = DOCS) -> str:
    """The text of the page with the first table of each of the other pages at its end. Raises ValueError when a page has no table."""
    parts = [text.partition(_HEADING)[0].rstrip("\n"), "", _HEADING.strip("\n"), ""]
    for name in _PAGES:
        lines = (docs / name).read_text(encoding="utf-8").splitlines()
        title = next(line.removeprefix("# ") for line in lines if line.startswith("# "))
        first = next((number for number, line in enumerate(lines) if line.startswith("|")), None)
        if first is None:
            raise ValueError(f"{name} has no table")
        last = next(number for number in range(first, len(lines)) if not lines[number].startswith("|"))
        parts += [f"[{title}]({name}) says when and where this was measured:", "", *lines[first:last], ""]
    return "\n".join(parts)


def main() -> None:
    """Writes the page."""
    PAGE.write_text(gathered(PAGE.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
