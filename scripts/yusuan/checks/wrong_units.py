"""Disagreements that the unit of a whole table explains: that it is wrong is their cause, told once.

A table of 万元 above which 元 is printed disagrees with every other table and with the text, each time
by the same digits in another unit. Where it disagrees so with more than one figure, and hardly ever
agrees with what is printed in its unit or in another one, the first of these results tells of the unit
of the table; the others are ``not_comparable``, and say why. What would disagree in the other unit as well disagrees
all the same.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from decimal import Decimal

from yusuan.checks.evidence import Evidence
from yusuan.checks.model import STATUS_TITLES, Comparison, Outcome, Result
from yusuan.checks.operands import Operand, legible
from yusuan.evidence.places import say_briefly
from yusuan.printed.numbers import CURRENCY_UNITS, PACKAGE_UNIT

Judge = Callable[[Outcome], Result]
_TEXT = ""  # all of the prose, among the names of tables
_FEWEST = 2  # one figure in another unit may be wrong by itself
_SUSPECTED = 3  # times as many figures disagree by their unit as agree
_BY_LENGTH = sorted(CURRENCY_UNITS, key=len, reverse=True)


class WrongUnits:
    """The tables of one disclosure whose unit is not the one that their figures are in."""

    def __init__(
        self, evidence: Evidence, judged: Sequence[tuple[Outcome, Result]], judges: Sequence[Judge]
    ) -> None:
        self._tables = evidence.tables
        self._apart: dict[int, frozenset[str]] = {}
        agree: Counter[str] = Counter()
        equal: list[int] = []
        for (outcome, result), judge in zip(judged, judges, strict=True):
            if not isinstance(outcome, Comparison) or outcome.times:
                continue
            operands = [each for each in (*outcome.left, *outcome.right) if each.value]
            sources = frozenset(map(self._source, operands))
            if len(sources) < 2 or not legible(operands):
                continue
            if result.status == "pass" and outcome.relation == "=":
                agree.update(sources)
            elif result.status == "fail":
                mended = frozenset(it for it in sources if self._mends(outcome, it, judge))
                if mended:
                    self._apart[id(outcome)] = mended
                    equal += [id(outcome)] if outcome.relation == "=" else []
        self._suspects = _suspects(list(self._apart.values()), agree)
        # What tells of each: two figures that should be one, rather than one above another.
        order = (*equal, *self._apart)
        self._telling = {
            next(each for each in order if self._of(each) == name) for name in self._suspects
        }

    def _of(self, outcome: int) -> str | None:
        names = self._apart.get(outcome, frozenset())
        return next((name for name in self._suspects if name in names), None)

    def judged(self, outcome: Outcome, result: Result) -> Result:
        """``result``, or what it says of the unit of a table, or that it cannot be compared."""
        name = self._of(id(outcome))
        if name is None or not isinstance(outcome, Comparison):
            return result
        said = self._said(name)
        if id(outcome) in self._telling:
            others = self._suspects[name] - 1
            return result._replace(message=f"{said}。{result.message}另有 {others} 处同样如此。")
        return result._replace(
            status="not_comparable",
            message=f"{STATUS_TITLES['not_comparable']}：{outcome.where}：{said}。",
            difference=None,
            tolerance=None,
            ratio=None,
        )

    def _said(self, name: str) -> str:
        what = "同样的数字在别处是另一个单位，可能印错了单位"
        if name == _TEXT:
            return f"情况说明中金额的单位与各表的不同：{what}"
        table = self._tables[name]
        where = say_briefly(table.table.place)
        return f"{table.title}（{where}）的金额单位印作“{table.table.unit}”，{what}"

    def _source(self, operand: Operand) -> str:
        return operand.source if operand.source in self._tables else _TEXT

    def _mends(self, outcome: Comparison, name: str, judge: Judge) -> bool:
        """Whether a comparison holds with the figures of a source in the unit of the others."""
        operands = (*outcome.left, *outcome.right)
        own = {_unit(each) for each in operands if each.value and self._source(each) == name}
        others = {_unit(each) for each in operands if each.value and self._source(each) != name}
        if len(own) != 1 or len(others) != 1 or own == others:
            return False
        if name != _TEXT and own != {self._tables[name].table.unit}:
            return False  # the unit stands beside the figure itself
        shift = CURRENCY_UNITS[others.pop()] - CURRENCY_UNITS[own.pop()]
        scale = Decimal(1).scaleb(shift)

        def mended(side: Sequence[Operand]) -> tuple[Operand, ...]:
            return tuple(
                each._replace(value=each.value * scale, step=each.step * scale)
                if self._source(each) == name
                else each
                for each in side
            )

        again = outcome._replace(left=mended(outcome.left), right=mended(outcome.right))
        return judge(again).status == "pass"


def _unit(operand: Operand) -> str:
    return next((unit for unit in _BY_LENGTH if operand.text.endswith(unit)), PACKAGE_UNIT)


def _suspects(apart: Sequence[frozenset[str]], agree: Counter[str]) -> dict[str, int]:
    """How many comparisons the unit of each source explains; what one explains explains no other."""
    suspects: dict[str, int] = {}
    left = list(apart)
    while left:
        counts = Counter(name for names in left for name in names)
        likely = [
            (count, name)
            for name, count in counts.items()
            if count >= _FEWEST and count >= _SUSPECTED * agree[name]
        ]
        if not likely:
            break
        count, name = max(likely)
        suspects[name] = count
        left = [names for names in left if name not in names]
    return suspects
