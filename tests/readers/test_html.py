"""Web pages: what a browser without scripts prints becomes lines and cells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from tests.readers.showing import SAMPLES, shown, unread
from yusuan.errors import YusuanError
from yusuan.evidence.model import Document, Furniture
from yusuan.readers.html import read_html
from yusuan.readers.mhtml import read_mhtml


def read(body: str, head: str = "") -> Document:
    page = f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>"
    document = read_html(page.encode())
    assert document.ledger.balanced
    return document


def test_spans_are_the_ones_of_the_page() -> None:
    document = read(
        "<table><tr><td rowspan=2>科目<td colspan=2>金额</tr><tr><td>收入<td>支出</tr>"
        "<tr><td>合计</td><td>1&nbsp;</td><td></td></tr></table>"
    )
    assert shown(document) == ["[t1]", "科目 | 金额 | <", "^ | 收入 | 支出", "合计 | 1 | "]
    assert document.grids[0].spans_known


def test_rowspan_of_nought_ends_with_its_group_and_spans_are_cut_at_the_edge() -> None:
    document = read(
        "<table><tbody><tr><td rowspan=0>甲<td>1<tr><td>2</tbody>"
        "<tbody><tr><td rowspan=9>乙<td colspan=1000>3</tbody></table>"
    )
    grid = document.grids[0]
    assert (grid.row_count, grid.cell(0, 0).row_span, grid.cell(2, 0).row_span) == (3, 2, 1)


def test_a_head_of_which_one_row_alone_is_marked_keeps_its_spans() -> None:
    """As Word writes it; where the row below leaves out other cells, HTML's own rule holds."""
    head = "<table><thead><tr><td rowspan=2>科目<td rowspan=2>合计<td colspan=2>其中</thead><tbody>"
    document = read(f"{head}<tr><td>基本<td>项目<tr><td>教育<td>9<td>5<td>4</tbody></table>")
    assert shown(document)[1:] == [
        "科目 | 合计 | 其中 | <",
        "^ | ^ | 基本 | 项目",
        "教育 | 9 | 5 | 4",
    ]
    document = read(f"{head}<tr><td>甲<td>9<td>5<tr><td>教育<td>9<td>5<td>4</tbody></table>")
    assert [document.grids[0].cell(1, column).text for column in range(3)] == ["甲", "9", "5"]


@pytest.mark.parametrize(
    ("body", "printed"),
    [
        ("300.00<sup>1</sup>", "300.00¹"),
        ("300.00<sup><a href=#n><b>1</b></a></sup>万元", "300.00¹万元"),
        ("300.00<sup>[1]</sup>", "300.00[1]"),
        ("CO<sub>2</sub>", "CO₂"),
        ('300.00<span style="vertical-align: super">12</span>', "300.00¹²"),
        ('<span style="vertical-align:middle">300.00</span>', "300.00"),
        ("300.00<small>1</small>万元", "300.00¹万元"),
        ("300.00<font size=1>1</font>", "300.00¹"),
        ('300.00<span style="font-size:6px">1</span>', "300.00¹"),
        ("300.00<a href=#n1>1</a>", "300.00¹"),
        ("3<small>1</small>", "3¹"),
        # all in small type, or a figure that goes on in it
        ("<small>300.0</small><small>0</small>", "300.00"),
        ("<small>3<small>1</small></small>", "31"),
        ("300.<small>00</small>", "300.00"),
        ("300.0<small>0</small>", "300.00"),
        ('300.00<a href="/1.html">1</a>', "300.001"),
        ('300.00<span style="vertical-align:4px">1</span>', "300.00¹"),
        ('300.00<span style="vertical-align:0">1</span>', "300.001"),
        ('300.00<span style="font:6px serif">1</span>', "300.00¹"),
        ("300.00<i>1</i>", "300.00¹"),
        ("300.00<ruby>1<rt>注</rt></ruby>", "300.00¹注"),
        ("300.0<i>0</i>", "300.00"),
        ("300.00<b>1</b>", "300.001"),
        ("<i>300.00</i>", "300.00"),
        ("<math><msup><mn>300.00</mn><mn>2</mn></msup></math>", "300.00²"),
        ("<math><mfrac><mn>400</mn><mn>2</mn></mfrac></math>", "⁴⁰⁰₂"),
    ],
)
def test_the_mark_of_a_note_is_no_digit_of_the_figure(body: str, printed: str) -> None:
    assert shown(read(f"<p>{body}</p>")) == [f"b1: {printed}"]


