"""From lines to blocks: what is furniture, heading, prose or table, in any text-like format.

A reader hands over its lines as ``TextLine`` (no cells) and ``TableLine`` (cells) in order;
blank lines are left out. Prose that a page break cut is rejoined here.
"""

import re
from collections.abc import Sequence

from yusuan.evidence.places import LinePlace, Place
from yusuan.model import (
    Block,
    Furniture,
    FurnitureKind,
    Heading,
    HeadingKind,
    Paragraph,
    Table,
    TableLine,
    TextLine,
)
from yusuan.sections import section_id
from yusuan.tables import TABLE_BY_NAME, TABLES
from yusuan.text import compact, key, without_markup

_ORGANISATION = "局委办厅院会部处室站所校团馆社场队心府"
_TITLES = {key(title): table.name for table in TABLES for title in table.titles}
_TITLE = re.compile(
    r"(?:附?表\d{1,2}(?:-\d+)?[:、.]?|\d{1,2}[、.]|公开\d{1,2}表|[一二三四五六七八九十]{1,3}、)?"
    rf"(?:[^,。;:]{{2,30}}[{_ORGANISATION}])?(?:\d{{4}}年(?:度)?)?"
    rf"(?P<title>{'|'.join(sorted(map(re.escape, _TITLES), key=len, reverse=True))})"
)
_CONTENTS_TITLE = re.compile(r"(?:.{0,40}信息公开)?目录")
_CONTENTS_PART = re.compile(r".{0,40}(?:公开表|公开表格|情况说明|预算说明)")
_CONTENTS_ENTRY = re.compile(
    r"(?P<title>\S.*?)\s*(?:(?:[.．·]\s?){2,}|…+|-{3,}|_{3,}|\t)[.．…·\s]*(?P<page>\d{1,4})?\s*"
)
_EXPLANATION = re.compile(r".{0,40}(?:部门)?预算(?:信息)?公开情况说明")
_DEPARTMENT = re.compile(
    r"\s*(?:部门[:：]\s*)?(\d{3,6})\s*([^\d\s,，。；;、:：.．][^,，。；;：:\t]{1,40})\s*"
)
_FISCAL_YEAR = re.compile(r"(?:部门)?(?:预算|决算)?年度:(\d{4})?年?度?")
_YEAR_ALONE = re.compile(r"(\d{4})年?度?")
_UNIT = re.compile(r"(?:金额)?(?:计量)?单位:(?:人民币)?(\S{1,8})?")
_AS_OF_DATE = re.compile(r"截[止至](?:时间|日期)?:(\S+)")
_PAGE_NUMBER = re.compile(
    r"[-—–]+\d{1,4}[-—–]+|第\d{1,4}页(?:[,/]?共\d{1,4}页)?|\d{1,3}(?:/\d{1,3})?"
)
_FURNITURE_STARTS = re.compile(
    r"(?=[预决]\s*算\s*年\s*度\s*[:：]|金\s*额\s*单\s*位\s*[:：]"
    r"|(?<!额)(?<!额\s)单\s*位\s*[:：]|截\s*[止至]\s*(?:时\s*间|日\s*期)\s*[:：])"
)
# A line without any of these is not worth the patterns above; a longer one is never furniture.
_FURNITURE_WORDS = re.compile(r"年\s*度|单\s*位|截\s*[止至]")
_LONGEST_FURNITURE = 100
_SECTION_NUMBER = re.compile(r"\s*([一二三四五六七八九十]{1,3})\s*[、.．]\s*(\S.*)")
_NUMBERED = re.compile(
    r"\s*(?:第[一二三四五六七八九十]+[部章节]分?|[（(][一二三四五六七八九十\d]{1,3}[)）]"
    r"|[一二三四五六七八九十]{1,3}[、.．]|\d{1,3}(?:、|[.．](?!\d))|[①-⑳]|- )"
)
_ENDINGS = tuple("。！？；：:;!?….")
_CLOSING = "”」』）)》】"
_MIDDLE_ENDINGS = tuple("，、,“（(《【+-—")
_MIDDLE_STARTS = tuple("，、,。；;：:）)》】”！？%％")
# A page break comes at the end of a printed line; shorter text without a full stop is a heading.
_SHORTEST_CUT = 13
_LONGEST_HEADING = 40
_LONGEST_NUMBERED_HEADING = 24


