"""What a rule is, and what evaluating it on one disclosure yields.

A rule (``Check``) yields outcomes: a ``Comparison`` of two sides made of printed figures,
or a ``Statement`` where no arithmetic is involved. ``judging`` turns both into ``Result``.

A result is one of four (``STATUS_TITLES``): the sides agree (``pass``), they do not (``fail``), the
rule is not due (``not_applicable``), or it is due and what it compares may stand where nothing was
read (``unseen``), or is a figure that cannot be read (``not_comparable``): the cell prints
something that is no number, or an amount whose unit nobody knows. Such a cell is no 0 and no blank.
It enters a comparison as an ``Operand`` that is ``unread``, which has no value; whatever it takes
part in is neither held nor refuted by it, so the result names the cell and tells of no difference.
It is no disagreement: it is in no count of them, needs no acknowledgement and fails no validation;
that the cell cannot be read is told by a rule of its own (``legible``). A blank cell is not one: it
counts as 0 where the whole is printed.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, NamedTuple

from yusuan.checks.operands import CellRef, Operand
from yusuan.evidence.places import Place

if TYPE_CHECKING:  # what it is made of takes long to load, and who tells of a result needs none
    from yusuan.checks.evidence import Evidence

Severity = Literal["error", "warning", "notice"]
Status = Literal["pass", "fail", "not_comparable", "not_applicable"]
Family = Literal[
    "within_row", "within_table", "across_tables", "text_against_tables", "performance"
]
Relation = Literal["=", "<="]
# What a disagreement means to a reader, gravest first: the first key of their order.
Consequence = Literal["incomplete", "figure", "presence", "meaning", "doubtful", "wording"]

FAMILY_TITLES: tuple[tuple[Family, str], ...] = (
    ("within_row", "行内"),
    ("within_table", "表内"),
    ("across_tables", "表间"),
    ("text_against_tables", "文字与表"),
    ("performance", "绩效信息"),
)
SEVERITY_TITLES: tuple[tuple[Severity, str], ...] = (
    ("error", "错误"),
    ("warning", "警告"),
    ("notice", "提示"),
)
# In the order in which they are counted and told.
STATUS_TITLES: dict[Status, str] = {
    "pass": "相符",
    "fail": "不一致",
    "not_comparable": "无法核对",
    "not_applicable": "不适用",
}
# Name, title, what it is.
CONSEQUENCE_TITLES: tuple[tuple[Consequence, str, str], ...] = (
    ("incomplete", "文件残缺", "文件只有一部分，别的不一致可能由此而来"),
    ("figure", "数目不同", "同一件事，两处的数不一样"),
    ("presence", "有无不同", "一处列有或说到，另一处没有"),
    ("meaning", "对不上", "数或文字与它所在的栏目、所说的事不合"),
    ("doubtful", "待对照", "相差像是四舍五入或舍去尾数，或者字是由图像识别的"),
    ("wording", "写法不同", "名称、用词、编号次序前后不一"),
)


class Comparison(NamedTuple):
    """Left and right side of an identity; each is the sum of its operands.

    A product (``times``) multiplies the operands of the right side instead.
    """

    where: str
    left: tuple[Operand, ...]
    right: tuple[Operand, ...]
    relation: Relation = "="
    times: bool = False
    unit: str = "万元"
    remark: str = ""


class Statement(NamedTuple):
    """An outcome that is no arithmetic: what two places say, or why a rule is not due.

    ``subject`` is what it is about, in few words. Of ``places`` those in ``right_places`` print
    the right side; without it, of two places the second does where something is said there.
    ``values`` are the two figures of one quantity. ``absent`` says of a disagreement that it is
    something missing from the table of its places, or from the document; ``cause`` that it tells
    why other things are missing: a row that lacks its code or name, a table in two pieces.
    """

    status: Status
    message: str
    left: str = ""
    right: str = ""
    places: tuple[Place, ...] = ()
    cells: tuple[CellRef, ...] = ()
    severity: Severity | None = None
    subject: str = ""
    right_places: tuple[Place, ...] | None = None
    values: tuple[Decimal, Decimal] | None = None
    absent: Literal["", "table", "document"] = ""
    cause: bool = False


Outcome = Comparison | Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A rule: ``rule`` and ``basis`` are what the checks page shows.

    ``consequence`` is what a disagreement means, which says how far ahead it is told.
    """

    id: str
    title: str
    rule: str
    severity: Severity
    consequence: Consequence
    basis: str
    family: Family
    evaluate: "Callable[[Evidence], Iterator[Outcome]]"


class Result(NamedTuple):
    """One evaluated identity of one disclosure. Amounts are in 万元.

    ``subject`` is what it is about; ``left_places`` and ``right_places`` are where its sides are
    printed. ``ratio`` says how many times as large the larger side is; None if one is 0.
    ``value_unit`` is that of the values, blank where there are none and where nothing says it.

    ``confirms``: a whole of several parts, exact to the last digit, which a figure misread in a
    picture would not be.
    """

    check_id: str
    left_expression: str
    right_expression: str
    left_value: Decimal | None
    right_value: Decimal | None
    difference: Decimal | None
    tolerance: Decimal | None
    status: Status
    severity: Severity
    message: str
    places: tuple[Place, ...]
    cells: tuple[CellRef, ...]
    consequence: Consequence
    confirms: bool = False
    subject: str = ""
    left_places: tuple[Place, ...] = ()
    right_places: tuple[Place, ...] = ()
    ratio: Decimal | None = None
    value_unit: str = ""


_MOST_NAMED = 4  # cells that cannot be read, of one result


def not_comparable(where: str, unread: Iterable[Operand], places: Iterable[Place]) -> Statement:
    """The rule is due, and some of the figures that it compares cannot be read."""
    cells = tuple(dict.fromkeys(unread))
    named = "、".join(cell.said() for cell in cells[:_MOST_NAMED])
    if len(cells) > _MOST_NAMED:
        named += f" 等 {len(cells)} 处"
    return Statement(
        "not_comparable",
        f"{STATUS_TITLES['not_comparable']}：{where}：{named}。",
        places=tuple(places),
    )


def not_due(reason: str) -> Statement:
    """The rule is not due in this disclosure, and why."""
    return Statement("not_applicable", f"不适用：{reason}。")
