"""``disclosures`` and ``published_tables``: what was published, by whom, and where it stands."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple, get_args

from yusuan.declared import vocabulary as v
from yusuan.declared.fields import Field, Resource, described
from yusuan.evidence.places import PagePlace, Place
from yusuan.facts.model import Scope, StatementKind
from yusuan.model import ContentsEntry, Row, Value
from yusuan.printed.text import key, printed_date

if TYPE_CHECKING:  # whoever only asks what fields there are binds nothing
    from yusuan.binding.statements import ReadGrid, Reading

KINDS: tuple[str, ...] = get_args(StatementKind)
SCOPES: tuple[str, ...] = get_args(Scope)


DISCLOSURES = Resource(
    name="disclosures",
    title="公开文件",
    description="每份公开一行：谁、哪一年、预算还是决算；原件见 documents。",
    description_en="One row per disclosure: who, which year, budget or final accounts; what it was "
    "read from is in documents.",
    fields=(
        v.DISCLOSURE_ID,
        described(
            "organisation_id",
            "公开者编号",
            "公开者的编号，各年相同：行政区划代码-部门编码，没有编码的为名称的拼音。",
            "Who publishes, the same every year: division and code, else the name in pinyin.",
            required=True,
        ),
        described(
            "division_code",
            "行政区划代码",
            "行政区划代码（GB/T 2260）；没有说明的为空。",
            "Administrative division code (GB/T 2260); null where nobody says.",
            column_type="administrative-classification:generic:level1:code",
        ),
        described(
            "division_name",
            "行政区划名称",
            "行政区划名称；没有说明的为空。",
            "Name of the administrative division; null where nobody says.",
            column_type="administrative-classification:generic:level1:label",
        ),
        described(
            "department_code",
            "部门编码",
            "部门的预算编码，取自原文；没有印出的为空。",
            "Budget code of the department as printed; null where none is.",
            column_type="administrator:generic:id",
        ),
        described(
            "department_name",
            "部门名称",
            "部门名称，取自原文；没有印出的为空。",
            "Name of the department as printed; null where none is.",
            column_type="administrator:generic:name",
        ),
        Field(
            name="fiscal_year",
            kind="integer",
            title="预算年度",
            description="预算年度，取自原文；看不出的为空。",
            description_en="Fiscal year as printed; null where none is.",
            labels=("预算年度",),
            column_type="date:fiscal-year",
        ),
        described(
            "kind",
            "种类",
            "budget 为部门预算，final_accounts 为部门决算；看不出的为空。",
            "Budget or final accounts; null where the document does not say.",
            enum=KINDS,
            column_type="phase:id",
        ),
        described(
            "scope",
            "范围",
            "department 为部门（含所属单位），unit 为单位自己（本级或所属单位）；看不出的为空。",
            "The department with its units, or one unit alone; null where not said.",
            enum=SCOPES,
        ),
        Field(
            name="revision",
            kind="integer",
            title="版次",
            description="首次公开为 1，更正后重新公开的为 2、3……",
            description_en="1 for the first publication, 2 and up for corrected re-issues.",
            required=True,
        ),
        described("title", "标题", "公开文件的标题。", "Title of the disclosure.", required=True),
        described(
            "publisher",
            "公布单位",
            "公布该文件的单位；没有说明的为空。",
            "Who published it; null where nobody says.",
        ),
        described(
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
        Field(
            name="added",
            kind="date",
            title="收录日期",
            description="收录进本数据集的日期（yusuan add 写下的）；没有记下的为空。",
            description_en="Day it was taken into this data set; null where none was noted.",
        ),
        v.DOCUMENT_ID.with_(
            title="原件编号",
            description="首次印出部门名称的原件，见 documents。",
            description_en="The document that first names the department, see documents.",
        ),
        v.PLACE.with_(
            description="部门编码和名称首次印出的位置；没有印出的为空。",
            description_en="Where the department is first named; null where it is not.",
        ),
    ),
    primary_key=("disclosure_id",),
)

PUBLISHED_TABLES = Resource(
    name="published_tables",
    title="公布的表",
    description="目录或正文列出的每一张表；目录列出而正文没有的，原文位置为空。",
    description_en="Each table that the contents list or the text announces; no place where the "
    "list promises what the text lacks.",
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
        described(
            "title",
            "标题",
            "表的标题，照原样印出；没有印出的为空。",
            "Title of the table as printed; null where none is.",
        ),
        described(
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
        described(
            "contents_place",
            "目录中的位置",
            "目录列出该表的位置；没有列出的为空。",
            "Where the contents list announces it; null if not listed.",
        ),
        described("unit", "金额单位", "印出的金额单位。", "Unit of amounts as printed."),
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
        described(
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
        described("note", "表注", "表后的“注”，照原样印出。", "Notes below the table as printed."),
        described(
            "layout",
            "版式",
            "认出该表的版式；没有认出的为空。",
            "The layout by which it was recognised; null if it was not.",
        ),
        described(
            "pages",
            "页",
            "表所在的页，如 12 或 12-14；不分页的原件为空。",
            "Pages that it is printed on, such as 12 or 12-14; null without pages.",
        ),
        v.DOCUMENT_ID,
        v.PLACE.with_(
            description="标题的位置；正文没有该表的为空。",
            description_en="Where its title is printed; null where the text lacks it.",
        ),
        v.PLACE_END.with_(
            description="表（含表注）结束的位置；正文没有该表的为空。",
            description_en="Where it ends, notes included; null where the text lacks it.",
        ),
    ),
    primary_key=("disclosure_id", "table_no"),
    foreign_keys=v.TO_SOURCE,
)


class PublishedTableRows(NamedTuple):
    """Rows of ``published_tables``; ``numbers``: the table_no of a grid of a document."""

    rows: tuple[Row, ...]
    numbers: Mapping[tuple[str, int], int]


def published_tables(disclosure_id: str, reading: "Reading") -> PublishedTableRows:
    """Tables in the order of the contents list and the text; each announced table once."""
    listed: dict[str, ContentsEntry] = {}
    found: list[tuple[tuple[int, int, bool], dict[str, Value], tuple[str, int] | None]] = []
    documents = {document: i for i, document in enumerate(reading.document_ids)}
    present = {grid.table.role: grid for grid in reversed(reading.grids) if grid.table is not None}
    before = (0, 0)  # a missing table stands behind the one announced before
    headings = {key(part.paragraph.text) for part in reading.prose if part.heading}
    for entry in reading.contents:
        if key(entry.title) in headings:
            continue  # a section of the explanation, whatever table it may hold
        announced = present.get(entry.role or "")
        if announced is not None and entry.role is not None:
            if entry.role not in listed:
                listed[entry.role] = entry
                before = (documents[announced.document_id], announced.captioned.number)
        elif entry.role is not None:
            values: dict[str, Value] = {"title": entry.title, "resource": entry.role}
            values |= {"document_id": reading.document_ids[0], **_listed(entry)}
            found.append(((*before, True), values, None))
    for grid in reading.grids:
        values = {"document_id": grid.document_id, **_printed(grid)}
        if grid.table is not None and grid.table.ordinal == 1:
            values |= _listed(listed.get(grid.table.role))
        at = (documents[grid.document_id], grid.captioned.number, False)
        found.append((at, values, (grid.document_id, grid.captioned.number)))
    found.sort(key=lambda item: item[0])
    rows: list[Row] = []
    numbers: dict[tuple[str, int], int] = {}
    for number, (_, values, grid_id) in enumerate(found, start=1):
        rows.append(
            PUBLISHED_TABLES.row({"table_no": number, "disclosure_id": disclosure_id, **values})
        )
        if grid_id is not None:
            numbers[grid_id] = number
    return PublishedTableRows(tuple(rows), numbers)


def grid_place(grid: "ReadGrid") -> Place:
    """Where a table begins: its last title, else its first cell."""
    titles = grid.captioned.caption.titles
    return titles[-1].place if titles else grid.captioned.grid.place


def _listed(entry: ContentsEntry | None) -> dict[str, Value]:
    if entry is None:
        return {}
    return {"contents_page": entry.page, "contents_place": str(entry.place)}


def _role_of_unbound(grid: "ReadGrid") -> str | None:
    """A performance table is no table of entries, but its indicators have a resource."""
    return "performance_indicators" if grid.unbound == "performance" else None


def _printed(grid: "ReadGrid") -> dict[str, Value]:
    captioned, table = grid.captioned, grid.table
    caption = captioned.caption
    department = " ".join(
        part
        for part in (
            caption.organisation_code,
            caption.organisation.text.strip() if caption.organisation is not None else None,
        )
        if part
    )
    rows = grid.row_count
    return {
        "title": "".join(part.text.strip() for part in caption.titles[-1:]) or None,
        "resource": table.role if table is not None else _role_of_unbound(grid),
        "unit": table.unit if table is not None else None,
        "as_of_date": printed_date(caption.as_of_date.text)
        if caption.as_of_date is not None
        else None,
        "printed_fiscal_year": caption.fiscal_year,
        "printed_department": department or None,
        "is_empty": not rows and not (table is not None and table.left_figures),
        "row_count": rows,
        "note": "\n".join(note.text.strip() for note in captioned.notes) or None,
        "layout": table.layout if table is not None else None,
        "pages": pages_text(captioned.grid.places),
        "place": str(grid_place(grid)),
        "place_end": str(table.place_end if table is not None else captioned.grid.places[-1]),
    }


def pages_text(places: Iterable[Place]) -> str | None:
    """``12`` or ``12-14``; None where the format has no pages."""
    pages = [place.page for place in places if isinstance(place, PagePlace)]
    if not pages:
        return None
    return str(pages[0]) if min(pages) == max(pages) else f"{min(pages)}-{max(pages)}"
