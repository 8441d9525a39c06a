"""Titles of many places, each taken for its role by the national base alone.

``titles.txt`` holds them below their role. A title that only its head can decide is not in it.
"""

import re

import pytest

from tests.binding.grids import captioned
from tests.paths import ROOT
from yusuan.binding.tables import is_foreign
from yusuan.binding.titles import core, title_score
from yusuan.layouts.loading import load_layout
from yusuan.printed.text import key

_TEXT = (ROOT / "tests/binding/titles.txt").read_text(encoding="utf-8")
TITLES = [
    (title, role)
    for role, titles in re.findall(r"= (\w+)\n((?:[^=\n].*\n)+)", _TEXT)
    for title in titles.splitlines()
]
BASE = load_layout("base")
# Titles that other tables have; none of them is a table that the package knows.
OF_NONE = [
    "行政事业性收费目录",
    "政府债务限额表",
    "上年结转结余情况表",
    "支出",  # a word of a head that stands outside its frame
]


def scores(title: str) -> dict[str, float]:
    compared = key(title)
    short = core(compared, BASE, ())
    return {name: title_score(role, compared, short)[0] for name, role in BASE.roles.items()}


@pytest.mark.parametrize(("title", "role"), TITLES)
def test_a_title_speaks_most_clearly_for_its_role(title: str, role: str) -> None:
    found = scores(title)
    assert found.pop(role) > max(found.values())


@pytest.mark.parametrize("title", OF_NONE)
def test_a_title_of_no_known_table_speaks_for_none(title: str) -> None:
    assert not any(scores(title).values())


def test_every_role_that_is_told_by_its_title_has_one() -> None:
    assert len(TITLES) > 200
    assert len({role for _, role in TITLES}) > 20


GOVERNMENTS = [
    (
        "一般公共预算收入表 一般公共预算支出表 一般公共预算本级支出表 一般公共预算转移支付表 "
        "政府一般债务限额和余额情况表 政府性基金收入表 政府性基金支出表 社会保险基金收入表"
    ),
    (
        "2021年示例区一般公共预算收入执行情况表（财政预计数） 2021年示例区一般公共预算收支平衡表 "
        "2022年示例区一般公共预算支出（草案表） 2022年示例区政府性基金收支预算（草案表） "
        "2022年示例区一般公共预算拨款部门经济分类"
    ),
    (
        "2023年示例县一般公共预算收入预算表 2023年示例县一般公共预算支出预算表 "
        "2023年示例县政府性基金预算支出表 2023年示例县国有资本经营预算支出表"
    ),
    (
        "2023年一般公共预算收入情况表 2023年一般公共预算支出情况表 2023年一般公共预算收支平衡表 "
        "2023年政府性基金预算支出情况表 2023年国有资本经营预算收入情况表"
    ),
    "2021年区本级“三公”经费预算支出表",
]
DEPARTMENTS = [
    "收支总表 收入总表 支出总表 财政拨款收支总表 一般公共预算支出表 政府性基金预算支出表",
    (
        "2022年预算收支总表 2022年一般公共预算支出表 2022年政府性基金预算收入表 "
        "2022年国有资本经营预算收支预算表 2022年机关运行经费预算财政拨款情况统计表"
    ),
    (
        "部门收入预算表 一般公共预算支出预算表 部门政府采购预算表 对下转移支付预算表 "
        "对下转移支付绩效目标表 新增资产配置表"
    ),
    "一般公共预算支出表 政府性基金预算支出表 国有资本经营预算支出表",
    "非税收入征收计划表 专项转移支付预算表 财政专户支出表 政府采购预算表 债务预算表 新增资产配置表",
]


@pytest.mark.parametrize(
    ("titles", "foreign"),
    [*((titles, True) for titles in GOVERNMENTS), *((titles, False) for titles in DEPARTMENTS)],
)
def test_a_governments_budget_is_told_from_a_departments(titles: str, foreign: bool) -> None:
    grids = [captioned(title, "项目|预算数\n某某|9") for title in titles.split()]
    assert is_foreign(grids, BASE) is foreign


TAXES = "项目|预算数\n一、税收收入|9\n1.增值税|6\n2.契税|3\n二、非税收入|1"


@pytest.mark.parametrize(
    ("title", "rows", "foreign"),
    [
        ("收入预算表", TAXES, True),
        ("部门收入预算表", TAXES, False),  # 部门: it says whose it is
        ("收入预算表", "项目|预算数\n一、财政拨款收入|9\n二、增值税|1", False),  # one may be a slip
        ("支出预算表", "项目|预算数\n税金及附加费用|9\n社会保障缴费|6", False),
    ],
)
def test_rows_of_taxes_tell_a_governments_budget(title: str, rows: str, foreign: bool) -> None:
    others = ["一般公共预算支出预算表", "一般公共预算基本支出预算表", "“三公”经费预算表"]
    grids = [captioned(it, "项目|预算数\n某某|9") for it in others]
    assert is_foreign([captioned(title, rows), *grids], BASE) is foreign
