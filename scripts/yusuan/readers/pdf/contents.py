"""What a page draws besides glyphs: rules, images, and where its text objects are clipped.

A rule is an axis-parallel stroke or a filled bar of at most 3 pt. White ones and larger fills
are background, as Word paints behind each cell.
"""

import ctypes
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

import pypdfium2.raw as raw

from yusuan.evidence.places import Box
from yusuan.readers.pdf import library
from yusuan.readers.pdf.clips import ON_THE_PAGE, Around, Clips
from yusuan.readers.pdf.geometry import Matrix, around, meet

THICKEST_RULE = 3.0
_STRAIGHT = 1.0  # how far from parallel to an axis a rule may be, in points
DOT = 1.5
_LARGEST_LETTER = 48.0  # points
_POINTS_OF_A_CELL = 5
_FARTHEST = 100_000.0  # points from the page: no rule of it, nor a number to reckon with
WHITE = 250  # of 255: what is lighter in all three colours is seen on no white page
_LINE_TO, _MOVE_TO = raw.FPDF_SEGMENT_LINETO, raw.FPDF_SEGMENT_MOVETO
_DEEPEST_FORM = 12
MAXIMUM_OBJECTS = 200_000
MAXIMUM_SEGMENTS = 1_000_000


Point = tuple[float, float]
Points = list[Point]


class TooMuchError(Exception):
    """A page draws more than any table could."""


class Rule(NamedTuple):
    """A straight line: ``at`` its y (horizontal) or x (vertical), from ``start`` to ``end``."""

    at: float
    start: float
    end: float


class Shape(NamedTuple):
    """A small shape that is stroked: a cell, or the outline of a letter; its straight edges."""

    box: Box
    edges: tuple[Box, ...]


@dataclass(slots=True)
class Contents:
    horizontal: list[Rule] = field(default_factory=list)
    vertical: list[Rule] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)  # not among the rules
    images: list[Box] = field(default_factory=list)
    texts: int = 0  # text objects
    over_texts: list[Box] = field(default_factory=list)  # opaque images painted after all texts
    outlines: int = 0  # shapes that are no rules: fills, and text drawn as curves
    backgrounds: list[Box] = field(default_factory=list)  # what white text can be read on
    in_forms: dict[library.Address, Around] = field(default_factory=dict)  # text objects

    def add_bar(self, box: Box) -> None:
        """A bar along its longer side; a dot may be a piece of a rule either way."""
        x0, y0, x1, y1 = box
        if not (x0 > -_FARTHEST and y0 > -_FARTHEST and x1 < _FARTHEST and y1 < _FARTHEST):
            return
        width, height = x1 - x0, y1 - y0
        dot = max(width, height) <= DOT
        if (width >= height or dot) and x1 > x0:
            self.horizontal.append(Rule((y0 + y1) / 2, x0, x1))
        if (height > width or dot) and y1 > y0:
            self.vertical.append(Rule((x0 + x1) / 2, y0, y1))


def page_contents(page: library.Address, to_page: Matrix) -> Contents:
    """Rules, images (boxes) and text objects of a page; boxes and rules by ``to_page``.

    Raises TooMuchError beyond ``MAXIMUM_OBJECTS`` objects or ``MAXIMUM_SEGMENTS`` segments.
    """
    walk = _Walk(to_page)
    walk.run(page)
    return walk.contents


