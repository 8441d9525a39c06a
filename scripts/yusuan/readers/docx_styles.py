"""What a Word document's styles say that a reader must know: headings, hidden text, numbering."""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from yusuan.readers.packages import attribute, local_name

if TYPE_CHECKING:
    from lxml import etree

_HEADING_NAME = re.compile(r"(?:heading|标题)\s*([1-9])", re.I)
_LONGEST_CHAIN = 20  # styles based on one another; a damaged file may make a ring
_OFF = ("0", "false", "off", "none")


class NumberReference(NamedTuple):
    """``w:numPr``: the list, and the level in it (0-based) where it is stated."""

    number_id: str | None
    level: int | None


class _Style(NamedTuple):
    based_on: str | None
    heading: int
    hidden: bool | None
    numbering: NumberReference | None
    set_where: str | None


class Styles:
    """Styles by id, inherited from one another."""

    def __init__(self, root: "etree._Element | None") -> None:
        self._styles: Mapping[str, _Style] = (
            {}
            if root is None
            else {
                attribute(element, "styleId") or "": _style(element)
                for element in root
                if local_name(element) == "style"
            }
        )

    def heading(self, style: str | None) -> int:
        """Level of the heading that a paragraph style makes, 0 for none."""
        return next((it.heading for it in self._chain(style) if it.heading), 0)

    def hidden(self, style: str | None) -> bool:
        return next((it.hidden for it in self._chain(style) if it.hidden is not None), False)

    def set_where(self, style: str | None) -> str | None:
        """``super`` or ``sub`` of text that the style sets above or below the line."""
        return next((it.set_where for it in self._chain(style) if it.set_where), None)

    def numbering(self, style: str | None) -> NumberReference | None:
        return next((it.numbering for it in self._chain(style) if it.numbering), None)

    def _chain(self, style: str | None) -> Iterator[_Style]:
        for _ in range(_LONGEST_CHAIN):
            if style is None or style not in self._styles:
                return
            found = self._styles[style]
            yield found
            style = found.based_on


def child(element: "etree._Element | None", *path: str) -> "etree._Element | None":
    """The first descendant along a path of local names."""
    for name in path:
        if element is None:
            return None
        element = next((it for it in element if local_name(it) == name), None)
    return element


def value(element: "etree._Element | None", *path: str) -> str | None:
    """The ``val`` attribute of the element at the end of a path."""
    found = child(element, *path)
    return None if found is None else attribute(found, "val")


def switched_on(element: "etree._Element | None", *path: str) -> bool | None:
    """Whether a switch such as ``w:vanish`` is set; None where it is not stated."""
    found = child(element, *path)
    return None if found is None else (attribute(found, "val") or "1") not in _OFF


def set_where(properties: "etree._Element | None") -> str | None:
    """``super`` or ``sub`` where ``w:vertAlign`` sets text above or below the line."""
    return {"superscript": "super", "subscript": "sub", "baseline": "on"}.get(
        value(properties, "vertAlign") or ""
    )


_WHITE = re.compile("F[C-F]F[C-F]F[C-F]")
_SMALLEST = 4  # half points: what is smaller is no print
_RAISED = 4  # half points by which ``w:position`` sets a mark off the line


def is_painted(properties: "etree._Element | None") -> bool:
    """Whether ``w:shd`` gives a ground of another colour than white."""
    shading = child(properties, "shd")
    fill = None if shading is None else (attribute(shading, "fill") or "auto").upper()
    return fill is not None and fill != "AUTO" and not _WHITE.fullmatch(fill)


def unseen(properties: "etree._Element | None", *, painted: bool) -> bool:
    """Whether a run is struck out, as small as a point, or white on white."""
    if switched_on(properties, "strike") or switched_on(properties, "dstrike"):
        return True
    if integer(value(properties, "sz"), _SMALLEST + 1) <= _SMALLEST:
        return True
    colour, shading = (value(properties, "color") or "").upper(), child(properties, "shd")
    if shading is not None and colour and colour == (attribute(shading, "fill") or "").upper():
        return True
    white = _WHITE.fullmatch(colour) is not None
    marked = value(properties, "highlight") not in (None, "none", "white")
    return white and not (painted or marked or is_painted(properties))


def position_of(properties: "etree._Element | None") -> str | None:
    """``super`` or ``sub`` of a run that ``w:position`` raises or lowers."""
    text = value(properties, "position") or ""
    if not re.fullmatch(r"-?[0-9]{1,4}", text) or abs(int(text)) < _RAISED:
        return None
    return "super" if int(text) > 0 else "sub"


def integer(text: str | None, default: int, *, low: int = 0, high: int = 10_000) -> int:
    """A number from a hostile attribute, held within bounds."""
    if text is None or not re.fullmatch(r"-?[0-9]{1,9}", text):
        return default
    return max(low, min(int(text), high))


def outline_level(properties: "etree._Element | None") -> int:
    """Heading level from ``w:outlineLvl`` (0 to 8 are headings), 0 for none."""
    level = integer(value(properties, "outlineLvl"), 9)
    return level + 1 if level < 9 else 0


def number_reference(properties: "etree._Element | None") -> NumberReference | None:
    found = child(properties, "numPr")
    if found is None:
        return None
    level = value(found, "ilvl")
    return NumberReference(value(found, "numId"), None if level is None else integer(level, 0))


def _style(element: "etree._Element") -> _Style:
    properties = child(element, "pPr")
    name = _HEADING_NAME.match(value(element, "name") or "")
    return _Style(
        value(element, "basedOn"),
        outline_level(properties) or (int(name[1]) if name else 0),
        switched_on(element, "rPr", "vanish"),
        number_reference(properties),
        set_where(child(element, "rPr")),
    )
