"""The DataCite 4.5 record of the package, ready for a deposit.

A DOI is part of it only once ``package.toml`` names one; the URN of the package always is.
https://datacite-metadata-schema.readthedocs.io/en/4.5/
"""

from collections.abc import Mapping, Sequence

from yusuan.citation.builders import publisher_of
from yusuan.declared.descriptor import data_files
from yusuan.described.addresses import Json, size_of

DATACITE_NAME = "datacite.json"
_SCHEMA = "http://datacite.org/schema/kernel-4"


def datacite(descriptor: Json, disclosures: Sequence[Mapping[str, object]]) -> Json:
    """The record; ``disclosures`` are the rows of the resource of that name."""
    makers = [
        {"name": entry["title"], "nameType": "Organizational"}
        for entry in descriptor["contributors"]
    ]
    files = data_files(descriptor)
    record: Json = {
        "schemaVersion": _SCHEMA,
        "types": {"resourceType": "Data package", "resourceTypeGeneral": "Dataset"},
        "creators": makers,
        "titles": [
            {"title": descriptor["title"], "lang": "zh"},
            {
                "title": descriptor["title_en"],
                "titleType": "TranslatedTitle",
                "lang": "en",
            },
        ],
        "publisher": {"name": descriptor["contributors"][0]["title"]},
        "publicationYear": descriptor["created"][:4],
        "subjects": [{"subject": keyword} for keyword in descriptor["keywords"]],
        "dates": [
            {"date": descriptor["created"][:10], "dateType": "Issued"},
            *(
                {"date": year, "dateType": "Other", "dateInformation": "fiscal year covered"}
                for year in _years(disclosures)
            ),
        ],
        "language": "zh",
        "alternateIdentifiers": [
            {"alternateIdentifier": descriptor["id"], "alternateIdentifierType": "URN"}
        ],
        "relatedItems": [_document(row) for row in disclosures],
        "sizes": [f"{sum(map(size_of, files))} bytes", f"{len(files)} files"],
        "formats": sorted({entry["mediatype"] for entry in files}),
        "version": descriptor["version"],
        "rightsList": [
            {
                "rights": entry["title"],
                "rightsUri": entry["path"],
                "rightsIdentifier": entry["name"],
                "rightsIdentifierScheme": "SPDX",
            }
            for entry in descriptor["licenses"]
        ],
        "descriptions": [
            {"description": descriptor[key], "descriptionType": "Abstract", "lang": language}
            for key, language in (("description", "zh"), ("description_en", "en"))
        ],
        "geoLocations": [{"geoLocationPlace": place} for place in _places(disclosures)],
    }
    if "doi" in descriptor:
        record["doi"] = descriptor["doi"]
    if "homepage" in descriptor:
        record["url"] = f"{descriptor['homepage']}/releases/{descriptor['version']}/"
    return record


def _document(facts: Mapping[str, object]) -> Json:
    """The published document that the data derive from, with its creator."""
    item: Json = {
        "relatedItemType": "Report",
        "relationType": "IsDerivedFrom",
        "titles": [{"title": str(facts["title"])}],
        "creators": [
            {
                "name": publisher_of(facts),
                "nameType": "Organizational",
            }
        ],
    }
    if facts.get("published"):
        item["publicationYear"] = str(facts["published"])[:4]
    return item


def _years(disclosures: Sequence[Mapping[str, object]]) -> list[str]:
    return sorted({str(row["fiscal_year"]) for row in disclosures if row["fiscal_year"]})


def _places(disclosures: Sequence[Mapping[str, object]]) -> list[str]:
    return sorted({str(row["division_name"]) for row in disclosures if row["division_name"]})
