"""Tables that final accounts print beside the nine: how the institution runs, its projects."""

from yusuan.declared import vocabulary as v
from yusuan.tables import naming as n
from yusuan.tables.declaration import PublishedTable
from yusuan.tables.performance import ACHIEVED, DEVIATION
from yusuan.tables.roles import CARRIED, FUNDS, OWN_FUNDS, role_resource

OPERATION_INFORMATION = PublishedTable(
    resource=role_resource(
        "operation_information",
        "机构运行信息表",
        "“三公”经费、机关运行经费和政府采购支出，以及出国团组、车辆、接待批次等的数量，各成一行。",
        "“三公” expenditure, agency operating funds and procurement, and the numbers of journeys, "
        "vehicles, receptions and the like, a row for each.",
        (
            *n.UNITS,
            v.ITEM,
            v.ITEM_NO,
            v.ITEM_NAME,
            v.LEVEL.with_(required=True),
            v.PARENT_KEY,
            v.QUANTITY_UNIT,
            n.REMARKS,
        ),
        (
            "total",
            "initial_budget",
            "adjusted_budget",
            "budget",
            "completion_percent",
            "quantity",
            "initial_quantity",
        ),
    ),
)
PROJECT_EVALUATIONS = PublishedTable(
    resource=role_resource(
        "project_evaluations",
        "项目绩效自评结果表",
        "一行一个项目：预算数、执行数（合计）、执行率和自评得分。各项目的自评表见 project_execution。",
        "A row a project: its budget, what was spent (the total), rate and points. The form of "
        "each project is in project_execution.",
        (
            *n.UNITS,
            n.PROJECT_CODE,
            n.PROJECT_NAME,
            n.PROJECT_CATEGORY,
            *n.FUNCTION,
            *n.ECONOMIC,
            *n.GOVERNMENT_ECONOMIC,
            v.LEVEL,
            v.PARENT_KEY,
            v.PARENT_CODE,
            n.EVALUATION_GRADE,
            ACHIEVED,
            DEVIATION,
            n.IMPROVEMENT,
            n.REMARKS,
        ),
        (
            "initial_budget",
            "adjusted_budget",
            "budget",
            "total",
            "completion_percent",
            "weight",
            "score",
        ),
    ),
    expenditure_type="project",
)
PROJECT_ACCOUNTS = PublishedTable(
    resource=role_resource(
        "project_accounts",
        "项目收入支出决算表",
        "各项目的年初结转和结余、本年收入、本年支出和年末结转和结余；合计为本年支出。",
        "Opening balance, revenue, expenditure and closing balance of each project; the total is "
        "the expenditure of the year.",
        (
            *n.UNITS,
            n.PROJECT_CODE,
            n.PROJECT_NAME,
            n.UNIT_OR_PROJECT,
            n.PROJECT_CATEGORY,
            *n.FUNCTION,
            *n.ECONOMIC,
            *n.GOVERNMENT_ECONOMIC,
            v.LEVEL,
            v.PARENT_KEY,
            v.PARENT_CODE,
            n.REMARKS,
        ),
        (
            "total",
            "opening_balance",
            "current_year",
            "closing_balance",
            "initial_budget",
            "adjusted_budget",
            "budget",
            *FUNDS,
            *OWN_FUNDS,
            *CARRIED,
            "operating",
            "fiscal_carryover",
            "non_fiscal_carryover",
        ),
    ),
    expenditure_type="project",
)
