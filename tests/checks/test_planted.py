"""Every rule finds the contradiction that is planted for it, and names its lines."""

import re
from typing import NamedTuple

import pytest

from tests.checks.small_disclosure import FISCAL_SUMMARY as FISCAL_TABLE
from tests.checks.small_disclosure import GENERAL as GENERAL_TABLE
from tests.checks.small_disclosure import PROCUREMENT as PROCUREMENT_TABLE
from tests.checks.small_disclosure import REVENUE as REVENUE_TABLE
from tests.checks.small_disclosure import STATE_CAPITAL as STATE_CAPITAL_TABLE
from tests.checks.small_disclosure import SUMMARY as SUMMARY_TABLE
from tests.checks.small_disclosure import TEXT, changed, failing, line_of, results
from tests.checks.small_disclosure import THREE_PUBLIC as THREE_TABLE
from yusuan.checks.catalogue import CHECKS
from yusuan.evidence.places import LinePlace, named

REVENUE = "部门预算收入总表#"
EXPENDITURE = "部门预算支出总表#"
SUMMARY = "部门预算收支总表#"
FISCAL = "部门预算财政拨款收支总表#"
GENERAL = "部门预算一般公共预算财政拨款支出表#"
BASIC = "部门预算一般公共预算财政拨款基本支出表#"
FUND = "部门预算政府性基金预算财政拨款支出表#"
STATE = "部门预算国有资本经营预算财政拨款支出表#"
THREE = "部门预算财政拨款“三公”经费支出表#"


ACCUSING = re.compile(r"错误|造假|虚|违规|违法|抄")
"""What is said of no document, whatever disagrees in it."""


class Planted(NamedTuple):
    """What is changed, and words of the lines that the finding must name."""

    check_id: str
    changes: tuple[tuple[str, str], ...]
    lines: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return f"{self.check_id}: {self.changes[-1][1][:30]}"


def plant(check_id: str, old: str, new: str, *lines: str) -> Planted:
    return Planted(check_id, ((old, new),), lines)


# Tables that some places print besides, put before the one of state capital; with a fault.
_NEXT = "\n部门预算国有资本经营预算财政拨款支出表\n\n346"
BODY_OF_SUMMARY = SUMMARY_TABLE[SUMMARY_TABLE.index("序号") :].replace("\t", "|")
BODY_OF_THREE = THREE_TABLE[THREE_TABLE.index("序号") :].replace("\t", "|")
BODY_OF_FISCAL = FISCAL_TABLE[FISCAL_TABLE.index("序号") :].replace("\t", "|")


def _one_total(revenue: str, expenditure: str) -> tuple[str, str]:
    return SUMMARY + BODY_OF_SUMMARY, (
        f"序号|收入||支出|\n|项目|预算数|项目|预算数\n1|合计|{revenue}|合计|{expenditure}\n"
        "2|一、一般公共预算拨款收入|440.00|一、农林水支出|440.00\n"
        "3|二、政府性基金预算拨款收入|60.00|二、城乡社区支出|60.00\n"
    )


_SEEDLINGS = "|数量指标|建设苗圃个数|新建苗圃的个数|≥6个|县林业局工作方案\n"
BY_CLASS = (
    _NEXT,
    "\n一般公共预算支出表（按经济分类）\n\n单位：万元\n\n科目编码|科目名称|合计|基本支出|项目支出\n"
    "|合计|300.00|250.00|50.00\n301|工资福利支出|200.00|200.00|\n"
    "302|商品和服务支出|50.00|40.00|20.00\n30201|办公费|50.00|40.00|20.00\n" + _NEXT,
)
BASIC_BY_FUND = (
    _NEXT,
    "\n基本支出预算表\n\n单位：万元\n\n科目编码|科目名称|合计|财政拨款||自有资金\n|||小计|一般公共预算|\n"
    "|合计|190.00|180.00|180.00|10.00\n301|工资福利支出|190.00|180.00|180.00|10.00\n"
    "30101|基本工资|130.00|120.00|120.00|5.00\n30102|津贴补贴|60.00|60.00|60.00|\n" + _NEXT,
)
# 财政拨款 of the general public budget alone, with non-tax revenue and a fund beside it.
ACCOUNTS = (
    "\n部门预算政府性基金预算财政拨款收入支出表\n\n单位：万元\n\n科目编码|科目名称|年初结转和结余|本年收入"
    "|本年支出|年末结转和结余\n|合计||60.00|60.00|\n212|城乡社区支出||60.00|60.00|\n21208|国有土地使用权"
    "出让收入安排的支出||60.00|60.00|\n2120804|农村基础设施建设支出||60.00|60.00|\n"
)
FUNDS_BESIDE = (
    _NEXT,
    "\n项目支出预算表\n\n单位：万元\n\n项目名称|总计|财政拨款收入|纳入预算管理的行政事业性收费等非税收入"
    "|政府性基金收入|其他收入\n合计|250.00|180.00|10.00|60.00|\n苗圃管护|190.00|180.00|10.00||\n"
    "农村道路|60.00|||60.00|\n" + _NEXT,
)
ITEMS_OVER_COLUMNS = (
    _NEXT,
    "\n部门支出明细表\n\n单位：万元\n\n科目编码|科目名称|合计|工资福利支出|||商品和服务支出||\n"
    "|||小计|基本工资|津贴补贴|小计|办公费|差旅费\n|合计|9.00|5.00|3.00|2.00|4.00|3.00|1.00\n"
    "213|农林水支出|9.00|5.00|3.00|2.00|4.00|3.00|1.00\n21302|林业和草原|9.00|5.00|3.00|2.00|4.00|3.00|1.00\n"
    "2130201|行政运行|7.00|4.00|2.00|2.00|3.00|2.00|1.00\n2130204|事业机构|2.00|1.00|1.00||1.00|1.00|\n"
    + _NEXT,
)
FEES_BESIDE = (
    _NEXT,
    "\n项目支出预算表\n\n单位：万元\n\n项目名称|总计|财政拨款收入|纳入预算管理的行政事业性收费|罚没收入"
    "|政府性基金收入|其他收入\n合计|250.00|180.00|6.00|4.00|60.00|\n"
    "苗圃管护|190.00|180.00|6.00|4.00||\n农村道路|60.00||||60.00|\n" + _NEXT,
)
FUNDS_BY_LEVEL = (
    _NEXT,
    "\n项目支出预算表\n\n单位：万元\n\n项目名称|合计|中央资金|省级资金|市县资金|单位资金\n"
    "合计|250.00|180.00|10.00|50.00|10.00\n苗圃管护|190.00|180.00|10.00||\n"
    "农村道路|60.00|||50.00|10.00\n" + _NEXT,
)
EVALUATION = (
    "\n项目支出绩效自评表\n\n单位：万元\n\n项目名称|苗圃管护|||||\n"
    "项目资金|年初预算数|全年预算数|全年执行数|分值|执行率|得分\n"
    "年度资金总额|60.00|50.00|{executed}|10|95.20%|9.52\n"
    "一级指标|二级指标|三级指标|指标值|实际完成值|分值|得分\n"
    "产出指标|数量指标|苗圃除草次数|≥6次|6次|50|{score}\n"
    "满意度指标|服务对象满意度指标|林农对苗圃的满意度|≥90%|93%|40|40\n"
    "总分|||||100|{total}\n"
)


def evaluated(executed: str = "47.60", score: str = "50", total: str = "99.52") -> tuple[str, str]:
    """A self-evaluation, put before the table of state capital."""
    form = EVALUATION.format(executed=executed, score=score, total=total)
    return _NEXT, form + _NEXT


BY_PURPOSE = (
    SUMMARY + BODY_OF_SUMMARY,
    (
        "序号|收入||支出|||\n|项目|预算数|功能分类||支出用途|\n|||项目|预算数|项目|预算数\n"
        "1|一、一般公共预算拨款收入|400.00|一、农林水支出|440.00|一、基本支出|250.00\n"
        "2|二、政府性基金预算拨款收入|60.00|二、城乡社区支出|60.00|二、项目支出|{project}\n"
        "3|本年收入合计|460.00|本年支出合计|500.00|本年支出合计|500.00\n"
        "4|上年结转结余|40.00|年终结转结余|||\n"
        "5|收入总计|500.00|支出总计|500.00|支出总计|{grand}\n"
    ),
)


def by_purpose(project: str, grand: str) -> tuple[str, str]:
    """The summary with its expenditure broken down a second time, side by side."""
    return BY_PURPOSE[0], BY_PURPOSE[1].format(project=project, grand=grand)


