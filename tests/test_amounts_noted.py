"""Amounts in the notes of tables: facts of their own, which accuse no table and no sentence."""

from yusuan.binding.notes import note_paragraphs
from yusuan.conversion.disclosure import Description, LaidOut, lay_out
from yusuan.evidence.model import Part
from yusuan.evidence.places import LinePlace, PagePlace, TablePlace
from yusuan.model import TextLine
from yusuan.prose.money import UnreadMoney
from yusuan.prose.noted import TableNote, noted_amounts
from yusuan.prose.stated import STATED_AMOUNTS, StatedAmount
from yusuan.readers.html import read_html
from yusuan.views.documents import Original


def told(*notes: str) -> list[tuple[int | None, str, str, str]]:
    placed = noted_amounts(
        2024,
        [
            TableNote(number, "", (TextLine(LinePlace(number), text),))
            for number, text in enumerate(notes, start=1)
        ],
    )
    return [
        (each.table_no, each.found.subject, each.found.number, each.found.unit)
        for each in placed
        if isinstance(each.found, StatedAmount)
    ]


def test_the_label_of_a_note_names_no_amount() -> None:
    assert told("注：上年结转12.34万元，其中项目支出8万元。", "（备注：公务接待费3万元）") == [
        (1, "上年结转", "12.34", "万元"),
        (1, "项目支出", "8", "万元"),
        (2, "公务接待费", "3", "万元"),
    ]


def test_a_note_that_explains_its_table_states_nothing() -> None:
    assert told("注：本表反映2024年本部门各项支出，以万元为单位，保留2位小数。") == []


def test_lines_of_a_page_are_one_note_until_a_sentence_ends() -> None:
    lines = ["注：1.上年结转", "12.34万元。", "2.接待费3万", "元", "备注：无"]
    notes = [Part(text, PagePlace(1, None)) for text in lines]
    joined = ["".join(line.text for line in each) for each in note_paragraphs(notes)]
    assert joined == ["注：1.上年结转12.34万元。", "2.接待费3万元", "备注：无"]


def test_half_an_amount_at_the_end_of_a_line_of_its_own_is_unread() -> None:
    notes = [Part("注：上年结转12.", LinePlace(7)), Part("34万元", LinePlace(8))]
    (found,) = noted_amounts(2024, [TableNote(1, "", each) for each in note_paragraphs(notes)])
    assert isinstance(found.found, UnreadMoney)


def laid_out(note: str) -> LaidOut:
    page = f"""<p>某某局2024年部门预算</p><p>支出总表</p><p>单位：万元</p><table>
      <tr><td>科目编码</td><td>科目名称</td><td>合计</td><td>基本支出</td><td>项目支出</td></tr>
      <tr><td></td><td>合计</td><td>100</td><td>60</td><td>40</td></tr></table><p>{note}</p>"""
    (statement,) = lay_out(
        [Original.of("a.html", "", 0, read_html(page.encode()))], Description()
    ).statements
    return statement


def test_an_amount_in_a_note_has_its_table_and_its_place_and_no_check_asks_of_it() -> None:
    noted, plain = laid_out("注：支出合计99万元，比上年减少200万元。"), laid_out("注：含上年结转。")
    row = dict(zip(STATED_AMOUNTS.field_names, noted.rows["stated_amounts"][0], strict=True))
    assert (row["subject"], row["table_no"], row["section_no"]) == ("支出合计", 1, None)
    assert row["place"] == "b4"
    assert plain.rows["stated_amounts"] == ()
    assert [each.status for each in noted.results] == [each.status for each in plain.results]


def test_places_of_cells_part_notes() -> None:
    notes = [Part("注：一", TablePlace(1, 3, 1)), Part("二", TablePlace(1, 4, 1))]
    assert len(list(note_paragraphs(notes))) == 2
