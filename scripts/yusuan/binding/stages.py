"""What a label of a head means beside the others: stages of one budget, classes of projects.

An amount is of the stage that its head says; one whose head says none is of what the document is.
In a budget 预算数 (and 年初预算数 beside no other stage) is the budget itself. Wherever a final figure
stands beside it, and anywhere in final accounts, it is another thing than what came of it: 年初预算数
and 全年预算数 are what they say, and a bare 预算数 is a budget of which the table does not say whether
it was approved or adjusted (``stated_budget``), unless a note below the table does.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from yusuan.binding.heads import HeadPath
from yusuan.facts.model import StatementKind
from yusuan.printed.text import key

_OF_LAST_YEAR = frozenset({
    "previous_budget", "previous_executed", "change", "change_percent", "change_from_budget",
    "change_from_budget_percent",
})  # fmt: skip
# 预算数为“三公”经费全年预算数，反映按规定程序调整后的预算数
_NOTED = re.compile(r"(?<![初年终])预算数?(?:均|都)?(?:为|是|系|指)(?P<said>[^,。;:]{0,24})")
_STAGES = (
    ("adjusted_budget", re.compile("全年预算|调整(?:后的?)?预算|变更(?:后的?)?预算")),
    ("initial_budget", re.compile("年初")),
)


def with_stages(
    paths: Sequence[HeadPath], kind: StatementKind | None = None, notes: Iterable[str] = ()
) -> tuple[HeadPath, ...]:
    """The paths of a head, each budget under the term of its stage."""
    this_year = [path for path in paths if not set(path.terms) & _OF_LAST_YEAR]
    terms = {term for path in this_year for term in path.terms}
    if kind == "final_accounts" or {"budget", "final"} <= terms:
        stage = next(filter(None, map(_noted_stage, notes)), "stated_budget")
        free = stage == "stated_budget" or stage not in terms
        return _renamed(paths, "budget", stage if free else "stated_budget")
    beside = {path.terms[-1] for path in this_year if path.terms} | terms & {"final"}
    others = {"budget", "final", "adjusted_budget", "amount", "completion_percent"}
    if "initial_budget" in terms and not beside & others:
        return _renamed(paths, "initial_budget", "budget")
    return tuple(paths)


def _noted_stage(note: str) -> str | None:
    """The stage of 预算数 that a note of a table states."""
    said = [match["said"] for match in _NOTED.finditer(key(note))]
    found = {term for text in said for term, words in _STAGES if words.search(text)}
    return found.pop() if len(found) == 1 else None


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


def with_projects(paths: Sequence[HeadPath]) -> tuple[HeadPath, ...]:
    """一级项目 beside 二级项目 is what the project is one of, and not its name."""
    levels = [_project_level(path) for path in paths]
    deepest = max(levels, default=0)
    return tuple(
        _relabelled(path, "project_category") if 0 < level < deepest else path
        for path, level in zip(paths, levels, strict=True)
    )


def _project_level(path: HeadPath) -> int:
    """1 of 一级项目名称, 2 of 二级项目, 3 of 三级项目名称; else 0."""
    named = _PROJECT_LEVEL.fullmatch(path.texts[-1]) if path.texts else None
    return "一二三".index(named["level"]) + 1 if named else 0


_PROJECT_LEVEL = re.compile("(?P<level>[一二三])级项目(?:名称)?")


def with_levels(paths: Sequence[HeadPath]) -> tuple[HeadPath, ...]:
    """中央财政拨款 beside 省级财政拨款 is the appropriation of one level, not all of it."""
    own = {path.terms[:-1]: set[str]() for path in paths}
    for path in paths:
        own[path.terms[:-1]].add(_level_of(path) or "")
    return tuple(
        _relabelled(path, level)
        if (level := _level_of(path)) and len(own[path.terms[:-1]] - {""}) > 1
        else path
        for path in paths
    )


def _level_of(path: HeadPath) -> str | None:
    """The level of government whose 财政拨款 stands over a column; None where none is named."""
    if path.terms[-1:] != ("fiscal_appropriation",):
        return None
    return next((term for name, term in _LEVELS if path.texts[-1].startswith(name)), None)


_LEVELS = (
    ("中央", "central_funds"), ("省级", "provincial_funds"), ("自治区级", "provincial_funds"),
    ("市级", "municipal_funds"), ("州级", "municipal_funds"), ("县级", "county_funds"),
    ("区级", "county_funds"), ("本级", "own_level_funds"),
)  # fmt: skip


def _relabelled(path: HeadPath, term: str) -> HeadPath:
    return replace(path, terms=(*path.terms[:-1], term))


def _renamed(paths: Sequence[HeadPath], before: str, after: str) -> tuple[HeadPath, ...]:
    return tuple(
        path
        if set(path.terms) & _OF_LAST_YEAR
        else replace(path, terms=tuple(after if term == before else term for term in path.terms))
        for path in paths
    )
