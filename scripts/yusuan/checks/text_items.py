"""Amounts that the prose gives an item of the classification, against the rows of its code."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from yusuan.checks.evidence import Evidence
from yusuan.checks.model import Check, Comparison, Outcome, Statement, not_due
from yusuan.checks.operands import Operand, same_as_printed
from yusuan.checks.table_evidence import TableEvidence
from yusuan.checks.text_against_tables import YEAR
from yusuan.checks.text_evidence import Stated, find_alone
from yusuan.checks.text_item_paths import named_otherwise, names_of_codes
from yusuan.checks.three_public_plans import planned
from yusuan.evidence.places import say_briefly
from yusuan.printed.text import key
from yusuan.printed.years import in_digits
from yusuan.tables.figures import FIGURES

# What an amount of an item may be called: the item itself, its expenditure, its budget.
_OF_ITEM = re.compile(
    r".*(?:\([类款项]\)|科目)(?:支出|预算|决算|[0-9年度预算数])*|.*\([0-9]{3,7}\)|[0-9]{3,7}-?.*"
    r"|(?:支出)?(?:预算数|决算|决算数|预算安排|当年预算|支出|预算)"
)
_PART = re.compile(r"其中|基本支出|项目支出|人员|公用|用于|结转|年初预算|上年|调整预算|扣除")
_FISCAL = re.compile(r"一般公共预算|财政拨款|公共财政")
_FUND = re.compile(r"政府性?基金")
_COMPLETED = re.compile(
    r"完成(?P<when>年初|全年|调整)?预算数?的?\s?(?P<percent>[0-9]{1,9}(?:\.[0-9]{1,9})?)\s?[%％]"
)
# 预决算差异率-3.00%: by how much the outcome is more or less than the budget.
_DEVIATES = re.compile(r"预决算差异率为?\s?(?P<percent>[-−]?[0-9]{1,9}(?:\.[0-9]{1,9})?)\s?[%％]")
_THIS_YEARS = re.compile(r"当年(?:财政)?拨款|本年(?:财政)?拨款")
_HUNDRED = Decimal(100)
_FUNCTION_CODE = re.compile(r"2[0-9]{2}(?:[0-9]{2}){0,2}")


def item_amounts(evidence: Evidence) -> Iterator[Outcome]:
    """The amount of an item of the functional classification is a figure of its code's rows."""
    found = [stated for stated in evidence.stated if stated.function_code]
    seen: set[tuple[tuple[int, int], str]] = set()
    count = 0
    carried = _carries_over(evidence)
    tables = list(_tables(evidence))
    for stated in found:
        held = (stated.paragraph, stated.item_path)
        first = held not in seen
        seen.add(held)
        if not first or not _speaks_of_the_item(evidence, stated):
            continue
        alternatives = _figures(tables, stated)
        if not alternatives:
            continue
        left = stated.operand()
        same = next((o for o in alternatives if same_as_printed(o, left)), None)
        if same is None and carried and _THIS_YEARS.search(key(stated.section_title)):
            continue  # the tables count what is carried over too
        if same is None and all(
            operand.ref is None or operand.ref.resource == "expenditure" for operand in alternatives
        ):
            continue  # the text mostly tells of appropriations, of which no table lists the item
        count += 1
        unread = next((each for each in alternatives if each.unread), None)
        right = same or unread or _likeliest(alternatives, evidence)
        where = f"情况说明{say_briefly(stated.place)}的“{stated.item_path}”"
        yield Comparison(where, (left,), (right,))
    if not count:
        yield not_due("情况说明没有按功能分类科目写明金额，或没有列出该科目的表")


def _carries_over(evidence: Evidence) -> bool:
    """Whether any table shows funds of earlier years."""
    return any(
        figure.value
        for table in evidence.tables.values()
        for entry in table.entries
        for field, figure in entry.figures.items()
        if "carryover" in field or (entry.side == "revenue" and "结转" in entry.label)
    )


def _speaks_of_the_item(evidence: Evidence, stated: Stated) -> bool:
    subject = key(stated.subject)
    if stated.change or stated.approximate or not stated.value or not stated.before.strip():
        return False
    if _PART.search(subject):
        return False
    if not (_OF_ITEM.fullmatch(subject) or subject == key(stated.item_path)):
        return False
    years = [m for m in YEAR.finditer(in_digits(stated.before)) if not m["compared"]]
    return (
        not years or evidence.fiscal_year is None or int(years[-1]["year"]) == evidence.fiscal_year
    )


