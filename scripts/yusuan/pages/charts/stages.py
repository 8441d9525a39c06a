"""The stages that money passes through, and how much of each is published to go where.

Nothing is guessed: the amounts between two stages are taken from the tables, and only if they
add up to both stages exactly; otherwise the stages are joined by their totals alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from yusuan.model import Side, Value
from yusuan.pages.charts.amounts import Amount, amount, computed, together, total
from yusuan.pages.measures import MEASURE_BY_NAME, find
from yusuan.pages.model import Disclosure, Record, text
from yusuan.views.lines import EXPENDITURE_TYPE_TITLES

BASIC_TABLE = "general_public_budget_basic_expenditure"
# Words in a printed source and the column of the revenue table it belongs to; the first counts.
_COLUMNS = (
    ("结转", "carryover"),
    ("结余", "carryover"),
    ("财政拨款", "fiscal_appropriation"),
    ("一般公共预算", "fiscal_appropriation"),
    ("政府性基金", "fiscal_appropriation"),
    ("国有资本", "fiscal_appropriation"),
    ("财政专户", "special_account"),
    ("经营收入", "operating"),
    ("事业收入", "institutional"),
    ("上级补助", "from_superior"),
    ("附属单位", "from_affiliated"),
    ("其他收入", "other"),
)
# What a year's expenditure is divided into; 江苏 sets a reserve apart.
_TYPES = {**EXPENDITURE_TYPE_TITLES, "reserve": "预留机动经费"}
# Instead of basic expenditure some print its two parts alone.
_OF_BASIC = {"personnel": "人员经费", "running": "公用经费"}
Flows = Mapping[tuple[str, str], Decimal]


@dataclass(frozen=True, slots=True)
class Node:
    """``key`` is what amounts from and to it are published under; several may share one.

    ``css`` names its colour; one that ``ends`` has no part in the stages that follow.
    """

    key: str
    amount: Amount
    css: str
    ends: bool = False


@dataclass(frozen=True, slots=True)
class Stage:
    """``total`` is printed by the source, None where it is blank.

    ``flows`` are the amounts from the keys of the stage before to those of this one; None where
    they are not published or do not add up.
    """

    title: str
    nodes: tuple[Node, ...]
    total: Amount | None
    flows: Flows | None = None


def stages(disclosure: Disclosure) -> tuple[Stage, ...]:
    """The stages that are published, in the order of the money; each has at least one node."""
    sources = Stage("收入来源", _sources(disclosure), _grand_total(disclosure, "revenue"))
    functions = _functions(disclosure, sources)
    types = _types(disclosure, functions)
    uses = _uses(disclosure, types)
    return tuple(stage for stage in (sources, functions, types, uses) if stage.nodes)


def _grand_total(disclosure: Disclosure, side: Side) -> Amount | None:
    whole = find(MEASURE_BY_NAME[f"{side}_total"], disclosure)
    if whole is None:
        return None
    name = text(whole.row, "item")
    found = amount(disclosure, "budget_summary", whole.row, "amount", name, side)
    return found if found.value is not None else None


def _summary(disclosure: Disclosure, side: Side, row_type: str) -> list[Amount]:
    """The amounts of a side that no other row holds; of several breakdowns, that by function.

    Rows without a number that add up to the numbered row above them are its parts. One that alone
    holds all the others (一、部门预算) gives way to its parts if they add up to it.
    """
    rows = [
        row
        for row in disclosure.of("budget_summary")
        if row["side"] == side and row["row_type"] == row_type
    ]
    breakdowns = [row["breakdown"] or "function" for row in rows]
    chosen = "function" if "function" in breakdowns else next(iter(breakdowns), None)
    rows = [row for row, held in zip(rows, breakdowns, strict=True) if held == chosen]

    def below(key: Value) -> list[tuple[Record, Amount]]:
        found = []
        for row in rows:
            if row["parent_key"] == key:
                name = text(row, "item_name")
                printed = amount(disclosure, "budget_summary", row, "amount", name, side)
                if printed.positive:
                    found.append((row, printed))
        return _wholes(found)

    shown = below(None)
    while len(shown) == 1:
        [(row, whole)] = shown
        parts = below(row["row_key"])
        if total(part for _, part in parts) != whole.value:
            break
        shown = parts
    return [found for _, found in shown]


def _wholes(found: list[tuple[Record, Amount]]) -> list[tuple[Record, Amount]]:
    """Without the unnumbered rows that add up to the numbered one above them."""
    groups: list[list[tuple[Record, Amount]]] = []
    for row, printed in found:
        if row["item_no"] is None and groups and groups[-1][0][0]["item_no"] is not None:
            groups[-1].append((row, printed))
        else:
            groups.append([(row, printed)])
    kept = []
    for head, *parts in groups:
        sums_up = bool(parts) and total(part for _, part in parts) == head[1].value
        kept += [head] if sums_up else [head, *parts]
    return kept


def _sources(disclosure: Disclosure) -> tuple[Node, ...]:
    items = _summary(disclosure, "revenue", "item")
    carried = _summary(disclosure, "revenue", "carryover")
    return tuple(
        Node(_column(each.name), each, css)
        for found, css in ((items, "source"), (carried, "carried"))
        for each in found
    )


def _column(name: str) -> str:
    return next((column for words, column in _COLUMNS if words in name), "")


def _class_rows(disclosure: Disclosure, resource: str, code: str) -> list[tuple[str, Record]]:
    """The rows of classes (类) and their codes."""
    return [(text(row, code), row) for row in disclosure.of(resource) if row["level"] == 1]


def _top(disclosure: Disclosure, resource: str) -> Record | None:
    return next((row for row in disclosure.of(resource) if row["level"] == 0), None)


def _functions(disclosure: Disclosure, sources: Stage) -> Stage:
    """Functional classes; what is carried into the next year goes nowhere else."""
    title, whole = "功能分类", _grand_total(disclosure, "expenditure")
    nodes = []
    for code, row in _class_rows(disclosure, "expenditure", "function_code"):
        found = amount(disclosure, "expenditure", row, "total", text(row, "function_name"))
        if found.positive:
            nodes.append(Node(code, found, "function"))
    if not nodes:
        items = _summary(disclosure, "expenditure", "item")
        nodes = [Node("", item, "function") for item in items]
    carried = _summary(disclosure, "expenditure", "carryover")
    nodes += [Node("carried", each, "carried", ends=True) for each in carried]
    published = {
        (column, code): row[column]
        for code, row in _class_rows(disclosure, "revenue", "function_code")
        for _, column in _COLUMNS
    }
    return Stage(title, tuple(nodes), whole, _agreed(published, sources.nodes, tuple(nodes)))


def _types(disclosure: Disclosure, functions: Stage) -> Stage:
    """Basic, project and the other kinds of expenditure."""
    top = _top(disclosure, "expenditure")
    title = "支出类型"
    if top is None:
        return Stage(title, (), None)
    types = _TYPES if top["basic"] is not None else {**_OF_BASIC, **_TYPES}
    cells = (
        (field, amount(disclosure, "expenditure", top, field, name))
        for field, name in types.items()
    )
    css = {"basic": "basic", "project": "project", **dict.fromkeys(_OF_BASIC, "basic")}
    nodes = tuple(Node(f, a, css.get(f, "function")) for f, a in cells if a.positive)
    published = {
        (code, field): row[field]
        for code, row in _class_rows(disclosure, "expenditure", "function_code")
        for field in types
    }
    continued = tuple(node for node in functions.nodes if not node.ends)
    whole = amount(disclosure, "expenditure", top, "total", "支出合计")
    return Stage(
        title,
        nodes,
        whole if whole.value is not None else None,
        _agreed(published, continued, nodes),
    )


def _uses(disclosure: Disclosure, types: Stage) -> Stage:
    """Economic classes of basic expenditure; all else is of no published class."""
    title = "经济分类"
    basic = next((node.amount for node in types.nodes if node.key == "basic"), None)
    classes: dict[str, list[Amount]] = {}
    for code, row in _class_rows(disclosure, BASIC_TABLE, "economic_code"):
        found = amount(disclosure, BASIC_TABLE, row, "total", text(row, "economic_name"))
        if found.positive:
            classes.setdefault(code, []).append(found)
    nodes = [Node(code, together(found), "basic") for code, found in classes.items()]
    if not nodes or basic is None:
        return Stage(title, (), None)
    flows = {("basic", node.key): node.amount.positive for node in nodes}
    left = basic.positive - total(node.amount for node in nodes)
    others = [node for node in types.nodes if node.key != "basic"]
    flows |= {(node.key, "unpublished"): node.amount.positive for node in others}
    flows["basic", "unpublished"] = max(left, Decimal(0))
    elsewhere = divided_elsewhere(disclosure)
    amounts = [node.amount for node in others]
    hidden = _undivided(amounts, max(left, Decimal(0)), elsewhere=elsewhere)
    if hidden is not None:
        nodes.append(Node("unpublished", hidden, "unpublished"))
    return Stage(title, tuple(nodes), None, flows if left >= 0 else None)


# Tables that may divide more than basic expenditure by economic class.
_MORE_THAN_BASIC = (
    "expenditure",
    "economic_expenditure",
    "fiscal_appropriation_expenditure",
    "fiscal_appropriation_economic_expenditure",
    "general_public_budget_expenditure",
    "general_public_budget_economic_expenditure",
    "general_public_budget_project_expenditure",
    "government_fund_expenditure",
    "government_fund_economic_expenditure",
    "special_account_expenditure",
    "state_capital_expenditure",
    "project_expenditure",
)


def divided_elsewhere(disclosure: Disclosure) -> bool:
    """Whether a table prints an economic class of what is no basic expenditure."""
    return any(
        (row.get("economic_code") or row.get("government_economic_code"))
        and (row.get("project") or (row.get("total") and not row.get("basic")))
        for resource in _MORE_THAN_BASIC
        for row in disclosure.of(resource)
    )


def _undivided(others: list[Amount], left: Decimal, *, elsewhere: bool) -> Amount | None:
    """What is of no class of basic expenditure: as printed if it is one amount, else the sum.

    It is not published by class, unless ``elsewhere``: then all that is said is where it is not.
    """
    name = "基本支出表以外" if elsewhere else "未公开"
    why = "不在基本支出表里，别的表另有经济分类" if elsewhere else "没有公布经济分类"
    if len(others) == 1 and not left:
        (only,) = others
        note = f"{only.name}{why}"
        return Amount(name, only.value, only.shown, only.unit, only.link, note)
    if not others and not left:
        return None
    parts = [each.name for each in others] + ["没有列入基本支出表的基本支出"] * bool(left)
    return computed(name, total(others) + left, f"{'、'.join(parts)}之和，{why}")


def _agreed(
    published: Mapping[tuple[str, str], object],
    before: tuple[Node, ...],
    after: tuple[Node, ...],
) -> Flows | None:
    """``published`` without blanks, if it adds up to every key of both stages; else None."""
    flows = {at: v for at, v in published.items() if isinstance(v, Decimal) and v != 0}
    if any(value < 0 for value in flows.values()):
        return None
    for position, nodes in ((0, before), (1, after)):
        sums: dict[str, Decimal] = {}
        for node in nodes:
            sums[node.key] = sums.get(node.key, Decimal(0)) + node.amount.positive
        for at, value in flows.items():
            sums[at[position]] = sums.get(at[position], Decimal(0)) - value
        if any(sums.values()):
            return None
    return flows
