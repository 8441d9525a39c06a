"""Tables whose rows are classification codes: revenue, expenditure, the funds, basic items.

Level and parent follow from the code's prefix (3 digits class, 5 section, 7 item).
"""

from yusuan.declared import vocabulary as v
from yusuan.declared.fields import Field, FundSource
from yusuan.tables import naming as n
from yusuan.tables.declaration import PublishedTable
from yusuan.tables.figures import FIGURES
from yusuan.tables.roles import (
    ADVANCED_BY_KIND,
    APPROPRIATION_FIGURES,
    BALANCES,
    BY_KIND,
    CARRIED,
    CODED,
    CROSSED_EXPENDITURE,
    EXPENDITURE_FIGURES,
    FUNDS,
    NON_TAX,
    OWN_FUNDS,
    STAGES,
    role_resource,
)

_REVENUE_FIGURES = (
    "total", "current_year", "fiscal_appropriation", "general_public_budget", "earmarked",
    "government_fund", "state_capital", "special_account", "special_account_education",
    "special_account_other", "institutional", "institutional_education",
    FIGURES["operating"].with_(title="经营收入", fund_source="own_funds"), "from_superior",
    "from_affiliated", "other",
    "other_level_appropriation",
    "non_tax_revenue", "own_funds", "other_funds", "used_surplus", "account_balance",
    "carryover", "carryover_general_public_budget", "carryover_government_fund",
    "carryover_state_capital", "carryover_special_account", "carryover_own_funds",
    "fiscal_carryover", "non_fiscal_carryover", *STAGES, *NON_TAX,
)  # fmt: skip
_EXPENDITURE_FIGURES: tuple[str | Field, ...] = (
    *EXPENDITURE_FIGURES,
    FIGURES["operating"].with_(title="经营支出", expenditure_type="operating"), "to_superior",
    "to_affiliated", "reserve", *FUNDS, *OWN_FUNDS, *STAGES, *BALANCES, *BY_KIND, *CARRIED,
    *CROSSED_EXPENDITURE, *NON_TAX, "procurement",
    "procurement_small_business", "procurement_micro_business",
)  # fmt: skip


REVENUE = PublishedTable(
    resource=role_resource(
        "revenue",
        "部门收入总表",
        "部门全年收入，按功能分类科目和来源列示。",
        "Revenue of the department by functional classification and source.",
        CODED,
        _REVENUE_FIGURES,
    ),
    direction="revenue",
)

GOVERNMENT_FUND_REVENUE = PublishedTable(
    resource=role_resource(
        "government_fund_revenue",
        "政府性基金收入表",
        "政府性基金预算的收入，按项目列示。",
        "Revenue of government-managed funds by item.",
        (*n.UNITS, n.ITEM, v.LEVEL, v.PARENT_KEY, n.REMARKS),
        ("total", "previous_budget", "previous_executed", "change", "change_percent"),
    ),
    direction="revenue",
    fund_source="government_fund",
)

EXPENDITURE = PublishedTable(
    resource=role_resource(
        "expenditure",
        "部门支出总表",
        "部门全年支出，按功能分类科目和支出类型列示。",
        "Expenditure of the department by functional classification and type.",
        CODED,
        _EXPENDITURE_FIGURES,
    ),
)


def _appropriation_table(
    source: FundSource,
    title: str,
    description: str,
    description_en: str,
    *crossed: str,
) -> PublishedTable:
    return PublishedTable(
        resource=role_resource(
            f"{source}_expenditure",
            title,
            description,
            description_en,
            CODED,
            (*APPROPRIATION_FIGURES, *crossed),
        ),
        fund_source=source,
    )


GENERAL_PUBLIC_BUDGET_EXPENDITURE = _appropriation_table(
    "general_public_budget",
    "一般公共预算财政拨款支出表",
    "一般公共预算财政拨款安排的支出，按功能分类科目列示。",
    "Expenditure from the general public budget by functional classification.",
    *CROSSED_EXPENDITURE,
    *ADVANCED_BY_KIND,
)

GOVERNMENT_FUND_EXPENDITURE = _appropriation_table(
    "government_fund",
    "政府性基金预算财政拨款支出表",
    "政府性基金预算财政拨款安排的支出，按功能分类科目列示。",
    "Expenditure from the government-managed fund budget by functional classification.",
    *CROSSED_EXPENDITURE,
)

STATE_CAPITAL_EXPENDITURE = _appropriation_table(
    "state_capital",
    "国有资本经营预算财政拨款支出表",
    "国有资本经营预算财政拨款安排的支出，按功能分类科目列示。",
    "Expenditure from the state capital operations budget by functional classification.",
)

SPECIAL_ACCOUNT_EXPENDITURE = _appropriation_table(
    "special_account",
    "财政专户管理资金支出表",
    "财政专户管理资金安排的支出，按功能分类科目列示。",
    "Expenditure from funds under special fiscal accounts by functional classification.",
)

GENERAL_PUBLIC_BUDGET_BASIC_EXPENDITURE = PublishedTable(
    resource=role_resource(
        "general_public_budget_basic_expenditure",
        "一般公共预算财政拨款基本支出表",
        "一般公共预算财政拨款安排的基本支出，按部门预算支出经济分类科目列示。",
        "Basic expenditure from the general public budget by economic classification.",
        CODED,
        APPROPRIATION_FIGURES,
    ),
    fund_source="general_public_budget",
    expenditure_type="basic",
)
