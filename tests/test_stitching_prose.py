"""Lines into paragraphs, contents lists left as they are, page furniture set apart."""

from dataclasses import replace

import pytest

from tests.made_documents import HEIGHT, LETTER, line, on_page, paged, table, text_document
from yusuan.evidence.model import Block, Document, Furniture, Line, Paragraph
from yusuan.evidence.places import BlockPlace
from yusuan.stitching import stitch

FULL = "字" * 40  # a line as wide as the column of text
INDENT = 60 + 2 * LETTER


def paragraphs(document: Document) -> list[str]:
    return [b.text for b in stitch(document).blocks if isinstance(b, Paragraph)]


def furniture(document: Document) -> list[tuple[str, str]]:
    return [(b.kind, b.lines[0].text) for b in stitch(document).blocks if isinstance(b, Furniture)]


def test_a_tab_in_the_middle_of_a_sentence_makes_no_table_of_it() -> None:
    said = f"{FULL}预算收入1336.23\t万元，其中：其他收入0万元。"
    assert paragraphs(text_document(said)) == [said]
    assert paragraphs(text_document(f"绩效目标\t{FULL}。")) == []


@pytest.mark.parametrize(
    ("first", "second", "one"),
    [
        ("2024年预算收入", "385.50万元，其中：其他收入0万元。", True),
        ("2024年预算收入385.50", "万元，其中：其他收入0万元。", True),
        ("二、支出预算", "2024年支出385.50万元。", False),
        ("2024年预算情况", "385.50万元，其中：其他收入0万元。", False),
    ],
)
def test_an_amount_alone_at_the_start_of_a_line_is_of_what_the_line_above_names(
    first: str, second: str, one: bool
) -> None:
    found = paragraphs(text_document(f"{first}\n{second}"))
    assert found == ([first + second] if one else [first, second])


def body(page: int, top: float, *texts: str) -> list[Line]:
    """Lines 20 points apart; one that begins with two spaces is indented by two letters."""
    return [
        line(text.strip(), page, top + 20 * i, INDENT if text.startswith("  ") else 60)
        for i, text in enumerate(texts)
    ]


def test_lines_of_a_page_are_paragraphs_by_indent_and_length() -> None:
    document = paged(
        line("第一部分 概况", 1, 60, 240, size=18),
        *body(1, 100, "  " + FULL[:38], FULL, "本段完。", "  " + FULL[:38], FULL, "又完。"),
    )
    assert paragraphs(document) == [
        "第一部分 概况",
        FULL[:38] + FULL + "本段完。",
        FULL[:38] + FULL + "又完。",
    ]


def test_a_long_heading_ends_where_the_next_line_is_indented_like_it() -> None:
    heading = "十二、" + FULL[:33]
    document = paged(
        *body(1, 100, FULL, FULL, "  " + heading, "  2026年" + FULL[:30], FULL, "完。")
    )
    assert heading in paragraphs(document)


def test_a_paragraph_and_an_amount_cut_by_the_page_are_one() -> None:
    document = paged(
        *body(1, 100, "  " + FULL[:38], FULL, FULL, FULL[:35] + "1336."),
        line("- 18 -", 1, 770, 280),
        *body(2, 60, "23万元，" + FULL[:36], FULL, FULL, "完。"),
    )
    (whole,) = paragraphs(document)
    assert "1336.23万元" in whole
    assert furniture(document) == [("page_number", "- 18 -")]


@pytest.mark.parametrize(
    ("above", "below", "joined"),
    [
        ("财政拨款收入1336.", "23万元，增加5万元。", True),
        ("财政拨款收入1336", "万元，增加5万元。", True),
        ("财政拨款收入12亿", "元。", True),
        ("财政拨款收入", "23万元。", False),
        ("1.", "23万元用于培训。", False),
        ("共3个项目1", "23万元。", False),
    ],
)
def test_paragraphs_of_word_are_one_where_an_amount_was_cut(
    above: str, below: str, joined: bool
) -> None:
    lines = [replace(line(text, 1, top), ended=True) for text, top in ((above, 60), (below, 80))]
    assert (paragraphs(paged(*lines)) == [above + below]) is joined


def test_a_line_is_full_if_the_next_word_did_not_fit() -> None:
    early = FULL[:33]
    document = paged(
        *body(1, 100, "  " + FULL[:38], FULL, early, "2776.85万元，" + FULL[:20], "完。")
    )
    assert paragraphs(document)[0].startswith(FULL[:38] + FULL + early + "2776.85万元")


def test_lines_of_a_block_without_first_indent_are_one() -> None:
    body_lines = body(1, 100, *["  " + FULL[:37]] * 2, "  " + FULL[:20] + "。", "  另一段话。")
    document = paged(*body_lines, *body(1, 300, *[FULL] * 4))
    assert paragraphs(document)[:2] == [FULL[:37] * 2 + FULL[:20] + "。", "另一段话。"]


