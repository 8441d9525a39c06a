"""The caption of one table, read from the table upward and in its first rows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from yusuan.binding.frame import frame_captions
from yusuan.binding.labels import units_in
from yusuan.binding.model import Caption
from yusuan.binding.notes import is_note
from yusuan.binding.pieces import (
    Piece,
    answered,
    ends_as_organisation,
    is_table_title,
    may_be_title,
    organisation_alone,
    pieces_of,
    undecorated,
)
from yusuan.evidence.model import Block, Furniture, Grid, Paragraph, Part
from yusuan.evidence.places import PagePlace, Place, SheetPlace
from yusuan.printed.text import compact, key
from yusuan.stitching.wording import ended, is_numbered

_LONGEST_TITLE = 60
_MOST_BLOCKS = 14
_MOST_TITLES = 3
_MOST_BESIDE = 2
_PART = re.compile(r"第[一二三四五六七八九十0-9]{1,3}(?:部分|章|节|编|篇)")
_NUMBER = re.compile(
    r"^(?:[(（]?[一二三四五六七八九十0-9]{1,3}[)）、.．:：]|表[0-9一二三四五六七八九十]{1,3}[:：、.]?)+"
)
_YEAR = re.compile(r"(?:19|20)[0-9][0-9]年?度?")
_CODE = re.compile(r"[0-9]{2,12}")
_SIDES = {"收入", "支出"}
_BEGINS_A_TITLE = re.compile(
    r"(?:财政拨款|政府性基金预算|国有资本经营预算|三公经费|基本支出|项目支出|收入支出)[\u4e00-\u9fff]{0,8}$"
)
_SIDE = re.compile(r"(收入|支出)$")


@dataclass
class Above:
    """The caption of one grid while it is read from the grid upward."""

    grid: Grid
    titles: list[Part] = field(default_factory=list)
    sizes: list[float] = field(default_factory=list)
    number: Part | None = None
    unit: Part | None = None
    organisation: Part | None = None
    organisation_code: str | None = None
    fiscal_year: int | None = None
    fiscal_year_place: Place | None = None
    as_of_date: Part | None = None
    others: list[Part] = field(default_factory=list)
    first_row: int = 0
    open_title: bool = False  # the line read last is a title
    first_of_sheet: bool = True  # what it is called is the title of its first table alone

    def caption(self) -> Caption:
        place = self.grid.place
        if self.first_of_sheet and isinstance(place, SheetPlace) and not self._is_titled(place):
            self.titles.append(Part(place.sheet, place))
        return Caption(
            tuple(self.titles),
            self.number,
            self.unit,
            self.organisation,
            self.organisation_code,
            self.fiscal_year,
            self.fiscal_year_place,
            self.as_of_date,
            tuple(self.others),
            self.first_row,
        )

    def _is_titled(self, place: SheetPlace) -> bool:
        """Whether a title says what the table is: of two, that on another sheet (a cover) does not."""
        own = not is_table_title(place.sheet) or any(
            isinstance(title.place, SheetPlace) and title.place.position == place.position
            for title in self.titles
        )
        return bool(self.titles) and own

    # Above the grid

    def read(self, blocks: Sequence[Block], index: int, used: set[int]) -> set[int]:
        """Indices of the blocks above that belong to the grid."""
        taken: set[int] = set()
        fragment: tuple[int, Paragraph] | None = None
        steps = 0
        for before in range(index - 1, -1, -1):
            block = blocks[before]
            if isinstance(block, Furniture):
                continue
            steps += 1
            if not isinstance(block, Paragraph) or before in used or steps > _MOST_BLOCKS:
                break
            pieces = _pieces(block)
            if pieces is None:
                break
            if self._is_rest_of_name(block, pieces):
                fragment = (before, block)
                continue
            if not self._accepts(block, pieces):
                break
            taken.add(before)
            self._take(pieces, block)
        if fragment is not None:
            taken |= self._add_fragment(*fragment)
        return taken

    def _is_rest_of_name(self, block: Paragraph, pieces: Sequence[Piece]) -> bool:
        """Whether this is the end of an organisation's name that is printed in two lines."""
        return (
            not self.titles
            and self.organisation is None
            and len(pieces) == 1
            and pieces[0].kind == "title"
            and len(key(block.text)) <= 6
            and ends_as_organisation(block.text)
        )

    def _add_fragment(self, index: int, block: Paragraph) -> set[int]:
        part = Part(block.text.strip(), block.place)
        paged = isinstance(part.place, PagePlace)
        if self.organisation is not None and (
            paged or not ends_as_organisation(self.organisation.text)
        ):
            joined = self.organisation.text + part.text
            self.organisation = self.organisation._replace(text=joined)
        elif self.organisation is None:
            self.organisation = part
        else:
            self.others.append(part)
        return {index}

    def _accepts(self, block: Paragraph, pieces: Sequence[Piece]) -> bool:
        titles = [piece.part for piece in pieces if piece.kind == "title"]
        if not titles:
            if self.titles and self.organisation is not None and pieces[0].kind == "organisation":
                return False  # what names another is a cover, or another table's
            fields = any(piece.kind not in ("other", "open") for piece in pieces)
            return fields or (not self.titles and len(block.lines) == 1)
        if self._far(block):
            return False
        if not self.titles:
            return all(may_be_title(part.text) for part in titles)
        if len(titles) > 1 or len(self.titles) >= _MOST_TITLES or not self._near(block):
            return False
        text = titles[0].text
        if not may_be_title(text):
            return False
        alone = organisation_alone(titles[0])
        return (
            self._is_first_half(text, block)
            or _means_the_same(text, self.titles[0].text)
            or (is_table_title(text) and _PART.match(compact(text)) is None)
            or (alone is not None and self.organisation is None)
        )

    def _far(self, block: Paragraph) -> bool:
        """More than a page above the table."""
        mine, its = self.grid.place, block.place
        return (
            isinstance(mine, PagePlace) and isinstance(its, PagePlace) and mine.page - its.page > 1
        )

    def _near(self, block: Paragraph) -> bool:
        """On the page of the title below it."""
        mine, its = self.titles[0].place, block.place
        if isinstance(mine, PagePlace) and isinstance(its, PagePlace):
            return mine.page == its.page
        return True

    def _is_first_half(self, text: str, block: Paragraph) -> bool:
        """Whether the title goes on in the line below: nothing ends here, and it looks alike."""
        if not self.open_title:
            return False
        lower = self.titles[0].text
        size = block.lines[0].size
        if size and self.sizes and abs(size - self.sizes[0]) > 0.1 * size:
            return False
        if is_table_title(text) or is_numbered(lower) or not is_table_title(lower):
            return False
        if len(key(text + lower)) > _LONGEST_TITLE or _YEAR.match(key(lower)):
            return False
        if len(key(lower)) <= 3:
            return True
        if is_numbered(text) and not size:
            return False
        begun = re.search(
            r"[“\"《（(、和及与的]$|(?:预算|决算|拨款|支出|收入|资金|经费|公共)$", text.strip()
        )
        opened = re.match(r"[“”\"＂《（(、和及与支收总明]|[^\w]", lower.strip())
        if begun is None:
            return bool(size) and _is_wrapped(block, self.titles[0])
        return opened is not None or bool(size)

    def _take(self, pieces: Sequence[Piece], block: Paragraph) -> None:
        said = answered(pieces)
        for piece in reversed(said):
            self._take_piece(piece, block)
        self.open_title = bool(said) and said[0].kind == "title"

    def _take_piece(self, piece: Piece, block: Paragraph | None) -> None:
        part = piece.part
        match piece.kind:
            case "title":
                self._take_title(part, block)
            case "number" if self.number is None:
                self.number = part
            case "unit" if self.unit is None:
                self.unit = part
            case "unit" if self.unit and _is_another_unit(part.text, self.unit.text):
                # two are printed, and which one holds nobody can say
                self.unit = self.unit._replace(text=f"{part.text}、{self.unit.text}")
            case "organisation" if self.organisation is None:
                self.organisation, self.organisation_code = part, piece.code
            case "year" if self.fiscal_year is None:
                self.fiscal_year = int(part.text)
                self.fiscal_year_place = part.place
            case "as_of_date" if self.as_of_date is None:
                self.as_of_date = part
            case _:
                self.others.insert(0, part)

    def _take_title(self, part: Part, block: Paragraph | None) -> None:
        size = block.lines[0].size if block else 0.0
        if self.organisation is None and (self.titles or not is_table_title(part.text)):
            found = organisation_alone(part)
            if found is not None:
                self.organisation = found.part
                return
        if self.titles and block and self._is_first_half(part.text, block):
            self.titles[0] = part._replace(text=part.text + self.titles[0].text)
            self.sizes[0] = size
            return
        self.titles.insert(0, part)
        self.sizes.insert(0, size)

    # In the first rows of the grid

    def read_rows(self) -> None:
        """Titles, units and names that the frame encloses: ``first_row`` is behind them."""
        pieces, self.first_row = frame_captions(self.grid, bool(self.titles))
        for piece in pieces:
            if piece.kind == "title":
                self.titles.append(piece.part)
                self.sizes.append(0.0)
            else:
                self._take_piece(piece, None)


