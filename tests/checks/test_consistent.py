"""Documents that agree with themselves, told in the words of several provinces: nothing fails.

``consistent.txt`` holds budgets and final accounts in several forms (the national one, one with balances
by kind and “三公” in a list, lists of revenue, last year beside this): their tables, then one narrative
after the other, all made up.
"""

import html
import re
from typing import NamedTuple

import pytest

from tests.binding.grids import captioned
from tests.paths import ROOT
from yusuan.conversion.disclosure import Description, LaidOut, lay_out
from yusuan.readers.dispatch import read
from yusuan.views.documents import Original


class Made(NamedTuple):
    title: str
    tables: str
    narrative: str


def made() -> list[Made]:
    text = (ROOT / "tests/checks/consistent.txt").read_text(encoding="utf-8")
    found: list[Made] = []
    for document in re.split(r"^#### ", text, flags=re.MULTILINE)[1:]:
        tables, *narratives = re.split(r"^## .*\n", document, flags=re.MULTILINE)
        title, *grids = re.split(r"^# ", tables, flags=re.MULTILINE)
        printed = "".join(_table(grid) for grid in grids)
        found.extend(Made(title.strip(), printed, narrative) for narrative in narratives)
    return found


def _table(text: str) -> str:
    title, _, drawn = text.partition("\n")
    rows = [
        "".join(
            f"<td rowspan={cell.row_span} colspan={cell.column_span}>{html.escape(cell.text)}</td>"
            for cell in row
            if cell.kind != "covered"
        )
        for row in captioned(title, drawn).grid.rows()
    ]
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return f"<p>{title}</p><p>单位：万元</p><table>{body}</table>"


MADE = made()


def page_of(document: Made) -> bytes:
    """The document as a web page."""
    told = "".join(f"<p>{html.escape(line)}</p>" for line in document.narrative.splitlines())
    page = f"<!DOCTYPE html><meta charset=utf-8><h1>{document.title}</h1>{told}{document.tables}"
    return page.encode()


def laid_out(document: Made) -> LaidOut:
    content = page_of(document)
    read_page = read("a.html", content)
    original = Original("a.html", read_page.sha256, len(content), read_page)
    (statement,) = lay_out([original], Description()).statements
    return statement


@pytest.mark.parametrize("document", MADE, ids=range(len(MADE)))
def test_a_document_that_agrees_with_itself_fails_no_rule(document: Made) -> None:
    statement = laid_out(document)
    notes = {"empty-table-noted"}  # of the format, and true of these
    failed = [
        r.message for r in statement.results if r.status == "fail" and r.check_id not in notes
    ]
    assert not failed
    assert sum(result.status == "pass" for result in statement.results) > 60
    found = [left.leftover for left in statement.leftovers if left.leftover.text != "—"]
    assert not [left for left in found if left.reason != "prose_amount"]


@pytest.mark.parametrize(
    ("told", "wrong", "rule"),
    [
        ("总计（含结转和结余）1008.72", "总计（含结转和结余）1008.27", "text-overview"),
        ("收入合计993.82", "收入合计993.28", "text-overview"),
        ("支出决算合计993.12", "支出决算合计939.12", "text-overview"),
        ("完成全年预算11.00", "完成全年预算12.00", "text-three-public"),
        ("维护费预算9.00", "维护费预算9.50", "text-three-public"),
        ("支出决算7.86", "支出决算7.68", "text-three-public"),
        ("公务接待费1.14", "公务接待费1.41", "text-three-public"),
    ],
)
def test_a_slip_in_the_text_of_final_accounts_is_found(told: str, wrong: str, rule: str) -> None:
    document = MADE[-1]
    assert document.narrative.count(told) == 1
    slipped = document._replace(narrative=document.narrative.replace(told, wrong))
    assert rule in {r.check_id for r in laid_out(slipped).results if r.status == "fail"}


