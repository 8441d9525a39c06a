"""Tables over pages: what continues a table and what does not, heads, cut rows, merged cells."""

import pytest

from tests.made_documents import grid, line, on_page, paged, shown, table, text_document
from yusuan.evidence.model import Document, Furniture, Grid, Paragraph
from yusuan.evidence.places import SheetPlace
from yusuan.stitching import stitch
from yusuan.stitching.wording import is_note

HEAD = "序号|项目|预算数"
FIRST = f"""{HEAD}
1|一、办公费|12.00
2|二、水费|3.00
3|三、电费|4.00"""


def tables(document: Document) -> list[Grid]:
    return list(stitch(document).grids)


def furniture(document: Document) -> list[tuple[str, list[str]]]:
    return [
        (block.kind, [it.text for it in block.lines])
        for block in stitch(document).blocks
        if isinstance(block, Furniture)
    ]


def test_a_repeated_head_is_folded_and_becomes_furniture() -> None:
    document = paged(
        line("收支总表", 1, 100, 240),
        on_page(table(FIRST), 1, 140),
        line("- 1 -", 1, 770, 280),
        on_page(table(f"{HEAD}\n4|四、差旅费|5.00"), 2, 60),
    )
    (whole,) = tables(document)
    assert shown(whole) == [*FIRST.split("\n"), "4|四、差旅费|5.00"]
    assert whole.head_rows == 1
    assert [str(place).split("@")[0] for place in whole.places] == ["p1", "p2"]
    assert furniture(document) == [
        ("page_number", ["- 1 -"]),
        ("repeated", ["序号", "项目", "预算数"]),
    ]


def test_the_first_row_of_a_head_again_where_the_page_rules_no_levels_of_codes() -> None:
    head = "项目|<|<|合计|基本支出\n类|款|科目名称|^|^"
    above = on_page(
        table(f"{head}\n201|01|行政运行|9.00|9.00"), 1, 700, 60, 100, 140, 300, 400, 500
    )
    below = on_page(table("项目|合计|基本支出\n合计|9.00|9.00"), 2, 60, 60, 300, 400, 500)
    (whole,) = tables(paged(above, below))
    assert shown(whole)[-1] == "合计|^|^|9.00|9.00"
    wider = on_page(table("项目|合计|基本支出\n合计|9.00|9.00"), 2, 60, 60, 320, 410, 500)
    assert len(tables(paged(above, wider))) == 2


def test_the_first_row_of_a_head_again_above_a_name_that_goes_on_beside_many_rows() -> None:
    head = "项目名称|项目总额|其中|<|绩效目标|三级指标|指标值\n^|^|财政资金|其他资金|^|^|^"
    first = "综合业务信息系统|689.15|689.15||完成系统性能优化，保障设备、|故障响应时间|优"
    again = "项目名称|项目总额|其中|<|绩效目标|三级指标|指标值"
    targets = [f"^|^|^|^|^|指标{number}|≥{number}次" for number in range(1, 9)]
    rest = ["运维类项目|||<|网络安全运行。|巡检频率|≥22次", *targets]
    below = "\n".join([again, *rest])
    document = paged(on_page(table(f"{head}\n{first}"), 1, 700), on_page(table(below), 2, 60))
    (whole,) = tables(document)
    name = whole.cell(2, 0)
    assert (name.text, name.row_span) == ("综合业务信息系统运维类项目", 10)
    unnamed = "\n".join([again, "|||<|网络安全运行。|巡检频率|≥22次", targets[0]])
    both = paged(on_page(table(f"{head}\n{first}"), 1, 700), on_page(table(unnamed), 2, 60))
    assert tables(both)[0].cell(2, 0).row_span == 3
    few = "\n".join([again, "甲|乙|丙|丁|戊|己|庚", *targets[:2]])
    other = paged(on_page(table(f"{head}\n{first}"), 1, 700), on_page(table(few), 2, 60))
    assert len(tables(other)) == 2


def test_labels_that_come_again_in_the_same_rows_by_chance_begin_no_table_where_numbers_count_on() -> (
    None
):
    """The sources of 上年结转 have the names of those of the year, here in the same rows."""
    head, sources = "收入|<|支出|<", ["（一）预算拨款", "（二）基金拨款", "（三）资本拨款"]
    sides = [*sources[:2], "二、上年结转", *sources]
    first = [head, "项目|预算数|项目|预算数", "一、本年收入|3.00|一、本年支出|3.00"]
    first += [f"{label}|1.50|{label[:3]}支出|1.50" for label in sources[:2]]
    labels = [sources[2], "二、上年结转", *sources[:2]]
    rest = [
        head,
        *(f"{label}||（{mark}）支出|" for label, mark in zip(labels, "三四五六", strict=True)),
    ]
    document = paged(
        on_page(table("\n".join(first)), 1, 700), on_page(table("\n".join(rest)), 2, 60)
    )
    (whole,) = tables(document)
    assert [whole.cell(row, 0).text for row in range(3, 9)] == [*sides[:2], *labels]
    anew = [
        head,
        *(f"{label}||（{mark}）支出|" for label, mark in zip(sides, "一二三四五六", strict=True)),
    ]
    again = paged(
        on_page(table("\n".join([head, *first[3:]])), 1, 700),
        on_page(table("\n".join(anew)), 2, 60),
    )
    assert len(tables(again)) == 2


