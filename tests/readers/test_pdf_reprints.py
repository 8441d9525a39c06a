"""One table, drawn as many programs draw theirs: the same cells."""

from collections.abc import Callable
from itertools import pairwise
from math import cos, radians, sin

import pytest

from tests.readers.made_pdf import PageOf
from tests.readers.test_pdf import rows_of
from tests.readers.test_pdf_traps import only_grid
from yusuan.evidence.places import PagePlace

XS, YS = (60, 200, 290, 380, 470), (100, 120, 140, 160, 180, 200, 220)
HEAD = (
    (60, 100, 200, 140, "项目"),
    (200, 100, 290, 140, "合计"),
    (290, 100, 470, 120, "其中："),
    (290, 120, 380, 140, "基本支出"),
    (380, 120, 470, 140, "项目支出"),
)
BODY = (
    ("一般公共服务支出", "35.50", "23.00", "12.50"),
    ("教育支出", "4,000.00", "", "4,000.00"),
    ("住房保障支出", "-7.25", "-7.25", ""),
    ("合计", "4,028.25", "15.75", "4,012.50"),
)
READ = [
    ["项目", "合计", "其中：", "^"],
    ["^", "^", "基本支出", "项目支出"],
    *map(list, BODY),
]
BOXES = [box[:4] for box in HEAD]
BOXES += [(x0, y0, x1, y1) for y0, y1 in pairwise(YS[2:]) for x0, x1 in pairwise(XS)]

Draw = Callable[[PageOf], object]


def written(page: PageOf, size: float = 9, spread: float = 0) -> PageOf:
    """The texts: those of the head in the middle, labels at the left, figures at the right."""
    cells = [(text, (x0 + x1) / 2, (y0 + y1) / 2, 0.5) for x0, y0, x1, y1, text in HEAD]
    for row, (top, bottom) in zip(BODY, pairwise(YS[2:]), strict=True):
        for column, text in enumerate(row):
            x = float(XS[column + 1] - 4 if column else XS[0] + 4)
            cells.append((text, x, (top + bottom) / 2, 1.0 if column else 0.0))
    for text, x, y, share in cells:
        width = sum(size * (0.5 if letter.isascii() else 1) + spread for letter in text) - spread
        x -= share * width
        if not spread:
            page.text(x, y + 0.35 * size, text, size)
            continue
        for letter in text:
            page.text(x, y + 0.35 * size, letter, size)
            x += size * (0.5 if letter.isascii() else 1) + spread
    return page


def boxed(page: PageOf) -> None:
    for left, top, right, bottom in BOXES:
        page.raw(f"{left} {page.height - bottom} {right - left} {bottom - top} re S")


def dashed(page: PageOf) -> None:
    page.raw("[2 1] 0 d")
    boxed(page)


def pieces(page: PageOf) -> None:
    """Every rule as bars of 5 points."""
    for left, top, right, bottom in BOXES:
        for x in range(left, right, 5):
            page.fill(x, top - 0.3, x + 5, top + 0.3).fill(x, bottom - 0.3, x + 5, bottom + 0.3)
        for y in range(top, bottom, 5):
            page.fill(left - 0.3, y, left + 0.3, y + 5).fill(right - 0.3, y, right + 0.3, y + 5)


def doubled(page: PageOf) -> None:
    for left, top, right, bottom in BOXES:
        for off in (-0.8, 0.8):
            page.line(left, top + off, right, top + off).line(
                left, bottom + off, right, bottom + off
            )
            page.line(left + off, top, left + off, bottom).line(
                right + off, top, right + off, bottom
            )


def without_sides(page: PageOf) -> None:
    for left, top, right, bottom in BOXES:
        page.line(left, top, right, top).line(left, bottom, right, bottom)
        if left != XS[0]:
            page.line(left, top, left, bottom)


def first_outside(page: PageOf) -> None:
    """The column of labels stands beside the frame."""
    for left, top, right, bottom in BOXES:
        if left != XS[0]:
            page.raw(f"{left} {page.height - bottom} {right - left} {bottom - top} re S")


def last_outside(page: PageOf) -> None:
    for left, top, right, bottom in BOXES:
        end = XS[-2] if right == XS[-1] else right
        if left != end:
            page.raw(f"{left} {page.height - bottom} {end - left} {bottom - top} re S")