def table_title(text: str) -> str | None:
    """Name of the resource whose table ``text`` is the title of, or None."""
    match = _TITLE.fullmatch(key(text))
    return _TITLES[match["title"]] if match else None


def section_heading(text: str) -> tuple[str, str] | None:
    """(Chinese numeral, title) where ``text`` looks like the heading of a section."""
    match = _SECTION_NUMBER.fullmatch(text)
    if match is None or len(text) > _LONGEST_HEADING or text.rstrip().endswith(("。", "；", "，")):
        return None
    return match[1], match[2].strip()


def arrange(lines: Sequence[TextLine | TableLine]) -> tuple[Block, ...]:
    """Blocks in the order of ``lines``; every line goes into exactly one block."""
    return _Arranger(lines).run()


class _Arranger:
    def __init__(self, lines: Sequence[TextLine | TableLine]) -> None:
        self._lines = lines
        self._blocks: list[Block] = []
        self._announced: set[str] = set()
        self._department: str | None = None
        self._in_contents = False

    def run(self) -> tuple[Block, ...]:
        position = 0
        while position < len(self._lines):
            position += self._take(position)
        return tuple(self._blocks)

    def _take(self, position: int) -> int:
        """Append the block that begins at ``position``; how many lines it took."""
        line = self._lines[position]
        if isinstance(line, TableLine):
            if self._in_contents and self._contents_entry(line.place, "\t".join(line.cells)):
                return 1
            if self._furniture_row(line):
                return 1
            self._in_contents = False
            return self._add_table(position)
        compared = compact(line.text)
        if self._in_contents and self._contents_line(position, line, compared):
            return 1
        if len(compared) <= _LONGEST_FURNITURE and (
            taken := self._furniture(position, line, compared)
        ):
            return taken
        if not self._blocks and _CONTENTS_TITLE.fullmatch(compared):
            self._in_contents = True
            self._add_furniture("contents_title", (line,), compared)
            return 1
        self._in_contents = False
        kind = self._heading_kind(position, line.text, compared)
        if kind is not None:
            self._blocks.append(Heading(kind, line.place, line.text))
        else:
            self._add_prose(line)
        return 1

    def _add_table(self, position: int) -> int:
        """Append the table lines that stand together from ``position`` on; their number."""
        first = self._lines[position]
        assert isinstance(first, TableLine)
        lines = [first]
        for following in range(position + 1, len(self._lines)):
            line = self._lines[following]
            if (
                not isinstance(line, TableLine)
                or not _right_below(line, lines[-1])
                or self._is_furniture_row(line)
            ):
                break
            lines.append(line)
        self._blocks.append(Table(tuple(lines)))
        return len(lines)

    # Contents list

    def _contents_entry(self, place: Place, text: str) -> bool:
        match = _CONTENTS_ENTRY.fullmatch(text)
        if match is None:
            return False
        title = match["title"].strip()
        self._announced.add(key(title))
        self._add_furniture("contents_entry", (TextLine(place, text),), title, match["page"] or "")
        return True

    def _contents_line(self, position: int, line: TextLine, compared: str) -> bool:
        if self._contents_entry(line.place, line.text):
            return True
        if table_title(line.text) or section_heading(line.text):
            # A title without a page number is an entry only if the list goes on below it.
            following = self._lines[position + 1] if position + 1 < len(self._lines) else None
            if following is None or not self._lists(following):
                return False
            title = line.text.strip()
            self._announced.add(key(title))
            self._add_furniture("contents_entry", (line,), title)
            return True
        if _CONTENTS_PART.fullmatch(compared) and not compared.endswith("。"):
            following = self._lines[position + 1] if position + 1 < len(self._lines) else None
            if following is not None and self._lists(following):
                self._add_furniture("contents_part", (line,), compared)
                return True
        return False

    @staticmethod
    def _lists(line: TextLine | TableLine) -> bool:
        text = line.text if isinstance(line, TextLine) else "\t".join(line.cells)
        entry = _CONTENTS_ENTRY.fullmatch(text)
        if entry is not None and (entry["page"] or isinstance(line, TextLine)):
            return True
        return isinstance(line, TextLine) and bool(
            table_title(text) or section_heading(text) or _CONTENTS_PART.fullmatch(compact(text))
        )

    # Page furniture

    def _furniture(self, position: int, line: TextLine, compared: str) -> int:
        if _PAGE_NUMBER.fullmatch(compared):
            self._add_furniture("page_number", (line,), compared)
            return 1
        if match := self._department_line(position, line):
            self._department = key(line.text)
            self._add_furniture("department", (line,), compact(match[1]), match[2].strip())
            return 1
        if match := _FISCAL_YEAR.fullmatch(compared):
            return self._add_fiscal_year(position, line, match[1])
        return 1 if self._add_pieces(line.place, _side_by_side(line.text)) else 0

    def _add_fiscal_year(self, position: int, line: TextLine, year: str | None) -> int:
        if year is not None:
            self._add_furniture("fiscal_year", (line,), year)
            return 1
        following = self._lines[position + 1] if position + 1 < len(self._lines) else None
        if isinstance(following, TextLine):
            match = _YEAR_ALONE.fullmatch(compact(following.text))
            if match:
                self._add_furniture("fiscal_year", (line, following), match[1])
                return 2
        self._add_furniture("fiscal_year", (line,), "")
        return 1

    def _piece(self, piece: str) -> tuple[FurnitureKind, str, str] | None:
        """(kind, value, detail) of furniture that may stand beside other furniture."""
        compared = compact(piece)
        if (match := _FISCAL_YEAR.fullmatch(compared)) and match[1]:
            return "fiscal_year", match[1], ""
        if match := _UNIT.fullmatch(compared):
            return "unit", match[1] or "", ""
        if match := _AS_OF_DATE.fullmatch(compared):
            return "as_of_date", match[1], ""
        match = _DEPARTMENT.fullmatch(piece)
        if match and (self._department is None or key(piece) == self._department):
            return "department", compact(match[1]), match[2].strip()
        return None

    def _add_pieces(self, place: Place, pieces: Sequence[str]) -> bool:
        """Furniture that stands side by side on one line; all of it or none."""
        found = [(piece, self._piece(piece)) for piece in pieces]
        if any(fact is None for _, fact in found):
            return False
        if all(fact and fact[0] == "department" for _, fact in found):
            return False  # alone, a line is taken for the department by its surroundings
        for piece, fact in found:
            assert fact is not None
            kind, value, detail = fact
            if kind == "department":
                self._department = key(piece)
            self._add_furniture(kind, (TextLine(place, piece),), value, detail)
        return True

    def _is_furniture_row(self, line: TableLine) -> bool:
        if not _FURNITURE_WORDS.search("".join(line.cells)):
            return False
        return all(self._piece(cell) for cell in line.cells if cell.strip())

    def _furniture_row(self, line: TableLine) -> bool:
        return self._is_furniture_row(line) and self._add_pieces(
            line.place, [cell for cell in line.cells if cell.strip()]
        )

    def _department_line(self, position: int, line: TextLine) -> re.Match[str] | None:
        """The department's code and name; a new one only above other furniture."""
        match = _DEPARTMENT.fullmatch(line.text)
        if match is None or key(line.text) == self._department:
            return match
        following = self._lines[position + 1] if position + 1 < len(self._lines) else None
        if following is None:
            return None
        text = following.text if isinstance(following, TextLine) else "".join(following.cells)
        return match if _FURNITURE_STARTS.match(text.lstrip()) else None

    def _add_furniture(
        self, kind: FurnitureKind, lines: tuple[TextLine, ...], value: str, detail: str = ""
    ) -> None:
        self._blocks.append(Furniture(kind, lines, value, detail))

    # Headings and prose

    def _is_section(self, text: str) -> bool:
        section = section_heading(text)
        return section is not None and (
            key(text) in self._announced
            or key(section[1]) in self._announced
            or section_id(section[1]) is not None
        )

    def _table_follows(self, position: int) -> bool:
        if position + 1 >= len(self._lines):
            return False
        line = self._lines[position + 1]
        if isinstance(line, TableLine):
            return True
        return bool(
            _FURNITURE_STARTS.match(line.text.lstrip())
            or self._department_line(position + 1, line)
            or all(self._piece(piece) for piece in _side_by_side(line.text))
        )

    def _heading_kind(self, position: int, text: str, compared: str) -> HeadingKind | None:
        if len(compared) > _LONGEST_FURNITURE:
            return None
        text = without_markup(text)
        if named := table_title(text):
            alone = TABLE_BY_NAME[named].unit == "line" and not self._is_section(text)
            if alone or self._table_follows(position):
                return "table"
        if _EXPLANATION.fullmatch(compared):
            return "explanation"
        if self._is_section(text):
            return "section"
        if ended(text) and not text.rstrip().endswith(("：", ":")):
            return None
        if len(text) > _LONGEST_HEADING or "。" in text:
            return None
        if _NUMBERED.match(text) and not text.rstrip().endswith(_MIDDLE_ENDINGS):
            if key(text).endswith("绩效目标表"):
                return "project_table"
            # What goes on behind a colon is a definition or a sentence, cut or not.
            short = len(text) <= _LONGEST_NUMBERED_HEADING and not re.search("[：:].", text)
            return "subsection" if short else None
        colon = text.rstrip().endswith(("：", ":")) and len(compared) <= 12
        line = self._lines[position]
        if colon and isinstance(line, TextLine) and self._cut_paragraph(line) is None:
            return "subsection"
        return None

    def _add_prose(self, line: TextLine) -> None:
        cut = self._cut_paragraph(line)
        if cut is None:
            self._blocks.append(Paragraph((line,)))
        else:
            paragraph = self._blocks[cut]
            assert isinstance(paragraph, Paragraph)
            self._blocks[cut] = Paragraph((*paragraph.parts, line))

    def _cut_paragraph(self, line: TextLine) -> int | None:
        """Index of the paragraph that a page break cut and ``line`` continues, or None."""
        position = len(self._blocks) - 1
        while position >= 0:
            block = self._blocks[position]
            if not (isinstance(block, Furniture) and block.kind == "page_number"):
                break
            position -= 1
        if position < 0:
            return None
        block = self._blocks[position]
        if not isinstance(block, Paragraph) or _NUMBERED.match(line.text):
            return None
        before = block.text.rstrip()
        if line.text.startswith(_MIDDLE_STARTS) or before.endswith(_MIDDLE_ENDINGS):
            return position
        if ended(before) and not _open_bracket(before):
            return None
        if _open_bracket(before):
            return position
        long = len(before) >= _SHORTEST_CUT or re.search(r"[，\d]", before)
        return position if long else None


def _right_below(line: TableLine, before: TableLine) -> bool:
    """Whether no blank line stands between two lines of a text."""
    here, above = line.place, before.place
    assert isinstance(here, LinePlace)
    assert isinstance(above, LinePlace)
    return here.line == above.line + 1


def ended(text: str) -> bool:
    """Whether a sentence ends here, maybe inside quotation marks or brackets."""
    return text.rstrip().rstrip(_CLOSING).endswith(_ENDINGS)


def _side_by_side(text: str) -> list[str]:
    """The pieces of a line that may hold several pieces of furniture."""
    return [piece for piece in _FURNITURE_STARTS.split(text) if piece.strip()]


def _open_bracket(text: str) -> bool:
    return any(text.count(a) > text.count(b) for a, b in ("（）", "()", "“”", "《》", "【】"))
