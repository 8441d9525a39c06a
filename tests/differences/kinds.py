"""Every kind of change: an edit of the small package, what it requires and what it is called."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.differences.editing import Editable, Rows
from yusuan.differences import Rise


@dataclass(frozen=True)
class Kind:
    """``reason`` and ``where`` are those of the one reason that requires ``rise``."""

    name: str
    edit: Callable[[Editable], object]
    rise: Rise
    reason: str
    where: str


def _field(table: str, field: str, **facts: Any) -> Callable[[Editable], object]:
    return lambda package: package.field(table, field, **facts)


def _metadata(**facts: Any) -> Callable[[Editable], object]:
    return lambda package: package.descriptor.update(facts)


def _schema(table: str, edit: Callable[[dict[str, Any]], object]) -> Callable[[Editable], object]:
    return lambda package: package.schema(table, edit)


def _rename_field(package: Editable) -> None:
    def rename(rows: Rows) -> None:
        rows[0][rows[0].index("total")] = "sum"

    package.field("revenue", "total", name="sum")
    package.table("revenue", rename)


def _add_field(package: Editable) -> None:
    def add(rows: Rows) -> None:
        for number, row in enumerate(rows):
            row.insert(2, "x" if number else "note")

    added = {"name": "note", "type": "string"}
    package.schema("revenue", lambda schema: schema["fields"].insert(2, added))
    package.table("revenue", add)


def _remove_field(package: Editable) -> None:
    package.schema("glossary", lambda schema: schema["fields"].pop())
    package.table("glossary", lambda rows: [row.pop() for row in rows])


def _reorder_fields(package: Editable) -> None:
    def reorder(items: list[Any]) -> None:
        items.append(items.pop(-2))

    package.schema("glossary", lambda schema: reorder(schema["fields"]))
    package.table("glossary", lambda rows: list(map(reorder, rows)))


def _add_resource(package: Editable) -> None:
    entry = next(r for r in package.descriptor["resources"] if r["name"] == "glossary")
    package.descriptor["resources"].append({**entry, "name": "terms"})


def _rewrite_parquet(package: Editable) -> None:
    import pyarrow.parquet as pq

    path = package.folder / "data" / "glossary.parquet"
    pq.write_table(pq.read_table(path), path, compression="none")


def _narrow_parquet(package: Editable) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    path = package.folder / "data" / "glossary.parquet"
    table = pq.read_table(path)
    at = table.column_names.index("term_no")
    pq.write_table(table.set_column(at, "term_no", table["term_no"].cast(pa.int32())), path)


def _add_foreign_key(package: Editable) -> None:
    key = {"fields": ["term"], "reference": {"resource": "projects", "fields": ["project_name"]}}
    package.schema("glossary", lambda schema: schema["foreignKeys"].append(key))


def _add_row(table: str, field: str, value: str) -> Callable[[Editable], object]:
    def add(rows: Rows) -> None:
        rows.append(list(rows[-1]))
        rows[-1][rows[0].index(field)] = value

    return lambda package: package.table(table, add)


def _rewrite_number(package: Editable) -> None:
    def rewrite(rows: Rows) -> None:
        total = rows[0].index("total")
        rows[1][total] += "0"

    package.table("revenue", rewrite)


def _change_source(package: Editable) -> None:
    package.descriptor["sources"][0]["version"] = "sha256:0"


_KINDS = ["budget", "final_accounts"]
_CHANGED = "description_changed"
NONE, PATCH, MINOR, MAJOR = Rise.NONE, Rise.PATCH, Rise.MINOR, Rise.MAJOR

KINDS = (
    Kind("title", _metadata(title="新标题"), PATCH, "metadata_changed", "title"),
    Kind("doi", _metadata(doi="10.1/x"), PATCH, "metadata_changed", "doi"),
    Kind("id", _metadata(id="urn:x"), MAJOR, "metadata_changed", "id"),
    Kind("source", _change_source, PATCH, "metadata_changed", "sources"),
    Kind("resource added", _add_resource, MINOR, "resource_added", "terms"),
    Kind(
        "resource removed",
        lambda package: package.drop_resource("glossary"),
        *(MAJOR, "resource_removed", "glossary"),
    ),
    Kind(
        "format removed",
        lambda package: package.drop_alternates("glossary"),
        *(MAJOR, "resource_removed", "glossary-parquet"),
    ),
    Kind("field added", _add_field, MINOR, "field_added", "revenue.note"),
    Kind("field removed", _remove_field, MAJOR, "field_removed", "glossary.place_end"),
    Kind("field renamed", _rename_field, MAJOR, "field_removed", "revenue.total"),
    Kind("fields reordered", _reorder_fields, MAJOR, _CHANGED, "glossary.fields"),
    Kind("type", _field("revenue", "total", type="string"), MAJOR, _CHANGED, "revenue.total.type"),
    Kind("unit", _field("revenue", "total", unit="CNY"), MAJOR, _CHANGED, "revenue.total.unit"),
    Kind(
        "unit stated",
        _field("glossary", "term_no", unit="1"),
        *(MINOR, _CHANGED, "glossary.term_no.unit"),
    ),
    Kind(
        "unit withdrawn",
        _field("revenue", "total", unit=None),
        *(MAJOR, _CHANGED, "revenue.total.unit"),
    ),
    Kind(
        "Fiscal Data Package type stated",
        _field("glossary", "term", columnType="value"),
        *(MINOR, _CHANGED, "glossary.term.columnType"),
    ),
    Kind(
        "description",
        _field("revenue", "total", description="另一说明"),
        *(PATCH, _CHANGED, "revenue.total.description"),
    ),
    Kind(
        "constraint withdrawn",
        _field("glossary", "definition", constraints=None),
        *(MAJOR, _CHANGED, "glossary.definition.constraints.required"),
    ),
    Kind(
        "constraint added",
        _field("disclosures", "department_code", constraints={"pattern": "\\d+"}),
        *(MAJOR, _CHANGED, "disclosures.department_code.constraints.pattern"),
    ),
    Kind(
        "value added to an enum",
        _field("disclosures", "kind", constraints={"enum": [*_KINDS, "draft"]}),
        *(MINOR, _CHANGED, "disclosures.kind.constraints.enum"),
    ),
    Kind(
        "value removed from an enum",
        _field("disclosures", "kind", constraints={"enum": _KINDS[:1]}),
        *(MAJOR, _CHANGED, "disclosures.kind.constraints.enum"),
    ),
    Kind(
        "primary key",
        _schema("glossary", lambda schema: schema.update(primaryKey=["disclosure_id", "term"])),
        *(MAJOR, _CHANGED, "glossary.primaryKey"),
    ),
    Kind("foreign key added", _add_foreign_key, MAJOR, _CHANGED, "glossary.foreignKeys"),
    Kind(
        "foreign key removed",
        _schema("glossary", lambda schema: schema.pop("foreignKeys")),
        *(MAJOR, _CHANGED, "glossary.foreignKeys"),
    ),
    Kind(
        "missing values",
        _schema("glossary", lambda schema: schema["missingValues"].append("-")),
        *(MAJOR, _CHANGED, "glossary.missingValues"),
    ),
    Kind("Parquet type", _narrow_parquet, MAJOR, _CHANGED, "glossary.term_no.parquet"),
    Kind("other bytes of the same", _rewrite_parquet, PATCH, "file_rewritten", "glossary"),
    Kind(
        "value",
        lambda package: package.cell("glossary", 1, "definition", "更正"),
        *(PATCH, "rows_changed", "glossary"),
    ),
    Kind("notation", _rewrite_number, PATCH, "rows_changed", "revenue"),
    Kind("row added", _add_row("glossary", "term_no", "99"), PATCH, "rows_added", "glossary"),
    Kind(
        "row removed",
        lambda package: package.table("glossary", lambda rows: rows.pop()),
        *(PATCH, "rows_removed", "glossary"),
    ),
    Kind(
        "row added to a code list",
        _add_row("economic_classification", "code_id", "2024-399"),
        *(MINOR, "rows_added", "economic_classification"),
    ),
    Kind(
        "row removed from a code list",
        lambda package: package.table("economic_classification", lambda rows: rows.pop()),
        *(PATCH, "rows_removed", "economic_classification"),
    ),
)
KIND = {kind.name: kind for kind in KINDS}