def test_one_line_of_another_size_does_not_part_a_paragraph() -> None:
    document = paged(
        *body(1, 100, "  " + FULL[:38], FULL),
        line("费以及其他费用。", 1, 140, 60, size=15),
        *body(1, 300, FULL, FULL),
    )
    assert paragraphs(document)[0] == FULL[:38] + FULL + "费以及其他费用。"


def test_a_text_rejoins_an_amount_that_a_page_number_interrupts() -> None:
    text = "预算收入1336.\n\n- 18 -\n\n23万元，其中：基金0万元。"
    assert paragraphs(text_document(text)) == ["预算收入1336.23万元，其中：基金0万元。"]


@pytest.mark.parametrize(
    "text",
    [
        "一段话到此结束。\n\n另一段话开始。",
        "1、加强组织领导，做好绩效运行监控\n\n建立统筹协调的工作机制。",
        "部门职责\n\n我部门负责工业。",
        "示例局2024年部门预算信息公开情况说明\n\n按照有关规定，现公开如下：",
        "我部门负责全市工业和信息化工作的统筹协调和监督管理\n\n2、拟订规划。",
    ],
)
def test_paragraphs_of_a_text_that_are_two_stay_two(text: str) -> None:
    assert len(paragraphs(text_document(text))) == 2


@pytest.mark.parametrize(
    ("text", "leader"),
    [
        ("- 12 -", True),
        ("—12—", True),
        ("第 3 页 共 52 页", True),
        ("共 52 页 第 26 页", True),
        ("12/52", True),
        ("52/12", False),
        ("2.12", False),
        ("第三部分", False),
    ],
)
def test_page_numbers(text: str, leader: bool) -> None:
    document = text_document(f"一段话到此结束。\n\n{text}\n\n另一段话开始。")
    assert (furniture(document) == [("page_number", text)]) is leader


def test_a_bare_number_is_a_page_number_only_at_the_edge() -> None:
    document = paged(
        line("一段话。", 1, 100), line("12", 1, 300, 290), line("12", 1, HEIGHT - 40, 290)
    )
    assert furniture(document) == [("page_number", "12")]
    assert paragraphs(document) == ["一段话。", "12"]


def test_a_running_head_stands_above_ever_other_text() -> None:
    blocks: list[Block] = []
    for page in range(1, 6):
        blocks.append(line("示例局2024年部门预算", page, 20, 200))
        blocks += body(page, 100, f"第{page}段话到此结束。")
    assert furniture(paged(*blocks)) == [("running_head", "示例局2024年部门预算")] * 5


def test_the_title_of_a_table_on_each_of_its_pages_is_no_running_head() -> None:
    blocks: list[Block] = []
    for page in range(1, 6):
        blocks.append(line("收支总表", page, 40, 240))
        blocks.append(line("单位：万元", page, 60, 400))
        blocks.append(on_page(table(f"项目|预算数\n第{page}项|5.00"), page, 100))
    document = paged(*blocks)
    assert paragraphs(document) == ["收支总表", "单位：万元"]
    assert {kind for kind, _ in furniture(document)} == {"repeated"}


def test_a_running_head_between_paragraphs_of_a_text() -> None:
    text = (
        "示例局2024年部门预算信息公开情况说明\n\n一段话到此结束。\n\n"
        "示例局2024年部门预算\n\n另一段话到此结束。"
    )
    assert furniture(text_document(text)) == [("running_head", "示例局2024年部门预算")]


def test_a_running_head_on_every_page_of_a_text() -> None:
    head = "示例局2024年部门预算"
    pages = "\n\n".join(
        f"{head}\n\n{title}\n\n单位：万元\n\n项目\t预算数\n{title}项\t5.00"
        for title in ("收支总表", "收入总表", "支出总表", "三公表")
    )
    document = text_document(
        f"{head}\n\n目录\n\n收支总表……2\n\n收入总表……3\n\n一段话到此结束。\n\n{pages}"
    )
    assert furniture(document) == [("running_head", head)] * 4
    assert paragraphs(document)[0] == head


def test_a_contents_list_stays_lines_and_ends_where_the_text_begins() -> None:
    document = text_document(
        "目 录\n\n一、部门概况\n\n收支总表……3\n\n二、情况说明\n\n一、部门概况\n\n我局负责工业。"
    )
    kinds = [
        (type(b).__name__, b.text)
        for b in stitch(document).blocks
        if not isinstance(b, Furniture) and hasattr(b, "text")
    ]
    assert kinds == [
        ("Line", "目 录"),
        ("Line", "一、部门概况"),
        ("Line", "收支总表……3"),
        ("Paragraph", "二、情况说明"),
        ("Paragraph", "一、部门概况"),
        ("Paragraph", "我局负责工业。"),
    ]