# A summary that prints sections and items below each class, by name.
WITH_LINES = (
    SUMMARY + BODY_OF_SUMMARY,
    (
        "序号|收入||支出|\n|项目|预算数|项目|预算数\n"
        "1|一、一般公共预算拨款收入|400.00|一、农林水支出|440.00\n"
        "2|二、政府性基金预算拨款收入|60.00|林业和草原|440.00\n3|||行政运行|260.00\n"
        "4|||森林资源培育|180.00\n5|||二、城乡社区支出|60.00\n"
        "6|||国有土地使用权出让收入安排的支出|60.00\n7|||农村基础设施建设支出|60.00\n"
        "8|本年收入合计|460.00|本年支出合计|500.00\n9|上年结转结余|40.00|年终结转结余|\n"
        "10|收入总计|500.00|支出总计|500.00\n"
    ),
)
# A summary that says fiscal appropriation first, then what each budget pays of it.
THREE_BUDGETS = (
    SUMMARY + BODY_OF_SUMMARY,
    (
        "序号|收入||支出|\n|项目|预算数|项目|预算数\n1|一、财政拨款|460.00|一、农林水支出|440.00\n"
        "2|一般公共预算拨款收入|400.00|二、城乡社区支出|60.00\n3|政府性基金预算|60.00||\n"
        "4|国有资本经营预算|||\n5|二、事业收入|||\n6|本年收入合计|460.00|本年支出合计|500.00\n"
        "7|上年结转结余|40.00|年终结转结余|\n8|收入总计|500.00|支出总计|500.00\n"
    ),
)
FISCAL_WITH_LINES = (
    FISCAL + BODY_OF_FISCAL,
    (
        "序号|收入||支出||||\n|项目|金额|项目|合计|一般公共预算财政拨款|政府性基金预算财政拨款"
        "|国有资本经营预算财政拨款\n"
        "1|一、一般公共预算拨款|400.00|一、农林水支出|440.00|440.00||\n"
        "2|二、政府性基金预算拨款|60.00|林业和草原|440.00|440.00||\n"
        "3|||行政运行|260.00|260.00||\n4|||森林资源培育|180.00|180.00||\n"
        "5|||二、城乡社区支出|60.00||60.00|\n"
        "6|||国有土地使用权出让收入安排的支出|60.00||60.00|\n"
        "7|||农村基础设施建设支出|60.00||60.00|\n"
        "8|本年收入合计|460.00|本年支出合计|500.00|440.00|60.00|\n"
        "9|年初财政拨款结转和结余|40.00|年末财政拨款结转和结余||||\n"
        "10|收入总计|500.00|支出总计|500.00|440.00|60.00|\n"
    ),
)
BASIC_PARTS = (
    BASIC + "\n11|30302|退休费|30.00|30.00|",
    "\n11|30302|退休费|30.00|30.00|\n12||人员经费合计|200.00|200.00|\n13||公用经费合计|50.00||50.00",
)


def before_state(table: str) -> tuple[str, str]:
    """A further table, printed before the one of state capital."""
    return _NEXT, f"\n{table}\n{_NEXT}"


PROJECTS = (
    "项目支出表\n\n单位：万元\n\n单位名称|项目名称|合计|一般公共预算|政府性基金预算\n"
    "|合计|250.00|190.00|60.00\n"
    "示例县林业局|造林补助经费|100.00|{0}|{1}\n"
    "示例县林业局|林区道路|90.00|50.00|40.00\n示例县苗圃|苗木检疫|{2}|60.00|\n"
)
GOALS = (
    "项目支出绩效表\n\n单位：万元\n\n单位名称|项目名称|预算数|绩效目标\n"
    "示例县林业局|造林补助经费|{0}|扩大造林面积。\n示例县林业局|{1}|90.00|修建道路。\n"
    "示例县苗圃|苗木检疫|60.00|检疫苗木。\n"
)
THREE_BY_UNIT = (
    THREE + BODY_OF_THREE,
    (
        "单位名称|“三公”经费合计|因公出国（境）费|公务用车购置及运行费|||公务接待费\n"
        "|||小计|公务用车购置费|公务用车运行费|\n"
        "合计|13.00||10.00||10.00|3.00\n示例县林业局|11.00||9.00||9.00|2.00\n"
        "示例县苗圃|2.00||1.00||1.00|1.00\n"
    ),
)
BY_NAME = (
    "基本支出总表\n\n单位：万元\n\n支出项目类别|总计|财政拨款||单位资金\n||小计|一般公共预算|\n"
    "示例县林业局|260.00|250.00|250.00|10.00\n工资福利支出|170.00|170.00|170.00|\n"
    "基本工资|120.00|120.00|120.00|\n津贴补贴|50.00|50.00|50.00|\n"
    "商品和服务支出|60.00|50.00|50.00|10.00\n办公费|20.00|20.00|20.00|\n"
    "差旅费|30.00|20.00|20.00|10.00\n公务接待费|2.00|2.00|2.00|\n"
    "公务用车运行维护费|8.00|8.00|8.00|\n对个人和家庭的补助|30.00|30.00|30.00|\n"
    "退休费|30.00|30.00|30.00|"
)
UNITS_BELOW_CLASSES = (
    "基本支出预算表\n\n单位：万元\n\n支出项目类别（资金使用单位）|总计|财政拨款||单位资金\n||小计|一般公共预算|\n"
    "合计|260.00|250.00|250.00|10.00\n工资福利支出|170.00|170.00|170.00|\n"
    "示例县林业局|170.00|170.00|170.00|\n"
    "商品和服务支出|60.00|50.00|50.00|10.00\n示例县林业局|60.00|50.00|50.00|10.00\n"
    "对个人和家庭的补助|30.00|30.00|30.00|\n示例县林业局|30.00|30.00|30.00|"
)
PURCHASES_BELOW = (
    PROCUREMENT_TABLE[PROCUREMENT_TABLE.index("政府采购项目来源") :].replace("\t", "|"),
    (
        "采购品目大类|专项名称|经济科目|采购物品名称|采购组织形式|总计\n合计|||||12.00\n"
        "一、货物A|||||12.00\n|林业站维护经费|办公设备购置|||12.00\n|||台式计算机|集中采购|6.00\n"
        "|||打印机|集中采购|6.00\n"
    ),
)
# The year's own money and what is carried over from the year before, side by side.
BODY_OF_GENERAL = GENERAL_TABLE[GENERAL_TABLE.index("序号") :].replace("\t", "|")


def with_carryover(project: str) -> tuple[str, str]:
    """The table of the general public budget; ``project`` is that of 林业和草原 in the year."""
    return GENERAL + BODY_OF_GENERAL, (
        "序号|功能分类科目||合计|本年一般公共预算支出|||上年结转\n|科目编码|科目名称||小计|基本支出|项目支出|\n"
        "1||合计|440.00|400.00|250.00|150.00|40.00\n2|213|农林水支出|440.00|400.00|250.00|150.00|40.00\n"
        f"3|21302|林业和草原|440.00|400.00|250.00|{project}|40.00\n"
        "4|2130201|行政运行|260.00|260.00|250.00|10.00|\n"
        "5|2130205|森林资源培育|180.00|140.00||140.00|40.00\n"
    )


DETAILS = (
    REVENUE + REVENUE_TABLE[REVENUE_TABLE.index("序号") :].replace("\t", "|"),
    (
        "项目名称||金额\n收入总计||500.00\n一般公共预算资金|小计|400.00\n"
        "一般公共预算资金|公共财政拨款|390.00\n一般公共预算资金|专项收入|10.00\n"
        "政府性基金|小计|60.00\n上年结转和结余资金|小计|40.00\n"
        "上年结转和结余资金|其中：动用上年结转和结余资金|10.00\n"
    ),
)
TWICE = "\n示例县苗圃|苗木检疫|60.00|60.00|"


_OF_GOALS = TEXT[TEXT.index("1、造林补助经费绩效目标表") :].replace("\t", "|")
FIRST_PROJECT = _OF_GOALS[: _OF_GOALS.index("2、林业站维护")]

