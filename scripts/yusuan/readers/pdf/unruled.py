"""Tables without vertical rules: columns told from white corridors that run through all rows.

A table is only made where it is certain: three lines with amounts, or fewer with three each under
a head; each amount alone in its cell, every word of the body between two corridors. A head of
several lines that may be read in two ways, and all else, stays lines with their pieces.
"""

import re
from collections.abc import Sequence
from statistics import median_low

from yusuan.evidence.places import Box
from yusuan.readers.pdf.filling import FilledGrid
from yusuan.readers.pdf.lines import VisualLine, line_text
from yusuan.readers.pdf.unruled_columns import Column, joined
from yusuan.readers.pdf.unruled_grid import unruled_grid
from yusuan.readers.pdf.unruled_heads import Columns, Label, Word, head_labels
from yusuan.readers.pdf.unruled_lines import AMOUNT, Extent, Row, follows, reach, row_of
from yusuan.readers.pdf.unruled_rows import Body, with_cut_labels

_NUMBER = re.compile(r"-?[0-9][0-9,.]{0,30}%?")
_COLUMN_NUMBER = re.compile(r"[0-9]{1,2}|\*{1,3}|栏次|行次|栏目")
_DASH = re.compile(r"[-—–－]{1,2}")
_WRITTEN = re.compile(r"[\u4e00-\u9fff]{2}")
_TWO = re.compile(r"[0-9][.,][0-9]{1,12}-|\.[0-9]{1,12}[.,][0-9]")
_FRAGMENT = re.compile(r"[0-9.]{1,6}")
_SAYS = re.compile(r"(?!其中)[^:：]{1,12}[:：].")
_FEWEST_ROWS = 3
_FEWEST_IN_ROW = 3
_CORRIDOR = 0.7  # em that is white between two columns in every row
_MOST_HEAD_LINES = 8
_SAME_EDGE = 1.0  # points
_MOST_PARTED = 300  # lines of a page with more are taken as one table or none
_SAME_SIZE = 1.1
_BESIDE = 0.5  # em from the middle of a line of a label to that of the next at most
_NARROW = 2.5  # em that a label cut over so many lines is wide at most
_APART = 2.0  # em from both edges of the table


def unruled_grids(
    lines: Sequence[VisualLine], taken: Sequence[Box]
) -> tuple[list[FilledGrid], list[VisualLine]]:
    """Tables among lines that stand in no ruled one, and the lines left over.

    ``taken`` are the boxes of the ruled tables: no other one lies around them.
    """
    if sum(glyph.text in ".," for line in lines for glyph in line) < _FEWEST_IN_ROW:
        return [], list(lines)
    rows = [row_of(line) for line in lines]
    grids: list[FilledGrid] = []
    used: set[int] = set()
    free = 0  # the first line that no table has taken
    for start, end in _bodies(rows, taken):
        columns = _columns(rows[start:end])
        if columns is None:
            continue
        body = with_cut_labels(rows, (free, start, end), columns, taken)
        first, wider = _head(rows, (free, body.start, body.end), columns, taken)
        whole = _joined(rows, first, body, wider)
        labels, numbers = _labels(rows, first, body, whole)
        if labels is None and numbers - first > 1:
            first = numbers  # a head of several lines that may be read in two ways stays lines
        wider = wider if labels is None else whole
        if labels is None and sum(row.amounts > 0 for row in rows[start:end]) < _FEWEST_ROWS:
            continue
        grids.append(unruled_grid(rows, first, numbers, body, wider, labels))
        used.update(range(first, body.end))
        free = body.end
    return grids, [line for index, line in enumerate(lines) if index not in used]


def _bodies(rows: Sequence[Row], taken: Sequence[Box]) -> list[tuple[int, int]]:
    """From where to where the lines of each table reach; each begins and ends with amounts."""
    return [
        (start, end)
        for run in _runs(rows, taken)
        for start, end in _parted(rows, *run)
        if _is_body(rows[start:end])
    ]


def _is_body(rows: Sequence[Row]) -> bool:
    """Whether lines have figures enough: a few rows will do if there are several in each."""
    figured = [row.amounts for row in rows if row.amounts]
    return len(figured) >= _FEWEST_ROWS or min(figured) >= _FEWEST_IN_ROW


