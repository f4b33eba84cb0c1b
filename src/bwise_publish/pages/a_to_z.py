"""An index from A to Z of everything that has a page, whole on one page or split by letter when that would be too long."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bwise_publish.pages.addresses import address
from bwise_publish.pages.kinds import KINDS
from bwise_publish.pages.rendering import Page
from bwise_publish.pages.site import Site
from bwise_publish.views.source_use import OTHER, initial, sort_key

ADDRESS = "a-z/"

# Characters of the body above which the index is split, so that no page of the site grows above 200 kB of HTML.
WHOLE = 150_000

_TOPICS = address("topic")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the index: the title of a page, what kind of thing it is about, and its address."""

    title: str
    kind: str
    address: str

    @property
    def letter(self) -> str:
        """The letter under which it stands."""
        return initial(self.title)


def entries(pages: Iterable[tuple[str, str]], kinds: Mapping[str, str]) -> tuple[Entry, ...]:
    """The entries for pages given as (title, address): topics, and those about one thing, whose kind `kinds` tells by address; by title."""
    found = []
    for title, at in pages:
        kind = kinds.get(at) or ("topic" if at.startswith(_TOPICS) and at != _TOPICS else "")
        if kind:
            found.append(Entry(title, KINDS[kind][0], at))
    return tuple(sorted(found, key=lambda entry: (sort_key(entry.title), entry.title, entry.address)))


def pages(site: Site, others: Iterable[tuple[str, str]]) -> list[Page]:
    """The index of the pages `others`, given as (title, address)."""
    found = entries(others, site.row_kinds)
    letters = sorted({entry.letter for entry in found}, key=lambda letter: (letter == OTHER, letter))
    groups = {letter: tuple(entry for entry in found if entry.letter == letter) for letter in letters}
    whole = _whole(site, groups, split=False)
    if len(whole.body) <= WHOLE:
        return [whole]
    return [_whole(site, groups, split=True), *(_letter(site, letter, groups) for letter in letters)]


def letter_address(letter: str) -> str:
    """The address of the part of the index for one letter."""
    return f"{ADDRESS}{letter}/"


def letter_title(letter: str) -> str:
    """What the part for one letter is called."""
    return "Digits and other scripts" if letter == OTHER else letter.upper()


def _whole(site: Site, groups: Mapping[str, tuple[Entry, ...]], *, split: bool) -> Page:
    total = sum(len(group) for group in groups.values())
    return site.renderer.page(
        "a_to_z.md.j2",
        ADDRESS,
        "A to Z",
        f"All {total:,} things that have a page of their own on this site, from A to Z.",
        search=False,
        total=total,
        split=split,
        letters=[(letter, letter_title(letter), letter_address(letter), group) for letter, group in groups.items()],
    )


def _letter(site: Site, letter: str, groups: Mapping[str, tuple[Entry, ...]]) -> Page:
    name = letter_title(letter)
    return site.renderer.page(
        "a_to_z_letter.md.j2",
        letter_address(letter),
        f"A to Z: {name}",
        f"The {len(groups[letter]):,} things on this site that are listed under {name}.",
        search=False,
        group=groups[letter],
        letters=[(letter_title(other), letter_address(other), other == letter) for other in groups],
    )
