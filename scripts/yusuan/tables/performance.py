"""Performance tables: one per project, recognised by their head, titled by the project.

级别 cells that are merged vertically are filled down, across pages too.
"""

import re
from typing import Literal

from yusuan.declared import vocabulary as v
from yusuan.declared.fields import Field, ForeignKey, Resource
from yusuan.model import Value
from yusuan.printed.targets import TARGET_KINDS, TARGET_OPERATORS, Target
from yusuan.tables import naming as n

GoalSpan = Literal["period", "year"]

PROJECT_NO = Field(
    name="project_no",
    kind="integer",
    title="项目编号",
    description="项目在公开文件中的编号；没有印出的，为次序。",
    description_en="Number of the project in the disclosure; its order where none is printed.",
    required=True,
)
INDICATOR_NO = Field(
    name="indicator_no",
    kind="integer",
    title="指标序号",
    description="指标在该表（或该分项）中的次序，从 1 数起。",
    description_en="Order of the indicator within its project or goal, from 1.",
    required=True,
)
LEVEL1 = Field(
    name="level1",
    title="一级指标",
    description="一级指标；合并单元格已向下填充。",
    description_en="First-level indicator; merged cells are filled down.",
    labels=("一级指标",),
)
LEVEL2 = Field(
    name="level2",
    title="二级指标",
    description="二级指标；合并单元格已向下填充。",
    description_en="Second-level indicator; merged cells are filled down.",
    labels=("二级指标",),
)
LEVEL3 = Field(
    name="level3",
    title="三级指标",
    description="三级指标，即指标名称。",
    description_en="Third-level indicator: its name.",
    labels=("三级指标",),
)
DESCRIPTION = Field(
    name="description",
    title="绩效指标描述",
    description="指标的描述，照原样印出。",
    description_en="Description of the indicator as printed.",
    labels=("绩效指标描述",),
)
TARGET_TEXT = Field(
    name="target_text",
    title="指标值",
    description="指标值，照原样印出；比较方式和单位各印一栏的，连在一起。",
    description_en="The target as printed; comparison and unit joined where they have columns.",
    labels=("指标值",),
)
BASIS = Field(
    name="basis",
    title="指标值确定依据",
    description="指标值的依据，照原样印出。",
    description_en="What the target is based on, as printed.",
    labels=("指标值确定依据",),
)
WEIGHT = Field(
    name="weight",
    kind="number",
    title="分值权重",
    description="指标的分值或权重，照原样印出的数字；没有印出的为空。",
    description_en="Points or weight of the indicator as printed; null where none is printed.",
    labels=("分值权重", "分值", "指标权重"),
)
SCORING = Field(
    name="scoring",
    title="评分标准",
    description="评分标准，照原样印出。",
    description_en="How points are given, as printed.",
    labels=("评（扣）分标准",),
)
ACHIEVED_TEXT = Field(
    name="achieved_text",
    title="实际完成值",
    description="绩效自评表里指标的实际完成值，照原样印出；不是自评表的为空。",
    description_en="What was achieved, as a self-evaluation prints it; null elsewhere.",
    labels=("实际完成值", "全年完成值"),
)
SCORE = Field(
    name="score",
    kind="number",
    title="自评得分",
    description="绩效自评表里的得分，照原样印出的数字。",
    description_en="Points given in a self-evaluation, as printed.",
    labels=("得分",),
)
DEVIATION = Field(
    name="deviation",
    title="偏差原因和改进措施",
    description="偏差原因分析及改进措施，照原样印出。",
    description_en="Why the target was missed and what is done about it, as printed.",
    labels=("偏差原因分析及改进措施", "未完成原因及改进措施"),
)
ADJUSTED_TARGET = Field(
    name="adjusted_target",
    title="调整指标值",
    description="绩效自评表里年中调整后的指标值，照原样印出；没有这一栏的为空。",
    description_en="The target as adjusted in the course of the year, as a self-evaluation prints it.",
    labels=("调整指标值",),
)
SCORE_COEFFICIENT = Field(
    name="score_coefficient",
    title="得分系数",
    description="绩效自评表里的得分系数，照原样印出。",
    description_en="The share of the points that is given, as a self-evaluation prints it.",
    labels=("得分系数（%）",),
)
EVALUATED = (ACHIEVED_TEXT, SCORE, DEVIATION, ADJUSTED_TARGET, SCORE_COEFFICIENT)
ACHIEVED = Field(
    name="achieved",
    title="目标完成情况",
    description="绩效自评表里年度目标的实际完成情况，照原样印出。",
    description_en="How far the goal was reached, as a self-evaluation prints it.",
    labels=("实际完成情况",),
)
ADJUSTED_GOAL = Field(
    name="adjusted_goal",
    title="调整后的目标",
    description="绩效自评表里年中调整后的目标，照原样印出；没有这一栏的为空。",
    description_en="The goal as adjusted in the course of the year, as a self-evaluation prints it.",
    labels=("全年（调整）绩效目标",),
)
TOTAL_POINTS = (
    Field(
        name="total_weight",
        kind="number",
        title="总分分值",
        description="“总分”一行印出的分值，一般为 100。",
        description_en="Points to be had, as the row of the total prints them; as a rule 100.",
        labels=("总分 → 分值",),
    ),
    Field(
        name="total_score",
        kind="number",
        title="总分得分",
        description="“总分”一行印出的自评得分。",
        description_en="Points given in all, as the row of the total prints them.",
        labels=("总分 → 得分",),
    ),
)
GOAL_SPAN = Field(
    name="goal_span",
    title="所属目标",
    description="表中实施期（中期）目标和年度目标各有指标的：period 为实施期目标的指标，year 为年度目标的；"
    "只有一套指标的为空。",
    description_en="Where a form has indicators of the whole period's goal beside those of the "
    "year's: whose they are; null elsewhere.",
    enum=("period", "year"),
)
PERIOD_GOAL = Field(
    name="period_goal",
    title="实施期目标",
    description="与年度目标并列的实施期（中期）目标，照原样印出；只印一个目标的为空，见 goal。",
    description_en="The goal of the whole period, printed beside that of the year; null where only "
    "one goal is printed, which is in goal.",
    labels=("实施期目标", "中期目标"),
)
REMARK = Field(
    name="remark",
    title="备注",
    description="备注、是否核心指标等其余各栏，照原样印出。",
    description_en="Remark as printed, or whether it is a core indicator.",
    labels=("备注", "是否核心"),
)
TARGET_FIELDS = (
    Field(
        name="target_kind",
        title="指标值类型",
        description="quantity 数量；deadline 期限；frequency 频次；ranking 名次；relative 与往年相比；"
        "external 依另一文件或要求；qualitative 定性；not_applicable 不涉及。",
        description_en="Quantity, deadline, frequency, ranking, relative to a past level, set by "
        "another document, qualitative, or not applicable.",
        enum=TARGET_KINDS,
    ),
    Field(
        name="target_operator",
        title="比较方式",
        description="印出的比较方式：>=、<=、>、<，range 为区间；没有印出的为空。",
        description_en="The comparison printed; null where none is printed.",
        enum=TARGET_OPERATORS,
    ),
    Field(
        name="target_low",
        kind="number",
        title="下限",
        description="指标值的下限；没有比较方式的单一数值，上下限相同。",
        description_en="Lower bound; equals the upper one for a bare figure.",
    ),
    Field(
        name="target_high",
        kind="number",
        title="上限",
        description="指标值的上限；名次为第几名以内。",
        description_en="Upper bound; for a ranking, the rank to reach.",
    ),
    Field(
        name="target_unit",
        title="指标值单位",
        description="指标值的单位，去掉空格。",
        description_en="Unit of the target, without white space.",
    ),
    Field(
        name="target_date",
        kind="date",
        title="期限日期",
        description="期限的日期；原文没有写年份的，按预算年度；“年底”“月底”为最后一天。",
        description_en="Date of a deadline; in the fiscal year where no year is printed.",
    ),
    Field(
        name="target_days",
        kind="integer",
        title="期限天数",
        description="期限的天数，自 target_anchor 起算；单位见 target_unit（日或工作日）。",
        description_en="Days of a deadline, counted from target_anchor.",
    ),
    Field(
        name="target_anchor",
        title="起算点",
        description="天数的起算点，如季后、月后。",
        description_en="What the days count from: 季后 end of quarter, 月后 end of month.",
    ),
)


