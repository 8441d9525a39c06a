"""Amounts that the notes of tables state (注：其中上年结转12.34万元), read as those of the prose."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from yusuan.model import Paragraph, ReadBy, SectionParagraph, TextLine
from yusuan.prose.placed import placed_amounts
from yusuan.prose.stated import PlacedAmount, StatedAmount


class TableNote(NamedTuple):
    """A paragraph below a table, or in its last rows; ``table_no`` as in ``published_tables``."""

    table_no: int
    document_id: str
    lines: tuple[TextLine, ...]
    read_by: ReadBy = "text"


def noted_amounts(fiscal_year: int | None, notes: Iterable[TableNote]) -> Iterator[PlacedAmount]:
    """Every amount of ``notes``; what the note of one table names holds for no other table."""
    for table_no, own in groupby(notes, key=lambda note: note.table_no):
        parts = tuple(
            SectionParagraph(
                0,
                "",
                None,
                None,
                heading=False,
                paragraph=Paragraph(note.lines),
                document_id=note.document_id,
                read_by=note.read_by,
            )
            for note in own
        )
        for placed in placed_amounts(fiscal_year, parts):
            found = placed.found
            if isinstance(found, StatedAmount):
                subject = _LABEL.sub("", found.subject) or found.subject
                found = found._replace(subject=subject)
            yield placed._replace(found=found, table_no=table_no)


_LABEL = re.compile(r"^[(（\[【]?(?:备注|附注|注释|说明|注)\s*[0-9一二三]?\s*[:：、.．]\s*")
