"""Every amount in prose: what it is, whether a level or a change, in which direction."""

import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from yusuan.declared import vocabulary as v
from yusuan.declared.fields import Field, Resource
from yusuan.errors import PlaceError
from yusuan.evidence.places import Place
from yusuan.model import Row, SectionParagraph
from yusuan.printed.characters import TRADITIONAL
from yusuan.printed.numbers import to_package_unit, to_yuan
from yusuan.printed.text import key
from yusuan.prose.items import FunctionNames, ItemPath, find_items
from yusuan.prose.money import UnreadMoney, find_money
from yusuan.prose.money.characters import RANGE_SIGNS
from yusuan.prose.narrative import PARAGRAPH_NO, SECTION_NO, numbered_prose
from yusuan.prose.rates import bracketed_rate, rate_behind
from yusuan.prose.wording import Direction, Reader, Wording
from yusuan.tables.naming import GOVERNMENT_ECONOMIC_CODE

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


def read_amounts(
    text: str, fiscal_year: int | None, item: ItemPath | None = None
) -> Iterator[StatedAmount | UnreadMoney]:
    """Every amount with a currency unit in ``text``, in order: read, or named as unreadable.

    ``item`` is the classification item that the text before spoke of last.
    """
    levels: list[StatedAmount] = []  # of this sentence
    for found in _in_order(text, fiscal_year, item):
        if isinstance(found, StatedAmount):
            if levels and levels[-1].sentence != found.sentence:
                levels.clear()
            if found.change is None:
                levels.append(found)
            else:
                found = found._replace(subject=_what_changed(found, levels))
        yield found


def _what_changed(change: StatedAmount, levels: Sequence[StatedAmount]) -> str:
    """Of which amount of the sentence a change is that stands behind the figure it compares with.

    运行费54万元，其中：加油10万元，其他44万元，比上年59万元减少5万元: the one for which that is right,
    where the subject is the last of a list and it is not.
    """
    if len(levels) < _FEWEST_LEVELS or key(levels[-1].subject) != key(change.compared_with or ""):
        return change.subject
    *stated, former = levels
    sign = -1 if change.change == "decrease" else 1
    due = to_yuan(former.value, former.unit) + sign * to_yuan(change.value, change.unit)
    fitting = [each.subject for each in stated if to_yuan(each.value, each.unit) == due]
    listed = change.subject in {each.subject for each in stated}
    return fitting[-1] if fitting and listed and change.subject not in fitting else change.subject


_FEWEST_LEVELS = 3  # the whole, a part, and the figure compared with


