"""Several tables that a file holds as one, and one table with rows of one cell that is one."""

import pytest

from tests.made_documents import grid, shown, table
from tests.readers.made_pdf import PageOf, pdf_of
from yusuan.conversion.interpreting import interpret
from yusuan.evidence.model import Document, Furniture, Grid, Paragraph
from yusuan.evidence.places import SheetPlace
from yusuan.readers.dispatch import read
from yusuan.stitching import stitch

SUMMARY = """表一 收支总表<<<
单位：万元<<<
收入<|支出<
项目|预算数|项目|预算数
一般公共预算拨款收入|1100.00|一、一般公共服务支出|1060.00
||二、社会保障和就业支出|40.00
收入总计|1100.00|支出总计|1100.00
"""
EXPENDITURE = """表二 支出总表<<<
单位：万元<<<
科目编码|科目名称|合计|基本支出
|合计|1100.00|1100.00
2010101|行政运行|1060.00|1060.00
2080501|行政单位离退休|40.00|40.00
"""


def page(*tables: str) -> bytes:
    """One table of HTML; a cell goes on over as many columns as ``<`` follow it."""
    rows = "".join(_row(line) for text in tables for line in text.strip("\n").split("\n"))
    return f"<!DOCTYPE html><meta charset=utf-8><body><table>{rows}</table>".encode()


def _row(line: str) -> str:
    cells = ((cell.rstrip("<"), 1 + cell.count("<")) for cell in line.split("|"))
    return "<tr>" + "".join(f"<td colspan={n}>{text}</td>" for text, n in cells) + "</tr>"


def grids(content: bytes) -> tuple[Grid, ...]:
    return stitch(read("a.html", content)).grids


@pytest.mark.parametrize("between", ["", "|||\n", "公开02表<<<\n", "某某局2024年部门预算<<<\n"])
def test_a_title_over_the_whole_width_parts_two_tables(between: str) -> None:
    first, second = grids(page(SUMMARY, between + EXPENDITURE))
    assert shown(first)[6] == "收入总计|1100.00|支出总计|1100.00"
    assert shown(second)[-1] == "2080501|行政单位离退休|40.00|40.00"
    assert [row for row in shown(second) if "表二" in row]


def test_each_of_them_is_bound() -> None:
    (reading,) = interpret([read("a.html", page(SUMMARY, EXPENDITURE))]).readings
    assert [table.name for table in reading.tables] == ["budget_summary", "expenditure"]
    assert not reading.leftovers


@pytest.mark.parametrize("said", ["（2026年度）", "单位：万元"])
def test_a_form_below_its_title_on_a_sheet_is_one_though_no_cell_is_over_it(said: str) -> None:
    rows = table(
        "单位编码|<|单位名称|合计|会议费\n101|<|示例局|3.00|3.00\n||||\n表14||||\n项目绩效目标表||||\n"
        f"{said}||||\n项目名称|系统运维|||\n主管部门|示例局|||"
    )
    places = [[SheetPlace("表", r + 1, c + 1) for c in range(5)] for r in range(len(rows))]
    sheet = grid(rows, places, SheetPlace("表", 1, 1))
    first, second = stitch(Document("xlsx", "0" * 64, (sheet,))).grids
    assert (first.row_count, shown(second)[0]) == (3, "表14|")


def test_an_empty_table_is_not_filled_with_the_rows_of_the_next_one() -> None:
    empty = "表八 政府性基金预算支出表<<<\n科目编码|科目名称|合计|基本支出\n"
    first, second = grids(page(empty, EXPENDITURE))
    assert first.row_count == 2
    assert shown(second)[0].startswith("表二")


def test_prose_above_the_first_title_is_prose() -> None:
    prose = "第一部分 概况<<<\n负责民政工作。<<<\n有三个科室。<<<\n"
    document = stitch(read("a.html", page(prose, SUMMARY)))
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == [
        "第一部分 概况",
        "负责民政工作。",
        "有三个科室。",
    ]
    assert shown(document.grids[0])[0].startswith("表一")


@pytest.mark.parametrize(
    "below",
    [
        # No head below it; a row of the table; the title again; a mark that it goes on.
        "附：支出明细表<<<\n一、行政运行|1.00|二、其他支出|2.00\n",
        "其中：离退休支出<<<\n一、行政运行|1.00|二、其他支出|2.00\n",
        "表一 收支总表<<<\n收入<|支出<\n项目|预算数|项目|预算数\n三、其他|1.00||\n",
        "表一 收支总表（续）<<<\n收入<|支出<\n项目|预算数|项目|预算数\n三、其他|1.00||\n",
        # The indicators of the year within a form.
        "年度绩效目标表<<<\n目标名称|一级指标|三级指标|指标值\n年度目标|产出指标|巡检|12次\n",
    ],
)
def test_what_parts_no_table(below: str) -> None:
    assert len(grids(page(SUMMARY, below))) == 1


