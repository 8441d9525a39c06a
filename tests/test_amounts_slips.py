"""Amounts of sentences with one slip, or in words that a place uses alone: whose they are.

Each mend stands beside a near sentence where another reading is right.
"""

import pytest

from yusuan.prose.amounts import find_amounts, read_amounts
from yusuan.prose.money import UnreadMoney
from yusuan.prose.stated import StatedAmount

YEAR = 2024


def _told(text: str) -> list[str]:
    return [_said(found) for found in read_amounts(text, YEAR)]


def _said(found: StatedAmount | UnreadMoney) -> str:
    if isinstance(found, UnreadMoney):
        return f"? {found.reason}"
    signs = {"increase": "+", "decrease": "-", None: ""}
    return f"{found.subject} {signs[found.change]}{found.number}"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # an amount that cannot be read is still what the next change is of
        (
            "购置费9万元，接待费2.2O万元，比上年减少1万元。",
            ["购置费 9", "? unreadable", "接待费 -1"],
        ),
        (
            "购置费9万元（每辆3元/台），比上年减少1万元。",
            ["购置费 9", "? rate", "购置费 -1"],
        ),
        # by how much, behind the rate; 约 may tell what is left
        ("接待费2万元，较上年减少20%，即0.5万元。", ["接待费 2", "接待费 -0.5"]),
        ("接待费2万元，比上年下降20%（0.5万元）。", ["接待费 2", "接待费 -0.5"]),
        ("接待费较上年减少20%，约0.5万元。", ["? direction"]),
        ("接待费较上年减少20%，为2万元。", ["接待费 2"]),
        ("执行率比上年提高20%（5万元）。", ["? direction"]),
        # a word twice
        ("接待费2万元，比上年减少减少1万元。", ["接待费 2", "接待费 -1"]),
        ("接待费2万元，比上年减少增加1万元。", ["接待费 2", "? direction"]),
        # a name with a sign behind it
        ("购置费9万元，接待费，2万元。", ["购置费 9", "接待费 2"]),
        ("购置费9万元，用于接待费，2万元用于审计。", ["购置费 9", "用于审计 2"]),
        # nothing stands between two amounts
        ("年初结转9万元本年收入8万元。", ["年初结转 9", "本年收入 8"]),
        ("购置费5万元（二）运行费3万元。", ["购置费 5", "运行费 3"]),
        # the mark of a note
        ("公务接待费（1）2万元。", ["公务接待费 2"]),
        ("专项（1）2万元，专项（2）3万元。", ["专项（1） 2", "专项（2） 3"]),
        # a total of changes
        ("甲类增加3万元、乙类减少1万元，合计净增2万元。", ["甲类 +3", "乙类 -1", "合计 +2"]),
        ("甲类9万元，比上年合计净增2万元。", ["甲类 9", "甲类 +2"]),
        ("甲类增加3万元、乙类减少1万元，净增加2万元。", ["甲类 +3", "乙类 -1", "净增加 +2"]),
        ("甲类9万元，净增加2万元。", ["甲类 9", "甲类 +2"]),
        # told together, each in its own way
        (
            "甲类9万元，乙类8万元，分别比上年增加2万元、减少1万元。",
            ["甲类 9", "乙类 8", "甲类 +2", "乙类 -1"],
        ),
        ("甲类和乙类分别增加2万元和1万元。", ["甲类 +2", "乙类 +1"]),
        ("2024年度接待费，2万元，比上年减少1万元。", ["接待费 2", "接待费 -1"]),
        # down to, or by so much
        ("接待费减少5万元至4万元。", ["接待费 -5", "? direction"]),
        ("接待费5万元至6万元。", ["接待费 5", "接待费 6"]),
    ],
)
def test_one_slip_gives_an_amount_to_nothing_else(text: str, told: list[str]) -> None:
    assert _told(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # what is compared with is not of the name's year, the change is of the name
        ("接待费较上年5万元，减少1万元。", ["上年 5", "接待费 -1"]),
        ("接待费9万元，会议费较上年5万元。", ["接待费 9", "上年 5"]),
        ("接待费9万元，去年同期8万元，同比增加1万元。", ["接待费 9", "去年同期 8", "接待费 +1"]),
        ("接待费在上年5万元基础上压减20%，为4万元。", ["上年 5", "接待费 4"]),
        ("接待费在上年基础上减少1万元。", ["接待费 -1"]),
        # of the year before, both; a plan behind an outcome is the next year's
        (
            "上年预算9万元，决算8万元，本年比上年增加1万元。",
            ["上年预算 9", "上年决算 8", "本年 +1"],
        ),
        ("接待费上年决算9万元，预算8万元。", ["接待费上年决算 9", "接待费预算 8"]),
        ("年初预算9万元，决算8万元。", ["年初预算 9", "决算 8"]),
        # what all years cost is no figure of one
        ("项目总投资9万元，2024年安排1万元。", ["项目总投资 9", "2024年安排 1"]),
        ("接待费9万元，2024年安排1万元。", ["接待费 9", "接待费 1"]),
        # the whole, where its parts tell no change and add up to it
        (
            "支出9万元，其中：甲类7万元，乙类2万元，比上年增加1万元。",
            ["支出 9", "甲类 7", "乙类 2", "支出 +1"],
        ),
        (
            "支出9万元，其中：甲类7万元；乙类2万元，比上年增加1万元。",
            ["支出 9", "甲类 7", "乙类 2", "乙类 +1"],
        ),
        (
            "支出9万元，其中：甲类7万元，乙类2万元，乙类比上年增加1万元。",
            ["支出 9", "甲类 7", "乙类 2", "乙类 +1"],
        ),
        (
            "支出9万元，其中：甲类6万元，乙类2万元，比上年增加1万元。",
            ["支出 9", "甲类 6", "乙类 2", "乙类 +1"],
        ),
        (
            "支出9万元，其中：甲类7万元，与上年持平，乙类2万元，比上年增加1万元。",
            ["支出 9", "甲类 7", "乙类 2", "乙类 +1"],
        ),
        # names
        ("收入总计为9万元，支出合计为8万元。", ["收入总计 9", "支出合计 8"]),
        ("接待费合计为9万元。", ["接待费 9"]),
        ("省级下达9万元，采购规模达8万元。", ["省级下达 9", "采购规模 8"]),
        ("在9万元支出中，甲类5万元。", ["支出 9", "甲类 5"]),
        ("拟购置车辆1辆，预算18万元。", ["拟购置车辆 18"]),
        ("决算数大于预算数的主要原因是年中追加人员经费5万元。", ["人员经费 +5"]),
        ("年初部门预算9万元，执行中追加预算1万元。", ["年初部门预算 9", "年初部门预算 +1"]),
    ],
)
def test_what_an_amount_is_of_in_other_words(text: str, told: list[str]) -> None:
    assert _told(text) == told


