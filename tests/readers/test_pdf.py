"""What the PDF reader makes of pages written by hand, one trap each."""

import pytest

from tests.readers.made_pdf import PageOf, pdf_of
from yusuan.errors import YusuanError
from yusuan.evidence.model import Document, Grid, Line
from yusuan.evidence.places import Box, PagePlace
from yusuan.readers.pdf import read_pdf


def read(*pages: PageOf) -> Document:
    document = read_pdf(pdf_of(*pages))
    assert document.ledger.balanced
    return document


def rows_of(grid: Grid) -> list[list[str]]:
    """The text of each position; «^» stands where a merged cell covers it."""
    return [["^" if cell.kind == "covered" else cell.text for cell in row] for row in grid.rows()]


def lines_of(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Line)]


def test_a_ruled_table_between_two_lines() -> None:
    page = (
        PageOf()
        .text(200, 60, "收入总表", 16)
        .table([100, 300, 500], [100, 120, 140])
        .text(110, 114, "项目")
        .text(310, 114, "预算数")
        .text(110, 134, "合计")
        .text(310, 134, "12.50")
        .text(100, 170, "注：无")
    )
    document = read(page)
    assert [type(block) for block in document.blocks] == [Line, Grid, Line]
    assert lines_of(document) == ["收入总表", "注：无"]
    (grid,) = document.grids
    assert rows_of(grid) == [["项目", "预算数"], ["合计", "12.50"]]
    assert grid.cell(1, 1).place == PagePlace(1, Box(300, 120, 500, 140))
    assert list(grid.column_edges) == [100, 300, 500]
    assert document.ledger.in_cells == 12


def test_cells_without_a_rule_between_them_are_one() -> None:
    page = PageOf().line(100, 100, 500, 100).line(200, 120, 500, 120).line(100, 140, 500, 140)
    page.line(100, 100, 100, 140).line(200, 100, 200, 140).line(500, 100, 500, 140)
    page.line(350, 120, 350, 140)
    page.text(110, 124, "科目").text(300, 114, "金额").text(210, 134, "基本").text(360, 134, "项目")
    (grid,) = read(page).grids
    assert rows_of(grid) == [["科目", "金额", "^"], ["^", "基本", "项目"]]
    assert (grid.cell(0, 0).row_span, grid.cell(0, 1).column_span) == (2, 2)
    assert grid.cell(1, 0).anchor == (0, 0)
    assert grid.owner(0, 2).text == "金额"


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"not a PDF at all"])
def test_what_is_no_pdf_is_refused_in_chinese(content: bytes) -> None:
    with pytest.raises(YusuanError, match=r"PDF 已损坏|PDF 不完整"):
        read_pdf(content)


def test_a_file_cut_off_is_refused_not_repaired() -> None:
    content = pdf_of(*(PageOf().text(100, 100, "第一行") for _ in range(3)))
    with pytest.raises(YusuanError, match="PDF 不完整，缺少结尾"):
        read_pdf(content[: content.index(b"xref")])


def test_an_encrypted_file_is_refused() -> None:
    content = pdf_of(PageOf().text(100, 100, "第一行"))
    lock = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -4 >> /ID [<00> <00>]"
    locked = content.replace(
        b"trailer << ", b"trailer << " + lock % (b"00" * 32, b"11" * 32) + b" "
    )
    with pytest.raises(YusuanError, match="PDF 已加密"):
        read_pdf(locked)


def test_pages_beyond_the_limit_are_named() -> None:
    content = pdf_of(*(PageOf().text(100, 100, "第一行") for _ in range(3)))
    document = read_pdf(content, maximum_pages=2)
    assert [page.number for page in document.pages] == [1, 2]
    assert [(str(unread.place), unread.reason) for unread in document.unread] == [
        ("p3", "too_much")
    ]
