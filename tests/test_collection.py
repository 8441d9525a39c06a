"""Places and organisations: how disclosures are grouped, and years side by side."""

import dataclasses
from decimal import Decimal
from typing import Any

import pytest

from tests.issued import changed, issued, without
from tests.test_pages import Shown
from tests.test_pages import shown as as_shown
from yusuan.pages.charts.multiples import Panel, Point, multiples
from yusuan.pages.charts.shapes import Label
from yusuan.pages.collection.caveats import caveats
from yusuan.pages.collection.cells import figure_cell
from yusuan.pages.collection.model import Collection, Organisation, collection_of
from yusuan.pages.collection.organisation import (
    ORGANISATION_PAGE,
    Part,
    department,
    units,
)
from yusuan.pages.collection.place import PLACE_PAGE
from yusuan.pages.collection.plans import plans
from yusuan.pages.collection.series import functions, main_figures
from yusuan.pages.figures import plain
from yusuan.pages.headlines import headlines
from yusuan.pages.measures import MEASURE_BY_NAME, THREE_PUBLIC_ITEMS, of_whole
from yusuan.pages.model import Disclosure, Site
from yusuan.pages.outline import shown as measured
from yusuan.pages.tables import Cell, TableView


def collected(site: Site, *disclosures: Disclosure) -> Collection:
    return collection_of(dataclasses.replace(site, disclosures=disclosures))


def together(*disclosures: Disclosure) -> Organisation:
    return Organisation("130500-501", "130500", disclosures)


def row(table: TableView, name: str) -> tuple[Cell, ...]:
    return next(cells for cells, _, _ in table.rows if cells[0].text == name)


def in_place(disclosure: Disclosure, code: str | None, name: str | None) -> Disclosure:
    facts: dict[str, Any] = {
        "division_code": code,
        "division_name": name,
        "organisation_id": f"{code}-{name}-1",
    }
    return issued(disclosure, **facts)


# Places


def test_places_nest_by_the_digits_of_their_codes(site: Site, disclosure: Disclosure) -> None:
    places = (("130000", "甲省"), ("130500", "乙市"), ("130502", "丙区"), ("140100", "丁市"))
    found = collected(site, *(in_place(disclosure, *place) for place in places))
    assert {key: each.parent for key, each in found.divisions.items()} == {
        "130000": None,
        "130500": "130000",
        "130502": "130500",
        "140000": None,
        "140100": "140000",
    }


def test_a_county_lies_in_its_province_where_nobody_names_its_city(
    site: Site, disclosure: Disclosure
) -> None:
    found = collected(
        site, in_place(disclosure, "130000", "甲省"), in_place(disclosure, "139902", "丙区")
    )
    assert [each.name for each in found.chain("139902")] == ["甲省", "丙区"]


def test_without_codes_a_place_lies_in_the_one_that_its_name_begins_with(
    site: Site, disclosure: Disclosure
) -> None:
    found = collected(
        site, in_place(disclosure, None, "甲市"), in_place(disclosure, None, "甲市乙区")
    )
    assert [each.name for each in found.chain("jiashiyiqu")] == ["甲市", "甲市乙区"]


def test_what_names_no_place_comes_last(site: Site, disclosure: Disclosure) -> None:
    found = collected(
        site, in_place(disclosure, None, None), in_place(disclosure, "990000", "甲省")
    )
    assert list(found.divisions) == ["990000", "unknown"]


def test_the_organisations_of_a_place_are_those_of_the_places_in_it_too(
    site: Site, disclosure: Disclosure
) -> None:
    found = collected(
        site, in_place(disclosure, "130000", "甲省"), in_place(disclosure, "130502", "丙区")
    )
    assert len(list(found.below("130000"))) == 2


def shown(site: Site, page: object, *disclosures: Disclosure) -> list[Shown]:
    chosen = dataclasses.replace(site, disclosures=disclosures)
    made = page.render(chosen, collection_of(chosen))  # type: ignore[attr-defined]
    return [as_shown(each.content) for each in made]


def test_the_page_of_a_place_leads_to_its_organisations_and_their_years(
    site: Site, disclosure: Disclosure
) -> None:
    _, page = shown(site, PLACE_PAGE, disclosure, issued(disclosure, fiscal_year=2024))
    assert {
        "../organisations/130500-501.html",
        f"../disclosures/{disclosure.id}/index.html",
    } <= set(page.links)


def test_the_latest_document_speaks_for_an_organisation_the_whole_before_its_part(
    site: Site, disclosure: Disclosure
) -> None:
    found = collected(
        site, issued(disclosure, scope="unit"), issued(disclosure, scope="department")
    )
    assert found.organisations[0].disclosures[-1].facts["scope"] == "department"


# Years side by side


