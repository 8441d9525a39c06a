"""One change to a made-up text each, of every kind known and more, in every format.

What a person reads is read, or what cannot be read is named; never another value in silence.
The changes that lie beside the repository are printed as Word, web page and workbook too.
"""

import os
import re
import subprocess
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from tests.chromium import find_browser
from tests.paths import REAL, SMALL, convert_text, rows_of, text_of
from tests.readers.printing import print_docx, print_html, print_pdf, print_xlsx
from tests.readers.test_five_formats import _has_chinese_font, _merged, merged_heads
from tests.test_cases import CASES, MISSING, RIGHT, Facts, _facts
from yusuan.conversion.disclosure import Description, Disclosure, lay_out
from yusuan.conversion.interpreting import interpret
from yusuan.evidence.model import Document, Grid
from yusuan.readers.dispatch import read
from yusuan.views.documents import Original

ITEM = "1	一、一般公共预算拨款收入	300.00"
TOTAL = "1		合计	385.50	185.50"
CODE = "7	2130301	行政运行	210.00	10.00"
INCOME = "2024年预算收入385.50万元"
CHANGE = "较2023年预算增加1,035,000元"
UNIT = "预算年度：2024\n\n单位：万元"
PAGE = "3	三、事业收入	25.50	三、住房保障支出	\n\n- 2 -\n"
TITLE = "- 2 -\n\n部门预算收支总表"
COLUMNS = "项 目	预算数\n栏次	1	2	3	4\n1	一"
NOTE = "注：无国有资本经营预算财政拨款预算，空表列示。"
DEPARTMENT = "部门预算收支总表\n\n345 示例县水务局"
NEXT_TITLE = "\n部门预算支出总表\n\n345"

