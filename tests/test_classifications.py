"""A code list holds every code that a row refers to, and says who printed it first."""

from collections.abc import Mapping

from yusuan.declared.fields import Resource
from yusuan.model import Value
from yusuan.prose.items import FunctionNames, find_items
from yusuan.prose.stated import economic_code, government_economic_code
from yusuan.registers.classifications import (
    ECONOMIC_CLASSIFICATION,
    FUNCTIONAL_CLASSIFICATION,
    PrintedCode,
    code_list_rows,
    codes_in_prose,
)

OWNER = ("100000-mou-2026-budget", "0" * 12, "p1@1,2,3,4")


def listed(resource: Resource, *printed: PrintedCode) -> dict[Value, Mapping[str, Value]]:
    rows = code_list_rows(resource, printed)
    return {row[0]: dict(zip(resource.field_names, row, strict=True)) for row in rows}


def test_a_code_of_a_document_that_tells_no_year_is_listed_without_one() -> None:
    found = listed(
        FUNCTIONAL_CLASSIFICATION,
        PrintedCode(2026, "201", "一般公共服务支出", *OWNER),
        PrintedCode(None, "201", "一般公共服务支出", *OWNER),
        PrintedCode(None, "20103", "", *OWNER),
    )
    assert list(found) == ["unknown-201", "unknown-20103", "2026-201"]
    assert found["unknown-20103"]["fiscal_year"] is None
    assert found["unknown-20103"]["function_name"] is None
    assert found["unknown-20103"]["parent_code"] == "201"


def test_the_name_in_a_table_goes_before_that_in_the_prose() -> None:
    found = listed(
        ECONOMIC_CLASSIFICATION,
        PrintedCode(2026, "301", "工资福利", *OWNER, in_prose=True),
        PrintedCode(2026, "301", "工资福利支出", *OWNER),
        PrintedCode(2026, "302", "商品和服务支出", *OWNER, in_prose=True),
    )
    names = {code: row["economic_name"] for code, row in found.items()}
    assert names == {"2026-301": "工资福利支出", "2026-302": "商品和服务支出"}


def test_codes_of_the_prose_are_printed_codes() -> None:
    owner, document, place = OWNER
    row: dict[str, Value] = {
        "function_code": "2010801",
        "economic_code": None,
        "item_path": "审计事务 → 行政运行",
        "disclosure_id": owner,
        "document_id": document,
        "place": place,
    }
    assert list(codes_in_prose([row], "function", 2026)) == [
        PrintedCode(2026, "2010801", "行政运行", *OWNER, in_prose=True)
    ]
    assert not list(codes_in_prose([row], "economic", 2026))


def test_the_governments_economic_codes_are_not_those_of_departments() -> None:
    (government,) = find_items("机关工资福利支出（501）20万元")
    assert (economic_code(government), government_economic_code(government)) == (None, "501")
    (department,) = find_items("工资福利支出（301）20万元")
    assert (economic_code(department), government_economic_code(department)) == ("301", None)


def test_an_amount_is_no_code() -> None:
    assert find_items("加上转移性支出28451万元，合计29826万元") == []
    assert find_items("共有22169平方米，服务20126人次以上") == []
    (item,) = find_items("20101人大事务支出20万元")
    (inner,) = find_items("一般公共服务（201类）人大事务（01款）行政运行（01项）20万元")
    assert (inner.printed_code, inner.names[2]) == ("2010101", "行政运行")
    (before,) = find_items("201（类）01（款）01（项）行政运行20万元")
    assert (before.printed_code, before.names[0]) == ("2010101", "行政运行")
    (part,) = find_items("人大事务（01款）20万元")
    assert (part.printed_code, part.names[1]) == (None, "人大事务")
    assert FunctionNames(()).code(item) == "20101"