def _in_order(
    text: str, fiscal_year: int | None, item: ItemPath | None = None
) -> Iterator[StatedAmount | UnreadMoney]:
    reader = Reader(text, fiscal_year)
    items = deque(find_items(text))
    last_subject, last_end, wording = "", -1, Wording("", "")
    outside: list[str | None] = []
    final = ""  # the last subject of the sentence that is an outcome
    whole, level_sentence = "", ""  # the first amount of the sentence that stated one last
    changed, change_sentence = "", ""  # what the change right before this amount is one of
    for found in find_money(text):
        if isinstance(found, UnreadMoney):
            yield found
            continue
        while items and items[0].end <= found.start:
            item = items.popleft()
        if last_end < 0 or not _RANGE.fullmatch(text, last_end, found.start):
            # else the high end of a range, said of it as of the low one
            wording = reader.wording(found.start, found.end)
        beside = _beside_brackets(text[max(last_end, 0) : found.start], last_subject, outside)
        bracket_ended = beside != last_subject
        last_subject, last_end = beside, found.end
        if wording.unclear or (wording.change is not None and found.value < 0):
            # 增加-5万元, 增减5万元, 未减少5万元: more or less, nobody can say.
            yield UnreadMoney(found.start, found.end, text[found.start : found.end], "direction")
            continue
        if item is not None and not _still_of_it(text, item, found.start, wording):
            item = None
        named = item.text if item else ""
        new_sentence = wording.sentence != level_sentence
        # 三公经费8万元，其中公务接待费2万元。比上年减少1万元: said of the whole.
        of_whole = new_sentence and not bracket_ended and "其中" in level_sentence
        before = whole if of_whole else last_subject
        said = "" if wording.vague and _speaks_on(wording.subject, before) else wording.subject
        if wording.change and not wording.subject and wording.sentence == change_sentence:
            # 支出比年初预算减少2万元；比上年减少1万元: said of the same
            said = changed
        subject = said or before or named or wording.subject or wording.sentence
        stage = None if wording.former else _STAGE.fullmatch(subject)
        if wording.completes and not new_sentence and item is None:
            subject = f"{_STAGE_BEHIND.sub('', last_subject)}{subject}"
        elif stage is not None and not new_sentence and item is None:
            # 住房保障支出年初预算数为5万元，决算数为6万元: of the same.
            named = _STAGE_BEHIND.sub("", last_subject)
            subject = f"{named}{stage[0].removeprefix('支出' if named.endswith('支出') else '')}"
        if not wording.subject and wording.change and _FINAL.search(wording.compared_with or ""):
            # 决算数5万元，预算数6万元，比上年决算数减少1万元: said of the former
            subject = final if not new_sentence and final else subject
        elif not wording.subject and wording.change and _of_the_plan(wording, fiscal_year):
            # 决算数5万元，预算数6万元，减少1万元 or 较预算数减少1万元: no budget changes
            subject = final if not new_sentence and final and _PLANNED.search(subject) else subject
        changed, change_sentence = (subject, wording.sentence) if wording.change else ("", "")
        if wording.change is None and not wording.former:
            final = subject if _FINAL.search(subject) else "" if new_sentence else final
            last_subject = subject
            if new_sentence:
                of_parts = wording.sentence.startswith("其中")  # of what the one before told
                whole, level_sentence = whole if of_parts else subject, wording.sentence
        falls = wording.change == "decrease"
        rate = rate_behind(text, found.end, falls=falls) if wording.change else None
        if rate is None and wording.change and wording.compared_with is not None:
            rate = bracketed_rate(text, found.end, falls=falls)
        yield StatedAmount(
            subject,
            wording.change,
            wording.compared_year,
            found.value,
            found.number,
            found.unit,
            wording.sentence,
            found.start,
            wording.compared_with,
            rate.percent if rate else None,
            found.approximate,
            item,
        )
        if rate is not None and rate.percent is None and rate.within is None:
            yield UnreadMoney(rate.start, rate.end, text[rate.start : rate.end], "unreadable")


_FINAL = re.compile("(?:决算|执行)数?$")
_PLANNED = re.compile("预算(?:安排)?数?$")
_STAGE = re.compile("(?:支出|收入)?(?:年初|全年|调整)?(?:决算|(?:预算|决算|执行)数)")
_STAGE_BEHIND = re.compile("(?:年初|全年|调整)?(?:预算|决算|执行)数?$")


_HALVES = {"收入": "支出", "支出": "收入"}


def _of_the_plan(wording: Wording, fiscal_year: int | None) -> bool:
    """Whether a change may be one against this year's plan: nothing else is said."""
    base = wording.compared_with
    same_year = wording.compared_year in (None, fiscal_year)
    return base is None or (same_year and "预算" in base)


def _speaks_on(subject: str, before: str) -> bool:
    """Whether a change of ``subject``, 支出, is one of what was named before: 总收入 is no 支出."""
    return bool(before) and _HALVES.get(subject, "。") not in before


def _beside_brackets(between: str, subject: str, outside: list[str | None]) -> str:
    """What the text speaks of behind ``between``: behind a bracket that ends, of what it stood at.

    购置及运行费7万元（运行费5万元），比上年减少1万元. ``outside`` holds the subjects of open brackets,
    None for one that holds no more than the amount of the words before it: 运行费（5万元）.
    """
    for sign in between:
        if sign in "（(":
            outside.append(subject)
        elif sign in "）)" and outside:
            subject = outside.pop() or subject
    if outside and between.rstrip()[-1:] in ("（", "("):
        outside[-1] = None
    return subject


_RANGE = re.compile(f"\\s?[{re.escape(''.join(sorted(RANGE_SIGNS)))}]?\\s?")
# Subjects that leave open what they are of: the item that the text spoke of.
_OPEN = re.compile(
    r"(?:当年|本年|财政拨款|年初|全年|调整|\s)*(?:预算|决算|支出|执行|安排)*(?:数|金额)?"
    r"|(?:基本|项目)支出(?:预算|决算)?"
)