def test_the_first_row_of_a_head_again_without_the_rows_below_it() -> None:
    head = "科目编码|科目名称|小计|其中|<\n^|^|^|基本支出|项目支出"
    first = "201|一般公共服务支出|12.00|5.00|7.00"
    again = "科目编码|科目名称|小计|其中|<"
    for above in (f"{head}\n{first}", head):
        document = paged(
            line("支出总表", 1, 100, 240),
            on_page(table(above), 1, 140),
            on_page(table(f"{again}\n204|公共安全支出|3.00|1.00|2.00"), 2, 60),
        )
        (whole,) = tables(document)
        assert shown(whole)[-1] == "204|公共安全支出|3.00|1.00|2.00"
        assert whole.row_count == above.count("\n") + 2
        rest = on_page(table(f"{again}\n|||<|8"), 2, 60)
        whole_row = table(f"{above}\n204|公共安全支出|3.00|1.0|2.0")
        assert len(tables(paged(on_page(whole_row, 1, 140), rest))) == 1
        other = table(f"{again}\n单位一|单位二|单位三|单位四|单位五")
        assert len(tables(paged(on_page(table(above), 1, 140), on_page(other, 2, 60)))) == 2


@pytest.mark.parametrize(
    "mark",
    [
        *("续表", "（续）", "续上表", "（接上页）", "接下页", "续表1", "收支总表（续表一）"),
        *("收支总表", "续表（二）", "续表2/3", "（续完）", "接上表", "转下页", "下页续"),
    ],
)
def test_marks_and_the_repeated_title_between_two_pages(mark: str) -> None:
    text = f"收支总表\n\n单位：万元\n\n{FIRST}\n\n{mark}\n\n单位：万元\n\n4|四、差旅费|5.00"
    document = text_document(text.replace("|", "\t"))
    (whole,) = tables(document)
    assert shown(whole)[-1] == "4|四、差旅费|5.00"
    assert [texts for _, texts in furniture(document)] == [[mark], ["单位：万元"]]


def test_notes_below_each_page_of_a_table_stay_one_note() -> None:
    note = "注：本表金额单位转换时存在尾数误差"
    document = paged(
        line("收支总表", 1, 100, 240),
        on_page(table(FIRST), 1, 140),
        line(note, 1, 230),
        line("收支总表", 2, 100, 240),
        on_page(table(f"{HEAD}\n4|四、差旅费|5.00"), 2, 140),
        line(note, 2, 230),
        line("收支总表", 3, 100, 240),
        on_page(table(f"{HEAD}\n5|五、会议费|6.00"), 3, 140),
    )
    (whole,) = tables(document)
    assert whole.row_count == 6
    left = [b.text for b in stitch(document).blocks if isinstance(b, Paragraph)]
    assert left == ["收支总表", note]
    assert ("repeated", [note]) in furniture(document)


def test_the_title_of_the_next_table_at_the_foot_of_a_page_parts_two_tables() -> None:
    document = paged(
        line("收支总表", 1, 60, 240),
        line("部门：甲局||单位：万元", 1, 80),
        on_page(table(FIRST), 1, 100),
        line("支出总表", 1, 740, 240),
        line("部门：甲局||单位：万元", 1, 760),
        on_page(table(FIRST), 2, 60),
    )
    assert len(tables(document)) == 2


def test_another_title_or_unit_above_the_same_head_is_another_table() -> None:
    for other in ("支出总表", "部门：乙局"):
        document = paged(
            line("收支总表", 1, 80, 240),
            line("部门：甲局", 1, 110),
            on_page(table(FIRST), 1, 140),
            line(other, 2, 80, 240),
            on_page(table(FIRST), 2, 140),
        )
        assert len(tables(document)) == 2


