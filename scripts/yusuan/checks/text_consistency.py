"""The prose against itself: one thing with two amounts, names."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from yusuan.checks.evidence import Evidence
from yusuan.checks.model import Check, Outcome, Statement, not_due
from yusuan.checks.operands import same_as_printed
from yusuan.checks.text_evidence import Stated
from yusuan.checks.text_percentages import percentages, percentages_of_nothing
from yusuan.errors import excerpt
from yusuan.evidence.places import Place, order, say_briefly, say_several
from yusuan.printed.text import compact, key
from yusuan.printed.years import in_digits, unreadable_counts

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

_TIME_ALONE = re.compile(
    r"(?:20[0-9]{2}年度?|上一?年度?|去年|前一年)(?:同期|年初|全年|调整|预算|决算|执行|完成|实际)*(?:数|额)?"
)


def stated_twice(evidence: Evidence) -> Iterator[Outcome]:
    """An item that one section states twice has one amount."""
    groups: dict[tuple[int, str, str], list[Stated]] = {}
    for stated in evidence.stated:
        subject = key(stated.subject)
        if evidence.kind == "final_accounts" and _outcome_of_item(stated, subject):
            # 职业年金缴费支出（项）9万元, 年初预算10万元，支出决算9万元
            thing = f"{stated.paragraph[1]}|{stated.item_path}|决算"
            groups.setdefault((stated.paragraph[0], thing, _year(evidence, stated)), []).append(
                stated
            )
            continue
        if stated.change or stated.approximate or not _names_one_item(subject):
            continue
        year = _year(evidence, stated)
        planned = evidence.kind == "final_accounts" and _part_of_a_plan(stated)
        thing = f"{stated.item_path}|{subject}|{planned}"
        groups.setdefault((stated.paragraph[0], thing, year), []).append(stated)
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


_OUTCOME = re.compile(r".*\((?:类|款|项)\)(?:支出)?(?:决算)?|支出决算数?")


def _outcome_of_item(stated: Stated, subject: str) -> bool:
    """Whether it is what was spent of an item of the classification, in final accounts."""
    known = bool(stated.item_path) and not stated.change and not stated.approximate
    return known and _OUTCOME.fullmatch(subject) is not None and "其中" not in stated.before


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
    if _TIME_ALONE.fullmatch(subject):
        return False  # 较2023年930万元增加: of whatever was spoken of
    return _SPECIFIC.fullmatch(subject) is not None or _GENERAL.fullmatch(subject) is None


# “三公”经费预算9万元，其中：接待费2万元: planned as well, unless an outcome is told between them.
_STAGE_TOLD = re.compile(
    r"(?:(?<![成较比与占])(?<![成较比与占](?:年初|全年|调整))预算(?P<plan>)|决算|执行|完成|实际支出)(?:安排)?(?:数|总?额|总计|合计)?[为是共]?\s*[0-9]"
)


def _part_of_a_plan(stated: Stated) -> bool:
    """Whether what the sentence divides is a budget, in a report of outcomes."""
    told = list(_STAGE_TOLD.finditer(f"{stated.leading}{stated.before}0"))
    return bool(told) and told[-1]["plan"] is not None


def _year(evidence: Evidence, stated: Stated) -> str:
    years = _YEAR.findall(in_digits(stated.before))
    return years[-1] if years else str(evidence.fiscal_year)


def _one_amount(found: list[Stated]) -> Statement:
    first = found[0].operand()
    for other in found[1:]:
        operand = other.operand()
        if not same_as_printed(operand, first):
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
    unreadable = [
        it for it in evidence.unreadable if it.reason != "direction" or not _NOTHING.match(it.text)
    ]
    for text, place, reason in unreadable:
        why = _WHY.get(reason, "读不出是多少")
        yield Statement(
            "fail",
            f"情况说明{say_briefly(place)}的“{excerpt(text)}”{why}，没有与任何数字核对。",
            left=excerpt(text),
            places=(place,),
        )
    counts = [
        (printed, part.paragraph.place)
        for part in evidence.prose
        for printed in unreadable_counts(part.paragraph.text)
    ]
    for printed, place in counts:
        yield Statement(
            "fail",
            f"情况说明{say_briefly(place)}的“{printed}”读不出是多少，没有与任何数字核对。",
            left=printed,
            places=(place,),
        )
    if evidence.stated and not unreadable and not counts:
        count = len(evidence.stated)
        yield Statement("pass", f"情况说明写有 {count} 个金额，都读得出。", left=f"{count} 个金额")


_WHY = {"direction": "看不出是增加还是减少", "whose": "看不出各是哪一项、哪一年的"}
_NOTHING = re.compile(r"0(?:\.0+)?(?![0-9.,])")  # 增加（减少）0万元: neither


CHECKS: tuple[Check, ...] = (
    Check(
        id="text-amounts-read",
        title="文字中的金额读得出",
        rule="情况说明写明的金额和人次、批次、团组、车辆数都读得出是多少；读不出的逐一列出，不与任何数字核对。",
        severity="warning",
        consequence="presence",
        basis="数字的写法",
        family="text_against_tables",
        evaluate=amounts_read,
    ),
    Check(
        id="text-twice",
        title="同一项目的两个金额",
        rule="情况说明同一章两次写明的同一项目、同一年度，金额相同；决算的一段话把科目的决算数写了两次的，也相同。",
        severity="error",
        consequence="figure",
        basis="前后文一致",
        family="text_against_tables",
        evaluate=stated_twice,
    ),
    Check(
        id="text-percent",
        title="增减百分比",
        rule="增减额 ÷（本年数 − 增减额）= 紧接着写出的百分比；上年数为 0 的没有百分比；"
        "减少之后不写增长，增加之后不写下降；"
        "本年数写在“三公”经费、机关运行经费、政府采购同一章别处的，也算；"
        "一句话逐项写明占总额的百分比的，各项金额 ÷ 总额 = 该百分比；写明占某一金额的，也是如此。",
        severity="error",
        consequence="figure",
        basis="会计恒等式",
        family="text_against_tables",
        evaluate=percentages,
    ),
    Check(
        id="text-percent-of-nothing",
        title="上年为 0 的增减百分比",
        rule="上年数为 0 的项目不写增减百分比；写作 100% 的，金额没有矛盾，只是无从计算。",
        severity="notice",
        consequence="wording",
        basis="百分比的写法：基数为 0，不可比",
        family="text_against_tables",
        evaluate=percentages_of_nothing,
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
