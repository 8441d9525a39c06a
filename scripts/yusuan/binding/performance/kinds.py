"""Lists whose columns are the kinds of indicators: a row is a project, a cell 巡检次数≥12次.

产出指标 stands over 数量指标 and 质量指标, beside 项目名称. What a cell says is read only where each
of its items is a name with a figure to reach; any other cell is left over whole.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from yusuan.binding.performance.head import indicator_head, project_columns
from yusuan.binding.performance.labels import is_first_level, is_kind, is_level, project_field
from yusuan.evidence.model import Cell, Grid
from yusuan.printed.target_words import OPERATOR_PATTERN
from yusuan.printed.targets import parse_target
from yusuan.printed.text import key

_MOST_ROWS = 4
_MEASURES = ("数量", "质量", "成本")
_NUMBER = r"(?:[0-9]{1,2}[.、．](?![0-9])|[（(][0-9]{1,2}[)）]|[①-⑳])"
_ITEMS = re.compile(rf"[；;]+|(?=(?<![0-9（(]){_NUMBER})")
_NUMBERED = re.compile(rf"\s*{_NUMBER}\s*")
_COMPARED = re.compile(rf"(?:[≥≤＝=＞>＜<≧≦⩾⩽]+|{OPERATOR_PATTERN})(?=\s*[0-9])")
_COLON = re.compile(r"[:：](?=\s*[0-9])")
# 合格率95%, 巡检次数12次: what is measured ends where its figure begins.
_MEASURED = re.compile(
    r"(?P<name>[\u4e00-\u9fff（）()]{1,24}(?:率|满意度|覆盖面|次数|人数|人次|数量|个数|面积|长度|里程|金额|成本|天数))"
    r"(?P<target>[0-9]+(?:\.[0-9]+)?(?:[%‰]|[\u4e00-\u9fff㎡]{1,4}))"
)
_BOTH_LEVELS = re.compile("(?:产出|效益|效果)(?:数量|质量|时效|成本)")
_NO_NAME = re.compile(r"[。；;，,:：]")


class Kind(NamedTuple):
    """A column of indicators of one kind: its levels as printed in the head."""

    level1: str | None
    level2: str | None
    column: int


class KindsHead(NamedTuple):
    """``kinds`` is empty where nobody knows what the list holds: none of it is read."""

    projects: Mapping[str, int]
    kinds: tuple[Kind, ...]
    last: int
    cells: tuple[Cell, ...]


def kinds_head(grid: Grid, row: int) -> KindsHead | None:
    """The head that begins at ``row`` with 项目名称 or 单位名称 and has 产出指标 among its columns."""
    printed = [cell for cell in grid.row(row) if cell.kind == "printed" and cell.text.strip()]
    name = next((c for c in printed if project_field(c.text) in ("name", "department")), None)
    if name is None or name.row_span > _MOST_ROWS:
        return None
    last = _last_row(grid, name)
    rows = range(row, last + 1)
    cells = tuple(c for r in rows for c in grid.row(r) if c.kind == "printed" and c.row == r)
    levels = [cell for cell in cells if is_level(cell.text)]
    if all(key(cell.text) in _MEASURES for cell in levels):
        return None  # 数量 beside 价值, of houses, vehicles and equipment
    if len(levels) < 2 or any(indicator_head(grid, r) is not None for r in rows):
        return None
    kinds = tuple(kind for at in range(grid.column_count) if (kind := _kind(grid, last, at)))
    taken = {kind.column for kind in kinds}
    below = [grid.owner(last, column) for column in range(grid.column_count)]
    others = [cell for cell in below if cell.column not in taken]
    projects = project_columns(grid, last, others, {str(at): at for at in taken})
    second = any(kind.level2 for kind in kinds)
    understood = second and "name" in projects
    return KindsHead(projects, kinds if understood else (), last, cells)


def _last_row(grid: Grid, name: Cell) -> int:
    """The last row of the head: where its name ends, with blanks below it over kinds."""
    last = name.row + name.row_span - 1
    while last + 1 < min(grid.row_count, name.row + _MOST_ROWS):
        below = grid.row(last + 1)
        if grid.owner(last + 1, name.column).text.strip() or not any(
            is_kind(c.text) for c in below
        ):
            break
        last += 1
    return min(last, grid.row_count - 1)


def _kind(grid: Grid, last: int, column: int) -> Kind | None:
    cell = grid.owner(last, column)
    if cell.column != column or cell.column_span > 1:
        return None
    text = cell.text.strip()
    above = grid.owner(cell.row - 1, column) if cell.row else cell
    if is_kind(text) and above is not cell and is_first_level(above.text):
        return Kind(above.text.strip(), text, column)
    if is_kind(text) and _BOTH_LEVELS.match(key(text)):
        return Kind(None, text, column)  # 产出数量指标 in one label
    if is_first_level(text) and cell.row + cell.row_span - 1 == last:
        return Kind(text, None, column)
    return Kind(None, text, column) if is_kind(text) else None


def stated_items(text: str) -> tuple[tuple[str, str], ...] | None:
    """(name, target) of each item in a cell: 1.巡检次数≥12次；2.合格率：95%. None for any other text."""
    whole = "".join(text.split())
    for pieces in (
        _ITEMS.split(whole),
        [it for line in text.split("\n") for it in _ITEMS.split(line)],
    ):
        found = [_item(piece) for piece in pieces if piece.strip()]
        known = tuple(item for item in found if item is not None)
        if known and len(known) == len(found):
            return known
    return None


def _item(piece: str) -> tuple[str, str] | None:
    said = _NUMBERED.sub("", piece, count=1) if _NUMBERED.match(piece) else piece
    said = said.strip().rstrip("。，,")
    compared = [*_COMPARED.finditer(said)] or [*_COLON.finditer(said)]
    if not compared and (measured := _MEASURED.fullmatch(said)):
        return measured["name"], measured["target"]
    if len(compared) != 1:
        return None
    at = compared[0].start()
    name, target = said[:at].rstrip(":： "), said[at:].lstrip(":： ")
    if len(name) < 2 or _NO_NAME.search(name) or _NO_NAME.search(target):
        return None
    return (name, target) if parse_target(target, None).kind == "quantity" else None