def test_lines_break_where_the_page_breaks_them() -> None:
    document = read(
        "<h2>说明</h2><p>　　一、<b>职责</b>\n内容<br>次行</p>游离<div>甲<div>乙</div>丙</div>"
        "<pre>a\tb\nc</pre><ul><li>子<li>丑</ul>"
    )
    assert shown(document) == [
        "b1: ##说明", "b2: 一、职责 内容", "b2: 次行", "b3: 游离", "b4: 甲", "b5: 乙", "b6: 丙",
        "b7: a\tb", "b7: c", "b8: 子", "b9: 丑",
    ]  # fmt: skip


def test_a_table_of_one_column_in_a_cell_is_the_text_of_that_cell() -> None:
    inner = "<table><tr><td>300.00</td></tr><tr><td>其中</td></tr></table>"
    rows = f"<tr><td>收入<td>{inner}<td>1<tr><td>支出<td>2.00<td>3<tr><td>合计<td>4<td>5"
    assert shown(read(f"<table>{rows}</table>")) == [
        "[t1]",
        "收入 | 300.00⏎其中 | 1",
        "支出 | 2.00 | 3",
        "合计 | 4 | 5",
    ]


def test_fields_of_a_form_in_cells_print_what_is_filled_in_or_chosen() -> None:
    chosen = "<select><option>2.00<option selected>3.00</select>"
    row = f"<tr><td>收入<td><input value=1.00><td>{chosen}<td><textarea>4.00</textarea>"
    site = "<td><input name=keyword value=搜索><td><select onchange=go()><option>链接</select>"
    kept = "<td><input type=hidden value=5><td><input type=checkbox value=6>"
    document = read(f"<input value=外><table>{row}</table><table><tr><td>甲{site}{kept}</table>")
    assert shown(document) == ["[t1]", "收入 | 1.00 | 3.00 | 4.00", "[t2]", "甲 |  |  |  | "]
    assert [text for text, _, _ in unread(document)] == ["2.00", "链接"]


def test_cells_keep_their_lines_and_nested_tables_follow() -> None:
    document = read(
        "<table><tr><td>上<br>下<p>段</p><td><table><tr><td>内<td>1</table>后</tr></table>"
    )
    assert shown(document) == ["[t1]", "上⏎下⏎段 | 后", "[t2]", "内 | 1"]


def test_a_table_that_sets_out_the_page_is_no_grid() -> None:
    document = read(
        "<table><tr><td></td><td><p>部门预算</p><table><tr><td>甲<td>1</table><p>注</p></td></tr>"
        "</table>"
    )
    assert shown(document) == ["b1: 部门预算", "[t2]", "甲 | 1", "b2: 注"]


def test_a_caption_stands_above_its_table() -> None:
    document = read("<table><caption>支出总表<br>单位：元</caption><tr><td>项目<td>1</table>")
    assert shown(document) == ["b1: 支出总表", "b1: 单位：元", "[t1]", "项目 | 1"]


def at(left: float, top: float, text: str) -> str:
    return f"<p style='position:absolute;top:{top}px;left:{left}px;white-space:nowrap'>{text}</p>"


def test_pieces_set_at_their_places_are_lines_and_tables() -> None:
    page = (
        at(100, 10, "收支总表") + at(50, 30, "科目") + at(200, 30.5, "预算") + at(300, 31, "决算")
        + at(52, 50, "教育") + at(190, 50, "1.00") + at(290, 49, "12.00")
        + at(52, 70, "科技") + at(295, 70, "3.00")
        + at(52, 90, "合计") + at(180, 90, "100.00") + at(290, 90, "15.00")
        + at(50, 120, "注：") + at(240, 120, "甲<br>乙")
    )  # fmt: skip
    document = read(f"<div style='position:relative;width:800px'>{page}</div>" * 2)
    one = ["收支总表", "科目 | 预算 | 决算", "教育 | 1.00 | 12.00", "科技 |  | 3.00",
           "合计 | 100.00 | 15.00"]  # fmt: skip
    found = [line for line in shown(document) if not line.startswith("[")]
    assert [line.partition(": ")[2] or line for line in found][:5] == one
    assert [(grid.row_count, grid.spans_known) for grid in document.grids] == [(4, False)] * 2


def test_pieces_whose_columns_are_not_certain_stay_lines() -> None:
    rows = "".join(at(50 + 60 * (n % 2), 20 * n, "甲") + at(100, 20 * n, "1") for n in range(5))
    document = read(f"<div style='position:relative'>{rows}</div>")
    assert document.grids == ()
    assert [len(getattr(line, "pieces", ())) for line in document.blocks] == [2] * 5


