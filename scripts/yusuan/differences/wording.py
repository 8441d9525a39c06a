"""How the templates put names, values and numbers into words.

Values come from documents and from other people's packages: nothing they hold may move a
terminal's cursor or become markup.
"""

import json
import re
import textwrap
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeVar

from markupsafe import Markup

from yusuan.differences.model import Cell, Change, ChangedRow, Key, Row, TableDifference
from yusuan.differences.rises import Rise, rise_of
from yusuan.errors import visible

Item = TypeVar("Item")

RISE_TITLES = {
    Rise.NONE: "不升",
    Rise.PATCH: "修订号（PATCH）",
    Rise.MINOR: "次版本号（MINOR）",
    Rise.MAJOR: "主版本号（MAJOR）",
}
REASON_TITLES = {
    "metadata_changed": "改了数据集的说明",
    "disclosure_removed": "删去公开文件",
    "disclosure_added": "增加公开文件",
    "resource_removed": "删去数据资源",
    "resource_added": "增加数据资源",
    "field_removed": "删去字段",
    "field_added": "增加字段",
    "description_changed": "改了表结构或说明",
    "rows_added": "增加行",
    "rows_removed": "删去行",
    "rows_changed": "更正数值",
    "file_rewritten": "重写文件",
}
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~&])")
# At the start of a text, which may come to stand at that of a line.
_LIST_MARK = re.compile(r"^([0-9]*)([-+=.)])")
UNBREAKABLE = "\0"  # a space, until all is folded; ``visible`` leaves none of its own
_WIDTH = 98  # of CHANGELOG.md
_LONGEST, _CONTEXT = 60, 12


def cut(items: Iterable[Item], limit: int | None) -> list[Item]:
    return list(items)[:limit]


def tables_once(names: Iterable[str]) -> list[str]:
    """Names of resources, those of Parquet files left out where their CSV is named too."""
    listed = list(names)
    return [name for name in listed if not (set(listed) & {name.removesuffix("-parquet")} - {name})]


def counted(number: int, noun: str) -> str:
    """An English number of regular nouns."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def fact(value: Any) -> str:
    """A described fact on one line; None is said to be unstated."""
    if value is None:
        return "（无）"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def changed_part(pair: tuple[str, str]) -> tuple[str, str]:
    """Both texts; of long ones what differs, with a little of what stands around it."""
    old, new = pair
    if max(len(old), len(new)) <= _LONGEST:
        return old, new
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    return _around(old, start, end), _around(new, start, end)


def _common(a: str, b: str) -> int:
    pairs = enumerate(zip(a, b, strict=False))
    return next((i for i, (x, y) in pairs if x != y), min(len(a), len(b)))


def _around(text: str, start: int, end: int) -> str:
    first, last = max(start - _CONTEXT, 0), min(len(text) - end + _CONTEXT, len(text))
    middle = text[first:last]
    if len(middle) > 2 * _LONGEST:
        middle = f"{middle[:_LONGEST]}…{middle[-_LONGEST:]}"
    return f"{'…' if first else ''}{middle}{'…' if last < len(text) else ''}"


def named_key(key: Key, table: TableDifference) -> str:
    return "，".join(f"{name} {value}" for name, value in zip(table.key, key, strict=True))


def contents(row: Row, table: TableDifference) -> str:
    """What a row holds beside its key, blanks left out."""
    return short(" | ".join(v for name, v in row.values.items() if v and name not in table.key))


def cells(rows: Iterable[ChangedRow]) -> list[tuple[ChangedRow, Cell]]:
    """Every changed cell with its row, other values before mere notation."""
    found = [(row, cell) for row in rows for cell in row.cells]
    return sorted(found, key=lambda each: each[1].notation)


def with_more(tables: Iterable[TableDifference]) -> list[TableDifference]:
    """The tables that differ by more than the rows of added and removed disclosures."""

    def without(table: TableDifference) -> TableDifference:
        return replace(table, rows_of_disclosures_added=0, rows_of_disclosures_removed=0)

    return [table for table in tables if not without(table).is_empty]


def summed(rows: Iterable[ChangedRow]) -> dict[str, int]:
    """How many cells have another value, and how many only another notation."""
    found = [cell.notation for row in rows for cell in row.cells]
    return {"value": found.count(False), "notation": found.count(True)}


def told_in_full(table: TableDifference) -> list[Change]:
    """The changes of a table that are more than a text corrected."""
    return [c for c in table.changes if rise_of(c, table.fields_added) > Rise.PATCH]


def code(value: object) -> Markup:
    """``value`` as a Markdown code span, or quoted if that would need a fence of its own."""
    text = visible(str(value))
    return Markup(f"“{markdown(text)}”" if "`" in text else f"`{unbreakable(text or ' ')}`")


def markdown(value: str) -> Markup:
    """Plain text in Markdown, none of it markup."""
    escaped = _MARKUP.sub(r"\\\1", visible(value))
    return Markup(unbreakable(_LIST_MARK.sub(r"\1\\\2", escaped)))


def unbreakable(text: str) -> str:
    """``text`` so that ``wrap`` leaves it whole: what follows a line break may become markup."""
    return text.replace(" ", UNBREAKABLE)


def wrap(text: str) -> str:
    """One entry of a Markdown list, folded as ``CHANGELOG.md`` is, with its line break."""
    folded = textwrap.fill(
        re.sub("[ \n]+", " ", str(text)).strip(),
        width=_WIDTH,
        subsequent_indent="  ",
        break_long_words=False,
        break_on_hyphens=False,
    )
    return f"{folded}\n"
