"""Where the lines of tables without rules lie on a page."""

import re
from collections.abc import Sequence

from yusuan.evidence.places import Box
from yusuan.readers.pdf.lines import line_text
from yusuan.readers.pdf.unruled.columns import columns_of
from yusuan.readers.pdf.unruled.lines import DASH, NUMBER, Row, follows

FEWEST_ROWS = 3
FEWEST_IN_ROW = 3
_WRITTEN = re.compile(r"[\u4e00-\u9fff]{2}")
_WHITE = 16.0  # em of rows without any text at most
_MOST_PARTED = 300  # lines of a page with more are taken as one table or none


def bodies(rows: Sequence[Row], taken: Sequence[Box]) -> list[tuple[int, int]]:
    """From where to where the lines of each table reach; each begins and ends with amounts."""
    return [
        (start, end)
        for run in _runs(rows, taken)
        for start, end in _parted(rows, *run)
        if _is_body(rows[start:end])
    ]


def first_run(rows: Sequence[Row], taken: Sequence[Box]) -> tuple[int, int] | None:
    """From where to where the first lines with amounts reach that no caption parts, if any do."""
    runs = _runs(rows, taken)
    return _parted(rows, *runs[0])[0] if runs else None


def _is_body(rows: Sequence[Row]) -> bool:
    """Whether lines have figures enough: a few rows will do if there are several in each."""
    figured = [row.amounts for row in rows if row.amounts]
    return len(figured) >= FEWEST_ROWS or min(figured) >= FEWEST_IN_ROW


def _runs(rows: Sequence[Row], taken: Sequence[Box]) -> list[tuple[int, int]]:
    """Runs of lines close below one another that begin and end with amounts: from, to."""
    runs: list[tuple[int, int]] = []
    start, last = -1, -1
    for index, row in enumerate(rows):
        apart = start >= 0 and (
            row.says_unit or row.prose or not follows(rows[index - 1], row, taken)
        )
        if apart and (row.says_unit or not _goes_on_below_white(rows, start, index, taken)):
            runs.append((start, last + 1))
            start = -1
        if row.amounts and len(row.words) > 1 and not row.prose:
            start, last = (index if start < 0 else start), index
    if start >= 0:
        runs.append((start, last + 1))
    return [(_with_dashes(rows, start, taken), end) for start, end in runs]


def _goes_on_below_white(rows: Sequence[Row], start: int, index: int, taken: Sequence[Box]) -> bool:
    """Whether rows that print nothing lie before a row of the same columns: 五、…, then 合计."""
    above, below = rows[index - 1], rows[index]
    if below.prose or not (above.amounts and below.amounts and len(below.words) > 1):
        return False
    if below.bottom - above.bottom > _WHITE * max(above.size, below.size):
        return False
    if any(above.bottom <= box.y1 and below.top >= box.y0 for box in taken):
        return False
    return columns_of(rows[start : index + 1]) is not None


def _with_dashes(rows: Sequence[Row], start: int, taken: Sequence[Box]) -> int:
    """The first line of a body: above its first amounts may be rows that print dashes alone."""
    while start and follows(rows[start - 1], rows[start], taken) and _is_dashed(rows[start - 1]):
        start -= 1
    return start


def _is_dashed(row: Row) -> bool:
    texts = [line_text(word) for word in row.words]
    dashes = [text for text in texts if DASH.fullmatch(text)]
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
        if _is_caption(rows[last:index]) and columns_of(rows[first : index + 1]) is None:
            parts[-1:] = [(first, last), (index, index + 1)]
    return parts


def _is_caption(rows: Sequence[Row]) -> bool:
    """Whether lines between two with amounts may be what stands above a table."""
    return len(rows) > 1 and any(
        len(row.words) == 1 and not NUMBER.fullmatch(line_text(row.words[0])) for row in rows
    )