def test_a_form_filled_in_twice_is_two_tables_though_its_title_is_the_same() -> None:
    form = "项目名称|{}|<\n主管部门|甲局|<\n绩效指标|数量|{}"
    document = paged(
        line("绩效目标表", 1, 80, 240),
        on_page(table(form.format("培训", "≥3次")), 1, 140),
        line("绩效目标表", 2, 80, 240),
        on_page(table(form.format("宣传", "≥5次")), 2, 140),
    )
    assert len(tables(document)) == 2


def test_rows_that_a_list_has_again_and_again_begin_no_other_table() -> None:
    head = "科目编码|科目名称|项目支出"
    row = "2200509|气象服务|{}.00"
    rows = [row.format(amount) for amount in range(11, 15)]
    first, second = "\n".join([head, *rows[:2]]), "\n".join([head, *rows[2:]])
    (whole,) = tables(paged(on_page(table(first), 1, 140), on_page(table(second), 2, 60)))
    assert shown(whole) == [head, *rows]
    once = f"{head}\n{rows[0]}\n2200504|气象事业机构|1.00"
    assert len(tables(paged(on_page(table(once), 1, 140), on_page(table(second), 2, 60)))) == 2


def test_labels_that_come_again_beside_none_of_the_other_half_begin_no_other_table() -> None:
    head = "收入|||支出||\n项目|行次|决算数|项目|行次|决算数"
    first = f"""{head}
一、一般公共预算财政拨款|1|9.00|一、一般公共服务支出|30|
二、政府性基金预算财政拨款|2||二、外交支出|31|
年初财政拨款结转和结余|3|2.00|年末财政拨款结转和结余|32|11.00"""
    second = """一、一般公共预算财政拨款|4|2.00|||
二、政府性基金预算财政拨款|5||||
总计|6|11.00|总计|33|11.00"""
    below = on_page(table(f"{head}\n{second}"), 2, 60)
    (whole,) = tables(paged(on_page(table(first), 1, 140), below))
    assert shown(whole) == [*first.split("\n"), *second.split("\n")]
    again = on_page(table(first), 2, 60)
    assert len(tables(paged(on_page(table(first), 1, 140), again))) == 2


def test_a_title_inside_the_frame_begins_another_table() -> None:
    form = "{}项目绩效目标表|<\n项目名称|{}\n金额|3.00"
    document = paged(
        on_page(table(form.format("培训", "培训")), 1, 140),
        on_page(table(form.format("宣传", "宣传")), 2, 60),
    )
    assert len(tables(document)) == 2


def test_a_table_that_counts_from_one_again_is_another_table() -> None:
    document = paged(on_page(table(FIRST), 1, 140), on_page(table(FIRST), 2, 60))
    assert len(tables(document)) == 2


def test_without_head_the_same_columns_go_on() -> None:
    document = paged(
        line("收支总表", 1, 100, 240),
        on_page(table(FIRST), 1, 140),
        on_page(table("4|四、差旅费|5.00"), 2, 60),
    )
    (whole,) = tables(document)
    assert shown(whole)[-1] == "4|四、差旅费|5.00"
    assert whole.head_rows == 0


def test_labels_that_come_again_in_the_last_part_of_a_form_begin_no_other_table() -> None:
    """一般公共预算 and 政府性基金 stand twice: among the revenue, and among what was left over."""
    edges = (60, 200, 260)
    first = "项目|决算数\n一、拨款|\n1.一般公共预算|5.00\n2.政府性基金|\n二、事业收入|"
    rest = "本年收入合计|5.00\n年初结转|\n1.一般公共预算|\n2.政府性基金|"
    document = paged(
        line("收支总表", 1, 100),
        on_page(table(first), 1, 140, *edges),
        on_page(table(rest), 2, 60, *edges),
    )
    (grid,) = tables(document)
    assert len(shown(grid)) == 9


def test_a_table_with_a_head_of_its_own_does_not_go_on() -> None:
    document = paged(
        on_page(table(FIRST), 1, 140),
        on_page(table("类别|人数|金额\n会议|20|5.00\n培训|30|6.00"), 2, 60),
    )
    assert len(tables(document)) == 2


def test_rules_missing_on_one_page_are_merged_cells() -> None:
    document = paged(
        on_page(
            table("收入|<|支出|<\n财政拨款|12.00|基本支出|9.00\n合计|12.00|合计|12.00"), 1, 140
        ),
        on_page(table("上年结转|结转下年|3.00"), 2, 60, 60, 220, 300, 380),
    )
    (whole,) = tables(document)
    assert shown(whole)[-1] == "上年结转|^|结转下年|3.00"
    assert whole.cell(3, 0).column_span == 2


