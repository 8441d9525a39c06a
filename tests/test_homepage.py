"""A site that knows its address names it: in the sitemap, in every page, to search engines."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests import sites
from tests.paths import SMALL

HOME = "https://site.invalid/budget/"
LOCATION = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
CANONICAL = re.compile(r'<link rel="?canonical"? href="?([^"> ]+)"?>')
# Answers at every address, so that it has none of its own.
# Answers at every address, and for frames of other sites.
UNLISTED = ("404.html", "embed.html")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("homepage")
    package = sites.package_of([SMALL], folder / "package")
    return sites.build_with_mkdocs(sites.write_project(package, folder / "project"), HOME)


@pytest.fixture(scope="module")
def addresses(site: Path) -> dict[str, str]:
    """The address of each page on disk."""
    pages = (path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    return {page: HOME + page for page in pages if page not in UNLISTED}


def test_the_sitemap_lists_every_page(site: Path, addresses: dict[str, str]) -> None:
    listed = [each.text for each in ElementTree.parse(site / "sitemap.xml").iter(LOCATION)]
    assert sorted(map(str, listed)) == sorted(addresses.values())


def test_every_page_names_its_own_address(site: Path, addresses: dict[str, str]) -> None:
    named = {
        page: CANONICAL.findall((site / page).read_text(encoding="utf-8")) for page in addresses
    }
    assert named == {page: [address] for page, address in addresses.items()}