@pytest.mark.parametrize(
    ("told", "wrong", "rule"),
    [
        ("年初结转和结余50.00万元。\n2024", "年初结转和结余55.00万元。\n2024", "text-overview"),
        ("年末结转和结余30.00万元", "年末结转和结余33.00万元", "text-overview"),
        ("本年收入960.00", "本年收入906.00", "text-overview"),
        ("本年支出980.00", "本年支出908.00", "text-overview"),
        ("年初财政拨款结转和结余50.00", "年初财政拨款结转和结余5.00", "text-overview"),
        ("财政拨款基本支出600.00", "财政拨款基本支出660.00", "text-overview"),
        ("人员经费500.00", "人员经费550.00", "text-overview"),
        ("公用经费100.00", "公用经费110.00", "text-overview"),
        ("预决算差异率-3.00%", "预决算差异率-3.30%", "text-completion"),
    ],
)
def test_a_slip_in_what_the_text_says_of_balances_and_parts_is_found(
    told: str, wrong: str, rule: str
) -> None:
    document = next(it for it in MADE if "预决算差异率" in it.narrative)
    assert document.narrative.count(told) == 1
    slipped = document._replace(narrative=document.narrative.replace(told, wrong))
    assert rule in {r.check_id for r in laid_out(slipped).results if r.status == "fail"}


def test_a_rate_of_deviation_without_a_sign_says_how_far_both_are_apart() -> None:
    document = next(it for it in MADE if "预决算差异率-3.00%" in it.narrative)
    narrative = document.narrative.replace("预决算差异率-3.00%", "预决算差异率3.00%")
    results = laid_out(document._replace(narrative=narrative)).results
    assert not [r for r in results if r.status == "fail" and r.check_id == "text-completion"]


def test_a_rate_behind_a_change_in_a_sentence_of_its_own_is_that_of_the_level_before() -> None:
    document = next(it for it in MADE if "收、支总计均为1,010.00万元" in it.narrative)
    told = "收、支总计各增加100.00万元，增长10.99%"
    assert told in document.narrative
    narrative = document.narrative.replace(told, told.replace("10.99", "9.99"), 1)
    results = laid_out(document._replace(narrative=narrative)).results
    assert "text-percent" in {r.check_id for r in results if r.status == "fail"}


@pytest.mark.parametrize(
    ("told", "wrong", "rule"),
    [
        ("执行数为370.00万元，完成", "执行数为307.00万元，完成", "text-completion"),
        ("运行维护费2024年决算数6.00", "运行维护费2024年决算数6.60", "text-three-public"),
        ("完成调整预算的75.00%", "完成调整预算的57.00%", "text-completion"),
        (
            "公务接待费3.00万元，比年初预算4.00",
            "公务接待费3.00万元，比年初预算5.00",
            "text-last-year",
        ),
        ("\n2024年度财政拨款基本支出600万元", "\n2024年度财政拨款基本支出660万元", "text-overview"),
    ],
)
def test_a_slip_in_a_narrative_is_found(told: str, wrong: str, rule: str) -> None:
    document = next(it for it in MADE if told in it.narrative)
    slipped = document._replace(narrative=document.narrative.replace(told, wrong))
    assert rule in {r.check_id for r in laid_out(slipped).results if r.status == "fail"}


PLANS_BESIDE = next(it for it in MADE if "宜林街道" in it.title)


