"""Tables that a document sets with tabs alone: paragraphs whose texts stand under each other."""

from collections.abc import Iterator, Mapping, Sequence

from yusuan.evidence.model import Block, Line
from yusuan.printed.numbers import has_decimals
from yusuan.readers.gridding import make_padded_grid, may_be_padded

# A contents list has two texts a line, the second of them a page number.
_FEWEST_ROWS, _FEWEST_FIGURES = 3, 2
_FEWEST_WIDE_ROWS, _WIDE_ROW = 2, 3


def with_tabbed_tables(blocks: Sequence[Block], printed: Mapping[int, str]) -> list[Block]:
    """``blocks`` with runs of lines that hold tabs as grids of which no span is known.

    ``printed``: the text of a line that holds tabs, those at its beginning included, by its index.
    """
    out: list[Block] = []
    run: list[int] = []
    for index, block in enumerate(blocks):
        if index in printed and isinstance(block, Line) and not block.heading:
            run.append(index)
            continue
        out += _of_run([blocks[it] for it in run], [printed[it] for it in run])
        run = []
        out.append(block)
    return out + list(_of_run([blocks[it] for it in run], [printed[it] for it in run]))


def _of_run(lines: Sequence[Block], printed: Sequence[str]) -> Iterator[Block]:
    rows = [[cell.strip() for cell in text.split("\t")] for text in printed]
    if not _is_table(rows):
        yield from lines
        return
    places = [line.place for line in lines if isinstance(line, Line)]
    yield make_padded_grid(rows, places[0], lambda row, _: places[row])


def _is_table(rows: Sequence[Sequence[str]]) -> bool:
    if not rows:
        return False
    wide = sum(sum(map(bool, row)) >= _WIDE_ROW for row in rows)
    figures = sum(has_decimals(cell) for row in rows for cell in row[1:])
    width, cells = max(map(len, rows)), sum(map(len, rows))
    listed = len(rows) >= _FEWEST_ROWS and figures >= _FEWEST_FIGURES
    return may_be_padded(len(rows), width, cells) and (listed or wide >= _FEWEST_WIDE_ROWS)
