"""What looks like a contradiction and is none: no rule fails on any of these."""

import pytest

from tests.checks.small_disclosure import ASSETS, TEXT, changed, failing
from tests.checks.small_disclosure import EXPENDITURE as EXPENDITURE_TABLE
from tests.checks.test_planted import (
    ACCOUNTS,
    BASIC,
    BASIC_PARTS,
    BODY_OF_FISCAL,
    BODY_OF_SUMMARY,
    BODY_OF_THREE,
    BY_NAME,
    DETAILS,
    EXPENDITURE,
    FEES_BESIDE,
    FISCAL,
    FISCAL_WITH_LINES,
    FUND,
    FUNDS_BESIDE,
    FUNDS_BY_LEVEL,
    GENERAL,
    GOALS,
    ITEMS_OVER_COLUMNS,
    PROJECTS,
    PURCHASES_BELOW,
    REVENUE,
    SUMMARY,
    THREE,
    THREE_BUDGETS,
    THREE_BY_UNIT,
    UNITS_BELOW_CLASSES,
    WITH_LINES,
    before_state,
    by_purpose,
    evaluated,
    with_carryover,
)

_LISTING = "主要为造林。其中：工资福利支出170.00万元，津贴补贴50.00万元，基本工资120.00万元，"
_NO_CONTENTS = (TEXT[: TEXT.index("部门预算收支总表\n\n346")].replace("\t", "|"), "")
_LISTED_TABLES = TEXT[
    TEXT.index("部门预算收支总表....") : TEXT.index("\n部门预算信息公开情况说明")
].replace("\t", "|")
_NEXT = "\n部门预算国有资本经营预算财政拨款支出表\n\n346"
_TOTALS_FIRST = """序号|收入||支出|
|项目|预算数|项目|预算数
1|收入合计|500.00|支出合计|500.00
2|一、一般公共预算拨款收入|440.00|一、农林水支出|440.00
3|二、政府性基金预算拨款收入|60.00|二、城乡社区支出|60.00
4|三、事业收入||三、住房保障支出|
"""
_EXPENDITURE_BODY = EXPENDITURE_TABLE[EXPENDITURE_TABLE.index("序号") :].replace("\t", "|")
_DIVIDED = (
    ("一", "一般公共预算拨款|400.00"),
    ("二", "政府性基金预算拨款|60.00"),
    ("一", "农林水支出|440.00"),
    ("二", "城乡社区支出|60.00"),
    ("一", "一般公共预算拨款|40.00"),
)
# 一、本年收入 and 二、上年结转, each with what it is made of.
FISCAL_DIVIDED = (
    FISCAL + BODY_OF_FISCAL,
    (
        "序号|收入||支出||||\n|项目|金额|项目|合计|一般公共预算财政拨款|政府性基金预算财政拨款"
        "|国有资本经营预算财政拨款\n"
        "1|一、本年收入|460.00|一、本年支出|500.00|440.00|60.00|\n"
        "2|（一）一般公共预算拨款|400.00|（一）农林水支出|440.00|440.00||\n"
        "3|（二）政府性基金预算拨款|60.00|（二）城乡社区支出|60.00||60.00|\n"
        "4|二、上年结转|40.00|||||\n5|（一）一般公共预算拨款|40.00|||||\n"
        "6|（二）政府性基金预算拨款||二、结转下年||||\n"
        "7|收入总计|500.00|支出总计|500.00|440.00|60.00|\n"
    ),
)
_OF_GENERAL_BUDGET = (
    "一般公共预算基本支出250.00万元，其中人员经费200.00万元、公用经费50.00万元。"
    "财政拨款收支总预算500.00万元，一般公共预算当年拨款400.00万元。"
    "财政拨款收入460.00万元，财政拨款支出500.00万元。造林支出90.00万元，其中财政拨款支出70.00万元。"
)
NEAR_MISSES: dict[str, tuple[tuple[str, str], ...]] = {
    "a unit's target in its name": (
        ("建设苗圃个数|新建苗圃的个数|≥6个", "建设苗圃个数（个）|新建苗圃的个数|≥6"),
    ),
    "a unit of the department buys": (
        ("示例县林业局本级|行政|正科级", "示例县种苗委员会|行政|正科级"),
        ("2025年，示例县林业局安排政府采购预算", "2025年，示例县种苗委员会安排政府采购预算"),
    ),
    "the numbers of projects begin anew": (
        ("2、林业站维护及苗木检疫经费绩效目标表", "1、林业站维护及苗木检疫经费绩效目标表"),
    ),
    "the mark of a note behind a name, in brackets": (
        (f"{EXPENDITURE}农林水支出", "农林水支出[1]"),
        (f"{THREE}三、公务接待费", "三、公务接待费【2】"),
        ("2、车辆（台、辆）", "2、车辆（台、辆）〔3〕"),
        (f"{BASIC}差旅费", "差旅费注2"),
    ),
    "a self-evaluation whose rate is cut off and whose points are rounded": (
        evaluated(executed="47.604", score="49.48", total="99.0"),
    ),
    "points of several rows merged into one: nothing adds up to their total": (
        evaluated(score="50"),
        ("93%|40|40\n", "93%|40|40\n产出指标|质量指标|苗圃合格率|≥90%|93%|40|40\n"),
    ),
    "“三公” expenses of one fund beside those of all: another table": (
        (_NEXT, f"\n一般公共预算“三公”经费情况表\n\n单位：万元\n\n{BODY_OF_THREE}{_NEXT}"),
    ),
    "the accounts of a fund, with what was carried over, beside its expenditure": (
        _NO_CONTENTS,
        (_NEXT, ACCOUNTS + _NEXT),
    ),
    "expenditure and its detail by use: two tables": (
        _NO_CONTENTS,
        (
            _NEXT,
            "\n部门预算政府性基金预算财政拨款支出明细表\n\n单位：万元\n\n科目编码|科目名称|合计|商品和服务支出"
            "|资本性支出\n|合计|60.00|50.00|10.00\n212|城乡社区支出|60.00|50.00|10.00\n21208|国有土地使用权"
            "出让收入安排的支出|60.00|50.00|10.00\n2120804|农村基础设施建设支出|60.00|50.00|10.00\n"
            + _NEXT,
        ),
    ),
    "a table that the contents list numbers and its title does not": (
        ("八、名词解释.....|16", "八、名词解释.....|16\n九、部门预算支出总表.....|17"),
    ),
    "a section that is called as a table is": (
        ("八、名词解释.....|16", "八、专用名词对照表.....|16"),
        ("\n八、名词解释\n", "\n八、专用名词对照表\n"),
    ),
    "the department's name with and without where it lies": (
        (GENERAL + "346 示例县林业局", "346 某某省示例县林业局"),
        (FUND + "346 示例县林业局", "346 林业局"),
    ),
    "money of the treasury beside an appropriation of the general public budget": (
        _NO_CONTENTS,
        FUNDS_BESIDE,
    ),
    "fees and fines beside an appropriation of the general public budget": (
        _NO_CONTENTS,
        FEES_BESIDE,
    ),
    "economic items over the columns, of two funds": (
        _NO_CONTENTS,
        (
            _NEXT,
            ITEMS_OVER_COLUMNS[1].replace("部门支出", "财政拨款支出")
            + ITEMS_OVER_COLUMNS[1].replace("部门支出", "一般公共预算财政拨款支出"),
        ),
    ),
    "items beside the class that holds them, and kinds of expenditure": (
        _NO_CONTENTS,
        (
            _NEXT,
            "\n部门支出明细表\n\n单位：万元\n\n科目编码|科目名称|合计|基本支出|项目支出|工资福利支出|基本工资"
            "|津贴补贴|办公费\n|合计|9.00|6.00|3.00|5.00|3.00|2.00|4.00\n"
            "2130201|行政运行|7.00|5.00|2.00|4.00|2.00|2.00|3.00\n"
            "2130204|事业机构|2.00|1.00|1.00|1.00|1.00||1.00\n" + _NEXT,
        ),
    ),
    "two of the three budgets that an appropriation is of, the general one not printed": (
        _NO_CONTENTS,
        (
            FUNDS_BESIDE[0],
            "\n项目支出预算表\n\n单位：万元\n\n项目名称|合计|财政拨款|政府性基金|国有资本经营预算|单位资金\n"
            "合计|250.00|240.00|60.00||10.00\n苗圃管护|190.00|180.00|||10.00\n"
            "农村道路|60.00|60.00|60.00||\n" + FUNDS_BESIDE[0],
        ),
    ),
    "no appropriation of the year for what is spent of money carried over": (
        (
            "2025年，示例县林业局安排政府采购预算",
            (
                "2025年，示例县林业局没有使用政府性基金预算拨款安排的支出。"
                "2025年，示例县林业局安排政府采购预算"
            ),
        ),
    ),
    "funds by level of government, and the unit's own beside them": (
        _NO_CONTENTS,
        FUNDS_BY_LEVEL,
    ),
    "projects paid from above beside all others: another table": (
        _NO_CONTENTS,
        (_NEXT, FUNDS_BESIDE[1] + FUNDS_BESIDE[1].replace("项目支出", "上级补助项目支出")),
    ),
    "a note that another table is empty": (
        (
            FUND + "4|2120804|农村基础设施建设支出|60.00||60.00\n",
            FUND
            + "4|2120804|农村基础设施建设支出|60.00||60.00\n\n注：《国有资本经营预算支出表》为空表。\n",
        ),
    ),
    "a list of other money: it adds up to a whole of its own": (
        (
            "主要为造林补助经费。",
            f"{_LISTING}退休费31.00万元。造林另用371.00万元。",
        ),
    ),
    "a list one of whose amounts another table prints": (
        (
            "主要为造林补助经费。",
            f"{_LISTING}退休费180.00万元。",
        ),
    ),
    "a heading with the mark of a note": (
        ("\n三、机关运行经费安排情况\n", "\n三、机关运行经费安排情况①\n"),
    ),
    "a heading that says a little more than its entry": (
        ("\n七、国有资产信息\n", "\n七、国有资产信息的情况说明\n"),
    ),
    "a heading that goes on on the next line": (
        ("\n三、机关运行经费安排情况\n", "\n三、机关运行经费\n安排情况\n"),
    ),
    "tables that are there, by their number and by their name": (
        ("共计安排50.00万元", "共计安排50.00万元，详见附表1、详见《部门预算支出总表》，见附件12"),
    ),
    "a little of the wages paid out of running expenses": (
        (BASIC + "170.00|170.00|", "170.00|160.00|10.00"),
        (BASIC + "120.00|120.00|", "120.00|110.00|10.00"),
        (BASIC + "250.00|200.00|50.00", "250.00|190.00|60.00"),
        (
            "人员经费200.00万元和日常公用经费50.00万元",
            "人员经费190.00万元和日常公用经费60.00万元",
        ),
        ("共计安排50.00万元", "共计安排60.00万元"),
    ),
    "names of another meaning or spelling, one character off": (
        ("3、其他固定资产", "3、其它固定资产"),
        (SUMMARY + "年终结转结余", "年末结转结余"),
        (THREE + "公务用车购置及运维费", "公务用车购置和运维费"),
        ("公务用车购置及运维费10万元", "公务用车购置和运维费10万元"),
    ),
    "the document is called by its own kind, its department in short": (
        (
            "一、部门职责及机构设置情况\n\n",
            "现将示例县林局2025年部门预算公开如下：\n\n一、部门职责及机构设置情况\n\n",
        ),
    ),
    "a share that is the whole, a growth that is more": (
        ("≥30%", "≥100%"),
        ("造林成活率|成活株数/栽植株数*100%|≥85%", "造林增长率|比上年增长|≥120%"),
    ),
    "parts that overlap, parts that are not all, a quoted line": (
        (
            "共计安排50.00万元，",
            "共计安排50.00万元，其中办公费30.00万元、差旅费5.00万元，其中出租车费3.00万元，",
        ),
        (
            "政府采购预算12.00万元",
            "政府采购预算12.00万元，其中授予中小企业10万元、授予小微企业8万元",
        ),
        ("（详见下表）", "，共有公务用车3辆，其中：执法执勤用车3辆、新能源车2辆"),
    ),
    "less than the year before, told behind its parts, and by so much": (
        (
            "公务接待费3万元。与2024年相比持平，无增减变化",
            "公务接待费3万元，较2024年15万元有所减少",
        ),
        ("预算收支安排500.00万元，", "预算收支安排500.00万元，较上年预算480.00万元增长4.17%，"),
    ),
    "the whole equals that of the year before, told behind its parts": (
        ("公务接待费3万元。与2024年相比", "公务接待费3万元，与2024年13万元"),
    ),
    "the sum of parts equals that of the year before, in a sentence of its own": (
        ("与2024年相比持平", "与2024年预算13万元相比持平"),
        (
            "“三公”经费预算安排13万元，其中因公出国(境)费0万元；公务用车购置及运维费10万元(其中:公务用车购置费为0万元，公务用车运维费10万元)；",
            "公务用车购置及运维费10万元，",
        ),
    ),
    "a share of this year's expenditure alone, the mark of a note, cars of other days": (
        ("项目支出250.00万元，", "项目支出250.00万元，占本年支出的55%，"),
        ("公务接待费3万元", "公务接待费（注1）3万元"),
        ("（详见下表）", "。2021年末共有车辆9辆，其中车辆8辆为越野车"),
        ("较2024年预算增加20.00万元，", "较2024年预算增加20.00万元，2024年预算为480.00万元，"),
    ),
    "none at first, more during the year": (
        ("收入60.00万元", "收入60.00万元（年初没有安排基金预算收入，年中追加60.00万元）"),
    ),
    "an amount in capitals, in another unit, beside another": (
        ("政府采购预算12.00万元", "政府采购预算12.00万元（大写：人民币壹拾贰万元整）"),
        ("共计安排50.00万元", "共计安排50.00万元（500,000元）"),
        ("公务接待费3万元", "公务接待费3万元（其中外宾接待5000元）"),
    ),
    "the figure of the year before, in a sentence of its own": (
        ("与2024年相比持平，无增减变化", "较2024年的15万元减少2万元，下降13.33%"),
    ),
    "the figure of the year before, from which it changed": (
        (
            "预算收支安排500.00万元，较2024年预算增加20.00万元",
            "预算收支安排500.00万元，较2024年预算480.00万元增加20.00万元，增长4.17%",
        ),
    ),
    "amounts said to be about those of the tables": (
        ("预算收入500.00万元", "预算收入：近500万元"),
        ("政府采购预算12.00万元", "政府采购预算10余万元"),
    ),
    "an item of a list that is said to be none": (
        ("公务接待费3万元", "公务接待费3.00万元"),
        ("因公出国(境)费0万元；", ""),
    ),
    "a figure that stands twice, behind something else that did not change": (
        (
            "公务接待费3万元。与2024年相比持平，无增减变化。",
            "公务接待费3万元，比上年减少3万元。",
        ),
        ("因公出国(境)费0万元；", "因公出国(境)费0万元，与上年持平；"),
        (
            "公务用车运维费10万元)；公务接待费",
            "公务用车运维费10万元)，与上年持平；公务接待费",
        ),
    ),
    "shares of the whole, and the amount that it equals": (
        ("预算安排13万元，", "预算安排13万元，与2024年预算13.00万元持平，"),
        ("运维费10万元(其中", "运维费10万元，占76.92%(其中"),
        ("公务接待费3万元", "公务接待费3万元，占23.08%"),
    ),
    "the department behind the name of its province, which leaves out 自治区": (
        (GENERAL + "346 示例县林业局", "346 新疆示例县林业局"),
    ),
    "shares of a part that is itself divided": (
        ("运维费10万元(其中", "运维费10万元，占76.92%(其中"),
        ("公务用车运维费10万元)", "公务用车运维费10万元，占100%)"),
        ("公务接待费3万元", "公务接待费3万元，占23.08%"),
    ),
    "a cost that helps, and a bound on complaints": (
        ("检疫人均费用|每人每次检疫的费用|≤300元", "人均补助费用|每人补助的费用|≥300元"),
        ("林农满意度|抽样调查|≥90%", "林农不满意率|抽样调查|≤10%"),
    ),
    "a percentage of the whole, in a sentence of its own": (
        ("与2024年相比持平，无增减变化", "与2024年相比减少1万元，下降7.14%"),
    ),
    "units as many as the text says, the department itself not counted": (
        (
            "示例县林业局本级|行政|正科级|财政拨款\n",
            "示例县林业局本级|行政|正科级|财政拨款\n示例县林业局种苗站|行政|股级|财政拨款\n",
        ),
        ("部门机构设置情况", "纳入预算的下属单位共1个。\n\n部门机构设置情况"),
    ),
    "projects whose names differ by what tells them apart": (
        ("2、林业站维护及苗木检疫经费", "2、林业站维护费东院"),
        ("林业站维护经费|20.00", "林业站维护费西院|20.00"),
    ),
    "a code of procurement with its name behind": (("A02010105", "A02010105台式计算机"),),
    "another body of the same place": (
        ("保护森林资源，扩大造林面积。", "示例县农业局与示例县林业局保护森林资源，扩大造林面积。"),
    ),
    "what is bought out of running expenses": (("林业站维护经费|20.00", "公用经费|2000.00"),),
    "figures printed without trailing zeros": (
        (EXPENDITURE + "260.00|250.00|10.00", "260|250|10"),
        (BASIC + "20.00||20.00", "20.0||20"),
    ),
    "blank, 0 and 不涉及 are alike in a sum": (
        (SUMMARY + "三、事业收入|", "三、事业收入|0"),
        (SUMMARY + "四、其他收入|", "四、其他收入|不涉及"),
        (THREE + "公务用车购置费||", "公务用车购置费|—|0.00"),
    ),
    "a department prints only the lines it uses": (
        (SUMMARY + "三、住房保障支出", "二十、住房保障支出"),
        (SUMMARY + "四、其他支出", "二十五、其他支出"),
    ),
    "assets counted, of which no value is printed": (
        (
            ASSETS[ASSETS.index("项目\t") :].replace("\t", "|"),
            "项目|数量\n资产总额|802\n1、房屋（平方米）|800\n2、车辆（台、辆）|2\n",
        ),
        ("上年末固定资产金额为300.00万元（详见下表）。", ""),
    ),
    "items below their class alone": (
        (REVENUE + "\n3|21208|国有土地使用权出让收入安排的支出|60.00|60.00|60.00|||||||", ""),
        (REVENUE + "\n6|21302|林业和草原|440.00|400.00|400.00|||||||40.00", ""),
        (REVENUE + "\n4|2120804", "\n3|2120804"),
        (REVENUE + "\n5|213|", "\n4|213|"),
        (REVENUE + "\n7|2130201", "\n5|2130201"),
        (REVENUE + "\n8|2130205", "\n6|2130205"),
    ),
    "a summary without a total of the year": (
        (SUMMARY + "\n5|本年收入合计|460.00|本年支出合计|500.00", ""),
        (SUMMARY + "\n6|上年结转结余", "\n5|上年结转结余"),
        (SUMMARY + "\n7|收入总计", "\n6|收入总计"),
    ),
    "sections and items by name in the summaries": (WITH_LINES, FISCAL_WITH_LINES),
    "sums of personnel and running expenses": (BASIC_PARTS,),
    "one name of two items with different figures": (
        WITH_LINES,
        (SUMMARY + "|农村基础设施建设支出|60.00", "|行政运行|60.00"),
        (REVENUE + "农村基础设施建设支出", "行政运行"),
        (EXPENDITURE + "农村基础设施建设支出", "行政运行"),
        (FUND + "农村基础设施建设支出", "行政运行"),
    ),
    "projects, their goals and basic expenditure by name": (
        _NO_CONTENTS,
        before_state(
            PROJECTS.format("80.00", "20.00", "60.00")
            + "\n"
            + GOALS.format("100.00", "林区道路")
            + "\n"
            + BY_NAME
        ),
    ),
    "units below each class of basic expenditure": (
        _NO_CONTENTS,
        before_state(UNITS_BELOW_CLASSES),
    ),
    "a project that holds the one below it": (
        _NO_CONTENTS,
        before_state(PROJECTS.format("80.00", "20.00", "60.00")),
        (
            "\n示例县苗圃|苗木检疫|60.00|60.00|",
            "\n示例县苗圃|苗木检疫|60.00|60.00|\n示例县苗圃|苗木检疫|60.00|60.00|",
        ),
        ("|合计|250.00|190.00|60.00", "|合计|310.00|250.00|60.00"),
    ),
    "purchases below their project, and revenue with details": (PURCHASES_BELOW, DETAILS),
    "purchases below projects that print no amounts": (
        PURCHASES_BELOW,
        (
            "一、货物A|||||12.00\n|林业站维护经费|办公设备购置|||12.00\n",
            "一、货物A|||||\n|林业站维护经费|办公设备购置|||\n",
        ),
    ),
    "“三公” expenditure by unit": (THREE_BY_UNIT,),
    "an item printed twice, of which the sum holds both": (
        _NO_CONTENTS,
        before_state(
            "一般公共预算支出表（按经济分类）\n\n单位：万元\n\n科目编码|科目名称|合计|基本支出|项目支出\n"
            "|合计|440.00|250.00|190.00\n302|商品和服务支出|440.00|250.00|190.00\n"
            "30201|办公费|220.00|125.00|95.00\n30201|办公费|220.00|125.00|95.00"
        ),
    ),
    "rows alike that print nothing but 0": (
        (
            THREE + "\n4|其中：教学科研人员因公出国（境）费||||\n5|其他",
            "\n4|其他因公出国（境）费||0.00||\n5|其他",
        ),
    ),
    "fiscal appropriation with what each budget pays of it": (THREE_BUDGETS,),
    "what is carried over beside the money of the year": (
        with_carryover("150.00"),
        (
            FISCAL + BODY_OF_FISCAL,
            (
                "序号|收入||支出||||\n|项目|金额|项目|合计|一般公共预算|政府性基金预算|上年财政拨款结转\n"
                "1|一、一般公共预算拨款|400.00|一、农林水支出|440.00|400.00||40.00\n"
                "2|二、政府性基金预算拨款|60.00|二、城乡社区支出|60.00||60.00|\n"
                "3|本年收入合计|460.00|本年支出合计|500.00|400.00|60.00|40.00\n"
                "4|年初财政拨款结转和结余|40.00|年末财政拨款结转和结余||||\n"
                "5|一、一般公共预算拨款|40.00|||||\n6|二、政府性基金预算拨款||||||\n"
                "7|收入总计|500.00|支出总计|500.00|400.00|60.00|40.00\n"
            ),
        ),
    ),
    "expenditure broken down twice, side by side": (by_purpose("250.00", "500.00"),),
    "a total of the year that stands first, without a carry-over": (
        (SUMMARY + BODY_OF_SUMMARY, _TOTALS_FIRST),
        (REVENUE + "460.00|460.00|||||||40.00", "500.00|500.00|||||||"),
        (REVENUE + "440.00|400.00|400.00|||||||40.00", "440.00|440.00|440.00|||||||"),
        (REVENUE + "440.00|400.00|400.00|||||||40.00", "440.00|440.00|440.00|||||||"),
        (REVENUE + "180.00|140.00|140.00|||||||40.00", "180.00|180.00|180.00|||||||"),
        (FISCAL + "一、一般公共预算拨款|400.00", "一、一般公共预算拨款|440.00"),
        (FISCAL + "本年收入合计|460.00", "本年收入合计|500.00"),
        (FISCAL + "结转和结余|40.00", "结转和结余|"),
        (FISCAL + "5|一、一般公共预算拨款|40.00", "5|一、一般公共预算拨款|"),
        ("一般公共预算收入400.00万元", "一般公共预算收入440.00万元"),
        ("上年结转结余40.00万元", "上年结转结余0万元"),
    ),
    "an item of which only some parts are told": (
        (
            SUMMARY + "|一、农林水支出|440.00\n",
            "|一、农林水支出|440.00\n|其中：1.本级安排|300.00||\n|其中：2.上级补助|90.00||\n",
        ),
    ),
    "a name with a remark, a short one, and one that the list does not know": (
        (BASIC + "30101|基本工资|", "30101|基本工资（含试用期）|"),
        (BASIC + "30302|退休费|", "30302|退休|"),
        (BASIC + "30102|津贴补贴|", "30198|地方性津贴|"),
    ),
    "summaries that list other things under one number": (
        (SUMMARY + "三、事业收入|", "三、单位资金|"),
    ),
    "a purchase without a code of the catalogue": (
        ("打印机|A02021003", "打印机|"),
        ("台式计算机|A02010105", "台式计算机|"),
    ),
    "parts of one fund, told in a sentence of their own": (
        (
            "上年结转结余40.00万元。",
            (
                "上年结转结余40.00万元。一般公共预算财政拨款支出440.00万元。其中：基本支出250.00万元，"
                "项目支出190.00万元，上年结转40.00万元。政府性基金预算支出60.00万元。其中：项目支出60.00万元，"
                "上年结转0万元。"
            ),
        ),
    ),
    "projects of the year beside what was carried over": (
        (EXPENDITURE + "|经营支出|", "|上年结转|"),
        (EXPENDITURE + "1||合计|500.00|250.00|250.00||", "1||合计|500.00|250.00|210.00|40.00|"),
        (EXPENDITURE + "440.00|250.00|190.00||", "440.00|250.00|150.00|40.00|"),
        (EXPENDITURE + "440.00|250.00|190.00||", "440.00|250.00|150.00|40.00|"),
        (EXPENDITURE + "180.00||180.00||", "180.00||140.00|40.00|"),
    ),
    "“三公” expenses called 经费 and 支出": (
        ("因公出国(境)费0万元", "因公出国(境)经费0万元"),
        ("公务接待费3万元", "公务接待支出3万元"),
        ("公务用车购置费为0万元", "公务用车购置支出0万元"),
    ),
    "the list of sections begins anew for a unit": (
        (
            "\n八、名词解释\n\n",
            "\n一、部门职责及机构设置情况\n\n二、部门预算安排的总体情况\n\n\n八、名词解释\n\n",
        ),
    ),
    "a number behind a title that prints none may be any": (
        (
            "\n2、林业站维护",
            (
                "\n森林抚育经费绩效目标表\n\n绩效目标|1.抚育林木。||||\n"
                "一级指标|二级指标|三级指标|绩效指标描述|指标值|指标值确定依据\n"
                "产出指标|数量指标|抚育林木面积|抚育林木的面积|≥90亩|县林业局工作方案\n\n3、林业站维护"
            ),
        ),
    ),
    "a price and a bare 万 are no amounts that cannot be read": (
        ("主要用于办公费、差旅费", "按每人500元／月安排，惠及3万人，主要用于办公费、差旅费"),
    ),
    "rows numbered anew below each heading": (
        (BASIC + "\n5|302|", "\n1|302|"),
        (BASIC + "\n6|30201|", "\n2|30201|"),
        (BASIC + "\n7|30211|", "\n3|30211|"),
        (BASIC + "\n8|30217|", "\n4|30217|"),
        (BASIC + "\n9|30231|", "\n5|30231|"),
        (BASIC + "\n10|303|", "\n1|303|"),
        (BASIC + "\n11|30302|", "\n2|30302|"),
    ),
    "rows of sums without a number": (
        (BASIC + "\n1||合计", "\n||合计"),
        (BASIC + "\n2|301|", "\n1|301|"),
        (BASIC + "\n3|30101|", "\n2|30101|"),
        (BASIC + "\n4|30102|", "\n3|30102|"),
        (BASIC + "\n5|302|", "\n|302|"),
        (BASIC + "\n6|30201|", "\n4|30201|"),
        (BASIC + "\n7|30211|", "\n5|30211|"),
        (BASIC + "\n8|30217|", "\n6|30217|"),
        (BASIC + "\n9|30231|", "\n7|30231|"),
        (BASIC + "\n10|303|", "\n|303|"),
        (BASIC + "\n11|30302|", "\n8|30302|"),
    ),
    "rows numbered 一, 二 with numbers below them": (
        (GENERAL + "\n1||合计", "\n||合计"),
        (GENERAL + "\n2|213|", "\n一|213|"),
        (GENERAL + "\n3|21302|", "\n（一）|21302|"),
        (GENERAL + "\n4|2130201|", "\n1|2130201|"),
        (GENERAL + "\n5|2130205|", "\n2|2130205|"),
    ),
    "one number for all rows of a class": (
        (BASIC + "\n3|30101|", "\n2|30101|"),
        (BASIC + "\n4|30102|", "\n2|30102|"),
        (BASIC + "\n5|302|", "\n3|302|"),
        (BASIC + "\n6|30201|", "\n3|30201|"),
        (BASIC + "\n7|30211|", "\n3|30211|"),
        (BASIC + "\n8|30217|", "\n3|30217|"),
        (BASIC + "\n9|30231|", "\n3|30231|"),
        (BASIC + "\n10|303|", "\n4|303|"),
        (BASIC + "\n11|30302|", "\n4|30302|"),
    ),
    "receptions paid from projects too": (
        (THREE + "3.00|3.00||", "30.00|30.00||"),
        (THREE + "合计|13.00|13.00", "合计|40.00|40.00"),
        (THREE + "小计|13.00|13.00", "小计|40.00|40.00"),
        ("预算安排13万元", "预算安排40万元"),
        ("公务接待费3万元", "公务接待费30万元"),
    ),
    "a date behind the last sentence": (
        (
            "指开展非独立核算经营活动发生的支出。",
            "指开展非独立核算经营活动发生的支出。\n\n示例县林业局\n\n2025年2月3日",
        ),
    ),
    "a last sentence without its stop, as many a list of terms has": (
        ("经营活动发生的支出。", "经营活动发生的支出"),
    ),
    "columns numbered in circles": (("栏次|1|2|3|4|5", "栏次|①|②|③|④|⑤"),),
    "a name with other white space": ((GENERAL + "森林资源培育", "森林资源 培育"),),
    "procurement of services, no assets to buy": (("总额为12.00万元", "总额为0.00万元"),),
    "purchases below the project's funds": (("林业站维护经费|20.00", "林业站维护经费|200.00"),),
    "the total of procurement as the last row": (
        ("\n合计|||||||12.00|12.00", ""),
        ("1.50|6.00|6.00|||||||\n", "1.50|6.00|6.00|||||||\n合计|||||||12.00|12.00\n"),
    ),
    "an amount of the text in 元": (("政府采购预算12.00万元", "政府采购预算120,000元"),),
    "the text says total revenue without the carry-over": (
        ("2025年预算收入500.00万元", "2025年预算收入460.00万元"),
    ),
    "an amount of the year before": (("反映本部门当年全部收入。", "2024年预算收入480.00万元。"),),
    "unchanged in total, with changes that cancel out": (
        (
            "持平，无增减变化",
            "持平，其中公务接待费减少1万元，公务用车运维费增加1万元",
        ),
    ),
    "a note that speaks of something else": (
        (
            "1.50|6.00|6.00|||||||\n",
            "1.50|6.00|6.00|||||||\n\n注：同一采购目录序号的物品，其单价会因配置规格不同而变动。\n",
        ),
    ),
    "another spelling of a table's title in the 目录": (
        ("部门预算支出总表.....|5", "部门支出总表.....|5"),
    ),
    "tables that only some places print": (
        _NO_CONTENTS,
        (
            _NEXT,
            "\n一般公共预算支出表（按经济分类）\n\n单位：万元\n\n"
            "科目编码|科目名称|合计|基本支出|项目支出\n|合计|440.00|250.00|190.00\n"
            "301|工资福利支出|200.00|200.00|\n302|商品和服务支出|240.00|50.00|190.00\n"
            "30201|办公费|240.00|50.00|190.00\n"
            "\n基本支出预算表\n\n单位：万元\n\n科目编码|科目名称|合计|财政拨款||自有资金\n"
            "|||小计|一般公共预算|\n|合计|190.00|180.00|180.00|10.00\n"
            "301|工资福利支出|190.00|180.00|180.00|10.00\n" + _NEXT,
        ),
    ),
    "a column that is only a part of the total": (
        _NO_CONTENTS,
        (
            _NEXT,
            "\n基本支出预算表\n\n单位：万元\n\n科目编码|科目名称|合计|其中：一般公共预算\n"
            "|合计|190.00|180.00\n301|工资福利支出|190.00|180.00\n" + _NEXT,
        ),
    ),
    "no 目录": (_NO_CONTENTS,),
    "a 目录 of parts and of what explains the tables": (
        (
            _LISTED_TABLES,
            (
                "第二部分 林业局部门预算表.....|2\n部门收支总体情况.....|11\n部门收入总体情况.....|11\n"
                "部门支出总体情况.....|11\n财政拨款收支总体情况.....|11\n一般公共预算支出情况.....|11\n"
                "一般公共预算基本支出情况.....|11\n"
            ),
        ),
    ),
    "a form of goals with amounts that the 目录 lists": (
        ("五、预算绩效信息.....|14\n", "五、预算绩效信息.....|14\n项目支出绩效目标表.....|14\n"),
        (
            "\n1、造林补助经费绩效目标表\n",
            "\n项目支出绩效目标表\n\n项目名称|造林补助经费|||资金总额|120.00",
        ),
    ),
    "a unit of the same meaning": (("新建苗圃的个数|≥6个", "新建苗圃的个数|≥6家"),),
    "3 and at least 3": (("全年巡查次数|≥40次", "全年巡查次数|40次"),),
    "an indicator that goes beyond its goal": (
        ("参加造林培训的林农人数|≥500人", "参加造林培训的林农人数|≥600人"),
    ),
    "a figure of the goal that says more than the indicator": (
        ("培训林农500人以上", "累计培训林农5000人以上"),
    ),
    "a cost with a rate": (
        ("检疫人均费用|每人每次检疫的费用|≤300元", "成本节约率|节约成本的比率|≥5%"),
    ),
    "a rate per year": (
        ("检疫合格率|合格批次占检疫批次的比率|≥95%", "设备故障率|检疫设备故障次数|≤2次/年"),
    ),
    "a duration as timeliness": (
        ("工作完成时间|全部任务完成时间|11月底前", "办理时限|每件办理天数|≤5个工作日"),
    ),
    "satisfaction by complaints": (("林农满意度|抽样调查|≥90%", "林农投诉|投诉次数|≤3次"),),
    "money as a quantity": (
        ("检疫批次数量|检疫苗木的批次|≥20批", "发放补助金额|向林农发放补助|≥20万元"),
    ),
    "a threshold of another unit in the description": (
        ("建设苗圃个数|新建苗圃的个数", "建设苗圃个数|面积30亩以上、投资不少于20万元的苗圃"),
    ),
    "a threshold that qualifies something else": (
        ("建设苗圃个数|新建苗圃的个数", "建设苗圃个数|带动不少于10家农户的苗圃"),
    ),
    "two rows described alike, with one target": (
        ("检疫合格率|合格批次占检疫批次的比率|≥95%", "检疫合格率|合格批次占检疫批次的比率|≥90%"),
        ("服务对象满意度|抽样调查|≥90%", "检疫满意率|合格批次占检疫批次的比率|≥90%"),
    ),
    "a vague description that two rows share": (
        ("检疫批次数量|检疫苗木的批次", "检疫批次数量|按要求完成工作"),
        ("检疫合格率|合格批次占检疫批次的比率", "检疫合格率|按要求完成工作"),
    ),
    "one goal for two projects of one subject": (
        ("2、林业站维护及苗木检疫经费绩效目标表", "2、造林培训经费绩效目标表"),
        (
            "1.维护林业站，开展苗木检疫，保障林业生产安全。",
            "1.全县新造林不少于3000亩，举办造林培训班10期以上，培训林农500人以上。",
        ),
    ),
    "revenue of another year named in a description": (
        ("全县森林覆盖率|≥30%", "2024年全县森林覆盖率为29%，本年提高|≥30%"),
    ),
    "a percentage rounded as printed": (("增加20.00万元，", "增加20.00万元，增长4.2%，"),),
    "a percentage of something else": (("增加20.00万元，", "增加20.00万元，占4%，"),),
    "an item's amount that its project column prints": (
        (
            "主要为造林补助经费。",
            "主要为造林补助经费。一般公共预算财政拨款中，行政运行（2130201）10.00万元。",
        ),
    ),
    "an item's amount of another year": (
        (
            "主要为造林补助经费。",
            "主要为造林补助经费。2024年森林资源培育（2130205）160.00万元。",
        ),
    ),
    "an item named twice with one amount, printed at two precisions": (
        (
            "主要为造林补助经费。",
            "主要为造林补助经费。机关职业年金缴费支出25.7万元。机关职业年金缴费支出25.71万元。",
        ),
    ),
    "a completion rounded as printed": (
        (
            "反映本部门当年全部收入。",
            "年初预算为300.00万元，支出决算为200.00万元，完成年初预算的66.7%。",
        ),
    ),
    "a completion of the item behind a semicolon of another width": (
        (
            "反映本部门当年全部收入。",
            (
                "出国费年初预算为0.00万元，支出决算为0.00万元;"
                "接待费年初预算为8.00万元，支出决算为8.00万元，完成年初预算的100%。"
            ),
        ),
    ),
    "a change since an earlier year beside the one since the last": (
        (
            "反映本部门当年全部收入。",
            "公务接待费比上年增加1.00万元；比2019年减少3.00万元。",
        ),
    ),
    "what is written off of several things, each at its own value": (
        (
            "反映本部门当年全部收入。",
            "处置车辆，账面原值0.00元；报废资产，账面原值10,000.00元。",
        ),
    ),
    "growth that both may hold, and growth of two places": (
        (
            "实施造林工程，建设苗圃。",
            "林产品加工业产值增长率不低于5%，全市林果采摘旅游收入增长率3%。",
        ),
        ("森林覆盖率|全县森林覆盖率|≥30%", "林产品加工业产值增长率|产值|≥12%"),
        ("造林成活率|成活株数/栽植株数*100%|≥85%", "全县林果采摘旅游收入增长率|收入|8%"),
    ),
    "growth of what is too short a name to be of one thing": (
        ("实施造林工程，建设苗圃。", "林业收入增长率5%。"),
        ("森林覆盖率|全县森林覆盖率|≥30%", "林业收入增长率|收入|≥12%"),
    ),
    "figures of a goal that indicators measure in other words": (
        (
            "培训林农500人以上",
            "培训林农500人以上，新建各乡镇苗圃6个以上，制作防火牌150块以上，开展林区巡查30次以上",
        ),
    ),
    "figures of a goal whose indicators measure none of them": (
        ("保障林业生产安全。", "扶持合作社20家以上。"),
    ),
    "two terms of the same characters that are both known": (
        ("实施造林工程，建设苗圃。", "“国土绿化”与“绿化国土”并举。"),
        ("制作防火宣传牌", "“绿化国土”宣传牌、“国土绿化”宣传牌"),
        ("全年巡查次数", "全年“国土绿化”巡查次数"),
    ),
    "a term in another order without quotation marks, or with others few times": (
        ("实施造林工程，建设苗圃。", "实施“国土绿化”工程。"),
        ("保障林业生产安全", "保障绿化国土和“国土化绿”安全"),
    ),
    "years in words and in full width, and a duration": (
        ("较2024年预算", "较二〇二四年预算"),
        ("2025年，我部门运行经费", "２０２５年，我部门22年来运行经费"),
    ),
    "what there is none of, as the tables say": (
        ("国有资本经营预算收入0万元", "无国有资本经营预算收入"),
    ),
    "one item of a list unchanged, another not": (
        (
            "项目支出增加25.00万元，主要为造林任务增加。",
            (
                "项目支出增加25.00万元，主要为造林任务增加。农林水支出440.00万元，较2024年预算增加"
                "20.00万元；城乡社区支出60.00万元，较2024年预算持平。"
            ),
        ),
    ),
    "a summary that divides the year and the carry-over, by numbers": (FISCAL_DIVIDED,),
    "the same without numbers": (
        FISCAL_DIVIDED,
        *((FISCAL + f"（{n}）{name}", name) for n, name in _DIVIDED),
    ),
    "a department without a code above its units in “三公”": (
        THREE_BY_UNIT,
        (
            (
                "单位名称|“三公”经费合计|因公出国（境）费|公务用车购置及运行费|||公务接待费\n"
                "|||小计|公务用车购置费|公务用车运行费|\n"
                "合计|13.00||10.00||10.00|3.00\n示例县林业局|11.00||9.00||9.00|2.00\n"
                "示例县苗圃|2.00||1.00||1.00|1.00\n"
            ),
            (
                "单位编码|单位名称|“三公”经费合计|因公出国（境）费|公务用车购置及运行费|||公务接待费\n"
                "||||小计|公务用车购置费|公务用车运行费|\n"
                "|合计|13.00||10.00||10.00|3.00\n|示例县林业局部门|13.00||10.00||10.00|3.00\n"
                "346001|示例县林业局|11.00||9.00||9.00|2.00\n346002|示例县苗圃|2.00||1.00||1.00|1.00\n"
            ),
        ),
    ),
    "carried over of one fund": (
        (
            "单位资金收入0万元，上年结转结余40.00万元",
            "单位资金收入0万元，上年结转40.00万元，基金预算本年收入60.00万元、上年结转0万元",
        ),
    ),
    "totals of the year that are called 小计": (
        (SUMMARY + "本年收入合计|460.00|本年支出合计", "本年收入小计|460.00|本年支出小计"),
    ),
    "aid to persons beside personnel and running expenses": (
        (
            EXPENDITURE + _EXPENDITURE_BODY,
            (
                "科目编码|科目名称|合计|基本支出||||项目支出\n"
                "|||小计|人员支出|对个人和家庭补助支出|公用支出|\n"
                "|合计|500.00|250.00|170.00|30.00|50.00|250.00\n"
                "212|城乡社区支出|60.00|||||60.00\n"
                "21208|国有土地使用权出让收入安排的支出|60.00|||||60.00\n"
                "2120804|农村基础设施建设支出|60.00|||||60.00\n"
                "213|农林水支出|440.00|250.00|170.00|30.00|50.00|190.00\n"
                "21302|林业和草原|440.00|250.00|170.00|30.00|50.00|190.00\n"
                "2130201|行政运行|260.00|250.00|170.00|30.00|50.00|10.00\n"
                "2130205|森林资源培育|180.00|||||180.00\n"
            ),
        ),
    ),
    "a rate in round words that the change bears out": (
        ("增加20.00万元，", "增加20.00万元，增长近一成，"),
    ),
    "nothing, with no change and 0%": (
        ("公务用车购置费为0万元，", "公务用车购置费为0万元，比上年增加0万元，增长0%，"),
    ),
    "a rate that says about how much": (("增加20.00万元，", "增加20.00万元，增长5%左右，"),),
    "a rate without a direction": (("增加20.00万元，", "增加20.00万元，同比4.17%，"),),
    "an amount again in another unit": (
        ("预算收入500.00万元", "预算收入500.00万元（即5,000,000元）"),
    ),
    "an amount that another was before": (
        ("预算收入500.00万元", "预算收入由490万元调整为500.00万元"),
    ),
    "how many purchases, before their amount": (
        ("政府采购预算12.00万元", "政府采购预算共2项，12.00万元"),
    ),
    "a base below half of the last digit printed": (
        ("公务接待费3万元。", "公务接待费3万元。培训费1万元，比上年增加0.5万元，增长100%。"),
    ),
    "what the general public budget pays, and all appropriations": (
        (
            "主要为造林补助经费。",
            f"主要为造林补助经费。{_OF_GENERAL_BUDGET}",
        ),
    ),
    "reception without 费": (("公务接待费3万元", "公务接待3万元"),),
    "a planned figure of another year": (
        ("公务接待费3万元", "公务接待费3万元，而公务接待费2024年预算数3.5万元"),
    ),
    "figures of another year that are called by it alone": (
        (
            "主要为造林补助经费。",
            "主要为造林补助经费。造林支出9万元，较2024年8万元增加1万元；采种支出7万元，较2024年6万元增加1万元。",
        ),
    ),
    "journeys counted behind their amount": (
        ("因公出国(境)费0万元", "因公出国(境)费0万元，共安排团组0个，因公出国（境）0人次"),
    ),
    "the department's name in traditional characters": (
        ("示例县林业局上年末固定资产", "示例縣林業局上年末固定资产"),
    ),
    "all tables as what is attached": (
        (
            "八、名词解释.....|16",
            "八、名词解释.....|16\n附件：示例县林业局2025年部门预算表.....|17",
        ),
    ),
    "a total called 共计": ((THREE + "1|合计|13", "1|共计|13"),),
    "a blank line of former appropriation behind the carry-over": (
        FISCAL_DIVIDED,
        ("6|（二）政府性基金预算拨款||二、结转下年", "6|上年财政拨款资金结转||二、结转下年"),
    ),
    "a part that is there, an annex that may be a file of its own": (
        ("等日常运行支出", "等日常运行支出（见第二部分、见附件2）"),
    ),
    "vehicles and houses as the table counts them, and those to be bought": (
        ("（详见下表）", "，共有车辆两辆，房屋800平方米（详见下表）。计划新增车辆1辆"),
    ),
    "a purchase out of running costs": (("林业站维护经费|20.00", "日常公用经费|20.00"),),
    "years of service, and what is compared with the day": (
        ("均在2025年底", "20年来的任务均在2025年底"),
    ),
    "a class without any figure": (
        (
            BASIC + "\n11|30302|退休费|30.00|30.00|",
            "\n11|30302|退休费|30.00|30.00|\n12|307|债务利息及费用支出||",
        ),
    ),
    "the former name of outputs": (("产出指标|数量指标|检疫", "项目完成指标|数量指标|检疫"),),
    "a carry-over of the year that no table spends yet": (
        (SUMMARY + "本年支出合计|500.00", "本年支出合计|500.00"),
        (REVENUE + "行政运行", "行政 运行"),
    ),
}


