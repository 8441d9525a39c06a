"""From outcomes to results: the difference, the tolerance it is held to, and the words.

The tolerance comes from the printed decimals. The same quantity printed twice at the same
precision must be the same; printed at two precisions it may differ by half a unit of the
coarser one. The parts of a sum may each be rounded by half a unit of their last printed
place, but only in a document that rounds: where the sums of several parts agree to the last
printed place throughout (``sums_are_exact``), its figures were not rounded one by one.
"""

from collections.abc import Collection, Iterable, Sequence
from decimal import ROUND_DOWN, Decimal

from yusuan.checks.misprints import misprint
from yusuan.checks.model import Check, Comparison, Outcome, Result, Statement, not_comparable
from yusuan.checks.operands import Operand, legible
from yusuan.checks.telling import ratio_of, subject_of
from yusuan.evidence.places import PagePlace, Place, order, say_several

_ZERO = Decimal(0)
_HALF = Decimal("0.5")
# Of honestly rounded figures, a sum of two or three parts agrees exactly in two cases out
# of three: that nine of ten sums do, with ten or more of them, is no accident.
_FEWEST_SUMS = 10
_EXACT_SHARE = Decimal("0.9")
_SEVERAL_DIGITS = 10  # of 1.99 written 1 more is gone than a tail


def sums_are_exact(outcomes: Iterable[Outcome]) -> bool:
    """Whether the sums of this disclosure show that its figures were not rounded."""
    sums = exact = 0
    for outcome in outcomes:
        if isinstance(outcome, Comparison) and _is_sum(outcome) and legible(_operands(outcome)):
            sums += 1
            exact += _total(outcome.left) == _total(outcome.right)
    return sums >= _FEWEST_SUMS and exact >= _EXACT_SHARE * sums


def _is_sum(comparison: Comparison) -> bool:
    """Whether a whole is compared with two parts or more that are not 0."""
    if comparison.relation != "=" or comparison.times:
        return False
    if len(comparison.left) <= 1 and len(comparison.right) <= 1:
        return False
    return max(_parts(comparison.left), _parts(comparison.right)) > 1


def _parts(operands: Sequence[Operand]) -> int:
    return sum(1 for operand in operands if operand.value)


def judge(check: Check, outcome: Outcome, *, exact: bool) -> Result:
    """The result of one outcome; ``exact`` is what ``sums_are_exact`` found."""
    if isinstance(outcome, Statement):
        right = _right_places(outcome)
        return Result(
            check_id=check.id,
            left_expression=outcome.left,
            right_expression=outcome.right,
            left_value=None,
            right_value=None,
            difference=None,
            tolerance=None,
            status=outcome.status,
            severity=outcome.severity or check.severity,
            message=outcome.message,
            places=_ordered(outcome.places),
            cells=outcome.cells,
            consequence=check.consequence,
            subject=outcome.subject or check.title,
            left_places=_ordered(set(outcome.places) - set(right) or outcome.places),
            right_places=_ordered(right),
            ratio=ratio_of(*outcome.values) if outcome.values is not None else None,
        )
    if not legible(_operands(outcome)):
        return _unreadable(check, outcome)
    return _judge_comparison(check, outcome, exact)


def _operands(comparison: Comparison) -> tuple[Operand, ...]:
    return (*comparison.left, *comparison.right)


def _unreadable(check: Check, comparison: Comparison) -> Result:
    """What is told of a comparison one of whose figures nobody can read: both sides as printed,
    the value of the side that can be read, the cell that cannot, and no difference."""
    operands = _operands(comparison)
    unread = [operand for operand in operands if operand.unread]
    left, right = (legible(side) for side in (comparison.left, comparison.right))
    said = not_comparable(comparison.where, unread, (operand.place for operand in operands))
    return judge(check, said, exact=False)._replace(
        left_expression=_expression(comparison.left, " + "),
        right_expression=_expression(comparison.right, " × " if comparison.times else " + "),
        left_value=_total(comparison.left) if left else None,
        right_value=_right_value(comparison) if right else None,
        cells=tuple(dict.fromkeys(operand.ref for operand in operands if operand.ref)),
        subject=subject_of(comparison, check),
        left_places=_ordered(operand.place for operand in comparison.left),
        right_places=_ordered(operand.place for operand in comparison.right),
        value_unit=comparison.unit if left or right else "",
    )


