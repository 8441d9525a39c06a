"""The rules of one column: what a text of its type looks like, and its constraints."""

from collections.abc import Generator, Iterator, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from yusuan.declared.arrow import TYPES, column_of
from yusuan.declared.fields import Field, FieldKind, Resource
from yusuan.validation.model import Problem

_NUMBER = r"-?[0-9]+(\.[0-9]+)?"
# How each kind is written, and no other way: one value has one text.
_WRITTEN: dict[FieldKind, str] = {
    "integer": r"-?(0|[1-9][0-9]*)",
    "boolean": r"true|false",
    "date": r"[0-9]{4}-[0-9]{2}-[0-9]{2}",
    "amount": _NUMBER,
    "yuan": _NUMBER,
    "number": _NUMBER,
}
_SHOWN = 40
_MOST_TOLD = 3


def typed(
    path: str, field: Field, texts: pa.ChunkedArray
) -> Generator[Problem, None, pa.ChunkedArray | None]:
    """The column as its declared type; None, and a problem, where a text is not of it."""
    pattern = _WRITTEN.get(field.kind)
    if pattern is not None:
        wrong = pc.invert(pc.match_substring_regex(texts, _whole(pattern)))
        if pc.any(wrong).as_py():
            yield from _told(path, field, texts, wrong, f"type 不是 {field.kind}")
            return None
    try:
        return texts.cast(TYPES[field.kind])
    except pa.ArrowInvalid as error:
        row, text = _uncastable(texts, TYPES[field.kind])
        yield Problem(path, f"第 {row} 行 {field.name} 为“{text}”：type 放不下（{error}）")
        return None


def _uncastable(texts: pa.ChunkedArray, kind: pa.DataType) -> tuple[int, str]:
    for row, text in enumerate(texts.to_pylist(), start=2):
        try:
            pa.array([text], pa.string()).cast(kind)
        except pa.ArrowInvalid:
            return row, str(text)
    return 0, ""


def constraint_problems(
    path: str, resource: Resource, table: pa.Table, only: Sequence[str] | None = None
) -> Iterator[Problem]:
    """required, enum, pattern, minimum and maximum; a null breaks ``required`` alone."""
    for field in resource.fields:
        if only is not None and field.name not in only:
            continue
        column = table[field.name]
        if field.required and column.null_count:
            yield from _told(path, field, column, pc.is_null(column), "required 不能为空")
        if field.enum:
            listed = pc.is_in(column, column_of(field.enum, column.type))
            wrong = pc.and_(pc.invert(listed), pc.is_valid(column))
            yield from _told(path, field, column, wrong, "不在 enum 之中")
        if field.pattern:
            wrong = pc.invert(_matching(column, field.pattern))
            yield from _told(path, field, column, wrong, f"不合 pattern {field.pattern}")
        yield from _range_problems(path, field, column)


def _matching(column: pa.ChunkedArray, pattern: str) -> pa.ChunkedArray:
    return pc.match_substring_regex(column, _whole(pattern))


def _whole(pattern: str) -> str:
    """For RE2, whose time is linear in the text whatever the pattern."""
    return rf"\A(?:{pattern})\z"


def _range_problems(path: str, field: Field, column: pa.ChunkedArray) -> Iterator[Problem]:
    if field.minimum is not None:
        limit = _limit(field.minimum, column.type)
        wrong = pc.less(column, limit)
        yield from _told(path, field, column, wrong, f"小于 minimum {field.minimum}")
    if field.maximum is not None:
        limit = _limit(field.maximum, column.type)
        wrong = pc.greater(column, limit)
        yield from _told(path, field, column, wrong, f"大于 maximum {field.maximum}")


def _limit(value: int, kind: pa.DataType) -> pa.Scalar:
    # Not pyarrow.scalar: it imports pandas.
    return column_of((str(value),), pa.string()).cast(kind)[0]


def _told(
    path: str, field: Field, column: pa.ChunkedArray, wrong: pa.ChunkedArray, what: str
) -> Iterator[Problem]:
    """The first rows where ``wrong`` is true, and how many there are."""
    rows = pc.indices_nonzero(wrong).to_pylist()
    for row in rows[:_MOST_TOLD]:
        more = f"；共 {len(rows)} 行" if len(rows) > _MOST_TOLD and row == rows[0] else ""
        text = str(column[row].as_py())[:_SHOWN]
        yield Problem(path, f"第 {row + 2} 行 {field.name} 为“{text}”：{what}{more}")
