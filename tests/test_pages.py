"""What readers of the site rely on: text as printed, tables as published, links that lead on."""

import dataclasses
import html
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import markdown  # type: ignore[import-untyped]
import pytest
import yaml
from mkdocs.utils.yaml import yaml_load

from tests.figure_parts import read_parts
from tests.page_texts import every_page, written_pages
from tests.paths import HAND_WRITTEN, PACKAGE
from yusuan.errors import YusuanError
from yusuan.evidence.places import parse_places
from yusuan.pages.catalogue import DISCLOSURE_PAGES, SITE_PAGES
from yusuan.pages.checks import CHECKS_PAGE
from yusuan.pages.collection.model import collection_of
from yusuan.pages.declaration import DisclosurePage, SitePage
from yusuan.pages.drawn import disclosure_pages
from yusuan.pages.figures import grouped, target
from yusuan.pages.filling import fill_site
from yusuan.pages.framing import made_of
from yusuan.pages.heads import Head, head_of, printed_head
from yusuan.pages.home import HOME_PAGE
from yusuan.pages.indicators import indicator_table
from yusuan.pages.marks import NO_MARKS, Marks, counts_of, marks_of
from yusuan.pages.model import Disclosure, Record, Site
from yusuan.pages.origins import anchor_of
from yusuan.pages.overview import OVERVIEW_PAGE
from yusuan.pages.places import figure_address
from yusuan.pages.rendering import environment
from yusuan.pages.source import SOURCE_PAGE
from yusuan.pages.tables import Cell, TableView, published
from yusuan.pages.terms import all_terms
from yusuan.pages.text import as_html, escape, front_matter
from yusuan.pages.told import Mark, Sentence, failures, findings, sentence
from yusuan.pages.writing import write_pages
from yusuan.storage.replacing import Staging
from yusuan.tables import TABLE_BY_NAME

ROOT = Path(__file__).resolve().parent.parent
DOCS, CONFIGURATION = ROOT / "docs", ROOT / "mkdocs.yml"
ID = "130500-501-2023-budget"

# Each is, or comes close to, something that a department printed.
PRINTED = (
    "履行<禁止化学武器公约>工作机构",
    "抽查企业数/企业数*100%，再*100%",
    "冀财建[2022]63 号(见附件)[1]: x",
    "安全运行天数 | 全年天数",
    "`代码` 和 ``两个``",
    "_下划线_ 和 __两个__ 和 **粗** 和 ~~删~~ 和 ^上标^ 和 ==标==",
    "{{ 变量 }} {% 语句 %} { #编号 .类 }",
    ":smile: :material-home:",
    "一--二---三",
    "https://example.org/a?b=1&c=2 和 www.example.org 和 a@example.org",
    "# 井号开头 #",
    "- 横线开头",
    "+ 加号开头",
    "> 大于号开头",
    "1. 数字开头",
    "12) 数字开头",
    "=====",
    "---",
    "&amp; &#42; &nbsp; &lt;b&gt;",
    "</div></p></td></table><script>alert(1)</script>",
    '"双引号" \'单引号\' onmouseover="x"',
    "\\*反斜线\\_",
    "$公式$ 和 $$公式$$",
    "!!! note 提示",
    "=== 标签",
    "*[HTML]: 缩写",
    "[^1]: 脚注[^1]",
    "--8<-- 片段",
    "<!-- 注释 -->",
    "<禁止化学武器公约> *100%* [2022]63 号 | `a` _b_ {{ c }} :smile: -- # - 1. http://x.y",
)


