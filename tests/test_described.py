"""The package described for machines: each description is read by a reader of its standard."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.paths import PACKAGE
from yusuan.citation.bibtex import bibtex
from yusuan.citation.builders import cite_dataset
from yusuan.declared.descriptor import data_files
from yusuan.described.addresses import resource_name
from yusuan.described.croissant import CROISSANT_NAME, croissant
from yusuan.described.datacite import datacite
from yusuan.described.dcat import CATALOGUE_NAME, catalogue
from yusuan.described.schema_org import (
    MAXIMUM_DESCRIPTION,
    MINIMUM_DESCRIPTION,
    disclosure_set,
    table_set,
    whole_set,
)
from yusuan.pages.model import Site

HOME = "https://example.org/budget"
DCAT = "http://www.w3.org/ns/dcat#"
SPDX = "http://spdx.org/rdf/terms#"


@pytest.fixture(scope="module", params=["unknown address", "known address"])
def descriptor(site: Site, request: pytest.FixtureRequest) -> dict[str, Any]:
    """As committed, and as it will be once the site has an address and a DOI."""
    if request.param == "unknown address":
        return site.descriptor
    known = {"homepage": HOME, "doi": "10.5281/zenodo.1234567"}
    return {**site.descriptor, **known}


@pytest.fixture(scope="module")
def facts(site: Site) -> list[Any]:
    return [disclosure.facts for disclosure in site.disclosures]


@pytest.fixture(scope="module")
def schemas(site: Site) -> dict[str, Any]:
    return {resource.name: resource.schema for resource in site.resources}


# DCAT


def test_the_catalogue_lists_every_file_with_its_checksum(
    descriptor: dict[str, Any], facts: list[Any]
) -> None:
    rdflib = pytest.importorskip("rdflib")
    graph = rdflib.Graph()
    text = json.dumps(catalogue(descriptor, facts))
    graph.parse(data=text, format="json-ld", publicID=f"{HOME}/{CATALOGUE_NAME}")
    found = {}
    for node in graph.subjects(rdflib.RDF.type, rdflib.URIRef(f"{DCAT}Distribution")):
        [checksum] = graph.objects(node, rdflib.URIRef(f"{SPDX}checksum"))
        [value] = graph.objects(checksum, rdflib.URIRef(f"{SPDX}checksumValue"))
        [size] = graph.objects(node, rdflib.URIRef(f"{DCAT}byteSize"))
        [address] = graph.objects(node, rdflib.URIRef(f"{DCAT}downloadURL"))
        found[str(address)] = (int(size), str(value))
    assert found == {
        f"{HOME}/datapackage/{entry['path']}": (
            entry["bytes"],
            entry["hash"].removeprefix("sha256:"),
        )
        for entry in data_files(descriptor)
    }


def test_the_catalogue_says_what_where_and_when(
    descriptor: dict[str, Any], facts: list[Any]
) -> None:
    rdflib = pytest.importorskip("rdflib")
    graph = rdflib.Graph()
    text = json.dumps(catalogue(descriptor, facts))
    graph.parse(data=text, format="json-ld", publicID=f"{HOME}/{CATALOGUE_NAME}")
    whole = rdflib.URIRef(descriptor["id"])
    terms = rdflib.DCTERMS
    assert {str(each) for each in graph.objects(whole, terms.license)} == {
        entry["path"] for entry in descriptor["licenses"]
    }
    [version] = graph.objects(whole, rdflib.URIRef(f"{DCAT}version"))
    assert str(version) == descriptor["version"]
    [period] = graph.objects(whole, terms.temporal)
    [start] = graph.objects(period, rdflib.URIRef(f"{DCAT}startDate"))
    assert str(start) == "2023"
    places = {str(title) for place in graph.objects(whole, terms.spatial)
              for title in graph.objects(place, terms.title)}  # fmt: skip
    assert places == {"邢台市"}


# What DCAT-AP 3.0.0 makes mandatory or limits to one, and the classes of what is referred to:
# written after the specification, its own file of shapes being no part of this repository.
SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix spdx: <http://spdx.org/rdf/terms#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
[] a sh:NodeShape ; sh:targetClass dcat:Catalog ;
  sh:property [ sh:path dct:title ; sh:minCount 1 ; sh:nodeKind sh:Literal ] ,
    [ sh:path dct:description ; sh:minCount 1 ; sh:nodeKind sh:Literal ] ,
    [ sh:path dct:publisher ; sh:minCount 1 ; sh:maxCount 1 ; sh:class foaf:Agent ] ,
    [ sh:path dcat:dataset ; sh:minCount 1 ; sh:class dcat:Dataset ] ,
    [ sh:path foaf:homepage ; sh:maxCount 1 ; sh:class foaf:Document ] ,
    [ sh:path dct:language ; sh:class dct:LinguisticSystem ] ,
    [ sh:path dct:license ; sh:maxCount 1 ; sh:class dct:LicenseDocument ] .
[] a sh:NodeShape ; sh:targetClass dcat:Dataset ;
  sh:property [ sh:path dct:title ; sh:minCount 1 ; sh:nodeKind sh:Literal ] ,
    [ sh:path dct:description ; sh:minCount 1 ; sh:nodeKind sh:Literal ] ,
    [ sh:path dct:publisher ; sh:maxCount 1 ; sh:class foaf:Agent ] ,
    [ sh:path dct:creator ; sh:class foaf:Agent ] ,
    [ sh:path dcat:distribution ; sh:class dcat:Distribution ] ,
    [ sh:path dcat:keyword ; sh:nodeKind sh:Literal ] ,
    [ sh:path dcat:theme ; sh:class skos:Concept ] ,
    [ sh:path dcat:landingPage ; sh:class foaf:Document ] ,
    [ sh:path dcat:version ; sh:maxCount 1 ; sh:nodeKind sh:Literal ] ,
    [ sh:path dct:identifier ; sh:nodeKind sh:Literal ] ,
    [ sh:path dct:issued ; sh:maxCount 1 ; sh:nodeKind sh:Literal ] ,
    [ sh:path dct:language ; sh:class dct:LinguisticSystem ] ,
    [ sh:path dct:spatial ; sh:class dct:Location ] ,
    [ sh:path dct:temporal ; sh:class dct:PeriodOfTime ] .
[] a sh:NodeShape ; sh:targetClass dcat:Distribution ;
  sh:property [ sh:path dcat:accessURL ; sh:minCount 1 ; sh:nodeKind sh:IRI ] ,
    [ sh:path dcat:downloadURL ; sh:nodeKind sh:IRI ] ,
    [ sh:path dct:license ; sh:minCount 1 ; sh:maxCount 1 ; sh:class dct:LicenseDocument ] ,
    [ sh:path dct:format ; sh:maxCount 1 ; sh:class dct:MediaTypeOrExtent ] ,
    [ sh:path dcat:mediaType ; sh:maxCount 1 ; sh:class dct:MediaType ] ,
    [ sh:path dcat:byteSize ; sh:maxCount 1 ; sh:datatype xsd:nonNegativeInteger ] ,
    [ sh:path dct:conformsTo ; sh:class dct:Standard ] ,
    [ sh:path spdx:checksum ; sh:maxCount 1 ; sh:class spdx:Checksum ] .
[] a sh:NodeShape ; sh:targetClass spdx:Checksum ;
  sh:property [ sh:path spdx:algorithm ; sh:minCount 1 ; sh:maxCount 1 ;
      sh:class spdx:ChecksumAlgorithm ] ,
    [ sh:path spdx:checksumValue ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:hexBinary ] .
[] a sh:NodeShape ; sh:targetClass foaf:Agent ;
  sh:property [ sh:path foaf:name ; sh:minCount 1 ; sh:nodeKind sh:Literal ] .
[] a sh:NodeShape ; sh:targetClass dct:PeriodOfTime ;
  sh:property [ sh:path dcat:startDate ; sh:maxCount 1 ] , [ sh:path dcat:endDate ; sh:maxCount 1 ] .
"""


