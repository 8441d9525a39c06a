"""A figure merged over several rows or columns is no one's alone, and no sum is held to it."""

from pathlib import Path

from yusuan.checks.model import Status
from yusuan.conversion.reading import read_files
from yusuan.facts.tables import FactTable

PAGE = """<html><head><title>某某市水务局2024年部门预算</title></head><body>
<p>某某市水务局2024年部门预算</p><p>部门支出总表</p><p>单位：万元</p>
<table border="1">
<tr><th>科目编码</th><th>科目名称</th><th>合计</th><th>基本支出</th><th>项目支出</th></tr>
<tr><td></td><td>合计</td><td>300.00</td><td>100.00</td><td>200.00</td></tr>
<tr><td>201</td><td>一般公共服务支出</td><td>120.00</td><td>20.00</td><td{SPAN}>150.00</td></tr>
<tr><td>205</td><td>教育支出</td><td>100.00</td><td>50.00</td>{SECOND}</tr>
<tr><td>208</td><td>社会保障和就业支出</td><td>80.00</td><td>30.00</td><td>50.00</td></tr>{END}
</table></body></html>"""


def read(
    path: Path, span: str, second: str, end: str = ""
) -> tuple[FactTable, dict[str, Status], list[str]]:
    """The table, the status of what is due of it and does not agree, and what is left over."""
    path.write_text(PAGE.format(SPAN=span, SECOND=second, END=end), encoding="utf-8")
    (found,) = read_files([[path]], None)
    (statement,) = found.disclosure.statements
    told: dict[str, Status] = {
        result.check_id: result.status
        for result in statement.results
        if result.status in ("fail", "not_comparable")
    }
    del told["codes-to-lowest-level"]  # classes alone are printed
    (table,) = statement.reading.tables
    return table, told, [placed.leftover.reason for placed in statement.leftovers]


def test_what_is_merged_over_two_rows_is_of_neither(tmp_path: Path) -> None:
    table, told, left = read(tmp_path / "a.html", ' rowspan="2"', "")
    assert [sorted(entry.figures) for entry in table.entries] == [
        ["basic", "project", "total"], ["basic", "total"], ["basic", "total"],
        ["basic", "project", "total"],
    ]  # fmt: skip
    assert [figure.row_key for figure in table.shared] == ["201", "205"]
    assert left == ["merged"]
    assert told == {"expenditure-types": "not_comparable", "total-of-classes": "not_comparable"}


def test_what_is_merged_over_two_columns_is_of_neither(tmp_path: Path) -> None:
    cells = '<td>0.00</td></tr>\n<tr><td>208</td><td>社会保障和就业支出</td><td colspan="2">'
    path = tmp_path / "a.html"
    table, told, left = read(path, "", cells + "80.00</td><td>50.00</td></tr><!--", "-->")
    assert [(figure.row_key, figure.field) for figure in table.shared] == [
        ("208", "total"),
        ("208", "basic"),
    ]
    assert left == ["merged"]
    assert told == {"expenditure-types": "not_comparable", "total-of-classes": "not_comparable"}


def test_what_each_row_prints_is_its_own(tmp_path: Path) -> None:
    table, told, left = read(tmp_path / "a.html", "", "<td>50.00</td>")
    assert all(len(entry.figures) == 3 for entry in table.entries)
    assert (table.shared, left) == ((), [])
    assert told["total-of-classes"] == "fail"  # 150 + 50 + 50
