"""What the rules see of prose: amounts, amounts that cannot be read, terms."""

from decimal import Decimal
from typing import NamedTuple

from yusuan.checks.operands import Operand
from yusuan.checks.table_evidence import ZERO, printed_step
from yusuan.evidence.places import Place
from yusuan.printed.numbers import PACKAGE_UNIT
from yusuan.prose.money.model import Unread

_DIGITS = "0123456789"
_SAY_UNIT = ("元", "圆", "整", "正", "角", "分")


def find_alone(number: str, words: str, *, not_behind: str = _DIGITS, start: int = 0) -> int:
    """Where ``number`` stands in ``words`` and is no part of a longer one; -1 if nowhere.

    It stands behind none of the characters ``not_behind`` and before no digit, from ``start`` on.
    """
    at = words.find(number, start)
    while at >= 0:
        before, behind = words[max(at - 1, 0) : at], words[at + len(number) : at + len(number) + 1]
        if not (before and before in not_behind) and not (behind and behind in _DIGITS):
            return at
        at = words.find(number, at + 1)
    return -1


def find_figure(number: str, unit: str, words: str, start: int) -> int:
    """Where the figure of an amount stands in ``words``, from ``start`` on if it stands there again.

    One that its unit follows comes before one that counts something else: 接待2批次，费用2万元.
    One without a unit stands behind 为 or 是.
    """
    signs = f"{_DIGITS}.,"
    first = at = find_alone(number, words, not_behind=signs, start=start)
    while at >= 0 and not _is_amount(number, unit, words, at):
        at = find_alone(number, words, not_behind=signs, start=at + 1)
    if at >= 0 or not start:
        return max(0, first if at < 0 else at)
    return find_figure(number, unit, words, 0)


def _is_amount(number: str, unit: str, words: str, at: int) -> bool:
    """Whether ``unit`` stands behind ``number``, or behind what may stand between: （, 余, blanks."""
    if not unit:
        return words[:at].rstrip().endswith(("为", "是"))
    end = at + len(number)
    return words[end : end + len(unit) + _BETWEEN].find(unit) >= 0


_BETWEEN = 3


def roughness(value: Decimal) -> Decimal:
    """By how much an amount said to be about ``value`` may be off: one of its last digit but 0s."""
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) and value else ZERO


class Stated(NamedTuple):
    """An amount in prose; ``leading`` is the sentence that one beginning with 其中 divides.

    ``at`` is where its figure stands in ``sentence``.
    """

    section_id: str | None
    paragraph: tuple[int, int]
    subject: str
    change: str | None
    compared_year: int | None
    value: Decimal
    text: str
    unit: str
    sentence: str
    place: Place
    section_title: str = ""
    compared_with: str = ""
    percent: Decimal | None = None
    item_path: str = ""
    function_code: str = ""
    approximate: bool = False
    leading: str = ""
    at: int = 0
    amount_type: str = "level"

    @property
    def before(self) -> str:
        """The words of the sentence before the amount."""
        return self.sentence[: self.at]

    @property
    def behind(self) -> str:
        """The words of the sentence behind the amount's figure."""
        return self.sentence[self.at + len(self.text) :]

    def operand(self, label: str | None = None, *, negative: bool = False) -> Operand:
        said = self.unit == PACKAGE_UNIT or self.text.endswith(_SAY_UNIT)  # 壹佰元整, 12元5角
        shown = self.text if said else f"{self.text}{self.unit}"
        step = printed_step(self.text, self.unit) if self.value else ZERO
        value = -self.value if negative else self.value
        source = f"paragraph {self.paragraph[0]}.{self.paragraph[1]}"
        return Operand(label or self.subject, shown, value, step, source, self.place)


class Unreadable(NamedTuple):
    """What looks like an amount in prose and cannot be read as one: how much, which way, of what."""

    text: str
    place: Place
    reason: Unread


class Term(NamedTuple):
    term: str
    definition: str
    place: Place
