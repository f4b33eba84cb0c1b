from __future__ import annotations

import pytest

from tests.metadata.described import describe, write_altered, write_project


@pytest.fixture(scope="session")
def described(tmp_path_factory):
    """The small release without a known address and without a DOI, as the project is now."""
    return describe(write_project(tmp_path_factory.mktemp("project")))


@pytest.fixture(scope="session")
def altered(tmp_path_factory):
    """Another release, in which everything that is told is another."""
    return describe(write_altered(tmp_path_factory.mktemp("altered")))


@pytest.fixture(scope="session")
def deposited(tmp_path_factory):
    """The same release with an address, a DOI, and a person as its creator."""
    settings = {
        "base_url": 'base_url = "https://data.test/small/"',
        "doi": 'doi = "10.1234/small.120"',
        "concept_doi": 'concept_doi = "10.1234/small"',
    }
    return describe(write_project(tmp_path_factory.mktemp("deposited"), settings))
