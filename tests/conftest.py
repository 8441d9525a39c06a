"""Fixtures that tests of several folders share."""

import gc
from pathlib import Path

import pytest
from hypothesis import settings

from tests import sites
from tests.paths import PACKAGE, REAL
from yusuan.pages.model import Disclosure, Site, read_site

# The files that take longest, the longest first: begun first, they leave no process waiting for
# another at the end. Whatever is not named here follows in its order.
LONGEST = (
    "browser/test_axe.py",
    "test_cases_made.py",
    "browser/test_keyboard.py",
    "test_cases.py",
    "keeping/test_tables_only.py",
    "browser/test_collection.py",
    "checks/test_planted.py",
    "browser/test_figures.py",
    "browser/test_search.py",
    "test_archive.py",
    "browser/test_search_everything.py",
    "browser/test_journeys.py",
    "isolation/test_hostile_files.py",
    "test_caching.py",
    "test_validation.py",
    "test_diff.py",
    "browser/test_every_page.py",
    "checks/test_near_misses.py",
    "readers/test_pdf_samples.py",
    "commands/test_read.py",
    "test_releasing.py",
    "test_wheel.py",
    "browser/test_filters.py",
    "commands/test_command_line.py",
    "browser/test_search_loading.py",
    "test_workbook.py",
    "test_bad_input.py",
    "test_samples_altered.py",
    "browser/test_packed.py",
    "test_package.py",
    "readers/test_five_formats.py",
    "test_citation.py",
    "test_corpus.py",
    "browser/test_phone.py",
    "test_described.py",
    "test_database.py",
    "test_engines.py",
    "readers/test_pdf_recognition.py",
    "isolation/test_damaged_through_read.py",
)


# How long an example takes says more about the machine than about the code.
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files in the order of ``LONGEST``; the order within a file stays."""
    root = Path(__file__).parent
    places = {root / name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path, len(LONGEST)))


def pytest_collection_finish() -> None:
    """Modules and collected tests stay to the end: looking through all of them for garbage time and
    again took a sixth of the whole run.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(scope="session")
def site() -> Site:
    """What the pages are made of, of the first disclosure alone."""
    return read_site(PACKAGE)


@pytest.fixture(scope="session")
def disclosure(site: Site) -> Disclosure:
    """The first disclosure, as pages see it."""
    return next(each for each in site.disclosures if each.id == REAL.name)


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
