"""The data dictionary, generated from the table schemas."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

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


def _constraints(field: Mapping[str, Any], resource: PackagedResource) -> str:
    found = field.get("constraints", {})
    stated = []
    if field["name"] in resource.schema["primaryKey"]:
        stated.append("主键")
    stated.extend(
        f"外键：{key['reference']['resource']}"
        for key in resource.schema.get("foreignKeys", ())
        if field["name"] in key["fields"]
    )
    if found.get("required"):
        stated.append("必填")
    if "enum" in found:
        stated.append("取值：" + "、".join(found["enum"]))
    if "pattern" in found:
        stated.append(f"格式：{found['pattern']}")
    return "\n".join(stated)


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


def _table(resource: PackagedResource, defined: frozenset[str]) -> TableView:
    rows = []
    for field in resource.schema["fields"]:
        name, unit = field["name"], field.get("unit", "")
        described = f"{field['description']}\n{field['description_en']}"
        labels = "\n".join(field.get("source_labels", ()))
        sample = example(resource.example[name]) if name in resource.example else ""
        rows.append(
            TableRow(
                (
                    Cell(name, "name field", header=True, note=field["title"]),
                    Cell(described, "description"),
                    Cell(_TYPES[field["type"]] + (f"，{unit}" if unit else ""), "type"),
                    Cell(_constraints(field, resource), "constraints"),
                    Cell(labels, "labels"),
                    Cell(sample, "example"),
                    _term_cell(field, defined),
                ),
                f"{resource.name}.{name}",
            )
        )
    head = simple_head("字段", "说明", "类型", "约束", "原文叫法", "例", "名词解释")
    return TableView(f"{resource.title}的字段", head, tuple(rows), "dictionary")


def _context(site: Site) -> Context:
    defined = frozenset(term.id for term in all_terms(site))
    return {"resources": [(resource, _table(resource, defined)) for resource in site.resources]}


DICTIONARY_PAGE = SitePage(
    name="dictionary", title="数据字典", template="dictionary.md.j2", context=_context
)
