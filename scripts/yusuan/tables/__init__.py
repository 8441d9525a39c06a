"""The published tables. ``TABLES`` is their order in the package and on the site."""

from yusuan.tables.coded import (
    EXPENDITURE,
    GENERAL_PUBLIC_BUDGET_BASIC_EXPENDITURE,
    GENERAL_PUBLIC_BUDGET_EXPENDITURE,
    GOVERNMENT_FUND_EXPENDITURE,
    REVENUE,
    STATE_CAPITAL_EXPENDITURE,
)
from yusuan.tables.declaration import PublishedTable
from yusuan.tables.fixed_assets import FIXED_ASSETS
from yusuan.tables.institutions import INSTITUTIONS
from yusuan.tables.procurement import PROCUREMENT
from yusuan.tables.summaries import BUDGET_SUMMARY, FISCAL_APPROPRIATION_SUMMARY
from yusuan.tables.three_public import THREE_PUBLIC_EXPENDITURE

TABLES: tuple[PublishedTable, ...] = (
    BUDGET_SUMMARY,
    REVENUE,
    EXPENDITURE,
    FISCAL_APPROPRIATION_SUMMARY,
    GENERAL_PUBLIC_BUDGET_EXPENDITURE,
    GENERAL_PUBLIC_BUDGET_BASIC_EXPENDITURE,
    GOVERNMENT_FUND_EXPENDITURE,
    STATE_CAPITAL_EXPENDITURE,
    THREE_PUBLIC_EXPENDITURE,
    INSTITUTIONS,
    PROCUREMENT,
    FIXED_ASSETS,
)
TABLE_BY_NAME: dict[str, PublishedTable] = {table.name: table for table in TABLES}
