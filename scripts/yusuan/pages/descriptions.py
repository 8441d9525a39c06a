"""What the site offers to machines beside its pages: descriptions of the data and of the site.

Each file is a pure function of the package (``yusuan.described``); where the package names no
homepage, addresses are relative to the root of the site. The sitemap is written with the
site (``filling``).
"""

from collections.abc import Iterator
from pathlib import Path

from yusuan.citation.bibtex import bibtex
from yusuan.citation.builders import cite_dataset
from yusuan.declared.descriptor import as_json
from yusuan.described.croissant import CROISSANT_NAME, croissant
from yusuan.described.datacite import DATACITE_NAME, datacite
from yusuan.described.dcat import CATALOGUE_NAME, catalogue
from yusuan.pages.feed import FEED_NAME, feed
from yusuan.pages.model import Site
from yusuan.pages.rendering import Page
from yusuan.releasing.catalogue import INDEX_NAME, ListedFile, current_index
from yusuan.templating import render
from yusuan.validation.descriptor import read_descriptor

ROBOTS_NAME, SITEMAP_NAME = "robots.txt", "sitemap.xml"
DESCRIPTION_NAMES = (
    CATALOGUE_NAME,
    CROISSANT_NAME,
    DATACITE_NAME,
    INDEX_NAME,
    ROBOTS_NAME,
    FEED_NAME,
)


def descriptions(site: Site, package: Path) -> Iterator[Page]:
    """All of them; ``package`` is the folder of the package as the site offers it."""
    descriptor = site.descriptor
    facts = [disclosure.facts for disclosure in site.disclosures]
    schemas = {resource.name: resource.schema for resource in site.resources}
    cite_as = bibtex(cite_dataset(descriptor))
    yield Page(CATALOGUE_NAME, as_json(catalogue(descriptor, facts)))
    yield Page(CROISSANT_NAME, as_json(croissant(descriptor, schemas, cite_as)))
    whole = {**descriptor, "resources": read_descriptor(site.package)["resources"]}
    yield Page(DATACITE_NAME, as_json(datacite(whole, facts)))
    yield Page(
        INDEX_NAME,
        as_json(current_index(descriptor, package, _away(site), released=site.edition.released)),
    )
    yield Page(FEED_NAME, feed(site))
    yield Page(ROBOTS_NAME, render("robots.txt.j2", {"site": descriptor}))


def _away(site: Site) -> Iterator[ListedFile]:
    """The files of the package that do not lie on the site."""
    for resource in site.resources:
        for file in resource.files:
            if not file.located.on_site:
                yield ListedFile(
                    file.path,
                    file.size,
                    file.sha256,
                    resource.row_count,
                    resource.name,
                    on_site=False,
                    download_url=file.located.address,
                )
