"""What is told of columns that nobody understands: those of figures alone may be part of a sum."""

from tests.made_documents import text_document
from yusuan.conversion.disclosure import Description, lay_out
from yusuan.views.documents import Original

TABLE = """示例市信访局2026年部门预算

项目支出表

单位：万元

项目名称\t{text}\t合计\t{figures}
接访经费\t信访处\t9.00\t4.00
普法经费\t信访处\t3.00\t1.00"""


def told(text: str, figures: str) -> list[str]:
    document = text_document(TABLE.format(text=text, figures=figures))
    (statement,) = lay_out(
        [Original("a.txt", document.sha256, 1, document)], Description()
    ).statements
    return [
        result.left_expression
        for result in statement.results
        if result.check_id == "column-names" and result.status == "fail"
    ]


def test_a_column_of_words_is_no_part_of_the_sums_that_a_column_of_figures_may_be() -> None:
    assert told("主办处室", "某种资金") == ["某种资金"]


def test_another_value_of_the_same_things_is_no_slip_of_the_first() -> None:
    document = text_document(
        "示例市信访局2026年部门预算\n\n国有资产占用情况表\n\n单位：万元\n\n"
        "资产类别\t数量\t账面原值\t账面净值\n车辆\t2\t30.00\t15.00"
    )
    (statement,) = lay_out(
        [Original("a.txt", document.sha256, 1, document)], Description()
    ).statements
    said = [r.message for r in statement.results if r.check_id == "column-names"]
    assert not any("只差一字，其中" in message for message in said)


def test_three_public_expenses_are_what_all_money_pays_that_the_table_prints() -> None:
    for other, status in (("1.00", "pass"), ("2.00", "fail")):
        document = text_document(
            "示例市信访局2026年部门预算\n\n“三公”经费支出表\n\n单位：万元\n\n"
            "项目\t合计\t一般公共预算\t其他资金\n合计\t6.00\t5.00\t1.00\n"
            f"公务接待费\t6.00\t5.00\t{other}"
        )
        (statement,) = lay_out(
            [Original("a.txt", document.sha256, 1, document)], Description()
        ).statements
        results = [r for r in statement.results if r.check_id == "three-public-funds"]
        assert [r.status for r in results] == ["pass", status]