def no_progress(done: int, total: int, what: str) -> None:
    """Report nothing."""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of the package, as plain files."""
    folder = tmp_path_factory.mktemp("written") / "pages"
    write_pages(PACKAGE, DOCS, folder, no_progress)
    return folder


def configured() -> dict[str, Any]:
    """The site's configuration as mkdocs reads it, without what the environment adds."""
    return yaml_load(CONFIGURATION.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def built(pages: Path) -> Path:
    """The site that mkdocs makes of the pages; a warning fails the build."""
    configuration = pages.parent / "mkdocs.yml"
    parent = configured()
    theme = {**parent["theme"], "custom_dir": str(pages / ".overrides")}
    changes = {"docs_dir": str(pages), "site_dir": str(pages.parent / "site"), "theme": theme}
    configuration.write_text(yaml.safe_dump(parent | changes, allow_unicode=True), "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-f", str(configuration)],
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    filled = pages.parent / "filled"
    fill_site(pages, made_of(pages, pages.parent / "site"), Staging(filled, filled), "")
    return filled


class Shown(HTMLParser):
    """What a browser shows of a page, the addresses it links to or loads, and its ids.

    ``labels`` are the values of all attributes.
    """

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.labels: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []
        self.ids: set[str] = set()
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.tags.append(tag)
        self.labels.extend(value for value in values.values() if value)
        if values.get("id"):
            self.ids.add(str(values["id"]))
        if tag == "a" and values.get("href"):
            self.links.append(str(values["href"]))
        if tag in {"script", "img", "iframe", "source", "video", "audio"} and values.get("src"):
            self.loads.append(str(values["src"]))
        if tag == "link" and values.get("rel") not in {"canonical", "next", "prev"}:
            self.loads.append(str(values["href"]))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    @property
    def text(self) -> str:
        return "".join(self.texts)


def shown(page: str) -> Shown:
    parser = Shown()
    parser.feed(page)
    parser.close()
    return parser


def converter() -> markdown.Markdown:
    """Markdown with the very extensions of the site."""
    listed = configured()["markdown_extensions"]
    named: dict[str, dict[str, Any]] = {}
    for entry in listed:
        named |= entry if isinstance(entry, dict) else {entry: {}}
    # Its signs are no text of the document.
    named["toc"] = {**named["toc"], "permalink": False}
    return markdown.Markdown(extensions=[*named], extension_configs=named)


def as_browser(source: str) -> Shown:
    return shown(converter().convert(source))


# Text of documents


CONTEXTS = {
    "paragraph": "<p>{{ text }}</p>",
    "table cell": "<table><tr><td>{{ text }}</td></tr></table>",
    "heading": "## {{ text }} { #chosen }",
    "link": '<ul><li><a href="x.html">{{ text }}</a></li></ul>',
    "after a number": "## 1、{{ text }} { #chosen }",
}


@pytest.mark.parametrize("context", CONTEXTS)
@pytest.mark.parametrize("printed", PRINTED)
def test_text_shows_as_printed(printed: str, context: str) -> None:
    source = environment().from_string(CONTEXTS[context]).render(text=printed)
    prefix = "1、" if context == "after a number" else ""
    assert as_browser(source).text.strip() == prefix + printed


def test_text_cannot_leave_an_attribute() -> None:
    source = environment().from_string('<p title="{{ text }}">x</p>').render(text='"><b>')
    assert as_browser(source).tags == ["p"]


def test_line_breaks_of_the_source_are_kept() -> None:
    assert str(escape("一\n二")) == "一<br>二"


def test_titles_cannot_leave_the_head_of_a_page() -> None:
    assert "<" not in yaml.safe_load(front_matter("</title><script>"))


@pytest.mark.parametrize("hostile", [PRINTED[-1], PRINTED[19]])
def test_no_page_lets_markup_through(site: Site, disclosure: Disclosure, hostile: str) -> None:
    """Every place where a page prints a text of the document shows that text."""
    altered = with_text_everywhere(disclosure, hostile)
    rules = {
        id_: {**rule, "title": hostile, "rule": hostile, "rule_basis": hostile}
        for id_, rule in site.check_rules.items()
    }
    hostile_site = dataclasses.replace(site, disclosures=(altered,), check_rules=rules)
    for page in every_page(hostile_site):
        body = OTHER_MARKUP.sub("", page.content)
        seen = shown(body)
        found = "\n".join([seen.text, *seen.labels]).count(hostile)
        written = str(escape(hostile))
        assert found == body.count(as_html(written)), page.address
        assert "<script>alert" not in page.content, page.address
        assert "<" not in page.title + page.description, page.address
        assert "<script" not in page.contents, page.address


# What has rules of its own for text: SVG and JSON.
OTHER_MARKUP = re.compile(r'<svg\b.*?</svg>|<script type="application/ld\+json">.*?</script>', re.S)
FREE_TEXTS = {
    "term",
    "definition",
    "text",
    "goal",
    "goal_title",
    "indicators_text",
    "project_name",
    "level1",
    "level2",
    "level3",
    "description",
    "target_text",
    "basis",
    "sentence",
    "subject",
    "item",
    "function_name",
    "economic_name",
    "item_purchased",
    "institution_name",
    "note",
    "title",
    "department_name",
    "division_name",
    "publisher",
    "url",
    "message",
    "left_expression",
    "right_expression",
    "reason",
}


def with_text_everywhere(disclosure: Disclosure, text: str) -> Disclosure:
    def altered(row: Record) -> Record:
        return {name: text if name in FREE_TEXTS else value for name, value in row.items()}

    rows = {name: tuple(map(altered, found)) for name, found in disclosure.rows.items()}
    source = (text, *disclosure.source[1:])
    return dataclasses.replace(
        disclosure, facts=altered(disclosure.facts), rows=rows, source=source
    )


# Tables


def drawn(disclosure: Disclosure, name: str, marks: Marks = NO_MARKS) -> TableView:
    """The table of a resource as its page shows it."""
    printed = disclosure.published(name)
    assert printed is not None
    return published(disclosure, printed, marks)


def labels(head: Head) -> list[list[tuple[str, int, int]]]:
    return [[(cell.label, cell.colspan, cell.rowspan) for cell in row] for row in head.rows]


def test_labels_shared_by_neighbours_span_them() -> None:
    head = head_of([("序号",), ("收入", "项目"), ("收入", "预算数"), ("支出", "项目")])
    assert labels(head) == [
        [("序号", 1, 2), ("收入", 2, 1), ("支出", 1, 1)],
        [("项目", 1, 1), ("预算数", 1, 1), ("项目", 1, 1)],
    ]


def test_a_head_cell_spans_no_row_that_is_left_out() -> None:
    """A row of a head in which nothing is printed is not drawn: what is merged over it is lower."""

    def cell(row: int, column: int, label: str, down: int = 1) -> Record:
        place = {"row": row, "column": column, "row_span": down, "column_span": 1}
        return {**place, "text": label, "part": "head" if label else "covered"}

    head = printed_head(
        [
            [cell(1, 1, "公务接待费", 3), cell(1, 2, "运行费", 2)],
            [cell(4, 1, "预算数"), cell(4, 2, "预算数")],
        ],
        {},
        "原文",
    )
    assert labels(head) == [
        [("公务接待费", 1, 1), ("运行费", 1, 1), ("原文", 1, 2)],
        [("预算数", 1, 1), ("预算数", 1, 1)],
    ]


def test_the_revenue_of_the_year_spans_its_sources(disclosure: Disclosure) -> None:
    head = drawn(disclosure, "revenue").head
    assert ("本年收入", 8, 1) in labels(head)[0]


def test_a_spanning_label_names_a_group_of_columns(disclosure: Disclosure) -> None:
    head = drawn(disclosure, "revenue").head
    scopes = {cell.label: cell.scope for cell in head.rows[0]}
    assert (scopes["本年收入"], scopes["上年结转"]) == ("colgroup", "col")


def test_a_blank_column_stands_under_the_printed_label(disclosure: Disclosure) -> None:
    head = drawn(disclosure, "procurement").head
    assert ("政府采购金额（当年部门预算安排资金）", 8, 1) in labels(head)[0]


def test_a_label_states_the_year_of_its_disclosure(disclosure: Disclosure) -> None:
    head = drawn(disclosure, "procurement").head
    assert "2023年预留中小微企业份额" in [cell.label for cell in head.rows[0]]


def row_of(table: TableView, number: int) -> list[str]:
    row = next(row for row in table.rows if row.cells[0].text == str(number))
    return [cell.text for cell in row.cells]


def test_two_halves_are_shown_side_by_side(disclosure: Disclosure) -> None:
    table = drawn(disclosure, "budget_summary")
    assert row_of(table, 1) == [
        "1",
        "一、一般公共预算拨款收入",
        "1,263.84",
        "一、一般公共服务支出",
        "",
        "第 41 行",
    ]


def test_each_half_can_be_linked_to(disclosure: Disclosure) -> None:
    table = drawn(disclosure, "budget_summary")
    ids = {cell.id for row in table.rows for cell in row.cells}
    assert "budget_summary-资源勘探工业信息等支出-expenditure" in ids


def test_figures_keep_their_printed_decimals(disclosure: Disclosure) -> None:
    table = drawn(disclosure, "three_public_expenditure")
    assert row_of(table, 9)[2] == "2.00"


def test_a_part_stands_deeper_than_its_whole(disclosure: Disclosure) -> None:
    table = drawn(disclosure, "expenditure")
    names = [cell.css for row in table.rows[:4] for cell in row.cells if cell.header]
    assert [re.findall(r"level-\d", css)[0] for css in names] == [
        "level-0",
        "level-1",
        "level-2",
        "level-3",
    ]


def figure_cell(disclosure: Disclosure, text: str, status: str) -> Cell:
    """How the total of the first row of the expenditure table shows, were it printed so."""
    line = f"{disclosure.id}.expenditure.合计.total"
    changed = {**disclosure.figures[line], "published_text": text, "value_status": status}
    altered = dataclasses.replace(disclosure, figures={**disclosure.figures, line: changed})
    return drawn(altered, "expenditure").rows[0].cells[3]


def test_blank_zero_not_applicable_and_dash_look_different(disclosure: Disclosure) -> None:
    blank = drawn(disclosure, "expenditure").rows[0].cells[6]
    cells = (
        blank,
        figure_cell(disclosure, "0.00", "published"),
        figure_cell(disclosure, "不涉及", "not_applicable"),
        figure_cell(disclosure, "—", "dash"),
    )
    assert [(cell.text, cell.css) for cell in cells] == [
        ("", "figure blank"),
        ("0.00", "figure"),
        ("不涉及", "figure not-applicable"),
        ("—", "figure dash"),
    ]


def test_the_legend_stands_below_published_tables(pages: Path) -> None:
    """With the signs that stand in them."""
    text = written_pages(pages)[f"disclosures/{ID}/revenue.html"]
    assert [said in text for said in ("不等于 0", "原文印作横线")] == [True, False]


def test_an_empty_table_shows_its_head_and_its_note(pages: Path) -> None:
    text = written_pages(pages)[f"disclosures/{ID}/government_fund_expenditure.html"]
    assert [part in text for part in ("科目编码", "空表：", "空表列示")] == [True, True, True]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("1263.84", "1,263.84"),
        ("1,263.84", "1,263.84"),
        ("-1234567", "-1,234,567"),
        ("0.00", "0.00"),
        ("007", "007"),
        ("１２３４", "１２３４"),
        ("不涉及", "不涉及"),
    ],
)
def test_thousands_are_separated_and_nothing_else_changes(printed: str, expected: str) -> None:
    assert grouped(printed) == expected


