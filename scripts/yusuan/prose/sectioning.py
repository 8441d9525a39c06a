"""Paragraphs into the sections of the explanation: headings recognised, all else in its place.

Two ways of numbering are known. In the one, 一、二、三、 run through the whole explanation and a
section has its printed number. In the other the document has parts (第一部分 …, or unnumbered
titles that its contents list announces), each of which counts anew: sections are numbered as they
come, a part is a section of its own.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from yusuan import model
from yusuan.declared.sections import GENERAL_SECTIONS, section_id
from yusuan.evidence.model import Block, Line, Paragraph
from yusuan.evidence.places import Place
from yusuan.model import ReadBy, SectionParagraph, TextLine
from yusuan.printed.characters import INVISIBLE
from yusuan.printed.markup import without_tags
from yusuan.printed.numbering import NUMERAL
from yusuan.printed.text import chinese_number, compact, key, normalised, without_markup
from yusuan.prose.money import find_money
from yusuan.stitching.wording import is_numbered

_PART = re.compile(
    rf"\s*第\s*(?P<number>{NUMERAL})\s*(?:部分|章|篇)\s*[：:、.．]?\s*(?P<title>\S.*)?"
)
_SECTION = re.compile(rf"\s*(?P<number>{NUMERAL})\s*[、.．]\s*(?P<title>\S.*)")
_EXPLANATION = re.compile(r".{0,40}(?:部门)?预算(?:信息)?公开情况说明")
_NUMBERED = re.compile(
    r"\s*(?:第[一二三四五六七八九十]+[部章节]分?|[（(][一二三四五六七八九十0-9]{1,3}[)）]"
    rf"|{NUMERAL}\s{{0,2}}[、.．]|[0-9]{{1,3}}\s{{0,2}}(?:、|[.．](?![0-9]))|[①-⑳]|- )"
)
_MARKDOWN = re.compile(r"^\s*#{1,6}\s+(?=\S)")
# A section's number in another style than the contents list prints it.
_ANY_NUMBER = re.compile(
    rf"\s*(?:第\s*{NUMERAL}\s*(?:部分|章|节|篇)?\s*[、.：:]?|\([一二三四五六七八九十0-9]{{1,3}}\)[、.]?"
    r"|(?:[0-9]{1,2}|[IVX]{1,4}|[①-⑳]|[一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾]{1,3})\s*[、.：:,;·。丶]?)?\s*(?P<title>\S.*)"
)
_AROUND = dict(zip("『「《【“", "』」》】”", strict=True))
# A section's heading with its text behind it: 三、机关运行经费安排情况。2024年…
_RUN_IN = re.compile(r"(?P<heading>[^。：:]{4,40})[。：:](?=.)")
# A heading with its text in one paragraph: （三）政府采购支出。2024年度…
_INLINE = re.compile(
    rf"\s*(?:[（(]{NUMERAL}[)）]|[0-9]{{1,2}}[.．、])\s*(?P<title>[^。：:，；]{{2,24}})[。：:]."
)
# （七）关于某局2024年一般公共预算“三公”经费预算情况说明: as long as the name of the department.
_LONG_HEADING = re.compile(
    rf"\s*(?:[（(]{NUMERAL}[)）]|[0-9]{{1,2}}[.．、])\s*关于[^，。；：]{{4,}}(?:情况|[的体])说明\s*"
)
# 1.机关运行经费。: with its full stop, and nothing behind it.
_NAMED_ALONE = re.compile(
    rf"\s*(?:[（(]{NUMERAL}[)）]|[0-9]{{1,2}}[.．、])\s*(?P<title>[^。：:，；0-9]{{4,16}})。\s*"
)
_LEVELS = tuple(
    re.compile(rf"\s*{number}")
    for number in (
        r"第[一二三四五六七八九十]+[部章节]",
        rf"{NUMERAL}\s{{0,2}}[、.．]",
        rf"[（(]{NUMERAL}[)）]",
        r"[0-9]{1,3}[.．、]",
        r"[（(][0-9]{1,3}[)）]|[①-⑳]",
    )
)
# The title of a table opens no section, announced or not.
_TABLE_TITLE = re.compile(r".*表\s*(?:[（(].{1,20}[）)])?\s*")
# A title that is one however the document numbers its sections, or does not: 附件：名词解释.
_GLOSSARY_TITLE = re.compile(
    rf"(?:第{NUMERAL}(?:部分|章|篇)|附(?:件|录)?[0-9一二三四五六七八九十]{{0,2}})?[:、.]?"
    r"(?P<title>(?:专业性?|相关|有关|部分|主要|预算|决算|财政){0,2}(?:名词|术语|名称)(?:解释|说明)):?"
)
_YEAR_BEFORE = re.compile(r"^(?:19|20)[0-9]{2}年度?(?=[\u4e00-\u9fff]{4})")
_TITLE_SIZE = 1.2  # times the usual size of letters
_ENDS = tuple("。！？；：:;!?….")
_CLOSING = "”」』）)》】"
_MIDDLE_ENDS = tuple("，、,“（(《【+-—")
_CONTENTS_PAGE = re.compile(r"[\s.．·…⋯_\-—]*[0-9]{0,4}\s*$")
_LONGEST_HEADING = 40
_FEWEST_ALIKE = 2
_LONGEST_NUMBERED = 24
_LONGEST_TITLE = 60
_LONGEST_COMPARED = 100


class _Piece(NamedTuple):
    """A paragraph of the document; ``text`` without the marks of the text edition."""

    paragraph: model.Paragraph
    text: str
    compared: str
    one_line: bool
    heading: int
    size: float
    read_by: ReadBy


def sections(
    blocks: Sequence[Block],
    document_id: str,
    aside: Collection[Place] = (),
    contents: Iterable[str] = (),
) -> tuple[SectionParagraph, ...]:
    """The prose of a stitched document by section, headings included, in order.

    Grids and furniture are passed over; so are paragraphs and lines whose place is in ``aside``
    (captions and notes of tables). A ``Line`` that stitching left is one of a contents list: it is
    no prose, but it announces a title, as those in ``contents`` do.
    """
    pieces = [_piece(block) for block in blocks if isinstance(block, Paragraph)]
    pieces = [
        piece for piece in pieces if piece.paragraph.place not in aside and piece.text.strip()
    ]
    lines = [block.text for block in blocks if isinstance(block, Line)]
    entries = [key(_CONTENTS_PAGE.sub("", entry)) for entry in (*lines, *contents)]
    return _Sectioning(document_id, entries, pieces).run()


def _piece(block: Paragraph) -> _Piece:
    parts = tuple(TextLine(line.place, line.text) for line in block.lines)
    text = _MARKDOWN.sub("", without_tags(without_markup(block.text)))
    return _Piece(
        model.Paragraph(parts),
        text,
        compact(text),
        len(parts) == 1,
        block.lines[0].heading,
        block.lines[0].size,
        "ocr" if any("ocr" in line.marks for line in block.lines) else "text",
    )


def _usual_size(pieces: Iterable[_Piece]) -> float:
    """The size of most letters; 0 where the format does not say."""
    sizes: dict[float, int] = {}
    for piece in pieces:
        sizes[piece.size] = sizes.get(piece.size, 0) + len(piece.compared)
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


class _Sectioning:
    def __init__(
        self, document_id: str, announced: Sequence[str], pieces: Sequence[_Piece]
    ) -> None:
        self._document_id, self._pieces = document_id, pieces
        sections = [found for entry in announced if (found := _SECTION.fullmatch(entry))]
        self._numbers = {key(found["title"]): chinese_number(found["number"]) for found in sections}
        titles = (*filter(None, announced), *self._numbers)
        self._announced = frozenset((*titles, *(_YEAR_BEFORE.sub("", it) for it in titles)))
        printed = [found for piece in pieces if (found := _SECTION.fullmatch(piece.text))]
        # Whether headings are numbered as the contents list numbers them.
        self._as_announced = (
            sum(
                self._numbers.get(key(it["title"])) == chinese_number(it["number"])
                for it in printed
            )
            >= _FEWEST_ALIKE
        )
        self._prose: list[SectionParagraph] = []
        self._parts = False
        self._said = False  # whether a numbered section has had any text yet
        self._number, self._printed = 0, 0
        self._title = ""
        self._id: str | None = None
        self._part_id: str | None = None
        self._subsection: str | None = None
        self._open: list[tuple[int, str | None]] = []  # (level, section id) of open headings
        self._size = _usual_size(pieces)

    def run(self) -> tuple[SectionParagraph, ...]:
        for i, piece in enumerate(self._pieces):
            self._take(piece, self._pieces[i + 1] if i + 1 < len(self._pieces) else None)
        return tuple(self._prose)

    def _take(self, piece: _Piece, following: _Piece | None) -> None:
        if section := self._run_in(piece):
            self._open_section(*section)
            self._add(piece, heading=False)
        elif len(piece.compared) > _LONGEST_COMPARED:
            self._inline(piece)
            self._add(piece, heading=False)
        elif title := self._part(piece, following):
            self._open_part(title)
            self._add(piece, heading=True)
        elif _EXPLANATION.fullmatch(piece.compared):
            self._number, self._printed, self._title, self._id = 0, 0, "", None
            self._close_subsections()
            self._add(piece, heading=True)
        elif section := self._section(piece) or self._glossary(piece):
            self._open_section(*section)
            self._add(piece, heading=True)
        elif self._is_subsection(piece):
            self._open_subsection(piece.text.strip())
            self._add(piece, heading=True)
        else:
            self._inline(piece)
            self._add(piece, heading=False)

    # Parts

    def _part(self, piece: _Piece, following: _Piece | None) -> str | None:
        """Title of the part that ``piece`` opens, or None."""
        match = _PART.fullmatch(piece.text)
        if match and key(match["title"] or "") in self._numbers:
            return None  # a section that the contents list numbers 一、
        if match and (self._parts or not self._said) and len(piece.compared) <= _LONGEST_TITLE:
            if ended(piece.text) and not piece.text.rstrip().endswith(("：", ":")):
                return None
            if match["title"]:
                return match["title"].strip()
            alone = following is not None and following.one_line and len(following.text) <= 30
            return following.text.strip() if alone and following else match[0].strip()
        if match or _NUMBERED.match(piece.text) or not piece.one_line or ended(piece.text):
            return None
        if (self._said and not self._parts) or _TABLE_TITLE.fullmatch(piece.text):
            return None
        title = piece.text.strip()
        if self._as_announced and key(title) in self._numbers:
            return None  # a section that the contents list numbers, its number lost
        large = 0 < _TITLE_SIZE * self._size <= piece.size and not re.search("[，。；：、]", title)
        bare = _YEAR_BEFORE.sub("", key(title))  # 编制说明 of the list is 2026年编制说明
        known = bare in self._announced or (large and section_id(title) is not None)
        return title if known and title != self._title else None

    def _open_part(self, title: str) -> None:
        self._parts = True
        self._number, self._printed = self._number + 1, 0
        self._title, self._id = title, section_id(title)
        self._part_id = self._id
        self._close_subsections()

    # Sections

    def _section(self, piece: _Piece) -> tuple[int, str] | None:
        """(printed number, title) of the section that ``piece`` opens, or None."""
        match = _SECTION.fullmatch(piece.text)
        if match is None:
            return self._announced_section(piece.text) if piece.one_line else None
        if len(piece.compared) > _LONGEST_HEADING:
            return None
        if piece.text.rstrip().endswith(("。", "；", "，")) or _TABLE_TITLE.fullmatch(piece.text):
            return self._announced_section(piece.text) if piece.one_line else None
        number, title = chinese_number(match["number"]), match["title"].strip()
        if number is None:
            return None
        known = key(piece.text) in self._announced or key(title) in self._announced
        known = known or section_id(title) is not None or piece.heading > 0
        plain = not re.search("[：:].|[。；]", title) and not _says_amount(title)
        if not self._parts:
            number = self._numbers.get(key(title)) or number  # a slip of 二、 closes no 三、
            goes_on = number > self._number if known else plain and number == self._number + 1
            return (number, title) if goes_on else None
        next_one = number in (1, self._printed + 1)
        return (number, title) if known or (plain and next_one) else None

    def _glossary(self, piece: _Piece) -> tuple[int, str] | None:
        """The glossary behind sections that are numbered, its own number of another kind."""
        found = _GLOSSARY_TITLE.fullmatch(piece.compared)
        if found is None or self._parts or not self._said:
            return None
        return self._number + 1, found["title"]

    def _announced_section(self, text: str) -> tuple[int, str] | None:
        """The section that the contents list numbers, where its heading is numbered otherwise."""
        text = normalised(text.translate(INVISIBLE)).strip().rstrip("。:;,")
        if text and _AROUND.get(text[0]) == text[-1]:
            text = text[1:-1]
        match = _ANY_NUMBER.fullmatch(text)
        if match is None or self._parts:
            return None
        number = self._numbers.get(key(match["title"]))
        return (number, match["title"].strip()) if number and number > self._number else None

    def _run_in(self, piece: _Piece) -> tuple[int, str] | None:
        """The section whose announced and numbered heading begins a paragraph of its text."""
        found = _RUN_IN.match(piece.text)
        if found is None or not is_numbered(found["heading"]):
            return None
        return self._announced_section(found["heading"])

    def _open_section(self, number: int, title: str) -> None:
        self._number = self._number + 1 if self._parts else number
        self._printed = number
        self._title, self._id = title, section_id(title) or self._part_id
        self._close_subsections()

    # Subsections

    def _is_subsection(self, piece: _Piece) -> bool:
        text = piece.text
        if (named := _NAMED_ALONE.fullmatch(text)) and section_id(named["title"]) is not None:
            return True
        if ended(text) and not text.rstrip().endswith(("：", ":")):
            return False
        if _LONG_HEADING.fullmatch(text) and len(text) <= _LONGEST_TITLE:
            return True
        if len(text) > _LONGEST_HEADING or "。" in text:
            return False
        if _NUMBERED.match(text) and not text.rstrip().endswith(_MIDDLE_ENDS):
            # What goes on behind a colon is a definition or a sentence, cut or not.
            short = len(text) <= _LONGEST_NUMBERED and not re.search("[：:].", text)
            return short and not (self._parts and _says_amount(text))
        return text.rstrip().endswith(("：", ":")) and len(piece.compared) <= 12

    def _open_subsection(self, text: str) -> None:
        self._subsection = text
        self._enter(text, text)

    def _enter(self, text: str, title: str) -> None:
        """Close the headings of the level that ``text`` is numbered at and below; open it."""
        level = next((i for i, number in enumerate(_LEVELS) if number.match(text)), len(_LEVELS))
        while self._open and self._open[-1][0] >= level:
            self._open.pop()
        self._open.append((level, section_id(title)))

    def _close_subsections(self) -> None:
        self._subsection = None
        self._open.clear()

    def _inline(self, piece: _Piece) -> None:
        if match := _INLINE.match(piece.text):
            self._enter(piece.text, match["title"])
            if self._parts and not piece.text.lstrip()[0].isdigit():
                self._subsection = piece.text[: match.end("title")].strip()

    def _add(self, piece: _Piece, *, heading: bool) -> None:
        self._said = self._said or (self._number > 0 and not heading)
        identifier = self._id
        if identifier is None or identifier in GENERAL_SECTIONS:
            identifier = next((found for _, found in reversed(self._open) if found), identifier)
        self._prose.append(
            SectionParagraph(
                self._number,
                self._title,
                identifier,
                self._subsection,
                heading,
                piece.paragraph,
                self._document_id,
                piece.read_by,
            )
        )


def ended(text: str) -> bool:
    """Whether a sentence ends here, maybe inside quotation marks or brackets."""
    return text.rstrip().rstrip(_CLOSING).endswith(_ENDS)


def _says_amount(text: str) -> bool:
    return next(find_money(text), None) is not None
