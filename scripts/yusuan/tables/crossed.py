"""Figures that two heads tell together: a fund and a kind of expenditure, a year and a kind.

Each product is declared once here, so that a table of any place prints any of them into the column
of that name; which printed column that is, layouts say (``layouts/*.toml``).
"""

from yusuan.declared.fields import ExpenditureType, Field, FigureStage, FundSource
from yusuan.tables.counted import counted

_BUDGETS: tuple[tuple[FundSource, str, str], ...] = (
    ("general_public_budget", "一般公共预算", "general public budget"),
    ("government_fund", "政府性基金预算", "government-managed fund budget"),
    ("state_capital", "国有资本经营预算", "state capital operations budget"),
)
_BEFORE: tuple[tuple[str, str, FigureStage], ...] = (
    ("previous_budget", "上年预算数", "approved"),
    ("previous_executed", "上年执行数", "executed"),
)
_PLANNED: tuple[tuple[str, str, FigureStage], ...] = (
    ("initial_budget", "年初预算数", "approved"),
    ("adjusted_budget", "全年预算数", "adjusted"),
    ("budget", "预算数", "budgeted"),
)
PLANNED_STAGES = tuple(name for name, *_ in _PLANNED)
"""The fields of a budget that final accounts print beside what came of it."""
_BALANCES = (
    ("opening_balance", "年初结转和结余", "Opening balance"),
    ("current_year", "本年收入", "Revenue of the year"),
    ("closing_balance", "年末结转和结余", "Closing balance"),
)
KINDS: tuple[tuple[ExpenditureType, str, str], ...] = (
    ("basic", "基本支出", "basic"),
    ("project", "项目支出", "project"),
)
_CARRIED = (
    ("general_public_budget", "一般公共预算", "general public budget"),
    ("government_fund", "政府性基金预算", "government-managed funds"),
    ("state_capital", "国有资本经营预算", "state capital operations"),
    ("special_account", "财政专户管理资金", "special fiscal accounts"),
    ("own_funds", "单位资金", "the unit's own funds"),
)
# Money that is not of the year's own appropriation: from earlier years, from above.
_OTHERWISE = (
    ("carryover", "上年结转", "Carry-over"),
    ("advance_transfers", "上级提前通知的转移支付", "Announced transfers"),
)
# What is spent, by economic class: what basic expenditure mostly consists of, and the rest.
BASIC_USES = (
    ("wages", "工资福利支出", "wages and welfare"),
    ("goods", "商品和服务支出", "goods and services"),
    ("individuals", "对个人和家庭的补助", "subsidies to individuals and families"),
    ("capital", "资本性支出", "capital expenditure"),
)
OTHER_USES = (
    ("interest", "债务利息及费用支出", "interest on debts"),
    ("capital_construction", "资本性支出（基本建设）", "capital construction"),
    ("enterprises", "对企业补助", "subsidies to enterprises"),
    ("enterprises_construction", "对企业补助（基本建设）", "construction subsidies to enterprises"),
    ("social_security_funds", "对社会保障基金补助", "subsidies to social security funds"),
    ("other_expenditure", "其他支出", "other expenditure"),
)
CLASSES_OF_PROJECTS = (
    ("other_running", "其他运转类", "other running projects"),
    ("specific_target", "特定目标类", "projects with a specific target"),
    ("general", "一般性项目", "general projects"),
    ("earmarked", "专项资金", "earmarked funds"),
    ("own_level", "本级项目", "projects of the own level of government"),
    ("from_superior", "上级专项", "earmarked projects of the level above"),
)

CROSSED: tuple[Field, ...] = (
    counted(
        "running_class",
        "运转类",
        "公用经费和其他运转类项目之和。",
        "Running expenses and other running projects together.",
        "运转类 → 小计",
    ),
    *(
        counted(
            f"{stage_name}_{kind}",
            f"{called}：{title}",
            f"{called}中的{title}。",
            f"{english.capitalize()} expenditure of that budget.",
            f"{called} → {title}",
            expenditure_type=kind,
            stage=stage,
        )
        for stage_name, called, stage in _PLANNED
        for kind, title, english in KINDS
    ),
    *(
        counted(
            f"{fund}_{kind}",
            f"{called}：{title}",
            f"{called}拨款安排的{title}。",
            f"{english.capitalize()} expenditure paid from the {from_what}.",
            f"{called} → {title}",
            fund_source=fund,
            expenditure_type=kind,
        )
        for fund, called, from_what in _BUDGETS
        for kind, title, english in KINDS
    ),
    *(
        counted(
            f"change_{kind}",
            f"增减额：{title}",
            f"{title}比上年增减的数额。",
            f"Change of {english} expenditure against the year before.",
            f"增减额 → {title}",
            expenditure_type=kind,
        )
        for kind, title, english in KINDS
    ),
    *(
        counted(
            f"{when}_{kind}",
            f"{called}：{title}",
            f"{called}中属于{title}的数额。",
            f"{english} of {kind_english} expenditure.",
            expenditure_type=kind,
        )
        for when, called, english in _BALANCES
        for kind, title, kind_english in KINDS
    ),
    *(
        counted(
            f"closing_balance_project_{name}",
            f"年末结转和结余：项目支出{title}",
            f"年末结转和结余中项目支出的{title}。",
            f"Closing balance of project expenditure: {english}.",
            f"年末结转和结余 → 项目支出{title}",
            expenditure_type="project",
        )
        for name, title, english in (
            ("carryover", "结转", "carried over"),
            ("surplus", "结余", "surplus"),
        )
    ),
    *(
        counted(
            f"advance_transfers_{fund}",
            f"上级提前通知的转移支付：{title}",
            f"上级财政提前通知的转移支付中的{title}。",
            f"Announced transfers of the {english}.",
            fund_source=fund,
        )
        for fund, title, english in _BUDGETS
    ),
    *(
        counted(
            f"{when}_{kind}",
            f"{called}：{title}",
            f"{called}安排的{title}。",
            f"{english}: {kind_english} expenditure.",
            f"{called} → {title}",
            expenditure_type=kind,
        )
        for when, called, english in _OTHERWISE
        for kind, title, kind_english in KINDS
    ),
    *(
        counted(
            f"{when}_{fund}_{kind}",
            f"{called}：{of_fund}：{title}",
            f"{called}中由{of_fund}安排的{title}。",
            f"{english} of the {fund_english}: {kind_english} expenditure.",
            f"{called} → {of_fund} → {title}",
            expenditure_type=kind,
        )
        for when, called, english in _OTHERWISE
        for fund, of_fund, fund_english in _BUDGETS
        for kind, title, kind_english in KINDS
    ),
    *(
        counted(
            f"{when}_{kind}",
            f"{called}：{title}",
            f"{called}中的{title}。",
            f"{english.capitalize()} expenditure of the year before.",
            f"{called} → {title}",
            expenditure_type=kind,
            stage=stage,
            years_before=1,
        )
        for when, called, stage in _BEFORE
        for kind, title, english in KINDS
    ),
    *(
        counted(
            f"carryover_{fund}",
            f"上年结转：{title}",
            f"上年结转结余中的{title}。",
            f"Carry-over: {english}.",
            f"上年结转结余 → {title}",
        )
        for fund, title, english in _CARRIED
    ),
    *(
        counted(
            f"project_{name}",
            f"项目支出：{title}",
            f"项目支出中的{title}。",
            f"Project expenditure: {english}.",
            f"项目支出 → {title}",
            expenditure_type="project",
        )
        for name, title, english in (*BASIC_USES, *OTHER_USES, *CLASSES_OF_PROJECTS)
    ),
)