# (what stands there, what is printed instead): nothing that is published changes.
SAME = (
    (ITEM, ITEM + "①"),
    (ITEM, ITEM + "*"),
    (ITEM, ITEM + "（注1）"),
    (ITEM, ITEM.replace("300.00", "３００．００")),
    (ITEM, ITEM.replace("300.00", "300. 00")),
    (ITEM, ITEM.replace("300.00", "+300.00")),
    (ITEM, ITEM.replace("300.00", "300.00万元")),
    (ITEM, ITEM.replace("300.00", "300.00\u200b")),
    (ITEM, ITEM.replace("收入", "收入①")),
    (ITEM, ITEM.replace("一般公共预算拨款收入", "**一般公共预算拨款收入**")),
    (ITEM, ITEM.replace("一、一般", "⼀、⼀般")),
    (ITEM, ITEM.replace("1	", "1.	")),
    (ITEM, ITEM.replace("一、", "——一、")),
    (ITEM, ITEM.replace("收入", "收入（万元）")),
    ("2	二、政府性基金预算拨款收入	50.00", "2	2、政府性基金预算拨款收入	50.00"),
    (TOTAL, TOTAL.replace("合计", "合 计")),
    (TOTAL, TOTAL.replace("合计", "合计：")),
    (TOTAL, TOTAL.replace("合计", "合计*")),
    (TOTAL, TOTAL.replace("合计", "合计＊")),
    (TOTAL, TOTAL.replace("合计", "合计数")),
    (TOTAL, TOTAL.replace("合计", "支出合计")),
    (TOTAL, TOTAL.replace("合计", "部门合计")),
    (TOTAL, TOTAL.replace("合计", "合计（万元）")),
    (CODE, CODE.replace("2130301", "213 03 01")),
    (CODE, CODE.replace("2130301", "2130301*")),
    (CODE, CODE.replace("2130301", "2130301.")),
    (CODE, CODE.replace("2130301", "'2130301")),
    (CODE, CODE.replace("2130301", '"2130301"')),
    (CODE, CODE.replace("2130301", "**2130301**")),
    (CODE, CODE.replace("2130301", "2130301（项）")),
    (CODE, CODE.replace("2130301", "2130301-行政运行")),
    (CODE, CODE.replace("行政运行", "├行政运行")),
    (CODE, CODE.replace("行政运行", "1.行政运行")),
    (UNIT, UNIT.replace("单位：万元", "单位：万元 页码：1")),
    (CODE, CODE.replace("行政运行", "其中：行政运行")),
    (CODE, CODE.replace("2130301	行政运行", "2130301行政运行	")),
    (INCOME, INCOME.replace("385.50万元", "３８５．５０万元")),
    (INCOME, INCOME.replace("385.50万元", "385. 50万 元")),
    (INCOME, INCOME.replace("385.50万元", "385.50万人民币")),
    (INCOME, INCOME.replace("385.50万元", "385.50（万元）")),
    (INCOME, INCOME.replace("385.50万元", "385.50①万元")),
    (INCOME, INCOME.replace("385.50万元", "385.50 ( 万元 )")),
    ("收入50.00万元，单位资金", "收入50.00万元单位资金"),
    (CHANGE, CHANGE.replace("增加", "递增")),
    (CHANGE, CHANGE.replace("增加", "多安排")),
    (CHANGE, CHANGE.replace("增加", "净增加")),
    (CHANGE, CHANGE.replace("增加", "增\u200b加")),
    (CHANGE, CHANGE.replace("增加", "增 加")),
    (CHANGE, CHANGE.replace("增加", "↑")),
    (CHANGE, CHANGE.replace("增加", "扩大")),
    (CHANGE, CHANGE.replace("增加", "增高")),
    (CHANGE, CHANGE.replace("增加", "相比，增加")),
    (CHANGE, CHANGE.replace("增加", "略有增加")),
    (CHANGE, CHANGE.replace("2023", "２０２３")),
    (CHANGE, CHANGE.replace("2023", "二〇二三")),
    (UNIT, UNIT.replace("单位：万元", "（金额单位：人民币万元）")),
    (UNIT, UNIT.replace("单位：万元", "以万元为单位")),
    (UNIT, UNIT.replace("单位：万元", "单位：万元（保留两位小数）")),
    (UNIT, UNIT.replace("单位：万元", "编制日期：2024-01-01　单位：万元")),
    (PAGE, PAGE + "\n2024年部门预算\n"),
    (PAGE, PAGE + "\n内部资料\n"),
    (PAGE, PAGE + "\n注：本表可能有尾差。\n"),
    (PAGE, PAGE + "\n打印时间：2024/1/30 10:05:22\n"),
    (TITLE, TITLE.replace("总表", "总表（续表）")),
    (NEXT_TITLE, NEXT_TITLE.replace("部门", "（3）部门")),
    (NEXT_TITLE, NEXT_TITLE.replace("部门", "三）部门")),
    (NEXT_TITLE, NEXT_TITLE.replace("支出", "支岀")),
    (DEPARTMENT, DEPARTMENT.replace("345 ", "部门名称（章）：345 ")),
    (DEPARTMENT, DEPARTMENT.replace("345 ", "单位代码：345　单位：")),
    (DEPARTMENT, f"{DEPARTMENT}（汇总）"),
    (NEXT_TITLE, NEXT_TITLE.replace("部门", "附件1-3 部门")),
    (NEXT_TITLE, NEXT_TITLE.replace("部门", "二〇二四年部门")),
    (NEXT_TITLE, NEXT_TITLE.replace("部门预算支出总表", "《部门预算支出总表》")),
    (NEXT_TITLE, NEXT_TITLE.replace("总表", "总表 公开03表")),
    ("≥2 座", "不少于 2 座"),
    ("≥2 座", "起码2座"),
    ("≥2 座", "2座以上（含2座）"),
    ("≥2 座", "≥２①座"),
    ("≥2 座", "≥2座（见注1）"),
    ("≥2 座", "≥2座【1】"),
    ("≥2 座", "≥2座*"),
    ("≥2 座", "**≥2 座**"),
    (NEXT_TITLE, NEXT_TITLE.replace("部门", "※部门")),
    (NEXT_TITLE, NEXT_TITLE.replace("部门", "Ⅲ、部门")),
    (NEXT_TITLE, NEXT_TITLE.replace("总表", "总表（草案）")),
    (NEXT_TITLE, NEXT_TITLE.replace("总表", "总表（GK03）")),
    ("前3名", "排名前三名"),
    # HTML that is left in a text says what a reader of the page would see
    (ITEM, ITEM.replace("300.00", "<b>300.00</b>")),
    (ITEM, ITEM.replace("300.00", "300.00<sup>1</sup>")),
    (ITEM, ITEM.replace("300.00", "&nbsp;300.00<br/>")),
    (TOTAL, TOTAL.replace("合计", "<strong>合&nbsp;计</strong>")),
    (CODE, CODE.replace("2130301", "<span>2130301</span>")),
    (UNIT, UNIT.replace("单位：万元", '<p align="right">单位：万元</p>')),
    (NEXT_TITLE, NEXT_TITLE.replace("部门预算支出总表", "<b>部门预算支出总表</b>")),
    (INCOME, INCOME.replace("385.50万元", "385.50<sup>①</sup>万元")),
    (INCOME, INCOME.replace("385.50万元", '<font color="red">385.50</font>&nbsp;万元')),
    ("≥2 座", "&ge;2 座"),
    (INCOME, INCOME.replace("385.50万元", "：385.50万元")),
    (INCOME, INCOME.replace("385.50万元", "＝385.50万元")),
    (INCOME, INCOME.replace("385.50万元", "+385.50万元")),
    (INCOME, INCOME.replace("2024", "二○二四")),
    (INCOME, INCOME.replace("385.50万元", "'385.50万元")),
    (INCOME, INCOME.replace("385.50万元", "<!-- 400 -->385.50万元")),
    (INCOME, INCOME.replace("385.50万元", "385.50注1万元")),
    (INCOME, INCOME.replace("385.50万元", "385.50注<sup>1</sup>万元")),
    (INCOME, INCOME.replace("385.50万元", "385.50<small>1</small>万元")),
    (ITEM, ITEM.replace("300.00", "300.00<small>1</small>")),
    (INCOME, INCOME.replace("385.50万元", "<del>400.00</del>385.50万元")),
    (ITEM, ITEM.replace("300.00", "300.00万")),
    (CODE, CODE.replace("行政运行", "行政运行（项）")),
    (CODE, CODE.replace("行政运行", "——行政运行①")),
    (CODE, CODE.replace("行政运行", "行政运行：")),
    (COLUMNS, COLUMNS.replace("1	2	3	4", "1.	2.	3.	4.")),
    (COLUMNS, COLUMNS.replace("1	2	3	4", "一	二	三	四")),
    (DEPARTMENT, DEPARTMENT.replace("345 ", "345	")),
    (DEPARTMENT, DEPARTMENT.replace("345 ", "345、")),
    (DEPARTMENT, DEPARTMENT.replace("345 示例县水务局", "示例县水务局（345）")),
    (CHANGE, f"{CHANGE}，增长百分之三十六点七"),
    (CHANGE, f"{CHANGE}，增长367‰"),
    (CHANGE, f"{CHANGE}，增长近四成"),
    (CHANGE, f"{CHANGE}，为2023年的1.367倍"),
    (INCOME, f"按《预算法》或有关规定，{INCOME}"),
    (NOTE, NOTE.rstrip("。")),
    (NOTE, "备注：本单位2024年无此项预算"),
    (NOTE, "无"),
    (NEXT_TITLE, NEXT_TITLE.replace("部门", "A. 部门")),
    (NEXT_TITLE, NEXT_TITLE.replace("总表", "总表 (Sheet1)")),
    (NEXT_TITLE, NEXT_TITLE.replace("总表", "总表\\")),
    (TITLE, TITLE.replace("总表", "总表（2）")),
    (TITLE, TITLE.replace("总表", "总表（第2页）")),
    (TITLE, TITLE.replace("部门", "续：部门")),
    (DEPARTMENT, DEPARTMENT.replace("345 ", "345/")),
    (DEPARTMENT, DEPARTMENT.replace("345 ", "部门代码：345　部门名称：")),
    (COLUMNS, COLUMNS.replace("栏次", "拦次")),
    (CHANGE, CHANGE.replace("增加", "多增")),
    (CHANGE, CHANGE.replace("增加", "增加不到")),
    ("≥2 座", "2座起"),
    ("≥2 座", "2座含以上"),
    ("≥2 座", "2+座"),
    ("示例县水务局2024年部门预算信息公开目录\n", "示例县水务局2024年部门预算信息公开\n"),
)
# What leaves out or repeats something without a word of its own: no consequence of it is told.
OF_NO_CONSEQUENCE = (
    ("A02010105", ""),
    ("A02021003", ""),
    ("部门预算支出总表……5", "部门预算支出总表……5\n部门预算支出总表……5"),
    ("截止时间：2023-12-31", "截止时间：2023年12月31号"),
)
# Words that name the same: the amount is compared as it was.
COMPARED_AS_BEFORE = (
    ("上年末固定资产金额", "年初固定资产金额"),
    ("单位资金收入", "单位自有资金收入"),
)
# What is due when, in a goal: the same day in other words.
SAME_DAY = (
    "二〇二四年底",
    "２０２４年底",
    "2024.12.31",
    "2024-12-31",
    "年底",
    "今年底",
    "2024年年底",
)
EXPENDITURE = "序号	功能分类科目		合计	项目支出	基本支出	经营支出"
EXPENDITURE_HEAD = f"{EXPENDITURE}	上缴上级支出	对附属单位补助支出\n	科目编码	科目名称"
REVENUE_HEAD = "附属单位上缴收入	其他收入	\n栏次	1	2	3	4	5	6	7	8	9	10	11	12\n		运行"
SECOND_PAGE = (
    "- 2 -\n\n部门预算收支总表\n\n345 示例县水务局\n\n预算年度：2024\n\n单位：万元\n\n序号	收入		支出	\n"
    "	项 目	预算数	项 目	预算数\n栏次	1	2	3	4\n4	"
)
PURCHASES = "政府采购金额（当年部门预算安排资金）"
# What is printed instead, and the rule that then tells of it.
TOLD = (
    # a code that is none, that is missing, that is another one
    (CODE, CODE.replace("2130301", "213030l"), "table-figures-read"),
    (CODE, CODE.replace("2130301", "2130301.0"), "table-figures-read"),
    (CODE, CODE.replace("2130301", ""), "one-code-one-name"),
    (CODE, CODE.replace("2130301", "2130310"), "one-code-one-name"),
    (CODE, CODE.replace("2130301", "2310301"), "one-code-one-name"),
    (CODE, CODE.replace("2130301", "213030"), "table-figures-read"),
    (
        "水务局2024年部门预算信息公开情况说明",
        "水务局2023年部门预算信息公开情况说明",
        "printed-year",
    ),
    # heads: a character, a whole label, the group over several, one printed again
    (EXPENDITURE_HEAD, EXPENDITURE_HEAD.replace("科目名称", "科目名"), "column-names"),
    (EXPENDITURE_HEAD, EXPENDITURE_HEAD.replace("科目编码", "科日编码"), "column-names"),
    (EXPENDITURE, EXPENDITURE.replace("项目支出", ""), "column-names"),
    (
        "本年收入								上年结转",
        "本年收入								本年结转",
        "column-names",
    ),
    ("合计	本年收入	", "合计		", "column-names"),
    (REVENUE_HEAD, REVENUE_HEAD.replace("其他收入", "其它收入"), "column-names"),
    (
        SECOND_PAGE,
        SECOND_PAGE.replace("部门预算收支总表\n\n", "").replace("万元", "元"),
        "contents-read",
    ),
    (PURCHASES, PURCHASES.replace("当年", "上年"), "contents-read"),
    (
        SECOND_PAGE,
        SECOND_PAGE.replace("部门预算收支总表\n\n", "").replace("预算数", "上年预算数"),
        "contents-read",
    ),
    (UNIT, UNIT.replace("单位：万元", "单位：十万元"), "table-figures-read"),
    ("\n部门固定资产占用情况表\n", "\n", "text-state-assets"),
    (TOTAL, TOTAL.replace("合计", "含计"), "one-total"),
    ("资产总额		88.10\n", "资产总额		\n", "asset-total"),
    # what is left of a text whose paragraph or end is gone
    (
        "1、收入说明\n\n2024年预算收入",
        "1、收入说明\n\n2、支出说明\n\n2024年预算收入",
        "sections-filled",
    ),
    ("\n九、其他需要说明的事项\n\n无。", "\n九、其他需要", "document-whole"),
    # of which side or which table a name is
    ("6	收入总计", "6	支出总计", "form-names"),
    ("375.50	本年支出合计", "375.50	本年收入合计", "form-names"),
    ("10.00	年终结转结余", "10.00	上年结转结余", "form-names"),
    ("年初财政拨款结转和结余", "年末财政拨款结转和结余", "form-names"),
    ("注：无国有资本", "注：有国有资本", "empty-table-noted"),
    # prose: another word of those that the forms set apart, an item under a name that is none
    ("，上年结转结余10.00万元", "，本年结转结余10.00万元", "text-without-amount"),
    ("，上年结转结余10.00万元", "，年末结转结余10.00万元", "text-without-amount"),
    ("安排政府采购预算12.00万元", "安排政府购买服务预算12.00万元", "text-without-amount"),
    ("安排政府采购预算12.00万元", "未安排政府采购预算", "text-without-amount"),
    ("上年末固定资产金额", "上年末流动资产金额", "text-without-amount"),
    ("，单位资金收入25.50万元", "，单位资全收入25.50万元", "text-without-amount"),
    (CHANGE, CHANGE.replace("增加1,035,000元", "持平"), "text-changes"),
    (CHANGE, CHANGE.replace("2023年", "本年"), "text-compared-year"),
    (CHANGE, f"{CHANGE}，增长36.7", "text-amounts-read"),
    (CHANGE, f"{CHANGE}，增长%", "text-amounts-read"),
    (INCOME, INCOME.replace("2024年", "MMXXIV年"), "text-years-read"),
    # targets
    ("≥2 座", "第五季度", "target-legible"),
    ("≥2 座", "20241231", "target-legible"),
    ("≥2 座", "2'000座", "target-legible"),
    ("≥2 座", "2%~", "target-legible"),
    ("≥2 座", "≥O座", "target-legible"),
    ("数量指标	水库数量	除险", "数量指标		除险", "target-legible"),
    ("≥2 座", "90%-80%", "target-legible"),
    ("≥2 座", "≥90%≤80%", "target-legible"),
    ("≥2 座", "※≥2或3座", "target-legible"),
    ("≥2 座", "2023年底", "target-legible"),
    # goals in prose
    ("均在2024年底完成", "均在第五季度完成", "target-legible"),
    ("均在2024年底完成", "均在2024年13月底完成", "target-legible"),
    ("均在2024年底完成", "均在2023年底完成", "target-legible"),
    ("新建水库不少于2座", "新建水库不少于不超过2座", "target-legible"),
    ("新建水库不少于2座", "新建水库不少于座", "target-legible"),
    ("新建水库不少于2座", "新建水库不少于2O座", "target-legible"),
    (COLUMNS, COLUMNS.replace("1	2	3	4", "1	2	4	5"), "column-numbers"),
    (CHANGE, f"{CHANGE}，翻一番", "text-percent"),
    (CHANGE, f"{CHANGE}，下降三成", "text-percent"),
    (CHANGE, f"{CHANGE}，是2023年的1.5倍", "text-percent"),
    (CHANGE, f"{CHANGE}，负增长36.7%", "text-percent"),
    ("“三公”经费预算安排3万元", "无“三公”经费预算", "text-without-amount"),
    ("“三公”经费预算安排3万元", "不安排“三公”经费预算", "text-without-amount"),
    # how much is said in per cent alone, in other money, of another time
    (CHANGE, "较2023年预算增加36.7%", "text-without-amount"),
    ("其中：基本支出减少6.50万元", "其中：基本支出减少3.1%", "text-without-amount"),
    (INCOME, INCOME.replace("万元", "万美元"), "text-without-amount"),
    (INCOME, INCOME.replace("万元", "万元／年"), "text-without-amount"),
    (CHANGE, CHANGE.replace("较2023年预算", "环比"), "text-compared-year"),
    (CHANGE, CHANGE.replace("较2023年预算", "比前年"), "text-compared-year"),
    ("持平，无增减变化", "持平，增长10%", "text-unchanged"),
)
# What is printed instead, and what is then published instead of what.
OTHER: tuple[tuple[str, str, tuple[str, ...], tuple[str, ...]], ...] = (
    (
        ITEM,
        ITEM.replace("300.00", "△300.00"),
        ("budget_summary", "amount", "3000000"),
        ("budget_summary", "amount", "-3000000"),
    ),
    (
        ITEM,
        ITEM.replace("300.00", "300.00千元"),
        ("budget_summary", "amount", "3000000"),
        ("budget_summary", "amount", "300000"),
    ),
    (
        CHANGE,
        CHANGE.replace("增加", "增加到"),
        ("stated", "change", "103.5000"),
        ("stated", "level", "103.5000"),
    ),
    *(
        (
            "基本支出减少6.50万元",
            f"基本支出{to}6.50万元",
            ("stated", "change", "6.50"),
            ("stated", "level", "6.50"),
        )
        for to in ("减少到", "降至", "减为")
    ),
    (
        "≥2 座",
        "≤2 座",
        ("target", "quantity", ">=", "2", "", "座"),
        ("target", "quantity", "<=", "", "2", "座"),
    ),
    (
        "≥2 座",
        "≥2.5万㎡",
        ("target", "quantity", ">=", "2", "", "座"),
        ("target", "quantity", ">=", "2.5", "", "万㎡"),
    ),
    (
        "≥2 座",
        "=<2 座",
        ("target", "quantity", ">=", "2", "", "座"),
        ("target", "quantity", "<=", "", "2", "座"),
    ),
    (
        ITEM,
        ITEM.replace("300.00", "负300.00"),
        ("budget_summary", "amount", "3000000"),
        ("budget_summary", "amount", "-3000000"),
    ),
    (
        "≥2 座",
        "突破2座",
        ("target", "quantity", ">=", "2", "", "座"),
        ("target", "quantity", ">", "2", "", "座"),
    ),
    (
        "前3名",
        "前3%",
        ("target", "ranking", "", "", "3", "名"),
        ("target", "ranking", "", "", "3", "%"),
    ),
    (
        "6月底前",
        "1-6月",
        ("target", "deadline", "<=", "", "", ""),
        ("target", "qualitative", "", "", "", ""),
    ),
)
# What cannot be read with certainty: gone from what is published, and named.
NAMED = (
    ("1、房屋（平方米）	300	", "1、房屋（平方米）	300万元	"),
    ("1、房屋（平方米）	300	", "1、房屋（平方米）	300%	"),
    (ITEM, ITEM.replace("300.00", "3O0.00")),
    (ITEM, ITEM.replace("300.00", "300..00")),
    (ITEM, ITEM.replace("300.00", "300.00#")),
    (ITEM, ITEM.replace("300.00", "30 0.00")),
    (ITEM, ITEM.replace("300.00", "约300.00")),
    (ITEM, ITEM.replace("300.00", "٣٠٠")),
    (ITEM, ITEM.replace("300.00", "300,00")),
    (TOTAL, TOTAL.replace("合计", "")),
    (CODE, CODE.replace("2130301", "21303O1")),
    (INCOME, INCOME.replace("385.50万元", "3B5.50万元")),
    (INCOME, INCOME.replace("385.50万元", "38 5.50万元")),
    (INCOME, INCOME.replace("385.50万元", "385。50万元")),
    (INCOME, INCOME.replace("385.50万元", "385.50万円")),
    (INCOME, INCOME.replace("385.50万元", "385.50w")),
    (INCOME, INCOME.replace("385.50万元", "三百八十五点五万元")),
    (CHANGE, CHANGE.replace("增加", "增减")),
    (CHANGE, CHANGE.replace("增加", "未增加")),
    (CHANGE, CHANGE.replace("增加", "增加-")),
    (CHANGE, CHANGE.replace("增加", "")),
    (CHANGE, CHANGE.replace("增加", "持平")),
    (CHANGE, CHANGE.replace("增加", "腾挪")),
    (CHANGE, CHANGE.replace("增加", "增少")),
    (CHANGE, CHANGE.replace("增加", "咸少")),
    (CHANGE, CHANGE.replace("增加", "(增加)")),
    ("项目支出增加110.00万元", "项目支出曾加110.00万元"),
    ("项目支出增加110.00万元", "项目支出增力口110.00万元"),
    ("项目支出增加110.00万元", "项目支出+110.00万元"),
    ("基本支出减少6.50万元", "基本支出-6.50万元"),
    (NEXT_TITLE, NEXT_TITLE.replace("总表", "总表（单位：元）")),
    (INCOME, INCOME.replace("385.50万元", "（负）385.50万元")),
    (CHANGE, CHANGE.replace("1,035,000元", "103.50")),
    (CHANGE, CHANGE.replace("1,035,000元", "万元")),
    (CHANGE, CHANGE.replace("2023", "2O23")),
    (INCOME, INCOME.replace("2024", "202 4")),
    (INCOME, INCOME.replace("2024年", "2024")),
    (CHANGE, CHANGE.replace("2023年", "2023")),
    (INCOME, INCOME.replace("385.50万元", "385.50%")),
    (INCOME, INCOME.replace("385.50万元", "385.50万人")),
    (INCOME, INCOME.replace("385.50万元", "万元")),
    (INCOME, INCOME.replace("385.50万元", "无")),
    ("基金预算收入50.00万元，", "基金预算收入，"),
    ("基金预算收入50.00万元，", "无基金预算收入，"),
    ("预算年度：2024\n\n单位：万元", "预算年度：2O24\n\n单位：万元"),
    (UNIT, UNIT.replace("单位：万元", "单位：万员")),
    (UNIT, UNIT.replace("单位：万元", "单位：百元")),
    (UNIT, UNIT.replace("单位：万元", "单位：元/万元")),
    (UNIT, UNIT.replace("单位：万元", "单位：万美元")),
    (UNIT, UNIT.replace("单位：万元", "单位：方元")),
    (UNIT, UNIT.replace("单位：万元", "单位：W元")),
    (UNIT, UNIT.replace("单位：万元", "单位：10000元")),
    (UNIT, UNIT.replace("单位：万元", "单位：个")),
    (INCOME, INCOME.replace("385.50万元", "385˙50万元")),
    (INCOME, INCOME.replace("385.50万元", "385.50力元")),
    (INCOME, INCOME.replace("385.50万元", "385.50")),
    (INCOME, INCOME.replace("385.50万元", "①85.50万元")),
    (INCOME, INCOME.replace("385.50万元", "第385.50万元")),
    (INCOME, INCOME.replace("385.50万元", "3一5.50万元")),
    (INCOME, INCOME.replace("385.50万元", "3①5.50万元")),
    (INCOME, INCOME.replace("385.50万元", "#REF!万元")),
    (INCOME, INCOME.replace("385.50万元", "？万元")),
    (INCOME, INCOME.replace("385.50万元", "385.50（含结转）万元")),
    (INCOME, INCOME.replace("385.50万元", "385.50左右万元")),
    (INCOME, INCOME.replace("385.50万元", "~~385.50~~万元")),
    (INCOME, INCOME.replace("385.50万元", "€385.50万元")),
    (INCOME, INCOME.replace("385.50万元", "3<sup>8</sup>5.50万元")),
    (INCOME, INCOME.replace("385.50万元", "385.50<del>4</del>万元")),
    (ITEM, ITEM.replace("300.00", "300.00<s>5</s>")),
    (INCOME, INCOME.replace("385.50万元", "385点50万元")),
    (INCOME, INCOME.replace("385.50万元", " O.OO 万元")),
    (INCOME, INCOME.replace("385.50万元", "百分之385.50万元")),
    (INCOME, INCOME.replace("385.50万元", "⑧万元")),
    (INCOME, INCOME.replace("385.50万元", "三百八十五.五万元")),
    (INCOME, INCOME.replace("385.50万元", "385.50或400万元")),
    (INCOME, INCOME.replace("385.50万元", "385.50和400.00万元")),
    (INCOME, INCOME.replace("385.50万元", "3<del>9</del>85.50万元")),
    (INCOME, INCOME.replace("385.50万元", "<s>400.00万元</s>385.50万元")),
    (INCOME, INCOME.replace("385.50万元", "（）万元")),
    (INCOME, INCOME.replace("385.50万元", "{金额}万元")),
    (INCOME, INCOME.replace("385.50万元", "廿万元")),
    (INCOME, INCOME.replace("385.50万元", "半万元")),
    (INCOME, INCOME.replace("385.50万元", "若干万元")),
    ("项目支出增加110.00万元", "项目支出超支110.00万元"),
    (INCOME, f"{INCOME}或400万元"),
    (INCOME, f"{INCOME}/400.00万元"),
    (INCOME, f"{INCOME}（应为400万元）"),
    (INCOME, INCOME.replace("385.50万元", "错误!未找到引用源。万元")),
    (CHANGE, f"{CHANGE}，增长36,7%"),
    ("经费共计安排20.00万元", "经费共计安排20.00万元，完成年初预算的97.00"),
    (CHANGE, f"{CHANGE}，增长36.7个百分点"),
)
ALL = bool(os.environ.get("YUSUAN_ALL_SAMPLES"))
FORMATS: dict[str, Callable[[Document], bytes]] = {
    "docx": print_docx,
    "html": print_html,
    "xlsx": print_xlsx,
}


