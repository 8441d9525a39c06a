"""The code lists: every classification code that a table or the prose prints."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from yusuan.declared import vocabulary as v
from yusuan.declared.fields import Field, Resource
from yusuan.evidence.places import Place
from yusuan.facts.model import Entry
from yusuan.model import Row, Value

_CODE_ID = Field(
    name="code_id",
    title="年度和编码",
    description="预算年度-编码，如 2026-2010301；年度看不出的，前一半为 unknown。",
    description_en="Fiscal year and code; «unknown» for the year that the document does not tell.",
    required=True,
    pattern=r"(?:[0-9]{4}|unknown)-[0-9]{3,7}",
)
_FISCAL_YEAR = Field(
    name="fiscal_year",
    kind="integer",
    title="预算年度",
    description="编码所属的预算年度，科目每年可能调整；公开文件看不出年度的，为空。",
    description_en="Fiscal year of the code, for classifications change; null where the document "
    "does not tell its year.",
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
        description=f"各表和文字印出的{title}编码；名称为各表最先印出的名称，表中没有的，"
        "为文字中的名称；各行所印名称见各表。",
        description_en=f"The {english} codes printed in the tables and the prose, with the first "
        "name that a table prints, else the prose.",
        fields=(
            _CODE_ID,
            _FISCAL_YEAR,
            code.with_(required=True, description=code.description.removesuffix("；合计行为空。")),
            label.with_(
                required=False,
                description=f"{title}最先印出的名称；只印编码的为空。",
                description_en="The first name printed; null where the code stands alone.",
                labels=(),
            ),
            v.LEVEL.with_(required=True),
            v.PARENT_CODE,
            _FIRST_SEEN,
            v.DOCUMENT_ID,
            v.PLACE.with_(required=True),
        ),
        primary_key=("code_id",),
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

# The list of a code's kind, and the field that holds the code there and in every other table.
CODE_LISTS = {
    FUNCTIONAL_CLASSIFICATION.name: v.FUNCTION_CODE.name,
    ECONOMIC_CLASSIFICATION.name: v.ECONOMIC_CODE.name,
}


def coded_names(entries: Iterable[Entry], kind: str) -> Iterator[tuple[str, str, Place]]:
    """(code, printed name, place) of each coded entry of ``kind`` (function, economic).

    What a row is called is no name of its code: the name is blank where none is printed.
    """
    for entry in entries:
        code, name = entry.texts.get(f"{kind}_code"), entry.texts.get(f"{kind}_name")
        if isinstance(code, str) and code:
            yield code, name if isinstance(name, str) else "", entry.place


class PrintedCode(NamedTuple):
    """A classification code as a table prints it, or the prose (``in_prose``)."""

    fiscal_year: int | None
    code: str
    name: str
    disclosure_id: str
    document_id: str
    place: str
    in_prose: bool = False


def codes_in_prose(
    rows: Iterable[Mapping[str, Value]], kind: str, year: int | None
) -> Iterator[PrintedCode]:
    """The codes of ``kind`` that amounts stated in the prose bear (rows of ``stated_amounts``)."""
    for row in rows:
        if code := row[f"{kind}_code"]:
            name = str(row["item_path"] or "").rpartition(" → ")[2]
            owner, document, place = row["disclosure_id"], row["document_id"], row["place"]
            yield PrintedCode(
                year, str(code), name, str(owner), str(document), str(place), in_prose=True
            )


def code_list_rows(resource: Resource, printed: Iterable[PrintedCode]) -> list[Row]:
    """The first of each code of a year, those of tables before those of prose.

    Sorted by year and code; codes of documents that do not tell their year come first.
    """
    kind = CODE_LISTS[resource.name].removesuffix("_code")
    first: dict[tuple[int, str], PrintedCode] = {}
    for found in printed:
        at = found.fiscal_year or 0, found.code
        if at not in first or (first[at].in_prose and not found.in_prose):
            first[at] = found
    rows = []
    for (year, code), found in sorted(first.items(), key=lambda item: item[0]):
        parent = code[:-2] if (year, code[:-2]) in first else None
        rows.append(
            resource.row(
                {
                    "code_id": f"{year or 'unknown'}-{code}",
                    "fiscal_year": year or None,
                    f"{kind}_code": code,
                    f"{kind}_name": found.name or None,
                    "level": (len(code) - 1) // 2,
                    "parent_code": parent,
                    "first_disclosure_id": found.disclosure_id,
                    "document_id": found.document_id,
                    "place": found.place,
                }
            )
        )
    return rows