def _judge_comparison(check: Check, comparison: Comparison, exact: bool) -> Result:
    left, right = _total(comparison.left), _right_value(comparison)
    difference = left - right
    bound = rounding_bound(comparison)
    tolerance = bound if not exact else _unrounded_bound(comparison, bound)
    excess = abs(difference) if comparison.relation == "=" else difference
    holds = excess <= tolerance
    severity, consequence = check.severity, check.consequence
    within_rounding = not holds and excess <= bound
    remark = ""
    if within_rounding:
        remark = "各数分别四舍五入时可能有这样的尾差，但本文件其他合计几乎都分毫不差。"
        severity = "warning" if severity == "error" else severity
        consequence = "doubtful"
    elif not holds and _is_cut_off(comparison):
        remark = "像是舍去了尾数，没有四舍五入。"
        severity, consequence = "notice", "doubtful"
    operands = _operands(comparison)
    return Result(
        check_id=check.id,
        left_expression=_expression(comparison.left, " + "),
        right_expression=_expression(comparison.right, " × " if comparison.times else " + "),
        left_value=left,
        right_value=right,
        difference=difference,
        tolerance=tolerance,
        status="pass" if holds else "fail",
        severity=severity,
        message=_message(comparison, left, right, holds=holds) + remark,
        places=_ordered(operand.place for operand in operands),
        cells=tuple(dict.fromkeys(operand.ref for operand in operands if operand.ref)),
        consequence=consequence,
        confirms=not difference and _is_sum(comparison),
        subject=subject_of(comparison, check),
        left_places=_ordered(operand.place for operand in comparison.left),
        right_places=_ordered(operand.place for operand in comparison.right),
        ratio=ratio_of(left, right),
        value_unit=comparison.unit,
    )


def _right_places(statement: Statement) -> tuple[Place, ...]:
    if statement.right_places is not None:
        return statement.right_places
    both = bool(statement.left and statement.right) and len(statement.places) == 2
    return statement.places[1:] if both else ()


def _total(operands: Sequence[Operand]) -> Decimal:
    if len(operands) == 1:
        return operands[0].value
    total = _ZERO
    for operand in operands:
        total += operand.value
    return total


def _right_value(comparison: Comparison) -> Decimal:
    if not comparison.times:
        return _total(comparison.right)
    product = Decimal(1)
    for operand in comparison.right:
        product *= operand.value
    return product


def doubted(result: Result, recognised: Collection[int]) -> Result:
    """A disagreement on ``recognised`` pages, as what it is: maybe ours, not the source's."""
    pages = [place.page for place in result.places if isinstance(place, PagePlace)]
    found = [str(page) for page in dict.fromkeys(pages) if page in recognised]
    if result.status != "fail" or not found:
        return result
    said = f"第 {'、'.join(found)} 页的文字由识别得到，可能认错，请先对照原件。"
    message = f"{result.message}{said}"
    return result._replace(severity="notice", consequence="doubtful", message=message)


# Tolerance


def adds_up(whole: Operand, parts: Sequence[Operand]) -> bool:
    """Whether a figure is the sum of others but for the rounding of each."""
    if not legible((whole, *parts)):
        return False
    bound = rounding_bound(Comparison("", (whole,), tuple(parts)))
    return abs(whole.value - _total(parts)) <= bound


def rounding_bound(comparison: Comparison) -> Decimal:
    """The largest difference that rounding each printed figure by itself can make."""
    if comparison.times:
        return _product_bound(comparison)
    if len(comparison.left) == len(comparison.right) == 1:
        one, other = comparison.left[0].step, comparison.right[0].step
        return _ZERO if one == other else _HALF * max(_steps(comparison))
    steps = _steps(comparison)
    return _HALF * sum(steps, _ZERO) if any(steps) else _ZERO


def _unrounded_bound(comparison: Comparison, bound: Decimal) -> Decimal:
    """What is left of ``bound`` where only coarser figures than the finest can be rounded."""
    if not bound or comparison.times or len(comparison.left) == len(comparison.right) == 1:
        return bound
    steps = _steps(comparison)
    finest = min(filter(None, steps), default=_ZERO)
    coarser = [step for step in steps if step > finest]
    return _HALF * sum(coarser, _ZERO) if coarser else _ZERO


def _steps(comparison: Comparison) -> tuple[Decimal, ...]:
    """The step of each operand; one that drops trailing zeros has that of its neighbours."""
    operands = _operands(comparison)
    steps = tuple(operand.step for operand in operands)
    if len({step for step in steps if step}) <= 1:
        return steps
    finest: dict[str, Decimal] = {}
    for operand in operands:
        if operand.step:
            known = finest.get(operand.source)
            if known is None or operand.step < known:
                finest[operand.source] = operand.step
    return tuple(finest[operand.source] if operand.step else _ZERO for operand in operands)


