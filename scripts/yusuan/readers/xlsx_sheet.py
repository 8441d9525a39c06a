"""One sheet of an XLSX workbook: its cells, merged ranges, and what it hides."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING

from yusuan.evidence.model import Mark
from yusuan.evidence.places import SheetPlace, column_number
from yusuan.printed.characters import as_mark, is_smaller, set_apart
from yusuan.readers.number_formats import exact, print_number, print_text
from yusuan.readers.number_sections import GENERAL
from yusuan.readers.packages import local_name, not_whole
from yusuan.readers.sheet_regions import Merge, SheetCell
from yusuan.readers.sheets import Sheet, number_cell

if TYPE_CHECKING:
    from lxml import etree

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_NUMBER = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[Ee][-+]?[0-9]{1,3})?")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_TRUE = ("1", "true")
_LONGEST_FORMULA = 60  # characters of one that has no result
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_HEADS = ("oddHeader", "evenHeader", "firstHeader", "oddFooter", "evenFooter", "firstFooter")
_DEFAULT_SIZE = 11  # points: what Excel sets where nothing is said


@dataclass(frozen=True, slots=True)
class Formats:
    """What all sheets of a workbook share."""

    strings: list[str]
    codes: list[str]  # the number format of every cell style
    ruled: list[bool]  # whether a cell style has a line at the left or the right
    unseen: list[str]  # ``struck`` or ``white`` of a cell style, else empty
    date_1904: bool
    unseen_strings: Mapping[int, str]  # what of a string is struck out or white

    def code(self, style: str | None) -> str:
        index = _style(style)
        return self.codes[index] if index < len(self.codes) else GENERAL

    def unseen_as(self, style: str | None) -> str:
        index = _style(style)
        return self.unseen[index] if index < len(self.unseen) else ""

    def has_side_line(self, style: str | None) -> bool:
        index = _style(style)
        return index < len(self.ruled) and self.ruled[index]


def string_of(element: "etree._Element") -> tuple[str, str]:
    """What a string item prints, its runs joined, without phonetic guides; what is not seen."""
    pieces: list[str] = []
    unseen: list[str] = []
    size_before = 0.0
    for it in element:
        name = local_name(it)
        if name == "t":
            pieces.append(it.text or "")
        elif name == "r":
            into = unseen if ink(it) else pieces
            size = _size(it)
            small = bool(size) and is_smaller(size, size_before, _DEFAULT_SIZE)
            before = "".join(into) if small else ""
            for run in it:
                if local_name(run) == "t":
                    text = run.text or ""
                    mark = as_mark(text, before) if small else text
                    size_before = size if mark == text else size_before
                    into.append(set_apart(mark, _where(it)))
    return clean("".join(pieces)), clean("".join(unseen))


def _size(run: "etree._Element") -> float:
    """The size of a run's type in points, 0 where it is that of the cell."""
    found = next(run.iter("{*}sz"), None)
    text = "" if found is None else found.get("val") or ""
    return float(text) if re.fullmatch(r"[0-9]{1,3}(?:\.[0-9]{1,2})?", text) else 0.0


def ink(font: "etree._Element") -> str:
    """``struck`` or ``white`` of a font or the properties of a run; empty for what is seen."""
    strike = next(font.iter("{*}strike"), None)
    if strike is not None and strike.get("val") not in ("0", "false"):
        return "struck"
    colour = next(font.iter("{*}color"), None)
    if colour is None or colour.get("tint") is not None:
        return ""
    white = (colour.get("rgb") or "").upper().endswith("FFFFFF")
    return "white" if white or colour.get("theme") == "0" or colour.get("indexed") == "9" else ""


def _where(run: "etree._Element") -> str | None:
    """``super`` or ``sub`` of a run that is set above or below the line."""
    found = next(run.iter("{*}vertAlign"), None)
    return None if found is None else (found.get("val") or "").removesuffix("script")


