"""Plain text: UTF-8, GB18030 or marked UTF-16; LF, CRLF or CR; cells of a table separated by tabs.

A text most of whose lines are rows of one width is a sheet (``delimited``).
"""

import codecs
import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from yusuan.errors import PlaceError, YusuanError
from yusuan.evidence.model import Block, Document, Grid, Part
from yusuan.evidence.places import LinePlace
from yusuan.readers.counting import ledger_of, printed_characters
from yusuan.readers.delimited import line_grid, sheet_blocks, sheet_rows
from yusuan.readers.gridding import check_size, make_padded_grid, may_be_padded
from yusuan.readers.prose import prose_line

_MARKED = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UTF16_MARKS = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}
# Control characters that no text document holds (tab, line feed, form feed and return may be).
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_Newline = Literal["LF", "CRLF", "CR"]
_ENDS: dict[_Newline, str] = {"LF": "\n", "CRLF": "\r\n", "CR": "\r"}
_FEWEST_WHOLE = 3  # rows of a table that show how wide it is
_BREAKS = re.compile(r"[\r\f]")

# A code and a name between blank lines are no table of one row; a row that a page's end leaves alone
# has more cells, be they blank.
_CODE_AND_NAME = re.compile(r" *[0-9]{2,12}\t[\u4e00-\u9fff][^\t0-9]{2,40}")


def decode(content: bytes) -> tuple[str, str]:
    """(text without its byte order mark, name of the codec).

    UTF-16 is known by its mark only. Raises YusuanError where no encoding fits.
    """
    if not content.strip():
        raise YusuanError("文件是空的", hint="请放入公开文件的文本")
    for mark, encoding in _MARKED:
        if content.startswith(mark):
            try:
                return content[len(mark) :].decode(encoding.removesuffix("-sig")), encoding
            except UnicodeDecodeError:
                raise YusuanError(
                    f"文件标明的编码是 {encoding}，却不能按它解码", hint="请转换为 UTF-8 后重试"
                ) from None
    if b"\x00" in content:
        raise YusuanError("文件是二进制文件，不是文本", hint="请先转换为文本（UTF-8 或 GB18030）")
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        start = error.start
    try:
        return content.decode("gb18030"), "gb18030"
    except UnicodeDecodeError:
        line = content.count(b"\n", 0, start) + 1
        raise PlaceError(
            LinePlace(line),
            "无法识别文件的编码，既不是 UTF-8 也不是 GB18030",
            content.split(b"\n")[line - 1][:400].decode("utf-8", "replace"),
            "请用文本编辑器打开，改正这一行并存为 UTF-8 后重试",
        ) from None


def read_plain(content: bytes) -> Document:
    """The document in ``content``; raises YusuanError if it is not readable text.

    ``lines`` are the lines as they are: ``print_again`` gives the same bytes. Lines with tabs that
    stand together are one grid, padded with blank cells at the right; other lines are prose.
    """
    text, encoding = decode(content)
    newline = _newline(text)
    lines = _lines(text)
    rows = sheet_rows(lines)
    check_size(sum(len(cells) for _, cells in rows), 1)
    blocks = list(sheet_blocks(rows) if rows else _blocks(lines))
    printed = "".join(cell for _, cells in rows for cell in cells) if rows else text
    return Document(
        "text",
        hashlib.sha256(content).hexdigest(),
        tuple(blocks),
        ledger=ledger_of(printed_characters(printed), blocks, ()),
        lines=lines,
        encoding=encoding,
        newline=newline,
    )


def lines_of(content: bytes) -> tuple[str, ...]:
    """The lines of the document in ``content`` alone; raises YusuanError if it is no text."""
    return _lines(decode(content)[0])


def print_again(document: Document) -> bytes:
    """The bytes that ``document``, read from a text, was read from."""
    text = _ENDS[document.newline or "LF"].join(document.lines)
    return _UTF16_MARKS.get(document.encoding, b"") + text.encode(document.encoding)