def _tables(evidence: Evidence) -> Iterator[TableEvidence]:
    """Tables of expenditure whose rows are function codes."""
    for table in evidence.tables.values():
        if table.name != "revenue" and any(
            _FUNCTION_CODE.fullmatch(code) for code in table.by_code
        ):
            yield table


def _figures(tables: list[TableEvidence], stated: Stated) -> list[Operand]:
    """This year's figures of the code; none where no table is of the money that the text means."""
    words = key(f"{stated.section_title}{stated.before}")
    wanted = _FUND if _FUND.search(words) else _FISCAL if _FISCAL.search(words) else None
    of_it = [t for t in tables if wanted is None or wanted.search(key(t.title))]
    if wanted is None and not any(table.name == "expenditure" for table in tables):
        return []
    if not any(stated.function_code in t.by_code for t in of_it if t.name in _WHOLE):
        return []
    return [
        operand._replace(label=f"{table.title}{stated.function_code}“{operand.label}”")
        for table in tables
        for entry in table.rows_of_code.get(stated.function_code, ())
        for field in table.amount_fields(entry.side)
        if not FIGURES[field].years_before and (operand := table.operand_or_unread(entry, field))
    ]


# Tables that hold all that is spent of one kind of money: those of projects hold a part.
_WHOLE = frozenset({
    "expenditure", "general_public_budget_expenditure", "fiscal_appropriation_expenditure",
    "government_fund_expenditure", "state_capital_expenditure", "special_account_expenditure",
})  # fmt: skip


def _likeliest(operands: list[Operand], evidence: Evidence) -> Operand:
    """The total of the table of appropriations, else the first."""
    preferred = ("general_public_budget_expenditure", "expenditure", "government_fund_expenditure")
    for name in preferred:
        for operand in operands:
            if operand.ref is not None and operand.ref.resource == name:
                return operand
    return operands[0]


def item_names(evidence: Evidence) -> Iterator[Outcome]:
    """The name that prose gives a printed code is the name that the tables give it."""
    tables = list(_tables(evidence))
    names = names_of_codes(tables)
    count = 0
    seen: set[tuple[str, str]] = set()
    for stated in evidence.stated:
        code, path = stated.function_code, stated.item_path
        printed = bool(code) and find_alone(code, stated.sentence) >= 0
        if not printed or code not in names or (code, path) in seen:
            continue
        seen.add((code, path))
        count += 1
        name = path.rpartition(" → ")[2]
        known = names[code]
        same = any(key(name).endswith(each) or each.endswith(key(name)) for each in known)
        shown = "、".join(known.values())
        yield Statement(
            "pass" if same else "fail",
            f"情况说明{say_briefly(stated.place)}把科目 {code} 叫作“{name}”，"
            + ("与表中相同。" if same else f"表中为“{shown}”。"),
            left=f"{code} {name}",
            right=f"{code} {shown}",
            subject=f"科目 {code}",
            places=(stated.place,),
        )
    otherwise = list(named_otherwise(evidence, tables, names))
    yield from otherwise
    if not count and not otherwise:
        yield not_due("情况说明没有同时写明科目的编码和名称")


def completion(evidence: Evidence) -> Iterator[Outcome]:
    """决算 over 年初预算 is the percentage that the prose says was completed."""
    judged: set[int] = set()
    outer = [stated for stated in evidence.stated if not _in_brackets(stated)]
    pairs = {id(final): (budget, final) for budget, final in pairwise(outer)}
    for before, final in pairwise(evidence.stated):
        budget, _ = pairs.get(id(final), (before, final))
        match = _COMPLETED.search(final.behind) or _DEVIATES.search(final.behind)
        if (
            budget.paragraph != final.paragraph
            or budget.change
            or final.change
            or match is None
            or budget.item_path != final.item_path
            or not re.fullmatch(r".*预算(?:数|为)?", key(budget.subject))
            or not re.fullmatch(r".*(?:决算|支出|执行)(?:数|为)?", key(final.subject))
            or re.search("[。；;]", final.behind[: match.start()])
            or _AMOUNT.search(_between(final, match))
        ):
            continue
        deviates = match.re is _DEVIATES
        if deviates and not budget.value:
            continue  # what it is of nothing, each place says in its own way
        judged.add(id(final))
        printed = match["percent"].replace("−", "-")
        yield _share(budget.operand(), final.operand(), printed, deviates=deviates)
    for final in evidence.stated:
        match = _COMPLETED.search(final.behind) if id(final) not in judged else None
        if match is None or re.search("[。；;]", _between(final, match)):
            continue
        plan = None if _AMOUNT.search(_between(final, match)) else planned(evidence, final)
        if plan is not None and not match["when"]:
            judged.add(id(final))
            yield _share(plan, final.operand(), match["percent"], deviates=False)
    if not judged:
        yield not_due("情况说明没有写明完成预算的百分比")