def changed(old: str, new: str) -> str:
    text = text_of(SMALL)
    assert old in text
    return text.replace(old, new, 1)


@cache
def source() -> Facts:
    return _facts(convert_text(text_of(SMALL)))


def named(disclosure: Disclosure) -> Counter[tuple[str, str]]:
    """What became no data with its reason, and what is amiss."""
    found = Counter(
        ("unplaced", str(row["reason"])) for row in rows_of(disclosure, "unplaced_cells")
    )
    found.update(
        ("finding", str(row["check_id"]))
        for row in rows_of(disclosure, "checks")
        if row["status"] == "fail"
    )
    return found


@cache
def named_in_source() -> Counter[tuple[str, str]]:
    return named(convert_text(text_of(SMALL)))


@pytest.mark.parametrize(("old", "new"), SAME)
def test_another_form_says_the_same(old: str, new: str) -> None:
    disclosure = convert_text(changed(old, new))
    assert _facts(disclosure) == source()
    assert not named(disclosure) - named_in_source()


@pytest.mark.parametrize(("old", "new"), OF_NO_CONSEQUENCE)
def test_what_is_left_out_or_repeated_makes_nothing_else_wrong(old: str, new: str) -> None:
    disclosure = convert_text(changed(old, new))
    assert _facts(disclosure) == source()
    assert not named(disclosure) - named_in_source()


