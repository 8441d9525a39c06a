"""From the coordinates of a PDF to those of the page as it is read.

*Shown* is the page as a person sees it (after /Rotate and the CropBox), in points from its top
left corner. *Upright* is the page turned so that most of its text runs from left to right: tables
are often drawn sideways on a page that is not marked as rotated. All places are shown.
"""

from collections.abc import Iterable
from math import cos, sin
from typing import NamedTuple

from yusuan.evidence.places import Box

_FARTHEST = 1_000_000.0  # points: damaged files hold numbers without end


class Matrix(NamedTuple):
    """x' = a·x + c·y + e, y' = b·x + d·y + f."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def then(self, other: "Matrix") -> "Matrix":
        a, b, c, d, e, f = self
        m, n, o, p, q, s = other
        return Matrix(
            a * m + b * o,
            a * n + b * p,
            c * m + d * o,
            c * n + d * p,
            e * m + f * o + q,
            e * n + f * p + s,
        )

    def point(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """The box around the image of a box."""
        left, top = self.point(x0, y0)
        right, bottom = self.point(x1, y1)
        if self.b or self.c:
            corners = (left, top), (right, bottom), self.point(x0, y1), self.point(x1, y0)
            return around(corners)
        return Box(min(left, right), min(top, bottom), max(left, right), max(top, bottom))

    @property
    def quarter(self) -> int | None:
        """Quarter turns clockwise (y downwards) of the x axis; None for any other angle."""
        along, across = abs(self.a), abs(self.b)
        if across <= 0.02 * along:
            return 0 if self.a > 0 else 2
        if along <= 0.02 * across:
            return 1 if self.b > 0 else 3
        return None


IDENTITY = Matrix(1, 0, 0, 1, 0, 0)


class PageSpace(NamedTuple):
    """``matrix`` leads from the PDF's user space to the upright page of ``width`` and ``height``.

    ``rotation`` is /Rotate in degrees, ``turn`` the quarter turns clockwise that bring text from
    the upright page back to the page as shown. ``unit`` is how many points its measures are of,
    ``skew`` the angle (clockwise, in radians) at which its text runs downhill as shown: a page that
    was put crooked on a scanner.
    """

    rotation: int
    matrix: Matrix
    width: float
    height: float
    turn: int = 0
    unit: float = 1.0
    skew: float = 0.0

    def straightened(self, skew: float) -> "PageSpace":
        """The same page, not yet turned, with text that runs downhill at ``skew`` as if it did not."""
        return self._replace(
            matrix=self.matrix.then(_around_middle(-skew, self.width, self.height)), skew=skew
        )

    def turned(self, turn: int) -> "PageSpace":
        """The same page, upright for text that runs ``turn`` quarters clockwise as shown."""
        if not turn:
            return self
        width, height = self.width, self.height
        back = {
            1: Matrix(0, -1, 1, 0, 0, width),
            2: Matrix(-1, 0, 0, -1, width, height),
            3: Matrix(0, 1, -1, 0, height, 0),
        }[turn]
        if turn % 2:
            width, height = height, width
        return PageSpace(self.rotation, self.matrix.then(back), width, height, turn, skew=self.skew)

    @property
    def shown_size(self) -> tuple[float, float]:
        return (self.height, self.width) if self.turn % 2 else (self.width, self.height)

    def shown(self, box: Box) -> Box:
        """A box of the upright page on the page as shown, to a tenth of a point."""
        if self.turn:
            width, height = self.shown_size
            forth = {
                1: Matrix(0, 1, -1, 0, width, 0),
                2: Matrix(-1, 0, 0, -1, width, height),
                3: Matrix(0, -1, 1, 0, 0, height),
            }[self.turn]
            box = forth.box(*box)
        if self.skew:
            x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
            there = _around_middle(self.skew, *self.shown_size).point(x, y)
            right, down = there[0] - x, there[1] - y
            box = Box(box.x0 + right, box.y0 + down, box.x1 + right, box.y1 + down)
        if self.unit != 1:
            box = Box(*(value * self.unit for value in box))
        return Box(*(max(-_FARTHEST, min(_FARTHEST, value)) for value in box)).rounded()


def _around_middle(angle: float, width: float, height: float) -> Matrix:
    """A turn clockwise (y downwards) around the middle of a page."""
    x, y, across, up = width / 2, height / 2, cos(angle), sin(angle)
    return Matrix(across, up, -up, across, x - across * x + up * y, y - up * x - across * y)


def page_space(rotation: int, crop: tuple[float, float, float, float]) -> PageSpace:
    """The space of a page of ``rotation`` quarters clockwise; ``crop``: left, bottom, right, top."""
    left, bottom, right, top = crop
    width, height = right - left, top - bottom
    matrix = (
        Matrix(1, 0, 0, -1, -left, top),
        Matrix(0, 1, 1, 0, -bottom, -left),
        Matrix(-1, 0, 0, 1, right, -bottom),
        Matrix(0, -1, -1, 0, top, right),
    )[rotation % 4]
    if rotation % 2:
        width, height = height, width
    return PageSpace(rotation % 4 * 90, matrix, width, height)


def around(points: Iterable[tuple[float, float]]) -> Box:
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def meet(one: Box | None, other: Box | None) -> Box | None:
    """What two boxes have in common, maybe a box turned inside out; None is without bounds."""
    if one is None or other is None:
        return one or other
    return Box(
        max(one.x0, other.x0), max(one.y0, other.y0), min(one.x1, other.x1), min(one.y1, other.y1)
    )
