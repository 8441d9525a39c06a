"""Damaged documents either convert with every line accounted for, or stop with our own error."""

import os
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.paths import REAL, SMALL, convert_text, text_of
from yusuan.errors import YusuanError
from yusuan.package.rebuilding import Rebuilder

RUNS = int(os.environ.get("YUSUAN_FUZZ_RUNS", "48"))
CHARACTERS = (
    "0123456789.,-—\t \n合计一、：:（）“”*不涉及≥%年月日单位万元注无空表绩效目标|<\u3000\ufeff😀"
)


def accounted_for(text: str) -> bool:
    """Whether ``text`` converts; if so, every line must be reproduced from the rows."""
    try:
        disclosure = convert_text(text)
    except YusuanError:
        return False
    ends = "\n" if "\n" in text else "\r"
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split(ends)
    assert sum(disclosure.kinds.values()) == len(lines)
    again = list(Rebuilder(disclosure.rows).lines())
    different = [(n, a, b) for n, (a, b) in enumerate(zip(lines, again, strict=True), 1) if a != b]
    assert not different
    return True


def damaged(text: str, rng: random.Random) -> str:
    """A few random edits of lines, cells and characters."""
    lines = text.split("\n")
    for _ in range(rng.randint(1, 3)):
        at = rng.randrange(len(lines))
        match rng.randrange(9):
            case 0:
                del lines[at]
            case 1:
                lines.insert(at, lines[rng.randrange(len(lines))])
            case 2:
                other = rng.randrange(len(lines))
                lines[at], lines[other] = lines[other], lines[at]
            case 3:
                lines.insert(at, "")
            case 4:
                cut = rng.randint(0, len(lines[at]))
                lines[at : at + 1] = [lines[at][:cut], lines[at][cut:]]
            case 5:
                cells = lines[at].split("\t")
                rng.shuffle(cells)
                lines[at] = "\t".join(cells)
            case 6:
                cut = rng.randint(0, len(lines[at]))
                lines[at] = lines[at][:cut] + rng.choice(CHARACTERS) + lines[at][cut:]
            case 7:
                cut = rng.randint(0, len(lines[at]))
                lines[at] = lines[at][:cut] + lines[at][cut + 1 :]
            case _:
                del lines[at + 1 :]
        if not lines:
            lines = [""]
    return "\n".join(lines)


@settings(
    max_examples=RUNS,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@given(st.integers(0, 2**32))
def test_a_damaged_document_is_converted_whole_or_refused(seed: int) -> None:
    accounted_for(damaged(text_of(SMALL), random.Random(seed)))


@settings(max_examples=max(RUNS // 8, 1), deadline=None, derandomize=True, database=None)
@given(st.integers(0, 2**32))
def test_the_real_document_damaged_is_converted_whole_or_refused(seed: int) -> None:
    accounted_for(damaged(text_of(REAL), random.Random(seed)))


@settings(max_examples=RUNS, deadline=None, derandomize=True, database=None)
@given(st.text(max_size=300) | st.text(alphabet=CHARACTERS, max_size=300))
def test_any_text_is_converted_whole_or_refused(text: str) -> None:
    accounted_for(text)


@pytest.mark.parametrize("folder", [SMALL, REAL], ids=["small", "real"])
def test_the_undamaged_document_converts(folder: Path) -> None:
    assert accounted_for(text_of(folder))
