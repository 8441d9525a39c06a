"""``yusuan trace``: from a value of the package back to the cell that was printed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from yusuan.checks.telling import said_of
from yusuan.declared.fields import Resource
from yusuan.declared.resources import RESOURCE_BY_NAME
from yusuan.errors import YusuanError
from yusuan.evidence.places import LinePlace, Place, covers, parse_place
from yusuan.facts.keys import line_id
from yusuan.package.rebuilding import pieces_of
from yusuan.readers.plain import lines_of

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """A cell, or the piece of one that stands in one place, as published."""

    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class Trace:
    """Where a value comes from; ``head_path`` is the label path of its column."""

    disclosure_id: str
    resource: str
    row: str
    field: str
    field_title: str
    value: str | None
    source_path: str
    head_path: str | None
    cells: tuple[PrintedCell, ...]
    budget_line_id: str | None
    checks: tuple[Mapping[str, str], ...]


def trace_value(package: Path, disclosure_id: str, resource: str, row: str, field: str) -> Trace:
    """The origin of one value.

    ``row`` is the row's key (``2150501``, ``收入总计-revenue`` with its side in a two-sided
    summary), or the printed 序号 with or without the side. Raises YusuanError for what is not there, naming what is.
    """
    declared = RESOURCE_BY_NAME.get(resource)
    if declared is None:
        raise YusuanError(
            "没有这个资源", text=resource, hint=f"可用：{'、'.join(RESOURCE_BY_NAME)}"
        )
    if field not in declared.field_names:
        raise YusuanError(
            f"{resource} 没有这个字段", text=field, hint=f"可用：{'、'.join(declared.field_names)}"
        )
    disclosures = _read(package, "disclosures")
    disclosure = next((d for d in disclosures if d["disclosure_id"] == disclosure_id), None)
    if disclosure is None:
        known = "、".join(str(d["disclosure_id"]) for d in disclosures)
        raise YusuanError("没有这份公开文件", text=disclosure_id, hint=f"可用：{known}")
    found = _rows_named(declared, _read(package, resource), disclosure_id, row)
    if len(found) != 1:
        several = "、".join(_name_of(declared, values) for values in found)
        keys = "、".join(_key_fields(declared))
        raise YusuanError(
            f"{resource} 中{'有几行都是' if found else '没有'}这一行",
            text=row,
            hint=f"请写明是哪一行：{several}" if found else f"行的主键是 {keys}",
        )
    values = found[0]
    title = next(f.title for f in declared.fields if f.name == field)
    line = _budget_line(package, disclosure_id, resource, values, field)
    path = _path(package, values, disclosure)
    value = values[field]
    return Trace(
        disclosure_id=disclosure_id,
        resource=resource,
        row=row,
        field=field,
        field_title=title,
        value=_shown(value),
        source_path=path,
        head_path=line["column_label"] if line else _labels(resource, field),
        cells=_cells(package, declared, values, field, line),
        budget_line_id=line["budget_line_id"] if line else None,
        checks=_checks(package, line["budget_line_id"]) if line else (),
    )


def _key_fields(resource: Resource) -> list[str]:
    return [name for name in resource.primary_key if name not in ("disclosure_id", "document_id")]


def _name_of(resource: Resource, values: Values) -> str:
    """The key of a row as it is asked for: ``收入总计-revenue``, ``3.2``."""
    keys = [name for name in _key_fields(resource) if name != "side"]
    joined = ".".join(str(values[key]) for key in keys)
    return f"{joined}-{values['side']}" if "side" in resource.primary_key else joined


def _rows_named(
    resource: Resource, rows: Sequence[Values], disclosure_id: str, row: str
) -> list[Values]:
    """The rows that ``row`` names: by their key, else by the first parts of it, else by 序号."""
    own = [v for v in rows if v.get("disclosure_id", disclosure_id) == disclosure_id]
    if exact := [v for v in own if _name_of(resource, v) == row]:
        return exact
    name, _, side = row.rpartition("-")
    if side not in ("revenue", "expenditure"):
        name, side = row, ""
    sided = [v for v in own if not side or v.get("side") == side]
    if begun := [v for v in sided if _begins(resource, v, name)]:
        return begun
    return [v for v in sided if v.get("row_no") is not None and str(v["row_no"]) == name]


def _begins(resource: Resource, values: Values, name: str) -> bool:
    keys = [key for key in _key_fields(resource) if key != "side"]
    wanted = name.split(".")
    return [str(values[key]) for key in keys][: len(wanted)] == wanted


def _path(package: Path, values: Values, disclosure: Values) -> str:
    """The document that the row was read from."""
    wanted = values.get("document_id") or disclosure["document_id"]
    documents = _read(package, "documents")
    return next(str(d["path"]) for d in documents if d["document_id"] == wanted)


def _read(package: Path, resource: str) -> list[Values]:
    import pyarrow.parquet as pq

    path = package / "data" / f"{resource}.parquet"
    if not path.is_file():
        raise YusuanError("数据包中没有这个文件", file=path, hint="请先运行 yusuan convert")
    rows: list[Values] = pq.read_table(path).to_pylist()
    return rows


def _shown(value: Any) -> str | None:
    """The value without the zeros that fill up a decimal column."""
    if isinstance(value, Decimal):
        shown = f"{value:f}"
        return shown.rstrip("0").rstrip(".") if "." in shown else shown
    return None if value is None else str(value)


def _budget_line(
    package: Path, disclosure_id: str, resource: str, values: Values, field: str
) -> Values | None:
    if resource == "budget_lines":
        return values
    if "row_key" not in values:
        return None
    wanted = line_id(disclosure_id, resource, values["row_key"], values.get("side"), field)
    lines = _read(package, "budget_lines")
    return next((line for line in lines if line["budget_line_id"] == wanted), None)


def _labels(resource: str, field: str) -> str | None:
    declared = next(f for f in RESOURCE_BY_NAME[resource].fields if f.name == field)
    return " / ".join(declared.labels) or None


def _cells(
    package: Path, resource: Resource, values: Values, field: str, line: Values | None
) -> tuple[PrintedCell, ...]:
    """The printed pieces: of the cell that the value was read from, else of the row's place."""
    held = line or values
    if "row_key" in values and resource.name != "budget_lines":
        found = [
            PrintedCell(place, text)
            for cell in _read(package, "published_cells")
            if _is_cell_of(cell, resource, values, field, line)
            for place, text in pieces_of(cell)
            if text
        ]
        if found:
            return tuple(found)
    if held.get("place") is None:
        return ()
    place = parse_place(held["place"])
    shown = (line or {}).get("published_text") or _shown(values[field]) or ""
    if line is None and (found := list(_alike(package, values, shown))):
        return tuple(found)
    if line is None and isinstance(place, LinePlace):
        return tuple(_lines(package, values))
    return (PrintedCell(place, shown),)