def test_years_stand_side_by_side_with_the_change_and_its_share(disclosure: Disclosure) -> None:
    table = main_figures(
        together(disclosure, issued(disclosure, fiscal_year=2024, times="1.5"))
    ).table
    assert [(cell.text, cell.note) for cell in row(table, "公务接待")[1:]] == [
        ("3.000", "比 2023 年增加 1.00（50.0%）"),
        ("2.00", ""),
    ]


def test_the_newest_year_comes_first(disclosure: Disclosure) -> None:
    """A phone shows one or two columns."""
    head = main_figures(together(disclosure, issued(disclosure, fiscal_year=2024))).table.head
    assert [cell.label for cell in head.rows[0]] == ["项目", "2024 年预算", "2023 年预算"]


def test_every_figure_leads_to_its_page(disclosure: Disclosure) -> None:
    table = main_figures(together(disclosure)).table
    figures = [cell for cells, _, _ in table.rows for cell in cells[1:] if cell.text]
    assert figures
    assert all(f"{disclosure.id}/figure.html#" in cell.link for cell in figures)


@pytest.mark.parametrize("facts", [{"scope": "unit"}, {"scope": None}, {"kind": "final_accounts"}])
def test_another_scope_or_kind_is_not_subtracted(
    disclosure: Disclosure, facts: dict[str, Any]
) -> None:
    table = main_figures(
        together(disclosure, issued(disclosure, fiscal_year=2024, times="2", **facts))
    ).table
    assert [cell.note for cell in row(table, "基本支出")[1:]] == ["", ""]


def test_an_amount_without_a_unit_is_not_subtracted(disclosure: Disclosure) -> None:
    bare = changed(issued(disclosure, fiscal_year=2024), "expenditure", published_unit=None)
    series = main_figures(together(disclosure, bare))
    assert row(series.table, "基本支出")[1].note == "原表没有印单位"
    assert series.unitless == (bare,)


def test_functions_are_told_by_class(disclosure: Disclosure) -> None:
    found = functions(together(disclosure))
    assert found is not None
    assert [cells[0].text for cells, _, _ in found.table.rows] == ["215 资源勘探工业信息等支出"]


def test_small_multiples_show_measures_of_several_years(disclosure: Disclosure) -> None:
    several = main_figures(together(disclosure, issued(disclosure, fiscal_year=2024)))
    assert several.picture is not None
    assert main_figures(together(disclosure)).picture is None
    printed = {entry.shown for entry in several.picture.entries}
    assert {"1,336.23 万元", "8.00 万元"} <= printed  # as the table beside it, not 8


@pytest.mark.parametrize(
    ("amount", "shown", "told"),
    [
        (None, "空白", "空白"),
        (Decimal("1.35"), "1.35 万元", "1.35 万元"),
        (Decimal("12345678901.2345"), "12,345,678,901.2345 万元", "约 1,234,567.89 亿元"),
    ],
)
def test_a_bar_says_its_figure_as_the_table_behind_it_where_it_fits(
    amount: Decimal | None, shown: str, told: str
) -> None:
    points = (Point("2023 年预算", amount, plain(amount or Decimal(0)), "a", planned=True),)
    picture = multiples([Panel("公务接待", points)], "主要数字", "万元", name="x", resources=())
    assert picture is not None
    row = ["公务接待", "2023 年预算", shown]
    assert [cell.text for cell in picture.table.rows[0].cells] == row
    for drawing in picture.drawings:
        assert [each.text for each in drawing.shapes if isinstance(each, Label)][-1] == told


@pytest.mark.parametrize(("unit", "whole"), [(None, True), ("合计", True), ("某局本级", False)])
def test_a_row_of_one_unit_is_not_the_department(unit: str | None, whole: bool) -> None:
    assert of_whole({"unit_name": unit}) is whole


def test_a_table_with_classes_tells_the_functions_where_the_widest_has_none(
    disclosure: Disclosure,
) -> None:
    fewer = dataclasses.replace(disclosure, rows={**disclosure.rows, "expenditure": ()})
    found = functions(together(fewer))
    assert found is not None
    assert "一般公共预算" in found.table.caption or "财政拨款" in found.table.caption


# Part and whole


def listed(organisation_id: str, part_of: str | None, count: int = 1) -> dict[str, Any]:
    name = f"机构 {organisation_id}"
    found = {"organisation_id": organisation_id, "organisation_name": name, "part_of": part_of}
    return {**found, "disclosure_count": count}


def test_the_units_of_a_department_are_named_and_lead_to_their_pages(site: Site) -> None:
    rows = (listed("1", None), listed("1-a", "1"), listed("1-b", "1", 0))
    several = dataclasses.replace(site, organisations=rows)
    assert units(several, "1") == (
        Part("机构 1-a", "organisations/1-a.html"),
        Part("机构 1-b", ""),
    )
    assert department(several, "1-a") == Part("机构 1", "organisations/1.html")
    assert department(several, "1") is None


# Plans and outcomes


