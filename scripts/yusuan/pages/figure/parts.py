"""The data that the page of a figure draws from: files of some hundred figures, by table.

A packed file each (``packing``). Which part holds a row is told by ``part_of``, which the page's
script computes too (``figure.js``).
"""

from collections.abc import Iterator, Mapping

from yusuan.pages.figure.alike import row_of
from yusuan.pages.figure.drawn import Drawer, Json
from yusuan.pages.model import Disclosure, Site
from yusuan.pages.packing import packed

FOLDER = "figures"
_FIGURES_IN_A_PART = 250
_FACTOR, _MODULUS = 31, 1 << 32


def part_of(row: str, count: int) -> int:
    """Which of the ``count`` parts of a table holds the row with this key."""
    found = 0
    for sign in row:
        found = (found * _FACTOR + ord(sign)) % _MODULUS
    return found % count


def part_counts(disclosure: Disclosure) -> Mapping[str, int]:
    """How many parts each table with figures has."""
    figures: dict[str, int] = {}
    for line_id in disclosure.figures:
        resource, _ = row_of(line_id)
        figures[resource] = figures.get(resource, 0) + 1
    return {name: -(-count // _FIGURES_IN_A_PART) for name, count in figures.items()}


def parts(site: Site, disclosure: Disclosure) -> Iterator[tuple[str, Json]]:
    """Name and content of each part."""
    counts, drawer = part_counts(disclosure), Drawer(site, disclosure)
    found: dict[str, dict[str, Json]] = {}
    for (resource, row), figures in drawer.items.rows.items():
        name = f"{resource}-{part_of(row, counts[resource])}"
        found.setdefault(name, {})[row] = drawer.row(figures)
    for name, rows in found.items():
        yield name, {"table": drawer.table(name.rpartition("-")[0]), "rows": rows}


def figure_files(site: Site, disclosure: Disclosure) -> Iterator[tuple[str, bytes]]:
    """The file of each part, by its path below the folder of the disclosure."""
    for name, content in parts(site, disclosure):
        yield f"{FOLDER}/{name}.js", packed(name, content)