def test_the_columns_of_a_page_made_of_a_pdf_are_told_by_its_letters() -> None:
    """Labels of two lines over amounts that end at one edge; a class says how large letters are."""
    words = [
        (40, 30, "科目"),
        (216, 24, "基本"),
        (216, 38, "支出"),
        (316, 24, "项目"),
        (316, 38, "支出"),
    ]
    for top, label, basic, project in (
        (60, "教育支出", "1,250.00", "12.00"),
        (80, "科学技术支出", "8.50", "1,100.00"),
        (100, "合&#160;&#160;计", "1,258.50", "1,112.00"),
    ):
        words += [(40, top, label), (264 - 6 * len(basic), top, basic)]
        words.append((364 - 6 * len(project), top, project))
    pieces = "".join(at(left, top, text).replace("<p ", "<p class=f ") for left, top, text in words)
    document = read(f"<style>.f{{font-size:12px}}</style><div style='position:relative'>{pieces}")
    assert shown(document) == [
        "[t1]",
        "科目 | 基本支出 | 项目支出",
        "教育支出 | 1,250.00 | 12.00",
        "科学技术支出 | 8.50 | 1,100.00",
        "合计 | 1,258.50 | 1,112.00",
    ]


def test_a_page_in_a_positioned_box_is_read_as_any_other() -> None:
    document = read("<div style='position:absolute;left:9px;top:9px'><p>甲</p><p>乙</p></div>丙")
    assert shown(document) == ["b1: 甲", "b2: 乙", "b3: 丙"]


def test_a_table_in_a_frame_beside_a_menu_is_a_table_of_its_own() -> None:
    data = "".join(f"<tr><td>科目{n}<td>{n}" for n in range(4))
    document = read(
        f"<table><tr><td>首页<br>公开</td><td>标题<table>{data}</table></td></tr></table>"
    )
    assert shown(document)[:5] == ["b1: 首页", "b1: 公开", "b2: 标题", "[t2]", "科目0 | 0"]


@pytest.mark.parametrize(
    ("said", "around"),
    [
        ("【打印本页】", True),
        ("关闭窗口", True),
        ("上一篇：示例县财政局2025年预算", True),
        ("版权所有：示例县人民政府　技术支持：某公司", True),
        ("京ICP备12345678号-1", True),
        ("附件下载：示例县财政局2025年预算公开表.xlsx", True),
        ("附件：收支总表", False),
        ("打印费12万元。", False),
        ("关闭窗口期的小煤矿，安置职工。", False),
        ("联系我们的群众逐年增加。", False),
    ],
)
def test_what_sites_print_below_their_pages_is_no_paragraph(said: str, around: bool) -> None:
    document = read(f"<p>基本支出：维持运转的支出。</p><p>{said}</p>")
    assert isinstance(document.blocks[-1], Furniture) is around


def test_menus_and_footers_are_furniture_documents_are_not() -> None:
    document = read(
        "<nav>首页</nav><div class='main-nav'><a>公开</a></div><div class=container>正文</div>"
        "<div id=footer>京ICP备1号</div><div class=nav><table><tr><td>甲<td>1</table></div>"
        f"<div class=foot>{'长' * 2001}</div>"
    )
    assert [line[:20] for line in shown(document)] == [
        "b1: (repeated) 首页", "b2: (repeated) 公开", "b3: 正文", "b4: (repeated) 京ICP备", "[t1]",
        "甲 | 1", "b5: 长长长长长长长长长长长长长长长长",
    ]  # fmt: skip


def test_scripts_are_no_text_and_hidden_text_is_set_aside() -> None:
    document = read(
        "<script>var a='甲'</script><!-- 乙 --><style>p{}</style>丙"
        "<p style='display: none'>丁<p hidden>戊</p><p class=no>己</p><p class=print>庚</p>"
        "<noscript>辛</noscript>"
        "<table><tr><td>1<td style='display:none'>2<td>3<tr hidden><td>4</table>",
        "<title>题</title><style>.yes,.no{display:none} .yes{display:block}"
        "@media print{.print{display:none}}</style>",
    )
    assert shown(document) == ["b1: 丙", "b2: 庚", "[t1]", "1 | 3"]
    assert [text for text, _, _ in unread(document)] == ["丁", "戊", "己", "辛", "2", "4"]
    assert document.title == "题"


@pytest.mark.parametrize(
    "unseen",
    [
        "<span style='color:#fff'>9</span>", "<font color=white>9</font>", "<s>9</s>",
        "<del>9</del>", "<span style='text-decoration: line-through'>9</span>",
        "<span style='font-size:0'>9</span>", "<span style='opacity: 0'>9</span>",
        "<span style='visibility:hidden'>9</span>", "<span style='color:transparent'>9</span>",
        "<span style='position:absolute; left:-9999px'>9</span>", "<span class=no>9</span>",
        "<span class=white>9</span>",
    ],
)  # fmt: skip
def test_what_nobody_sees_or_is_struck_out_is_no_digit_of_the_figure(unseen: str) -> None:
    style = "<style>span.no{display:none} .white{color:#FFFFFF}</style>"
    document = read(f"<table><tr><td>甲<td>{unseen}300.00<td>乙</table>", style)
    assert shown(document) == ["[t1]", "甲 | 300.00 | 乙"]
    assert [text for text, _, _ in unread(document)] == ["9"]


