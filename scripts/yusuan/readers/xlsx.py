"""Workbooks (XLSX), straight from the XML: the cached value of every cell as its format prints it.

openpyxl would give either formulas or their values, drops what lies beneath a merged range, and
refuses many files that other programs wrote; here one pass gives all of it.
"""

import hashlib
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Literal

from yusuan.errors import YusuanError
from yusuan.evidence.model import Attachment, Block, Document, Furniture, Grid, Line, Page, Unread
from yusuan.readers.attachments import named
from yusuan.readers.counting import ledger_of, printed_characters
from yusuan.readers.gridding import check_size
from yusuan.readers.number_sections import BUILT_IN, GENERAL
from yusuan.readers.packages import Package, Relation, attribute, local_name
from yusuan.readers.pictures import is_large_picture
from yusuan.readers.prose import prose_line
from yusuan.readers.sheets import Sheet, blocks_of
from yusuan.readers.xlsx_sheet import Formats, SheetReader, ink, string_of

if TYPE_CHECKING:
    from lxml import etree

_MAIN = "xl/workbook.xml"
MAXIMUM_SHEETS = 500
_SIDES = ("{*}left", "{*}right", "{*}start", "{*}end")
_LARGE_ROWS, _LARGE_COLUMNS = 4, 2  # of a picture that lies over cells and tells no size
_PAGE_NUMBER = re.compile(r"(?:[\W0-9_第页共]|page|of)*", re.I)
_FIELD = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|[0-9]{1,3}|[A-Z&])')


def read_xlsx(content: bytes) -> Document:
    """The document in ``content``. Raises YusuanError for what is damaged or too large."""
    package = Package(content)
    main = package.main_part(_MAIN)
    root = package.xml(main)
    relations = package.relations(main)
    strings = _shared_strings(package, relations)
    formats = Formats(
        [seen for seen, _ in strings],
        *_styles(package, relations),
        _counts_from_1904(root),
        {index: unseen for index, (_, unseen) in enumerate(strings) if unseen},
    )
    blocks: list[Block] = []
    unread: list[Unread] = []
    pages: list[Page] = []
    attachments: list[Attachment] = []
    total = positions = 0
    for position, element in enumerate(root.iter("{*}sheet"), start=1):
        if position > MAXIMUM_SHEETS:
            raise YusuanError(f"工作表超过上限 {MAXIMUM_SHEETS} 张")
        name = element.get("name") or f"Sheet{position}"
        sheet = Sheet(name, position, (element.get("state") or "visible") != "visible")
        pages.append(Page(position, name=name, hidden=sheet.hidden))
        target = relations.get(attribute(element, "id") or "")
        if target is None or target.kind != "worksheet" or target.target not in package:
            continue
        reader = SheetReader(sheet, formats)
        reader.read(package.read(target.target), target.target)
        made, beneath = blocks_of(sheet)
        total += sum(printed_characters(cell.text) for cell in (*sheet.cells, *sheet.unseen))
        unread += beneath
        positions += sum(len(it.cells) for it in made if isinstance(it, Grid))
        check_size(positions, 1)
        blocks += made
        lines, notes = _beside(package, target.target, sheet)
        attachments += _held(package, target.target)
        running = [_running_text(text) for text in reader.running]
        furniture = [Line(text, sheet.place(), ended=True) for text in running if text]
        blocks += lines
        unread += notes
        if furniture:
            blocks.append(Furniture("running_head", tuple(furniture)))
        total += sum(printed_characters(line.text) for line in (*lines, *furniture))
        total += sum(printed_characters(note.text) for note in notes)
    return Document(
        "xlsx",
        hashlib.sha256(content).hexdigest(),
        tuple(blocks),
        tuple(pages),
        tuple(unread),
        ledger_of(total, blocks, unread),
        package.title(),
        attachments=named(attachments),
    )


def _shared_strings(package: Package, relations: Mapping[str, Relation]) -> list[tuple[str, str]]:
    """What every shared string prints, and what of it nobody sees."""
    for relation in relations.values():
        if relation.kind == "sharedStrings" and relation.target in package:
            return [string_of(it) for it in package.xml(relation.target) if local_name(it) == "si"]
    return []


def _styles(
    package: Package, relations: Mapping[str, Relation]
) -> tuple[list[str], list[bool], list[str]]:
    """Of every cell style its number format, whether it has a line at a side, and how it is unseen."""
    for relation in relations.values():
        if relation.kind == "styles" and relation.target in package:
            root = package.xml(relation.target)
            own = {it.get("numFmtId"): it.get("formatCode") or "" for it in root.iter("{*}numFmt")}
            ruled = [
                any(side.get("style", "none") != "none" for side in border.iter(*_SIDES))
                for borders in root.iter("{*}borders")
                for border in borders
            ]
            styles = [it for styles in root.iter("{*}cellXfs") for it in styles]
            return (
                [own.get(it.get("numFmtId")) or _built_in(it.get("numFmtId")) for it in styles],
                [_at(ruled, it.get("borderId")) for it in styles],
                _unseen(root, styles),
            )
    return [], [], []


