"""Small digits behind a figure of a PDF are marks of notes, no digits of it."""

import pytest

from yusuan.readers.pdf.glyphs import Glyph
from yusuan.readers.pdf.lines import line_text, visual_lines
from yusuan.readers.pdf.raising import on_the_line


def glyphs(text: str, x: float, baseline: float, size: float) -> list[Glyph]:
    half = size / 2
    return [
        Glyph(c, x + n * half, baseline - size, x + (n + 1) * half, baseline, x, baseline, size)
        for n, c in enumerate(text)
    ]


@pytest.mark.parametrize(
    ("mark", "baseline", "size", "shown"),
    [
        ("1", 96.0, 7.0, "300.00¹"),
        ("12", 96.0, 7.0, "300.00¹²"),
        ("2", 102.0, 7.0, "300.00₂"),
        ("1", 96.0, 8.3, "300.00¹"),
        ("1", 100.0, 7.0, "300.00¹"),  # on the line, of much smaller type
        ("1", 100.0, 8.3, "300.001"),
        ("1", 96.0, 10.0, None),  # as large as the figure: another line's
    ],
)
def test_a_mark_behind_a_figure(mark: str, baseline: float, size: float, shown: str | None) -> None:
    figure = glyphs("300.00", 10.0, 100.0, 10.0)
    found = on_the_line([*figure, *glyphs(mark, 40.0, baseline, size)])
    assert "".join(glyph.text for glyph in found)[:6] == "300.00"
    if shown is None:
        assert found[6].text == mark
    else:
        assert [line_text(line) for line in visual_lines(found)] == [shown]


def test_a_digit_that_stands_apart_is_none_of_the_figure() -> None:
    figure = glyphs("300.00", 10.0, 100.0, 10.0)
    assert on_the_line([*figure, *(far := glyphs("1", 90.0, 96.0, 7.0))])[6:] == far


def test_a_figure_that_goes_on_in_smaller_type_is_whole() -> None:
    figure = glyphs("300.0", 10.0, 100.0, 10.0)
    found = on_the_line([*figure, *glyphs("0", 35.0, 100.0, 7.0)])
    assert "".join(glyph.text for glyph in found) == "300.00"


def test_a_mark_is_looked_for_behind_its_own_figure() -> None:
    before = glyphs("10.00", 10.0, 100.0, 10.0)  # of the column before, its last digit far away
    figure = glyphs("20.00", 80.0, 100.0, 10.0)
    found = on_the_line([*before, *figure, *glyphs("1", 105.0, 100.0, 7.0)])
    assert "".join(glyph.text for glyph in found) == "10.0020.00¹"
