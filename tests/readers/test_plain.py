"""Text with tabs: lines and grids, and the bytes again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.readers.showing import shown
from yusuan.errors import YusuanError
from yusuan.readers.plain import print_again, read_plain


def test_lines_with_tabs_that_stand_together_are_a_grid() -> None:
    text = "一、收支总表\n\n科目\t金额\t备注\n合计\t1.00\n\t\n甲\t0\n注：无\n"
    document = read_plain(text.encode())
    assert shown(document) == [
        "L1: 一、收支总表",
        "[L3]",
        "科目 | 金额 | 备注",
        "合计 | 1.00 | ",
        "[L6]",
        "甲 | 0",
        "L7: 注：无",
    ]
    grid = document.grids[0]
    assert not grid.spans_known
    assert [str(cell.place) for cell in grid.row(1)] == ["L4C1", "L4C2", "L4C3"]
    assert [cell.kind for cell in grid.row(1)] == ["printed", "printed", "blank"]
    assert document.ledger.balanced


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("第一页\n\f第二页\n".encode(), id="form feed"),
        pytest.param("甲\t乙\r\n丙\r\n".encode(), id="CRLF"),
        pytest.param("甲\t乙\r丙\r".encode(), id="CR"),
        pytest.param("甲\r\n乙\n丙\r丁".encode(), id="mixed ends of lines"),
        pytest.param("预算\n".encode("gb18030"), id="GB18030"),
        pytest.param(b"\xef\xbb\xbf" + "预算\n".encode(), id="marked UTF-8"),
        pytest.param(b"\xff\xfe" + "预算\r\n表".encode("utf-16-le"), id="UTF-16 LE"),
        pytest.param(b"\xfe\xff" + "预算\n".encode("utf-16-be"), id="UTF-16 BE"),
    ],
)
def test_the_bytes_are_printed_again(content: bytes) -> None:
    document = read_plain(content)
    assert print_again(document) == content
    assert document.ledger.balanced
    assert not any("\r" in line or "\f" in line for line in shown(document))


def test_ends_of_lines_that_are_cr_alone_part_the_same_lines() -> None:
    text = "一、收支总表\n科目\t金额\n合计\t1.00\n注：无\n"
    assert shown(read_plain(text.replace("\n", "\r").encode())) == shown(read_plain(text.encode()))


@given(st.text(st.sampled_from("甲1.\t\n\r\f \u3000"), min_size=1))
def test_any_text_is_printed_again_and_accounted_for(text: str) -> None:
    if not text.strip():
        return
    document = read_plain(text.encode())
    assert print_again(document) == text.encode()
    assert document.ledger.balanced
    for grid in document.grids:
        assert len(grid.cells) == grid.row_count * grid.column_count


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("汉" + " " * 1_000_000 + "字", id="blanks"),
        pytest.param("\t" * 50_000 + "甲", id="tabs"),
        pytest.param("1" * 1_000_000, id="digits"),
        pytest.param("甲\t乙\n" * 30_000, id="rows"),
        pytest.param("\n".join("甲" + "\t" * (n % 7 == 0) * 900 + "\t乙" for n in range(250)),
                     id="ragged"),
    ],
)  # fmt: skip
def test_size_costs_time_in_proportion(text: str) -> None:
    document = read_plain(text.encode())
    assert document.ledger.balanced
    cells = sum(len(grid.cells) for grid in document.grids)
    assert cells <= 2 * (text.count("\t") + text.count("\n") + 1)


WHOLE = "编码\t名称\t合计\t基本\n213\t农林水\t21.00\t21.00\n21303\t水利\t21.00\t21.00\n"


@pytest.mark.parametrize(
    ("row", "texts"),
    [
        ("2130301\t行政\n运行\t21.00\t21.00", ["2130301", "行政运行", "21.00", "21.00"]),
        ("2130301\t行政运行\n\t21.00\t21.00", ["2130301", "行政运行", "21.00", "21.00"]),
        ("2130301\t行政运行\t21.\n00\t21.00", ["2130301", "行政运行", "21.00", "21.00"]),
        ("2130301\t行政运行\t2\n1.00\t21.00", ["2130301", "行政运行", "2 1.00", "21.00"]),
    ],
)
def test_a_line_break_within_a_cell_parts_no_row(row: str, texts: list[str]) -> None:
    """Two digits that it parts are no one number for certain."""
    document = read_plain(f"{WHOLE}{row}\n".encode())
    (grid,) = document.grids
    assert [cell.text for cell in grid.row(3)] == texts
    assert document.ledger.balanced


@pytest.mark.parametrize("rows", ["2130301\t行政\t1.00\n运行\t2.00", "2130301\t行政运行"])
def test_rows_that_are_shorter_otherwise_stay_rows(rows: str) -> None:
    grid, *_ = read_plain(f"{WHOLE}{rows}\n".encode()).grids
    assert grid.row_count == 3 + sum("\t" in row for row in rows.split("\n"))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b" \n\t\n", "文件是空的"),
        (b"a\x00b", "二进制"),
        (b"\xff\xfe\x00\xd8", "utf-16-le"),
        (b"\x80\x80\xff", "编码"),
        ("甲\n乙\x07".encode(), r"第 2 行：含有控制字符 U\+0007"),
    ],
)
def test_what_is_no_text_is_refused(content: bytes, words: str) -> None:
    with pytest.raises(YusuanError, match=words):
        read_plain(content)
