"""Three times as much takes about three times as long: rows, indicators, projects, blanks."""

import time
from collections.abc import Callable

import pytest

from tests.paths import SMALL, convert_text, text_of

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


def lines(count: int) -> str:
    return TEXT + "\n\n" + "甲\n" * count


@pytest.mark.parametrize(
    ("made", "count"),
    [(procurement, 700), (indicators, 1_500), (blanks, 100_000), (lines, 8_000)],
    ids=["procurement", "indicators", "blanks", "lines"],
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
