"""What tests of several folders share: the real data packages, loaded once."""

from __future__ import annotations

import os
import shutil
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


@pytest.fixture
def program(request: pytest.FixtureRequest) -> str:
    """A program that is no Python package, named by `@pytest.mark.parametrize("program", [...], indirect=True)`.

    Where it is missing the test is skipped with the reason; `.ci/run` installs all of them and sets BWISE_DEMAND_PROGRAMS, and then a
    program that is missing fails the test.
    """
    name = str(request.param)
    if shutil.which(name) is None:
        reason = f"the program {name} is not installed"
        if os.environ.get("BWISE_DEMAND_PROGRAMS"):
            pytest.fail(reason)
        pytest.skip(reason)
    return name