@pytest.mark.parametrize(
    ("told", "wrong", "rule"),
    [
        # whose amount the paragraph before states
        ("减少3.00万元，下降33.33%", "减少3.00万元，下降16.67%", "text-percent"),
        ("增加1.00万元，增长33.33%", "增加4.00万元，增长100%", "text-percent-of-nothing"),
        ("减少2.00万元，下降16.67%", "减少2.00万元，增长16.67%", "text-percent"),
        ("4.00万元，完成预算的80.00%", "4.00万元，完成预算的8.00%", "text-completion"),
        ("97.37%。决算数小于", "97.37%。决算数大于", "text-plan-compared"),
        ("97.37%。决算数小于", "97.37%。决算数大小于", "text-plan-compared"),
        ("60.00万元。决算数等于", "66.00万元。决算数等于", "text-plan-compared"),
        ("，占12.63%；", "，占12.63；", "text-percent-sign"),
        ("支出决算与2023年持平", "支出决算减少为0.00万元，与2023年持平", "text-unchanged"),
        ("公务接待费支出决算为4.00", "公务接侍费支出决算为4.00", "text-without-amount"),
        ("本年收入合计1010.00万元，其", "本年收人合计1010.00万元，其", "text-without-amount"),
        ("增加1.00万元，增长33.33%", "增加1.00万元，与2023年持平", "text-unchanged"),
        ("服务采购金额90.00万元", "服务采购金额80.00万元", "text-sums"),
        ("共有车辆9辆", "共有车辆10辆", "text-sums"),
        ("5、住房保障支出（类）", "5、住房保证支出（类）", "text-item-names"),
        ("（款）审计业务（项）", "（款）审记业务（项）", "text-item-names"),
        ("公务接待20批次、150人次，", "", "text-without-amount"),
        ("支出决算为400.00万元。", "支出决算为398.00万元。", "text-twice"),
        (
            "2024年度无国有资本经营",
            "2024年度无政府性基金预算财政拨款支出，无国有资本经营",
            "empty-note-true",
        ),
    ],
)
def test_a_slip_in_what_the_text_says_of_plans_and_changes_is_found(
    told: str, wrong: str, rule: str
) -> None:
    assert PLANS_BESIDE.narrative.count(told) == 1
    narrative = PLANS_BESIDE.narrative.replace(told, wrong)
    results = laid_out(PLANS_BESIDE._replace(narrative=narrative)).results
    assert rule in {r.check_id for r in results if r.status == "fail"}


def test_what_looks_like_a_slip_in_plans_and_changes_is_none() -> None:
    """A decrease against the plan beside last year's level, a budget adjusted, a share of a share."""
    narrative = PLANS_BESIDE.narrative
    for told, other in (
        ("决算与2023年持平", "决算比2023年决算数减少1.00万元，与2023年预算数持平"),
        ("97.37%。决算数小于预算数", "97.37%。决算数小于年初预算数、与全年预算数持平"),
        ("年初预算为420.00万元，", "年初预算为390.00万元，全年预算为420.00万元，"),
        ("公务接待20批次", "接待支出占39.99，公务接待20批次"),
        ("增加1.00万元，增长33.33%", "增加1.00万元，比年初预算增长5.00%"),
        ("货物采购金额73.00万元", "货物采购金额73.01万元"),  # each rounded by itself
        ("、其他用车3辆", ""),  # not all are told of
        ("公务接待费支出决算为4.00", "公务招待费支出决算为4.00"),
        ("1、一般公共服务支出（类）", "1、一般公共服务（类）"),
        ("2、一般公共服务支出（类）", "2“一般公共服务支出（类）"),
        ("支出60.00万元，支出具体情况", "局机关无政府性基金预算财政拨款支出，支出具体情况"),
    ):
        assert narrative.count(told) == 1
        narrative = narrative.replace(told, other)
    results = laid_out(PLANS_BESIDE._replace(narrative=narrative)).results
    assert not [r.message for r in results if r.status == "fail"]


