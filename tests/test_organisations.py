"""Organisations over years, their units, their places; every name of a code."""

from dataclasses import replace

import pytest

from tests.paths import CORPUS, SMALL, converted, read_csv
from yusuan.conversion.disclosure import Description, lay_out
from yusuan.conversion.encoding import encode
from yusuan.declared.fields import Resource
from yusuan.model import Row, Value
from yusuan.registers.classification_names import CLASSIFICATION_NAMES, name_rows
from yusuan.registers.classifications import PrintedCode
from yusuan.registers.divisions import DIVISIONS, chain, division_rows, known, level_of, parent_of
from yusuan.registers.organisations import (
    ORGANISATION_NAMES,
    ORGANISATIONS,
    NamedOrganisation,
    organisation_rows,
    units_of,
)


def named(resource: Resource, rows: list[Row]) -> list[dict[str, Value]]:
    return [dict(zip(resource.field_names, row, strict=True)) for row in rows]


def office(year: int, name: str, part_of: str | None = None, id_: str = "1-a") -> NamedOrganisation:
    return NamedOrganisation(
        id_, name, "320000", None, year, f"{id_}-{year}", "0" * 12, None, part_of
    )


def test_one_organisation_has_one_row_and_each_of_its_names_one() -> None:
    rows, names = organisation_rows(
        [office(2018, "某办"), office(2017, "某办公厅"), office(2019, "某办")]
    )
    [found] = named(ORGANISATIONS, rows)
    assert (found["organisation_name"], found["disclosure_count"]) == ("某办", 3)
    assert (found["first_year"], found["last_year"]) == (2017, 2019)
    assert [
        (each["organisation_name"], each["first_year"], each["last_year"])
        for each in named(ORGANISATION_NAMES, names)
    ] == [("某办公厅", 2017, 2017), ("某办", 2018, 2019)]


def test_a_unit_that_only_its_department_names_has_no_disclosure_and_a_whole() -> None:
    rows, _ = organisation_rows([office(2018, "某局"), office(2018, "某中心", "1-a", "1-b")])
    found = {row["organisation_id"]: row for row in named(ORGANISATIONS, rows)}
    assert (found["1-b"]["part_of"], found["1-b"]["disclosure_count"]) == ("1-a", 0)
    assert (found["1-a"]["part_of"], found["1-a"]["disclosure_count"]) == (None, 1)


def test_the_department_itself_and_totals_are_none_of_its_units() -> None:
    """In each table of the small disclosure: rows of 合计, of 本级 and of a unit are planted."""
    [statement] = converted(SMALL).statements
    table = next(table for table in statement.reading.tables if table.entries)
    entry = table.entries[0]
    owner = office(2024, "示例县水务局")
    planted = tuple(
        replace(entry, unit_name=name, unit_code=code)
        for name, code in (
            ("合计", None),
            ("示例县水务局（本级）", "345001"),
            ("示例县水务局本级", None),
            ("示例县水库管理中心", "345002"),
            ("示例县水库管理中心", "345002"),
            ("工资福利支出", None),
        )
    )
    units = [*units_of(owner, [replace(table, entries=planted)])]
    assert [(unit.name, unit.organisation_id, unit.part_of) for unit in units] == [
        ("示例县水库管理中心", "320000-345002", "1-a")
    ]


def test_a_described_organisation_keeps_its_id_under_another_name() -> None:
    originals = converted(SMALL).originals
    described = Description(division_code="130999", organisation_id="130999-345")
    [statement] = lay_out(originals, described).statements
    assert statement.disclosure_id == "130999-345-2024-budget"
    described = Description(division_code="130999", organisation_id="130999-shuiwuju")
    disclosure = lay_out(originals, described)
    assert disclosure.statements[0].disclosure_id == "130999-shuiwuju-2024-budget"
    assert encode(disclosure).summary.organisations[0].organisation_id == "130999-shuiwuju"


@pytest.mark.parametrize(
    ("code", "level", "above"),
    [
        ("100000", "country", ("100000",)),
        ("320000", "province", ("320000",)),
        ("320500", "city", ("320000", "320500")),
        ("310107", "county", ("310000", "310107")),
        ("130999", "county", ("130000", "130999")),
        ("990000", "province", ("990000",)),
    ],
)
def test_divisions_lie_in_one_another(code: str, level: str, above: tuple[str, ...]) -> None:
    assert (level_of(code), chain(code)) == (level, above)


def test_every_known_division_lies_in_a_known_one() -> None:
    codes = known()
    assert {level_of(code) for code in codes} == {"country", "province", "city", "county"}
    below = [code for code in codes if level_of(code) in ("city", "county")]
    assert below
    assert all(parent_of(code, known()) in codes for code in below)


def test_a_division_that_the_list_lacks_has_the_name_that_was_stated() -> None:
    rows = named(DIVISIONS, division_rows({"130999": "示例县"}))
    assert [(row["division_name"], row["parent_division"]) for row in rows] == [
        ("河北省", None),
        ("示例县", "130000"),
    ]


def test_every_name_of_a_code_is_kept_the_commonest_first() -> None:
    printed = [
        PrintedCode(2023, "21505", name, disclosure, "0" * 12, "L1")
        for disclosure, name in (("a", "甲 监管"), ("b", "甲监管"), ("b", "乙监管"), ("c", ""))
    ]
    rows = named(CLASSIFICATION_NAMES, [*name_rows("function", printed)])
    assert [(row["printed_name"], row["disclosure_count"]) for row in rows] == [
        ("甲监管", 2),
        ("乙监管", 1),
    ]


# In the corpus


def test_the_office_of_jiangsu_is_one_over_three_years_and_two_names() -> None:
    offices = read_csv(CORPUS / "data" / "organisations.csv")
    [found] = [
        row for row in offices if row["organisation_id"].endswith("jiangsushengweibangongting")
    ]
    assert (found["first_year"], found["last_year"], found["disclosure_count"]) == (
        "2017",
        "2019",
        "3",
    )
    names = [
        row["organisation_name"]
        for row in read_csv(CORPUS / "data" / "organisation_names.csv")
        if row["organisation_id"] == found["organisation_id"]
    ]
    assert len(names) == 2


def test_every_division_and_whole_that_the_corpus_names_is_there() -> None:
    divisions = {row["division_code"] for row in read_csv(CORPUS / "data" / "divisions.csv")}
    offices = read_csv(CORPUS / "data" / "organisations.csv")
    ids = {row["organisation_id"] for row in offices}
    wholes = {row["part_of"] for row in offices if row["part_of"]}
    assert wholes
    assert wholes <= ids
    assert {row["division_code"] for row in offices} <= divisions
    published = {row["organisation_id"] for row in read_csv(CORPUS / "data" / "disclosures.csv")}
    assert published <= ids
