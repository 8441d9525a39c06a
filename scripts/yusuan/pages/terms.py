"""Definitions: those of one disclosure, and those of all disclosures by term."""

from collections.abc import Iterator
from dataclasses import dataclass

from yusuan.pages.declaration import Context, DisclosurePage, SitePage
from yusuan.pages.explaining import linking_explainer, term_id
from yusuan.pages.marks import marks_of
from yusuan.pages.model import Disclosure, Record, Site, text
from yusuan.pages.outline import outline_of
from yusuan.printed.text import key


@dataclass(frozen=True, slots=True)
class Definition:
    """One wording of a definition and the disclosures that print it."""

    text: str
    uses: tuple[tuple[Disclosure, Record], ...]


@dataclass(frozen=True, slots=True)
class Term:
    name: str
    id: str
    definitions: tuple[Definition, ...]


def all_terms(site: Site) -> Iterator[Term]:
    """Every term in the order in which terms are first defined, each wording once."""
    found: dict[str, dict[str, list[tuple[Disclosure, Record]]]] = {}
    names: dict[str, str] = {}
    for disclosure in site.disclosures:
        for row in outline_of(disclosure).terms:
            term, compared = text(row, "term"), key(text(row, "term"))
            names.setdefault(compared, term)
            wordings = found.setdefault(compared, {})
            wordings.setdefault(text(row, "definition"), []).append((disclosure, row))
    for compared, wordings in found.items():
        definitions = tuple(Definition(word, tuple(uses)) for word, uses in wordings.items())
        yield Term(names[compared], term_id(compared), definitions)


def _site_context(site: Site) -> Context:
    terms = tuple(all_terms(site))
    return {
        "terms": terms,
        "explainer": linking_explainer((term.name, term.id) for term in terms),
    }


def _disclosure_context(site: Site, disclosure: Disclosure) -> Context:
    rows = disclosure.of("glossary")
    return {
        "terms": [(row, term_id(text(row, "term"))) for row in rows],
        "marks": marks_of(disclosure),
    }


def _applies(disclosure: Disclosure) -> bool:
    return bool(disclosure.of("glossary"))


GLOSSARY_PAGE = SitePage(
    name="glossary", title="名词解释", template="glossary.html.j2", context=_site_context
)
DISCLOSURE_GLOSSARY_PAGE = DisclosurePage(
    name="glossary",
    title="名词解释",
    template="disclosure_glossary.html.j2",
    context=_disclosure_context,
    applies=_applies,
)
