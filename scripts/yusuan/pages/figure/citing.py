"""How any figure of a disclosure is cited: the texts that all of them share, with places left open.

What fills these the page's script puts together out of what it shows (``figure.js``), as
``cite_figure`` does: title and note of each figure would be a quarter of all that is told of it.
"""

from collections.abc import Mapping

from yusuan.citation.addresses import figure_address
from yusuan.citation.bibtex import ESCAPES, LIGATURE
from yusuan.citation.builders import cite_figure, document_note
from yusuan.citation.model import (
    NOT_IN_KEYS,
    UNRELEASED,
    Cited,
    as_edition,
    flat,
    with_state,
)
from yusuan.pages.citing_forms import open_citations
from yusuan.pages.model import Disclosure, Record, Site, text


def table_title(site: Site, disclosure: Disclosure, resource: str) -> str:
    """As printed, if one table holds the resource; else the resource's own."""
    printed = [row for row in disclosure.of("published_tables") if row["resource"] == resource]
    title = text(printed[0], "title") if len(printed) == 1 else ""
    return title or site.resource(resource).title


def cited_start(site: Site, disclosure: Disclosure, resource: str) -> str:
    """What the titles of all figures of a table begin with."""
    title = table_title(site, disclosure, resource)
    return flat(f"{disclosure.facts['title']}：{title}，")


def shared_texts(site: Site, disclosure: Disclosure) -> dict[str, object]:
    """By document: the citations of its figures with places left open (``citing_forms``)."""
    found: dict[str, object] = {}
    for figure in disclosure.figures.values():
        document = text(figure, "document_id")
        if document not in found:
            constant = _constant(disclosure, figure)
            found[document] = open_citations(_cited(site, disclosure, figure), constant)
    return found


def first_document(disclosure: Disclosure) -> str:
    """The document of the first figure, and mostly of all of them; blank without figures."""
    return next((text(each, "document_id") for each in disclosure.figures.values()), "")


def address_of_all(site: Site, disclosure: Disclosure) -> str:
    """What the permanent addresses of all figures begin with; blank without a site."""
    address = _cited(site, disclosure, next(iter(disclosure.figures.values()))).address
    return (address or "").partition("#")[0]


def rules(site: Site) -> Mapping[str, object]:
    """How the key is made of the id, and how BibTeX writes what means something to it; CSL is JSON,
    the rest plain text.
    """
    edition = with_state(
        str(site.descriptor["version"]).partition(UNRELEASED)[0], site.edition.unreleased
    )
    return {
        "edition": edition,
        "notInKeys": NOT_IN_KEYS.pattern,
        "signs": ESCAPES,
        "ligature": LIGATURE.pattern,
    }


def _cited(site: Site, disclosure: Disclosure, figure: Record) -> Cited:
    title = table_title(site, disclosure, text(figure, "resource"))
    address = figure_address(text(figure, "budget_line_id"))
    cited = cite_figure(
        site.descriptor, disclosure.facts, disclosure.documents, figure, title, address
    )
    return as_edition(cited, site.edition.unreleased)


def _constant(disclosure: Disclosure, figure: Record) -> str:
    own = [each for each in disclosure.documents if each["document_id"] == figure["document_id"]]
    return document_note(disclosure.facts, own)
