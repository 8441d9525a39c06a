"""Which lines are entries of a contents list: they name what comes later and stay lines."""

import re
from collections.abc import Sequence

from yusuan.evidence.model import Block, Grid, Line
from yusuan.evidence.places import PagePlace
from yusuan.stitching.wording import ended
from yusuan.text import compact, key

_TITLE = re.compile(r".{0,40}目录")
_LEADER = re.compile(
    r"\s*(?:(?:[.．·•‥]\s?){2,}|…+|-{3,}|_{3,}|—{2,}|\t)[.．·•‥…·\s]*(\d{1,4})?\s*$"
)
_PAGE_BEHIND = re.compile(r"(?<=\S)\s+(\d{1,4})\s*$|[(（](\d{1,4})[)）]\s*$")
_LONGEST = 60


def entry(text: str) -> tuple[str, int | None] | None:
    """(title, page) of an entry that ends with a leader or a page number behind a gap."""
    if len(text) > 200:
        return None
    for pattern in (_LEADER, _PAGE_BEHIND):
        if (found := pattern.search(text)) and found.start():
            page = next((group for group in found.groups() if group), None)
            title = text[: found.start()].strip()
            return (title, int(page) if page else None) if title else None
    return None


def contents_lines(blocks: Sequence[Block]) -> frozenset[int]:
    """Indices of the title of a contents list and of its entries.

    An entry has a leader or a page number, or is printed again later; the list ends where
    neither follows. A list may go on over pages.
    """
    later: dict[str, int] = {}
    for index, block in enumerate(blocks):
        if isinstance(block, Line):
            later[key(block.text)] = index
        elif isinstance(block, Grid):
            for cell in block.cells[: 2 * block.column_count]:
                if cell.kind == "printed":
                    later[key(cell.text)] = index
    found: set[int] = set()
    index = 0
    while index < len(blocks):
        block = blocks[index]
        if isinstance(block, Line) and _TITLE.fullmatch(compact(block.text)):
            end = _end(blocks, index + 1, later)
            if end > index + 1:
                found.update(at for at in range(index, end) if isinstance(blocks[at], Line))
                index = end
                continue
        index += 1
    return frozenset(found)


def _end(blocks: Sequence[Block], start: int, later: dict[str, int]) -> int:
    """Where the list that begins at ``start`` ends; on a page of its own the whole page is list."""
    end = start
    strangers = 0
    for index in range(start, len(blocks)):
        block = blocks[index]
        if isinstance(block, Grid):
            break
        if not isinstance(block, Line):
            continue
        if _is_entry(block, index, later):
            end, strangers = index + 1, 0
            continue
        strangers += 1
        if strangers > 2 or ended(block.text) or len(key(block.text)) > _LONGEST:
            break
        if end > start and _page(blocks[end - 1]) != _page(block):
            break
    return end


def _is_entry(line: Line, index: int, later: dict[str, int]) -> bool:
    if entry(line.text) is not None:
        return True
    text = key(line.text)
    return len(text) <= _LONGEST and not ended(line.text) and later.get(text, index) > index


def _page(block: Block) -> int:
    place = block.place if isinstance(block, Line | Grid) else None
    return place.page if isinstance(place, PagePlace) else 0
