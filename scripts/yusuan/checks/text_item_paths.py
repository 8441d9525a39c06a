"""Items that the prose names by class, section and item, under names that no table prints."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from decimal import Decimal

from yusuan.checks.evidence import Evidence
from yusuan.checks.model import Statement
from yusuan.checks.operands import Operand, same_as_printed
from yusuan.checks.table_evidence import TableEvidence
from yusuan.checks.text_evidence import Stated
from yusuan.evidence.places import say_briefly
from yusuan.printed.text import key

Names = dict[str, dict[str, str]]  # by code, and by the name as compared: as printed

_LEVELS = (3, 5, 7)  # digits of class, section and item
_LEVEL_NAMES = ("类", "款", "项")
_COARSEST = Decimal(1)  # 万元: no table is printed in a coarser unit
_ENOUGH = 2  # names of three that are the table's


def named_otherwise(
    evidence: Evidence, tables: Sequence[TableEvidence], names: Names
) -> Iterator[Statement]:
    """The names of an item that no code of the tables bears are those of the item of its amount.

    Due where the tables print the amount of one item alone that bears two of the three names.
    """
    items = _items(tables)
    seen: set[str] = set()
    for stated in evidence.stated:
        path = stated.item_path.split(" → ")
        if stated.function_code or len(path) != len(_LEVELS) or not all(path):
            continue
        if stated.change or stated.approximate or not stated.value or stated.item_path in seen:
            continue
        found = {
            str(operand.place): (code, operand)
            for code, operand in _items_of_amount(items, stated)
            if len(_unlike(names, code, path)) == len(_LEVELS) - _ENOUGH
        }
        codes = {code for code, _ in found.values()}
        if len(codes) != 1:
            continue
        seen.add(stated.item_path)
        code, operand = next(iter(found.values()))
        (level,) = _unlike(names, code, path)
        if _is_known(names, _LEVELS[level], path[level]):
            continue
        shown = "、".join(names[code[: _LEVELS[level]]].values())
        yield Statement(
            "fail",
            f"情况说明{say_briefly(stated.place)}把金额 {stated.text} 的这一{_LEVEL_NAMES[level]}叫作“{path[level]}”，"
            f"表中（{say_briefly(operand.place)}，{code}）为“{shown}”。",
            left=path[level],
            right=shown,
            subject=stated.item_path,
            places=(stated.place, operand.place),
            right_places=(operand.place,),
        )


def names_of_codes(tables: Sequence[TableEvidence]) -> Names:
    """The names that the tables give each code, as compared and as printed."""
    names: Names = {}
    for table in tables:
        for entry in table.entries:
            if entry.code:
                names.setdefault(entry.code, {})[key(entry.label)] = entry.label
    return names


def _items(tables: Sequence[TableEvidence]) -> list[tuple[str, Operand]]:
    """The code and the total of each item of the tables, by their value."""
    found = [
        (entry.code, operand)
        for table in tables
        for entry in table.entries
        if entry.code is not None
        and len(entry.code) == _LEVELS[-1]
        and (operand := table.operand_or_unread(entry, "total")) is not None
        and not operand.unread
    ]
    return sorted(found, key=_value)


def _value(item: tuple[str, Operand]) -> Decimal:
    return item[1].value


def _items_of_amount(
    items: Sequence[tuple[str, Operand]], stated: Stated
) -> Iterator[tuple[str, Operand]]:
    """Items whose total is the amount."""
    told = stated.operand()
    apart = told.step + _COARSEST
    least, most = told.value - apart, told.value + apart
    first, last = bisect_left(items, least, key=_value), bisect_right(items, most, key=_value)
    for code, operand in items[first:last]:
        if same_as_printed(operand, told):
            yield code, operand


def _unlike(names: Names, code: str, path: Sequence[str]) -> list[int]:
    """The levels whose name in ``path`` is none that the tables give ``code``."""
    return [
        level
        for level, digits in enumerate(_LEVELS)
        if (printed := names.get(code[:digits]))
        and not any(_alike(key(path[level]), name) for name in printed)
    ]


def _is_known(names: Names, digits: int, said: str) -> bool:
    """Whether a code of that level bears the name: then the amount may be another of that item."""
    return any(
        _alike(key(said), name)
        for code, printed in names.items()
        if len(code) == digits
        for name in printed
    )


def _alike(said: str, printed: str) -> bool:
    """一般公共服务 is 一般公共服务支出; words before the name are no part of it."""
    one, other = (name.replace("其它", "其他").removesuffix("支出") for name in (said, printed))
    return one.endswith(other)