def _still_of_it(text: str, item: ItemPath, start: int, wording: Wording) -> bool:
    """Whether the amount is of the item named before: right behind it, or said of nothing else."""
    if 0 <= start - item.end <= _RIGHT_BEHIND and not _ENDED.search(text, item.end, start):
        return True
    return wording.change is not None or _OPEN.fullmatch(key(wording.subject)) is not None


_RIGHT_BEHIND = 40
_ENDED = re.compile("[。；;]")  # behind 社会保障和就业（类）支出120万元； another item follows


def find_amounts(text: str, fiscal_year: int | None) -> Iterator[StatedAmount]:
    """The amounts of ``text`` that could be read."""
    return (f for f in read_amounts(text, fiscal_year) if isinstance(f, StatedAmount))


# The most of any document tried: 308. Read in 20 seconds on a machine that is busy.
MAXIMUM_AMOUNTS = 20_000


class PlacedAmount(NamedTuple):
    """An amount of the prose, read or not, and the paragraph it stands in."""

    found: StatedAmount | UnreadMoney
    paragraph_no: int
    part: SectionParagraph


def placed_amounts(
    fiscal_year: int | None, prose: tuple[SectionParagraph, ...]
) -> Iterator[PlacedAmount]:
    """Every amount of the prose; an item named in a paragraph of its own holds for the next.

    Raises PlaceError, with the place of the next one, at more than ``MAXIMUM_AMOUNTS``.
    """
    count = 0
    item: ItemPath | None = None
    before: SectionParagraph | None = None
    told = False  # whether the paragraph before states an amount
    whole = ""  # what the paragraph is about that stated an amount last, no item of a list
    lines_since_cut = _FEWEST_APART  # short lines since one that ended inside a number
    for number, part in numbered_prose(prose):
        text = part.paragraph.text
        if before is None or before.section != part.section:
            item, whole = None, ""
        if before is not None:
            ended_in_number = before.paragraph.text.rstrip()[-1:] in _NUMBER_SIGNS
            furniture = len(before.paragraph.text) <= _LONGEST_FURNITURE and not told
            lines_since_cut = (
                0 if ended_in_number else lines_since_cut + 1 if furniture else _FEWEST_APART
            )
        cut = lines_since_cut < _FEWEST_APART
        begin = len(text) - len(text.lstrip())
        any_found = False
        told_of: dict[str, str] = {}  # the first amount of each sentence
        heading = "" if told or before is None else _expense_named(before.paragraph.text)
        for found in read_amounts(text, fiscal_year, item):
            if whole and isinstance(found, StatedAmount) and _goes_on(text, found):
                found = found._replace(subject=whole)
            any_found = True
            if isinstance(found, StatedAmount) and found.change is None:
                told_of.setdefault(found.sentence, found.subject)
            if isinstance(found, StatedAmount) and _BARE.fullmatch(found.subject):
                of_expense = heading or _expense_before(text, found)
                found = found._replace(
                    subject=f"{of_expense.removesuffix(found.subject)}{found.subject}"
                )
            count += 1
            if count > MAXIMUM_AMOUNTS:
                raise PlaceError(
                    place_at(part, found.start),
                    f"到这里，文字中的金额已超过上限 {MAXIMUM_AMOUNTS:,} 个",
                    hint="请确认是不是要读的文件；是的话，请拆分成几个文件再读",
                )
            if cut and found.start <= begin and isinstance(found, StatedAmount):
                # The beginning of this number may stand at the end of the paragraph before.
                end = found.start + len(found.number)
                found = UnreadMoney(found.start, end, text[found.start : end], "unreadable")
            yield PlacedAmount(found, number, part)
        named = find_items(text)
        alone = bool(named) and len(text) <= _LONGEST_ITEM_LINE and not any_found
        if named or part.heading or any_found:
            item = named[-1]._replace(end=-1) if alone else None
        if told_of:
            whole = "" if _LISTED.match(text) else _only_whole(told_of)
        before, told = part, any_found


