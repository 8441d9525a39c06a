"""What the published site costs a reader, in bytes as they stand in the build."""

import gzip
from pathlib import Path

from tests.paths import REAL

# A page by itself, compressed; with all that it loads, it is measured in a browser.
MOST_OF_A_PAGE = 300_000
# Of what the search loads of one disclosure: as served, and unpacked.
MOST_OF_THE_SEARCH = 60_000
MOST_OF_THE_SEARCH_UNPACKED = 250_000
MOST_OF_A_DISCLOSURE = 1_200_000
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


def test_a_whole_disclosure_is_light(published_site: Path) -> None:
    """Everything counted: its pages, its figures, what the search loads of it."""
    own = [
        path for path in (published_site / "disclosures" / REAL.name).rglob("*") if path.is_file()
    ]
    searched = list(published_site.glob(f"search/{REAL.name}*.js"))
    assert own
    assert searched
    assert sum(path.stat().st_size for path in (*own, *searched)) <= MOST_OF_A_DISCLOSURE


def test_the_site_is_light(published_site: Path) -> None:
    downloads = published_site / "datapackage"
    files = [path for path in published_site.rglob("*") if path.is_file()]
    offered = sum(path.stat().st_size for path in files if path.is_relative_to(downloads))
    assert 0 < offered <= MOST_OF_THE_DOWNLOADS
    assert 0 < sum(path.stat().st_size for path in files) - offered <= MOST_OF_THE_PAGES
