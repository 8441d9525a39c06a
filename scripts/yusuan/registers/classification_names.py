"""Every name that a classification code was printed with, year by year, each with its sources."""

from collections.abc import Iterable, Iterator

from yusuan.declared import vocabulary as v
from yusuan.declared.fields import Field, Resource
from yusuan.model import Row
from yusuan.printed.text import compact
from yusuan.registers.classifications import PrintedCode

CLASSIFICATION_NAMES = Resource(
    name="classification_names",
    title="科目的名称",
    description="每个功能、经济分类科目编码在各年印出的每一个名称，连同份数和首见之处；一个编码有几个"
    "名称的都列出，不作取舍。",
    description_en="Every name that a functional or economic code was printed with in a year, with "
    "the number of disclosures and where it is first; of several none is preferred.",
    fields=(
        Field(
            name="classification",
            title="分类",
            description="function 为功能分类，economic 为部门预算支出经济分类。",
            description_en="Functional, or economic (departmental).",
            required=True,
            enum=("function", "economic"),
        ),
        Field(
            name="code_id",
            title="年度和编码",
            description="见 functional_classification、economic_classification。",
            description_en="See functional_classification and economic_classification.",
            required=True,
            pattern=r"(?:[0-9]{4}|unknown)-[0-9]{3,7}",
        ),
        Field(
            name="printed_name",
            title="名称",
            description="印出的名称，不计空白；只是括号的写法不同的算一个名称，照首见之处。",
            description_en="The name as printed, blanks apart; forms that differ in brackets alone "
            "are one name, as first printed.",
            required=True,
        ),
        Field(
            name="disclosure_count",
            kind="integer",
            title="公开份数",
            description="有几份公开这样印。",
            description_en="How many disclosures print it so.",
            required=True,
        ),
        v.DISCLOSURE_ID.with_(
            name="first_disclosure_id",
            title="首见公开文件",
            description="最先这样印的公开文件。",
            description_en="The first disclosure that prints it so.",
        ),
        v.DOCUMENT_ID,
        v.PLACE.with_(required=True),
    ),
    primary_key=("classification", "code_id", "printed_name"),
)


def name_rows(kind: str, printed: Iterable[PrintedCode]) -> Iterator[Row]:
    """The names of the codes of ``kind``, by year, code, and how often they are printed."""
    found: dict[tuple[int, str], dict[str, list[PrintedCode]]] = {}
    for each in printed:
        if name := compact(each.name):
            names = found.setdefault((each.fiscal_year or 0, each.code), {})
            names.setdefault(name, []).append(each)
    for (year, code), names in sorted(found.items(), key=lambda item: item[0]):
        counted = {name: len({it.disclosure_id for it in those}) for name, those in names.items()}
        for name in sorted(names, key=lambda name: (-counted[name], name)):
            first = names[name][0]
            yield CLASSIFICATION_NAMES.row(
                {
                    "classification": kind,
                    "code_id": f"{year or 'unknown'}-{code}",
                    "printed_name": "".join(first.name.split()),
                    "disclosure_count": counted[name],
                    "first_disclosure_id": first.disclosure_id,
                    "document_id": first.document_id,
                    "place": first.place,
                }
            )
