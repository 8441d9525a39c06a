"""Sheets of an Excel workbook, written from the text of CSV files.

A text is never a formula, a link or a number, whatever it begins with; an empty cell stays empty.
Nothing is cut or rounded in silence: what Excel cannot hold is told in the cell and in ``Notes``.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any
from unicodedata import east_asian_width

from yusuan.errors import YusuanError

# Excel's own limits: rows of a sheet, UTF-16 units of a cell, digits of a number, letters of a sheet's name.
MOST_ROWS = 1_048_576
LONGEST_CELL = 32_767
MOST_DIGITS = 15
LONGEST_NAME = 31
HEAD_ROWS = 2

_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
_RESERVED = "history"
_MEASURED_ROWS = 200
_NARROWEST, _WIDEST = 6, 60
_FIRST_YEAR = 1901  # Excel takes 1900 for a leap year
_LIKE_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(slots=True)
class Notes:
    """Where cells hold something else than the CSV file: texts for numbers, a place for a text."""

    numbers: list[str] = field(default_factory=list)
    long_cells: list[str] = field(default_factory=list)


def sheet_names(titles: Iterable[str], taken: Iterable[str] = ()) -> tuple[str, ...]:
    """A sheet name for each title: allowed in Excel, at most 31 letters, no two alike."""
    used = {_RESERVED, *(name.casefold() for name in taken)}
    names = []
    for title in titles:
        plain = _FORBIDDEN.sub(" ", title).strip() or "表"
        name, count = plain[:LONGEST_NAME].rstrip(), 1
        while name.casefold() in used:
            count += 1
            suffix = f" {count}"
            name = plain[: LONGEST_NAME - len(suffix)] + suffix
        used.add(name.casefold())
        names.append(name)
    return tuple(names)


class Book:
    """An ``xlsxwriter.Workbook`` being written, and its few formats."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self.title = book.add_format({"bold": True, "bg_color": "#E8EEF1"})
        self.name = book.add_format({"font_color": "#5F6B70", "bottom": 1, "bg_color": "#E8EEF1"})
        self.label = book.add_format({"bold": True, "valign": "top"})
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self.date = book.add_format({"num_format": "yyyy-mm-dd"})
        # Stays text even if a reader edits the cell.
        self.quoted = book.add_format({"quote_prefix": True})
        self.figure = cache(self._figure)

    def _figure(self, decimals: int) -> Any:
        point = "." + "0" * decimals if decimals else ""
        return self._book.add_format({"num_format": f"#,##0{point}"})

    def add_sheet(self, name: str) -> Any:
        return self._book.add_worksheet(name)

    def write_text(self, sheet: Any, row: int, column: int, text: str, style: Any = None) -> None:
        """``text`` as it is; XlsxWriter takes ``<r>…</r>`` for XML unless it comes in parts."""
        if style is None and text.startswith(_LIKE_FORMULA):
            style = self.quoted
        if text.startswith("<r>") and text.endswith("</r>"):
            parts = text[:1], text[1:2], text[2:]  # it takes three at least
            sheet.write_rich_string(row, column, *parts, style or self.quoted)
        else:
            sheet.write_string(row, column, text, style)


class Sheet:
    """A table: a row of titles, a row of names with filters, then its rows."""

    def __init__(
        self, book: Book, name: str, head: Sequence[tuple[str, str]], types: Sequence[str]
    ) -> None:
        """``head`` is (title, name) of each column, ``types`` their Table Schema types."""
        self.names = [field_name for _, field_name in head]
        self._book, self._name = book, name
        self._sheet = book.add_sheet(name)
        for column, (title, field_name) in enumerate(head):
            book.write_text(self._sheet, 0, column, title, book.title)
            book.write_text(self._sheet, 1, column, field_name, book.name)
        # With room for the button of the filter.
        self._widths = [max(_width(title), _width(name) + 2) for title, name in head]
        self._filled: set[int] = set()
        by_type: Mapping[str, Callable[[int, int, str], None]] = {
            "integer": self._integer,
            "number": self._number,
            "boolean": self._boolean,
            "date": self._date,
        }
        self._writers = [by_type.get(each, self._text) for each in types]
        self._notes, self._path = Notes(), ""

    def write(self, rows: Iterable[Sequence[str]], notes: Notes, path: str = "") -> int:
        """Write the rows, which stand in the CSV file ``path``, finish; how many there were.

        Columns in which no row says anything are hidden.
        Raises YusuanError if a sheet cannot hold them.
        """
        self._notes, self._path = notes, path
        number = HEAD_ROWS - 1
        for number, row in enumerate(rows, start=HEAD_ROWS):
            if number >= MOST_ROWS:
                raise YusuanError("行数超过 Excel 工作表的上限", file=path)
            for column, (write, text) in enumerate(zip(self._writers, row, strict=True)):
                if text:
                    self._filled.add(column)
                    write(number, column, text)
                    if number < _MEASURED_ROWS:
                        self._widths[column] = max(self._widths[column], _width(text))
        self._sheet.freeze_panes(HEAD_ROWS, 0)
        self._sheet.autofilter(HEAD_ROWS - 1, 0, number, len(self._widths) - 1)
        for column, width in enumerate(self._widths):
            hidden = {"hidden": bool(self._filled) and column not in self._filled}
            shown = min(max(width, _NARROWEST), _WIDEST) + 1
            self._sheet.set_column(column, column, shown, None, hidden)
        return number - HEAD_ROWS + 1

    def _text(self, row: int, column: int, text: str) -> None:
        # A character has one or two UTF-16 units: only texts half as long need counting.
        if len(text) > LONGEST_CELL // 2 and len(text.encode("utf-16-le")) // 2 > LONGEST_CELL:
            self._notes.long_cells.append(
                f"{self._name} 第 {row + 1} 行 {self.names[column]}（共 {len(text):,} 字）"
            )
            text = f"（共 {len(text):,} 字，超过 Excel 单元格的上限，全文见 {self._path}）"
        self._book.write_text(self._sheet, row, column, text)

    def _exact(self, row: int, column: int, text: str) -> bool:
        """Whether Excel holds the number as it is; if not it is written as text."""
        if len(Decimal(text).normalize().as_tuple().digits) <= MOST_DIGITS:
            return True
        self._notes.numbers.append(f"{self._name} 第 {row + 1} 行 {self.names[column]}（{text}）")
        self._text(row, column, text)
        return False

    def _integer(self, row: int, column: int, text: str) -> None:
        if self._exact(row, column, text):
            self._sheet.write_number(row, column, int(text))

    def _number(self, row: int, column: int, text: str) -> None:
        if self._exact(row, column, text):
            decimals = len(text.partition(".")[2])
            self._sheet.write_number(row, column, float(text), self._book.figure(decimals))

    def _boolean(self, row: int, column: int, text: str) -> None:
        self._sheet.write_boolean(row, column, text == "true")

    def _date(self, row: int, column: int, text: str) -> None:
        day = date.fromisoformat(text)
        if day.year < _FIRST_YEAR:
            self._text(row, column, text)
        else:
            self._sheet.write_datetime(row, column, day, self._book.date)


def _width(text: str) -> int:
    """Columns that the longest line takes; a Chinese character takes two."""
    return max(
        (sum(2 if east_asian_width(c) in "WFA" else 1 for c in line) for line in text.split("\n")),
        default=0,
    )
