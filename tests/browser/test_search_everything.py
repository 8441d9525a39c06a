"""Nothing is unfindable: 50 queries of readers, every figure, every name, every text of every page."""

import re

import pytest
from playwright.sync_api import Page

from tests.browser.pages import DISCLOSURE, pages_of
from tests.browser.searching import engine, found
from tests.browser.server import Served
from tests.paths import PACKAGE
from tests.searching import measure, read_queries
from yusuan.facts.keys import parse_line_id
from yusuan.pages.figures import grouped
from yusuan.pages.model import Disclosure, read_site

# The figures that tests/benchmarks/README.md publishes, less what a tie may turn.
LEAST_FIRST = 46
LEAST_AMONG_FIVE = 49
LEAST_HELD_OUT = 18


@pytest.fixture(scope="module")
def disclosure() -> Disclosure:
    return read_site(PACKAGE).disclosures[0]


def test_queries_that_the_ranking_was_not_tried_on_have_them_too(page: Page, site: Served) -> None:
    queries = read_queries("held_out")
    texts = [query.text for query in queries]
    answers = dict(zip(texts, found(engine(page, site), texts), strict=True))
    measured = measure(queries, answers.__getitem__)
    assert len(queries) == 20
    assert measured.places_few >= LEAST_HELD_OUT, measured.missed


def test_fifty_queries_have_the_answers_that_readers_want(page: Page, site: Served) -> None:
    opened = engine(page, site)
    queries = read_queries()
    assert len(queries) == 50
    answers = dict(
        zip(
            (query.text for query in queries),
            found(opened, [query.text for query in queries]),
            strict=True,
        )
    )
    measured = measure(queries, answers.__getitem__)
    assert measured.places_first >= LEAST_FIRST, measured
    assert measured.places_few >= LEAST_AMONG_FIVE, measured.missed


def test_every_figure_is_found_however_it_is_written(
    page: Page, site: Served, disclosure: Disclosure
) -> None:
    queries: list[str] = []
    wanted: list[str] = []
    for id_, figure in disclosure.figures.items():
        if figure["value_status"] != "published":
            continue
        printed = str(figure["published_text"])
        parts = parse_line_id(id_)
        side = f"-{parts.side}" if parts.side else ""
        page_of = f"{parts.resource}.html#{parts.resource}-{parts.row_key}{side}"
        bare = printed.rstrip("0").rstrip(".") if "." in printed else printed
        for query in (printed, grouped(printed), bare):
            queries.append(query)
            wanted.append(f"{DISCLOSURE}{page_of}")
    answers = found(engine(page, site), queries)
    lost = [
        (query, want)
        for query, want, answer in zip(queries, wanted, answers, strict=True)
        if want not in answer
    ]
    assert queries
    assert lost == []


def test_every_name_is_found_by_any_part_of_it(
    page: Page, site: Served, disclosure: Disclosure
) -> None:
    names = {
        f"projects.html#project-{row['project_no']}": row["project_name"]
        for row in disclosure.of("projects")
    }
    names |= {
        f"projects.html#project-{row['project_no']}-{row['indicator_no']}": row["level3"]
        for row in disclosure.of("performance_indicators")
        if row["level3"]
    }
    names |= {
        f"general_public_budget_basic_expenditure.html#general_public_budget_basic_expenditure-{row['row_key']}": row[
            "economic_name"
        ]
        for row in disclosure.of("general_public_budget_basic_expenditure")
        if row["economic_name"]
    }
    asked = [(at, part) for at, name in names.items() for part in parts_of(str(name))]
    answers = found(engine(page, site), [part for _, part in asked])
    lost = [
        (at, part)
        for (at, part), answer in zip(asked, answers, strict=True)
        if f"{DISCLOSURE}{at}" not in answer
    ]
    assert lost == []


def test_whoever_asks_for_an_organisation_or_a_place_is_led_to_its_page(
    page: Page, site: Served
) -> None:
    wanted = {
        "工业和信息化局": "organisations/130500-501.html",
        "邢台市": "places/130500.html",
    }
    answers = found(engine(page, site), list(wanted))
    assert [each[0].rstrip("#") for each in answers] == list(wanted.values())


def parts_of(name: str) -> set[str]:
    """The beginning, the middle and the end of a name, in Chinese words of two or more signs."""
    middle = len(name) // 2
    cut = {name[:2], name[middle - 1 : middle + 2], name[-3:], name}
    return {each for each in cut if re.fullmatch("[\u4e00-\u9fff]{2,}", each)}


PRINTED = """() => {
  const frame = "nav, script, svg, [popover], aside, form, .notice, .cite-this, .explanations, .past-pages, p.files, "
    + ".headerlink, .md-content__button, [data-search-page], [role=status], button, .source-text a, "
    + "[data-needs-script], [data-cost]";  // what a view shows was chosen by its reader
  const article = document.querySelector("article").cloneNode(true);
  for (const each of article.querySelectorAll(frame)) each.remove();
  // Where a figure stands, how results are numbered and what they compute is no text that anybody asks for.
  for (const each of article.querySelectorAll("a[href*='#line-']")) each.remove();
  for (const table of article.querySelectorAll("table.results")) {
    const heads = [...table.tHead.rows[0].cells].map(({ innerText }) => innerText.trim());
    for (const { cells } of table.tBodies[0].rows) {
      for (const at of ["序号", "差额", "容差"].map((head) => heads.indexOf(head))) cells[at]?.replaceChildren();
    }
  }
  const blocks = "td, th, li, p, dt, dd, caption, summary, h1, h2, h3, h4, pre, strong, code";
  const found = new Set();
  for (const each of article.querySelectorAll(blocks)) {
    if (each.querySelector(blocks)) continue;
    for (const line of each.innerText.split("\\n")) {
      const text = line.trim();
      if (text) found.add(text);
    }
  }
  return [...found];
}"""
UNFOUND = """(texts) => {
  const search = globalThis.yusuanSearch;
  const all = search.records.map((each) =>
    [each.heading, each.codes.join("\\n"), each.worth, each.said, each.around, each.columns].join("\\n"));
  return texts.filter((text) => {
    const wanted = search.plain(text);
    return wanted && !all.some((each) => each.includes(wanted)) && !search.find(search.records, text).records.length;
  });
}"""


def test_nothing_that_a_page_prints_is_unfindable(page: Page, site: Served) -> None:
    texts: dict[str, str] = {}
    for path in pages_of(site.folder):
        page.goto(site(path))
        if page.locator("article").count():
            for text in page.evaluate(PRINTED):
                texts.setdefault(str(text), path)
    assert len(texts) > 3000
    unfound = engine(page, site).evaluate(UNFOUND, list(texts))
    assert {text: texts[text] for text in unfound} == {}
