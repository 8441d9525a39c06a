"""Drawings of plain shapes.

Lengths are units of the drawing's view box; at its natural size one unit is one CSS pixel.
"""

from dataclasses import dataclass
from typing import NamedTuple


class Box(NamedTuple):
    x: float
    y: float
    width: float
    height: float
    css: str


class Band(NamedTuple):
    """From the edge (``top``, ``bottom``) at ``x`` to the edge (``top2``, ``bottom2``) at ``x2``."""

    x: float
    top: float
    bottom: float
    x2: float
    top2: float
    bottom2: float
    css: str


class Label(NamedTuple):
    """A line of text; ``x`` is its start, or its end where ``anchor`` says so, ``y`` its base."""

    x: float
    y: float
    text: str
    size: float
    css: str
    anchor: str = "start"


Shape = Box | Band | Label


@dataclass(frozen=True, slots=True)
class Drawing:
    """``kind`` is ``narrow`` or ``wide``; shapes are painted in their order, text last."""

    kind: str
    width: float
    height: float
    shapes: tuple[Shape, ...]
