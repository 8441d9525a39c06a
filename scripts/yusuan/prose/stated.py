"""Stated amounts as rows of their resource, with the codes of the items they are of."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from yusuan.declared import vocabulary as v
from yusuan.declared.fields import Field, Resource
from yusuan.evidence.places import Place
from yusuan.model import Row, SectionParagraph
from yusuan.printed.numbers import to_package_unit, to_yuan
from yusuan.prose.changing import Direction
from yusuan.prose.items import FunctionNames, ItemPath
from yusuan.prose.money import UnreadMoney
from yusuan.prose.narrative import PARAGRAPH_NO, SECTION_NO
from yusuan.tables.naming import GOVERNMENT_ECONOMIC_CODE

STATED_AMOUNTS = Resource(
    name="stated_amounts",
    title="文字中的金额",
    description="情况说明的文字和各表表注里出现的每一个金额。",
    description_en="Every amount that the prose and the notes of tables state.",
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
        SECTION_NO.with_(
            description="情况说明的章节号（一为 1）；第一章之前的文字为 0，写在表注里的为空。",
            description_en="Number of the section of the explanation; 0 before the first, null in "
            "the note of a table.",
            required=False,
        ),
        PARAGRAPH_NO.with_(
            description="段落在该章节中的次序，从 1 数起；写在表注里的为空。",
            description_en="Order of the paragraph in its section, from 1; null in a note.",
            required=False,
        ),
        Field(
            name="table_no",
            kind="integer",
            title="表序",
            description="写在表注里的，为该表在 published_tables 中的序号；其余为空。",
            description_en="The table in published_tables whose note states it; null elsewhere.",
        ),
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
            description="level 为数额本身，change 为比上年的增减额，threshold 为界限，如“单价50万元以上”，不是收支。",
            description_en="The amount itself, a change against the year before, or a threshold "
            "(单价50万元以上), which is no money of anybody.",
            required=True,
            enum=("level", "change", "threshold"),
        ),
        Field(
            name="change_direction",
            title="增减方向",
            description="increase 为增加，decrease 为减少；不是增减额的为空。",
            description_en="Whether a change is an increase or a decrease; else null.",
            enum=("increase", "decrease"),
        ),
        Field(
            name="compared_year",
            kind="integer",
            title="比较年度",
            description="增减额与哪一年相比；文中没有写明的为空。",
            description_en="The year that a change compares with; null where not stated.",
        ),
        Field(
            name="compared_with",
            title="比较对象",
            description="增减额与什么相比，照原样印出，如上年执行数、年初预算；没有写明的为空。",
            description_en="What a change compares with, as printed; null where not stated.",
        ),
        Field(
            name="change_percent",
            kind="number",
            title="增减百分比",
            description="紧接增减额写出的百分比，减少为负数；没有写出的为空。",
            description_en="The percentage stated behind a change, negative for a decrease.",
            unit="%",
        ),
        Field(
            name="item_path",
            title="科目",
            description="金额所属的支出功能分类科目，按文中写明的类、款、项；没有写明的为空。",
            description_en="Names of class, section and item that the prose gives the amount.",
        ),
        v.FUNCTION_CODE.with_(
            description="科目的编码，文中印出的，或按本文件各表所印的名称；不能确定的为空。",
            description_en="Code of the item, printed or by the names in the document's tables.",
            labels=(),
        ),
        v.ECONOMIC_CODE.with_(
            description="文中在名称后写明的支出经济分类科目编码；没有写明的为空。",
            description_en="Economic code that the text prints behind a name; null without one.",
            labels=(),
        ),
        GOVERNMENT_ECONOMIC_CODE.with_(
            description="文中在名称后写明的政府预算支出经济分类科目编码；没有写明的为空。",
            description_en="Code of the government economic classification that the text prints "
            "behind a name; null without one.",
            labels=(),
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
            name="approximate",
            kind="boolean",
            title="是否约数",
            description="印有余、多、约、近、左右、以上、以内等字样，不是确数。",
            description_en="True where words such as 余, 约, 左右 say that it is no exact figure.",
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
            description="文中印出的单位；写作“为零”“为0”而没有单位的为空。",
            description_en="The unit as printed; null for nothing told without one (为零).",
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
        v.READ_BY.with_(
            description="text 为读自文字；ocr 为识别自图像，未经核实。",
            description_en="Read from text, or recognised in a picture and then unverified.",
        ),
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
    compared_with: str | None = None
    percent: Decimal | None = None
    approximate: bool = False
    item: ItemPath | None = None
    threshold: bool = False
    bare: bool = False


class PlacedAmount(NamedTuple):
    """An amount of the prose, read or not, and the paragraph it stands in.

    ``table_no`` is that of the table whose note the paragraph is.
    """

    found: StatedAmount | UnreadMoney
    paragraph_no: int
    part: SectionParagraph
    table_no: int | None = None


def amount_rows(
    disclosure_id: str,
    placed: Iterable[PlacedAmount],
    functions: Iterable[tuple[str, str]] = (),
) -> Iterator[Row]:
    """One row per amount that could be read, in the order of the text.

    ``functions`` are the function codes and names that the document's tables print.
    """
    names = FunctionNames(functions)
    count = 0
    for found, paragraph_no, part, table_no in placed:
        if isinstance(found, UnreadMoney):
            continue
        count += 1
        noted = table_no is not None
        yield STATED_AMOUNTS.row(
            {
                "disclosure_id": disclosure_id,
                "amount_no": count,
                "section_no": None if noted else part.section,
                "paragraph_no": None if noted else paragraph_no,
                "table_no": table_no,
                "subject": found.subject,
                "amount_type": "threshold"
                if found.threshold
                else "change"
                if found.change
                else "level",
                "change_direction": found.change,
                "compared_year": found.compared_year,
                "compared_with": found.compared_with,
                "change_percent": found.percent,
                "item_path": found.item.text if found.item else None,
                "function_code": names.code(found.item) if found.item else None,
                "economic_code": economic_code(found.item),
                "government_economic_code": government_economic_code(found.item),
                "amount": to_package_unit(found.value, found.unit),
                "amount_yuan": to_yuan(found.value, found.unit),
                "approximate": found.approximate,
                "published_text": found.number,
                "published_unit": None if found.bare else found.unit,
                "sentence": found.sentence,
                "document_id": part.document_id,
                "place": str(place_at(part, found.start)),
                "read_by": part.read_by,
            }
        )


def economic_code(item: ItemPath | None) -> str | None:
    """The departments' economic code (3…) that the text prints with the item's name, or None."""
    code = item.printed_code if item else None
    return code if code is not None and code[0] == "3" else None


def government_economic_code(item: ItemPath | None) -> str | None:
    """The government's economic code (5…) that the text prints with the item's name, or None."""
    code = item.printed_code if item else None
    return code if code is not None and code[0] == "5" else None


def unread_amounts(
    placed: Iterable[PlacedAmount],
) -> Iterator[tuple[SectionParagraph, UnreadMoney]]:
    """What looks like an amount in the prose and could not be read with certainty."""
    for found, _, part, _ in placed:
        if isinstance(found, UnreadMoney):
            yield part, found


def place_at(part: SectionParagraph, position: int) -> Place:
    """The line that holds the character at ``position`` of the rejoined text."""
    for piece in part.paragraph.parts:
        if position < len(piece.text):
            return piece.place
        position -= len(piece.text)
    return part.paragraph.place_end
