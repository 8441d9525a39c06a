"""``source_lines``: what became of each line of a text, enough to print it again.

A line of a table is printed again from the cells of ``published_cells`` (``cell_count`` of them,
between tabs), a line of prose from its paragraph in ``narrative`` by ``piece``; the text of any
other line, which is furniture and no data, is stored.

``piece`` is a JSON list. For prose it has one item: ``"text"`` for the whole paragraph; an object
where more has to be said: ``a`` and ``b`` where in the paragraph the line begins and ends, ``pre``
and ``post`` white space and list dashes around it, ``bold`` where bold marks stand. For a table it
has an item for each cell (``c``, from 1) with white space around its text. ``t`` is the whole text
of a cell or line with a page break or the like inside.
"""

import json
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, get_args

from yusuan.declared import vocabulary as v
from yusuan.declared.fields import Field, Resource
from yusuan.evidence.model import Document, Furniture, Part
from yusuan.evidence.places import LinePlace, Place, whole
from yusuan.facts.keys import anchored
from yusuan.model import LineKind, Row, SectionParagraph, TextLine, document_id
from yusuan.printed.column_numbers import is_column_numbers
from yusuan.printed.text import BOLD, LIST_DASH
from yusuan.prose.narrative import NARRATIVE, numbered_prose

if TYPE_CHECKING:
    from yusuan.binding.statements import ReadGrid, Reading

Item = str | dict[str, Any]

SOURCE_LINES = Resource(
    name="source_lines",
    title="原文各行",
    description="文本原件的每一行：属于哪一类，去了哪一张表的哪一行；据此可由各表还原原文。",
    description_en="Every line of a text: its kind, the row it went to, and how to print it again "
    "from the values of that row.",
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
            description="该行的数据所在的资源；版式、空行和没有认出的表为空。",
            description_en="The resource that holds the line's data; null for furniture.",
        ),
        Field(
            name="row_key",
            title="行的键",
            description="该行的数据在资源中的主键，不含公开文件编号，以“.”相连；"
            "收支并列的一行为两侧各自的键，以空格分隔。",
            description_en="Key of the row in that resource without the disclosure, joined by "
            "«.»; of both halves of a two-sided row, separated by a blank.",
        ),
        Field(
            name="piece",
            title="段落的来历",
            description="JSON：该行是段落的哪一截，段落、单元格前后的空格和符号；都没有的为空。",
            description_en="JSON: which piece of its paragraph the line is, white space and marks "
            "around it or around its cells; null where there is nothing to say.",
        ),
        Field(
            name="cell_count",
            kind="integer",
            title="单元格数",
            description="表中一行的单元格数，文字见 published_cells；不是表中的行为空。",
            description_en="Cells of a line of a table, their text is in published_cells.",
        ),
        Field(
            name="furniture_text",
            title="版式文字",
            description="版式、标题、目录的文字；表中和段落中的文字不在这里重复。",
            description_en="Text of furniture, titles and contents list; never data.",
        ),
    ),
    primary_key=("document_id", "source_line"),
    foreign_keys=v.TO_SOURCE,
)


def prose_items(parts: Sequence[TextLine]) -> list[Item]:
    """For each line of a paragraph, its item; bold marks and the list dash are markup."""
    joined = "".join(part.text for part in parts)
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


@dataclass(slots=True)
class _Line:
    """What is known of a line: its kind, the row it went to, how it is printed again."""

    kind: LineKind
    resource: str | None = None
    row_key: str | None = None
    layout: list[Item] | None = None
    cells: bool = False
    held: Mapping[int, str] = field(default_factory=dict)  # what the package holds, by cell
    printed: str = ""  # the line of prose as the reader handed it on


def source_line_rows(
    ids: "Mapping[str, Reading]", document: Document, stitched: Document
) -> Iterator[Row]:
    """One row per line of a text. ``ids``: the readings of its statements by disclosure id.

    ``document`` is the text as read, ``stitched`` what stitching made of it.
    """
    placed: dict[int, tuple[str, _Line]] = {}
    own = document_id(document.sha256)
    first = next(iter(ids))
    for block in stitched.blocks:
        if isinstance(block, Furniture):
            for printed in block.lines:
                _put(placed, printed.place, first, _Line("furniture"))
    for disclosure_id, reading in ids.items():
        for grid in reading.grids:
            if grid.document_id == own:
                _place_grid(placed, disclosure_id, grid)
        for entry in reading.contents:
            _put(placed, entry.place, disclosure_id, _Line("contents"))
        for fact in reading.printed:
            kind: LineKind = "contents" if fact.kind == "contents_title" else "furniture"
            _put(placed, fact.place, disclosure_id, _Line(kind))
        for number, part in numbered_prose(reading.prose):
            if part.document_id == own:
                _place_prose(placed, disclosure_id, part, number)
    for number, text in enumerate(document.lines, start=1):
        disclosure_id, line = placed.get(number, (first, _Line("blank")))
        if line.kind == "blank" and text.strip():
            line = _Line("furniture")
        stored = not line.cells and line.layout is None
        layout = _layout(line, text)
        yield SOURCE_LINES.row(
            {
                "disclosure_id": disclosure_id,
                "document_id": own,
                "source_line": number,
                "line_kind": line.kind,
                "resource": line.resource,
                "row_key": line.row_key,
                "piece": None if layout is None else _json(layout),
                "cell_count": text.count("\t") + 1 if line.cells else None,
                "furniture_text": (text or None) if stored else None,
            }
        )