PLANTED: tuple[Planted, ...] = (
    # Within a row
    plant("revenue-total", REVENUE + "180.00|140.00", "181.00|140.00", "181.00|140.00"),
    plant("revenue-sources", REVENUE + "400.00|400.00", "400.00|401.00", "400.00|401.00"),
    plant(
        "revenue-total", REVENUE + "260.00|260.00|260.00", "|260.00|260.00", "行政运行||260.00|260"
    ),
    plant("expenditure-types", EXPENDITURE + "|250.00|10.00", "|250.00|12.00", "|250.00|12.00"),
    plant("expenditure-types", EXPENDITURE + "260.00|250.00", "|250.00", "行政运行||250.00"),
    plant("appropriation-types", GENERAL + "260.00|250.00|10.00", "260.00|251.00|10.00"),
    Planted("appropriation-types", (with_carryover("151.00"),)),
    plant("appropriation-types", FUND + "60.00||60.00", "60.00|5.00|60.00"),
    plant("basic-types", BASIC + "20.00||20.00", "20.00|1.00|20.00", "20.00|1.00|20.00"),
    plant("basic-types", BASIC + "120.00|120.00|", "120.00||", "基本工资|120.00||"),
    plant("fiscal-summary-funds", FISCAL + "440.00|440.00||", "440.00|430.00||"),
    plant("three-public-funds", THREE + "3.00|3.00||", "3.00|2.00|0.50|"),
    plant("procurement-price", "10|0.60|6.00", "11|0.60|6.00", "11|0.60|6.00"),
    plant("procurement-price", "4|1.50|6.00", "4|1.05|6.00"),
    plant("procurement-funds", "1.50|6.00|6.00", "1.50|6.00|5.00"),
    plant("procurement-small-business", "6.00|6.00|||||||6.00", "6.00|6.00|||||||7.00"),
    plant("types-elsewhere", *BY_CLASS, "302|商品和服务支出|50.00|40.00|20.00"),
    plant("funds-elsewhere", FUNDS_BESIDE[0], FUNDS_BESIDE[1].replace("|10.00||\n", "|9.00||\n")),
    plant(
        "funds-elsewhere",
        FEES_BESIDE[0],
        FEES_BESIDE[1].replace("|6.00|4.00||\n", "|6.00|3.00||\n"),
    ),
    plant(
        "columns-divided",
        FUNDS_BY_LEVEL[0],
        FUNDS_BY_LEVEL[1].replace("|50.00|10.00\n" + _NEXT, "|40.00|10.00\n" + _NEXT),
    ),
    plant("funds-elsewhere", *BASIC_BY_FUND, "30101|基本工资|130.00|120.00|120.00|5.00"),
    # Within a table
    plant("total-of-classes", *BY_CLASS, "|合计|300.00|250.00|50.00"),
    plant("class-of-sections", *BASIC_BY_FUND, "301|工资福利支出|190.00|180.00|180.00|10.00"),
    plant("total-of-classes", EXPENDITURE + "500.00|250.00|250.00", "500.00|249.00|251.00"),
    plant("total-of-classes", BASIC + "250.00|200.00|50.00", "250.00||50.00"),
    plant(
        "total-of-units",
        STATE + "序号|功能分类科目||合计|基本支出|项目支出\n|科目编码|科目名称|||\n栏次|1|2|3|4|5",
        "单位名称|合计|基本支出|项目支出\n合计|9.00||9.00\n县林业局|4.00||4.00\n县林业站|4.00||4.00",
        "合计|9.00||9.00",
    ),
    plant("class-of-sections", REVENUE + "440.00|400.00", "441.00|400.00"),
    plant(
        "class-of-sections", BASIC + "50.00|50.00|", "50.10|50.10|", "302|商品", "50.10|50.10|"
    )._replace(lines=("301|工资福利支出", "50.10|50.10|")),
    plant("section-of-items", GENERAL + "180.00||180.00", "180.00||108.00"),
    plant("section-of-items", GENERAL + "260.00|250.00|10.00", "260.00||10.00"),
    plant(
        "codes-to-lowest-level",
        FUND + "\n4|2120804|农村基础设施建设支出|60.00||60.00",
        "",
    ),
    plant("codes-to-lowest-level", BASIC + "\n11|30302|退休费|30.00|30.00|", "", "30.00|30.00|"),
    plant(
        "codes-through-levels",
        BASIC + "\n10|303|对个人和家庭的补助|30.00|30.00|",
        "",
        "30302|退休费|30.00|30.00|",
    ),
    plant("summary-year-total", SUMMARY + "本年收入合计|460.00", "本年收入合计|406.00"),
    plant("summary-year-total", FISCAL + "60.00||60.00|\n3", "60.00||59.00|\n3"),
    plant("summary-grand-total", SUMMARY + "收入总计|500.00", "收入总计|505.00"),
    plant("summary-grand-total", SUMMARY + "年终结转结余|", "年终结转结余|5.00"),
    Planted(
        "summary-grand-total",
        (
            (SUMMARY + "5|本年收入合计|460.00|本年支出合计|500.00\n", ""),
            (SUMMARY + "三、住房保障支出|", "三、住房保障支出|5.00"),
        ),
        ("三、住房保障支出|5.00",),
    ),
    Planted(
        "summary-grand-total",
        (
            (SUMMARY + "5|本年收入合计|460.00|本年支出合计|500.00\n", ""),
            (SUMMARY + "三、事业收入|", "事业收入|5.00"),
        ),
        ("6|上年结转结余|40.00|年终结转结余|",),
    ),
    plant(
        "summary-item-parts",
        SUMMARY + "|一、农林水支出|440.00\n",
        "|一、农林水支出|440.00\n|1.本级安排|300.00||\n|2.上级补助|90.00||\n",
        "1|一、一般公共预算拨款收入|400.00|一、农林水支出|440.00",
        "|2.上级补助|90.00||",
    ),
    plant("summary-totals", SUMMARY + "收入总计|500.00|支出", "||支出", "6|上年结转结余|40.00"),
    Planted(
        "summary-totals",
        (
            (SUMMARY + "本年收入合计|460.00|", "||"),
            (SUMMARY + "6|上年结转结余|40.00|年终结转结余|\n", ""),
            (SUMMARY + "收入总计|500.00|支出", "||支出"),
        ),
    ),
    plant("summary-breakdowns", *by_purpose("205.00", "500.00"), "二、项目支出|205.00"),
    plant("summary-breakdowns", *by_purpose("250.00", "505.00"), "支出总计|505.00"),
    plant("summary-balance", SUMMARY + "支出总计|500.00", "支出总计|520.00", "支出总计|520.00"),
    # Of sides with a single 合计 and nothing carried over that one is all.
    plant("summary-balance", *_one_total("500.00", "510.00"), "合计|500.00|合计|510.00"),
    plant("revenue-vs-summary", *_one_total("505.00", "505.00"), "合计|505.00"),
    plant("procurement-vs-expenditure", *_one_total("0.50", "0.50"), "合计|0.50|合计|0.50"),
    plant(
        "carryover-parts", FISCAL + "5|一、一般公共预算拨款|40.00", "5|一、一般公共预算拨款|41.00"
    ),
    plant("carryover-parts", FISCAL + "5|一、一般公共预算拨款|40.00", "5|一、一般公共预算拨款|"),
    plant(
        "fiscal-summary-by-budget",
        FISCAL + "支出总计|500.00|440.00|60.00",
        "支出总计|500.00|450.00|50.00",
    ),
    Planted(
        "basic-parts",
        (BASIC_PARTS, (BASIC + "人员经费合计|200.00|200.00|", "人员经费合计|220.00|220.00|")),
        ("人员经费合计|220.00|220.00|",),
    ),
    Planted(
        "basic-parts",
        (BASIC_PARTS, (BASIC + "公用经费合计|50.00||50.00", "公用经费合计|||")),
        ("5|302|商品和服务支出|50.00||50.00",),
    ),
    plant("three-public-total", THREE + "小计|13.00|13.00", "小计|12.00|12.00"),
    plant("three-public-total", THREE + "合计|13.00|13.00", "合计|14.00|14.00"),
    plant("three-public-parts", THREE + "运行维护费|10.00|10.00", "运行维护费|9.00|9.00"),
    plant("three-public-parts", THREE + "运行维护费|10.00|10.00", "运行维护费|—|—"),
    Planted(
        "three-public-total",
        (THREE_BY_UNIT, ("林业局|11.00||9.00||9.00", "林业局|11.00||9.00||8.00")),
    ),
    plant("procurement-total", "合计|||||||12.00|12.00", "合计|||||||13.00|13.00"),
    plant("procurement-total", "小计|||||||12.00|12.00", "小计|||||||11.00|11.00"),
    plant("procurement-project-funds", "林业站维护经费|20.00", "林业站维护经费|10.00"),
    plant("asset-total", "资产总额||300.00", "资产总额||310.00", "资产总额||310.00"),
    plant("asset-parts", "|500|120.00", "|500|220.00"),
    plant("asset-parts", "|500|120.00", "|900|120.00", "|900|120.00"),
    plant("asset-same-quantity", "|500|120.00", "|800|120.00", "|800|120.00"),
    plant("asset-whole-numbers", "|2|60.00", "|2.5|60.00", "|2.5|60.00"),
    plant("one-total", "\n资产总额||300.00", "\n资产总额||300.00\n资产总额||300.00"),
    plant(
        "table-once",
        "\n部门预算国有资本经营预算财政拨款支出表\n\n346",
        "\n部门预算支出总表\n\n346 示例县林业局\n\n单位：万元\n\n科目编码|科目名称|合计|基本支出|项目支出"
        "\n|合计|440.00|250.00|190.00\n213|农林水支出|440.00|250.00|190.00"
        "\n\n部门预算国有资本经营预算财政拨款支出表\n\n346",
    ),
    plant(
        "economic-items",
        _NEXT,
        ITEMS_OVER_COLUMNS[1].replace("|3.00|2.00|1.00\n2130204", "|3.50|2.00|1.00\n2130204"),
    ),
    plant(
        "economic-items",
        _NEXT,
        ITEMS_OVER_COLUMNS[1].replace("7.00|4.00|2.00|2.00", "7.00|4.00|1.00|3.00"),
    ),
    plant("table-once", _NEXT, 2 * ACCOUNTS + _NEXT),
    plant("table-once", STATE_CAPITAL_TABLE, f"{STATE_CAPITAL_TABLE}\n{STATE_CAPITAL_TABLE}"),
    plant("table-once", FUNDS_BESIDE[0], FUNDS_BESIDE[1] + FUNDS_BESIDE[1]),
    Planted(
        "one-total",
        (
            ("\n合计|||||||12.00|12.00|||||||", ""),
            (
                "小计|||||||12.00|12.00|||||||",
                "小计|||||||12.00|12.00|||||||\n合计|||||||12.00|12.00|||||||",
            ),
        ),
    ),
    Planted(
        "procurement-items",
        (
            ("\n林业站维护经费|20.00|台式计算机|A02010105|台|10|0.60|6.00|6.00|||||||6.00", ""),
            ("\n||打印机|A02021003|台|4|1.50|6.00|6.00|||||||", ""),
        ),
        ("小计|||||||12.00|12.00",),
    ),
    plant("procurement-cells", "台|4|1.50", "台||1.50", "台||1.50"),
    plant("asset-cells", "车辆（台、辆）|2|", "车辆（台、辆）|0|", "车辆（台、辆）|0|"),
    plant("asset-cells", "车辆（台、辆）|2|", "车辆（台、辆）||", "车辆（台、辆）||"),
    plant(
        "repeated-row",
        GENERAL + "\n5|2130205|森林资源培育|180.00||180.00",
        "\n5|2130205|森林资源培育|180.00||180.00\n6|2130205|森林资源培育|180.00||180.00",
        "6|2130205|森林资源培育|180.00||180.00",
    ),
    plant(
        "repeated-row",
        FISCAL + "7|收入总计|500.00|支出总计|500.00|440.00|60.00|",
        "7|收入总计|500.00|支出总计|500.00|440.00|60.00|\n8|收入总计|500.00|支出总计|500.00|440.00|60.00|",
        "8|收入总计|500.00|支出总计|500.00|440.00|60.00|",
    ),
    Planted(
        "repeated-row",
        (
            before_state(PROJECTS.format("80.00", "20.00", "60.00")),
            ("示例县苗圃|苗木检疫|60.00|60.00|", "示例县苗圃|苗木检疫|60.00|60.00|" + TWICE),
        ),
    ),
    Planted(
        "repeated-row",
        (
            THREE_BY_UNIT,
            (
                "示例县苗圃|2.00||1.00||1.00|1.00\n",
                "示例县苗圃|2.00||1.00||1.00|1.00\n示例县苗圃|2.00||1.00||1.00|1.00\n",
            ),
        ),
    ),
    plant(
        "total-of-projects",
        *before_state(PROJECTS.format("90.00", "10.00", "60.00")),
        "示例县林业局|造林补助经费|100.00|90.00|10.00",
    ),
    Planted(
        "total-of-projects",
        (
            before_state(PROJECTS.format("80.00", "20.00", "60.00")),
            ("示例县林业局|林区道路|90.00|50.00|40.00\n", ""),
        ),
    ),
    Planted(
        "procurement-parts",
        (PURCHASES_BELOW, ("|||台式计算机|集中采购|6.00", "|||台式计算机|集中采购|5.00")),
        ("|||台式计算机|集中采购|5.00",),
    ),
    Planted(
        "total-of-details",
        (DETAILS, ("一般公共预算资金|专项收入|10.00\n", "一般公共预算资金|专项收入|1.00\n")),
        ("专项收入|1.00",),
    ),
    Planted(
        "procurement-parts",
        (
            PURCHASES_BELOW,
            (
                "一、货物A|||||12.00\n",
                (
                    "一、货物A|||||24.00\n|造林经费|办公设备购置|||6.00\n|||电话机|集中采购|6.00\n"
                    "|防火经费|办公设备购置|||6.00\n"
                ),
            ),
        ),
        ("|防火经费|办公设备购置|||6.00",),
    ),
    Planted(
        "repeated-row",
        (
            PURCHASES_BELOW,
            (
                "|林业站维护经费|办公设备购置|||12.00\n",
                "|林业站维护经费|办公设备购置|||12.00\n|林业站维护经费|办公设备购置|||12.00\n",
            ),
        ),
    ),
    Planted(
        "total-of-details", (DETAILS, ("收入总计||500.00\n", "")), ("一般公共预算资金|小计|400.00",)
    ),
    Planted(
        "summary-appropriation-parts",
        (THREE_BUDGETS, (SUMMARY + "一般公共预算拨款收入|400.00", "一般公共预算拨款收入|390.00")),
        ("2|一般公共预算拨款收入|390.00|二",),
    ),
    plant("summary-types-vs-expenditure", *by_purpose("245.00", "500.00"), "二、项目支出|245.00"),
    Planted(
        "total-of-details",
        (DETAILS, ("政府性基金|小计|60.00\n", "")),
        ("收入总计||500.00",),
    ),
    Planted(
        "three-public-of-units",
        (THREE_BY_UNIT, ("示例县苗圃|2.00||1.00||1.00|1.00\n", "")),
        ("合计|13.00||10.00||10.00|3.00",),
    ),
    Planted(
        "economic-names-sums",
        (before_state(BY_NAME), ("\n津贴补贴|50.00|50.00|50.00|", "")),
        ("工资福利支出|170.00|170.00|170.00|",),
    ),
    Planted(
        "economic-names-sums",
        (before_state(BY_NAME), ("\n工资福利支出|170.00|170.00|170.00|", "")),
    ),
    Planted(
        "economic-names-sums",
        (
            before_state(UNITS_BELOW_CLASSES),
            ("示例县林业局|170.00|170.00|170.00|", "示例县林业局|160.00|160.00|160.00|"),
        ),
        ("工资福利支出|170.00|170.00|170.00|", "示例县林业局|160.00|160.00|160.00|"),
    ),
    Planted(
        "economic-names-vs-codes",
        (before_state(BY_NAME), ("差旅费|30.00|20.00|20.00|10.00", "差旅费|30.00|30.00|30.00|")),
        ("差旅费|30.00|30.00|30.00|",),
    ),
    Planted(
        "economic-names-vs-codes",
        (before_state(BY_NAME), ("\n公务接待费|2.00|2.00|2.00|", "")),
        ("8|30217|公务接待费|2.00||2.00",),
    ),
    Planted(
        "total-filled",
        (
            before_state(
                PROJECTS.format("80.00", "20.00", "60.00")
                + "\n"
                + GOALS.format("100.00", "林区道路").replace(
                    "绩效目标\n", "绩效目标\n合计|||250.00\n"
                )
            ),
        ),
        ("合计|||250.00",),
    ),
    Planted(
        "projects-vs-goals",
        (
            before_state(
                PROJECTS.format("80.00", "20.00", "60.00")
                + "\n"
                + GOALS.format("110.00", "林区道路")
            ),
        ),
        ("造林补助经费|110.00",),
    ),
    Planted(
        "projects-vs-goals",
        (
            before_state(
                PROJECTS.format("80.00", "20.00", "60.00")
                + "\n"
                + GOALS.format("100.00", "林区桥梁")
            ),
        ),
        ("林区桥梁|90.00",),
    ),
    plant("column-numbers", "栏次|1|2|3|4|5", "栏次|1|3|2|4|5", "栏次|1|3|2|4|5"),
    plant("item-numbers", "2、车辆", "1、车辆", "1、车辆"),
    plant("table-figures-read", SUMMARY + "三、事业收入|", "三、事业收入|1O.00", "1O.00"),
    plant("table-figures-read", GENERAL + "260.00|250.00|10.00", "260.00|250.00|10.0#"),
    plant("form-names", THREE + "其中：公务用车购置费", "其中：公务用车购买费", "购买费"),
    plant("form-names", THREE + "一、因公出国（境）费", "一、因公出口（境）费", "出口（境）"),
    plant("form-names", "示例县林业局本级小计", "示例县林业局本级小汁", "小汁"),
    plant("form-names", "2、车辆（台、辆）", "2、车两（台、辆）", "车两"),
    plant("form-names", SUMMARY + "本年收入合计", "本年入合计", "本年入合计"),
    plant("form-names", "2、车辆（台、辆）", "2、车辆台、辆）", "车辆台"),
    plant("text-stock-year", "上年末固定资产金额", "截至2023年底固定资产金额", "2023年底固定资产"),
    plant("contents-titles", "\n三、机关运行经费安排情况\n", "\n四、机关运行经费安排情况\n"),
    plant("contents-titles", "\n三、机关运行经费安排情况\n", "\n三、机关运经费安排情况\n"),
    plant("contents-titles", "\n三、机关运行经费安排情况\n", "\n三、运行经费安排情况\n"),
    plant("contents-titles", "\n一、部门职责及机构设置情况\n", "\n"),
    plant("contents-titles", "\n三、机关运行经费安排情况\n", "\n机关运行经费安排情况\n"),
    plant("headings-order", "\n三、机关运行经费安排情况\n", 2 * "\n三、机关运行经费安排情况\n"),
    plant("cited-tables", "共计安排50.00万元", "共计安排50.00万元，详见附表12"),
    plant("cited-tables", "共计安排50.00万元", "共计安排50.00万元，详见《部门债务收支表》"),
    plant("personnel-columns", BASIC + "170.00|170.00|", "170.00||170.00"),
    plant("column-numbers", "栏次|1|2|3|4|5", "栏次|1|2|3|5|6", "栏次"),
    plant("column-names", EXPENDITURE + "基本支出|项目支出", "基木支出|项目支出", "基木支出"),
    plant("procurement-codes", "A02010105", "A0201O105", "A0201O105"),
    plant("procurement-codes", "A02010105", "A02010105.0", "A02010105.0"),
    plant(
        "project-funds-vs-expenditure",
        "林业站维护经费|20.00",
        "林业站维护经费|2000.00",
        "林业站维护经费|2000.00",
    ),
    plant("printed-kind", "\n部门预算收入总表\n\n346", "\n部门决算收入总表\n\n346", "部门决算收入"),
    plant("printed-kind", "2025年部门预算信息公开目录", "2025年部门决算信息公开目录"),
    plant(
        "printed-kind",
        "一、部门职责及机构设置情况\n\n",
        "现将示例县林业局2025年部门决算公开如下：\n\n一、部门职责及机构设置情况\n\n",
        "现将示例县",
    ),
    plant(
        "department-spelt",
        "一、部门职责及机构设置情况\n\n",
        "现将示例县民政局2025年部门预算公开如下：\n\n一、部门职责及机构设置情况\n\n",
        "现将示例县",
    ),
    plant(
        "text-last-year",
        "与2024年相比持平，无增减变化",
        "较2024年的16万元减少2万元",
        "较2024年的16万元",
    ),
    plant("department-spelt", "2025年，示例县林业局安排", "2025年，示列县林业局安排", "示列县"),
    plant("department-spelt", "示例县林业局本级小计", "示列县林业局本级小计", "本级小计"),
    plant(
        "department-spelt",
        "示例县林业局2025年部门预算信息公开目录",
        "示列县林业局2025年部门预算信息公开目录",
    ),
    plant(
        "printed-year",
        "林业局2025年部门预算信息公开目录",
        "林业局2024年部门预算信息公开目录",
        "公开目录",
    ),
    plant(
        "printed-year", "部门预算收入总表.....", "2024年部门预算收入总表.....", "2024年部门预算收入"
    ),
    plant("assets-date", "截止时间：2024-12-31", "截止时间：2O24-12-31", "截止时间：2O24"),
    plant("assets-date", "截止时间：2024-12-31", "截止时间：2024-13-31", "截止时间：2024-13"),
    plant(
        "institutions-once",
        "示例县林业局本级|行政|正科级|财政拨款\n",
        "示例县林业局本级|行政|正科级|财政拨款\n示例县林业局本级|行政|正科级|财政拨款\n",
    ),
    plant(
        "institutions-count",
        "部门机构设置情况",
        "纳入预算的下属单位共有3个。\n\n部门机构设置情况",
        "下属单位共有3个",
    ),
    plant(
        "project-names-alike",
        "林业站维护经费|20.00",
        "林业站维护及苗木检验经费|20.00",
        "苗木检验经费|20.00",
    ),
    plant("unit-names-alike", "林业局本级小计", "林业局木级小计", "木级小计"),
    plant("text-overview", "预算收入500.00万元", "预算收入约650万元", "约650万元"),
    plant(
        "project-once",
        "2、林业站维护及苗木检疫经费绩效目标表",
        FIRST_PROJECT + "2、林业站维护及苗木检疫经费绩效目标表",
    ),
    plant("target-legible", "≥30%", "≥3O%", "≥3O%"),
    plant("target-legible", "≥30%", "≥300%", "≥300%"),
    plant("target-legible", "≥30%", "≥-30%", "≥-30%"),
    plant("target-legible", "≥30%", "≥≥30%", "≥≥30%"),
    plant("target-legible", "≥30%", "13月底前", "13月底前"),
    plant("target-legible", "≥30%", "2O25年底", "2O25年底"),
    plant("target-legible", "≥30%", "2205年底", "2205年底"),
    plant("target-legible", "≥30%", "30-20%", "30-20%"),
    plant("target-legible", "≥30%", "≥", "|≥|"),
    plant("target-legible", "≥30%", "≥3 0%", "≥3 0%"),
    plant("target-legible", "≥30%", "2025年2月30日", "2025年2月30日"),
    plant("target-legible", "≥30%", "20225年底", "20225年底"),
    plant("target-legible", "≥30%", "≥3座O", "≥3座O"),
    plant("target-legible", "≥30%", "≥XX座", "≥XX座"),
    plant("target-legible", "≥30%", "》3座", "》3座"),
    plant("target-legible", "≥30%", "#REF!", "#REF!"),
    plant("contents-read", REVENUE + "财政拨款收入", "财政拔款收入", "部门预算收入总表....."),
    plant(
        "sections-filled",
        "2025年，我部门运行经费共计安排50.00万元，主要用于办公费、差旅费等日常运行支出。\n\n",
        "",
    ),
    plant(
        "printed-year", "\n部门预算收入总表\n\n346", "\n2024年部门预算收入总表\n\n346", "2024年部门"
    ),
    plant("printed-year", REVENUE + "预算年度：2025", "预算年度：2205"),
    plant("codes-through-levels", GENERAL + "\n2|213|农林水支出|440.00|250.00|190.00", ""),
    plant("asset-same-quantity", "（平方米）|500|120.00", "（平方米）|500|200.00", "500|200.00"),
    plant("row-numbers", GENERAL + "2|213|", "3|213|", "3|213|农林水支出|440.00|250.00|190.00"),
    plant("row-numbers", BASIC + "\n6|30201|", "\n16|30201|", "16|30201|办公费|20.00||20.00"),
    plant("row-numbers", SUMMARY + "\n4|四、其他收入||四、其他支出|", "", "5|本年收入合计|460.00"),
    plant("row-numbers", THREE + "4|其中", "3|其中", "3|其中：教学科研人员"),
    Planted(
        "row-numbers",
        ((BASIC + "\n3|30101|", "\n0|30101|"), (BASIC + "\n7|30211|", "\n1|30211|")),
        ("0|30101|基本工资|120.00|120.00|",),
    ),
    plant("project-numbers", "1、造林补助经费绩效目标表", "3、造林补助经费绩效目标表"),
    plant("project-numbers", "1、造林补助经费绩效目标表", "2、造林补助经费绩效目标表"),
    plant("code-kind", EXPENDITURE + "|2130201|行政运行", "|30107|绩效工资", "30107"),
    plant(
        "table-figures-read", EXPENDITURE + "行政运行|260.00", "行政运行260.00|", "行政运行260.00"
    ),
    plant("project-once", _SEEDLINGS, 2 * _SEEDLINGS),
    plant("target-legible", "参加造林培训的林农人数|≥500人", "参加造林培训的林农人数|"),
    plant("target-legible", "新建苗圃的个数|≥6个", "新建苗圃的个数|≥6"),
    plant("target-legible", "参加造林培训的林农人数|≥500人", "≥500人|参加造林培训的林农人数"),
    plant("indicator-levels", "|数量指标|建设苗圃个数", "|数星指标|建设苗圃个数"),
    plant("indicator-levels", "效益指标|生态效益指标|森林", "效盖指标|生态效益指标|森林"),
    plant(
        "department-spelt",
        "2025年，示例县林业局安排政府采购预算",
        "2025年，示例县水利局安排政府采购预算",
    ),
    plant(
        "of-which",
        "\n1、房屋（平方米）|800|200.00\n其中：办公用房（平方米）|500|120.00",
        "\n其中：办公用房（平方米）|500|120.00\n1、房屋（平方米）|800|200.00",
        "其中：办公用房",
    ),
    plant("not-negative", "|500|120.00", "|500|-120.00", "|500|-120.00"),
    # Across tables
    plant("revenue-vs-summary", REVENUE + "合计|500.00", "合计|510.00", "合计|510.00"),
    plant("expenditure-vs-summary", EXPENDITURE + "合计|500.00", "合计|510.00", "合计|510.00"),
    plant("revenue-sources-vs-summary", SUMMARY + "三、事业收入|", "三、事业收入|5.00"),
    plant("revenue-sources-vs-summary", SUMMARY + "上年结转结余|40.00", "上年结转结余|41.00"),
    plant("expenditure-classes-vs-summary", SUMMARY + "农林水支出|440.00", "农林水支出|404.00"),
    plant(
        "expenditure-classes-vs-summary",
        SUMMARY + "四、其他支出|",
        "四、其他支出|3.00",
        "四、其他支出|3.00",
    ),
    plant("fiscal-classes-vs-summary", FISCAL + "60.00||60.00|", "60.00|60.00||"),
    plant(
        "fiscal-totals-vs-summary",
        FISCAL + "本年支出合计|500.00|440.00|60.00|",
        "本年支出合计|500.00|440.00|55.00|5.00",
    ),
    plant(
        "fiscal-revenue-vs-summary",
        FISCAL + "二、政府性基金预算拨款|60.00",
        "二、政府性基金预算拨款|61.00",
    ),
    plant(
        "fiscal-within-summary", FISCAL + "结转和结余|40.00", "结转和结余|45.00", "结转和结余|45.00"
    ),
    plant(
        "fiscal-within-summary", FISCAL + "支出总计|500.00", "支出总计|499.00", "支出总计|499.00"
    ),
    Planted(
        "basic-parts-vs-appropriation",
        (BASIC_PARTS, (BASIC + "公用经费合计|50.00||50.00", "公用经费合计|55.00||55.00")),
        ("公用经费合计|55.00||55.00",),
    ),
    Planted(
        "summary-lines",
        (WITH_LINES, (SUMMARY + "|行政运行|260.00", "|行政运行|206.00")),
        ("|行政运行|206.00",),
    ),
    Planted(
        "summary-lines",
        (WITH_LINES, (SUMMARY + "|森林资源培育|180.00", "||")),
        ("8|2130205|森林资源培育|180.00||180.00|||",),
    ),
    Planted(
        "fiscal-summary-lines",
        (FISCAL_WITH_LINES, (FISCAL + "行政运行|260.00|260.00", "行政运行|206.00|206.00")),
        ("|行政运行|206.00",),
    ),
    Planted(
        "fiscal-summary-lines",
        (FISCAL_WITH_LINES, (FISCAL + "森林资源培育|180.00|180.00||", "||||")),
        ("5|2130205|森林资源培育|180.00||180.00",),
    ),
    plant("basic-vs-appropriation", GENERAL + "440.00|250.00|190.00", "440.00|240.00|200.00"),
    plant("one-code-one-name", GENERAL + "森林资源培育", "森林资源培植", "森林资源培植"),
    plant("appropriation-vs-expenditure", GENERAL + "180.00||180.00", "170.00||170.00"),
    plant("appropriation-vs-expenditure", GENERAL + "260.00|250.00|10.00", "260.00|240.00|20.00"),
    plant("revenue-vs-expenditure", REVENUE + "260.00|260.00|260.00", "270.00|270.00|270.00"),
    plant("three-public-vs-basic", BASIC + "8.00||8.00", "11.00||11.00", "11.00||11.00"),
    plant("procurement-vs-expenditure", "合计|||||||12.00|12.00", "合计|||||||600.00|600.00"),
    # Text against tables
    plant("text-overview", "预算收入500.00万元", "预算收入450.00万元", "预算收入450.00万元"),
    plant("text-overview", "基金预算收入60.00万元", "基金预算收入0万元", "基金预算收入0万元"),
    plant("text-overview", "人员经费200.00万元", "人员经费210.00万元", "人员经费210.00万元"),
    plant("text-overview", "单位资金收入0万元", "单位资金收入3万元", "单位资金收入3万元"),
    plant("text-overview", "预算收入500.00万元", "收入总预算450.00万元", "收入总预算450.00万元"),
    plant("text-overview", "预算收入500.00万元", "财务总收入450.00万元", "财务总收入450.00万元"),
    *(
        plant("text-overview", "主要为造林补助经费。", f"主要为造林补助经费。{said}。", said)
        for said in (
            "一般公共预算基本支出260.00万元",
            "一般公共预算基本支出250.00万元，其中人员经费210.00万元",
            "财政拨款收支总预算510.00万元",
            "财政拨款收、支总预算510.00万元",
            "财政拨款收入490.00万元",
            "一般公共预算当年拨款410.00万元",
        )
    ),
    plant("text-three-public", "公务接待费3万元", "公务接待5万元", "公务接待5万元"),
    plant("text-three-public", "公务接待费3万元", "公务接待费2025年预算数5万元", "预算数5万元"),
    plant("text-agency-operation", "共计安排50.00万元", "共计安排55.00万元", "共计安排55.00万元"),
    plant("text-three-public", "公务接待费3万元", "公务接待费5万元", "公务接待费5万元"),
    plant("text-three-public", "预算安排13万元", "预算安排12万元", "预算安排12万元"),
    plant("text-three-public", "三、公务接待费", "三、公务接持费", "公务接待费3万元"),
    plant("text-state-assets", "资产总额||300.00\n", "", "金额为300.00万元"),
    plant("text-state-assets", "资产总额||300.00", "资产总领||300.00", "金额为300.00万元"),
    plant("row-numbers", "1|合计|13.00|13.00||\n", "", "2|“三公”经费小计"),
    plant("text-procurement", "政府采购预算12.00万元", "政府采购预算12.50万元"),
    plant("text-state-assets", "金额为300.00万元", "金额为301.00万元", "金额为301.00万元"),
    plant("text-assets-to-buy", "总额为12.00万元", "总额为15.00万元", "总额为15.00万元"),
    plant("text-changes", "项目支出增加25.00万元", "项目支出增加26.00万元", "项目支出增加26.00"),
    plant(
        "text-last-year", "项目支出增加25.00万元", "项目支出增加255.00万元", "项目支出增加255.00"
    ),
    plant(
        "text-last-year",
        "预算收支安排500.00万元，较2024年预算增加",
        "预算收支安排500.00万元，较2024年预算460.00万元增加",
        "460.00万元",
    ),
    plant(
        "text-percent",
        "预算收支安排500.00万元，较2024年预算增加20.00万元",
        "预算收支安排500.00万元，较2024年预算480.00万元增加20.00万元，增长14.17%",
        "14.17%",
    ),
    plant(
        "text-percent",
        "公务接待费3万元。",
        "公务接待费3万元，较2024年预算2万元增长300%。",
        "增长300%",
    ),
    plant("text-years-read", "较2024年预算", "较2O24年预算", "较2O24年预算"),
    plant("text-years-read", "2025年，我部门运行经费", "202 5年，我部门运行经费", "202 5年，"),
    plant(
        "text-twice",
        "政府采购预算12.00万元",
        "政府采购预算12.00万元（大写：壹拾贰万伍仟元整）",
        "壹拾贰万",
    ),
    plant(
        "text-twice",
        "政府采购预算12.00万元",
        "政府采购预算12.00万元（12000元）",
        "（12000元）",
    ),
    plant("text-without-amount", "公务接待费3万元", "公务接待费", "公务接待费。"),
    plant("text-without-amount", "公务接待费3万元", "公务接侍费3万元", "公务接侍费3万元"),
    plant("text-without-amount", "公务接待费3万元", "公务接待费待定", "公务接待费待定"),
    plant("text-without-amount", "公务接待费3万元", "公务接待费不变", "公务接待费不变"),
    plant("text-percent", "与2024年相比持平", "与2024年相比减少1万元，下降50%", "下降50%"),
    plant("text-unchanged", "与2024年相比持平", "与2024年相比持平，增加1万元", "增加1万元"),
    plant("text-unchanged", "与2024年相比持平", "与2024年预算一致，减少1万元", "减少1万元"),
    plant(
        "text-unchanged",
        "预算安排13万元，",
        "预算安排13万元，与2024年预算15万元持平，",
        "与2024年预算15万元持平",
    ),
    Planted(
        "text-percent",
        (
            ("运维费10万元(其中", "运维费10万元，占76.92%(其中"),
            ("公务接待费3万元", "公务接待费3万元，占32.08%"),
        ),
        ("占32.08%",),
    ),
    plant("glossary-terms", "**上解上级支出**", "**事业收入**", "- 3、**事业收入**"),
    plant("target-legible", "服务对象满意度|抽样调查|≥90%", "服务对象满意度|抽样调查|≤90%", "≤90%"),
    plant("target-legible", "≤300元", "≤-300元", "≤-300元"),
    plant("target-legible", "≤300元", "≥300元", "≥300元"),
    plant("text-without-amount", "金额为300.00万元", "金额为300.00%", "金额为300.00%"),
    plant("text-without-amount", "政府采购预算12.00万元", "政府采购预算无", "政府采购预算无"),
    plant("text-compared-year", "较2024年预算", "较2023年预算", "较2023年预算"),
    plant(
        "text-year", "2025年，我部门运行经费", "2024年，我部门运行经费", "2024年，我部门运行经费"
    ),
    plant(
        "text-items",
        "主要为造林补助经费。",
        "主要为造林补助经费。一般公共预算财政拨款支出中，“农林水支出（类）林业和草原（款）森林资源培育（项）”科目181.00万元。",
        "科目181.00万元",
    ),
    plant(
        "text-lists",
        "主要为造林补助经费。",
        "主要为造林补助。其中：工资福利支出170.00万元，津贴补贴50.00万元，基本工资120.00万元，退休费31.00万元。",
        "退休费31.00万元",
    ),
    plant(
        "text-three-public",
        "公务接待费3万元。",
        "接待按规定。\n\n（一）公务接待费。2025年预算数4万元。",
        "2025年预算数4万元",
    ),
    plant(
        "text-three-public",
        "公务接待费3万元。",
        "接待按规定。示例县林业局2025年公务接待费预算支出4万元。",
        "预算支出4万元",
    ),
    plant(
        "text-item-names",
        "主要为造林补助经费。",
        "主要为造林补助经费。一般公共预算支出中，植树造林（2130205）180.00万元。",
        "植树造林",
    ),
    plant(
        "text-completion",
        "反映本部门当年全部收入。",
        "年初预算为500.00万元，支出决算为400.00万元，完成年初预算的90.00%。",
        "完成年初预算",
    ),
    plant(
        "text-plan-compared",
        "反映本部门当年全部收入。",
        "年初预算为500.00万元，支出决算为400.00万元。决算数大于预算数，因为造林较多。",
        "决算数大于预算数",
    ),
    plant(
        "text-sums",
        "安排政府采购预算12.00万元",
        "安排政府采购预算12.00万元，其中：货物11.00万元、工程0万元、服务2.00万元",
        "货物11.00万元",
    ),
    plant(
        "text-years-read",
        "示例县林业局2025年部门预算信息公开情况说明",
        "示例县林业局202年部门预算信息公开情况说明",
        "202年部门",
    ),
    plant(
        "text-percent-sign",
        "其中：一般公共预算收入400.00万元，基金预算收入60.00万元，",
        "其中：一般公共预算收入400.00万元，占80.00%；基金预算收入60.00万元，占12.00；",
        "占12.00；",
    ),
    plant("economic-code-names", BASIC + "30101|基本工资|", "30101|基本资|", "基本资"),
    plant("economic-code-names", BASIC + "30101|基本工资|", "30104|基本工资|", "30104"),
    Planted(
        "summary-item-names",
        (
            (FISCAL + "60.00||60.00|\n", "60.00||60.00|\n|||三、住房保障支出||||\n"),
            (SUMMARY + "一、农林水支出|", "一、农水支出|"),
        ),
        ("一、农水支出",),
    ),
    plant("text-percent", "增加20.00万元，", "增加20.00万元，增长近四成，", "增长近四成"),
    plant("text-percent", "增加20.00万元，", "增加20.00万元，翻番，", "翻番"),
    plant("text-percent", "增加20.00万元，", "增加20.00万元，同比50%，", "同比50%"),
    plant("text-overview", "预算收入500.00万元", "预算收入500.00万元（600万元）", "600万元"),
    plant("text-overview", "预算收入500.00万元", "预算收入540万元~600万元", "600万元"),
    plant("text-overview", "预算收入500.00万元", "预算收入500.00万元调整为600万元", "600万元"),
    plant("text-amounts-read", "预算收入500.00万元", "预算收入500.00万元改为600万元", "改为600"),
    plant("text-procurement", "政府采购预算12.00万元", "政府采购预算1月5万元", "1月5万元"),
    plant("text-changes", "其中：基本支出减少", "其中：项目支出减少", "项目支出减少"),
    plant("text-years-read", "均在2025年底", "均在25年底", "均在25年底"),
    plant("text-years-read", "与2024年相比", "与24年相比", "与24年相比"),
    plant("text-compared-year", "与2024年相比", "与今年相比", "与今年相比"),
    plant("text-compared-year", "与2024年相比", "与次年相比", "与次年相比"),
    plant("cited-tables", "等日常运行支出", "等日常运行支出，详见第十二部分", "第十二部分"),
    plant("text-state-assets", "（详见下表）", "（详见下表），其中：车辆3辆", "车辆3辆"),
    plant("text-state-assets", "（详见下表）", "，房屋900㎡（详见下表）", "房屋900㎡"),
    plant("text-amounts-read", "（详见下表）", "，共有车辆3O辆", "3O辆"),
    plant("text-amounts-read", "公务接待费3万元", "公务接待费￥30000", "￥30000"),
    plant("text-years-read", "较2024年预算增加", "交2024年预算增加", "交2024年预算增加"),
    plant(
        "text-overview",
        "预算收入500.00万元",
        "预算收入~~500.00~~ 510.00万元",
        "510.00万元",
    ),
    plant(
        "text-sums",
        "共计安排50.00万元，",
        "共计安排50.00万元，其中办公费30万元、差旅费21.00万元，",
        "差旅费21.00",
    ),
    plant(
        "text-sums",
        "（详见下表）",
        "，共有车辆3辆，其中：机要通信用车2辆、执法执勤用车2辆",
        "执法执勤用车2辆",
    ),
    plant("text-years-read", "（详见下表）", "，截至2024年l2月31日", "2024年l2月"),
    plant("text-years-read", "（详见下表）", "，截至2024年12月3l日", "2024年12月3l日"),
    plant("text-overview", "基金预算收入60.00", "政府性基金收入600.00", "政府性基金收入600.00"),
    plant("text-three-public", "公务接待费3万元", "公务接待费（注1）3.5万元", "（注1）3.5万元"),
    plant(
        "text-percent",
        "项目支出250.00万元，",
        "项目支出250.00万元，占总支出的5%，",
        "占总支出的5%",
    ),
    plant(
        "text-last-year",
        "较2024年预算增加20.00万元，",
        "较2024年预算增加20.00万元，2024年预算为485.00万元，",
        "为485.00",
    ),
    plant("text-unchanged", "与2024年相比持平", "与2024年12万元相比持平", "与2024年12万元"),
    plant(
        "text-last-year", "与2024年相比持平，无增减变化", "比2024年14万元略有增加", "比2024年14万元"
    ),
    plant(
        "text-last-year",
        "预算安排13万元，",
        "预算安排13万元，较2024年的12万元减少，",
        "较2024年的12万元",
    ),
    plant("text-unchanged", "与2024年相比持平", "与上年预算12万元相同", "与上年预算12万元"),
    plant(
        "text-unchanged",
        "公务接待费3万元。与2024年相比",
        "公务接待费3万元，与2024年12万元",
        "与2024年12万元",
    ),
    plant("text-assets-to-buy", "打印机|A02021003", "打印机服务|C02021003", "总额为12.00万元"),
    plant("text-amounts-read", "预算收入500.00万元", "预算收入5l0.00万元", "5l0.00"),
    plant("text-amounts-read", "安排50.00万元", "安排50..00万元", "50..00"),
    plant("text-percent", "增加20.00万元，", "增加20.00万元，增长5%，", "增长5%"),
    plant(
        "text-percent-of-nothing",
        "公务接待费3万元。",
        "公务接待费3万元，比上年增加3万元，增长100%。",
        "增长100%",
    ),
    plant(
        "text-percent",
        "公务接待费3万元。",
        "公务接待费3万元，比上年增加3万元，增长20%。",
        "增长20%",
    ),
    plant(
        "text-twice",
        "反映本部门当年全部收入。",
        "机关职业年金缴费支出25.71万元。机关职业年金缴费支出24.55万元。",
        "24.55万元",
    ),
    plant(
        "one-thing-one-name",
        "加强组织领导，落实责任。",
        "加强组织领导，落实责任，节约机关运行费。",
        "节约机关运行费",
    ),
    plant("text-unchanged", "持平，无增减变化", "持平，我部门财政拨款“三公”经费预算减少2万元"),
    plant("text-agency-uses", "主要用于办公费、差旅费", "主要用于办公费、物业管理费", "物业管理费"),
    plant(
        "contents-present",
        "部门预算收支总表.....|2",
        "部门预算项目支出表.....|2\n部门预算收支总表.....|2",
        "部门预算项目支出表",
    ),
    plant(
        "contents-present", "八、名词解释.....|16", "八、专用词汇说明.....|16\n九、名词解释.....|17"
    ),
    plant(
        "document-whole",
        "八、名词解释.....|16",
        "八、名词解释.....|16\n九、其他事项.....|17\n十、附表.....|18",
        "十、附表",
    ),
    plant("document-whole", "指开展非独立核算经营活动发生的支出。", "指开展非独立核算经营活动，"),
    plant("contents-complete", "部门预算支出总表.....|5\n", ""),
    plant(
        "contents-order",
        "部门预算支出总表.....|5",
        "部门预算支出总表.....|3",
        "部门预算支出总表.....|3",
    ),
    plant("empty-table-noted", "\n注：无国有资本经营预算财政拨款预算，空表列示。\n", ""),
    plant(
        "empty-table-noted",
        "注：无国有资本经营预算财政拨款预算，空表列示。",
        "注：国有资本经营预算财政拨款预算 10 万元。",
        "注：国有资本经营预算财政拨款预算 10 万元。",
    ),
    plant(
        "empty-note-true",
        FUND + "4|2120804|农村基础设施建设支出|60.00||60.00\n",
        "4|2120804|农村基础设施建设支出|60.00||60.00\n\n注：无政府性基金预算，空表列示。\n",
        "注：无政府性基金预算",
    ),
    plant(
        "empty-note-table", "注：无国有资本经营预算财政拨款预算", "注：无政府性基金预算财政拨款预算"
    ),
    plant("printed-year", GENERAL + "预算年度：2025", "预算年度：2024", "预算年度：2024"),
    plant(
        "printed-year",
        "示例县林业局2025年部门预算信息公开情况说明",
        "示例县林业局2024年部门预算信息公开情况说明",
    ),
    plant(
        "printed-department", GENERAL + "346 示例县林业局", "347 示例县草原局", "347 示例县草原局"
    ),
    plant("printed-department", GENERAL + "346 示例县林业局", "346 新疆林业局", "346 新疆林业局"),
    plant(
        "titles-department",
        "\n部门预算收入总表\n\n346",
        "\n示例县草原局部门预算收入总表\n\n346",
        "示例县草原局",
    ),
    plant(
        "printed-year",
        "\n部门预算收入总表\n\n346",
        "\n示例县林业局2024年部门预算收入总表\n\n346",
        "局2024年部门预算收入总表",
    ),
    plant("assets-date", "截止时间：2024-12-31", "止时间：2024-12-31", "部门固定资产占用情况表"),
    plant(
        "contents-present",
        "六、政府采购预算情况\n\n2025",
        "\n2025",
        "六、政府采购预算情况.....",
    ),
    plant("assets-date", "截止时间：2024-12-31", "截止时间：2023-12-31", "截止时间：2023-12-31"),
    plant("glossary-terms", "**上解上级支出**", "**上缴上级支出**", "**上缴上级支出**"),
    plant(
        "institutions-named", "反映本部门当年全部收入。", "本部门及所属事业单位的收支包含在预算中。"
    ),
    # Performance
    plant("indicator-unit", "每次检疫的费用|≤300元", "每次检疫的费用|≤300人", "≤300人"),
    plant("indicator-unit", "新建苗圃的个数|≥6个", "新建苗圃的个数|≥6%", "新建苗圃的个数|≥6%"),
    plant("indicator-unit", "检疫批次的比率|≥95%", "检疫批次的比率|≥95个", "检疫批次的比率|≥95个"),
    plant(
        "indicator-row",
        "工作完成时间|全部任务完成时间|11月底前",
        "补助金额|每亩补助|≤300元",
        "每亩补助",
    ),
    plant(
        "indicator-row",
        "检疫合格率|合格批次占检疫批次的比率|≥95%",
        "检疫时间|完成检疫|6月底前",
        "6月底前",
    ),
    plant(
        "indicator-row",
        "检疫合格率|合格批次占检疫批次的比率|≥95%",
        "培训|受训时长|≥8课时",
        "≥8课时",
    ),
    plant(
        "indicator-row",
        "|成本指标|检疫人均费用|每人每次检疫的费用|≤300元",
        "|成本指标|检疫|完成|9月底前",
        "9月底前",
    ),
    plant(
        "indicator-row", "林农满意度|抽样调查|≥90%", "提供苗木情况|编印资料|12月底前", "12月底前"
    ),
    plant(
        "indicator-levels",
        "满意度指标|服务对象满意度指标|林农满意度",
        "满意度指标|生态效益指标|林农满意度",
    ),
    Planted("evaluation-rate", (evaluated(executed="46.60"),), ("年度资金总额",)),
    Planted("evaluation-points", (evaluated(score="51", total="100.52"),), ("苗圃除草次数",)),
    Planted("evaluation-total", (evaluated(total="98.52"),), ("年度资金总额",)),
    plant("indicator-words", "新建苗圃的个数|≥6个", "新建苗圃不少于5个|≥6个", "新建苗圃不少于5个"),
    plant(
        "indicator-words",
        "森林覆盖率|全县森林覆盖率|≥30%",
        "覆盖率达到30%以上|涵养水源|改善",
        "涵养水源",
    ),
    plant("indicator-period", "≤100元/人天", "≤100元/人", "≤100元/人|"),
    plant(
        "indicator-name",
        "开展巡查次数|全年巡查次数",
        "植树次数开展巡查次数|全年开展巡查次数",
        "植树次数",
    ),
    plant("goal-vs-project", "建设苗圃个数不少于6个", "建设苗圃个数不少于8个", "新建苗圃的个数"),
    plant("goal-vs-project", "建设苗圃个数不少于6个", "建设苗圃个数不超过6个", "新建苗圃的个数"),
    plant(
        "text-procurement", "政府采购预算12.00万元", "政府采购预算12.00元", "政府采购预算12.00元"
    ),
    plant("goal-vs-indicators", "培训林农500人以上", "培训林农800人以上", "培训林农800人以上"),
    Planted(
        "goal-vs-indicators",
        (
            ("举办造林培训班10期以上", "全年巡查次数不超过30次，开展巡查不超过30次"),
            ("全年巡查次数|≥40次", "全年巡查次数|40次"),
        ),
    ),
    Planted(
        "goal-scope",
        (
            ("培训林农500人以上", "全县培训林农500人以上"),
            ("参加造林培训的林农人数", "全省参加造林培训的林农人数"),
        ),
        ("全县培训林农", "全省参加造林培训"),
    ),
    plant(
        "indicator-description",
        "建设苗圃个数|新建苗圃的个数",
        "建设苗圃个数|全年巡查次数",
        "建设苗圃个数|",
    ),
    plant(
        "same-goal",
        "1.维护林业站，开展苗木检疫，保障林业生产安全。",
        "1.全县新造林不少于3000亩，举办造林培训班10期以上，培训林农500人以上。",
    ),
    Planted(
        "growth-twice",
        (
            ("实施造林工程，建设苗圃。", "实施造林工程，林产品加工业产值增长率5%。"),
            ("森林覆盖率|全县森林覆盖率|≥30%", "全县林产品加工业产值增长率|产值|≥12%"),
        ),
        ("林产品加工业产值增长率5%", "全县林产品加工业产值增长率|"),
    ),
    plant(
        "goal-measured",
        "培训林农500人以上",
        "培训林农500人以上，扶持合作社20家以上",
        "扶持合作社20家以上",
    ),
    Planted(
        "term-order",
        (
            ("实施造林工程，建设苗圃。", "实施“国土绿化”工程，建设苗圃。"),
            ("制作防火宣传牌", "制作“国土绿化”宣传牌"),
            ("全年巡查次数", "全年“国土绿化”巡查次数"),
            ("保障林业生产安全", "保障“国土化绿”安全"),
        ),
        ("国土化绿",),
    ),
)


