"""Sheets that a program wrote as text: CSV, and text with as many tabs in every line."""

import pytest

from yusuan.conversion.interpreting import interpret
from yusuan.errors import YusuanError
from yusuan.evidence.model import Grid, Line
from yusuan.evidence.places import LinePlace
from yusuan.readers.dispatch import read
from yusuan.readers.plain import print_again

SUMMARY = """\
某某市民政局2024年部门预算,,,
表一 收支总表,,,
,,,单位：万元
收入,,支出,
项目,预算数,项目,预算数
一般公共预算拨款收入,"1,100.00",一、一般公共服务支出,"1,060.00"
,,"二、社会保障
和就业支出",40.00
收入总计,"1,100.00",支出总计,"1,100.00"
"""


def test_a_table_of_csv_is_read_with_the_lines_of_its_figures() -> None:
    (reading,) = interpret([read("a.csv", SUMMARY.encode("gb18030"))]).readings
    assert reading.statement.organisation_name == "某某市民政局"
    (table,) = reading.tables
    printed = [
        (entry.label, figure.text, figure.place)
        for entry in table.entries
        for figure in entry.figures.values()
        if figure.value
    ]
    assert printed == [
        ("一般公共预算拨款收入", "1,100.00", LinePlace(6, 2)),
        ("一、一般公共服务支出", "1,060.00", LinePlace(6, 4)),
        ("二、社会保障 和就业支出", "40.00", LinePlace(7, 4)),
        ("收入总计", "1,100.00", LinePlace(9, 2)),
        ("支出总计", "1,100.00", LinePlace(9, 4)),
    ]
    assert not reading.leftovers


def test_the_bytes_are_kept_and_every_character_is_in_a_cell() -> None:
    document = read("a.csv", SUMMARY.encode())
    assert print_again(document) == SUMMARY.encode()
    assert document.ledger.balanced


@pytest.mark.parametrize(
    "text",
    [
        "一,二\n三\n",
        "Office of Something, 2024\nBudget, as printed\n一、基本情况\n二、机构\n三、其他\n",
        "收入\t1.00\n收入, 支出, 结转\n收入, 支出, 结转\n收入, 支出, 结转\n",
    ],
    ids=["too few lines", "mostly prose", "tabs"],
)
def test_a_comma_in_prose_makes_no_table(text: str) -> None:
    blocks = read("a.txt", text.encode()).blocks
    lines = [block.text for block in blocks if isinstance(block, Line)]
    assert [line for line in text.splitlines() if "\t" not in line] == lines


def test_a_quotation_mark_that_nothing_closes_loses_nothing() -> None:
    text = '项目,金额\n甲,1.00\n"乙,2.00\n丙,3.00\n丁,4.00\n'
    document = read("a.csv", text.encode())
    cells = "".join(c.text for b in document.blocks if isinstance(b, Grid) for c in b.cells)
    lines = "".join(block.text for block in document.blocks if isinstance(block, Line))
    for figure in ("1.00", "2.00", "3.00", "4.00"):
        assert figure in cells + lines


def test_a_row_of_many_cells_pads_no_others_without_end() -> None:
    text = "甲,1.00\n" * 3000 + "乙," * 3000 + "\n"
    with pytest.raises(YusuanError, match="表格过大"):
        read("a.csv", text.encode())
