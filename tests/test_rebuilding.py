"""Nothing is lost: the source is printed again from the package's own values."""

import json
from pathlib import Path

import pytest

from tests.paths import REAL, SMALL, convert_text, converted, rows_of, text_of
from yusuan.conversion.disclosure import Disclosure
from yusuan.package.rebuilding import Rebuilder

DATA_KINDS = {
    "table_row",
    "table_row_continuation",
    "heading",
    "paragraph",
    "paragraph_continuation",
}


def rebuilt(disclosure: Disclosure) -> list[str]:
    return list(Rebuilder(disclosure.rows).lines())


@pytest.mark.parametrize(("folder", "count"), [(REAL, 768), (SMALL, 340)], ids=["real", "small"])
def test_every_line_is_reproduced_exactly(folder: Path, count: int) -> None:
    source = text_of(folder).split("\n")
    again = rebuilt(converted(folder))
    assert sum(a == b for a, b in zip(source, again, strict=True)) == count


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("加强组织领导，落实责任。", "  加强组织领导，落实责任。 "),
        ("- 1、**基本支出**：指", "- 1、**基本支出**：**指**"),
        ("\n1\t\t合计\t50.00", "\n01\t\t 合计　\t50.00 "),
        ("\t50.00\t50.00\t50.00\t\t", "\t50.00\t50.00\t50.00\t \t"),
        ("八、名词解释\n\n", "\n八、名词解释\n \n\n"),
        ("注：无国有资本", "注： 无国有资本"),
        ("\n八、名词解释", "\n\f八、名词解释"),
        ("\n1\t\t合计\t50.00", "\n1\t\t合\f计\t50.00"),
        ("编制水\n\n- 14 -\n\n功能区划", "编制水 \n\n- 14 -\n\n 功能区划"),
    ],
)
def test_white_space_and_markup_are_reproduced(old: str, new: str) -> None:
    assert old in text_of(SMALL)
    text = text_of(SMALL).replace(old, new)
    assert rebuilt(convert_text(text)) == text.split("\n")


def test_text_is_stored_for_furniture_only() -> None:
    for line in rows_of(converted(REAL), "source_lines"):
        if line["line_kind"] in DATA_KINDS:
            assert line["furniture_text"] is None
            assert line["cell_count"] or line["piece"]


def test_layouts_hold_no_data() -> None:
    """A layout names fields and places; its only texts are white space and list dashes."""
    for line in rows_of(converted(REAL), "source_lines"):
        for item in json.loads(str(line["piece"] or "[]")):
            if isinstance(item, dict):
                texts = {str(item[key]) for key in ("t", "pre", "post") if key in item}
                assert {text.strip() for text in texts} <= {"", "-"}


def test_a_value_that_is_changed_shows_in_the_rebuilt_line() -> None:
    disclosure = converted(SMALL)
    rows = {**disclosure.rows}
    rows["glossary"] = ()
    rows["narrative"] = tuple(
        tuple("另一段。" if value == "加强组织领导，落实责任。" else value for value in row)
        for row in rows["narrative"]
    )
    again = list(Rebuilder(rows).lines())
    different = [
        number
        for number, (a, b) in enumerate(
            zip(text_of(SMALL).split("\n"), again, strict=True), start=1
        )
        if a != b
    ]
    assert [text_of(SMALL).split("\n")[number - 1] for number in different] == [
        "加强组织领导，落实责任。"
    ]
