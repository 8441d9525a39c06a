"""The disclosure's own definitions, numbered in whatever way or not at all."""

import pytest

from tests.test_sectioning import _sections
from yusuan.prose.glossary import GLOSSARY, glossary_rows


def _terms(*paragraphs: str) -> list[tuple[str, str]]:
    rows = glossary_rows("d", _sections("第四部分 名词解释", *paragraphs))
    fields = [GLOSSARY.field_names.index(name) for name in ("term", "definition")]
    return [(str(row[fields[0]]), str(row[fields[1]])) for row in rows]


@pytest.mark.parametrize(
    "printed",
    [
        "1、基本支出：指甲。",
        "1．基本支出：指甲。",
        "（一）基本支出：指甲。",
        "一、基本支出: 指甲。",
        "- **基本支出**：指甲。",
        "基本支出：指甲。",
        "（一）基本支出 指甲。",
        "1.基本支出，指甲。",
        "一、基本支出——指甲。",
        "基本支出指甲。",
        "（一）基本支出。指甲。",
        "①基本支出：指甲。",
    ],
)
def test_a_term_is_known_however_it_is_numbered(printed: str) -> None:
    assert _terms(printed) == [("基本支出", "指甲。")]


def test_a_definition_may_begin_with_what_it_is() -> None:
    assert _terms("1、基本支出是指甲。") == [("基本支出", "是指甲。")]
    assert _terms("1、基本支出：甲。", "2、绩效指标体系由乙组成。")[1:] == []


def test_a_term_may_stand_on_a_line_of_its_own() -> None:
    printed = ("（一）基本支出", "指甲。", "（二）项目支出", "指乙。")
    assert _terms(*printed) == [("基本支出", "指甲。"), ("项目支出", "指乙。")]


@pytest.mark.parametrize(
    "title",
    [
        "四、名词解释",
        "名词解释",
        "附件：名词解释",
        "第四部分 名词解释",
        "附录2 专业性名词解释",
        "相关名词解释：",
    ],
)
def test_the_glossary_begins_behind_numbered_sections_however_its_title_is_numbered(
    title: str,
) -> None:
    sections = _sections("一、部门职责", "甲。", "二、收支情况", "乙。", "三、其他", "丙。", title,
                         "一、基本支出：指甲。")  # fmt: skip
    assert [row[3] for row in glossary_rows("d", sections)] == ["指甲。"]
    assert sections[-2].section_id == "glossary"


def test_what_defines_no_term_goes_on_with_the_one_before() -> None:
    assert _terms("（一）三公经费：指甲。", "其中：乙。", "出国费：丙。") == [
        ("三公经费", "指甲。\n其中：乙。\n出国费：丙。")
    ]


def test_an_item_of_the_classification_is_a_term_of_its_own() -> None:
    assert _terms("（一）财政事务（款）：指甲。", "行政运行（项）：指乙。") == [
        ("财政事务（款）", "指甲。"),
        ("行政运行（项）", "指乙。"),
    ]


def test_terms_in_quotation_marks_keep_them() -> None:
    assert _terms("“三公”经费：指甲。", "项目支出：指乙。") == [
        ("“三公”经费", "指甲。"),
        ("项目支出", "指乙。"),
    ]


def test_definitions_of_one_paragraph_are_apart_where_their_numbers_go_on() -> None:
    assert _terms("1、甲收入：指甲。2、乙收入：指乙。3、丙收入：指丙。") == [
        ("甲收入", "指甲。"),
        ("乙收入", "指乙。"),
        ("丙收入", "指丙。"),
    ]
    assert _terms("1、甲收入：指9.5万元。9.5倍：指乙。（2）丙：指丁。") == [
        ("甲收入", "指9.5万元。9.5倍：指乙。（2）丙：指丁。")
    ]


@pytest.mark.parametrize(
    ("paragraphs", "second"),
    [
        (("（二）项目支出：", "为完成任务发生的支出。"), ("项目支出", "为完成任务发生的支出。")),
        (("（二）项目支出", "为完成任务发生的支出。"), ("项目支出", "为完成任务发生的支出。")),
        (("（二）项目支出，为完成任务发生。",), ("项目支出", "为完成任务发生。")),
        (("（二）项目支出反映乙。",), ("项目支出", "反映乙。")),
        (("（四）项目支出反映乙。",), ("项目支出", "反映乙。")),
        (("（二）【项目支出】为完成任务发生。",), ("项目支出", "为完成任务发生。")),
    ],
)
def test_a_term_may_be_defined_without_saying_what_it_means(
    paragraphs: tuple[str, ...], second: tuple[str, str]
) -> None:
    assert _terms("（一）基本支出：指甲。", *paragraphs) == [("基本支出", "指甲。"), second]


@pytest.mark.parametrize(
    "paragraph",
    ["（二）列入本年的各项支出。", "注：本表四舍五入。", "附件1：项目表", "备注：无"],
)
def test_what_is_no_part_of_a_definition_ends_it(paragraph: str) -> None:
    assert _terms("（一）基本支出：指甲。", paragraph, "又。") == [("基本支出", "指甲。")]


def test_a_group_of_terms_is_none() -> None:
    printed = ("一、收入类", "（一）拨款收入：指甲。", "二、支出类", "按用途分。")
    assert _terms(*printed) == [("拨款收入", "指甲。")]
