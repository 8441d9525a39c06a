"""Titles of many places, each taken for its role by the national base alone.

``titles.txt`` holds them below their role. A title that only its head can decide is not in it.
"""

import re

import pytest

from tests.paths import ROOT
from yusuan.binding.titles import core, title_score
from yusuan.layouts.loading import load_layout
from yusuan.text import key

_TEXT = (ROOT / "tests/binding/titles.txt").read_text(encoding="utf-8")
TITLES = [
    (title, role)
    for role, titles in re.findall(r"= (\w+)\n((?:[^=\n].*\n)+)", _TEXT)
    for title in titles.splitlines()
]
BASE = load_layout("base")
# Titles that other tables have; none of them is a table that the package knows.
OF_NONE = [
    "非税收入征收计划表",
    "部门人员情况表",
    "债务支出表",
    "机构运行信息表",
    "上年结转结余情况表",
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
