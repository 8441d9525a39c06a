"""A disclosure's own glossary terms, explained wherever a text of it uses them.

A text is shown as printed, each term in it as a button that opens the term's definition; the
definitions stand once at the end of the page (``with_explanations``).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from markupsafe import Markup

from yusuan.model import Value
from yusuan.pages.finding import find_terms, folded
from yusuan.pages.model import Disclosure, Record, text
from yusuan.pages.rendering import environment
from yusuan.pages.text import escape, identifier
from yusuan.printed.text import key

_MACROS = "_explained.html.j2"


@dataclass(frozen=True, slots=True)
class Explanation:
    """An entry of a glossary; ``id`` is that of its definition on a page that explains it."""

    id: str
    anchor: str
    term: str
    definition: str
    start: Value
    end: Value


@dataclass(frozen=True, slots=True)
class Explainer:
    """``explanations`` by term as it is compared.

    ``base`` leads to the folder of the disclosure; a page elsewhere names it by ``title``.
    ``form`` is what a term becomes: a macro of the template.
    """

    explanations: Mapping[str, Explanation] = field(default_factory=dict)
    base: str = ""
    title: str = ""
    form: Literal["button", "link"] = "button"

    def explain(self, printed: object, besides: object = "") -> Markup:
        """``printed`` escaped, with a button for each term in it but the term ``besides``."""
        if not isinstance(printed, str) or isinstance(printed, Markup):
            return escape(printed)
        own = folded(str(besides))
        form = _macro("around")
        parts: list[Markup] = []
        shown = 0
        for term, opening, start, end, closing in find_terms(printed, self.explanations):
            if term == own:
                continue
            parts.append(escape(printed[shown:opening]))
            around = printed[opening:start], printed[start:end], printed[end:closing]
            parts.append(form(self.form, self.explanations[term], *around))
            shown = closing
        return Markup("".join([*parts, escape(printed[shown:])]))

    def beside(self, label: str) -> Markup:
        """A button to stand beside ``label``, which is a link, if it is a term; else nothing."""
        found = self.explanations.get(folded(label))
        return _macro("beside")(found, label) if found else Markup()

    def defined_at(self, place: Value) -> str:
        """The term whose definition begins in this place of the document; blank if none does."""
        return next((each.term for each in self.explanations.values() if each.start == place), "")

    def used_in(self, page: str) -> tuple[Explanation, ...]:
        """Those that buttons of a rendered page open, in the order of the glossary."""
        used = (each for each in self.explanations.values() if f'popovertarget="{each.id}"' in page)
        return tuple(used)


NO_EXPLAINER = Explainer()


def term_id(term: str) -> str:
    """The anchor of a term; the same in every disclosure, whatever quotes it is printed with."""
    return f"term-{identifier(key(term))}"


def explainer_of(disclosure: Disclosure, base: str = "", title: str = "") -> Explainer:
    """The explainer of a disclosure's glossary."""
    rows = [row for row in disclosure.of("glossary") if row["definition"]]
    return Explainer(by_term(map(_explanation, rows)), base, title)


def linking_explainer(terms: Iterable[tuple[str, str]]) -> Explainer:
    """For a page that holds the definitions of these (term, anchor): terms become links."""
    found = (Explanation("", anchor, term, "", None, None) for term, anchor in terms)
    return Explainer(by_term(found), form="link")


def by_term(explanations: Iterable[Explanation]) -> dict[str, Explanation]:
    """Each by its term as it is compared; of a term defined twice, the first counts."""
    found: dict[str, Explanation] = {}
    for each in explanations:
        compared = folded(each.term)
        if compared:
            found.setdefault(compared, each)
    return found


def with_explanations(page: str, explainer: object) -> str:
    """``page``, and at its end the definitions that its buttons open, each once."""
    if not isinstance(explainer, Explainer):
        return page
    used = explainer.used_in(page)
    return page + str(_macro("definitions")(used, explainer)) if used else page


def _explanation(row: Record) -> Explanation:
    term, places = text(row, "term"), (row["place"], row["place_end"])
    id_ = f"explained-{row['term_no']}"
    return Explanation(id_, term_id(term), term, text(row, "definition"), *places)


def _macro(name: str) -> Callable[..., Markup]:
    macro: Callable[..., Markup] = getattr(environment().get_template(_MACROS).module, name)
    return macro
