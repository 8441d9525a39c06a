"""Small documents as readers give them, made by hand: a text, or pages of lines and tables."""

from collections.abc import Sequence
from itertools import accumulate

from yusuan.evidence.model import Block, Cell, Document, Grid, Line, Page, Part
from yusuan.evidence.places import Box, LinePlace, PagePlace, Place

WIDTH, HEIGHT = 600.0, 800.0
LETTER = 12.0


def text_document(text: str) -> Document:
    """Lines with tabs that stand together are a grid, other lines are lines."""
    blocks: list[Block] = []
    rows: list[tuple[int, list[str]]] = []

    def close() -> None:
        if rows:
            places = [[LinePlace(n, c + 1) for c in range(_width(rows))] for n, _ in rows]
            blocks.append(
                grid([cells for _, cells in rows], places, LinePlace(rows[0][0]), known=False)
            )
            rows.clear()

    for number, line in enumerate(text.split("\n"), start=1):
        if "\t" in line:
            rows.append((number, line.split("\t")))
            continue
        close()
        if line.strip():
            blocks.append(Line(line.strip(), LinePlace(number)))
    close()
    return Document("text", "0" * 64, tuple(blocks), lines=tuple(text.split("\n")))


def _width(rows: Sequence[tuple[int, list[str]]]) -> int:
    return max(len(cells) for _, cells in rows)


def grid(
    rows: Sequence[Sequence[str]],
    places: Sequence[Sequence[Place]],
    place: Place,
    *,
    known: bool = True,
    edges: Sequence[float] = (),
) -> Grid:
    """``rows`` of texts; ``<`` is covered by the cell at its left, ``^`` by the one above."""
    width = max(map(len, rows))
    padded = [[*row, *[""] * (width - len(row))] for row in rows]
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for r, row in enumerate(padded):
        for c, text in enumerate(row):
            above = owner[r - 1, c] if text == "^" else None
            owner[r, c] = above or (owner[r, c - 1] if text == "<" else (r, c))
    cells: list[Cell] = []
    for r, row in enumerate(padded):
        for c, text in enumerate(row):
            if owner[r, c] != (r, c):
                cells.append(
                    Cell(r, c, (Part("", places[r][c]),), kind="covered", anchor=owner[r, c])
                )
                continue
            mine = [at for at, whose in owner.items() if whose == (r, c)]
            cells.append(
                Cell(
                    r,
                    c,
                    (Part(text.strip(), places[r][c]),),
                    1 + max(at[0] for at in mine) - r,
                    1 + max(at[1] for at in mine) - c,
                    "printed" if text.strip() else "blank",
                )
            )
    return Grid(
        len(rows), width, tuple(cells), (place,), known, column_edges=tuple(map(float, edges))
    )


def table(text: str) -> list[list[str]]:
    """Rows of a table written with ``|`` between its cells."""
    return [[cell.strip() for cell in row.split("|")] for row in text.strip().split("\n")]


def on_page(rows: Sequence[Sequence[str]], page: int, top: float, *edges: float) -> Grid:
    """A ruled table of rows 20 points high; columns of 80 points unless ``edges`` are given."""
    width = max(map(len, rows))
    xs = list(edges) or list(accumulate([80.0] * width, initial=60.0))
    places = [
        [
            PagePlace(page, Box(xs[c], top + 20 * r, xs[c + 1], top + 20 * (r + 1)))
            for c in range(width)
        ]
        for r in range(len(rows))
    ]
    whole = PagePlace(page, Box(xs[0], top, xs[-1], top + 20 * len(rows)))
    return grid(rows, places, whole, edges=xs)


def line(
    text: str, page: int, top: float, left: float = 60.0, *, size: float = LETTER, gap: float = 0
) -> Line:
    """A visual line of square letters; ``gap`` points part the pieces written with ``||``."""
    parts: list[Part] = []
    x = left
    for piece in text.split("||"):
        end = x + size * len(piece)
        parts.append(Part(piece, PagePlace(page, Box(x, top, end, top + size))))
        x = end + (gap or 200.0)
    end = x - (gap or 200.0)
    box = Box(left, top, end, top + size)
    said = "".join(part.text for part in parts)
    return Line(said, PagePlace(page, box), tuple(parts), size, left / WIDTH, (end - left) / WIDTH)


def paged(*blocks: Block) -> Document:
    numbers = sorted(
        {
            block.place.page
            for block in blocks
            if isinstance(block, Line | Grid) and isinstance(block.place, PagePlace)
        }
    )
    pages = tuple(Page(number, WIDTH, HEIGHT) for number in numbers)
    return Document("pdf", "0" * 64, blocks, pages)


def shown(grid: Grid) -> list[str]:
    """The rows of a grid as ``table`` writes them, a cell's parts joined; ``^`` for covered."""
    return [
        "|".join("^" if cell.kind == "covered" else cell.text for cell in row)
        for row in grid.rows()
    ]
