"""Administrative divisions by GB/T 2260, nested: province, city, county.

``divisions.toml`` holds the provinces and the cities and counties that the data set has; a code
that is not in it has the name that its disclosures state, and lies where its digits say.
"""

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from yusuan.declared.fields import Field, Resource
from yusuan.model import Row
from yusuan.storage.toml_files import CHECKED, Text, read_toml

Level = Literal["country", "province", "city", "county"]
CENTRE = "100000"
_WHAT_IT_IS = re.compile(r"(?:省|市|(?:壮族|回族|维吾尔)?自治区|特别行政区)$")

DIVISIONS = Resource(
    name="divisions",
    title="行政区划",
    description="公开文件所属的行政区划和它们所在的省、市（GB/T 2260）；只列用到的代码。",
    description_en="The administrative divisions of the disclosures and those that they lie in "
    "(GB/T 2260); only codes that are used.",
    fields=(
        Field(
            name="division_code",
            title="行政区划代码",
            description="行政区划代码（GB/T 2260）；100000 为中央，是习惯用法。",
            description_en="Division code (GB/T 2260); 100000 is the centre by convention.",
            required=True,
            pattern="[0-9]{6}",
        ),
        Field(
            name="division_name",
            title="行政区划名称",
            description="行政区划的名称，不带上级的名称；代码表中没有的，为公开文件说明中的名称。",
            description_en="Its own name, without those above it; where the list of codes lacks "
            "it, the name that the description of a disclosure gives.",
        ),
        Field(
            name="division_level",
            title="级别",
            description="country 为中央，province 为省级，city 为地级，county 为县级。",
            description_en="Centre, province, city (prefecture) or county.",
            required=True,
            enum=get_args(Level),
        ),
        Field(
            name="parent_division",
            title="上级代码",
            description="所在的市（没有的为省）的代码；省级和中央为空。",
            description_en="Code of the city, else of the province, that it lies in; null for "
            "provinces and the centre.",
        ),
    ),
    primary_key=("division_code",),
)


@dataclass(frozen=True, slots=True)
class _Names:
    names: dict[str, Text]

    __pydantic_config__ = CHECKED


@cache
def known() -> Mapping[str, str]:
    """The names of all codes in ``divisions.toml``."""
    return read_toml(Path(__file__).with_suffix(".toml"), _Names).names


@cache
def provinces() -> tuple[str, ...]:
    """The names of provinces without what they are: 云南, 内蒙古; and 中央."""
    names = known().items()
    return tuple(_WHAT_IT_IS.sub("", name) for code, name in names if code.endswith("0000"))


def level_of(code: str) -> Level:
    if code == CENTRE:
        return "country"
    if code.endswith("0000"):
        return "province"
    return "city" if code.endswith("00") else "county"


def parent_of(code: str, among: Container[str]) -> str | None:
    """The nearest division above that is ``among`` them: 市辖区 of a municipality is none."""
    above = (f"{code[:4]}00", f"{code[:2]}0000")
    return next((each for each in above if each != code and each in among), None)


def chain(code: str) -> tuple[str, ...]:
    """A code and all that it lies in, the outermost first."""
    above = parent_of(code, known())
    return (code,) if above is None else (*chain(above), code)


def division_rows(stated: Mapping[str, str | None]) -> list[Row]:
    """The divisions of disclosures, with the names that they state, and those above them."""
    codes = sorted({each for code in stated for each in chain(code)})
    return [
        DIVISIONS.row(
            {
                "division_code": code,
                "division_name": known().get(code) or stated.get(code),
                "division_level": level_of(code),
                "parent_division": parent_of(code, known()),
            }
        )
        for code in codes
    ]
