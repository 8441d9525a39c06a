"""What the document announces: its 目录 against its tables and sections."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise, takewhile

from yusuan.checks.cut_short import cut_heading, nothing_below, subsections_filled
from yusuan.checks.evidence import Evidence
from yusuan.checks.listed import announced, bare, headings, nearest, stands_in
from yusuan.checks.model import Check, Outcome, Statement, not_due
from yusuan.checks.unread_grids import UnreadGrid
from yusuan.declared.sections import section_heading, section_id
from yusuan.errors import excerpt
from yusuan.evidence.places import LinePlace, Place, named, order, say_all, say_briefly
from yusuan.model import SectionParagraph
from yusuan.printed.markup import without_tags
from yusuan.printed.slips import one_off
from yusuan.printed.text import key, without_markup
from yusuan.stitching.wording import ended

# Tables that the template prints inside a section; the 目录 does not list them.
INSIDE_SECTIONS = ("institutions", "procurement", "fixed_assets")
_LONGEST = 40
_SHORTEST_SENTENCE, _ENOUGH, _CERTAIN, _SHOWN = 8, 10, 2, 20


# An open clause, or a figure of money without its unit.
_BROKEN_OFF = re.compile(
    r"[，、（(“《,]$|(?:增加|减少|安排|收入|支出|[共合总]计)[0-9][0-9,]*(?:\.[0-9]*)?$"
)


def contents_present(evidence: Evidence) -> Iterator[Outcome]:
    """What the 目录 lists is in the document.

    An entry that others are listed under names a part, which need have no heading of its own. A
    table may be one of figures over which no title can be read.
    """
    if not evidence.contents:
        yield not_due("文件没有目录")
        return
    printed = [*evidence.titles, *(text for text, _ in headings(evidence))]
    for entry, present in announced(evidence):
        listed = f"目录{say_briefly(entry.place)}的“{entry.title}”"
        table = entry.role is not None or bare(entry.title).endswith("表")
        if not present and table and evidence.untitled:
            where = say_all(map(named, evidence.untitled[:_CERTAIN]))
            said = f"{listed}，在文件中没有找到；{where}的表没有读得出的标题，可能是它。"
            yield Statement("not_comparable", f"无法核对：{said}", places=(entry.place,))
            continue
        yield Statement(
            "pass" if present else "fail",
            listed
            + (
                "在文件中。"
                if present
                else f"，在文件中没有找到{nearest(entry, [*evidence.unbound_titles, *printed])}。"
            ),
            left=entry.title,
            right="" if present else "没有找到",
            subject=entry.title,
            places=(entry.place,),
            absent="document",
        )


def tables_read(evidence: Evidence) -> Iterator[Outcome]:
    """A table that the 目录 lists and whose title is there was read as one; so is any other one."""
    if not evidence.tables or not (evidence.contents or evidence.unread_grids):
        yield not_due("文件没有目录或没有表")
        return
    titles = {bare(other) for other in evidence.unbound_titles}
    lost = [
        entry
        for entry in evidence.contents
        if entry.role is not None
        and entry.role not in evidence.tables
        and bare(entry.title).endswith("表")
        and bare(entry.title) in titles
    ]
    causes = {bare(grid.title): _caused(grid) for grid in evidence.unread_grids}
    for entry in lost:
        yield Statement(
            "fail",
            f"目录{say_briefly(entry.place)}的“{entry.title}”在文件中，但{causes.get(bare(entry.title), '')}"
            "没有读成表，其中的数字没有核对。",
            left=entry.title,
            right="没有读成表",
            subject=entry.title,
            places=(entry.place,),
            absent="document",
        )
    announced = {bare(entry.title) for entry in lost}
    others = [grid for grid in evidence.unread_grids if bare(grid.title) not in announced]
    if evidence.contents:  # then the entry of that table is not found, and says so
        others = [grid for grid in others if not grid.meant]
    yield from _told(others)
    if not lost and not others:
        yield Statement("pass", "目录所列而在文件中的表都读成了表。")


def _caused(grid: UnreadGrid) -> str:
    """What is amiss with a head, in words: a label one character off another one, or printed twice."""
    if grid.twice:
        return f"表头的“{excerpt(grid.twice)}”印了两次，"
    return (
        "" if grid.slip is None else f"表头的“{excerpt(grid.slip[0])}”与“{grid.slip[1]}”只差一字，"
    )


def _told(grids: list[UnreadGrid]) -> Iterator[Statement]:
    """What is amiss with each."""
    for grid in grids:
        where = say_briefly(grid.place)
        if grid.continues:
            unit, said = grid.units
            why = f"单位印作“{unit}”，前面印作“{said}”"
            if grid.head:
                why = f"栏目印作“{grid.head[0]}”，前面印作“{grid.head[1]}”"
            elif key(unit) == key(said):
                why = "与前面的各行之间印有另外的文字"
            message = (
                f"“{grid.continues}”的续页（{where}）{why}，没有接成一张表，其中的数字没有核对。"
            )
        else:
            meant = f"与“{grid.meant}”只差一字，" if grid.meant else ""
            why = meant or _caused(grid) or "的表头没有认出应有的栏目，"
            message = f"“{grid.title}”（{where}）{why}没有读成表，其中的数字没有核对。"
        yield Statement(
            "fail",
            message,
            left=grid.title or f"{grid.continues}的续页",
            right="没有读成表",
            subject=grid.title or grid.continues,
            places=(grid.place,),
        )


def sections_filled(evidence: Evidence) -> Iterator[Outcome]:
    """A numbered section says something before the next begins, or before the document ends."""
    if evidence.tables_only:
        yield not_due("没有保存文字")
        return
    if any(not isinstance(named(part.paragraph.place), LinePlace) for part in evidence.prose):
        yield not_due("这种格式的文件，看不出表在哪一章")
        return
    said = [part for part in evidence.prose if part.paragraph.text.strip()]
    headed = Counter(bare(part.paragraph.text) for part in said if part.heading)
    tables = [table.table.place for table in evidence.tables.values()]
    tables += [goal.place for goal in evidence.projects]
    count = 0
    for n, part in enumerate(said):
        after = said[n + 1] if n + 1 < len(said) else None
        text = without_tags(without_markup(part.paragraph.text)).strip()
        heading = section_heading(text)
        if not part.heading or heading is None or section_id(heading[1]) is None:
            continue
        if headed[bare(part.paragraph.text)] > 1 or heading[1].rstrip().endswith("表"):
            continue  # a list of contents that was not known as one
        followed = after is not None and not (
            after.heading and section_heading(without_markup(after.paragraph.text).strip())
        )
        begin = order(part.paragraph.place)
        end = order(after.paragraph.place) if after is not None else None
        if followed or any(
            begin < order(place) and (end is None or order(place) < end) for place in tables
        ):
            count += 1
            continue
        yield nothing_below(text, part.paragraph.place)
    yield from subsections_filled(said, tables)
    if count:
        yield Statement("pass", f"{count} 章有内容。", left=f"{count} 章")


def document_whole(evidence: Evidence) -> Iterator[Outcome]:
    """The document goes on to the end of its 目录 and does not stop inside a sentence.

    One last entry that is missing alone, where the text ends whole, is only ``contents_present``'s.
    """
    yield from _broken_off(evidence)
    due = list(announced(evidence)) if evidence.contents else []
    missing = list(takewhile(lambda each: not each[1], reversed(due)))
    if due and (inside := cut_heading(evidence, due[-1][0])) is not None:
        yield inside
        return
    last = _last_words(evidence)
    text = "" if last is None else without_markup(last.paragraph.text).strip()
    stopped = last is not None and len(text) >= _SHORTEST_SENTENCE and not ended(text)
    certain = 1 if stopped and _others_end(evidence) else _CERTAIN
    if len(missing) < len(due) and len(missing) >= certain:
        entry = missing[0][0]
        yield Statement(
            "fail",
            f"目录的最后 {len(missing)} 项，到“{entry.title}”（{say_briefly(entry.place)}），"
            "在文件中没有找到，文件像是只有前面一部分；请换用完整的文件。",
            left=entry.title,
            right="没有找到",
            places=(entry.place,),
            absent="document",
        )
        return
    if last is None:
        yield not_due("没有可以判断的目录和文字")
        return
    place = last.paragraph.place_end
    cut = stopped and text[-1] in "，、（(“《,"
    yield Statement(
        "fail" if cut else "pass",
        f"文件的文字止于“{text[-_SHOWN:]}”（{say_briefly(place)}）"
        + ("，断在句中；请换用完整的文件。" if cut else "。"),
        left=text[-_SHOWN:],
        places=(place,),
        absent="document",
    )


def _broken_off(evidence: Evidence) -> Iterator[Statement]:
    """Paragraphs that stop inside a sentence before a heading, where nearly all others end."""
    said = [part for part in evidence.prose if part.paragraph.text.strip()]
    texts = [without_markup(part.paragraph.text).strip() for part in said]
    long = [n for n, part in enumerate(said) if not part.heading and len(texts[n]) >= _LONGEST]
    stopped = [n for n in long if _BROKEN_OFF.search(texts[n])]
    if len(long) < _ENOUGH or len(stopped) * _ENOUGH > len(long):
        return
    tables = [order(table.table.place) for table in evidence.tables.values()]
    for n in stopped:
        after = said[n + 1] if n + 1 < len(said) else None
        if after is None or not (after.heading or section_heading(texts[n + 1])):
            continue
        begin, end = order(said[n].paragraph.place), order(after.paragraph.place)
        if any(begin < place < end for place in tables):
            continue
        place = said[n].paragraph.place_end
        yield Statement(
            "fail",
            f"文字在“{texts[n][-_SHOWN:]}”（{say_briefly(place)}）断在句中，其后是“{texts[n + 1][:_SHOWN]}”。",
            left=texts[n][-_SHOWN:],
            places=(place,),
            absent="document",
        )


def _last_words(evidence: Evidence) -> SectionParagraph | None:
    """The last paragraph of the prose, if no table and no other document stands behind it."""
    said = [part for part in evidence.prose if part.paragraph.text.strip()]
    if not said or said[-1].heading or len({part.document_id for part in said}) > 1:
        return None
    last = said[-1]
    behind = [table.table.place_end for table in evidence.tables.values()]
    return last if all(order(place) < order(last.paragraph.place) for place in behind) else None


def _others_end(evidence: Evidence) -> bool:
    """Whether every long paragraph but the last ends with a sentence."""
    others = [
        without_markup(part.paragraph.text)
        for part in evidence.prose
        if not part.heading and len(part.paragraph.text) >= _LONGEST
    ][:-1]
    return len(others) >= _ENOUGH and all(map(ended, others))


# 部门收支总表, 《收支总表》, 收支总表（公开01表）……3
_NAMES_A_TABLE = re.compile(r"表[》”』]?(?:\s*[（(][^（()）]*[)）])?[\s.·…⋯_—0-9-]*$")


def contents_complete(evidence: Evidence) -> Iterator[Outcome]:
    """The published tables and the sections of the document are listed in its 目录.

    Sections are due where the 目录 lists most of them: some list the parts only, or the tables and
    none of the sections that explain them (收入决算表 is not 收入决算情况说明). A 目录 none of whose
    entries is called a table lists none: 三、部门收支总体情况 is a section, and 第二部分 部门预算表 a
    part.
    """
    if not evidence.contents:
        yield not_due("文件没有目录")
        return
    listed_tables = {entry.role for entry in evidence.contents if entry.role is not None}
    listed = {bare(entry.title) for entry in evidence.contents}
    of_text = [entry for entry in evidence.contents if not _NAMES_A_TABLE.search(entry.title)]
    listed_sections = {
        section_id(heading[1])
        for entry in of_text
        if (heading := section_heading(entry.title)) is not None
    }
    tables = [
        (
            table.title,
            table.table.place,
            table.name in listed_tables or stands_in(bare(table.table.title), listed),
        )
        for table in evidence.tables.values()
        if table.name not in INSIDE_SECTIONS and table.table.title.strip()
    ]
    lists_tables = any(
        entry.role is not None and _NAMES_A_TABLE.search(entry.title) for entry in evidence.contents
    )
    if lists_tables and 2 * sum(there for _, _, there in tables) > len(tables):
        for title, place, there in tables:
            yield _listed(title, place, there)
    if not listed_sections:
        return
    named_sections = {bare(entry.title) for entry in of_text}
    found: list[tuple[str, SectionParagraph, bool]] = []
    for text, part in headings(evidence):
        heading = section_heading(text)
        if heading is None or part.section == 0 or part.subsection is not None:
            continue
        own = section_id(heading[1])
        known = (own is not None and own in listed_sections) or bare(text) in listed
        known = known or any(one_off(bare(text), name) for name in named_sections)
        found.append((text, part, known or stands_in(bare(text), named_sections)))
    due = [group for group in _by_part(evidence, found) if _mostly(group)]
    if not due:
        yield not_due("目录没有逐一列出章节")
    for text, part, there in (each for group in due for each in group):
        yield _listed(f"“{text}”", part.paragraph.place, there)


_Section = tuple[str, SectionParagraph, bool]


def _by_part(evidence: Evidence, found: list[_Section]) -> Iterator[list[_Section]]:
    """The sections of each part of the explanation: some parts are listed without theirs."""
    opens = sorted(
        part.section
        for text, part in headings(evidence)
        if part.subsection is None and section_heading(text) is None
    )
    groups: dict[int, list[_Section]] = {}
    for each in found:
        groups.setdefault(bisect_right(opens, each[1].section), []).append(each)
    return iter(groups.values())


def _mostly(group: list[_Section]) -> bool:
    return 2 * sum(there for _, _, there in group) > len(group)


def _listed(title: str, place: Place, listed: bool) -> Statement:
    return Statement(
        "pass" if listed else "fail",
        f"{title}（{say_briefly(place)}）" + ("列在目录中。" if listed else "没有列在目录中。"),
        left=title,
        right="" if listed else "目录中没有",
        subject=title,
        places=(place,),
        absent="document",
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
        consequence="presence",
        basis="公开模板；财预〔2016〕143号（空表也要列示）",
        family="text_against_tables",
        evaluate=contents_present,
    ),
    Check(
        id="contents-read",
        title="目录所列的表读成了表",
        rule="目录列出、文件中有标题的公开表，都读成了表，续页接上前页；没有读成的，其中的数字没有核对。",
        severity="warning",
        consequence="presence",
        basis="公开模板",
        family="text_against_tables",
        evaluate=tables_read,
    ),
    Check(
        id="sections-filled",
        title="各章有内容",
        rule="情况说明的每一章，在下一章或文件结束之前有文字或表；“总体情况”一章内收入、"
        "支出及其增减的小标题，在下一个小标题或下一章之前也有。原件是文本时适用，其他格式看不出表在哪一章。",
        severity="warning",
        consequence="presence",
        basis="公开模板",
        family="text_against_tables",
        evaluate=sections_filled,
    ),
    Check(
        id="document-whole",
        title="文件是否完整",
        rule="目录的最后几项在文件中，文件的文字不断在句中。",
        severity="error",
        consequence="incomplete",
        basis="公开文件应当完整",
        family="text_against_tables",
        evaluate=document_whole,
    ),
    Check(
        id="contents-complete",
        title="目录是否列全",
        rule="公开表和情况说明的章节都列在目录中；有目录时适用。",
        severity="warning",
        consequence="presence",
        basis="公开模板",
        family="text_against_tables",
        evaluate=contents_complete,
    ),
    Check(
        id="contents-order",
        title="目录的页码",
        rule="目录的页码依次递增。",
        severity="notice",
        consequence="wording",
        basis="公开模板",
        family="text_against_tables",
        evaluate=contents_order,
    ),
)
