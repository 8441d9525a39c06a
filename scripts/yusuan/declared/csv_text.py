"""Rows of a resource as the text of its CSV file: UTF-8, LF, no byte order mark.

A null is an empty cell, a boolean true or false.
"""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import IO, NamedTuple

from yusuan.declared.fields import Resource
from yusuan.model import Row, Value


class CsvText(NamedTuple):
    """Some rows of a CSV file, without its head."""

    row_count: int
    content: bytes


def csv_text(resource: Resource, rows: Sequence[Row]) -> CsvText:
    booleans = [i for i, field in enumerate(resource.fields) if field.kind == "boolean"]
    spelled = [_spelled(row, booleans) for row in rows] if booleans else rows
    return CsvText(len(rows), _text(spelled))


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