TABLE = "项目\t预算数\n一、办公费\t12.00\n二、水费\t3.00"


def _listed(entries: list[str], title: str = "目录") -> list[str]:
    """What is a line of the list where ``entries`` stand above the parts and tables they name."""
    text = (
        f"{title}\n\n{chr(10).join(f'{it}{chr(10)}' for it in entries)}\n第一部分 部门概况\n\n一、主要职责\n\n"
        f"我局负责工业。\n\n第二部分 预算表\n\n收支总表\n\n{TABLE}\n\n收入总表\n\n{TABLE}\n\n"
        "第三部分 名词解释\n\n基本支出是日常支出。"
    )
    return [it.text for it in stitch(text_document(text)).blocks if isinstance(it, Line)]


@pytest.mark.parametrize(
    "entries",
    [
        ["{}1", "{}2", "{}3", "{}4", "{}5", "{}6"],
        ["{}", "{}", "{}", "{}（见附表1）", "{}（公开表2）", "{}"],
        ["{}", "{}", "{}", "附件1.{}", "附件2.{}", "{}"],
        ["{}", "{}", "{}", "公开01表 {}", "公开02表 {}", "{}"],
        ["{}", "{}", "{}", "表一：{}", "表二：{}", "{}"],
        ["{}", "{}", "{}", "1、{}；", "2、{}。", "{}"],
        ["{}", "{}", "{}", "一、《{}》", "二、《{}》", "{}"],
        ["{}", "{}", "{}", "一、2025年{}", "二、2025年{}", "{}"],
        ["{}", "{}", "{}", "一、{}/3", "二、{} 第4页", "{}"],
    ],
)
@pytest.mark.parametrize("title", ["目录", "示例县工业局2025年部门预算"])
def test_entries_of_a_list_may_say_more_than_what_they_name(entries: list[str], title: str) -> None:
    names = [
        "第一部分 部门概况",
        "一、主要职责",
        "第二部分 预算表",
        "收支总表",
        "收入总表",
        "第三部分 名词解释",
    ]
    listed = [form.format(name) for form, name in zip(entries, names, strict=True)]
    above = [title] if title == "目录" else []
    assert _listed(listed, title) == [*above, *listed]


def test_numbers_below_a_part_go_on_in_the_list_alone() -> None:
    listed = ["第一部分 部门概况", "第二部分 预算表", "一、收支情况", "二、收入情况"]
    assert _listed(listed) == ["目录", *listed]
    text = "目录\n\n第二部分 预算表\n\n一、收支情况\n\n收入增加。\n\n二、收入情况\n\n第二部分 预算表\n\n无。"
    lines = [it.text for it in stitch(text_document(text)).blocks if isinstance(it, Line)]
    assert lines == ["目录", "第二部分 预算表"]


def test_the_number_above_the_first_table_is_no_entry_of_the_list() -> None:
    listed = ["目录", "第一部分 预算表", "一、收支总表", "二、收入总表"]
    tables = [
        f"部门公开表{n}\n\n{title}\n\n{TABLE}" for n, title in ((1, "收支总表"), (2, "收入总表"))
    ]
    blocks = stitch(text_document("\n\n".join([*listed, *tables]))).blocks
    assert [block.text for block in blocks if isinstance(block, Line)] == listed


def test_the_parts_of_a_text_are_no_list_where_they_say_something() -> None:
    text = "第一部分 部门概况\n\n一、主要职责\n\n我局负责工业。\n\n第二部分 预算表\n\n一、主要职责\n\n无。"
    assert not [it for it in stitch(text_document(text)).blocks if isinstance(it, Line)]


@pytest.mark.parametrize("page", [1, 2], ids=["same page", "next page"])
@pytest.mark.parametrize("unit", [1, 2], ids=["unit with title", "unit with table"])
def test_the_title_of_a_table_below_the_contents_list_is_none_of_its_entries(
    page: int, unit: int
) -> None:
    document = paged(
        line("目录", 1, 60, 280),
        line("一、收支总表......2", 1, 80),
        line("二、收入总表......3", 1, 100),
        line("收支总表", 1, 140, 260),
        line("单位：万元", min(unit, page), 160, 400),
        on_page(table("项目|预算数\n合计|12.00"), page, 180),
        line("收入总表", page, 260, 260),
    )
    blocks = stitch(document).blocks
    assert [block.text for block in blocks if isinstance(block, Line)] == [
        "目录",
        "一、收支总表......2",
        "二、收入总表......3",
    ]
    assert [block.text for block in blocks if isinstance(block, Paragraph)] == [
        "收支总表",
        "单位：万元",
        "收入总表",
    ]


