"""``published_cells`` and ``unplaced_cells``: the tables as printed, cell by cell.

Every cell of every table is in ``published_cells``, those that no layout claims too;
``unplaced_cells`` names what is no fact, no label and no furniture, with the reason.
"""

from collections.abc import Iterator, Mapping
from typing import Literal, get_args

from yusuan import vocabulary as v
from yusuan.binding.model import LeftoverReason
from yusuan.evidence.places import Place
from yusuan.facts.keys import line_id
from yusuan.facts.model import Entry
from yusuan.fields import Field, Resource
from yusuan.model import Row, TableRow, Value
from yusuan.tables.declaration import AssembledTable

CellPart = Literal["head", "label", "figure", "text", "note", "blank", "covered"]


def _field(name: str, title: str, description: str, description_en: str, **more: object) -> Field:
    field = Field(name=name, title=title, description=description, description_en=description_en)
    return field.with_(**more) if more else field


_TABLE_NO = _field(
    "table_no",
    "表序",
    "表的次序，见 published_tables。",
    "Order of the table, see published_tables.",
    kind="integer",
)
_ROW = _field(
    "row",
    "行",
    "单元格在表中的行（含表头），从 1 数起。",
    "Row in the table, heads included, from 1.",
    kind="integer",
)
_COLUMN = _field(
    "column",
    "列",
    "单元格在表中的列，从 1 数起。",
    "Column in the table, from 1.",
    kind="integer",
)
_TEXT = _field("text", "文字", "印出的文字，一字不改。", "The text exactly as printed.")

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
        _field(
            "row_span",
            "跨行",
            "单元格合并的行数。",
            "Rows that it is merged over.",
            kind="integer",
            required=True,
        ),
        _field(
            "column_span",
            "跨列",
            "单元格合并的列数。",
            "Columns that it is merged over.",
            kind="integer",
            required=True,
        ),
        _field(
            "part",
            "成分",
            "head 为表头，label 为行的名称或编码，figure 为数字，text 为其他文字，note 为表注，"
            "blank 为空白，covered 为被合并的单元格盖住。",
            "A head, what names the row, a figure, other text, a note, blank, or covered by a "
            "merged cell.",
            required=True,
            enum=tuple(get_args(CellPart)),
        ),
        _TEXT,
        v.PLACE.with_(required=True),
        _field(
            "resource",
            "数据资源",
            "所在的表的数据资源；没有认出的表为空。",
            "The resource of the table's data; null where it was not recognised.",
        ),
        _field(
            "row_key",
            "行的键",
            "所在行的键（收支并列的，为该单元格一侧的）；不成数据的为空。",
            "Key of its row, on its side of a two-sided table; null where it is no data.",
        ),
        _field(
            "field",
            "所在字段",
            "所成数据的字段；不成数据的为空。",
            "The field that it went to; null where it is no data.",
        ),
        _field(
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
        _field(
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
        _TEXT.with_(required=True),
        v.PLACE.with_(required=True),
        _field(
            "reason",
            "缘由",
            "unbound_table 没有版式认领的表，unknown_column 不认识的列，unknown_row 不认识的行，"
            "not_a_figure 数字栏中不是数字的，unknown_unit 单位不明的金额，hidden 隐藏的，"
            "no_cached_value 没有存下结果的公式，contradicts_sums 与本表合计相矛盾，"
            "unread 读不出的文字，prose_amount 读不准的文中金额。",
            "Why: no layout claims its table, an unknown column or row, no figure where one is "
            "due, an amount of unknown unit, hidden, a formula without a stored value, a reading "
            "that the table's own sums refute, text that could not be read, an amount in prose "
            "that cannot be read with certainty.",
            required=True,
            enum=tuple(get_args(LeftoverReason)),
        ),
    ),
    primary_key=("disclosure_id", "unplaced_no"),
    foreign_keys=v.TO_SOURCE,
)


def cell_rows(
    disclosure_id: str, table_no: int, table: AssembledTable, entries: tuple[Entry, ...]
) -> Iterator[Row]:
    """The cells of a table read from text, which prints no spans: heads, rows, notes."""
    name = table.declaration.name
    common: dict[str, Value] = {
        "document_id": table.document_id,
        "disclosure_id": disclosure_id,
        "table_no": table_no,
        "row_span": 1,
        "column_span": 1,
        "resource": name,
    }
    number = 0
    for line in table.head:
        number += 1
        for i, text in enumerate(line.cells):
            part: CellPart = "head" if text.strip() else "blank"
            yield _row(common, number, i, part, text, line.cell_place(i))
    by_place: dict[Place, list[Entry]] = {}
    for entry in entries:
        by_place.setdefault(entry.place, []).append(entry)
    for row in table.rows:
        number += 1
        yield from _body(common, number, table, row, by_place.get(row.place, []))
    for note in table.notes:
        number += 1
        yield _row(common, number, 0, "note", note.text, note.place)


def _body(
    common: Mapping[str, Value],
    number: int,
    table: AssembledTable,
    row: TableRow,
    entries: list[Entry],
) -> Iterator[Row]:
    name = table.declaration.name
    of_side = {entry.side: entry for entry in entries}
    for i, column in enumerate(table.columns):
        entry = of_side.get(column.side) if column.side else next(iter(entries), None)
        text, more = row.cells[i], dict[str, Value]()
        if entry is not None and text.strip():
            more = {"row_key": entry.key, "field": column.field}
            if column.measure is not None and column.field in entry.figures:
                disclosure_id = str(common["disclosure_id"])
                more["budget_line_id"] = line_id(
                    disclosure_id, name, entry.key, entry.side, column.field
                )
        part: CellPart = (
            "blank"
            if not text.strip()
            else "figure"
            if column.measure is not None
            else "label"
            if column.field in table.declaration.label_fields
            else "text"
        )
        yield _row(common, number, i, part, text, row.cell_place(i), more)


def _row(
    common: Mapping[str, Value],
    row: int,
    index: int,
    part: CellPart,
    text: str,
    place: Place,
    more: Mapping[str, Value] | None = None,
) -> Row:
    return PUBLISHED_CELLS.row(
        {
            **common,
            "row": row,
            "column": index + 1,
            "part": part,
            "text": text.strip("\n") or None,
            "place": str(place),
            **(more or {}),
        }
    )
