"""Word documents: what is printed becomes lines and cells, what is not is named."""

from io import BytesIO

import mammoth
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.readers.making import docx, p, run, tbl, tc, zipped
from tests.readers.showing import SAMPLES, shown, unread
from yusuan.errors import YusuanError
from yusuan.evidence.model import Document, Grid
from yusuan.readers.docx import read_docx
from yusuan.readers.docx_numbering import number_text
from yusuan.readers.html import parse_html

SPAN = '<w:gridSpan w:val="{}"/>'
START, GO_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
NOT_HIDDEN = '<w:vanish w:val="0"/>'


def read(body: str, **parts: str) -> Document:
    document = read_docx(docx(body, **parts))
    assert document.ledger.balanced
    return document


def test_paragraphs_and_a_table_in_their_order() -> None:
    body = (
        p("一、收支总表")
        + p("")
        + tbl(
            tc("科目", START) + tc("金额", SPAN.format(2)),
            tc("", GO_ON) + tc("收入") + tc("支出"),
            tc("合计") + tc("12.00") + tc(""),
        )
        + p("注：单位万元")
    )
    assert shown(read(body)) == [
        "b1: 一、收支总表",
        "[t1]",
        "科目 | 金额 | <",
        "^ | 收入 | 支出",
        "合计 | 12.00 | ",
        "b2: 注：单位万元",
    ]


def test_a_table_of_one_column_in_a_cell_is_the_text_of_that_cell() -> None:
    inner = tbl(tc("300.00"), tc("其中"))
    document = read(tbl(tc("收入") + tc(inner), tc("支出") + tc("2.00")))
    assert shown(document) == ["[t1]", "收入 | 300.00⏎其中", "支出 | 2.00"]


def test_a_nested_table_follows_its_parent_and_is_not_in_its_text() -> None:
    inner = tbl(tc("内") + tc("1"))
    document = read(tbl(tc(p("外") + inner + p("后")) + tc("2"), tc(inner, SPAN.format(2))))
    assert shown(document) == ["[t1]", "外⏎后 | 2", " | <", "[t2]", "内 | 1", "[t3]", "内 | 1"]


def test_a_table_that_only_sets_out_others_is_none() -> None:
    inner = tbl(tc("科目") + tc("1"))
    document = read(tbl(tc("支出总表"), tc("单位：万元"), tc(inner + p("")) + tc(inner)))
    assert shown(document) == [
        "b1: 支出总表",
        "b2: 单位：万元",
        "[t2]",
        "科目 | 1",
        "[t3]",
        "科目 | 1",
    ]


def test_rows_may_skip_columns_and_end_early() -> None:
    body = (
        "<w:tbl><w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>"
        + tc("b") + tc("c") + "</w:tr><w:tr>" + tc("a") + "</w:tr></w:tbl>"
    )  # fmt: skip
    assert shown(read(body)) == ["[t1]", " | b | c", "a |  | "]


def test_columns_that_differ_by_a_hair_are_one() -> None:
    widths = (2000, 60, 1940, 2000)
    body = tbl(
        tc("科目") + tc("预算数", SPAN.format(2)) + tc("决算数"),
        tc("教育支出", SPAN.format(2)) + tc("1") + tc("2"),
        widths=widths,
    )
    assert shown(read(body)) == ["[t1]", "科目 | 预算数 | 决算数", "教育支出 | 1 | 2"]


def test_titles_without_lines_part_the_tables_that_word_joined() -> None:
    off, on = (
        f'<w:tcBorders><w:left w:val="{it}"/><w:right w:val="{it}"/></w:tcBorders>'
        for it in ("nil", "single")
    )
    document = read(
        tbl(
            tc("表一", off + SPAN.format(3)),
            tc("部门：甲", off) + tc("", off) + tc("单位：元", off),
            tc("科目", on) + tc("金额", on + SPAN.format(2)),
            tc("合计", off) + tc("12.00", off + SPAN.format(2)),
            tc("表二", off + SPAN.format(3)),
            tc("甲", on) + tc("1", on) + tc("2", on),
            tc("注：无", off + SPAN.format(3)),
        )
    )
    assert shown(document) == [
        "t1r1c1: 表一",
        "t1r2c1: 部门：甲\t单位：元",
        "[t1r3]",
        "科目 | 金额",
        "合计 | 12.00",
        "t1r5c1: 表二",
        "[t1r6]",
        "甲 | 1 | 2",
        "t1r7c1: 注：无",
    ]