def test_a_page_may_end_within_a_head_of_merged() -> None:
    upper = table("财政拨款“三公”经费|<|<|<\n合计|因公出国（境）费|公务用车|<\n^|^|购置|运行")
    lower = table("预算数|决算数|预算数|决算数|预算数|决算数|预算数|决算数\n9|8|1|1|4|4|4|3")
    pages = (
        line("“三公”经费支出表", 1, 640),
        on_page(upper, 1, 700, 60, 180, 300, 420, 540),
        on_page(lower, 2, 60, 60, 120, 180, 240, 300, 360, 420, 480, 540),
    )
    (whole,) = tables(paged(*pages))
    assert (whole.row_count, whole.column_count) == (5, 8)
    other = on_page(lower, 2, 60, 60, 120, 190, 240, 310, 360, 420, 480, 540)
    assert len(tables(paged(*pages[:2], other))) == 2


def test_a_page_may_end_within_the_last_row_of_a_head() -> None:
    upper = on_page(table("项目|预算数（单位：|绩效目标"), 1, 700)
    lower = on_page(table("|万元）|\n水管工程|9.00|通水\n水泵|3.00|安装"), 2, 60)
    (whole,) = tables(paged(line("项目绩效表", 1, 680), upper, lower))
    assert shown(whole)[:2] == ["项目|预算数（单位：万元）|绩效目标", "水管工程|9.00|通水"]
    upper = on_page(table("项目|预算数|绩效目标"), 1, 700)
    other = on_page(table("|金额|\n水管工程|9.00|通水\n水泵|3.00|安装"), 2, 60)
    (whole,) = tables(paged(line("项目绩效表", 1, 680), upper, other))
    assert shown(whole)[:2] == ["项目|预算数|绩效目标", "|金额|"]


def test_rests_of_several_cells_hang_below_a_table() -> None:
    upper = on_page(table("项目|财政专户|上年结余、\n维修|3.00|2.00"), 1, 700)
    lower = on_page(table("项目|财政专户|上年结余、\n抢修|5.00|1.00"), 2, 60)
    head = on_page(table("项目|财政专户|上年结余、"), 1, 740)
    body = on_page(table("抢修|5.00|1.00\n维修|3.00|2.00"), 2, 60)
    hanging = line("管理||结转", 1, 762, 142, size=10, gap=80)
    (whole,) = tables(paged(line("资金表", 1, 700), head, hanging, body))
    assert shown(whole)[0] == "项目|财政专户管理|上年结余、结转"
    assert len(tables(paged(line("资金表", 1, 680), upper, hanging, lower))) == 2


def test_as_many_columns_of_other_widths_are_brought_into_line_by_their_rules() -> None:
    """Forms below one another in one frame: five columns on each page, not the same five."""
    upper = on_page(table("产出|数量|次数|≥3|次"), 1, 700, 60, 140, 220, 300, 380, 540)
    lower = on_page(table("效益|质量|合格率|≥95|%"), 2, 60, 60, 140, 220, 300, 460, 540)
    (whole,) = tables(paged(line("绩效目标表", 1, 680), upper, lower))
    assert list(whole.column_edges) == [60, 140, 220, 300, 380, 460, 540]
    assert whole.cell(1, 3).column_span == 2


@pytest.mark.parametrize(
    ("text", "left", "goes_on"),
    [("标", 142, True), ("标", 250, False), ("2", 142, False), ("注：含结转", 142, False)],
)
def test_a_line_below_the_last_row_may_be_the_rest_of_a_cell(
    text: str, left: float, goes_on: bool
) -> None:
    """As a browser breaks a row between any two lines, below the rule of the cell."""
    upper = on_page(table("项目|指标|数\n维修|产出指标|3\n维护|效益指|4"), 1, 700)
    lower = on_page(table("||\n抢修|产出指标|5"), 2, 60)
    hanging = line(text, 1, 762, left)
    found = tables(paged(line("绩效目标表", 1, 680), upper, hanging, lower))
    assert (shown(found[0])[2] == f"维护|效益指{text}|4") is goes_on


def test_rules_of_few_wide_cells_and_of_many_make_one_form() -> None:
    """A page ends between them: some of their rules are the same, both sides among them."""
    upper = on_page(table("项目名称|维修|单位|甲局"), 1, 700, 60, 220, 300, 340, 540)
    rows = "目标|<|完成维修|<|<\n产出|数量|次数|≥3|次"
    lower = on_page(table(rows), 2, 60, 60, 140, 220, 300, 420, 540)
    (whole,) = tables(paged(line("绩效目标表", 1, 680), upper, lower))
    assert list(whole.column_edges) == [60, 140, 220, 300, 340, 420, 540]
    assert [row.split("|")[0] for row in shown(whole)] == ["项目名称", "目标", "产出"]
    other = on_page(table(rows), 2, 60, 60, 140, 230, 310, 420, 540)
    assert len(tables(paged(line("绩效目标表", 1, 680), upper, other))) == 2