@pytest.mark.parametrize(("old", "new"), COMPARED_AS_BEFORE)
def test_another_name_of_a_figure_is_compared_with_it(old: str, new: str) -> None:
    assert _passed(changed(old, new)) == _passed(text_of(SMALL))


def _passed(text: str) -> Counter[str]:
    checks = rows_of(convert_text(text), "checks")
    return Counter(str(row["check_id"]) for row in checks if row["status"] == "pass")


@pytest.mark.parametrize("day", SAME_DAY)
def test_the_day_of_a_goal_is_read_in_other_words(day: str) -> None:
    assert _due(f"均在{day}完成") == _due("均在2024年底完成") == ["deadline", "2024-12-31"]


@pytest.mark.parametrize("day", ["2024底", "2024年厎", "24年底", "2O24年底", "20024年底"])
def test_what_is_no_day_for_certain_is_no_number_of_anything(day: str) -> None:
    assert _due(f"均在{day}完成") == ["qualitative", "None"]


@pytest.mark.parametrize(
    "left", ["其中：基本支出", "其中：基本支出增加132", "基本支出增加132.05万元，"]
)
def test_a_paragraph_that_stops_inside_a_sentence_before_a_heading_is_told_of(left: str) -> None:
    text = text_of(REAL)
    begin = text.index(left) + len(left)
    broken = text[:begin] + text[text.index("\n", begin) :]
    messages = [
        str(row["message"])
        for row in rows_of(convert_text(broken, REAL), "checks")
        if (row["check_id"], row["status"]) == ("document-whole", "fail")
    ]
    assert bool(messages) is (left[-1] in "2，")
    assert all("断在句中" in message for message in messages)


