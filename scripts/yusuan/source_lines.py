"""``source_lines``: what became of each line of the source, enough to print it again.

A line of data is not stored: its ``cells`` say which field of which row each of its cells
is (``rebuilding`` puts them together). Text is stored for furniture only: heads, contents list,
page furniture, and labels such as 绩效目标.

``cells`` is a JSON list, one item per cell (a line of prose has one):
``null`` a blank cell; ``"field"`` or ``"field@side"`` the whole value; an object where more has
to be said: ``f`` field, ``a`` and ``b`` where in the value the cell begins and ends, ``pre`` and
``post`` white space and list dashes around it, ``bold`` where bold marks stand, ``t`` furniture.
"""

import json
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, get_args

from yusuan import vocabulary as v
from yusuan.evidence.places import LinePlace, Place
from yusuan.facts.keys import anchored
from yusuan.facts.model import Entry
from yusuan.fields import Field, Resource
from yusuan.model import Document, LineKind, Row, SectionParagraph, Side, TableRow, TextLine
from yusuan.prose.narrative import NARRATIVE, numbered_prose
from yusuan.published import PUBLISHED_TABLES
from yusuan.recognise import Recognised
from yusuan.tables.declaration import AssembledTable
from yusuan.tables.performance import PERFORMANCE_INDICATORS, PROJECTS, ProjectTable
from yusuan.text import BOLD, LIST_DASH

Item = str | dict[str, Any] | None

SOURCE_LINES = Resource(
    name="source_lines",
    title="原文各行",
    description="文本原件的每一行：属于哪一类，去了哪一张表的哪一行；据此可由各表还原原文。",
    description_en="Every line of a text: its kind, the row it went to, and how to print it "
    "again from the values of that row.",
    fields=(
        v.DISCLOSURE_ID,
        v.DOCUMENT_ID,
        Field(
            name="source_line",
            kind="integer",
            title="原文行",
            description="原文的行号，从 1 数起。",
            description_en="Number of the line in the source text, from 1.",
            required=True,
        ),
        Field(
            name="line_kind",
            title="行的类别",
            description="空行、目录、版式、表的标题、表头、栏次、表的行及续行、表注、标题、段落及续段。",
            description_en="Blank, contents, furniture, parts of tables, heading or paragraph.",
            required=True,
            enum=tuple(get_args(LineKind)),
        ),
        Field(
            name="resource",
            title="数据资源",
            description="该行的数据所在的资源；版式和空行为空。",
            description_en="The resource that holds the line's data; null for furniture.",
        ),
        Field(
            name="row_key",
            title="行的键",
            description="该行的数据在资源中的主键，不含公开文件编号，以“.”相连；"
            "收支并列的一行为两侧的键，各带收支方，以空格分隔。",
            description_en="Key of the row in that resource without the disclosure, joined by «.»; "
            "for both halves of a row the key of each with its side, separated by a blank.",
        ),
        Field(
            name="cells",
            title="单元格的来历",
            description="JSON：各单元格是哪个字段，从哪里切断，前后的空格和符号。",
            description_en="JSON: which field each cell is, where it is cut, marks around it.",
        ),
        Field(
            name="furniture_text",
            title="版式文字",
            description="版式、表头、目录的文字；数据不在这里重复。",
            description_en="Text of furniture, heads and contents list; never data.",
        ),
    ),
    primary_key=("disclosure_id", "document_id", "source_line"),
    foreign_keys=v.TO_SOURCE,
)


def cell_items(field: str, parts: Sequence[str]) -> list[Item]:
    """One item for each printed part of a cell whose value is the joined, stripped text."""
    joined = "".join(parts)
    value = joined.strip()
    if not value:
        return [_label(part) for part in parts]
    if len(parts) == 1 and joined == value:
        return [field]
    lead = len(joined) - len(joined.lstrip())
    items: list[Item] = []
    start = 0
    for part in parts:
        end = start + len(part)
        if not part:
            items.append(None)
        else:
            a = min(max(start - lead, 0), len(value))
            b = min(max(end - lead, a), len(value))
            item: dict[str, Any] = {"f": field, "a": a, "b": b}
            printed = value[a:b]
            at = part.find(printed) if printed else len(part)
            if part[:at]:
                item["pre"] = part[:at]
            if part[at + len(printed) :]:
                item["post"] = part[at + len(printed) :]
            items.append(item)
        start = end
    return items


