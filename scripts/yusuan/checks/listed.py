"""The entries of the 目录 and the headings of the document, and which stands for which."""

import re
from collections.abc import Collection, Iterator

from yusuan.checks.evidence import Evidence
from yusuan.declared.sections import section_heading, section_id
from yusuan.errors import excerpt
from yusuan.model import ContentsEntry, SectionParagraph
from yusuan.printed.markup import without_tags
from yusuan.printed.slips import one_off
from yusuan.printed.text import compact, key, without_markup
from yusuan.stitching.wording import OWN

_PART = re.compile(r"部门预算(?:信息)?公开(?:表|情况说明)|.*部分.*|.{0,2}")
_NUMBER = re.compile(
    r"^(?:第?[(]?[一二三四五六七八九十0-9]{1,3}[)]?(?:部分)?[、.．:：]?|"
    r"(?:公开|附|预算|决算)*(?:表[一二三四五六七八九十0-9-]{1,4}|[0-9]{1,2}表)[:：、.]?)*"
)
_YEAR = re.compile(r"20[0-9]{2}年(?:度|初)?")
_SHORTEST, _LONGEST = 4, 40
_STYLES = tuple(
    re.compile(style)
    for style in (
        r"第[一二三四五六七八九十]+部分|附[件表]",
        r"[一二三四五六七八九十]{1,3}[、.．]",
        r"[(（][一二三四五六七八九十]{1,3}[)）]",
        r"[0-9]{1,2}[、.．]|表[一二三四五六七八九十0-9]",
    )
)


def headings(evidence: Evidence) -> list[tuple[str, SectionParagraph]]:
    """The headings of the prose as printed, each with its paragraph."""
    return [
        (without_tags(without_markup(part.paragraph.text)).strip(), part)
        for part in evidence.prose
        if part.heading
    ]


def bare(title: str) -> str:
    """A title as it is compared with its entry in the 目录: without numbers, year and marks."""
    text = _YEAR.sub("", key(without_markup(title)).lstrip("#"))  # before 二、2017年 is a number
    return _NUMBER.sub("", text)


def nearest(entry: ContentsEntry, printed: list[str]) -> str:
    """The title that is there and one character off, in words."""
    title = bare(entry.title)
    near = next((other for other in printed if one_off(title, bare(other))), None)
    return "" if near is None else f"，只差一字的是“{excerpt(near.strip())}”"


def announced(evidence: Evidence) -> Iterator[tuple[ContentsEntry, bool]]:
    """The entries of the 目录 that are due in the document, and whether they are there."""
    printed = {bare(part.paragraph.text) for part in evidence.prose}
    printed |= {bare(title) for title in evidence.titles}
    printed |= {bare(project.title) for project in evidence.projects}
    sections = {part.section_id for _, part in headings(evidence) if part.section_id is not None}
    entries = evidence.contents
    for entry, following in zip(entries, (*entries[1:], None), strict=True):
        if _PART.fullmatch(compact(entry.title)) or _is_group(entry, following):
            continue
        if entry.title.rstrip().endswith("表") and not evidence.tables:
            continue  # the tables are published in a document of their own
        if entry.role is None and _ATTACHED.fullmatch(compact(entry.title)):
            continue  # 附件：某某局2024年度部门预算表: all of them
        yield entry, _is_present(evidence, entry, printed, sections)


_ATTACHED = re.compile(
    r"附[件表录]?[0-9一二三四五六七八九十]{0,2}[:：、.．]?.{0,40}(?:预算|决算)(?:公开)?(?:报?表|表格|套表)"
)


def _is_group(entry: ContentsEntry, following: ContentsEntry | None) -> bool:
    """Whether entries numbered in another way are listed under this one."""
    if following is None:
        return False
    mine, below = style(entry.title), style(following.title)
    return mine is not None and below is not None and below > mine


def style(title: str) -> int | None:
    """0 for 第一部分, 1 for 一、, 2 for （一）, 3 for 1.; None without a number."""
    compared = compact(title)
    return next((i for i, style in enumerate(_STYLES) if style.match(compared)), None)


def stands_in(title: str, titles: Collection[str]) -> bool:
    """Whether one of ``titles`` is ``title``, or either is the other with more words to it."""
    return title in titles or any(
        len(other) >= _SHORTEST and len(title) >= _SHORTEST and (title in other or other in title)
        for other in titles
        if len(other) <= _LONGEST
    )


def _is_present(
    evidence: Evidence, entry: ContentsEntry, printed: set[str], sections: set[str]
) -> bool:
    title = bare(entry.title)
    if entry.role is not None and title.endswith("表") and entry.role not in evidence.tables:
        # The title alone, without its table, is not the table.
        return entry.role in evidence.unbound_roles or stands_in(
            title, {bare(other) for other in evidence.nearest_titles}
        )
    # A page number may stand right behind the title, or the text on one line with its heading.
    alone = title.rstrip("0123456789")
    if stands_in(title, printed) or any(other.startswith(alone) for other in printed):
        return True
    named = OWN.sub("", title)
    if named != title and any(other.endswith(named) for other in printed if len(other) <= _LONGEST):
        return True
    heading = section_heading(entry.title)
    if entry.role is not None and (
        entry.role not in evidence.tables or title.endswith("表") or not sections or heading is None
    ):
        return entry.role in evidence.tables
    return heading is not None and section_id(heading[1]) in sections