def _due(words: str) -> list[str]:
    disclosure = convert_text(changed("均在2024年底完成", words))
    (row,) = [
        row
        for row in rows_of(disclosure, "goal_indicators")
        if "各项任务" in str(row["description"])
    ]
    return [str(row["target_kind"]), str(row["target_date"])]


@pytest.mark.parametrize(
    "heading",
    ["4、{}", "（四）{}", "第四部分 {}", "十四、{}", "## 四、{}", "**四、{}**"],
)
def test_a_section_is_known_by_the_title_that_the_contents_list_announces(heading: str) -> None:
    title = "财政拨款“三公”经费预算情况及增减变化原因"
    disclosure = convert_text(changed(f"\n四、{title}\n", f"\n{heading.format(title)}\n"))
    numbers = [row["section_no"] for row in rows_of(disclosure, "narrative")]
    assert numbers == [
        row["section_no"] for row in rows_of(convert_text(text_of(SMALL)), "narrative")
    ]


def test_one_page_of_many_that_says_a_unit_alone_makes_no_unit_of_the_department() -> None:
    disclosure = convert_text(changed("\n345 示例县水务局\n", "\n345 示例县水务局（本级）\n"))
    assert [row["scope"] for row in rows_of(disclosure, "disclosures")] == ["department"]


