"""“三公” as bars: its three parts, purchase and running of vehicles; 0 is 0 and blank is blank."""

from collections.abc import Iterable, Iterator

from yusuan.pages.charts.amounts import Amount, amount
from yusuan.pages.charts.bars import Bar, bars
from yusuan.pages.charts.picture import Picture
from yusuan.pages.measures import MEASURE_BY_NAME, field_in, find
from yusuan.pages.model import Disclosure, Record, text


def three_public(disclosure: Disclosure) -> Picture | None:
    """The parts of the printed total, and theirs; None where no amount is printed at all."""
    resource = "three_public_expenditure"
    measure = MEASURE_BY_NAME["three_public"]
    root = find(measure, disclosure)
    if root is None:
        return None

    def printed(row: Record, name: str) -> Amount:
        return amount(disclosure, resource, row, field_in(measure, disclosure, row), name)

    found = [
        (level, printed(row, text(row, "item_name")))
        for level, row in _below(
            disclosure.of(resource), root.row, field_in(measure, disclosure, root.row)
        )
    ]
    if not any(each.value is not None for _, each in found):
        return None
    whole = printed(root.row, "“三公”经费合计")
    drawn = [
        Bar(
            each.name,
            each.full,
            () if each.value is None else ((each.positive, "outline part" if level else "solid"),),
            level,
        )
        for level, each in found
    ]
    return Picture(
        name="three-public",
        title="“三公”经费花在哪里",
        summary=f"合计 {whole.full}。" if whole.value is not None else "合计一格是空白。",
        drawings=(bars(drawn),),
        entries=(
            whole.entry("合计"),
            *(each.entry("其中" if level else "三项") for level, each in found),
        ),
        resources=(resource,),
        notes=tuple(_notes(each for _, each in found)),
    )


def _notes(amounts: Iterable[Amount]) -> Iterator[str]:
    blank = [each for each in amounts if each.value is None]
    if blank:
        yield "“空白”是原表此格没有印数字，不等于 0。"
    yield from (f"“{each.name}”{each.note}。" for each in blank if each.note)


def _below(rows: tuple[Record, ...], root: Record, field: str) -> list[tuple[int, Record]]:
    """The parts of ``root`` and, of those with an amount in ``field``, their own below each."""
    below: dict[object, list[Record]] = {}
    for row in rows:
        below.setdefault(row["parent_key"], []).append(row)
    found = []
    for row in below.get(root["row_key"], []):
        found.append((0, row))
        if row[field]:  # of tables whose heads are items, the parts may stand after all of them
            found += [(1, part) for part in below.get(row["row_key"], [])]
    return found