def test_what_is_said_of_several_things_or_of_some_is_no_slip() -> None:
    """Changes that even out, a list that goes on, 其他 first, projects of which some are evaluated."""
    narrative = PLANS_BESIDE.narrative
    for told, other in (
        (
            "因退休人员较多。",
            "因退休人员较多。印刷费增加1.00万元、差旅费减少1.00万元，与2023年持平。",
        ),
        ("服务采购金额90.00万元", "服务采购金额80.00万元、框架协议采购金额10.00万元"),
        (
            "机要通信用车0辆、应急保障用车1辆、执法执勤用车5辆、其他用车3辆",
            "其他用车3辆、应急保障用车1辆、执法执勤用车5辆",
        ),
        (
            "设备0台（套）。",
            (
                "设备0台（套）。"
                "有项目20个，自评5个（其中：“优”4个、“差”1个）。"
                "年初没有安排政府性基金预算支出，年中追加60.00万元。"
                "本年没有政府性基金预算财政拨款收入和支出，使用上年结转60.00万元。"
                "县林业站2024年没有政府性基金预算支出。"
                "培训费和会议费年初预算为13.00万元，支出决算为10.00万元，其中：培训费年初预算3.00万元，"
                "支出决算4.00万元。决算数小于预算数。"
            ),
        ),
        ("公务接待20批次、150人次，其中：接待外宾0批次、0人次", "接待来访团20个、150人"),
    ):
        assert narrative.count(told) == 1
        narrative = narrative.replace(told, other)
    results = laid_out(PLANS_BESIDE._replace(narrative=narrative)).results
    assert not [r.message for r in results if r.status == "fail"]


def test_shares_of_another_whole_and_days_compared_are_no_slips() -> None:
    """A share of last year's total, of 支出 alone, of a part of a list; the end of both years."""
    narrative = PLANS_BESIDE.narrative
    for told, other in (
        (
            "\n（一）一般公共预算财政拨款支出决算总体情况\n",
            (
                "\n（一）一般公共预算财政拨款支出决算总体情况\n"
                "基本工资300.00万元，占52%；津贴补贴80.00万元，占14%；其中绩效8.00万元，占10%；办公费200.00万元，占34%。\n"
            ),
        ),
        (
            "本年支出合计1010.00万元，",
            "2023年基本支出500.00万元，占支出合计的55.56%。\n本年支出合计1010.00万元，",
        ),
        (
            "\n城乡社区支出（类）",
            "\n政府性基金预算财政拨款支出60.00万元，占本年支出的5.94%。\n城乡社区支出（类）",
        ),
        (
            "年末公务用车保有量9辆。",
            "截至2024年12月31日公务用车保有量9辆，截至2023年12月31日9辆，比2000增加0辆。",
        ),
    ):
        assert narrative.count(told) == 1
        narrative = narrative.replace(told, other)
    results = laid_out(PLANS_BESIDE._replace(narrative=narrative)).results
    accused = {"text-percent", "text-stock-year", "text-years-read"}
    assert not [r.message for r in results if r.status == "fail" and r.check_id in accused]


def test_balances_of_one_fund_are_not_those_of_all_money() -> None:
    document = next(it for it in MADE if "预决算差异率" in it.narrative)
    fund = (
        "八、政府性基金预算收支决算情况\n2024年度政府性基金预算财政拨款年初结转结余0.00万元，年末结转结余0.00万元。"
        "本年收入0.00万元，本年支出0.00万元。\n"
    )
    results = laid_out(document._replace(narrative=document.narrative + fund)).results
    assert not [r for r in results if r.status == "fail" and r.check_id == "text-overview"]


@pytest.mark.parametrize(
    "grid",
    [
        """“三公”经费情况表
项目|2023年决算数|2024年决算数|2024年比2023年增减|<|2024年比预算增减|<
^|^|^|增减额|增减%|增减额|增减%
合计|10.00|9.00|-1.00|-10.00|-2.00|-18.18
""",
        "政府采购情况表\n项目|预算数|决算数\n合计|30.00|28.00\n货物|30.00|28.00\n",
    ],
)
def test_a_change_and_its_rate_plan_and_outcome_are_no_slips_of_each_other(grid: str) -> None:
    document = MADE[-1]._replace(tables=MADE[-1].tables + _table(grid))
    messages = [r.message for r in laid_out(document).results if r.check_id == "column-names"]
    assert messages
    assert not [message for message in messages if "只差一字，" in message]


