"""What the search finds: every figure, row, project, indicator, term and paragraph, with its address."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.made_site import made_package, only
from tests.packing import unpacked
from tests.paths import PACKAGE, REAL
from tests.sites import no_progress
from yusuan.facts.keys import anchored, parse_line_id
from yusuan.pages.figures import grouped, target
from yusuan.pages.model import Disclosure, Site
from yusuan.pages.rendering import Page
from yusuan.pages.searching.checked import checks_of
from yusuan.pages.searching.model import KINDS, Found, Part, Valued
from yusuan.pages.searching.prose import prose_of
from yusuan.pages.searching.rows import rows_of
from yusuan.pages.searching.sections import Section, sections_of
from yusuan.pages.writing import write_pages


@pytest.fixture(scope="module")
def rows(disclosure: Disclosure) -> tuple[Found, ...]:
    return tuple(rows_of(disclosure))


@pytest.fixture(scope="module")
def prose(disclosure: Disclosure) -> tuple[Found, ...]:
    return tuple(prose_of(disclosure))


def told(script: bytes) -> dict[str, list[list[object]]]:
    """What a part tells the search."""
    _, loaded = unpacked(script)
    assert isinstance(loaded, dict)
    return loaded


def titles(found: Sequence[Found], kind: str) -> list[str]:
    return [each.title for each in found if each.kind == kind]


# Rows


def test_every_figure_is_found_in_its_row(disclosure: Disclosure, rows: tuple[Found, ...]) -> None:
    held = {(each.anchor, value.text) for each in rows for value in each.values}
    for id_, figure in disclosure.figures.items():
        parts = parse_line_id(id_)
        anchor = f"{parts.resource}-{anchored(parts.row_key, parts.side)}"
        assert (anchor, grouped(str(figure["published_text"]))) in held, id_


def test_a_row_says_its_code_its_columns_and_where_it_is_printed(rows: tuple[Found, ...]) -> None:
    found = next(each for each in rows if each.anchor == "expenditure-2150502")
    assert (found.title, found.code, found.page) == (
        "一般行政管理事务",
        "2150502",
        "expenditure.html",
    )
    assert found.values == (
        Valued("合计", "万元", "182.00", "total"),
        Valued("项目支出", "万元", "182.00", "project"),
    )
    assert re.fullmatch(r"第 \d+ 行", found.place)


def test_both_sides_of_a_row_are_found_apart(rows: tuple[Found, ...]) -> None:
    named = [each.title for each in rows if each.place == "第 41 行"]
    assert named == ["一、一般公共预算拨款收入", "一、一般公共服务支出"]


def test_a_row_without_a_figure_says_that_it_is_blank(rows: tuple[Found, ...]) -> None:
    [abroad] = [each for each in rows if each.anchor.endswith("-因公出国（境）费")]
    assert abroad.values == (Valued("", "", "空白"),)


def test_every_row_of_every_table_is_found(disclosure: Disclosure, rows: tuple[Found, ...]) -> None:
    anchors = {each.anchor for each in rows}
    for resource in ("budget_summary", "revenue", "procurement", "fixed_assets", "institutions"):
        for row in disclosure.of(resource):
            side = f"-{row['side']}" if row.get("side") else ""
            assert f"{resource}-{row['row_key']}{side}" in anchors


def test_rows_of_a_table_that_no_layout_claims_are_found(tmp_path: Path) -> None:
    _, made = only(made_package(tmp_path))
    found = [each for each in rows_of(made) if each.page == "others.html" and each.kind == "row"]
    assert [(each.title, each.texts) for each in found][-2:] == [("银杏", ("7",)), ("水杉", ("9",))]


# Prose


def test_projects_indicators_goals_and_terms_are_found(
    disclosure: Disclosure, prose: tuple[Found, ...]
) -> None:
    assert len(titles(prose, "project")) == len(disclosure.of("projects"))
    assert titles(prose, "term") == [row["term"] for row in disclosure.of("glossary")]
    assert len(titles(prose, "goal")) == len(disclosure.of("department_goals"))
    indicators = (*disclosure.of("performance_indicators"), *disclosure.of("goal_indicators"))
    assert len(titles(prose, "indicator")) == len(indicators)
    shown = {value.text for each in prose if each.kind == "indicator" for value in each.values}
    assert {target(row) for row in indicators} - {None} <= shown


def test_a_project_is_found_by_what_it_promises(prose: tuple[Found, ...]) -> None:
    said = [
        each.title
        for each in prose
        if each.kind == "project" and "专精特新" in " ".join(each.texts)
    ]
    assert len(said) == 3


def test_every_paragraph_is_found(disclosure: Disclosure, prose: tuple[Found, ...]) -> None:
    kinds = ("prose", "goal", "term")
    said = [piece for each in prose if each.kind in kinds for piece in (each.title, *each.texts)]
    for row in disclosure.of("narrative"):
        text = str(row["text"])
        count = sum(text in each for each in said)
        assert count or any(each in text for each in said if each), text


def test_lines_that_became_no_data_are_found(
    disclosure: Disclosure, prose: tuple[Found, ...]
) -> None:
    lines = {each.anchor: each.title for each in prose if each.kind == "source"}
    first = next(number for number, line in enumerate(disclosure.source, 1) if line.strip())
    assert lines[f"line-{first}"] == " ".join(disclosure.source[first - 1].split())


def test_every_disagreement_and_every_rule_is_found(site: Site, disclosure: Disclosure) -> None:
    records = {each.anchor: each for each in checks_of(site, disclosure)}
    anchors = records.keys()
    for row in disclosure.of("checks"):
        assert f"rule-{row['check_id']}" in anchors
        assert row["status"] != "fail" or f"check-{row['check_no']}" in anchors
        # What an excerpt begins with are words, not our name of the rule.
        assert records[f"rule-{row['check_id']}"].texts[-1] == row["check_id"]


# Pages


PAGE = """---
title: "页"
---

