"""Terms of a glossary: found wherever a text uses them, and explained there."""

import dataclasses
import re
from collections.abc import Iterable
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.paths import SMALL, converted, named
from yusuan.pages.catalogue import DISCLOSURE_PAGES
from yusuan.pages.declaration import DisclosurePage
from yusuan.pages.drawn import disclosure_pages
from yusuan.pages.explaining import (
    NO_EXPLAINER,
    Explainer,
    Explanation,
    by_term,
    explainer_of,
    linking_explainer,
    with_explanations,
)
from yusuan.pages.finding import find_terms, folded
from yusuan.pages.model import Disclosure, Site
from yusuan.pages.terms import GLOSSARY_PAGE

HOSTILE = ("<b>", "a|b", "$&", ".*", "(?:x)", "[支出]", "\\1", "{0}", '"', "</button>", "&amp;")
# So few signs that terms overlap, stand in each other and in the text.
SIGNS = st.sampled_from('支出收入基本“”‘"（）() 　．.Ａaｂ<>|$&㈱㎡\n\0')
TEXTS = st.text(SIGNS, max_size=20)
TERM = st.one_of(st.text(SIGNS, min_size=1, max_size=6), st.sampled_from(HOSTILE))
TERMS = st.lists(TERM, max_size=8)


def explainer(*terms: str) -> Explainer:
    return Explainer(
        by_term(
            Explanation(f"explained-{number}", f"term-{number}", term, f"{term}的意思", "L1", "L1")
            for number, term in enumerate(terms, 1)
        )
    )


