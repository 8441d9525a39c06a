"""DCAT 3 (https://www.w3.org/TR/vocab-dcat-3/): the catalogue of the site as JSON-LD.

Every node says what it is, and what DCAT-AP 3 (https://semiceu.github.io/DCAT-AP/releases/3.0.0/)
asks for is there, so that European portals can harvest it too.

One data set for the package, one for each resource as a part of it; the distributions are files.
"""

import json
from collections.abc import Iterable, Mapping
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

CATALOGUE_NAME = "catalog.jsonld"
_MEDIA_TYPES = "http://www.iana.org/assignments/media-types/"
_AUTHORITY = "http://publications.europa.eu/resource/authority"
_LANGUAGE = {"@id": f"{_AUTHORITY}/language/ZHO", "@type": "dct:LinguisticSystem"}
_THEME = {"@id": f"{_AUTHORITY}/data-theme/GOVE", "@type": "skos:Concept"}


def catalogue(descriptor: Json, disclosures: Iterable[Mapping[str, object]]) -> Json:
    """``catalog.jsonld``; ``disclosures`` are the rows of the resource of that name."""
    context = resources.files(__package__).joinpath("dcat_context.json")
    by_resource: dict[str, list[Json]] = {}
    for entry in data_files(descriptor):
        by_resource.setdefault(resource_name(entry), []).append(entry)
    parts = [_part(descriptor, name, files) for name, files in by_resource.items()]
    whole = _whole(descriptor, list(disclosures))
    whole["dct:hasPart"] = [{"@id": part["@id"]} for part in parts]
    described: Json = {
        "@context": json.loads(context.read_text(encoding="utf-8")),
        "@id": site_address(descriptor, CATALOGUE_NAME),
        "@type": "dcat:Catalog",
        "dct:title": _texts(descriptor["title"], descriptor["title_en"]),
        "dct:description": _texts(descriptor["description"], descriptor["description_en"]),
        "dct:publisher": _publisher(descriptor),
        "dct:language": _LANGUAGE,
    }
    if "homepage" in descriptor:
        described["foaf:homepage"] = {"@id": descriptor["homepage"], "@type": "foaf:Document"}
    described["dcat:dataset"] = [whole, *parts]
    return described


def _whole(descriptor: Json, disclosures: list[Mapping[str, object]]) -> Json:
    described: Json = {
        "@id": descriptor["id"],
        "@type": "dcat:Dataset",
        "dct:identifier": descriptor["id"],
        "dct:title": _texts(descriptor["title"], descriptor["title_en"]),
        "dct:description": _texts(descriptor["description"], descriptor["description_en"]),
        "dct:creator": _makers(descriptor),
        "dct:publisher": _publisher(descriptor),
        "dct:license": _licenses(descriptor),
        "dct:issued": {"@type": "xsd:dateTime", "@value": descriptor["created"]},
        "dct:language": _LANGUAGE,
        "dcat:version": descriptor["version"],
        "dcat:keyword": descriptor["keywords"],
        "dcat:theme": _THEME,
    }
    if "doi" in descriptor:
        described["dct:identifier"] = [descriptor["id"], f"https://doi.org/{descriptor['doi']}"]
    if disclosures:
        described |= _coverage(disclosures)
    landing = site_address(descriptor, "index.html")
    described["dcat:landingPage"] = {"@id": landing, "@type": "foaf:Document"}
    described["prov:wasDerivedFrom"] = [
        {
            "@id": file_address(descriptor, source["path"]),
            "@type": "prov:Entity",
            "dct:title": {"@language": "zh", "@value": source["title"]},
        }
        for source in descriptor["sources"]
    ]
    return described


def _coverage(disclosures: list[Mapping[str, object]]) -> Json:
    years = sorted({str(row["fiscal_year"]) for row in disclosures if row["fiscal_year"]})
    places = {
        str(row["division_code"]): str(row["division_name"] or row["division_code"])
        for row in disclosures
        if row["division_code"]
    }
    covered: Json = {}
    if years:
        covered["dct:temporal"] = {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": {"@type": "xsd:gYear", "@value": years[0]},
            "dcat:endDate": {"@type": "xsd:gYear", "@value": years[-1]},
        }
    if places:
        covered["dct:spatial"] = [
            {
                "@type": "dct:Location",
                "dct:identifier": f"GB/T 2260 {code}",
                "dct:title": {"@language": "zh", "@value": name},
            }
            for code, name in sorted(places.items())
        ]
    return covered


def _part(descriptor: Json, name: str, files: list[Json]) -> Json:
    first = files[0]
    return {
        "@id": site_address(descriptor, f"dictionary.html#{name}"),
        "@type": "dcat:Dataset",
        "dct:identifier": name,
        "dct:title": {"@language": "zh", "@value": first["title"]},
        "dct:description": _texts(first["description"], first["description_en"]),
        "dct:publisher": _publisher(descriptor),
        "dct:isPartOf": {"@id": descriptor["id"]},
        "dcat:version": descriptor["version"],
        "dcat:distribution": [_distribution(descriptor, entry) for entry in files],
    }


def _distribution(descriptor: Json, entry: Json) -> Json:
    address = file_address(descriptor, entry["path"])
    return {
        "@id": address,
        "@type": "dcat:Distribution",
        "dct:title": entry["path"],
        "dcat:accessURL": {
            "@id": site_address(descriptor, f"downloads.html#{resource_name(entry)}")
        },
        "dcat:downloadURL": {"@id": address},
        "dcat:mediaType": {"@id": _MEDIA_TYPES + entry["mediatype"], "@type": "dct:MediaType"},
        "dct:format": {
            "@id": f"{_AUTHORITY}/file-type/{entry['format'].upper()}",
            "@type": "dct:MediaTypeOrExtent",
        },
        "dcat:byteSize": {"@type": "xsd:nonNegativeInteger", "@value": str(size_of(entry))},
        "dct:conformsTo": {
            "@id": file_address(descriptor, entry["schema"]),
            "@type": "dct:Standard",
        },
        "dct:license": _licenses(descriptor)[0],
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {
                "@id": "spdx:checksumAlgorithm_sha256",
                "@type": "spdx:ChecksumAlgorithm",
            },
            "spdx:checksumValue": {"@type": "xsd:hexBinary", "@value": sha256_of(entry)},
        },
    }


def _texts(chinese: str, english: str) -> list[Json]:
    return [{"@language": "zh", "@value": chinese}, {"@language": "en", "@value": english}]


def _licenses(descriptor: Json) -> list[Json]:
    """The first is that of each file: a distribution has one."""
    return [
        {"@id": entry["path"], "@type": "dct:LicenseDocument"} for entry in descriptor["licenses"]
    ]


def _publisher(descriptor: Json) -> Json:
    """The one that a catalogue asks for: whoever is named as it, else the first."""
    roles = [entry.get("roles", ()) for entry in descriptor["contributors"]]
    named = next((at for at, found in enumerate(roles) if "publisher" in found), 0)
    return _makers(descriptor)[named]


def _makers(descriptor: Json) -> list[Json]:
    return [
        {
            "@type": "foaf:Agent",
            "foaf:name": entry["title"],
            **({"foaf:homepage": {"@id": entry["path"]}} if "path" in entry else {}),
        }
        for entry in descriptor["contributors"]
    ]
