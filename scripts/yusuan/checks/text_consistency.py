"""The prose against itself: one thing with two amounts, a percentage against its change, names."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from yusuan.checks.evidence import Evidence
from yusuan.checks.model import Check, Outcome, Statement, not_due
from yusuan.checks.text_evidence import Stated
from yusuan.errors import excerpt
from yusuan.evidence.places import Place, order, say_briefly, say_several
from yusuan.printed.text import compact, key
from yusuan.printed.years import in_digits
from yusuan.prose.rates import Rate, in_round_terms, rate_behind

_ONLY_COMPARES = re.compile(
    r"(?:与|较|比|同比)\s*(?:上年|去年|20[0-9]{2}\s*年)?(?:度)?(?:预算|预算数)?(?:相比)?[，,]?\s*"
    r"(?:增加|增长|减少|下降|压减)了?"
)
_HUNDRED = Decimal(100)
_NO_BASE = "上年为 0"
_YEAR = re.compile(r"20[0-9]{2}")
# Names too general to be of one thing: a document states many of each.
# 385.50万元（大写：叁佰捌拾伍万伍仟元整）, 385.50万元（3,855,000元）
_AGAIN = re.compile(r"\s*[（(]\s*(?P<word>大写|即|折合|合)?\s*[:：]?\s*(?:人民币)?[:：]?\s*$")
_GENERAL = re.compile(
    r"(?:.*(?:支出|收入|预算|决算|收支|总计|合计|总额|经费|资金|金额|费用|拨款|安排|数|小计|单价"
    r"|[原净价]值|额|结转|结余|货物|服务|工程|部分)|其中|共)"
)
_SPECIFIC = re.compile(r".*(?:缴费|补贴|补助|公积金|奖金|津贴|职业年金|医疗|离退休).*")
_OTHER_WORDS = re.compile(r"[，,。；：:（()）]|较|比|同比|其中|用于")


def stated_twice(evidence: Evidence) -> Iterator[Outcome]:
    """An item that one section states twice has one amount."""
    groups: dict[tuple[int, str, str], list[Stated]] = {}
    for stated in evidence.stated:
        subject = key(stated.subject)
        if stated.change or stated.approximate or not _names_one_item(subject):
            continue
        year = _year(evidence, stated)
        groups.setdefault((stated.paragraph[0], f"{stated.item_path}|{subject}", year), []).append(
            stated
        )
    count = 0
    for one, other in pairwise(evidence.stated):
        if _says_again(one, other):
            count += 1
            yield _one_amount([one, other])
    for found in groups.values():
        if len(found) < 2:
            continue
        count += 1
        yield _one_amount(found)
    if not count:
        yield not_due("情况说明没有两次写明同一项目的金额")


def _says_again(one: Stated, other: Stated) -> bool:
    """Whether ``other`` is ``one`` again, in brackets: in capitals, or in another unit."""
    if one.sentence != other.sentence or one.paragraph != other.paragraph:
        return False
    begun = f"{one.text}{one.unit}"
    between = _AGAIN.search(other.before)
    if between is None or not compact(other.before[: between.start()]).endswith(compact(begun)):
        return False
    known = not (one.approximate or other.approximate) and one.change == other.change
    return known and (bool(between["word"]) or one.unit != other.unit)


def _names_one_item(subject: str) -> bool:
    if len(subject) < 4 or len(subject) > 30 or _OTHER_WORDS.search(subject):
        return False
    return _SPECIFIC.fullmatch(subject) is not None or _GENERAL.fullmatch(subject) is None


def _year(evidence: Evidence, stated: Stated) -> str:
    years = _YEAR.findall(in_digits(stated.before))
    return years[-1] if years else str(evidence.fiscal_year)


def _one_amount(found: list[Stated]) -> Statement:
    first = found[0].operand()
    for other in found[1:]:
        operand = other.operand()
        if abs(operand.value - first.value) * 2 > max(operand.step, first.step):
            return Statement(
                "fail",
                f"情况说明把“{found[0].subject}”先写作 {first.text}（{say_briefly(first.place)}），"
                f"又写作 {operand.text}（{say_briefly(operand.place)}）。",
                left=f"{found[0].subject} {first.text}",
                right=f"{other.subject} {operand.text}",
                places=(first.place, operand.place),
                subject=found[0].subject,
                values=(first.value, operand.value),
            )
    return Statement(
        "pass",
        f"情况说明 {len(found)} 处所写的“{found[0].subject}”都是 {first.text}。",
        left=f"{found[0].subject} {first.text}",
        places=tuple(stated.place for stated in found),
    )


def percentages(evidence: Evidence) -> Iterator[Outcome]:
    """A change over the amount of the year before is the percentage printed behind it.

    Due where the change follows the amount that it is a change of: the one stated right before
    it in the same sentence, of the same subject; or in a sentence that names nothing else
    (与上年相比减少1万元，下降20%) the one that the sentence before is of.
    """
    count = 0
    ahead: Stated | None = None
    latest: dict[tuple[tuple[int, int], str], Stated] = {}
    sentences = Counter((stated.paragraph, stated.sentence) for stated in evidence.stated)
    for level, stated in pairwise(_without_former(evidence.stated)):
        listed = ahead is not None and _in_one_list(ahead, level)
        ahead = level
        alone = sentences[level.paragraph, level.sentence] == 1
        if level.change is None and (alone or "其中" not in level.before):
            latest[level.paragraph, key(level.subject)] = level
        rate = _rate_of(stated)
        if rate is None:
            continue
        if not _change_of(stated, level):
            before = latest.get((stated.paragraph, key(stated.subject)))
            if before is None or not _said_of_it(
                stated, before, sentences[before.paragraph, before.sentence] == 1
            ):
                continue
            level, listed = before, False
        found = _percent(stated, level, rate)
        if listed and found.status == "fail" and found.right != _NO_BASE:
            continue  # the change may be one of the whole that the list is of
        count += 1
        yield found
    if not count:
        yield not_due("情况说明没有同时写明数额、增减额和增减百分比")


def _without_former(stated: Sequence[Stated]) -> list[Stated]:
    """Without the figures that changes right behind them compare with: 较2023年的100万元."""
    return [
        one
        for one, behind in pairwise((*stated, None))
        if one is not None
        and not (
            behind is not None
            and behind.change
            and one.change is None
            and key(one.subject) == key(behind.compared_with or "")
            and one.sentence == behind.sentence
        )
    ]


def _in_one_list(one: Stated, other: Stated) -> bool:
    """Whether both stand in a list behind 其中: a change behind it may be one of the whole."""
    alike = one.sentence == other.sentence and one.change is None and other.change is None
    return alike and "其中" in other.before


def _change_of(stated: Stated, level: Stated) -> bool:
    return (
        stated.change is not None
        and level.change is None
        and stated.paragraph == level.paragraph
        and stated.sentence == level.sentence
        and key(stated.subject) == key(level.subject)
        and not stated.approximate
        and not level.approximate
    )


def _said_of_it(stated: Stated, level: Stated, alone: bool) -> bool:
    """Whether ``stated`` begins a sentence of its own with a comparison, of ``level`` before it.

    ``alone``: its sentence states no other amount; else it must be the whole that 其中 divides.
    """
    return (
        stated.change is not None
        and stated.sentence != level.sentence
        and not stated.approximate
        and not level.approximate
        and (alone or "其中" in level.sentence)
        and _ONLY_COMPARES.fullmatch(stated.before) is not None
    )


_UNIT_BEHIND = re.compile(r"\s*[余多]?\s*[百千]?[万亿]?\s*元?整?")


def _rate_of(stated: Stated) -> Rate | None:
    """The rate behind a change: the one published, and that of words such as 近四成."""
    if stated.change is None:
        return None
    unit = _UNIT_BEHIND.match(stated.behind)
    at = unit.end() if unit else 0
    rate = rate_behind(stated.behind, at, falls=stated.change == "decrease")
    if rate is not None and rate.within is not None:
        return rate
    return None if stated.percent is None else Rate(stated.percent, 0, 0)


def _percent(stated: Stated, level: Stated, rate: Rate) -> Statement:
    amount, change = level.operand(), stated.operand(negative=stated.change == "decrease")
    said = rate.percent
    shown = stated.behind[rate.start : rate.end] if said is None else f"{said.normalize():f}%"
    low, high = rate.within or _as_printed(stated, said or Decimal(0))
    base, step = amount.value - change.value, amount.step / 2 + change.step / 2
    word = "增加" if stated.change == "increase" else "减少"
    where = (
        f"情况说明{say_briefly(stated.place)}的“{level.subject}”{amount.text}，{word} {stated.text}，"
        f"写作 {shown}"
    )
    if abs(base) <= step and (said != 0 or change.value):
        return Statement(
            "fail",
            f"{where}，而上年为 0，没有增减百分比可算。",
            left=shown if said is None else f"{said:f}%",
            right=_NO_BASE,
            places=(level.place, stated.place),
            subject=level.subject,
            right_places=(level.place,),
        )
    edges = [
        (change.value + a * change.step / 2) / divisor * _HUNDRED
        for a in (-1, 1)
        for divisor in (base - step, base + step)
        if divisor
    ]
    share = (change.value / base * _HUNDRED).quantize(Decimal("0.01")) if base else Decimal(0)
    agrees = not base or (min(edges) <= high and low <= max(edges))
    return Statement(
        "pass" if agrees else "fail",
        f"{where}，算得 {share}%。",
        left=shown if said is None else f"{said:f}%",
        right=f"{share}%",
        places=(level.place, stated.place),
        subject=level.subject,
        right_places=(level.place,),
        values=None if said is None else (said, share),
    )


def _as_printed(stated: Stated, said: Decimal) -> tuple[Decimal, Decimal]:
    """Between what a percentage lies that is rounded to the digits printed."""
    rounded = said.normalize() if in_round_terms(stated.sentence) else said
    exponent = rounded.as_tuple().exponent
    assert isinstance(exponent, int)
    slack = Decimal(1).scaleb(exponent) / 2
    return said - slack, said + slack


class _Pair(NamedTuple):
    right: str
    other: str
    right_words: re.Pattern[str]
    other_words: re.Pattern[str]


_PAIRS = (
    _Pair(
        "机关运行经费",
        "机关运行费",
        re.compile("机关运行经费"),
        re.compile("机关运行费"),
    ),
    _Pair(
        "政府性基金",
        "政府基金",
        re.compile("政府性基金"),
        re.compile("政府基金"),
    ),
)


def one_name(evidence: Evidence) -> Iterator[Outcome]:
    """A kind of money is called by one name throughout: titles, heads, items and prose."""
    printed = list(_printed(evidence))
    for pair in _PAIRS:
        right = [place for text, place in printed if pair.right_words.search(text)]
        other = [place for text, place in printed if pair.other_words.search(text)]
        if not right or not other:
            shown = pair.right if right else pair.other if other else ""
            if shown:
                yield Statement("pass", f"全文都写作“{shown}”。", left=shown)
            continue
        yield Statement(
            "fail",
            f"同一事物有两个名称：“{pair.right}”{say_several(right[:3])}和"
            f"“{pair.other}”{say_several(other[:3])}。",
            left=pair.right,
            right=pair.other,
            subject=pair.right,
            places=(right[0], other[0]),
        )
    if not any(
        pair.right_words.search(t) or pair.other_words.search(t)
        for pair in _PAIRS
        for t, _ in printed
    ):
        yield not_due("文件没有提到机关运行经费和政府性基金")


def _printed(evidence: Evidence) -> Iterator[tuple[str, Place]]:
    found: list[tuple[str, Place]] = []
    for table in evidence.tables.values():
        found.append((key(table.title), table.table.place))
        found.extend((key(label), table.table.head_place) for label in table.table.labels.values())
        found.extend((key(entry.label), entry.place) for entry in table.entries)
    found.extend((key(part.paragraph.text), part.paragraph.place) for part in evidence.prose)
    return iter(sorted(found, key=lambda each: order(each[1])))


def amounts_read(evidence: Evidence) -> Iterator[Outcome]:
    """What looks like an amount is one: nothing that a rule should compare is left out unseen."""
    unreadable = [it for it in evidence.unreadable if not (it[2] and _NOTHING.match(it[0]))]
    for text, place, directionless in unreadable:
        why = "看不出是增加还是减少" if directionless else "读不出是多少"
        yield Statement(
            "fail",
            f"情况说明{say_briefly(place)}的“{excerpt(text)}”{why}，没有与任何数字核对。",
            left=excerpt(text),
            places=(place,),
        )
    if evidence.stated and not unreadable:
        count = len(evidence.stated)
        yield Statement("pass", f"情况说明写有 {count} 个金额，都读得出。", left=f"{count} 个金额")


_NOTHING = re.compile(r"0(?:\.0+)?(?![0-9.,])")  # 增加（减少）0万元: neither


CHECKS: tuple[Check, ...] = (
    Check(
        id="text-amounts-read",
        title="文字中的金额读得出",
        rule="情况说明写明的金额都读得出是多少；读不出的逐一列出，不与任何数字核对。",
        severity="warning",
        consequence="presence",
        basis="数字的写法",
        family="text_against_tables",
        evaluate=amounts_read,
    ),
    Check(
        id="text-twice",
        title="同一项目的两个金额",
        rule="情况说明同一章两次写明的同一项目、同一年度，金额相同。",
        severity="error",
        consequence="figure",
        basis="前后文一致",
        family="text_against_tables",
        evaluate=stated_twice,
    ),
    Check(
        id="text-percent",
        title="增减百分比",
        rule="增减额 ÷（本年数 − 增减额）= 紧接着写出的百分比；上年数为 0 的没有百分比。",
        severity="error",
        consequence="figure",
        basis="会计恒等式",
        family="text_against_tables",
        evaluate=percentages,
    ),
    Check(
        id="one-thing-one-name",
        title="同一事物的名称",
        rule="机关运行经费（机关运行费）、政府性基金（政府基金）在全文中各用一个名称。",
        severity="notice",
        consequence="wording",
        basis="前后文一致",
        family="text_against_tables",
        evaluate=one_name,
    ),
)
