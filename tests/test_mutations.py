"""Of the figures damaged one at a time, all but a few are noticed; the page lists those few.

A sample: ``tests/benchmarks/mutations.py`` makes every edit.
"""

import re
from functools import cache

import pytest

from tests.benchmarks.mutations import (
    KINDS,
    PAGE,
    TARGET,
    Edit,
    Judged,
    Subject,
    at_most_cells,
    edits_of,
    identity_cells,
    is_amount,
    judge_all,
    reason,
    share_caught,
    subject_of,
    survivor_line,
    survivor_lines,
)
from tests.paths import REAL

EVERY = 27  # edits
SOME = 4  # of the edits that the page lists


@cache
def subject() -> Subject:
    return subject_of(REAL)


@cache
def edits() -> tuple[Edit, ...]:
    return tuple(edits_of(subject()))


def listed() -> list[str]:
    """The lines of the page about edits that nothing noticed."""
    _, _, survivors = PAGE.read_text(encoding="utf-8").partition("## 没有发现的改动")
    return re.findall(r"^\| \d+ \|.*$", survivors, re.MULTILINE)


def listed_edits() -> list[Edit]:
    at_most = at_most_cells(subject().converted)
    lines = frozenset(listed())
    return [edit for edit in edits() if survivor_line(edit, reason(edit, at_most)) in lines]


@pytest.fixture(scope="module")
def sample() -> list[Judged]:
    return judge_all(REAL, edits()[::EVERY])


def test_sample_holds_every_kind(sample: list[Judged]) -> None:
    assert {one.edit.kind for one in sample} == set(KINDS)


def test_edits_of_amounts_are_caught(sample: list[Judged]) -> None:
    amounts = [one for one in sample if is_amount(one.edit)]
    assert len(amounts) > 70
    assert share_caught(amounts) >= TARGET


def test_every_edit_inside_an_equation_is_caught(sample: list[Judged]) -> None:
    held = identity_cells(subject().converted)
    inside = [one for one in sample if one.edit.cell in held]
    assert len(inside) > 60
    assert [one.edit for one in inside if one.fate == "survived"] == []


def test_page_lists_the_survivors_of_the_sample(sample: list[Judged]) -> None:
    assert set(survivor_lines(subject(), sample)) <= set(listed())


def test_what_the_page_lists_still_survives() -> None:
    found = listed_edits()
    assert len(found) == len(listed()), "the page lists an edit that is no longer made"
    assert [one.edit for one in judge_all(REAL, found[::SOME]) if one.fate != "survived"] == []


def test_page_has_a_reason_for_every_survivor() -> None:
    at_most = at_most_cells(subject().converted)
    assert [edit for edit in listed_edits() if not reason(edit, at_most)] == []


def test_page_counts_every_edit() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for kind, (title, how) in KINDS.items():
        count = sum(1 for edit in edits() if edit.kind == kind)
        assert f"| {title} | {how} | {count} |" in text
