"""The comparison: departments as rows, years as columns, exact amounts in 万元."""

import dataclasses
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.derived import derive
from tests.kept import make_package
from tests.paths import PACKAGE, SMALL
from tests.test_pages import shown
from yusuan.pages.collection.cells import Earlier, change
from yusuan.pages.compare import COMPARE_PAGE, comparison, grid
from yusuan.pages.measures import MEASURE_BY_NAME, MEASURES, find
from yusuan.pages.model import Disclosure, Site, integer, read_site
from yusuan.pages.tables import Cell

PROJECT = MEASURE_BY_NAME["project"]


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The small document and two others of other departments."""
    folder = tmp_path_factory.mktemp("several")
    sources = folder / "sources"
    for seed in (1, 2):
        derive(seed).write(sources)
    copy(SMALL, sources)
    make_package(sources, copy(PACKAGE / "package.toml", folder).parent)
    return read_site(folder)


def copy(path: Path, folder: Path) -> Path:
    new = folder / path.name
    if path.is_dir():
        new.mkdir()
        for entry in path.iterdir():
            copy(entry, new)
    else:
        new.write_bytes(path.read_bytes())
    return new


@pytest.fixture(scope="module")
def small(several: Site) -> Disclosure:
    return next(each for each in several.disclosures if each.id == SMALL.name)


def with_figure(
    disclosure: Disclosure, printed: str | None, unit: str | None = "万元", **facts: Any
) -> Disclosure:
    """Of other facts, with another project expenditure; None: a blank cell."""
    found = find(PROJECT, disclosure)
    assert found is not None
    assert found.figure is not None
    changed: Mapping[str, Any] = {**disclosure.facts, **facts}
    id_ = f"{disclosure.id}-{changed['fiscal_year']}-{changed['kind']}"
    line = f"{id_}.expenditure.{found.row['row_key']}.project"
    figure = {**found.figure, "published_text": printed, "published_unit": unit}
    figures = {line: figure} if printed is not None else {}
    return dataclasses.replace(disclosure, id=id_, facts=changed, figures=figures)


def row(*disclosures: Disclosure) -> list[Cell]:
    """The only row of the comparison of project expenditure, the earliest first, no department."""
    table = comparison(PROJECT, grid(disclosures)).table
    assert len(table.rows) == 1
    return list(reversed(table.rows[0].cells[1:]))


def test_departments_are_rows_and_years_are_columns_the_newest_first(several: Site) -> None:
    table = comparison(PROJECT, grid(several.disclosures)).table
    years = sorted({integer(each.facts, "fiscal_year") for each in several.disclosures})
    assert [cell.label for cell in table.head.rows[0]] == [
        "机构",
        *(f"{year} 年预算" for year in reversed(years)),
    ]
    assert [cells[0].text for cells, _, _ in table.rows] == [
        each.facts["department_name"] for each in several.disclosures
    ]


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.name)
def test_every_measure_has_a_table(several: Site, measure: Any) -> None:
    table = comparison(measure, grid(several.disclosures)).table
    figures = [cell for cells, _, _ in table.rows for cell in cells[1:] if cell.link]
    assert len(figures) == len(several.disclosures)


def test_each_figure_names_its_column_for_the_card_that_a_phone_shows(several: Site) -> None:
    view = comparison(MEASURE_BY_NAME["reception"], grid(several.disclosures)).table
    (heads,) = view.head.rows
    assert {
        cell.column == (head.label if "figure" in cell.css else "")
        for cells, _, _ in view.rows
        for head, cell in zip(heads, cells, strict=True)
    } == {True}


def test_the_change_between_two_years_is_exact(small: Disclosure) -> None:
    cells = row(
        with_figure(small, "0.30", fiscal_year=2024), with_figure(small, "0.1", fiscal_year=2023)
    )
    assert [(cell.text, cell.note) for cell in cells] == [
        ("0.1", ""),
        ("0.30", "比 2023 年增加 0.20（200.0%）"),
    ]


@pytest.mark.parametrize(
    ("amount", "earlier", "said"),
    [
        ("1336.23", "1476.29", "比 2022 年减少 140.06（9.5%）"),
        ("2000.00", "500", "比 2022 年增加 1,500.00（300.0%）"),
        ("100000", "99999", "比 2022 年增加 1.00（不到 0.1%）"),
        ("5", "0", "比 2022 年增加 5.00"),
        ("8.00", "8", "与 2022 年相同"),
    ],
)
def test_a_change_is_said_in_words(amount: str, earlier: str, said: str) -> None:
    assert change(Decimal(amount), Earlier(2022, Decimal(earlier))) == said


def test_budgets_are_not_compared_with_final_accounts(small: Disclosure) -> None:
    cells = row(
        with_figure(small, "2", fiscal_year=2023),
        with_figure(small, "3", fiscal_year=2024, kind="final_accounts"),
    )
    assert [cell.note for cell in cells] == ["", ""]


def test_years_of_different_scopes_are_one_row_whose_figures_say_which(small: Disclosure) -> None:
    cells = row(
        with_figure(small, "2.00", fiscal_year=2022, scope=None),
        with_figure(small, "3.00", fiscal_year=2023, scope="department"),
        with_figure(small, "4.00", fiscal_year=2024, scope=None),
    )
    assert [cell.note for cell in cells] == [
        "没有写明范围",
        "部门",
        "没有写明范围\n比 2022 年增加 2.00（100.0%）",
    ]


def test_two_scopes_of_one_year_are_two_rows(small: Disclosure) -> None:
    disclosures = [with_figure(small, "2.00", scope=scope) for scope in ("department", "unit")]
    assert len(comparison(PROJECT, grid(disclosures)).table.rows) == 2


def test_a_blank_cell_stays_blank_and_is_compared_with_nothing(small: Disclosure) -> None:
    cells = row(
        with_figure(small, "2", fiscal_year=2022),
        with_figure(small, None, fiscal_year=2023),
        with_figure(small, "3", fiscal_year=2024),
    )
    assert [(cell.text, cell.css, cell.note) for cell in cells] == [
        ("2", "figure", ""),
        ("", "figure blank", ""),
        ("3", "figure", "比 2022 年增加 1.00（50.0%）"),
    ]


def test_other_units_become_the_common_one(small: Disclosure) -> None:
    (cell,) = row(with_figure(small, "1035000.00", "元"))
    assert (cell.text, cell.note) == ("103.50", "原文 1,035,000.00\u00a0元")


def test_a_figure_without_a_unit_is_shown_as_printed_and_compared_with_nothing(
    small: Disclosure,
) -> None:
    cells = row(
        with_figure(small, "2", None, fiscal_year=2023), with_figure(small, "3", fiscal_year=2024)
    )
    assert [(cell.text, cell.note) for cell in cells] == [("2", "原表没有印单位"), ("3", "")]


def without_the_table(disclosure: Disclosure) -> Disclosure:
    tables = tuple(
        each for each in disclosure.of("published_tables") if each["resource"] != PROJECT.resource
    )
    rows = {**disclosure.rows, PROJECT.resource: (), "published_tables": tables}
    return dataclasses.replace(disclosure, rows=rows)


def test_a_disclosure_without_the_table_is_said_to_have_none(small: Disclosure) -> None:
    compared = comparison(PROJECT, grid([without_the_table(small)]))
    assert (compared.table.rows[0].cells[1].text, compared.lacking) == ("没有此表", 1)


def test_each_measure_is_a_folded_part(several: Site) -> None:
    content = COMPARE_PAGE.render(several).content
    assert content.count('<details class="part" id="compare-') == len(MEASURES) + 1


def test_the_page_says_when_comparing_is_unsafe(several: Site) -> None:
    text = shown(COMPARE_PAGE.render(several).content).text
    assert [word for word in ("先看范围", "先看口径", "空白不是 0") if word not in text] == []


def test_a_single_disclosure_has_nothing_to_be_compared_with(several: Site) -> None:
    alone = dataclasses.replace(several, disclosures=several.disclosures[:1])
    page = shown(COMPARE_PAGE.render(alone).content)
    assert "目前只有一份公开文件" in page.text
    assert page.tags.count("table") == len(MEASURES) + 1  # and receptions


def test_a_site_without_disclosures_has_a_page(several: Site) -> None:
    page = COMPARE_PAGE.render(dataclasses.replace(several, disclosures=()))
    assert "还没有公开文件" in shown(page.content).text
