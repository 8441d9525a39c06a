"""Table roles that national rules or many places ask for, with rows of codes, units or projects.

A role fills the same columns whatever the layout: its resource has the union of the columns that
layouts know (``layouts/*.toml``), so that figures of all places stand in one table.
"""

from yusuan.declared import vocabulary as v
from yusuan.declared.fields import ExpenditureType, Field, ForeignKey, FundSource, Resource
from yusuan.model import Side
from yusuan.tables import crossed
from yusuan.tables import naming as n
from yusuan.tables.declaration import PublishedTable
from yusuan.tables.figures import FIGURES

CODE_LISTS = {
    "function_code": "functional_classification",
    "economic_code": "economic_classification",
}
FUNDS = (
    "fiscal_appropriation", "general_public_budget", "earmarked", "government_fund",
    "state_capital", "special_account", "special_account_education", "special_account_other",
    "own_funds", "other_funds", "used_surplus", "account_balance", "carryover",
)  # fmt: skip
OWN_FUNDS = (
    "institutional",
    "operating_revenue",
    "from_superior",
    "from_affiliated",
    "other",
    "other_level_appropriation",
    "non_tax_revenue",
)
NON_TAX = (
    "administrative_fees", "fines", "special_revenue", "state_assets_revenue",
    "housing_fund_revenue",
)  # fmt: skip
STAGES = (
    "initial_budget", "adjusted_budget", "budget", "previous_budget", "previous_executed", "change",
    "change_percent", "change_from_budget", "change_from_budget_percent", "completion_percent",
)  # fmt: skip
BY_KIND = (
    "previous_budget_basic", "previous_budget_project",
    "previous_executed_basic", "previous_executed_project",
    "change_basic", "change_project", "change_percent_basic", "change_percent_project",
    "general_public_budget_basic", "general_public_budget_project",
    "government_fund_basic", "government_fund_project",
    "state_capital_basic", "state_capital_project",
)  # fmt: skip
CARRIED = (
    "carryover_general_public_budget", "carryover_government_fund", "carryover_state_capital",
    "carryover_special_account", "carryover_own_funds",
)  # fmt: skip
_USES = tuple(name for name, *_ in (*crossed.BASIC_USES, *crossed.OTHER_USES))
ADVANCED = (
    "advance_transfers", "advance_transfers_general_public_budget",
    "advance_transfers_government_fund", "advance_transfers_state_capital",
)  # fmt: skip
# What two heads tell together, in the tables where places print it.
BY_USE_AND_CLASS = tuple(
    f"project_{name}" for name in (*_USES, *(name for name, *_ in crossed.CLASSES_OF_PROJECTS))
)


def _by_kind(money: str) -> tuple[str, ...]:
    """Basic and project expenditure paid with ``money``, of all budgets and of each."""
    funds = ("", "_general_public_budget", "_government_fund", "_state_capital")
    return tuple(f"{money}{fund}_{kind}" for fund in funds for kind in ("basic", "project"))


CARRIED_BY_KIND = _by_kind("carryover")
ADVANCED_BY_KIND = _by_kind("advance_transfers")
PLANNED_BY_KIND = tuple(
    f"{stage}_{kind}" for stage in crossed.PLANNED_STAGES for kind, *_ in crossed.KINDS
)
ALLOTTED = ("allotted_in_advance", "advances_offset", "allotted_now", "allotted_otherwise")
LEVELS = (
    "central_funds", "provincial_funds", "municipal_funds", "county_funds", "local_funds",
    "own_level_funds",
)  # fmt: skip
CROSSED_EXPENDITURE = (
    "running_class", *PLANNED_BY_KIND,
    *BY_USE_AND_CLASS, *CARRIED_BY_KIND, "closing_balance_project_carryover",
    "closing_balance_project_surplus",
)  # fmt: skip
EXPENDITURE_FIGURES = (
    "total",
    "basic",
    "personnel",
    "running",
    *_USES,
    "project",
)
BALANCES = (
    "opening_balance", "opening_balance_basic", "opening_balance_project", "current_year",
    "current_year_basic", "current_year_project", "closing_balance", "closing_balance_basic",
    "closing_balance_project", "next_year",
)  # fmt: skip
WITHOUT_INFRASTRUCTURE = (
    "total_without_infrastructure", "project_without_infrastructure",
    "previous_executed_without_infrastructure", "change_without_infrastructure",
    "change_percent_without_infrastructure",
)  # fmt: skip