def across_only(page: PageOf) -> None:
    for left, top, right, bottom in BOXES:
        page.line(left, top, right, top).line(left, bottom, right, bottom)


def three_lines(page: PageOf) -> None:
    for y in (YS[0], YS[2], YS[-1]):
        page.line(XS[0], y, XS[-1], y)


def framed(page: PageOf) -> None:
    page.raw(f"{XS[0]} {page.height - YS[-1]} {XS[-1] - XS[0]} {YS[-1] - YS[0]} re S")


def head_only(page: PageOf) -> None:
    for left, top, right, bottom in BOXES[: len(HEAD)]:
        page.raw(f"{left} {page.height - bottom} {right - left} {bottom - top} re S")


def columns_only(page: PageOf) -> None:
    head_only(page)
    for x in XS:
        page.line(x, YS[2], x, YS[-1])
    page.line(XS[0], YS[-1], XS[-1], YS[-1])


def shaded(page: PageOf) -> None:
    for left, top, right, bottom in BOXES:
        page.fill(left, top, right - 1, bottom - 1, gray=0.9)


def shaded_by_turns(page: PageOf) -> None:
    for left, top, right, bottom in BOXES:
        if top < YS[2] or top in YS[3::2]:
            page.fill(left, top, right, bottom, gray=0.9)


def marked(page: PageOf) -> None:
    boxed(page)
    page.text(120, 190, "部门预算公开专用", size=40).text_matrix(
        "14 8 -8 14 150 620", "内部资料2026"
    )


DRAWN: tuple[Draw, ...] = (
    boxed,
    dashed,
    pieces,
    doubled,
    without_sides,
    first_outside,
    last_outside,
    across_only,
    three_lines,
    framed,
    head_only,
    columns_only,
    shaded,
    shaded_by_turns,
    marked,
)


@pytest.mark.parametrize("draw", DRAWN, ids=lambda draw: draw.__name__)
def test_a_table_is_read_however_it_is_drawn(draw: Draw) -> None:
    page = PageOf()
    draw(page)
    assert rows_of(only_grid(written(page))) == READ


@pytest.mark.parametrize(("size", "spread"), [(4, 0), (12, 0), (8, 1.5)])
def test_a_table_is_read_however_it_is_set(size: float, spread: float) -> None:
    page = PageOf()
    boxed(page)
    assert rows_of(only_grid(written(page, size, spread))) == READ


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_table_is_read_however_its_page_is_turned(turn: int) -> None:
    page = PageOf(entries=f"/Rotate {turn}")
    boxed(page)
    assert rows_of(only_grid(written(page))) == READ


@pytest.mark.parametrize("angle", [-0.5, -0.1, 0.1, 0.5])
def test_a_table_is_read_though_its_page_was_put_on_a_scanner_crooked(angle: float) -> None:
    """Rules as long as the table are not parallel to the page; places are those of the page."""
    page = PageOf()
    across, up = cos(radians(angle)), sin(radians(angle))
    page.raw(f"q {across} {up} {-up} {across} 0 0 cm")
    for y in YS:
        page.line(XS[0], y, XS[-1], y)
    for x in XS:
        page.line(x, YS[2] if x == XS[3] else YS[0], x, YS[-1])
    page.line(XS[3], YS[1], XS[3], YS[2])
    grid = only_grid(written(page).raw("Q"))
    assert rows_of(grid)[2:] == READ[2:]
    place = grid.cell(5, 3).place
    assert isinstance(place, PagePlace)
    assert place.box
    right, up_to = (XS[3] + XS[4]) / 2, page.height - (YS[5] + YS[6]) / 2
    shown = across * right - up * up_to, page.height - (up * right + across * up_to)
    middle = (place.box.x0 + place.box.x1) / 2, (place.box.y0 + place.box.y1) / 2
    assert middle == pytest.approx(shown, abs=1)


def test_a_line_that_runs_downhill_does_not_make_the_page_crooked() -> None:
    page = PageOf()
    boxed(page)
    written(page).text_matrix("9.999 0.1 -0.1 9.999 60 700", "复印件")
    assert rows_of(only_grid(page)) == READ
