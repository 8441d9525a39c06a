"""What a picture is: its drawings, words for those who do not see them, the data."""

from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from yusuan.declared.resources import RESOURCE_BY_NAME
from yusuan.pages.charts.painting import svg
from yusuan.pages.charts.shapes import Drawing
from yusuan.pages.tables import Cell, TableRow, TableView, simple_head

# The content of a page on a phone of 360 px, and of one on a screen of 1280 px.
NARROW, WIDE = 328, 688
NAME_SIZE, FIGURE_SIZE = 12.0, 11.5


class Entry(NamedTuple):
    """A figure of the picture: ``shown`` as printed, with its unit; ``link`` from the site's root.

    ``note`` tells how a figure came about that is not printed.
    """

    part: str
    name: str
    shown: str
    link: str = ""
    note: str = ""


class Disagreement(NamedTuple):
    """A finding that a figure of the picture takes part in; ``link`` from the site's root."""

    figure: str
    name: str
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """``name`` is unique on a page; ``resources`` hold the data; ``notes`` tell its limits."""

    name: str
    title: str
    summary: str
    drawings: tuple[Drawing, ...]
    entries: tuple[Entry, ...]
    resources: tuple[str, ...]
    notes: tuple[str, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()

    @property
    def description(self) -> str:
        """The picture in words: every figure that it shows."""
        parts: dict[str, list[str]] = {}
        for entry in self.entries:
            parts.setdefault(entry.part, []).append(f"{entry.name} {entry.shown}")
        told = [f"{part}：{'，'.join(found)}" for part, found in parts.items()]
        return "。".join((*told, *(note.removesuffix("。") for note in self.notes))) + "。"

    @property
    def svgs(self) -> tuple[Markup, ...]:
        """The drawings as SVG elements to stand in a page, each one line."""
        found = []
        for drawing in self.drawings:
            id_ = f"picture-{self.name}-{drawing.kind}"
            found.append(svg(drawing, id_, self.title, self.description))
        return tuple(found)

    @property
    def files(self) -> tuple[tuple[str, str], ...]:
        """The name and the title of each resource."""
        return tuple((name, RESOURCE_BY_NAME[name].title) for name in self.resources)

    @property
    def table(self) -> TableView:
        """The data behind the picture; each figure leads to the row that it is printed in."""
        rows = tuple(
            TableRow(
                (
                    Cell(entry.part, "part"),
                    Cell(entry.name, "name", header=True),
                    Cell(entry.shown, "figure", link=entry.link, note=entry.note),
                )
            )
            for entry in self.entries
        )
        head = simple_head("部分", "名称", "数值")
        return TableView(f"{self.title}：图中数据", head, rows, "picture-data")
