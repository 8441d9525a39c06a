"""The Excel workbook says what the CSV files say, and nothing in it is a formula."""

import csv
import json
import shutil
from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import openpyxl
import pytest

from tests.kept import small_package
from tests.paths import read_csv
from yusuan.declared.resources import EVIDENCE
from yusuan.errors import YusuanError
from yusuan.exporting import excel, workbook
from yusuan.exporting.excel import sheet_names
from yusuan.exporting.workbook import write_workbook
from yusuan.validation import Json, read_descriptor

Cells = list[list[object]]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_package(tmp_path_factory.mktemp("package") / "small")


@pytest.fixture(scope="module")
def written(small: Path) -> Path:
    path = small.parent / "small.xlsx"
    write_workbook(small, path)
    return path


@pytest.fixture
def package(small: Path, tmp_path: Path) -> Path:
    shutil.copytree(small, tmp_path / "package")
    return tmp_path / "package"


@lru_cache(maxsize=2)
def opened(path: Path) -> Any:
    """Reading a workbook takes a second, and many tests look at one."""
    return openpyxl.load_workbook(path)


def sheets(path: Path) -> Mapping[str, Cells]:
    return {
        sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()]
        for sheet in opened(path)
    }


def resources(package: Path) -> list[Json]:
    return list(read_descriptor(package)["resources"])


def title_of(package: Path, name: str) -> str:
    return str(next(each["title"] for each in resources(package) if each["name"] == name))


def notes(path: Path) -> str:
    rows = opened(path)["说明"].iter_rows()
    return "\n".join(str(cell.value) for row in rows for cell in row if cell.value)


def change(package: Path, name: str, *changes: tuple[str, str]) -> None:
    """Rows like the first of a resource, each with a field changed, in place of all its rows."""
    path = package / "data" / f"{name}.csv"
    first = read_csv(path)[0]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, first, lineterminator="\n")
        writer.writeheader()
        writer.writerows({**first, field: value} for field, value in changes)


def changed_cell(package: Path, name: str, field: str, value: str) -> Any:
    """The cell that a value of a resource's first row becomes."""
    change(package, name, (field, value))
    write_workbook(package, package / "x.xlsx")
    sheet = opened(package / "x.xlsx")[title_of(package, name)]
    column = [cell.value for cell in sheet[2]].index(field) + 1
    return sheet.cell(3, column)


# What is in it


AS_TEXT: Mapping[str, Callable[[object, str], str]] = {
    "string": lambda value, _: str(value),
    "integer": lambda value, _: str(value),
    # As many decimals as the cell's format shows.
    "number": lambda value, text: f"{Decimal(str(value)):.{len(text.partition('.')[2])}f}",
    "boolean": lambda value, _: str(value).lower(),
    "date": lambda value, _: value.date().isoformat() if isinstance(value, datetime) else "",
}


def test_every_cell_says_what_the_csv_file_says(small: Path, written: Path) -> None:
    found = sheets(written)
    for resource in resources(small):
        if resource["name"] in EVIDENCE or not resource["rows"]:
            continue
        schema = json.loads((small / resource["schema"]).read_text(encoding="utf-8"))
        types = [field["type"] for field in schema["fields"]]
        expected = [list(row.values()) for row in read_csv(small / resource["path"])]
        if (only := workbook.ONLY.get(resource["name"])) is not None:
            names = [field["name"] for field in schema["fields"]]
            expected = [row for row in expected if row[names.index(only[0])] == only[1]]
        shown = [
            [
                "" if value is None else AS_TEXT[kind](value, text)
                for value, text, kind in zip(row, texts, types, strict=True)
            ]
            for row, texts in zip(found[resource["title"]][2:], expected, strict=True)
        ]
        assert shown == expected, resource["name"]


def test_a_sheet_opens_with_titles_over_field_names(written: Path) -> None:
    titles, names = sheets(written)["部门收入总表"][:2]
    assert (titles[:2], names[:2]) == (["公开文件编号", "行的键"], ["disclosure_id", "row_key"])


def test_the_head_stays_and_has_filters(written: Path) -> None:
    sheet = opened(written)["部门收入总表"]
    assert sheet.freeze_panes == "A3"
    assert sheet.auto_filter.ref.startswith("A2:")


def test_the_first_sheet_says_what_it_is(small: Path, written: Path) -> None:
    text = notes(written)
    descriptor = read_descriptor(small)
    for wanted in (descriptor["title"], descriptor["version"], "CC-BY-4.0", "空单元格", "[DS"):
        assert wanted in text


def test_the_first_sheet_names_what_is_left_out(written: Path) -> None:
    assert "data/source_lines.csv" in notes(written)
    assert "data/published_cells.csv" in notes(written)
    assert "只收录 status=fail" in notes(written)


def test_tables_without_rows_have_no_sheet_and_are_named(small: Path, written: Path) -> None:
    empty = [each["title"] for each in resources(small) if not each["rows"]]
    assert empty
    assert not {*empty} & {*sheets(written)}
    (named,) = [
        line for line in notes(written).split("\n") if line.endswith("没有一行，没有工作表")
    ]
    assert named.split("：")[0].split("、") == empty


def test_columns_in_which_no_row_says_anything_are_hidden(small: Path, written: Path) -> None:
    sheet = opened(written)[title_of(small, "revenue")]
    hidden = {
        name.value
        for name in sheet[2]
        if sheet.column_dimensions[name.column_letter].hidden
        or any(
            each.hidden and each.min <= name.column <= each.max
            for each in sheet.column_dimensions.values()
        )
    }
    rows = read_csv(small / "data" / "revenue.csv")
    assert hidden == {name for name in rows[0] if not any(row[name] for row in rows)}
    assert "total" not in hidden
    assert hidden


