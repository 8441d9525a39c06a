"""Damage to what a reader gave: each kind of edit changes what it says and nothing else."""

from collections import Counter
from functools import cache

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
