"""Horizontal bars from one origin: the name and the figure above, so that both fit a phone."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from yusuan.pages.charts.lettering import clean, width, wrapped
from yusuan.pages.charts.picture import FIGURE_SIZE, NAME_SIZE, NARROW
from yusuan.pages.charts.shapes import Box, Drawing, Label, Shape

_LINE, _BAR, _GAP, _INDENT = 16.0, 9.0, 12.0, 14.0
_LEAST = 1.5
_KEY = 10.0


@dataclass(frozen=True, slots=True)
class Bar:
    """``parts`` are values with the class of each; none: the cell is blank; [0] is a zero."""

    name: str
    shown: str
    parts: tuple[tuple[Decimal, str], ...]
    level: int = 0

    @property
    def value(self) -> Decimal:
        return sum((value for value, _ in self.parts), Decimal(0))


def bars(rows: Sequence[Bar], legend: Sequence[tuple[str, str]] = ()) -> Drawing:
    """One bar below the other, to one scale; ``legend`` explains the classes of their parts."""
    most = max((row.value for row in rows), default=Decimal(0))
    shapes: list[Shape] = []
    y = _legend(legend, shapes) if legend else 0.0
    for row in rows:
        y = _bar(row, y, most, shapes) + _GAP
    return Drawing("narrow", NARROW, y - _GAP + 1, tuple(shapes))


def _legend(legend: Sequence[tuple[str, str]], shapes: list[Shape]) -> float:
    x, y = 0.5, 0.0
    for css, label in legend:
        needed = _KEY + 5 + width(label, FIGURE_SIZE)
        if x > 1 and x + needed > NARROW:
            x, y = 0.5, y + _LINE
        shapes.append(Box(x, y + 2.5, _KEY, _KEY - 1, css))
        shapes.append(Label(x + _KEY + 5, y + 11, label, FIGURE_SIZE, "quiet"))
        x += needed + 14
    return y + _LINE + 10


def _bar(row: Bar, y: float, most: Decimal, shapes: list[Shape]) -> float:
    indent = row.level * _INDENT
    shown = clean(row.shown)
    figure = width(shown, FIGURE_SIZE)
    beside = NARROW - indent - figure - 10
    # A figure of unheard-of length stands on a line of its own.
    own_line = beside < NARROW / 4
    names = wrapped(row.name, NAME_SIZE, NARROW - indent if own_line else beside, 2)
    for line in names:
        shapes.append(Label(indent, y + 11, line, NAME_SIZE, "name"))
        y += _LINE
    if own_line:
        y += _LINE
        shown = wrapped(shown, FIGURE_SIZE, NARROW, 1)[0]
    css = "figure" if row.parts else "quiet"
    shapes.append(Label(NARROW, y - _LINE + 11, shown, FIGURE_SIZE, css, "end"))
    shapes.append(Box(0, y, 1, _BAR, "axis"))
    if not row.parts:
        shapes.append(Box(1.5, y + 0.5, 28, _BAR - 1, "blank"))
    elif most > 0:
        starts = accumulate((value for value, _ in row.parts), initial=Decimal(0))
        for start, (value, part) in zip(starts, row.parts, strict=False):
            if value > 0:
                left = float(start / most) * (NARROW - 1.5)
                length = max(float(value / most) * (NARROW - 1.5), _LEAST)
                shapes.append(Box(min(1 + left, NARROW - 0.5 - length), y, length, _BAR, part))
    return y + _BAR
