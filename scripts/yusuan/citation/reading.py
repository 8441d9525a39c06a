"""What ``yusuan cite`` is asked for, read from the package on disk: only the columns it needs."""

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from yusuan.citation.addresses import (
    disclosure_address,
    figure_address,
    resource_address,
    table_address,
)
from yusuan.citation.builders import (
    Record,
    cite_dataset,
    cite_disclosure,
    cite_figure,
    cite_resource,
    cite_table,
)
from yusuan.citation.catalogue import suggestion
from yusuan.citation.model import Cited, date_parts
from yusuan.declared.descriptor import data_files
from yusuan.errors import YusuanError
from yusuan.facts.keys import parse_line_id
from yusuan.pages.reading import read_rows
from yusuan.validation.descriptor import read_descriptor

_INCOMPLETE = "请重新运行 yusuan convert"
_FIGURE = (
    "budget_line_id",
    "disclosure_id",
    "resource",
    "unit_name",
    "row_label",
    "column_label",
    "published_text",
    "published_unit",
    "document_id",
    "place",
)


def read_cited(package: Path, id_: str | None = None, accessed: str | None = None) -> Cited:
    """What ``id_`` names: a disclosure, ``disclosure.resource``, a figure, a resource; None: all.

    Raises YusuanError for a package that cannot be read, an unknown ``id_`` or a wrong date.
    """
    if accessed is not None:
        date_parts(accessed)
    descriptor = dict(read_descriptor(package))
    try:
        cited = _Package(package, descriptor).cite(id_)
    except (KeyError, TypeError, ValueError, OSError) as error:
        raise YusuanError(
            f"数据包不完整（{type(error).__name__}：{error}）", file=package, hint=_INCOMPLETE
        ) from None
    return replace(cited, accessed=accessed)


class _Package:
    def __init__(self, folder: Path, descriptor: dict[str, Any]) -> None:
        self.folder = folder
        self.descriptor = descriptor
        resources = [entry for entry in data_files(descriptor) if entry["format"] == "parquet"]
        self.paths = {e["name"].removesuffix("-parquet"): e["path"] for e in resources}
        self.titles = {e["name"].removesuffix("-parquet"): e["title"] for e in resources}

    def cite(self, id_: str | None) -> Cited:
        if id_ is None or id_ == self.descriptor["name"]:
            return cite_dataset(self.descriptor)
        if id_ in self.titles:
            title = self.titles[id_]
            return cite_resource(self.descriptor, id_, title, resource_address(id_))
        disclosure_id, *rest = re.split(r"[./]", id_, maxsplit=1)
        facts = self._facts(disclosure_id)
        if not rest:
            return cite_disclosure(
                self.descriptor,
                facts,
                self._documents(disclosure_id),
                disclosure_address(disclosure_id),
            )
        if "." in rest[0]:
            return self._figure(facts, f"{disclosure_id}.{rest[0]}")
        if rest[0].count("/") >= 2:  # as in an address; the key of the row may hold slashes too
            resource, inner = rest[0].split("/", maxsplit=1)
            row, field = inner.rsplit("/", maxsplit=1)
            return self._figure(facts, f"{disclosure_id}.{resource}.{row}.{field}")
        return self._table(facts, rest[0])

    def _facts(self, disclosure_id: str) -> Record:
        rows = {str(row["disclosure_id"]): row for row in self._rows("disclosures")}
        if disclosure_id not in rows:
            known = [*rows, *self.titles]
            raise YusuanError(
                "没有这份公开文件", text=disclosure_id, hint=suggestion(disclosure_id, known)
            )
        return rows[disclosure_id]

    def _table(self, facts: Record, name: str) -> Cited:
        disclosure_id = str(facts["disclosure_id"])
        held = self._tables(disclosure_id)
        if name not in self.titles:
            raise YusuanError("没有这张表", text=name, hint=suggestion(name, held))
        if name not in held:
            raise YusuanError(f"{disclosure_id} 没有这张表", text=name, hint=suggestion("", held))
        address = table_address(disclosure_id, name)
        documents, title = self._documents(disclosure_id), self._title(disclosure_id, name)
        return cite_table(self.descriptor, facts, documents, name, title, address)

    def _figure(self, facts: Record, id_: str) -> Cited:
        disclosure_id = str(facts["disclosure_id"])
        rows = {
            str(row["budget_line_id"]): row
            for row in self._rows("budget_lines", _FIGURE)
            if row["disclosure_id"] == disclosure_id
        }
        if id_ not in rows:
            raise YusuanError("没有这个数据行编号", text=id_, hint=suggestion(id_, list(rows)))
        parts = parse_line_id(id_)
        address = figure_address(id_)
        title = self._title(disclosure_id, parts.resource)
        return cite_figure(
            self.descriptor, facts, self._documents(disclosure_id), rows[id_], title, address
        )

    def _documents(self, disclosure_id: str) -> list[Record]:
        rows = self._rows("documents")
        return [row for row in rows if disclosure_id in str(row["disclosure_ids"]).split()]

    def _tables(self, disclosure_id: str) -> list[str]:
        """The resources that hold anything of a disclosure, tables printed empty too."""
        printed = {
            row["resource"] for row in self._published(disclosure_id) if row["place"] is not None
        }
        return [
            name for name in self.titles if name in printed or self._has_rows(name, disclosure_id)
        ]

    def _has_rows(self, name: str, disclosure_id: str) -> bool:
        # A code list and the rules lack the column, which reads as no rows.
        rows = self._rows(name, ("disclosure_id",))
        return any(row["disclosure_id"] == disclosure_id for row in rows)

    def _title(self, disclosure_id: str, name: str) -> str:
        """As printed, if one table holds the resource; else the resource's own."""
        printed = [
            str(row["title"]) for row in self._published(disclosure_id) if row["resource"] == name
        ]
        return printed[0] if len(printed) == 1 else str(self.titles[name])

    def _published(self, disclosure_id: str) -> Iterable[Record]:
        rows = self._rows("published_tables")
        return [row for row in rows if row["disclosure_id"] == disclosure_id]

    def _rows(self, name: str, columns: tuple[str, ...] | None = None) -> tuple[Record, ...]:
        return read_rows(self.folder / self.paths[name], columns)
