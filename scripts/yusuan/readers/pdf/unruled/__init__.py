"""Tables without vertical rules: columns told from white corridors that run through all rows.

A table is only made where it is certain: three lines with amounts, or fewer with three each under
a head, or rows that go on with the table of the page before; each amount alone in its cell, every
word of the body between two corridors. A head of several lines that may be read in two ways, and
all else, stays lines with their pieces.
"""

from collections.abc import Sequence
from typing import NamedTuple

from yusuan.evidence.places import Box
from yusuan.readers.pdf.filling import FilledGrid
from yusuan.readers.pdf.lines import VisualLine
from yusuan.readers.pdf.unruled.bodies import FEWEST_IN_ROW, FEWEST_ROWS, bodies
from yusuan.readers.pdf.unruled.columns import columns_of, joined_columns
from yusuan.readers.pdf.unruled.continuing import (
    Table,
    continued,
    head_again,
    head_texts,
    table_of,
    tail_of,
    texts_of,
)
from yusuan.readers.pdf.unruled.cut_labels import with_cut_labels
from yusuan.readers.pdf.unruled.grid import Draft, drawn_up, edges_of
from yusuan.readers.pdf.unruled.heads import head_of
from yusuan.readers.pdf.unruled.labels import are_beyond, labels_of
from yusuan.readers.pdf.unruled.lines import row_of

__all__ = ["Table", "Unruled", "unruled_grids"]


class Unruled(NamedTuple):
    """Tables without rules, the lines left over, and what the next page must know of the last.

    ``continues``: the first goes on with the table of the page before.
    """

    grids: list[FilledGrid]
    lines: list[VisualLine]
    last: Table | None = None
    continues: bool = False


def unruled_grids(
    lines: Sequence[VisualLine],
    taken: Sequence[Box],
    before: Table | None = None,
    *,
    goes_on: bool = False,
) -> Unruled:
    """Tables among lines that stand in no ruled one.

    ``taken`` are the boxes of the ruled tables: no other one lies around them. ``before`` is the
    last table of the page before, which may go on; ``goes_on``: the last one of this page does.
    """
    fewest = FEWEST_IN_ROW if before is None else 1
    if sum(glyph.text in ".," for line in lines for glyph in line) < fewest:
        return Unruled([], list(lines))
    rows = [row_of(line) for line in lines]
    drafts: list[Draft] = []
    free = 0  # the first line that no table has taken
    last: Table | None = None
    found = continued(rows, before, taken) if before is not None else None
    if found is not None:
        body, last = found
        own = last.extents, last.edges, None, last.spans_known
        drafts.append(Draft(body.start, body.start, body, *own))
        free = body.end
    for start, end in bodies(rows, taken):
        columns = columns_of(rows[start:end]) if start >= free else None
        if columns is None:
            continue
        body = with_cut_labels(rows, (free, start, end), columns, taken)
        first, wider = head_of(rows, (free, body.start, body.end), columns, taken)
        words = (box for row in rows[first : body.start] for box in row.boxes)
        whole = joined_columns(rows, words, body, wider)
        labels, numbers = labels_of(rows, first, body, whole)
        wider = wider if labels is None else whole
        above, below = rows[first:numbers], rows[body.start : body.end]
        if labels is None and (numbers - first > 1 or are_beyond(above, below, wider)):
            first = numbers  # a head that may be read in two ways, or in none, stays lines
        if labels is None and sum(row.amounts > 0 for row in rows[start:end]) < FEWEST_ROWS:
            continue
        edges, known = edges_of(rows[first : body.end], wider), labels is not None
        drafts.append(Draft(first, numbers, body, wider, edges, labels, known))
        last = table_of(rows, body, wider, edges, known)
        last = last._replace(head=head_texts(rows[first : body.start]))
        free = body.end
    if last is not None:
        *_, draft = drafts
        last = last._replace(tail=tail_of(rows, draft.body, last, taken))
        if goes_on:
            longer = draft.body._replace(end=draft.body.end + last.tail)
            drafts[-1] = draft._replace(body=longer)
    used = {index for draft in drafts for index in range(draft.first, draft.body.end)}
    left = [line for index, line in enumerate(lines) if index not in used]
    return Unruled(
        [drawn_up(rows, draft) for draft in drafts],
        left,
        last and last._replace(others=texts_of(left)),
        found is not None
        or any(head_again(rows, it.first, it.body.start, before) for it in drafts[:1]),
    )