def test_the_rest_of_a_name_below_the_break_has_no_figures_of_its_own() -> None:
    rows = (
        "项目|合计|本年|目标\n合计|9.00|9.00|\n设备|4.00|4.00|更新设备\n"
        "某局2026年信息化|5.00|5.00|进一步提升系统，保障业务"
    )
    document = paged(
        on_page(table(rows), 1, 140),
        on_page(table("运维项目|||稳定运行。\n培训|1.00|1.00|无"), 2, 60),
    )
    (whole,) = tables(document)
    assert shown(whole)[3:] == [
        "某局2026年信息化运维项目|5.00|5.00|进一步提升系统，保障业务稳定运行。",
        "培训|1.00|1.00|无",
    ]


def test_a_row_cut_by_the_page_break_is_one_row_with_two_parts() -> None:
    document = paged(
        on_page(
            table(
                "单位|项目|金额|绩效目标\n甲局|培训|3.00|完成培训\n甲局|宣传|4.00|保障大厅安全，推动信访新体"
            ),
            1,
            140,
        ),
        on_page(table("|||系建设。\n甲局|差旅|5.00|无"), 2, 60),
    )
    (whole,) = tables(document)
    assert shown(whole)[2:] == [
        "甲局|宣传|4.00|保障大厅安全，推动信访新体系建设。",
        "甲局|差旅|5.00|无",
    ]
    assert [str(part.place).split("@")[0] for part in whole.cell(2, 3).parts] == ["p1", "p2"]


def test_a_code_alone_at_the_end_of_a_page_is_of_the_row_that_goes_on() -> None:
    rows = "科目编码|科目名称|合计\n201|一般公共服务支出|9.00\n20101|人大事务|9.00\n2010101|行政运行|4.00"
    document = paged(
        on_page(table(f"{rows}\n2010102||"), 1, 140),
        on_page(table("|机关服务|5.00\n208|社会保障支出|3.00"), 2, 60),
    )
    (whole,) = tables(document)
    assert shown(whole)[4:] == ["2010102|机关服务|5.00", "208|社会保障支出|3.00"]


def test_a_word_cut_by_the_page_break_is_known_from_elsewhere() -> None:
    document = paged(
        on_page(table("级别|二级|指标值\n效益指标|社会效益|3"), 1, 60),
        line("绩效目标表", 2, 80, 240),
        on_page(table("级别|二级|指标值\n产出指标|数量指标|≥5\n效益指|经济效益|≥6"), 2, 140),
        on_page(table("标|社会效益|≥7\n满意度指标|公众|≥90"), 3, 60),
    )
    _, whole = tables(document)
    assert shown(whole)[2:] == ["效益指标|经济效益|≥6", "^|社会效益|≥7", "满意度指标|公众|≥90"]
    assert whole.cell(2, 0).row_span == 2


def test_a_numbered_item_without_its_number_goes_on_with_the_one_before() -> None:
    rows = (
        "收入|<|支出|<\n一、财政拨款|3.00|一、公共服务|3.00\n||二、外交|\n||三、社会保障和就|1.00"
    )
    document = paged(
        on_page(table(rows), 1, 140), on_page(table("||业支出|\n||四、卫生健康|2.00"), 2, 60)
    )
    (whole,) = tables(document)
    assert shown(whole)[3:] == ["||三、社会保障和就业支出|1.00", "||四、卫生健康|2.00"]


def test_rows_that_are_only_sparse_stay_rows() -> None:
    rows = "收入|<|支出|<\n一、财政拨款|3.00|一、公共服务|3.00\n||二、外交|\n||三、国防|"
    document = paged(
        on_page(table(rows), 1, 140), on_page(table("||四、交通运输|\n||五、金融|"), 2, 60)
    )
    (whole,) = tables(document)
    assert shown(whole)[4:] == ["||四、交通运输|", "||五、金融|"]


def test_a_merged_cell_goes_on_over_the_page_only_where_no_row_leaves_it_blank() -> None:
    rows = (
        "项目|一级|二级|指标值\n差旅|产出|数量|3\n宣传|产出|数量|4\n培训|产出|质量|6\n^|产出|时效|7"
    )
    document = paged(
        on_page(table(rows), 1, 140), on_page(table("|效益|社会|8\n^|效益|生态|9"), 2, 60)
    )
    (whole,) = tables(document)
    assert shown(whole)[5:] == ["^|效益|社会|8", "^|效益|生态|9"]
    assert whole.cell(3, 0).row_span == 4


