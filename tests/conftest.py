"""Fixtures that tests of several folders share."""

from pathlib import Path

import pytest

from tests import sites


@pytest.fixture(scope="session")
def site_of_both(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A built site with two disclosures, so that there is something to choose and compare."""
    return sites.site_of_both(tmp_path_factory, worker_id)


@pytest.fixture(scope="session")
def published_site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The site of the repository's own package, as built for publication."""
    return sites.published_site(tmp_path_factory, worker_id)


@pytest.fixture(scope="session")
def site_of_many(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A built site of several offices and years, so that places and years can be compared."""
    return sites.site_of_many(tmp_path_factory, worker_id)
