"""Drawings -> SVG, written as it is: every mark has its place already, nothing is laid out here.

No font is measured and no library draws, so that the bytes are the same on any machine. Colours
are those of the classes in ``site/assets/pictures.css``, in both colour schemes.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from xml.etree import ElementTree as ET

from markupsafe import Markup

from yusuan.pages.charts.lettering import clean
from yusuan.pages.charts.shapes import Band, Box, Drawing, Label, Shape

# The signs of Markdown and its extensions that are none of XML's.
_REFERENCES = {ord(sign): f"&#{ord(sign)};" for sign in "`*_{}[]|\\~^@$"}


# A picture may stand on several pages of its disclosure.
@lru_cache(maxsize=64)
def svg(drawing: Drawing, id_: str, title: str, description: str) -> Markup:
    """An ``<svg>`` element on one line, safe in raw HTML within Markdown; ids begin with ``id_``."""
    root = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "class": f"drawing {drawing.kind}",
            "viewBox": f"0 0 {_short(drawing.width)} {_short(drawing.height)}",
            "width": _short(drawing.width),
            "height": _short(drawing.height),
            "role": "img",
            "aria-labelledby": f"{id_}-title {id_}-desc",
        },
    )
    ET.SubElement(root, "title", id=f"{id_}-title").text = clean(title)
    ET.SubElement(root, "desc", id=f"{id_}-desc").text = clean(description)
    root.extend(list(_marks(drawing)))
    return Markup(ET.tostring(root, encoding="unicode").translate(_REFERENCES))


def _marks(drawing: Drawing) -> Iterator[ET.Element]:
    """The shapes in their order; neighbours of one look share a group."""
    for look, members in groupby(drawing.shapes, key=_look):
        group = ET.Element("g", dict(look))
        for shape in members:
            if isinstance(shape, Label):
                mark = ET.SubElement(group, "text", x=_short(shape.x), y=_short(shape.y))
                mark.text = clean(shape.text)
            else:
                outline = _box(shape) if isinstance(shape, Box) else _band(shape)
                ET.SubElement(group, "path", d=outline)
        yield group


def _look(shape: Shape) -> tuple[tuple[str, str], ...]:
    """The attributes of a shape that have nothing to do with its place."""
    look = [("class", shape.css)]
    if isinstance(shape, Label):
        look.append(("font-size", _short(shape.size)))
        if shape.anchor != "start":
            look.append(("text-anchor", shape.anchor))
    return tuple(look)


def _short(value: float) -> str:
    """To a tenth of a pixel, finer than a screen shows."""
    found = f"{value:.1f}".removesuffix(".0")
    return "0" if found == "-0" else found


def _box(box: Box) -> str:
    right, bottom = _short(box.x + box.width), _short(box.y + box.height)
    return f"M{_short(box.x)},{_short(box.y)}H{right}V{bottom}H{_short(box.x)}Z"


def _band(band: Band) -> str:
    """Leaves one edge and meets the other at a right angle, each side one Bézier curve."""
    x, x2, middle = _short(band.x), _short(band.x2), _short((band.x + band.x2) / 2)
    top, top2, bottom, bottom2 = map(_short, (band.top, band.top2, band.bottom, band.bottom2))
    return (
        f"M{x},{top}C{middle},{top} {middle},{top2} {x2},{top2}V{bottom2}"
        f"C{middle},{bottom2} {middle},{bottom} {x},{bottom}Z"
    )
