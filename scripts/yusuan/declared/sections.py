"""The sections of the explanation (情况说明), declared once.

The template has nine; ``words`` are parts of their titles by which each is known under
other spellings. A numbered heading that the 目录 announces is a section too.
"""

import re
from dataclasses import dataclass

from yusuan.printed.numbering import NUMERAL
from yusuan.printed.text import key

_NUMBERED = re.compile(rf"\s*({NUMERAL})\s*[、.．]\s*(\S.*)")
_LONGEST_HEADING = 40


@dataclass(frozen=True, slots=True)
class Section:
    id: str
    title: str
    words: tuple[str, ...]


SECTIONS: tuple[Section, ...] = (
    Section(
        "duties_and_institutions",
        "部门职责及机构设置情况",
        (
            *("部门职责", "机构设置", "主要职能", "主要职责", "工作职责", "部门概况", "单位概况"),
            *("基本概况", "预算单位构成", "决算单位构成"),
        ),
    ),
    Section(
        "overview",
        "部门预算安排的总体情况",
        (
            *("总体情况", "预算安排情况", "收支情况", "收支预算", "收支增减", "收支总体"),
            *("收入预算", "支出预算", "收入决算", "支出决算", "收入情况", "支出情况"),
            *("预算编制说明", "预算情况说明", "决算情况说明"),
        ),
    ),
    Section("agency_operation", "机关运行经费安排情况", ("机关运行经费", "机关运行费")),
    Section("three_public", "财政拨款“三公”经费预算情况及增减变化原因", ("三公经费",)),
    Section(
        "performance",
        "预算绩效信息",
        ("绩效信息", "绩效情况", "绩效目标", "绩效管理", "绩效评价", "预算绩效"),
    ),
    Section("procurement", "政府采购预算情况", ("政府采购",)),
    Section("state_assets", "国有资产信息", ("国有资产",)),
    Section("glossary", "名词解释", ("名词解释", "专业名词", "名称解释", "名词说明")),
    Section(
        "other_matters",
        "其他需要说明的事项",
        (
            *("其他需要说明", "其他说明", "其他事项", "其他重要事项", "其他情况"),
            "其他相关情况",
        ),
    ),
)
# Their words are general: a title that names another section, too, is that one.
GENERAL_SECTIONS = frozenset({"overview", "other_matters"})


def section_id(title: str) -> str | None:
    """The declared section that ``title`` (without its number) names, or None."""
    compared = key(title)
    for general in (False, True):
        for section in SECTIONS:
            if (section.id in GENERAL_SECTIONS) == general and any(
                word in compared for word in section.words
            ):
                return section.id
    return None


def section_heading(text: str) -> tuple[str, str] | None:
    """(Chinese numeral, title) where ``text`` looks like the heading of a section."""
    match = _NUMBERED.fullmatch(text)
    if match is None or len(text) > _LONGEST_HEADING or text.rstrip().endswith(("。", "；", "，")):
        return None
    return match[1], match[2].strip()
