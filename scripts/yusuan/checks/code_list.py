"""Names of the departments' economic codes (部门预算支出经济分类科目) against the code list.

``code_list.csv`` holds code and name as documents of seventeen places print them for 2018 to
2026: the list is national (财政部《政府收支分类科目》) and has kept these names since 2018.
"""

import csv
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from functools import cache
from importlib.resources import files

from yusuan.checks.evidence import Evidence
from yusuan.checks.model import Check, Outcome, Statement, not_due
from yusuan.evidence.places import say_briefly
from yusuan.facts.model import Entry
from yusuan.printed.text import key

_SINCE = 2018
_ALIKE = 0.5
_LENGTHS = (3, 5)  # some places print items of their own below, with two digits more


@cache
def names_by_code() -> Mapping[str, tuple[str, ...]]:
    """The names of each code, as compared."""
    found: dict[str, tuple[str, ...]] = {}
    text = (files("yusuan.checks") / "code_list.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        found[row["code"]] = (*found.get(row["code"], ()), key(row["name"]))
    return found


@cache
def _codes_by_name() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for code, names in names_by_code().items():
        for name in names:
            found[name] = (*found.get(name, ()), code)
    return found


def listed_names(evidence: Evidence) -> Iterator[Outcome]:
    """A code has the name that the national list gives it.

    Nothing is said of a name that is neither like its code's nor another code's: the list may
    have grown.
    """
    if evidence.fiscal_year is None or evidence.fiscal_year < _SINCE:
        yield not_due(f"科目表自 {_SINCE} 年起比对")
        return
    right: list[Entry] = []
    seen: set[tuple[str, str]] = set()
    for table in evidence.tables.values():
        for entry in table.entries:
            code, name = str(entry.texts.get("economic_code") or ""), _name(entry)
            if code[:1] != "3" or len(code) not in _LENGTHS or not name or (code, name) in seen:
                continue
            seen.add((code, name))
            if name in names_by_code().get(code, ()):
                right.append(entry)
            elif should_be := _should_be(code, name):
                printed = str(entry.texts["economic_name"])
                yield Statement(
                    "fail",
                    f"{table.title}（{say_briefly(entry.place)}）的科目 {code} 写作“{printed}”，"
                    f"{should_be}。",
                    left=f"{code} {printed}",
                    subject=f"科目 {code}",
                    places=(entry.place,),
                )
    if right:
        yield Statement(
            "pass",
            f"{len(right)} 个经济分类科目的名称与政府收支分类科目相同。",
            left=f"{len(right)} 个科目",
            places=tuple(entry.place for entry in right),
        )


def _name(entry: Entry) -> str:
    return key(str(entry.texts.get("economic_name") or ""))


def _should_be(code: str, name: str) -> str:
    """What the list says instead; "" where it does not contradict."""
    own = names_by_code().get(code, ())
    if any(known in name or name in known for known in own):
        return ""  # a name with a remark, or a short one
    if others := _codes_by_name().get(name):
        return f"政府收支分类科目中这是 {'、'.join(others)} 的名称"
    if any(SequenceMatcher(None, known, name).ratio() >= _ALIKE for known in own):
        return f"政府收支分类科目中的名称是“{own[0]}”"
    return ""


def codes_of_kind(evidence: Evidence) -> Iterator[Outcome]:
    """Where nearly all codes are functional (2…), none is economic (3…, 5…); nor the other way."""
    count = 0
    for table in evidence.tables.values():
        coded = [entry for entry in table.entries if entry.code]
        for first, others, kind, other in (
            ("2", "35", "功能分类", "经济分类"),
            ("3", "2", "经济分类", "功能分类"),
        ):
            of_kind = [entry for entry in coded if (entry.code or "").startswith(first)]
            strangers = [entry for entry in coded if (entry.code or "")[0] in others]
            if len(of_kind) < _FEWEST or len(strangers) * _FEWEST > len(of_kind):
                continue
            count += len(of_kind)
            for entry in strangers:
                yield Statement(
                    "fail",
                    f"{table.where(entry)}（{say_briefly(entry.place)}）的科目 {entry.code} 是{other}的编码，"
                    f"而这张表按{kind}列示，这一行可能属于另一张表。",
                    left=f"{entry.code} {entry.label}",
                    subject=f"科目 {entry.code}",
                    places=(entry.place,),
                    cause=True,
                )
    if count:
        yield Statement("pass", f"{count} 个科目编码与所在表的分类相同。", left=f"{count} 个科目")


_FEWEST = 3


CHECKS: tuple[Check, ...] = (
    Check(
        id="economic-code-names",
        title="经济分类科目的名称",
        rule="部门预算支出经济分类科目的名称与政府收支分类科目中该编码的名称相同。",
        severity="warning",
        consequence="wording",
        basis="政府收支分类科目",
        family="within_table",
        evaluate=listed_names,
    ),
    Check(
        id="code-kind",
        title="科目编码的分类",
        rule="按支出功能分类列示的表，科目编码都是功能分类的（2 开头）；按经济分类列示的表，都是经济分类的（3 开头）。"
        "一张表同时列两种分类的不计。",
        severity="warning",
        consequence="meaning",
        basis="政府收支分类科目",
        family="within_table",
        evaluate=codes_of_kind,
    ),
)