def role_resource(
    name: str,
    title: str,
    description: str,
    description_en: str,
    named: tuple[Field, ...],
    figures: tuple[str | Field, ...],
) -> Resource:
    """A resource with the fields that name its rows and those of its figures, each once."""
    fields = tuple(FIGURES[field] if isinstance(field, str) else field for field in figures)
    return Resource(
        name=name,
        title=title,
        description=description,
        description_en=description_en,
        fields=(
            v.DISCLOSURE_ID,
            v.ROW_KEY,
            v.ROW_NO,
            *named,
            *{field.name: field for field in fields}.values(),
            *v.PLACES,
        ),
        primary_key=("disclosure_id", "row_key"),
        foreign_keys=(
            *v.TO_SOURCE,
            *(
                ForeignKey((field.name,), CODE_LISTS[field.name], (field.name,))
                for field in named
                if field.name in CODE_LISTS
            ),
        ),
    )


CODED = (
    *n.UNITS, *n.FUNCTION, *n.ECONOMIC, *n.GOVERNMENT_ECONOMIC, n.ITEM, n.ITEM_DETAIL, v.LEVEL,
    v.PARENT_KEY, v.PARENT_CODE, n.REMARKS,
)  # fmt: skip


def _role(
    name: str,
    title: str,
    description: str,
    description_en: str,
    *,
    named: tuple[Field, ...] = CODED,
    figures: tuple[str | Field, ...],
    direction: Side | None = "expenditure",
    fund_source: FundSource | None = None,
    expenditure_type: ExpenditureType | None = None,
    narrative: bool = False,
) -> PublishedTable:
    return PublishedTable(
        resource=role_resource(name, title, description, description_en, named, figures),
        direction=direction,
        fund_source=fund_source,
        expenditure_type=expenditure_type,
        narrative=narrative,
    )


APPROPRIATION_FIGURES = (
    *EXPENDITURE_FIGURES, *FUNDS, *OWN_FUNDS, *STAGES, *BALANCES, *WITHOUT_INFRASTRUCTURE,
    *BY_KIND, *CARRIED, *ADVANCED,
)  # fmt: skip

ECONOMIC_EXPENDITURE = _role(
    "economic_expenditure",
    "部门支出表（按经济分类）",
    "部门全部支出，按支出经济分类科目和资金来源列示。",
    "All expenditure of the department by economic classification and source of funds.",
    figures=(*APPROPRIATION_FIGURES, *NON_TAX),
)
FISCAL_APPROPRIATION_EXPENDITURE = _role(
    "fiscal_appropriation_expenditure",
    "财政拨款支出表",
    "财政拨款（三本预算合计）安排的支出，按功能分类科目列示。",
    "Expenditure from all fiscal appropriation by functional classification.",
    figures=(*APPROPRIATION_FIGURES, *CROSSED_EXPENDITURE, *ADVANCED_BY_KIND),
)
FISCAL_APPROPRIATION_BASIC_EXPENDITURE = _role(
    "fiscal_appropriation_basic_expenditure",
    "财政拨款基本支出表",
    "财政拨款安排的基本支出，按部门预算支出经济分类科目列示。",
    "Basic expenditure from all fiscal appropriation by economic classification.",
    figures=APPROPRIATION_FIGURES,
    expenditure_type="basic",
)
FISCAL_APPROPRIATION_ECONOMIC_EXPENDITURE = _role(
    "fiscal_appropriation_economic_expenditure",
    "财政拨款支出表（按经济分类）",
    "财政拨款（三本预算合计）安排的支出，按支出经济分类科目列示。",
    "Expenditure from all fiscal appropriation by economic classification.",
    figures=(*APPROPRIATION_FIGURES, *CROSSED_EXPENDITURE, *ADVANCED_BY_KIND),
)
GENERAL_PUBLIC_BUDGET_ECONOMIC_EXPENDITURE = _role(
    "general_public_budget_economic_expenditure",
    "一般公共预算支出表（按经济分类）",
    "一般公共预算安排的支出，按支出经济分类科目列示。",
    "Expenditure from the general public budget by economic classification.",
    figures=APPROPRIATION_FIGURES,
    fund_source="general_public_budget",
)
GOVERNMENT_FUND_ECONOMIC_EXPENDITURE = _role(
    "government_fund_economic_expenditure",
    "政府性基金预算支出表（按经济分类）",
    "政府性基金预算安排的支出，按支出经济分类科目列示。",
    "Expenditure from the government-managed fund budget by economic classification.",
    figures=APPROPRIATION_FIGURES,
    fund_source="government_fund",
)
GENERAL_PUBLIC_BUDGET_BASIC_EXPENDITURE_BY_FUNCTION = _role(
    "general_public_budget_basic_expenditure_by_function",
    "一般公共预算基本支出表（按功能分类）",
    "一般公共预算安排的基本支出，按功能分类科目列示。",
    "Basic expenditure from the general public budget by functional classification.",
    figures=APPROPRIATION_FIGURES,
    fund_source="general_public_budget",
    expenditure_type="basic",
)


