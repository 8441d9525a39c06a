"""That a document names projects and prints no amount for each of them, said where it is missed."""

from yusuan.pages.figures import grouped
from yusuan.pages.measures import MEASURE_BY_NAME, find
from yusuan.pages.model import Disclosure, text

_AMOUNTS = ("total_amount", "period_amount", "fiscal_amount", "carryover_amount", "other_amount")
_BY_PROJECT = (
    "project_expenditure",
    "general_public_budget_project_expenditure",
    "project_goals",
)


def unpriced(disclosure: Disclosure) -> str:
    """What is and what is not printed of the amounts of projects; blank where they are printed."""
    projects = disclosure.of("projects")
    if not projects or any(row[name] is not None for row in projects for name in _AMOUNTS):
        return ""
    if any(disclosure.of(resource) for resource in _BY_PROJECT):
        return ""
    said = "文件没有公布每个项目的金额：绩效目标表没有印金额，也没有按项目列金额的支出表"
    whole = find(MEASURE_BY_NAME["project"], disclosure)
    if whole is not None and whole.figure is not None:
        figure = whole.figure
        shown = f"{grouped(text(figure, 'published_text'))} {text(figure, 'published_unit')}"
        said += f"；印出的是全部项目支出的合计，{shown.rstrip()}"
    bought = [row for row in disclosure.of("procurement") if row.get("project_funds") is not None]
    if bought:
        said += f"，以及政府采购预算表里 {len(bought)} 个采购项目的预算资金"
    return f"{said}。"