def indicator(disclosure: Disclosure, printed: str) -> Record:
    rows = disclosure.of("performance_indicators")
    return next(row for row in rows if row["target_text"] == printed)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("≥80 个", "≥ 80 个"),
        ("≤16000 元/月", "≤ 16,000 元/月"),
        ("500-1500元/人", "500 – 1,500 元/人"),
        ("100%", "100%"),
        ("前 10 名", "前 10 名"),
        ("季后 50 日内", "季后 50 日内"),
        ("2023年底", "2023-12-31"),
        ("不涉及", "不涉及"),
        ("效果好", None),
    ],
)
def test_targets_are_written_out_of_their_data(
    disclosure: Disclosure, printed: str, expected: str | None
) -> None:
    assert target(indicator(disclosure, printed)) == expected


def test_a_printed_table_of_indicators_keeps_its_blank_columns(disclosure: Disclosure) -> None:
    row = {**indicator(disclosure, "≥80 个"), "description": None}
    assert "绩效指标描述" in [cell.label for cell in indicator_table("", [row], "x").head.rows[0]]


def test_indicators_out_of_prose_have_no_column_that_prose_lacks(disclosure: Disclosure) -> None:
    table = indicator_table("", disclosure.of("goal_indicators"), "x")
    assert "指标值确定依据" not in [cell.label for cell in table.head.rows[0]]