@pytest.mark.parametrize(("old", "new", "gone", "come"), OTHER)
def test_another_thing_is_said(
    old: str, new: str, gone: tuple[str, ...], come: tuple[str, ...]
) -> None:
    facts = _facts(convert_text(changed(old, new)))
    assert (facts - source(), source() - facts) == (Counter([come]), Counter([gone]))


@pytest.mark.parametrize(("old", "new"), NAMED)
def test_what_cannot_be_read_is_named_and_no_other_value_published(old: str, new: str) -> None:
    disclosure = convert_text(changed(old, new))
    assert not _facts(disclosure) - source()
    assert named(disclosure) - named_in_source()


def test_what_a_list_tells_by_its_change_is_not_left_out_of_it() -> None:
    disclosure = convert_text(changed("基本支出减少6.50万元", "基本支出降至6.50万元"))
    assert not named(disclosure)["finding", "text-without-amount"]


@pytest.mark.parametrize(
    "same", ["同2023年", "与2023年一样", "和2023年相当", "无增减", "较2023年增长0%"]
)
def test_what_is_said_to_be_as_before_in_other_words_is_held_against_a_change(same: str) -> None:
    words = "与2023年相比持平，无增减变化"
    assert _passed(changed(words, same))["text-unchanged"]
    told = named(convert_text(changed(words, f"{same}，增长10%")))
    assert told["finding", "text-unchanged"]


