"""schema.org ``Dataset`` as JSON-LD, with what Google's dataset search requires and recommends.

https://developers.google.com/search/docs/appearance/structured-data/dataset
"""

from collections.abc import Iterable, Mapping, Sequence

from yusuan.citation.builders import publisher_of
from yusuan.declared.descriptor import data_files
from yusuan.described.addresses import Json, file_address, resource_name, sha256_of, size_of

_CONTEXT = "https://schema.org"
# Bounds that dataset search sets to a description.
MINIMUM_DESCRIPTION, MAXIMUM_DESCRIPTION = 50, 5000


def whole_set(descriptor: Json, disclosures: Sequence[Mapping[str, object]], root: str) -> Json:
    """The data set as a whole; ``root`` leads from the page to the root of the site."""
    return {
        **_common(descriptor, root),
        "@id": descriptor["id"],
        "name": descriptor["title"],
        "alternateName": descriptor["title_en"],
        "description": _described(descriptor["description"], descriptor["description_en"]),
        **_address(descriptor, "index.html", root),
        **_coverage(disclosures),
        "isBasedOn": [_document(row) for row in disclosures],
        "distribution": [
            {**told, "contentSize": f"{size_of(entry)} B", "sha256": sha256_of(entry)}
            for entry in data_files(descriptor)
            for told in _files(descriptor, [entry], root)
        ],
    }


def disclosure_set(
    descriptor: Json,
    facts: Mapping[str, object],
    resources: Iterable[str],
    page: str,
    root: str,
) -> Json:
    """The data of one document: its rows in ``resources``; ``page`` is below the root.

    Of each resource the file that the descriptor names first, CSV where that is on the site; the
    others are those of the set that it is a part of.
    """
    chosen = set(resources)
    entries = [each for each in data_files(descriptor) if each["name"] in chosen]
    return {
        **_part(descriptor, facts, page, root),
        "name": str(facts["title"]),
        "description": _described(
            f"{facts['title']}：由该文件整理而成的数据，每个数字都注明出自原文的何处。"
            f"数据文件含全部公开文件，用 disclosure_id = {facts['disclosure_id']} 筛选。",
            descriptor["description"],
        ),
        "distribution": _files(descriptor, entries, root),
    }


def table_set(
    descriptor: Json,
    facts: Mapping[str, object],
    fields: Sequence[Json],
    resource: str,
    page: str,
    root: str,
) -> Json:
    """One table of one document; ``fields`` are those of its table schema that it fills."""
    entries = [each for each in data_files(descriptor) if resource_name(each) == resource]
    first = entries[0]
    return {
        **_part(descriptor, facts, page, root),
        "name": f"{facts['title']}：{first['title']}",
        "description": _described(
            f"{facts['title']}的{first['title']}。{first['description']}",
            f"数据文件含全部公开文件，用 disclosure_id = {facts['disclosure_id']} 筛选。",
            descriptor["description"],
        ),
        "variableMeasured": [_variable(field) for field in fields],
        "distribution": _files(descriptor, entries, root),
    }


def _common(descriptor: Json, root: str) -> Json:
    makers = [_maker(entry) for entry in descriptor["contributors"]]
    described: Json = {
        "@context": _CONTEXT,
        "@type": "Dataset",
        "version": descriptor["version"],
        "datePublished": descriptor["created"][:10],
        "license": descriptor["licenses"][0]["path"],
        "creator": makers,
        "publisher": makers,
        "keywords": descriptor["keywords"],
        "inLanguage": "zh-CN",
        "isAccessibleForFree": True,
        "identifier": [descriptor["id"]],
    }
    if "doi" in descriptor:
        described["identifier"].append(f"https://doi.org/{descriptor['doi']}")
    return described


def _part(descriptor: Json, facts: Mapping[str, object], page: str, root: str) -> Json:
    described = {
        **_common(descriptor, root),
        **_address(descriptor, page, root),
        **_coverage([facts]),
        "isPartOf": {"@type": "Dataset", "@id": descriptor["id"], "name": descriptor["title"]},
        "isBasedOn": _document(facts),
    }
    # The identifier is that of the whole; a part is known by its place in it.
    described["identifier"] = [f"{descriptor['id']}#{facts['disclosure_id']}"]
    return described


def _address(descriptor: Json, page: str, root: str) -> Json:
    """The page's own address, only where it is known."""
    return {"url": f"{descriptor['homepage']}/{page}"} if "homepage" in descriptor else {}


def _coverage(disclosures: Sequence[Mapping[str, object]]) -> Json:
    if not disclosures:
        return {}
    years = sorted({str(row["fiscal_year"]) for row in disclosures if row["fiscal_year"]})
    places = {
        str(row["division_code"]): str(row["division_name"] or row["division_code"])
        for row in disclosures
        if row["division_code"]
    }
    covered: Json = {}
    if years:
        covered["temporalCoverage"] = years[0] if len(years) == 1 else f"{years[0]}/{years[-1]}"
    if places:
        covered["spatialCoverage"] = [
            {
                "@type": "Place",
                "name": name,
                "identifier": {
                    "@type": "PropertyValue",
                    "propertyID": "GB/T 2260",
                    "value": code,
                },
            }
            for code, name in sorted(places.items())
        ]
    return covered


def _document(facts: Mapping[str, object]) -> Json:
    """The published document; its publisher is its creator."""
    described: Json = {
        "@type": "DigitalDocument",
        "name": str(facts["title"]),
        "creator": {"@type": "GovernmentOrganization", "name": publisher_of(facts)},
    }
    address = str(facts.get("url") or "")
    if address.startswith(("https://", "http://")):
        described["url"] = address
    if facts.get("published"):
        described["datePublished"] = str(facts["published"])
    return described


def _files(descriptor: Json, entries: Iterable[Json], root: str) -> list[Json]:
    """Without size and checksum, which change with every document that is added: the set as a
    whole tells them.
    """
    return [
        {
            "@type": "DataDownload",
            "name": entry["path"],
            "contentUrl": _link(file_address(descriptor, entry["path"]), descriptor, root),
            "encodingFormat": entry["mediatype"],
        }
        for entry in entries
    ]


def _link(address: str, descriptor: Json, root: str) -> str:
    return address if "homepage" in descriptor or "://" in address else root + address


def _maker(entry: Json) -> Json:
    maker: Json = {"@type": "Organization", "name": entry["title"]}
    if "path" in entry:
        maker["url"] = entry["path"]
    return maker


def _variable(field: Json) -> Json:
    measured: Json = {
        "@type": "PropertyValue",
        "name": field["name"],
        "description": field["title"],
    }
    if "unit" in field:
        measured["unitText"] = field["unit"]
    return measured


def _described(*parts: object) -> str:
    """Parts of a description as far as dataset search reads it."""
    whole = "\n".join(str(part) for part in parts)
    return whole if len(whole) <= MAXIMUM_DESCRIPTION else whole[: MAXIMUM_DESCRIPTION - 1] + "…"
