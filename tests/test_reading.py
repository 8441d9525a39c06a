"""From lines to blocks: furniture, headings, and prose that a page break cut."""

import pytest

from tests.paths import REAL, SMALL, read_text_document, text_of
from yusuan.evidence.places import LinePlace, Place, order
from yusuan.model import Furniture, Heading, Paragraph, Table
from yusuan.readers import read_document


def furniture(text: str) -> list[tuple[str, str, str]]:
    blocks = read_text_document(text).blocks
    return [(b.kind, b.value, b.detail) for b in blocks if isinstance(b, Furniture)]


def paragraphs(text: str) -> list[str]:
    return [b.text for b in read_text_document(text).blocks if isinstance(b, Paragraph)]


def headings(text: str) -> list[tuple[str, str]]:
    blocks = read_text_document(text).blocks
    return [(b.kind, b.text) for b in blocks if isinstance(b, Heading)]


ABOVE = "501 某某局\n预算年度：2023\n"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("单位：万元", ("unit", "万元", "")),
        ("单 位 : 万 元", ("unit", "万元", "")),
        ("金额单位：人民币元", ("unit", "元", "")),
        ("预算年度：２０２４", ("fiscal_year", "2024", "")),
        ("预算年度：\n2024", ("fiscal_year", "2024", "")),
        ("截止时间：2022-12-31", ("as_of_date", "2022-12-31", "")),
        ("- 12 -", ("page_number", "-12-", "")),
        ("第 3 页 共 9 页", ("page_number", "第3页共9页", "")),
    ],
)
def test_page_furniture_is_recognised_whatever_its_spelling(
    line: str, expected: tuple[str, str, str]
) -> None:
    assert furniture(ABOVE + line)[-1] == expected


def test_furniture_side_by_side_on_one_line_is_taken_apart() -> None:
    assert furniture("501 某某局\t预算年度：2023\t单位：万元") == [
        ("department", "501", "某某局"),
        ("fiscal_year", "2023", ""),
        ("unit", "万元", ""),
    ]


def test_a_line_of_prose_that_begins_with_a_number_is_no_department() -> None:
    assert paragraphs("500 家企业参加培训") == ["500 家企业参加培训"]


def test_contents_entries_keep_title_and_page() -> None:
    text = "2023年部门预算信息公开目录\n部门预算收支总表.....\t3\n一、部门职责……16\n\n正文。"
    assert [(value, page) for _, value, page in furniture(text)[1:]] == [
        ("部门预算收支总表", "3"),
        ("一、部门职责", "16"),
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("狠抓县域特色产业，做大做强县域经济，加快转型升级步伐", "集群，壮大县域工业经济规模。"),
        ("主要用于日常维修、", "办公用房取暖费。"),
        ("因公出国（", "境）费。"),
        ("安排政府采购预算", "，具体见下表。"),
    ],
)
@pytest.mark.parametrize("between", ["\n", "\n\n", "\n\n- 12 -\n\n"])
def test_a_paragraph_cut_by_a_page_break_is_rejoined(before: str, after: str, between: str) -> None:
    assert paragraphs(before + between + after) == [before + after]


@pytest.mark.parametrize(
    "text",
    [
        "一段话到此结束。\n\n另一段话开始。",
        "1、加强组织领导，做好绩效运行监控\n\n建立统筹协调的工作机制。",
        "部门职责\n\n我部门负责工业。",
        "我部门负责全市工业和信息化工作的统筹协调和监督管理\n\n2、拟订规划。",
    ],
)
def test_paragraphs_that_are_two_stay_two(text: str) -> None:
    blocks = read_text_document(text).blocks
    assert len(blocks) == 2


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("部门预算收支总表", "table"),
        ("部门预算 收支 总表", "table"),
        ("部门预算财政拨款＂三公＂经费支出表", "table"),
        ("附表2 部门预算收入总表", "table"),
        ("某某局2023年部门预算支出总表", "table"),
        ("六、政府采购预算情况", "section"),
        ("某某局 2023 年部门预算信息公开情况说明", "explanation"),
        ("3、技改项目绩效目标表", "project_table"),
        ("（二）分项绩效目标", "subsection"),
    ],
)
def test_headings_are_known_after_nfkc_and_without_white_space(title: str, kind: str) -> None:
    assert headings(title) == [(kind, title)]


def test_table_lines_that_stand_together_are_one_table() -> None:
    tables = [b for b in read_text_document("a\tb\nc\td\n\ne\tf").blocks if isinstance(b, Table)]
    assert [len(table.lines) for table in tables] == [2, 1]


def test_markup_like_text_is_kept_as_printed() -> None:
    assert paragraphs("依据<禁止化学武器公约>和[2022]63 号文，*100%。") == [
        "依据<禁止化学武器公约>和[2022]63 号文，*100%。"
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_encodings_and_line_ends_give_the_same_blocks(encoding: str, newline: str) -> None:
    text = text_of(SMALL)
    content = text.replace("\n", newline).encode(encoding)
    assert read_document("source.txt", content).blocks == read_text_document(text).blocks


def test_every_line_of_the_real_document_is_in_exactly_one_block() -> None:
    document = read_document("source.txt", (REAL / "source.txt").read_bytes())
    found: list[Place] = []
    for block in document.blocks:
        match block:
            case Heading():
                found.append(block.place)
            case Paragraph():
                found.extend(part.place for part in block.parts)
            case Table() | Furniture():
                found.extend(line.place for line in block.lines)
    printed = [LinePlace(n) for n, line in enumerate(document.lines, start=1) if line.strip()]
    assert sorted(found, key=order) == printed


def test_a_numbered_definition_cut_after_one_line_is_rejoined() -> None:
    before, after = "- 1、**基本支出**：指为保障机构正常运转，完成日常工", "作任务而发生的支出。"
    assert paragraphs(f"{before}\n\n- 20 -\n\n{after}") == [before + after]


def test_a_department_code_in_full_width_digits_is_the_same_code() -> None:
    assert furniture("５０１ 某某局\n预算年度：2023")[0] == ("department", "501", "某某局")