@pytest.mark.parametrize("name", ["345示例县水务局本级", "345 示例县水务局机关"])
def test_a_department_apart_from_its_units_on_every_page_is_no_other_one(name: str) -> None:
    disclosure = convert_text(text_of(SMALL).replace("345 示例县水务局", name))
    found = named(disclosure) - named_in_source()
    assert not found["finding", "printed-department"]
    assert [row["department_code"] for row in rows_of(disclosure, "disclosures")] == ["345"]


@pytest.mark.parametrize("target", ["≥90%或≤80%", "80%-90%"])
def test_bounds_that_can_be_meant_are_not_accused(target: str) -> None:
    found = [
        str(row["message"])
        for row in rows_of(convert_text(changed("≥2 座", target)), "checks")
        if (row["check_id"], row["status"]) == ("target-legible", "fail")
    ]
    assert not any("大于" in message for message in found)


@pytest.mark.parametrize("unit", ["W", "无", "10000元"])
def test_what_is_printed_as_a_unit_is_no_department(unit: str) -> None:
    disclosure = convert_text(changed(UNIT, UNIT.replace("单位：万元", f"单位：{unit}")))
    assert not named(disclosure)["finding", "printed-department"]
    told = [str(row["message"]) for row in rows_of(disclosure, "checks")]
    assert any(f"的金额单位印作“{unit}”" in message for message in told)


def test_a_label_that_a_head_prints_twice_is_named_where_its_table_is_not_read() -> None:
    head = EXPENDITURE.replace("基本支出", "项目支出")
    checks = rows_of(convert_text(changed(EXPENDITURE, head)), "checks")
    (said,) = [str(row["message"]) for row in checks if row["check_id"] == "contents-read"]
    assert "表头的“项目支出”印了两次" in said


@pytest.mark.parametrize(
    ("label", "told"), [("指标直", True), ("指标分值", False), ("目标值", False)]
)
def test_a_label_of_a_form_one_character_off_is_named(label: str, told: bool) -> None:
    head = "指标描述	{}	指标值确定依据\n产出指标	数量指标	水库数量"
    disclosure = convert_text(changed(head.format("指标值"), head.format(label)))
    messages = [str(row["message"]) for row in rows_of(disclosure, "checks")]
    assert any("与“指标值”只差一字" in message for message in messages) is told


def test_a_sign_for_none_is_told_as_it_is_printed() -> None:
    disclosure = convert_text(changed(ITEM, ITEM.replace("300.00", "无")))
    told = [str(row["message"]) for row in rows_of(disclosure, "checks") if row["status"] == "fail"]
    assert any("一般公共预算拨款收入 无（" in message for message in told)
    assert not any("（空白）" in message for message in told)


