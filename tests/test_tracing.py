"""``yusuan trace`` leads from a value to the printed cell."""

import json

import pytest

from tests.paths import REAL, text_of
from yusuan.cli import main

ID = "130500-501-2023-budget"


def trace(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, object]:
    assert main(["trace", ID, *arguments, "--json"]) == 0
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


@pytest.mark.parametrize(
    ("resource", "row", "field", "head", "cells"),
    [
        ("revenue", "合计", "total", "合计", [(97, 4, "1336.23")]),
        ("revenue", "合计", "current_year", "本年收入 → 小计", [(97, 5, "1263.84")]),
        ("revenue", "215", "function_code", "功能分类科目 → 科目编码", [(98, 2, "215")]),
        ("budget_summary", "本年收入合计-revenue", "amount", "收入 → 预算数", [(82, 3, "1263.84")]),
        ("budget_summary", "32-expenditure", "amount", "支出 → 预算数", [(82, 5, "1336.23")]),
        ("fixed_assets", "车辆", "quantity", "数量", [(745, 2, "3")]),
        (
            "performance_indicators",
            "4.6",
            "description",
            "绩效指标描述",
            [
                (489, 4, "动员企业积极参加了互联网+制造业、两化融合相关培"),
                (492, 4, "训。企业通过培训，提高了认识，普及信息化知识。"),
            ],
        ),
    ],
)
def test_a_value_leads_to_its_printed_cells(
    capsys: pytest.CaptureFixture[str],
    resource: str,
    row: str,
    field: str,
    head: str,
    cells: list[tuple[int, int, str]],
) -> None:
    found = trace(capsys, resource, row, field)
    assert found["head_path"] == head
    assert found["cells"] == [{"place": f"L{a}C{b}", "text": c} for a, b, c in cells]
    lines = text_of(REAL).split("\n")
    assert all(lines[a - 1].split("\t")[b - 1] == c for a, b, c in cells)


def test_a_figure_names_the_checks_it_takes_part_in(capsys: pytest.CaptureFixture[str]) -> None:
    checks = trace(capsys, "revenue", "合计", "total")["checks"]
    assert isinstance(checks, list)
    assert {"revenue-total", "revenue-vs-summary"} <= {check["check_id"] for check in checks}


def test_a_text_takes_part_in_no_check_of_figures(capsys: pytest.CaptureFixture[str]) -> None:
    assert trace(capsys, "revenue", "2", "function_name")["checks"] == []


def test_an_unpublished_value_is_shown_as_blank(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trace", ID, "revenue", "1", "institutional"]) == 0
    assert "（空白，未公布）" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["no-such-id", "revenue", "合计", "total"], "没有这份公开文件"),
        ([ID, "income", "1", "total"], "没有这个资源"),
        ([ID, "revenue", "1", "sum"], "没有这个字段"),
        ([ID, "revenue", "99", "total"], "没有这一行"),
        ([ID, "budget_summary", "32", "amount"], "本年收入合计-revenue、本年支出合计-expenditure"),
    ],
)
def test_what_is_not_there_is_said_with_what_is(
    capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    assert main(["trace", *arguments]) == 2
    assert message in capsys.readouterr().err


@pytest.mark.parametrize("row", ["本年收入合计-revenue", "32-revenue"])
def test_a_row_is_named_by_its_key_or_by_its_printed_number(
    capsys: pytest.CaptureFixture[str], row: str
) -> None:
    found = trace(capsys, "budget_summary", row, "amount")
    assert found["value"] == "1263.84"
