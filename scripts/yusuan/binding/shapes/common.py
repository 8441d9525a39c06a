"""What the shapes share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from yusuan.binding.bound import BoundColumn
from yusuan.binding.figures import FigureReader
from yusuan.binding.labels import compared
from yusuan.binding.rows import RawRow
from yusuan.evidence.model import Grid
from yusuan.evidence.places import LinePlace, Place
from yusuan.facts.keys import RowKeys
from yusuan.facts.model import Entry, Figure, StatementKind
from yusuan.layouts.loading import Layout, Role
from yusuan.model import Value
from yusuan.printed.codes import read_row_number

UNIT_FIELDS = ("unit_code", "unit_name")


@dataclass
class Shaping:
    """What the shapes share: one grid bound to a role."""

    role: Role
    layout: Layout
    grid: Grid
    columns: Sequence[BoundColumn | None]
    reader: FigureReader
    year: int | None
    kind: StatementKind | None = None
    keys: RowKeys = field(default_factory=RowKeys)

    def __post_init__(self) -> None:
        self.by_position = {c.position: c for c in self.columns if c is not None}
        self.names = {c.field for c in self.by_position.values()}

    def term(self, label: str) -> str | None:
        return self.layout.term(compared(label, self.year).text)


def entry_of(
    raw: RawRow, row_key: str, label: str, texts: dict[str, Value], **rest: object
) -> Entry:
    number = read_row_number(raw.texts.get("row_no", ""))
    return Entry(
        key=row_key,
        order=0,
        place=of_row(raw.first.place),
        place_end=of_row(raw.last.parts[-1].place),
        label=label,
        number=number,
        texts={"row_key": row_key, "row_no": number, **texts},
        cells=frozenset((cell.row, cell.column) for cell in raw.cells.values()),
        **rest,  # type: ignore[arg-type]
    )


def of_row(place: Place) -> Place:
    """The line of a cell of a text; in other formats a cell's own place finds its row."""
    return LinePlace(place.line) if isinstance(place, LinePlace) else place


def plain(figures: Mapping[tuple[str, str | None], Figure]) -> dict[str, Figure]:
    return {name: figure for (name, _), figure in figures.items()}


def leave(shaping: Shaping, raw: RawRow) -> None:
    for cell in raw.cells.values():
        shaping.reader.leave(cell, "unknown_row")
