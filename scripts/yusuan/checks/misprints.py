"""What may have been misprinted where two sides disagree: a point, a unit, two digits.

Only where one such slip explains the whole difference, and no other one does.
"""

from decimal import Decimal

from yusuan.checks.model import Comparison
from yusuan.checks.operands import Operand

_TEN_THOUSAND = 4  # 元 for 万元
_MOST_OPERANDS = 60
_FEWEST_DIGITS = 3


def misprint(comparison: Comparison) -> str:
    """In words what explains why the sides disagree; "" where nothing does, or several things do."""
    operands = (*comparison.left, *comparison.right)
    if comparison.times or comparison.relation != "=" or len(operands) > _MOST_OPERANDS:
        return ""
    if len(comparison.left) == len(comparison.right) == 1:
        return _of_two(*operands)
    difference = _total(comparison.left) - _total(comparison.right)
    found: list[tuple[Operand, int]] = []
    for sign, side in ((1, comparison.left), (-1, comparison.right)):
        for operand in side:
            for places in range(1, _TEN_THOUSAND + 1):
                for exponent in (places, -places):
                    corrected = operand.value.scaleb(-exponent)
                    if operand.value and sign * (operand.value - corrected) == difference:
                        found.append((operand, exponent))
    if len(found) != 1:
        return ""
    ((operand, exponent),) = found
    if exponent == _TEN_THOUSAND:
        return f"“{operand.label}”的 {operand.text} 恰为应有数的一万倍，可能是按元印出的。"
    return f"“{operand.label}”的 {operand.text} 移动小数点就相符，小数点可能印错了位置。"


def _of_two(one: Operand, other: Operand) -> str:
    mine, his = (each.text.replace(",", "") for each in (one, other))
    small, large = sorted((abs(one.value), abs(other.value)))
    for places in range(1, _TEN_THOUSAND + 1):
        if small and small.scaleb(places) == large:
            if places == _TEN_THOUSAND:
                return "两边恰好相差一万倍，可能有一处是按元印出的。"
            return "两边的数字相同，小数点的位置不同。"
    digits = [text.replace(".", "") for text in (mine, his)]
    if not all(each.isdecimal() and len(each) >= _FEWEST_DIGITS for each in digits):
        return ""
    if len(mine) == len(his):
        apart = [at for at, (a, b) in enumerate(zip(mine, his, strict=True)) if a != b]
        if len(apart) == 2 and mine[apart[0]] == his[apart[1]] and mine[apart[1]] == his[apart[0]]:
            return "两边只有两位数字换了位置。"
    short, long = sorted((mine, his), key=len)
    if len(long) == len(short) + 1 and _decimals(long) == _decimals(short):
        cut = any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
        return "两边只差一位数字，可能有一处漏印或多印了一位。" if cut else ""
    return ""


def _decimals(text: str) -> int:
    return len(text.partition(".")[2])


def _total(operands: tuple[Operand, ...]) -> Decimal:
    return sum((operand.value for operand in operands), Decimal(0))
