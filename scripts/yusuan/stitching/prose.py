"""Visual lines into paragraphs, over page breaks too."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from yusuan.evidence.model import Block, Furniture, Grid, Line, Paragraph
from yusuan.evidence.places import PagePlace
from yusuan.printed.markup import without_tags
from yusuan.printed.text import compact
from yusuan.stitching.wording import (
    amount_cut_between,
    cut_between,
    ended,
    is_numbered,
    open_bracket,
)

# A page break comes at the end of a printed line; shorter text without a full stop is a heading.
_SHORTEST_CUT = 13
_LONGEST_TITLE = 40
_LONGEST_NUMBERED = 24
_FULL = 3.1  # letters that may be missing at the end of a full line
_FULL_CERTAIN = 1.3
_FULL_SURELY_NOT = 0.5  # less is missing where lines are set to one length
_INDENTED = 0.9  # letters by which the first line of a paragraph is indented
_SAME_SIZE, _LIKE_SIZE = 1.15, 1.5  # one letter of another font makes a line look larger
_WIDE = 4.0  # letters between two pieces that say different things
_WORD = re.compile(r"[0-9A-Za-z.,，%％-]{2,20}(?:[万亿千]?元)?|[（(《“].{0,2}[）)》”]?")
_MOST_LINES = 60  # of a paragraph that are read for an open bracket
_BESIDE = 0.8  # letters' heights: less, and the line stands beside the other
_GAP = 1.9  # times the usual distance of lines: another paragraph


class Measure(NamedTuple):
    """The column of text of a page: its left and right edge as shares of the page's width."""

    left: float
    right: float
    advance: float  # usual distance of baselines in points; 0 if not known


def join_prose(
    blocks: Sequence[Block], fixed: frozenset[int], widths: Mapping[int, float]
) -> tuple[Block, ...]:
    """Lines as paragraphs; those in ``fixed`` (contents lists) stay lines.

    ``widths`` are those of the pages in points. Furniture between two lines does not part them;
    it follows the paragraph.
    """
    measures = _measures(blocks, widths)
    captions = _above_grids(blocks)
    joined: list[Block] = []
    lines: list[Line] = []
    behind: list[Block] = []

    def close() -> None:
        if lines:
            joined.append(Paragraph(tuple(lines)))
        joined.extend(behind)
        lines.clear()
        behind.clear()

    for index, block in enumerate(blocks):
        if isinstance(block, Furniture):
            behind.append(block)
            continue
        if not isinstance(block, Line) or index in fixed:
            close()
            joined.append(block)
            continue
        if not lines or index in captions or not _continues(lines, block, measures, widths):
            close()
        lines.append(block)
    close()
    return tuple(joined)


def _continues(
    lines: Sequence[Line],
    line: Line,
    measures: Mapping[int, Measure],
    widths: Mapping[int, float],
) -> bool:
    before = lines[-1]
    if before.heading or line.heading:
        return False
    if before.ended:
        return amount_cut_between(before.text, line.text)
    where, there = before.place, line.place
    if isinstance(where, PagePlace) and isinstance(there, PagePlace) and line.size:
        return _continues_on_page(lines, line, where, there, measures, widths)
    return _continues_text(_said(lines), line.text)


def _said(lines: Sequence[Line]) -> str:
    """The text of the paragraph so far; of a long one its end."""
    return "".join(line.text for line in lines[-_MOST_LINES:])


def _continues_text(before: str, after: str) -> bool:
    """Of lines that are paragraphs already, unless a page break cut one."""
    before = before.rstrip()
    if is_numbered(after):
        return False
    if cut_between(before, after) or amount_cut_between(before, after):
        return True
    if _AMOUNT.match(after) and _NAME.search(before):
        return True  # 2024年预算收入 above 385.50万元: no paragraph begins with a bare amount
    if ended(before) or _is_title(before) or _names_a_table(after):
        return False
    return len(before) >= _SHORTEST_CUT or re.search(r"[，0-9]", before) is not None


_AMOUNT = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?[百千]?[万亿]?元(?=[，。；、,;])")
_NAME = re.compile(r"(?:收入|支出|预算|决算|经费|资金|费|拨款|金额|结转|结余|安排|[共合总]计|为)$")


def _is_title(text: str) -> bool:
    """What is short, and is numbered or has no punctuation, is a heading and does not go on."""
    text = re.sub(r"\s", "", without_tags(text)).strip("*#")  # 四 、 财 政, **四、财政…**, ## …
    if is_numbered(text) and len(text) <= _LONGEST_NUMBERED:
        return re.search("[。；]|[：:].", text) is None
    return len(text) <= _LONGEST_TITLE and re.search("[。，；：、,;:]", text) is None


def _names_a_table(text: str) -> bool:
    """Whether a line is the title of a table and nothing else: a note above it may lack its 。"""
    return _TITLE_OF_TABLE.fullmatch(compact(without_tags(text))) is not None


_TITLE_OF_TABLE = re.compile(
    r"[^，。；：、,;:见如按]{4,40}(?<![本此下附该上])表(?:\([^()]{1,16}\))?"
)


def _above_grids(blocks: Sequence[Block]) -> frozenset[int]:
    """Short lines right above a table where the format has no pages: each says its own."""
    above: set[int] = set()
    for index, block in enumerate(blocks):
        if not isinstance(block, Grid) or isinstance(block.place, PagePlace):
            continue
        for before in range(index - 1, max(-1, index - 9), -1):
            line = blocks[before]
            if isinstance(line, Furniture):
                continue
            if not isinstance(line, Line) or len(line.text) > _LONGEST_TITLE or ended(line.text):
                break
            above.add(before)
    return frozenset(above)


