"""How a record says where the document prints it."""

from yusuan.model import Value
from yusuan.pages.origins import origin


def said(start: Value, end: Value = None) -> str:
    """``第 97 行``, ``第 12–13 页``; blank where nothing is known."""
    found = origin(start, end)
    return found.label if found else ""
