"""Where on the site the cited thing stands: the part of the address that follows the site's."""

from yusuan.tables import TABLE_BY_NAME
from yusuan.tables.institutions import INSTITUTIONS

# The page of a disclosure that shows a resource which is no published table.
PAGE_OF_RESOURCE = {
    "department_goals": "goals",
    "goal_indicators": "goals",
    "department_tasks": "goals",
    "goal_execution": "goals",
    "projects": "projects",
    "performance_indicators": "indicators",
    "project_execution": "projects",
    "narrative": "explanation",
    "stated_amounts": "explanation",
    "glossary": "glossary",
    "source_lines": "source",
    "published_cells": "source",
    "unplaced_cells": "source",
    "checks": "checks",
}


def resource_address(name: str) -> str:
    """The data dictionary's entry of a resource."""
    return f"dictionary.html#{name}"


def disclosure_address(disclosure_id: str) -> str:
    return f"disclosures/{disclosure_id}/"


def table_address(disclosure_id: str, name: str) -> str:
    """The page of a table; the disclosure's first where the table has none of its own."""
    folder = disclosure_address(disclosure_id)
    if name == INSTITUTIONS.name:
        return f"{folder}explanation.html#{name}"
    page = name if name in TABLE_BY_NAME else PAGE_OF_RESOURCE.get(name)
    return f"{folder}{page}.html" if page else folder


def figure_address(budget_line_id: str) -> str:
    """The page of a figure."""
    from yusuan.pages import places  # here: the pages import this module

    folder = disclosure_address(budget_line_id.partition(".")[0])
    return f"{folder}{places.figure_address(budget_line_id)}"
