"""Amounts that the prose states, against the figures of the tables that they name."""

import re
from collections.abc import Iterator
from functools import partial

from yusuan.checks.counterparts import NoCounterpart
from yusuan.checks.evidence import Evidence
from yusuan.checks.model import Check, Comparison, Outcome, Statement, not_due
from yusuan.checks.named_figures import named_figure
from yusuan.checks.named_final_figures import named_final_figure
from yusuan.checks.operands import Operand, meant_of
from yusuan.checks.table_evidence import ZERO, TableEvidence
from yusuan.checks.text_counts import asset_counts
from yusuan.checks.text_evidence import Stated, roughness
from yusuan.evidence.places import say_briefly
from yusuan.facts.model import Entry
from yusuan.printed.text import key
from yusuan.printed.years import in_digits

YEAR = re.compile(r"(?P<compared>较|比|与|和|同)?\s*(?P<year>20[0-9]{2})\s*年")


def stated_in(section_id: str, evidence: Evidence) -> Iterator[Outcome]:
    """Every amount that the section states = the figure of the tables that it names."""
    if section_id == "state_assets":
        yield from asset_counts(evidence)
    found = [
        stated
        for stated in evidence.stated
        if stated.section_id == section_id and stated.change is None and not _to_buy(stated)
    ]
    if not found:
        yield not_due("情况说明的这一章没有写明金额")
        return
    funds: dict[tuple[int, int], str] = {}  # of which a paragraph told before, if of one alone
    for stated in found:
        yield _against_tables(evidence, stated, funds.get(stated.paragraph))
        fund = _ONE_FUND.search(key(stated.subject))
        if fund is not None and "其中" not in stated.before:
            funds[stated.paragraph] = fund[0]


def _against_tables(evidence: Evidence, stated: Stated, fund: str | None) -> Outcome:
    where = f"情况说明{say_briefly(stated.place)}的“{stated.subject}”{stated.text} {stated.unit}"
    year = _year_of(stated)
    if year is not None and year != evidence.fiscal_year:
        return not_due(f"{where}说的是 {year} 年")
    named = named_figure(stated.section_id, stated.subject, evidence.department_name)
    if evidence.kind == "final_accounts":
        final = named_final_figure(stated.section_id, _whole_name(stated), evidence.fiscal_year)
        told = key(stated.section_title + stated.leading + stated.before)
        if final is not None and final.within is not None and not final.within.search(told):
            final = None
        named = final or named
    if named is None or _NAMED_BEHIND.match(stated.behind):
        return not_due(f"{where}没有对应的表内数字")
    before = stated.leading + stated.sentence.partition(stated.text)[0]
    if named.of_all_funds and _QUALIFIED.search(key(before).replace("非财政拨款", "")):
        return not_due(f"{where}说的可能只是其中一项资金或一类用途")
    if named.whole_alone and "其中" in before:
        return not_due(f"{where}说的可能只是其中一部分")
    if named.of_all_funds and fund is not None:
        return not_due(f"{where}所在的一段说的是{fund}")
    scope = narrower_scope(stated)
    if scope == "一般公共预算" and named.of_general_budget is not None:
        resolved, scope = named.of_general_budget(evidence), None
    else:
        resolved = named.resolve(evidence)
    if isinstance(resolved, NoCounterpart) and stated.operand().value and not stated.approximate:
        return Statement(
            "fail",
            f"{where}，而{resolved}。",
            left=f"{stated.subject} {stated.text}",
            places=(stated.place,),
            severity="warning",
            subject=stated.subject,
            absent="table",
        )
    if isinstance(resolved, str):
        return not_due(f"{where}：{resolved}")
    if scope is not None and named.within is None:
        return not_due(f"{where}说的是{scope}，不是全部")
    left = stated.operand()
    if stated.approximate:
        left = left._replace(step=2 * roughness(left.value))
    right = meant_of(resolved, left.value)
    return Comparison(f"情况说明{say_briefly(stated.place)}的“{stated.subject}”", (left,), right)


def _whole_name(stated: Stated) -> str:
    """The subject, with the 本年 that distinguishes it where it is no more than 收入 or 支出."""
    subject = stated.subject
    if subject not in ("收入", "支出"):
        return subject
    return f"本年{subject}" if key(stated.before).endswith(f"本年{subject}") else subject


# 90.00万元为政府性基金预算拨款: what it is of stands behind it.
_NAMED_BEHIND = re.compile(r"\s*[百千]?[万亿]?元(?:为|是|系)(?!\s*[0-9])")
# Words before an amount by which it may be that of one fund, one unit or one kind of use only.
_QUALIFIED = re.compile(r"一般公共预算|财政拨款|政府性?基金|国有资本|支出分类|科目|单位预算")


_SCOPE = re.compile(r"财政拨款|一般公共预算|政府性?基金|基金预算|国有资本经营|财政专户|三公")
# Names that mean the whole department's figure, unless the words before say of which money.
_WHOLE = re.compile(
    r"(?:.*支出|.*收入|预算.*|(?:收支|收入|支出)?(?:预算)?总?(?:收支|合计|总计|总额))"
    r"(?:预算|总额|金额|资金|数|合计|总计)*|人员经费|(?:日常)?公用经费"
)
# 国有资本经营预算财政拨款支出决算情况说明: a section of one fund, not one that lists them.
_ONE_FUND = re.compile(r"政府性?基金|国有资本经营")
_OTHER_MONEY = re.compile(r"一般公共|总体|三公")
_CARRIED = re.compile(
    r"(?:上年|年初|年末)(?:结转|结余|和|与)+(?:资金|收入)?|结余分配|使用非财政拨款结余.*|用事业基金.*"
)
_OF_REVENUE = re.compile(r"收入|结转|专户|单位资金")