class _Walk:
    def __init__(self, to_page: Matrix) -> None:
        self.contents = Contents()
        self._to_page = to_page
        self._clips = Clips(to_page)
        self._objects = 0
        self._segments = 0
        self._matrix = raw.FS_MATRIX()
        self._x, self._y = ctypes.c_float(), ctypes.c_float()
        self._fill, self._stroke = ctypes.c_int(), ctypes.c_int()
        self._color = [ctypes.c_uint() for _ in range(4)]
        self._sides = [ctypes.c_float() for _ in range(4)]

    def run(self, page: library.Address) -> None:
        self._walk(page, library.page_object_count, library.page_object, ON_THE_PAGE, 0)

    def _walk(
        self,
        holder: library.Address,
        count: Callable[..., int],
        get: Callable[..., library.Address],
        form: Around,
        depth: int,
    ) -> None:
        for position in range(count(holder)):
            self._objects += 1
            if self._objects > MAXIMUM_OBJECTS:
                raise TooMuchError
            item = get(holder, position)
            kind = library.object_type(item)
            if kind == raw.FPDF_PAGEOBJ_PATH:
                self._path(item, form)
            elif kind == raw.FPDF_PAGEOBJ_TEXT:
                self.contents.texts += 1
                self.contents.over_texts.clear()
                if depth:
                    self.contents.in_forms[item] = form
            elif kind == raw.FPDF_PAGEOBJ_IMAGE:
                self._image(item, form)
            elif kind == raw.FPDF_PAGEOBJ_SHADING:
                self._background(item, form)
            elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
                inner = self._clips.inner(item, form, self._matrix_of(item))
                functions = library.form_object_count, library.form_object
                self._walk(item, *functions, inner, depth + 1)

    def _matrix_of(self, item: library.Address) -> Matrix:
        library.object_matrix(item, self._matrix)
        m = self._matrix
        return Matrix(m.a, m.b, m.c, m.d, m.e, m.f)

    def _bounds(self, item: library.Address, form: Around) -> Box | None:
        left, bottom, right, top = self._sides
        if not library.object_bounds(item, left, bottom, right, top):
            return None
        # The bounds of an object are given in the space of the form that holds it.
        matrix = form.matrix.then(self._to_page)
        return matrix.box(left.value, bottom.value, right.value, top.value)

    def _background(self, item: library.Address, form: Around) -> None:
        box = self._bounds(item, form)
        if box is not None and min(box.x1 - box.x0, box.y1 - box.y0) > THICKEST_RULE:
            self.contents.backgrounds.append(box)

    def _image(self, item: library.Address, form: Around) -> None:
        box = self._bounds(item, form)
        if box is None:
            return
        box = meet(box, self._clips.exact(item, form)) or box
        if box.x0 >= box.x1 or box.y0 >= box.y1:
            return
        if min(box.x1 - box.x0, box.y1 - box.y0) <= THICKEST_RULE:
            self.contents.add_bar(box)
        else:
            self.contents.images.append(box)
            self.contents.backgrounds.append(box)
            if self.contents.texts and not library.has_transparency(item):
                self.contents.over_texts.append(box)

    def _paints(self, color: Callable[..., int], item: library.Address) -> bool:
        red, green, blue, alpha = self._color
        if not color(item, red, green, blue, alpha):
            return True
        return bool(alpha.value) and not (
            red.value > WHITE and green.value > WHITE and blue.value > WHITE
        )

    def _path(self, item: library.Address, form: Around) -> None:
        if not library.draw_mode(item, self._fill, self._stroke):
            return
        stroke = bool(self._stroke.value) and self._paints(library.stroke_color, item)
        fill = bool(self._fill.value) and self._paints(library.fill_color, item)
        if not (stroke or fill):
            return
        if fill:
            self._background(item, form)
        matrix = self._matrix_of(item).then(form.matrix).then(self._to_page)
        bars, shapes = self._straight(item, matrix, stroke=stroke)
        if not (bars or shapes):
            return
        clip = self._clips.within(item, form)
        if clip is not None:
            boxes = [*bars, *(shape.box for shape in shapes)]
            within = all(_is_within(box, clip) for box in boxes)
            clip = None if within else self._clips.exact(item, form)
        for bar in _clipped(bars, clip):
            self.contents.add_bar(bar)
        for shape in shapes:
            self.contents.shapes.append(Shape(shape.box, tuple(_clipped(shape.edges, clip))))

    def _straight(
        self, item: library.Address, matrix: Matrix, *, stroke: bool
    ) -> tuple[list[Box], list[Shape]]:
        """The rules of a path, and its small shapes; the others are counted."""
        bars: list[Box] = []
        shapes: list[Shape] = []
        before = self.contents.outlines
        subpaths = self._subpaths(item, matrix)
        lettered = self.contents.outlines > before or (
            sum(map(len, subpaths)) > _POINTS_OF_A_CELL and any(map(_has_slants, subpaths))
        )
        for points in subpaths:
            box = around(points)
            thin = min(box.x1 - box.x0, box.y1 - box.y0) <= THICKEST_RULE
            if thin and (not stroke or len(points) > 2):
                edges = [box]
            elif stroke:
                edges = [edge for edge in map(around, pairwise(points)) if _is_straight(edge)]
            else:
                self.contents.outlines += 1
                continue
            if _is_small(box) and (lettered or not thin):
                shapes.append(Shape(box, tuple(edges)))
            else:
                bars.extend(edges)
        return bars, shapes

    def _subpaths(self, item: library.Address, matrix: Matrix) -> list[Points]:
        """The straight pieces of a path, each a list of points."""
        count = library.segment_count(item)
        self._segments += count
        if self._segments > MAXIMUM_SEGMENTS:
            raise TooMuchError
        a, b, c, d, e, f = matrix
        at_x, at_y = self._x, self._y
        subpaths: list[Points] = []
        points: Points = []
        for position in range(count):
            segment = library.path_segment(item, position)
            library.segment_point(segment, at_x, at_y)
            x, y = at_x.value, at_y.value
            kind = library.segment_type(segment)
            if kind != _LINE_TO:
                # A curve is no rule: what follows it begins anew where it ends.
                if kind != _MOVE_TO:
                    self.contents.outlines += 1
                points = []
                subpaths.append(points)
            points.append((a * x + c * y + e, b * x + d * y + f))
            if kind == _LINE_TO and library.segment_closes(segment):
                points.append(points[0])
        return [points for points in subpaths if len(points) > 1]


def _is_within(box: Box, bounds: Box) -> bool:
    return (
        box.x0 >= bounds.x0 and box.y0 >= bounds.y0 and box.x1 <= bounds.x1 and box.y1 <= bounds.y1
    )


def _is_small(box: Box) -> bool:
    return max(box.x1 - box.x0, box.y1 - box.y0) <= _LARGEST_LETTER


def _has_slants(points: Points) -> bool:
    return any(abs(x - a) > _STRAIGHT < abs(y - b) for (a, b), (x, y) in pairwise(points))


def _clipped(bars: Iterable[Box], clip: Box | None) -> Iterable[Box]:
    """Bars as far as the clip of their path leaves them."""
    return bars if clip is None else _within(bars, clip)


def _within(bars: Iterable[Box], clip: Box) -> Iterator[Box]:
    for bar in bars:
        if _is_within(bar, clip):
            yield bar
        elif not (
            bar.x1 < clip.x0 - THICKEST_RULE
            or bar.x0 > clip.x1 + THICKEST_RULE
            or bar.y1 < clip.y0 - THICKEST_RULE
            or bar.y0 > clip.y1 + THICKEST_RULE
        ):
            # A rule on the very edge of its clip keeps its place.
            yield meet(bar, clip) or bar


def _is_straight(edge: Box) -> bool:
    width, height = edge.x1 - edge.x0, edge.y1 - edge.y0
    return min(width, height) <= _STRAIGHT and width != height