# 支出决算3万元（其中：一般公共预算支出3万元），完成调整预算的75%: said of what the bracket divides.
_BRACKET = re.compile(r"[（(][^（()）]*[)）]")
_AMOUNT = re.compile(r"[0-9]\s*[百千]?[万亿]?元")


def _between(final: Stated, match: re.Match[str]) -> str:
    """The words from an amount to its rate, without brackets and where its figure stands again."""
    return _BRACKET.sub("", final.behind[: match.start()].replace(final.text, ""))


def _in_brackets(stated: Stated) -> bool:
    """Whether a bracket of the sentence states this amount, and nothing outside of one does."""
    if "完成" not in stated.sentence or _BRACKET.search(stated.sentence) is None:
        return False
    named = re.compile(f"{re.escape(stated.subject)}[^，。；,;（(]{{0,4}}{re.escape(stated.text)}")
    outside = _BRACKET.sub("", stated.sentence)
    return named.search(outside) is None and named.search(stated.sentence) is not None


def _share(right: Operand, left: Operand, printed: str, *, deviates: bool) -> Statement:
    """Whether ``left``, the outcome, is so much of the budget."""
    where = f"情况说明{say_briefly(left.place)}：决算 {left.text}，预算 {right.text}，"
    said = Decimal(printed)
    if not right.value:
        nothing = not left.value and said == _HUNDRED  # of nothing planned nothing was spent
        return Statement(
            "fail" if said and not nothing else "pass",
            f"{where}预算为 0，完成 {printed}% 无从算起。",
            left=f"{printed}%",
            right="预算为 0",
            places=(left.place,),
        )
    exponent = said.as_tuple().exponent
    assert isinstance(exponent, int)
    slack = Decimal(1).scaleb(exponent) / 2
    less = _HUNDRED if deviates else Decimal(0)
    low = (left.value - left.step / 2) / (right.value + right.step / 2) * _HUNDRED - slack - less
    base = right.value - right.step / 2
    high = (left.value + left.step / 2) / base * _HUNDRED + slack - less if base > 0 else None
    # By how much they are apart: some say it without a sign.
    ways = (said, -said) if deviates and said > 0 else (said,)
    agrees = any(low <= way and (high is None or way <= high) for way in ways)
    share = (left.value / right.value * _HUNDRED - less).quantize(Decimal("0.01"))
    return Statement(
        "pass" if agrees else "fail",
        f"{where}写作{'相差' if deviates else '完成'} {printed}%，算得 {share}%。",
        left=f"{printed}%",
        right=f"{share}%",
        places=(right.place, left.place),
        right_places=(right.place,),
        values=(said, share),
    )


CHECKS: tuple[Check, ...] = (
    Check(
        id="text-items",
        title="科目的金额",
        rule="情况说明中某一功能分类科目的金额 = 列出该科目的支出表中的数字。",
        severity="error",
        consequence="figure",
        basis="同一文件的文字与表反映同一数字",
        family="text_against_tables",
        evaluate=item_amounts,
    ),
    Check(
        id="text-item-names",
        title="科目的名称",
        rule="情况说明中写明编码的科目，名称与表中该编码的名称相同；写明类、款、项的，"
        "各级名称与表中金额相同、另两级名称也相同的科目相同。",
        severity="warning",
        consequence="wording",
        basis="同一编码只有一个名称",
        family="text_against_tables",
        evaluate=item_names,
    ),
    Check(
        id="text-completion",
        title="完成预算的百分比",
        rule="决算 ÷ 年初预算 = 文字所写的完成百分比，减去 100% 为预决算差异率；按印出的位数四舍五入。"
        "“三公”经费的某一项没有另写预算数的，以“三公”经费表的预算数计算，表中合计的预算数与文字相同时适用。",
        severity="error",
        consequence="figure",
        basis="会计恒等式",
        family="text_against_tables",
        evaluate=completion,
    ),
)
