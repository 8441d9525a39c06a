"""Pages that a program made of a PDF: every piece of text set at its left and its top."""

import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from lxml import etree

_ABSOLUTE = re.compile(r"position\s*:\s*absolute", re.I)
_POSITIONED = re.compile(r"position\s*:\s*(?:absolute|relative|fixed)", re.I)
_LENGTH = re.compile(r"(?:^|;)\s*(left|top)\s*:\s*(-?[0-9]{1,6}(?:\.[0-9]{1,6})?)(px|pt|in|cm|mm)?\s*(?=;|$)",
                     re.I)  # fmt: skip
_FONT_SIZE = re.compile(r"font-size\s*:\s*([0-9]{1,3}(?:\.[0-9]{1,4})?)(px|pt)", re.I)
_RULE = re.compile(r"\.([\w-]{1,60})\s*\{([^{}]{0,2000})\}")
_PIXELS = {"": 1.0, "px": 1.0, "pt": 96 / 72, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4}
_DEFAULT_SIZE = 16.0  # pixels, as browsers have it


class Placed(NamedTuple):
    """Text at a place of a ``sheet`` (the element that its place is counted from), in pixels."""

    text: str
    sheet: int
    left: float
    top: float
    size: float = _DEFAULT_SIZE  # of its letters


class Sizes:
    """Knows how large letters are, by an element's style or its class, in pixels."""

    def __init__(self, root: "etree._Element") -> None:
        self._root = root

    @cached_property
    def _of_class(self) -> dict[str, float]:
        """By the names of classes; few pages ask for any."""
        rules = (
            rule for style in self._root.iter("style") for rule in _RULE.findall(style.text or "")
        )
        sizes = ((name, _size_in(declarations)) for name, declarations in rules)
        return {name: size for name, size in sizes if size is not None}

    def of(self, element: "etree._Element") -> float:
        """That of the element, of what is in it alone, or of what it is in."""
        only = element[0] if len(element) == 1 and not (element.text or "").strip() else None
        for it in (only, element, *element.iterancestors()):
            if it is None:
                continue
            if (size := _size_in(it.get("style") or "")) is not None:
                return size
            for name in (it.get("class") or "").split():
                if name in self._of_class:
                    return self._of_class[name]
        return _DEFAULT_SIZE


def _size_in(declarations: str) -> float | None:
    found = _FONT_SIZE.search(declarations)
    return float(found[1]) * _PIXELS[found[2].lower()] if found else None


def is_positioned(element: "etree._Element") -> bool:
    return bool(_POSITIONED.search(element.get("style") or ""))


def position_of(element: "etree._Element") -> tuple[float, float] | None:
    """Left and top of an absolutely positioned element in pixels, if it states both."""
    style = element.get("style") or ""
    if not _ABSOLUTE.search(style):
        return None
    found = {
        name.lower(): float(number) * _PIXELS[unit.lower()]
        for name, number, unit in _LENGTH.findall(style)
    }
    return (found["left"], found["top"]) if len(found) == 2 else None
