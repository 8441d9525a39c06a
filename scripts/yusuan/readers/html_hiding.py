"""What a page hides from its reader: by attribute, by style, by a class of its style sheet."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

_HIDING = re.compile(
    r"(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all)", re.I
)
_SHOWING = re.compile(r"display\s*:\s*(?!none)\w", re.I)
_SIMPLE = re.compile(r"[.#][\w-]+")
_COMMENT = re.compile(r"/\*.*?\*/", re.S)
# What a browser with scripts does not print, or prints in a box to choose from.
_NOT_SHOWN = frozenset(
    ("noscript", "template", "noframes", "iframe", "object", "datalist", "select", "dialog")
)


class Hiding:
    """Knows the classes and ids that the page's own style sheets hide."""

    def __init__(self, root: "etree._Element") -> None:
        self._names: set[str] = set()
        for style in root.iter("style"):
            if (style.get("media") or "all").strip().lower() in ("all", "screen", ""):
                self._names.update(_hidden_names(style.text or ""))

    def hides(self, element: "etree._Element") -> bool:
        if element.tag in _NOT_SHOWN or element.get("hidden") is not None:
            return True
        style = element.get("style") or ""
        if _HIDING.search(style):
            return True
        if not self._names or _SHOWING.search(style):
            return False
        names = [f".{name}" for name in (element.get("class") or "").split()]
        return any(name in self._names for name in (*names, f"#{element.get('id')}"))


def _hidden_names(sheet: str) -> set[str]:
    """Classes and ids of rules that hide and stand under no condition (``@media``)."""
    names: set[str] = set()
    depth = 0
    selector = ""
    for piece in re.split(r"([{}])", _COMMENT.sub("", sheet)):
        if piece == "{":
            depth += 1
        elif piece == "}":
            depth = max(depth - 1, 0)
        elif depth == 0:
            selector = piece.rpartition(";")[2].strip()
        elif depth == 1 and not selector.startswith("@"):
            found = {it.strip() for it in selector.split(",")}
            simple = {it for it in found if _SIMPLE.fullmatch(it)}
            names = names | simple if _HIDING.search(piece) else names - simple
    return names
