"""What tests of several folders share: the real data packages, loaded once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from bwise_publish.views.tables import Tables

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def tables() -> Tables:
    """The tables of every package that publication.toml lists."""
    # Imported here: the browser tests load this file too, in an environment without the package.
    from bwise_publish.catalog import load
    from bwise_publish.publication import read_publication
    from bwise_publish.views.tables import Tables

    publication = read_publication(ROOT)
    return Tables(load(publication.package_folder(name) for name in publication.packages))
