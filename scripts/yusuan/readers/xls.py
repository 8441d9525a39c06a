"""Workbooks of Excel 97 to 2003 (XLS), by xlrd: every cell as its format prints it."""

import hashlib
import struct
from collections.abc import Iterator
from decimal import Decimal
from io import StringIO
from typing import TYPE_CHECKING, Any

from yusuan.errors import YusuanError
from yusuan.evidence.model import Block, Document, Grid, Mark, Page, Unread
from yusuan.readers.counting import ledger_of, printed_characters
from yusuan.readers.gridding import check_size
from yusuan.readers.number_formats import exact, print_number, print_text
from yusuan.readers.number_sections import BUILT_IN, GENERAL
from yusuan.readers.sheet_regions import Merge, SheetCell
from yusuan.readers.sheets import Sheet, blocks_of, number_cell

if TYPE_CHECKING:
    from xlrd.book import Book
    from xlrd.sheet import Cell
    from xlrd.sheet import Sheet as XlrdSheet

_TEXT, _NUMBER, _DATE, _BOOLEAN, _ERROR = 1, 2, 3, 4, 5
_FORMULA: frozenset[Mark] = frozenset(("formula",))
_PLAIN: frozenset[Mark] = frozenset()
_DATES = frozenset((*range(14, 23), *range(27, 37), *range(50, 59)))
_FORMULA_RECORD, _END_RECORD = 0x0006, 0x000A
_SAVE_AGAIN = "请用 Excel 或 WPS 打开，另存为 .xlsx 后重试"


def read_xls(content: bytes) -> Document:
    """The document in ``content``. Raises YusuanError for what is damaged or encrypted."""
    try:
        return _read(content)
    except YusuanError:
        raise
    except Exception as error:  # xlrd trusts every offset: any error means a damaged file
        if "encrypted" in str(error):
            raise YusuanError(
                "文件已加密，需要密码才能打开", hint="请用 Excel 或 WPS 去除密码，另存后重试"
            ) from error
        raise YusuanError("文件已损坏，无法作为 Excel 工作簿读取", hint=_SAVE_AGAIN) from error


def _read(content: bytes) -> Document:
    book = _open(content)
    blocks: list[Block] = []
    unread: list[Unread] = []
    pages: list[Page] = []
    total = positions = 0
    for position in range(1, book.nsheets + 1):
        found = book.sheet_by_index(position - 1)
        sheet = Sheet(found.name, position, found.visibility != 0)
        pages.append(Page(position, name=found.name, hidden=sheet.hidden))
        _fill(sheet, found, book, set(_formula_cells(book, position - 1)))
        made, beneath = blocks_of(sheet)
        notes = [
            Unread(note.text.strip(), sheet.place(row + 1, column + 1), "hidden")
            for (row, column), note in sorted(found.cell_note_map.items())
            if note.text.strip()
        ]
        total += sum(printed_characters(cell.text) for cell in sheet.cells)
        total += sum(printed_characters(note.text) for note in notes)
        unread += beneath + notes
        positions += sum(len(it.cells) for it in made if isinstance(it, Grid))
        check_size(positions, 1)
        blocks += made
        book.unload_sheet(position - 1)
    return Document(
        "xls",
        hashlib.sha256(content).hexdigest(),
        tuple(blocks),
        tuple(pages),
        tuple(unread),
        ledger_of(total, blocks, unread),
    )


def _open(content: bytes) -> "Book":
    import xlrd

    for encoding in (None, "gb18030"):  # old files may not say that their text is GBK
        try:
            return xlrd.open_workbook(
                file_contents=content,
                formatting_info=True,
                on_demand=True,
                ragged_rows=True,
                logfile=StringIO(),
                encoding_override=encoding,
            )
        except UnicodeDecodeError:
            if encoding is not None:
                raise
    raise AssertionError("unreachable")


def _fill(sheet: Sheet, found: "XlrdSheet", book: "Book", formulas: set[tuple[int, int]]) -> None:
    check_size(found.nrows, 1)
    for row in range(found.nrows):
        for column, cell in enumerate(found.row(row)):
            marks = _FORMULA if (row, column) in formulas else _PLAIN
            if _has_side_line(book, cell):
                sheet.ruled_rows.add(row + 1)
            made = _cell(cell, row + 1, column + 1, found, book, marks)
            if made is not None:
                sheet.cells.append(made)
    sheet.merges += [Merge(top + 1, left + 1, bottom, right)
                     for top, bottom, left, right in found.merged_cells]  # fmt: skip
    sheet.hidden_rows = {
        row + 1 for row, info in found.rowinfo_map.items() if info.hidden or info.height == 0
    }
    if found.default_row_hidden:
        sheet.hidden_rows |= {n + 1 for n in range(found.nrows) if n not in found.rowinfo_map}
    sheet.hidden_columns = [
        (column + 1, column + 1)
        for column, info in found.colinfo_map.items()
        if info.hidden or info.width == 0
    ]


def _cell(
    cell: "Cell", row: int, column: int, sheet: "XlrdSheet", book: "Book", marks: frozenset[Mark]
) -> SheetCell | None:
    code = _code(book, cell)
    if cell.ctype in (_NUMBER, _DATE):
        value: Decimal = exact(cell.value)
        text = ""
        if value or sheet.show_zero_values:
            text = print_number(value, code, date_1904=bool(book.datemode))
        return number_cell(row, column, value, text, marks)
    text = ""
    if cell.ctype == _TEXT:
        text = print_text(str(cell.value).replace("\r\n", "\n").strip(), code)
    elif cell.ctype == _BOOLEAN:
        text = "TRUE" if cell.value else "FALSE"
    elif cell.ctype == _ERROR:
        import xlrd

        text = xlrd.error_text_from_code.get(cell.value, "#N/A")
    return SheetCell(row, column, text, None, marks) if text or marks else None


def _code(book: "Book", cell: "Cell") -> str:
    try:
        key: int = book.xf_list[cell.xf_index].format_key
    except (IndexError, TypeError):
        return GENERAL
    found: Any = book.format_map.get(key)
    own: str | None = found.format_str if found else None
    # The file states no built-in date, and xlrd has those of the United States.
    return BUILT_IN.get(key, GENERAL) if own is None or key in _DATES else own


def _has_side_line(book: "Book", cell: "Cell") -> bool:
    try:
        border: Any = book.xf_list[cell.xf_index].border
    except (IndexError, TypeError):
        return False
    return bool(border.left_line_style or border.right_line_style)


def _formula_cells(book: "Book", index: int) -> Iterator[tuple[int, int]]:
    """Row and column (0-based) of the formulas of a sheet, which xlrd does not tell."""
    data, position = book.mem, book._sh_abs_posn[index]
    depth = 0
    while position + 4 <= len(data):
        record, length = struct.unpack_from("<HH", data, position)
        if record & 0xFF == 0x09:  # the beginning of the sheet, or of a chart in it
            depth += 1
        elif record == _END_RECORD:
            depth -= 1
            if depth <= 0:
                return
        elif record & 0xFF == _FORMULA_RECORD & 0xFF and record in (0x0006, 0x0206, 0x0406):
            row, column = struct.unpack_from("<HH", data, position + 4)
            yield row, column
        position += 4 + length
