"""Small pieces of plain English that views build their sentences from."""

from __future__ import annotations

from collections.abc import Sequence

_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def counted(number: int, singular: str, plural: str = "") -> str:
    """A number with its noun: no module, one module, 12 modules."""
    noun = singular if number in (0, 1) else plural or f"{singular}s"
    word = _WORDS[number] if number < len(_WORDS) else f"{number:,}"
    return f"{word} {noun}"


def listing(words: Sequence[str], last: str = "and") -> str:
    """Words as people list them: a, b and c."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def with_article(place: str) -> str:
    """The name of a country or group of countries as it stands inside a sentence: Austria, the Netherlands, the euro area."""
    if place == "Netherlands" or place.startswith(("United ", "European ")):
        return f"the {place}"
    return "the euro area" if place == "Euro area" else place


def sentence(text: str) -> str:
    """The text with a capital letter at the start and a full stop at the end."""
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "?", "!")) else f"{text}."


def title_key(title: str, identifier: str = "") -> tuple[str, str]:
    """The sort key of everything that is listed by title: small and capital letters alike, then the id."""
    return title.casefold(), identifier
