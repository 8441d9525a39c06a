"""Printing the source again from the package's own values, to prove that nothing was lost."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

from yusuan.declared.resources import RESOURCE_BY_NAME
from yusuan.evidence.places import LinePlace, parse_place
from yusuan.model import Row, Value
from yusuan.readers.plain import lines_of

Values = Mapping[str, Value]
Rows = Mapping[str, Sequence[Row]]


class Rebuilder:
    """The rows of one document, ready to be printed again line by line."""

    def __init__(self, rows: Rows) -> None:
        self._lines = [_named("source_lines", row) for row in rows["source_lines"]]
        self._paragraphs = {
            f"{values['disclosure_id']}.{values['section_no']}.{values['paragraph_no']}": str(
                values["text"]
            )
            for values in (_named("narrative", row) for row in rows.get("narrative", ()))
        }
        self._cells: dict[int, dict[int, str]] = {}
        for values in (_named("published_cells", row) for row in rows.get("published_cells", ())):
            for place, text in pieces_of(values):
                if isinstance(place, LinePlace) and place.cell is not None:
                    self._cells.setdefault(place.line, {})[place.cell] = text

    def lines(self) -> Iterator[str]:
        """The lines of the source in order. Raises KeyError if a value is not there."""
        for line in self._lines:
            number, count = line["source_line"], line["cell_count"]
            if isinstance(count, int) and isinstance(number, int):
                cells = self._cells.get(number, {})
                around = {item["c"]: item for item in json.loads(str(line["piece"] or "[]"))}
                yield "\t".join(
                    _surrounded(cells.get(cell, ""), around.get(cell, {}))
                    for cell in range(1, count + 1)
                )
            elif line["piece"] is None:
                yield str(line["furniture_text"] or "")
            else:
                paragraph = self._paragraphs[f"{line['disclosure_id']}.{line['row_key']}"]
                yield _printed(paragraph, json.loads(str(line["piece"]))[0])


def pieces_of(cell: Values) -> Iterator[tuple[Any, str]]:
    """(place, text) of the pieces of a row of ``published_cells``."""
    text = str(cell["text"] or "")
    if cell["pieces"] is None:
        yield parse_place(str(cell["place"])), text
        return
    start = 0
    for piece in str(cell["pieces"]).split(" "):
        place, _, length = piece.rpartition(":")
        yield parse_place(place), text[start : start + int(length)]
        start += int(length)


def _printed(paragraph: str, item: str | Mapping[str, Any]) -> str:
    if isinstance(item, str):
        return paragraph
    text = paragraph[item.get("a") : item.get("b")]
    for at in sorted(item.get("bold", ()), reverse=True):
        text = f"{text[:at]}**{text[at:]}"
    return _surrounded(text, item)


def _surrounded(text: str, item: Mapping[str, Any]) -> str:
    """``text`` with what stands around it in print, or all that is printed instead."""
    return str(item.get("t", f"{item.get('pre', '')}{text}{item.get('post', '')}"))


def _named(resource: str, row: Row) -> Values:
    return dict(zip(RESOURCE_BY_NAME[resource].field_names, row, strict=True))


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
        source = lines_of((package / path).read_bytes())
        rebuilt = [*Rebuilder(grouped[document["document_id"]]).lines()]
        pairs = enumerate(zip_longest(source, rebuilt, fillvalue=""), start=1)
        differences = tuple((number, a, b) for number, (a, b) in pairs if a != b)
        yield Rebuilt(path, len(source), differences)
