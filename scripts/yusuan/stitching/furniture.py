"""What pages repeat and no reader reads: page numbers, running heads and feet, watermarks."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from yusuan.evidence.model import Block, Document, Furniture, FurnitureKind, Grid, Line
from yusuan.evidence.places import Box, PagePlace
from yusuan.printed.text import key
from yusuan.stitching.wording import ended, is_bare_number, is_numbered, is_page_number

_TOP, _BOTTOM = 0.12, 0.88  # shares of the page's height
_NUMBER_BOTTOM = 0.85
_SAME_HEIGHT = 4.0  # points
_FEWEST_PAGES = 3
_MANY = 8  # different lines beside it tell a running head from the title of a long table
_LONGEST = 60
_LABEL = re.compile(r"[:：]")
_COVER, _SHORTEST_NAME = 4, 5  # blocks before the text begins; characters besides the year
_DATE = re.compile(r"[0-9年月日度()]")
_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9][0-9](?![0-9])")


def set_apart(document: Document) -> tuple[Block, ...]:
    """The blocks with page numbers, running heads and watermarks as ``Furniture``."""
    heights = {page.number: page.height for page in document.pages if page.height}
    found: dict[int, FurnitureKind] = {}
    for index, block in enumerate(document.blocks):
        if isinstance(block, Line) and _is_page_number(block, heights):
            found[index] = "page_number"
    if heights:
        for index in _running(document.blocks, heights, found):
            found[index] = "running_head"
        for index in _watermarks(document.blocks, found):
            found[index] = "watermark"
    else:
        for index in _named_between(document.blocks, found):
            found[index] = "running_head"
    return tuple(
        Furniture(found[index], (block,)) if index in found and isinstance(block, Line) else block
        for index, block in enumerate(document.blocks)
    )


def _box(block: Block) -> tuple[int, Box] | None:
    """Page and box of a line or grid; None where the format has no pages."""
    if isinstance(block, Line | Grid) and isinstance(block.place, PagePlace):
        return None if block.place.box is None else (block.place.page, block.place.box)
    return None


def _is_page_number(line: Line, heights: Mapping[int, float]) -> bool:
    where = _box(line)
    if where is None or where[0] not in heights:
        bare = is_bare_number(line.text) and len(line.text.strip()) <= 3
        return is_page_number(line.text) or (not heights and bare)
    height = heights[where[0]]
    at_edge = where[1].y0 >= _NUMBER_BOTTOM * height or where[1].y1 <= _TOP * height
    return at_edge and (is_page_number(line.text) or is_bare_number(line.text))


def _running(
    blocks: Sequence[Block], heights: Mapping[int, float], found: Mapping[int, str]
) -> set[int]:
    """Lines that stand first or last on many pages at one height, before ever other text.

    A title that a table prints on each of its pages stands before the same lines every time; a
    line with a colon says what the page is about.
    """
    pages: dict[int, list[int]] = defaultdict(list)
    for index, block in enumerate(blocks):
        if (where := _box(block)) and index not in found:
            pages[where[0]].append(index)
    running: set[int] = set()
    for from_top in (True, False):
        remaining = {
            page: (members if from_top else members[::-1]) for page, members in pages.items()
        }
        while True:
            more = _outermost(blocks, heights, remaining, from_top)
            if not more:
                break
            running |= more
            remaining = {
                page: [index for index in members if index not in running]
                for page, members in remaining.items()
            }
    return running


def _outermost(
    blocks: Sequence[Block],
    heights: Mapping[int, float],
    pages: Mapping[int, Sequence[int]],
    from_top: bool,
) -> set[int]:
    groups: dict[str, list[tuple[int, float, str]]] = defaultdict(list)
    for page, members in pages.items():
        if not members or page not in heights:
            continue
        line, where = blocks[members[0]], _box(blocks[members[0]])
        if not isinstance(line, Line) or where is None:
            continue
        box, height = where[1], heights[page]
        if (box.y1 > _TOP * height) if from_top else (box.y0 < _BOTTOM * height):
            continue
        text = _without_number(line)
        if not text or len(text) > _LONGEST or _LABEL.search(text) or ended(line.text):
            continue
        beside = blocks[members[1]] if len(members) > 1 else None
        at = box.y0 if from_top else height - box.y1
        groups[text].append((members[0], at, _said(beside)))
    chosen: set[int] = set()
    for text, places in groups.items():
        for _, height_here, _ in places:
            same = [it for it in places if abs(it[1] - height_here) <= _SAME_HEIGHT]
            if len(same) < _FEWEST_PAGES:
                continue
            if text.endswith("表") and any(beside.startswith("|") for *_, beside in same):
                continue  # the title of several tables
            distinct = len({beside for *_, beside in same})
            if distinct * 2 > len(same) or distinct >= _MANY:
                chosen.update(index for index, *_ in same)
    return chosen


def _without_number(line: Line) -> str:
    """The text of a head as compared, without the page number that stands beside it."""
    return "".join(
        key(part.text)
        for part in line.pieces
        if not (is_page_number(part.text) or is_bare_number(part.text))
    )


def _said(block: Block | None) -> str:
    if isinstance(block, Grid):
        return f"|{key(block.cell(0, 0).text)}"
    return key(block.text) if isinstance(block, Line) else ""


def _watermarks(blocks: Sequence[Block], found: Mapping[int, str]) -> set[int]:
    """The same text in the same box of three pages or more, painted over other text."""
    groups: dict[tuple[str, int, int], list[int]] = defaultdict(list)
    for index, block in enumerate(blocks):
        if isinstance(block, Line) and index not in found and (where := _box(block)):
            box = where[1]
            groups[key(block.text), round(box.x0 / 4), round(box.y0 / 4)].append(index)
    boxes: dict[int, list[tuple[int, Box]]] = defaultdict(list)
    for index, block in enumerate(blocks):
        if where := _box(block):
            boxes[where[0]].append((index, where[1]))
    marks: set[int] = set()
    for members in groups.values():
        if len(members) < _FEWEST_PAGES:
            continue
        if all(_is_overprinted(blocks[index], index, boxes) for index in members):
            marks.update(members)
    return marks


def _is_overprinted(
    block: Block, index: int, boxes: Mapping[int, Sequence[tuple[int, Box]]]
) -> bool:
    where = _box(block)
    if where is None:
        return False
    page, box = where
    return any(
        other != index
        and min(box.x1, it.x1) - max(box.x0, it.x0) > 0.3 * (box.x1 - box.x0)
        and min(box.y1, it.y1) - max(box.y0, it.y0) > 0.5 * (box.y1 - box.y0)
        for other, it in boxes[page]
    )


def _named_between(blocks: Sequence[Block], found: Mapping[int, str]) -> set[int]:
    """In a document without pages: lines that name it again where they interrupt something.

    A running head names the document with its year. It stands in the middle of a table or of
    running text and is the beginning of the title, or it comes often.
    """
    kept = [index for index in range(len(blocks)) if index not in found]
    named: dict[str, list[int]] = defaultdict(list)
    for position, index in enumerate(kept):
        block = blocks[index]
        if isinstance(block, Line) and _names_document(block):
            named[key(block.text)].append(position)
    running: set[int] = set()
    for text, positions in named.items():
        longer = any(len(other) > len(text) and other.startswith(text) for other in named)
        often = len(positions) >= _FEWEST_PAGES
        for at in positions:
            between = 0 < at < len(kept) - 1 and all(
                _runs_on(blocks[kept[near]]) for near in (at - 1, at + 1)
            )
            if (between and longer) or (often and at >= _COVER):
                running.add(kept[at])
    return running


def _names_document(line: Line) -> bool:
    text = key(line.text)
    return (
        len(text) <= _LONGEST
        and len(_DATE.sub("", text)) >= _SHORTEST_NAME
        and not line.heading
        and _YEAR.search(text) is not None
        and not _LABEL.search(text)
        and not ended(line.text)
        and not is_numbered(line.text)
        and text[-1] != "表"
    )


def _runs_on(block: Block) -> bool:
    """A table, or a line that is no heading: long or a sentence."""
    if isinstance(block, Line):
        return len(key(block.text)) >= 25 or ended(block.text)
    return isinstance(block, Grid)
