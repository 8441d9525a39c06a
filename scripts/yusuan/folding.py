"""Folding the pages of a published table into one table, its head resolved to label paths."""

import re
from collections.abc import Sequence
from functools import lru_cache

from yusuan.errors import PlaceError
from yusuan.evidence.places import Place, order
from yusuan.model import Furniture, LineKind, TableLine, TableRow, TextLine
from yusuan.numbers import CURRENCY_UNITS
from yusuan.tables.declaration import AssembledTable, Column, PublishedTable, match_column
from yusuan.text import compact, key

_COLUMN_NUMBERS = frozenset({"栏次", "档次"})
_NOTE = re.compile(r"\s*(?:备\s*)?注\s*[:：]")

_NOTHING = re.compile(r"(?:本部门|我部门|本单位|我单位|本年度?).{0,12}(?:无|没有|不涉及)")

HeadTexts = tuple[tuple[str, ...], ...]


def is_note(text: str) -> bool:
    return bool(_NOTE.match(text))


def says_empty(text: str) -> bool:
    """Whether a sentence in the place of a table says that there is nothing to publish."""
    return "空表" in text or bool(_NOTHING.search(text))


def row_text(line: TableLine) -> str:
    return "\t".join(line.cells)


@lru_cache(maxsize=4096)
def label_paths(head: HeadTexts) -> tuple[tuple[str, ...], ...]:
    """The label path of each column under merged cells.

    A blank in an upper row belongs to the cell on its left if a label stands below it; a
    blank in a lower row belongs to the label above.
    """
    width = max(len(row) for row in head)
    padded = [row + ("",) * (width - len(row)) for row in head]
    paths: list[tuple[str, ...]] = []
    for column in range(width):
        path: list[str] = []
        for depth, row in enumerate(padded):
            label = row[column]
            below = any(other[column] for other in padded[depth + 1 :])
            if not label and below and column:
                left = paths[column - 1]
                label = left[depth] if depth < len(left) and len(left) > depth + 1 else ""
            if label:
                path.append(label)
        paths.append(tuple(path))
    return tuple(paths)


def join_rows(before: TableRow, line: TableLine) -> TableRow:
    """``before`` with the text of its continuation added in every cell."""
    cells = tuple(a + b for a, b in zip(before.cells, line.cells, strict=True))
    return TableRow(cells, (*before.parts, line))


class PageFurniture:
    """What the furniture above a table says; consumed when the table begins."""

    def __init__(self) -> None:
        self.unit: TextLine | None = None
        self.unit_value: str | None = None
        self.fiscal_year: str | None = None
        self.department: tuple[str, str] | None = None
        self.as_of_date: str | None = None

    def add(self, furniture: Furniture) -> None:
        if furniture.kind == "unit":
            self.unit, self.unit_value = furniture.lines[0], furniture.value
        elif furniture.kind == "fiscal_year":
            self.fiscal_year = furniture.value or None
        elif furniture.kind == "department":
            self.department = (furniture.value, furniture.detail)
        elif furniture.kind == "as_of_date":
            self.as_of_date = furniture.value


