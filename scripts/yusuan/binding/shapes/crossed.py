"""What figures are of stands over the columns: one printed row, a row for each of its figures."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from yusuan.binding.labels import counted_unit, is_count
from yusuan.binding.rows import RawRow
from yusuan.binding.shapes.common import Shaping, of_row
from yusuan.binding.shapes.rows import rows
from yusuan.facts.keys import RowKeys
from yusuan.facts.model import Entry
from yusuan.model import Value
from yusuan.tables.itemised import unit_of

# The field that says what stands over the column, where it is not an economic item.
_PATHS = {
    "staffing": "count_path",
    "asset_values": "asset_path",
    "procurement_summary": "purchase_path",
    "transfers_by_area": "area_path",
}
_OF_THE_ROW = frozenset({"level", "parent_key", "parent_code", "row_no"})


def _counts(item: str) -> bool:
    """Whether a row is of things or of a surface, whether or not it says in what."""
    return is_count(item) or "面积" in item or "数量" in item


def crossed(shaping: Shaping, raws: Sequence[RawRow]) -> Iterator[Entry]:
    """What each row and each column name together, in the order printed."""
    by_place = {of_row(raw.first.place): raw for raw in raws}
    of_figures = {column.field for column in shaping.by_position.values()}
    counts_things = shaping.role.name == "asset_values" and "quantity" not in of_figures
    keys = RowKeys()  # those of the printed rows are not published
    for row in list(rows(shaping, [replace(raw, cells={}) for raw in raws])):
        raw = by_place[row.place]
        of_things = counts_things and _counts(str(row.texts.get("item") or ""))
        if of_things:  # 车辆（辆） below 年初数 and 年末数, among amounts
            figures = shaping.reader.counts(raw.cells, shaping.by_position, str(row.texts["item"]))
        else:
            figures = shaping.reader.figures(raw.cells, shaping.by_position)
        columns = {c.item: c for c in shaping.by_position.values() if c.item is not None}
        for (name, item), figure in figures.items():
            if item is None:
                continue
            labels = columns[item].head.labels
            row_key = keys.of_label(*labels, parent=row.key)
            texts: dict[str, Value] = {
                **{field: text for field, text in row.texts.items() if field not in _OF_THE_ROW},
                "row_key": row_key,
                "row_no": row.number,
                _PATHS.get(shaping.role.name, "economic_path"): figure.label,
            }
            if name == "quantity":
                unit = figure.unit or counted_unit(labels[-1])
                unit = unit or unit_of(str(row.texts.get("item") or ""))[1]
                texts["quantity_unit"] = unit or row.texts.get("quantity_unit")
            cell = raw.cells["value" if of_things else name, item]
            yield replace(
                row,
                key=row_key,
                label=labels[-1],
                place=figure.place,
                place_end=figure.place,
                parent=None,
                level=None,
                code=None,
                texts=texts,
                figures={name: figure},
                cells=frozenset({(cell.row, cell.column)}),
            )