def test_a_table_without_any_lines_is_one() -> None:
    off = '<w:tcBorders><w:left w:val="nil"/><w:right w:val="nil"/></w:tcBorders>'
    body = tbl(tc("甲", off) + tc("", off), tc("乙", off) + tc("1", off))
    assert shown(read(body)) == ["[t1]", "甲 | ", "乙 | 1"]


def test_content_controls_insertions_and_tabs_are_text() -> None:
    body = (
        f"<w:sdt><w:sdtContent>{p('控件')}</w:sdtContent></w:sdt>"
        f"<w:p><w:ins>{run('新增')}</w:ins><w:r><w:tab/></w:r>{run('单位：万元')}"
        f"<w:r><w:br/></w:r>{run('次行')}</w:p>"
    )
    document = read(body)
    assert shown(document) == ["b1: 控件", "b2: 新增\t单位：万元", "b2: 次行"]
    second = document.blocks[1]
    assert [piece.text for piece in getattr(second, "pieces", ())] == ["新增", "单位：万元"]


@pytest.mark.parametrize(
    "properties",
    ['<w:color w:val="FFFFFF"/>', "<w:strike/>", "<w:dstrike/>", '<w:sz w:val="2"/>',
     '<w:color w:val="00FF00"/><w:shd w:val="clear" w:fill="00FF00"/>'],
)  # fmt: skip
def test_what_nobody_sees_or_is_struck_out_is_no_digit_of_the_figure(properties: str) -> None:
    document = read(f"<w:p>{run('9', properties)}{run('300.00')}</w:p>")
    assert shown(document) == ["b1: 300.00"]
    assert unread(document) == [("9", "b1", "hidden")]


def test_white_on_another_ground_is_seen_and_a_raised_digit_is_a_mark() -> None:
    white, dark = '<w:color w:val="FFFFFF"/>', '<w:shd w:val="clear" w:fill="1F4E79"/>'
    cell = f"<w:tc><w:tcPr>{dark}</w:tcPr><w:p>{run('科目', white)}</w:p></w:tc>"
    off = '<w:position w:val="8"/>'
    raised, whole = f"<w:p>{run('300.00')}{run('1', off)}</w:p>", f"<w:p>{run('300', off)}</w:p>"
    assert shown(read(tbl(cell, tc("1")) + raised + whole)) == [
        "[t1]", "科目", "1", "b1: 300.00¹", "b2: 300",
    ]  # fmt: skip


def test_deleted_and_hidden_text_is_set_aside() -> None:
    body = (
        f"<w:p>{run('甲')}<w:del><w:r><w:delText>删</w:delText></w:r></w:del></w:p>"
        f"<w:p>{run('隐', '<w:vanish/>')}{run('乙', NOT_HIDDEN)}</w:p>"
        + p("藏", '<w:pStyle w:val="x"/>')
        + tbl(tc("a", START), tc("被盖住", GO_ON))
    )
    styles = '<w:style w:styleId="x"><w:rPr><w:vanish/></w:rPr></w:style>'
    document = read(body, styles=styles)
    assert shown(document) == ["b1: 甲", "b2: 乙", "[t1]", "a", "^"]
    assert unread(document) == [
        ("删", "b1", "hidden"),
        ("隐", "b2", "hidden"),
        ("藏", "b2", "hidden"),
        ("被盖住", "t1r2c1", "hidden"),
    ]


@pytest.mark.parametrize(
    ("properties", "printed"),
    [
        ('<w:vertAlign w:val="superscript"/>', "300.00¹"),
        ('<w:vertAlign w:val="subscript"/>', "300.00₁"),
        ('<w:vertAlign w:val="baseline"/>', "300.001"),
        ('<w:rStyle w:val="note"/>', "300.00¹"),
        ('<w:rStyle w:val="note"/><w:vertAlign w:val="baseline"/>', "300.001"),
    ],
)
def test_the_mark_of_a_note_is_no_digit_of_the_figure(properties: str, printed: str) -> None:
    styles = '<w:style w:styleId="note"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    document = read(f"<w:p>{run('300.00')}{run('1', properties)}</w:p>", styles=styles)
    assert shown(document) == [f"b1: {printed}"]