def _is_cut_off(comparison: Comparison) -> bool:
    """Whether one figure is the other without its last digits, which rounding would change."""
    if len(comparison.left) != 1 or len(comparison.right) != 1 or comparison.relation != "=":
        return False
    fine, coarse = sorted((*comparison.left, *comparison.right), key=lambda each: each.step)
    if not coarse.step or fine.step == coarse.step:
        return False
    whole = (fine.value / coarse.step).to_integral_value(ROUND_DOWN)
    return abs(whole) >= _SEVERAL_DIGITS and whole * coarse.step == coarse.value


def _product_bound(comparison: Comparison) -> Decimal:
    """Each factor may be off by half a step, as many times as the other factors say."""
    steps = _steps(comparison)
    result, factors = steps[: len(comparison.left)], steps[len(comparison.left) :]
    if all(operand.value == 1 for operand in comparison.right[:-1]):
        # One piece: the price of one is the amount.
        finest = (*result, factors[-1])
        return _ZERO if len(set(finest)) == 1 else _HALF * max(finest)
    bound = _HALF * sum(result, _ZERO)
    for i, step in enumerate(factors):
        others = Decimal(1)
        for j, other in enumerate(comparison.right):
            if i != j:
                others *= abs(other.value)
        bound += _HALF * step * others
    return bound


# Words


def _expression(operands: Sequence[Operand], joiner: str) -> str:
    text = ""
    for operand in operands:
        # A change for the worse is printed without a sign and enters the sum with one.
        negative = operand.value < 0 and not operand.text.startswith(("-", "−"))
        sign = " − " if negative else joiner
        shown = f"（{operand.unread}的“{operand.text}”）" if operand.unread else operand.text
        text += (
            f"{sign}{operand.label} {shown}"
            if text
            else (f"{'−' if negative else ''}{operand.label} {shown}")
        )
    return text or "0"


def _ordered(places: Iterable[Place]) -> tuple[Place, ...]:
    """Each place once, in the order of the document."""
    return tuple(sorted(set(places), key=order))


def _message(comparison: Comparison, left: Decimal, right: Decimal, *, holds: bool) -> str:
    remark = f"{comparison.remark}。" if comparison.remark else ""
    if holds:
        return f"{comparison.where}：{_holding(comparison, left - right)}。{remark}"
    word = "大于" if comparison.relation == "<=" else "而"
    return (
        f"{comparison.where}：{_side(comparison.left, left, ' + ', comparison.unit)}，{word}"
        f"{_side(comparison.right, right, ' × ' if comparison.times else ' + ', comparison.unit)}，"
        f"相差 {_shown(abs(left - right))} {comparison.unit}。"
        f"{_units_apart(comparison, left, right) or misprint(comparison)}{remark}"
    )


def _units_apart(comparison: Comparison, left: Decimal, right: Decimal) -> str:
    """That both sides print the same digits in different units, which explains why they disagree."""
    texts = [operand.text for operand in (*comparison.left, *comparison.right)]
    if not left or not right or comparison.times:
        return ""
    if left == -right:
        return "两边的数字相同，只是正负号不同。"
    units = any(text.endswith("元") for text in texts)
    (_, digits, _), (_, others, _) = left.normalize().as_tuple(), right.normalize().as_tuple()
    if not units or digits != others or (left < 0) != (right < 0):
        return ""
    return "两边的数字相同，只是单位不同，可能有一处印错了单位。"


def _holding(comparison: Comparison, difference: Decimal) -> str:
    """How an equation or a ceiling holds: exactly, with room, or within the decimals printed."""
    ceiling = comparison.relation == "<="
    if not difference:
        return "相等，没有超过" if ceiling else "相符"
    if ceiling and difference < 0:
        return "没有超过"
    apart = f"{_shown(abs(difference))} {comparison.unit}，在印出的小数位允许的范围内"
    return f"{'多' if ceiling else '相差'} {apart}"


def _side(operands: Sequence[Operand], value: Decimal, joiner: str, unit: str) -> str:
    """The operands as printed, and what they make: in ``unit``, which is said where theirs is another."""
    if not operands:
        return "各分项都没有数字"
    where = say_several(operand.place for operand in operands)
    if len(operands) == 1:
        return f"{_expression(operands, joiner)}{where}"
    told = f" {unit}" if any(operand.text.endswith("元") for operand in operands) else ""
    return f"{_expression(operands, joiner)} = {_shown(value)}{told}{where}"


def _shown(value: Decimal) -> str:
    """The value without the zeros that follow its second decimal."""
    text = f"{value:f}"
    whole, point, decimals = text.partition(".")
    return f"{whole}.{decimals[:2]}{decimals[2:].rstrip('0')}" if point else text