def test_heads_in_the_middle_of_a_page_and_page_numbers_in_a_table_go() -> None:
    text = f"{FIRST}\n{HEAD}\n4|四、差旅费|5.00\n- 3 -||".replace("|", "\t")
    (whole,) = tables(text_document(text))
    assert shown(whole) == [*FIRST.split("\n"), "4|四、差旅费|5.00"]
    assert [kind for kind, _ in furniture(text_document(text))] == ["repeated", "page_number"]


def test_a_foreign_line_above_rows_that_can_only_go_on_is_furniture() -> None:
    text = f"收支总表\n\n{FIRST}\n\n示例局2024年部门预算\n\n4|四、差旅费|5.00".replace("|", "\t")
    assert len(tables(text_document(text))) == 1
    assert furniture(text_document(text)) == [("running_head", ["示例局2024年部门预算"])]


@pytest.mark.parametrize(
    "mark",
    [
        "— 三 —", "（下转第4页）", "（上接第3页）", "(continued)", "http://www.example.org/",
        "2024/1/30 10:05", "备注：无", "①含上年结转", "（3）", "表（续）", "来源：某某局", "〔三〕",
        "2024年2月5日", "打印日期：2024-02-05", "制表人：张某　审核：李某", "内部资料 注意保存",
    ],
)  # fmt: skip
def test_what_a_page_says_of_itself_parts_no_table(mark: str) -> None:
    text = f"收支总表\n\n单位：万元\n\n{FIRST}\n\n{mark}\n\n单位：万元\n\n{HEAD}\n4|四、差旅费|5.00"
    (whole,) = tables(text_document(text.replace("|", "\t")))
    assert shown(whole)[-1] == "4|四、差旅费|5.00"
    kinds = [
        kind for kind, texts in furniture(text_document(text.replace("|", "\t"))) if mark in texts
    ]
    assert kinds in ([["running_head"], ["page_number"], ["continued"]]) or is_note(mark)


def test_what_parts_rows_with_codes_is_no_end_of_their_table() -> None:
    head, rows = "科目编码|科目名称|预算数", "2130301|行政运行|2.00\n|一般|\n2130302|行政管理|3.00"
    for below in ("345-某某局", "345 某某局", "预算年度：2024年"):
        text = f"支出表\n\n345 某某局\n\n{head}\n213|农林水支出|5.00\n21303|水利|5.00\n\n{below}\n\n{head}\n{rows}"
        assert len(tables(text_document(text.replace("|", "\t")))) == 1


def test_a_title_between_two_pages_is_no_mark_of_a_page() -> None:
    text = f"收支总表\n\n{FIRST}\n\n某中心收支总表\n\n单位：万元\n\n{HEAD}\n4|四、差旅费|5.00"
    assert len(tables(text_document(text.replace("|", "\t")))) == 2


def test_a_head_that_stands_inside_a_form_comes_again() -> None:
    form = "绩效目标|1.完成培训||\n一级指标|二级指标|三级指标|指标值\n产出指标|数量指标|次数|≥3"
    more = "一级指标|二级指标|三级指标|指标值\n|质量指标|合格率|≥90%"
    text = f"1、培训绩效目标表\n\n{form}\n\n内部资料\n\n{more}".replace("|", "\t")
    (whole,) = tables(text_document(text))
    assert shown(whole)[-1] == "|质量指标|合格率|≥90%"


def test_columns_that_a_text_leaves_blank_to_the_end_go() -> None:
    text = "\n".join(f"{row}|" for row in FIRST.split("\n")).replace("|", "\t")
    (whole,) = tables(text_document(text))
    assert shown(whole) == FIRST.split("\n")


FORM = "绩效目标|加强监测|<|<|<|<"
INDICATORS = """一级指标|二级指标|三级指标|描述|指标值|依据
产出指标|数量指标|检查次数|不少于|12|计划"""


def test_a_form_whose_page_ends_above_the_head_of_a_part_goes_on() -> None:
    """Nothing stands between the two, and their rules are the same."""
    edges = (60, 90, 200, 260, 330, 360, 540)
    document = paged(
        line("一、监测经费绩效目标表", 1, 660),
        on_page(table(FORM), 1, 700, *edges),
        on_page(table(INDICATORS), 2, 60, *edges),
    )
    (whole,) = tables(document)
    assert len(shown(whole)) == 3
    titled = paged(
        on_page(table(FORM), 1, 700, *edges),
        line("二、培训经费绩效指标表", 2, 60),
        on_page(table(INDICATORS), 2, 100, *edges),
    )
    assert len(tables(titled)) == 2