@pytest.mark.parametrize(
    ("words", "year", "base"),
    [
        ("此上年减少", None, "此上年"),
        ("比2023减少", None, "2023"),
        ("比202年减少", None, "202年"),
        ("2023年度相比减少", 2023, "2023年度"),
        ("与2023年度相此减少", 2023, "2023年度"),
        ("与上年相比较减少", 2023, "上年"),
        ("完成预算的76%比上年减少", 2023, "上年"),
        ("比上年末减少", None, "上年末"),
        ("较2023年预算安排数减少", 2023, "2023年预算安排数"),
    ],
)
def test_a_misprinted_comparison_is_no_name(words: str, year: int | None, base: str) -> None:
    level, change = find_amounts(f"接待费9万元，{words}1万元。", YEAR)
    assert (level.subject, change.subject, change.change) == ("接待费", "接待费", "decrease")
    assert (change.compared_year, change.compared_with) == (year, base)


def test_a_word_before_the_year_is_no_misprinted_comparison() -> None:
    (found,) = find_amounts("因此上年接待费减少1万元。", YEAR)
    assert found.compared_with is None


@pytest.mark.parametrize(
    ("text", "threshold"),
    [
        ("规模500万元以上企业30家。", True),
        ("投资500万元以上的重大项目12个。", True),
        ("单笔50万元以上的支出3笔。", True),
        ("安排500万元以上项目经费。", False),
        ("补助企业500万元以上。", False),
    ],
)
def test_a_limit_of_what_is_counted_is_no_money_of_it(text: str, threshold: bool) -> None:
    (found,) = find_amounts(text, YEAR)
    assert found.threshold is threshold


def test_a_rate_of_a_hundred_in_words_and_figures() -> None:
    (found,) = find_amounts("接待费比上年减少1万元，下降百分之18.72。", YEAR)
    assert str(found.percent) == "-18.72"