def row_layouts(row: TableRow, fields: Sequence[str]) -> list[list[Item]]:
    """For each printed line of a row, the items of its cells."""
    by_cell = [
        cell_items(field, [part.cells[i] for part in row.parts]) for i, field in enumerate(fields)
    ]
    return [[items[k] for items in by_cell] for k in range(len(row.parts))]


def prose_items(parts: Sequence[TextLine]) -> list[Item]:
    """For each line of a paragraph, its item; bold marks and the list dash are markup."""
    joined = "".join(part.text for part in parts)
    if len(parts) == 1 and "**" not in joined and not joined.startswith(LIST_DASH):
        return cell_items("text", [joined])
    marks = [at for match in BOLD.finditer(joined) for at in (match.start(), match.end() - 2)]
    dash = len(LIST_DASH) if joined.startswith(LIST_DASH) else 0
    dropped = {*range(dash), *marks, *(at + 1 for at in marks)}
    kept = [i for i in range(len(joined)) if i not in dropped]
    while kept and joined[kept[0]].isspace():
        del kept[0]
    while kept and joined[kept[-1]].isspace():
        del kept[-1]
    known = dropped.difference(range(dash)) | set(kept)
    items: list[Item] = []
    start = 0
    for part in parts:
        end = start + len(part.text)
        a, b = bisect_left(kept, start), bisect_left(kept, end)
        inner = [bisect_left(kept, at) - a for at in marks if start <= at < end]
        outer = [i for i in range(start, end) if i not in known]
        first = kept[a] if a < b else end
        item: dict[str, Any] = {"f": "text", "a": a, "b": b}
        if pre := "".join(joined[i] for i in outer if i < first):
            item["pre"] = pre
        if post := "".join(joined[i] for i in outer if i > first):
            item["post"] = post
        if inner:
            item["bold"] = inner
        items.append(item if len(item) > 3 or b - a < len(kept) else "text")
        start = end
    return items


def source_line_rows(
    disclosure_id: str,
    document: Document,
    recognised: Recognised,
    entries: Mapping[str, tuple[Entry, ...]],
    table_numbers: Mapping[str, int],
    project_numbers: Sequence[int],
) -> Iterator[Row]:
    """One row per line. ``table_numbers`` maps a title's place to its ``table_no``."""
    placed: Placed = {}
    for table in recognised.tables:
        number = table_numbers[str(table.title.place)]
        _place_title(placed, table.title, number)
        _place_notes(placed, table, number)
        _place_rows(placed, table, entries[table.declaration.name])
    for project, number in zip(recognised.projects, project_numbers, strict=True):
        _place_title(placed, project.title, table_numbers[str(project.title.place)])
        _place_project(placed, project, number)
    for number, part in numbered_prose(recognised.prose):
        _place_prose(placed, part, number)
    for line, text in enumerate(document.lines, start=1):
        resource, key, layout = placed.get(LinePlace(line), (None, None, None))
        yield SOURCE_LINES.row(
            {
                "disclosure_id": disclosure_id,
                "document_id": document.id,
                "source_line": line,
                "line_kind": recognised.kinds.get(LinePlace(line), "blank"),
                "resource": resource,
                "row_key": key,
                "cells": None if layout is None else _json(layout),
                "furniture_text": (text or None) if layout is None else None,
            }
        )


Placed = dict[Place, tuple[str, str, list[Item]]]


def _json(layout: list[Item]) -> str:
    return json.dumps(layout, ensure_ascii=False, separators=(",", ":"))