# Pages


def test_every_page_of_the_catalogue_is_written(pages: Path, site: Site) -> None:
    expected = {f"{page.name}.html" for page in SITE_PAGES}
    expected |= {f"{path.stem}.html" for path in HAND_WRITTEN}
    collection = collection_of(site)
    addresses = [each.address for each in collection.divisions.values()]
    addresses += [each.address for each in collection.organisations]
    expected |= set(addresses)
    for each in site.disclosures:
        expected |= {
            f"disclosures/{each.id}/{page.name}.html"
            for page in DISCLOSURE_PAGES
            if page.applies(each)
        }
    assert written_pages(pages).keys() == expected


def test_the_package_is_offered_for_download(pages: Path) -> None:
    copy = pages / "datapackage" / "datapackage.json"
    assert copy.read_bytes() == (PACKAGE / "datapackage.json").read_bytes()


def test_the_same_package_gives_the_same_bytes(pages: Path, tmp_path: Path) -> None:
    write_pages(PACKAGE, DOCS, tmp_path / "pages", no_progress)
    assert contents(tmp_path / "pages") == contents(pages)


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_pages_that_are_no_longer_made_disappear(tmp_path: Path) -> None:
    write_pages(PACKAGE, DOCS, tmp_path / "pages", no_progress)
    stale = tmp_path / "pages" / "stale.md"
    stale.write_text("old", encoding="utf-8")
    write_pages(PACKAGE, DOCS, tmp_path / "pages", no_progress)
    assert not stale.exists()


def test_a_folder_of_others_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(YusuanError, match="不敢替换"):
        write_pages(PACKAGE, DOCS, tmp_path, no_progress)


