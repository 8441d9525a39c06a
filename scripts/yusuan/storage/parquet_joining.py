"""Parquet files of one schema joined into one, their row groups as they are.

What a writer makes of a row group does not depend on those before it; only the footer says where each
stands. That is a struct in the compact protocol of Thrift (``FileMetaData`` in ``parquet.thrift`` of
parquet-format): of its numbers those are told anew that change, all else is copied.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

MAGIC = b"PAR1"
_LENGTH = 4
# Kinds of values in the compact protocol.
_TRUE, _FALSE, _BYTE, _I16, _I32, _I64, _DOUBLE, _BINARY, _LIST, _SET, _MAP, _STRUCT = range(1, 13)
_SIZES = {_TRUE: 0, _FALSE: 0, _BYTE: 1, _DOUBLE: 8}
_LONG = 15  # a list of so many elements and more says how many after the byte of their kind
_STOP = b"\0"
# Fields of FileMetaData.
_ROWS, _GROUPS = 3, 4
# By the number of a field of a struct: what becomes of the number, or of those in the struct that it
# is or in each struct of the list that it is.
_Changes: TypeAlias = Mapping[int, "Callable[[int], int] | _Changes"]


class Part(NamedTuple):
    """A whole file: its row groups, and its footer without its length."""

    groups: bytes
    footer: bytes


def cut(content: bytes) -> Part:
    """The file with this content."""
    end = len(content) - len(MAGIC) - _LENGTH
    start = end - int.from_bytes(content[end : end + _LENGTH], "little")
    return Part(content[len(MAGIC) : start], content[start:end])


def ending(parts: Sequence[tuple[int, bytes]]) -> bytes:
    """What ends a file that begins with ``MAGIC`` and the row groups of ``parts``, of each of which
    their length and the footer are given, one at least.
    """
    footer = parts[0][1] if len(parts) == 1 else _joined(parts)
    return footer + len(footer).to_bytes(_LENGTH, "little") + MAGIC


def _joined(parts: Sequence[tuple[int, bytes]]) -> bytes:
    rows, groups, before = 0, list[bytes](), 0
    for length, footer in parts:
        fields = {field.id: field for field in _fields(footer, 0)}
        rows += _number(footer, fields[_ROWS].start)
        for start, _ in _elements(footer, fields[_GROUPS].start):
            groups.append(_changed(footer, start, _moved(before, len(groups))))
        before += length
    first = parts[0][1]
    told = {_ROWS: _zigzag(rows), _GROUPS: _list_of_structs(groups)}
    written = (
        first[each.head : each.start] + told.get(each.id, first[each.start : each.end])
        for each in _fields(first, 0)
    )
    return b"".join(written) + _STOP


def _moved(by: int, ordinal: int) -> _Changes:
    """For a RowGroup: its place among the others, and its offsets, which stand in ColumnChunk and
    ColumnMetaData, too; 0 is none.
    """

    def move(offset: int) -> int:
        return offset and offset + by

    data, index, dictionary, bloom = 9, 10, 11, 14
    of_metadata = dict.fromkeys((data, index, dictionary, bloom), move)
    return {1: {2: move, 3: of_metadata, 4: move, 6: move}, 5: move, 7: lambda _: ordinal}


def _changed(content: bytes, at: int, changes: _Changes) -> bytes:
    """The struct at ``at`` with these changes."""
    written = list[bytes]()
    for field in _fields(content, at):
        change = changes.get(field.id)
        if change is None:
            written.append(content[field.head : field.end])
            continue
        written.append(content[field.head : field.start])
        if callable(change):
            written.append(_zigzag(change(_number(content, field.start))))
        elif field.kind == _LIST:
            structs = _elements(content, field.start)
            written.append(_list_of_structs([_changed(content, at, change) for at, _ in structs]))
        else:
            written.append(_changed(content, field.start, change))
    return b"".join(written) + _STOP


class _Field(NamedTuple):
    """``head``: where its number and kind stand, ``start`` and ``end``: its value."""

    id: int
    kind: int
    head: int
    start: int
    end: int


def _fields(content: bytes, at: int) -> Iterator[_Field]:
    """Those of the struct at ``at``; after the last there is one byte that ends it."""
    id_ = 0
    while content[at]:
        head, kind, step = at, content[at] & 15, content[at] >> 4
        at += 1
        if step:
            id_ += step
        else:
            id_, at = _number(content, at), _after_varint(content, at)
        start, at = at, _after(content, at, kind)
        yield _Field(id_, kind, head, start, at)


def _elements(content: bytes, at: int) -> Iterator[tuple[int, int]]:
    """Where each element of the list at ``at`` begins and ends."""
    kind, count, at = _list_head(content, at)
    for _ in range(count):
        start, at = at, _after(content, at, kind) + (kind in (_TRUE, _FALSE))
        yield start, at


def _after(content: bytes, at: int, kind: int) -> int:
    """Where the value at ``at`` ends. Raises ValueError for a kind that no footer has."""
    if kind in (_I16, _I32, _I64):
        return _after_varint(content, at)
    if kind == _BINARY:
        return _after_varint(content, at) + _varint(content, at)
    if kind == _STRUCT:
        return _last((each.end for each in _fields(content, at)), at) + len(_STOP)
    if kind in (_LIST, _SET):
        first = _list_head(content, at)[2]
        return _last((end for _, end in _elements(content, at)), first)
    if kind in _SIZES:
        return at + _SIZES[kind]
    raise ValueError(kind)


def _last(ends: Iterable[int], otherwise: int) -> int:
    for otherwise in ends:  # noqa: B007
        pass
    return otherwise


def _list_head(content: bytes, at: int) -> tuple[int, int, int]:
    """The kind of the elements of the list at ``at``, how many there are, and where they begin."""
    kind, count = content[at] & 15, content[at] >> 4
    if count < _LONG:
        return kind, count, at + 1
    return kind, _varint(content, at + 1), _after_varint(content, at + 1)


def _list_of_structs(structs: Sequence[bytes]) -> bytes:
    count = len(structs)
    head = (
        bytes([count << 4 | _STRUCT])
        if count < _LONG
        else bytes([_LONG << 4 | _STRUCT]) + _varint_of(count)
    )
    return head + b"".join(structs)


def _after_varint(content: bytes, at: int) -> int:
    while content[at] & 128:
        at += 1
    return at + 1


def _varint(content: bytes, at: int) -> int:
    found = shift = 0
    while True:
        found |= (content[at] & 127) << shift
        if content[at] < 128:
            return found
        shift, at = shift + 7, at + 1


def _varint_of(number: int) -> bytes:
    written = bytearray()
    while number >= 128:
        written.append(number & 127 | 128)
        number >>= 7
    return bytes([*written, number])


def _number(content: bytes, at: int) -> int:
    """A number with a sign."""
    found = _varint(content, at)
    return found >> 1 ^ -(found & 1)


def _zigzag(number: int) -> bytes:
    return _varint_of(number << 1 if number >= 0 else ~number << 1 | 1)
