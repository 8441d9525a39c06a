"""What a website says of its page is understood, is no fact, and tells when it was published."""

from datetime import date

import pytest

from tests.binding.grids import STATEMENT, captioned
from yusuan.binding.page_records import published_on
from yusuan.binding.tables import bind_tables
from yusuan.readers.dispatch import read

RECORD = """索引号：|000014349/2024-00123|主题分类：|财政
发文机关：|示例县水务局|成文日期：|2024-02-20
标题：|示例县水务局2024年部门预算信息公开||
发文字号：||发布日期：|2024-02-21"""


def reason_and_leftovers(rows: str) -> tuple[str, int]:
    _, (found,), leftovers = bind_tables([captioned("", rows)], STATEMENT)
    return found.reason, len(leftovers)


def test_the_record_of_a_page_is_no_table_and_leaves_nothing() -> None:
    assert reason_and_leftovers(RECORD) == ("page_record", 0)


@pytest.mark.parametrize(
    "rows",
    [
        RECORD.replace("000014349/2024-00123", "385.50"),  # an amount may be lost in it
        RECORD + "\n办公费|12|差旅费|13",  # rows of something else
        "来源|金额\n财政拨款|300\n事业收入|25",  # one label alone
    ],
)
def test_a_table_with_other_rows_or_amounts_is_no_record(rows: str) -> None:
    reason, leftovers = reason_and_leftovers(rows)
    assert reason != "page_record"
    assert leftovers


def page(said: str) -> date | None:
    text = f"<!DOCTYPE html><meta charset=utf-8>{said}<p>示例县水务局2024年部门预算</p>"
    return published_on(read("page.html", text.encode()))


@pytest.mark.parametrize(
    "said",
    [
        "<p>发布时间：2024-02-21 10:15　来源：示例县水务局　浏览次数：1234 次</p>",
        "<p>发布日期： 2024年2月21日</p>",
        "<div>[ 公开日期 ] </div><p>信息公开时间：2024/02/21</p>",
        "<table><tr><td>索引号<td>000014349<tr><td>发布日期<td>2024.02.21</table>",
        "<p>发布日期：2024-02-21</p><p>发布时间：2024-02-21 10:15</p>",
    ],
)
def test_a_page_tells_the_day_on_which_it_was_published(said: str) -> None:
    assert page(said) == date(2024, 2, 21)


@pytest.mark.parametrize(
    "said",
    [
        "<p>成文日期：2024-02-20</p>",
        "<p>发布日期：2024-02-21</p><p>公开时间：2024-02-22</p>",
        "<p>发布日期：2024-02-31</p>",
        "<p>未发布时间：2024-02-21</p>",
        "<p>发布日期：</p>",
    ],
)
def test_no_day_and_two_days_are_none(said: str) -> None:
    assert page(said) is None


def test_the_metadata_of_a_page_tell_the_day_and_contradict_none() -> None:
    head = '<meta name="PubDate" content="2024-02-21 10:15">'
    assert page(head) == date(2024, 2, 21)
    assert page(f"{head}<p>发布时间：2024-02-21</p>") == date(2024, 2, 21)
    assert page(f"{head}<p>发布时间：2024-02-22</p>") is None
