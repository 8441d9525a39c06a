"""Function classes to COFOG divisions, economic classes to GFSM items: a crosswalk of our own.

``crosswalk.toml`` holds the lines, each with its basis and how far it can be trusted. A code has
the line of the longest code in it that it begins with; where no single target is right, none is
given.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, get_args

from yusuan.declared.fields import Resource, described
from yusuan.model import Row
from yusuan.storage.toml_files import CHECKED, Text, read_toml, written

Classification = Literal["function", "economic", "government_economic"]
Confidence = Literal["high", "medium", "low", "none"]
_Code = Annotated[Text, written("[0-9]{3}(?:[0-9]{2})?", "类或款的编码")]
_SCHEMES = {"function": "cofog", "economic": "gfsm", "government_economic": "gfsm"}


CROSSWALK = Resource(
    name="crosswalk",
    title="科目对照（自拟）",
    description="本数据集自拟的对照，不是官方的：功能分类到 COFOG 大类，经济分类到 GFSM 2014 的项目，"
    "每行注明依据和把握。一个科目取与它开头相同的最长的一行。",
    description_en="Our own crosswalk, not an official one: function classes to COFOG divisions, "
    "economic classes to items of GFSM 2014, each line with its basis and confidence. A code takes "
    "the longest line that it begins with.",
    fields=(
        described(
            "source_classification",
            "科目的分类",
            "function 为功能分类，economic 为部门预算支出经济分类，government_economic 为政府预算"
            "支出经济分类。",
            "Functional, economic (departmental) or economic (governmental).",
            required=True,
            enum=get_args(Classification),
        ),
        described(
            "source_code",
            "科目编码",
            "类（3 位）或款（5 位）的编码。",
            "Code of a class (3 digits) or of a section (5).",
            required=True,
            pattern="[0-9]{3}(?:[0-9]{2})?",
        ),
        described(
            "target_scheme",
            "对照的分类",
            "cofog 为联合国政府职能分类，gfsm 为国际货币基金组织《政府财政统计手册 2014》。",
            "The UN's Classification of the Functions of Government, or the IMF's GFSM 2014.",
            required=True,
            enum=("cofog", "gfsm"),
        ),
        described(
            "target_code",
            "对照的编码",
            "COFOG 的大类或 GFSM 的项目；没有唯一对应的为空。",
            "Division of COFOG or item of GFSM; null where no single one is right.",
        ),
        described("target_name", "对照的名称", "中文名称。", "Its name in Chinese."),
        described("target_name_en", "对照的英文名称", "英文名称。", "Its name in English."),
        described(
            "confidence",
            "把握",
            "high 同义，medium 主体同义、小部分另有归属，low 勉强，none 没有唯一的对应。",
            "High: the same subject; medium: mostly; low: barely; none: no single target.",
            required=True,
            enum=get_args(Confidence),
        ),
        described(
            "mapping_basis", "对照的依据", "为什么这样对照。", "Why, in Chinese.", required=True
        ),
        described(
            "mapping_basis_en",
            "对照的依据（英文）",
            "同上，英文。",
            "Why, in English.",
            required=True,
        ),
    ),
    primary_key=("source_classification", "source_code"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """``target`` is None where no single target is right."""

    classification: Classification
    code: _Code
    confidence: Confidence
    basis: Text
    basis_en: Text
    target: Text | None = None

    __pydantic_config__ = CHECKED


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """``targets`` are the names, Chinese and English, of the targets of each scheme."""

    targets: dict[str, dict[str, tuple[Text, Text]]]
    lines: tuple[Line, ...]

    __pydantic_config__ = CHECKED


@cache
def crosswalk() -> Crosswalk:
    return read_toml(Path(__file__).with_suffix(".toml"), Crosswalk)


def crosswalk_rows() -> list[Row]:
    found = crosswalk()
    rows = []
    for line in found.lines:
        scheme = _SCHEMES[line.classification]
        names = (None, None) if line.target is None else found.targets[scheme][line.target]
        rows.append(
            CROSSWALK.row(
                {
                    "source_classification": line.classification,
                    "source_code": line.code,
                    "target_scheme": scheme,
                    "target_code": line.target,
                    "target_name": names[0],
                    "target_name_en": names[1],
                    "confidence": line.confidence,
                    "mapping_basis": line.basis,
                    "mapping_basis_en": line.basis_en,
                }
            )
        )
    return rows
