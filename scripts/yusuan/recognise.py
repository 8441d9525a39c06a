"""From a document's blocks to its tables, projects, contents list and sections of prose.

Every line that is not blank gets exactly one ``LineKind``; a line that cannot be placed
is an error that names it.
"""

import re
from collections import Counter
from dataclasses import dataclass

from yusuan.errors import PlaceError, YusuanError
from yusuan.evidence.places import LinePlace, Place, say
from yusuan.folding import Fold, PageFurniture, is_note, row_text, says_empty
from yusuan.model import (
    ContentsEntry,
    Document,
    Furniture,
    Heading,
    LineKind,
    Paragraph,
    SectionParagraph,
    Table,
    TextLine,
)
from yusuan.project_folding import ProjectFold, ProjectTable, is_project_page, levels_repeated
from yusuan.readers.layout import ended, section_heading, table_title
from yusuan.sections import section_id
from yusuan.tables import TABLE_BY_NAME
from yusuan.tables.declaration import AssembledTable
from yusuan.text import chinese_number, compact, key, without_markup

# What is left of a table's row that was cut before its first tab looks like a short paragraph.
_LONGEST_FRAGMENT = 30
_YEAR_IN_TITLE = re.compile(r"(20\d{2})年")


@dataclass(frozen=True)
class Recognised:
    """What a disclosure says of itself, and its parts in the order of the document."""

    document_id: str
    department_code: str
    department_name: str
    department_place: Place
    fiscal_year: int
    contents: tuple[ContentsEntry, ...]
    tables: tuple[AssembledTable, ...]
    projects: tuple[ProjectTable, ...]
    prose: tuple[SectionParagraph, ...]
    kinds: dict[Place, LineKind]

    def count_kinds(self, line_count: int) -> Counter[LineKind]:
        """How many lines of each kind; blank lines are those without a kind."""
        counts: Counter[LineKind] = Counter(self.kinds.values())
        counts["blank"] = line_count - len(self.kinds)
        return counts


def recognise(document: Document) -> Recognised:
    """Raises PlaceError for a line that cannot be placed, YusuanError for a fact not stated."""
    return _Recogniser(document).run()


