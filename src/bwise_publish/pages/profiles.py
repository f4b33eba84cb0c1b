"""Pages of the occupational profiles: the index by target group, and a page for each profile."""

from __future__ import annotations

from collections.abc import Sequence

from bwise_publish.metadata.web_page import thing
from bwise_publish.pages.addresses import address
from bwise_publish.pages.page_data import page_data
from bwise_publish.pages.provenance import known_words
from bwise_publish.pages.rendering import Page
from bwise_publish.pages.site import Site
from bwise_publish.views.profiles import Profile, all_profiles, by_group
from bwise_publish.views.sentences import listing, sentence

_TABLES = tuple(
    ("curricula", name)
    for name in ("occupational_profiles", "profile_tasks", "profile_skills", "profile_occupations", "profile_codes", "profile_countries")
)


def pages(site: Site) -> list[Page]:
    """The index and all profiles."""
    profiles = all_profiles(site.tables)
    return [_index(site, profiles), *(_profile(site, item) for item in profiles)]


def _index(site: Site, profiles: Sequence[Profile]) -> Page:
    groups = by_group(profiles)
    ours = sum(item.group_is_ours for item in profiles)
    sizes = listing([f"{len(items)} of {group.title.lower()}" for group, items in groups])
    return site.renderer.page(
        "profiles.md.j2",
        address("profile"),
        "Occupational profiles",
        f"{len(profiles)} occupational profiles of the people in and around work integration social enterprises: {sizes}.",
        lead=(
            sentence(f"This edition holds {len(profiles)} occupational profiles: {sizes}"),
            sentence(f"For {ours} of them no source names the group; we gave it"),
        ),
        groups=groups,
        data=page_data(site, _TABLES),
    )


def _profile(site: Site, profile: Profile) -> Page:
    return site.renderer.page(
        "profile.md.j2",
        address("profile", profile.id),
        profile.heading,
        f"Occupational profile {profile.heading} ({profile.programme.title}): {profile.description}",
        about=thing("Occupation", profile.title, description=profile.description),
        profile=profile,
        data=page_data(site, _TABLES),
        **known_words(site.tables),
    )
