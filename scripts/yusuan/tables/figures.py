"""Every field that holds figures, declared once: what it counts, of which fund, stage and year.

Layouts say which printed column goes to which of them; the resources of the tables are put
together of them, so that a name means one thing in every table and place.
"""

from dataclasses import replace

from yusuan.declared.fields import Field
from yusuan.printed.numbers import PACKAGE_UNIT
from yusuan.tables.counted import counted
from yusuan.tables.crossed import BASIC_USES, CROSSED, KINDS, OTHER_USES

CHANGE_PERCENT = Field(
    name="change_percent",
    kind="number",
    title="增减百分比",
    description="比上年增减的百分比，12.5 为 12.5%。",
    description_en="Change against the year before in per cent; 12.5 is 12.5%.",
    labels=("增减%",),
    unit="%",
    measure="percent",
)

_DECLARED = (
    counted("amount", "金额", "本项目的数额。", "The amount of this item.", "预算数", "决算数"),
    counted("total", "合计", "本行各项之和，以所印为准。", "The row's total as printed."),
    counted(
        "current_year",
        "本年收入",
        "本年各来源收入之和，不含上年结转。",
        "Revenue of the year from all sources, without the carry-over.",
        "本年收入 → 小计",
        "本年收入合计",
    ),
    counted(
        "current_year_expenditure",
        "本年支出",
        "本年收入安排的支出，不含上年结转。",
        "Expenditure paid from the revenue of the year, without the carry-over.",
        "本年支出 → 小计",
    ),
    counted(
        "fiscal_appropriation",
        "财政拨款",
        "财政当年拨付的资金；下分三本预算的，为三者之和。",
        "Fiscal appropriation: the sum of the three budgets where they are shown.",
        "财政拨款收入",
        term="一般公共预算拨款收入",
    ),
    counted(
        "general_public_budget",
        "一般公共预算拨款",
        "来自一般公共预算的拨款。",
        "Paid from the general public budget.",
        "一般公共预算财政拨款",
        "一般公共预算拨款收入",
        fund_source="general_public_budget",
    ),
    counted(
        "earmarked",
        "其中：专项资金",
        "一般公共预算拨款中所列的其中项，如专项资金列入部门预算的项目、经费拨款。",
        "The part of the general public budget that the table names, such as earmarked funds.",
        "其中：专项资金列入部门预算的项目",
        fund_source="general_public_budget",
    ),
    counted(
        "government_fund",
        "政府性基金预算拨款",
        "来自政府性基金预算的拨款。",
        "Paid from the government-managed fund budget.",
        "政府性基金预算财政拨款",
        "基金预算拨款",
        fund_source="government_fund",
    ),
    counted(
        "state_capital",
        "国有资本经营预算拨款",
        "来自国有资本经营预算的拨款。",
        "Paid from the state capital operations budget.",
        "国有资本经营预算财政拨款",
        fund_source="state_capital",
    ),
    counted(
        "special_account",
        "财政专户管理资金",
        "存入财政专户管理、核拨给部门的资金。",
        "Funds under special fiscal accounts.",
        "财政专户收入",
        "财政专户核拨",
        fund_source="special_account",
    ),
    counted(
        "treasury",
        "缴入国库",
        "征收的收入中缴入国库的数。",
        "Of what is collected, what is paid into the treasury.",
        "缴入国库",
    ),
    counted(
        "special_account_education",
        "其中：教育收费",
        "财政专户管理资金中的教育收费。",
        "Education fees, within special fiscal accounts.",
        "其中：教育收费",
    ),
    counted(
        "institutional_education",
        "事业收入中的教育收费",
        "事业收入中的教育收费，已含在事业收入之内。",
        "Education fees within institutional revenue, which holds them.",
        "其中：教育收费",
    ),
    counted(
        "special_account_other",
        "其中：其他专户收入",
        "财政专户管理资金中教育收费以外的部分。",
        "Other funds under special fiscal accounts.",
        "其他专户收入拨款",
        fund_source="special_account",
    ),
    counted(
        "institutional",
        "事业收入",
        "事业单位开展专业业务活动及辅助活动所取得的收入。",
        "Revenue of public institutions from their professional activities.",
        fund_source="own_funds",
        term="事业收入",
    ),
    counted(
        "operating",
        "经营收入、经营支出",
        "事业单位非独立核算经营活动：收入类表中为收入，支出类表中为支出。",
        "Operating activities of public institutions: revenue or expenditure as the table is.",
        "事业单位经营收入",
        "经营支出",
    ),
    counted(
        "operating_revenue",
        "事业单位经营收入",
        "支出类表中按资金来源列示的经营收入。",
        "Operating revenue as a source of funds in a table of expenditure.",
        fund_source="own_funds",
    ),
    counted(
        "from_superior",
        "上级补助收入",
        "从上级单位取得的补助。",
        "Subsidies from the higher level.",
        fund_source="own_funds",
    ),
    counted(
        "from_affiliated",
        "附属单位上缴收入",
        "附属单位上缴的收入。",
        "Remittances from affiliated units.",
        fund_source="own_funds",
    ),
    counted(
        "other",
        "其他收入",
        "上列来源以外的收入。",
        "Revenue from other sources.",
        fund_source="own_funds",
        term="其他收入",
    ),
    counted(
        "other_level_appropriation",
        "非同级财政拨款",
        "从同级财政以外取得的财政拨款。",
        "Appropriation from other levels of government.",
        fund_source="own_funds",
    ),
    counted(
        "non_tax_revenue",
        "其中：非税收入",
        "一般公共预算拨款中纳入预算管理的非税收入。",
        "Non-tax revenue within the general public budget.",
        "纳入预算管理的非税收入",
        fund_source="general_public_budget",
    ),
    *(
        counted(
            name,
            f"其中：{title}",
            f"一般公共预算中由{title}安排的资金。",
            f"{english}, within the general public budget.",
            fund_source="general_public_budget",
        )
        for name, title, english in (
            ("administrative_fees", "行政事业性收费", "Administrative fees"),
            ("fines", "罚没收入", "Fines and confiscations"),
            ("special_revenue", "专项收入", "Special revenue"),
            ("state_assets_revenue", "国有资源（资产）有偿使用收入", "Paid use of state assets"),
            ("housing_fund_revenue", "政府住房基金收入", "Government housing fund"),
        )
    ),
    counted(
        "own_funds",
        "单位资金",
        "事业、经营、上级补助、附属上缴和其他收入。",
        "The unit's own funds.",
        fund_source="own_funds",
    ),
    counted(
        "other_funds",
        "其他资金",
        "财政拨款以外、表中称为其他资金的来源。",
        "Funds that the table calls other funds.",
    ),
    counted(
        "used_surplus",
        "使用非财政拨款结余",
        "用以前年度的非财政拨款结余或事业基金弥补的资金。",
        "Surplus of other funds used to cover expenditure.",
        "用事业基金弥补收支差额",
    ),
    counted(
        "account_balance",
        "上年实户资金余额",
        "单位实有资金账户的上年余额。",
        "Balance of the unit's own account at the end of the year before.",
    ),
    counted(
        "carryover",
        "上年结转",
        "以前年度尚未完成、结转到本年继续使用的资金。",
        "Funds carried over from earlier years.",
        "上年结转结余",
        term="上年结转",
    ),
    counted(
        "fiscal_carryover",
        "财政拨款结转",
        "上年财政拨款结转的资金。",
        "Fiscal appropriation carried over.",
        term="上年结转",
    ),
    counted(
        "non_fiscal_carryover",
        "非财政拨款结转结余",
        "上年非财政拨款的结转结余。",
        "Other funds carried over.",
    ),
    counted(
        "basic",
        "基本支出",
        "为保障机构正常运转、完成日常工作任务而发生的支出。",
        "Basic expenditure.",
        expenditure_type="basic",
        term="基本支出",
    ),
    counted(
        "personnel",
        "人员经费",
        "基本支出中的工资福利和对个人、家庭的补助。",
        "Personnel expenses, a part of basic expenditure.",
        expenditure_type="basic",
    ),
    counted(
        "running",
        "公用经费",
        "基本支出中保障机构日常运转的商品和服务等支出。",
        "Running expenses, a part of basic expenditure.",
        expenditure_type="basic",
        term="机关运行费",
    ),
    counted(
        "project",
        "项目支出",
        "在基本支出之外为完成特定任务和事业发展目标所发生的支出。",
        "Project expenditure.",
        expenditure_type="project",
        term="项目支出",
    ),
    *(
        counted(
            name,
            title,
            f"本行基本支出中的{title}。",
            f"{english.capitalize()}, a part of basic expenditure.",
            f"基本支出 → {title}",
            expenditure_type="basic",
        )
        for name, title, english in BASIC_USES
    ),
    *(
        counted(
            name, title, f"本行支出中的{title}。", f"{english.capitalize()}, a part of the row."
        )
        for name, title, english in OTHER_USES
    ),
    counted(
        "to_superior",
        "上解上级支出",
        "下级单位上缴上级的支出。",
        "Payments to the higher level.",
        "上解上级支出",
        "上缴上级支出",
        expenditure_type="to_superior",
    ),
    counted(
        "to_affiliated",
        "对附属单位补助支出",
        "对附属单位的补助。",
        "Subsidies to affiliated units.",
        expenditure_type="to_affiliated",
    ),
    counted(
        "reserve",
        "单位预留机动经费",
        "单位预留、尚未细化的机动经费。",
        "Reserve of the unit.",
    ),
    counted("next_year", "结转下年", "结转到下年使用的资金。", "Carried over to the next year."),
    counted(
        "opening_balance",
        "年初结转和结余",
        "年初的结转和结余（决算）。",
        "Carry-over and surplus at the beginning of the year (final accounts).",
    ),
    counted(
        "closing_balance",
        "年末结转和结余",
        "年末的结转和结余（决算）。",
        "Carry-over and surplus at the end of the year (final accounts).",
    ),
    *(
        counted(
            name,
            title,
            f"{title}安排的数额；表中按财政级次分列资金时才有。",
            f"Paid from {english}, where the table tells funds by level of government.",
        )
        for name, title, english in (
            ("central_funds", "中央资金", "central funds"),
            ("provincial_funds", "省级资金", "provincial funds"),
            ("municipal_funds", "市级资金", "funds of the prefecture"),
            ("county_funds", "县级资金", "funds of the county or district"),
            ("local_funds", "市县资金", "funds of prefecture and county together"),
            ("own_level_funds", "本级资金", "funds of the department's own level"),
        )
    ),
    counted(
        "allotted_in_advance",
        "已提前下达",
        "在本次预算之前已经提前下达（安排）的数额。",
        "What was allotted in advance of this budget.",
    ),
    counted(
        "advances_offset",
        "抵扣上年垫付资金",
        "用来抵扣上年垫付资金的数额。",
        "What offsets money advanced in the year before.",
    ),
    counted(
        "allotted_otherwise",
        "另文下达",
        "另行发文下达的数额。",
        "What is allotted by another document.",
    ),
    counted(
        "allotted_now",
        "本次下达",
        "提前下达以外，本次下达（安排）的数额。",
        "What is allotted now, beside what was in advance.",
    ),
    counted(
        "advance_transfers",
        "上级提前通知的转移支付",
        "上级财政提前通知的转移支付安排的数额。",
        "From transfers that the higher level has announced in advance.",
    ),
    counted(
        "initial_budget",
        "年初预算数",
        "表上写明是年初的预算数，与决算数或调整后的预算数分列。",
        "The budget of the start of the year, printed as such beside a later stage.",
        "年初预算数",
        stage="approved",
    ),
    counted(
        "adjusted_budget",
        "全年预算数",
        "年度执行中调整后的预算数。",
        "The adjusted budget of the year.",
        "调整预算数",
        stage="adjusted",
    ),
    counted(
        "budget",
        "预算数",
        "决算表中的预算数，或与决算数并列的预算数；表上没有写明是年初批准的还是调整后的。",
        "The budget in final accounts or beside a final figure, approved or adjusted: not said.",
        "预算数",
        stage="budgeted",
    ),
    counted(
        "previous_budget",
        "上年预算数",
        "上一年度的预算数。",
        "The budget of the year before.",
        stage="approved",
        years_before=1,
    ),
    counted(
        "previous_executed",
        "上年执行数",
        "上一年度的执行数或决算数。",
        "The executed figure of the year before.",
        stage="executed",
        years_before=1,
    ),
    *(
        counted(
            f"plan_{which}_year",
            f"{called}计划数",
            f"中期规划中{called}的数额。",
            f"The plan for {english}.",
            stage="planned",
            years_before=before,
        )
        for which, called, english, before in (
            ("first", "预算年度", "the year of the budget", 0),
            ("second", "预算年度后一年", "the year after", -1),
            ("third", "预算年度后两年", "the second year after", -2),
        )
    ),
    *(
        counted(f"debt_{name}", title, f"用于{title}的支出。", f"{english} of government debt.")
        for name, title, english in (
            ("principal", "债务还本", "Repayment"),
            ("interest", "债务付息", "Interest"),
            ("issue", "债务发行费用", "Costs of issue"),
        )
    ),
    counted("change", "增减额", "比上年增减的数额。", "Change against the year before."),
    CHANGE_PERCENT,
    counted(
        "change_from_budget",
        "决算比预算增减额",
        "决算数比年初预算数或全年预算数（照表头所印）增减的数额。",
        "The final figure against the budget, initial or adjusted as the head says.",
    ),
    replace(
        CHANGE_PERCENT,
        name="change_from_budget_percent",
        title="决算比预算增减百分比",
        description="决算数比年初预算数或全年预算数（照表头所印）增减的百分比，12.5 为 12.5%。",
        description_en="The final figure against the budget in per cent; 12.5 is 12.5%.",
        labels=("预决算差异率",),
    ),
    *(
        replace(
            CHANGE_PERCENT,
            name=f"change_percent_{kind}",
            title=f"增减百分比：{title}",
            description=f"{title}比上年增减的百分比。",
            description_en=f"Change of {english} expenditure in per cent.",
            labels=(f"增减% → {title}",),
            expenditure_type=kind,
        )
        for kind, title, english in KINDS
    ),
    Field(
        name="completion_percent",
        kind="number",
        title="完成预算的百分比",
        description="决算数或执行数为预算数的百分之几，98.5 为 98.5%。",
        description_en="The final figure in per cent of the budget; 98.5 is 98.5%.",
        labels=("完成率", "预算执行率"),
        unit="%",
        measure="percent",
    ),
    *(
        field
        for name, title, stage, before in (
            ("total", "合计", None, 0),
            ("project", "项目支出", None, 0),
            ("previous_executed", "上年执行数", "executed", 1),
            ("change", "增减额", None, 0),
        )
        for field in (
            counted(
                f"{name}_without_infrastructure",
                f"{title}（扣除基建）",
                f"扣除基本建设投资后的{title}。",
                f"{name} without investment in infrastructure.",
                "扣除基建投资后预算数",
                stage=stage,  # type: ignore[arg-type]
                years_before=before,
            ),
        )
    ),
    Field(
        name="change_percent_without_infrastructure",
        kind="number",
        title="增减百分比（扣除基建）",
        description="扣除基本建设投资后比上年增减的百分比。",
        description_en="Change in per cent without investment in infrastructure.",
        unit="%",
        measure="percent",
    ),
    counted(
        "procurement",
        "政府采购",
        "本行支出中的政府采购。",
        "Procurement within this expenditure.",
        "政府采购项目 → 小计",
    ),
    counted(
        "procurement_small_business",
        "政府采购：预留中小企业",
        "政府采购中预留给中小企业的资金。",
        "Procurement reserved for small and medium enterprises.",
    ),
    counted(
        "procurement_micro_business",
        "政府采购：预留小微企业",
        "政府采购中预留给小型、微型企业的资金。",
        "Procurement reserved for small and micro enterprises.",
    ),
    counted(
        "small_business_share",
        "预留中小微企业份额",
        "为中小微企业预留的采购份额。",
        "Share reserved for small and medium enterprises.",
    ),
    counted(
        "project_funds",
        "预算资金",
        "该项目的预算资金。",
        "Budget of the project that pays.",
        "政府采购项目来源 → 预算资金",
    ),
    *(
        counted(
            name,
            f"采购计划：{title}",
            f"与实际采购并列的采购计划（预算）中的{title}。",
            f"Planned procurement beside what was bought: {english}.",
            stage="planned",
        )
        for name, title, english in (
            ("planned_total", "合计", "in all"),
            ("planned_fiscal_appropriation", "财政性资金", "fiscal appropriation"),
            ("planned_general_public_budget", "一般公共预算", "general public budget"),
            ("planned_government_fund", "政府性基金预算", "government-managed funds"),
            ("planned_state_capital", "国有资本经营预算", "state capital operations"),
            ("planned_special_account", "财政专户管理资金", "special fiscal accounts"),
            ("planned_own_funds", "单位资金", "the unit's own funds"),
            ("planned_other_funds", "其他资金", "other funds"),
        )
    ),
    Field(
        name="weight",
        kind="number",
        title="分值权重",
        description="得分的满分，照原样印出的数字。",
        description_en="Points to be had, as printed.",
        labels=("分值",),
        measure="quantity",
    ),
    Field(
        name="score",
        kind="number",
        title="自评得分",
        description="自评或评价的得分。",
        description_en="Points given in an evaluation.",
        labels=("自评得分",),
        measure="quantity",
    ),
    Field(
        name="unit_price",
        kind="amount",
        title="单价",
        description="每一计量单位的价格。",
        description_en="Price of one unit.",
        labels=("单价",),
        unit=PACKAGE_UNIT,
        measure="unit_price",
    ),
    counted("value", "价值", "资产的账面价值。", "Book value."),
    Field(
        name="quantity",
        kind="number",
        title="数量",
        description="数量，单位见 quantity_unit。",
        description_en="The quantity, in quantity_unit.",
        labels=("数量",),
        measure="quantity",
    ),
    Field(
        name="initial_quantity",
        kind="number",
        title="预算数量",
        description="与决算数量并列的预算数量，单位见 quantity_unit。",
        description_en="The number planned, printed beside that of the final accounts.",
        labels=("预算数",),
        measure="quantity",
        stage="budgeted",
    ),
    Field(
        name="previous_quantity",
        kind="number",
        title="上年预算数量",
        description="与本年数量并列的上年预算的数量，单位见 quantity_unit。",
        description_en="The number in the budget of the year before.",
        labels=("上年预算数",),
        measure="quantity",
        stage="approved",
        years_before=1,
    ),
    Field(
        name="people",
        kind="number",
        title="人数",
        description="参加的人数。",
        description_en="Number of participants.",
        labels=("人数",),
        measure="quantity",
    ),
    *CROSSED,
)

FIGURES: dict[str, Field] = {declared.name: declared for declared in _DECLARED}