def narrower_scope(stated: Stated) -> str | None:
    """The kind of money that the words around say an unqualified figure is of; None for all."""
    subject = key(stated.subject)
    if _CARRIED.fullmatch(subject):  # 政府性基金预算本年收入0万元、上年结转0万元
        clause = re.split("[,;:。；：]", key(stated.before).replace("非财政拨款", ""))[-1]
        beside = _SCOPE.search(clause) or _SCOPE.search(key(stated.section_title))
        words = [beside[0]] if beside else _SCOPE.findall(key(stated.leading))
        return words[-1] if words else None
    of_fund = _ONE_FUND.search(key(stated.section_title))
    if of_fund and not _OTHER_MONEY.search(key(stated.section_title)) and of_fund[0] not in subject:
        return of_fund[0]
    if stated.section_id != "overview" or _SCOPE.search(subject) or not _WHOLE.fullmatch(subject):
        return None
    title = _SCOPE.search(key(stated.section_title))
    if title:
        return title[0]
    if _OF_REVENUE.search(subject):
        return None  # sources of revenue are listed side by side
    words = _SCOPE.findall(key(stated.leading + stated.before))
    return words[-1] if words else None


def _to_buy(stated: Stated) -> bool:
    """Whether the amount is that of the assets to be bought: a rule of its own."""
    return "购置固定资产" in key(stated.subject)


def _year_of(stated: Stated) -> int | None:
    """The year printed last before the amount in its sentence, if it is not compared with.

    由2022年的9万元增加至8万元: nor is it what the amount comes from.
    """
    before = _COMES_FROM.sub("", stated.before)
    years = [match for match in YEAR.finditer(in_digits(before)) if not match["compared"]]
    return int(years[-1]["year"]) if years else None


_COMES_FROM = re.compile(r"[由从]20[0-9]{2}\s*年[^，。；]{0,40}?元[^，。；]{0,4}[到至为]了?")


def assets_to_buy(evidence: Evidence) -> Iterator[Outcome]:
    """Assets to be bought, where the text says that procurement lists them, are part of it."""
    table = evidence.filled("procurement")
    total = (
        next((e for e in table.entries if e.texts.get("row_type") == "total"), None)
        if table is not None
        else None
    )
    for stated in evidence.stated:
        if stated.section_id != "state_assets" or not _to_buy(stated):
            continue
        if "政府采购" not in stated.sentence or table is None or total is None:
            yield not_due(
                f"情况说明{say_briefly(stated.place)}没有说明列入政府采购预算，或没有政府采购预算的合计"
            )
            continue
        where = f"情况说明{say_briefly(stated.place)}的“{stated.subject}”"
        yield Comparison(where, (stated.operand(),), _goods(table, total), "<=")


def _goods(table: TableEvidence, total: Entry) -> tuple[Operand, ...]:
    """What procurement lists of goods (A) and works (B); all of it where codes do not tell.

    政府采购品目分类目录: a service (C) is no asset.
    """
    items = [entry for entry in table.entries if entry.texts.get("row_type") == "item"]
    codes = [str(entry.texts.get("catalogue_code") or "") for entry in items]
    if not items or not all(re.fullmatch("[ABC][0-9]{2,8}", code) for code in codes):
        return (table.operand_or_blank(total, "total", f"{table.title}{total.label}"),)
    found = [
        table.operand_or_blank(entry, "total", f"{table.title}{entry.label}")
        for entry, code in zip(items, codes, strict=True)
        if code[0] != "C"
    ]
    none = Operand(f"{table.title}的货物和工程", "0", ZERO, ZERO, table.name, total.place)
    return tuple(found) or (none,)


def _stated_check(section_id: str, title: str, rule: str, basis: str) -> Check:
    return Check(
        id=f"text-{section_id.replace('_', '-')}",
        title=title,
        rule=rule,
        severity="error",
        consequence="figure",
        basis=basis,
        family="text_against_tables",
        evaluate=partial(stated_in, section_id),
    )


_SAME = "同一文件的文字与表反映同一数字"

CHECKS: tuple[Check, ...] = (
    _stated_check(
        "overview",
        "总体情况的金额",
        "情况说明“总体情况”中的每个金额 = 所指的表内数字；单位资金 = 事业 + 经营 + 上级补助"
        " + 附属单位上缴 + 其他收入；人员经费、公用经费在基本支出全为一般公共预算财政拨款时适用。",
        _SAME,
    ),
    _stated_check(
        "agency_operation",
        "机关运行经费的金额",
        "机关运行经费 = 一般公共预算财政拨款基本支出表的公用经费合计；没有事业单位的部门适用。",
        "机关运行经费的定义：行政单位用一般公共预算财政拨款安排的公用经费",
    ),
    _stated_check(
        "three_public",
        "“三公”经费的金额",
        "情况说明中“三公”经费的每个金额 = “三公”经费支出表的相应项目。",
        _SAME,
    ),
    _stated_check(
        "procurement",
        "政府采购的金额",
        "情况说明中的政府采购预算 = 政府采购预算表的合计。",
        _SAME,
    ),
    _stated_check(
        "state_assets",
        "固定资产的金额和数量",
        "情况说明中的上年末固定资产金额 = 固定资产占用情况表的资产总额；车辆数、房屋面积 = 表中的数量。",
        _SAME,
    ),
    Check(
        id="text-assets-to-buy",
        title="拟购置的固定资产",
        rule="拟购置固定资产总额不大于政府采购预算中的货物和工程（没有品目编码的，不大于合计）；"
        "文字称已列入政府采购预算时适用。",
        severity="warning",
        consequence="figure",
        basis="部分不大于整体",
        family="text_against_tables",
        evaluate=assets_to_buy,
    ),
)
