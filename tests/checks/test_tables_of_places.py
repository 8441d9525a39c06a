"""What is due of tables as single places print them, and what a head without a table is told to be."""

from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from tests.binding.grids import captioned
from tests.checks.small_disclosure import changed, failing
from tests.checks.test_planted import GENERAL
from yusuan.checks.model import Result
from yusuan.checks.unread_grids import _twice
from yusuan.conversion.disclosure import Description, lay_out
from yusuan.layouts.loading import load_layout
from yusuan.printed.short_names import abbreviates
from yusuan.readers.dispatch import read
from yusuan.sources.folders import sha256_of
from yusuan.views.documents import Original

if TYPE_CHECKING:
    from yusuan.binding.statements import ReadGrid


def of_page(title: str, *rows: str) -> tuple[Result, ...]:
    """What is found in a page of the web of one table; cells are parted by ``|``."""
    cells = "".join(f"<tr><td>{row.replace('|', '</td><td>')}</td></tr>" for row in rows)
    text = f"<p>某县林业局2024年部门预算</p><p>{title}</p><p>单位：万元</p><table>{cells}</table>"
    content = f"<html><body>{text}</body></html>".encode()
    original = Original("a.html", sha256_of(content), len(content), read("a.html", content))
    (statement,) = lay_out([original], Description()).statements
    return statement.results


@pytest.mark.parametrize(("whole", "wrong"), [("5.00", False), ("6.00", True)])
def test_a_total_of_this_year_alone_says_nothing_of_what_units_had_before(
    whole: str, wrong: bool
) -> None:
    found = of_page(
        "财政拨款“三公”经费支出表",
        "单位编码|单位名称|项目|“三公”经费合计|因公出国（境）费|公务用车运行费|公务接待费",
        "201001|某站|2024年预算数|5.00||4.00|1.00",
        "201001|某站|2023年预算数|5.50||4.00|1.50",
        f"|合计|2024年预算数|{whole}||4.00|1.00",
    )
    due = [(r.status, r.message) for r in found if r.check_id == "three-public-of-units"]
    assert due
    assert any(status == "fail" for status, _ in due) is wrong
    assert not any("5.50" in message for status, message in due if status == "fail")


@pytest.mark.parametrize(("first", "twice"), [("本年收入", ""), ("上年结转", "财政专户")])
def test_a_label_below_two_groups_is_not_printed_twice(first: str, twice: str) -> None:
    drawn = f"""
        单位名称|合计|{first}|<|上年结转|<
        ^|^|财政拨款|财政专户|单位资金|财政专户
        某站|9|5|2|1|1
        """
    grid = cast("ReadGrid", SimpleNamespace(captioned=captioned("收入总表", drawn)))
    assert _twice(grid, load_layout("base")) == twice


@pytest.mark.parametrize(
    ("short", "full", "same"),
    [
        ("某县人大办", "某县人民代表大会常务委员会办公室", True),
        ("某县教体局", "某县教育和体育局", True),
        ("县人大办公厅", "某省某县人大常委会办公厅", True),
        ("某县卫生健局", "某县卫生健康局", False),  # one character less may be a slip
        ("某县人民政府", "某县人民政府办公室", False),
        ("某县林草局", "某县教育和体育局", False),
        ("某市规划资源局", "某市某区规划和自然资源局", False),  # of the city, of a district
        ("某市城管局", "某市城市管理综合行政执法局", True),
    ],
)
def test_a_name_with_characters_left_out_is_the_same_one(short: str, full: str, same: bool) -> None:
    assert abbreviates(short, full) is same


@pytest.mark.parametrize(("printed", "wrong"), [("林局", False), ("示例县林草局", True)])
def test_a_page_may_shorten_the_name_of_its_department(printed: str, wrong: bool) -> None:
    text = changed((GENERAL + "346 示例县林业局", f"346 {printed}"))
    assert ("printed-department" in failing(text)) is wrong


@pytest.mark.parametrize(("label", "wrong"), [("某县林业局", False), ("某县教育局", True)])
def test_the_row_of_the_department_says_the_total(label: str, wrong: bool) -> None:
    found = of_page(
        "一般公共预算支出预算表",
        "科目编码|单位名称/功能科目|合计|基本支出|项目支出",
        f"|{label}|5.00|3.00|2.00",
        "213|农林水支出|5.00|3.00|2.00",
        "21302|林业和草原|5.00|3.00|2.00",
        "2130201|行政运行|5.00|3.00|2.00",
    )
    told = [r.status for r in found if r.check_id == "one-total"]
    assert ("fail" in told) is wrong


@pytest.mark.parametrize(
    ("first", "second", "wrong"),
    [
        ("其中：1.房屋（平方米）", "2.车辆（辆）", set()),
        ("1.房屋（平方米）", "2.车辆（辆）", {"asset-total"}),
        ("1.房屋（平方米）", "其中：车辆（辆）", {"asset-total"}),
    ],
)
def test_what_assets_consist_of_in_part_is_no_sum(first: str, second: str, wrong: set[str]) -> None:
    found = of_page(
        "资产情况表",
        "|数量|价值",
        "一、资产总额||9.00",
        f"{first}|20|5.00",
        f"{second}|1|3.00",
    )
    assert any(r.check_id == "asset-total" for r in found)
    told = {r.check_id for r in found if r.status == "fail"}
    assert told & {"asset-total", "of-which"} == wrong


@pytest.mark.parametrize(("purchase", "wrong"), [("1.00", False), ("2.00", True)])
def test_a_subtotal_of_cars_holds_both_of_its_parts(purchase: str, wrong: bool) -> None:
    found = of_page(
        "“三公”经费财政拨款预算情况统计表",
        "项目|2024年预算数",
        "合计|11.00",
        "因公出国（境）费用|0.00",
        "公务接待费|1.00",
        "公务用车购置及运行维护费小计|10.00",
        f"公务用车购置费|{purchase}",
        "公务用车运行维护费|9.00",
    )
    told = {r.check_id for r in found if r.status == "fail"}
    assert ("three-public-total" in told) is wrong
