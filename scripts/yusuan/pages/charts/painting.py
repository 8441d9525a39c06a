"""Drawings -> SVG. Altair describes the marks, vl-convert draws them; no browser, no font.

Every mark has its place already, so nothing is laid out here. Letters have size 0 while they
are drawn: Vega measures no text of that size, which keeps the bytes the same whatever fonts
the machine has (and is many times quicker); the true size is set afterwards. Colours are
those of the classes in ``docs/assets/pictures.css``, in both colour schemes.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import groupby
from typing import Any
from xml.etree import ElementTree as ET

from markupsafe import Markup

from yusuan.pages.charts.lettering import clean
from yusuan.pages.charts.picture import Band, Box, Drawing, Label, Shape

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?")
_SVG = "{http://www.w3.org/2000/svg}"
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
    """What Vega drew, none of its own attributes kept; neighbours of one look share a group."""
    drawn = {}
    for element in ET.fromstring(_drawn(drawing)).iter():
        if "aria-label" in element.attrib:
            drawn[int(element.attrib["aria-label"])] = element
    # Vega paints by kind of mark; these are painted in the order of the shapes.
    for look, members in groupby(enumerate(drawing.shapes), key=lambda each: _look(each[1])):
        group = ET.Element("g", dict(look))
        for number, shape in members:
            element = drawn[number]
            mark = ET.SubElement(group, element.tag.removeprefix(_SVG))
            if isinstance(shape, Label):
                mark.attrib |= {"x": _short(shape.x), "y": _short(shape.y)}
                mark.text = element.text
            else:
                mark.set("d", _NUMBER.sub(_rounded, element.attrib["d"]))
        yield group


def _look(shape: Shape) -> tuple[tuple[str, str], ...]:
    """The attributes of a shape that have nothing to do with its place."""
    look = [("class", shape.css)]
    if isinstance(shape, Label):
        look.append(("font-size", _short(shape.size)))
        if shape.anchor != "start":
            look.append(("text-anchor", shape.anchor))
    return tuple(look)


def _rounded(number: re.Match[str]) -> str:
    return _short(float(number[0]))


def _short(value: float) -> str:
    """To a tenth of a pixel, finer than a screen shows."""
    found = f"{value:.1f}".removesuffix(".0")
    return "0" if found == "-0" else found


def _drawn(drawing: Drawing) -> str:
    import vl_convert

    specification = _specification() | {
        "width": drawing.width,
        "height": drawing.height,
        "datasets": _datasets(drawing.shapes),
    }
    return str(vl_convert.vegalite_to_svg(specification))


def _datasets(shapes: tuple[Shape, ...]) -> dict[str, list[dict[str, Any]]]:
    sets: dict[str, list[dict[str, Any]]] = {"boxes": [], "bands": [], "start": [], "end": []}
    for number, shape in enumerate(shapes):
        if isinstance(shape, Box):
            x2, y2 = shape.x + shape.width, shape.y + shape.height
            sets["boxes"].append({"n": number, "x": shape.x, "y": shape.y, "x2": x2, "y2": y2})
        elif isinstance(shape, Label):
            row = {"n": number, "x": shape.x, "y": shape.y, "text": clean(shape.text)}
            sets[shape.anchor].append(row)
        else:
            sets["bands"].extend(_edges(number, shape))
    return sets


def _edges(number: int, band: Band) -> Iterator[dict[str, float]]:
    """Points of a spline that leaves one edge and meets the other at a right angle."""
    for step in range(4):
        near = step < 2
        yield {
            "n": number,
            "x": band.x + (band.x2 - band.x) * step / 3,
            "y": band.top if near else band.top2,
            "y2": band.bottom if near else band.bottom2,
        }


@cache
def _specification() -> dict[str, Any]:
    """One description for all drawings; the data are put in for each."""
    import altair as alt

    x = alt.X("x:Q", scale=None, axis=None)
    y = alt.Y("y:Q", scale=None, axis=None)
    bands = alt.Chart(alt.NamedData("bands")).mark_area(interpolate="basis")
    boxes = alt.Chart(alt.NamedData("boxes")).mark_rect()
    layers: list[alt.Chart] = [
        bands.encode(x=x, y=y, y2="y2:Q", detail="n:N", description="n:N"),
        boxes.encode(x=x, x2="x2:Q", y=y, y2="y2:Q", description="n:N"),
    ]
    for anchor in ("start", "end"):
        align: Any = {"start": "left", "end": "right"}[anchor]
        labels = alt.Chart(alt.NamedData(anchor)).mark_text(
            align=align, baseline="alphabetic", fontSize=0
        )
        layers.append(labels.encode(x=x, y=y, text="text:N", description="n:N"))
    chart = alt.layer(*layers).properties(autosize="none", padding=0, width=1, height=1)
    made: dict[str, Any] = chart.to_dict()
    return made