def target_values(target: Target) -> dict[str, Value]:
    """The fields of ``TARGET_FIELDS`` for one target."""
    return {
        "target_kind": target.kind,
        "target_operator": target.operator,
        "target_low": target.low,
        "target_high": target.high,
        "target_unit": target.unit,
        "target_date": target.due,
        "target_days": target.days,
        "target_anchor": target.anchor,
    }


# Where a form prints its money by fund.
_BY_FUND = tuple(
    v.amount(f"{fund}_amount", title, f"其中的{title}。", f"Of which {english}.")
    for fund, title, english in (
        ("general_public_budget", "一般公共预算", "from the general public budget"),
        ("government_fund", "政府性基金预算", "from the government-managed fund budget"),
        ("state_capital", "国有资本经营预算", "from the state capital operations budget"),
        ("special_account", "财政专户管理资金", "under special fiscal accounts"),
    )
)

# Where a form divides them between the level of government itself and those below it.
_BY_LEVEL = tuple(
    v.amount(f"{name}_amount", title, f"其中的{title}。", f"Of which {english}.")
    for name, title, english in (
        ("own_level", "本级支出", "spent at this level of government"),
        ("transfers", "补助下级", "transferred to lower levels"),
    )
)

# Of the whole period, where a form prints it beside the year.
_OF_THE_PERIOD = (
    v.amount(
        "period_fiscal_amount",
        "实施期财政拨款",
        "项目整个实施期（中期）的财政拨款。",
        "Fiscal appropriation over the project's whole period.",
    ),
    v.amount(
        "period_other_amount",
        "实施期其他资金",
        "项目整个实施期（中期）的其他资金。",
        "Other funds over the project's whole period.",
    ),
)