def _continues_on_page(
    lines: Sequence[Line],
    line: Line,
    where: PagePlace,
    there: PagePlace,
    measures: Mapping[int, Measure],
    widths: Mapping[int, float],
) -> bool:
    before = lines[-1]
    measure, here = measures.get(where.page), measures.get(there.page)
    width, next_width = widths.get(where.page, 0), widths.get(there.page, 0)
    if measure is None or here is None or not width or not next_width:
        return _continues_text(_said(lines), line.text)
    small, large = sorted((before.size, line.size))
    if large > _LIKE_SIZE * small or _is_apart(before) or _is_apart(line):
        return False
    if _far(where, there, measure, small):
        return False
    text = _said(lines)
    cut = cut_between(before.text, line.text)
    missing = (measure.right - before.indent - before.width) * width / small
    numbered = is_numbered(line.text)
    allowed = _FULL_CERTAIN if numbered else _FULL + _unbreakable(line.text)
    if missing > allowed and not cut:
        return False
    starts = [(it.indent - measure.left) * width / small for it in (lines[0], before)]
    shift = (line.indent - here.left) * next_width / small - starts[1]
    if _is_heading_above(lines, starts[1], shift) and missing > _FULL_SURELY_NOT and not cut:
        return False
    if shift > _INDENTED:
        # Centred or hanging text goes on only where the sentence does.
        return missing <= _FULL_CERTAIN and cut and not numbered
    if numbered and (_is_title(line.text) or ended(text)) and not open_bracket(text):
        return False
    alike = large <= _SAME_SIZE * small
    if not ended(text):
        return alike or len(lines) > 1 or shift < -_INDENTED
    # A sentence ends at the end of a full line: the paragraph goes on if its first line is
    # indented and this one is not.
    first_indented = starts[0] - starts[1] - shift > _INDENTED
    return missing <= _FULL_CERTAIN and first_indented and not numbered


def _is_heading_above(lines: Sequence[Line], start: float, shift: float) -> bool:
    """Whether a numbered heading, no sentence, stands above a line that begins as far in as it does.

    ``start`` is the letters it is indented by; a paragraph goes on at the left edge.
    """
    text = lines[0].text
    return (
        len(lines) == 1
        and start > _INDENTED >= abs(shift)
        and is_numbered(text)
        and re.search(r"[^\W0-9_][。；，：,;:]", text) is None
    )


def _unbreakable(text: str) -> float:
    """Letters' widths of the word that a line begins with: it may have left the line before."""
    word = _WORD.match(text.strip())
    return 0.0 if word is None else 0.55 * len(word[0]) + 0.5


def _is_apart(line: Line) -> bool:
    """Whether the pieces of a line stand too far apart to be a sentence."""
    boxes = [part.place.box for part in line.pieces if isinstance(part.place, PagePlace)]
    return any(
        right.x0 - left.x1 > _WIDE * line.size
        for left, right in pairwise(box for box in boxes if box is not None)
    )


def _far(where: PagePlace, there: PagePlace, measure: Measure, size: float) -> bool:
    """Whether the second line does not stand right below the first."""
    if where.page != there.page:
        return there.page - where.page > 1
    if where.box is None or there.box is None:
        return False
    step = there.box.y0 - where.box.y0
    return step < _BESIDE * size or bool(measure.advance and step > _GAP * measure.advance)


def _measures(blocks: Sequence[Block], widths: Mapping[int, float]) -> dict[int, Measure]:
    """For each page: that of its own lines, or that of pages of the same width if it has few."""
    pages: dict[int, list[Line]] = {}
    for block in blocks:
        if isinstance(block, Line) and isinstance(block.place, PagePlace) and block.size:
            pages.setdefault(block.place.page, []).append(block)
    alike: dict[float, list[Line]] = {}
    for page, lines in pages.items():
        alike.setdefault(round(widths.get(page, 0)), []).extend(lines)
    measures: dict[int, Measure] = {}
    for page, lines in pages.items():
        own = _measure(lines)
        measures[page] = own or _measure(alike[round(widths.get(page, 0))]) or Measure(0, 1, 0)
    return measures


def _measure(lines: Sequence[Line]) -> Measure | None:
    """The edges that most full lines have; None if too few lines are full."""
    long = [line for line in lines if line.width >= 0.5]
    if len(long) < 4:
        return None
    right = _usual([line.indent + line.width for line in long])
    full = [line for line in long if line.indent + line.width >= right - 0.04]
    left = min(_common([line.indent for line in full]), default=0.0)
    gaps = [
        b.place.box.y0 - a.place.box.y0
        for a, b in pairwise(lines)
        if isinstance(a.place, PagePlace)
        and isinstance(b.place, PagePlace)
        and a.place.box
        and b.place.box
        and a.place.page == b.place.page
        and b.place.box.y0 > a.place.box.y0
    ]
    return Measure(left, right, _usual(gaps) if gaps else 0.0)


def _usual(values: Sequence[float]) -> float:
    """The median, the lower one of two."""
    return sorted(values)[(len(values) - 1) // 2]


def _common(values: Sequence[float]) -> list[float]:
    """The values (to a hundredth) that at least a tenth of all have."""
    counts = Counter(round(value, 2) for value in values)
    return [value for value, count in counts.items() if count * 10 >= len(values)]
