"""What the command prints: progress at a terminal, line counts, problems."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from yusuan.checks.model import STATUS_TITLES
from yusuan.checks.telling import order_key
from yusuan.evidence import places
from yusuan.model import LineKind
from yusuan.package.findings import Findings
from yusuan.progress import Progress, no_progress

if TYPE_CHECKING:  # it knows every resource
    from yusuan.package.tracing import Trace

LINE_KIND_TITLES: dict[LineKind, str] = {
    "blank": "空行",
    "contents": "目录",
    "furniture": "版式（部门、年度、单位、页码）",
    "table_title": "表的标题",
    "table_head": "表头",
    "column_numbers": "栏次",
    "table_row": "表的行",
    "table_row_continuation": "表的行（分页切断的续行）",
    "table_note": "表注",
    "heading": "标题",
    "paragraph": "段落",
    "paragraph_continuation": "段落（分页切断的续行）",
}


def say(text: str) -> None:
    print(text, flush=True)


def complain(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def show_findings(found: Findings, strict: bool) -> None:
    """A summary of the checks, and the disagreements that are not acknowledged."""
    counts = found.counts
    said = [
        f"{title} {counts.get(status, 0)}"
        + (f"（其中已知 {found.acknowledged}）" if status == "fail" else "")
        for status, title in STATUS_TITLES.items()
    ]
    say(f"核对 {sum(counts.values())} 项：{'，'.join(said)}")
    shown = found.unknown if strict else found.open_errors
    for row in sorted(shown, key=lambda row: (row["disclosure_id"], order_key(row))):
        complain(f"不一致：{row['disclosure_id']} [{row['check_id']}] {row['message']}")
    hidden = len(found.unknown) - len(shown)
    if hidden:
        say(f"另有 {hidden} 处轻微的不一致尚未写入 acknowledged.toml；用 --strict 列出")
    if shown and strict:
        complain(
            f"有 {len(shown)} 处不一致尚未写入 acknowledged.toml，--strict 到此为止；"
            "条目的草稿用 yusuan validate --drafts FILE 写出，核对原文后补上缘由"
        )


def show_trace(found: "Trace") -> None:
    """A trace for people: the value, its column, each printed piece, its checks."""
    say(f"{found.disclosure_id} / {found.resource} / {found.row} / {found.field}")
    say(f"  {found.field_title}：{'（空白，未公布）' if found.value is None else found.value}")
    if found.head_path:
        say(f"  表头：{found.head_path}")
    for cell in found.cells:
        say(f"  {found.source_path} {places.say(cell.place)}：「{cell.text.strip()}」")
    if found.budget_line_id:
        say(f"  数据行编号：{found.budget_line_id}")
    for check in found.checks:
        say(f"  核对 {check['check_id']}：{check['said']}；{check['message']}")


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """A progress bar at a terminal, silence elsewhere."""
    if not sys.stderr.isatty():
        yield no_progress
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}", markup=False))
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)

        def report(done: int, total: int, what: str) -> None:
            bar.update(task, completed=done, total=total, description=what)

        yield report
