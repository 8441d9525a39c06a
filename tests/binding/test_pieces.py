"""What lines above tables say, as the forms of many places print them."""

import pytest

from yusuan.binding.labels import unit_in
from yusuan.binding.pieces import pieces_of
from yusuan.evidence.model import Part
from yusuan.evidence.places import TablePlace


def said(text: str) -> list[tuple[str, str]]:
    return [(piece.kind, piece.part.text) for piece in pieces_of(Part(text, TablePlace(1)))]


@pytest.mark.parametrize(
    "number",
    [
        "公开01表", "公开表1-1", "部门预算01表", "预决公开01表", "财预01表", "财决公开01表",
        "部门公开表1", "批复01表", "附表1-1", "附 表 1", "表1.1", "表一", "样表1", "Z01表",
        "附件1-1", "附件三",
    ],
)  # fmt: skip
def test_a_number_of_a_table_is_none_of_its_words(number: str) -> None:
    assert said(number) == [("number", number)]


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ("单位:万元、%", "万元"),
        ("单位：万元（保留两位小数）", "万元"),
        ("金额单位：人民币万元", "万元"),
        ("单位：人、万元", "万元"),
        ("单位：万元；辆", "万元"),
        ("金额：元", "元"),
        ("单位（千元）", "千元"),
    ],
)
def test_a_unit_of_money_with_what_is_printed_beside_it(line: str, unit: str) -> None:
    ((kind, text),) = said(line)
    assert (kind, unit_in(text)) == ("unit", unit)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "编制单位：某某局　2024年度　金额单位：万元",
            [("organisation", "某某局"), ("year", "2024"), ("unit", "万元")],
        ),
        (
            "公开部门：某某局 公开01表 单位：万元",
            [("organisation", "某某局"), ("number", "公开01表"), ("unit", "万元")],
        ),
        ("审核人：张三 制表人：李四", [("other", "审核人：张三 制表人：李四")]),
        ("编报部门：某市某区××局", [("other", "编报部门：某市某区××局")]),
        ("编报单位：某某局　单位：元", [("organisation", "某某局"), ("unit", "元")]),
        ("单位编码及名称：101001某某局", [("organisation", "某某局")]),
        ("预算主管部门：某某局", [("organisation", "某某局")]),
        ("部门名称：某某局金额：万元", [("organisation", "某某局"), ("unit", "万元")]),
        ("编制单位：某某局　单位 万元", [("organisation", "某某局"), ("unit", "万元")]),
        ("部门：某某局（本级）（万元）", [("organisation", "某某局（本级）"), ("unit", "万元")]),
        ("部门：某某局［单位：万元］", [("organisation", "某某局"), ("unit", "万元")]),
        ("部门：某某局以元为单位", [("organisation", "某某局"), ("unit", "元")]),
        ("部门：某某局（本级）", [("organisation", "某某局（本级）")]),
        ("部门：百元局", [("organisation", "百元局")]),
        (
            "部门：某某局填报日期：2026年1月5日 单位：元",
            [("organisation", "某某局"), ("other", "填报日期：2026年1月5日"), ("unit", "元")],
        ),
        ("预算编制时间：2026年1月", [("other", "预算编制时间：2026年1月")]),
        ("收支总表【单位：万元】", [("title", "收支总表"), ("unit", "万元")]),
        ("收支总表 数据单位：万元", [("title", "收支总表"), ("unit", "万元")]),
        ("某某表〔2026年〕", [("title", "某某表〔2026年〕")]),
        ("附表3-1 2026年收支总表", [("number", "附表3-1"), ("title", "2026年收支总表")]),
        ("表12026年收支总表", [("title", "表12026年收支总表")]),
        ("填报单位：（盖章）　单位：万元", [("open", "填报单位：（盖章）"), ("unit", "万元")]),
    ],
)
def test_a_line_that_says_several_things(line: str, expected: list[tuple[str, str]]) -> None:
    assert said(line) == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [("政协", "organisation"), ("妇联", "organisation"), ("10000元", "unit"), ("万圆", "unit")],
)
def test_a_name_of_two_characters_is_no_unit_of_money(text: str, kind: str) -> None:
    assert said(f"单位：{text}") == [(kind, text)]
