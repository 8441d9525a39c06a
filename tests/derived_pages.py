"""How a derived disclosure is printed: its parts, and the pages that cut them.

A page break may fall between two rows, inside a row or inside a paragraph. Where it falls
must change nothing but line numbers, so all chance of this module is its own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

Cells = tuple[str, ...]


@dataclass(frozen=True)
class Heading:
    """A line that stands alone."""

    text: str


@dataclass(frozen=True)
class Prose:
    """A paragraph, which a page break may cut."""

    text: str


@dataclass(frozen=True)
class Sheet:
    """A table as printed.

    ``furniture`` is repeated on each page like the head; ``once`` stands between title and
    head on the first page only. A page break may cut the text of ``cuttable`` columns, and
    may push that of ``movable`` ones below it as a whole.
    """

    title: str
    head: tuple[Cells, ...]
    rows: tuple[Cells, ...]
    furniture: Cells = ()
    once: tuple[Cells, ...] = ()
    notes: Cells = ()
    cuttable: tuple[int, ...] = ()
    movable: tuple[int, ...] = ()
    title_repeats: bool = True


Part = Heading | Prose | Sheet

_PAGE_NUMBERS = (
    "",
    "{page}",
    "- {page} -",
    "— {page} —",
    "第 {page} 页",
    "第{page}页 共500页",
    "{page}/500",
)
# A cut comes at the end of a printed line. No reader can tell a shorter piece, above all of
# numbered text, from a heading.
_SHORTEST_PIECE = 20
_SHORTEST_NUMBERED_PIECE = 40
# Here the paragraph may as well be over.
_ENDS = "。；：！？…"


def print_pages(parts: Sequence[Part], chance: Random) -> str:
    """The whole text, ending in a newline."""
    return "\n".join(_Printer(chance).lines(parts)) + "\n"


class _Printer:
    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._page = 1
        self._page_number = chance.choice(_PAGE_NUMBERS)
        self._title_again = chance.random() < 0.4
        self._furniture_again = chance.random() < 0.7
        self._head_again = chance.random() < 0.7
        self._side_by_side = chance.choice(("", "", "", "    ", "\t"))
        self._year_below = chance.random() < 0.3
        self._cuts = chance.choice((0.1, 0.4, 0.9))
        self._longest_page = chance.randint(4, 30)

    def lines(self, parts: Sequence[Part]) -> Iterator[str]:
        for part in parts:
            yield from self._blank()
            match part:
                case Heading():
                    yield part.text
                case Prose():
                    yield from self._prose(part.text)
                case Sheet():
                    yield from self._sheet(part)

    def _blank(self) -> Iterator[str]:
        yield from [self._chance.choice(("", "", " ", "　"))] * self._chance.choice((1, 1, 1, 2, 3))

    def _break(self) -> Iterator[str]:
        """The end of a page. Without any furniture it shows as a blank line."""
        yield from self._blank()
        self._page += 1
        if self._page_number:
            yield self._page_number.format(page=self._page)
            yield from self._blank()

    # Prose

    def _prose(self, text: str) -> Iterator[str]:
        shortest = _SHORTEST_NUMBERED_PIECE if text[0] in "-0123456789" else _SHORTEST_PIECE
        while len(text) > 2 * shortest and self._chance.random() < self._cuts:
            at = self._chance.randint(shortest, len(text) - 5)
            while text[at - 1] in _ENDS or (text[at - 1] + text[at]).isascii():
                at -= 1  # neither after a full stop nor inside a figure
            if at < shortest:
                break
            yield text[:at]
            yield from self._break()
            text = text[at:]
        yield text

    # Tables

    def _sheet(self, sheet: Sheet) -> Iterator[str]:
        yield sheet.title
        yield from self._blank()
        yield from self._furniture(sheet)
        for row in sheet.once:
            cut = self._cut(row, (1,), shortest=10) if self._chance.random() < 0.2 else None
            if cut is not None:
                yield "\t".join(cut[0])
                yield from self._break()
                row = cut[1]
            yield "\t".join(row)
        yield from ("\t".join(cells) for cells in sheet.head)
        room = self._room()
        for row in sheet.rows:
            if room == 0:
                cut = self._cut(row, sheet.cuttable, sheet.movable)
                if cut is not None:
                    yield "\t".join(cut[0])
                    row = cut[1]
                yield from self._next_page(sheet)
                room = self._room()
            yield "\t".join(row)
            room -= 1
        for note in sheet.notes:
            yield from self._blank()
            yield note

    def _room(self) -> int:
        return self._chance.randint(1, self._longest_page)

    def _furniture(self, sheet: Sheet) -> Iterator[str]:
        if self._side_by_side and len(sheet.furniture) > 1:
            yield self._side_by_side.join(sheet.furniture)
            return
        for line in sheet.furniture:
            label, colon, value = line.partition("：")
            if self._year_below and colon and "年度" in label:
                yield label + colon
                line = value
            yield line
            yield from self._blank()

    def _next_page(self, sheet: Sheet) -> Iterator[str]:
        yield from self._break()
        if self._title_again and sheet.title_repeats:
            yield sheet.title
            yield from self._blank()
        if self._furniture_again:
            yield from self._furniture(sheet)
        if self._head_again:
            yield from ("\t".join(cells) for cells in sheet.head)

    def _cut(
        self, row: Cells, cuttable: Sequence[int], movable: Sequence[int] = (), shortest: int = 1
    ) -> tuple[Cells, Cells] | None:
        """``row`` above and below a page break that goes through it, or None if between rows."""
        above, below = list(row), [""] * len(row)
        for column in cuttable:
            if len(row[column]) > shortest + 2 and self._chance.random() < self._cuts:
                at = self._chance.randint(shortest, len(row[column]) - 1)
                above[column], below[column] = row[column][:at], row[column][at:]
        if not any(text.strip() for text in below):
            return None
        for column in movable:
            if self._chance.random() < 0.2:
                above[column], below[column] = "", row[column]
        return tuple(above), tuple(below)