@pytest.mark.parametrize("name", NEAR_MISSES)
def test_near_miss_is_no_finding(name: str) -> None:
    assert failing(changed(*NEAR_MISSES[name])) == set()


@pytest.mark.parametrize(("said", "contradicts"), [("10", False), ("30", False), ("20.5", True)])
def test_own_funds_may_be_named_beside_institutional_revenue(said: str, contradicts: bool) -> None:
    text = changed(
        (SUMMARY + "三、事业收入|", "三、事业收入|20.00"),
        (SUMMARY + "四、其他收入|", "四、其他收入|10.00"),
        ("单位资金收入0万元", f"事业收入20.00万元、单位资金收入{said}万元"),
    )
    assert ("text-overview" in failing(text)) is contradicts


@pytest.mark.parametrize(("word", "due"), [("表", True), ("", False)])
def test_a_list_of_contents_that_calls_nothing_a_table_lists_none(word: str, due: bool) -> None:
    lines = TEXT[TEXT.index("部门预算公开表\n") : TEXT.index("部门预算信息公开情况说明\n\n一、")]
    names = ("部门收支", "部门收入", "部门支出", "财政拨款收支", "一般公共预算支出")
    listed = "".join(f"2025年{name}总体情况{word}.....|2\n" for name in names)
    text = changed((lines.replace("\t", "|"), f"{listed}\n"))
    assert ("contents-complete" in failing(text)) is due


