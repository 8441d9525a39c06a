"""Damage to what a reader gave: each kind of edit changes what it says and nothing else."""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from tests.benchmarks.evidence_mutations import (
    KINDS,
    Edit,
    Subject,
    edits_of,
    judge,
    reason,
    subject_of,
)
from tests.paths import SMALL


@cache
def subject() -> Subject:
    return subject_of(SMALL / "source.txt")


@cache
def edits() -> dict[str, Edit]:
    return {edit.kind: edit for edit in edits_of(subject(), 1, "a seed")}


def texts(edit: Edit, *, edited: bool) -> Counter[str]:
    grid = edit.grid if edited else subject().grid(edit.block)
    return Counter(cell.text.strip() for cell in grid.cells if cell.text.strip())


def test_every_kind_is_made_the_same_each_time() -> None:
    assert list(edits()) == list(KINDS)
    again = {edit.kind: edit for edit in edits_of(subject(), 1, "a seed")}
    assert again == edits()


@pytest.mark.parametrize("kind", KINDS)
def test_an_edit_changes_what_it_says(kind: str) -> None:
    edit = edits()[kind]
    before, after = texts(edit, edited=False), texts(edit, edited=True)
    row = Counter(edit.before.split("，"))
    assert edit.grid != subject().grid(edit.block)
    if kind == "row-deleted":
        assert before - after == row
    elif kind == "row-doubled":
        assert after - before == row
    elif kind in ("deleted", "digit-changed", "digits-swapped", "point-moved", "sign"):
        assert before - after == row
        assert after - before == Counter([edit.after] if edit.after else [])
    else:
        assert before == after
    assert len(edit.grid.cells) == edit.grid.row_count * edit.grid.column_count


@pytest.mark.parametrize("kind", ["digit-changed", "row-deleted", "row-shifted"])
def test_an_edit_inside_an_equation_is_caught(kind: str) -> None:
    edit = edits()[kind]
    assert set(edit.cells) & subject().equations
    assert judge(subject(), edit) == "check"


def test_what_no_rule_sees_has_a_reason() -> None:
    for edit in edits_of(subject(), 3, "another seed"):
        if not set(edit.cells) & subject().equations:
            assert reason(subject(), edit)


BY_CODE = """示例市信访局2026年部门预算

部门支出总表

单位：万元

科目编码\t科目名称\t合计\t基本支出\t项目支出
{total}201\t一般公共服务支出\t6.00\t3.00\t3.00
20103\t政府办公厅（室）及相关机构事务\t4.00\t2.00\t2.00
2010308\t信访事务\t4.00\t2.00\t2.00
20140\t信访事务\t2.00\t1.00\t1.00
2014001\t行政运行\t2.00\t1.00\t1.00
208\t社会保障和就业支出\t3.00\t2.00\t1.00
20805\t行政事业单位养老支出\t3.00\t2.00\t1.00
2080501\t行政单位离退休\t3.00\t2.00\t1.00
"""
TOTAL = "\t合计\t9.00\t5.00\t4.00\n"


def row_edit(path: Path, kind: str, row: str) -> tuple[Subject, Edit]:
    found = subject_of(path)
    edits = [edit for edit in edits_of(found, 60, "any") if edit.kind == kind]
    return found, next(edit for edit in edits if edit.before.startswith(row))


def test_a_subtotal_may_be_lacking(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BY_CODE.format(total=TOTAL), encoding="utf-8")
    found, edit = row_edit(tmp_path / "a.txt", "row-deleted", "201，")
    assert judge(found, edit) == "survived"
    assert reason(found, edit) == "它是小计：漏去后，上级直接等于其下各项之和。"


def test_a_row_that_only_its_own_sums_hold(tmp_path: Path) -> None:
    rows = "2010308\t信访事务\t4.00\t2.00\t2.00\n2080501\t行政单位离退休\t3.00\t2.00\t1.00\n"
    head = BY_CODE[: BY_CODE.index("{total}")]
    (tmp_path / "a.txt").write_text(head + rows, encoding="utf-8")
    found, edit = row_edit(tmp_path / "a.txt", "row-deleted", "2010308")
    assert judge(found, edit) == "survived"
    assert reason(found, edit).startswith("含有它的合计都在本行之内")


def test_an_item_that_a_total_holds_has_no_such_reason(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BY_CODE.format(total=TOTAL), encoding="utf-8")
    found, edit = row_edit(tmp_path / "a.txt", "row-deleted", "2014001")
    assert judge(found, edit) == "check"
    assert not reason(found, edit)


def test_long_labels_are_cut(tmp_path: Path) -> None:
    long = "一项名称很长很长的科目" * 4
    (tmp_path / "a.txt").write_text(
        BY_CODE.format(total=TOTAL).replace("行政单位离退休", long), encoding="utf-8"
    )
    _, edit = row_edit(tmp_path / "a.txt", "row-deleted", "2080501")
    assert edit.before == "2080501，…，3.00，2.00，1.00"
