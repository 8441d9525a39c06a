"""Self-evaluations (绩效自评表): rate of execution, points of each row, and their sum."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from yusuan.checks.evidence import Evidence
from yusuan.checks.model import Check, Outcome, Statement, not_comparable, not_due
from yusuan.checks.operands import Operand
from yusuan.checks.performance_evidence import Execution, Goal, Indicator
from yusuan.errors import excerpt
from yusuan.evidence.places import Place, say_briefly

_HALF = Decimal("0.5")
_FIGURES = 3  # budget, what was spent, rate


def _evaluated(evidence: Evidence) -> Iterator[tuple[str, Goal]]:
    for goal in evidence.goals:
        yield "部门整体", goal
    for project in evidence.projects:
        yield f"项目 {project.number}", project


_NAMES = {
    "initial_budget": "年初预算数",
    "adjusted_budget": "全年预算数",
    "budget": "预算数",
    "executed": "执行数",
    "completion_percent": "执行率",
    "weight": "分值",
    "score": "得分",
    "total_weight": "总分的分值",
    "total_score": "总分的得分",
}
_BUDGETS = ("adjusted_budget", "budget", "initial_budget")
_ZERO = Decimal(0)


def _unread(unread: Mapping[str, str], place: Place, *names: str) -> Iterator[Operand]:
    """The figures among ``names`` that a row prints and nobody can read."""
    for name in names:
        if name in unread:
            text = excerpt(unread[name])
            yield Operand(_NAMES[name], text, _ZERO, _ZERO, "", place, unread="读不出")


def _last_place(value: Decimal) -> Decimal:
    """One unit of the last digit printed: 0.01 of ``95.00``."""
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    return Decimal(1).scaleb(min(exponent, 0))


def execution_rate(evidence: Evidence) -> Iterator[Outcome]:
    """The rate printed is what was spent, in per cent of the year's budget, as far as is printed.

    All three figures may be rounded, the rate also cut off.
    """
    due = False
    for owner, goal in _evaluated(evidence):
        for row in goal.executions:
            names = ("executed", "completion_percent", *(() if row.budget else _BUDGETS))
            unread = tuple(_unread(row.unread, row.place, *names))
            others = sum(bool(it) for it in (row.budget, row.executed, row.percent))
            if unread and others + len(unread) >= _FIGURES:
                due = True
                where = f"{owner}的“{row.item or '资金'}”的执行率"
                yield not_comparable(where, unread, (row.place,))
                continue
            if not row.budget or row.executed is None or row.percent is None:
                continue
            due = True
            yield _rate(owner, row, row.budget, row.executed, row.percent)
    if not due:
        yield not_due("没有同时印出全年预算数、全年执行数和执行率的绩效自评表")


def _rate(
    owner: str, row: Execution, budget: Decimal, executed: Decimal, percent: Decimal
) -> Statement:
    rate = executed / budget * 100
    unsure = _last_place(executed) + abs(executed / budget) * _last_place(budget)
    within = _last_place(percent) + _HALF * unsure / abs(budget) * 100
    same = abs(rate - percent) <= within
    shown = rate.quantize(Decimal("0.01"))
    return Statement(
        "pass" if same else "fail",
        f"{owner}的“{row.item or '资金'}”（{say_briefly(row.place)}）全年预算 {budget:f}、执行 {executed:f}，"
        f"执行率印的是 {percent:f}%" + ("，相符。" if same else f"，算得 {shown:f}%。"),
        left=f"执行率 {percent:f}%",
        right=f"{executed:f} ÷ {budget:f} = {shown:f}%",
        places=(row.place,),
        subject=row.item or "执行率",
        values=(percent, shown),
    )


def score_within_weight(evidence: Evidence) -> Iterator[Outcome]:
    """No row has more points than there are to be had."""
    within = 0
    for owner, goal in _evaluated(evidence):
        for name, row in _pointed(goal):
            unread = tuple(_unread(row.unread, row.place, "weight", "score"))
            if unread:
                yield not_comparable(f"{owner}的“{name}”的得分与分值", unread, (row.place,))
                continue
            if row.weight is None or row.score is None:
                continue
            if row.score <= row.weight:
                within += 1
                continue
            yield Statement(
                "fail",
                f"{owner}的“{name}”（{say_briefly(row.place)}）得分 {row.score:f}，"
                f"高于分值 {row.weight:f}。",
                left=f"得分 {row.score:f}",
                right=f"分值 {row.weight:f}",
                places=(row.place,),
                subject=name,
                values=(row.score, row.weight),
            )
    if within:
        yield Statement("pass", f"{within} 行的得分都不高于分值。", left=f"{within} 行")


def _pointed(goal: Goal) -> Iterator[tuple[str, Execution | Indicator]]:
    for row in goal.executions:
        yield row.item or "预算执行", row
    for indicator in goal.indicators:
        yield indicator.name, indicator


def total_score(evidence: Evidence) -> Iterator[Outcome]:
    """The total of the points is their sum.

    Due where the points to be had add up to their own total: then every row is there once.
    """
    due = False
    for owner, goal in _evaluated(evidence):
        rows = [row for _, row in _pointed(goal)]
        weights = [row.weight for row in rows if row.weight is not None]
        scores = [row.score for row in rows if row.score is not None]
        each = all((row.weight is None) == (row.score is None) for row in rows)
        whole = goal.total_weight is not None and sum(weights) == goal.total_weight
        totals = goal.total_weight is not None or "total_weight" in goal.unread
        unread = [it for row in rows for it in _unread(row.unread, row.place, "weight", "score")]
        unread += _unread(goal.unread, goal.place, "total_weight", "total_score")
        if unread and totals and (goal.total_score is not None or "total_score" in goal.unread):
            due = True
            places = tuple(operand.place for operand in unread)
            yield not_comparable(f"{owner}“{goal.title}”的总分", unread, places)
            continue
        if goal.total_score is None or not (each and whole and scores):
            continue
        due = True
        yield _total(owner, goal, goal.total_score, scores)
    if not due:
        yield not_due("没有各行分值之和等于总分、又都印有得分的绩效自评表")


def _total(owner: str, goal: Goal, printed: Decimal, scores: Sequence[Decimal]) -> Statement:
    added = sum(scores, Decimal(0))
    within = _HALF * _last_place(printed)
    within += _HALF * sum(unit for score in scores if (unit := _last_place(score)) < 1)
    same = abs(added - printed) <= within
    place = (goal.executions[0] if goal.executions else goal.indicators[0]).place
    return Statement(
        "pass" if same else "fail",
        f"{owner}“{goal.title}”的总分印的是 {printed:f}，各行得分之和为 {added:f}"
        + ("，相符。" if same else "。"),
        left=f"总分 {printed:f}",
        right=f"各行得分之和 {added:f}",
        places=(place, goal.indicators[-1].place) if goal.indicators else (place,),
        subject=goal.title,
        values=(printed, added),
    )


CHECKS: tuple[Check, ...] = (
    Check(
        id="evaluation-rate",
        title="自评表的执行率",
        rule="绩效自评表印出的执行率等于全年执行数除以全年预算数，各按所印的位数。",
        severity="warning",
        consequence="figure",
        basis="绩效自评表：执行率 = 全年执行数 ÷ 全年预算数（财预〔2020〕10号）",
        family="performance",
        evaluate=execution_rate,
    ),
    Check(
        id="evaluation-points",
        title="自评表的得分与分值",
        rule="绩效自评表每一行的得分不高于该行的分值。",
        severity="warning",
        consequence="figure",
        basis="绩效自评表：得分以分值为上限（财预〔2020〕10号）",
        family="performance",
        evaluate=score_within_weight,
    ),
    Check(
        id="evaluation-total",
        title="自评表的总分",
        rule="绩效自评表的总分等于各行得分之和；各行分值之和等于总分分值的，才比较。",
        severity="warning",
        consequence="figure",
        basis="绩效自评表：总分为各项得分之和（财预〔2020〕10号）",
        family="performance",
        evaluate=total_score,
    ),
)
