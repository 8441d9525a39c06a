"""What the prose says of the year before: changes, «unchanged»."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from yusuan.checks.evidence import Evidence
from yusuan.checks.model import Check, Comparison, Outcome, Statement, not_due
from yusuan.checks.named_figures import BASIC, GRAND_TOTAL, PROJECT, named_figure
from yusuan.checks.operands import Operand, legible
from yusuan.checks.table_evidence import ZERO
from yusuan.checks.text_evidence import Stated, roughness
from yusuan.checks.text_former import contrary_ways, unlike
from yusuan.evidence.places import Place, order, say_briefly
from yusuan.model import Paragraph
from yusuan.printed.text import key

COMPARED_SECTIONS = ("overview", "agency_operation", "three_public", "procurement", "state_assets")
# 与上年持平，增加1万元: of whatever was said before.
_BEGINS = re.compile(
    r"\s*(?:与|较|比|和|同)?(?:上年|去年|20[0-9]{2}\s*年)?(?:度)?(?:预算|预算数)?的?"
)
_RIGHT_BEHIND = re.compile(
    r"(?:持平|变化)[，,、；;]?\s?(?:[又并但仅也还略有各均共]|同比|[较比与]?(?:上年|去年)|预算){0,3}\s?"
    r"(?:净?增加|净?增长|上升|提高|净?减少|下降|降低|压减|增|减|降)?[了约为]?\s?$"
)
_ITEM_ENDS = re.compile(r"[；;。]|其中[:：]")
_UNCHANGED = re.compile(
    r"持平|(?:无|没有|未发生)增减变[化动]|(?:无|没有|未发生)变[化动]|(?:没有|无)增减|(?<!增)保持不变|零增长"
    r"|(?<=[年算数元])(?:保持)?(?:一致|相同|一样|相等|相当)|增长0(?:\.0+)?[%％]|同(?:上年|去年|20[0-9]{2}年)(?=[，。；])"
)


# 减少为0.00万元，与2023年持平; 增加1.00万元，与上年持平: nothing else is named between.
_CONTRARY = re.compile(
    r"(?P<change>(?:增加|增长|上升|减少|下降|压减)(?:(?:[为至]|到)\s?[0-9][0-9.,]{0,15}|了?\s?(?!0(?:\.0{1,4})?\s?[百千万亿元])[0-9][0-9.,]{0,15})"
    r"\s?[百千]?[万亿]?元)[，,]?\s?(?P<base>[与和同较比](?:上年|去年|20[0-9]{2}\s?年)(?:度)?(?:预算|决算|执行)?数?)(?:相比)?(?P<word>持平|相同|一致)"
)
_BASES = re.compile(
    "[较比与和同][^，。；、,;]{0,24}?(?:上年|去年|20[0-9]{2}年|预算|决算|执行|计划)[^，。；、,;]{0,8}"
)
_BASE = re.compile("上年|去年|20[0-9]{2}(?=年)|预算|决算|执行|计划")
_SENTENCE = re.compile("[。；;]")
# 办公费增加1万元、印刷费减少1万元，与上年持平: all of them; 年中调整增加1万元: against the plan
_OF_SEVERAL = re.compile("[增减升降压、]|调整|追加|年中|执行中|中[，,]")


def _contrary(text: str) -> re.Match[str] | None:
    """A change that is said to be none; with another base (比年初预算减少) it may well be none of this."""
    for found in _CONTRARY.finditer(text):
        base = _BASE.findall(key(found["base"]))
        ahead = key(_SENTENCE.split(text[: found.start()])[-1])
        if _OF_SEVERAL.search(ahead.rpartition("其中")[2]):
            continue
        if all(_BASE.findall(other) == base for other in _BASES.findall(ahead)):
            return found
    return None


# 持平，增长10%: of the same, for nothing else is named between.
_RATE_BEHIND = re.compile(
    r"[，,、]?\s?(?:同比)?(?:增长|增加|上升|提高|下降|减少|降低|增幅|降幅)(?:了|为|约)?\s?"
    r"(?P<number>[0-9]{1,4}(?:\.[0-9]{1,4})?)\s?[%％]"
)


def _signed(stated: Stated, label: str) -> Operand:
    word = "增加" if stated.change == "increase" else "减少"
    return stated.operand(f"{label}{word}", negative=stated.change == "decrease")


def changes_add_up(evidence: Evidence) -> Iterator[Outcome]:
    """The change of basic and of project expenditure add up to the change of the total."""
    paragraphs: dict[tuple[int, int], list[Stated]] = {}
    for stated in evidence.stated:
        if stated.section_id == "overview" and stated.change:
            paragraphs.setdefault(stated.paragraph, []).append(stated)
    if not paragraphs:
        yield not_due("情况说明没有写明比上年增减的金额")
    for found in paragraphs.values():
        yield from _both_ways(found)
        total = _first(found, GRAND_TOTAL)
        basic, project = _first(found, BASIC), _first(found, PROJECT)
        level = basic is not None and _UNCHANGED.search(basic.sentence.partition("其中")[0])
        if total is None and basic is not None and project is not None and level:
            yield Comparison(
                f"情况说明{say_briefly(basic.place)}写总额持平",
                (_signed(basic, "基本支出"), _signed(project, "项目支出")),
                (Operand("总额的增减", "0", ZERO, ZERO, basic.sentence, basic.place),),
            )
        elif total is None or basic is None or project is None:
            yield not_due(
                f"{say_briefly(found[0].place)}没有同时写明总额、基本支出和项目支出的增减"
            )
        elif reason := _other_types(evidence):
            yield not_due(reason)
        elif _alike_as_about(total, (basic, project)):
            yield not_due(f"{say_briefly(total.place)}的增减是约数，相差不超过约数的出入")
        else:
            yield Comparison(
                f"情况说明{say_briefly(total.place)}比上年的增减",
                (_signed(total, total.subject),),
                (_signed(basic, "基本支出"), _signed(project, "项目支出")),
            )


def _alike_as_about(total: Stated, parts: Sequence[Stated]) -> bool:
    """Whether figures said to be about so much differ by no more than that allows: 减少140余万元."""
    about = [each for each in (total, *parts) if each.approximate]
    values = [_signed(each, "").value for each in (total, *parts)]
    room = sum((roughness(each.value) for each in about), ZERO)
    return bool(about) and abs(values[0] - sum(values[1:], ZERO)) <= room


def _both_ways(found: Sequence[Stated]) -> Iterator[Outcome]:
    """One of 基本支出 and 项目支出 that a sentence says to rise and to fall."""
    for one, other in pairwise(found):
        alike = one.sentence == other.sentence and one.change != other.change
        if not alike or key(one.subject) != key(other.subject):
            continue
        if BASIC.fullmatch(key(one.subject)) or PROJECT.fullmatch(key(one.subject)):
            yield Statement(
                "fail",
                f"情况说明{say_briefly(one.place)}的“{one.subject}”，同一句既写增加又写减少"
                f"（{one.text}、{other.text}）。",
                left=f"{one.subject} {one.text}",
                right=f"{other.subject} {other.text}",
                subject=one.subject,
                places=(one.place, other.place),
                right_places=(other.place,),
            )


def _first(found: list[Stated], pattern: re.Pattern[str]) -> Stated | None:
    return next((stated for stated in found if pattern.fullmatch(key(stated.subject))), None)


def _other_types(evidence: Evidence) -> str | None:
    """Why basic and project are not all: another type of expenditure has an amount."""
    table = evidence.filled("expenditure")
    if table is None or table.total is None:
        return None
    for field in ("operating", "to_superior", "to_affiliated"):
        operand = table.operand_or_unread(table.total, field)
        if operand is not None and operand.filled:
            return (
                f"还有{operand.label} {operand.text}（{say_briefly(operand.place)}），增减没有写全"
            )
    return None


def last_year_not_negative(evidence: Evidence) -> Iterator[Outcome]:
    """This year's figure less its increase is last year's: it cannot be below zero."""
    changes = [s for s in evidence.stated if s.change and s.section_id in COMPARED_SECTIONS]
    if not changes:
        yield not_due("情况说明没有写明比上年增减的金额")
    yield from _stated_former(evidence)
    yield from contrary_ways(evidence.stated)
    for stated in changes:
        named = named_figure(stated.section_id, stated.subject, evidence.department_name)
        resolved = named.resolve(evidence) if named is not None else "没有对应的表内数字"
        where = f"情况说明{say_briefly(stated.place)}的“{stated.subject}”"
        if isinstance(resolved, str):
            yield not_due(f"{where}：{resolved}，推算不出上年数")
            continue
        this_year, change = resolved[0], _signed(stated, stated.subject)
        last = sum((operand.value for operand in this_year), ZERO) - change.value
        year = _year_before(evidence, stated)
        if not legible(this_year):
            yield Comparison(where, (change,), this_year, "<=")
        elif stated.change == "increase":
            yield Comparison(
                where, (change,), this_year, "<=", remark=f"据此推算{year}为 {last:f} 万元"
            )
        else:
            yield Statement(
                "pass",
                f"{where}减少 {stated.text} {stated.unit}，据此推算{year}为 {last:f} 万元，"
                "不是负数。",
                left=f"{this_year[0].label} {this_year[0].text} + {stated.text}",
                right="0",
                places=(stated.place, *(operand.place for operand in this_year)),
            )


def _stated_former(evidence: Evidence) -> Iterator[Outcome]:
    """An amount is the one printed of the year before and its change: 较2023年的100万元增加5万元.

    Due where the change stands right behind what it compares with, and both in the sentence of the
    amount or in one of their own right behind the only one: 经费8万元。较2023年的9万元减少1万元.
    """
    latest: dict[tuple[tuple[int, int], str], Stated] = {}
    sentences = Counter((stated.paragraph, stated.sentence) for stated in evidence.stated)
    stated = (None, *evidence.stated, None)
    for former, change, follows in zip(stated, evidence.stated, stated[2:], strict=False):
        if change.change is None:
            of = change.paragraph, key(change.subject)
            if of not in latest or latest[of].sentence != change.sentence:
                latest[of] = change
            continue
        level = latest.get((change.paragraph, key(change.subject)))
        if follows is not None and _is_its_base(change, follows):
            former = follows
        elif former is None or not _compares_with(change, former):
            continue
        if level is None:
            continue
        alone = "其中" in level.sentence or sentences[level.paragraph, level.sentence] == 1
        if level.sentence != change.sentence and (
            former is follows or not (alone and _BEGINS.fullmatch(former.before))
        ):
            continue
        if former.approximate or change.approximate or level.approximate:
            continue
        yield Comparison(
            f"情况说明{say_briefly(change.place)}的“{level.subject}”",
            (level.operand(),),
            (former.operand(), _signed(change, level.subject)),
        )


def _compares_with(change: Stated, former: Stated) -> bool:
    """Whether ``former`` is the figure that ``change``, right behind it, compares with."""
    return (
        former.change is None
        and bool(change.compared_with)
        and key(former.subject).endswith(key(change.compared_with))
        and former.sentence == change.sentence
        and former.paragraph == change.paragraph
    )


def _is_its_base(change: Stated, follows: Stated) -> bool:
    """Whether the amount right behind ``change`` is the one it compares with, called by its whole
    name: 比2022年预算减少1万元，2022年预算为9万元."""
    named = key(change.compared_with or "")
    told = _BASE_TOLD.fullmatch(named) is not None and key(follows.subject) == named
    return told and _compares_with(change, follows)


_BASE_TOLD = re.compile("(?:上一?年度?|去年|20[0-9]{2}年度?).*(?:预算|决算|执行|完成)数?")


def _year_before(evidence: Evidence, stated: Stated) -> str:
    year = stated.compared_year
    if year is None and evidence.fiscal_year is not None:
        year = evidence.fiscal_year - 1
    return "上一年" if year is None else f" {year} 年"


def unchanged(evidence: Evidence) -> Iterator[Outcome]:
    """What is said to be unchanged (持平) is not said to change in the same paragraph."""
    count = 0
    for section_id in COMPARED_SECTIONS:
        for part in evidence.paragraphs(section_id):
            match = _UNCHANGED.search(part.paragraph.text)
            if match is None:
                continue
            count += 1
            yield _unchanged(evidence, section_id, part.paragraph, match[0])
    if not count:
        yield not_due("情况说明没有写“持平”")


def within(place: Place, paragraph: Paragraph) -> bool:
    return order(paragraph.place) <= order(place) <= order(paragraph.place_end)


def _unchanged(evidence: Evidence, section_id: str, paragraph: Paragraph, word: str) -> Statement:
    stated = [
        s for s in evidence.stated if s.section_id == section_id and within(s.place, paragraph)
    ]
    contrary = _contrary(paragraph.text)
    if contrary is not None:
        return Statement(
            "fail",
            f"情况说明{say_briefly(paragraph.place)}写“{contrary[0].strip()}”，既说增减又说{contrary['word']}。",
            left=contrary["change"],
            right=contrary["word"],
            subject=contrary["word"],
            places=(paragraph.place,),
        )
    levels = [s for s in stated if s.change is None]
    whole = _said_of(paragraph.text, word, levels) or next(iter(levels), None)
    for change in stated:
        if change.change is None or not change.value or whole is None:
            continue
        if _of_another_base(paragraph.text, word, change, evidence.fiscal_year):
            continue
        if word in change.sentence and (
            key(change.subject) == key(whole.subject) or _RIGHT_BEHIND.search(change.before)
        ):
            direction = "增加" if change.change == "increase" else "减少"
            return Statement(
                "fail",
                f"情况说明{say_briefly(change.place)}写“{word}”，又写“{change.subject}”{direction}"
                f" {change.text} {change.unit}。",
                left=word,
                right=f"{change.subject}{direction} {change.text}",
                subject=change.subject,
                places=(change.place,),
            )
    if apart := unlike(stated):
        level, former, word = apart
        return Statement(
            "fail",
            f"情况说明{say_briefly(former.place)}写“{level.subject}”{level.text} {level.unit}与"
            f"“{former.subject}”{former.text} {former.unit}{word}，两数不同。",
            left=f"{level.subject} {level.text}",
            right=f"{former.subject} {former.text}",
            subject=level.subject,
            places=(level.place, former.place),
            right_places=(former.place,),
        )
    rate = _RATE_BEHIND.match(paragraph.text, paragraph.text.index(word) + len(word))
    if rate is not None and float(rate["number"]):
        return Statement(
            "fail",
            f"情况说明{say_briefly(paragraph.place)}写“{word}”，又写“{rate[0].strip(' ，,、')}”。",
            left=word,
            right=rate[0].strip(" ，,、"),
            subject=word,
            places=(paragraph.place,),
        )
    return Statement(
        "pass",
        f"情况说明{say_briefly(paragraph.place)}写“{word}”，没有另写同一项目的增减金额。",
        left=word,
        places=(paragraph.place,),
    )


_COMPARES = re.compile("(?:较|比|与|同|和)(?P<base>[^，。；、,;]*)$")
_OTHER_YEAR = re.compile("上年|上一年|去年|20[0-9]{2}年")


def _of_another_base(text: str, word: str, change: Stated, fiscal_year: int | None) -> bool:
    """Whether one is said against this year's plan, the other against the year before.

    支出决算比预算无增减变化，比去年减少1万元.
    """
    base = _COMPARES.search(text[: text.index(word)])
    if base is None or not change.compared_with:
        return False
    plans = [
        "预算" in words and not _OTHER_YEAR.search(words.replace(f"{fiscal_year}年", ""))
        for words in (key(base["base"]), key(change.compared_with))
    ]
    return plans[0] is not plans[1]


def _said_of(text: str, word: str, levels: Sequence[Stated]) -> Stated | None:
    """The amount in the same item of a list as ``word``, where each is told of in turn."""
    item = key(_ITEM_ENDS.split(text[: text.index(word)])[-1])
    return next(
        (s for s in reversed(levels) if len(s.subject) > 1 and key(s.subject) in item), None
    )


CHECKS: tuple[Check, ...] = (
    Check(
        id="text-changes",
        title="比上年增减",
        rule="比上年的增减：基本支出增减 + 项目支出增减 = 预算总额增减；没有其他支出类型时适用。",
        severity="error",
        consequence="figure",
        basis="会计恒等式",
        family="text_against_tables",
        evaluate=changes_add_up,
    ),
    Check(
        id="text-last-year",
        title="推算的上年数",
        rule="由本年数和增减额推算的上年数不是负数；同一句话写明上年数的，与之相等，只说增减的，方向不相反。",
        severity="error",
        consequence="figure",
        basis="预算安排不小于 0",
        family="text_against_tables",
        evaluate=last_year_not_negative,
    ),
    Check(
        id="text-unchanged",
        title="“持平”",
        rule="写明持平、一致、没有增减变化、保持不变或零增长的项目，同一段没有另写它不为 0 的增减额，"
        "后面也没有紧接着写不为 0 的增减百分比，写明上年数的与之相同；没有写作“减少为0万元，与上年持平”；"
        "一处与本年预算比、另一处与上年比的，不算。",
        severity="error",
        consequence="figure",
        basis="前后文一致",
        family="text_against_tables",
        evaluate=unchanged,
    ),
)
