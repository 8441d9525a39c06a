"""Small multiples: one small picture of bars for each measure, side by side, years as bars."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from yusuan.pages.charts.amounts import BLANK, rounded
from yusuan.pages.charts.lettering import width as wide
from yusuan.pages.charts.lettering import wrapped
from yusuan.pages.charts.picture import FIGURE_SIZE, NAME_SIZE, NARROW, WIDE, Entry, Picture
from yusuan.pages.charts.shapes import Box, Drawing, Label, Shape

_GAP, _TITLE, _LINE, _BAR, _ROOM = 24.0, 18.0, 14.0, 8.0, 7.0
_LEAST = 1.5
_NOTE = (
    "每张小图各有自己的尺度，长短只在同一张图里可比；实心是预算，空心是决算，虚线框是空白。"
    "金额是当年的元（名义值），没有按物价折算。"
)


@dataclass(frozen=True, slots=True)
class Point:
    """``value`` in the unit of the picture, None where the cell is blank; ``shown`` is exact."""

    label: str
    value: Decimal | None
    shown: str
    link: str
    planned: bool


@dataclass(frozen=True, slots=True)
class Panel:
    title: str
    points: tuple[Point, ...]


def multiples(
    panels: Sequence[Panel], title: str, unit: str, *, name: str, resources: tuple[str, ...]
) -> Picture | None:
    """``panels`` in rows of one on a phone, of two on a wide screen; None where there is none."""
    if not panels:
        return None
    return Picture(
        name=name,
        title=f"{title}：逐年",
        summary="",
        drawings=(
            _drawn("narrow", NARROW, 1, panels, unit),
            _drawn("wide", WIDE, 2, panels, unit),
        ),
        entries=tuple(
            Entry(
                panel.title,
                point.label,
                f"{point.shown} {unit}" if point.value is not None else BLANK,
                point.link,
            )
            for panel in panels
            for point in panel.points
        ),
        notes=(_NOTE,),
        resources=resources,
    )


def _told(point: Point, unit: str, room: float) -> str:
    """As the tables have it where it fits, else rounded."""
    if point.value is None:
        return BLANK
    exact = f"{point.shown} {unit}"
    fits = wide(exact, FIGURE_SIZE) <= room
    return exact if fits or not point.value else f"{rounded(point.value)[0]}元"


def _drawn(kind: str, whole: float, columns: int, panels: Sequence[Panel], unit: str) -> Drawing:
    width = (whole - _GAP * (columns - 1)) / columns
    shapes: list[Shape] = []
    top = 0.0
    for start in range(0, len(panels), columns):
        bottoms = [
            _panel(panel, unit, number * (width + _GAP), top, width, shapes)
            for number, panel in enumerate(panels[start : start + columns])
        ]
        top = max(bottoms) + _GAP
    return Drawing(kind, whole, top - _GAP + 2, tuple(shapes))


def _panel(
    panel: Panel, unit: str, left: float, top: float, width: float, shapes: list[Shape]
) -> float:
    most = max((point.value or Decimal(0) for point in panel.points), default=Decimal(0))
    heading = wrapped(panel.title, NAME_SIZE, width, 1)[0]
    shapes.append(Label(left, top + 12, heading, NAME_SIZE, "head"))
    y = top + _TITLE
    for point in panel.points:
        label = wrapped(point.label, FIGURE_SIZE, width * 0.6, 1)[0]
        shown = _told(point, unit, width * 0.4)
        shapes.append(Label(left, y + 11, label, FIGURE_SIZE, "quiet"))
        shapes.append(Label(left + width, y + 11, shown, FIGURE_SIZE, "figure", "end"))
        y += _LINE + 2
        shapes.append(Box(left, y, 1, _BAR, "axis"))
        if point.value is None:
            shapes.append(Box(left + 1.5, y + 0.5, 28, _BAR - 1, "blank"))
        elif point.value > 0:
            length = max(float(point.value / most) * (width - 2), _LEAST)
            css = "solid" if point.planned else "part outline"
            shapes.append(Box(left + 1.5, y + 0.5, length, _BAR - 1, css))
        y += _BAR + _ROOM
    return y