def _unseen(root: "etree._Element", styles: Iterable["etree._Element"]) -> list[str]:
    """``struck`` or ``white`` (on no ground of its own) of every cell style."""
    inks = [ink(font) for fonts in root.iter("{*}fonts") for font in fonts]
    grounds = [
        any(it.get("patternType", "none") != "none" for it in fill.iter("{*}patternFill"))
        or next(fill.iter("{*}gradientFill"), None) is not None
        for fills in root.iter("{*}fills")
        for fill in fills
    ]
    found = []
    for style in styles:
        index = style.get("fontId") or ""
        known = index.isdecimal() and len(index) < 7 and int(index) < len(inks)
        how = inks[int(index)] if known else ""
        found.append("" if how == "white" and _at(grounds, style.get("fillId")) else how)
    return found


def _at(ruled: list[bool], index: str | None) -> bool:
    known = index is not None and index.isdecimal() and len(index) < 7
    return bool(known and int(index or 0) < len(ruled) and ruled[int(index or 0)])


def _built_in(number: str | None) -> str:
    known = (number or "").isdecimal() and len(number or "") < 4
    return BUILT_IN.get(int(number or 0), GENERAL) if known else GENERAL


def _counts_from_1904(root: "etree._Element") -> bool:
    return any(it.get("date1904") in ("1", "true") for it in root.iter("{*}workbookPr"))


def _beside(package: Package, part: str, sheet: Sheet) -> tuple[list[Line], list[Unread]]:
    """Text boxes of a sheet, and the comments of its cells, which are not printed."""
    lines: list[Line] = []
    notes: list[Unread] = []
    for relation in package.relations(part).values():
        if relation.target not in package:
            continue
        if relation.kind == "drawing":
            for anchor in package.xml(relation.target):
                row, column = _corner(anchor)
                place = sheet.place(row, column)
                lines += [prose_line(text, place, ended=True) for text in _drawn(anchor)]
                pictures = [it for it in anchor.iter("{*}pic") if _is_large(anchor, it)]
                notes += [Unread("", place, "picture") for _ in pictures]
        elif relation.kind == "comments":
            for comment in package.xml(relation.target).iter("{*}comment"):
                text = "".join(it.text or "" for it in comment.iter("{*}t")).strip()
                place = SheetReader.place(sheet, comment.get("ref") or "")
                if text:
                    notes.append(Unread(text, place, "hidden"))
    return lines, notes


def _held(package: Package, part: str) -> Iterator[Attachment]:
    """Documents that a sheet holds as objects."""
    for relation in package.relations(part).values():
        if relation.kind in ("package", "oleObject"):
            yield Attachment(posixpath.basename(relation.target), held=True)


def _is_large(anchor: "etree._Element", picture: "etree._Element") -> bool:
    """Whether a picture is large: by its own size, that of its anchor, or the cells it lies over."""
    if next(picture.iter("{*}ext"), None) is not None:
        return is_large_picture(picture)
    if local_name(anchor) != "twoCellAnchor":
        return is_large_picture(anchor)
    (top, left), (bottom, right) = _corner(anchor), _corner(anchor, "to")
    if top is None or left is None or bottom is None or right is None:
        return False
    return bottom - top >= _LARGE_ROWS and right - left >= _LARGE_COLUMNS


def _drawn(anchor: "etree._Element") -> Iterator[str]:
    for body in anchor.iter("{*}txBody"):
        for paragraph in body.iter("{*}p"):
            text = "".join(it.text or "" for it in paragraph.iter("{*}t")).strip()
            if text:
                yield text


def _corner(
    anchor: "etree._Element", which: Literal["from", "to"] = "from"
) -> tuple[int | None, int | None]:
    """The cell at the top left of a drawing, or that at its other end; its file counts from 0."""
    for start in anchor:
        if local_name(start) == which:
            numbers = {local_name(it): (it.text or "").strip() for it in start}
            row, column = numbers.get("row", ""), numbers.get("col", "")
            if row.isdecimal() and column.isdecimal() and len(row + column) < 12:
                return int(row) + 1, int(column) + 1
    return None, None


def _running_text(code: str) -> str:
    """What a header or footer prints, without its fields; nothing if that is page numbers."""
    text = " ".join(_FIELD.sub(" ", code).split())
    return "" if _PAGE_NUMBER.fullmatch(text) else text
