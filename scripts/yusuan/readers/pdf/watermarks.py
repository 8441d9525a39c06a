"""Text that is no part of what a page says: printed large across its tables, or slanted."""

from collections.abc import Iterable, Sequence

from yusuan.evidence.places import Box
from yusuan.readers.pdf.contents import Rule
from yusuan.readers.pdf.glyphs import Glyph
from yusuan.readers.pdf.lines import box_of

_LARGER = 1.5  # times the size of the page's letters
_MOST_RUNS = 300
_MIDDLE = 0.25  # share of a letter's height above and below which no rule goes through it
_FEWEST_WITHIN = 2  # smaller letters that stand in those of a run


def parted(
    glyphs: list[Glyph], horizontal: Iterable[Rule], letter: float
) -> tuple[list[Glyph], list[Glyph]]:
    """The glyphs of the page's own text, and those of its watermarks.

    ``letter`` is the size of the page's letters in points. Letters that are much larger, and have a
    rule through their middle or smaller letters within them, stand across what is printed.
    """
    largest = _LARGER * letter
    odd = [n for n, it in enumerate(glyphs) if it.size > largest or it.quarter is None]
    if not odd:
        return glyphs, []
    marks = {number for number in odd if glyphs[number].quarter is None}
    runs = _runs(glyphs, [number for number in odd if glyphs[number].quarter == 0])
    if len(runs) <= _MOST_RUNS:
        rules = list(horizontal)
        small = [glyph for glyph in glyphs if glyph.size <= largest]
        for run in runs:
            letters = [glyphs[number] for number in run if not glyphs[number].is_space]
            if letters and _is_across(letters, rules, small):
                marks.update(run)
    if not marks:
        return glyphs, []
    own = [glyph for number, glyph in enumerate(glyphs) if number not in marks]
    return own, [glyphs[number] for number in sorted(marks)]


def _runs(glyphs: Sequence[Glyph], large: Iterable[int]) -> list[list[int]]:
    """Large letters on one line, as the text layer has them one after the other."""
    runs: list[list[int]] = []
    for number in large:
        glyph, before = glyphs[number], glyphs[number - 1]
        like = (before.size, before.baseline) == (glyph.size, glyph.baseline)
        if runs and runs[-1][-1] == number - 1 and like:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def _is_across(letters: Sequence[Glyph], rules: Sequence[Rule], small: Sequence[Glyph]) -> bool:
    box = box_of(letters)
    height = box.y1 - box.y0
    core = Box(box.x0, box.y0 + _MIDDLE * height, box.x1, box.y1 - _MIDDLE * height)
    if any(
        core.y0 < rule.at < core.y1 and rule.start < core.x1 and rule.end > core.x0
        for rule in rules
    ):
        return True
    within = sum(
        core.x0 < (it.x0 + it.x1) / 2 < core.x1 and core.y0 < (it.y0 + it.y1) / 2 < core.y1
        for it in small
        if not it.is_space
    )
    return within >= _FEWEST_WITHIN
