"""Real documents with what pages may also carry: their tables stay the same.

Running heads and feet, fields below a table, «续表» and repeated titles on later pages, pages
set off to one side; another title in the same place makes another table.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import pytest

from tests.samples import NAMES
from tests.test_samples_stitched import documents
from yusuan.binding.captions import caption
from yusuan.binding.model import CaptionedGrid
from yusuan.evidence.model import Block, Document, Furniture, Grid, Line, Part
from yusuan.evidence.places import Box, PagePlace, Place
from yusuan.printed.text import key
from yusuan.stitching import stitch

PDFS = [name for name in NAMES if name.endswith(".pdf")]
SIZE = 9.0
Alter = Callable[[Document, Sequence[CaptionedGrid]], Document]

pytestmark = pytest.mark.skipif(not PDFS, reason="the folder ../shared/samples is not here")


def tables(document: Document) -> list[tuple[object, ...]]:
    """Titles, unit, pages, rows and columns of every table."""
    return told(caption(stitch(document)).grids)


def told(grids: Sequence[CaptionedGrid]) -> list[tuple[object, ...]]:
    return [
        (
            [key(title.text) for title in it.caption.titles],
            it.caption.unit and it.caption.unit.text,
            [str(place).split("@")[0] for place in it.grid.places],
            it.grid.row_count,
            it.grid.column_count,
        )
        for it in grids
    ]


def printed(document: Document, text: str, page: int, left: float, top: float) -> Line:
    width = next(it.width for it in document.pages if it.number == page)
    end = left + SIZE * len(text)
    place = PagePlace(page, Box(left, max(1, top), end, max(1, top) + SIZE))
    part = Part(text, place)
    return Line(text, place, (part,), SIZE, left / width, (end - left) / width)


def page_of(block: Block) -> int:
    place = block.lines[0].place if isinstance(block, Furniture) else block.place
    assert isinstance(place, PagePlace)
    return place.page


def box_of(grid: Grid) -> Box:
    assert isinstance(grid.place, PagePlace)
    assert grid.place.box is not None
    return grid.place.box


def with_running_head(document: Document, _: object) -> Document:
    blocks: list[Block] = []
    for block in document.blocks:
        if not blocks or page_of(blocks[-1]) != page_of(block):
            head = printed(document, "示例市某某局2026年部门预算", page_of(block), 200, 8)
            blocks.append(head)
        blocks.append(block)
    return replace(document, blocks=tuple(blocks))


def with_running_foot(document: Document, _: object) -> Document:
    heights = {page.number: page.height for page in document.pages}
    blocks: list[Block] = []
    for block in document.blocks:
        if blocks and page_of(blocks[-1]) != page_of(block):
            page = page_of(blocks[-1])
            blocks.append(printed(document, "某某局预算公开", page, 200, heights[page] - 14))
        blocks.append(block)
    return replace(document, blocks=tuple(blocks))


def with_fields_below_tables(document: Document, _: object) -> Document:
    blocks: list[Block] = []
    for index, block in enumerate(document.blocks):
        blocks.append(block)
        if not isinstance(block, Grid) or block.row_count < 4:
            continue
        following = document.blocks[index + 1 : index + 2]
        if following and page_of(following[0]) == page_of(block):
            continue
        box = box_of(block)
        blocks.append(printed(document, "制表人：张三", page_of(block), box.x0, box.y1 + 6))
    return replace(document, blocks=tuple(blocks))


def with_even_pages_set_off(document: Document, _: object) -> Document:
    return replace(document, blocks=tuple(map(set_off, document.blocks)))


def set_off(block: Block, by: float = 6.0) -> Block:
    if not isinstance(block, Grid) or page_of(block) % 2:
        return block

    def moved(place: Place) -> Place:
        if not isinstance(place, PagePlace) or place.box is None:
            return place
        x0, y0, x1, y1 = place.box
        return PagePlace(place.page, Box(x0 + by, y0, x1 + by, y1))

    cells = tuple(
        replace(cell, parts=tuple(part._replace(place=moved(part.place)) for part in cell.parts))
        for cell in block.cells
    )
    return replace(
        block,
        cells=cells,
        places=tuple(map(moved, block.places)),
        column_edges=tuple(edge + by for edge in block.column_edges),
    )


def later_pages(grids: Sequence[CaptionedGrid]) -> Iterator[tuple[Place, str]]:
    """Where each later page of a table begins, and the table's title."""
    for it in grids:
        for place in it.grid.places[1:]:
            yield place, it.caption.titles[-1].text if it.caption.titles else ""


def with_line_on_later_pages(says: Callable[[str], str]) -> Alter:
    def alter(document: Document, grids: Sequence[CaptionedGrid]) -> Document:
        titles = dict(later_pages(grids))
        blocks: list[Block] = []
        for block in document.blocks:
            if isinstance(block, Grid) and (text := says(titles.get(block.place, ""))):
                box = box_of(block)
                line = printed(document, text, page_of(block), box.x0 + 90, box.y0 - 12)
                blocks.append(line)
            blocks.append(block)
        return replace(document, blocks=tuple(blocks))

    return alter


ALTERED: dict[str, Alter] = {
    "running head": with_running_head,
    "running foot": with_running_foot,
    "fields below": with_fields_below_tables,
    "set off": with_even_pages_set_off,
    "continued": with_line_on_later_pages(lambda title: title and "续表"),
    "title continued": with_line_on_later_pages(lambda title: title and f"{title}（续）"),
    "title again": with_line_on_later_pages(lambda title: title),
}


@pytest.mark.parametrize("name", PDFS)
def test_the_tables_stay_the_same(name: str) -> None:
    document, _, captioned = documents(name)
    grids, expected = captioned.grids, told(captioned.grids)
    differing = [
        what for what, alter in ALTERED.items() if tables(alter(document, grids)) != expected
    ]
    assert differing == []


@pytest.mark.parametrize("name", PDFS)
def test_another_title_on_the_second_page_of_a_table_makes_another_table(name: str) -> None:
    document, _, captioned = documents(name)
    grids = captioned.grids
    for it in (it for it in grids if len(it.grid.places) > 1):
        second = it.grid.places[1]
        blocks: list[Block] = []
        for block in document.blocks:
            if isinstance(block, Grid) and block.place == second:
                box = box_of(block)
                title = "另一张收支情况表"
                blocks.append(printed(document, title, page_of(block), box.x0 + 90, box.y0 - 12))
            blocks.append(block)
        altered = tables(replace(document, blocks=tuple(blocks)))
        assert len(altered) == len(grids) + 1