@pytest.mark.parametrize(
    ("runs", "printed"),
    [
        (run("300.00") + run("1", "<w:i/>"), "300.00¹"),
        (run("300.0") + run("0", "<w:i/>"), "300.00"),
        (run("300.00", "<w:i/>"), "300.00"),
        (f"<oMath><f><num>{run('400')}</num><den>{run('2')}</den></f></oMath>", "⁴⁰⁰₂"),
        (
            f"<oMath><sSup><e>{run('300')}</e><sup>{run('2')}</sup></sSup></oMath>",
            "300²",
        ),
        (f"<oMath><eqArr><e>{run('4')}</e><e>{run('2')}</e></eqArr></oMath>", "⁴₂"),
        (f"<oMath>{run('300.00')}</oMath>", "300.00"),
    ],
)
def test_italics_behind_an_amount_and_parts_of_a_formula_are_no_digits(
    runs: str, printed: str
) -> None:
    assert shown(read(f"<w:p>{runs}</w:p>")) == [f"b1: {printed}"]


@pytest.mark.parametrize(
    ("before", "size", "printed"),
    [
        ('<w:sz w:val="21"/>', 12, "300.00¹"),
        ("", 12, "300.00¹"),
        ('<w:sz w:val="21"/>', 18, "300.001"),
        ('<w:sz w:val="12"/>', 12, "300.001"),
        ("", 15, "300.001"),
    ],
)
def test_a_digit_of_smaller_type_is_no_digit_of_the_figure(
    before: str, size: int, printed: str
) -> None:
    small = run("1", f'<w:sz w:val="{size}"/>')
    assert shown(read(f"<w:p>{run('300.00', before)}{small}</w:p>")) == [f"b1: {printed}"]


@pytest.mark.parametrize("properties", ["<w:hidden/>", '<w:del w:id="1"/>'])
def test_a_row_that_is_hidden_or_deleted_is_named_and_no_row(properties: str) -> None:
    rows = tbl(tc("甲") + tc("1"), tc("乙") + tc("2"), tc("丙") + tc("3"))
    hidden = rows.replace("<w:tr>", f"<w:tr><w:trPr>{properties}</w:trPr>", 2)
    hidden = hidden.replace(f"<w:tr><w:trPr>{properties}</w:trPr>", "<w:tr>", 1)
    document = read(hidden)
    assert [unread.reason for unread in document.unread] == ["hidden"]
    assert "乙" in document.unread[0].text
    (grid,) = document.blocks
    assert isinstance(grid, Grid)
    assert [[cell.text for cell in row] for row in grid.rows()] == [["甲", "1"], ["丙", "3"]]
    assert document.ledger.balanced


def test_codes_of_fields_are_no_text_their_results_are() -> None:
    body = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        "<w:r><w:instrText>TOC 第九</w:instrText></w:r>"
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("目录项")}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    assert shown(read(body)) == ["b1: 目录项"]