class Fold:
    """One published table while its pages are being read."""

    def __init__(
        self,
        declaration: PublishedTable,
        title: TextLine,
        page: PageFurniture,
        kinds: dict[Place, LineKind],
        document_id: str,
    ) -> None:
        self._document_id = document_id
        self.declaration = declaration
        self.title = title
        self._page = page
        self._kinds = kinds
        self._head: HeadTexts = ()
        self._head_lines: tuple[TableLine, ...] = ()
        self._columns: tuple[Column, ...] = ()
        self._labels: tuple[str, ...] = ()
        self._key_indices: tuple[int, ...] = ()
        self._unit: str | None = None
        self._rows: list[TableRow] = []
        self._notes: list[TextLine] = []
        self._head_place = title.place
        self._place_end = title.place

    @property
    def begun(self) -> bool:
        return bool(self._head)

    @property
    def _shown_title(self) -> str:
        return f"“{self.title.text.strip()}”"

    def add_note(self, note: TextLine) -> None:
        self._notes.append(note)

    def continues(self, lines: Sequence[TableLine]) -> bool:
        """Whether ``lines`` without a title of their own go on with this table."""
        return self.begun and (
            self._repeats_head(lines) or len(lines[0].cells) == len(self._columns)
        )

    def add_page(self, lines: Sequence[TableLine], page: PageFurniture) -> None:
        """Add the lines of one page. Raises PlaceError on what cannot be placed."""
        if not self.begun:
            body = self._begin(lines)
        else:
            self._check_unit(page)
            repeated = self._repeats_head(lines)
            body = self._skip_head(lines) if repeated else lines
        after_break = bool(self._rows)
        for line in body:
            self._add_row(line, after_break)
            after_break = False
        self._place_end = lines[-1].place

    # Head

    def _begin(self, lines: Sequence[TableLine]) -> Sequence[TableLine]:
        depth = self.declaration.head_rows
        if len(lines) < depth:
            raise PlaceError(
                lines[-1].place,
                f"{self._shown_title}的表头不完整",
                row_text(lines[-1]),
                "请补全表头",
            )
        self._head = tuple(tuple(key(cell) for cell in line.cells) for line in lines[:depth])
        self._head_lines = tuple(lines[:depth])
        self._head_place = lines[0].place
        unit = self._match_columns(lines[0])
        self._unit = self._settle_unit(unit, lines[0])
        for line in lines[:depth]:
            self._kinds[line.place] = "table_head"
        return self._skip_column_numbers(lines[depth:])

    def _match_columns(self, head: TableLine) -> str | None:
        """Match every printed column to a declared one; the unit if a label states it."""
        columns: list[Column] = []
        unit: str | None = None
        paths = label_paths(self._head)
        labels = tuple(" → ".join(path) for path in paths)
        for path, label in zip(paths, labels, strict=True):
            found = match_column(self.declaration.columns, path)
            if found is None:
                raise PlaceError(
                    head.place,
                    f"{self._shown_title}的表头有未知的列“{label or '（空白）'}”",
                    row_text(head),
                    "请核对表头；确为模板的新写法，请在该表的声明中补充",
                )
            column, stated = found
            if column in columns:
                raise PlaceError(
                    head.place, f"{self._shown_title}的表头中“{label}”一列重复", row_text(head)
                )
            columns.append(column)
            unit = stated or unit
        for column in self.declaration.columns:
            if column not in columns and not column.optional:
                raise PlaceError(
                    head.place,
                    f"{self._shown_title}的表头缺少“{' → '.join(column.paths[0])}”一列",
                    row_text(head),
                    "请补全表头",
                )
        self._columns, self._labels = tuple(columns), labels
        self._key_indices = tuple(
            i for i, column in enumerate(columns) if column.field in self.declaration.key_fields
        )
        return unit

    def _settle_unit(self, from_label: str | None, head: TableLine) -> str | None:
        if self.declaration.unit == "none":
            return None
        line = self._page.unit
        unit = from_label or self._page.unit_value
        if not unit:
            raise PlaceError(
                line.place if line else self.title.place,
                f"{self._shown_title}没有印出金额单位",
                line.text if line else self.title.text,
                "请在表头之前补上“单位：万元”一行",
            )
        self._check_known(unit, line if line and not from_label else None, head)
        return unit

    def _check_known(self, unit: str, line: TextLine | None, head: TableLine) -> None:
        if unit not in CURRENCY_UNITS:
            raise PlaceError(
                line.place if line else head.place,
                f"{self._shown_title}的金额单位“{unit}”不认识",
                line.text if line else row_text(head),
                f"认识的单位：{'、'.join(CURRENCY_UNITS)}",
            )

    def _check_unit(self, page: PageFurniture) -> None:
        if page.unit is not None and self._unit is not None and page.unit_value != self._unit:
            raise PlaceError(
                page.unit.place,
                f"{self._shown_title}续页的单位与前页的“{self._unit}”不同",
                page.unit.text,
                "请核对原件",
            )

    def _repeats_head(self, lines: Sequence[TableLine]) -> bool:
        return tuple(key(cell) for cell in lines[0].cells) == self._head[0]

    def _skip_head(self, lines: Sequence[TableLine]) -> Sequence[TableLine]:
        depth = len(self._head)
        for i, line in enumerate(lines[:depth]):
            if tuple(key(cell) for cell in line.cells) != self._head[i]:
                raise PlaceError(
                    line.place,
                    f"{self._shown_title}续页的表头与前页不同",
                    row_text(line),
                    "请核对表头",
                )
            self._kinds[line.place] = "table_head"
        if len(lines) < depth:
            raise PlaceError(
                lines[-1].place,
                f"{self._shown_title}续页的表头不完整",
                row_text(lines[-1]),
                "请补全表头",
            )
        return self._skip_column_numbers(lines[depth:])

    def _skip_column_numbers(self, lines: Sequence[TableLine]) -> Sequence[TableLine]:
        if lines and key(lines[0].cells[0]) in _COLUMN_NUMBERS:
            for cell in lines[0].cells[1:]:
                if cell.strip() and not compact(cell).strip("()-=+").isalnum():
                    raise PlaceError(
                        lines[0].place, f"{self._shown_title}的栏次行不合规范", row_text(lines[0])
                    )
            self._kinds[lines[0].place] = "column_numbers"
            return lines[1:]
        return lines

    # Rows

    def _add_row(self, line: TableLine, after_break: bool) -> None:
        if is_note(line.cells[0]) and not any(cell.strip() for cell in line.cells[1:]):
            self._notes.append(TextLine(line.place, row_text(line)))
            self._kinds[line.place] = "table_note"
            return
        if len(line.cells) != len(self._columns):
            raise PlaceError(
                line.place,
                f"{self._shown_title}的一行有 {len(line.cells)} 格，表头有 {len(self._columns)} 格",
                row_text(line),
                "表格可能被截断，请补全该行（空白格也要有制表符）",
            )
        if not any(line.cells[i].strip() for i in self._key_indices):
            if not (after_break and self._rows):
                raise PlaceError(
                    line.place,
                    f"{self._shown_title}的一行没有序号或名称，也不是分页处的续行",
                    row_text(line),
                    "请核对该行",
                )
            self._rows[-1] = join_rows(self._rows[-1], line)
            self._kinds[line.place] = "table_row_continuation"
            return
        self._check_version(line, after_break)
        self._rows.append(TableRow(line.cells, (line,)))
        self._kinds[line.place] = "table_row"

    def _check_version(self, line: TableLine, after_break: bool) -> None:
        if not self.declaration.numbered:
            first = self._rows[0].cells if self._rows else ()
            if after_break and [key(first[i]) for i in self._key_indices] == [
                key(line.cells[i]) for i in self._key_indices
            ]:
                raise self._second_version(line.place, row_text(line))
            return
        printed = line.cells[self._key_indices[0]].strip()
        if not (printed.isascii() and printed.isdigit()):
            return  # AssembledTable.row_number says what is wrong with it
        expected = len(self._rows) + 1
        if int(printed) == expected:
            return
        if int(printed) == 1 and after_break:
            raise self._second_version(line.place, row_text(line))
        raise PlaceError(
            line.place,
            f"{self._shown_title}的序号应为 {expected}，印出的是 {int(printed)}",
            row_text(line),
            "表格可能缺行或重复，请对照原件补全",
        )

    def _second_version(self, place: Place, text: str) -> PlaceError:
        return PlaceError(
            place, f"同一文件中“{self.title.text.strip()}”出现了两次", text, "请只保留一个版本"
        )

    def finish(self) -> AssembledTable:
        """The whole table. Raises PlaceError if it is cut off in the middle."""
        if not self.begun and not self._notes:
            raise PlaceError(
                self.title.place,
                f"{self._shown_title}只有标题，没有表格",
                self.title.text,
                "表格可能被截断，请补全",
            )
        page = self._page
        table = AssembledTable(
            document_id=self._document_id,
            declaration=self.declaration,
            title=self.title,
            columns=self._columns,
            labels=self._labels,
            rows=tuple(self._rows),
            notes=tuple(self._notes),
            unit=self._unit,
            as_of_date=page.as_of_date,
            fiscal_year=page.fiscal_year,
            department_code=page.department[0] if page.department else None,
            department_name=page.department[1] if page.department else None,
            head=self._head_lines,
            head_place=self._head_place,
            place_end=max((self._place_end, *(note.place for note in self._notes)), key=order),
        )
        self._check_closing(table)
        return table

    def _check_closing(self, table: AssembledTable) -> None:
        closing = {key(label) for label in self.declaration.closing}
        if not closing or not table.rows:
            return
        last = table.rows[-1]
        if not closing & {key(cell) for cell in last.cells}:
            raise PlaceError(
                last.place,
                f"{self._shown_title}没有以“{self.declaration.closing[0]}”结束",
                "\t".join(last.cells),
                "表格可能被截断，请补全",
            )