def clean(text: str) -> str:
    """Characters that the file writes as ``_x000D_``; control characters are blanks."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda found: _character(int(found[1], 16)), text)
    return text.replace("\r\n", "\n").strip()


def _character(code: int) -> str:
    return (
        chr(code) if code >= 0x20 and not 0xD800 <= code < 0xE000 else "\n" if code == 10 else " "
    )


class SheetReader:
    """Fills a ``Sheet`` from its part, row by row, so that memory does not grow with the file."""

    def __init__(self, sheet: Sheet, formats: Formats) -> None:
        self._sheet = sheet
        self._formats = formats
        self._row = self._column = 0
        self._zeros_shown = True
        self._rows_hidden = False
        self._painted = False  # a rule or the style of a table may paint the ground
        self.running: list[str] = []  # headers and footers, with their codes

    @staticmethod
    def place(sheet: Sheet, reference: str) -> SheetPlace:
        """The place of ``D12``; the sheet itself for anything else."""
        match = _REFERENCE.fullmatch(reference)
        return sheet.place(int(match[2]), column_number(match[1])) if match else sheet.place()

    def read(self, content: bytes, part: str) -> None:
        """Raises YusuanError where the part is damaged."""
        from lxml import etree

        self._painted = b"<conditionalFormatting" in content or b"<tablePart" in content
        walk = etree.iterparse(
            BytesIO(content),
            events=("start", "end"),
            tag=[f"{{*}}{name}" for name in ("row", "sheetView", "sheetFormatPr", "col",
                                             "mergeCell", *_HEADS)],
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )  # fmt: skip
        try:
            for event, element in walk:
                name = local_name(element)
                if event == "start":
                    if name == "sheetView":
                        self._zeros_shown = element.get("showZeros") not in ("0", "false")
                    elif name == "sheetFormatPr":
                        self._rows_hidden = element.get("zeroHeight") in _TRUE
                elif name == "row":
                    self._read_row(element)
                    element.clear()
                elif name == "col":
                    self._read_column(element)
                elif name == "mergeCell":
                    self._read_merge(element)
                elif name in _HEADS and element.text:
                    self.running.append(element.text)
        except etree.XMLSyntaxError as error:
            raise not_whole(part, error) from error

    def _read_column(self, element: "etree._Element") -> None:
        first, last = (_integer(element.get(name), 0, _LAST_COLUMN) for name in ("min", "max"))
        if element.get("hidden") in _TRUE or _is_nought(element.get("width")):
            self._sheet.hidden_columns.append((first, last))

    def _read_merge(self, element: "etree._Element") -> None:
        ends = [_REFERENCE.fullmatch(it) for it in (element.get("ref") or "").split(":")]
        first, last = ends[0], ends[-1]
        if first and last:
            merge = Merge(
                int(first[2]), column_number(first[1]), int(last[2]), column_number(last[1])
            )
            if 0 < merge.top <= merge.bottom and merge.left <= merge.right:
                self._sheet.merges.append(merge)

    def _read_row(self, element: "etree._Element") -> None:
        self._row = _integer(element.get("r"), self._row + 1, _LAST_ROW)
        self._column = 0
        hidden = element.get("hidden")
        if hidden in _TRUE or _is_nought(element.get("ht")) or (self._rows_hidden and not hidden):
            self._sheet.hidden_rows.add(self._row)
        for it in element:
            if local_name(it) == "c":
                self._read_cell(it)

    def _read_cell(self, element: "etree._Element") -> None:
        match = _REFERENCE.fullmatch(element.get("r") or "")
        self._column = column_number(match[1]) if match else self._column + 1
        if self._formats.has_side_line(element.get("s")):
            self._sheet.ruled_rows.add(self._row)
        value: str | None = None
        formula = ""
        marks: set[Mark] = set()
        unseen_as = self._formats.unseen_as(element.get("s"))
        if unseen_as == "struck" or (unseen_as and not self._painted):
            marks.add("hidden")
        for it in element:
            match local_name(it):
                case "v":
                    value = it.text or ""
                case "f":
                    marks.add("formula")
                    formula = f"={(it.text or '')[:_LONGEST_FORMULA]}"
                case "is":
                    value, unseen = string_of(it)
                    self._set_aside(unseen)
        kind = element.get("t") or "n"
        if value is None or (kind == "n" and not value.strip()):
            if "formula" in marks:
                marks.add("no_cached_value")
                self._add(formula, marks)  # what it comes to is not in the file
            return
        code = self._formats.code(element.get("s"))
        if kind == "n" and _NUMBER.fullmatch(value.strip()):
            self._add_number(exact(float(value)), code, marks)
        elif kind == "s":
            index = _integer(value.strip(), -1, 10_000_000)
            known = 0 <= index < len(self._formats.strings)
            self._set_aside(self._formats.unseen_strings.get(index, ""))
            self._add(print_text(self._formats.strings[index], code) if known else "", marks)
        elif kind == "b":
            self._add("TRUE" if value.strip() == "1" else "FALSE", marks)
        else:
            self._add(print_text(clean(value), code), marks)

    def _add_number(self, value: Decimal, code: str, marks: set[Mark]) -> None:
        text = ""
        if value or self._zeros_shown:
            text = print_number(value, code, date_1904=self._formats.date_1904)
        self._sheet.cells.append(
            number_cell(self._row, self._column, value, text, frozenset(marks))
        )

    def _set_aside(self, text: str) -> None:
        if text:
            self._sheet.unseen.append(SheetCell(self._row, self._column, text, None, frozenset()))

    def _add(self, text: str, marks: set[Mark]) -> None:
        if text or marks:
            self._sheet.cells.append(
                SheetCell(self._row, self._column, text, None, frozenset(marks))
            )


def _style(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 7 else 0


def _integer(text: str | None, default: int, most: int) -> int:
    if text is None or not text.isdecimal() or len(text) > 9:
        return default
    return min(int(text), most)


def _is_nought(text: str | None) -> bool:
    return text is not None and bool(re.fullmatch(r"0(?:\.0*)?", text))