@pytest.mark.parametrize(
    "changes",
    [
        ((THREE + "运行维护费|10.00|10.00", "运行维护费||"),),
        (
            THREE_BY_UNIT,
            ("林业局|11.00||9.00||9.00", "林业局|11.00||9.00||"),
            ("合计|13.00||10.00||10.00", "合计|13.00||10.00||"),
            ("苗圃|2.00||1.00||1.00", "苗圃|2.00||1.00||"),
        ),
    ],
)
def test_vehicles_whose_parts_are_left_blank_do_not_disagree_with_them(
    changes: tuple[tuple[str, str], ...],
) -> None:
    assert not failing(changed(*changes)) & {"three-public-total", "three-public-parts"}


@pytest.mark.parametrize(("internal", "due"), [("—", False), ("2.00", True)])
def test_reception_that_a_column_does_not_break_down_is_no_sum(internal: str, due: bool) -> None:
    body = (
        "项目|预算数|决算数\n“三公”经费支出|3.00|3.00\n（一）因公出国（境）费||\n"
        "（二）公务用车购置及运行维护费||\n（三）公务接待费|3.00|3.00\n"
        f"（1）国内接待费|{internal}|3.00\n（2）国（境）外接待费|—|\n"
    )
    text = changed((THREE + BODY_OF_THREE, body))
    assert ("three-public-total" in failing(text)) is due