def test_a_missing_package_is_an_error_with_advice(tmp_path: Path) -> None:
    with pytest.raises(YusuanError, match="yusuan convert"):
        write_pages(tmp_path, DOCS, tmp_path / "pages", no_progress)


def test_a_package_without_a_data_file_is_an_error_with_advice(tmp_path: Path) -> None:
    shutil.copytree(PACKAGE, tmp_path / "package", ignore=shutil.ignore_patterns("revenue.parquet"))
    with pytest.raises(YusuanError, match="yusuan convert"):
        write_pages(tmp_path / "package", DOCS, tmp_path / "pages", no_progress)


def test_the_overview_shows_the_total_as_printed(site: Site, disclosure: Disclosure) -> None:
    overview = OVERVIEW_PAGE.render(site, disclosure, DISCLOSURE_PAGES)
    assert "支出总计 1,336.23 万元" in shown(overview.content).text


def test_a_table_that_only_the_contents_list_has_is_said_to_be_missing(
    site: Site, disclosure: Disclosure
) -> None:
    overview = OVERVIEW_PAGE.render(site, without_revenue(disclosure), ()).content
    assert "缺：目录列出，正文没有" in overview


def test_a_missing_table_has_no_page(site: Site, disclosure: Disclosure) -> None:
    made = {page.address for page in disclosure_pages(site, without_revenue(disclosure))}
    assert f"disclosures/{ID}/revenue.html" not in made


def without_revenue(disclosure: Disclosure) -> Disclosure:
    def absent(row: Record) -> Record:
        if row["resource"] != "revenue":
            return row
        lacking = dict.fromkeys(("place", "place_end", "is_empty", "row_count"))
        return {**row, **lacking}

    tables = tuple(absent(row) for row in disclosure.of("published_tables"))
    rows = {**disclosure.rows, "published_tables": tables, "revenue": ()}
    return dataclasses.replace(disclosure, rows=rows)


def another_year(disclosure: Disclosure, year: int) -> Disclosure:
    id_ = disclosure.id.replace("2023", str(year))
    facts: Mapping[str, Any] = {**disclosure.facts, "disclosure_id": id_, "fiscal_year": year}
    return dataclasses.replace(disclosure, id=id_, facts=facts, figures={})


def test_the_home_page_opens_with_the_newest_disclosure(site: Site, disclosure: Disclosure) -> None:
    several = (another_year(disclosure, 2022), another_year(disclosure, 2024), disclosure)
    home = HOME_PAGE.render(dataclasses.replace(site, disclosures=several)).content
    first = re.findall(r"disclosures/([\w-]+)/", home)[0]
    assert first == ID.replace("2023", "2024")


def test_the_home_page_lists_every_disclosure(site: Site, disclosure: Disclosure) -> None:
    several = tuple(another_year(disclosure, year) for year in range(1900, 2400))
    home = HOME_PAGE.render(dataclasses.replace(site, disclosures=several)).content
    assert home.count("年预算</a>") == len(several)


def test_a_site_without_disclosures_can_be_made(site: Site) -> None:
    empty = dataclasses.replace(site, disclosures=())
    assert len([*every_page(empty)]) == len(SITE_PAGES)


def test_one_wording_of_a_definition_is_listed_once(site: Site, disclosure: Disclosure) -> None:
    several = (disclosure, another_year(disclosure, 2024))
    terms = [*all_terms(dataclasses.replace(site, disclosures=several))]
    assert {len(term.definitions) for term in terms} == {1}


# The source page and the checks page


