"""Tables by unit whose 合计 is the last row: it is the total all the same, and no unit is."""

from tests.made_documents import text_document
from yusuan.conversion.disclosure import Description, lay_out
from yusuan.views.documents import Original

SUMMARY = """部门收支总表

单位：万元

收入\t\t支出\t
项目\t预算数\t项目\t预算数
一、一般公共预算拨款收入\t9.00\t一、一般公共服务支出\t9.00
收入总计\t9.00\t支出总计\t9.00
"""
REVENUE = """部门收入总表

单位：万元

单位名称\t合计\t一般公共预算
示例市信访局\t6.00\t6.00
示例市信访服务中心\t3.00\t3.00
合计\t{total}\t{total}
"""
BASIC = """一般公共预算基本支出表

单位：万元

科目编码\t科目名称\t合计\t人员经费\t公用经费
\t合计\t9.00\t7.50\t1.50
301\t工资福利支出\t7.50\t7.50\t
30101\t基本工资\t7.50\t7.50\t
302\t商品和服务支出\t1.50\t\t1.50
30217\t公务接待费\t1.50\t\t1.50
"""
THREE_PUBLIC = """一般公共预算“三公”经费支出表

单位：万元

单位名称\t“三公”经费合计\t因公出国（境）费\t公务用车购置及运行费\t公务接待费
示例市信访局\t1.00\t\t\t1.00
示例市信访服务中心\t{centre}\t\t\t{centre}
"""
ALL_UNITS = "合计\t1.60\t\t\t1.60\n"


def found(check_id: str, *tables: str) -> list[tuple[str, str, str]]:
    text = "\n".join(("示例市信访局2026年部门预算\n", *tables))
    original = Original("a.txt", "", 1, text_document(text))
    (statement,) = lay_out([original], Description()).statements
    return [
        (result.status, str(result.left_value), str(result.right_value))
        for result in statement.results
        if result.check_id == check_id
    ]


def test_the_total_below_the_units_is_the_one_that_the_summary_prints() -> None:
    assert found("revenue-vs-summary", SUMMARY, REVENUE.format(total="9.00")) == [
        ("pass", "9.00", "9.00")
    ]


def test_a_total_below_the_units_that_is_wrong_is_found() -> None:
    assert found("revenue-vs-summary", SUMMARY, REVENUE.format(total="8.00")) == [
        ("fail", "8.00", "9.00")
    ]


def test_basic_expenditure_is_held_against_all_units_together() -> None:
    printed = THREE_PUBLIC.format(centre="0.60") + ALL_UNITS
    assert found("three-public-vs-basic", BASIC, printed) == [("pass", "1.50", "1.60")]


def test_units_without_a_total_are_added() -> None:
    assert found("three-public-vs-basic", BASIC, THREE_PUBLIC.format(centre="0.60")) == [
        ("pass", "1.50", "1.60")
    ]
    assert found("three-public-vs-basic", BASIC, THREE_PUBLIC.format(centre="0.40")) == [
        ("fail", "1.50", "1.40")
    ]
