"""没有政府性基金预算支出: what the prose says is not there, against the tables."""

import re
from collections.abc import Iterator

from yusuan.checks.evidence import Evidence
from yusuan.checks.model import Statement
from yusuan.errors import excerpt
from yusuan.evidence.places import say_briefly
from yusuan.printed.text import key

_BUDGETS: tuple[tuple[str, str], ...] = (
    ("政府性基金", "government_fund_expenditure"),
    ("国有资本经营", "state_capital_expenditure"),
)
# The whole sentence says so, of this year, of the department, and of all expenditure.
_NONE = re.compile(
    r"(?:^|[。;\n])(?P<who>[^,，。;；:：]{0,40}?)[,，]?(?:没有|无|未安排|未发生|不涉及)(?:使用|安排|发生)?"
    r"(?P<budget>政府性基金|国有资本经营)(?:预算)?(?:财政)?(?:拨款)?(?:安排)?的?(?:收入|预算)?[和与、及]?(?:支出|收支)(?:预算|决算|情况)?[。;；,，]"
)
_OTHERS = re.compile("本级|机关|所属|下属|单位[^预决]|[如若]|结转|上年|去年|其他")
_YEAR = re.compile("20[0-9]{2}")


def told_of_nothing(evidence: Evidence) -> Iterator[Statement]:
    """A sentence that says that there is no expenditure of a budget, and that budget's table."""
    tables = dict(_BUDGETS)
    for part in evidence.prose:
        if part.heading:
            continue
        for found in _NONE.finditer(key(part.paragraph.text)):
            table = evidence.filled(tables[found["budget"]])
            years = set(_YEAR.findall(found["who"]))
            if _OTHERS.search(found["who"]) or years - {str(evidence.fiscal_year)}:
                continue
            if table is None or table.total is None or table.planned_only:
                continue
            spent = table.operand_or_unread(table.total, "total", table.total.label)
            if spent is None or spent.unread:
                continue
            words, place = found[0].strip("。;,"), part.paragraph.place
            yield Statement(
                "fail" if spent.value else "pass",
                f"情况说明{say_briefly(place)}写“{excerpt(words)}”，{table.title}的{spent.label}"
                + (
                    f"却是 {spent.text}（{say_briefly(spent.place)}）。"
                    if spent.value
                    else "没有数字。"
                ),
                left=excerpt(words),
                right=spent.text or "没有数字",
                places=(place, spent.place),
                subject=table.title,
                right_places=(spent.place,),
                cells=(spent.ref,) if spent.ref else (),
            )