# Units named above their coded rows, and the code of each in those rows alone.
_UNITS_ABOVE = """部门支出总表
科目编码|单位代码|单位名称（科目）|合计|基本支出|项目支出
||合计|9.00|5.00|4.00
||示例县林业局|7.00|3.00|4.00
2130201|309301|行政运行|7.00|3.00|4.00
||示例县苗圃|2.00|2.00|
2130205|309601|森林资源培育|{}.00|2.00|
"""


@pytest.mark.parametrize(("printed", "status"), [("2", "pass"), ("3", "fail")])
def test_what_a_unit_named_above_its_rows_adds_up_is_known(printed: str, status: str) -> None:
    document = Made("示例县林业局2026年部门预算", _table(_UNITS_ABOVE.format(printed)), "无。")
    found = laid_out(document).results
    said = {it.status for it in found if it.check_id == "total-of-classes"}
    assert status in said
    assert ("fail" in said) is (status == "fail")
    assert "not_comparable" not in said


@pytest.mark.parametrize(
    ("told", "wrong", "rule"),
    [
        ("3.00万元，占33.33%", "3.00万元，占23.33%", "text-percent"),
        ("占政府采购支出总额的90.00%", "占政府采购支出总额的95.00%", "text-percent"),
        ("占授予中小企业合同金额的66.67%", "占授予中小企业合同金额的76.67%", "text-percent"),
        ("占本年支出合计的98.98%", "占本年支出合计的89.98%", "text-percent"),
        ("住房保障支出80.00万元，占8.25%", "住房保章支出80.00万元，占8.25%", "text-lists"),
        ("比2023年度增加5.00万元", "此2023年度增加5.00万元", "text-years-read"),
        ("比2023年度增加5.00万元", "比2023增加5.00万元", "text-years-read"),
        ("2024年度机关运行经费支出", "024年度机关运行经费支出", "text-years-read"),
        ("截至2024年12月31日，公务", "截至2023年12月31日，公务", "text-stock-year"),
        ("截至2024年12月31日，本部门", "截至2024年12月32日，本部门", "text-stock-year"),
        ("本年支出合计980.00", "本年支出合计98.00", "text-overview"),
        ("、其他用车1辆。", "、其他用车1辆。\n附表1 甲表\n附表2 乙表\n详见附表3。", "cited-tables"),
    ],
)
def test_a_slip_in_words_and_shares_is_found(told: str, wrong: str, rule: str) -> None:
    document = next(it for it in MADE if told in it.narrative)
    slipped = document._replace(narrative=document.narrative.replace(told, wrong, 1))
    assert [r.check_id for r in laid_out(slipped).results if r.status == "fail"] == [rule]


@pytest.mark.parametrize(
    ("told", "also_right"),
    [
        # of something that the text does not tell; another item; a comparison that is none
        ("占政府采购支出总额的90.00%", "占上年政府采购支出总额的95.00%"),
        (
            "6.00万元，占66.67%；公务接待费支出决算3.00万元，占33.33%",
            "6.00万元，占60%；公务接待费支出决算3.00万元，占30%",
        ),
        ("占本年支出合计的98.98%", "占全市支出合计的89.98%"),
        ("住房保障支出80.00万元，占8.25%", "住房建设支出80.00万元，占8.25%"),
        ("主要原因是人员增加", "主要原因是人员增加，因此2023年度相比有所增加"),
        ("、其他用车1辆。", "、其他用车1辆。\n附表1 甲表\n附表2 乙表\n详见附表2。"),
        ("比2023年度增加5.00万元，增长5.26%", "比2023年度增长5.26%，即5.00万元"),
    ],
)
def test_a_near_sentence_is_no_slip(told: str, also_right: str) -> None:
    document = next(it for it in MADE if told in it.narrative)
    changed = document._replace(narrative=document.narrative.replace(told, also_right, 1))
    assert not [r.check_id for r in laid_out(changed).results if r.status == "fail"]
