"""Folding the pages of a project's performance table, cut rows rejoined."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from yusuan.errors import PlaceError
from yusuan.evidence.places import Place
from yusuan.folding import join_rows, label_paths, row_text
from yusuan.model import LineKind, Table, TableLine, TableRow, TextLine
from yusuan.tables import performance
from yusuan.tables.declaration import match_column
from yusuan.text import key


@dataclass(frozen=True)
class ProjectTable:
    """A project's performance table, its pages folded; ``index`` maps field to cell."""

    title: TextLine
    goal_rows: tuple[TableRow, ...]
    rows: tuple[TableRow, ...]
    index: dict[str, int]
    place_end: Place
    document_id: str


_LEVEL_END = "指标"
_NUMBERED_GOAL = re.compile(r"\s*(?:\d{1,2}\s*[.、．]|[（(]\d{1,2}[)）]|目标\s*\d)")


def is_project_page(lines: Sequence[TableLine]) -> bool:
    """Whether ``lines`` begin a page of a performance table."""
    return key(lines[0].cells[0]) in (performance.HEAD_LABEL, performance.GOAL_LABEL)


def levels_repeated(tables: Iterable[Table]) -> bool:
    """Whether the document prints the 二级指标 in every row, alike ones too.

    The first row below a head tells nothing: it may be what is left of a cut row.
    """
    repeated = False
    for table in tables:
        heads = [i for i, line in enumerate(table.lines) if _is_head(line)]
        if not heads:
            continue
        head = table.lines[heads[-1]]
        level2 = next((i for i, c in enumerate(head.cells) if key(c) == "二级指标"), None)
        level3 = next((i for i, c in enumerate(head.cells) if key(c) == "三级指标"), None)
        if level2 is None or level3 is None:
            continue
        rows = [row for row in table.lines[heads[-1] + 1 :] if len(row.cells) == len(head.cells)]
        for before, row in pairwise(rows):
            if row.cells[level3].strip() and not row.cells[level2].strip():
                return False
            repeated |= (
                bool(row.cells[level2].strip()) and before.cells[level2] == row.cells[level2]
            )
    return repeated


def _is_head(line: TableLine) -> bool:
    return key(line.cells[0]) == performance.HEAD_LABEL


