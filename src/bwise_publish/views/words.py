"""The words that the tables use with a meaning of their own, explained: the code lists that readers meet on pages."""

from __future__ import annotations

from dataclasses import dataclass

from bwise_publish.views.row_keys import RowKey, row_key
from bwise_publish.views.sentences import title_key
from bwise_publish.views.tables import Tables

PACKAGE = "reference"
# In the order in which readers meet them: people, enterprises, skills, training, recognition, and how sure a fact is. Lists whose words
# need no explanation, and those of other makers, are left out.
LISTS = (
    "target_groups",
    "support_needs",
    "wise_ideal_types",
    "integration_models",
    "recognition_forms",
    "technology_kinds",
    "technology_types",
    "finding_aspects",
    "frameworks",
    "module_kinds",
    "learning_modes",
    "points_systems",
    "delivery_statuses",
    "recognition_kinds",
    "match_types",
    "evidence_depths",
    "bases",
    "checks",
    "obs_statuses",
    "value_qualifiers",
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word, what it means, and the row that says so."""

    title: str
    description: str
    row: RowKey


@dataclass(frozen=True, slots=True)
class WordList:
    """The words of one code list, by title; `id` is the name of its table."""

    id: str
    title: str
    words: tuple[Word, ...]


def word_lists(tables: Tables) -> tuple[WordList, ...]:
    """The lists of words that the publication has."""
    return tuple(_list(tables, name) for name in LISTS if (PACKAGE, name) in tables.catalog.tables)


def _list(tables: Tables, name: str) -> WordList:
    table = tables.table(PACKAGE, name)
    words = [Word(row["title"], row["description"], row_key(table, row)) for row in table.records if row["description"]]
    return WordList(name, table.resource.title, tuple(sorted(words, key=lambda word: title_key(word.title, word.row.key))))