def test_a_cell_that_nobody_sees_keeps_its_place() -> None:
    document = read("<table><tr><td>甲<td style='color:white'>1<td>2<tr><td>乙<td>3<td>4</table>")
    assert shown(document) == ["[t1]", "甲 |  | 2", "乙 | 3 | 4"]


@pytest.mark.parametrize(
    "ground",
    ["<tr style='background:#1f4e79'>", "<tr bgcolor=navy>", "<tr class=head>"],
)
def test_white_on_another_ground_is_seen(ground: str) -> None:
    style = "<style>.head{background-color:#369}</style>"
    document = read(f"<table>{ground}<td style='color:#fff'>科目<td>1</table>", style)
    assert shown(document) == ["[t1]", "科目 | 1"]


def test_nesting_is_read_as_deep_as_the_limit_and_refused_beyond() -> None:
    assert shown(read("<div>" * 1000 + "甲")) == ["b1: 甲"]
    with pytest.raises(YusuanError, match="嵌套超过 2000 层"):
        read("<div>" * 5000 + "甲")


@pytest.mark.parametrize(
    ("charset", "codec"),
    [("gb2312", "gb18030"), ("GBK", "gb18030"), ("utf-8", "utf-8"), ("utf-8", "gb18030"),
     ("gb2312", "utf-8"), ("iso-8859-1", "gb18030"), ("big5", "big5")],
)  # fmt: skip
def test_the_encoding_is_the_one_that_fits(charset: str, codec: str) -> None:
    page = f'<html><meta http-equiv="Content-Type" content="text/html; charset={charset}">預算表'
    assert shown(read_html(page.encode(codec))) == ["b1: 預算表"]


def test_one_cut_character_is_shown_and_many_are_refused() -> None:
    page = "<p>" + "预算" * 1000 + "</p>"
    assert shown(read_html(page.encode()[:-5]))[0].endswith("\ufffd")
    with pytest.raises(YusuanError, match="编码"):
        read_html(b"<p>" + b"\xff\x81\xfe" * 100)


def test_entities_and_characters_that_are_none() -> None:
    assert shown(read("1&lt;2&amp;&#x4e00;&nope;&#0;")) == ["b1: 1<2&一&nope;\ufffd"]


def test_an_archive_of_pages_is_one_document() -> None:
    archive = (
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n"
        "Content-Type: text/html; charset=gb2312\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
        "<table><tr><td>甲</td></tr></table>\r\n--x\r\n"
        "Content-Type: text/html; charset=gb2312\r\n\r\n<p>乙</p>\r\n--x--\r\n"
    )
    assert shown(read_mhtml(archive.encode("gb18030"))) == ["[t1]", "甲", "b1: 乙"]


def test_tables_nested_without_end_are_refused() -> None:
    with pytest.raises(YusuanError, match="嵌套"):
        read("<table><tr><td>甲<td>" * 60)


def test_spans_without_end_are_refused() -> None:
    cell = "<td rowspan=65534 colspan=1000>甲"
    with pytest.raises(YusuanError, match="表格过大"):
        read("<table>" + f"<tr>{cell * 3}" * 3000 + "</table>")


@given(st.lists(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=4), max_size=5))
def test_any_table_keeps_every_text_once(rows: list[list[tuple[int, int]]]) -> None:
    texts = [f"t{n}." for n in range(sum(map(len, rows)))]
    named = iter(texts)
    table = "".join(
        "<tr>" + "".join(f"<td rowspan={a} colspan={b}>{next(named)}" for a, b in row)
        for row in rows
    )
    document = read(f"<p>文</p><table>{table}</table>")
    found = [cell.text for grid in document.grids for cell in grid.cells if cell.text]
    assert sorted(found) == sorted(texts)


def test_the_sample_has_the_characters_that_another_library_finds() -> None:
    paths = sorted(SAMPLES.glob("*/*.html"))
    if not paths:
        pytest.skip("the samples are not here")
    for path in paths:
        content = path.read_bytes()
        document = read_html(content)
        assert document.ledger.balanced
        tree = LexborHTMLParser(content)
        tree.strip_tags(["script", "style"])
        other = "".join(tree.body.text().split()) if tree.body else ""
        assert document.ledger.total == len(other)
