"""How any figure of a disclosure is cited: its own facts, and the texts that all of them share."""

from collections.abc import Mapping

from yusuan.citation.addresses import figure_address
from yusuan.citation.bibtex import ESCAPES, LIGATURE
from yusuan.citation.builders import cite_figure, document_note
from yusuan.citation.model import Cited, as_edition, flat
from yusuan.pages.citing_forms import open_citations
from yusuan.pages.model import Disclosure, Record, Site, text


def table_title(site: Site, disclosure: Disclosure, resource: str) -> str:
    """As printed, if one table holds the resource; else the resource's own."""
    printed = [row for row in disclosure.of("published_tables") if row["resource"] == resource]
    title = text(printed[0], "title") if len(printed) == 1 else ""
    return title or site.resource(resource).title


def cited_figure(site: Site, disclosure: Disclosure, figure: Record) -> dict[str, object]:
    """What fills the open places of ``shared_texts``."""
    cited = _cited(site, disclosure, figure)
    return {
        "title": flat(cited.title),
        "id": flat(cited.id),
        "key": cited.key,
        "address": cited.address,
        "note": flat((cited.note or "").removesuffix(_constant(disclosure, figure))),
        "document": figure["document_id"],
    }


def shared_texts(site: Site, disclosure: Disclosure) -> dict[str, object]:
    """By document: the citations of its figures with places left open (``citing_forms``)."""
    found: dict[str, object] = {}
    for figure in disclosure.figures.values():
        document = text(figure, "document_id")
        if document not in found:
            constant = _constant(disclosure, figure)
            found[document] = open_citations(_cited(site, disclosure, figure), constant)
    return found


def escapes() -> Mapping[str, object]:
    """How BibTeX writes the signs that mean something to it; CSL is JSON, the rest plain text."""
    return {"signs": ESCAPES, "ligature": LIGATURE.pattern}


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
