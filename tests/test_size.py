"""What the published site costs a reader, in bytes as they stand in the build."""

import gzip
from pathlib import Path

import pytest

from tests import sites
from tests.paths import CORPUS, REAL

# A page by itself, compressed; with all that it loads, it is measured in a browser.
MOST_OF_A_PAGE = 300_000
# Of what the search loads of one disclosure: as served, and unpacked.
MOST_OF_THE_SEARCH = 60_000
MOST_OF_THE_SEARCH_UNPACKED = 250_000
MOST_OF_A_DISCLOSURE = 1_200_000
MOST_OF_ONE_OF_TABLES_ONLY = 300_000
# What a reader without any of it loads before a page of such a disclosure is drawn.
MOST_OF_ITS_PACKED_PAGES = 100_000
# What GitHub Pages takes is 1 GB; one disclosure must leave room for hundreds.
MOST_OF_THE_PAGES = 10_000_000
MOST_OF_THE_DOWNLOADS = 12_000_000  # nearly half of it the database, unpacked


def test_every_page_is_light(published_site: Path) -> None:
    sizes = {
        path.relative_to(published_site).as_posix(): len(gzip.compress(path.read_bytes()))
        for path in published_site.rglob("*.html")
    }
    assert sizes
    assert {path: size for path, size in sizes.items() if size > MOST_OF_A_PAGE} == {}


def test_the_search_of_a_disclosure_is_light(published_site: Path) -> None:
    parts = [path.read_bytes() for path in published_site.glob(f"search/{REAL.name}*.js")]
    assert len(parts) == 2
    assert sum(map(len, parts)) <= MOST_OF_THE_SEARCH_UNPACKED
    assert sum(len(gzip.compress(part)) for part in parts) <= MOST_OF_THE_SEARCH


def weight_of(site: Path, id_: str) -> int:
    """Everything of a disclosure: its pages, its figures, what the search loads of it."""
    own = [path for path in (site / "disclosures" / id_).rglob("*") if path.is_file()]
    searched = [site / "search" / f"{id_}{kind}.js" for kind in ("", "-checks")]
    assert own
    return sum(path.stat().st_size for path in (*own, *searched))


def test_a_whole_disclosure_is_light(published_site: Path) -> None:
    assert weight_of(published_site, REAL.name) <= MOST_OF_A_DISCLOSURE


@pytest.fixture(scope="module")
def site_of_the_corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of all disclosures of the repository."""
    folder = tmp_path_factory.mktemp("corpus") / "project"
    return sites.build_with_mkdocs(sites.write_project(CORPUS, folder))


def test_every_disclosure_of_tables_only_is_light(site_of_the_corpus: Path) -> None:
    """With the evidence that is kept of it."""
    packed = sorted((site_of_the_corpus / "disclosures").glob("*/pages.js"))
    assert len(packed) >= 30
    bundles = {path.parent.name: path.stat().st_size for path in packed}
    assert {id_: size for id_, size in bundles.items() if size > MOST_OF_ITS_PACKED_PAGES} == {}
    kept = site_of_the_corpus / "datapackage" / "sources"
    weights = {
        id_: weight_of(site_of_the_corpus, id_)
        + sum(path.stat().st_size for path in (kept / id_).iterdir())
        for id_ in bundles
    }
    assert {id_: each for id_, each in weights.items() if each > MOST_OF_ONE_OF_TABLES_ONLY} == {}


def test_the_site_is_light(published_site: Path) -> None:
    downloads = published_site / "datapackage"
    files = [path for path in published_site.rglob("*") if path.is_file()]
    offered = sum(path.stat().st_size for path in files if path.is_relative_to(downloads))
    assert 0 < offered <= MOST_OF_THE_DOWNLOADS
    assert 0 < sum(path.stat().st_size for path in files) - offered <= MOST_OF_THE_PAGES
