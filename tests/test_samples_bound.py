"""Real documents: what their tables are taken for, and how much of them is understood.

The list is ``golden/samples_bound.txt``; ``YUSUAN_RENEW_GOLDEN=1`` writes it anew. The documents
are other people's and not in this repository: without them the tests are skipped.
"""

import json
import os
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

import pytest

from tests.paths import GOLDEN, SAMPLES
from tests.samples import NAMES
from tests.test_samples_stitched import documents
from yusuan.binding.bound import BoundTable, Unbound
from yusuan.binding.choosing import choose_layout
from yusuan.binding.identity import identify
from yusuan.binding.model import Leftover
from yusuan.binding.tables import bind_tables
from yusuan.evidence.model import Grid
from yusuan.evidence.places import PagePlace, say_all, whole
from yusuan.facts.model import Entry, Statement
from yusuan.printed.text import key
from yusuan.tables import TABLE_BY_NAME

LIST = GOLDEN / "samples_bound.txt"
KEYS = sorted((SAMPLES / "keys").glob("*.json")) if SAMPLES.is_dir() else []
AMOUNT = re.compile(r"[-−]?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+)")
NOTHING = Statement(None, None, None, None)

pytestmark = pytest.mark.skipif(not NAMES, reason="the folder ../shared/samples is not here")


class Result(NamedTuple):
    layout: str
    tables: tuple[BoundTable, ...]
    unbound: tuple[Unbound, ...]
    leftovers: tuple[Leftover, ...]


@cache
def bound(name: str) -> Result:
    """What the first statement of a document is bound to."""
    _, stitched, captioned = documents(name)
    statements = identify(stitched, captioned).statements
    statement = statements[0].statement if statements else NOTHING
    layout = choose_layout(captioned.grids, statement)
    return Result(layout.name, *bind_tables(captioned.grids, statement, layout))


def listed(name: str) -> Iterator[str]:
    found = bound(name)
    yield f"## {name} | {found.layout}"
    lines: dict[int, str] = {}
    for table in found.tables:
        figures = sum(len(entry.figures) for entry in table.entries)
        left = Counter(leftover.reason for leftover in table.leftovers)
        words = [
            _places(table.captioned.grid),
            table.role,
            f"{len(table.entries)} rows",
            f"{figures} figures",
            f"sums {table.sums.held}/{table.sums.due}",
            *(f"{reason} {count}" for reason, count in sorted(left.items())),
        ]
        lines[table.captioned.number] = " | ".join(words)
    for none in found.unbound:
        place = _places(none.captioned.grid)
        lines[none.captioned.number] = f"{place} | - | {none.reason}"
    yield from (lines[number] for number in sorted(lines))


def _places(grid: Grid) -> str:
    return say_all(map(whole, grid.places))


def test_the_tables_of_the_samples_as_a_list() -> None:
    text = "\n".join(line for name in NAMES for line in listed(name)) + "\n"
    if os.environ.get("YUSUAN_RENEW_GOLDEN"):
        LIST.write_text(text, encoding="utf-8")
    assert text == LIST.read_text(encoding="utf-8")


def _amounts(tables: Iterator[Any] | tuple[Any, ...]) -> int:
    return sum(
        bool(AMOUNT.fullmatch(cell.text.strip()))
        for table in tables
        for cell in table.captioned.grid.cells
    )


def test_of_the_amounts_in_tables_97_in_100_are_bound() -> None:
    all_of_them = lost = 0
    for name in NAMES:
        if name.startswith("政府预算"):
            continue
        found = bound(name)
        all_of_them += _amounts(found.tables) + _amounts(found.unbound)
        lost += sum(bool(AMOUNT.fullmatch(left.text)) for left in found.leftovers)
    assert all_of_them > 10_000
    assert lost / all_of_them < 0.03


def test_a_governments_budget_is_never_taken_for_a_departments() -> None:
    names = [name for name in NAMES if name.startswith("政府预算")]
    assert names
    assert not [name for name in names if bound(name).tables]


def test_of_the_sums_99_in_100_hold() -> None:
    sums = [table.sums for name in NAMES for table in bound(name).tables]
    assert sum(tested.due for tested in sums) > 5_000
    assert sum(t.held for t in sums) / sum(t.due for t in sums) > 0.99


def test_rows_fit_the_resource_of_their_role() -> None:
    """No field that the resource lacks, none that it requires is blank, no key twice."""
    faults: Counter[str] = Counter()
    for name in NAMES:
        seen: set[tuple[str, str, str | None]] = set()
        for table in bound(name).tables:
            if table.role not in TABLE_BY_NAME:
                continue
            resource = TABLE_BY_NAME[table.role].resource
            for entry in table.entries:
                faults.update(_faults(entry, table.role))
                place = (table.role, entry.key, entry.side)
                if place in seen:
                    faults[f"{resource.name}: {entry.key} twice"] += 1
                seen.add(place)
    assert not faults


