"""What each kind of page is called: one page of it, and several. Sources, tables and figures have lists of their own, and no row here."""

from __future__ import annotations

# By the kinds of `addresses.FOLDERS`, in the order in which readers are offered them.
KINDS = {
    "country": ("country", "Countries"),
    "wise-type": ("type of WISE", "Types of WISE"),
    "skill": ("skill", "Skills"),
    "occupation": ("ESCO occupation", "ESCO occupations"),
    "technology": ("technology", "Technologies"),
    "group": ("group of people", "Groups of people"),
    "persona": ("fictional persona", "Fictional personas"),
    "scenario": ("scenario", "Scenarios"),
    "profile": ("occupational profile", "Occupational profiles"),
    "curriculum": ("curriculum", "Curricula"),
    "practice": ("practice", "Practices"),
    "recognition": ("recognition", "Ways of recognition"),
    "strategy": ("strategy", "Strategies"),
    "organisation": ("organisation", "Organisations"),
    "topic": ("topic", "Topics"),
}
