"""Layout files: what CONTRIBUTING shows works, what is wrong is named, all of them load."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from tests.binding.grids import STATEMENT, captioned
from tests.paths import ROOT
from yusuan.binding.bound import BoundTable
from yusuan.binding.choosing import choose_layout
from yusuan.binding.tables import bind_table
from yusuan.errors import YusuanError
from yusuan.layouts.loading import Layout, all_layouts, load_layout, parse_layout
from yusuan.tables import TABLE_BY_NAME
from yusuan.tables.figures import FIGURES

FILE = Path("somewhere.toml")
GRID = captioned(
    "某省某局2026年部门支出一览表",
    """
    科目编码|科目名称|合计|保障性支出|发展性支出|<
    ^|^|^|^|小计|预备费
    201|一般公共服务支出|9|5|4|1
    """,
)


def shown() -> Layout:
    """The layout that CONTRIBUTING shows under «a place»."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    match = re.search(r"### a place\n.*?```toml\n(.*?)```", text, re.DOTALL)
    assert match is not None
    return parse_layout(match[1], FILE)


def test_the_layout_that_contributing_shows_reads_its_place() -> None:
    table = bind_table(GRID, STATEMENT, shown())
    assert isinstance(table, BoundTable)
    assert table.role == "expenditure"
    figures = {name: str(figure.value) for name, figure in table.entries[0].figures.items()}
    assert figures == {"total": "9", "basic": "5", "project": "4", "reserve": "1"}


def test_without_it_the_words_of_the_place_are_left_over_and_the_rest_is_not() -> None:
    titled = captioned(
        "部门支出总表", "科目编码|科目名称|合计|项目支出|保障性支出\n201|服务|9|4|5.5"
    )
    table = bind_table(titled, STATEMENT, load_layout("base"))
    assert isinstance(table, BoundTable)
    assert [left.text for left in table.leftovers] == ["5.5"]


def test_marks_choose_the_layout() -> None:
    layouts = (load_layout("base"), shown())
    assert choose_layout([GRID], STATEMENT, layouts).name == "somewhere"
    assert choose_layout([], STATEMENT, layouts).name == "base"


@pytest.mark.parametrize(
    ("name", "chosen"),
    [
        ("甘肃省某某厅", "base"),
        ("云南省某某厅", "yunnan"),
        ("江苏省某某厅", "jiangsu"),
        ("某某局", "jiangsu"),
    ],
)
def test_a_form_printed_in_several_places_tells_none_against_the_name(
    name: str, chosen: str
) -> None:
    form = captioned("机关运行经费支出预算表", "科目编码|科目名称|合计\n302|某某|9")
    assert choose_layout([form], replace(STATEMENT, organisation_name=name)).name == chosen


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name = 'x'", "title"),
        ("name = 'x'\ntitle = 'x'\nsurprise = 1", "surprise"),
        ("name = 'x'\ntitle = 'x'\ninherits = 'nowhere'", "没有这个版式"),
        ("name = 'x'\ntitle = 'x'\ninherits = 'base'\n[terms]\nbasic = ['(']", "不是正则表达式"),
        (
            "name = 'x'\ntitle = 'x'\ninherits = 'base'\n[roles.expenditure.columns]\nbasic = ['no_such_term']",
            "no_such_term",
        ),
        ("name = ", "不是有效的 TOML"),
    ],
    ids=["missing", "unknown entry", "parent", "pattern", "term", "no TOML"],
)
def test_a_wrong_layout_is_named(text: str, said: str) -> None:
    with pytest.raises(YusuanError) as caught:
        parse_layout(text, FILE)
    assert said in str(caught.value)


@pytest.mark.parametrize("layout", all_layouts(), ids=lambda layout: layout.name)
def test_every_layout_fills_only_fields_of_its_roles(layout: Layout) -> None:
    """A figure that a layout binds has its field in the resource of the role."""
    for role in layout.roles.values():
        if role.name not in TABLE_BY_NAME:
            continue
        names = set(TABLE_BY_NAME[role.name].resource.field_names)
        figures = {pattern.field for pattern in role.patterns} & FIGURES.keys()
        assert figures <= names, role.name


@pytest.mark.parametrize("layout", all_layouts(), ids=lambda layout: layout.name)
def test_a_family_is_at_most_a_page(layout: Layout) -> None:
    file = ROOT / "scripts" / "yusuan" / "layouts" / f"{layout.name}.toml"
    lines = file.read_text(encoding="utf-8").splitlines()
    assert layout.name == "base" or len(lines) <= 60