def _faults(entry: Entry, role: str) -> Iterator[str]:
    resource = TABLE_BY_NAME[role].resource
    given = {"disclosure_id", "document_id", "place", "place_end"}
    values = {**entry.texts, **{name: figure.value for name, figure in entry.figures.items()}}
    for name in values.keys() - set(resource.field_names):
        yield f"{role}: unknown {name}"
    for field in resource.fields:
        value = values.get(field.name)
        if field.required and value is None and field.name not in given:
            yield f"{role}: {field.name} is blank"
        if field.pattern and isinstance(value, str) and not re.fullmatch(field.pattern, value):
            yield f"{role}: {field.name} is {value}"


# Keys: tables as printed, made without any table finder


FIELDS = {
    ("三公",): {"预算数": "budget", "决算数": "total"},
    (): {
        "基本支出": "basic",
        "项目支出": "project",
        "人员经费": "personnel",
        "公用经费": "running",
        "事业收入": "institutional",
        "事业单位经营收入": "operating",
        "其他收入": "other",
        "财政拨款收入": "fiscal_appropriation",
        "一般公共预算": "general_public_budget",
        "一般公共预算财政拨款": "general_public_budget",
        "本年收入合计": "current_year",
        "本年支出合计": "total",
        "单位预留机动经费": "reserve",
    },
}


def expected(head: list[str], title: str) -> tuple[str, ...]:
    """The fields that a column so headed may go to."""
    last = key(head[-1])
    if "三公" in title:
        return (FIELDS[("三公",)].get(last, "total"),)
    return (FIELDS[()].get(last, ""),) if last in FIELDS[()] else ("total", "amount")


@pytest.mark.parametrize("path", KEYS, ids=lambda path: path.stem)
def test_every_amount_of_the_keys_is_in_its_row_and_column(path: Any) -> None:
    known = json.loads(path.read_text(encoding="utf-8"))
    figures: dict[tuple[int, str], list[tuple[Any, BoundTable, Entry, str]]] = defaultdict(list)
    for table in bound(known["file"]).tables:
        for entry in table.entries:
            for name, figure in entry.figures.items():
                place = figure.place
                assert isinstance(place, PagePlace)
                figures[place.page, key(figure.text)].append((place.box, table, entry, name))
    misses = [miss for table in known["tables"] for miss in _misses(table, figures)]
    amounts = sum(_is_amount(*cell) for table in known["tables"] for cell in _cells(table))
    assert len(misses) <= amounts // 1000 + 1, misses


def _cells(table: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str, Any]]:
    for row in table["rows"]:
        yield from zip(table["columns"], row["cells"], row["text_boxes"], strict=True)


def _is_amount(column: dict[str, Any], text: str, box: Any) -> bool:
    return column["kind"] == "amount" and box is not None and bool(re.search(r"\d", text))


def _misses(
    table: dict[str, Any], figures: dict[tuple[int, str], list[tuple[Any, BoundTable, Entry, str]]]
) -> Iterator[str]:
    for row in table["rows"]:
        cells = zip(table["columns"], row["cells"], row["text_boxes"], strict=True)
        for place, (column, text, box) in enumerate(cells):
            if not _is_amount(column, text, box):
                continue
            x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
            near = [
                found
                for found in figures[row["page"], key(text)]
                if found[0].x0 - 3 <= x <= found[0].x1 + 3
                and found[0].y0 - 14 <= y <= found[0].y1 + 14
            ]
            near.sort(key=lambda found: abs((found[0].y0 + found[0].y1) / 2 - y))
            where = f"p{row['page']} {table['title']} {column['head']} {text}"
            if not near:
                yield f"{where}: not found"
                continue
            _, bound_table, entry, name = near[0]
            if name not in expected(column["head"], table["title"]):
                yield f"{where}: taken for {bound_table.role}.{name}"
            labels = [
                key(row["cells"][i])
                for group in table["groups"]
                if place in group["amounts"]
                for i in group["labels"]
            ]
            if not _row_agrees(labels, entry, bound_table.role):
                yield f"{where}: in the row of {entry.label}"


def _row_agrees(labels: list[str], entry: Entry, role: str) -> bool:
    code = "".join(label for label in labels if label.isdigit())
    if entry.code and code and not entry.code.endswith(code):
        return False
    names = [label for label in labels if label and not label.isdigit()]
    return role == "three_public_expenditure" or not names or key(entry.label) in "".join(names)