def _is_cell_of(
    cell: Values, resource: Resource, values: Values, field: str, line: Values | None
) -> bool:
    if cell["disclosure_id"] != values["disclosure_id"]:
        return False
    if line is not None:
        return bool(cell["budget_line_id"] == line["budget_line_id"])
    return bool(
        cell["resource"] == resource.name
        and cell["row_key"] == values["row_key"]
        and cell["field"] == field
    )


def _alike(package: Path, values: Values, shown: str) -> Iterator[PrintedCell]:
    """The pieces of the one cell within the row's place that prints ``shown``."""
    first = parse_place(values["place"])
    last = parse_place(values.get("place_end") or values["place"])
    cells = [
        cell
        for cell in _read(package, "published_cells")
        if cell["document_id"] == values.get("document_id")
        and shown
        and (cell["text"] or "").strip() == shown
        and covers(first, last, parse_place(cell["place"]))
    ]
    if len(cells) == 1:
        for place, text in pieces_of(cells[0]):
            if text:
                yield PrintedCell(place, text)


def _lines(package: Path, values: Values) -> Iterator[PrintedCell]:
    """The lines of the text that the row was read from."""
    documents = _read(package, "documents")
    document = next((d for d in documents if d["document_id"] == values.get("document_id")), None)
    first = parse_place(values["place"])
    last = parse_place(values.get("place_end") or values["place"])
    if document is None or not isinstance(first, LinePlace) or not isinstance(last, LinePlace):
        return
    printed = lines_of((package / document["path"]).read_bytes())
    for at in range(first.line, last.line + 1):
        if printed[at - 1]:
            yield PrintedCell(LinePlace(at), printed[at - 1])


def _checks(package: Path, budget_line_id: str) -> tuple[Mapping[str, str], ...]:
    """The results that the figure takes part in, each with the rule in words."""
    rules = {rule["check_id"]: rule["rule"] for rule in _read(package, "check_rules")}
    return tuple(
        {
            "check_id": check["check_id"],
            "rule": rules[check["check_id"]],
            "status": check["status"],
            "said": said_of(check),
            "message": check["message"],
        }
        for check in _read(package, "checks")
        if budget_line_id in (check["budget_line_ids"] or "").split()
    )
