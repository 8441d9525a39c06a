"""The data dictionary, generated from the table schemas.

A field means one thing in every table: what several have in common is described once, and each
table names it. Said again in each, the page had 1,600 rows.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple

from yusuan.pages.declaration import Context, SitePage
from yusuan.pages.explaining import term_id
from yusuan.pages.figures import plain
from yusuan.pages.model import PackagedResource, Site
from yusuan.pages.tables import Cell, TableRow, TableView, simple_head
from yusuan.pages.terms import all_terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What the page says in one language; ``title`` and ``description`` are keys of a schema.

    ``{}`` in ``fields_of`` is the title of a table, in the others what is stated.
    """

    title: str
    description: str
    types: Mapping[str, str]
    comma: str
    listed: str
    primary: str
    foreign: str
    required: str
    values: str
    pattern: str
    head: tuple[str, ...]
    fields_of: str
    shared: str


CHINESE = Wording(
    title="title",
    description="description",
    types={
        "string": "文字",
        "integer": "整数",
        "number": "数字",
        "boolean": "是或否",
        "date": "日期",
    },
    comma="，",
    listed="、",
    primary="主键",
    foreign="外键：{}",
    required="必填",
    values="取值：{}",
    pattern="格式：{}",
    head=("字段", "说明", "类型", "约束", "原文叫法", "例", "名词解释"),
    fields_of="{}的字段",
    shared="几张表共有的字段",
)
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


def _constraints(field: Mapping[str, Any], foreign: str, wording: Wording, *, primary: bool) -> str:
    found = field.get("constraints", {})
    stated = [wording.primary] if primary else []
    if foreign:
        stated.append(wording.foreign.format(foreign))
    if found.get("required"):
        stated.append(wording.required)
    if "enum" in found:
        stated.append(wording.values.format(wording.listed.join(found["enum"])))
    if "pattern" in found:
        stated.append(wording.pattern.format(found["pattern"]))
    return "\n".join(stated)


def _foreign(resource: PackagedResource, name: str) -> tuple[str, ...]:
    """The resources that a field refers to."""
    keys = resource.schema.get("foreignKeys", ())
    return tuple(key["reference"]["resource"] for key in keys if name in key["fields"])


def example(value: object) -> str:
    """A value as the CSV file spells it, cut to a readable length."""
    if isinstance(value, bool):
        return "true" if value else "false"
    shown = plain(value).replace(",", "") if isinstance(value, Decimal) else str(value)
    return shown if len(shown) <= _LONGEST_EXAMPLE else f"{shown[:_LONGEST_EXAMPLE]}…"


def _term_cell(field: Mapping[str, Any], defined: frozenset[str], wording: Wording) -> Cell:
    """The term behind a field, linked to its definition where a disclosure gives one."""
    term = field.get("glossary_term", "")
    anchor = term_id(term)
    return Cell(term, "term", link=f"glossary.html#{anchor}" if anchor in defined else "")


def _row(
    resource: PackagedResource,
    field: Mapping[str, Any],
    defined: frozenset[str],
    anchor: str,
    wording: Wording,
) -> TableRow:
    """``anchor`` empty: a field of ``resource`` alone, whose row may say that it is its key."""
    name, unit = field["name"], field.get("unit", "")
    primary = not anchor and name in resource.schema["primaryKey"]
    sample = example(resource.example[name]) if name in resource.example else ""
    return TableRow(
        (
            Cell(name, "name field", header=True, note=field[wording.title]),
            Cell(field[wording.description], "description"),
            Cell(wording.types[field["type"]] + (f"{wording.comma}{unit}" if unit else ""), "type"),
            Cell(
                _constraints(
                    field,
                    wording.listed.join(_foreign(resource, name)),
                    wording,
                    primary=primary,
                ),
                "constraints",
            ),
            Cell("\n".join(field.get("source_labels", ())), "labels"),
            Cell(sample, "example"),
            _term_cell(field, defined, wording),
        ),
        anchor or f"{resource.name}.{name}",
    )


def _view(caption: str, rows: Sequence[TableRow], wording: Wording) -> TableView:
    return TableView(caption, simple_head(*wording.head), tuple(rows), "dictionary")


def _definitions(resources: Sequence[PackagedResource]) -> Mapping[tuple[str, str], str]:
    """By table and field what two fields have in common that are one: all that is said of them."""
    return {
        (resource.name, field["name"]): json.dumps(
            {**field, "foreign": _foreign(resource, field["name"])},
            ensure_ascii=False,
            sort_keys=True,
        )
        for resource in resources
        for field in resource.schema["fields"]
    }


def _shared_fields(
    resources: Sequence[PackagedResource],
    definitions: Mapping[tuple[str, str], str],
    defined: frozenset[str],
    wording: Wording,
) -> tuple[frozenset[str], list[TableRow]]:
    """The definitions that several tables have, and a row for each, with an example."""
    users: dict[str, list[PackagedResource]] = {}
    fields: dict[str, Mapping[str, Any]] = {}
    for resource in resources:
        for field in resource.schema["fields"]:
            definition = definitions[resource.name, field["name"]]
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
        anchor = f"field.{name}{again}"
        rows.append(_row(shown, fields[definition], defined, anchor, wording))
    return shared, rows


def _described(
    resource: PackagedResource,
    definitions: Mapping[tuple[str, str], str],
    elsewhere: frozenset[str],
    defined: frozenset[str],
    wording: Wording,
) -> Described:
    rows, shared = [], []
    for field in resource.schema["fields"]:
        if definitions[resource.name, field["name"]] not in elsewhere:
            rows.append(_row(resource, field, defined, "", wording))
        else:
            name = field["name"]
            shared.append(Shared(f"{resource.name}.{name}", name, field[wording.title]))
    title = resource.schema[wording.title]
    own = _view(wording.fields_of.format(title), rows, wording) if rows else None
    return Described(resource, own, tuple(shared))


def dictionary_in(wording: Wording, site: Site) -> Context:
    """Every table and every field of the package, told in one language."""
    defined = frozenset(term.id for term in all_terms(site))
    definitions = _definitions(site.resources)
    elsewhere, rows = _shared_fields(site.resources, definitions, defined, wording)
    return {
        "resources": [
            _described(each, definitions, elsewhere, defined, wording) for each in site.resources
        ],
        "shared": _view(wording.shared, rows, wording),
    }


DICTIONARY_PAGE = SitePage(
    name="dictionary",
    title="数据字典",
    template="dictionary.html.j2",
    context=partial(dictionary_in, CHINESE),
    in_english=True,
    contents=False,
)
