"""Paragraphs into sections: printed numbers, or parts that count anew."""

import pytest

from yusuan.declared.sections import section_id
from yusuan.evidence.model import Line, Paragraph
from yusuan.evidence.places import LinePlace
from yusuan.model import SectionParagraph
from yusuan.prose.sectioning import sections


def _sections(*texts: str, contents: tuple[str, ...] = ()) -> tuple[SectionParagraph, ...]:
    """``texts`` as paragraphs, ``contents`` as the lines of a contents list before them."""
    lines = [Line(text, LinePlace(i)) for i, text in enumerate((*contents, *texts), start=1)]
    announced = lines[: len(contents)]
    return sections([*announced, *(Paragraph((line,)) for line in lines[len(contents) :])], "x")


def _told(found: tuple[SectionParagraph, ...]) -> list[tuple[int, str | None, str | None, bool]]:
    return [(part.section, part.section_id, part.subsection, part.heading) for part in found]


def test_sections_bear_their_printed_numbers_where_one_numbering_runs_through() -> None:
    found = _sections(
        "示例局2024年部门预算信息公开情况说明",
        "现公开如下：有关情况。",
        "一、部门职责及机构设置情况",
        "部门职责：",
        "1、负责供水。",
        "五、预算绩效信息",
        "第一部分 部门整体绩效目标",
        "（一）总体绩效目标",
        "保障供水。",
        "六、政府采购预算情况",
        "安排政府采购预算12万元。",
    )
    assert _told(found) == [
        (0, None, None, True),
        (0, None, None, False),
        (1, "duties_and_institutions", None, True),
        (1, "duties_and_institutions", "部门职责：", True),
        (1, "duties_and_institutions", "部门职责：", False),
        (5, "performance", None, True),
        (5, "performance", "第一部分 部门整体绩效目标", True),
        (5, "performance", "（一）总体绩效目标", True),
        (5, "performance", "（一）总体绩效目标", False),
        (6, "procurement", None, True),
        (6, "procurement", None, False),
    ]


def test_headings_as_long_as_the_departments_name_and_those_with_a_full_stop() -> None:
    long = "（二）关于示例市示例区信访局2024年一般公共预算“三公”经费预算情况说明"
    found = _sections(
        "二、示例局2024年部门预算安排情况说明",
        "（一）关于示例市示例区信访局2024年收支预算情况的总体说明",
        "收支总预算100万元。",
        long,
        "预算数为16万元。",
        "（三）其他重要事项的情况说明",
        "1.机关运行经费。",
        "预算20万元。",
        "2.保障措施。",
        "加强领导。",
    )
    told = [(part.section_id, part.subsection) for part in found if not part.heading]
    assert told == [
        ("overview", "（一）关于示例市示例区信访局2024年收支预算情况的总体说明"),
        ("three_public", long),
        ("agency_operation", "1.机关运行经费。"),
        ("agency_operation", "1.机关运行经费。"),
        ("agency_operation", "1.机关运行经费。"),
    ]


@pytest.mark.parametrize(
    ("title", "section"),
    [
        ("预算单位收入情况", "overview"),
        ("部门支出情况", "overview"),
        ("“三公”经费支出情况", "three_public"),
        ("政府采购支出情况", "procurement"),
        ("机关运行经费支出情况", "agency_operation"),
    ],
)
def test_what_a_heading_is_of(title: str, section: str) -> None:
    assert section_id(title) == section


def test_parts_count_anew_and_a_part_without_sections_is_one() -> None:
    found = _sections(
        "第一部分 示例局概况",
        "一、主要职能",
        "负责供水。",
        "第三部分：2026年部门预算情况说明",
        "一、收支预算总体情况说明",
        "八、其他重要事项的情况说明",
        "九、一项没有名目的情况，不是标题。",
        "（一）机关运行经费",
        "20万元。",
        "（二）政府采购支出。2026年支出12万元。",
        "第四部分 名词解释",
        "一、财政拨款收入：指财政部门拨付的资金。",
    )
    assert [(part.section, part.section_id) for part in found] == [
        (1, None),
        (2, "duties_and_institutions"),
        (2, "duties_and_institutions"),
        (3, "overview"),
        (4, "overview"),
        (5, "other_matters"),
        (5, "other_matters"),
        (5, "agency_operation"),
        (5, "agency_operation"),
        (5, "procurement"),
        (6, "glossary"),
        (6, "glossary"),
    ]


def test_a_title_without_a_number_is_a_part_where_the_contents_list_announces_it() -> None:
    found = _sections(
        "其他相关情况说明",
        "一、2026年“三公”经费预算情况说明",
        "与上年持平。",
        "2026年“三公”经费预算表",
        contents=("目录", "三、其他相关情况说明 ……12", "四、2026年“三公”经费预算表"),
    )
    assert _told(found) == [
        (1, "other_matters", None, True),
        (2, "three_public", None, True),
        (2, "three_public", None, False),
        (2, "three_public", None, False),
    ]


@pytest.mark.parametrize(
    ("title", "entry"),
    [
        ("2026年其他相关情况说明", "三、其他相关情况说明"),
        ("其他相关情况说明", "三、2025年度其他相关情况说明"),
    ],
)
def test_a_year_before_a_title_makes_no_other_of_it(title: str, entry: str) -> None:
    found = _sections(title, "与上年持平。", contents=("目录", f"{entry} ……12"))
    assert _told(found)[0] == (1, "other_matters", None, True)
    assert not _told(_sections(title, "与上年持平。", contents=("目录", "三、绩效目标 ……12")))[0][3]


def test_what_belongs_to_a_table_is_left_aside() -> None:
    place = LinePlace(2)
    lines = [Paragraph((Line(text, LinePlace(i)),)) for i, text in enumerate(("甲。", "表1"), 1)]
    assert [part.paragraph.text for part in sections(lines, "x", {place})] == ["甲。"]


def test_parts_below_one_heading_are_parts() -> None:
    found = _sections(
        "一、文字部分", "第一部分 部门概况", "负责供水。", "第二部分 名词解释", "基本支出：指。"
    )
    assert [part.section_id for part in found][1:] == [
        "duties_and_institutions",
        "duties_and_institutions",
        "glossary",
        "glossary",
    ]


CONTENTS = ("一、主要职能……1", "二、收支总体情况……2", "三、机关运行经费情况……3")


@pytest.mark.parametrize(
    "heading",
    [
        *(
            "三、机关运行经费情况。",
            "３、机关运行经费情况",
            "㈢机关运行经费情况",
            "③机关运行经费情况",
        ),
        *("Ⅲ、机关运行经费情况", "叁、机关运行经费情况", "第三、机关运行经费情况"),
        *("三丶机关运行经费情况", "三\u200b、机关运行经费情况", "『三、机关运行经费情况』"),
        "三、机关运行经费情况。安排5万元。",
    ],
)
def test_an_announced_section_opens_however_its_number_is_printed(heading: str) -> None:
    texts = ("一、主要职能", "负责供水。", "二、收支总体情况", "收入5万元。", heading, "共5万元。")
    found = _sections(*texts, contents=CONTENTS)
    assert [part.section for part in found] == [1, 1, 2, 2, 3, 3]


def test_a_first_heading_without_its_number_is_no_part() -> None:
    texts = (
        "主要职能",
        "负责供水。",
        "二、收支总体情况",
        "收入5万元。",
        "三、机关运行经费情况",
        "共5万元。",
    )
    found = _sections(*texts, contents=CONTENTS)
    assert [part.section for part in found] == [1, 1, 2, 2, 3, 3]
