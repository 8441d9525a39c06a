"""One declaration yields schema, Arrow types, CSV order and dictionary entry."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.paths import CORPUS, SMALL, converted
from yusuan.declared.arrow import TYPES, arrow_schema
from yusuan.declared.csv_text import csv_text
from yusuan.declared.descriptor import schema_descriptor
from yusuan.declared.fields import Field, Resource
from yusuan.declared.resources import RESOURCE_BY_NAME, RESOURCES
from yusuan.layouts.loading import Layout, all_layouts
from yusuan.model import Row
from yusuan.package.table_files import TableFiles
from yusuan.tables import TABLE_BY_NAME, TABLES
from yusuan.tables.declaration import PublishedTable
from yusuan.tables.figures import FIGURES

FIELDS = [(resource, field) for resource in RESOURCES for field in resource.fields]
# Columns whose meaning is the table's own: the guide gives both one name.
MEANS_WHAT_ITS_TABLE_SAYS = {"operating"}
FISCAL_TYPES = {
    "budget-line-id",
    "date:fiscal-year",
    "phase:id",
    "direction",
    "value",
    "value-currency:code",
    "administrator:generic:id",
    "administrator:generic:name",
    "administrative-classification:generic:level1:code",
    "administrative-classification:generic:level1:label",
    "expenditure-type:code",
    "expenditure-type:label",
    "fin-source:generic:level1:code",
    "fin-source:generic:level1:label",
    "activity:generic:project:label",
    *(
        f"{kind}-classification:generic:level{level}:{part}"
        for kind, levels in (("functional", 3), ("economic", 2))
        for level in range(1, levels + 1)
        for part in ("code", "label")
    ),
}


each_resource = pytest.mark.parametrize("resource", RESOURCES, ids=lambda each: each.name)


def _is_chinese(text: str) -> bool:
    return any("一" <= c <= "鿿" for c in text)


def _is_described(field: Field) -> bool:
    english = field.description_en
    in_chinese = _is_chinese(field.title) and _is_chinese(field.description)
    return in_chinese and english.isprintable() and bool(english.strip())


@each_resource
def test_every_field_is_described_in_chinese_and_english(resource: Resource) -> None:
    assert [field.name for field in resource.fields if not _is_described(field)] == []


@each_resource
def test_amounts_and_they_alone_have_a_unit_of_money(resource: Resource) -> None:
    with_unit = [field.name for field in resource.fields if field.unit not in ("", "%")]
    assert with_unit == [f.name for f in resource.fields if f.kind in ("amount", "yuan")]


@each_resource
def test_every_fiscal_type_is_one_of_the_standard(resource: Resource) -> None:
    types = {field.column_type for field in resource.fields if field.column_type}
    assert types <= FISCAL_TYPES


def test_a_name_means_one_thing_everywhere() -> None:
    meanings: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for _, field in FIELDS:
        meanings[field.name].add((field.kind, field.title))
    several = {name for name, found in meanings.items() if len(found) > 1}
    assert several <= MEANS_WHAT_ITS_TABLE_SAYS


@each_resource
def test_schema_arrow_and_csv_have_the_same_columns_in_the_same_order(
    tmp_path: Path, resource: Resource
) -> None:
    names = list(resource.field_names)
    assert [field["name"] for field in schema_descriptor(resource)["fields"]] == names
    assert arrow_schema(resource).names == names
    assert written(tmp_path, resource, []) == ",".join(names) + "\n"


@each_resource
def test_arrow_types_and_metadata_follow_the_declaration(resource: Resource) -> None:
    schema = arrow_schema(resource)
    for field in resource.fields:
        column = schema.field(field.name)
        assert column.type == TYPES[field.kind]
        assert column.nullable != field.required
        assert column.metadata[b"title"].decode() == field.title


@each_resource
def test_keys_name_declared_fields(resource: Resource) -> None:
    assert set(resource.primary_key) <= set(resource.field_names)
    for key in resource.foreign_keys:
        assert set(key.fields) <= set(resource.field_names)
        assert set(key.reference) <= set(RESOURCE_BY_NAME[key.resource].field_names)


def written(folder: Path, resource: Resource, rows: Sequence[Row]) -> str:
    with TableFiles(folder, resource) as file:
        file.add(csv_text(resource, rows))
    return file.path.read_text(encoding="utf-8")


OF_SEVERAL = {
    "functional_classification", "economic_classification", "classification_names",
    "check_rules", "documents", "organisations", "organisation_names", "divisions", "crosswalk",
}  # fmt: skip
PRINTED_NOWHERE = {"check_rules", "documents", "organisations", "divisions", "crosswalk"}


@each_resource
def test_every_resource_of_one_disclosure_says_which_disclosure(resource: Resource) -> None:
    assert ("disclosure_id" in resource.field_names) == (resource.name not in OF_SEVERAL)


@each_resource
def test_every_resource_says_where_its_rows_are_printed(resource: Resource) -> None:
    names = set(resource.field_names)
    if resource.name not in PRINTED_NOWHERE:
        assert names & {"place", "places", "source_line"}
    if "place" in names:
        assert "document_id" in names


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_each_amount_of_a_table_is_a_declared_figure(table: PublishedTable) -> None:
    amounts = {f.name for f in table.resource.fields if f.kind in ("amount", "number")}
    assert amounts or table.direction is None
    assert amounts <= set(FIGURES)


@pytest.mark.parametrize("layout", all_layouts(), ids=lambda layout: layout.name)
def test_each_column_of_a_layout_goes_into_a_field_of_its_role(layout: Layout) -> None:
    for name, role in layout.roles.items():
        if name in TABLE_BY_NAME:
            figures = {p.field for p in role.patterns if p.field in FIGURES}
            assert figures <= set(TABLE_BY_NAME[name].resource.field_names), name


def test_a_value_without_a_field_is_refused() -> None:
    with pytest.raises(KeyError, match="glossary has no field"):
        RESOURCE_BY_NAME["glossary"].row({"disclosure_id": "x", "surprise": 1})


def test_an_unpublished_amount_is_an_empty_cell_and_zero_is_not(tmp_path: Path) -> None:
    resource = RESOURCE_BY_NAME["three_public_expenditure"]
    lines = written(tmp_path, resource, converted(SMALL).rows[resource.name]).split("\n")
    travel, researchers, others = lines[3], lines[4], lines[5]
    assert ",0,0,,," in travel
    assert ",,,,," in researchers
    assert ",,,,," in others


def test_the_schemas_on_disk_are_those_declared() -> None:
    from yusuan.declared.descriptor import all_schemas

    for path, text in all_schemas().items():
        assert (CORPUS / path).read_text(encoding="utf-8") == text


def test_every_pattern_is_one_that_linear_time_can_match() -> None:
    """RE2, which proves them over whole columns, knows no look-around and no back-references."""
    import pyarrow as pa
    import pyarrow.compute as pc

    patterns = {f.pattern for resource in RESOURCES for f in resource.fields if f.pattern}
    assert patterns
    for pattern in patterns:
        pc.match_substring_regex(pa.array(["x"]), rf"\A(?:{pattern})\z")