def _of_projects(name: str) -> Field:
    """A part by economic class of a row that is of projects, not of basic expenditure."""
    field = FIGURES[name]
    return field.with_(
        description=f"本行项目支出中的{field.title}。",
        description_en=f"{field.description_en.rpartition(',')[0]}, a part of projects.",
        expenditure_type="project",
        labels=(),
    )


GENERAL_PUBLIC_BUDGET_PROJECT_EXPENDITURE = _role(
    "general_public_budget_project_expenditure",
    "一般公共预算项目支出表",
    "一般公共预算安排的项目支出，按支出科目列示。",
    "Project expenditure from the general public budget by classification.",
    named=(*CODED, n.PROJECT_NAME, n.UNIT_OR_PROJECT),
    figures=(
        *(figure for figure in APPROPRIATION_FIGURES if figure not in _USES),
        *(_of_projects(name) for name in _USES),
    ),
    fund_source="general_public_budget",
    expenditure_type="project",
)
BASIC_EXPENDITURE = _role(
    "basic_expenditure",
    "基本支出表",
    "全部基本支出，按经济分类和资金来源列示。",
    "All basic expenditure by economic classification and source of funds.",
    named=(*CODED, n.PROJECT_CODE, n.PROJECT_NAME, n.UNIT_OR_PROJECT),
    figures=(*APPROPRIATION_FIGURES, *NON_TAX, *ALLOTTED),
    expenditure_type="basic",
)
AGENCY_OPERATION = _role(
    "agency_operation",
    "机关运行经费支出表",
    "机关运行经费，按支出经济分类科目列示。",
    "Agency operating funds by economic classification.",
    figures=APPROPRIATION_FIGURES,
    expenditure_type="basic",
)
OTHER_FUNDS_EXPENDITURE = _role(
    "other_funds_expenditure",
    "其他资金来源的支出表",
    "经费拨款、收费、非税收入、单位资金等一种资金安排的支出，按支出科目列示；"
    "是哪一种，见 published_tables 中该表的名称。",
    "Expenditure from one source of funds (fees, non-tax revenue, own funds) by classification; the "
    "title of the table, in published_tables, says which.",
    named=(
        *n.UNITS,
        *n.FUNCTION,
        *n.ECONOMIC,
        n.PROJECT_NAME,
        n.ITEM,
        v.LEVEL,
        v.PARENT_KEY,
        v.PARENT_CODE,
        n.REMARKS,
    ),
    figures=("total", "basic", "personnel", "running", "project"),
)
APPROPRIATION_BALANCES = _role(
    "appropriation_balances",
    "财政拨款结转结余情况表",
    "财政拨款年初、年末的结转和结余，及本年收支，按支出科目或项目列示。",
    "What was left of the fiscal appropriation at both ends of the year, with the year's revenue and "
    "expenditure.",
    named=(
        *n.UNITS,
        *n.FUNCTION,
        *n.ECONOMIC,
        n.PROJECT_NAME,
        n.ITEM,
        v.LEVEL,
        v.PARENT_KEY,
        v.PARENT_CODE,
        n.REMARKS,
    ),
    figures=("total", *BALANCES[:-1]),
)
ECONOMIC_ITEMS = _role(
    "economic_items",
    "经济科目明细（横排）",
    "横排印出经济科目的表：一行一科目一个数额，表的名称见 published_tables。",
    "Tables with economic items over their columns: a row for each figure; the title of the "
    "table is in published_tables.",
    named=(*n.UNITS, *n.FUNCTION, n.ITEM, n.ECONOMIC_PATH, n.REMARKS),
    figures=("total",),
)

