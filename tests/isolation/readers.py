"""Readers that misbehave as the document they are given tells them to."""

import ctypes
import os
import sys
import time

from yusuan.errors import YusuanError
from yusuan.evidence.model import Document, Line, Page
from yusuan.evidence.places import LinePlace
from yusuan.progress import at_page
from yusuan.sources.folders import sha256_of

MODULE = f"{__name__}:read"


def read(name: str, content: bytes) -> Document:
    at_page(1)
    match content.decode():
        case "segfault":
            at_page(7)
            ctypes.string_at(0)
        case "loop":
            while True:
                pass
        case "sleep":
            time.sleep(3600)
        case "allocate":
            at_page(3)
            held = []
            while True:
                held.append(bytearray(1 << 24))
        case "slow pages":
            for number in range(1, 4):
                at_page(number)
                time.sleep(0.8)
        case "exit":
            os._exit(5)
        case "raise":
            raise KeyError("nobody foresaw this")
        case "refuse":
            raise YusuanError("不认识的文件", text="原样", hint="请换一个")
        case "deep":
            return _deeper(0)
        case "huge":
            return _document(content, "汉" * 5_000_000)
        case "pages":
            return Document("pdf", sha256_of(content), (), tuple(Page(n) for n in range(1, 60)))
        case "print":
            print("chatter of a library", flush=True)
            os.write(1, b"more of it")
            print("and of its errors", file=sys.stderr, flush=True)
        case "foreign":
            return _Foreign("text", sha256_of(content), ())
    return _document(content, f"{name}: {content.decode()}")


class _Foreign(Document):
    """No type of the evidence."""


def _document(content: bytes, text: str) -> Document:
    return Document("text", sha256_of(content), (Line(text, LinePlace(1)),))


def _deeper(depth: int) -> Document:
    return _deeper(depth + 1)