PROJECTS = Resource(
    name="projects",
    title="项目",
    description="公布了绩效目标表的项目。",
    description_en="The projects whose performance tables are published.",
    fields=(
        v.DISCLOSURE_ID,
        PROJECT_NO,
        Field(
            name="project_name",
            title="项目名称",
            description="项目名称；表内没有“项目名称”的，取自标题，不含编号和“绩效目标表”。",
            description_en="Name of the project as printed, else from the title of its table.",
            required=True,
            column_type="activity:generic:project:label",
        ),
        Field(
            name="goal",
            title="绩效目标",
            description="项目的绩效目标，照原样印出。",
            description_en="The project's performance goal as printed.",
            labels=("绩效目标",),
            term="绩效目标",
        ),
        PERIOD_GOAL,
        Field(
            name="project_code",
            title="项目编码",
            description="项目编码，照原样印出；没有印出的为空。",
            description_en="Code of the project as printed; null where none is printed.",
            labels=("项目编码",),
        ),
        Field(
            name="supervising_department",
            title="主管部门",
            description="主管部门，照原样印出，包括代码。",
            description_en="The supervising department as printed, its code included.",
            labels=("主管部门", "主管部门及代码"),
        ),
        Field(
            name="implementing_unit",
            title="实施单位",
            description="实施单位，照原样印出。",
            description_en="The unit that carries the project out, as printed.",
            labels=("实施单位", "项目单位"),
        ),
        Field(
            name="unit_code",
            title="预算单位编码",
            description="单位编码，照原样印出。",
            description_en="Code of the unit as printed.",
            labels=("单位编码",),
        ),
        Field(
            name="project_type",
            title="项目类型",
            description="项目类型或属性，照原样印出。",
            description_en="Type of the project as printed.",
            labels=("项目类型",),
        ),
        n.PROJECT_PERIOD,
        Field(
            name="overview",
            title="项目概况",
            description="项目概况、立项依据等，照原样印出。",
            description_en="What the project is about, as printed.",
            labels=("项目概况", "立项依据"),
        ),
        v.amount(
            "total_amount", "资金总额", "项目的年度资金总额。", "Money of the project in the year."
        ),
        v.amount(
            "period_amount",
            "实施期资金总额",
            "项目整个实施期的资金总额。",
            "Money of the project over its whole period.",
        ),
        v.amount("fiscal_amount", "财政拨款", "其中的财政拨款。", "Of which fiscal appropriation."),
        v.amount("carryover_amount", "上年结转", "其中的上年结转资金。", "Of which carried over."),
        v.amount("other_amount", "其他资金", "其中的其他资金。", "Of which other funds."),
        *_BY_FUND,
        *_BY_LEVEL,
        *_OF_THE_PERIOD,
        ACHIEVED,
        ADJUSTED_GOAL,
        *TOTAL_POINTS,
        Field(
            name="indicator_count",
            kind="integer",
            title="指标数",
            description="该项目绩效指标的行数，含“不涉及”。",
            description_en="Number of indicator rows, those not applicable included.",
            required=True,
        ),
        *v.PLACES,
    ),
    primary_key=("disclosure_id", "project_no"),
    foreign_keys=v.TO_SOURCE,
)

