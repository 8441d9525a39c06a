"""The unit of a sum and of a difference, where the table prints another than 万元."""

from decimal import Decimal

from tests.made_documents import text_document
from yusuan.checks.model import Result
from yusuan.conversion.disclosure import Description, lay_out
from yusuan.pages.told import apart_of
from yusuan.views.documents import Original

REVENUE = """示例市信访局2026年部门预算

部门收入总表

单位：{unit}

科目编码\t科目名称\t合计\t一般公共预算\t事业收入
\t合计\t{total}\t60,000\t30,001
201\t一般公共服务支出\t{total}\t60,000\t30,001
"""


def finding(total: str, unit: str) -> Result:
    document = text_document(REVENUE.format(total=total, unit=unit))
    (statement,) = lay_out([Original("a.txt", "", 1, document)], Description()).statements
    return next(each for each in statement.results if each.status == "fail")


def apart(result: Result) -> str:
    return apart_of({**result._asdict(), "places": ""})


def test_a_sum_of_yuan_says_that_it_is_told_in_another_unit() -> None:
    result = finding("90,003", "元")
    assert " = 9.0001 万元" in result.message
    assert result.value_unit == "万元"
    assert apart(result) == "相差 2 元"


def test_a_sum_in_the_unit_of_its_table_needs_no_word() -> None:
    result = finding("90,003", "万元")
    assert " = 90001" in result.message
    assert " = 90001 万元" not in result.message
    assert apart(result) == "相差 2 万元"


def test_a_difference_of_hundredths_stays_in_ten_thousands() -> None:
    result = finding("90,003", "万元")._replace(difference=Decimal("-0.01"), ratio=Decimal("1.00"))
    assert apart(result) == "相差 0.01 万元"


def test_a_difference_of_another_quantity_is_in_its_unit() -> None:
    result = finding("90,003", "万元")._replace(
        difference=Decimal(3), ratio=Decimal("1.02"), value_unit="平方米"
    )
    assert apart(result) == "相差 3 平方米"