def test_a_form_whose_first_row_is_cut_goes_on_with_it() -> None:
    """A label cut in two and sentences beside it: no head of one row and no row of its own."""
    edges = (60, 90, 200, 260, 330, 360, 540)
    upper = table("绩效|加强对企业的监测，保障生产和|<|<|<|<")
    lower = table(f"目标|宣传工作有序开展，完成任务。|<|<|<|<\n{INDICATORS}")
    document = paged(
        line("一、监测经费绩效目标表", 1, 60),
        on_page(table(f"{FORM}\n{INDICATORS}"), 1, 100, *edges),
        line("二、宣传经费绩效目标表", 1, 660),
        on_page(upper, 1, 700, *edges),
        on_page(lower, 2, 60, *edges),
    )
    _, cut = tables(document)
    whole = "加强对企业的监测，保障生产和宣传工作有序开展，完成任务。"
    assert shown(cut)[0].startswith(f"绩效目标|{whole}")
    assert len(shown(cut)) == 3


@pytest.mark.parametrize(
    ("above", "below", "whole"),
    [
        ("9,626.77|9,616.33|", "7589|8314|", ["9,626.777589|9,616.338314|"]),
        ("9,626.|9,616.3|-", "42|3|9.50", ["9,626.42|9,616.33|-9.50"]),
        # Rows of their own: a whole number stands above too, or numbers of columns count up.
        ("7|9,616.33|", "5|8314|", ["7|9,616.33|", "5|8314|"]),
        ("9,626.77|9,616.33|", "1|2|", ["9,626.77|9,616.33|", "1|2|"]),
        ("9,626.77|9,616.33|", "|8314|", ["9,626.77|9,616.33|", "|8314|"]),
    ],
)
def test_amounts_whose_last_digits_wrapped_over_the_page_are_one(
    above: str, below: str, whole: list[str]
) -> None:
    edges = (60, 120, 180, 240)
    document = paged(
        line("收入总表", 1, 660),
        on_page(table(f"合计|本年收入|上年结转\n{above}"), 1, 740, *edges),
        on_page(table(below), 2, 60, *edges),
    )
    (grid,) = tables(document)
    assert shown(grid)[1:] == whole


def test_the_last_digits_of_an_amount_beside_the_rest_of_its_label() -> None:
    """No new code stands in their row."""
    edges = (60, 120, 180, 240)
    above = table("科目编码|科目名称|合计\n201|教育支出|3.50\n205|行政单|9,626.7")
    for code, rows in (
        ("", ["205|行政单位支出|9,626.77"]),
        ("206", ["205|行政单|9,626.7", "206|位支出|7"]),
    ):
        below = table(f"{code}|位支出|7\n207|科技支出|3.50")
        (grid,) = tables(paged(on_page(above, 1, 740, *edges), on_page(below, 2, 60, *edges)))
        assert shown(grid)[2:-1] == rows


def test_numbers_of_columns_are_no_amounts_without_decimals() -> None:
    edges = (60, 120, 180, 240)
    above = table("科目编码|科目名称|合计\n栏次|1|2\n201|教育支出|3.50\n205|行政单|9,626.")
    below = table("|位支出|77\n207|科技支出|3.50")
    (grid,) = tables(paged(on_page(above, 1, 740, *edges), on_page(below, 2, 60, *edges)))
    assert shown(grid)[3] == "205|行政单位支出|9,626.77"


def test_a_page_that_ends_below_the_first_row_of_a_head() -> None:
    first, rest = table("收入|支出"), table("项目|预算数|项目|预算数\n一、拨款|1.00|一、支出|1.00")
    two, four = (60, 300, 540), (60, 200, 300, 440, 540)
    title, head = line("收支总表", 1, 700), on_page(first, 1, 760, *two)
    (grid,) = tables(paged(title, head, on_page(rest, 2, 60, *four)))
    assert shown(grid)[:2] == ["收入|^|支出|^", "项目|预算数|项目|预算数"]
    titled = (title, head, line("支出总表", 2, 60), on_page(rest, 2, 100, *four))
    assert len(tables(paged(*titled))) == 2
    elsewhere = on_page(rest, 2, 60, 60, 200, 320, 440, 540)
    assert len(tables(paged(title, head, elsewhere))) == 2


def test_a_row_that_numbers_the_columns_is_no_first_half_of_the_row_below_it() -> None:
    edges = (60, 120, 240, 300, 360)
    head = "科目编码|科目名称|合计|项目支出\n**|**|1|2"
    document = paged(
        line("支出总表", 1, 660),
        on_page(table(head), 1, 740, *edges),
        on_page(table("|合计|35.00|12.00\n201|公共服务|35.00|12.00"), 2, 60, *edges),
    )
    (grid,) = tables(document)
    assert shown(grid)[1:3] == ["**|**|1|2", "|合计|35.00|12.00"]


