"""The disclosure's own definitions (名词解释)."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from yusuan.declared import vocabulary as v
from yusuan.declared.fields import Field, Resource
from yusuan.model import Row, SectionParagraph
from yusuan.printed.numbering import NUMERAL
from yusuan.printed.text import chinese_number, without_markup

_MARKED = re.compile(
    r"(?:-\s+)?(?:([0-9]{1,3})\s*[、.．]|[（(]([0-9]{1,3})[)）])?\s*\*\*(.+?)\*\*\s*[：:](.+)"
)
_LONGEST_TERM = 80
_LONGEST_UNNUMBERED = 40
# 基本支出：指…, 基本支出是指…, 基本支出——指…; words such as 指标 define nothing.
_MEANS = r"(?=[是即]?指(?![标导挥定数南令派向]))"
_BETWEEN = rf"(?:\s*[：:]|\s*(?:[—–-]{{1,2}}|[，,。])?\s*{_MEANS})"
_TERM = rf"([^：:。，；,—]{{2,{_LONGEST_TERM}}}?){_BETWEEN}"
_PLAIN = re.compile(
    r"(?:-\s+)?(?:([0-9]{1,3})\s*[、.．]|[（(]([一二三四五六七八九十0-9]{1,3})[)）]|[①-⑳]\s*"
    rf"|({NUMERAL})、)\s*{_TERM}(.+)"
)
# Without a number: where none of the list has one, or the term is an item of the classification.
_UNNUMBERED = re.compile(rf"\s*(?!其中|例如|注|包括|如下)([“\"《]?){_TERM}(.+)")
# A term on a line of its own, its definition below: （一）财政拨款收入 / 指…
_ALONE = re.compile(
    rf"\s*(?:[0-9]{{1,3}}\s*[、.．]|[（(][一二三四五六七八九十0-9]{{1,3}}[)）]|{NUMERAL}、|[①-⑳])"
    rf"\s*([^：:。；，]{{2,{_LONGEST_TERM}}}?)\s*[：:]?\s*"
)
_DEFINES = re.compile(rf"\s*{_MEANS}")
# 【基本支出】为…, numbered or not.
_BRACKETED = re.compile(
    rf"\s*(?:(?:[0-9]{{1,3}}\s*[、.．]|[（(][一二三四五六七八九十0-9]{{1,3}}[)）]|{NUMERAL}、|[①-⑳])\s*)?"
    rf"【([^【】]{{2,{_LONGEST_TERM}}})】\s*[：:]?(.+)"
)
# 2.机关运行经费，为保障…: behind a number that goes on with the one before.
_LOOSE = re.compile(r"\s*([^：:。，；,—]{2,40}?)\s*(?:[，,]\s*(?=为(?!了)|是|即)|(?=反映))(.+)")
_LIST_NUMBER = re.compile(
    rf"\s*(?:(?P<arabic>[0-9]{{1,3}})\s*[、.．](?![0-9])|[（(](?P<bracketed>{NUMERAL}|[0-9]{{1,3}})[)）]"
    rf"|(?P<chinese>{NUMERAL})、)"
)
_ENDED = re.compile(r"(?<=[。；;])\s*(?=[0-9（(一二三四五六七八九十])")
_ASIDE = re.compile(r"\s*(?:附[件表录]|备?注)[0-9一二三四五六七八九十]{0,2}\s*[：:]")
_GROUPS = re.compile(r".*(?:类|科目|部分|方面|名词|术语|说明|情况|解释)\s*")
_ITEM = re.compile(r".*[（(][类款项][)）]")

GLOSSARY = Resource(
    name="glossary",
    title="名词解释",
    description="公开文件自己的名词解释。",
    description_en="The disclosure's own definitions of terms.",
    fields=(
        v.DISCLOSURE_ID,
        Field(
            name="term_no",
            kind="integer",
            title="名词序号",
            description="名词在“名词解释”中的次序，从 1 数起。",
            description_en="Order of the term, from 1.",
            required=True,
        ),
        Field(
            name="term",
            title="名词",
            description="被解释的名词，照原样印出。",
            description_en="The term as printed.",
            required=True,
        ),
        Field(
            name="definition",
            title="解释",
            description="解释的文字，照原样印出。",
            description_en="The definition as printed.",
            required=True,
        ),
        *v.PLACES,
    ),
    primary_key=("disclosure_id", "term_no"),
    foreign_keys=v.TO_SOURCE,
)


class _Entry(NamedTuple):
    term: str
    definition: str
    start: SectionParagraph
    end: SectionParagraph


def glossary_rows(disclosure_id: str, prose: tuple[SectionParagraph, ...]) -> Iterator[Row]:
    """One row per defined term; a paragraph that defines none goes on with the one before."""
    for number, entry in enumerate(_entries(prose), start=1):
        yield GLOSSARY.row(
            {
                "disclosure_id": disclosure_id,
                "term_no": number,
                "term": without_markup(entry.term).strip(),
                "definition": without_markup(entry.definition).strip(),
                "document_id": entry.start.document_id,
                "place": str(entry.start.paragraph.place),
                "place_end": str(entry.end.paragraph.place_end),
            }
        )


def _entries(prose: Iterable[SectionParagraph]) -> list[_Entry]:
    entries: list[_Entry] = []
    numbered = False
    open_ = False  # whether what follows may go on with the last entry
    last: tuple[str, int] | None = None  # the number of the list that the last entry has
    alone: SectionParagraph | None = None
    for part in prose:
        if part.section_id != "glossary":
            continue
        if part.heading:
            alone, open_ = part, False
            continue
        above, alone = alone, None
        for text in _apart(part.paragraph.text):
            number = _list_number(text)
            goes_on = _goes_on(last, number)
            if above and (term := _named_above(above, text)):
                entries.append(_Entry(term, text, above, part))
                numbered, open_, last = True, True, _list_number(above.paragraph.text)
            elif found := _defined(text, numbered=numbered) or (_loose(text) if goes_on else None):
                term, definition, of_list = found
                entries.append(_Entry(term, definition, part, part))
                numbered, open_, last = numbered or of_list, True, number or last
            elif goes_on or _ASIDE.match(text):
                open_, last = False, number if goes_on else last
            elif entries and open_:
                former = entries.pop()
                goes = f"{former.definition}\n{without_markup(text).strip()}"
                entries.append(former._replace(definition=goes, end=part))
            above = None
    return entries


def _goes_on(last: tuple[str, int] | None, number: tuple[str, int] | None) -> bool:
    """Whether ``number`` is the next of the list, or near it where some are left out."""
    if last is None or number is None or number[0] != last[0]:
        return False
    return 0 < number[1] - last[1] <= _MOST_LEFT_OUT


_MOST_LEFT_OUT = 3


def _defined(text: str, *, numbered: bool) -> tuple[str, str, bool] | None:
    """(term, definition, whether it is one of a numbered list) of a paragraph that defines one."""
    if match := _MARKED.match(text):
        return match[3], match[4], True
    plain = without_markup(text)
    if match := _BRACKETED.match(plain):
        return match[1], match[2], True
    if match := _PLAIN.match(plain):
        return match[4], match[5], True
    if (match := _UNNUMBERED.match(plain)) and (
        _ITEM.fullmatch(match[2]) or (not numbered and len(match[2]) <= _LONGEST_UNNUMBERED)
    ):
        return f"{match[1]}{match[2]}", match[3], False
    return None


def _loose(text: str) -> tuple[str, str, bool] | None:
    """A term behind the next number of the list that 指 does not define: 2.经费，为保障…"""
    number = _LIST_NUMBER.match(text)
    match = _LOOSE.match(text, number.end()) if number else None
    return (match[1], match[2], True) if match else None


def _named_above(above: SectionParagraph, text: str) -> str | None:
    """The term that stands on a line of its own above its definition."""
    match = _ALONE.fullmatch(above.paragraph.text)
    if match is None:
        return None
    ends = above.paragraph.text.rstrip().endswith(("：", ":"))
    plain = without_markup(text)
    sentence = plain.rstrip().endswith("。") and not _GROUPS.fullmatch(match[1])
    defines = _DEFINES.match(text) or (
        (ends or sentence) and not _LIST_NUMBER.match(text) and not _UNNUMBERED.match(plain)
    )
    return match[1] if defines else None


def _list_number(text: str) -> tuple[str, int] | None:
    """The style and value of the number that a paragraph of a list begins with."""
    return _number_at(without_markup(text), 0)


def _number_at(text: str, at: int) -> tuple[str, int] | None:
    match = _LIST_NUMBER.match(text, at)
    if match is None or match.lastgroup is None:
        return None
    shown = match[match.lastgroup]
    value = int(shown) if shown.isdigit() else chinese_number(shown)
    return None if value is None else (match.lastgroup, value)


def _apart(text: str) -> list[str]:
    """The definitions of one paragraph, numbered on in it: 1、收入：指甲。2、支出：指乙。"""
    last = _list_number(text)
    found: list[str] = []
    begin = 0
    for end in _ENDED.finditer(text):
        number = _number_at(text, end.end())
        if last and number == (last[0], last[1] + 1) and _PLAIN.match(text, end.end()):
            found.append(text[begin : end.start()])
            begin, last = end.end(), number
    return [*found, text[begin:]]
