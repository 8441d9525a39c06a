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
# 本部门2024年度; another name may be that of a unit of the department
_OF_ALL = re.compile(
    "(?:在?20[0-9]{2}年度?|(?:[我本]|全)(?:部门|单位|[局委厅办院校馆站所镇乡]|街道|中心)|全年|也|[均都]|[,，])*$"
)
_SOME = re.compile("[0-9][万亿]?元|结转|追加|调整")
_YEAR = re.compile("20[0-9]{2}")


def told_of_nothing(evidence: Evidence) -> Iterator[Statement]:
    """A sentence that says that there is no expenditure of a budget, and that budget's table."""
    tables = dict(_BUDGETS)
    if evidence.kind != "final_accounts" and _carries_over(evidence):
        return  # 没有使用当年的拨款: what was carried over may be spent
    for part in evidence.prose:
        if part.heading:
            continue
        text = key(part.paragraph.text)
        for found in _NONE.finditer(text):
            table = evidence.filled(tables[found["budget"]])
            own = found["who"].replace(key(evidence.department_name) or "\n", "")
            years = set(_YEAR.findall(own)) - {str(evidence.fiscal_year)}
            if years or not _OF_ALL.match(own) or _tells_of_some(text, found.end()):
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


def _tells_of_some(text: str, at: int) -> bool:
    """Whether what goes on at ``at`` tells of some: 年中追加60万元; 使用上年结转."""
    sentence, _, rest = text[at:].partition("。")
    return _SOME.search(sentence) is not None or "结转" in rest


def _carries_over(evidence: Evidence) -> bool:
    """Whether a budget has money carried over."""
    summaries = map(evidence.filled, ("budget_summary", "fiscal_appropriation_summary"))
    return any(
        figure.value
        for summary in summaries
        for entry in (summary.entries if summary else ())
        if entry.texts.get("row_type") == "carryover" and entry.side == "revenue"
        for figure in entry.figures.values()
    )