def test_columns_that_would_fall_together_join_no_table() -> None:
    """Rules of two boxes side by side stand nearer than those of two pages may differ."""
    edges, double = (60, 120, 240), (60, 120, 122, 240)
    document = paged(
        line("收支总表", 1, 660),
        on_page(table("项目|金额\n一、办公费|1.00"), 1, 740, *edges),
        on_page(table("二、水费||3.00"), 2, 60, *double),
    )
    assert stitch(document).grids


def test_a_figure_between_the_columns_of_a_table_is_of_another_one() -> None:
    rows = "\n".join(f"20{n}|行政运行|{n}.00|{n}.00|0.00|0.00" for n in range(1, 5))
    edges, others = (60, 120, 180, 240, 300, 360, 420), (60, 120, 210, 300, 360, 420)
    document = paged(
        line("支出总表", 1, 100, 240),
        on_page(table(f"编码|名称|合计|基本支出|项目支出|其他\n{rows}"), 1, 140, *edges),
        on_page(table("合计|10.00|10.00|0.00|0.00"), 2, 60, *others),
    )
    whole, apart = tables(document)
    assert whole.column_count == 6
    assert shown(apart) == ["合计|10.00|10.00|0.00|0.00"]


@pytest.mark.parametrize(
    ("first", "known"),
    [
        ("部门：示例局|||单位：万元", True),  # over labels of one row each
        ("采购|||预算数", False),  # was merged over the labels below
    ],
)
def test_the_line_of_department_and_unit_is_no_head_that_lost_its_merged_cells(
    first: str, known: bool
) -> None:
    rows = table(f"{first}\n采购品目|专项名称|物品名称|总计\n货物|设备|电脑|4.00")
    places = [[SheetPlace("表", r + 1, c + 1) for c in range(4)] for r in range(3)]
    sheet = grid(rows, places, SheetPlace("表", 1, 1))
    (found,) = tables(Document("xlsx", "0" * 64, (sheet,)))
    assert found.spans_known is known


@pytest.mark.parametrize("title", ["部门收入总表", "部门收支总表"])
def test_what_the_contents_list_above_the_first_table_announces_begins_another_table(
    title: str,
) -> None:
    """The title of the first table again is that of its next page."""
    document = paged(
        line("目录", 1, 60, 280),
        line("1.部门收支总表", 1, 80),
        line("2.部门收入总表", 1, 100),
        line("部门收支总表", 1, 140, 240),
        line("单位：万元", 1, 160, 400),
        on_page(table("项目|预算数|项目|预算数\n一、财政拨款|12.00|一、水利|12.00"), 1, 180),
        line(title, 2, 60, 240),
        line("单位：万元", 2, 80, 400),
        on_page(table("213|水利|12.00|12.00\n21303|水利|12.00|12.00"), 2, 100),
        line("部门收入总表", 3, 60, 240),
    )
    assert len(tables(document)) == (2 if title == "部门收入总表" else 1)


@pytest.mark.parametrize("below", ["部门收入总表", "部门收支总表", "收支预算"])
def test_a_list_of_tables_right_above_the_first_one_announces_the_others(below: str) -> None:
    """Without the word 目录 too. A title in another wording is the table's own."""
    document = paged(
        line("第二部分 预算表", 1, 60, 280),
        line("一、部门收支总表", 1, 80),
        line("二、部门收入总表", 1, 100),
        line("收支预算", 1, 130, 240),
        line("部门收支总表", 1, 150, 240),
        line("单位：万元", 1, 160, 400),
        on_page(table("项目|预算数|项目|预算数\n一、财政拨款|12.00|一、水利|12.00"), 1, 180),
        line(below, 2, 60, 240),
        line("单位：万元", 2, 80, 400),
        on_page(table("213|水利|12.00|12.00\n21303|水利|12.00|12.00"), 2, 100),
    )
    assert len(tables(document)) == (2 if below == "部门收入总表" else 1)


@pytest.mark.parametrize(("mark", "tables_of_page"), [("（续表）", 1), ("", 2)])
def test_a_table_goes_on_lower_on_its_page_where_that_says_so(
    mark: str, tables_of_page: int
) -> None:
    head = "项目|预算数"
    document = paged(
        line("收支总表", 1, 100, 240),
        on_page(table(f"{head}\n办公费|12.00\n水费|3.00"), 1, 140),
        line(f"收支总表{mark}", 1, 300, 240),
        on_page(table(f"{head}\n差旅费|5.00\n合计|20.00"), 1, 340),
    )
    assert len(tables(document)) == tables_of_page
