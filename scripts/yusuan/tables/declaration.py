"""How a table role is declared: what a disclosure publishes, whatever the place and its layout.

To add a role: declare a ``PublishedTable`` in a module of this folder, name it in
``tables.TABLES``, and say in ``layouts/base.toml`` by which titles and heads it is known.
"""

from dataclasses import dataclass

from yusuan.declared.fields import ExpenditureType, FundSource, Resource
from yusuan.model import Side


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedTable:
    """One of the tables that a disclosure publishes.

    ``direction``, ``fund_source`` and ``expenditure_type`` are what all its figures are of, where
    their columns and rows do not say otherwise. ``narrative``: its rows are texts, not figures.
    """

    resource: Resource
    direction: Side | None = "expenditure"
    fund_source: FundSource | None = None
    expenditure_type: ExpenditureType | None = None
    narrative: bool = False

    @property
    def name(self) -> str:
        return self.resource.name