_PROJECTS = (
    *n.UNITS, n.PROJECT_CODE, n.PROJECT_NAME, n.UNIT_OR_PROJECT, n.PROJECT_CATEGORY,
    n.PROJECT_LEVEL, n.PROJECT_PERIOD, n.FUND_NATURE, n.FUND_ORIGIN, n.PROJECT_TEXT, *n.FUNCTION, *n.ECONOMIC,
    *n.GOVERNMENT_ECONOMIC, v.LEVEL, v.PARENT_KEY, v.PARENT_CODE, n.REMARKS,
)  # fmt: skip
_PROJECT_FIGURES = (
    "total", *FUNDS, *OWN_FUNDS, "operating", *CARRIED, "fiscal_carryover", "non_fiscal_carryover",
)  # fmt: skip

PROJECT_EXPENDITURE = _role(
    "project_expenditure",
    "项目支出表",
    "项目支出，按项目和资金来源列示。",
    "Project expenditure by project and source of funds.",
    named=(*_PROJECTS, n.DEBT_KIND),
    figures=(
        *_PROJECT_FIGURES,
        *LEVELS,
        "allotted_in_advance",
        "allotted_now",
        *NON_TAX,
        "procurement",
        *STAGES,
        *(_of_projects(name) for name in _USES),
    ),
    expenditure_type="project",
)
PROJECT_GOALS = _role(
    "project_goals",
    "重点项目及其绩效目标",
    "重点项目的预算数和绩效目标。",
    "Key projects with their budgets and goals.",
    named=_PROJECTS,
    figures=_PROJECT_FIGURES,
    expenditure_type="project",
    narrative=True,
)
CARRYOVER_EXPENDITURE = _role(
    "carryover_expenditure",
    "上年结转资金支出表",
    "上年结转资金安排的支出，按项目列示。",
    "Expenditure from funds carried over, by project.",
    named=_PROJECTS,
    figures=_PROJECT_FIGURES,
)
PURCHASED_SERVICES = _role(
    "purchased_services",
    "政府购买服务预算",
    "政府购买服务，按指导性目录列示。",
    "Services purchased by the government, by the catalogue of services.",
    named=(
        *n.UNITS,
        n.PROJECT_CODE,
        n.PROJECT_NAME,
        *n.PURCHASES,
        n.FUND_NATURE,
        n.FUND_ORIGIN,
        *n.FUNCTION,
        *n.ECONOMIC,
        *n.GOVERNMENT_ECONOMIC,
        v.LEVEL,
        v.PARENT_KEY,
        v.PARENT_CODE,
        v.QUANTITY_UNIT,
        n.REMARKS,
    ),
    figures=(
        *_PROJECT_FIGURES,
        "project_funds",
        "quantity",
        "unit_price",
        "small_business_share",
    ),
)
EVENTS = _role(
    "events",
    "会议和培训明细",
    "计划举办的会议和培训：时间、人数和金额。",
    "Meetings and trainings planned: time, people and amount.",
    named=(
        *n.UNITS,
        Field(
            name="event_name",
            title="会议或培训名称",
            description="会议或培训的名称，照原样印出。",
            description_en="Name of the meeting or training exactly as printed.",
        ),
        Field(
            name="event_time",
            title="时间",
            description="举办的时间，照原样印出。",
            description_en="When it is held, exactly as printed.",
        ),
        v.LEVEL,
        v.PARENT_KEY,
        n.REMARKS,
    ),
    figures=("people", "total"),
)
