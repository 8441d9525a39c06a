"""Organisations over years and documents: one id each, the names it had, and what it is a part of.

An organisation is known from its own disclosures, or as a unit (预算单位) that the tables of its
department name. The id comes from division and code or name (``facts.identity``); where one office
is named in several ways, ``organisation`` in ``source.toml`` says that it is the same.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from yusuan.declared import vocabulary as v
from yusuan.declared.fields import ForeignKey, Resource, described
from yusuan.evidence.places import Place
from yusuan.facts import identity
from yusuan.facts.keys import TOTALS
from yusuan.facts.model import Entry, Statement
from yusuan.facts.tables import FactTable
from yusuan.model import Row
from yusuan.printed.text import key

_ITSELF = re.compile(r"[(（]?(?:本级|机关|本部)[)）]?$")


_ID = described(
    "organisation_id",
    "公开者编号",
    "机构的编号，各年相同，见 disclosures。",
    "Id of the organisation, the same every year; see disclosures.",
    required=True,
    pattern=r"[a-z0-9-]+",
)
_FIRST_YEAR = described(
    "first_year",
    "最早年度",
    "最早的预算年度；看不出年度的为空。",
    "First fiscal year.",
    kind="integer",
)
_LAST_YEAR = described(
    "last_year",
    "最晚年度",
    "最晚的预算年度；看不出年度的为空。",
    "Last fiscal year.",
    kind="integer",
)
ORGANISATIONS = Resource(
    name="organisations",
    title="机构",
    description="公布预算、决算的机构，以及部门的表中列出的所属单位；一个机构一行，各年编号相同。",
    description_en="Who publishes budgets and accounts, and the units that tables of departments "
    "name: one row per organisation, with one id for all years.",
    fields=(
        _ID,
        described(
            "organisation_name",
            "名称",
            "最近一年印出的名称；各年的名称见 organisation_names。没有写明名称的为空。",
            "The name printed in the latest year; those of all years are in organisation_names.",
        ),
        described(
            "division_code",
            "行政区划代码",
            "行政区划代码（GB/T 2260），见 divisions；没有说明的为空。",
            "Code of its division, see divisions; null where nobody says.",
        ),
        described(
            "department_code",
            "部门编码",
            "印出的部门或单位预算编码；没有印出的为空。",
            "Its budget code as printed; null where none is.",
        ),
        described(
            "part_of",
            "所属部门",
            "表中把它列为所属单位的部门；没有一份公开这样列的为空。",
            "The department whose tables list it as a unit; null where none does.",
        ),
        described(
            "disclosure_count",
            "公开份数",
            "它自己的公开文件有几份；只在部门的表中列出的为 0。",
            "How many disclosures of its own there are; 0 where only a department names it.",
            kind="integer",
            required=True,
        ),
        _FIRST_YEAR,
        _LAST_YEAR,
    ),
    primary_key=("organisation_id",),
)
ORGANISATION_NAMES = Resource(
    name="organisation_names",
    title="机构的名称",
    description="机构在各年印出的名称，各注明出处；不作统一。",
    description_en="The names that organisations were printed with over the years, each with its "
    "source; none is unified.",
    fields=(
        _ID,
        described("organisation_name", "名称", "照印出的名称。", "As printed.", required=True),
        _FIRST_YEAR,
        _LAST_YEAR,
        v.DISCLOSURE_ID.with_(
            name="first_disclosure_id",
            title="首见公开文件",
            description="最早印出这个名称的公开文件。",
            description_en="The disclosure that prints the name first.",
        ),
        v.DOCUMENT_ID,
        v.PLACE.with_(
            description="名称印出的位置；出自正文的（只有表格的读取记录）为空。",
            description_en="Where it is printed; null where only prose that was not kept tells it.",
        ),
    ),
    primary_key=("organisation_id", "organisation_name"),
    foreign_keys=(ForeignKey(("organisation_id",), "organisations", ("organisation_id",)),),
)


class NamedOrganisation(NamedTuple):
    """An organisation as one disclosure names it; ``part_of`` the department that lists it."""

    organisation_id: str
    name: str | None
    division_code: str | None
    department_code: str | None
    fiscal_year: int | None
    disclosure_id: str
    document_id: str
    place: str | None
    part_of: str | None = None


def units_of(owner: NamedOrganisation, tables: Iterable[FactTable]) -> Iterator[NamedOrganisation]:
    """The units that the tables of a department name, each once; the department is none."""
    own = _itself(owner.name or "")
    seen: set[str] = set()
    for table in tables:
        for entry in table.entries:
            name = (entry.unit_name or "").strip()
            if not _is_unit(name) or _itself(name) == own:
                continue
            code = _code(entry)
            statement = Statement(name, code, None, None)
            id_ = identity.organisation_id(owner.division_code, statement)
            if id_ in seen or id_ == owner.organisation_id:
                continue
            seen.add(id_)
            place: Place = entry.place
            yield owner._replace(
                organisation_id=id_,
                name=name,
                department_code=code,
                document_id=table.document_id,
                place=str(place),
                part_of=owner.organisation_id,
            )


def _is_unit(name: str) -> bool:
    from yusuan.binding.pieces import ends_as_organisation

    return bool(name) and key(name) not in TOTALS and ends_as_organisation(_ITSELF.sub("", name))


def _itself(name: str) -> str:
    """The name as compared: 某局（本级） is 某局."""
    return _ITSELF.sub("", key(name))


def _code(entry: Entry) -> str | None:
    code = (entry.unit_code or "").strip()
    return code if code.isascii() and code.isdigit() else None


def organisation_rows(named: Iterable[NamedOrganisation]) -> tuple[list[Row], list[Row]]:
    """The rows of ``organisations`` and of ``organisation_names``."""
    by_id: dict[str, list[NamedOrganisation]] = {}
    for each in sorted(named, key=_in_time):
        by_id.setdefault(each.organisation_id, []).append(each)
    rows: list[Row] = []
    names: list[Row] = []
    for id_, found in sorted(by_id.items()):
        own = [each for each in found if each.part_of is None]
        last = (own or found)[-1]
        years = [each.fiscal_year for each in found if each.fiscal_year is not None]
        codes = [each.department_code for each in found if each.department_code]
        wholes = [each.part_of for each in found if each.part_of is not None]
        rows.append(
            ORGANISATIONS.row(
                {
                    "organisation_id": id_,
                    "organisation_name": last.name,
                    "division_code": last.division_code,
                    "department_code": codes[-1] if codes else None,
                    "part_of": wholes[-1] if wholes else None,
                    "disclosure_count": len(own),
                    "first_year": min(years, default=None),
                    "last_year": max(years, default=None),
                }
            )
        )
        names.extend(_name_rows(id_, found))
    return rows, names


def _in_time(named: NamedOrganisation) -> tuple[int, str]:
    return named.fiscal_year or 0, named.disclosure_id


def _name_rows(id_: str, found: Iterable[NamedOrganisation]) -> Iterator[Row]:
    by_name: dict[str, list[NamedOrganisation]] = {}
    for each in found:
        if each.name:
            by_name.setdefault(each.name, []).append(each)
    for name, those in by_name.items():
        years = [each.fiscal_year for each in those if each.fiscal_year is not None]
        yield ORGANISATION_NAMES.row(
            {
                "organisation_id": id_,
                "organisation_name": name,
                "first_year": min(years, default=None),
                "last_year": max(years, default=None),
                "first_disclosure_id": those[0].disclosure_id,
                "document_id": those[0].document_id,
                "place": those[0].place,
            }
        )
