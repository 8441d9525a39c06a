"""A small disclosure of an invented department, in which every rule holds.

Tests change one place of its text (``changed``) and look at what the rules then say. The
text is printed by a few functions, so that a table can also be given other rows.
"""

from yusuan.checks.evidence import Evidence
from yusuan.checks.gathering import evidence_of
from yusuan.checks.model import Result, Status
from yusuan.conversion.disclosure import Description, LaidOut, lay_out
from yusuan.prose.placed import placed_amounts
from yusuan.prose.stated import unread_amounts
from yusuan.readers.plain import read_plain
from yusuan.sources.folders import sha256_of
from yusuan.views.documents import Original

DISCLOSURE_ID = "130999-346-2025-budget"


def page(title: str, head: str, rows: str) -> str:
    """A table below its title; cells are separated by ``|`` here."""
    body = (head.strip() + "\n" + rows.strip()).replace("|", "\t")
    return f"{title}\n\n346 示例县林业局\n\n预算年度：2025\n\n单位：万元\n\n{body}\n"


_TWO_SIDES = "序号|收入||支出|\n|项目|预算数|项目|预算数"
_CODES = "序号|功能分类科目||合计|基本支出|项目支出\n|科目编码|科目名称|||"

SUMMARY = page(
    "部门预算收支总表",
    _TWO_SIDES,
    """
1|一、一般公共预算拨款收入|400.00|一、农林水支出|440.00
2|二、政府性基金预算拨款收入|60.00|二、城乡社区支出|60.00
3|三、事业收入||三、住房保障支出|
4|四、其他收入||四、其他支出|
5|本年收入合计|460.00|本年支出合计|500.00
6|上年结转结余|40.00|年终结转结余|
7|收入总计|500.00|支出总计|500.00
""",
)
REVENUE = page(
    "部门预算收入总表",
    "序号|功能分类科目||合计|本年收入||||||||上年结转\n"
    "|科目编码|科目名称||小计|财政拨款收入|财政专户收入|事业收入|经营收入|上级补助收入"
    "|附属单位上缴收入|其他收入|",
    """
1||合计|500.00|460.00|460.00|||||||40.00
2|212|城乡社区支出|60.00|60.00|60.00|||||||
3|21208|国有土地使用权出让收入安排的支出|60.00|60.00|60.00|||||||
4|2120804|农村基础设施建设支出|60.00|60.00|60.00|||||||
5|213|农林水支出|440.00|400.00|400.00|||||||40.00
6|21302|林业和草原|440.00|400.00|400.00|||||||40.00
7|2130201|行政运行|260.00|260.00|260.00|||||||
8|2130205|森林资源培育|180.00|140.00|140.00|||||||40.00
""",
)
EXPENDITURE = page(
    "部门预算支出总表",
    "序号|功能分类科目||合计|基本支出|项目支出|经营支出|上解上级支出|对附属单位补助支出\n"
    "|科目编码|科目名称||||||",
    """
1||合计|500.00|250.00|250.00|||
2|212|城乡社区支出|60.00||60.00|||
3|21208|国有土地使用权出让收入安排的支出|60.00||60.00|||
4|2120804|农村基础设施建设支出|60.00||60.00|||
5|213|农林水支出|440.00|250.00|190.00|||
6|21302|林业和草原|440.00|250.00|190.00|||
7|2130201|行政运行|260.00|250.00|10.00|||
8|2130205|森林资源培育|180.00||180.00|||
""",
)
FISCAL_SUMMARY = page(
    "部门预算财政拨款收支总表",
    "序号|收入||支出||||\n"
    "|项目|金额|项目|合计|一般公共预算财政拨款|政府性基金预算财政拨款|国有资本经营预算财政拨款",
    """
1|一、一般公共预算拨款|400.00|一、农林水支出|440.00|440.00||
2|二、政府性基金预算拨款|60.00|二、城乡社区支出|60.00||60.00|
3|本年收入合计|460.00|本年支出合计|500.00|440.00|60.00|
4|年初财政拨款结转和结余|40.00|年末财政拨款结转和结余||||
5|一、一般公共预算拨款|40.00|||||
6|二、政府性基金预算拨款||||||
7|收入总计|500.00|支出总计|500.00|440.00|60.00|
""",
)
GENERAL = page(
    "部门预算一般公共预算财政拨款支出表",
    _CODES,
    """
1||合计|440.00|250.00|190.00
2|213|农林水支出|440.00|250.00|190.00
3|21302|林业和草原|440.00|250.00|190.00
4|2130201|行政运行|260.00|250.00|10.00
5|2130205|森林资源培育|180.00||180.00
""",
)
BASIC = page(
    "部门预算一般公共预算财政拨款基本支出表",
    "序号|支出部门经济分类科目||一般公共预算基本支出||\n|科目编码|科目名称|合计|人员经费|公用经费",
    """
1||合计|250.00|200.00|50.00
2|301|工资福利支出|170.00|170.00|
3|30101|基本工资|120.00|120.00|
4|30102|津贴补贴|50.00|50.00|
5|302|商品和服务支出|50.00||50.00
6|30201|办公费|20.00||20.00
7|30211|差旅费|20.00||20.00
8|30217|公务接待费|2.00||2.00
9|30231|公务用车运行维护费|8.00||8.00
10|303|对个人和家庭的补助|30.00|30.00|
11|30302|退休费|30.00|30.00|
""",
)
FUND = page(
    "部门预算政府性基金预算财政拨款支出表",
    _CODES,
    """
1||合计|60.00||60.00
2|212|城乡社区支出|60.00||60.00
3|21208|国有土地使用权出让收入安排的支出|60.00||60.00
4|2120804|农村基础设施建设支出|60.00||60.00
""",
)
STATE_CAPITAL = (
    page("部门预算国有资本经营预算财政拨款支出表", _CODES, "栏次|1|2|3|4|5")
    + "\n注：无国有资本经营预算财政拨款预算，空表列示。\n"
)
THREE_PUBLIC = page(
    "部门预算财政拨款“三公”经费支出表",
    "序号|项目|资金性质|||\n"
    "||合计|一般公共预算财政拨款|政府性基金预算拨款|国有资本经营预算财政拨款",
    """
1|合计|13.00|13.00||
2|“三公”经费小计|13.00|13.00||
3|一、因公出国（境）费||||
4|其中：教学科研人员因公出国（境）费||||
5|其他因公出国（境）费||||
6|二、公务用车购置及运维费|10.00|10.00||
7|其中：公务用车购置费||||
8|公务用车运行维护费|10.00|10.00||
9|三、公务接待费|3.00|3.00||
""",
)
INSTITUTIONS = "部门机构设置情况\n\n" + (
    "单位名称|单位性质|单位规格|经费保障形式\n示例县林业局本级|行政|正科级|财政拨款\n"
).replace("|", "\t")
PROJECTS_TEXT = (
    """
1、造林补助经费绩效目标表

绩效目标|1.全县新造林不少于3000亩，举办造林培训班10期以上，培训林农500人以上。||||
一级指标|二级指标|三级指标|绩效指标描述|指标值|指标值确定依据
产出指标|数量指标|培训林农人数|参加造林培训的林农人数|≥500人|县林业局工作方案
|数量指标|建设苗圃个数|新建苗圃的个数|≥6个|县林业局工作方案
|数量指标|开展巡查次数|全年巡查次数|≥40次|县林业局工作方案
|数量指标|制作宣传牌数量|制作防火宣传牌|≥200块|县林业局工作方案
|质量指标|造林成活率|成活株数/栽植株数*100%|≥85%|县林业局工作方案
|时效指标|工作完成时间|全部任务完成时间|11月底前|县林业局工作方案
|成本指标|差旅费标准|外业人员每人每天不超过100元|≤100元/人天|县林业局工作方案
效益指标|生态效益指标|森林覆盖率|全县森林覆盖率|≥30%|县林业局工作方案
满意度指标|服务对象满意度指标|林农满意度|抽样调查|≥90%|县林业局工作方案

2、林业站维护及苗木检疫经费绩效目标表

绩效目标|1.维护林业站，开展苗木检疫，保障林业生产安全。||||
一级指标|二级指标|三级指标|绩效指标描述|指标值|指标值确定依据
产出指标|数量指标|检疫批次数量|检疫苗木的批次|≥20批|县林业局工作方案
|质量指标|检疫合格率|合格批次占检疫批次的比率|≥95%|县林业局工作方案
|成本指标|检疫人均费用|每人每次检疫的费用|≤300元|县林业局工作方案
满意度指标|服务对象满意度指标|服务对象满意度|抽样调查|≥90%|县林业局工作方案
"""
).replace("|", "\t")
PROCUREMENT = (
    """
部门政府采购预算

346 示例县林业局

单位：万元

政府采购项目来源||采购物品名称|政府采购目录序号|计量单位|数量|单价|政府采购金额（当年部门预算安排资金）||||||||2025年预留中小微企业份额
项目名称|预算资金||||||合计|一般公共预算拨款|基金预算拨款|国有资本经营预算拨款|财政专户核拨|单位资金|财政拨款结转|非财政拨款结转结余|
合计|||||||12.00|12.00|||||||
示例县林业局本级小计|||||||12.00|12.00|||||||
林业站维护经费|20.00|台式计算机|A02010105|台|10|0.60|6.00|6.00|||||||6.00
||打印机|A02021003|台|4|1.50|6.00|6.00|||||||
"""
).replace("|", "\t")
ASSETS = (
    """
部门固定资产占用情况表

346 示例县林业局

截止时间：2024-12-31

项目|数量|价值（金额单位：万元）
资产总额||300.00
1、房屋（平方米）|800|200.00
其中：办公用房（平方米）|500|120.00
2、车辆（台、辆）|2|60.00
3、其他固定资产||40.00
"""
).replace("|", "\t")
CONTENTS = """示例县林业局2025年部门预算信息公开目录

部门预算公开表

部门预算收支总表.....	2
部门预算收入总表.....	4
部门预算支出总表.....	5
部门预算财政拨款收支总表.....	6
部门预算一般公共预算财政拨款支出表.....	7
部门预算一般公共预算财政拨款基本支出表.....	8
部门预算政府性基金预算财政拨款支出表.....	9
部门预算国有资本经营预算财政拨款支出表.....	10
部门预算财政拨款“三公”经费支出表.....	11

部门预算信息公开情况说明

一、部门职责及机构设置情况.....	12
二、部门预算安排的总体情况.....	13
三、机关运行经费安排情况.....	13
四、财政拨款“三公”经费预算情况及增减变化原因.....	14
五、预算绩效信息.....	14
六、政府采购预算情况.....	15
七、国有资产信息.....	15
八、名词解释.....	16
"""
EXPLANATION = """示例县林业局2025年部门预算信息公开情况说明

一、部门职责及机构设置情况

部门职责：

1、负责全县林业资源的管理和保护。

机构设置：

{institutions}
二、部门预算安排的总体情况

1、收入说明

反映本部门当年全部收入。2025年预算收入500.00万元，其中：一般公共预算收入400.00万元，基金预算收入60.00万元，国有资本经营预算收入0万元，财政专户核拨收入0万元，单位资金收入0万元，上年结转结余40.00万元。

2、支出说明

2025年支出预算500.00万元，其中基本支出250.00万元，包括人员经费200.00万元和日常公用经费50.00万元；项目支出250.00万元，主要为造林补助经费。

3、比上年增减情况

2025年预算收支安排500.00万元，较2024年预算增加20.00万元，其中：基本支出减少5.00万元，主要为人员减少；项目支出增加25.00万元，主要为造林任务增加。

三、机关运行经费安排情况

2025年，我部门运行经费共计安排50.00万元，主要用于办公费、差旅费等日常运行支出。

四、财政拨款“三公”经费预算情况及增减变化原因

2025年，我部门财政拨款“三公”经费预算安排13万元，其中因公出国(境)费0万元；公务用车购置及运维费10万元(其中:公务用车购置费为0万元，公务用车运维费10万元)；公务接待费3万元。与2024年相比持平，无增减变化。

五、预算绩效信息

第一部分 部门整体绩效目标

（一）总体绩效目标

保护森林资源，扩大造林面积。

（二）分项绩效目标

1、扩大造林面积。

绩效目标：实施造林工程，建设苗圃。

绩效指标：一是产出指标方面。建设苗圃个数不少于6个，开展巡查次数不少于40次，制作宣传牌数量不少于200块，各项任务均在2025年底完成。二是满意度指标。林农满意度不低于90%。

（三）工作保障措施

加强组织领导，落实责任。

第二部分 预算项目绩效目标
{projects}
六、政府采购预算情况

2025年，示例县林业局安排政府采购预算12.00万元。
{procurement}
七、国有资产信息

示例县林业局上年末固定资产金额为300.00万元（详见下表）。本年度拟购置固定资产总额为12.00万元，已按要求列入政府采购预算。
{assets}
八、名词解释

- 1、**一般公共预算拨款收入**：指财政当年拨付的资金。
- 2、**事业收入**：指事业单位开展专业业务活动所取得的收入。
- 3、**上解上级支出**：指下级单位上解上级的支出。
- 4、**事业单位经营支出**：指开展非独立核算经营活动发生的支出。
"""

