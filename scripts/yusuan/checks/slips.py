"""Names of one thing in several places that are one character off each other."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from yusuan.checks.evidence import Evidence
from yusuan.checks.model import Check, Outcome, Statement, not_due
from yusuan.evidence.places import Place, say_briefly
from yusuan.facts.model import Entry
from yusuan.printed.slips import one_off
from yusuan.printed.text import key

_SUM_OF_UNIT = re.compile(r"\(?(?:小计|合计|合计数|汇总)\)?$")
_YEAR = re.compile(r"20[0-9]{2}年?")


class _Name(NamedTuple):
    """A name as printed, as compared, and where it stands."""

    printed: str
    compared: str
    where: str
    place: Place


def project_names(evidence: Evidence) -> Iterator[Outcome]:
    """A project has one name in the tables of projects, of goals and of procurement."""
    yield from _unknown_purchases(evidence)
    yield from _compared(
        list(_projects(evidence)),
        [*_purchases(evidence)],
        "没有同时列出项目和它的采购或绩效目标",
        "个项目名称，没有只差一字的。",
    )


def _compared(known: list[_Name], names: list[_Name], undue: str, passed: str) -> Iterator[Outcome]:
    groups = {name.where for name in (*known, *names)}
    if len(groups) < 2:
        yield not_due(undue)
        return
    everywhere = [*known, *names]
    held = {where: {n.compared for n in everywhere if n.where == where} for where in groups}
    near: dict[str, list[int]] = {}
    known = _distinct(known)
    for number, other in enumerate(known):
        for shortened in _shortened(other.compared):
            near.setdefault(shortened, []).append(number)
    found = 0
    seen: set[frozenset[str]] = set()
    for name in _distinct(everywhere):
        numbers = {n for short in _shortened(name.compared) for n in near.get(short, ())}
        for other in (known[number] for number in sorted(numbers)):
            pair = frozenset((name.compared, other.compared))
            if other.where == name.where or pair in seen:
                continue
            if other.compared in held[name.where] or name.compared in held[other.where]:
                continue
            if one_off(name.compared, other.compared):
                seen.add(pair)
                found += 1
                yield Statement(
                    "fail",
                    f"{name.where}的“{name.printed}”（{say_briefly(name.place)}）与{other.where}的"
                    f"“{other.printed}”（{say_briefly(other.place)}）只差一字。",
                    left=name.printed,
                    right=other.printed,
                    subject=name.printed,
                    places=(name.place, other.place),
                    right_places=(other.place,),
                )
    if not found:
        yield Statement("pass", f"{len(everywhere)} {passed}")


def _distinct(names: list[_Name]) -> list[_Name]:
    """Of names that are alike in one place the first."""
    return list({(name.where, name.compared): name for name in reversed(names)}.values())[::-1]


def _shortened(name: str) -> set[str]:
    """The name, and it without one character: two that are one off have one of these in common."""
    return {name, *(name[:at] + name[at + 1 :] for at in range(len(name)))}


def _rows(evidence: Evidence, role: str) -> Iterator[tuple[str, Entry]]:
    """The title of a table with each of its rows; nothing where there is none."""
    table = evidence.filled(role)
    if table is not None:
        for entry in table.entries:
            yield table.title, entry


def _projects(evidence: Evidence) -> Iterator[_Name]:
    for project in evidence.projects:
        yield _Name(project.title, _bare(project.title), "绩效目标", project.place)
    for role in ("project_expenditure", "project_goals"):
        for title, entry in _rows(evidence, role):
            name = str(entry.texts.get("project_name") or entry.label)
            yield _Name(name, _bare(name), title, entry.place)


def _purchases(evidence: Evidence) -> Iterator[_Name]:
    for title, entry in _rows(evidence, "procurement"):
        name = entry.texts.get("project_name")
        if name:
            yield _Name(str(name), _bare(str(name)), title, entry.place)


# What is named like a project, and is no heading, unit or money of running costs.
_LIKE_PROJECT = re.compile(
    r"[^年]{2,}(?:经费|项目|专项|资金|补助|补贴|购置|采购|工程|建设|活动|改造|维护)"
)
_RUNNING = re.compile(r"(?<!办)公用|基本|人员|日常|定额|运转|运行费|商品和?服务|行政运行")


def _unknown_purchases(evidence: Evidence) -> Iterator[Outcome]:
    """Purchases of a project that the document, which prints the goals of its projects, lacks."""
    known = {piece for name in _projects(evidence) for piece in _pieces(name.compared)}
    if len(evidence.projects) < _FEWEST_PROJECTS:
        return
    bought = _distinct([*_purchases(evidence)])
    unknown = [
        name
        for name in bought
        if _LIKE_PROJECT.fullmatch(name.compared)
        and not _RUNNING.search(name.compared)
        and known.isdisjoint(_pieces(name.compared))  # 林业站维护经费 of 林业站维护及苗木检疫经费
    ]
    if len(unknown) > max(1, _FEW * len(bought)):
        return  # not all projects have their goals printed
    for name in unknown:
        yield Statement(
            "fail",
            f"{name.where}的项目“{name.printed}”（{say_briefly(name.place)}），文件没有印出它的绩效目标。",
            left=name.printed,
            right="没有找到",
            subject=name.printed,
            places=(name.place,),
            severity="notice",
            absent="document",
        )


def _pieces(name: str) -> set[str]:
    """What a name has in common with another one of the same project: any words that are long."""
    bare = _ENDING.sub("", name)
    return {bare[at : at + _IN_COMMON] for at in range(max(1, len(bare) - _IN_COMMON + 1))}


_ENDING = re.compile("(?:工作|专项|业务|项目|经费|资金|补助|补贴)+$")
_IN_COMMON = 4
_FEW = 1 / 4
_FEWEST_PROJECTS = 5  # of fewer some may well have been left out


def unit_names(evidence: Evidence) -> Iterator[Outcome]:
    """A unit has one name in the table of units and in the sums of procurement."""
    units = [
        _Name(entry.label, key(entry.label), title, entry.place)
        for title, entry in _rows(evidence, "institutions")
    ]
    sums = [
        _Name(entry.label, _SUM_OF_UNIT.sub("", key(entry.label)), title, entry.place)
        for title, entry in _rows(evidence, "procurement")
        if entry.texts.get("row_type") != "item"
    ]
    yield from _compared(
        units,
        [name for name in sums if name.compared],
        "没有机构设置表，或采购没有按单位小计",
        "个单位名称，没有只差一字的。",
    )


def _bare(name: str) -> str:
    return _YEAR.sub("", key(name)).removesuffix("绩效目标表")


CHECKS: tuple[Check, ...] = (
    Check(
        id="project-names-alike",
        title="项目的名称",
        rule="同一项目在项目支出表、绩效目标和政府采购预算表中名称相同，不只差一字；印有项目绩效目标的文件，"
        "采购所属的项目也有。",
        severity="warning",
        consequence="wording",
        basis="前后文一致",
        family="across_tables",
        evaluate=project_names,
    ),
    Check(
        id="unit-names-alike",
        title="单位名称只差一字",
        rule="单位在机构设置表和政府采购预算表的小计中名称相同，不只差一字。",
        severity="warning",
        consequence="wording",
        basis="前后文一致",
        family="across_tables",
        evaluate=unit_names,
    ),
)
