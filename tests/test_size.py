"""What the published site costs a reader, in bytes as they stand in the build."""

import gzip
from pathlib import Path

# A page by itself, compressed; with all that it loads, it is measured in a browser.
MOST_OF_A_PAGE = 300_000
MOST_OF_THE_SEARCH_INDEX = 100_000
# What GitHub Pages takes is 1 GB; one disclosure must leave room for hundreds.
MOST_OF_THE_PAGES = 10_000_000
MOST_OF_THE_DOWNLOADS = 10_000_000  # nearly half of it the database, unpacked


def test_every_page_is_light(published_site: Path) -> None:
    sizes = {
        path.relative_to(published_site).as_posix(): len(gzip.compress(path.read_bytes()))
        for path in published_site.rglob("*.html")
    }
    assert sizes
    assert {path: size for path, size in sizes.items() if size > MOST_OF_A_PAGE} == {}


def test_the_search_index_is_light(published_site: Path) -> None:
    index = published_site / "search" / "search_index.json"
    assert 0 < index.stat().st_size <= MOST_OF_THE_SEARCH_INDEX


def test_the_site_is_light(published_site: Path) -> None:
    downloads = published_site / "datapackage"
    files = [path for path in published_site.rglob("*") if path.is_file()]
    offered = sum(path.stat().st_size for path in files if path.is_relative_to(downloads))
    assert 0 < offered <= MOST_OF_THE_DOWNLOADS
    assert 0 < sum(path.stat().st_size for path in files) - offered <= MOST_OF_THE_PAGES
