"""Workbooks, new and old: cells as printed, with what is stored, merged, hidden, computed."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
import xlsxwriter  # type: ignore[import-untyped]
from python_calamine import CalamineWorkbook
from xlsxwriter.workbook import Workbook  # type: ignore[import-untyped]

from tests.readers import biff
from tests.readers.making import relations, zipped
from tests.readers.showing import SAMPLES, shown, unread
from yusuan.errors import YusuanError
from yusuan.evidence.model import Cell, Document, Line
from yusuan.readers.dispatch import read as dispatch
from yusuan.readers.xls import read_xls
from yusuan.readers.xlsx import read_xlsx


def made(fill: Callable[[Workbook], None]) -> Document:
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        fill(book)
    return checked(read_xlsx(buffer.getvalue()))


def sheet_xml(rows: str, rest: str = "", before: str = "", **parts: str) -> Document:
    """A workbook of one sheet of the given XML."""
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    content = zipped(
        {
            "[Content_Types].xml": "",
            "_rels/.rels": relations({"officeDocument": "xl/workbook.xml"}),
            "xl/_rels/workbook.xml.rels": relations(
                {"worksheet": "s.xml"} | {kind: f"{kind}.xml" for kind in parts}
            ),
            "xl/workbook.xml": f'<workbook {space} xmlns:r="http://schemas.openxmlformats.org/'
            f'officeDocument/2006/relationships"><sheets><sheet name="表" r:id="rworksheet"/></sheets>'
            "</workbook>",
            "xl/s.xml": f"<worksheet {space}>{before}<sheetData>{rows}</sheetData>{rest}</worksheet>",
        }
        | {f"xl/{kind}.xml": f"<x {space}>{content}</x>" for kind, content in parts.items()}
    )
    return checked(read_xlsx(content))  # fmt: skip


def checked(document: Document) -> Document:
    assert document.ledger.balanced
    return document


def cell(document: Document, address: str) -> Cell:
    cells = [it for grid in document.grids for it in grid.cells if it.kind != "covered"]
    return next(it for it in cells if str(it.place).endswith(f"!{address}"))


def test_the_mark_of_a_note_is_no_digit_of_the_figure() -> None:
    def fill(book: Workbook) -> None:
        sheet = book.add_worksheet("表")
        sheet.write_row("A1", ["科目", "金额"])
        raised = book.add_format({"font_script": 1})
        sheet.write_rich_string("A2", "CO", book.add_format({"font_script": 2}), "2", "排放")
        sheet.write_rich_string("B2", "300.00", raised, "1", book.add_format(), "万元")
        small = book.add_format({"font_size": 5})
        sheet.write_rich_string("A3", "300.00", small, "1", "万元")
        sheet.write_rich_string("B3", small, "300.00", small, "1")

    document = made(fill)
    assert [cell(document, address).text for address in ("A2", "B2")] == ["CO₂排放", "300.00¹万元"]
    assert [cell(document, address).text for address in ("A3", "B3")] == ["300.00¹万元", "300.001"]


def test_a_sheet_is_a_grid_as_it_is_printed() -> None:
    def fill(book: Workbook) -> None:
        sheet = book.add_worksheet("收支总表")
        money = book.add_format({"num_format": "#,##0.00"})
        sheet.merge_range("B3:C3", "收入")
        sheet.write("D3", "支出")
        sheet.write("B4", "合计")
        sheet.write("C4", 1234.5678, money)
        sheet.write("D4", 0.5, money)

    document = made(fill)
    assert shown(document) == ["[收支总表!B3]", "收入 | < | 支出", "合计 | 1,234.57 | 0.50"]
    assert cell(document, "C4").stored == "1234.5678"
    assert cell(document, "D4").stored is None
    assert [(page.number, page.name) for page in document.pages] == [(1, "收支总表")]


def test_formulas_have_their_cached_value_or_are_marked() -> None:
    document = sheet_xml(
        '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>NOW()</f></c>'
        '<c r="C1" t="str"><f>"a"</f><v>甲</v></c><c r="D1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
    )
    assert shown(document) == ["[表!A1]", "2 | =NOW() | 甲 | #DIV/0!"]
    assert cell(document, "A1").marks == {"formula"}
    assert cell(document, "B1").marks == {"formula", "no_cached_value"}


def test_a_formula_whose_value_is_empty_has_no_cached_value_and_an_empty_text_has() -> None:
    document = sheet_xml(
        '<row r="1"><c r="A1"><f>SUM(B1:B2)</f><v></v></c><c r="B1"><v>2</v></c>'
        '<c r="C1" t="str"><f>""</f><v></v></c></row>'
    )
    assert shown(document) == ["[表!A1]", "=SUM(B1:B2) | 2 | "]
    assert cell(document, "A1").marks == {"formula", "no_cached_value"}
    assert cell(document, "C1").marks == {"formula"}


def test_a_number_whose_format_prints_nothing_is_hidden_and_one_about_0_is_blank() -> None:
    def fill(book: Workbook) -> None:
        sheet = book.add_worksheet("表")
        sheet.write("A1", "收入")
        for row, (value, code) in enumerate(
            ((300, ";;;"), (-5, "0.00;;"), (0, "0.00;;"), (7, "0"))
        ):
            sheet.write_number(row, 1, value, book.add_format({"num_format": code}))

    document = made(fill)
    found = [cell(document, f"B{row}") for row in (1, 2, 3, 4)]
    assert [(it.text, sorted(it.marks)) for it in found] == [
        ("300", ["hidden"]),
        ("-5", ["hidden"]),
        ("", []),
        ("7", []),
    ]


def test_hidden_rows_columns_and_sheets_are_marked() -> None:
    def fill(book: Workbook) -> None:
        sheet = book.add_worksheet("明")
        for row in range(3):
            sheet.write_row(row, 0, [row, row, "x"])
        sheet.merge_range("A4:A5", "跨")
        sheet.write("B4", 9)
        sheet.set_row(1, None, None, {"hidden": True})
        sheet.set_row(3, None, None, {"hidden": True})
        sheet.set_column("C:C", None, None, {"hidden": True})
        secret = book.add_worksheet("暗")
        secret.write_row("A1", ["甲", 1])
        secret.write("A4", "注")
        secret.hide()

    document = made(fill)
    hidden = [str(it.place) for grid in document.grids for it in grid.cells if "hidden" in it.marks]
    assert hidden == [
        "明!C1", "明!A2", "明!B2", "明!C2", "明!C3", "明!B4", "明!C4", "明!C5", "暗!A1", "暗!B1",
    ]  # fmt: skip
    assert [page.hidden for page in document.pages] == [False, True]
    assert unread(document) == [("注", "暗!A4", "hidden")]


def test_what_is_white_or_struck_out_is_hidden() -> None:
    def fill(book: Workbook) -> None:
        sheet = book.add_worksheet("表")
        white = {"font_color": "#FFFFFF"}
        struck = book.add_format({"font_strikeout": True})
        sheet.write("A1", 1, book.add_format(white))
        sheet.write("B1", 2, book.add_format({**white, "bg_color": "#1F4E79"}))
        sheet.write("C1", 3, struck)
        sheet.write_rich_string("D1", struck, "9", book.add_format(), "300.00")
        sheet.write("A2", 4)

    document = made(fill)
    hidden = [str(it.place) for grid in document.grids for it in grid.cells if "hidden" in it.marks]
    assert hidden == ["表!A1", "表!C1"]
    assert (cell(document, "D1").text, unread(document)) == ("300.00", [("9", "表!D1", "hidden")])


def test_what_lies_beneath_a_merged_range_is_set_aside() -> None:
    document = sheet_xml(
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>7</v></c><c><v>8</v></c></row>',
        '<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="B1:XFD9"/></mergeCells>',
        sharedStrings="<si><r><t>合</t></r><r><t>并_x000D_</t></r><rPh><t>x</t></rPh></si>",
    )
    assert shown(document) == ["表!A1: 合并"]
    assert unread(document) == [("7", "表!B1", "hidden"), ("8", "表!C1", "hidden")]


def test_noughts_that_the_sheet_does_not_show_are_blank_with_their_value() -> None:
    document = sheet_xml(
        '<row><c t="inlineStr"><is><t>a</t></is></c><c><v>0</v></c></row>',
        before='<sheetViews><sheetView showZeros="0"/></sheetViews>',
    )
    assert shown(document) == ["[表!A1]", "a | "]
    assert (cell(document, "B1").kind, cell(document, "B1").stored) == ("blank", "0")


def test_titles_above_a_blank_row_and_sheets_of_prose_are_lines() -> None:
    def fill(book: Workbook) -> None:
        sheet = book.add_worksheet("a")
        sheet.merge_range("A1:C1", "表一")
        for row in (2, 3, 5):
            sheet.write_row(row, 0, ["甲", row])
        sheet.write("A5", "二、小计")
        sheet.merge_range("A8:C8", "表二")
        sheet.write_row("A10", ["乙", 1])
        sheet.write("A13", "注：无")
        prose = book.add_worksheet("b")
        prose.merge_range("A1:F20", "第一段。\n第二段。")

    assert shown(made(fill)) == [
        "a!A1: 表一", "[a!A3]", "甲 | 2", "甲 | 3", "二、小计 | ", "甲 | 5", "a!A8: 表二",
        "[a!A10]", "乙 | 1", "a!A13: 注：无", "b!A1: 第一段。", "b!A1: 第二段。",
    ]  # fmt: skip


def test_lines_part_titles_and_notes_from_tables() -> None:
    def fill(book: Workbook) -> None:
        sheet = book.add_worksheet("a")
        ruled = book.add_format({"left": 1, "right": 1})
        for row, name in ((0, "表一"), (7, "表二")):
            sheet.merge_range(row, 0, row, 2, name)
            sheet.write_row(row + 1, 0, ["部门：甲", "", "单位：元"])
            sheet.write_row(row + 2, 0, ["科目", "金额", ""], ruled)
            sheet.write_row(row + 3, 0, ["教育", 1, ""], ruled)
        sheet.write_row(4, 0, ["", "", ""], ruled)
        sheet.write_row(5, 0, ["合计", "", ""], ruled)
        sheet.write_row(6, 0, ["其中", 1])
        sheet.write(11, 0, "注：无")

    assert shown(made(fill)) == [
        "a!A1: 表一", "a!A2: 部门：甲\t单位：元", "[a!A3]", "科目 | 金额", "教育 | 1", " | ", "合计 | ",
        "其中 | 1", "a!A8: 表二", "a!A9: 部门：甲\t单位：元", "[a!A10]", "科目 | 金额", "教育 | 1",
        "a!A12: 注：无",
    ]  # fmt: skip


def test_text_boxes_comments_and_running_heads() -> None:
    def fill(book: Workbook) -> None:
        sheet = book.add_worksheet("a")
        sheet.write_row("A1", ["甲", 1])
        sheet.write_comment("B1", "批注")
        sheet.insert_textbox("C3", "框中")
        sheet.set_header('&L&"黑体,Bold"&14附件1&R&D')
        sheet.set_footer("第&P页，共&N页")

    document = made(fill)
    assert shown(document) == ["[a!A1]", "甲 | 1", "a!C3: 框中", "a!: (running_head) 附件1"]
    assert [(text, where) for text, where, _ in unread(document)] == [("批注", "a!B1")]


def test_a_few_cells_far_apart_are_no_bomb() -> None:
    rows = "".join(f'<row r="{row}"><c r="A{row}"><v>{row}</v></c></row>' for row in range(2, 200))
    document = sheet_xml(f'<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>2</v></c></row>{rows}')
    assert shown(document)[:3] == ["[表!A1]", "1 | 2", "2 | "]
    assert str(document.grids[0].cell(0, 1).place) == "表!XFD1"


def test_old_workbooks_are_read_alike() -> None:
    cells = (
        biff.label(0, 0, "科目") + biff.label(0, 1, "预算") + biff.number(1, 0, 201, 0)
        + biff.number(1, 1, 1234.567, 1) + biff.formula(2, 1, 5.0) + biff.number(3, 1, 0.0, 2)
        + biff.merged(3, 3, 1, 2) + biff.number(3, 2, 8.0) + biff.hidden_row(1)
        + biff.hidden_column(0)
    )  # fmt: skip
    content = biff.workbook(
        [("总表", 0, cells), ("暗", 1, biff.label(0, 0, "甲") + biff.number(0, 1, 2.0))],
        ["#,##0.00", '0.00;-0.00;"-"'],
    )
    document = checked(dispatch("预算.xlsx", content))
    assert document.format == "xls"
    assert shown(document) == [
        "[总表!A1]", "科目 | 预算 | ", "201 | 1,234.57 | ", " | 5 | ", " | - | <", "[暗!A1]", "甲 | 2",
    ]  # fmt: skip
    assert cell(document, "B2").stored == "1234.567"
    assert cell(document, "B2").marks == {"hidden"}
    assert cell(document, "B3").marks == {"formula"}
    assert "hidden" in cell(document, "A3").marks
    assert unread(document) == [("8", "总表!C4", "hidden")]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\x09\x08\x10\x00", "已损坏"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "已损坏"),
        (biff.record(0x0809, b"\x00\x06\x05\x00" + bytes(12)) + biff.record(0x002F, bytes(54)),
         "加密"),
    ],
)  # fmt: skip
def test_damaged_and_encrypted_old_workbooks_are_named(content: bytes, words: str) -> None:
    with pytest.raises(YusuanError, match=words):
        read_xls(content)


def test_samples_have_the_values_that_another_library_finds() -> None:
    """Every text and every number, by its address; what is stored where it prints otherwise."""
    paths = [*sorted(SAMPLES.glob("*/*.xls")), *sorted(SAMPLES.glob("*/*.xlsx"))]
    if not paths:
        pytest.skip("the samples are not here")
    for path in paths:
        document = checked(dispatch(path.name, path.read_bytes()))
        ours: dict[tuple[str, str], str] = {}
        for grid in document.grids:
            for it in grid.cells:
                if it.text or it.stored is not None:
                    sheet, _, address = str(it.place).rpartition("!")
                    ours[sheet, address] = it.stored or it.text
        printed = [it for it in document.blocks if isinstance(it, Line)]
        texts = [line.text for line in printed]
        texts += [piece.text for line in printed for piece in line.pieces]
        lines = {"".join(text.split()) for text in texts}
        other = CalamineWorkbook.from_path(path)
        compared = 0
        for name in other.sheet_names:
            for row, values in enumerate(other.get_sheet_by_name(name).iter_rows(), start=1):
                for column, value in enumerate(values, start=1):
                    if value in ("", None):
                        continue
                    found = ours.get((name.replace(" ", "%20"), _address(row, column)))
                    if isinstance(value, int | float):
                        assert found is not None, (path.name, name, row, column, value)
                        assert float(found.replace(",", "").rstrip("%")) == pytest.approx(value), (
                            found
                        )
                    elif isinstance(value, date):
                        compared += 1  # how dates print, test_number_formats tells
                    elif found is None:
                        pieces = str(value).split("\n")
                        assert {"".join(it.split()) for it in pieces} - {""} <= lines
                    else:
                        assert found.split() == str(value).split()
                    compared += 1
        assert compared > 100


def _address(row: int, column: int) -> str:
    assert column <= 26 * 27
    letters = chr(64 + column) if column <= 26 else chr(64 + (column - 1) // 26) + chr(
        65 + (column - 1) % 26)  # fmt: skip
    return f"{letters}{row}"
