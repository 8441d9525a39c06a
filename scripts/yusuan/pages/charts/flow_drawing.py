"""The flow, drawn: stages side by side, heights to one scale, with a least one that can be seen.

Nodes of one key share their bands through a joint, and so do two whole stages where no table
tells how much of each goes where.
"""

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from yusuan.pages.charts.amounts import Amount, rounded, total
from yusuan.pages.charts.lettering import clean, width, wrapped
from yusuan.pages.charts.picture import FIGURE_SIZE, NAME_SIZE
from yusuan.pages.charts.shapes import Band, Box, Drawing, Label, Shape
from yusuan.pages.charts.stages import Flows, Node, Stage
from yusuan.pages.figures import plain
from yusuan.printed.numbers import PACKAGE_UNIT

_NODE, _BESIDE, _LINE, _GAP = 8.0, 5.0, 15.0, 12.0
_HEAD, _LEAST = 44.0, 1.5
# A joint, and the room that it and the bands which leave it take from the labels before it.
_JOINT, _JOINT_ROOM = 3.0, 12.0
# The height of the largest stage, without gaps.
_SCALE = 270.0
_MOST_LINES = 4
# An exact figure may come this close to what is beside it.
_SPARE = 3.0


def unit_of(found: tuple[Stage, ...]) -> str:
    """The unit of all figures as printed; where the tables differ, that of the package."""
    units = {node.amount.unit for stage in found for node in stage.nodes}
    return units.pop() if len(units) == 1 else PACKAGE_UNIT


@dataclass(slots=True)
class _Placed:
    """A node and its box; ``left`` and ``right`` are where the next band begins on each side."""

    node: Node
    x: float
    y: float
    height: float
    lines: tuple[str, ...]
    left: float = 0.0
    right: float = 0.0


def flow_drawing(found: tuple[Stage, ...], kind: str, whole_width: int) -> Drawing:
    """``found``, at least two stages, in a drawing of that kind and width."""
    unit = unit_of(found)
    largest = max(total(node.amount for node in stage.nodes) for stage in found)
    scale = _SCALE / float(largest)
    even = whole_width / len(found)
    # The labels of the last stage take what they need, the stages before share the rest.
    final = _column(found[-1], unit, even - _NODE - _BESIDE - 1, scale)
    pitch = (whole_width - _NODE - _BESIDE - 1 - _widest(final)) / (len(found) - 1)
    columns = []
    for stage, after in pairwise(found):
        joint = _JOINT_ROOM if after.flows is None or _shared_keys(stage) else 3
        columns.append(_column(stage, unit, pitch - _NODE - _BESIDE - joint, scale))
    columns.append(final)
    shapes: list[Shape] = []
    for at, column in enumerate(columns):
        for placed in column:
            placed.x = at * pitch
    for at in range(1, len(found)):
        shapes += _bands(columns[at - 1], columns[at], found[at].flows, scale)
    for stage, column in zip(found, columns, strict=True):
        room = _widest(final) if column is final else pitch - _NODE - _BESIDE - 4
        shapes += _labels(stage, column, unit, room + _NODE + _BESIDE)
    height = max(_foot(placed) for column in columns for placed in column)
    return Drawing(kind, whole_width, height + 2, tuple(sorted(shapes, key=_layer)))


def _layer(shape: Shape) -> tuple[int, str]:
    """Bands below nodes below text, those of one look together."""
    return (Band, Box, Label).index(type(shape)), shape.css


def _shared_keys(stage: Stage) -> bool:
    keys = [node.key for node in stage.nodes if not node.ends]
    return len(set(keys)) < len(keys)


def _widest(column: list[_Placed]) -> float:
    return max(
        width(line, NAME_SIZE if line is not placed.lines[-1] else FIGURE_SIZE)
        for placed in column
        for line in placed.lines
    )


def _column(stage: Stage, unit: str, room: float, scale: float) -> list[_Placed]:
    """Nodes from the top down, each in a slot that holds its box and its label."""
    placed, y = [], _HEAD
    for node in stage.nodes:
        height = max(float(node.amount.positive) * scale, _LEAST)
        figure = _figure(node.amount, unit, room + _SPARE)
        lines = (*wrapped(node.amount.name, NAME_SIZE, room, _MOST_LINES), figure)
        slot = max(height, len(lines) * _LINE)
        top = y + (slot - height) / 2
        placed.append(_Placed(node, 0.0, top, height, lines, top, top))
        y += slot + _GAP
    return placed


