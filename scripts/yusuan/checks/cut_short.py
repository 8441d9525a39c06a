"""Where a text stops short: a heading without its paragraph, the end of a document within one."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from yusuan.checks.evidence import Evidence
from yusuan.checks.listed import bare, style
from yusuan.checks.model import Statement
from yusuan.declared.sections import section_heading
from yusuan.evidence.places import Place, order, say_briefly
from yusuan.model import ContentsEntry, SectionParagraph
from yusuan.printed.markup import without_tags
from yusuan.printed.text import without_markup

_SHORTEST, _SHOWN = 3, 20
_EXPLAINED = "overview"  # the section whose headings are looked at

# 1、收入说明: a heading inside a section, which tells what its paragraph explains.
_SUBSECTION = re.compile(
    r"[（(]?[0-9一二三四五六七八九十]{1,2}[)）]?[、.．]?\s?[^，。；：,;:0-9]{0,12}"
    r"(?:收入|支出|收支|增减|变化)[^，。；：,;:0-9]{0,6}(?:说明|情况|原因)"
)


def subsections_filled(
    said: Sequence[SectionParagraph], tables: Sequence[Place]
) -> Iterator[Statement]:
    """Headings of figures inside a section say something before the next heading."""
    for part, after in pairwise(said):
        text = without_tags(without_markup(part.paragraph.text)).strip()
        behind = without_tags(without_markup(after.paragraph.text)).strip()
        if part.section_id != _EXPLAINED or not _SUBSECTION.fullmatch(text):
            continue
        begin, end = order(part.paragraph.place), order(after.paragraph.place)
        within = after.section_id == part.section_id
        if not _SUBSECTION.fullmatch(behind) and (within or not section_heading(behind)):
            continue
        if within and style(text) != style(behind):
            continue  # （一）… with 1、… under it
        if any(begin < order(place) < end for place in tables):
            continue
        yield nothing_below(text, part.paragraph.place)


def nothing_below(heading: str, place: Place) -> Statement:
    """That a heading has nothing below it."""
    return Statement(
        "fail",
        f"“{heading}”（{say_briefly(place)}）之下没有内容。",
        left=heading,
        right="没有内容",
        subject=heading,
        places=(place,),
        absent="document",
    )


def cut_heading(evidence: Evidence, entry: ContentsEntry) -> Statement | None:
    """The document ends in the middle of the heading that its 目录 lists last."""
    said = [part for part in evidence.prose if part.paragraph.text.strip()]
    if not said or len({part.document_id for part in said}) > 1:
        return None
    text = without_markup(said[-1].paragraph.text).strip()
    title, printed = bare(entry.title).rstrip("0123456789"), bare(text)
    if not _SHORTEST <= len(printed) < len(title) or not title.startswith(printed):
        return None
    place = said[-1].paragraph.place_end
    return Statement(
        "fail",
        f"文件的文字止于“{text[-_SHOWN:]}”（{say_briefly(place)}），断在标题“{entry.title}”"
        f"（{say_briefly(entry.place)}）中；请换用完整的文件。",
        left=text[-_SHOWN:],
        places=(place, entry.place),
        absent="document",
    )
