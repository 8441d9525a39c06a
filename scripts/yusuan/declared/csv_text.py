"""Rows of a resource as the text of its CSV file: UTF-8, LF, no byte order mark.

A null is an empty cell, a boolean true or false.
"""

import csv
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from itertools import groupby
from operator import itemgetter
from typing import IO, NamedTuple

from yusuan.declared.fields import Resource
from yusuan.model import Row, Value
from yusuan.storage.pieces import Piece

_OWNER = "disclosure_id"


class CsvText(NamedTuple):
    """Some rows of a CSV file, without its head, and what is told of them."""

    piece: Piece
    content: bytes


def csv_texts(resource: Resource, rows: Sequence[Row]) -> Iterator[CsvText]:
    """``rows`` in order, those of each disclosure by themselves where the resource names it."""
    if _OWNER not in resource.field_names:
        yield csv_text(resource, rows)
        return
    at = resource.field_names.index(_OWNER)
    for owner, own in groupby(rows, itemgetter(at)):
        yield csv_text(resource, tuple(own), str(owner))


def csv_text(resource: Resource, rows: Sequence[Row], owner: str = "") -> CsvText:
    """``owner``: the disclosure that all ``rows`` are of."""
    booleans = [i for i, field in enumerate(resource.fields) if field.kind == "boolean"]
    spelled = [_spelled(row, booleans) for row in rows] if booleans else rows
    content = _text(spelled)
    sha256 = hashlib.sha256(content).hexdigest()
    return CsvText(Piece(owner, len(rows), len(content), sha256), content)


def csv_head(resource: Resource) -> bytes:
    return _text([resource.field_names])


def _text(rows: Iterable[Iterable[Value]]) -> bytes:
    text = StringIO(newline="")
    csv.writer(_LineFeeds(text), lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode()


class _LineFeeds:
    """Rows that end in LF. ``csv`` quotes a cell for the characters of its row ends alone, and a
    lone CR ends a row for whoever reads it."""

    def __init__(self, file: IO[str]) -> None:
        self._write = file.write

    def write(self, row: str) -> int:
        return self._write(f"{row[:-2]}\n")


def _spelled(row: Row, booleans: Sequence[int]) -> list[Value]:
    cells: list[Value] = list(row)
    for i in booleans:
        cells[i] = None if cells[i] is None else "true" if cells[i] else "false"
    return cells
