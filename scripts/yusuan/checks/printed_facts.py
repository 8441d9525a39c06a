"""Facts that pages repeat: fiscal year, department, the date of the assets."""

import re
from collections.abc import Iterator

from yusuan.checks.evidence import Evidence
from yusuan.checks.model import Check, Outcome, Statement
from yusuan.evidence.places import Place, say_briefly, say_several
from yusuan.text import compact

_ALONE = re.compile(r"\((?:本级|机关|部门|盖章|公章|签章)\)$")
_YEAR = re.compile(r"(20[0-9]{2})年")


def printed_year(evidence: Evidence) -> Iterator[Outcome]:
    """The fiscal year is the same on every page."""
    found: list[tuple[str, Place]] = []
    for fact in evidence.printed:
        if fact.kind == "fiscal_year" and fact.value:
            found.append((fact.value, fact.place))
        elif fact.kind == "contents_title" and (match := _YEAR.search(compact(fact.value))):
            found.append((match[1], fact.place))
    for part in evidence.prose:
        match = _YEAR.search(compact(part.paragraph.text)) if part.heading else None
        if match and part.section == 0 and "公开" in part.paragraph.text:
            found.append((match[1], part.paragraph.place))
    if found:
        yield _one_value("年度", str(evidence.fiscal_year), found)


def printed_department(evidence: Evidence) -> Iterator[Outcome]:
    """The department's code and name are the same on every page."""
    found = [
        (_ALONE.sub("", compact(fact.value)), fact.place)
        for fact in evidence.printed
        if fact.kind == "department"
    ]
    if found:
        bare = _ALONE.sub("", compact(evidence.department_name or ""))
        name = f"{evidence.department_code}{bare}"
        # A page that prints the name without the code says nothing else.
        yield _one_value("部门", name, [(name if v == bare else v, place) for v, place in found])


def _one_value(what: str, expected: str, found: list[tuple[str, Place]]) -> Statement:
    others = [(value, place) for value, place in found if value != expected]
    if not others:
        return Statement(
            "pass", f"各页印出的{what}都是 {expected}（{len(found)} 处）。", left=expected
        )
    first = next((place for value, place in found if value == expected), None)
    places = tuple(place for _, place in others)
    values = "、".join(dict.fromkeys(value for value, _ in others))
    where = f"（{say_briefly(first)}）" if first else ""
    return Statement(
        "fail",
        f"文件的{what}为 {expected}{where}，另有 {len(others)} 处印作 {values}{say_several(places)}。",
        left=expected,
        right=values,
        places=(*((first,) if first else ()), *places),
        right_places=tuple(places),
    )


def assets_date(evidence: Evidence) -> Iterator[Outcome]:
    """Fixed assets are those at the end of the year before."""
    dates = [fact for fact in evidence.printed if fact.kind == "as_of_date"]
    for date in dates:
        numbers = re.findall(r"[0-9]+", date.value)
        if len(numbers) != 3 or evidence.fiscal_year is None:
            continue
        due = (evidence.fiscal_year - 1, 12, 31)
        right = tuple(int(number) for number in numbers) == due
        yield Statement(
            "pass" if right else "fail",
            f"固定资产的截止时间为 {date.value}（{say_briefly(date.place)}），"
            + (
                "是上年末。"
                if right
                else f"预算年度 {evidence.fiscal_year} 年的上年末为 {due[0]}-12-31。"
            ),
            left=date.value,
            right=f"{due[0]}-12-31",
            places=(date.place,),
        )


CHECKS: tuple[Check, ...] = (
    Check(
        id="printed-year",
        title="各页的年度",
        rule="各页和标题印出的预算年度相同。",
        severity="warning",
        consequence="meaning",
        basis="公开模板",
        family="text_against_tables",
        evaluate=printed_year,
    ),
    Check(
        id="printed-department",
        title="各页的部门",
        rule="各页印出的部门编码和名称相同。",
        severity="warning",
        consequence="meaning",
        basis="公开模板",
        family="text_against_tables",
        evaluate=printed_department,
    ),
    Check(
        id="assets-date",
        title="固定资产的截止时间",
        rule="固定资产占用情况表的截止时间是预算年度的上年末。",
        severity="warning",
        consequence="meaning",
        basis="公开模板：上年末固定资产",
        family="text_against_tables",
        evaluate=assets_date,
    ),
)