class _Table:
    """Lines with tabs that stand together."""

    def __init__(self) -> None:
        self._rows: list[tuple[int, list[str]]] = []
        self._width = 0
        self._cells = 0

    def has_room(self, cells: Sequence[str]) -> bool:
        """Whether a row may go on with the table; else another one begins with it."""
        width = max(self._width, len(cells))
        return may_be_padded(len(self._rows) + 1, width, self._cells + len(cells))

    def add(self, number: int, cells: list[str]) -> None:
        self._rows.append((number, cells))
        self._width = max(self._width, len(cells))
        self._cells += len(cells)

    @property
    def positions(self) -> int:
        return len(self._rows) * self._width

    def grid(self) -> Iterator[Grid]:
        if self._rows:
            yield line_grid(self._rows) if not (broken := self._broken()) else self._mended(broken)

    def _broken(self) -> frozenset[int]:
        """Rows that go on in the row below: a line break within a cell parts the two.

        All others are as wide as the table, and the two together just as wide.
        """
        short = [at for at, (_, cells) in enumerate(self._rows) if len(cells) < self._width]
        if not short or len(short) % 2 or len(self._rows) - len(short) < _FEWEST_WHOLE:
            return frozenset()
        pairs = list(zip(short[::2], short[1::2], strict=True))
        whole = all(
            second == first + 1
            and len(self._rows[first][1]) + len(self._rows[second][1]) - 1 == self._width
            and _may_be_one(self._rows[first][1][-1], self._rows[second][1][0])
            for first, second in pairs
        )
        return frozenset(first for first, _ in pairs) if whole else frozenset()

    def _mended(self, broken: frozenset[int]) -> Grid:
        rows: list[list[str]] = []
        places: list[list[LinePlace]] = []
        parted: dict[tuple[int, int], tuple[Part, ...]] = {}
        for at, (number, cells) in enumerate(self._rows):
            own = [LinePlace(number, column) for column in range(1, self._width + 1)]
            if at - 1 not in broken:
                rows.append(cells)
                places.append(own)
                continue
            column = len(rows[-1]) - 1
            above = rows[-1][-1]
            if (above[-1:] + cells[0][:1]).isdigit():
                above += " "  # 21 and 0.00: no one number for certain
            pieces = (above, places[-1][column]), (cells[0], own[0])
            parted[len(rows) - 1, column] = tuple(Part(*piece) for piece in pieces if piece[0])
            rows[-1] = [*rows[-1][:-1], above + cells[0], *cells[1:]]
            places[-1] = [*places[-1][: column + 1], *own[1:]]
        grid = make_padded_grid(
            rows, LinePlace(self._rows[0][0]), lambda row, column: places[row][column]
        )
        cells_ = (
            replace(cell, parts=parted.get((cell.row, cell.column)) or cell.parts)
            for cell in grid.cells
        )
        return replace(grid, cells=tuple(cells_))


def _blocks(lines: Sequence[str]) -> Iterator[Block]:
    table = _Table()
    positions = 0
    for number, line in enumerate(lines, start=1):
        cells = [_BREAKS.sub(" ", cell).strip() for cell in line.split("\t")]
        in_table = len(cells) > 1 and any(cells)
        if in_table and _CODE_AND_NAME.fullmatch(line) and _stands_alone(lines, number - 1):
            yield from table.grid()
            positions += table.positions
            table = _Table()
            yield prose_line(line.strip(), LinePlace(number))
            continue
        if not in_table or not table.has_room(cells):
            yield from table.grid()
            positions += table.positions
            table = _Table()
        if in_table:
            table.add(number, cells)
            check_size(positions + table.positions, 1)
        elif cells[0]:
            yield prose_line(cells[0], LinePlace(number))
    yield from table.grid()


def _may_be_one(above: str, below: str) -> bool:
    """Whether two texts may be one cell: two of words, two of digits, or one and a blank."""
    return not above or not below or above[-1:].isalpha() == below[:1].isalpha()


def _stands_alone(lines: Sequence[str], at: int) -> bool:
    """Whether the lines beside that at ``at`` are blank."""
    return not any(line.strip() for line in (*lines[max(0, at - 1) : at], *lines[at + 1 : at + 2]))


def _newline(text: str) -> _Newline:
    """What ends every line; CR alone (old Macintosh) only where there is no LF at all."""
    if "\n" not in text:
        return "CR" if "\r" in text else "LF"
    return "CRLF" if text.count("\n") == text.count("\r\n") else "LF"


def _lines(text: str) -> tuple[str, ...]:
    lines = tuple(text.split(_ENDS[_newline(text)]))
    _refuse_controls(text, lines)
    return lines


def _refuse_controls(text: str, lines: Sequence[str]) -> None:
    if control := _CONTROLS.search(text):
        number = text.count(_ENDS[_newline(text)], 0, control.start()) + 1
        raise PlaceError(
            LinePlace(number),
            f"含有控制字符 U+{ord(control[0]):04X}",
            lines[number - 1],
            "请确认文件是文本并删去该字符",
        )
