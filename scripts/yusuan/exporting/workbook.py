"""The package as one Excel workbook: a sheet for each resource with rows, notes and fields in front.

It is made of the CSV files' text, so that a figure keeps its decimals. Strings are shared between
cells, which XlsxWriter does in memory only (not with ``constant_memory``): the file is smaller
and made in two thirds of the time.
``MOST_ROWS`` bounds the memory.
"""

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from yusuan.citation.builders import cite_dataset
from yusuan.citation.gbt7714 import gbt7714
from yusuan.declared.resources import EVIDENCE
from yusuan.exporting.excel import Book, Notes, Sheet, sheet_names
from yusuan.storage.zipping import normalise_zip
from yusuan.templating import render
from yusuan.validation import Json, read_descriptor

# Below Excel's 1,048,576: a longer table is better read from CSV or Parquet.
MOST_ROWS = 50_000
# Of these only the rows with this value.
ONLY: Mapping[str, tuple[str, str]] = {"checks": ("status", "fail")}

NOTES, FIELDS = "说明", "字段"
FIELD_HEAD = (
    ("表", "table"),
    ("数据资源", "resource"),
    ("字段", "field"),
    ("名称", "title"),
    ("英文名称", "title_en"),
    ("类型", "type"),
    ("单位", "unit"),
    ("主键", "key"),
    ("必填", "required"),
    ("说明", "description"),
    ("英文说明", "description_en"),
    ("原文叫法", "source_labels"),
    ("取值", "enum"),
)
# The csv module's own limit is below a long paragraph.
_LONGEST_FIELD = 1 << 30


@dataclass(slots=True)
class Contents:
    """What of the package is in the workbook; the first sheet tells it."""

    empty: list[Json] = field(default_factory=list)
    left_out: list[Json] = field(default_factory=list)
    partial: list[tuple[Json, str, int]] = field(default_factory=list)
    notes: Notes = field(default_factory=Notes)


def write_workbook(package: Path, path: Path) -> None:
    """Write the workbook of the package to ``path``; the same package gives the same bytes.

    Raises YusuanError if there is no package to read.
    """
    import xlsxwriter  # type: ignore[import-untyped]

    descriptor = read_descriptor(package)
    created = datetime.fromisoformat(descriptor["created"])
    properties = {
        "title": descriptor["title"],
        "author": "、".join(each["title"] for each in descriptor["contributors"]),
        "comments": descriptor["description"],
        "created": created,
    }
    options = {f"strings_to_{kind}": False for kind in ("formulas", "numbers", "urls")}
    with TemporaryDirectory(dir=path.parent, prefix=f".{path.name}.") as folder:
        raw = Path(folder) / "raw.xlsx"
        with xlsxwriter.Workbook(raw, options) as book:
            book.set_properties(properties)
            _write_sheets(Book(book), package, descriptor)
        normalise_zip(raw, path, created)


def _write_sheets(book: Book, package: Path, descriptor: Json) -> None:
    resources = descriptor["resources"]
    schemas: dict[str, Json] = {
        each["name"]: json.loads((package / each["schema"]).read_text(encoding="utf-8"))
        for each in resources
    }
    contents = Contents()
    first = book.add_sheet(NOTES)
    fields = (row for each in resources for row in _field_rows(each, schemas[each["name"]]))
    Sheet(book, FIELDS, FIELD_HEAD, ["string"] * len(FIELD_HEAD)).write(fields, contents.notes)
    shown = [each for each in resources if _is_shown(each)]
    contents.empty = [each for each in resources if not each["rows"]]
    contents.left_out = [each for each in resources if each["rows"] and not _is_shown(each)]
    names = sheet_names((each["title"] for each in shown), taken=(NOTES, FIELDS))
    for resource, name in zip(shown, names, strict=True):
        declared = schemas[resource["name"]]["fields"]
        head = [(each["title"], each["name"]) for each in declared]
        sheet = Sheet(book, name, head, [each["type"] for each in declared])
        only = ONLY.get(resource["name"])
        rows = _rows(package / resource["path"], only)
        count = sheet.write(rows, contents.notes, resource["path"])
        if only is not None:
            contents.partial.append((resource, "=".join(only), count))
    _write_notes(book, first, descriptor, contents)


def _is_shown(resource: Json) -> bool:
    """Of a table in ``ONLY`` few rows are shown, however many it has."""
    few = 0 < resource["rows"] <= MOST_ROWS or resource["name"] in ONLY
    return few and resource["name"] not in EVIDENCE


def _rows(path: Path, only: tuple[str, str] | None) -> Iterator[Sequence[str]]:
    """The rows of a CSV file as text; those alone whose field has the value of ``only``."""
    csv.field_size_limit(_LONGEST_FIELD)
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        head = next(rows)
        if only is None:
            yield from rows
        else:
            at = head.index(only[0])
            yield from (row for row in rows if row[at] == only[1])


def _field_rows(resource: Json, schema: Json) -> Iterator[tuple[str, ...]]:
    for each in schema["fields"]:
        constraints = each.get("constraints", {})
        yield (
            resource["title"],
            resource["name"],
            each["name"],
            each["title"],
            each["title_en"],
            each["type"],
            each.get("unit", ""),
            "是" if each["name"] in schema["primaryKey"] else "",
            "是" if constraints.get("required") else "",
            each["description"],
            each["description_en"],
            "；".join(each.get("source_labels", ())),
            "、".join(constraints.get("enum", ())),
        )


def _write_notes(book: Book, sheet: Any, descriptor: Json, contents: Contents) -> None:
    """The first sheet: each line of the template is a label, a tab and its text."""
    values = {
        "package": descriptor,
        "citation": gbt7714(cite_dataset(descriptor)),
        "contents": contents,
        "most_rows": MOST_ROWS,
    }
    sheet.set_column(0, 0, 14)
    sheet.set_column(1, 1, 100, book.wrapped)
    for number, line in enumerate(render("workbook.txt.j2", values).split("\n")):
        label, _, text = line.partition("\t")
        if label:
            book.write_text(sheet, number, 0, label, book.label)
        if text:
            book.write_text(sheet, number, 1, text, book.wrapped)