PERFORMANCE_INDICATORS = Resource(
    name="performance_indicators",
    title="项目绩效指标",
    description="每个项目的绩效指标；指标值另按类型拆成数据。",
    description_en="The indicators of each project, their targets also as data.",
    fields=(
        v.DISCLOSURE_ID,
        PROJECT_NO,
        INDICATOR_NO,
        LEVEL1,
        LEVEL2,
        LEVEL3.with_(required=True),
        DESCRIPTION,
        TARGET_TEXT,
        BASIS,
        WEIGHT,
        SCORING,
        *EVALUATED,
        REMARK,
        GOAL_SPAN,
        *TARGET_FIELDS,
        *v.PLACES,
    ),
    primary_key=("disclosure_id", "project_no", "indicator_no"),
    foreign_keys=(
        *v.TO_SOURCE,
        ForeignKey(("disclosure_id", "project_no"), "projects", ("disclosure_id", "project_no")),
    ),
)

DEPARTMENT_TASKS = Resource(
    name="department_tasks",
    title="部门年度任务和资金",
    description="部门整体绩效目标表里的资金和年度主要任务；任务名称为空的一行是部门整体的资金。",
    description_en="Money and main tasks of the year in the form of the whole department's goals; "
    "the row without a task is the money of the whole.",
    fields=(
        v.DISCLOSURE_ID,
        Field(
            name="task_no",
            kind="integer",
            title="任务序号",
            description="行在公开文件中的次序，从 0 数起。",
            description_en="Order of the row in the disclosure, from 0.",
            required=True,
        ),
        Field(
            name="goal_no",
            kind="integer",
            title="目标编号",
            description="所属的部门绩效目标。",
            description_en="The department's goal that it belongs to.",
            required=True,
        ),
        Field(
            name="task_name",
            title="任务名称",
            description="任务名称，照原样印出；部门整体的资金为空。",
            description_en="Name of the task as printed; null for the whole.",
            labels=("任务名称",),
        ),
        Field(
            name="content",
            title="主要内容",
            description="任务的主要内容，照原样印出。",
            description_en="What the task consists of, as printed.",
            labels=("主要内容",),
        ),
        Field(
            name="paying_project",
            title="对应项目",
            description="任务对应的项目，照原样印出；一项任务的几个项目各有金额的，各为一行，"
            "金额合印的，以“；”隔开；没有印出的为空。",
            description_en="The project that pays for the task, as printed: a row for each of "
            "several with money of their own, joined by ； where their money is one; null where "
            "none is printed.",
            labels=("对应项目",),
        ),
        v.amount("total_amount", "资金总额", "年度资金总额。", "Money in the year."),
        v.amount("fiscal_amount", "财政拨款", "其中的财政拨款。", "Of which fiscal appropriation."),
        v.amount("carryover_amount", "上年结转", "其中的上年结转资金。", "Of which carried over."),
        v.amount("other_amount", "其他资金", "其中的其他资金。", "Of which other funds."),
        *_BY_FUND,
        v.amount(
            "basic_amount",
            "基本支出",
            "资金总额中的基本支出。",
            "Of the total, basic expenditure.",
        ),
        v.amount(
            "project_amount",
            "项目支出",
            "资金总额中的项目支出。",
            "Of the total, project expenditure.",
        ),
        v.amount(
            "personnel_amount",
            "人员经费",
            "资金总额中的人员经费。",
            "Of the total, personnel expenses.",
        ),
        v.amount(
            "running_amount",
            "公用经费",
            "资金总额中的公用经费。",
            "Of the total, running expenses.",
        ),
        v.amount(
            "fiscal_basic_amount",
            "财政拨款：基本支出",
            "财政拨款中的基本支出。",
            "Of the fiscal appropriation, basic expenditure.",
        ),
        v.amount(
            "fiscal_project_amount",
            "财政拨款：项目支出",
            "财政拨款中的项目支出。",
            "Of the fiscal appropriation, project expenditure.",
        ),
        *v.PLACES,
    ),
    primary_key=("disclosure_id", "task_no"),
    foreign_keys=(
        *v.TO_SOURCE,
        ForeignKey(("disclosure_id", "goal_no"), "department_goals", ("disclosure_id", "goal_no")),
    ),
)

