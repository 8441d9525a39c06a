"""Text that a line is drawn through: it stands between ``~~``, as in a text, and is no figure.

A file says only where lines and glyphs are. A line strikes text out where it runs through the
middle of its characters and begins and ends with them; a rule of a table goes on beyond its text,
and stands between lines.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence

from yusuan.printed.markup import STRUCK
from yusuan.readers.pdf.contents import Rule
from yusuan.readers.pdf.glyphs import Glyph

_MIDDLE = (0.16, 0.52)  # em above the baseline: through digits and Chinese characters alike
_ENDS, _FARTHEST = 0.35, 5.0  # em and points that the line may reach beyond its text
_SAME = 0.6  # points: pieces of one line
_GAP = 1.5
_FEWEST, _MOST = 2, 400  # characters of one line
_LARGEST = 20.0  # points: larger text is a title, or a watermark across a table
_ROW = 4.0
_Band = tuple[float, float]


def struck_out(glyphs: Sequence[Glyph], rules: Sequence[Rule]) -> tuple[list[Glyph], list[Rule]]:
    """``glyphs`` with what is struck out between marks, and the rules that are no such lines."""
    if not rules:
        return list(glyphs), []
    bands = _bands(glyphs)
    starts = [start for start, _ in bands]
    near, kept = list[Rule](), list[Rule]()
    for rule in rules:
        at = bisect_right(starts, rule.at) - 1
        (near if at >= 0 and rule.at <= bands[at][1] else kept).append(rule)
    if not near:
        return list(glyphs), kept
    rows: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for number, glyph in enumerate(glyphs):
        if glyph.quarter == 0 and not glyph.is_space and glyph.size <= _LARGEST:
            rows[int(glyph.baseline // _ROW)].append((glyph.x0, number))
    for row in rows.values():
        row.sort()
    found = list(glyphs)
    for pieces in _lines(near):
        numbers = _through(glyphs, rows, pieces)
        if not numbers:
            kept.extend(pieces)
            continue
        first, last = numbers[0], numbers[-1]
        found[first] = found[first]._replace(text=f"{STRUCK}{found[first].text}")
        found[last] = found[last]._replace(text=f"{found[last].text}{STRUCK}")
    return found, kept


def _bands(glyphs: Sequence[Glyph]) -> list[_Band]:
    """Where a line through text may be, from top to bottom."""
    low, high = _MIDDLE
    found: list[_Band] = []
    for start, end in sorted(
        (baseline - high * size - _SAME, baseline - low * size + _SAME)
        for baseline, size in {(glyph.baseline, glyph.size) for glyph in glyphs}
    ):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], end)
        else:
            found.append((start, end))
    return found


def _lines(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Pieces at one height that go on from each other."""
    lines: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda it: (round(it.at / _SAME), it.start)):
        before = lines[-1] if lines else None
        same = before is not None and round(before[-1].at / _SAME) == round(rule.at / _SAME)
        if before is not None and same and rule.start - max(it.end for it in before[-3:]) <= _GAP:
            before.append(rule)
        else:
            lines.append([rule])
    return lines


def _through(
    glyphs: Sequence[Glyph], rows: dict[int, list[tuple[float, int]]], pieces: Sequence[Rule]
) -> list[int]:
    """The glyphs of one line that the pieces strike out, from left to right; none for a rule."""
    at, start, end = pieces[0].at, pieces[0].start, max(piece.end for piece in pieces)
    struck: list[tuple[float, int]] = []
    for row in range(int(at // _ROW), int((at + _LARGEST * _MIDDLE[1]) // _ROW) + 1):
        line = rows.get(row, ())
        low = bisect_left(line, (start - _LARGEST, 0))
        high = bisect_right(line, (end, len(glyphs)))
        if high - low > _MOST:
            return []
        for x, number in line[low:high]:
            glyph = glyphs[number]
            above = (glyph.baseline - at) / glyph.size if glyph.size else 0.0
            if _MIDDLE[0] <= above <= _MIDDLE[1] and start < (glyph.x0 + glyph.x1) / 2 < end:
                struck.append((x, number))
    struck.sort()
    numbers = [number for _, number in struck]
    if len(numbers) < _FEWEST:
        return []
    first, last = glyphs[numbers[0]], glyphs[numbers[-1]]
    if len({round(glyphs[number].baseline, 1) for number in numbers}) > 1:
        return []
    over = max(first.x0 - start, end - last.x1), max(start - first.x0, last.x1 - end)
    return numbers if max(over) <= min(_ENDS * first.size, _FARTHEST) else []