def test_totals_of_the_year_alone_hold_no_carry_over_and_need_not_balance() -> None:
    last = "6|上年结转结余|40.00|年终结转结余|\n7|收入总计|500.00|支出总计|500.00\n"
    # What the text says of all revenue is in no table any more.
    assert failing(changed((SUMMARY + last, ""))) == {"text-overview"}


_LAST_YEAR = (
    "3、2024年度决算情况\n\n2024年支出决算{spent}万元，比{compared}年增加3.00万元。"
    "\n\n三、机关运行经费安排情况"
)
_RUNNING = "三、机关运行经费安排情况\n\n2025"


def _told_of_last_year(spent: str, compared: str) -> str:
    told = _LAST_YEAR.format(spent=spent, compared=compared)
    return changed((_RUNNING, f"{told}\n\n2025"), ("3、比上年", "4、比上年"))


def test_a_part_whose_title_names_another_year_tells_of_that_one() -> None:
    rules = {"text-year", "text-compared-year"}
    assert not failing(_told_of_last_year("120.00", "2023")) & rules
    # What its year is compared with is the year before that one.
    assert failing(_told_of_last_year("120.00", "2022")) & rules == {"text-compared-year"}


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        ("2024年经费预算执行情况：2024年预算90.00万元，执行80.00万元。", False),
        ("2024年经费支出90.00万元，完成预算的95%。", False),
        ("2024年经费预算90.00万元。", True),
        ("2023年经费预算执行90.00万元。", True),
    ],
)
def test_a_budget_may_tell_how_the_one_before_was_carried_out(told: str, wrong: bool) -> None:
    title = _RUNNING.removesuffix("2025")
    text = changed((_RUNNING, f"{title}{told}\n\n2025"))
    assert ("text-year" in failing(text)) is wrong