def outcome_of(disclosure: Disclosure, times: str = "0.9") -> Disclosure:
    return issued(disclosure, kind="final_accounts", times=times)


def test_an_outcome_stands_beside_the_budget_of_its_year(disclosure: Disclosure) -> None:
    (plan,) = plans(together(disclosure, outcome_of(disclosure)))
    cells = row(plan.table, "公务接待")
    # Columns that neither document prints are left out.
    assert [each.text for each in cells[1:]] == ["2.00", "1.800", "减少 0.20（10.0%）"]


@pytest.mark.parametrize("facts", [{"fiscal_year": 2022}, {"scope": "unit"}])
def test_a_budget_of_another_year_or_scope_is_no_plan_of_it(
    disclosure: Disclosure, facts: dict[str, Any]
) -> None:
    assert plans(together(issued(disclosure, **facts), outcome_of(disclosure))) == ()


def test_a_blank_outcome_is_not_subtracted(disclosure: Disclosure) -> None:
    blank = without(outcome_of(disclosure), "three_public_expenditure")
    (plan,) = plans(together(disclosure, blank))
    assert row(plan.table, "公务接待")[-1].text == "决算空白"


def test_the_plan_that_final_accounts_print_serves_where_there_is_no_budget(
    disclosure: Disclosure,
) -> None:
    outcome = outcome_of(disclosure, "1")
    at = f"{outcome.id}.three_public_expenditure.公务接待费"
    planned = {**outcome.figures[f"{at}.total"], "published_text": "2.50"}
    figures = {**outcome.figures, f"{at}.initial_budget": planned}
    (plan,) = plans(together(dataclasses.replace(outcome, figures=figures)))
    assert row(plan.table, "公务接待")[-1].text == "减少 0.50（20.0%）"


def test_a_blank_outcome_says_the_plan_that_its_row_prints(disclosure: Disclosure) -> None:
    """On its card and beside other years; not beside the plan itself."""
    outcome = outcome_of(disclosure, "1")
    planned = {}
    for line, figure in outcome.figures.items():
        if ".three_public_expenditure." in line and line.endswith(".total"):
            id_ = f"{line.removesuffix('total')}initial_budget"
            planned[id_] = {**figure, "budget_line_id": id_}
    blank = without(outcome, "three_public_expenditure")
    blank = dataclasses.replace(blank, figures={**blank.figures, **planned})
    (plan,) = plans(together(blank))
    series = main_figures(together(blank))
    assert series is not None
    (card,) = (each for each in headlines(blank) if each.name == "three_public")
    assert (
        row(series.table, "公务接待")[-1].note.partition("\n")[0],
        row(plan.table, "公务接待")[-2].note.partition("\n")[0],
        [each.said for each in card.planned],
    ) == ("决算空白，年初预算 2.00 万元", "文字写 2 万元", ["年初预算 8.00 万元"])


# What cannot be compared


def said(*disclosures: Disclosure) -> list[str]:
    return [each.partition("：")[0] for each in caveats(together(*disclosures), ())]


def test_one_document_needs_no_caution(disclosure: Disclosure) -> None:
    assert said(disclosure) == []


@pytest.mark.parametrize(
    ("facts", "subject"),
    [
        ({"department_name": "另一个名称"}, "名称"),
        ({"scope": "unit"}, "范围"),
        ({"kind": "final_accounts"}, "种类"),
        ({"fiscal_year": 2026}, "缺年"),
    ],
)
def test_what_differs_is_said(disclosure: Disclosure, facts: dict[str, Any], subject: str) -> None:
    year: dict[str, Any] = {"fiscal_year": 2024}
    assert said(disclosure, issued(disclosure, **(year | facts))) == [subject]


def test_the_page_of_an_organisation_says_that_amounts_are_nominal(
    site: Site, disclosure: Disclosure
) -> None:
    (page,) = shown(site, ORGANISATION_PAGE, disclosure)
    assert "名义值" in page.text


# Never false


def test_a_blank_cell_says_what_the_prose_states(disclosure: Disclosure) -> None:
    overseas = next(each for each in THREE_PUBLIC_ITEMS if each.name == "overseas")
    cell = figure_cell(overseas, disclosure, measured(overseas, disclosure), None)
    assert (cell.text, cell.css, cell.note) == ("", "figure blank", "文字写 0 万元")


def test_a_figure_that_another_place_contradicts_says_so(disclosure: Disclosure) -> None:
    basic = MEASURE_BY_NAME["basic"]
    row = disclosure.of("checks")[0]
    changed = {"status": "fail", "consequence": "figure", "subject": "基本支出"}
    named = {**row, **changed, "budget_line_ids": f"{disclosure.id}.expenditure.合计.basic"}
    altered = dataclasses.replace(disclosure, rows={**disclosure.rows, "checks": (named,)})
    cell = figure_cell(basic, altered, measured(basic, altered), None)
    assert cell.note == "与文件别处不一致：基本支出：数目不同"
