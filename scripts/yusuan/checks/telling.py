"""How disagreements are told: what each is about, and which contradicts most.

The order is one declared measure, the same for every document: what the disagreement means
(``Check.consequence``), then how many times as large the larger side is, then the rule's
severity, then the document's order. A side that is 0 or prints nothing is as far away as can be.
"""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, get_args

from yusuan.checks.model import (
    CONSEQUENCE_TITLES,
    STATUS_TITLES,
    Check,
    Comparison,
    Result,
    Severity,
)

ORDER_IN_WORDS = (
    "先按后果："
    + "、".join(title for _, title, _ in CONSEQUENCE_TITLES)
    + "；后果相同的，两处的数相差倍数大的在前（一处为 0 或没有印数的最前，说不出倍数的最后）；"
    "再按规则的级别和在文件中的先后。"
)
WITHIN_TOLERANCE, NOT_MORE = "在容差内", "未超过"
_CENT = Decimal("0.01")
_NAMES = tuple(name for name, _, _ in CONSEQUENCE_TITLES)
_SEVERITIES = get_args(Severity)
_QUOTED = re.compile(r"“((?:[^“”]|“[^”]*”)+)”")
_CODE = re.compile(
    r"^(?:[0-9]{3,7} )?(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[)）]|[0-9]+、)?"
)
# What names no thing by itself: the row or table that it stands in does.
_GENERIC = frozenset({"合计", "小计", "总计", "金额", "预算数", "数量", "价值", "单价", "0"})


def ratio_of(left: Decimal, right: Decimal) -> Decimal | None:
    """How many times as large the larger of two figures is; None where one is 0."""
    small, large = sorted((abs(left), abs(right)))
    return (large / small).quantize(_CENT) if small and large < small.scaleb(9) else None


def order_key(row: Mapping[str, Any]) -> tuple[int, int, Decimal, int, int]:
    """Of a failed row of the resource ``checks``: the smaller, the sooner it is told."""
    ratio = row["ratio"]
    unmeasured = 2 if row["left_value"] is None else 0
    return (
        _NAMES.index(row["consequence"]),
        unmeasured if ratio is None else 1,
        -(ratio or Decimal(0)),
        _SEVERITIES.index(row["severity"]),
        row["check_no"],
    )


def gravest_first(results: Iterable[Result]) -> list[Result]:
    """The failed ones of a disclosure's results, as they are told."""
    rows = [(result, {**result._asdict(), "check_no": i}) for i, result in enumerate(results)]
    failed = [pair for pair in rows if pair[0].status == "fail"]
    return [result for result, row in sorted(failed, key=lambda pair: order_key(pair[1]))]


def said_of(row: Mapping[str, Any]) -> str:
    """What came out, in a word: 相符 stands beside no difference."""
    if row["status"] != "pass" or not row["difference"]:
        return STATUS_TITLES[row["status"]]
    within = abs(row["difference"]) <= (row["tolerance"] or Decimal(0))
    return WITHIN_TOLERANCE if within else NOT_MORE


def subject_of(comparison: Comparison, check: Check) -> str:
    """What two sides are both about: the one figure on the left, or what its row is called."""
    labels = [comparison.left[0].label] if len(comparison.left) == 1 else []
    quoted = _QUOTED.findall(comparison.where)
    for label in (*labels, *reversed(quoted)):
        named = _QUOTED.fullmatch(label.removeprefix("合计行"))
        short = _CODE.sub("", named[1] if named else label)
        if short and short not in _GENERIC and not short.startswith("“") and "表" not in short:
            return short
    return check.title