def _pieces(block: Paragraph) -> list[Piece] | None:
    """What a paragraph above a table says; None for running text."""
    text = block.text
    if len(text) > _LONGEST_TITLE * 2 or "。" in text.rstrip("。"):
        return None
    if is_note(text):
        return _noted_unit(block)
    if len(block.lines) > 1:
        parts = [Part(text, block.place)]
    else:
        line = block.lines[0]
        parts = [part for part in line.pieces if part.text.strip()]
        if len(parts) < 2:
            parts = [Part(text, block.place)]
        elif _CODE.fullmatch(parts[0].text.strip()) and ends_as_organisation(parts[1].text):
            # a code and the name behind it, set apart by a tab
            parts[:2] = [Part(f"{parts[0].text} {parts[1].text}", parts[0].place)]
    pieces = [piece for part in parts for piece in pieces_of(part)]
    if not pieces:
        return None
    titles = [key(piece.part.text) for piece in pieces if piece.kind == "title"]
    if len(titles) > _MOST_BESIDE:
        return None  # labels of a head of which the end of a page left the rest below
    if {side[1] for title in titles if (side := _SIDE.search(title))} == _SIDES:
        pieces = [piece._replace(kind="other") for piece in pieces]  # of the two sides below
    if any(piece.kind == "title" and ended(piece.part.text) for piece in pieces):
        return None
    if pieces[-1].kind == "other" and text.rstrip().endswith(("：", ":")) and len(text) > 10:
        return None
    return pieces


