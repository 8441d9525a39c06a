"""Every amount in prose: what it is, whether a level or a change, in which direction."""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from decimal import Decimal
from heapq import merge

from yusuan.printed.numbers import to_yuan
from yusuan.printed.text import key
from yusuan.prose.changed import what_changed, with_parts_of_changes
from yusuan.prose.comparing import year_before
from yusuan.prose.items import ItemPath, find_items
from yusuan.prose.listing import Listing
from yusuan.prose.money import Money, UnreadMoney, find_money
from yusuan.prose.money.characters import RANGE_SIGNS
from yusuan.prose.money.nothing import find_nothing
from yusuan.prose.parts import Parts
from yusuan.prose.past import Past
from yusuan.prose.rates import bare_completions, bracketed_rate, rate_behind
from yusuan.prose.respectively import Together, names_of, sharing_a_unit, told_together
from yusuan.prose.spoken import Spoken
from yusuan.prose.stages import (
    EARLIER_BEHIND,
    FINAL,
    HALVES,
    PLANNED,
    STAGE,
    STAGE_BEHIND,
    of_one_thing,
    of_the_plan,
    outcome,
    spent,
    stage_behind,
    stage_of,
)
from yusuan.prose.stated import StatedAmount
from yusuan.prose.thresholds import is_threshold
from yusuan.prose.unnamed import (
    EARLIER,
    of_no_figure,
    of_this_year,
    total_of_changes,
    unnamed_change,
    unnamed_level,
    year_alone,
)
from yusuan.prose.wording import Reader, Wording


def read_amounts(
    text: str, fiscal_year: int | None, item: ItemPath | None = None
) -> list[StatedAmount | UnreadMoney]:
    """Every amount with a currency unit in ``text``, in order: read, or named as unreadable.

    ``item`` is the classification item that the text before spoke of last.
    """
    levels: list[StatedAmount] = []  # of this sentence
    told = merge(find_money(text), find_nothing(text), key=lambda each: each.start)
    money = sharing_a_unit(text, told)
    together = told_together(text, money)
    members: dict[int, StatedAmount | UnreadMoney] = {}  # of amounts told together, by place
    read: list[StatedAmount | UnreadMoney] = []
    for found in _in_order(text, fiscal_year, money, item):
        if found.start in together:
            members.update(_members(text, found, together[found.start], levels, fiscal_year))
        if found.start in members:
            found = members[found.start]
        if isinstance(found, StatedAmount):
            if levels and levels[-1].sentence != found.sentence:
                levels.clear()
            if found.change is None:
                levels.append(found)
            elif found.start not in members:
                found = found._replace(subject=what_changed(found, levels))
        read.append(found)
    bare = [
        UnreadMoney(start, end, text[start:end], "unreadable")
        for start, end in bare_completions(text)
    ]
    return sorted([*with_parts_of_changes(read), *bare], key=lambda each: each.start)


def _members(
    text: str,
    first: StatedAmount | UnreadMoney,
    together: Together,
    levels: Sequence[StatedAmount],
    fiscal_year: int | None,
) -> Iterator[tuple[int, StatedAmount | UnreadMoney]]:
    """Each amount told together with ``first``, by where it begins; unread where none is named."""
    names = names_of(together, first, levels) if isinstance(first, StatedAmount) else ()
    if isinstance(first, StatedAmount) and names:
        change = first.change
        for name, each, way in zip(names, together.money, together.ways, strict=True):
            if way and change is not None:
                change = "decrease" if way in _FALLING else "increase"
            yield (
                each.start,
                first._replace(
                    change=change,
                    subject=name.removeprefix(f"{fiscal_year}年") or name,
                    value=each.value,
                    number=each.number,
                    unit=each.unit,
                    start=each.start,
                    percent=None,
                    approximate=each.approximate,
                    item=None,
                ),
            )
    else:
        for each in together.money:
            shown = text[each.start : each.end]
            if not shown.endswith(each.unit[-1]):
                shown = text[each.start : together.money[-1].end]  # its unit stands behind the last
            yield each.start, UnreadMoney(each.start, each.end, shown, "whose")


