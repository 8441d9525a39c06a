"""Forms of places without a layout of their own, drawn small: base alone reads all of them.

``forms.txt`` holds each: its title, its head with a row or two, its role and columns. ``[决算]`` before a
title says that the statement is one of final accounts.
"""

import re
from dataclasses import replace

import pytest

from tests.binding.grids import STATEMENT, captioned
from tests.paths import ROOT
from yusuan.binding.bound import BoundTable
from yusuan.binding.tables import bind_table
from yusuan.layouts.loading import load_layout

_FORM = re.compile(r"# (?P<title>.+)\n(?P<drawn>(?:.+\n)+)= (?P<role>\w+): ?(?P<columns>.*)\n")
FORMS = [
    found.groups()
    for found in _FORM.finditer((ROOT / "tests/binding/forms.txt").read_text(encoding="utf-8"))
]


def test_there_are_forms() -> None:
    assert len(FORMS) > 60


@pytest.mark.parametrize(("title", "drawn", "role", "columns"), FORMS)
def test_every_cell_of_a_form_is_understood_and_its_sums_hold(
    title: str, drawn: str, role: str, columns: str
) -> None:
    final = title.startswith("[决算] ")
    statement = replace(STATEMENT, kind="final_accounts") if final else STATEMENT
    grid = captioned(title.removeprefix("[决算] "), drawn)
    table = bind_table(grid, statement, load_layout("base"))
    assert isinstance(table, BoundTable), table
    found = (f"{c.field}:{c.item}" if c.item else c.field for c in table.columns)
    assert table.role == role
    assert " ".join(dict.fromkeys(name for name in found if name != "line_number")) == columns
    assert not table.leftovers
    assert table.sums.held == table.sums.due
