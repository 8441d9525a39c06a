"""Printing the source again from the package's own values, to prove that nothing was lost."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

from yusuan.fields import Resource
from yusuan.model import Row, Value
from yusuan.readers.text import decode
from yusuan.resources import RESOURCE_BY_NAME
from yusuan.tables import TABLE_BY_NAME

Values = Mapping[str, Value]
Rows = Mapping[str, Sequence[Row]]


class Rebuilder:
    """The rows of one document, ready to be printed again line by line."""

    def __init__(self, rows: Rows) -> None:
        self._lines = [_named("source_lines", row) for row in rows["source_lines"]]
        needed = {str(line["resource"]) for line in self._lines if line["resource"]}
        self._rows = {name: _keyed(name, rows.get(name, ())) for name in needed}
        self._figures = {
            str(line["budget_line_id"]): str(line["published_text"])
            for line in (_named("budget_lines", row) for row in rows.get("budget_lines", ()))
        }

    def lines(self) -> Iterator[str]:
        """The lines of the source in order. Raises KeyError if a value is not there."""
        for line in self._lines:
            if line["cells"] is None:
                yield str(line["furniture_text"] or "")
            else:
                items = json.loads(str(line["cells"]))
                yield "\t".join(self._cell(line, item) for item in items)

    def _cell(self, line: Values, item: str | Mapping[str, Any] | None) -> str:
        if item is None:
            return ""
        if isinstance(item, str):
            return self._value(line, item)
        if "t" in item:
            return str(item["t"])
        text = self._value(line, item["f"])[item["a"] : item["b"]]
        for at in sorted(item.get("bold", ()), reverse=True):
            text = f"{text[:at]}**{text[at:]}"
        return f"{item.get('pre', '')}{text}{item.get('post', '')}"

    def _value(self, line: Values, field: str) -> str:
        """The printed text of a field: of a figure as published, else the value itself."""
        name, _, side = field.partition("@")
        resource, key = str(line["resource"]), str(line["row_key"])
        declared = TABLE_BY_NAME.get(resource)
        if declared and any(c.field == name and c.measure for c in declared.columns):
            half = _half(key, side)
            return self._figures[f"{line['disclosure_id']}.{resource}.{half}.{name}"]
        value = self._rows[resource][_half(key, side) if side else key][name]
        return "" if value is None else str(value)


def _half(key: str, side: str) -> str:
    """Of the keys of a two-sided row, each with its side, the one of ``side``."""
    return next((half for half in key.split(" ") if side and half.endswith(f"-{side}")), key)


def _named(resource: str | Resource, row: Row) -> Values:
    declared = RESOURCE_BY_NAME[resource] if isinstance(resource, str) else resource
    return dict(zip(declared.field_names, row, strict=True))


def _keyed(resource: str, rows: Sequence[Row]) -> dict[str, Values]:
    """Rows by their key without the disclosure, joined by dots; the side behind a hyphen."""
    keys = RESOURCE_BY_NAME[resource].primary_key
    inner = [name for name in keys if name not in ("disclosure_id", "side")]
    found: dict[str, Values] = {}
    for row in rows:
        values = _named(resource, row)
        joined = ".".join(str(values[key]) for key in inner)
        found[f"{joined}-{values['side']}" if "side" in keys else joined] = values
    return found


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What came of printing one source again; a difference is (line, published, rebuilt)."""

    path: str
    line_count: int
    differences: tuple[tuple[int, str, str], ...]

    @property
    def alike(self) -> int:
        return self.line_count - len(self.differences)


def rebuild_sources(package: Path) -> Iterator[Rebuilt]:
    """Print every source of the package again from its Parquet files and compare the lines."""
    import pyarrow.parquet as pq

    tables = {
        name: pq.read_table(package / "data" / f"{name}.parquet").to_pylist()
        for name in RESOURCE_BY_NAME
    }
    grouped: dict[str, dict[str, list[Row]]] = {}
    for name, found in tables.items():
        for values in found:
            if "disclosure_id" in values and "document_id" in values:
                rows = grouped.setdefault(values["document_id"], {})
                rows.setdefault(name, []).append(tuple(values.values()))
    for document in tables["documents"]:
        if document["format"] != "text" or not document["original_at_hand"]:
            continue
        path = str(document["path"])
        text, _ = decode((package / path).read_bytes())
        source = text.replace("\r\n", "\n").split("\n")
        rebuilt = [*Rebuilder(grouped[document["document_id"]]).lines()]
        pairs = enumerate(zip_longest(source, rebuilt, fillvalue=""), start=1)
        differences = tuple((number, a, b) for number, (a, b) in pairs if a != b)
        yield Rebuilt(path, len(source), differences)
