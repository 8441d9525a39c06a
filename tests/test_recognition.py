"""Tables are recognised by declaration: titles, label paths, folded pages, filled-down cells."""

import pytest

from tests.paths import SMALL, convert_text, recognise_text, rows_of, text_of
from yusuan.errors import PlaceError, YusuanError
from yusuan.evidence.places import LinePlace, parse_place
from yusuan.folding import label_paths

EXPENDITURE_HEAD = (
    "序号\t功能分类科目\t\t合计\t项目支出\t基本支出\t经营支出\t上缴上级支出\t对附属单位补助支出"
)


def changed(*replacements: tuple[str, str]) -> str:
    """The small document with each text replaced, which must be there."""
    text = text_of(SMALL)
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new)
    return text


def test_labels_under_merged_cells_become_paths() -> None:
    head = (("序号", "本年收入", "", "", "上年结转"), ("", "小计", "事业收入", "其他收入", ""))
    assert label_paths(head) == (
        ("序号",),
        ("本年收入", "小计"),
        ("本年收入", "事业收入"),
        ("本年收入", "其他收入"),
        ("上年结转",),
    )


def test_columns_are_matched_by_label_and_not_by_position() -> None:
    """The small document prints 项目支出 before 基本支出."""
    total = rows_of(convert_text(text_of(SMALL)), "expenditure")[0]
    assert (str(total["basic"]), str(total["project"])) == ("200.00", "185.50")


def test_an_unknown_column_is_an_error_that_names_it() -> None:
    text = changed((EXPENDITURE_HEAD, EXPENDITURE_HEAD.replace("经营支出", "别的支出")))
    with pytest.raises(PlaceError, match="未知的列“别的支出”") as caught:
        recognise_text(text)
    assert caught.value.place is not None
    place = caught.value.place
    assert isinstance(place, LinePlace)
    assert text.split("\n")[place.line - 1].startswith("序号\t功能分类科目")


def test_a_missing_column_is_an_error_that_names_it() -> None:
    lines = changed().split("\n")
    at = lines.index(EXPENDITURE_HEAD)
    for i in range(at, at + 11):  # the head and the rows of the table lose their last cell
        lines[i] = "\t".join(lines[i].split("\t")[:-1])
    with pytest.raises(PlaceError, match="缺少“对附属单位补助支出”一列"):
        recognise_text("\n".join(lines))


def test_a_row_cut_by_a_page_break_is_rejoined_in_every_cell() -> None:
    rows = rows_of(convert_text(text_of(SMALL)), "performance_indicators")
    rejoined = rows[2]
    assert (rejoined["description"], rejoined["target_text"], rejoined["basis"]) == (
        "完工工程合格工程数/工程数*100%",
        "100%",
        "水发[2023]5 号",
    )


def test_a_rejoined_row_keeps_the_lines_of_both_pieces() -> None:
    row = rows_of(convert_text(text_of(SMALL)), "revenue")[6]
    lines = text_of(SMALL).split("\n")
    assert row["function_name"] == "行政运行"
    first, last = parse_place(str(row["place"])), parse_place(str(row["place_end"]))
    assert isinstance(first, LinePlace)
    assert isinstance(last, LinePlace)
    assert lines[first.line - 1].startswith("7\t2130301\t行政\t")
    assert lines[last.line - 1].startswith("\t\t运行\t")


def test_merged_level_cells_are_filled_down_across_pages() -> None:
    rows = rows_of(convert_text(text_of(SMALL)), "performance_indicators")[:7]
    assert [(row["level1"], row["level2"]) for row in rows] == [
        ("产出指标", "数量指标"),
        ("产出指标", "数量指标"),
        ("产出指标", "质量指标"),
        ("产出指标", "时效指标"),
        ("产出指标", "成本指标"),
        ("满意度指标", "服务对象满意度指标"),
        ("满意度指标", "服务对象满意度指标"),
    ]


def test_an_empty_table_gives_no_rows_and_keeps_its_note() -> None:
    disclosure = convert_text(text_of(SMALL))
    table = next(
        row
        for row in rows_of(disclosure, "published_tables")
        if row["resource"] == "state_capital_expenditure"
    )
    assert rows_of(disclosure, "state_capital_expenditure") == []
    assert (table["is_empty"], table["note"]) == (
        True,
        "注：无国有资本经营预算财政拨款预算，空表列示。",
    )


STATE_CAPITAL_TABLE = """序号\t功能分类科目\t\t合计\t基本支出\t项目支出
\t科目编码\t科目名称\t\t\t
栏次\t1\t2\t3\t4\t5

注：无国有资本经营预算财政拨款预算，空表列示。"""


@pytest.mark.parametrize(
    "printed",
    [
        "注：无国有资本经营预算，空表列示。",
        "本部门无国有资本经营预算财政拨款支出。",
        STATE_CAPITAL_TABLE.replace("4\t5\n", "4\t5\n1\t\t\t\t\t\n"),
    ],
    ids=["a-note-alone", "a-sentence-alone", "a-lone-row-number"],
)
def test_an_empty_table_may_be_printed_in_other_ways(printed: str) -> None:
    disclosure = convert_text(changed((STATE_CAPITAL_TABLE, printed)))
    [table] = [
        row
        for row in rows_of(disclosure, "published_tables")
        if row["resource"] == "state_capital_expenditure"
    ]
    assert (table["is_empty"], table["note"] is None) == (True, False)
    assert rows_of(disclosure, "state_capital_expenditure") == []


def test_a_table_that_only_the_contents_list_names_is_listed_without_a_place() -> None:
    table = next(
        row
        for row in rows_of(convert_text(text_of(SMALL)), "published_tables")
        if row["title"] == "部门预算项目支出表"
    )
    assert (table["contents_page"], table["place"], table["is_empty"]) == (
        12,
        None,
        None,
    )


def test_an_amount_in_yuan_is_the_same_money() -> None:
    title = "部门预算国有资本经营预算财政拨款支出表"
    lines = text_of(SMALL).split("\n")
    at = lines.index("部门预算政府性基金预算财政拨款支出表")
    for i in range(at, lines.index(title)):
        lines[i] = lines[i].replace("单位：万元", "单位：元").replace("50.00", "500,000.00")
    rows = rows_of(convert_text("\n".join(lines)), "budget_lines")
    line = next(row for row in rows if row["resource"] == "government_fund_expenditure")
    assert (line["amount_yuan"], line["published_text"], line["published_unit"]) == (
        500000,
        "500,000.00",
        "元",
    )


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("\t385.50\t185.50\t", "\t385.5O\t185.50\t", "不是数字"),
        ("9\t三、公务接待费", "8\t三、公务接待费", "序号应为 9"),
        ("2130305\t水利工程建设\t100.00", "21303055\t水利工程建设\t100.00", "科目编码"),
        ("截止时间：2023-12-31", "截止时间：去年底", "不是日期"),
        ("2、2024 年节水宣传经费绩效目标表", "1、2024 年节水宣传经费绩效目标表", "项目编号 1"),
    ],
)
def test_what_cannot_be_placed_is_an_error_that_shows_its_text(
    old: str, new: str, message: str
) -> None:
    with pytest.raises(YusuanError, match=message) as caught:
        convert_text(changed((old, new)))
    assert caught.value.place is not None
    assert caught.value.text


def test_a_table_without_a_known_title_is_an_error() -> None:
    with pytest.raises(PlaceError, match="没有已知的标题"):
        recognise_text(changed(("八、名词解释", "另外一张表\n\n甲\t乙\n1\t2\n\n八、名词解释")))
