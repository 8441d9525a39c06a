"""What may have been misprinted, where one slip explains a whole difference."""

import pytest

from tests.checks.small_disclosure import changed, results
from tests.checks.test_planted import BASIC, EXPENDITURE, GENERAL


@pytest.mark.parametrize(
    ("old", "new", "rule", "said"),
    [
        (
            f"{BASIC}302|商品和服务支出|50.00",
            "302|商品和服务支出|500000",
            "total-of-classes",
            "按元印出",
        ),
        (
            f"{BASIC}30201|办公费|20.00",
            "30201|办公费|200.00",
            "class-of-sections",
            "“30201 办公费”的 200.00 移动小数点",
        ),
        (
            f"{GENERAL}2130205|森林资源培育|180.00||180.00",
            "2130205|森林资源培育|180.00||108.00",
            "appropriation-vs-expenditure",
            "两位数字换了位置",
        ),
        (
            f"{EXPENDITURE}2130201|行政运行|260.00",
            "2130201|行政运行|26.00",
            "revenue-vs-expenditure",
            "小数点的位置不同",
        ),
        (
            "运行经费共计安排50.00万元",
            "运行经费共计安排500.00万元",
            "text-agency-operation",
            "小数点的位置不同",
        ),
        (
            "固定资产金额为300.00万元",
            "固定资产金额为3100.00万元",
            "text-state-assets",
            "漏印或多印了一位",
        ),
        (
            f"{EXPENDITURE}2130201|行政运行|260.00",
            "2130201|行政运行|−260.00",
            "revenue-vs-expenditure",
            "只是正负号不同",
        ),
    ],
)
def test_one_slip_that_explains_the_difference_is_said(
    old: str, new: str, rule: str, said: str
) -> None:
    messages = [it.message for it in results(changed((old, new)), "fail") if it.check_id == rule]
    assert any(said in message for message in messages), messages


@pytest.mark.parametrize("new", ["运行经费共计安排53.00万元", "运行经费共计安排77.77万元"])
def test_any_other_difference_is_left_unexplained(new: str) -> None:
    text = changed(("运行经费共计安排50.00万元", new))
    (message,) = [
        it.message for it in results(text, "fail") if it.check_id == "text-agency-operation"
    ]
    assert message.endswith("万元。")
    assert "可能" not in message
