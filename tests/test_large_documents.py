"""Three times as much takes about three times as long, or is stopped at a stated limit."""

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.paths import SMALL, convert_text, rows_of, text_of
from tests.readers.making import docx, p, tbl, tc
from yusuan.checks.text_evidence import find_alone
from yusuan.conversion.reading import read_files
from yusuan.errors import YusuanError
from yusuan.evidence.model import Cell, Grid, Part
from yusuan.evidence.places import LinePlace
from yusuan.prose import amounts as prose_amounts
from yusuan.prose import placed as prose_placed
from yusuan.readers import bounding
from yusuan.readers.dispatch import read
from yusuan.stitching.rows import without_rows

TEXT = text_of(SMALL)
LINES = TEXT.split("\n")


def _with_copies(line: int, count: int) -> str:
    """The document with a line of it many times, each with a name of its own."""
    first, _, rest = LINES[line].partition("\t")
    copies = [f"{first}{number}\t{rest}" if first else LINES[line] for number in range(count)]
    return "\n".join((*LINES[:line], *copies, *LINES[line + 1 :]))


def _line(words: str, cells: int) -> int:
    return next(n for n, line in enumerate(LINES) if words in line and line.count("\t") >= cells)


def procurement(count: int) -> str:
    return _with_copies(_line("合计\t", 12) + 2, count)


def indicators(count: int) -> str:
    return _with_copies(_line("≥", 5), count)


def blanks(count: int) -> str:
    return f"{TEXT}\n\n汉{' ' * count}字\n"


def digits(count: int) -> str:
    return f"{TEXT}\n\n支出{'1' * count}万元\n"


def leader(count: int) -> str:
    """A cell that looks like the dots of a contents list for a long time."""
    return f"{TEXT}\n\n项目{'-' * count}x\t预算数\n甲\t1.00\n"


def amounts(count: int) -> str:
    """One sentence that never ends, full of amounts."""
    return TEXT + "\n\n" + "，".join(f"其中{n}项支出{n}.12万元" for n in range(count)) + "\n"


def projects(count: int) -> str:
    """A project's table of goals many times, each with a name of its own."""
    start = next(n for n, line in enumerate(LINES) if line.startswith("2、2024 年节水"))
    end = next(n for n, line in enumerate(LINES) if line.startswith("六、") and n > start)
    copies = (
        line
        for number in range(count)
        for line in (f"{number + 2}、节水宣传{number}号经费绩效目标表", *LINES[start + 1 : end])
    )
    return "\n".join((*LINES[:start], *copies, *LINES[end:]))


def cut_rows(count: int) -> str:
    """A table on many pages, a row of it cut in two by each of them."""
    head = next(n for n, line in enumerate(LINES) if line.startswith("一级指标") and "\t" in line)
    pages = (
        line
        for number in range(count)
        for line in (
            f"\t质量指标\t率{number}\t描述{number}的说明，\t100\t依据",
            "",
            LINES[head],
            "\t\t\t程数*100%\t%\t5 号",
        )
    )
    return "\n".join((*LINES[: head + 2], *pages, *LINES[head + 2 :]))


def lines(count: int) -> str:
    return TEXT + "\n\n" + "甲\n" * count


