"""Percentages of the prose that lack their sign: 教育支出20万元，占12.63."""

import re
from collections.abc import Iterator
from decimal import Decimal

from yusuan.checks.evidence import Evidence
from yusuan.checks.model import Check, Outcome, Statement, not_due
from yusuan.checks.text_shares import is_share, lists_of
from yusuan.evidence.places import say_briefly

_SHARE = re.compile(
    r"\s*[百千]?[万亿]?元[，,、（(]\s*(?:约|各)?占(?:[^，。；、,;0-9]{0,14}?的)?(?:比重?|比例|百分比)?(?:[为约:：]|达到?)?\s*"
    r"(?P<number>[0-9]{1,3}\.[0-9]{1,4})\s?(?:(?P<sign>[%％])|(?=[，。；、,;)）]|$))"
)


def percent_signs(evidence: Evidence) -> Iterator[Outcome]:
    """A share that is exactly that of the amount which its list tells first is in per cent.

    Due where the list prints the sign behind another share.
    """
    count = 0
    for told in lists_of(evidence.stated):
        whole = told[0]
        shares = [(each, found) for each in told[1:] if (found := _SHARE.match(each.behind))]
        signed = [each for each, found in shares if found["sign"]]
        if not signed or whole.change or whole.value <= 0:
            continue
        lacking = [
            (each, found["number"])
            for each, found in shares
            if not found["sign"] and is_share(each, whole, Decimal(found["number"]))
        ]
        count += 1
        for each, number in lacking:
            yield Statement(
                "fail",
                f"情况说明{say_briefly(each.place)}的“{each.subject}”{each.text}，写作占 {number}，没有百分号；"
                f"它占“{whole.subject}”{whole.text} 的 {number}%。",
                left=number,
                right=f"{number}%",
                places=(each.place, whole.place),
                subject=each.subject,
                right_places=(whole.place,),
            )
        if not lacking:
            yield Statement(
                "pass",
                f"情况说明{say_briefly(whole.place)}写明的 {len(signed)} 个比例都有百分号。",
                left=f"{len(signed)} 个比例",
                places=(whole.place,),
            )
    if not count:
        yield not_due("情况说明没有逐项写明占总额的百分比")


CHECKS: tuple[Check, ...] = (
    Check(
        id="text-percent-sign",
        title="百分号",
        rule="一句话逐项写明占总额的百分比的，每一项都有百分号。",
        severity="notice",
        consequence="wording",
        basis="百分比的写法",
        family="text_against_tables",
        evaluate=percent_signs,
    ),
)