def shacl_report(
    descriptor: dict[str, Any], facts: list[Any], without: str = ""
) -> tuple[bool, str]:
    """Whether the catalogue conforms; ``without`` leaves a property of the files out."""
    rdflib, pyshacl = pytest.importorskip("rdflib"), pytest.importorskip("pyshacl")
    described = catalogue(descriptor, facts)
    for dataset in described["dcat:dataset"]:
        for file in dataset.get("dcat:distribution", ()):
            file.pop(without, None)
    graph, shapes = rdflib.Graph(), rdflib.Graph()
    text = json.dumps(described)
    graph.parse(data=text, format="json-ld", publicID=f"{HOME}/{CATALOGUE_NAME}")
    shapes.parse(data=SHAPES, format="turtle")
    conforms, _, told = pyshacl.validate(graph, shacl_graph=shapes)
    return bool(conforms), str(told)


def test_the_catalogue_is_what_dcat_ap_asks_for(
    descriptor: dict[str, Any], facts: list[Any]
) -> None:
    conforms, told = shacl_report(descriptor, facts)
    assert conforms, told


@pytest.mark.parametrize("without", ["dcat:accessURL", "dct:license"])
def test_the_shapes_notice_what_is_missing(
    descriptor: dict[str, Any], facts: list[Any], without: str
) -> None:
    conforms, told = shacl_report(descriptor, facts, without)
    assert not conforms
    assert without.partition(":")[2] in told


# Croissant


