"""Declarations as JSON: table schemas and ``datapackage.json`` (Data Package v2)."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any

from yusuan.declared.english import head_in_english, table_in_english
from yusuan.declared.fields import Field, FieldKind, Resource
from yusuan.declared.resources import RESOURCES
from yusuan.sources.metadata import READING, UNKNOWN_OF_A_READING, Metadata

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
MISSING_VALUES = ("",)
# Each table is one resource, its CSV file; a reader of the descriptor that makes tables of the
# resources (SQLite, R) would else meet every table twice. The other formats of the same rows are
# named with it here; their content is proven equal by ``yusuan validate``.
ALTERNATES = "alternates"
# The version 1 name of ``type: table``, without which frictionless-r reads no resource.
RESOURCE_PROFILE = "tabular-data-resource"


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
        "title_en": head_in_english(field),
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
    if field.minimum is not None:
        constraints["minimum"] = field.minimum
    if field.maximum is not None:
        constraints["maximum"] = field.maximum
    if field.pattern and field.required:
        constraints["pattern"] = field.pattern
    elif field.pattern:
        # As a constraint of a field that may be null it stops ``frictionless`` from writing SQL
        # tables: its check function gets the null. ``yusuan validate`` proves it wherever it is.
        described["pattern"] = field.pattern
    if constraints:
        described["constraints"] = constraints
    return described


def schema_descriptor(resource: Resource) -> Json:
    """The table schema that the CSV and the Parquet file of ``resource`` share."""
    schema: Json = {
        "$schema": SCHEMA_PROFILE,
        "title": resource.title,
        "title_en": table_in_english(resource),
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
        "resources": resource_descriptors(files),
    }
    return described


def is_reading(descriptor: Mapping[str, Any]) -> bool:
    """Whether the package was written by ``yusuan read``: no data set, without sources."""
    return descriptor.get("name") == READING.name


def without_unknown(descriptor: Json) -> Json:
    """The descriptor of a reading: what only a data set has is left out."""
    return {key: value for key, value in descriptor.items() if key not in UNKNOWN_OF_A_READING}


def resource_descriptors(files: Sequence[DataFile]) -> list[Json]:
    """``resources`` of the package: an entry for each CSV file, with its alternates."""
    others: dict[str, list[Json]] = {}
    for file in files:
        if file.format != "csv":
            others.setdefault(file.resource.name, []).append(_file_facts(file))
    return [
        {
            "name": file.resource.name,
            "type": "table",
            "profile": RESOURCE_PROFILE,
            "title": file.resource.title,
            "title_en": table_in_english(file.resource),
            "description": file.resource.description,
            "description_en": file.resource.description_en,
            **_file_facts(file),
            "encoding": "utf-8",
            "rows": file.row_count,
            "schema": schema_path(file.resource),
            ALTERNATES: others.get(file.resource.name, []),
        }
        for file in files
        if file.format == "csv"
    ]


def _file_facts(file: DataFile) -> Json:
    return {
        "path": file.path,
        "format": file.format,
        "mediatype": file.mediatype,
        "bytes": file.size_bytes,
        "hash": f"sha256:{file.sha256}",
    }


def data_files(descriptor: Mapping[str, Any]) -> list[Json]:
    """One entry for every data file of ``datapackage.json``, in its order.

    An alternate has what its resource says too, and ``<resource>-<format>`` for a name.
    """
    found: list[Json] = []
    for entry in descriptor["resources"]:
        shared = {name: value for name, value in entry.items() if name != ALTERNATES}
        found.append(shared)
        found += (
            {**shared, "name": f"{entry['name']}-{other['format']}", **other}
            for other in entry.get(ALTERNATES, ())
        )
    return found


@cache
def all_schemas() -> Mapping[str, str]:
    """Path -> text of every table schema."""
    return {schema_path(resource): as_json(schema_descriptor(resource)) for resource in RESOURCES}
