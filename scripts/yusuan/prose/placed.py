"""The amounts of the prose, paragraph by paragraph: what one names holds for the next."""

import re
from collections.abc import Iterator, Mapping

from yusuan.errors import PlaceError
from yusuan.model import SectionParagraph
from yusuan.printed.characters import TRADITIONAL
from yusuan.prose.amounts import read_amounts
from yusuan.prose.items import ItemPath, find_items
from yusuan.prose.money import UnreadMoney, find_money
from yusuan.prose.narrative import numbered_prose
from yusuan.prose.stages import STAGE_BEHIND
from yusuan.prose.stated import PlacedAmount, StatedAmount, place_at
from yusuan.prose.unnamed import EARLIER

# The most of any document tried: 308. Read in 20 seconds on a machine that is busy.
MAXIMUM_AMOUNTS = 20_000


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
        told_last = ("", "")  # the level before, and its sentence
        for found in read_amounts(text, fiscal_year, item):
            if whole and isinstance(found, StatedAmount) and _goes_on(text, found):
                found = found._replace(subject=whole)
            any_found = True
            if isinstance(found, StatedAmount) and found.change is None:
                told_of.setdefault(found.sentence, found.subject)
            if isinstance(found, StatedAmount) and _BARE.fullmatch(found.subject):
                of_expense = heading or _expense_before(text, found)
                of_former = found.change is None and told_last[1] == found.sentence
                if of_expense and of_former and told_last[0]:
                    # 接待费1万元，比年初预算2万元减少1万元, below “三公”经费: the plan of the former
                    of_expense = told_last[0]
                found = found._replace(
                    subject=f"{of_expense.removesuffix(found.subject)}{found.subject}"
                )
            if (
                isinstance(found, StatedAmount)
                and found.change is None
                and not EARLIER.match(found.subject)
            ):
                told_last = (STAGE_BEHIND.sub("", found.subject), found.sentence)
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
    Or before a colon: 公务接待费：2026年预算4万元，较上年预算减少1万元。会议费：年初预算2万元。
    """
    at = text.find(found.sentence, 0, _LONGEST_FURNITURE + len(found.sentence))
    if at > 0 and (name := _expense_named(text[:at])):
        return name
    sentence_at = max(text.rfind(sign, 0, found.start) for sign in "。；;") + 1
    for begin in (0, sentence_at):
        headed = _EXPENSE_HEADED.match(text, begin)
        if headed and found.start < headed.end():
            return headed["name"].removeprefix("其中")
    stated = _EXPENSE_STATED.match(text)
    between = text[stated.end() : found.start - 1] if stated else ""
    if stated is None or found.sentence in stated[0] or any(find_money(between)):
        return ""
    return stated["name"]


_LONGEST_ITEM_LINE = 160
