"""The data dictionary, generated from the table schemas.

A field means one thing in every table: what several have in common is described once, and each
table names it. Said again in each, the page had 1,600 rows.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from yusuan.pages.declaration import Context, SitePage
from yusuan.pages.explaining import term_id
from yusuan.pages.figures import plain
from yusuan.pages.model import PackagedResource, Site
from yusuan.pages.tables import Cell, TableRow, TableView, simple_head
from yusuan.pages.terms import all_terms

_TYPES = {
    "string": "文字",
    "integer": "整数",
    "number": "数字",
    "boolean": "是或否",
    "date": "日期",
}
_LONGEST_EXAMPLE = 40


class Shared(NamedTuple):
    """A field of a table that stands, as it is, in others too: described once for all.

    A name and no link: a page of 1,300 links takes as many presses of the Tab key.
    """

    id: str
    name: str
    title: str


class Described(NamedTuple):
    """A table, the fields that it alone has, and those that it shares with others."""

    resource: PackagedResource
    own: TableView | None
    shared: tuple[Shared, ...]


def _constraints(field: Mapping[str, Any], foreign: str, *, primary: bool) -> str:
    found = field.get("constraints", {})
    stated = ["主键"] if primary else []
    if foreign:
        stated.append(f"外键：{foreign}")
    if found.get("required"):
        stated.append("必填")
    if "enum" in found:
        stated.append("取值：" + "、".join(found["enum"]))
    if "pattern" in found:
        stated.append(f"格式：{found['pattern']}")
    return "\n".join(stated)


def _foreign(resource: PackagedResource, name: str) -> str:
    """The resources that a field refers to."""
    keys = resource.schema.get("foreignKeys", ())
    return "、".join(key["reference"]["resource"] for key in keys if name in key["fields"])


def example(value: object) -> str:
    """A value as the CSV file spells it, cut to a readable length."""
    if isinstance(value, bool):
        return "true" if value else "false"
    shown = plain(value).replace(",", "") if isinstance(value, Decimal) else str(value)
    return shown if len(shown) <= _LONGEST_EXAMPLE else f"{shown[:_LONGEST_EXAMPLE]}…"


def _term_cell(field: Mapping[str, Any], defined: frozenset[str]) -> Cell:
    """The term behind a field, linked to its definition where a disclosure gives one."""
    term = field.get("glossary_term", "")
    anchor = term_id(term)
    return Cell(term, "term", link=f"glossary.html#{anchor}" if anchor in defined else "")


def _row(
    resource: PackagedResource, field: Mapping[str, Any], defined: frozenset[str], anchor: str
) -> TableRow:
    """``anchor`` empty: a field of ``resource`` alone, whose row may say that it is its key."""
    name, unit = field["name"], field.get("unit", "")
    primary = not anchor and name in resource.schema["primaryKey"]
    sample = example(resource.example[name]) if name in resource.example else ""
    return TableRow(
        (
            Cell(name, "name field", header=True, note=field["title"]),
            Cell(f"{field['description']}\n{field['description_en']}", "description"),
            Cell(_TYPES[field["type"]] + (f"，{unit}" if unit else ""), "type"),
            Cell(
                _constraints(field, _foreign(resource, name), primary=primary),
                "constraints",
            ),
            Cell("\n".join(field.get("source_labels", ())), "labels"),
            Cell(sample, "example"),
            _term_cell(field, defined),
        ),
        anchor or f"{resource.name}.{name}",
    )


def _view(caption: str, rows: Sequence[TableRow]) -> TableView:
    head = simple_head("字段", "说明", "类型", "约束", "原文叫法", "例", "名词解释")
    return TableView(caption, head, tuple(rows), "dictionary")


def _definition(resource: PackagedResource, field: Mapping[str, Any]) -> str:
    """What two fields have in common that are one: all that is said of them."""
    told = {**field, "foreign": _foreign(resource, field["name"])}
    return json.dumps(told, ensure_ascii=False, sort_keys=True)


def _shared_fields(
    resources: Sequence[PackagedResource], defined: frozenset[str]
) -> tuple[frozenset[str], list[TableRow]]:
    """The definitions that several tables have, and a row for each, with an example."""
    users: dict[str, list[PackagedResource]] = {}
    fields: dict[str, Mapping[str, Any]] = {}
    for resource in resources:
        for field in resource.schema["fields"]:
            definition = _definition(resource, field)
            fields[definition] = field
            users.setdefault(definition, []).append(resource)
    rows = []
    named: Counter[str] = Counter()
    shared = frozenset(definition for definition, using in users.items() if len(using) > 1)
    for definition, using in users.items():
        if definition not in shared:
            continue
        name = fields[definition]["name"]
        named[name] += 1
        again = f"-{named[name]}" if named[name] > 1 else ""
        shown = next((each for each in using if name in each.example), using[0])
        rows.append(_row(shown, fields[definition], defined, f"field.{name}{again}"))
    return shared, rows


def _described(
    resource: PackagedResource, elsewhere: frozenset[str], defined: frozenset[str]
) -> Described:
    rows, shared = [], []
    for field in resource.schema["fields"]:
        if _definition(resource, field) not in elsewhere:
            rows.append(_row(resource, field, defined, ""))
        else:
            name = field["name"]
            shared.append(Shared(f"{resource.name}.{name}", name, field["title"]))
    own = _view(f"{resource.title}的字段", rows) if rows else None
    return Described(resource, own, tuple(shared))


def _context(site: Site) -> Context:
    defined = frozenset(term.id for term in all_terms(site))
    elsewhere, rows = _shared_fields(site.resources, defined)
    return {
        "resources": [_described(each, elsewhere, defined) for each in site.resources],
        "shared": _view("几张表共有的字段", rows),
    }


DICTIONARY_PAGE = SitePage(
    name="dictionary", title="数据字典", template="dictionary.md.j2", context=_context
)
