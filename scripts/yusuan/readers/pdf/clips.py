"""Where objects of a page are clipped: its neighbours' ghosts are outside of it.

Clips are nearly always rectangles, two or three of them around each of thousands of objects, so
two opposite corners are looked at first: what lies within those of every clip is seen. Only for
the rest are all points read.
"""

import ctypes
from collections.abc import Iterable
from typing import NamedTuple

from yusuan.evidence.places import Box
from yusuan.readers.pdf import library
from yusuan.readers.pdf.geometry import IDENTITY, Matrix, around, meet

_RECTANGLE = 5  # segments of a closed rectangle
_NOTHING = Box(0, 0, 0, 0)


class Around(NamedTuple):
    """What an object inherits from the form that it stands in: its matrix, and its clip."""

    matrix: Matrix = IDENTITY
    clip: Box | None = None


ON_THE_PAGE = Around()


class Clips:
    """The clips of one page, in the space of ``to_page``."""

    def __init__(self, to_page: Matrix) -> None:
        self._to_page = to_page
        self._x, self._y = ctypes.c_float(), ctypes.c_float()
        self._boxes: dict[tuple[float, ...], Box] = {}

    def within(self, item: library.Address, around_it: Around = ON_THE_PAGE) -> Box | None:
        """A box within the clip of an object, maybe smaller than the clip; None: no clip."""
        path = library.clip_path(item)
        count = library.clip_count(path) if path else 0
        if count <= 0 and around_it.clip is None:
            return None
        if around_it is not ON_THE_PAGE:
            return self.exact(item, around_it)
        corners: list[float] = []
        segment_of, point_of, x, y = library.clip_segment, library.segment_point, self._x, self._y
        for number in range(count):
            if library.clip_segment_count(path, number) != _RECTANGLE:
                return self.exact(item, around_it)
            point_of(segment_of(path, number, 0), x, y)
            corners += (x.value, y.value)
            point_of(segment_of(path, number, 2), x, y)
            corners += (x.value, y.value)
        key = tuple(corners)
        box = self._boxes.get(key)
        if box is None:
            halves = zip(*[iter(key)] * 4, strict=True)
            box = self._boxes[key] = self._shown(
                around(((left, bottom), (right, top))) for left, bottom, right, top in halves
            )
        return box

    def exact(self, item: library.Address, around_it: Around = ON_THE_PAGE) -> Box | None:
        """The box around what the clip leaves of an object; None: no clip."""
        boxes = self._boxes_of(item, around_it.matrix)
        if around_it.clip is not None:
            boxes.append(around_it.clip)
        return self._shown(boxes) if boxes else None

    def inner(self, form: library.Address, around_it: Around, matrix: Matrix) -> Around:
        """What objects of a form of this matrix inherit; the clip in user space."""
        clip = around_it.clip
        for box in self._boxes_of(form, around_it.matrix):
            clip = meet(clip, box)
        return Around(matrix.then(around_it.matrix), clip)

    def _shown(self, boxes: Iterable[Box]) -> Box:
        """What boxes of user space have in common, on the page; an empty box for nothing."""
        common: Box | None = None
        for box in boxes:
            common = meet(common, box)
        if common is None or common.x0 >= common.x1 or common.y0 >= common.y1:
            return _NOTHING
        return self._to_page.box(*common)

    def _boxes_of(self, item: library.Address, matrix: Matrix) -> list[Box]:
        path = library.clip_path(item)
        boxes: list[Box] = []
        for number in range(library.clip_count(path) if path else 0):
            points = []
            for position in range(library.clip_segment_count(path, number)):
                segment = library.clip_segment(path, number, position)
                library.segment_point(segment, self._x, self._y)
                points.append(matrix.point(self._x.value, self._y.value))
            if points:
                boxes.append(around(points))
        return boxes
