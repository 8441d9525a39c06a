"""Which printed columns together hold a quantity, where places print it whole or in parts.

A rule that adds up columns is due only where the columns it needs are printed: a table that shows
人员经费 and 公用经费 in place of 基本支出 still says what basic expenditure is, one that shows
neither does not.
"""

from collections.abc import Iterable
from decimal import Decimal

from yusuan.checks.table_evidence import ZERO, TableEvidence
from yusuan.model import Side
from yusuan.tables.roles import NON_TAX

# In place of a column, the columns that make it up; the first group of which any is printed.
_IN_PARTS: dict[str, tuple[tuple[str, ...], ...]] = {
    "basic": (("personnel", "running"),),
    "project": (
        ("project_other_running", "project_specific_target", "project_general", "project_earmarked",
         "project_own_level", "project_from_superior"),
    ),
    "fiscal_appropriation": (("general_public_budget", "government_fund", "state_capital"),),
    "special_account": (("special_account_education", "special_account_other"),),
    "own_funds": (
        ("institutional", "operating", "operating_revenue", "from_superior", "from_affiliated",
         "other"),
    ),
    "carryover": (("fiscal_carryover", "non_fiscal_carryover"),),
    "fiscal_carryover": (
        ("carryover_general_public_budget", "carryover_government_fund",
         "carryover_state_capital"),
    ),
    "non_fiscal_carryover": (("carryover_special_account", "carryover_own_funds"),),
}  # fmt: skip
REVENUE_SOURCES = ("fiscal_appropriation", "special_account", "own_funds", "other_funds")
CARRIED_OVER = ("carryover", "used_surplus", "account_balance")


def columns_of(table: TableEvidence, field: str, side: Side | None = None) -> tuple[str, ...]:
    """The printed columns that together are ``field``; empty where the table does not show it."""
    if (field, side) in table.column_names:
        return (field,)
    for parts in _IN_PARTS.get(field, ()):
        printed = columns_of_all(table, parts, side)
        if printed:
            return printed
    return ()


def columns_of_all(
    table: TableEvidence, fields: Iterable[str], side: Side | None = None
) -> tuple[str, ...]:
    """The printed columns of several fields, each once."""
    return tuple(
        dict.fromkeys(column for field in fields for column in columns_of(table, field, side))
    )


def kinds_of(
    table: TableEvidence, kinds: Iterable[str], side: Side | None = None
) -> tuple[str, ...]:
    """The printed columns of kinds of expenditure, basic and project among them; 运转类 holds 公用经费
    of the one and 其他运转类 of the other. Empty where nothing but a part of them is printed.
    """
    found = columns_of_all(table, kinds, side)
    if ("running_class", side) in table.column_names and "basic" not in found:
        return ("running_class", *(field for field in found if field not in _OF_RUNNING))
    return () if len(found) == 1 and found[0] in ("personnel", "running") else found


_OF_RUNNING = ("running", "project_other_running")


def beside_appropriation(table: TableEvidence, side: Side | None = None) -> tuple[str, ...]:
    """The columns of money of the treasury that some places print beside 财政拨款, not within it.

    There 财政拨款 is that of the general public budget. Whether it is, the sums must tell.
    """
    if ("fiscal_appropriation", side) not in table.column_names:
        return ()
    non_tax = () if ("non_tax_revenue", side) in table.column_names else NON_TAX
    printed = columns_of_all(table, (*_OF_THE_TREASURY, *non_tax), side)
    within = within_appropriation(table, side)
    return (
        ()
        if ("general_public_budget", side) in table.column_names
        else tuple(field for field in printed if field not in within)
    )


_OF_THE_TREASURY = ("non_tax_revenue", "government_fund", "state_capital")


def within_appropriation(table: TableEvidence, side: Side | None = None) -> frozenset[str]:
    """The columns that stand below the label of 财政拨款."""
    label = table.table.labels.get(("fiscal_appropriation", side), "")
    group = label.partition(" → ")[0]
    return frozenset(
        field
        for (field, of), name in table.table.labels.items()
        if of == side and name.startswith(f"{group} → ")
    )


def beside_the_year(table: TableEvidence, side: Side | None = None) -> tuple[str, ...]:
    """The columns of money of earlier years or from above that a table of expenditure prints."""
    return columns_of_all(table, ("carryover", "advance_transfers"), side)


def uses_of_the_year(table: TableEvidence) -> bool:
    """Whether basic and project expenditure leave out what stands beside them in the total."""
    if table.total is None:
        return False

    total = table.total

    def printed(*fields: str) -> Decimal:
        columns = columns_of_all(table, fields)
        return sum((table.operand_or_blank(total, column).value for column in columns), ZERO)

    rest = sum((printed(column) for column in beside_the_year(table)), ZERO)
    return bool(rest) and printed("basic", "project") + rest == printed("total")
