"""Pages of the data: the index of data packages, a page for each package, and one for each table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from bwise_publish.metadata.citations import citation
from bwise_publish.pages.addresses import address
from bwise_publish.pages.codebooks import codebook_address, codebook_pages
from bwise_publish.pages.data_tables import table_address, table_pages
from bwise_publish.pages.file_list import package_files
from bwise_publish.pages.prose import headings, lowered, project_link, relinked, with_prose
from bwise_publish.pages.rendering import Page
from bwise_publish.pages.site import Site
from bwise_publish.views.inventory import PackageFacts
from bwise_publish.views.row_names import PAGE_OF_ROW

_GAPS = "What is missing"
_GAP_PAGE = "gap-to-training/"
_GAP_PACKAGES = ("skills-needs", "curricula", "practices")


def pages(site: Site, made: Mapping[str, str]) -> list[Page]:
    """The pages of the data. `made` holds the titles of the pages of other families by address, so that data and pages link both ways."""
    packages = site.packages
    out = [_index(site, packages)]
    for package in packages:
        out += [_package(site, package, made), *codebook_pages(site, package), *_report(site, package)]
        out += table_pages(site, package, made)
    return out


def _index(site: Site, packages: tuple[PackageFacts, ...]) -> Page:
    rows = sum(package.rows for package in packages)
    count = sum(len(package.tables) for package in packages)
    return site.renderer.page(
        "data_index.md.j2",
        address("dataset"),
        "Data",
        f"{len(packages)} data packages with {count} tables and {rows:,} rows, to download in open formats under an open licence.",
        packages=packages,
        everything=package_files(site.downloads, "").bundles,
        bundles={package.name: package_files(site.downloads, package.name).bundles for package in packages},
        rows=rows,
        tables=count,
        citation=citation(site.publication),
        descriptors=site.descriptors.get("", ()),
        table_address=table_address,
    )


def _package(site: Site, package: PackageFacts, made: Mapping[str, str]) -> Page:
    at = address("dataset", package.name)
    readme = _readme(site, package, at)
    page = site.renderer.page(
        "dataset.md.j2",
        at,
        package.title,
        f"Data package {package.name}: {len(package.tables)} tables, {package.rows:,} rows. {package.description}",
        package=package,
        downloads=package_files(site.downloads, package.name),
        citation=citation(site.publication, package.title, "data package", package.name, at),
        descriptors=site.descriptors.get(package.name, ()),
        used_on=used_on(package, made, site.row_kinds),
        gaps=_GAPS if _GAPS in headings(readme) else "",
        codebook=codebook_address(package.name),
        validation=_report_address(package) if package.name in site.reports else "",
        table_address=table_address,
    )
    return with_prose(page, "From the README of the package", lowered(readme)) if readme else page


def _report_address(package: PackageFacts) -> str:
    return f"{address('dataset', package.name)}validation/"


def _report(site: Site, package: PackageFacts) -> list[Page]:
    """The validation report of the package, on a page of its own: it has a line for every table."""
    if package.name not in site.reports:
        return []
    page = site.renderer.page(
        "validation.md.j2",
        _report_address(package),
        f"Validation report of {package.title}",
        f"What was checked in each table of {package.title}, and what was found.",
        search=False,
        package=package,
    )
    return [with_prose(page, "What was found", lowered(site.reports[package.name]))]


def _readme(site: Site, package: PackageFacts, at: str) -> str:
    """The package's README with links that work on its page; an empty text when there is none."""
    path = site.tables.catalog.packages[package.name].folder / "README.md"
    if not path.is_file():
        return ""
    text = relinked(path.read_text(encoding="utf-8"), lambda target: project_link(target, f"datapackages/{package.name}", at))
    return linked_tables(text, {table.name for table in package.tables})


def linked_tables(markdown: str, names: set[str]) -> str:
    """The Markdown with a link on each list item that begins with the name of a table as code."""

    def link(match: re.Match[str]) -> str:
        return f"{match[1]}[`{match[2]}`]({match[2]}/index.md)" if match[2] in names else match[0]

    return re.sub(r"^(\s*[-*] )`([a-z0-9_]+)`", link, markdown, flags=re.MULTILINE)


def used_on(package: PackageFacts, made: Mapping[str, str], kinds: Mapping[str, str]) -> tuple[tuple[str, str, int], ...]:
    """The pages that show a package: address, title, and how many pages about single rows there are (`kinds` names these by address)."""
    numbers = Counter(kinds[at] for at in made if at in kinds)
    own = [kind for (name, _), kind in PAGE_OF_ROW.items() if name == package.name]
    wanted = [(address("topic", package.name), 0), *((address(kind), numbers[kind]) for kind in own)]
    if package.name == "reference":
        wanted.append((address("source"), 0))
    if package.name in _GAP_PACKAGES:
        wanted.append((_GAP_PAGE, 0))
    return tuple((at, made[at], number) for at, number in wanted if at in made)
