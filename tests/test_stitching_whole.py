"""Whatever a reader hands over: nothing raises, no character is lost, every grid stays sound."""

import random
from collections.abc import Iterator

import pytest

from tests.made_documents import line, on_page, paged, text_document
from yusuan.binding.captions import caption
from yusuan.binding.identity import identify
from yusuan.evidence.model import Block, Document, Grid, Line
from yusuan.stitching import stitch

WORDS = [
    *[
        "收支总表",
        "单位：万元",
        "部门：某某局",
        "501 某某局",
        "续表",
        "- 1 -",
        "1",
        "12.00",
        "一、办公费",
    ],
    *[
        "序号",
        "项目",
        "预算数",
        "注：无。",
        "（",
        "）",
        "表1",
        "公开01表",
        "2026年",
        "（2026年度）",
        "合计",
    ],
    *["第一部分 概况", "目录", "一、收支总表……3", "本表为空。", "：", "单位：", "部门：", "年度："],
    *[
        "《》",
        "**",
        "##",
        "《收支总表》",
        "()",
        "表",
        "年",
        "[501]",
        "截至2022年12月31日",
        "附表2-1",
        "【",
    ],
    "字" * 45,
]
SEEDS = range(120)


def texts(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, Grid):
            yield from (part.text for cell in block.cells for part in cell.parts)
        else:
            yield from (it.text for it in ([block] if isinstance(block, Line) else block.lines))


def characters(document: Document) -> list[str]:
    return sorted("".join("".join(texts(document)).split()))


def random_rows(chance: random.Random) -> list[list[str]]:
    """Rows with cells merged to the right or downward, never into corners."""
    width = chance.randint(1, 5)
    rows: list[list[str]] = []
    for _ in range(chance.randint(1, 6)):
        above = rows[-1] if rows else None
        row: list[str] = []
        for column in range(width):
            kind = chance.random()
            single = (
                above is not None and above[column] != "<" and "<" not in above[column + 1 :][:1]
            )
            if kind < 0.15 and single:
                row.append("^")
            elif kind < 0.3 and row and row[-1] != "^":
                row.append("<")
            else:
                row.append(chance.choice([*WORDS, "", ""]))
        rows.append(row)
    return rows


def random_pages(chance: random.Random) -> Document:
    blocks: list[Block] = []
    for page in range(1, chance.randint(2, 6)):
        top = 20.0
        for _ in range(chance.randint(0, 6)):
            if chance.random() < 0.6:
                said = "||".join(chance.choice(WORDS) for _ in range(chance.choice([1, 1, 2, 3])))
                blocks.append(line(said, page, top, chance.choice([60, 84, 240]), gap=30))
                top += chance.choice([20, 40])
            else:
                rows = random_rows(chance)
                blocks.append(on_page(rows, page, top))
                top += 20 * len(rows) + 10
    return paged(*blocks)


def random_text(chance: random.Random) -> Document:
    rows = (
        "\t".join(chance.choice([*WORDS, ""]) for _ in range(chance.choice([1, 1, 2, 3, 4])))
        for _ in range(chance.randint(1, 30))
    )
    return text_document("\n".join(row if chance.random() < 0.8 else "" for row in rows))


@pytest.mark.parametrize("make", [random_pages, random_text])
def test_nothing_raises_and_no_character_is_lost(make) -> None:  # type: ignore[no-untyped-def]
    for seed in SEEDS:
        document = make(random.Random(seed))
        stitched = stitch(document)
        captioned = caption(stitched)
        identify(stitched, captioned)
        assert characters(stitched) == characters(document), seed
        assert stitch(document) == stitched
        for grid in stitched.grids:
            check_grid(grid)


def check_grid(grid: Grid) -> None:
    """Every position once, in order; a covered cell lies inside the span of its anchor."""
    assert len(grid.cells) == grid.row_count * grid.column_count
    for position, cell in enumerate(grid.cells):
        assert divmod(position, grid.column_count) == (cell.row, cell.column)
        assert (cell.kind == "covered") is (cell.anchor is not None)
        owner = grid.owner(cell.row, cell.column)
        assert owner.anchor is None
        assert owner.row <= cell.row < owner.row + owner.row_span
        assert owner.column <= cell.column < owner.column + owner.column_span
