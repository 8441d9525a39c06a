"""A page of a sheet printed on several, or those side by side that are one by now."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from yusuan.evidence.model import Block, Grid, Line
from yusuan.evidence.places import PagePlace
from yusuan.stitching.abreast import SAME_EDGE, box_at, level, one_text

Size = tuple[float, float]


@dataclass(frozen=True)
class Leaf:
    """A page, or ``count`` side by side; ``last`` are its tables as the last of them has them.

    ``margins`` is where they begin on their pages. Those ``apart`` stand behind its others and are
    no part of them, which then are ``broken``.
    """

    number: int
    size: Size
    blocks: tuple[Block, ...]
    last: tuple[Grid, ...]
    margins: tuple[float, ...]
    apart: tuple[Grid, ...] = ()
    broken: frozenset[int] = frozenset()
    count: int = 1

    @property
    def grids(self) -> list[Grid]:
        return [it for it in grids_of(self.blocks) if not any(it is other for other in self.apart)]

    @property
    def lines(self) -> list[Line]:
        return [it for it in self.blocks if isinstance(it, Line)]


def grids_of(blocks: Iterable[Block]) -> Iterator[Grid]:
    """The tables among ``blocks``."""
    return (it for it in blocks if isinstance(it, Grid))


def are_columns_alike(one: Grid, other: Grid) -> bool:
    """Whether two tables are ruled with the same columns, at the same places."""
    edges, others = one.column_edges, other.column_edges
    return (
        bool(edges)
        and len(edges) == len(others)
        and all(abs(a - b) <= SAME_EDGE for a, b in zip(edges, others, strict=True))
    )


def is_level(one: Line, other: Line) -> bool:
    """Whether two lines stand at one height of their pages."""
    box, there = box_at(one.place), box_at(other.place)
    return box is not None and there is not None and level(box, there)


def joined(left: Line, right: Line, number: int, shift: float) -> Line | None:
    """The line of which both pages print a piece; None if these are two. ``number``: the left page."""
    if not (left.pieces and right.pieces):
        return None
    one, other = left.pieces[-1], right.pieces[0]
    if not (isinstance(one.place, PagePlace) and one.place.page == number):
        return None
    text = one_text(one, other, shift)
    if text is None or not (left.text.endswith(one.text) and right.text.startswith(other.text)):
        return None
    return replace(
        left,
        text=left.text.removesuffix(one.text) + text + right.text.removeprefix(other.text),
        pieces=(*left.pieces[:-1], one._replace(text=text), *right.pieces[1:]),
    )