def _runs(rows: Sequence[Row], taken: Sequence[Box]) -> list[tuple[int, int]]:
    """Runs of lines close below one another that begin and end with amounts: from, to."""
    runs: list[tuple[int, int]] = []
    start, last = -1, -1
    for index, row in enumerate(rows):
        if start >= 0 and (row.prose or not follows(rows[index - 1], row, taken)):
            runs.append((start, last + 1))
            start = -1
        if row.amounts and len(row.words) > 1 and not row.prose:
            start, last = (index if start < 0 else start), index
    if start >= 0:
        runs.append((start, last + 1))
    return [(_with_dashes(rows, start, taken), end) for start, end in runs]


def _with_dashes(rows: Sequence[Row], start: int, taken: Sequence[Box]) -> int:
    """The first line of a body: above its first amounts may be rows that print dashes alone."""
    while start and follows(rows[start - 1], rows[start], taken) and _is_dashed(rows[start - 1]):
        start -= 1
    return start


def _is_dashed(row: Row) -> bool:
    texts = [line_text(word) for word in row.words]
    dashes = [text for text in texts if _DASH.fullmatch(text)]
    return bool(dashes) and not row.prose and any(_WRITTEN.search(text) for text in texts)


def _parted(rows: Sequence[Row], start: int, end: int) -> list[tuple[int, int]]:
    """A run as the tables in it: captions part two where their columns do not go through."""
    if end - start > _MOST_PARTED:
        return [(start, end)]
    parts = [(start, start + 1)]
    for index in range(start + 1, end):
        if not rows[index].amounts:
            continue
        first, last = parts[-1]
        parts[-1] = (first, index + 1)
        if _is_caption(rows[last:index]) and _columns(rows[first : index + 1]) is None:
            parts[-1:] = [(first, last), (index, index + 1)]
    return parts


def _is_caption(rows: Sequence[Row]) -> bool:
    """Whether lines between two with amounts may be what stands above a table."""
    return len(rows) > 1 and any(
        len(row.words) == 1 and not _NUMBER.fullmatch(line_text(row.words[0])) for row in rows
    )


def _columns(rows: Sequence[Row]) -> list[Extent] | None:
    """From where to where each column has text; None if the columns are not certain."""
    corridor = _CORRIDOR * max(row.size for row in rows)
    columns: list[Extent] = []
    for box in sorted(box for row in rows for box in row.boxes):
        if columns and box.x0 - columns[-1][1] < corridor:
            columns[-1] = (columns[-1][0], max(columns[-1][1], box.x1))
        else:
            columns.append((box.x0, box.x1))
    if len(columns) < 2:
        return None
    for row in rows:
        cells: dict[int, list[str]] = {}
        for word, box in zip(row.words, row.boxes, strict=True):
            cells.setdefault(reach(box, columns)[0], []).append(line_text(word))
        if any(len(cell) > 1 and any(map(_NUMBER.fullmatch, cell)) for cell in cells.values()):
            return None
        every = [text for cell in cells.values() for text in cell]
        # Two amounts without a gap, or the rest of a number that its column had no room for.
        if any(map(_TWO.search, every)) or all(map(_is_fragment, every)):
            return None
    return columns


def _is_fragment(text: str) -> bool:
    return bool(_FRAGMENT.fullmatch(text)) and not AMOUNT.fullmatch(text)


def _head(
    rows: Sequence[Row],
    body: tuple[int, int, int],
    columns: list[Extent],
    taken: Sequence[Box],
) -> tuple[int, list[Extent]]:
    """The first line of the head of a table, and its columns with those that only the head names.

    ``body`` says which line is free, and from where to where the body reaches.
    """
    free, start, end = body
    top = first = start  # a word alone belongs to the head if a line above it does
    while (
        top > free and start - top < _MOST_HEAD_LINES and follows(rows[top - 1], rows[top], taken)
    ):
        top -= 1
        if _says(rows[top]):
            break
        if wider := _with_head(rows[top], rows[first:end], columns):
            first, columns = top, wider
        elif not _is_word_of_head(rows[top], columns):
            break
    while first < start and first > free and _goes_on(rows[first - 1], rows[first]):
        first -= 1
    if (
        first < start
        and start - first < _MOST_HEAD_LINES
        and first > free
        and not _says(rows[first - 1])
    ):
        first -= _is_group_head(rows[first - 1], rows[first], columns, taken)
    return first, columns


def _says(row: Row) -> bool:
    """Whether a line says of what a table is, and in what unit: 部门：某局, 单位：万元."""
    return any(map(_SAYS.match, map(line_text, row.words)))


