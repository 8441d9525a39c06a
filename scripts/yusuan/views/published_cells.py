"""``published_cells`` and ``unplaced_cells``: the tables as printed, cell by cell.

Every cell of every table is in ``published_cells``, those that no layout claims too;
``unplaced_cells`` names what is no fact, no label and no furniture, with the reason.
"""

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple, get_args

from yusuan.binding.model import LEFTOVER_REASONS, CaptionedGrid, Leftover
from yusuan.declared import vocabulary as v
from yusuan.declared.fields import Resource, described
from yusuan.evidence.model import Cell, Grid
from yusuan.evidence.places import LinePlace, Place, whole
from yusuan.facts.keys import line_id
from yusuan.facts.model import Entry
from yusuan.facts.tables import FactTable
from yusuan.model import Row, Side, Value
from yusuan.tables.figures import FIGURES

CellPart = Literal["caption", "head", "label", "figure", "text", "note", "blank", "covered"]


_TABLE_NO = described(
    "table_no",
    "表序",
    "表的次序，见 published_tables。",
    "Order of the table, see published_tables.",
    kind="integer",
)
_ROW = described(
    "row",
    "行",
    "单元格在表中的行（含表头），从 1 数起。",
    "Row in the table, heads included, from 1.",
    kind="integer",
)
_COLUMN = described(
    "column",
    "列",
    "单元格在表中的列，从 1 数起。",
    "Column in the table, from 1.",
    kind="integer",
)
_TEXT = described("text", "文字", "印出的文字，一字不改。", "The text exactly as printed.")

PUBLISHED_CELLS = Resource(
    name="published_cells",
    title="公布的单元格",
    description="每张表的每个单元格，照原样：表头、合并、文字，以及它成了哪个数据。",
    description_en="Every cell of every table as printed: heads, spans, text, and the value that "
    "was made of it.",
    fields=(
        v.DOCUMENT_ID,
        v.DISCLOSURE_ID,
        _TABLE_NO.with_(required=True),
        _ROW.with_(required=True),
        _COLUMN.with_(required=True),
        described(
            "row_span",
            "跨行",
            "单元格合并的行数。",
            "Rows that it is merged over.",
            kind="integer",
            required=True,
        ),
        described(
            "column_span",
            "跨列",
            "单元格合并的列数。",
            "Columns that it is merged over.",
            kind="integer",
            required=True,
        ),
        described(
            "part",
            "成分",
            "caption 为表框内的标题和单位，head 为表头，label 为行的名称或编码，figure 为数字，"
            "text 为其他文字，note 为表注，blank 为空白，covered 为被合并的单元格盖住。",
            "A title or unit inside the frame, a head, what names the row, a figure, other text, "
            "a note, blank, or covered by a merged cell.",
            required=True,
            enum=tuple(get_args(CellPart)),
        ),
        _TEXT,
        v.PLACE.with_(required=True),
        described(
            "pieces",
            "分段",
            "被分页切断的单元格，各段的位置和字数；没有切断的为空。",
            "Places and lengths of the pieces of a cell that a page break cut; null where none did.",
        ),
        described(
            "resource",
            "数据资源",
            "所在的表的数据资源；没有认出的表为空。",
            "The resource of the table's data; null where it was not recognised.",
        ),
        described(
            "row_key",
            "行的键",
            "所在行的键（收支并列的，为该单元格一侧的）；不成数据的为空。",
            "Key of its row, on its side of a two-sided table; null where it is no data.",
        ),
        described(
            "field",
            "所在字段",
            "所在的列归入的字段；表头和没有认出的列为空。",
            "The field that its column goes to; null in heads and unknown columns.",
        ),
        described(
            "budget_line_id",
            "数据行编号",
            "数字在 budget_lines 中的编号；不是数字的为空。",
            "The figure's id in budget_lines; null for anything else.",
        ),
    ),
    primary_key=("disclosure_id", "document_id", "table_no", "row", "column"),
    foreign_keys=v.TO_SOURCE,
)

UNPLACED_CELLS = Resource(
    name="unplaced_cells",
    title="没有归入数据的文字",
    description="印出而没有成为数据的单元格和文字，连同缘由；没有一处被默默丢弃。",
    description_en="What is printed and became no data, with the reason: nothing is dropped "
    "silently.",
    fields=(
        v.DOCUMENT_ID,
        v.DISCLOSURE_ID,
        described(
            "unplaced_no",
            "序号",
            "在该公开文件中的次序，从 1 数起。",
            "Order within its disclosure, from 1.",
            kind="integer",
            required=True,
        ),
        _TABLE_NO,
        _ROW,
        _COLUMN,
        _TEXT.with_(
            description="印出的文字，一字不改；图像没有文字，为空。",
            description_en="The text exactly as printed; null of a picture.",
        ),
        v.PLACE.with_(required=True),
        described(
            "reason",
            "缘由",
            "unbound_table 没有版式认领的表，unknown_column 不认识的列，unknown_row 不认识的行，"
            "merged 一个数合并在几行或几栏上、说不准属于哪一个的，"
            "not_a_figure 数字栏中不是数字的，unknown_unit 单位不明的金额，hidden 隐藏或划去的，"
            "no_cached_value 没有存下结果的公式，contradicts_sums 与本表合计相矛盾，"
            "prose_amount 读不准的文中金额；读取时搁置的文字：off_page 在页面之外，clipped 被裁去，"
            "invisible 不可见，overprinted 重复印在同一处，garbled 文字层不是印出的文字，"
            "picture 是图像，too_much 文字过多。",
            "Why: no layout claims its table, an unknown column or row, a figure merged over "
            "several rows or columns of which it is not told whose it is, no figure where one is due, "
            "an amount of unknown unit, hidden, a formula without a stored value, a reading that "
            "the table's own sums refute, text that could not be read, an amount in prose that "
            "cannot be read with certainty; or, set aside by the reader: off the page, clipped, "
            "invisible, printed twice in one place, a text layer that is not what is printed, a "
            "picture, too much text.",
            required=True,
            enum=LEFTOVER_REASONS,
        ),
    ),
    primary_key=("disclosure_id", "unplaced_no"),
    foreign_keys=v.TO_SOURCE,
)