def test_every_field_is_explained(small: Path, written: Path) -> None:
    explained = {(row[1], row[2]) for row in sheets(written)["字段"][2:]}
    for resource in resources(small):
        schema = json.loads((small / resource["schema"]).read_text(encoding="utf-8"))
        assert {(resource["name"], field["name"]) for field in schema["fields"]} <= explained


def test_a_figure_shows_its_printed_decimals(package: Path) -> None:
    cell = changed_cell(package, "expenditure", "total", "385.50")
    assert (cell.value, cell.number_format) == (385.5, "#,##0.00")


def test_a_code_is_text(written: Path) -> None:
    rows = sheets(written)["功能分类科目"]
    at = rows[1].index("function_code")
    assert all(isinstance(row[at], str) for row in rows[2:])


def test_a_date_is_a_date(package: Path) -> None:
    cell = changed_cell(package, "disclosures", "published", "2024-02-01")
    assert (cell.value, cell.is_date) == (datetime(2024, 2, 1), True)  # noqa: DTZ001


# What is hostile or too long


HOSTILE = (
    "=1+1",
    '=HYPERLINK("http://example.org","x")',
    "{=1+1}",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1+1",
    "http://example.org",
    "mailto:a@example.org",
    "internal:Sheet1!A1",
    "00123",
    "1e5",
    "TRUE",
    "<r><t>x</t></r>",
    "<r></t></si><si>",
    "</t></si>&amp;<x>",
    " 前后空格 ",
    "一\n二",
    "𠮷",
)


@pytest.fixture(scope="module")
def hostile(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook of a package whose glossary defines a term by each of these texts."""
    package = tmp_path_factory.mktemp("hostile") / "package"
    shutil.copytree(small, package)
    change(package, "glossary", *(("definition", text) for text in HOSTILE))
    write_workbook(package, package / "x.xlsx")
    return package / "x.xlsx"


@pytest.mark.parametrize("text", HOSTILE)
def test_text_stays_the_text_it_is(hostile: Path, text: str) -> None:
    sheet = opened(hostile)["名词解释"]
    column = [cell.value for cell in sheet[2]].index("definition") + 1
    cell = sheet.cell(3 + HOSTILE.index(text), column)
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_there_is_no_formula_in_the_file(hostile: Path) -> None:
    with ZipFile(hostile) as file:
        assert [name for name in file.namelist() if b"<f>" in file.read(name)] == []


def test_a_text_beyond_the_limit_of_excel_is_told_not_cut(package: Path) -> None:
    cell = changed_cell(package, "glossary", "definition", "长" * 40_000)
    assert "全文见 data/glossary.csv" in cell.value
    assert "共 40,000 字" in notes(package / "x.xlsx")


def test_characters_that_excel_counts_twice_are_counted_twice(package: Path) -> None:
    cell = changed_cell(package, "glossary", "definition", "𠮷" * 20_000)
    assert "全文见 data/glossary.csv" in cell.value


def test_the_longest_text_that_fits_is_whole(package: Path) -> None:
    text = "长" * excel.LONGEST_CELL
    assert changed_cell(package, "glossary", "definition", text).value == text


def test_a_number_that_excel_would_round_is_text(package: Path) -> None:
    cell = changed_cell(package, "expenditure", "total", "12345678901234.56")
    assert (cell.value, cell.data_type) == ("12345678901234.56", "s")
    assert "12345678901234.56" in notes(package / "x.xlsx")


def test_the_largest_number_that_excel_holds_is_a_number(package: Path) -> None:
    cell = changed_cell(package, "expenditure", "total", "1234567890123.45")
    assert (cell.value, cell.data_type) == (1234567890123.45, "n")


def test_a_table_of_too_many_rows_is_left_out_and_named(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 20)
    write_workbook(package, package / "x.xlsx")
    assert "预算数据行" not in sheets(package / "x.xlsx")
    assert "data/budget_lines.csv" in notes(package / "x.xlsx")


def test_more_rows_than_a_sheet_holds_are_refused(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(excel, "MOST_ROWS", 20)
    with pytest.raises(YusuanError, match="上限"):
        write_workbook(package, package / "x.xlsx")


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        (["表"], ("表",)),
        (["表", "表", "表"], ("表", "表 2", "表 3")),
        (["说明"], ("说明 2",)),
        (["a/b", "History"], ("a b", "History 2")),
        (["长" * 40, "长" * 40], ("长" * 31, "长" * 29 + " 2")),
        (["'"], ("表",)),
    ],
)
def test_sheets_have_names_that_excel_takes(titles: list[str], expected: tuple[str, ...]) -> None:
    assert sheet_names(titles, taken=("说明",)) == expected


# Its bytes


def test_the_same_package_gives_the_same_bytes(small: Path, written: Path, tmp_path: Path) -> None:
    write_workbook(small, tmp_path / "again.xlsx")
    assert (tmp_path / "again.xlsx").read_bytes() == written.read_bytes()


def test_members_are_packed_with_the_time_of_the_version(small: Path, written: Path) -> None:
    created = datetime.fromisoformat(read_descriptor(small)["created"])
    with ZipFile(written) as file:
        found = {member.date_time for member in file.infolist()}
        assert {member.compress_type for member in file.infolist()} <= {ZIP_DEFLATED, ZIP_STORED}
    assert found == {created.timetuple()[:6]}
