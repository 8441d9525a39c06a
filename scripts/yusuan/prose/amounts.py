"""Every amount in prose: what it is, whether a level or a change, in which direction."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Literal, NamedTuple

from yusuan import vocabulary as v
from yusuan.evidence.places import Place
from yusuan.fields import Field, Resource
from yusuan.model import Row, SectionParagraph
from yusuan.numbers import (
    MAXIMUM_DIGITS,
    fits_package,
    parse_number,
    to_package_unit,
    to_yuan,
)
from yusuan.prose.narrative import PARAGRAPH_NO, SECTION_NO, numbered_prose

Direction = Literal["increase", "decrease"]

_AMOUNT = re.compile(
    r"(?P<number>\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(?P<unit>亿元|百万元|万元|千元|元)"
    r"(?!/)"
)
_SENTENCE_ENDS = "。！？\n"
# A short bracket belongs to a name, as in 因公出国（境）费; an open or a long one does not.
_CLAUSE_STARTS = re.compile(
    r"[，,；;：:。！？\n]|[（(](?![^（()）]*[)）])|(?<=[^（(]{3})[)）]|(?<=元)(?:和|及|与)"
)
_BEFORE_YEAR = re.compile(r"(?:较|比|与)(?:上年|去年|(?P<year>20\d{2})\s*年(?:度)?)")
_CHANGES: tuple[tuple[str, Direction], ...] = (
    ("增加", "increase"),
    ("增长", "increase"),
    ("上升", "increase"),
    ("增支", "increase"),
    ("减少", "decrease"),
    ("下降", "decrease"),
    ("降低", "decrease"),
    ("压减", "decrease"),
    ("减支", "decrease"),
)
_LEADING = re.compile(
    r"^(?:其中|包括|反映|主要为|共计|和|及|与|我部门|本部门|我单位|全年|当年|20\d{2}\s*年(?:度)?|本年度?"
    r"|年度(?=预算|收入|支出))+"
)
_TRAILING = re.compile(
    r"(?:共计|合计|总计)?(?:安排|拟安排|为|是|达|达到|共|约|不超过|不低于|不少于|不高于|计)+\s*$"
)
_ARRANGED = re.compile(r"^.*安排(?=\S{2,})|^.*(?=上年末)")

STATED_AMOUNTS = Resource(
    name="stated_amounts",
    title="文字中的金额",
    description="情况说明的文字里出现的每一个金额。",
    description_en="Every amount that the prose states.",
    fields=(
        v.DISCLOSURE_ID,
        Field(
            name="amount_no",
            kind="integer",
            title="金额序号",
            description="金额在文中的次序，从 1 数起。",
            description_en="Order of the amount in the text, from 1.",
            required=True,
        ),
        SECTION_NO,
        PARAGRAPH_NO,
        Field(
            name="subject",
            title="所指",
            description="这个金额说的是什么，取自金额前的文字。",
            description_en="What the amount is, from the words before it.",
            required=True,
        ),
        Field(
            name="amount_type",
            title="金额类型",
            description="level 为数额本身，change 为比上年的增减额。",
            description_en="The amount itself, or a change against the year before.",
            required=True,
            enum=("level", "change"),
        ),
        Field(
            name="change_direction",
            title="增减方向",
            description="increase 为增加，decrease 为减少；数额本身为空。",
            description_en="Whether a change is an increase or a decrease; null for a level.",
            enum=("increase", "decrease"),
        ),
        Field(
            name="compared_year",
            kind="integer",
            title="比较年度",
            description="增减额与哪一年相比；文中没有写明的为空。",
            description_en="The year that a change compares with; null where not stated.",
        ),
        v.amount(
            "amount", "金额", "金额，以万元计；增减额为正数。", "The amount; a change is positive."
        ),
        Field(
            name="amount_yuan",
            kind="yuan",
            title="金额（元）",
            description="金额，以元计。",
            description_en="The amount in yuan.",
            unit="元",
            required=True,
        ),
        Field(
            name="published_text",
            title="印出的数字",
            description="文中印出的数字。",
            description_en="The figure as printed.",
            required=True,
        ),
        Field(
            name="published_unit",
            title="印出的单位",
            description="文中印出的单位。",
            description_en="The unit as printed.",
            required=True,
        ),
        Field(
            name="sentence",
            title="原句",
            description="金额所在的句子。",
            description_en="The sentence that states it.",
            required=True,
        ),
        v.DOCUMENT_ID,
        v.PLACE.with_(required=True),
    ),
    primary_key=("disclosure_id", "amount_no"),
    foreign_keys=v.TO_SOURCE,
)


class StatedAmount(NamedTuple):
    """An amount found in a text; ``start`` is where its digits begin."""

    subject: str
    change: Direction | None
    compared_year: int | None
    value: Decimal
    number: str
    unit: str
    sentence: str
    start: int


def find_amounts(text: str, fiscal_year: int) -> Iterator[StatedAmount]:
    """Every amount with a currency unit in ``text``, in order."""
    last_subject = ""
    for match in _AMOUNT.finditer(text):
        number = match["number"].replace("，", ",")
        value = parse_number(number)
        if len(value.as_tuple().digits) > MAXIMUM_DIGITS:
            continue
        begin = max(text.rfind(end, 0, match.start()) for end in _SENTENCE_ENDS) + 1
        ends = [p for p in (text.find(end, match.end()) for end in _SENTENCE_ENDS) if p >= 0]
        sentence = text[begin : min(ends, default=len(text) - 1) + 1].strip()
        clause_start = begin
        for boundary in _CLAUSE_STARTS.finditer(text[: match.start()], begin):
            clause_start = boundary.end()
        clause = text[clause_start : match.start()]
        change = _change(clause)
        compared = None
        subject = clause
        if change is not None:
            direction, at = change
            before = clause[:at]
            stated = [*_BEFORE_YEAR.finditer(text, begin, clause_start + at)]
            if stated:
                compared = int(stated[-1]["year"]) if stated[-1]["year"] else fiscal_year - 1
            subject = _BEFORE_YEAR.sub("", before)
            subject = re.sub(r"^(?:预算|收支|支出|收入)$", "", _cleaned(subject)) or last_subject
            yield StatedAmount(
                subject or last_subject or sentence,
                direction,
                compared,
                value,
                match["number"],
                match["unit"],
                sentence,
                match.start(),
            )
            continue
        subject = _cleaned(subject) or last_subject or sentence
        last_subject = subject
        yield StatedAmount(
            subject, None, None, value, match["number"], match["unit"], sentence, match.start()
        )


def _change(clause: str) -> tuple[Direction, int] | None:
    """(direction, where the word of change begins) if the clause states a change."""
    for word, direction in _CHANGES:
        at = clause.rfind(word)
        if at >= 0 and re.fullmatch(r"(?:了|约|额|为)*\s*", clause[at + len(word) :]):
            return direction, at
    return None


def _cleaned(subject: str) -> str:
    subject = subject.strip(' “”"、：:')
    subject = _ARRANGED.sub("", _LEADING.sub("", subject).strip())
    return _TRAILING.sub("", subject).strip(' "：:')


def amount_rows(
    disclosure_id: str, fiscal_year: int, prose: tuple[SectionParagraph, ...]
) -> Iterator[Row]:
    """One row per amount, in the order of the text."""
    count = 0
    for paragraph_no, part in numbered_prose(prose):
        text = part.paragraph.text
        for found in find_amounts(text, fiscal_year):
            amount = to_package_unit(found.value, found.unit)
            if not fits_package(amount):
                continue
            count += 1
            yield STATED_AMOUNTS.row(
                {
                    "disclosure_id": disclosure_id,
                    "amount_no": count,
                    "section_no": part.section,
                    "paragraph_no": paragraph_no,
                    "subject": found.subject,
                    "amount_type": "change" if found.change else "level",
                    "change_direction": found.change,
                    "compared_year": found.compared_year,
                    "amount": amount,
                    "amount_yuan": to_yuan(found.value, found.unit),
                    "published_text": found.number,
                    "published_unit": found.unit,
                    "sentence": found.sentence,
                    "document_id": part.document_id,
                    "place": str(_place_at(part, found.start)),
                }
            )


def _place_at(part: SectionParagraph, position: int) -> Place:
    """The line that holds the character at ``position`` of the rejoined text."""
    for piece in part.paragraph.parts:
        if position < len(piece.text):
            return piece.place
        position -= len(piece.text)
    return part.paragraph.place_end