def test_an_amount_in_capitals_is_told_with_the_unit_that_it_says_itself() -> None:
    written = changed(INCOME, f"{INCOME}（大写：壹佰元整）")
    checks = rows_of(convert_text(written), "checks")
    told = [str(row["message"]) for row in checks if row["status"] == "fail"]
    assert any("壹佰元整（" in message for message in told)
    assert not any("整元" in message for message in told)


@pytest.mark.parametrize(("old", "new", "check_id"), TOLD)
def test_what_the_document_says_otherwise_elsewhere_is_told(
    old: str, new: str, check_id: str
) -> None:
    assert (("finding", check_id)) in named(convert_text(changed(old, new))) - named_in_source()


@pytest.mark.parametrize(
    "printed", ["合计", "合计：", "合计*", "**合计**", "部门合计", "合计（万元）", "共计"]
)
def test_the_leaves_of_a_table_add_up_whatever_its_total_is_called(printed: str) -> None:
    disclosure = convert_text(changed(TOTAL, TOTAL.replace("合计", printed)))
    leaves = [
        row["amount_yuan"]
        for row in rows_of(disclosure, "budget_lines")
        if (row["resource"], row["field"], row["is_leaf"]) == ("expenditure", "total", True)
    ]
    assert sum(amount for amount in leaves if isinstance(amount, Decimal)) == 3855000


# In other formats


def without_places(document: Document) -> Facts:
    original = Original("printed", document.sha256, 0, document, at_hand=False)
    return _facts(lay_out([original], Description()))


def as_laid_out(content: str) -> tuple[Document, Document]:
    """A text as read, and as it was laid out before somebody made a text of it."""
    document = read("source.txt", content.encode())
    spanned = (
        _with_spans(block) if isinstance(block, Grid) else block for block in document.blocks
    )
    return document, replace(document, blocks=tuple(spanned))


def _with_spans(grid: Grid) -> Grid:
    """``grid`` with the merged cells of the head that stands over the numbers of its columns."""
    for row in range(min(4, grid.row_count)):
        texts = [cell.text for cell in grid.row(row) if cell.text]
        numbers = [int(text) for text in texts if text.isdecimal()]
        if len(numbers) > 1 and numbers == list(range(1, len(numbers) + 1)):
            return _merged(grid, 0, row)
        if any(re.fullmatch(r"[0-9]+\.[0-9]{2}", text) for text in texts):
            return _merged(grid, 0, row)
    return grid


MADE = (*SAME, *((old, new) for old, new, _, _ in OTHER), *NAMED)


@pytest.mark.parametrize("number", range(0, len(MADE), 1 if ALL else 4))
def test_a_made_change_says_the_same_in_another_format(number: int) -> None:
    name = list(FORMATS)[number % len(FORMATS)]
    document, laid_out = as_laid_out(changed(*MADE[number]))
    printed = without_places(read("printed", FORMATS[name](laid_out)))
    text, before, printed_before = without_places(document), plain(), printed_plain(name)
    assert printed - printed_before == text - before
    assert printed_before - printed == before - text


@cache
def plain() -> Facts:
    return without_places(as_laid_out(text_of(SMALL))[0])


@cache
def printed_plain(name: str) -> Facts:
    return without_places(read("printed", FORMATS[name](as_laid_out(text_of(SMALL))[1])))


@pytest.mark.parametrize("name", ["docx", "html"])
def test_word_and_a_web_page_say_what_the_text_says(name: str) -> None:
    assert printed_plain(name) == plain()


NAMES = list(RIGHT)
FIRST = [name for n, name in enumerate(NAMES) if not n or name[:2] != NAMES[n - 1][:2]]
SOME = [
    (name, format_)
    for n, name in enumerate(NAMES if ALL else FIRST)
    for format_ in (FORMATS if ALL else [list(FORMATS)[n % len(FORMATS)]])
]
SOME += [] if MISSING or ALL else [("26-head-mid-one", "docx")]  # half a head, printed again


def _patched(name: str, folder: Path) -> str:
    path = folder / "source.txt"
    path.write_bytes((REAL / "source.txt").read_bytes())
    subprocess.run(["patch", "-s", str(path), str(CASES / f"{name}.diff")], check=True)
    return path.read_text(encoding="utf-8")


@pytest.mark.skipif(bool(MISSING), reason=MISSING)
@pytest.mark.parametrize(("name", "format_"), SOME)
def test_a_change_says_the_same_in_another_format(name: str, format_: str, tmp_path: Path) -> None:
    document, laid_out = as_laid_out(_patched(name, tmp_path))
    printed = read("printed", FORMATS[format_](laid_out))
    assert without_places(printed) == without_places(document)


@pytest.mark.browser
@pytest.mark.skipif(bool(MISSING), reason=MISSING)
@pytest.mark.parametrize("name", NAMES if ALL else FIRST[::6])
def test_a_change_says_the_same_in_a_pdf(name: str, tmp_path: Path) -> None:
    """Some of all, for a browser takes seconds to print."""
    browser = find_browser()
    if not _has_chinese_font():
        pytest.skip("no Chinese font on this machine: the browser would print boxes")
    document = read("source.txt", _patched(name, tmp_path).encode())
    laid_out = merged_heads(interpret([document]))
    printed = read("printed", print_pdf(laid_out, browser, tmp_path))
    assert without_places(printed) == without_places(document)