# 页

<nav>到处都有</nav>
<p>开头&amp;说明</p>

## 一节 { #first }

见[那里](there.md)的 **说明**。

<table><tr id="row-1"><th><code>name</code>名称</th><td>写法</td></tr></table>
"""


def test_a_page_is_found_by_its_sections_and_rows() -> None:
    assert list(sections_of(Page("page.md", PAGE))) == [
        Section("", "页", "开头&说明"),
        Section("first", "一节", "见那里的 说明 。"),
        Section("row-1", "name 名称", "写法"),
    ]


def test_pages_of_a_disclosure_are_found_without_their_facts() -> None:
    page = Page(
        "page.md",
        '# 表\n\n<p>话</p>\n<div class="table-frame"><table><tbody><tr><td>1.00</td></tr></tbody></table></div>',
    )
    assert [each.text for each in sections_of(page, of_disclosure=True)] == ["话"]
    assert [each.text for each in sections_of(page)] == ["话 1.00"]


# Files


def made(*records: Found) -> Part:
    return Part("name", "folder", "标题", records)


def test_a_part_is_a_script_whatever_a_document_says() -> None:
    hostile = "</script>\u2028\u2029\"'\\*/"
    script = made(Found(kind="row", page="a.html", of=hostile, title=hostile)).script
    assert told(script)["pages"] == [["a.html", hostile]]


def test_what_records_repeat_is_written_once() -> None:
    long = "同样的一段很长的话"
    record = Found(kind="row", page="a.html", of="表", title="名", texts=(long, "短"))
    script = made(record, record).script
    assert str(told(script)["texts"]) == str([long])
    assert told(script)["records"][0] == [0, 0, "", "名", "", "", [0, "短"]]


def test_what_all_parts_say_is_told_by_their_list() -> None:
    rule = "各项之和等于合计"
    record = Found(kind="finding", page="a.html", of="表", title="名", texts=(rule, "短"))
    script = Part("name", "folder", "标题", (record,), known=("另一条", rule)).script
    assert told(script)["records"][0][-1] == [-2, "短"]


def test_blank_ends_are_left_out() -> None:
    assert told(made(Found(kind="row", page="a.html", of="表", title="名")).script)["records"] == [
        [0, 0, "", "名"]
    ]


def test_pages_bring_the_same_files_twice(tmp_path: Path) -> None:
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        write_pages(PACKAGE, tmp_path / "none", folder, no_progress)
    one, two = (
        {path.name: path.read_bytes() for path in (folder / "search").iterdir()}
        for folder in folders
    )
    assert one == two
    assert sorted(one) == sorted(
        ["parts.js", "site.js", "site-data.js", f"{REAL.name}.js", f"{REAL.name}-checks.js"]
    )
    listed = told(one["parts.js"])
    assert {f"{name}.js" for name, *_ in listed["parts"]} == one.keys() - {"parts.js"}
    assert listed["kinds"] == [[kind.title, kind.weight, kind.title_en] for kind in KINDS]
