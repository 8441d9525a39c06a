"""Further documents of a department made of one that was read: of other years, kinds, amounts."""

import dataclasses
from collections.abc import Mapping
from contextlib import suppress
from decimal import Decimal
from typing import Any

from yusuan.pages.model import Disclosure, Record


def issued(disclosure: Disclosure, *, times: str = "1", **facts: Any) -> Disclosure:
    """The same tables as if ``facts`` were so, every amount so many ``times`` the printed one."""
    changed: dict[str, Any] = {**disclosure.facts, **facts}
    named = ("organisation_id", "fiscal_year", "kind", "scope", "revision")
    id_ = "-".join(str(changed[name]) for name in named)
    figures = {
        f"{id_}.{line.partition('.')[2]}": _figure(figure, id_, line, Decimal(times))
        for line, figure in disclosure.figures.items()
    }
    return dataclasses.replace(disclosure, id=id_, facts=changed, figures=figures)


def _figure(figure: Record, id_: str, line: str, times: Decimal) -> Mapping[str, Any]:
    printed = str(figure["published_text"])
    with suppress(ArithmeticError):  # 不涉及 and the like
        printed = f"{Decimal(printed.replace(',', '')) * times:f}"
    new = {"budget_line_id": f"{id_}.{line.partition('.')[2]}", "published_text": printed}
    return {**figure, **new}


def without(disclosure: Disclosure, resource: str) -> Disclosure:
    """The document without a figure in the tables of ``resource``: their cells are blank."""
    figures = {
        line: figure for line, figure in disclosure.figures.items() if f".{resource}." not in line
    }
    return dataclasses.replace(disclosure, figures=figures)


def changed(disclosure: Disclosure, resource: str, **values: Any) -> Disclosure:
    """Every figure in the tables of ``resource`` with other ``values`` (of budget_lines)."""
    figures = {
        line: {**figure, **values} if f".{resource}." in line else figure
        for line, figure in disclosure.figures.items()
    }
    return dataclasses.replace(disclosure, figures=figures)