# A paragraph of its own: 与上年对比增加50万元, of what the one before is of.
_COMPARES_FIRST = re.compile(r"\s*(?:与|较|比|同)\s*(?:上一?年|去年|20[0-9]{2}\s*年)")
_LISTED = re.compile(r"\s*(?:[（(]?[0-9]{1,2}\s*[)）.．、]|[①-⑳]|其中)")


def _only_whole(told_of: Mapping[str, str]) -> str:
    """What a paragraph is about: nobody knows of one that tells of several in turn."""
    wholes = {subject for sentence, subject in told_of.items() if not sentence.startswith("其中")}
    return wholes.pop() if len(wholes) == 1 else ""


def _goes_on(text: str, found: StatedAmount) -> bool:
    """Whether an amount that nothing names is the first of a paragraph that begins to compare."""
    unnamed = found.subject == found.sentence and text.lstrip().startswith(found.sentence)
    return unnamed and _COMPARES_FIRST.match(text) is not None


_NUMBER_SIGNS = frozenset("0123456789.,．，")
_LONGEST_FURNITURE = 40
_FEWEST_APART = 3  # a running head and a page number may stand between the halves of a number


# 2．公务接待费: a line of its own, whose amounts the next one tells as 2023年预算安排3万元.
_EXPENSE_NUMBER = (
    r"\s*(?:[（(][一二三四五六七八九十0-9]{1,3}[)）]|[一二三四五六七八九十0-9]{1,3}[、.．])\s*"
)
_EXPENSE = re.compile(
    rf"{_EXPENSE_NUMBER}"
    r"(?P<name>[^，。；：0-9]{2,30}?(?:费|经费|费用)|(?:收入|支出)预算)"
    r"(?:预算|决算|支出)*(?:情况)?(?:说明)?[。：:]?\s*"
)
_EXPENSE_STATED = re.compile(
    rf"{_EXPENSE_NUMBER}(?P<name>[^，。；：0-9]{{2,30}}?(?:费|经费|费用))(?:预算|决算|支出)*(?:为|是)?"
    r"\s*[0-9][0-9,.]*\s*[百千]?[万亿]?元"
)
_EXPENSE_HEADED = re.compile(
    rf"(?:{_EXPENSE_NUMBER})?(?P<name>[^，。；：:0-9（(]{{2,12}}(?:[（(]境[)）])?[^，。；：:0-9（(]{{0,10}}?"
    r"(?:费|经费|费用|支出)|(?:收入|支出)预算)[：:][^。；：:]*[。；]?"
)
_BARE = re.compile("(?:年初|全年)?(?:支出)?(?:预算|决算)(?:支出)?数?")


def _expense_named(line: str) -> str:
    """The expense that a line of its own names; nothing for any other line."""
    match = _EXPENSE.fullmatch(line.translate(TRADITIONAL))
    return match["name"] if match else ""


def _expense_before(text: str, found: StatedAmount) -> str:
    """The expense that stands before the sentence as its heading: （二）公务接待费。2026年预算数…

    Or with its amount, the only one before: （一）公务接待费4万元。用于接待。预算数比上年减少1万元.
    Or before a colon: 公务接待费：2026年预算4万元，较上年预算减少1万元。
    """
    at = text.find(found.sentence, 0, _LONGEST_FURNITURE + len(found.sentence))
    if at > 0 and (name := _expense_named(text[:at])):
        return name
    if (headed := _EXPENSE_HEADED.match(text)) and found.start < headed.end():
        return headed["name"]
    stated = _EXPENSE_STATED.match(text)
    between = text[stated.end() : found.start - 1] if stated else ""
    if stated is None or found.sentence in stated[0] or any(find_money(between)):
        return ""
    return stated["name"]


_LONGEST_ITEM_LINE = 160


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
    for found, paragraph_no, part in placed:
        if isinstance(found, UnreadMoney):
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
                "published_unit": found.unit,
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
    for found, _, part in placed:
        if isinstance(found, UnreadMoney):
            yield part, found


def place_at(part: SectionParagraph, position: int) -> Place:
    """The line that holds the character at ``position`` of the rejoined text."""
    for piece in part.paragraph.parts:
        if position < len(piece.text):
            return piece.place
        position -= len(piece.text)
    return part.paragraph.place_end