class _Held(NamedTuple):
    """What became of a printed cell: the row and the field that it went to."""

    entry: Entry
    field: str
    is_figure: bool


def cell_rows(
    disclosure_id: str,
    document_id: str,
    table_no: int,
    captioned: CaptionedGrid,
    table: FactTable | None,
    body: int = 0,
) -> Iterator[Row]:
    """Every cell of a grid, row by row; ``body`` is its first row below the head.

    ``table`` is what was made of it, None for a grid that no layout claims.
    """
    grid = captioned.grid
    last = captioned.last_row if captioned.last_row >= 0 else grid.row_count - 1
    positions = _positions(grid) if table is not None else {}
    held = _held(positions, table) if table is not None else {}
    naming = _naming_columns(table) if table is not None else {}
    fields = {c.position: c.field for c in table.columns} if table is not None else {}
    rows_of = _entries_of_rows(grid, positions, table) if table is not None else {}
    for cell in grid.cells:
        text = cell.text
        blank = not text.strip()
        values: dict[str, Value] = {
            "document_id": document_id,
            "disclosure_id": disclosure_id,
            "table_no": table_no,
            "row": cell.row + 1,
            "column": cell.column + 1,
            "row_span": cell.row_span,
            "column_span": cell.column_span,
            "text": None if cell.kind == "covered" else text or None,
            "place": str(cell.place),
            "pieces": _pieces(cell),
            "resource": table.role if table is not None else None,
        }
        found = held.get((cell.row, cell.column))
        if table is not None and cell.column in fields and body <= cell.row <= last:
            values["field"] = fields[cell.column]
        if found is None and not blank and cell.column in naming:
            field, side = naming[cell.column]
            of_row = rows_of.get((cell.row, side))
            if of_row is not None and captioned.caption.first_row <= cell.row:
                found = _Held(of_row, field, is_figure=False)
        if cell.kind == "covered":
            part: CellPart = "covered"
        elif blank:
            part = "blank"
        elif cell.row < captioned.caption.first_row:
            part = "caption"
        elif cell.row > last:
            part = "note"
        elif cell.row < body:
            part = "head"
        elif found is None:
            part = "text"
        else:
            part = "figure" if found.is_figure else "label"
        if table is not None and found is not None and part in ("figure", "label"):
            entry = found.entry
            values |= {"row_key": entry.key, "field": found.field}
            if found.is_figure:
                values["budget_line_id"] = line_id(
                    disclosure_id, table.role, entry.key, entry.side, found.field
                )
        values["part"] = part
        yield PUBLISHED_CELLS.row(values)


def _pieces(cell: Cell) -> str | None:
    """``L97C3:12 L105C3:4``: the places and lengths of what a page break cut."""
    if cell.kind == "covered" or len(cell.parts) < 2:
        return None
    return " ".join(f"{part.place}:{len(part.text)}" for part in cell.parts)


_Positions = dict[Place, list[tuple[int, int]]]


def _held(positions: _Positions, table: FactTable) -> dict[tuple[int, int], _Held]:
    """The figures by the position of their cell."""
    found: dict[tuple[int, int], _Held] = {}
    for entry in table.entries:
        for field, figure in entry.figures.items():
            for position in positions.get(figure.place, ()):
                found.setdefault(position, _Held(entry, field, is_figure=True))
    return found


def _positions(grid: Grid) -> _Positions:
    """Where in the grid each place is; the text of two cells may share one."""
    found: _Positions = {}
    for cell in grid.cells:
        if cell.kind != "covered":
            found.setdefault(cell.place, []).append((cell.row, cell.column))
    return found


def _naming_columns(table: FactTable) -> dict[int, tuple[str, Side | None]]:
    """The columns that name rows, by their position."""
    return {
        column.position: (column.field, column.side)
        for column in table.columns
        if column.field not in FIGURES
    }


def _entries_of_rows(
    grid: Grid, positions: _Positions, table: FactTable
) -> dict[tuple[int, Side | None], Entry]:
    """The entry of each row of the grid, on each side."""
    lines: _Positions = {}  # a row of a text is known by its line
    for cell in grid.cells:
        place = cell.place
        if isinstance(place, LinePlace):
            lines.setdefault(whole(place), []).append((cell.row, cell.column))
    found: dict[tuple[int, Side | None], Entry] = {}
    for entry in table.entries:
        places = [entry.place, *(figure.place for figure in entry.figures.values())]
        for place in places:
            for row, _ in (*positions.get(place, ()), *lines.get(place, ())):
                found.setdefault((row, entry.side), entry)
    return found


def leftover_rows(
    disclosure_id: str, leftovers: Iterable[tuple[str, int | None, Leftover]]
) -> Iterator[Row]:
    """``leftovers`` with the id of their document and the number of their table."""
    for number, (document_id, table_no, left) in enumerate(leftovers, start=1):
        yield UNPLACED_CELLS.row(
            {
                "document_id": document_id,
                "disclosure_id": disclosure_id,
                "unplaced_no": number,
                "table_no": table_no,
                "row": None if left.row is None else left.row + 1,
                "column": None if left.column is None else left.column + 1,
                "text": left.text or None,
                "place": str(left.place),
                "reason": left.reason,
            }
        )
