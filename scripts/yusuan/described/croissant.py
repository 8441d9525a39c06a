"""Croissant 1.1: the Parquet files as record sets, for machine-learning catalogues.

https://docs.mlcommons.org/croissant/docs/croissant-spec-1.1.html
"""

import json
from collections.abc import Mapping
from importlib import resources

from yusuan.declared.descriptor import data_files
from yusuan.described.addresses import (
    Json,
    file_address,
    resource_name,
    sha256_of,
    site_address,
    size_of,
)

CROISSANT_NAME = "croissant.json"
CONFORMS_TO = "http://mlcommons.org/croissant/1.1"
# Croissant has no decimal type: its readers get floats; the Parquet files have exact decimals.
_DATA_TYPES = {
    "string": "sc:Text",
    "integer": "sc:Integer",
    "number": "sc:Float",
    "boolean": "sc:Boolean",
    "date": "sc:Date",
}


def croissant(descriptor: Json, schemas: Mapping[str, Json], cite_as: str) -> Json:
    """The description; ``schemas`` are the table schemas by resource, ``cite_as`` is BibTeX."""
    files = [entry for entry in data_files(descriptor) if entry["format"] == "parquet"]
    context = resources.files(__package__).joinpath("croissant_context.json")
    described: Json = {
        "@context": json.loads(context.read_text(encoding="utf-8")),
        "@type": "sc:Dataset",
        "conformsTo": CONFORMS_TO,
        "name": descriptor["name"],
        "alternateName": [descriptor["title"], descriptor["title_en"]],
        "description": f"{descriptor['description']}\n{descriptor['description_en']}",
        "identifier": descriptor["id"],
        "version": descriptor["version"],
        "datePublished": descriptor["created"][:10],
        "license": [entry["path"] for entry in descriptor["licenses"]],
        "creator": [
            {"@type": "sc:Organization", "name": entry["title"]}
            for entry in descriptor["contributors"]
        ],
        "keywords": descriptor["keywords"],
        "inLanguage": "zh-CN",
        "isLiveDataset": False,
        "citeAs": cite_as,
    }
    if "homepage" in descriptor:
        described["url"] = site_address(descriptor)
    described["distribution"] = [_file(descriptor, entry) for entry in files]
    described["recordSet"] = [_record_set(entry, schemas) for entry in files]
    return described


def _file(descriptor: Json, entry: Json) -> Json:
    return {
        "@type": "cr:FileObject",
        "@id": entry["path"],
        "name": entry["name"],
        "description": entry["title"],
        "contentUrl": file_address(descriptor, entry["path"]),
        "contentSize": f"{size_of(entry)} B",
        "encodingFormat": "application/x-parquet",
        "sha256": sha256_of(entry),
    }


def _record_set(entry: Json, schemas: Mapping[str, Json]) -> Json:
    name = resource_name(entry)
    schema = schemas[name]
    return {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "description": f"{entry['title']}：{entry['description']}\n{entry['description_en']}",
        "key": [{"@id": f"{name}/{field}"} for field in schema["primaryKey"]],
        "field": [_field(name, entry, field) for field in schema["fields"]],
    }


def _field(name: str, entry: Json, field: Json) -> Json:
    unit = f"（{field['unit']}）" if "unit" in field else ""
    return {
        "@type": "cr:Field",
        "@id": f"{name}/{field['name']}",
        "name": field["name"],
        "description": f"{field['title']}{unit}：{field['description']}\n{field['description_en']}",
        "dataType": _DATA_TYPES[field["type"]],
        "source": {
            "fileObject": {"@id": entry["path"]},
            "extract": {"column": field["name"]},
        },
    }