class Buttons(HTMLParser):
    """The text of a page, the texts of its term buttons, and the elements they stand in."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text = ""
        self.found: list[str] = []
        self.around: list[frozenset[str]] = []
        self.targets: list[str] = []
        self.popovers: list[str] = []
        self._open: list[str] = []
        self._in_term = False
        self.feed(str(page))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "br":
            self.handle_data("\n")
            return
        self._in_term = tag == "button" and values.get("class") == "term"
        if self._in_term:
            self.found.append("")
            self.around.append(frozenset(self._open))
            self.targets.append(str(values["popovertarget"]))
        if "popover" in values and values.get("class") == "explanation":
            self.popovers.append(str(values["id"]))
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self._in_term = self._in_term and tag != "button"
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._in_term:
            self.found[-1] += data


def terms_in(text: str, *terms: str) -> list[str]:
    return [text[each.start : each.end] for each in find_terms(text, map(folded, terms))]


# Finding


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("其中基本支出增加", ["基本支出"]),
        ("“三公”经费预算", ["“三公”经费"]),
        ('纳入"三公"经费', ['"三公"经费']),
        ("‘三公’经费", ["‘三公’经费"]),
        ("三公经费", ["三公经费"]),
        ("三 公　经费", ["三 公　经费"]),
        ("因公出国(境)费和因公出国（境）费", ["因公出国(境)费", "因公出国（境）费"]),
        ("ＡＢ类", ["ＡＢ类"]),
        ("除“基本支出”外", ["基本支出"]),
        ("没有名词", []),
        ("", []),
    ],
)
def test_a_term_is_found_however_it_is_printed(text: str, found: list[str]) -> None:
    terms = ("“三公”经费", "基本支出", "因公出国（境）费", "AB类")
    assert terms_in(text, *terms) == found


@pytest.mark.parametrize("terms", [("支出", "基本支出"), ("基本支出", "支出")])
def test_the_longest_term_wins(terms: tuple[str, ...]) -> None:
    assert terms_in("基本支出和项目支出", *terms) == ["基本支出", "支出"]


def test_the_longer_of_two_terms_that_overlap_wins_though_it_begins_later() -> None:
    assert terms_in("财政拨款收入总计", "财政拨款", "拨款收入总计") == ["拨款收入总计"]


def test_a_term_is_no_part_of_a_sign() -> None:
    assert terms_in("㈱ (株)", "株") == ["株"]


@pytest.mark.parametrize("term", HOSTILE)
def test_signs_of_patterns_and_of_markup_are_only_signs(term: str) -> None:
    assert terms_in(f"前{term}后", term) == ([term] if folded(term) else [])


@settings(deadline=None)
@given(TEXTS, TERMS)
def test_what_is_found_is_a_term_and_nothing_overlaps(text: str, terms: list[str]) -> None:
    end = 0
    for found in find_terms(text, map(folded, terms)):
        assert end <= found.opening <= found.start < found.end <= found.closing
        assert folded(text[found.start : found.end]) == found.term
        end = found.closing


@settings(deadline=None)
@given(TEXTS, TERMS)
def test_no_term_that_is_left_out_is_longer_than_all_that_overlap_it(
    text: str, terms: list[str]
) -> None:
    compared = [folded(term) for term in terms]
    found = find_terms(text, compared)
    for term in filter(None, compared):
        for start in range(len(text)):
            for end in range(start + 1, len(text) + 1):
                if folded(text[start:end]) != term or not folded(text[start]):
                    continue
                beside = [each for each in found if each.start < end and start < each.end]
                assert beside, (term, text[start:end])
                assert max(len(each.term) for each in beside) >= len(term)


# Showing


@settings(deadline=None)
@given(TEXTS, TERMS)
def test_a_text_reads_as_printed(text: str, terms: list[str]) -> None:
    # No page can hold the last of the signs: see ``text.escape``.
    assert Buttons(explainer(*terms).explain(text)).text == text.replace("\0", "\ufffd")


def test_each_occurrence_is_a_button_that_opens_its_definition() -> None:
    shown = Buttons(explainer("基本支出", "收入").explain("收入、基本支出、收入。"))
    assert shown.targets == ["explained-2", "explained-1", "explained-2"]
    assert shown.found == ["收入", "基本支出", "收入"]


@pytest.mark.parametrize("term", HOSTILE)
def test_a_hostile_term_is_shown_as_text(term: str) -> None:
    shown = Buttons(explainer(term).explain(f"前{term}后"))
    assert shown.found == ([term] if folded(term) else [])


def test_a_definition_does_not_explain_its_own_term() -> None:
    chosen = explainer("“三公”经费", "公务接待费")
    shown = Buttons(chosen.explain('"三公"经费含公务接待费', besides="“三公”经费"))
    assert shown.found == ["公务接待费"]


def test_a_shorter_term_is_not_taken_out_of_the_one_being_defined() -> None:
    assert Buttons(explainer("其他收入", "收入").explain("其他收入", "其他收入")).found == []


def test_punctuation_stays_in_the_line_of_its_term() -> None:
    markup = explainer("收入").explain("除（收入）、支出外")
    assert re.sub("<button.*?/button>", "收入", markup) == (
        '除<span class="unparted">（收入）、</span>支出外'
    )


@pytest.mark.parametrize("chosen", [NO_EXPLAINER, explainer(), explainer("“”", " ")])
def test_without_terms_a_text_is_only_escaped(chosen: Explainer) -> None:
    assert chosen.explain("1. <支出>") == "1&#46; &#60;支出&#62;"


def test_of_a_term_defined_twice_the_first_counts() -> None:
    assert Buttons(explainer("“三公”经费", "三公经费").explain("三公经费")).targets == [
        "explained-1"
    ]


def test_beside_a_link_stands_a_button_with_the_name_of_the_term() -> None:
    assert 'aria-label="基本支出：' in explainer("基本支出").beside("基本支出")
    assert explainer("基本支出").beside("基本支出表") == ""


def test_on_the_page_of_all_definitions_a_term_is_a_link() -> None:
    chosen = linking_explainer([("收入", "term-收入")])
    assert '<a class="term" href="#term-收入">收入</a>' in chosen.explain("其他收入")


# Definitions at the end of the page


def test_a_page_ends_with_the_definitions_that_it_needs_each_once() -> None:
    chosen = explainer("收入", "支出", "结转")
    page = str(chosen.explain("收入、支出、收入"))
    assert Buttons(with_explanations(page, chosen)).popovers == ["explained-1", "explained-2"]


def test_a_page_without_terms_has_no_definitions() -> None:
    assert with_explanations("<p>无</p>", explainer("收入")) == "<p>无</p>"


def test_a_hostile_definition_is_shown_as_text() -> None:
    entry = Explanation("explained-1", "term-1", "收入", "</div><script>*x*", "L3", "L4")
    chosen = Explainer(by_term([entry]))
    page = with_explanations(str(chosen.explain("收入")), chosen)
    assert "</div><script>*x*" in Buttons(page).text


def test_a_definition_leads_to_its_entry_and_its_line() -> None:
    entry = Explanation("explained-1", "term-收入", "收入", "指收入。", "L3", "L4")
    chosen = Explainer(by_term([entry]), "disclosures/x/", "某文件")
    page = with_explanations(str(chosen.explain("收入")), chosen)
    assert 'href="disclosures/x/glossary.html#term-收入"' in page
    assert 'href="disclosures/x/source.html#line-3">原文第 3–4 行' in page


# Pages


@pytest.fixture(scope="module")
def pages(site: Site, disclosure: Disclosure) -> dict[str, Buttons]:
    """Each page of the disclosure, by name."""
    made = disclosure_pages(site, disclosure)
    return {
        page.address.rpartition("/")[2].removesuffix(".html"): Buttons(page.content)
        for page in made
    }


def test_terms_are_explained_in_prose_heads_and_headlines(pages: dict[str, Buttons]) -> None:
    assert "“三公”经费" in pages["explanation"].found
    assert "上年结转" in pages["revenue"].found
    assert "事业收入" in pages["glossary"].found
    assert "explained-4" in pages["index"].targets


def test_heads_of_tables_explain_their_terms(pages: dict[str, Buttons]) -> None:
    heads = zip(pages["revenue"].found, pages["revenue"].around, strict=True)
    assert {name for name, around in heads if "thead" in around} == {
        "事业收入",
        "其他收入",
        "上年结转",
    }


def test_no_term_stands_in_a_link_or_heading(pages: dict[str, Buttons]) -> None:
    forbidden = {"a", "button", "summary", "label", "h1", "h2", "h3"}
    around = [each for page in pages.values() for each in page.around]
    assert around
    assert [each & forbidden for each in around if each & forbidden] == []


def test_every_button_has_its_definition_once(pages: dict[str, Buttons]) -> None:
    for name, page in pages.items():
        assert sorted(page.popovers) == sorted(set(page.targets)), name


@pytest.mark.parametrize("page", [page for page in DISCLOSURE_PAGES if page.name != "source"])
def test_a_disclosure_without_a_glossary_has_no_buttons(
    site: Site, disclosure: Disclosure, page: DisclosurePage
) -> None:
    bare = dataclasses.replace(disclosure, rows={**disclosure.rows, "glossary": ()})
    if page.applies(bare):
        assert Buttons(page.render(site, bare, ()).content).found == []


def test_the_page_of_all_definitions_needs_no_popovers(site: Site) -> None:
    page = GLOSSARY_PAGE.render(site).content
    assert 'class="term" href="#term-' in page
    assert Buttons(page).popovers == []


def definitions_of(rows: Iterable[tuple[str, str]]) -> Explainer:
    entries = (
        Explanation(f"explained-{number}", "", term, definition, "L1", "L1")
        for number, (term, definition) in enumerate(rows, 1)
    )
    return Explainer(by_term(entries))


def test_another_document_has_its_own_terms() -> None:
    document = converted(SMALL)
    rows = [named("glossary", row) for row in document.rows["glossary"]]
    chosen = definitions_of((str(row["term"]), str(row["definition"])) for row in rows)
    prose = [str(named("narrative", row)["text"]) for row in document.rows["narrative"]]
    assert any(Buttons(chosen.explain(text)).found for text in prose)
    for text in prose:
        assert Buttons(chosen.explain(text)).text == text


def test_the_explainer_of_a_disclosure_holds_its_glossary(disclosure: Disclosure) -> None:
    terms = [each.term for each in explainer_of(disclosure).explanations.values()]
    assert terms == [row["term"] for row in disclosure.of("glossary")]
