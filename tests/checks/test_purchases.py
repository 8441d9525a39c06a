"""A purchase of a project that a document with the goals of its projects does not print."""

from types import SimpleNamespace
from typing import cast

import pytest

from yusuan.checks.evidence import Evidence
from yusuan.checks.slips import project_names
from yusuan.evidence.places import LinePlace

PROJECTS = ("造林补助", "苗圃维护经费", "防火宣传", "林区道路养护", "古树名木保护")


def found(*purchases: str, projects: tuple[str, ...] = PROJECTS) -> list[str]:
    place = LinePlace(1)
    rows = tuple(
        SimpleNamespace(label=purchase, texts={"project_name": purchase}, place=place)
        for purchase in purchases
    )
    table = SimpleNamespace(title="政府采购预算", entries=rows)
    evidence = SimpleNamespace(
        projects=tuple(SimpleNamespace(title=f"{p}绩效目标表", place=place) for p in projects),
        filled=lambda role: table if role == "procurement" else None,
    )
    outcomes = project_names(cast("Evidence", evidence))
    return [str(each.left) for each in outcomes if getattr(each, "status", "") == "fail"]


def test_a_project_that_is_nowhere_else_is_named() -> None:
    assert found("无人机巡查项目") == ["无人机巡查项目"]


@pytest.mark.parametrize(
    "purchase", ["苗圃维护", "林区道路养护工程", "日常公用经费", "全额", "古树名木保护专项经费"]
)
def test_what_may_well_be_known_is_no_finding(purchase: str) -> None:
    assert found(purchase) == []


def test_a_document_with_few_goals_may_leave_some_out() -> None:
    assert found("无人机巡查项目", projects=PROJECTS[:3]) == []


def test_a_document_whose_purchases_are_of_many_other_projects_prints_not_all_goals() -> None:
    assert found("无人机巡查项目", "护林房改造", "造林补助") == []
