"""The headline figures of a disclosure, each with a link to the row it is printed in."""

from collections.abc import Callable
from dataclasses import dataclass

from yusuan.model import Side
from yusuan.pages.figures import STATUS_CLASSES, grouped
from yusuan.pages.model import Disclosure, Record, text


@dataclass(frozen=True, slots=True)
class Headline:
    """``link`` is relative to the folder of the disclosure; blank ``value``: not published."""

    label: str
    value: str
    unit: str
    link: str
    css: str = ""


@dataclass(frozen=True, slots=True)
class _Source:
    label: str
    resource: str
    field: str
    chosen: Callable[[Record], bool]
    side: Side | None = None


def _grand_total(row: Record) -> bool:
    return row["row_type"] == "grand_total"


def _top_level(row: Record) -> bool:
    return row["level"] == 0


def _total(row: Record) -> bool:
    return row["row_type"] == "total"


_BASIC = "general_public_budget_basic_expenditure"
_SOURCES = (
    _Source("收入总计", "budget_summary", "amount", _grand_total, "revenue"),
    _Source("支出总计", "budget_summary", "amount", _grand_total, "expenditure"),
    _Source("基本支出", "expenditure", "basic", _top_level),
    _Source("项目支出", "expenditure", "project", _top_level),
    _Source("“三公”经费", "three_public_expenditure", "total", _top_level),
    _Source("人员经费", _BASIC, "personnel", _top_level),
    _Source("公用经费", _BASIC, "running", _top_level),
    _Source("政府采购", "procurement", "total", _total),
)


def headlines(disclosure: Disclosure) -> tuple[Headline, ...]:
    """Those figures whose tables are in the text; a blank cell stays blank."""
    found = (_headline(source, disclosure) for source in _SOURCES)
    return tuple(headline for headline in found if headline is not None)


def _headline(source: _Source, disclosure: Disclosure) -> Headline | None:
    for row in disclosure.of(source.resource):
        if row.get("side") != source.side or not source.chosen(row):
            continue
        half = f"-{source.side}" if source.side else ""
        link = f"{source.resource}.html#{source.resource}-{row['row_no']}{half}"
        figure = disclosure.figure(source.resource, row["row_no"], source.side, source.field)
        if figure is None:
            return Headline(source.label, "", "", link, "blank")
        return Headline(
            source.label,
            grouped(text(figure, "published_text")),
            text(figure, "published_unit"),
            link,
            STATUS_CLASSES[text(figure, "value_status")],
        )
    return None