def _place_title(placed: Placed, title: TextLine, number: int) -> None:
    placed[title.place] = (PUBLISHED_TABLES.name, str(number), cell_items("title", [title.text]))


def _place_notes(placed: Placed, table: AssembledTable, number: int) -> None:
    position = 0
    for note in table.notes:
        text = note.text.strip()
        item: dict[str, Any] = {"f": "note", "a": position, "b": position + len(text)}
        at = note.text.find(text)
        if note.text[:at]:
            item["pre"] = note.text[:at]
        if note.text[at + len(text) :]:
            item["post"] = note.text[at + len(text) :]
        placed[note.place] = (PUBLISHED_TABLES.name, str(number), [item])
        position += len(text) + 1


def _place_rows(placed: Placed, table: AssembledTable, entries: tuple[Entry, ...]) -> None:
    by_place: dict[Place, list[Entry]] = {}
    for entry in entries:
        by_place.setdefault(entry.place, []).append(entry)
    for row in table.rows:
        present = by_place.get(row.place)
        if present is None:
            continue  # a lone 序号: nothing but furniture
        sides = {entry.side for entry in present if entry.side}
        shared = f"@{'revenue' if 'revenue' in sides else 'expenditure'}" if sides else ""
        fields = [f"{c.field}@{c.side}" if c.side else f"{c.field}{shared}" for c in table.columns]
        layouts = row_layouts(row, fields)
        if table.declaration.numbered:
            at = table.index["row_no", None]
            if row.cells[at].strip() != str(present[0].number):
                layouts[0][at] = _label(row.parts[0].cells[at])  # such as 01
        keys = {entry.side: entry.key for entry in present}
        row_key = _row_key(keys)
        for part, layout in zip(row.parts, layouts, strict=True):
            placed[part.place] = (table.declaration.name, row_key, layout)


def _row_key(keys: Mapping[Side | None, str]) -> str:
    """The key of a row; of both halves of a two-sided one, each with its side."""
    if None in keys:
        return keys[None]
    return " ".join(anchored(row_key, side) for side, row_key in keys.items())


def _place_project(placed: Placed, project: ProjectTable, number: int) -> None:
    position = 0
    for row in project.goal_rows:
        position = _place_goal(placed, row, number, position) + 1
    names = {i: field for field, i in project.index.items()}
    fields = [names[i] for i in range(len(names))]
    for indicator, row in enumerate(project.rows, start=1):
        for part, layout in zip(row.parts, row_layouts(row, fields), strict=True):
            placed[part.place] = (PERFORMANCE_INDICATORS.name, f"{number}.{indicator}", layout)


def _place_goal(placed: Placed, row: TableRow, number: int, position: int) -> int:
    """Place the lines of one goal; where the goal ends in the field's text."""
    first = True
    layouts: list[list[Item]] = [[_label(part.cells[0])] for part in row.parts]
    for i in range(1, len(row.cells)):
        parts = [part.cells[i] for part in row.parts]
        value = "".join(parts).strip()
        if value and not first:
            position += 1
        for layout, item in zip(layouts, cell_items("goal", parts), strict=True):
            layout.append(_shifted(item, position, len(value)))
        if value:
            position += len(value)
            first = False
    for part, layout in zip(row.parts, layouts, strict=True):
        placed[part.place] = (PROJECTS.name, str(number), layout)
    return position


def _label(text: str) -> Item:
    return {"t": text} if text else None


def _shifted(item: Item, by: int, length: int) -> Item:
    """An item that counts from the beginning of the whole field, not of this cell."""
    if item is None:
        return None
    if isinstance(item, str):
        return {"f": item, "a": by, "b": by + length}
    if "a" not in item:
        return item  # white space in a blank cell belongs to no field
    return {**item, "a": item["a"] + by, "b": item["b"] + by}


def _place_prose(placed: Placed, part: SectionParagraph, number: int) -> None:
    for line, item in zip(part.paragraph.parts, prose_items(part.paragraph.parts), strict=True):
        placed[line.place] = (NARRATIVE.name, f"{part.section}.{number}", [item])
