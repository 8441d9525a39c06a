"""What the document announces: its 目录 against its tables and sections."""

import re
from collections.abc import Iterator
from itertools import pairwise

from yusuan.checks.evidence import Evidence
from yusuan.checks.model import Check, Outcome, Statement, not_due
from yusuan.evidence.places import Place, say_briefly
from yusuan.model import ContentsEntry, SectionParagraph
from yusuan.sections import section_heading, section_id
from yusuan.text import compact, key, without_markup

# Tables that the template prints inside a section; the 目录 does not list them.
INSIDE_SECTIONS = ("institutions", "procurement", "fixed_assets")
_PART = re.compile(r"部门预算(?:信息)?公开(?:表|情况说明)|.*部分.*")


def _headings(evidence: Evidence) -> list[tuple[str, SectionParagraph]]:
    return [
        (without_markup(part.paragraph.text).strip(), part)
        for part in evidence.prose
        if part.heading
    ]


def contents_present(evidence: Evidence) -> Iterator[Outcome]:
    """What the 目录 lists is in the document."""
    if not evidence.contents:
        yield not_due("文件没有目录")
        return
    headings = _headings(evidence)
    titles = {key(text) for text, _ in headings}
    sections = {part.section_id for _, part in headings if part.section_id is not None}
    for entry in evidence.contents:
        if _PART.fullmatch(compact(entry.title)):
            continue
        present = _is_present(evidence, entry, titles, sections)
        yield Statement(
            "pass" if present else "fail",
            f"目录{say_briefly(entry.place)}的“{entry.title}”"
            + ("在文件中。" if present else "，在文件中没有找到。"),
            left=entry.title,
            right="" if present else "没有找到",
            places=(entry.place,),
        )


def _is_present(
    evidence: Evidence, entry: ContentsEntry, titles: set[str], sections: set[str]
) -> bool:
    if key(entry.title) in titles:
        return True
    if entry.role is not None:
        return entry.role in evidence.tables
    heading = section_heading(entry.title)
    if heading is not None:
        return section_id(heading[1]) in sections
    return any(key(entry.title) == key(project.title) for project in evidence.projects)


def contents_complete(evidence: Evidence) -> Iterator[Outcome]:
    """The published tables and the sections of the document are listed in its 目录."""
    if not evidence.contents:
        yield not_due("文件没有目录")
        return
    listed_tables = {entry.role for entry in evidence.contents}
    listed = {key(entry.title) for entry in evidence.contents}
    listed_sections = {
        section_id(heading[1])
        for entry in evidence.contents
        if (heading := section_heading(entry.title)) is not None
    }
    for table in evidence.tables.values():
        if table.name not in INSIDE_SECTIONS:
            yield _listed(table.title, table.table.place, table.name in listed_tables)
    if not listed_sections:
        return
    for text, part in _headings(evidence):
        heading = section_heading(text)
        if heading is None or part.section == 0 or part.subsection is not None:
            continue
        known = part.section_id is not None and part.section_id in listed_sections
        there = key(text) in listed or known
        yield _listed(f"“{text}”", part.paragraph.place, there)


def _listed(title: str, place: Place, listed: bool) -> Statement:
    return Statement(
        "pass" if listed else "fail",
        f"{title}（{say_briefly(place)}）" + ("列在目录中。" if listed else "没有列在目录中。"),
        left=title,
        right="" if listed else "目录中没有",
        places=(place,),
    )


def contents_order(evidence: Evidence) -> Iterator[Outcome]:
    """The page numbers of the 目录 do not go back."""
    pages = [entry for entry in evidence.contents if entry.page is not None]
    if len(pages) < 2:
        yield not_due("目录没有印出页码")
        return
    for before, after in pairwise(pages):
        assert before.page is not None
        assert after.page is not None
        if after.page < before.page:
            yield Statement(
                "fail",
                f"目录中“{before.title}”在第 {before.page} 页（{say_briefly(before.place)}），"
                f"其后的“{after.title}”在第 {after.page} 页（{say_briefly(after.place)}）。",
                left=str(before.page),
                right=str(after.page),
                places=(before.place, after.place),
            )
            return
    first, last = pages[0].page, pages[-1].page
    yield Statement("pass", f"目录的页码从 {first} 到 {last} 依次排列。", left=f"{first}–{last}")


CHECKS: tuple[Check, ...] = (
    Check(
        id="contents-present",
        title="目录所列",
        rule="目录列出的表和章节在文件中都有。",
        severity="warning",
        basis="公开模板；财预〔2016〕143号（空表也要列示）",
        family="text_against_tables",
        evaluate=contents_present,
    ),
    Check(
        id="contents-complete",
        title="目录是否列全",
        rule="公开表和情况说明的章节都列在目录中；有目录时适用。",
        severity="warning",
        basis="公开模板",
        family="text_against_tables",
        evaluate=contents_complete,
    ),
    Check(
        id="contents-order",
        title="目录的页码",
        rule="目录的页码依次递增。",
        severity="notice",
        basis="公开模板",
        family="text_against_tables",
        evaluate=contents_order,
    ),
)
