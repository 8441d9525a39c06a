"""HTML that is left in a text: what a reader of the page would see, and where it stands."""

import pytest

from yusuan.printed.markup import spelled, without_tags

SEEN = {
    "1336.23<sup>1</sup>万元": "1336.23¹万元",
    "CO<SUB>2</SUB>": "CO₂",
    '<span style="color:red">合计</span>': "合计",
    "第一行<br/>第二行": "第一行 第二行",
    "≥&nbsp;80&#20010;": "≥\u00a080个",
    "&lt;水库&gt;": "<水库>",
}
KEPT = ("<水库>除险加固", "a < b", "R&D", "A&B;", "3<5 且 5>3", "<bold>", "&", "<")


@pytest.mark.parametrize(("printed", "seen"), SEEN.items())
def test_markup_says_what_is_seen(printed: str, seen: str) -> None:
    assert without_tags(printed) == seen


@pytest.mark.parametrize("text", KEPT)
def test_what_is_no_markup_stays(text: str) -> None:
    assert without_tags(text) == text
    assert spelled(text) is None


def test_each_character_is_known_by_its_place() -> None:
    found = spelled("预算<b>12</b>&nbsp;元")
    assert found is not None
    text, origin = found
    assert text == "预算12\u00a0元"
    assert origin == [0, 1, 5, 6, 11, 17]


def test_many_open_brackets_take_no_time() -> None:
    assert without_tags("<b " * 50_000) == "<b " * 50_000
