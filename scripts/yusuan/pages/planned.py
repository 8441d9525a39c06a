"""What a row prints as planned, where its outcome is blank."""

from collections.abc import Iterator
from typing import NamedTuple

from yusuan.pages.figures import grouped
from yusuan.pages.model import Disclosure, Record, text
from yusuan.pages.places import figure_address

# What final accounts print of the plan, by field.
OWN_PLANS = {"initial_budget": "年初预算", "adjusted_budget": "调整预算", "budget": "预算"}


class Planned(NamedTuple):
    """``link`` is relative to the folder of the disclosure."""

    name: str
    value: str
    unit: str
    link: str

    @property
    def said(self) -> str:
        return f"{self.name} {self.value} {self.unit}".rstrip()


def planned_of(disclosure: Disclosure, resource: str, row: Record) -> Iterator[Planned]:
    """The plans that ``row`` of final accounts prints as figures, in the order of their stages."""
    if disclosure.facts["kind"] != "final_accounts":
        return
    for field, name in OWN_PLANS.items():
        figure = disclosure.figure(resource, row, field)
        if figure is not None and figure["value_status"] == "published":
            value, unit = text(figure, "published_text"), text(figure, "published_unit")
            link = figure_address(text(figure, "budget_line_id"))
            yield Planned(name, grouped(value), unit, link)
