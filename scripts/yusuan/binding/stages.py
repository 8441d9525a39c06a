"""What a label of a head means beside the others: stages of one budget, classes of projects."""

from collections.abc import Sequence
from dataclasses import replace

from yusuan.binding.heads import HeadPath

_OF_LAST_YEAR = frozenset({
    "previous_budget", "previous_executed", "change", "change_percent", "change_from_budget",
    "change_from_budget_percent",
})  # fmt: skip


def with_stages(paths: Sequence[HeadPath]) -> tuple[HeadPath, ...]:
    """预算数 beside 决算数 is the budget that the final figure is compared with.

    年初预算数 beside no other stage of this year is the budget itself.
    """
    this_year = [path for path in paths if not set(path.terms) & _OF_LAST_YEAR]
    terms = {term for path in this_year for term in path.terms}
    if {"budget", "final"} <= terms:
        return _renamed(paths, "budget", "initial_budget")
    beside = {path.terms[-1] for path in this_year if path.terms} | terms & {"final"}
    others = {"budget", "final", "adjusted_budget", "amount", "completion_percent"}
    if "initial_budget" in terms and not beside & others:
        return _renamed(paths, "initial_budget", "budget")
    return tuple(paths)


def with_classes(paths: Sequence[HeadPath]) -> tuple[HeadPath, ...]:
    """特定目标类 beside 其他运转类 is one class of the projects, not all of them."""
    own = [path.terms for path in paths if path.terms[-1:] == ("other_running_projects",)]
    whole = [terms[:-1] for terms in own if "project" not in terms]
    return tuple(
        _relabelled(path, "specific_target_projects")
        if path.terms[-1:] == ("project",)
        and path.terms[:-1] in whole
        and path.texts[-1].startswith("特定目标类")
        else path
        for path in paths
    )


def _relabelled(path: HeadPath, term: str) -> HeadPath:
    return replace(path, terms=(*path.terms[:-1], term))


def _renamed(paths: Sequence[HeadPath], before: str, after: str) -> tuple[HeadPath, ...]:
    return tuple(
        replace(path, terms=tuple(after if term == before else term for term in path.terms))
        for path in paths
    )