class _Recogniser:
    def __init__(self, document: Document) -> None:
        self._document = document
        self._kinds: dict[Place, LineKind] = {}
        self._contents: list[ContentsEntry] = []
        self._tables: list[AssembledTable] = []
        self._projects: list[ProjectTable] = []
        self._prose: list[SectionParagraph] = []
        self._page = PageFurniture()
        self._fold: Fold | None = None
        self._next_title: TextLine | None = None
        self._project: ProjectFold | None = None
        self._project_title: TextLine | None = None
        self._section: tuple[int, str, str | None] = (0, "", None)
        self._subsection: str | None = None
        self._department: tuple[str, str, Place] | None = None
        self._years: list[str] = []
        self._levels_repeated = levels_repeated(b for b in document.blocks if isinstance(b, Table))

    def run(self) -> Recognised:
        for block in self._document.blocks:
            match block:
                case Furniture():
                    self._furniture(block)
                case Heading():
                    self._heading(block)
                case Paragraph():
                    self._paragraph(block)
                case Table():
                    self._table(block)
        self._check_end()
        self._close()
        self._check_unique_projects()
        self._check_every_line()
        if self._department is None:
            raise YusuanError(
                "读不出部门编码和名称", hint="应有“501 某某局”这样的一行，后面是年度或单位"
            )
        code, name, place = self._department
        return Recognised(
            document_id=self._document.id,
            department_code=code,
            department_name=name,
            department_place=place,
            fiscal_year=self._fiscal_year(),
            contents=tuple(self._contents),
            tables=tuple(self._tables),
            projects=tuple(self._projects),
            prose=tuple(self._prose),
            kinds=self._kinds,
        )

    def _fiscal_year(self) -> int:
        titles = [
            match[1]
            for entry in self._document.blocks
            if (isinstance(entry, Heading) and entry.kind == "explanation")
            or (isinstance(entry, Furniture) and entry.kind == "contents_title")
            if (match := _YEAR_IN_TITLE.search(_block_text(entry)))
        ]
        if not self._years and not titles:
            raise YusuanError("读不出预算年度", hint="应有“预算年度：2023”这样的一行")
        return int((self._years or titles)[0])

    # Furniture and headings

    def _furniture(self, block: Furniture) -> None:
        kind: LineKind = "contents" if block.kind.startswith("contents") else "furniture"
        for line in block.lines:
            self._kinds[line.place] = kind
        if block.kind == "contents_entry":
            page = int(block.detail) if block.detail else None
            self._contents.append(ContentsEntry(block.lines[0].place, block.value, page))
        elif kind == "furniture":
            self._page.add(block)
            if block.kind == "department" and self._department is None:
                self._department = (block.value, block.detail, block.lines[0].place)
            if block.kind == "fiscal_year" and block.value:
                self._years.append(block.value)

    def _heading(self, block: Heading) -> None:
        line = TextLine(block.place, block.text)
        if block.kind == "table":
            self._table_title(line)
            return
        if block.kind == "project_table":
            self._close()
            self._project_title = line
            self._kinds[block.place] = "table_title"
            return
        self._close()
        if block.kind == "explanation":
            self._section, self._subsection = (0, "", None), None
        elif block.kind == "section" and (found := self._next_section(block.text)):
            self._section, self._subsection = found, None
        else:
            self._subsection = without_markup(block.text).strip()
        self._kinds[block.place] = "heading"
        self._add_prose(Paragraph((line,)), heading=True)

    def _next_section(self, text: str) -> tuple[int, str, str | None] | None:
        """The section that a numbered heading opens; None if its number does not go on."""
        heading = section_heading(without_markup(text))
        number = chinese_number(heading[0]) if heading else None
        if heading is None or number is None or number <= self._section[0]:
            return None
        return number, heading[1], section_id(heading[1])

    def _table_title(self, line: TextLine) -> None:
        name = table_title(line.text)
        assert name is not None
        self._kinds[line.place] = "table_title"
        if self._fold is not None and self._fold.begun and self._fold.declaration.name == name:
            self._next_title = line  # a page of the same table, or a second version of it
            return
        self._close()
        if any(table.declaration.name == name for table in self._tables):
            raise PlaceError(
                line.place,
                f"同一文件中“{line.text.strip()}”出现了两次",
                line.text,
                "请只保留一个版本",
            )
        # The furniture is shared: lines printed above the title and below it count alike.
        self._fold = Fold(TABLE_BY_NAME[name], line, self._page, self._kinds, self._document.id)

    # Prose

    def _paragraph(self, block: Paragraph) -> None:
        if self._fold is not None and (
            is_note(block.text) or (not self._fold.begun and says_empty(block.text))
        ):
            for part in block.parts:
                self._fold.add_note(part)
                self._kinds[part.place] = "table_note"
            return
        self._close()
        self._page = PageFurniture()
        for i, part in enumerate(block.parts):
            self._kinds[part.place] = "paragraph_continuation" if i else "paragraph"
        self._add_prose(block, heading=False)

    def _add_prose(self, block: Paragraph, *, heading: bool) -> None:
        number, title, identifier = self._section
        self._prose.append(
            SectionParagraph(
                number,
                title,
                identifier,
                self._subsection,
                heading,
                block,
                self._document.id,
            )
        )

    # Tables

    def _table(self, block: Table) -> None:
        lines = block.lines
        if is_project_page(lines):
            self._project_page(block)
            return
        if self._project is not None and self._project.continues(lines):
            self._project.add_page(lines)
            return
        if self._fold is None or not (
            not self._fold.begun or self._next_title is not None or self._fold.continues(lines)
        ):
            raise PlaceError(
                lines[0].place,
                "这张表没有已知的标题，无法归类",
                row_text(lines[0]),
                "请核对标题；确为新表，请在 scripts/yusuan/tables/ 中声明",
            )
        self._fold.add_page(lines, self._page)
        self._next_title = None
        self._page = PageFurniture()

    def _project_page(self, block: Table) -> None:
        if self._project is None or self._project_title is not None:
            title = self._project_title or self._untitled(block)
            self._project_title = None
            self._close()
            self._project = ProjectFold(
                title, self._kinds, self._levels_repeated, self._document.id
            )
        self._project.add_page(block.lines)

    def _untitled(self, block: Table) -> TextLine:
        """The line of prose right above a performance table is its title."""
        last = self._prose[-1] if self._prose else None
        if last is None or len(last.paragraph.parts) > 1 or "。" in last.paragraph.text:
            raise PlaceError(
                block.lines[0].place,
                "绩效目标表之前没有项目名称",
                row_text(block.lines[0]),
                "请在表前补上项目名称一行",
            )
        self._prose.pop()
        line = last.paragraph.parts[0]
        self._kinds[line.place] = "table_title"
        return line

    def _close(self) -> None:
        """End the open table: what follows is not part of it."""
        if self._fold is not None:
            if self._next_title is not None:
                raise _title_alone(self._next_title)
            self._tables.append(self._fold.finish())
            self._fold = None
        if self._project is not None:
            self._projects.append(self._project.finish())
            self._project = None
        if self._project_title is not None:
            raise _title_alone(self._project_title)

    # What must hold at the end

    def _check_end(self) -> None:
        """A document that ends inside a table while more was announced is cut off."""
        last = self._last_table_line()
        if last is None:
            return
        found = {key(part.paragraph.text) for part in self._prose if part.heading}
        found |= {key(without_markup(text)) for text in self._document.lines if "…" not in text}
        missing: list[ContentsEntry] = []  # behind the last one found: a table before it may lack
        for entry in self._contents:
            missing = [] if key(entry.title) in found else [*missing, entry]
        explained = any(part.section for part in self._prose)
        if missing or not explained:
            promised = (
                f"目录中的“{missing[0].title}”还没有出现" if missing else "情况说明还没有出现"
            )
            assert isinstance(last, LinePlace)
            text = self._document.lines[last.line - 1]
            raise PlaceError(last, f"文件在表格中间结束，{promised}", text, "请补全文件")

    def _last_table_line(self) -> Place | None:
        """The last line that holds text, if it belongs to a table; a cut row may lack its tabs."""
        last: Place | None = None
        for block in self._document.blocks:
            match block:
                case Table():
                    last = block.lines[-1].place
                case Heading(kind="table" | "project_table"):
                    last = block.place
                case Paragraph() if table_title(block.text):
                    last = block.place
                case Heading(kind="subsection") | Paragraph() if last is not None:
                    fragment = len(block.text) <= _LONGEST_FRAGMENT and not ended(block.text)
                    last = block.place if fragment else None
                case Heading() | Paragraph():
                    last = None
                case Furniture():
                    pass
        return last

    def _check_unique_projects(self) -> None:
        seen: dict[str, Place] = {}
        for project in self._projects:
            title = key(project.title.text)
            if title in seen:
                raise PlaceError(
                    project.title.place,
                    f"同一文件中“{project.title.text.strip()}”出现了两次（{say(seen[title])}）",
                    project.title.text,
                    "请只保留一个版本",
                )
            seen[title] = project.title.place

    def _check_every_line(self) -> None:
        for number, line in enumerate(self._document.lines, start=1):
            place = LinePlace(number)
            if line.strip() and place not in self._kinds:
                raise PlaceError(place, "这一行没有归入任何表格、段落或版式", line, "请核对该行")


def _title_alone(title: TextLine) -> PlaceError:
    return PlaceError(
        title.place,
        f"“{title.text.strip()}”只有标题，没有表格",
        title.text,
        "表格可能被截断，请补全",
    )


def _block_text(block: Heading | Furniture) -> str:
    return compact(block.text if isinstance(block, Heading) else block.value)