def _layout(line: _Line, text: str) -> list[Item] | None:
    """How ``text`` is printed again from what the package holds of it; None where as it is."""
    if line.cells:
        found = (
            _around(raw, line.held.get(cell, ""), {"c": cell})
            for cell, raw in enumerate(text.split("\t"), start=1)
        )
        return [item for item in found if item is not None] or None
    if line.layout is None or text == line.printed:
        return line.layout
    [item] = line.layout
    base: dict[str, Any] = {} if isinstance(item, str) else dict(item)
    outer = _around(text, line.printed, {})
    if outer is None or "t" in outer:
        return [outer or item]
    base["pre"] = outer.get("pre", "") + base.get("pre", "")
    base["post"] = base.get("post", "") + outer.get("post", "")
    return [{name: value for name, value in base.items() if value != ""}]


def _around(raw: str, held: str, item: dict[str, Any]) -> dict[str, Any] | None:
    """The white space of ``raw`` around ``held``; None where there is none."""
    if raw == held:
        return None
    if not held and not raw.strip():
        return {**item, "pre": raw}
    if not held or raw.strip() != held:
        return {**item, "t": raw}
    at = raw.index(held)
    around = {"pre": raw[:at], "post": raw[at + len(held) :]}
    return {**item, **{name: value for name, value in around.items() if value}}


def _json(layout: list[Item]) -> str:
    return json.dumps(layout, ensure_ascii=False, separators=(",", ":"))


def _put(
    placed: dict[int, tuple[str, _Line]], place: Place, disclosure_id: str, line: _Line
) -> None:
    """Note what the line at ``place`` is; a line of a table stays one."""
    if isinstance(place, LinePlace):
        known = placed.get(place.line)
        if known is None or not (known[1].cells or known[1].layout):
            placed[place.line] = (disclosure_id, line)


def _place_grid(placed: dict[int, tuple[str, _Line]], disclosure_id: str, read: "ReadGrid") -> None:
    caption, grid = read.captioned.caption, read.captioned.grid
    for part in (*caption.others, caption.number, caption.unit, caption.organisation):
        if isinstance(part, Part):
            _put(placed, part.place, disclosure_id, _Line("furniture"))
    for part in caption.titles:
        _put(placed, part.place, disclosure_id, _Line("table_title"))
    for part in read.captioned.notes:
        _put(placed, part.place, disclosure_id, _Line("table_note"))
    last = read.captioned.last_row if read.captioned.last_row >= 0 else grid.row_count - 1
    keys = _row_keys(read)
    role = read.table.role if read.table is not None else None
    for row in range(grid.row_count):
        cells = grid.row(row)
        texts = [cell.text for cell in cells]
        if row < caption.first_row:
            kind: LineKind = "table_title"
        elif row > last:
            kind = "table_note"
        elif is_column_numbers(texts):
            kind = "column_numbers"
        else:
            kind = "table_head" if row < read.body else "table_row"
        lines: dict[int, dict[int, str]] = {}
        for cell in cells:
            for part in cell.parts:
                if isinstance(part.place, LinePlace):
                    lines.setdefault(part.place.line, {})[part.place.cell or 1] = part.text
        for i, number in enumerate(sorted(lines)):
            known: LineKind = "table_row_continuation" if i and kind == "table_row" else kind
            line = _Line(known, role, keys.get(row), cells=True, held=lines[number])
            placed[number] = (disclosure_id, line)


def _row_keys(read: "ReadGrid") -> dict[int, str]:
    """The key of each row of a grid; of both halves of a two-sided one, each with its side."""
    if read.table is None:
        return {}
    row_of: dict[Place, int] = {}
    for cell in read.captioned.grid.cells:
        for part in cell.parts:
            row_of.setdefault(whole(part.place), cell.row)
    found: dict[int, dict[str, None]] = {}
    for entry in read.table.entries:
        row = row_of.get(whole(entry.place))
        if row is not None:
            found.setdefault(row, {})[anchored(entry.key, entry.side)] = None
    return {row: " ".join(keys) for row, keys in found.items()}


def _place_prose(
    placed: dict[int, tuple[str, _Line]], disclosure_id: str, part: SectionParagraph, number: int
) -> None:
    parts: Sequence[TextLine] = part.paragraph.parts
    for i, (line, item) in enumerate(zip(parts, prose_items(parts), strict=True)):
        kind: LineKind = (
            "heading" if part.heading else "paragraph_continuation" if i else "paragraph"
        )
        if isinstance(line.place, LinePlace):
            placed[line.place.line] = (
                disclosure_id,
                _Line(
                    kind,
                    NARRATIVE.name,
                    f"{part.section}.{number}",
                    [item],
                    printed=line.text,
                ),
            )