def test_a_text_box_is_read_once_though_it_stands_twice() -> None:
    box = f"<w:txbxContent>{p('框中')}</w:txbxContent>"
    body = (
        f"<w:p>{run('锚')}<w:r><mc:AlternateContent><mc:Choice Requires='wps'><wps:txbx>{box}"
        f"</wps:txbx></mc:Choice><mc:Fallback><v:textbox>{box}</v:textbox></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )
    assert shown(read(body)) == ["b1: 锚", "b2: 框中"]


def test_large_pictures_are_named_small_ones_are_not() -> None:
    def picture(size: int) -> str:
        return (
            f'<w:p><w:r><w:drawing><wp:inline xmlns:wp="p"><wp:extent cx="{size}" cy="{size}"/>'
            '<a:blip xmlns:a="a"/></wp:inline></w:drawing></w:r></w:p>'
        )

    assert unread(read(p("甲") + picture(3_000_000) + picture(300_000))) == [("", "b1", "picture")]


def test_headings_by_style_and_by_outline() -> None:
    styles = (
        '<w:style w:styleId="1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:styleId="mine"><w:basedOn w:val="1"/></w:style>'
        '<w:style w:styleId="ring"><w:basedOn w:val="ring"/></w:style>'
    )
    body = (
        p("甲", '<w:pStyle w:val="mine"/>')
        + p("乙", '<w:outlineLvl w:val="1"/>')
        + p("丙", '<w:pStyle w:val="ring"/>')
    )
    assert shown(read(body, styles=styles)) == ["b1: #甲", "b2: ##乙", "b3: 丙"]


def test_notes_headers_and_footers() -> None:
    body = p("正文") + (
        '<w:sectPr><w:headerReference r:id="rheader"/><w:footerReference r:id="rfooter"/></w:sectPr>'
    )
    document = read(
        body,
        header=p("2025年部门预算"),
        footer=f'<w:p>{run("— ")}<w:fldSimple w:instr=" PAGE ">{run("3")}</w:fldSimple></w:p>',
        footnotes=f'<w:footnote w:type="separator">{p("x")}</w:footnote>'
        f"<w:footnote>{p('脚注')}</w:footnote>",
        comments=f"<w:comment>{p('批注')}</w:comment>",
    )
    assert shown(document) == [
        "b1: 正文",
        "b2: 脚注",
        "b3: (running_head) 2025年部门预算",
        "b4: (page_number) — 3",
    ]
    assert unread(document) == [("批注", "b4", "hidden")]


def test_numbers_that_word_counts_are_printed() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="7">'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
        '<w:lvlText w:val="%1、"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%2"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    )

    def item(text: str, level: int) -> str:
        return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>')

    body = item("职责", 0) + item("2024年", 1) + item("其他", 1) + item("预算", 0) + item("甲", 1)
    document = read(body, numbering=numbering)
    assert shown(document) == [
        "b1: 一、职责",
        "b2: 1 2024年",
        "b3: 2 其他",
        "b4: 二、预算",
        "b5: 1 甲",
    ]


@pytest.mark.parametrize(
    ("number", "style", "text"),
    [
        (10, "chineseCounting", "十"),
        (21, "chineseCountingThousand", "二十一"),
        (105, "chineseCountingThousand", "一百零五"),
        (12, "chineseLegalSimplified", "壹拾贰"),
        (3, "decimalEnclosedCircleChinese", "③"),
        (4, "upperRoman", "IV"),
        (28, "lowerLetter", "bb"),
        (7, "unheardOf", "7"),
    ],
)
def test_number_styles(number: int, style: str, text: str) -> None:
    assert number_text(number, style) == text


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(b"PK\x03\x04", "压缩包的目录", id="no directory"),
        pytest.param(zipped({"[Content_Types].xml": "<x/>"}), "缺少", id="no document"),
        pytest.param(zipped({"word/document.xml": "<w:x"}), "XML", id="half a document"),
        pytest.param(
            zipped({"word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
            "DTD",
            id="entities",
        ),
        pytest.param(zipped({f"word/{n}": "" for n in range(5001)}), "上限", id="many members"),
        pytest.param(zipped({"word/document.xml": b"<a>" + bytes(201_000_000)}), "上限", id="bomb"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(content: bytes, words: str) -> None:
    with pytest.raises(YusuanError, match=words):
        read_docx(content)


def test_tables_nested_without_end_are_refused() -> None:
    body = p("内")
    for _ in range(20):
        body = tbl(tc(body))
    with pytest.raises(YusuanError, match="嵌套"):
        read_docx(docx(body))


@given(st.lists(st.lists(st.tuples(st.integers(1, 3), st.sampled_from(["", START, GO_ON])),
                         min_size=1, max_size=4), min_size=1, max_size=5))  # fmt: skip
def test_any_table_keeps_every_text_once(rows: list[list[tuple[int, str]]]) -> None:
    texts = iter(f"t{n}" for n in range(100))
    made = ["".join(tc(next(texts), SPAN.format(span) + merge) for span, merge in row)
            for row in rows]  # fmt: skip
    document = read(tbl(*made))
    (grid,) = document.grids
    assert len(grid.cells) == grid.row_count * grid.column_count
    found = [cell.text for cell in grid.cells if cell.text] + [it.text for it in document.unread]
    assert sorted(found) == sorted(f"t{n}" for n in range(sum(map(len, rows))))


def test_the_sample_has_the_characters_that_another_library_finds() -> None:
    paths = sorted(SAMPLES.glob("*/*.docx"))
    if not paths:
        pytest.skip("the samples are not here")
    for path in paths:
        content = path.read_bytes()
        document = read_docx(content)
        assert document.ledger.balanced
        html = mammoth.convert_to_html(BytesIO(content)).value
        other = "".join("".join(str(it) for it in parse_html(html).itertext()).split())
        ours = "".join("".join(cell.text for cell in grid.cells) for grid in document.grids)
        assert document.ledger.in_cells == len("".join(ours.split()))
        printed = sum(len("".join(it.text.split())) for it in document.blocks
                      if hasattr(it, "text"))  # fmt: skip
        assert printed + document.ledger.in_cells == len(other)