@pytest.mark.parametrize("leader", ["", ".........1"])
@pytest.mark.parametrize(
    "heading",
    [
        pytest.param([line("第一部分", 1, 140), line("部门概况", 1, 160)], id="two lines"),
        pytest.param([line("示例县林业局主要职责", 1, 160)], id="name for 部门"),
        pytest.param([line("示例县林业局（部门）主要职责", 1, 160)], id="name beside 部门"),
    ],
)
def test_a_list_ends_where_its_first_part_is_headed_on_its_page(
    heading: list[Line], leader: str
) -> None:
    entries = ["第一部分 部门概况", "一、部门主要职责", "第二部分 预算说明"]
    document = paged(
        line("目录", 1, 60, 280),
        *(line(f"{entry}{leader}", 1, y) for entry, y in zip(entries, (80, 100, 120), strict=True)),
        *heading,
        line("一、部门主要职责", 1, 180),
        line("负责林业工作。", 1, 200),
        line("第二部分", 1, 220),
        line("预算说明", 1, 240),
        line("收入增加。", 1, 260),
    )
    blocks = stitch(document).blocks
    listed = [block.text for block in blocks if isinstance(block, Line)]
    assert listed == ["目录", *(f"{entry}{leader}" for entry in entries)]


def test_a_contents_list_goes_on_at_the_top_of_a_page_that_holds_a_table() -> None:
    document = paged(
        line("目录", 1, 60, 280),
        *(
            line(f"{number}、收支情况......{page}", 1, 60 + 20 * page)
            for page, number in enumerate("一二三", 1)
        ),
        line("四、其他说明......4", 2, 60),
        line("单位情况如下：", 2, 80),
        on_page(table("项目|预算数\n合计|12.00"), 2, 180),
    )
    listed = [block.text for block in stitch(document).blocks if isinstance(block, Line)]
    assert listed[0] == "目录"
    assert listed[-1] == "四、其他说明......4"
    assert len(listed) == 5


@pytest.mark.parametrize("with_table", [False, True])
def test_a_contents_list_goes_on_over_the_page_by_its_numbers(with_table: bool) -> None:
    document = paged(
        line("目录", 1, 60, 280),
        line("一、收入情况", 1, 80),
        line("二、支出情况", 1, 100),
        line("三、没有印出的一节", 2, 60),
        line("四、其他说明", 2, 80),
        line("一、收入情况", 2, 120),
        line("收入增加。", 2, 140),
        *body(2, 200, *[FULL] * 6),
        line("二、支出情况", 3, 60),
        line("四、其他说明", 3, 80),
        *([on_page(table("项目|预算数\n合计|12.00"), 2, 400)] if with_table else []),
    )
    listed = [block.text for block in stitch(document).blocks if isinstance(block, Line)]
    assert listed == ["目录", "一、收入情况", "二、支出情况", "三、没有印出的一节", "四、其他说明"]


# A page made out of a PDF, each printed line a paragraph to it; figures and lengths are made up.
PRINTED = (
    "五、支出预算情况说明",
    "本单位本年支出预算 88,000.00 元，其中：工资福利支出预",
    "算 70,000.00 元，占本年支出预算的 79.55%，比上年度预算",
    "减少 1,000.00 元；商品和服务支出预算 18,000.00 元，占本",
    "年支出预算的 20.45%，比上年度预算增加 500.00 元。",
    "按照支出的性质分，基本支出预算为 60,000.00 元，主要用",
    "于人员的工资和日常的办公；项目支出预算为 28,000.00 元，",
    "主要用于房屋的维修和设备的购置，以及其他按照规定应当由",
    "本单位承担的支出，与上年度相比没有变化，具体的情况见后",
    "面所附的各张表格。",
    "六、其他",
)


def html_paragraphs(*texts: str) -> Document:
    lines = (Line(text, BlockPlace(i), ended=True) for i, text in enumerate(texts, start=1))
    return Document("html", "0" * 64, tuple(lines))


def test_printed_lines_that_a_file_calls_paragraphs_are_joined() -> None:
    joined = paragraphs(html_paragraphs(*PRINTED))
    assert joined == [
        PRINTED[0],
        "".join(PRINTED[1:5]),
        "".join(PRINTED[5:10]),
        PRINTED[10],
    ]


def test_paragraphs_of_all_lengths_stay_apart() -> None:
    whole = ("".join(PRINTED[1:5]), *(f"{text}与上年" for text in PRINTED[1:10]))
    assert paragraphs(html_paragraphs(*whole)) == [*whole]