def _with_head(row: Row, below: Sequence[Row], columns: Sequence[Extent]) -> list[Extent] | None:
    """The columns of a table and a line of its head: also those whose body is blank, if any.

    None if the line is no head: several words, no two of them over one column.
    """
    if row.prose or len(row.words) < 2 or row.amounts:
        return None
    if _apart(row, columns):
        return list(columns)
    wider = _columns([row, *below])
    if wider is None or not _apart(row, wider):
        return None
    kept = {reach(Box(left, 0, right, 0), wider)[0] for left, right in columns}
    return wider if len(kept) == len(columns) else None


def _apart(row: Row, columns: Sequence[Extent]) -> bool:
    """Whether no two words of a line lie over one column."""
    reached = [column for box in row.boxes for column in reach(box, columns)]
    return len(set(reached)) == len(reached)


def _is_word_of_head(row: Row, columns: Sequence[Extent]) -> bool:
    """Whether one word stands over one column, as what is written in the middle of two lines."""
    return not row.prose and len(row.words) == 1 and len(reach(row.boxes[0], columns)) == 1


def _goes_on(row: Row, below: Row) -> bool:
    """Whether the one word of a line is the upper line of a label that goes on right below it."""
    if row.prose or len(row.words) != 1 or row.size > below.size * _SAME_SIZE or _says(row):
        return False
    (box,) = row.boxes
    middle, letter = (box.x0 + box.x1) / 2, below.size
    return any(
        abs((other.x0 + other.x1) / 2 - middle) <= _BESIDE * letter
        and other.y0 - box.y1 <= _BESIDE * letter
        and min(other.x1 - other.x0, box.x1 - box.x0) <= _NARROW * letter
        for other in below.boxes
    )


def _is_group_head(row: Row, below: Row, columns: Sequence[Extent], taken: Sequence[Box]) -> bool:
    """Whether one word above the head stands within the table, as no unit at its edge does.

    A title that gets in so is told from the head where captions are read.
    """
    if row.prose or len(row.words) != 1 or not follows(row, below, taken):
        return False
    if row.size > below.size * _SAME_SIZE:
        return False
    (box,) = row.boxes
    left, right = columns[0][0], columns[-1][1]
    return min(box.x0 - left, right - box.x1) > _APART * row.size


def _joined(rows: Sequence[Row], first: int, body: Body, columns: Sequence[Extent]) -> list[Extent]:
    """The columns, those that only the setting of their cells parts as one."""
    centres: dict[int, float] = {}
    for row in rows[first : body.start]:
        for box in row.boxes:
            reached = reach(box, columns)
            if len(reached) == 1:
                centres[reached[0]] = (box.x0 + box.x1) / 2
    filled: list[set[int]] = [set() for _ in columns]
    rights: dict[int, float] = {}
    for number in range(body.start, body.end):
        row = rows[number]
        for word, box in zip(row.words, row.boxes, strict=True):
            for column in reach(box, columns):
                filled[column].add(body.owners.get(number, number))
                if AMOUNT.fullmatch(line_text(word)):
                    rights[column] = max(box.x1, rights.get(column, box.x1))
    return joined(
        [
            Column(
                extent,
                column in centres,
                frozenset(filled[column]),
                column in rights,
                centres.get(column),
                rights.get(column),
            )
            for column, extent in enumerate(columns)
        ]
    )


def _labels(
    rows: Sequence[Row], first: int, body: Body, columns: Sequence[Extent]
) -> tuple[tuple[Label, ...] | None, int]:
    """The cells of the head, None if they are not certain, and the first line below them.

    Lines that number the columns stand below the head, before the body.
    """
    below = body.start
    while below > first and _numbers_columns(rows[below - 1]):
        below -= 1
    words = []
    for row in rows[first:below]:
        for word, box in zip(row.words, row.boxes, strict=True):
            reached = reach(box, columns)
            words.append(Word(word, box, reached[0], reached[-1]))
    if not words:
        return None, below
    letter = median_low([row.size for row in rows[first:below]])
    return head_labels(words, Columns(tuple(columns), _rights(rows, body, columns)), letter), below


def _numbers_columns(row: Row) -> bool:
    return all(_COLUMN_NUMBER.fullmatch(line_text(word)) for word in row.words)


def _rights(rows: Sequence[Row], body: Body, columns: Sequence[Extent]) -> tuple[float | None, ...]:
    """Where the figures of each column end, if all end alike."""
    ends: list[list[float]] = [[] for _ in columns]
    for row in rows[body.start : body.end]:
        for word, box in zip(row.words, row.boxes, strict=True):
            if AMOUNT.fullmatch(line_text(word)):
                ends[reach(box, columns)[0]].append(box.x1)
    return tuple(
        max(found) if found and max(found) - min(found) <= _SAME_EDGE else None for found in ends
    )