def _figure(amount: Amount, unit: str, room: float) -> str:
    """As printed where it fits, else rounded, never cut; the data below have it as printed."""
    shown = clean(amount.shown if amount.unit == unit else plain(amount.positive))
    choices = (shown, *rounded(amount.positive))
    fitting = (each for each in choices if width(each, FIGURE_SIZE) <= room)
    return next(fitting, choices[-1])


def _foot(placed: _Placed) -> float:
    return placed.y + placed.height / 2 + max(placed.height, len(placed.lines) * _LINE) / 2


def _labels(stage: Stage, column: list[_Placed], unit: str, room: float) -> list[Shape]:
    x = column[0].x
    title = wrapped(stage.title, NAME_SIZE, room, 1)[0]
    shapes: list[Shape] = [Label(x, 13, title, NAME_SIZE, "head")]
    if stage.total is not None:
        shown = _figure(stage.total, unit, room)
        shapes.append(Label(x, 29, shown, FIGURE_SIZE, "quiet"))
    for placed in column:
        shapes.append(Box(x, placed.y, _NODE, placed.height, f"node {placed.node.css}"))
        middle = placed.y + placed.height / 2
        base = middle - len(placed.lines) * _LINE / 2 + 11.5
        for number, line in enumerate(placed.lines):
            last = number == len(placed.lines) - 1
            size, css = (FIGURE_SIZE, "figure") if last else (NAME_SIZE, "name")
            at = base + number * _LINE
            shapes.append(Label(x + _NODE + _BESIDE, at, line, size, f"{css} over"))
    return shapes


def _bands(
    before: list[_Placed], after: list[_Placed], flows: Flows | None, scale: float
) -> list[Shape]:
    continued = [placed for placed in before if not placed.node.ends]
    if flows is None:
        return _joined(continued, after)
    shapes: list[Shape] = []
    starts = _by_key(continued, _joint_x(continued, after), shapes)
    for placed in after:
        for key, start in starts.items():
            value = flows.get((key, placed.node.key), Decimal(0))
            if value > 0:
                height = float(value) * scale
                shapes.append(_band(start, placed, height, height))
    return shapes


def _by_key(column: list[_Placed], joint_x: float, shapes: list[Shape]) -> dict[str, _Placed]:
    """Where the bands of each key begin: at its only node, or at a joint of its nodes."""
    grouped: dict[str, list[_Placed]] = {}
    for placed in column:
        grouped.setdefault(placed.node.key, []).append(placed)
    starts = {}
    for key, members in grouped.items():
        starts[key] = members[0]
        if len(members) > 1:
            starts[key] = _joint(members, joint_x, shapes)
    return starts


def _joint_x(before: list[_Placed], after: list[_Placed]) -> float:
    """Right of the labels, with room for the bands that leave it."""
    beyond = before[0].x + _NODE + _BESIDE + _widest(before) + 6
    return min(beyond, after[0].x - _JOINT_ROOM)


def _joint(members: list[_Placed], x: float, shapes: list[Shape]) -> _Placed:
    """A grey bar that the bands of all ``members`` run into."""
    height = sum(placed.height for placed in members)
    top = (members[0].y + members[-1].y + members[-1].height - height) / 2
    joint = _Placed(members[0].node, x, top, height, (), top, top)
    shapes += [_band(placed, joint, placed.height, placed.height) for placed in members]
    shapes.append(Box(x, top, _JOINT, height, "joint"))
    return joint


def _joined(before: list[_Placed], after: list[_Placed]) -> list[Shape]:
    """Two stages joined by one bar; where their totals differ it is as high as the larger."""
    x = _joint_x(before, after)
    tall = max(sum(placed.height for placed in column) for column in (before, after))
    joint = _Placed(before[0].node, x, _HEAD, tall, (), _HEAD, _HEAD)
    shapes: list[Shape] = [_band(each, joint, each.height, each.height) for each in before]
    for placed in after:
        band = _band(joint, placed, placed.height, placed.height)
        shapes.append(band._replace(css="band shared"))
    shapes.append(Box(x, _HEAD, _JOINT, tall, "joint"))
    return shapes


def _band(start: _Placed, end: _Placed, height: float, height2: float) -> Band:
    """The next band from ``start`` to ``end``; both remember how much of them is taken."""
    edge = _JOINT if not start.lines else _NODE
    band = Band(
        start.x + edge,
        start.right,
        start.right + height,
        end.x,
        end.left,
        end.left + height2,
        f"band {end.node.css if end.node.css == 'unpublished' else start.node.css}",
    )
    start.right += height
    end.left += height2
    return band