def test_every_rule_holds_in_the_small_disclosure() -> None:
    assert failing(TEXT) == set()


@pytest.mark.parametrize("planted", PLANTED, ids=lambda planted: planted.name)
def test_planted_contradiction_is_found(planted: Planted) -> None:
    text = changed(*planted.changes)
    failed = results(text, "fail")
    found = [r for r in failed if r.check_id == planted.check_id]
    assert found, f"{planted.check_id} does not fail; these do: {failing(text)}"
    assert not [r.message for r in failed if ACCUSING.search(r.message)]
    places = {named(place) for result in found for place in result.places}
    for fragment in planted.lines:
        assert LinePlace(line_of(text, fragment)) in places
    for result in found:
        assert result.message.endswith("。")
        for place in result.places:
            assert isinstance(place, LinePlace)
            assert 1 <= place.line <= text.count("\n") + 1


def test_every_rule_has_a_planted_contradiction() -> None:
    assert {planted.check_id for planted in PLANTED} == {check.id for check in CHECKS}


def test_a_limit_tells_of_its_year() -> None:
    said = "2024年拟购置单价100万元以上的设备0台。"
    assert "text-year" in failing(changed(("本年度拟购置", f"{said}\n\n本年度拟购置")))


def test_nothing_told_without_a_unit_is_one_contradiction() -> None:
    told = failing(changed(("公务接待费3万元。", "公务接待费为0。")))
    assert "text-three-public" in told
    assert "text-without-amount" not in told
