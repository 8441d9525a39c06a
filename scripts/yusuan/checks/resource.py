"""The resource ``checks``: every evaluated rule of every disclosure as one row."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import ROUND_CEILING, ROUND_HALF_EVEN, Decimal
from typing import get_args

from yusuan.checks.model import (
    CONSEQUENCE_TITLES,
    FAMILY_TITLES,
    SEVERITY_TITLES,
    STATUS_TITLES,
    Consequence,
    Result,
    Severity,
    Status,
)
from yusuan.checks.telling import ORDER_IN_WORDS
from yusuan.declared import vocabulary as v
from yusuan.declared.fields import Field, ForeignKey, Resource
from yusuan.evidence.places import print_places
from yusuan.model import Row
from yusuan.printed.numbers import AMOUNT_SCALE
from yusuan.sources.acknowledged import Acknowledgement, reason_of

_FAMILIES = "，".join(f"{name} 为{title}" for name, title in FAMILY_TITLES)
_CONSEQUENCES = "，".join(f"{name} 为{title}（{what}）" for name, title, what in CONSEQUENCE_TITLES)
_STATUSES = "，".join(f"{name} 为{title}" for name, title in STATUS_TITLES.items())
_SEVERITIES = "，".join(f"{name} 为{title}" for name, title in SEVERITY_TITLES)


def _value(name: str, title: str, description: str, description_en: str) -> Field:
    return Field(
        name=name,
        kind="number",
        title=title,
        description=f"{description}金额以万元计；不是算术的规则为空。",
        description_en=f"{description_en} Amounts in 10,000 yuan; null where no arithmetic.",
    )


_CHECK_ID = Field(
    name="check_id",
    title="规则编号",
    description="规则的编号，长期不变；规则的内容见 check_rules。",
    description_en="Identifier of the rule, stable; its text is in check_rules.",
    required=True,
)
_SEVERITY = Field(
    name="severity",
    title="轻重",
    description=f"不一致的轻重：{_SEVERITIES}。",
    description_en="How grave a disagreement is.",
    required=True,
    enum=tuple(get_args(Severity)),
)

_CONSEQUENCE = Field(
    name="consequence",
    title="后果",
    description=f"不一致意味着什么：{_CONSEQUENCES}。讲述的次序{ORDER_IN_WORDS}",
    description_en="What a disagreement means: a part of the document is missing (incomplete), one "
    "quantity in two versions (figure), listed in one place and not in the other (presence), at "
    "odds with its row or words (meaning), maybe rounding or recognition (doubtful), or a name or "
    "an order (wording). Disagreements are told in this order, then by ratio, severity and place.",
    required=True,
    enum=tuple(get_args(Consequence)),
)

CHECK_RESULTS = Resource(
    name="checks",
    title="数据核对",
    description="每条勾稽关系在每份公开文件上的核对结果；原文的不一致照样公布，不作更正。",
    description_en="Every rule evaluated on every disclosure; disagreements of the source are "
    "published, never repaired.",
    fields=(
        v.DISCLOSURE_ID,
        Field(
            name="check_no",
            kind="integer",
            title="核对序号",
            description="结果在该公开文件中的次序，从 1 数起。",
            description_en="Order of the result within its disclosure, from 1.",
            required=True,
        ),
        _CHECK_ID,
        _SEVERITY,
        Field(
            name="status",
            title="结果",
            description=f"{_STATUSES}；not_comparable 是有读不出或单位不明的数，"
            "或者要找的可能在没有读出的页、没有认出的栏目里。",
            description_en="Whether it holds, fails, cannot be compared because a figure cannot be "
            "read (or its unit is unknown) or may stand on a page or in a column that was not "
            "read, or is not due.",
            required=True,
            enum=tuple(get_args(Status)),
        ),
        _CONSEQUENCE,
        Field(
            name="subject",
            title="所指",
            description="核对的是什么：项目、科目、指标或表的名称。",
            description_en="What the result is about, as the document calls it.",
            required=True,
        ),
        Field(
            name="left_expression",
            title="左式",
            description="等式左边，照原样印出的数字或文字。",
            description_en="The left side with its figures or words as printed.",
        ),
        Field(
            name="right_expression",
            title="右式",
            description="等式右边，照原样印出的数字或文字。",
            description_en="The right side with its figures or words as printed.",
        ),
        _value("left_value", "左值", "左式的值。", "Value of the left side."),
        _value("right_value", "右值", "右式的值。", "Value of the right side."),
        _value("difference", "差额", "左值减右值。", "Left value less right value."),
        _value(
            "tolerance",
            "容差",
            "由印出的小数位算出的容许差额。",
            "Difference allowed by the printed decimals.",
        ),
        Field(
            name="value_unit",
            title="值的单位",
            description="左值、右值、差额和容差的单位：金额一律为万元，其余照原样印出的；"
            "没有这些值的、原文没有写明单位的为空。",
            description_en="Unit of both values, the difference and the tolerance: 万元 (10,000 yuan) "
            "for amounts, else as printed; null without values, or where no unit is printed.",
        ),
        Field(
            name="ratio",
            kind="number",
            title="倍数",
            description="两边的数大的是小的几倍，取两位小数；一边为 0、没有印数或不是数的为空。",
            description_en="How many times as large the larger side is; null if one is 0 or none.",
        ),
        Field(
            name="message",
            title="说明",
            description="核对结果的说明。",
            description_en="The result in words.",
            required=True,
        ),
        Field(
            name="places",
            title="原文位置",
            description="涉及的原文位置，以空格分隔；写法同各表的 place。",
            description_en="Places of the document involved, separated by blanks, written as place is.",
        ),
        Field(
            name="left_places",
            title="左式位置",
            description="印出左式的原文位置，以空格分隔。",
            description_en="Where the left side is printed, separated by blanks.",
        ),
        Field(
            name="right_places",
            title="右式位置",
            description="印出右式的原文位置，以空格分隔；右式是规则所要求、原文没有印出的为空。",
            description_en="Where the right side is printed; null where the rule alone requires it.",
        ),
        Field(
            name="budget_line_ids",
            title="涉及的数据行",
            description="涉及的数字在 budget_lines 中的编号，以空格分隔。",
            description_en="The figures involved, as identifiers of budget_lines.",
        ),
        Field(
            name="acknowledged",
            kind="boolean",
            title="是否已知",
            description="不一致已在 acknowledged.toml 中写明的为 true。",
            description_en="True for a disagreement listed as known in acknowledged.toml.",
            required=True,
        ),
        Field(
            name="reason",
            title="缘由",
            description="acknowledged.toml 写明的缘由；不是已知的不一致为空。",
            description_en="The reason given in acknowledged.toml; null if not acknowledged.",
        ),
    ),
    primary_key=("disclosure_id", "check_no"),
    foreign_keys=(v.TO_DISCLOSURE, ForeignKey(("check_id",), "check_rules", ("check_id",))),
)

CHECK_RULES = Resource(
    name="check_rules",
    title="核对规则",
    description="全部勾稽关系和核对规则：内容、类别、轻重和依据。",
    description_en="Every rule: what it says, its family, its severity and what it rests on.",
    fields=(
        _CHECK_ID,
        Field(
            name="title",
            title="标题",
            description="规则的名称。",
            description_en="Title of the rule.",
            required=True,
        ),
        Field(
            name="rule",
            title="规则",
            description="规则的内容，含适用的条件。",
            description_en="What the rule says, with the condition under which it is due.",
            required=True,
        ),
        Field(
            name="family",
            title="类别",
            description=f"{_FAMILIES}。",
            description_en="Within a row, within a table, across tables, text against tables, "
            "or performance.",
            required=True,
            enum=tuple(name for name, _ in FAMILY_TITLES),
        ),
        _SEVERITY,
        _CONSEQUENCE,
        Field(
            name="rule_basis",
            title="依据",
            description="规则的依据。",
            description_en="What the rule rests on.",
            required=True,
        ),
    ),
    primary_key=("check_id",),
)


def _fitting(value: Decimal | None, rounding: str = ROUND_HALF_EVEN) -> Decimal | None:
    """``value`` with no more decimals than the package holds."""
    if value is None or _decimals(value) <= AMOUNT_SCALE:
        return value
    return value.quantize(Decimal(1).scaleb(-AMOUNT_SCALE), rounding)


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    return -exponent


def check_rows(
    disclosure_id: str, results: Iterable[Result], known: Sequence[Acknowledgement]
) -> Iterator[Row]:
    """One row per result, in order; a failure that is known bears its reason."""
    for number, result in enumerate(results, start=1):
        reason = reason_of(result, known) if known and result.status == "fail" else None
        yield CHECK_RESULTS.row(
            {
                "disclosure_id": disclosure_id,
                "check_no": number,
                "check_id": result.check_id,
                "severity": result.severity,
                "status": result.status,
                "consequence": result.consequence,
                "subject": result.subject,
                "left_expression": result.left_expression or None,
                "right_expression": result.right_expression or None,
                "left_value": _fitting(result.left_value),
                "right_value": _fitting(result.right_value),
                "difference": _fitting(result.difference),
                "tolerance": _fitting(result.tolerance, ROUND_CEILING),
                "value_unit": result.value_unit or None,
                "ratio": result.ratio,
                "message": result.message,
                "places": print_places(result.places) or None,
                "left_places": print_places(result.left_places) or None,
                "right_places": print_places(result.right_places) or None,
                "budget_line_ids": " ".join(
                    cell.budget_line_id(disclosure_id) for cell in result.cells
                )
                or None,
                "acknowledged": reason is not None,
                "reason": reason,
            }
        )
