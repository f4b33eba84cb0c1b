"""What the items of a gallery can be filtered by: the values that items have, with how many have each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from bwise_publish.views.named import Named
from bwise_publish.views.sentences import title_key

Item = TypeVar("Item")

# Stands for "the evidence does not say", in every filter.
NOT_STATED = "not-stated"


@dataclass(frozen=True, slots=True)
class Option:
    """A value that can be chosen, and how many items have it."""

    id: str
    title: str
    count: int


@dataclass(frozen=True)
class Filter:
    """One thing to filter by: `name` stands in addresses; `marks` are the ids of the values of each item, in the order of the items."""

    name: str
    title: str
    options: tuple[Option, ...]
    marks: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Gallery(Generic[Item]):
    """Items with their filters. A filter by which nothing could be told apart is left out."""

    items: tuple[Item, ...]
    filters: tuple[Filter, ...]

    @property
    def marked(self) -> tuple[tuple[Item, tuple[tuple[str, str], ...]], ...]:
        """Every item with the name of each filter and its values, joined by spaces."""
        return tuple(
            (item, tuple((entry.name, " ".join(entry.marks[place])) for entry in self.filters)) for place, item in enumerate(self.items)
        )


def gallery(items: Sequence[Item], by: Mapping[tuple[str, str], Callable[[Item], Iterable[Named | None]]]) -> Gallery[Item]:
    """A gallery of the items; `by` gives, for the name and title of each filter, the values of an item (none: not stated)."""
    filters = [_filter(name, title, [_known(values(item)) for item in items]) for (name, title), values in by.items()]
    return Gallery(tuple(items), tuple(entry for entry in filters if len(entry.options) > 1))


def _known(values: Iterable[Named | None]) -> list[Named]:
    found = {value.id: value for value in values if value is not None}
    return list(found.values())


def _filter(name: str, title: str, values: Sequence[Sequence[Named]]) -> Filter:
    titles = {value.id: value.title for item in values for value in item}
    marks = tuple(tuple(sorted(value.id.lower() for value in item)) or (NOT_STATED,) for item in values)
    counts: dict[str, int] = {}
    for item in marks:
        for mark in item:
            counts[mark] = counts.get(mark, 0) + 1
    options = [
        Option(code.lower(), titles[code], counts[code.lower()]) for code in sorted(titles, key=lambda code: title_key(titles[code], code))
    ]
    if NOT_STATED in counts:
        options.append(Option(NOT_STATED, "Not stated", counts[NOT_STATED]))
    return Filter(name, title, tuple(options), marks)
