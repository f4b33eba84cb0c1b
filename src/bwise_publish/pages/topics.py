"""The topics: an index, and the page of each topic, gathered from the modules that know them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bwise_publish.pages.addresses import address
from bwise_publish.pages.rendering import Page
from bwise_publish.pages.site import Site


def pages(site: Site) -> list[Page]:
    """The index of the topics and their pages, in the order of the publication's packages."""
    from bwise_publish.pages import topic_learning, topic_places, topic_practices, topic_reference, topic_skills

    modules = (topic_places, topic_skills, topic_learning, topic_practices, topic_reference)
    found = {page.address: page for module in modules for page in module.topic_pages(site)}
    # Reference comes last: codes and sources serve the other topics.
    order = [name for name in site.publication.packages if name != "reference"] + ["reference"]
    known = [address("topic", name) for name in order]
    topics = [found[at] for at in known if at in found] + [page for at, page in found.items() if at not in known]
    index = site.renderer.page(
        "topics.md.j2",
        address("topic"),
        "Topics",
        f"{len(topics)} topics: {', '.join(page.title for page in topics)}.",
        topics=topics,
    )
    return [index, *(_among(site, page, topics) for page in topics)]


def _among(site: Site, page: Page, topics: Sequence[Page]) -> Page:
    """The page of a topic with the way to the other topics at its end."""
    others = [(other.address, other.title) for other in topics if other != page]
    ending = site.renderer.page("topic_ending.md.j2", page.address, page.title, page.description, others=others)
    return replace(page, body=f"{page.body}\n{ending.body}")