def _is_wrapped(upper: Paragraph, lower: Part) -> bool:
    """Whether a line that begins to name a table is full and goes on, centred, right below it.

    …财政拨款收 above 入支出决算表: a line that is full ends anywhere, in the middle of a word too.
    """
    above, below = upper.place, lower.place
    if not (isinstance(above, PagePlace) and isinstance(below, PagePlace)):
        return False
    if above.box is None or below.box is None:
        return False
    if len(upper.lines) > 1 or not _BEGINS_A_TITLE.search(key(upper.text)):
        return False
    (left, top, right, bottom), (start, head, end, _) = above.box, below.box
    height = bottom - top
    centred = abs((left + right) - (start + end)) <= 2 * height
    return centred and right - left > end - start and 0 <= head - bottom + height <= 2 * height


def _is_another_unit(unit: str, below: str) -> bool:
    """Whether a table that states a unit has another one above it: （单位：元） above 单位：万元."""
    mine, its = units_in(unit), units_in(below)
    return len(mine) == len(its) == 1 and mine != its


def _noted_unit(block: Paragraph) -> list[Piece] | None:
    """«注：单位：万元» above a table is its unit; every other note ends what belongs to it."""
    said = pieces_of(Part(re.sub(r"^\s*[^:：]{1,4}[:：]\s*", "", block.text), block.place))
    return said if {piece.kind for piece in said} == {"unit"} else None


def _means_the_same(upper: str, lower: str) -> bool:
    """A title printed twice, with and without number and year."""
    a, b = (_YEAR.sub("", _NUMBER.sub("", key(undecorated(text)))) for text in (upper, lower))
    return len(a) >= 4 and len(b) >= 4 and (a in b or b in a)
