"""How a page is cited: what it shows, in every format, for the dialog that every page has."""

from dataclasses import dataclass
from functools import lru_cache

from yusuan.citation.addresses import (
    PAGE_OF_RESOURCE,
    disclosure_address,
    table_address,
)
from yusuan.citation.builders import cite_dataset, cite_disclosure, cite_table
from yusuan.citation.catalogue import Format, formats_for
from yusuan.citation.model import Cited, as_edition
from yusuan.pages.citing_forms import around_access
from yusuan.pages.model import Disclosure, Site, text
from yusuan.tables import TABLE_BY_NAME

# The resource that a page without a published table shows first.
_SHOWN_BY: dict[str, str] = {}
for _resource, _page in PAGE_OF_RESOURCE.items():
    _SHOWN_BY.setdefault(_page, _resource)


@dataclass(frozen=True, slots=True)
class CitationText:
    """A citation that is parted where the date of access goes, whose form is ``accessed``."""

    format: str
    title: str
    before: str
    accessed: str
    after: str


@dataclass(frozen=True, slots=True)
class PageCitation:
    """``cited`` is what the page shows; ``texts`` are its citations."""

    cited: Cited
    texts: tuple[CitationText, ...]


def citation_of(site: Site, page: str, disclosure: Disclosure | None = None) -> PageCitation:
    """For the page called ``page``: of the whole site, or of a disclosure."""
    cited = as_edition(_cited(site, page, disclosure), site.edition.unreleased)
    return PageCitation(cited, _texts(cited))


@lru_cache(maxsize=8)
def _texts(cited: Cited) -> tuple[CitationText, ...]:
    """All pages of the whole site cite the same."""
    return tuple(_text(cited, each) for each in formats_for(cited))


def _text(cited: Cited, form: Format) -> CitationText:
    return CitationText(form.name, form.title, *around_access(cited, form))


def _cited(site: Site, page: str, disclosure: Disclosure | None) -> Cited:
    if disclosure is None:
        return cite_dataset(site.descriptor)
    resource = page if page in TABLE_BY_NAME else _SHOWN_BY.get(page)
    facts, id_ = disclosure.facts, disclosure.id
    if resource is None:
        return cite_disclosure(
            site.descriptor, facts, disclosure.documents, disclosure_address(id_)
        )
    printed = disclosure.published(resource) if page in TABLE_BY_NAME else None
    title = text(printed, "title") if printed else site.resource(resource).title
    return cite_table(
        site.descriptor, facts, disclosure.documents, resource, title, table_address(id_, resource)
    )
