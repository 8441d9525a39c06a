"""What a line is of: the key under which documents of other places and years print the same.

``item:reception`` is an item that layouts know by many names, ``code:2010301`` a classification
code, ``total:grand_total`` a total of a summary, ``row:其他收入`` whatever has no more than its name.
Nothing is taken for the same that only looks alike: another name is another item.
"""

import re

from yusuan.declared.english import in_english
from yusuan.facts.keys import PATH, label_key
from yusuan.pages.measures import of_whole
from yusuan.pages.model import Record
from yusuan.tables.three_public import ITEM_TITLES

# The second of two rows alike (``facts.keys``) is of the same item.
_ORDINAL = re.compile(r"~[0-9]+$")
_TOTALS = frozenset({"grand_total", "current_year_total"})
_PERIODS = {"previous": "上年", "change": "增减"}
TOTAL_TITLES = {
    "grand_total": "收入总计、支出总计",
    "current_year_total": "本年收入合计、本年支出合计",
}


def item_of(row: Record) -> str:
    """Of a row of a published table; of one unit's row the same item as of the whole's."""
    if row.get("item_id"):
        period = row.get("period")
        suffix = "" if period in (None, "current") else f"/{period}"
        return f"item:{row['item_id']}{suffix}"
    codes = [str(row[name]) for name in ("function_code", "economic_code") if row.get(name)]
    if codes:
        return f"code:{PATH.join(codes)}"
    if row.get("row_type") in _TOTALS:
        return f"total:{row['row_type']}"
    key = str(row["row_key"])
    if not of_whole(row):
        key = key.removeprefix(f"{label_key(str(row['unit_name']))}{PATH}")
    return f"row:{_ORDINAL.sub('', key)}"


def item_title(item: str, label: str, name: str) -> str:
    """How a reader finds it: ``label`` is that of a row, ``name`` that of its code."""
    kind, _, key = item.partition(":")
    if kind == "item":
        known, _, period = key.partition("/")
        return ITEM_TITLES.get(known, known) + (f"（{_PERIODS[period]}）" if period else "")
    if kind == "code":
        return f"{key} {name}".rstrip()
    if kind == "total":
        return TOTAL_TITLES[key]
    return key.replace(PATH, " › ") or label


def item_in_english(item: str, title: str) -> str | None:
    """The English of what ``item_title`` says; None where a part of it has no translation."""
    kind, _, key = item.partition(":")
    if kind == "item":
        known, _, period = key.partition("/")
        name = in_english(ITEM_TITLES.get(known, known))
        when = in_english(_PERIODS[period]) if period else ""
        if name is None or when is None:
            return None
        return f"{name} ({when})" if when else name
    if kind == "code":
        code, _, printed = title.partition(" ")
        name = in_english(printed)
        return f"{code} {name}" if name else None
    return in_english(title)