class ProjectFold:
    """One performance table while its pages are being read."""

    def __init__(
        self,
        title: TextLine,
        kinds: dict[Place, LineKind],
        levels_repeated: bool,
        document_id: str,
    ) -> None:
        self._document_id = document_id
        self.title = title
        self._levels_repeated = levels_repeated
        self._kinds = kinds
        self._goal_rows: list[TableRow] = []
        self._rows: list[TableRow] = []
        self._index: dict[str, int] = {}
        self._head: tuple[str, ...] = ()
        self._place_end = title.place

    @property
    def has_rows(self) -> bool:
        return bool(self._rows)

    def continues(self, lines: Sequence[TableLine]) -> bool:
        width = len(self._head or (self._goal_rows[-1].cells if self._goal_rows else ()))
        return len(lines[0].cells) == width

    def add_page(self, lines: Sequence[TableLine]) -> None:
        """Add the lines of one page. Raises PlaceError on what cannot be placed."""
        after_break = bool(self._rows)
        for line in lines:
            if _is_head(line):
                self._take_head(line)
            elif not self._head:
                self._add_goal(line)
            else:
                self._add_row(line, after_break)
                after_break = False
        self._place_end = lines[-1].place

    def _take_head(self, line: TableLine) -> None:
        head = tuple(key(cell) for cell in line.cells)
        if self._head and head != self._head:
            raise PlaceError(line.place, "绩效目标表续页的表头与前页不同", row_text(line))
        self._kinds[line.place] = "table_head"
        if self._head:
            return
        index: dict[str, int] = {}
        for i, path in enumerate(label_paths((head,))):
            found = match_column(performance.COLUMNS, path)
            if found is None or found[0].field in index:
                raise PlaceError(
                    line.place,
                    f"绩效目标表的表头有未知或重复的列“{line.cells[i].strip() or '（空白）'}”",
                    row_text(line),
                    "请核对表头",
                )
            index[found[0].field] = i
        for column in performance.COLUMNS:
            if column.field not in index:
                raise PlaceError(
                    line.place,
                    f"绩效目标表的表头缺少“{column.paths[0][0]}”一列",
                    row_text(line),
                    "请补全表头",
                )
        self._head, self._index = head, index

    def _add_goal(self, line: TableLine) -> None:
        first = line.cells[0].strip()
        text = "".join(line.cells[1:])
        if key(line.cells[0]) == performance.GOAL_LABEL:
            self._goal_rows.append(TableRow(line.cells, (line,)))
        elif not first and self._goal_rows and text.strip():
            last = self._goal_rows[-1]
            if _NUMBERED_GOAL.match(text) or len(line.cells) != len(last.cells):
                self._goal_rows.append(TableRow(line.cells, (line,)))
            else:
                self._goal_rows[-1] = join_rows(last, line)
        else:
            raise PlaceError(
                line.place, "绩效目标表的表头之前有无法归类的一行", row_text(line), "请核对该行"
            )
        self._kinds[line.place] = "table_row"

    def _add_row(self, line: TableLine, after_break: bool) -> None:
        if len(line.cells) != len(self._head):
            raise PlaceError(
                line.place,
                f"绩效目标表的一行有 {len(line.cells)} 格，表头有 {len(self._head)} 格",
                row_text(line),
                "表格可能被截断，请补全该行（空白格也要有制表符）",
            )
        if after_break and self._rows and self._is_continuation(line):
            self._rows[-1] = join_rows(self._rows[-1], line)
            self._kinds[line.place] = "table_row_continuation"
            return
        if not self._cell(line, "level3"):
            raise PlaceError(
                line.place,
                "绩效目标表的一行没有三级指标，也不是分页处的续行",
                row_text(line),
                "请核对该行",
            )
        if not self._rows and not (self._cell(line, "level1") and self._cell(line, "level2")):
            raise PlaceError(
                line.place, "绩效目标表的第一行没有一级指标或二级指标", row_text(line), "请核对该行"
            )
        self._rows.append(TableRow(line.cells, (line,)))
        self._kinds[line.place] = "table_row"

    def _cell(self, line: TableLine, field: str) -> str:
        return line.cells[self._index[field]].strip()

    def _level_is_cut(self, line: TableLine) -> bool:
        """Whether a 级别 of the row before ends here: such names end in 指标."""
        return any(
            before and not before.endswith(_LEVEL_END) and (before + here).endswith(_LEVEL_END)
            for before, here in (
                (key(self._rows[-1].cells[self._index[field]]), key(self._cell(line, field)))
                for field in ("level1", "level2")
            )
        )

    def _is_continuation(self, line: TableLine) -> bool:
        """Whether the first row of a page is what is left of the row before it.

        Such a row has no 级别. In a document that prints the 二级指标 in every row, one without
        it is no row of its own; in one that merges those cells, it is one if it is complete.
        """
        if self._level_is_cut(line):
            return True
        if self._cell(line, "level1") or self._cell(line, "level2"):
            return False
        if not self._cell(line, "level3") or not self._cell(line, "target_text"):
            return True
        return self._levels_repeated

    def finish(self) -> ProjectTable:
        """The whole table. Raises PlaceError if it is cut off in the middle."""
        if not self._rows:
            raise PlaceError(
                self.title.place,
                f"“{self.title.text.strip()}”没有绩效指标",
                self.title.text,
                "表格可能被截断，请补全",
            )
        return ProjectTable(
            self.title,
            tuple(self._goal_rows),
            tuple(self._rows),
            self._index,
            self._place_end,
            self._document_id,
        )
