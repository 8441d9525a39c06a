"""What is told of columns that nobody understands: those of figures alone may be part of a sum."""

import re

import pytest

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


def test_another_level_of_the_same_things_is_no_slip_of_the_next() -> None:
    document = text_document(
        "示例市信访局2026年部门预算\n\n项目支出表\n\n单位：万元\n\n"
        "类型\t一级项目名称\t二级项目名称\t合计\t财政拨款\n特定目标类\t信访专项\t接访经费\t3.00\t3.00"
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


def statuses(title: str, text: str, check: str, kind: str = "部门预算") -> list[str]:
    """What a rule says of each row of a table that ``text`` draws, parted by ``|``."""
    year = 2026 if kind == "部门预算" else 2025
    body = re.sub(r"(?<=\|)([0-9])(?![0-9])", r"\1.00", text).replace("|", "\t")
    document = text_document(f"示例市信访局{year}年{kind}\n\n{title}\n\n单位：万元\n\n{body}")
    (statement,) = lay_out(
        [Original("a.txt", document.sha256, 1, document)], Description()
    ).statements
    return [r.status for r in statement.results if r.check_id == check]


@pytest.mark.parametrize(
    ("title", "head", "agreeing", "other"),
    [
        ("项目支出表", "项目名称|合计|中央资金|省级资金|市县资金", "接访|9|6|2|1", "接访|9|6|2|2"),
        (
            "项目支出表",
            "项目名称|合计|中央财政拨款|省级财政拨款|其他资金",
            "接访|9|6|2|1",
            "接访|9|6|2|2",
        ),
        ("项目支出表", "项目名称|合计|本级安排|上级提前下达", "接访|9|6|3", "接访|9|6|4"),
        (
            "部门支出总表",
            "科目编码|科目名称|合计|人员类|运转类小计|公用经费|其他运转类|特定目标类",
            "2010308|信访事务|9|4|3|2|1|2",
            "2010308|信访事务|9|4|3|2|2|2",
        ),
    ],
)
def test_columns_that_divide_another_add_up_to_it(
    title: str, head: str, agreeing: str, other: str
) -> None:
    assert statuses(title, f"{head}\n{agreeing}", "columns-divided") == ["pass"]
    assert statuses(title, f"{head}\n{other}", "columns-divided") == ["fail"]


@pytest.mark.parametrize(
    "head", ["项目名称|合计|其中：中央资金|其中：省级资金", "项目名称|合计|中央资金|主管部门安排"]
)
def test_columns_that_need_not_be_all_of_it_are_not_added_up(head: str) -> None:
    assert statuses("项目支出表", f"{head}\n接访|9|6|2", "columns-divided") == ["not_applicable"]


@pytest.mark.parametrize(("other", "status"), [("2", "pass"), ("3", "fail")])
@pytest.mark.parametrize(
    ("head", "row"),
    [("人员类|公用经费|其他运转类|特定目标类", "4|2|1"), ("人员类|运转类|特定目标类", "4|3")],
)
def test_classes_of_projects_make_up_all_expenditure(
    head: str, row: str, other: str, status: str
) -> None:
    """其他运转类 is of the projects; 运转类 holds it, and running expenses."""
    text = f"科目编码|科目名称|合计|{head}\n2010308|信访事务|9|{row}|{other}"
    assert statuses("部门支出总表", text, "expenditure-types") == [status]


@pytest.mark.parametrize(("fund", "status"), [("1", "pass"), ("2", "fail")])
def test_three_public_expenses_by_fund_are_columns_of_their_total(fund: str, status: str) -> None:
    head = "资金性质|合计|公务用车运行维护费|公务接待费"
    text = f"{head}\n合计|9|6|3\n一般公共预算|8|6|2\n单位资金|1|0|{fund}"
    assert statuses("“三公”经费支出表", text, "three-public-funds") == ["pass", "pass", status]
    assert "fail" not in statuses("“三公”经费支出表", text, "repeated-row")


@pytest.mark.parametrize("units", ["", "某局|6|5|1|5|4|1|-1\n"])
def test_a_change_of_the_total_beside_items_is_divided_by_none_of_them(units: str) -> None:
    head = (
        "单位名称|2025年预算数|||2026年预算数|||增减额\n"
        "|合计|公务用车运行维护费|公务接待费|合计|公务用车运行维护费|公务接待费|\n"
    )
    text = f"{head}合计|6|5|1|5|4|1|-1\n{units}"
    for check in ("three-public-total", "three-public-of-units", "total-of-units"):
        assert "fail" not in statuses("“三公”经费支出表", text, check)
    text = text.replace("|5|1|5", "|4|1|5")
    assert "fail" in statuses("“三公”经费支出表", text, "three-public-total")


@pytest.mark.parametrize(
    ("now", "offset", "said"), [("5", "", "pass"), ("6", "", "fail"), ("6", "1", "")]
)
def test_what_was_allotted_before_and_now_is_the_whole_of_its_group(
    now: str, offset: str, said: str
) -> None:
    head = (
        "科目编码|科目名称|合计|一般公共预算资金||||单位资金\n"
        "|||全年数|已提前安排|抵扣上年垫付资金|本次下达|\n"
    )
    row = f"30101|基本工资|9|8|3|{offset}|{now}|1"
    assert statuses("基本支出表", head + row, "columns-divided") == [said or "not_applicable"]
