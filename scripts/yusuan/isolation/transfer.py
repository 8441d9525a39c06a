"""Frames between parent and worker, and documents as bytes.

A document is handed over as a pickle that may hold nothing but the types of ``evidence``: a
worker that a document has taken over cannot make the parent run anything.
"""

import gc
import io
import pickle
import struct
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from operator import attrgetter
from typing import IO, Any, Literal

from yusuan.evidence import model, places

Kind = Literal[b"H", b"J", b"P", b"R", b"E", b"F", b"M", b"D", b"L"]
READY: Kind = b"H"  # the worker has begun
JOB: Kind = b"J"  # name and content of a document
PAGE: Kind = b"P"  # the reader begins a page
RESULT: Kind = b"R"  # the document as read
REFUSED: Kind = b"E"  # the reader's own message: JSON
FAULT: Kind = b"F"  # an exception that nobody foresaw: JSON
NO_MEMORY: Kind = b"M"
TOO_DEEP: Kind = b"D"
TOO_LARGE: Kind = b"L"

_HEAD = struct.Struct(">cQ")
_PROTOCOL = 5
_CLASSES = {
    (module.__name__, name): value
    for module in (model, places)
    for name, value in vars(module).items()
    if isinstance(value, type) and value.__module__ == module.__name__
}


class TransferError(Exception):
    """The other side ended, or sent what it should not have."""


def send(stream: IO[bytes], kind: bytes, *parts: bytes) -> None:
    """One frame: its kind, the length of what follows, and that. Raises OSError."""
    stream.write(_HEAD.pack(kind, sum(map(len, parts))))
    for part in parts:
        stream.write(part)
    stream.flush()


def receive(stream: IO[bytes], maximum: int) -> tuple[bytes, bytes]:
    """The next frame. Raises TransferError at the end, or for more than ``maximum`` bytes."""
    kind, length = _HEAD.unpack(_exactly(stream, _HEAD.size))
    if length > maximum:
        raise TransferError(f"{length} bytes")
    return kind, _exactly(stream, length)


def _exactly(stream: IO[bytes], length: int) -> bytes:
    content = stream.read(length)
    if len(content) != length:
        raise TransferError("ended")
    return content


def _by_fields(cls: type[Any]) -> Callable[[Any], tuple[type[Any], tuple[Any, ...]]]:
    """Three times as fast as what a frozen dataclass with slots brings along."""
    names = [field.name for field in fields(cls)]
    values = attrgetter(*names)
    if len(names) == 1:
        return lambda thing: (cls, (values(thing),))
    return lambda thing: (cls, values(thing))


class _Pickler(pickle.Pickler):
    dispatch_table = {  # noqa: RUF012 (the attribute that pickle reads)
        cls: _by_fields(cls) for cls in _CLASSES.values() if is_dataclass(cls)
    }


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == ("builtins", "frozenset"):
            return frozenset
        try:
            return _CLASSES[module, name]
        except KeyError:
            raise TransferError(f"{module}.{name}") from None


def packed(document: model.Document) -> bytes:
    """``document`` as bytes for ``unpacked``."""
    stream = io.BytesIO()
    _Pickler(stream, _PROTOCOL).dump(document)
    return stream.getvalue()


def unpacked(content: bytes) -> model.Document:
    """The document that ``packed`` made bytes of. Raises TransferError for anything else."""
    collecting = gc.isenabled()
    gc.disable()  # 20,000 cells at once, and nothing to collect: three times as fast
    try:
        document = _Unpickler(io.BytesIO(content)).load()
    except TransferError:
        raise
    except Exception as error:
        raise TransferError(str(error)) from None
    finally:
        if collecting:
            gc.enable()
    if not isinstance(document, model.Document):
        raise TransferError(type(document).__name__)
    return document
