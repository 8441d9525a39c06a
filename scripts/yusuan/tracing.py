"""``yusuan trace``: from a value of the package back to the cell that was printed."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from yusuan.errors import YusuanError
from yusuan.readers.text import decode
from yusuan.resources import RESOURCE_BY_NAME
from yusuan.tables import TABLE_BY_NAME

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """A cell, or the piece of one that stands on one line, as published."""

    line: int
    column: int
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

    ``row`` is the printed 序号, or the row's key joined by dots; the side of a two-sided summary
    follows it (``32-revenue``). Raises YusuanError for what is not there, naming what is.
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
    keys = [name for name in declared.primary_key if name != "disclosure_id"]
    wanted = row.replace("-", ".").split(".")
    found = [
        values
        for values in _read(package, resource)
        if values.get("disclosure_id", disclosure_id) == disclosure_id
        and [str(values[key]) for key in keys][: len(wanted)] == wanted
    ]
    if len(found) != 1:
        several = "、".join("-".join(str(values[key]) for key in keys) for values in found)
        raise YusuanError(
            f"{resource} 中{'有几行都是' if found else '没有'}这一行",
            text=row,
            hint=f"请写明是哪一行：{several}" if found else f"行的主键是 {'、'.join(keys)}",
        )
    values = found[0]
    title = next(f.title for f in declared.fields if f.name == field)
    line = _budget_line(package, disclosure_id, resource, values, field)
    path = str(disclosure["source_path"])
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
        cells=_cells(package, path, disclosure_id, resource, keys, values, field, line),
        budget_line_id=line["budget_line_id"] if line else None,
        checks=_checks(package, line["budget_line_id"]) if line else (),
    )


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
    side = f"-{values['side']}" if "side" in values else ""
    identifier = f"{disclosure_id}.{resource}.{values.get('row_no')}{side}.{field}"
    if resource == "budget_lines":
        return values
    lines = _read(package, "budget_lines")
    return next((line for line in lines if line["budget_line_id"] == identifier), None)


def _labels(resource: str, field: str) -> str | None:
    declared = next(f for f in RESOURCE_BY_NAME[resource].fields if f.name == field)
    return " / ".join(declared.labels) or None


def _cells(
    package: Path,
    path: str,
    disclosure_id: str,
    resource: str,
    keys: Sequence[str],
    values: Values,
    field: str,
    line: Values | None,
) -> tuple[PrintedCell, ...]:
    """The printed pieces, found by the layouts of ``source_lines``; else the row's own lines."""
    text, _ = decode((package / path).read_bytes())
    printed = text.replace("\r\n", "\n").split("\n")
    if resource == "budget_lines":
        at = values["source_line"]
        return (_cell(printed, at, values["source_column"]),)
    two_sided = resource in TABLE_BY_NAME and "side" in keys
    row_key = ".".join(str(values[key]) for key in keys if key != "side")
    wanted = f"{field}@{values['side']}" if two_sided else field
    found: list[PrintedCell] = []
    for source_line in _read(package, "source_lines"):
        if (
            source_line["disclosure_id"] != disclosure_id
            or source_line["resource"] != resource
            or source_line["row_key"] != row_key
        ):
            continue
        items = json.loads(source_line["layout"])
        for column, item in enumerate(items, start=1):
            name = item.get("f") if isinstance(item, dict) else item
            if name == wanted or (name or "").partition("@")[0] == wanted:
                found.append(_cell(printed, source_line["source_line"], column))
    if not found and line is None:
        first = values.get("source_line_start", values.get("source_line"))
        last = values.get("source_line_end", first)
        if first is not None and last is not None:
            found = [_cell(printed, at, 0) for at in range(first, last + 1) if printed[at - 1]]
    return tuple(found)


def _cell(printed: Sequence[str], line: int, column: int) -> PrintedCell:
    text = printed[line - 1]
    return PrintedCell(line, column, text.split("\t")[column - 1] if column else text)


def _checks(package: Path, budget_line_id: str) -> tuple[Mapping[str, str], ...]:
    """The results that the figure takes part in, each with the rule in words."""
    rules = {rule["check_id"]: rule["rule"] for rule in _read(package, "check_rules")}
    return tuple(
        {
            "check_id": check["check_id"],
            "rule": rules[check["check_id"]],
            "status": check["status"],
            "message": check["message"],
        }
        for check in _read(package, "checks")
        if budget_line_id in (check["budget_line_ids"] or "").split()
    )
