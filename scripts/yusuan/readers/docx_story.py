"""One flow of text of a Word document: paragraphs and tables in their order."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from yusuan.errors import YusuanError
from yusuan.evidence.model import Block, Unread
from yusuan.evidence.places import BlockPlace, Place, TablePlace
from yusuan.printed.characters import as_italic_mark, as_mark, is_smaller, set_apart
from yusuan.readers.counting import printed_characters
from yusuan.readers.docx_frames import stretches
from yusuan.readers.docx_numbering import Numbering
from yusuan.readers.docx_styles import (
    NumberReference,
    Styles,
    child,
    integer,
    is_painted,
    number_reference,
    outline_level,
    position_of,
    set_where,
    switched_on,
    unseen,
    value,
)
from yusuan.readers.docx_tables import TableLayout
from yusuan.readers.packages import attribute, local_name
from yusuan.readers.pictures import is_large_picture
from yusuan.readers.prose import prose_line

if TYPE_CHECKING:
    from lxml import etree

MAXIMUM_NESTING = 12  # tables within tables
# Parts of a formula that stand above or below its line: ⁴⁰⁰₂ is no figure, 4002 would be one.
_IN_FORMULAS = {
    "num": "super",
    "sup": "super",
    "deg": "super",
    "den": "sub",
    "sub": "sub",
    "lim": "sub",
}
_PROPERTIES = frozenset((
    "pPr", "rPr", "tblPr", "tblGrid", "tblPrEx", "trPr", "tcPr", "sectPr", "sdtPr", "sdtEndPr",
    "instrText", "delInstrText", "fldData", "binData",
))  # fmt: skip
_DELETED = frozenset(("del", "moveFrom"))
_BREAKS = frozenset(("br", "cr"))
_DRAWINGS = frozenset(("inline", "anchor", "shape"))
_PAGE_FIELD = re.compile(r"\s*(?:NUM)?PAGES?\b", re.I)
_DEFAULT_SIZE = 20  # half points: what Word sets where nothing is said
_SIGN = re.compile(r"[0-9A-Fa-f]{4}")


def text_of(element: "etree._Element", name: str) -> str:
    """What a text-bearing element prints; empty for other elements."""
    match name:
        case "t" | "delText":
            return element.text or ""
        case "noBreakHyphen":
            return "-"
        case "sym":
            code = attribute(element, "char") or ""
            return chr(int(code, 16)) if _SIGN.fullmatch(code) and code[0] not in "dD" else ""
        case _:
            return ""


def texts(root: "etree._Element") -> Iterator[str]:
    """Every text of a part, in document order."""
    for element in root.iter():
        if text := text_of(element, local_name(element)):
            yield text


def is_page_number(root: "etree._Element") -> bool:
    """Whether a header or footer prints nothing but the number of the page."""
    codes = [it.text or "" for it in root.iter("{*}instrText")]
    codes += [attribute(it, "instr") or "" for it in root.iter("{*}fldSimple")]
    printed = "".join(texts(root))
    return any(map(_PAGE_FIELD.match, codes)) and not re.search(r"[^\W0-9第页共]", printed)


def plain_lines(root: "etree._Element") -> Iterator[str]:
    """The paragraphs of a header or footer, whatever they stand in."""
    inner: set[etree._Element] = set()
    for paragraph in root.iter("{*}p"):
        if paragraph not in inner:
            inner.update(paragraph.iter("{*}p"))
            if text := " ".join("".join(texts(paragraph)).split()):
                yield text


class _Paragraph:
    """What the runs of a paragraph print: lines, hidden text, text boxes."""

    def __init__(self) -> None:
        self.lines: list[list[str]] = [[]]
        self.hidden: list[str] = []
        self.boxes: list[etree._Element] = []
        self.pictures = 0
        self.size = 0  # of the type before, in half points; 0 where it is not stated
        self.italic = False  # the type before

    def printed(self) -> list[str]:
        return [text.strip() for text in self.set()]

    def set(self) -> list[str]:
        """The lines with the white space that they begin and end with."""
        return [text for line in self.lines if (text := "".join(line)).strip()]


class Story:
    """Collects ``blocks`` and ``unread`` of the parts it is given, numbering as it goes."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self.blocks: list[Block] = []
        self.unread: list[Unread] = []
        self.tabbed: dict[int, str] = {}  # lines that hold tabs, as set, by their index
        self.counted_characters = 0  # of numbers that Word counts itself
        self._styles = styles
        self._numbering = numbering
        self._paragraphs = 0
        self._tables = 0
        self._painted = False  # whether the ground of the cell that is read may not be white
        self._fields: list[bool] = []  # of each field that is open: whether its result has begun

    def read(self, container: "etree._Element") -> None:
        """Append what stands in a body, a note or a text box."""
        for element in _content(container):
            if local_name(element) == "tbl":
                self._read_table(element, 1)
            else:
                self._read_paragraph(element)

    def next_place(self) -> BlockPlace:
        self._paragraphs += 1
        return BlockPlace(self._paragraphs)

    def set_aside(self, text: str, place: Place | None = None) -> None:
        if text.strip():
            self.unread.append(Unread(text, place or BlockPlace(self._paragraphs or 1), "hidden"))

    def _read_paragraph(self, element: "etree._Element") -> None:
        found = self._paragraph(element)
        printed = found.set()
        place = self.next_place() if printed else BlockPlace(self._paragraphs or 1)
        properties = child(element, "pPr")
        heading = outline_level(properties) or self._styles.heading(value(properties, "pStyle"))
        for text in printed:
            if "\t" in text:
                self.tabbed[len(self.blocks)] = text
            self.blocks.append(prose_line(text, place, ended=True, heading=heading))
        self._note_unread(found, place)
        for box in found.boxes:
            self.read(box)

    def _read_table(self, element: "etree._Element", depth: int) -> None:
        if depth > MAXIMUM_NESTING:
            raise YusuanError(f"表格嵌套超过 {MAXIMUM_NESTING} 层", hint="请简化表格后重试")
        self._tables += 1
        layout = TableLayout(self._tables, element)
        for hidden in layout.unseen:
            self.set_aside("\t".join(texts(hidden)), TablePlace(self._tables))
        if layout.sets_out_tables():
            for cell in chain.from_iterable(layout.rows):
                self._read_within(cell.element, depth)
            return
        position = len(self.blocks)
        outside, properties = self._painted, child(element, "tblPr")
        painted = outside or is_painted(properties) or value(properties, "tblStyle") is not None
        for row in layout.rows:
            for cell in row:
                place = layout.place(cell)
                self._painted = painted or is_painted(child(cell.element, "tcPr"))
                lines = self._cell(cell.element, place, depth)
                if cell.covered:
                    self.set_aside("\n".join(lines), place)
                else:
                    cell.text = "\n".join(lines)
        self._painted = outside
        made: list[Block] = []
        for start, end, framed in stretches(layout):
            if not framed:
                made += layout.lines(start, end)
            elif (grid := layout.grid(start, end)) is not None:
                made.append(grid)
        self.blocks[position:position] = made

    def _read_within(self, element: "etree._Element", depth: int) -> None:
        """Append what stands in a cell that only says where on the page it stands."""
        for it in _content(element):
            if local_name(it) == "tbl":
                self._read_table(it, depth + 1)
            else:
                self._read_paragraph(it)

    def _cell(self, element: "etree._Element", place: Place, depth: int) -> list[str]:
        """The lines of a cell; tables in it are appended to ``blocks``."""
        lines: list[str] = []
        for it in _content(element):
            if local_name(it) == "tbl":
                lines += self._within_cell(it, place, depth + 1)
                continue
            found = self._paragraph(it)
            lines += found.printed()
            self._note_unread(found, place)
            for box in found.boxes:
                lines += self._cell(box, place, depth + 1)
        return lines

    def _within_cell(self, element: "etree._Element", place: Place, depth: int) -> list[str]:
        """The lines of a table in a cell that is one column: it sets out the cell's own text."""
        layout = TableLayout(0, element)
        if depth > MAXIMUM_NESTING or any(len(row) > 1 for row in layout.rows):
            self._read_table(element, depth)
            return []
        for hidden in layout.unseen:
            self.set_aside("\t".join(texts(hidden)), place)
        cells = [cell for row in layout.rows for cell in row]
        return [line for cell in cells for line in self._cell(cell.element, place, depth)]

    def _note_unread(self, found: _Paragraph, place: Place) -> None:
        for text in found.hidden:
            self.set_aside(text, place)
        self.unread += [Unread("", place, "picture")] * found.pictures

    def _paragraph(self, element: "etree._Element") -> _Paragraph:
        properties = child(element, "pPr")
        style = value(properties, "pStyle")
        found = _Paragraph()
        outside, self._painted = self._painted, self._painted or is_painted(properties)
        self._walk(element, found, hidden=self._styles.hidden(style))
        self._painted = outside
        if any(found.printed()) or number_reference(properties):
            label = self._numbering.next(self._reference(properties, style))
            if label:
                self.counted_characters += printed_characters(label)
                text = "".join(found.lines[0]).lstrip()
                gap = " " if label[-1].isalnum() and text else ""
                found.lines[0] = [label, gap, text]
        return found

    def _reference(
        self, properties: "etree._Element | None", style: str | None
    ) -> NumberReference | None:
        own = number_reference(properties)
        inherited = self._styles.numbering(style)
        if own is None or inherited is None:
            return own or inherited
        return NumberReference(
            own.number_id or inherited.number_id,
            inherited.level if own.level is None else own.level,
        )

    def _walk(
        self,
        element: "etree._Element",
        found: _Paragraph,
        *,
        hidden: bool,
        where: str | None = None,
    ) -> None:
        for it in element:
            name = local_name(it)
            if name in _PROPERTIES:
                continue
            if name == "r":
                properties = child(it, "rPr")
                own = switched_on(properties, "vanish")
                if own is None and (style := value(properties, "rStyle")) is not None:
                    own = self._styles.hidden(style) or None
                own_place = set_where(properties) or self._styles.set_where(
                    value(properties, "rStyle")
                )
                own_place = own_place or _raised(it) or where
                unread = hidden if own is None else own
                unread = unread or unseen(properties, painted=self._painted)
                self._walk(it, found, hidden=unread, where=own_place)
            elif text := text_of(it, name):
                if hidden or name == "delText" or not all(self._fields):
                    found.hidden.append(text)
                else:
                    line, size = found.lines[-1], _size(element)
                    mark = text
                    if size and is_smaller(size, found.size, _DEFAULT_SIZE):
                        mark = as_mark(text, "".join(line))
                    italic = _is_italic(element)
                    if italic and not found.italic:
                        mark = as_italic_mark(mark, "".join(line))
                    found.italic = italic
                    if mark == text:
                        found.size = size
                    line.append(set_apart(mark, where))
            elif name in ("tab", "ptab"):
                found.lines[-1].append("\t")
            elif name in _BREAKS:
                found.lines.append([])
            elif name == "rt":
                found.hidden += texts(it)  # how a word is pronounced
            elif name == "fldChar":
                self._field(attribute(it, "fldCharType"))
            elif name == "txbxContent":
                if hidden:
                    found.hidden += texts(it)
                else:
                    found.boxes.append(it)
            else:
                if name in _DRAWINGS and not hidden and is_large_picture(it):
                    found.pictures += 1
                place = _IN_FORMULAS.get(name, where)
                if name == "mr" or (name == "e" and local_name(element) == "eqArr"):
                    place = "super" if it.getprevious() is None else "sub"  # stacked rows
                self._walk(it, found, hidden=hidden or name in _DELETED, where=place)

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()


def _size(run: "etree._Element") -> int:
    """The size of type in half points where the run states it, else 0."""
    return integer(value(child(run, "rPr"), "sz"), 0)


def _is_italic(run: "etree._Element") -> bool:
    """Whether a run is set in italics, or is a word that its pronunciation stands above."""
    parent = run.getparent()
    above = parent is not None and local_name(parent) == "rubyBase"
    return above or switched_on(child(run, "rPr"), "i") is True


def _raised(run: "etree._Element") -> str | None:
    """``super`` or ``sub`` of a run that stands off the line of others beside it."""
    where = position_of(child(run, "rPr"))
    parent = run.getparent()
    if where is None or parent is None:
        return None
    others = [it for it in parent if it is not run and local_name(it) == "r" and any(texts(it))]
    return where if any(position_of(child(it, "rPr")) != where for it in others) else None


def _content(container: "etree._Element") -> Iterator["etree._Element"]:
    """Paragraphs and tables of a container, out of whatever wraps them (``w:sdt``, ``w:ins``)."""
    for element in container:
        name = local_name(element)
        if name in ("p", "tbl"):
            yield element
        elif name not in _PROPERTIES:
            yield from _content(element)