EXECUTION_FIELDS = (
    Field(
        name="execution_no",
        kind="integer",
        title="行序号",
        description="行在该表预算执行一栏里的次序，从 1 数起。",
        description_en="Order of the row within the block of its form, from 1.",
        required=True,
    ),
    v.ITEM.with_(
        description="这一行是哪些资金，照原样印出；只印了预算数、执行数的为空。",
        description_en="Which funds the row is of, as printed; null where only the two figures are.",
        labels=("年度资金总额", "其中：财政拨款"),
        required=False,
    ),
    v.amount(
        "initial_budget", "年初预算数", "年初批复的预算数。", "The budget approved at the start."
    ),
    v.amount(
        "adjusted_budget",
        "全年预算数",
        "全年预算数，即年初预算加年中的追加、追减。",
        "The budget of the year, with what was added or cut in its course.",
    ),
    v.amount(
        "budget",
        "预算数",
        "预算数；表上没有写明是年初还是全年的。",
        "The budget, where the form does not say whether initial or adjusted.",
    ),
    v.amount("executed", "全年执行数", "全年实际支出数。", "What was spent in the year."),
    Field(
        name="completion_percent",
        kind="number",
        title="完成预算的百分比",
        description="印出的预算执行率，95 为 95%。",
        description_en="The rate of execution as printed; 95 is 95%.",
        labels=("执行率",),
        unit="%",
    ),
    WEIGHT.with_(
        description="预算执行率的分值，照原样印出的数字。",
        description_en="Points to be had for execution, as printed.",
        labels=("分值",),
    ),
    SCORE.with_(
        description="预算执行率的得分，照原样印出的数字。",
        description_en="Points given for execution, as printed.",
    ),
    *v.PLACES,
)

PROJECT_EXECUTION = Resource(
    name="project_execution",
    title="项目预算执行自评",
    description="项目支出绩效自评表里的资金：年初预算、全年预算、全年执行、执行率和得分，一行资金一行。",
    description_en="Money in the self-evaluation of a project: initial and adjusted budget, what "
    "was spent, rate and points, a row for each line of funds.",
    fields=(v.DISCLOSURE_ID, PROJECT_NO, *EXECUTION_FIELDS),
    primary_key=("disclosure_id", "project_no", "execution_no"),
    foreign_keys=(
        *v.TO_SOURCE,
        ForeignKey(("disclosure_id", "project_no"), "projects", ("disclosure_id", "project_no")),
    ),
)

TITLE = re.compile(
    r"\s*(?:(?P<number>[0-9]{1,3})\s*(?:、|[.．](?![0-9]{1,2}(?![0-9])))\s*(?=\S))?(?P<name>.*\S)\s*",
    re.DOTALL,
)
TITLE_SUFFIX = re.compile(r"\s*绩\s*效\s*目\s*标\s*表$")


def project_title(title: str, place: int) -> tuple[int, str]:
    """(number, name) of ``3、高级职业经理人培训绩效目标表``; ``place`` if no number is printed."""
    match = TITLE.fullmatch(title)
    assert match is not None
    name = TITLE_SUFFIX.sub("", match["name"]).strip() or match["name"]
    return int(match["number"] or place), name
