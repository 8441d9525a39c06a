"""The table of all indicators: complete without a script, and with all that the script needs."""

import dataclasses
import re
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.paths import SITE_FILES
from yusuan.checks.model import CONSEQUENCE_TITLES
from yusuan.evidence.places import parse_places
from yusuan.pages.bundles import BUNDLES
from yusuan.pages.checks import CHECKS_PAGE, ranges
from yusuan.pages.indicators import INDICATORS_PAGE, sort_value
from yusuan.pages.model import Disclosure, Record, Site
from yusuan.pages.told import findings

ID = "130500-501-2023-budget"
SCRIPT = SITE_FILES / "assets" / "indicators.js"


class Table(HTMLParser):
    """The rows of the one table of a page, the options of its selects, and what of both is hidden."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.heads: list[str] = []
        self.rows: dict[str, list[str]] = {}
        self.values: dict[str, list[str | None]] = {}
        self.options: dict[str, list[str]] = {}
        self.hidden: list[str] = []
        self.row = self.select = ""
        self.inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if "hidden" in values and tag in ("form", "table", "thead", "tbody", "tr", "th", "td"):
            self.hidden.append(tag)
        if tag == "tr":
            self.row = values.get("id") or ""
        elif tag in ("td", "th") and self.row:
            self.rows.setdefault(self.row, []).append("")
            self.values.setdefault(self.row, []).append(values.get("data-value"))
            self.inside = True
        elif tag == "th":
            self.heads.append(values.get("data-field") or "")
        elif tag == "select":
            self.select = values.get("name") or ""
        elif tag == "option":
            self.options.setdefault(self.select, []).append(values.get("value") or "")
        elif tag == "small":
            self.inside = False

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.rows[self.row][-1] += data


@pytest.fixture(scope="module")
def page(site: Site, disclosure: Disclosure) -> str:
    return INDICATORS_PAGE.render(site, disclosure, ()).content


@pytest.fixture(scope="module")
def table(page: str) -> Table:
    return Table(page)


def test_every_indicator_has_a_row_with_its_anchor(table: Table, disclosure: Disclosure) -> None:
    rows = disclosure.of("performance_indicators")
    assert [*table.rows] == [f"indicator-{row['project_no']}-{row['indicator_no']}" for row in rows]


def test_a_row_has_name_target_kind_levels_project_and_line(table: Table) -> None:
    assert table.rows["indicator-1-1"] == [
        "参展企业及产品数量",
        "≥ 10 个",
        "数量",
        "产出指标",
        "数量指标",
        "1、2022 年中国国际数字经济博览会经费",
        "第 440 行",
    ]


def test_a_row_leads_to_its_project_and_to_its_line(page: str) -> None:
    row = next(line for line in page.split("\n") if 'id="indicator-3-2"' in line)
    assert re.findall(r'href="([a-z.]+#[\w-]+)"', row)[:2] == [
        "projects.html#project-3",
        "source.html#line-472",
    ]


def test_the_description_can_be_searched(page: str) -> None:
    assert "<small>征集符合条件企业及产品参展</small>" in page


def test_only_what_needs_the_script_is_hidden(table: Table) -> None:
    assert table.hidden == ["form", "tbody"]


@pytest.mark.parametrize(("field", "column"), [("kind", 2), ("project", 5)])
def test_each_choice_is_what_some_row_has(table: Table, field: str, column: int) -> None:
    found = {
        values[column] or cells[column]
        for cells, values in zip(table.rows.values(), table.values.values(), strict=True)
    }
    assert {*table.options[field]} - {""} == found


def test_the_choices_of_level_are_first_levels_and_what_they_contain(table: Table) -> None:
    found = {part for cells in table.rows.values() for part in (cells[3], "/".join(cells[3:5]))}
    assert {*table.options["level"]} - {""} == found


def test_the_script_knows_every_column_and_control(table: Table, page: str) -> None:
    """Names that template and script share."""
    script = SCRIPT.read_text(encoding="utf-8")
    fields = {*re.findall(r"cells[.:{ ]+(\w+)", script), *re.findall(r"\b(level\d)\b", script)}
    assert fields & {"target", "kind", "level1", "level2", "project"} <= {*table.heads}
    controls = {*re.findall(r'name="(\w+)"', page)}
    assert controls == {*re.findall(r"^    (\w+): \(\{", script, re.MULTILINE)}


def test_the_script_is_small_and_loaded_with_every_page() -> None:
    assert SCRIPT.name in dict(BUNDLES)["yusuan.js"]
    assert SCRIPT.stat().st_size < 7000


TARGET: Record = {
    "target_operator": None,
    "target_low": None,
    "target_high": None,
    "target_date": None,
    "target_days": None,
}


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ({"target_operator": ">=", "target_low": Decimal("80.000000")}, "80"),
        ({"target_operator": "<=", "target_high": Decimal(16000)}, "16000"),
        ({"target_low": Decimal("99.5"), "target_high": Decimal("99.5")}, "99.5"),
        ({"target_operator": "range", "target_low": Decimal(5), "target_high": Decimal(9)}, "5"),
        ({"target_low": Decimal(-3), "target_high": Decimal(-3)}, "-3"),
        ({"target_date": "2023-12-31", "target_operator": "<="}, "2023-12-31"),
        ({"target_days": 50}, "50"),
        ({}, ""),
    ],
)
def test_a_target_sorts_by_its_number_or_date(target: Record, expected: str) -> None:
    assert sort_value({**TARGET, **target}) == expected


# Light pages


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ("L41", "第 41 行"),
        ("L41C2 L41C3 L42 L43", "第 41–43 行"),
        ("L41 L43", "第 41、43 行"),
        ("L9 L10 L12 L13", "第 9–10、12–13 行"),
        ("p3@1,2,3,4 p3@1,5,3,6 p4", "第 3–4 页"),
        ("收支总表!D12", "工作表“收支总表”D12"),
    ],
)
def test_places_in_a_row_are_a_range(places: str, expected: str) -> None:
    assert ranges(parse_places(places)) == expected


def test_a_result_links_to_the_first_of_its_lines(site: Site, disclosure: Disclosure) -> None:
    row = {**disclosure.of("checks")[0], "places": "L97C2 L98 L105"}
    altered = dataclasses.replace(disclosure, rows={**disclosure.rows, "checks": (row,)})
    shown = CHECKS_PAGE.render(site, altered, ()).content
    assert '<a href="source.html#line-97">第 97–98、105 行</a>' in shown


def test_what_cannot_be_compared_is_a_group_of_its_own(site: Site, disclosure: Disclosure) -> None:
    said = "“合计”读不出（印作“3①.2O”，第 97 行）。"
    row = {
        **disclosure.of("checks")[0],
        "status": "not_comparable",
        "message": f"无法核对：某表：{said}",
        "difference": None,
        "places": "L97C2",
    }
    altered = dataclasses.replace(disclosure, rows={**disclosure.rows, "checks": (row,)})
    shown = CHECKS_PAGE.render(site, altered, ()).content
    assert shown.index("没有核对出不一致") < shown.index("无法核对的 1 项") < shown.index("条规则")
    assert f'href="#unread-{row["check_no"]}"' in shown.partition("条规则")[2]


def test_graver_disagreements_come_first_where_there_are_very_many(disclosure: Disclosure) -> None:
    rows = [{**row, "status": "fail"} for row in disclosure.of("checks")]
    altered = dataclasses.replace(disclosure, rows={**disclosure.rows, "checks": tuple(rows)})
    told = findings(altered)
    names: list[str] = [name for name, _, _ in CONSEQUENCE_TITLES]
    assert [each.consequence for each in told] == sorted(
        (each.consequence for each in told), key=names.index
    )
    assert sorted(number for each in told for number in each.numbers) == [
        row["check_no"] for row in rows
    ]
    assert len({each.name for each in told}) == len(told)


def test_scripts_and_styles_of_the_page_exist() -> None:
    assert [path.is_file() for path in (SCRIPT, Path(f"{SCRIPT.with_suffix('.css')}"))] == [
        True,
        True,
    ]
