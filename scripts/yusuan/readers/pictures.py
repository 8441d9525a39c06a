"""Pictures in office files that are large enough to hold a table: no reader reads them."""

import re
from typing import TYPE_CHECKING

from yusuan.readers.packages import attribute, local_name

if TYPE_CHECKING:
    from lxml import etree

# A twentieth of a sheet of A4, in square points: what the reader of PDF asks of a picture too.
_LEAST_AREA = 0.05 * 595 * 842
_EMU = 12_700  # to a point
_LENGTH = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*([0-9]{1,5}(?:\.[0-9]{1,4})?)pt")


def is_large_picture(element: "etree._Element") -> bool:
    """Whether a drawing (``inline``, ``anchor``, ``shape``, ``pic``) is a large picture."""
    if local_name(element) == "shape":
        sizes = {name: float(size) for name, size in _LENGTH.findall(element.get("style") or "")}
        area = sizes.get("width", 0.0) * sizes.get("height", 0.0)
        return area >= _LEAST_AREA and next(element.iter("{*}imagedata"), None) is not None
    if next(element.iter("{*}blip"), None) is None:
        return False
    return any(
        _points(extent, "cx") * _points(extent, "cy") >= _LEAST_AREA
        for extent in element.iter("{*}extent", "{*}ext")
    )


def _points(extent: "etree._Element", name: str) -> float:
    text = attribute(extent, name) or ""
    return int(text) / _EMU if text.isdecimal() and len(text) < 12 else 0.0
