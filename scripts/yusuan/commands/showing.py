"""A report in words, for people at a terminal."""

from collections.abc import Iterator, Sequence

from yusuan.binding.explaining import REASONS
from yusuan.checks.model import STATUS_TITLES
from yusuan.conversion.report import (
    ChecksReport,
    DocumentReport,
    LeftoverReport,
    Report,
    StatementReport,
    TableReport,
)
from yusuan.errors import excerpt
from yusuan.evidence.places import say
from yusuan.extras import installing
from yusuan.facts.model import Statement

UNKNOWN = "未写明"
HOW_TO_RECOGNISE = f"要识别这些页的文字，加 --ocr（需先安装：{installing('ocr')}）"
_FORMATS = {
    "text": "文本",
    "pdf": "PDF",
    "docx": "Word",
    "xlsx": "Excel",
    "xls": "Excel（旧版）",
    "html": "HTML",
}
_KINDS = {"budget": "预算", "final_accounts": "决算", None: f"预算或决算{UNKNOWN}"}
_SCOPES = {"department": "部门（含所属单位）", "unit": "单位本身", None: f"范围{UNKNOWN}"}
_UNREAD = {
    "off_page": "在页面之外，看不见的文字",
    "clipped": "被裁去，看不见的文字",
    "invisible": "透明或与底色相同，看不见的文字",
    "overprinted": "重复印在同一处的文字",
    "garbled": "文字层与印出的不符",
    "picture": "图片中的文字",
    "too_much": "太多，没有读完",
}
_LEFT = {**REASONS, **_UNREAD, "hidden": "隐藏或划去的文字"}
_MOST_FAILED = 5
_MOST_LEFT = 3
_MOST_LINKS = 5


def report_lines(report: Report, *, recognised: bool = False) -> Iterator[str]:
    """What ``yusuan read`` prints of one disclosure; ``recognised`` as for ``document_lines``."""
    for document in report.documents:
        yield from document_lines(document, recognised=recognised)
    for statement in report.statements:
        yield from _statement_lines(statement, len(report.documents) > 1)


def document_lines(document: DocumentReport, *, recognised: bool = False) -> Iterator[str]:
    """How far a document was read; ``recognised`` if its pictures were asked to be."""
    if document.status == "failed":
        yield f"{document.name}：未能读出：{document.reason}"
        return
    pages = ""
    if document.pages:
        pages = f"，{document.pages} {'张工作表' if document.format in ('xlsx', 'xls') else '页'}"
    yield f"{document.name}：{_FORMATS.get(document.format or '', document.format)}{pages}"
    if document.reason:
        yield f"  未读：{document.reason}"
    if document.unread_pages and not recognised:
        yield f"  {HOW_TO_RECOGNISE}"
    if document.links:
        links = "、".join(f"“{excerpt(name)}”" for name in document.links[:_MOST_LINKS])
        more = f"等 {len(document.links)} 个" if len(document.links) > _MOST_LINKS else ""
        yield f"  网页链接到文件{links}{more}，不在网页之中，没有读；请下载后读取"
    if document.recognised_pages:
        pages = "、".join(map(str, document.recognised_pages))
        yield f"  识别的页：第 {pages} 页（是图片，其中的文字由识别得到，可能认错）"


def statement_head(statement: Statement, layout_title: str) -> str:
    """Whose figures: organisation, year, kind, scope, layout."""
    name = statement.organisation_name or f"机构{UNKNOWN}"
    code = f"（{statement.organisation_code}）" if statement.organisation_code else ""
    year = f"{statement.fiscal_year} 年" if statement.fiscal_year else f"年度{UNKNOWN}"
    return (
        f"{name}{code}，{year}，{_KINDS[statement.kind]}，{_SCOPES[statement.scope]}；"
        f"版式：{layout_title}"
    )


def _statement_lines(report: StatementReport, several: bool) -> Iterator[str]:
    yield f"  {statement_head(report.statement, report.layout_title)}"
    for conflict in report.conflicts:
        yield f"  前后不一：{conflict}"
    if report.is_empty:
        yield "  没有读到认得的表，也没有读到金额"
    known = [table for table in report.tables if table.role is not None]
    unknown = [table for table in report.tables if table.aside]
    yield f"  认出的表 {len(known)} 张："
    for table in known:
        doubt = f"，其中 {table.unverified} 个未经核实" if table.unverified else ""
        where = _where(table, several)
        yield f"    {table.role_title}：{where}，{table.rows} 行，{table.figures} 个数{doubt}"
    if unknown:
        yield f"  没有认出的表 {len(unknown)} 张："
        for table in unknown:
            title = f"《{excerpt(table.title)}》" if table.title else "无标题"
            yield f"    {title}：{_where(table, several)}，{table.rows} 行；{table.unbound}"
    yield f"  数字：表中 {report.figures} 个，文字中 {report.stated_amounts} 个"
    if report.unverified or report.recognised_amounts:
        yield (
            f"  未经核实：表中 {report.unverified} 个，文字中 {report.recognised_amounts} 个，"
            "由识别得到，没有合计证实，请对照原件"
        )
    if report.projects:
        yield f"  绩效：{report.projects} 个项目，{report.indicators} 项指标"
    yield from _check_lines(report.checks)
    yield from _leftover_lines(report)


def _where(table: TableReport, several: bool) -> str:
    document = f"第 {table.document + 1} 份文件" if several else ""
    return f"{document}{say(table.place)}"


def _check_lines(checks: ChecksReport) -> Iterator[str]:
    counts = "，".join(f"{STATUS_TITLES[status]} {n}" for status, n in checks.counts.items())
    yield f"  核对：{counts}"
    for failed in checks.failed[:_MOST_FAILED]:
        yield f"    不一致 [{failed.check_id}] {failed.message}"
    if len(checks.failed) > _MOST_FAILED:
        yield f"    另有 {len(checks.failed) - _MOST_FAILED} 处不一致"
    for unread in checks.not_comparable[:_MOST_FAILED]:
        yield f"    [{unread.check_id}] {unread.message}"
    if len(checks.not_comparable) > _MOST_FAILED:
        yield f"    另有 {len(checks.not_comparable) - _MOST_FAILED} 处无法核对"


def _leftover_lines(report: StatementReport) -> Iterator[str]:
    if not report.leftovers:
        yield "  没有归入数据的文字：无"
        return
    yield f"  没有归入数据的文字 {len(report.leftovers)} 处："
    for reason, found in report.leftovers_by_reason().items():
        yield f"    {_LEFT.get(reason, reason)}：{len(found)} 处，如{_examples(found)}"


def _examples(found: Sequence[LeftoverReport]) -> str:
    return "；".join(
        f"{say(left.place)}「{excerpt(left.text)}」" if left.text else say(left.place)
        for left in found[:_MOST_LEFT]
    )