def _in_order(
    text: str,
    fiscal_year: int | None,
    money: Sequence[Money | UnreadMoney],
    item: ItemPath | None = None,
) -> Iterator[StatedAmount | UnreadMoney]:
    reader = Reader(text, fiscal_year)
    items = deque(find_items(text))
    last_subject, last_end, wording = "", -1, Wording("", "")
    outside: list[str | None] = []
    final = ""  # the last subject of the sentence that is an outcome
    whole, level_sentence = "", ""  # the first amount of the sentence that stated one last
    changed, change_sentence = "", ""  # what the change right before this amount is one of
    listing = Listing()
    told: deque[str] = deque(maxlen=_MOST_TOLD)  # the levels of the sentence that stated one last
    dated = False  # whether the words of the last level name a year
    past = Past()
    parts = Parts()
    spoken = Spoken()
    last_level: Decimal | None = None  # the value of the last level, in yuan
    verb_first: Wording | None = None  # of the amount right before
    verb_before = ""  # the sentence of the change right before, which was told of a name of its own
    for found in money:
        if isinstance(found, UnreadMoney):
            yield found
            unread = _named_with(reader, found)
            told_of = unread.subject if not STAGE.fullmatch(unread.subject) else ""
            if told_of and unread.change is None and not unread.former:
                # 购置费9万元，接待费2.2O万元，比上年减少1万元: of the latter, whose amount is unread
                last_subject, dated, final = told_of, False, ""
                if unread.sentence != level_sentence:
                    whole, level_sentence = told_of, unread.sentence
                    told.clear()
                told.append(told_of)
            continue
        while items and items[0].end <= found.start:
            item = items.popleft()
        between = text[max(last_end, 0) : found.start]
        if last_end < 0 or not _RANGE.fullmatch(between):
            # else the high end of a range, said of it as of the low one
            wording = reader.wording(found.start, found.end)
        elif wording.change is not None and between.strip() in _TO:
            # 减少5万元至4万元: down to it, or by so much
            yield UnreadMoney(found.start, found.end, text[found.start : found.end], "direction")
            continue
        before_it, listing = listing, listing.go_on(between, "" if changed else last_subject)
        beside = _beside_brackets(between, last_subject, outside)
        bracket_ended = beside != last_subject
        last_subject, last_end = beside, found.end
        if wording.unclear or (wording.change is not None and found.value < 0):
            # 增加-5万元, 增减5万元, 未减少5万元: more or less, nobody can say.
            yield UnreadMoney(found.start, found.end, text[found.start : found.end], "direction")
            continue
        if wording.change is None and is_threshold(text, found):
            # 单价50万元以上的设备: nothing that follows is told of it
            subject = wording.subject or wording.sentence
            yield StatedAmount(
                subject, None, None, found.value, found.number, found.unit, wording.sentence,
                found.start, threshold=True,
            )  # fmt: skip
            continue
        if item is not None and not _still_of_it(text, item, found.start, wording):
            item = None
        named = item.text if item else ""
        new_sentence = wording.sentence != level_sentence
        # 三公经费8万元，其中公务接待费2万元。比上年减少1万元: said of the whole.
        of_whole = new_sentence and not bracket_ended and "其中" in level_sentence
        before = whole if of_whole else last_subject
        if wording.change is None and listing is before_it:
            listing = Listing()  # another amount than one of the list
        elif listing.of and wording.change and not bracket_ended:
            before = listing.of
        said = wording.subject
        parts = parts.go_on("。" if new_sentence else between, of_level=wording.change is None)
        of_parts = wording.vague and parts.divide(wording.subject, last_subject)
        before = whole if of_parts and not new_sentence else before
        if wording.vague and _speaks_on(wording.subject, before):
            said = ""
        elif wording.vague and not new_sentence:
            # 收入总计9万元，支出总计9万元，与上年相比，收入增加1万元
            said = next((each for each in reversed(told) if said in each), said)
        goes_on = not wording.subject and wording.sentence == change_sentence
        if wording.change and goes_on and not bracket_ended:
            # 支出比年初预算减少2万元；比上年减少1万元: said of the same
            total = total_of_changes(between) if wording.sentence == verb_before else ""
            said = total or changed
        elif not wording.change and goes_on:
            # 支出比上年增加2万元，达9万元: of the same, but a part of it or a reason is not
            of_it = last_subject if bracket_ended else changed
            said = "" if _NOT_ALL.search(between) else of_it
        elif not said and wording.change:
            said = unnamed_change(last_subject, reversed(told))
            said = said or of_no_figure(last_subject, between)
        elif not said and not wording.former:
            earlier = past.subject if past.sentence == wording.sentence else last_subject
            other = not new_sentence and to_yuan(found.value, found.unit) != last_level
            said, before = unnamed_level(between, before, earlier or last_subject, other=other)
        subject = said or before or named or wording.subject or wording.sentence
        stage = None if wording.former or of_parts else STAGE.fullmatch(subject)
        if wording.completes and not new_sentence and item is None:
            subject = f"{STAGE_BEHIND.sub('', last_subject)}{subject}"
        elif stage is not None and not new_sentence and item is None:
            subject = stage_behind(last_subject, stage[0], dated=_DATED.search(between) is not None)
        spoken = spoken.go_on(wording.sentence, between)
        if item is None and wording.subject and spoken.open and STAGE_BEHIND.fullmatch(subject):
            # 接待费决算数5万元。决算数较年初预算数减少1万元: of what the sentence before is of.
            subject = f"{spoken.before}{subject}"
        if verb_first and wording.change is None and _LISTED_ON.fullmatch(between):
            wording = wording._replace(  # 增加人员经费2万元、公用经费1万元
                change=verb_first.change,
                compared_year=verb_first.compared_year,
                compared_with=verb_first.compared_with,
                verb_first=True,
            )
        verb_first = wording if wording.verb_first else None
        verb_before = wording.sentence if wording.change and wording.subject else ""
        if subject == "支出" and not wording.change and not new_sentence:
            subject = spent(last_subject)
        if not wording.subject and wording.change and FINAL.search(wording.compared_with or ""):
            # 决算数5万元，预算数6万元，比上年决算数减少1万元: said of the former
            subject = final if not new_sentence and final else subject
        elif not wording.subject and wording.change and of_the_plan(wording, fiscal_year):
            # 决算数5万元，预算数6万元，减少1万元 or 较预算数减少1万元: no budget changes
            of_outcome = not new_sentence and final and PLANNED.search(subject)
            subject = final if of_outcome and of_one_thing(final, subject) else subject
        elif not wording.subject and wording.change and not dated and not new_sentence:
            # 决算5万元，预算6万元，比上年减少1万元: no more does a plan without a year of its own
            this_years = final and not EARLIER.search(final)
            of_outcome = this_years and PLANNED.search(subject)
            subject = final if of_outcome and of_one_thing(final, subject) else subject
        compared_year = wording.compared_year
        if wording.change is None and not said and not wording.former:
            of_all = _OF_ALL_YEARS.search(last_subject) is not None
            subject = (year_alone(between) if of_all else "") or subject
        if wording.change is None:
            told_before = of_this_year(past.part or past.subject)
            if subject == f"{wording.dated}年" and _YEAR_ALONE.fullmatch(between):
                # 2021年接待费8万元，2020年7万元: of the same
                same = past.subject and past.sentence == wording.sentence
                named = of_this_year(past.subject) if same else "" if new_sentence else last_subject
                if not _divided(wording.sentence, named):
                    subject = f"{subject}{named}"
            named = subject if stage is None else stage_of(told_before, subject, stage[0])
            past, of_past = past.at_level(wording, named, between)
            if of_past:
                subject = f"{past.year}年{named}"
        else:
            of_past = not said and past.changed_by(wording.sentence, between)
            if of_past and past.year is not None:
                subject = past.told_of(wording.sentence)
                compared_year = year_before(past.year, compared_year, wording.compared_with)
        changed, change_sentence = (subject, wording.sentence) if wording.change else ("", "")
        name = STAGE_BEHIND.sub("", subject)
        name = "" if subject == wording.sentence or EARLIER_BEHIND.search(name) else name
        spoken = spoken.say(name, wording, compared_year)
        compared_year, compared_with = spoken.base(wording, compared_year)
        if wording.former and wording.ahead and item is None:
            last_subject = wording.ahead  # 接待费较上年5万元，减少1万元
            if new_sentence:
                whole, level_sentence = wording.ahead, wording.sentence
        elif wording.change is None and not wording.former and not of_past:
            final = outcome(subject, "" if new_sentence else final)
            last_subject = subject.removesuffix("分别")
            last_level = to_yuan(found.value, found.unit)
            dated = _DATED.search(between) is not None
            if new_sentence:
                told.clear()
            told.append(subject)
            if new_sentence:
                of_parts = wording.sentence.startswith("其中")  # of what the one before told
                whole, level_sentence = whole if of_parts else subject, wording.sentence
        falls = wording.change == "decrease"
        rate = rate_behind(text, found.end, falls=falls) if wording.change else None
        if rate is None and wording.change and compared_with is not None:
            rate = bracketed_rate(text, found.end, falls=falls)
        yield StatedAmount(
            subject,
            wording.change,
            compared_year,
            found.value,
            found.number,
            found.unit,
            wording.sentence,
            found.start,
            compared_with,
            rate.percent if rate else None,
            found.approximate,
            item,
            bare=found.bare,
        )
        if rate is not None and rate.percent is None and rate.within is None:
            yield UnreadMoney(rate.start, rate.end, text[rate.start : rate.end], "unreadable")