TEXT = "\n".join(
    (
        CONTENTS,
        SUMMARY,
        REVENUE,
        EXPENDITURE,
        FISCAL_SUMMARY,
        GENERAL,
        BASIC,
        FUND,
        STATE_CAPITAL,
        THREE_PUBLIC,
        EXPLANATION.format(
            institutions=INSTITUTIONS,
            projects=PROJECTS_TEXT,
            procurement=PROCUREMENT,
            assets=ASSETS,
        ),
    )
)


def changed(*changes: tuple[str, str], text: str = TEXT) -> str:
    """``text`` with each (old, new) replaced; ``|`` stands for a tab, ``#`` for a table's place.

    ``部门预算支出总表#1||合计`` is the first ``1||合计`` after that title. An old text must
    be found, and without a place it must be found once.
    """
    for old, new in changes:
        title, mark, found = old.replace("|", "\t").rpartition("#")
        start = text.rindex(f"\n{title}\n") if mark else 0
        assert found in text[start:], old
        assert mark or text.count(found) == 1, f"not unique: {old}"
        at = text.index(found, start)
        text = text[:at] + new.replace("|", "\t") + text[at + len(found) :]
    return text


def read(content: bytes) -> LaidOut:
    """The one statement of a text, laid out as conversion does; no other word about it."""
    original = Original("source.txt", sha256_of(content), len(content), read_plain(content))
    (statement,) = lay_out([original], Description(division_code="130999")).statements
    return statement


def evidence(text: str) -> Evidence:
    """What the rules see of a document given as text."""
    statement = read(text.encode())
    reading = statement.reading
    unread = unread_amounts(placed_amounts(reading.statement.fiscal_year, reading.prose))
    return evidence_of(statement.disclosure_id, reading, statement.rows, unread)


def results_of(content: bytes) -> tuple[Result, ...]:
    """What all rules yield on the bytes of a text."""
    return read(content).results


def results(text: str, status: Status | None = None) -> tuple[Result, ...]:
    """What all rules yield on a text, those of one status or all."""
    found = results_of(text.encode())
    return tuple(result for result in found if status is None or result.status == status)


def failing(text: str) -> set[str]:
    """The rules that fail on a text."""
    return {result.check_id for result in results(text, "fail")}


def line_of(text: str, fragment: str) -> int:
    """The source line that holds ``fragment`` (``|`` for a tab), which must stand once."""
    compared = fragment.replace("|", "\t")
    lines = [number for number, line in enumerate(text.split("\n"), 1) if compared in line]
    assert len(lines) == 1, (fragment, lines)
    return lines[0]