@pytest.mark.parametrize(("said", "wrong"), [("2025年支出", False), ("支出", True)])
def test_a_sentence_that_names_its_year_is_of_that_one_whatever_its_title(
    said: str, wrong: bool
) -> None:
    told = f"120.00万元，比2023年增加3.00万元。{said}预算较2024年增加4.00万元"
    text = _told_of_last_year("120.00", "2023").replace("120.00万元，比2023年增加3.00万元", told)
    assert ("text-compared-year" in failing(text)) is wrong


def test_a_sentence_that_names_its_year_leaves_the_next_one_to_the_title() -> None:
    told = (
        "120.00万元，比2023年增加3.00万元。2025年预算较2024年增加4.00万元。支出比2023年增加3.00万元"
    )
    text = _told_of_last_year("120.00", "2023").replace("120.00万元，比2023年增加3.00万元", told)
    assert "text-compared-year" not in failing(text)


@pytest.mark.parametrize(
    ("before", "wrong"),
    [("福州市", False), ("新疆和田地区", False), ("某街道", False), ("某局", True), ("市", True)],
)
def test_what_ends_as_a_place_before_a_name_is_where_it_lies(before: str, wrong: bool) -> None:
    text = changed((GENERAL + "346 示例县林业局", f"346 {before}示例县林业局"))
    assert ("printed-department" in failing(text)) is wrong