def _named_with(reader: Reader, found: UnreadMoney) -> Wording:
    """The words of an amount that cannot be read; none of what is no level of the forms."""
    if found.reason not in ("unreadable", "no_unit"):
        return Wording("", "")
    words = _WORDS_OF_IT.match(found.text)
    return reader.wording(found.start + (len(words[0]) if words else 0), found.end)


_WORDS_OF_IT = re.compile(r"[\u4e00-\u9fff]*?(?=[^\u4e00-\u9fff]|[百千万亿]*元)")  # 结余万元
_FALLING = frozenset(("减少", "下降", "压减", "降低"))
_MOST_TOLD = 8
_OF_ALL_YEARS = re.compile("总投资|投资额|累计|[总合共]计|总额")
_YEAR_ALONE = re.compile(r"[，,、；;和及与]\s*20[0-9]{2}\s*年度?[的为是]?\s*")
_DATED = re.compile("[本今当去上明]一?年|20[0-9]{2} ?年")


def _divided(sentence: str, name: str) -> bool:
    """Whether a year behind what is told in ``sentence`` may be one of its parts: 总投资9万元，2022年1万元."""
    dated = _DATED.match(sentence) is not None
    return "其中" in sentence or (not dated and _OF_ALL_YEARS.search(name) is not None)


_NOT_ALL = re.compile("其中|包括|含|原因|因为|由于|主要")
_LISTED_ON = re.compile(
    # a total, or what there was before, is no other thing that was added: 增加甲2万元、总计支出9万元
    r"\s*(?:、|和|以?及|与)\s*(?![^，。；]{0,18}(?:[总合]计|现有|原有|[年期]初|上年|[本全当]年|预算|决算))[^，。；：、,;:（()）0-9]{1,20}(?:经费|费用?|支出|资金|款|补[助贴]|工资|奖金|金|项目|工程|社保)\s*"
)


def _speaks_on(subject: str, before: str) -> bool:
    """Whether a change of ``subject``, 支出, is one of what was named before: 总收入 is no 支出."""
    return bool(before) and HALVES.get(subject, "。") not in before


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


_TO = ("至", "到")
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
