"""The code lists: every classification code that a table prints, with its first name."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from yusuan import vocabulary as v
from yusuan.evidence.places import Place
from yusuan.facts.model import Entry
from yusuan.fields import Field, Resource
from yusuan.model import Row

_FISCAL_YEAR = Field(
    name="fiscal_year",
    kind="integer",
    title="预算年度",
    description="编码所属的预算年度；科目每年可能调整。",
    description_en="Fiscal year of the code; classifications may change each year.",
    required=True,
    column_type="date:fiscal-year",
)
_FIRST_SEEN = v.DISCLOSURE_ID.with_(
    name="first_disclosure_id",
    title="首见公开文件",
    description="名称取自哪一份公开文件。",
    description_en="The disclosure whose first printed name is given.",
)


def _code_list(name: str, title: str, english: str, code: Field, label: Field) -> Resource:
    return Resource(
        name=name,
        title=title,
        description=f"各表印出的{title}编码；名称为最先印出的名称，各行所印名称见各表。",
        description_en=f"The {english} codes printed in the tables, with the first name printed.",
        fields=(
            _FISCAL_YEAR,
            code.with_(required=True, description=code.description.removesuffix("；合计行为空。")),
            label,
            v.LEVEL.with_(required=True),
            v.PARENT_CODE,
            _FIRST_SEEN,
            v.DOCUMENT_ID,
            v.PLACE.with_(required=True),
        ),
        primary_key=("fiscal_year", code.name),
    )


FUNCTIONAL_CLASSIFICATION = _code_list(
    "functional_classification",
    "功能分类科目",
    "functional classification",
    v.FUNCTION_CODE,
    v.FUNCTION_NAME,
)
ECONOMIC_CLASSIFICATION = _code_list(
    "economic_classification",
    "部门预算支出经济分类科目",
    "economic classification",
    v.ECONOMIC_CODE,
    v.ECONOMIC_NAME,
)


def coded_names(entries: Iterable[Entry], kind: str) -> Iterator[tuple[str, str, Place]]:
    """(code, printed name, place) of each coded entry of ``kind`` (function, economic)."""
    for entry in entries:
        code, name = entry.texts.get(f"{kind}_code"), entry.texts.get(f"{kind}_name")
        if isinstance(code, str) and code:
            yield code, name if isinstance(name, str) else entry.label, entry.place


class PrintedCode(NamedTuple):
    """A classification code as a table prints it."""

    fiscal_year: int
    code: str
    name: str
    disclosure_id: str
    document_id: str
    place: Place


def code_list_rows(resource: Resource, printed: Iterable[PrintedCode]) -> list[Row]:
    """The first of each code of a year, sorted by year and code."""
    kind = resource.fields[1].name.removesuffix("_code")
    first: dict[tuple[int, str], PrintedCode] = {}
    for found in printed:
        first.setdefault((found.fiscal_year, found.code), found)
    rows = []
    for (year, code), found in sorted(first.items(), key=lambda item: item[0]):
        parent = code[:-2] if (year, code[:-2]) in first else None
        rows.append(
            resource.row(
                {
                    "fiscal_year": year,
                    f"{kind}_code": code,
                    f"{kind}_name": found.name,
                    "level": (len(code) - 1) // 2,
                    "parent_code": parent,
                    "first_disclosure_id": found.disclosure_id,
                    "document_id": found.document_id,
                    "place": str(found.place),
                }
            )
        )
    return rows