class Lines(HTMLParser):
    """The text of each line of a source page, without its links; and where those lead."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.links: dict[str, list[str]] = {}
        self.figures: list[tuple[str, str]] = []
        self.inside = self.linked = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "li" and str(values.get("id")).startswith("line-"):
            self.found.append((str(values["id"]), ""))
            self.inside = True
        elif tag == "a" and self.inside and values.get("class") == "figure":
            self.figures.append((self.found[-1][0], str(values["href"])))
        elif tag == "a" and self.inside:
            self.linked = True
            self.links.setdefault(self.found[-1][0], []).append(str(values["href"]))

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self.linked = False
        elif tag in {"li", "ol"}:  # the end tag of an item may be left out
            self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside and not self.linked:
            name, before = self.found[-1]
            self.found[-1] = (name, before + data)


def source_page(folder: Path) -> Lines:
    parser = Lines()
    (page,) = folder.glob(f"disclosures/{ID}/source.*")
    parser.feed(page.read_text(encoding="utf-8"))
    return parser


def test_each_line_of_the_source_is_shown_once_with_its_text(built: Path) -> None:
    content = (PACKAGE / "sources" / ID / "source.txt").read_text(encoding="utf-8")
    lines = content.replace("\f", "").split("\n")
    found = [(name, text.rstrip(" ")) for name, text in source_page(built).found]
    assert found == [(f"line-{n}", line.rstrip(" ")) for n, line in enumerate(lines, start=1)]


@pytest.mark.parametrize("hostile", PRINTED)
def test_lines_of_the_source_show_as_printed(
    site: Site, disclosure: Disclosure, hostile: str
) -> None:
    altered = dataclasses.replace(disclosure, source=(hostile, f"{hostile}\t{hostile}"))
    parser = Lines()
    parser.feed(SOURCE_PAGE.render(site, altered, ()).content)
    found = [text.strip() for _, text in parser.found]
    assert found == [hostile, f"{hostile}\t{hostile}"]


FIGURE = re.compile(r'<td class="?figure[^>]*><a href="?figure.html#([^">]+)"?>([^<]+)</a>')


@pytest.mark.parametrize("name", [*TABLE_BY_NAME])
def test_a_figure_leads_to_its_page_and_that_to_its_line(built: Path, name: str) -> None:
    path = built / f"disclosures/{ID}/{name}.html"
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    lines, drawn = dict(source_page(built).found), read_parts(path.parent)
    for fragment, shown_figure in FIGURE.findall(text.rpartition("</figure>")[2]):
        printed, figure = html.unescape(shown_figure), drawn[html.unescape(fragment)]
        assert figure["value"] == printed
        page, _, line = figure["source"].partition("#")
        assert page == "source.html"
        assert printed in [grouped(cell.strip()) for cell in lines[line].split("\t")]
        marked = [cell for cell, is_marked in figure["line"] if is_marked]
        assert [grouped(cell) for cell in marked] == [printed]


def test_figures_are_links(built: Path) -> None:
    revenue = (built / f"disclosures/{ID}/revenue.html").read_text(encoding="utf-8")
    assert ("revenue.合计.total", "1,336.23") in FIGURE.findall(revenue)


def test_a_figure_in_a_line_leads_to_its_page(built: Path, disclosure: Disclosure) -> None:
    expected = {
        (str(figure["place"]).partition("C")[0].replace("L", "line-"), figure_address(line_id))
        for line_id, figure in disclosure.figures.items()
    }
    assert len(expected) == 171
    assert set(source_page(built).figures) == expected


def test_a_line_leads_back_to_its_data(built: Path) -> None:
    assert source_page(built).links["line-97"] == ["revenue.html#revenue-合计"]


def test_every_line_of_data_leads_back(built: Path, disclosure: Disclosure) -> None:
    links = source_page(built).links
    rows = disclosure.of("source_lines")
    data = {f"line-{row['source_line']}" for row in rows if row["resource"]}
    assert data - links.keys() == set()


def test_every_disagreement_is_explained_on_the_checks_page(
    site: Site, disclosure: Disclosure
) -> None:
    seen = shown(CHECKS_PAGE.render(site, disclosure, ()).content)
    told = findings(disclosure)
    assert told
    for each in told:
        said = sentence(each.result)
        for words in (*(side.printed for side in said.sides), said_of_rest(said)):
            assert words in seen.text
        for other in each.others:
            assert str(other["message"]) in seen.text
    for row in failures(disclosure):
        assert f"check-{row['check_no']}" in seen.ids
        for place in parse_places(str(row["places"])):
            assert f"source.html#{anchor_of(place)}" in seen.links


def said_of_rest(said: Sentence) -> str:
    return "".join(part.label for part in said.rest.parts)


DISAGREES = {"left_places": "L9", "right_places": "L11 L12"}


@pytest.mark.parametrize(
    ("message", "sides", "rest", "links"),
    [
        (
            "甲表：合计 4.50（第 9 行），而分项 5.50（第 11、12 行），相差 1.00 万元。",
            ["甲表：合计 4.50", "分项 5.50"],
            "相差 1.00 万元。",
            [],
        ),
        (
            "目标 1 写“5 个”（第 9 行），项目 2（第 11、12 行）的“个，数”为“6 个”。",
            ["目标 1 写“5 个”", "项目 2的“个，数”为“6 个”"],
            "",
            [],
        ),
        (
            "第 9 行称有甲，而表中（第 11–12 行）没有。",
            [],
            "第 9 行称有甲，而表中（第 11–12 行）没有。",
            ["line-9"],
        ),
    ],
    ids=["two figures", "a clause goes on", "places within"],
)
def test_what_two_places_print_is_said_once_and_side_by_side(
    message: str, sides: list[str], rest: str, links: list[str]
) -> None:
    said = sentence({**DISAGREES, "message": message})
    assert [side.printed for side in said.sides] == sides
    assert said_of_rest(said) == rest
    assert [part.anchor for part in said.rest.parts if part.anchor] == links


def test_a_reason_that_only_repeats_is_not_told(disclosure: Disclosure) -> None:
    row = {**disclosure.of("checks")[0], "status": "fail", "consequence": "figure"}
    row |= {"message": "小计 1,004.50（第 24 页），而预算 5.50（第 24 页）。"}
    told = {
        reason: findings(only(disclosure, {**row, "reason": reason}))[0].reason
        for reason in (
            "原文如此。",
            "原文如此：第 24 页小计印 1004.50，预算印 5.50。",
            "第 25 页另印 5.50。",
            "所指相同。",
        )
    }
    assert [reason for reason, shown in told.items() if shown] == [
        "第 25 页另印 5.50。",
        "所指相同。",
    ]


def test_every_result_is_on_the_checks_page(site: Site, disclosure: Disclosure) -> None:
    page = CHECKS_PAGE.render(site, disclosure, ()).content
    shown = re.findall(r'<(?:tr><td>|li value=")([0-9]+)', page)
    assert sorted(map(int, shown)) == [row["check_no"] for row in disclosure.of("checks")]


@pytest.mark.parametrize("page", [HOME_PAGE, OVERVIEW_PAGE, CHECKS_PAGE])
def test_the_state_of_the_checks_is_told(
    pages: Path, disclosure: Disclosure, page: SitePage | DisclosurePage
) -> None:
    counts = counts_of(disclosure.of("checks"))
    folder = "" if page is HOME_PAGE else f"disclosures/{ID}/"
    text = shown(written_pages(pages)[f"{folder}{page.name}.html"]).text
    said = "，".join(f"{count} 项{word}" for word, count in counts.said)
    disagree = f"{counts.disagrees} 项不一致"
    merged = f"（说同一件事的合在一处，共 {len(findings(disclosure))} 处）"
    said = said.replace(disagree, disagree + merged)
    assert f"{counts.total} 项核对：{said}" in text
    assert [word for word, _ in counts.said] == ["相符", "未超过", "不一致", "不适用"]
    assert sum(count for _, count in counts.said) == counts.total


def test_what_differs_is_not_counted_as_agreeing(disclosure: Disclosure) -> None:
    rows = disclosure.of("checks")
    agreeing = [row for row in rows if row["status"] == "pass" and not row["difference"]]
    assert dict(counts_of(rows).said)["相符"] == len(agreeing)
    assert dict(counts_of(()).said) == {"不一致": 0}
    apart = {**agreeing[0], "difference": Decimal("0.01"), "tolerance": Decimal("0.02")}
    assert dict(counts_of((apart,)).said) == {"在容差内": 1, "不一致": 0}


def with_a_disagreement(disclosure: Disclosure, figures: str, places: str) -> Disclosure:
    """Its only result: a disagreement that names these figures and places."""
    row = {**disclosure.of("checks")[0], "check_no": 7, "status": "fail"}
    row |= {"budget_line_ids": figures or None, "places": places, "subject": "行政运行"}
    row |= {"consequence": "figure"}
    return only(disclosure, row)


def only(disclosure: Disclosure, row: Record) -> Disclosure:
    """With ``row`` as its only result."""
    return dataclasses.replace(disclosure, rows={**disclosure.rows, "checks": (row,)})


MARK = Mark(7, "行政运行：数目不同")


def marked(disclosure: Disclosure, name: str) -> dict[str, tuple[Mark, ...]]:
    table = drawn(disclosure, name, marks_of(disclosure))
    return {cell.text: cell.marks for row in table.rows for cell in row.cells if cell.marks}


def test_a_figure_in_a_disagreement_is_marked(disclosure: Disclosure) -> None:
    altered = with_a_disagreement(disclosure, f"{ID}.revenue.2150501.total", "L100")
    assert marked(altered, "revenue") == {"1,028.34": (MARK,)}


def test_a_row_in_a_disagreement_without_figures_is_marked_at_its_line(
    disclosure: Disclosure,
) -> None:
    altered = with_a_disagreement(disclosure, "", "L100")
    assert marked(altered, "revenue") == {"第 100 行": (MARK,)}


def test_a_table_counts_its_disagreements(site: Site, disclosure: Disclosure) -> None:
    altered = with_a_disagreement(disclosure, f"{ID}.revenue.2150501.total", "L100")
    pages = {page.address: page.content for page in disclosure_pages(site, altered)}
    revenue = pages[f"disclosures/{ID}/revenue.html"]
    assert "本表有 1 处与其他地方不一致" in revenue
    assert 'href="checks.html#check-7"' in revenue
    assert MARK.name in html.unescape(revenue)
    assert "处与其他地方不一致" not in pages[f"disclosures/{ID}/procurement.html"]


def test_a_headline_and_a_chart_mark_what_their_figures_take_part_in(
    site: Site, disclosure: Disclosure
) -> None:
    altered = with_a_disagreement(disclosure, f"{ID}.expenditure.合计.basic", "L118")
    pages = {page.address: page.content for page in disclosure_pages(site, altered)}
    overview = pages[f"disclosures/{ID}/index.html"]
    headline, chart = overview.split("图中的“", 1)
    for part in (headline, chart):
        assert f'href="checks.html#check-7">{MARK.name}</a>' in html.unescape(part)


# How disagreements are told


def repeated(row: Record, number: int, **changed: object) -> Record:
    return {**row, "check_no": number, **changed}  # type: ignore[dict-item]


def told_of(disclosure: Disclosure, *rows: Record) -> tuple[tuple[str, tuple[int, ...]], ...]:
    altered = dataclasses.replace(disclosure, rows={**disclosure.rows, "checks": rows})
    return tuple((each.name, each.numbers) for each in findings(altered))


def test_what_merged_say_alike_is_one_finding(disclosure: Disclosure) -> None:
    row = with_a_disagreement(disclosure, "", "L100").of("checks")[0]
    again = repeated(row, 8, places="L200", left_places="L200")
    other = repeated(row, 9, left_expression="别的", places="L300")
    assert told_of(disclosure, row, again, other) == (
        ("行政运行（第 100 行）：数目不同", (7, 8)),
        ("行政运行（第 300 行）：数目不同", (9,)),
    )


def test_sums_that_one_figure_puts_off_by_one_amount_are_one_finding(
    disclosure: Disclosure,
) -> None:
    row = with_a_disagreement(disclosure, f"{ID}.revenue.2150501.total", "L100").of("checks")[0]
    row = repeated(row, 7, difference=Decimal(1))
    above = repeated(row, 8, check_id="total-of-classes", subject="合计", difference=Decimal(-1))
    apart = repeated(above, 9, left_expression="别的", difference=Decimal(2))
    assert told_of(disclosure, row, above, apart) == (
        ("行政运行：数目不同", (7, 8)),
        ("合计：数目不同", (9,)),
    )


def test_what_contradicts_most_leads_on_home_and_overview(
    site: Site, disclosure: Disclosure
) -> None:
    first = findings(disclosure)[0]
    alone = dataclasses.replace(site, disclosures=(disclosure,))
    for page in (HOME_PAGE.render(alone), OVERVIEW_PAGE.render(site, disclosure, ())):
        seen = shown(page.content)
        assert first.name in seen.text
        for side in first.sides:
            assert side.printed in seen.text


# The built site


def built_pages(built: Path) -> Iterator[tuple[Path, Shown]]:
    for path in sorted(built.rglob("*.html")):
        yield path, shown(path.read_text(encoding="utf-8"))


def test_every_link_between_pages_leads_somewhere(built: Path) -> None:
    """404.html is left out: it is served at any address, so its links begin at the root."""
    found = {path: page for path, page in built_pages(built) if path.name != "404.html"}
    broken = []
    for path, page in found.items():
        for link in page.links:
            parts = urlsplit(html.unescape(link))
            if parts.scheme or parts.netloc:
                continue
            goal = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            goal = goal / "index.html" if goal.is_dir() else goal
            anchor = unquote(parts.fragment)
            if not goal.is_file() or (anchor and anchor not in found[goal].ids):
                broken.append(f"{path.relative_to(built)}: {link}")
    assert broken == []


def test_nothing_is_loaded_from_elsewhere(built: Path) -> None:
    loads = {load for _, page in built_pages(built) for load in page.loads}
    assert [load for load in sorted(loads) if urlsplit(load).netloc] == []


def test_no_style_loads_from_elsewhere(built: Path) -> None:
    sheets = "".join(path.read_text(encoding="utf-8") for path in built.rglob("*.css"))
    assert re.findall(r"(?:url\(|@import)\s*[\"']?(?:https?:)?//[^)]*", sheets) == []


def test_the_theme_folder_is_not_published(built: Path) -> None:
    assert not (built / "overrides").exists()


def test_a_page_that_is_not_there_says_so_in_chinese(built: Path) -> None:
    assert "没有这个页面" in (built / "404.html").read_text(encoding="utf-8")
