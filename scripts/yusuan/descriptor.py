"""Declarations as JSON: table schemas and ``datapackage.json`` (Data Package v2)."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from yusuan.fields import Field, FieldKind, Resource
from yusuan.metadata import Metadata
from yusuan.resources import RESOURCES

Json = dict[str, Any]

PACKAGE_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
SCHEMA_PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"
FISCAL_COLUMN_TYPES = "https://specs.frictionlessdata.io/taxonomies/fiscal/budgets.json"
_JSON_TYPES: dict[FieldKind, str] = {
    "string": "string",
    "integer": "integer",
    "boolean": "boolean",
    "date": "date",
    "amount": "number",
    "yuan": "number",
    "number": "number",
}
# pandas, through which Parquet is validated, writes a missing integer or date like this.
MISSING_VALUES = ("", "nan", "NaN", "NaT")


@dataclass(frozen=True, slots=True)
class DataFile:
    """One written file of a resource."""

    resource: Resource
    path: str
    format: str
    mediatype: str
    size_bytes: int
    sha256: str
    row_count: int


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One source document, as ``datapackage.json`` names it."""

    title: str
    path: str
    sha256: str


def as_json(value: Mapping[str, Any]) -> str:
    """The one way JSON is written: readable, in the order given, ending with a newline."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def schema_path(resource: Resource) -> str:
    return f"schemas/{resource.name}.json"


def field_descriptor(field: Field) -> Json:
    """The field's entry in the table schema."""
    described: Json = {
        "name": field.name,
        "type": _JSON_TYPES[field.kind],
        "title": field.title,
        "description": field.description,
        "description_en": field.description_en,
    }
    if field.unit:
        described["unit"] = field.unit
    if field.labels:
        described["source_labels"] = list(field.labels)
    if field.term:
        described["glossary_term"] = field.term
    if field.column_type:
        described["columnType"] = field.column_type
    constraints: Json = {}
    if field.required:
        constraints["required"] = True
    if field.enum:
        constraints["enum"] = list(field.enum)
    if field.pattern:
        constraints["pattern"] = field.pattern
    if constraints:
        described["constraints"] = constraints
    return described


def schema_descriptor(resource: Resource) -> Json:
    """The table schema that the CSV and the Parquet file of ``resource`` share."""
    schema: Json = {
        "$schema": SCHEMA_PROFILE,
        "title": resource.title,
        "description": resource.description,
        "description_en": resource.description_en,
        "fields": [field_descriptor(field) for field in resource.fields],
        "primaryKey": list(resource.primary_key),
    }
    if resource.foreign_keys:
        schema["foreignKeys"] = [
            {
                "fields": list(key.fields),
                "reference": {"resource": key.resource, "fields": list(key.reference)},
            }
            for key in resource.foreign_keys
        ]
    schema["missingValues"] = list(MISSING_VALUES)
    return schema


def package_descriptor(
    metadata: Metadata, files: Sequence[DataFile], sources: Sequence[SourceFile]
) -> Json:
    """``datapackage.json``; a fact that is not known is left out."""
    described: Json = {
        "$schema": PACKAGE_PROFILE,
        "name": metadata.name,
        "id": metadata.id,
        "title": metadata.title,
        "title_en": metadata.title_en,
        "description": metadata.description,
        "description_en": metadata.description_en,
        "version": metadata.version,
        "created": metadata.created,
    }
    for name in ("homepage", "repository", "doi"):
        if (value := getattr(metadata, name)) is not None:
            described[name] = value
    described |= {
        "keywords": list(metadata.keywords),
        "licenses": [asdict(entry) for entry in metadata.licenses],
        "contributors": [
            {
                "title": entry.title,
                **({"path": entry.path} if entry.path else {}),
                "roles": list(entry.roles),
            }
            for entry in metadata.contributors
        ],
        "sources": [
            {"title": source.title, "path": source.path, "version": f"sha256:{source.sha256}"}
            for source in sources
        ],
        "columnTypes": [FISCAL_COLUMN_TYPES],
        "resources": [_resource_descriptor(file) for file in files],
    }
    return described


def _resource_descriptor(file: DataFile) -> Json:
    parquet = file.format == "parquet"
    return {
        "name": f"{file.resource.name}-parquet" if parquet else file.resource.name,
        "type": "table",
        "title": file.resource.title,
        "description": file.resource.description,
        "description_en": file.resource.description_en,
        "path": file.path,
        "format": file.format,
        "mediatype": file.mediatype,
        "encoding": "utf-8",
        # frictionless 5.21 takes any ``bytes`` of a Parquet file for wrong: it never counts them.
        "byteSize" if parquet else "bytes": file.size_bytes,
        "hash": f"sha256:{file.sha256}",
        "rows": file.row_count,
        "schema": schema_path(file.resource),
    }


def all_schemas() -> dict[str, str]:
    """Path -> text of every table schema."""
    return {schema_path(resource): as_json(schema_descriptor(resource)) for resource in RESOURCES}
