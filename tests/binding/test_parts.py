"""Rows that are parts of others where their sums alone tell it, in one way only."""

import time

import pytest

from tests.binding.grids import captioned
from tests.binding.test_tables import bound
from yusuan.views.leaves import held_figures


def parents(*rows: tuple[str, str], total: str) -> dict[str, str | None]:
    body = "\n".join(f"{name}|{amount}|" for name, amount in rows)
    table = bound(
        captioned(
            "专项业务经费支出表", f"单位（项目）名称|项目金额|项目简介\n合计|{total}|\n{body}"
        )
    )
    return {entry.label: entry.parent for entry in table.entries}


def test_rows_that_hold_others_are_told_by_their_sums() -> None:
    """As files of Excel print them: what was indented there stands at the same place."""
    assert parents(
        ("某局", "849.05"), ("某局本级", "849.05"),
        ("通用项目", "365.00"), ("大型活动", "15.00"), ("培训", "15.00"), ("购买服务", "350.00"),
        ("专用项目", "484.05"), ("业务经费", "484.05"),
        total="849.05",
    ) == {
        "合计": None, "某局": "合计", "某局本级": "某局",
        "通用项目": "某局本级", "大型活动": "通用项目", "培训": "大型活动", "购买服务": "通用项目",
        "专用项目": "某局本级", "业务经费": "专用项目",
    }  # fmt: skip


def test_a_list_that_adds_up_as_it_is_has_no_parts() -> None:
    found = parents(("甲", "10.00"), ("乙", "5.00"), ("丙", "5.00"), total="20.00")
    assert found == {"合计": None, "甲": "合计", "乙": "合计", "丙": "合计"}


def test_parts_are_rounded_each_for_itself() -> None:
    found = parents(
        ("甲单位", "10.01"), ("乙", "3.34"), ("丙", "3.33"), ("丁", "3.33"), total="10.01"
    )
    assert found == {"合计": None, "甲单位": "合计", "乙": "甲单位", "丙": "甲单位", "丁": "甲单位"}


@pytest.mark.parametrize(
    ("rows", "total"),
    [
        ((("甲", "5.00"), ("乙", "5.00"), ("丙", "5.00")), "10.00"),  # 甲 or 乙 holds the next
        ((("甲", "10.00"), ("乙", "7.00"), ("丙", "2.00")), "10.00"),  # 9 is not 10
        ((("甲", "10.00"), ("乙", "-5.00"), ("丙", "5.00")), "20.00"),
    ],
    ids=["two ways", "no way", "below zero"],
)
def test_nothing_is_told_where_there_is_more_than_one_way_or_none(
    rows: tuple[tuple[str, str], ...], total: str
) -> None:
    assert set(parents(*rows, total=total).values()) == {None}


def test_many_rows_alike_end_soon() -> None:
    start = time.process_time()
    found = parents(*((f"项目{n}", "1.00") for n in range(391)), total="200.00")
    assert set(found.values()) == {None}
    assert time.process_time() - start < 20


@pytest.mark.parametrize("second", ["30226", "30201"])
def test_a_project_above_what_it_is_spent_on_holds_it(second: str) -> None:
    drawn = """
    项目分类|项目名称|项目单位|功能科目编码|经济科目编码|经济科目名称|合计
    |调查经费|||||20
    专项业务类|调查经费|某某局|2010506|30201|办公费|5
    专项业务类|调查经费|某某局|2010507|{second}|劳务费|15
    |监测经费|||||{alone}
    专项业务类|监测经费|某某局|2010508|30201|办公费|7
    合计||||||27
    """
    table = bound(captioned("部门项目支出预算表", drawn.format(second=second, alone="7")))
    found = [(e.texts.get("project_name"), e.code, e.parent) for e in table.entries]
    assert [parent for *_, parent in found] == [
        "合计", "调查经费", "调查经费", "合计", "监测经费", None,
    ]  # fmt: skip
    # What is not the sum of what follows it holds none of it.
    table = bound(captioned("部门项目支出预算表", drawn.format(second=second, alone="9")))
    assert "监测经费" not in {entry.parent for entry in table.entries}


def test_a_total_is_no_leaf_whatever_it_holds() -> None:
    table = bound(
        captioned(
            "2026年一般公共预算财政拨款基本支出决算表",
            """
            科目编码|科目名称|决算数
            301|工资福利支出|20.00
            30101|基本工资|20.00
            302|商品和服务支出|4.00
            30201|办公费|4.00
            人员经费合计|<|20.00
            公用经费合计|<|4.00
            """,
        )
    )
    held = held_figures(table.entries)
    leaves = [e.label for e in table.entries if (e.key, e.side, "total") not in held]
    assert leaves == ["基本工资", "办公费"]


def test_all_units_and_a_unit_of_units_are_no_leaves() -> None:
    table = bound(
        captioned(
            "一般公共预算“三公”经费支出表",
            """
            单位编码|单位名称|三公经费合计|因公出国（境）费|公务接待费
            合计|<|3.00|1.00|2.00
            117|某局|3.00|1.00|2.00
            117001|某局本级|2.00|1.00|1.00
            117002|某中心|1.00||1.00
            """,
        )
    )
    held = held_figures(table.entries)
    leaves = [
        (e.unit_code, e.texts["item_id"], str(e.figures["total"].value))
        for e in table.entries
        if (e.key, e.side, "total") not in held
    ]
    assert leaves == [
        ("117001", "overseas", "1.00"),
        ("117001", "reception", "1.00"),
        ("117002", "reception", "1.00"),
    ]
