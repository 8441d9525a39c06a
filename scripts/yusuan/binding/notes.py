"""Notes of tables: below them («注：…», «本表为空») and in their last rows."""

import re
from collections.abc import Iterator, Sequence

from yusuan.evidence.model import Grid, Part
from yusuan.evidence.places import PagePlace
from yusuan.model import TextLine
from yusuan.printed.text import compact

_NOTE = re.compile(r"[(\[【]?(?:备注|附注|注释|说明|注)(?:[:0-9]|[一二三][、.:])")
_EMPTY = re.compile(
    r"空表|(?:本|此|该)表(?:为空|无|没有|不涉及)|无数据|本年无发生额"
    r"|(?:本|我)(?:部门|单位|局|委|办|厅|院|校|中心).{0,24}(?:无|没有|不涉及|未安排|未使用)"
    r".{0,30}(?:支出|预算|收入|经费|资金|项目|拨款)"
    r"|^\(?无.{2,20}(?:支出|预算|收入|事项)\)?$"
)
# 十二、关于空表的说明: a heading of what follows, which tells of other tables.
_HEADING = re.compile(
    r"(?:[(（]?[一二三四五六七八九十0-9]{1,3}[)）、.．])?(?:关于)?空表(?:的|情况)*说明[:：]?"
)
_LONGEST = 120
_NOTHING = re.compile(
    r"[(（]?(?:本表|此表)?(?:空表|无|没有|不涉及|无数据|无内容|无此项|没有数据)[)）]?[。.]?"
)
_FIGURE = re.compile(r"[-−(]?[0-9,]*\.[0-9]+\)?|[0-9,]{3,}")


def is_note(text: str) -> bool:
    """«注：…», «备注：…», «说明：…», also in brackets."""
    return _NOTE.match(compact(text)) is not None


def note_paragraphs(notes: Sequence[Part]) -> Iterator[tuple[TextLine, ...]]:
    """The notes of a table as paragraphs: lines of a page go on until a sentence ends."""
    lines: list[TextLine] = []
    for note in notes:
        goes_on = (
            lines
            and isinstance(note.place, PagePlace)
            and not _ENDED.search(lines[-1].text)
            and not (is_note(note.text) or _ITEM.match(compact(note.text)))
        )
        if lines and not goes_on:
            yield tuple(lines)
            lines = []
        lines.append(TextLine(note.place, note.text))
    if lines:
        yield tuple(lines)


_ENDED = re.compile(r"[。；;：:]\s*$")
_ITEM = re.compile(r"[(（]?[0-9一二三四五六七八九十]{1,2}[)）、]|[0-9]{1,2}[.．](?![0-9])|[①-⑳]")


def says_empty(text: str) -> bool:
    """Whether a short text says that a table has nothing in it."""
    compared = compact(text)
    if len(compared) > _LONGEST or _HEADING.fullmatch(compared):
        return False
    return _EMPTY.search(compared) is not None


def note_rows(grid: Grid, first: int) -> tuple[tuple[Part, ...], int]:
    """(notes in the last rows, the last row that is none); rows from ``first`` on are looked at.

    A note is alone in its row, at its left or merged over it. So is 无 where no cell is a figure.
    """
    empty = not any(
        _FIGURE.fullmatch(compact(cell.text))
        for cell in grid.cells[(first + 1) * grid.column_count :]
    )
    notes: list[Part] = []
    last = grid.row_count - 1
    pending_blank = 0
    for row in range(grid.row_count - 1, first, -1):
        printed = [cell for cell in grid.row(row) if cell.kind == "printed"]
        covered = [
            cell for cell in grid.row(row) if cell.anchor is not None and cell.anchor[0] < row
        ]
        if not printed and not covered:
            pending_blank += 1
            continue
        if (
            covered
            or len(printed) != 1
            or not (
                _is_row_note(grid, printed[0].text, printed[0].column)
                or (empty and _NOTHING.fullmatch(compact(printed[0].text)))
            )
        ):
            break
        notes[:0] = [part for part in printed[0].parts if part.text]
        last = row - 1
        pending_blank = 0
    return tuple(notes), last


def _is_row_note(grid: Grid, text: str, column: int) -> bool:
    return is_note(text) or (
        column <= grid.column_count // 2 and says_empty(text) and len(text) > 8
    )