@pytest.fixture(scope="module")
def loaded(site: Site, schemas: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The description in a folder as on the site, read by the standard's own library."""
    mlcroissant = pytest.importorskip("mlcroissant")
    folder = tmp_path_factory.mktemp("croissant")
    shutil.copytree(PACKAGE / "data", folder / "datapackage" / "data")
    cite_as = bibtex(cite_dataset(site.descriptor))
    described = croissant(site.descriptor, schemas, cite_as)
    path = folder / CROISSANT_NAME
    path.write_text(json.dumps(described, ensure_ascii=False), encoding="utf-8")
    return mlcroissant.Dataset(str(path))


def test_croissant_is_valid(loaded: Any) -> None:
    assert not loaded.metadata.ctx.issues.errors


def test_croissant_loads_every_record(loaded: Any, site: Site) -> None:
    expected = {resource.name: resource.row_count for resource in site.resources}
    found = {
        each.id: sum(1 for _ in loaded.records(each.id)) for each in loaded.metadata.record_sets
    }
    assert found == expected


def test_croissant_reads_what_is_published(loaded: Any) -> None:
    first = next(iter(loaded.records("expenditure")))
    assert first["expenditure/function_name"].decode() == "合计"
    assert first["expenditure/total"] == 1336.23


# DataCite


def test_the_record_is_what_datacite_accepts(descriptor: dict[str, Any], facts: list[Any]) -> None:
    schema = pytest.importorskip("datacite.schema45")
    record = datacite(descriptor, facts)
    schema.validator.validate(record)
    assert record["creators"] == [{"name": "yusuan contributors", "nameType": "Organizational"}]
    assert record["relatedItems"][0]["creators"][0]["name"] == facts[0]["publisher"]


def test_what_is_not_known_is_left_out(site: Site, facts: list[Any]) -> None:
    record = datacite(site.descriptor, facts)
    assert "doi" not in record
    assert "url" not in record
    assert "://" not in whole_set(site.descriptor, facts, "")["distribution"][0]["contentUrl"]


# schema.org


def every_set(site: Site, descriptor: dict[str, Any], facts: list[Any]) -> list[dict[str, Any]]:
    root = "../../"
    sets = [whole_set(descriptor, facts, "")]
    for row in facts:
        names = [resource.name for resource in site.resources]
        sets.append(disclosure_set(descriptor, row, names, "disclosures/x/index.html", root))
        sets.extend(
            table_set(
                descriptor,
                row,
                resource.schema["fields"],
                resource.name,
                "disclosures/x/t.html",
                root,
            )
            for resource in site.resources
        )
    return sets


def test_every_set_has_what_dataset_search_requires_and_recommends(
    site: Site, descriptor: dict[str, Any], facts: list[Any]
) -> None:
    for each in every_set(site, descriptor, facts):
        assert each["@type"] == "Dataset"
        assert each["name"]
        assert MINIMUM_DESCRIPTION <= len(each["description"]) <= MAXIMUM_DESCRIPTION
        assert each["license"].startswith("https://creativecommons.org/")
        assert each["creator"][0]["name"] == "yusuan contributors"
        assert each["version"] == descriptor["version"]
        assert each["temporalCoverage"] == "2023"
        assert each["spatialCoverage"][0]["name"] == "邢台市"
        assert each["identifier"]
        assert each["isAccessibleForFree"] is True
        assert all(download["encodingFormat"] for download in each["distribution"])


def test_the_set_as_a_whole_tells_size_and_checksum_of_its_files(
    site: Site, descriptor: dict[str, Any], facts: list[Any]
) -> None:
    """Its parts do not: they would change with every other document."""
    whole, *parts = every_set(site, descriptor, facts)
    assert {len(download["sha256"]) for download in whole["distribution"]} == {64}
    assert all(download["contentSize"].endswith(" B") for download in whole["distribution"])
    assert not any("sha256" in download for part in parts for download in part["distribution"])


def test_a_table_names_its_variables_and_only_its_own_files(
    site: Site, descriptor: dict[str, Any], facts: list[Any]
) -> None:
    resource = site.resource("expenditure")
    page = "disclosures/x/expenditure.html"
    described = table_set(
        descriptor, facts[0], resource.schema["fields"], "expenditure", page, "../../"
    )
    names = [entry["name"] for entry in described["variableMeasured"]]
    assert names == [field["name"] for field in resource.schema["fields"]]
    before = f"{HOME}/" if "homepage" in descriptor else "../../"
    assert [entry["contentUrl"] for entry in described["distribution"]] == [
        f"{before}datapackage/data/expenditure.csv",
        f"{before}datapackage/data/expenditure.parquet",
    ]
    assert described.get("url") == (f"{HOME}/{page}" if "homepage" in descriptor else None)


def test_the_publisher_of_the_document_is_its_creator(
    descriptor: dict[str, Any], facts: list[Any]
) -> None:
    [document] = whole_set(descriptor, facts, "")["isBasedOn"]
    assert document["creator"] == {
        "@type": "GovernmentOrganization",
        "name": "邢台市工业和信息化局",
    }


def test_resources_are_known_by_one_name_in_both_formats(descriptor: dict[str, Any]) -> None:
    names = [resource_name(entry) for entry in data_files(descriptor)]
    assert all(names.count(name) == 2 for name in names)


def test_descriptions_are_the_same_twice(site: Site, facts: list[Any], tmp_path: Path) -> None:
    assert json.dumps(catalogue(site.descriptor, facts)) == json.dumps(
        catalogue(site.descriptor, facts)
    )
