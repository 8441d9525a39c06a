"""``disclosures`` and ``published_tables``: what was published, by whom, and where it stands."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from yusuan import vocabulary as v
from yusuan.errors import LineError
from yusuan.fields import Field, Resource
from yusuan.model import ContentsEntry, Row, Value
from yusuan.readers.layout import section_heading, table_title
from yusuan.recognise import Recognised
from yusuan.tables.declaration import AssembledTable

PHASES = ("budget", "final_accounts")
_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")


def _text(name: str, title: str, description: str, description_en: str, **more: object) -> Field:
    field = Field(name=name, title=title, description=description, description_en=description_en)
    return field.with_(**more) if more else field


DISCLOSURES = Resource(
    name="disclosures",
    title="公开文件",
    description="每份公开文件一行：谁、哪一年、哪一阶段，原文及其校验值。",
    description_en="One row per disclosure: who, which year and phase, and its source text.",
    fields=(
        v.DISCLOSURE_ID,
        _text(
            "division_code",
            "行政区划代码",
            "行政区划代码（GB/T 2260）。",
            "Administrative division code (GB/T 2260).",
            required=True,
            pattern=r"\d{6}",
            column_type="administrative-classification:generic:level1:code",
        ),
        _text(
            "division_name",
            "行政区划名称",
            "行政区划名称。",
            "Name of the administrative division.",
            required=True,
            column_type="administrative-classification:generic:level1:label",
        ),
        _text(
            "department_code",
            "部门编码",
            "部门的预算编码，取自原文。",
            "Budget code of the department, read from the text.",
            required=True,
            column_type="administrator:generic:id",
        ),
        _text(
            "department_name",
            "部门名称",
            "部门名称，取自原文。",
            "Name of the department, read from the text.",
            required=True,
            column_type="administrator:generic:name",
        ),
        Field(
            name="fiscal_year",
            kind="integer",
            title="预算年度",
            description="预算年度，取自原文。",
            description_en="Fiscal year, read from the text.",
            labels=("预算年度",),
            required=True,
            column_type="date:fiscal-year",
        ),
        _text(
            "phase",
            "阶段",
            "budget 为部门预算，final_accounts 为部门决算。",
            "Budget or final accounts.",
            required=True,
            enum=PHASES,
            column_type="phase:id",
        ),
        _text("title", "标题", "公开文件的标题。", "Title of the disclosure.", required=True),
        _text(
            "publisher",
            "公布单位",
            "公布该文件的单位。",
            "Who published the document.",
            required=True,
        ),
        _text(
            "url", "原文地址", "公布的网址；未知为空。", "Where it was published; null if unknown."
        ),
        Field(
            name="published",
            kind="date",
            title="公布日期",
            description="公布日期；未知为空。",
            description_en="Date of publication; null if unknown.",
        ),
        Field(
            name="retrieved",
            kind="date",
            title="取得日期",
            description="取得原文的日期；未知为空。",
            description_en="Date of retrieval; null if unknown.",
        ),
        _text(
            "source_path",
            "原文路径",
            "原文在数据包中的路径。",
            "Path of the source text in the package.",
            required=True,
        ),
        _text(
            "source_sha256",
            "原文校验值",
            "原文的 SHA-256。",
            "SHA-256 of the source text.",
            required=True,
            pattern=r"[0-9a-f]{64}",
        ),
        _text("encoding", "原文编码", "原文的字符编码。", "Encoding of the source.", required=True),
        Field(
            name="line_count",
            kind="integer",
            title="原文行数",
            description="原文的行数，含空行。",
            description_en="Number of lines of the source, blank ones included.",
            required=True,
        ),
        v.SOURCE_LINE_START.with_(
            name="source_line",
            title="原文行",
            description="部门编码和名称首次印出的原文行。",
            description_en="Line where the department is first named.",
            required=True,
        ),
    ),
    primary_key=("disclosure_id",),
)

PUBLISHED_TABLES = Resource(
    name="published_tables",
    title="公布的表",
    description="目录或正文列出的每一张表；目录列出而正文没有的，原文行为空。",
    description_en="Each table that the contents list or the text announces; no source lines "
    "where the list promises what the text lacks.",
    fields=(
        v.DISCLOSURE_ID,
        Field(
            name="table_no",
            kind="integer",
            title="表序",
            description="表的次序，从 1 数起。",
            description_en="Order of the table, from 1.",
            required=True,
        ),
        _text(
            "title",
            "标题",
            "表的标题，照原样印出。",
            "Title of the table as printed.",
            required=True,
        ),
        _text(
            "resource",
            "数据资源",
            "该表的数据所在的资源；未能识别的为空。",
            "The resource that holds its data; null if not recognised.",
        ),
        Field(
            name="contents_page",
            kind="integer",
            title="目录页码",
            description="目录印出的页码；目录没有列出的为空。",
            description_en="Page printed in the contents list; null if not listed.",
        ),
        Field(
            name="contents_line",
            kind="integer",
            title="目录所在行",
            description="目录中列出该表的原文行；没有列出的为空。",
            description_en="Source line of the contents list that announces it.",
        ),
        _text("unit", "金额单位", "印出的金额单位。", "Unit of amounts as printed."),
        Field(
            name="as_of_date",
            kind="date",
            title="截止日期",
            description="印出的截止日期。",
            description_en="As-of date as printed.",
            labels=("截止时间",),
        ),
        Field(
            name="printed_fiscal_year",
            kind="integer",
            title="印出的年度",
            description="该表印出的预算年度。",
            description_en="Fiscal year printed above the table.",
            labels=("预算年度",),
        ),
        _text(
            "printed_department",
            "印出的部门",
            "该表印出的部门编码和名称。",
            "Department printed above the table.",
        ),
        Field(
            name="is_empty",
            kind="boolean",
            title="是否空表",
            description="有表无行（空表列示）为 true；正文没有该表的为空。",
            description_en="True for a table without rows; null where the text lacks it.",
        ),
        Field(
            name="row_count",
            kind="integer",
            title="行数",
            description="该表的数据行数，续页已合并。",
            description_en="Number of its rows, pages folded.",
        ),
        _text("note", "表注", "表后的“注”，照原样印出。", "Notes below the table as printed."),
        v.SOURCE_LINE_START.with_(description="标题所在的原文行；正文没有该表的为空。"),
        v.SOURCE_LINE_END.with_(description="表（含表注）的最后一行；正文没有该表的为空。"),
    ),
    primary_key=("disclosure_id", "table_no"),
    foreign_keys=(v.TO_DISCLOSURE,),
)


def published_table_rows(disclosure_id: str, recognised: Recognised) -> Iterator[Row]:
    """Tables in the order of the contents list and the text; each announced table once."""
    listed: dict[str, ContentsEntry] = {}
    found: list[tuple[int, dict[str, Value]]] = []
    present = {table.declaration.name: table.title.line for table in recognised.tables}
    before = 0  # a table that is missing stands behind the one announced before it
    for entry in recognised.contents:
        name = table_title(entry.title)
        if name is None and section_heading(entry.title) is not None:
            continue
        if name is not None and name in present and name not in listed:
            listed[name] = entry
            before = present[name]
            continue
        found.append((before, {"title": entry.title, "resource": name, **_listed(entry)}))
    for table in recognised.tables:
        name = table.declaration.name
        values = {"title": table.title.text.strip(), "resource": name, **_printed(table)}
        found.append((table.title.line, values | _listed(listed.get(name))))
    for project in recognised.projects:
        values = {
            "title": project.title.text.strip(),
            "resource": "performance_indicators",
            "is_empty": False,
            "row_count": len(project.rows),
            "source_line_start": project.title.line,
            "source_line_end": project.line_end,
        }
        found.append((project.title.line, values))
    found.sort(key=lambda item: (item[0], "source_line_start" not in item[1]))
    for number, (_, values) in enumerate(found, start=1):
        yield PUBLISHED_TABLES.row({"disclosure_id": disclosure_id, "table_no": number, **values})


def table_numbers(rows: Iterable[Row]) -> dict[int, int]:
    """``table_no`` by the line of the table's title, of the tables that the text holds."""
    number = PUBLISHED_TABLES.field_names.index("table_no")
    line = PUBLISHED_TABLES.field_names.index("source_line_start")
    found: dict[int, int] = {}
    for row in rows:
        at, table = row[line], row[number]
        if isinstance(at, int) and isinstance(table, int):
            found[at] = table
    return found


def _listed(entry: ContentsEntry | None) -> dict[str, Value]:
    if entry is None:
        return {}
    return {"contents_page": entry.page, "contents_line": entry.line}


def _printed(table: AssembledTable) -> dict[str, Value]:
    department = " ".join(part for part in (table.department_code, table.department_name) if part)
    return {
        "unit": table.unit,
        "as_of_date": _as_of_date(table),
        "printed_fiscal_year": int(table.fiscal_year) if table.fiscal_year else None,
        "printed_department": department or None,
        "is_empty": not table.filled_rows,
        "row_count": len(table.filled_rows),
        "note": "\n".join(note.text.strip() for note in table.notes) or None,
        "source_line_start": table.title.line,
        "source_line_end": table.line_end,
    }


def _as_of_date(table: AssembledTable) -> date | None:
    if table.as_of_date is None:
        return None
    match = _DATE.fullmatch(table.as_of_date)
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else _no_date(table)
    except ValueError:
        return _no_date(table)


def _no_date(table: AssembledTable) -> date:
    raise LineError(
        table.title.line,
        f"“{table.title.text.strip()}”的截止时间“{table.as_of_date}”不是日期",
        table.title.text,
        "请写成 2022-12-31",
    )