def test_the_number_above_a_title_is_no_row_of_the_table_before() -> None:
    first, second = grids(page(SUMMARY, "部门公开表2<<<\n" + EXPENDITURE))
    assert shown(first)[-1] == "收入总计|1100.00|支出总计|1100.00"
    assert shown(second)[0].startswith("部门公开表2")


def test_a_title_at_the_end_of_a_page_is_that_of_the_table_on_the_next() -> None:
    title, *rows = EXPENDITURE.split("\n")
    (reading,) = interpret([read("a.html", page(SUMMARY, title) + page("\n".join(rows)))]).readings
    assert [table.name for table in reading.tables] == ["budget_summary", "expenditure"]


FUND = """科目编码|科目名称|基金支出|其中：项目支出
212|城乡社区支出|60.00|60.00
21208|国有土地使用权出让收入安排的支出|60.00|60.00
"""


def test_a_head_with_labels_over_its_figures_begins_another_table() -> None:
    first, second = grids(page(EXPENDITURE, FUND))
    assert (first.row_count, shown(second)[0]) == (6, "科目编码|科目名称|基金支出|其中：项目支出")


@pytest.mark.parametrize(
    "below",
    [
        "科目编码|科目名称|合计|基本支出\n",  # the head again
        "|其中：|不涉及|不涉及\n",  # no labels of different columns
        "|二、项目支出||\n",
        "二、项目支出<<<\n",
    ],
)
def test_rows_without_figures_begin_no_other_table(below: str) -> None:
    rows = FUND.partition("\n")[2]
    assert len(grids(page(EXPENDITURE, below + rows))) == 1


def test_a_single_row_of_amounts_below_a_head_goes_on_with_its_form() -> None:
    form = "年度|资金总额|财政拨款|其他资金\n2026|80.00|60.00|20.00\n"
    assert len(grids(page(form, "构成|基本支出|项目支出|上年结转\n金额|30.00|20.00|30.00\n"))) == 1


def ruled(page: PageOf, top: int, xs: tuple[int, ...], rows: list[str]) -> int:
    """Rows in their frame below ``top``; returns where they end."""
    for row in rows:
        bottom = top + 20
        texts = row.split("|")
        edges = xs if len(texts) > 1 else (xs[0], xs[-1])
        page.line(xs[0], top, xs[-1], top).line(xs[0], bottom, xs[-1], bottom)
        for x in edges:
            page.line(x, top, x, bottom)
        for x, text in zip(edges, texts, strict=False):
            page.text(x + 4, top + 14, text, 9)
        top = bottom
    return top


def test_tables_of_one_frame_keep_boundaries_of_their_own_over_a_page_end() -> None:
    first, second = PageOf(), PageOf()
    above = ["收支总表", "单位：万元", "项目|预算数|备注", "事业收入|1.00|", "其他收入|2.00|"]
    below = ["支出总表", "单位：万元", "科目编码|科目名称|合计", "205|教育支出|1.00"]
    end = ruled(first, 60, (60, 200, 300, 420), above)
    ruled(first, end, (60, 160, 310, 420), below)
    ruled(second, 60, (60, 160, 310, 420), ["208|社会保障|2.00", "|合计|3.00"])
    _, table = stitch(read("a.pdf", pdf_of(first, second))).grids
    assert shown(table)[-3:] == ["205|教育支出|1.00", "208|社会保障|2.00", "|合计|3.00"]


@pytest.mark.parametrize(
    "form",
    [
        # Labels beside their amounts; one beside rows of the form.
        "资金总额|80.00||\n财政拨款|60.00||\n任务名称|总额|财政拨款|其他资金\n甲|9.00|8.00|1.00\n乙|7.00|6.00|1.00\n",
        "名称|总额|财政|其他\n甲|9.00|8.00|1.00\n乙|9.00|8.00|1.00\n任务^4|总金额|财政拨款|其他资金\n8.00|6.00|2.00\n7.00|6.00|1.00\n9.00|6.00|3.00\n",
        # Levels of indicators, below the money of a self-evaluation.
        "资金来源|预算数|执行数|执行率\n总额|9.00|8.00|88.89%\n其他|9.00|8.00|88.89%\n一级指标|三级指标|指标值|完成值\n产出指标|长度|5.00|4.00\n产出指标|个数|3.00|3.00\n",
    ],
)
def test_heads_within_a_form_begin_no_other_table(form: str) -> None:
    content = page(form).replace(
        b"<td colspan=1>\xe4\xbb\xbb\xe5\x8a\xa1^4", "<td rowspan=4>任务".encode()
    )
    assert len(grids(content)) == 1