@pytest.mark.parametrize(
    ("made", "count"),
    [
        (procurement, 400),
        (indicators, 800),
        (blanks, 60_000),
        (lines, 5_000),
        (digits, 20_000),
        (leader, 5_000),
        (amounts, 1_000),
        (projects, 200),
        (cut_rows, 100),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_time_grows_in_proportion(made: Callable[[int], str], count: int) -> None:
    seconds = []
    for each in (10, count, 3 * count):
        text = made(each)
        started = time.process_time()
        convert_text(text)
        seconds.append(time.process_time() - started)
    least, one, three = seconds
    assert three - least < 6 * max(one - least, 0.3)


def test_every_paragraph_is_read_for_amounts_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read_of: list[str] = []
    reader = prose_amounts.read_amounts

    def counted(text: str, *more: object) -> object:
        read_of.append(text)
        return reader(text, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(prose_placed, "read_amounts", counted)
    disclosure = convert_text(f"{TEXT}\n\n独有的一段支出7.13万元。\n")
    assert sum("独有的一段" in text for text in read_of) == 1
    assert "7.13" in [row["published_text"] for row in rows_of(disclosure, "stated_amounts")]


def test_a_sentence_without_end_is_cut_around_each_amount() -> None:
    whole = f"支出{'甲' * 1_000}1.00万元"
    assert [found.sentence for found in prose_amounts.find_amounts(whole, 2024)] == [whole]
    endless = "，".join(f"其中{n}项支出{n}.12万元" for n in range(100))
    found = list(prose_amounts.find_amounts(endless, 2024))
    assert len(found) == 100
    assert all(f"{each.number}万元" in each.sentence for each in found)
    assert max(len(each.sentence) for each in found) < 250


@pytest.mark.parametrize(
    ("number", "words", "at"),
    [
        ("12", "支出112万元，其中12万元", 10),
        ("12", "支出12.5万元", 2),
        ("12", "支出0.12万元，12", 9),
        ("12", "支出1,12万元", -1),
        ("12", "支出120万元", -1),
        ("12", "12", 0),
        ("1", "11", -1),
    ],
)
def test_a_figure_is_found_where_it_stands_alone(number: str, words: str, at: int) -> None:
    found = re.search(rf"(?<![0-9.,]){number}(?![0-9])", words)
    assert find_alone(number, words, not_behind="0123456789.,") == at
    assert (found.start() if found else -1) == at


def _grid(rows: int, anchor: dict[tuple[int, int], int]) -> Grid:
    """Two columns; ``anchor``: the rows that a merged cell spans, by where it begins."""
    covered = {
        (row + below, column): (row, column)
        for (row, column), span in anchor.items()
        for below in range(1, span)
    }
    return Grid(
        rows,
        2,
        tuple(
            Cell(
                row,
                column,
                (Part("" if (row, column) in covered else f"{row}.{column}", LinePlace(row + 1)),),
                row_span=anchor.get((row, column), 1),
                kind="covered" if (row, column) in covered else "printed",
                anchor=covered.get((row, column)),
            )
            for row in range(rows)
            for column in range(2)
        ),
        (LinePlace(1),),
    )


def test_rows_above_one_that_goes_are_not_touched() -> None:
    grid = _grid(6, {(0, 0): 2, (3, 1): 2})
    shorter = without_rows(grid, frozenset([4]))
    assert all(a is b for a, b in zip(shorter.cells[:6], grid.cells[:6], strict=True))
    assert [cell.text for cell in shorter.cells[6:]] == ["3.0", "3.1", "5.0", "5.1"]
    assert (shorter.row_count, shorter.cell(3, 1).row_span) == (5, 1)
    assert [(cell.row, cell.column) for cell in shorter.cells] == [
        (row, column) for row in range(5) for column in range(2)
    ]
    assert shorter.cell(1, 0).anchor == (0, 0)


LIMITS = {
    "text": ("MAXIMUM_TEXT", 100, f"{TEXT}\n{'长' * 101}\n", "一行或一格的文字太长"),
    "cell": ("MAXIMUM_TEXT", 100, f"{TEXT}\n甲\t{'长' * 101}\n", "一行或一格的文字太长"),
    "characters": ("MAXIMUM_CHARACTERS", 100, TEXT, "文字已超过上限 100 字"),
    "cells": ("MAXIMUM_CELLS", 5, "甲\t1\n乙\t2\n丙\t3\n", "各表的单元格已超过上限 5 格"),
    "grids": ("MAXIMUM_GRIDS", 1, "甲\t1\n\n乙\t2\n", "表格已超过上限 1 张"),
    "lines": ("MAXIMUM_LINES", 2, "甲\n乙\n丙\n", "文字已超过上限 2 行"),
}


@pytest.mark.parametrize("name", LIMITS)
def test_what_is_too_much_is_refused_with_its_place(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit, most, text, said = LIMITS[name]
    assert read("a.txt", text.encode()).blocks
    monkeypatch.setattr(bounding, limit, most)
    with pytest.raises(YusuanError, match=said) as refused:
        read("a.txt", text.encode())
    assert re.match(r"a\.txt 第 [0-9]+ 行", str(refused.value))
    assert "再读" in str(refused.value)


def test_limits_hold_in_every_format(monkeypatch: pytest.MonkeyPatch) -> None:
    content = docx(tbl(*(f"{tc(p('甲'))}{tc(p(str(n)))}" for n in range(3))))
    assert len(read("a.docx", content).grids) == 1
    monkeypatch.setattr(bounding, "MAXIMUM_CELLS", 5)
    with pytest.raises(YusuanError, match="各表的单元格已超过上限 5 格"):
        read("a.docx", content)


def test_a_document_with_too_many_amounts_is_named_and_stops_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    most = sum(1 for _ in rows_of(convert_text(TEXT), "stated_amounts"))
    monkeypatch.setattr(prose_placed, "MAXIMUM_AMOUNTS", most)
    many, few = tmp_path / "many.txt", tmp_path / "few.txt"
    many.write_text(f"{TEXT}\n\n支出1.00万元。\n", encoding="utf-8")
    few.write_text(TEXT, encoding="utf-8")
    first, second = read_files([[many], [few]], None)
    (refused,) = first.report.documents
    assert (refused.status, refused.fault) == ("failed", False)
    assert f"已超过上限 {most} 个" in (refused.reason or "")
    assert "第 342 行" in (refused.reason or "")
    assert second.report.status != "failed"
