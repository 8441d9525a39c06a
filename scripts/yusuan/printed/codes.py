"""Classification codes and row numbers as printed -> as data."""

import re

from yusuan.printed.numbers import narrow

_NAMED_CODE = re.compile(r"[\[(]?([0-9]{3}(?:[0-9]{2}){0,2})[\])]?[ :.、\-]*(?=[^0-9 .,:\-])(\S.*)")
_ROW_NUMBER = re.compile(r"[(]?([0-9]{1,6})[)]?[.、]?")


def split_code(text: str) -> tuple[str, str] | None:
    """(code, name) of a cell that prints both, such as ``2150501行政运行``; None otherwise."""
    match = _NAMED_CODE.fullmatch(narrow(text))
    return (match[1], match[2]) if match else None


def read_row_number(text: str) -> int | None:
    """The whole number that a 序号 cell prints (``1``, ``１``, ``1.``, ``1、``, ``(1)``)."""
    match = _ROW_NUMBER.fullmatch(narrow(text))
    return int(match[1]) if match else None