def test_a_narrower_table_in_one_frame_has_no_columns_beside_it() -> None:
    page = PageOf()
    end = ruled(
        page, 60, (60, 200, 300), ["收支总表", "项目|预算数", "事业收入|1.00", "其他收入|2.00"]
    )
    ruled(
        page,
        end,
        (60, 160, 310, 420),
        ["支出总表", "编码|名称|合计", "205|教育支出|1.00", "208|社会保障|2.00"],
    )
    first, second = stitch(read("a.pdf", pdf_of(page))).grids
    assert (first.column_count, second.column_count) == (2, 3)
    assert shown(second)[-1] == "208|社会保障|2.00"


def beside(*titles: tuple[int, str]) -> list[str]:
    """What stands above each of two tables side by side, and the first row of each."""
    page = PageOf()
    for x, title in titles:
        page.text(x, 50, title)
    ruled(page, 60, (60, 160, 260), ["项目|预算数", "事业收入|1.00", "其他收入|2.00"])
    ruled(page, 60, (320, 420, 520), ["科目|合计", "教育支出|1.00", "社会保障|2.00"])
    blocks = stitch(read("a.pdf", pdf_of(page))).blocks
    return [
        shown(it)[0] if isinstance(it, Grid) else it.text
        for it in blocks
        if not isinstance(it, Furniture)
    ]


def test_tables_side_by_side_on_a_page_have_a_title_each() -> None:
    assert beside((100, "收支总表"), (380, "支出总表")) == [
        "收支总表",
        "项目|预算数",
        "支出总表",
        "科目|合计",
    ]


@pytest.mark.parametrize(
    "titles", [[(270, "收支总表")], [(100, "收支总表")], [(100, "收支总表"), (480, "单位：元")]]
)
def test_one_title_is_that_of_no_table_beside(titles: list[tuple[int, str]]) -> None:
    assert beside(*titles)[-2:] == ["项目|预算数", "科目|合计"]


def test_tables_that_go_on_beside_their_page_are_parted_when_they_are_whole() -> None:
    """No rule at the right side: what the reader saw go on there is of rows of the whole table."""
    page = PageOf()
    rows = ["收支总表", "项目|预算数|备注", "事业收入|1.00|", "其他收入|2.00|"]
    rows += ["支出总表", "编码|名称|合计", "205|教育支出|1.00", "208|社会保障|2.00"]
    for at, row in enumerate(rows):
        top, bottom = 60 + 20 * at, 80 + 20 * at
        texts = row.split("|")
        page.line(60, top, 420, top).line(60, bottom, 420, bottom).line(60, top, 60, bottom)
        for x, text in zip((60, 200, 300), texts, strict=False):
            page.text(x + 4, top + 14, text, 9)
            page.line(x, top, x, bottom)
    document = read("a.pdf", pdf_of(page))
    assert document.grids[0].open_cells
    assert [grid.row_count for grid in stitch(document).grids] == [4, 4]


INDICATORS = [
    "一级指标|二级指标|三级指标|指标值",
    "产出指标|数量指标|巡检次数|12",
    "产出指标|质量指标|合格率|95",
]


def over_page(above: list[str], below: list[str]) -> tuple[Grid, ...]:
    """Tables of two pages: of rows with few wide cells, and of rows with many."""
    first, second = PageOf(), PageOf()
    ruled(first, 60, {1: (60, 160, 420), 3: (60, 160, 250, 300, 420)}[above[0].count("|")], above)
    ruled(second, 60, (60, 160, 250, 340, 420), below)
    return stitch(read("a.pdf", pdf_of(first, second))).grids


@pytest.mark.parametrize(
    ("above", "below", "tables"),
    [
        (["项目名称|管网维护", "资金总额（万元）|3.00"], INDICATORS, 1),
        (["部门名称|某局", "职能概述|供水", "项目支出|2.00"], INDICATORS, 1),
        (["项目名称|管网维护|项目编码|110000240000000001234"], INDICATORS, 1),
        (
            ["项目名称|管网维护|主管部门|某局", *(f"{it}资金|3.00|2.00|1.00" for it in "全财其")],
            [INDICATORS[0], "产出指标|数量指标|巡检次数|12.00"],
            1,
        ),
        (["项目名称|金额", "管网维护|3.00", "水质监测|2.00"], INDICATORS, 2),
    ],
)
def test_a_form_goes_on_with_its_indicators(
    above: list[str], below: list[str], tables: int
) -> None:
    found = over_page(above, below)
    assert len(found) == tables
    assert shown(found[-1])[-1].endswith(below[-1].rpartition("|")[2])
