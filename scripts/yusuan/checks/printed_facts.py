"""Facts that pages repeat: fiscal year, department, the date of the assets."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

from yusuan.checks.evidence import Evidence
from yusuan.checks.model import Check, Outcome, Statement, not_due
from yusuan.checks.unread_grids import FORMS
from yusuan.errors import excerpt
from yusuan.evidence.places import Place, order, say_briefly, say_several
from yusuan.printed.characters import TRADITIONAL
from yusuan.printed.short_names import abbreviates
from yusuan.printed.text import compact, key, printed_date
from yusuan.registers.divisions import provinces

_ALONE = re.compile(r"\((?:本级|机关|部门|汇总|盖章|公章|签章)\)$|本级$|(?<=[局委厅院办])机关$")
_YEAR = re.compile(r"(20[0-9]{2})年")
_TITLE_YEAR = re.compile(r"(20[0-9]{2})年(?!.*20[0-9]{2}年)")
# 现将某某局2024年部门预算公开如下
_MADE_PUBLIC = re.compile(r"(20[0-9]{2})年度?(?:部门|单位)?(?:预算|决算)(?:信息|情况)*公开如下")
_YEAR_OF_DEPARTMENT = re.compile(
    r"(?<=[局委厅院会室办心部校馆处所站队])(20[0-9]{2})年度?(?:部门|单位)?(?:预算|决算)(?!.*20[0-9]{2}年)"
)
_OF_DEPARTMENT = re.compile(r"度?(?:部门|单位)?(?:预算|决算)")
# 现将某某市某某局2024年部门预算公开如下: whose document it is.
_PUBLISHER = re.compile(
    r"现将(?P<name>[\u4e00-\u9fff]{1,8}[省市区县州盟旗][\u4e00-\u9fff]{1,20}[局委厅院会室办心部])"
    r"20[0-9]{2}年度?(?:部门|单位)?(?:预算|决算)(?:信息|情况)*公开如下"
)
# 2024年，某某市某某局安排政府采购预算9万元: another's sentence. A unit's name may well stand there.
_OWNER = re.compile(
    r"(?:^|[。;；\n])(?:20[0-9]{2}年度?[,，]?)?(?P<name>[\u4e00-\u9fff]{1,8}[省市区县州盟旗][\u4e00-\u9fff]{1,16}[局委厅会])"
    r"(?:本级)?(?:20[0-9]{2}年度?)?(?:共计?)?(?:安排)?(?:政府采购|财政拨款?[“\"]?三公|[“\"]?三公|机关运行经费)"
)
_BUDGET = re.compile("(?:部门|单位)预算")
_FINAL = re.compile(r"^(?!.*(?:预算|[去上]年)).*决算.*表$")
# 某某局2024年部门预算支出总表
_TITLE_NAME = re.compile(
    r"(?:20[0-9]{2}年度?)?(?P<name>[\u4e00-\u9fff]{2,24}?[省市区县州盟旗镇乡][\u4e00-\u9fff]{0,20}?(?:局|委员会|委|厅|院|办公室|办|部|中心))"
    r"(?:本级)?(?:20[0-9]{2}年度?)?(?:部门|单位)(?:收支|收入|支出|预算|决算)"
)
_SHORTEST_NAME, _LONG_NAME = 6, 8


def printed_year(evidence: Evidence) -> Iterator[Outcome]:
    """The fiscal year is the same on every page."""
    found: list[tuple[str, Place]] = []
    for fact in evidence.printed:
        if fact.kind == "fiscal_year" and fact.value:
            found.append((fact.value, fact.place))
        elif fact.kind == "contents_title" and (match := _TITLE_YEAR.search(compact(fact.value))):
            found.append((match[1], fact.place))
    for entry in evidence.contents:
        match = _TITLE_YEAR.search(compact(entry.title))
        if match and (entry.role is not None or _OF_DEPARTMENT.match(match.string, match.end())):
            found.append((match[1], entry.place))
    for part in evidence.prose:
        text = compact(part.paragraph.text) if part.section == 0 else ""
        match = _YEAR.search(text) if part.heading and "公开" in text else _MADE_PUBLIC.search(text)
        if match:
            found.append((match[1], part.paragraph.place))
    for table in evidence.tables.values():
        title = compact(table.table.title)
        match = _TITLE_YEAR.match(title) or _YEAR_OF_DEPARTMENT.search(title)
        if match and table.name not in FORMS:
            found.append((match[1], table.table.place))
    if found:
        found.sort(key=lambda each: order(each[1]))
        yield _one_value("年度", str(evidence.fiscal_year), found)


def printed_kind(evidence: Evidence) -> Iterator[Outcome]:
    """No table of a budget is titled as one of final accounts."""
    if evidence.kind != "budget":
        yield _titled_as_budget(evidence)
        return
    titled = [table for table in evidence.tables.values() if table.table.title.strip()]
    wrong = [table for table in titled if _FINAL.search(key(table.table.title))]
    called = list(_called_final(evidence))
    for text, place in called:
        yield Statement(
            "fail",
            f"文件是预算，{say_briefly(place)}却写“{excerpt(text)}”。",
            left=excerpt(text),
            right="预算",
            places=(place,),
            right_places=(),
        )
    for table in wrong:
        yield Statement(
            "fail",
            f"文件是预算，{table.title}（{say_briefly(table.table.place)}）却称决算。",
            left=table.title,
            right="预算",
            subject=table.title,
            places=(table.table.place,),
            right_places=(),
        )
    if titled and not wrong and not called:
        yield Statement("pass", f"{len(titled)} 张表的标题都不称决算。", left=f"{len(titled)} 张表")


def _titled_as_budget(evidence: Evidence) -> Statement:
    """Final accounts whose tables are all titled as those of a budget are a budget misnamed."""
    titles = [key(table.table.title) for table in evidence.tables.values()]
    wrong = [
        table
        for table, title in zip(evidence.tables.values(), titles, strict=True)
        if _BUDGET.search(title) and "绩效" not in title and "自评" not in title
    ]
    if evidence.kind != "final_accounts" or not wrong or any("决算" in title for title in titles):
        return not_due("文件不是预算")
    return Statement(
        "fail",
        f"文件写作决算，表的标题却都不称决算，如“{wrong[0].title.strip('“”')}”"
        f"（{say_briefly(wrong[0].table.place)}）。",
        left=wrong[0].title,
        right="决算",
        places=(wrong[0].table.place,),
        right_places=(),
    )


def _called_final(evidence: Evidence) -> Iterator[tuple[str, Place]]:
    """Where the 目录 or 现将……公开如下 call the whole document final accounts."""
    for fact in evidence.printed:
        title = compact(fact.value)
        if fact.kind == "contents_title" and "决算" in title and "预算" not in title:
            yield fact.value, fact.place
    for part in evidence.prose:
        match = _MADE_PUBLIC.search(compact(part.paragraph.text))
        if match and "决算" in match[0]:
            yield match[0], part.paragraph.place


def department_spelt(evidence: Evidence) -> Iterator[Outcome]:
    """The text, the titles and the rows of the tables spell the department's name alike."""
    name = _ALONE.sub("", compact(evidence.department_name or "")).translate(TRADITIONAL)
    if len(name) < _SHORTEST_NAME:
        yield not_due("部门名称太短")
        return
    slip = _one_off(name)
    others = {
        _ALONE.sub("", key(fact.value)) for fact in evidence.printed if fact.kind == "department"
    }
    units = {key(entry.label) for t in evidence.tables.values() for entry in t.entries}
    found = 0
    wrong: dict[str, list[Place]] = {}
    for printed, place in _texts(evidence):
        text = printed.translate(TRADITIONAL)
        found += text.count(name)
        for match in slip.finditer(text.replace(name, "\n")):
            wrong.setdefault(match[0], []).append(place)
        owners = [
            m for m in _OWNER.finditer(text) if m["name"] not in units and m["name"][:2] == name[:2]
        ]
        for match in (*_PUBLISHER.finditer(text), *owners):
            if not _may_be(match["name"], {name, *others}):
                wrong.setdefault(match["name"], []).append(place)
    for text, places in wrong.items():
        yield Statement(
            "fail",
            f"部门名称为“{name}”，另有 {len(places)} 处写作“{text}”{say_several(places)}。",
            left=name,
            right=text,
            subject=text,
            places=tuple(places),
        )
    if found and not wrong:
        yield Statement("pass", f"文字、标题和表中 {found} 处写明的部门名称都相同。", left=name)


def _may_be(text: str, names: Iterable[str]) -> bool:
    """Whether ``text`` may name one of ``names``: in part, or by some of its characters in order."""
    return any(_within(text, name) or _within(name, text) for name in names)


def _within(short: str, long: str) -> bool:
    rest = iter(long)
    return all(character in rest for character in short)


def _texts(evidence: Evidence) -> Iterator[tuple[str, Place]]:
    """What may name the department: the prose, titles of tables and of the 目录, names of rows."""
    for part in evidence.prose:
        yield compact(part.paragraph.text), part.paragraph.place
    for fact in evidence.printed:
        if fact.kind == "contents_title":
            yield compact(fact.value), fact.place
    for table in evidence.tables.values():
        yield compact(table.table.title), table.table.place
        for entry in table.entries:
            yield compact(entry.label), entry.place


def _one_off(name: str) -> re.Pattern[str]:
    """``name`` with one of its characters, but the last, another one, or one inside gone.

    The last words of a short name tell one body from another: 财政局 and 民政局 are no slips.
    """
    end = len(name) - (1 if len(name) >= _LONG_NAME else 3)
    forms = [
        f"{re.escape(name[:i])}(?:(?!{re.escape(name[i])})[\u3400-\u9fff])?{re.escape(name[i + 1 :])}"
        for i in range(1, end)
    ]
    if len(name) >= _LONG_NAME:
        forms.append(f"(?!{re.escape(name[0])})[\u3400-\u9fff]{re.escape(name[1:])}")
    return re.compile("|".join(forms))


def printed_department(evidence: Evidence) -> Iterator[Outcome]:
    """The department's code and name are the same on every page."""
    found = [
        (_ALONE.sub("", key(fact.value)), fact.place)
        for fact in evidence.printed
        if fact.kind == "department"
    ]
    if found:
        bare = _ALONE.sub("", key(evidence.department_name or ""))
        code = evidence.department_code or ""
        name = f"{code}{bare}"
        # A page that prints the name without the code, shortened, or with more or less of where
        # it lies, says nothing else.
        alike = [(name if _is_of(v.removeprefix(code), bare) else v, p) for v, p in found]
        yield _one_value("部门", name, alike)


def _is_of(printed: str, name: str) -> bool:
    return _lies_in(printed, name) or abbreviates(printed, name) or abbreviates(name, printed)


def _lies_in(one: str, other: str) -> bool:
    """Whether two names are one but for the places before it: 某县水利局, 某省某县水利局."""
    short, long = sorted((one, other), key=len)
    if not short or not long.endswith(short):
        return False
    before = long[: len(long) - len(short)]
    return not before or bool(_places_before().fullmatch(before))


_PLACE_ENDS = "[省市区县州盟旗镇乡]|(?<=街)道"


@cache
def _places_before() -> re.Pattern[str]:
    """Places before a name, a province maybe without its 省 or 自治区: 新疆某县水利局.

    No character that ends a place begins one, and none is of its name but before another: 福州市.
    """
    return re.compile(
        rf"(?!{_PLACE_ENDS})(?:{'|'.join(provinces())})?"
        rf"(?:(?:(?!{_PLACE_ENDS})[\u4e00-\u9fff]){{0,8}}(?:{_PLACE_ENDS}))*"
    )


def titles_department(evidence: Evidence) -> Iterator[Outcome]:
    """No table's title names another office than the one that the others name."""
    name = _ALONE.sub("", key(evidence.department_name or ""))
    if len(name) < _SHORTEST_NAME - 2:
        yield not_due("部门名称太短")
        return
    named = [
        (found["name"], table)
        for table in evidence.tables.values()
        if (found := _TITLE_NAME.match(key(table.table.title)))
    ]
    others = [(text, table) for text, table in named if text not in name and name not in text]
    if len(others) != 1:
        # Tables of the units of a department are titled by each of them.
        if named and not others:
            yield Statement("pass", f"{len(named)} 张表的标题写明的都是 {name}。", left=name)
        return
    (text, table) = others[0]
    if any(text in key(entry.label) for each in evidence.tables.values() for entry in each.entries):
        return
    yield Statement(
        "fail",
        f"文件的部门为 {name}，{table.table.title}（{say_briefly(table.table.place)}）的标题却写明 {text}。",
        left=name,
        right=text,
        subject=text,
        places=(table.table.place,),
    )


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
    """Fixed assets are those at the end of the year before, and the table says so.

    Final accounts are of the end of their own year, which goes without saying.
    """
    table = evidence.filled("fixed_assets")
    final = evidence.kind == "final_accounts"
    if (
        table is not None
        and "固定资产占用" in key(table.title)  # other forms (资产情况表) print none
        and not final
        and all(fact.kind != "as_of_date" for fact in evidence.printed)
    ):
        yield Statement(
            "fail",
            f"{table.title}（{say_briefly(table.table.place)}）没有印出截止时间，或者印得认不出。",
            left="没有截止时间",
            places=(table.table.place,),
        )
    for fact in evidence.printed:
        if fact.kind != "as_of_date":
            continue
        read = printed_date(fact.value)
        if read is None:
            yield Statement(
                "fail",
                f"固定资产的截止时间印作“{excerpt(fact.value)}”（{say_briefly(fact.place)}），不是一个日期。",
                left=fact.value,
                places=(fact.place,),
            )
            continue
        if evidence.fiscal_year is None:
            continue
        due = date(evidence.fiscal_year - (not final), 12, 31)
        right = read == due
        yield Statement(
            "pass" if right else "fail",
            f"固定资产的截止时间为 {fact.value}（{say_briefly(fact.place)}），"
            + (
                ("是决算年末。" if final else "是上年末。")
                if right
                else f"决算年度 {evidence.fiscal_year} 年的年末为 {due}。"
                if final
                else f"预算年度 {evidence.fiscal_year} 年的上年末为 {due}。"
            ),
            left=fact.value,
            right=str(due),
            places=(fact.place,),
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
        id="printed-kind",
        title="预算还是决算",
        rule="预算文件中的表、目录和“现将……公开如下”，不称决算。",
        severity="warning",
        consequence="meaning",
        basis="公开模板",
        family="text_against_tables",
        evaluate=printed_kind,
    ),
    Check(
        id="department-spelt",
        title="部门名称的写法",
        rule="文字、标题和表中写明的部门名称，与文件的部门名称不只差一字；“现将……公开如下”写明的是同一部门。",
        severity="warning",
        consequence="wording",
        basis="前后文一致",
        family="text_against_tables",
        evaluate=department_spelt,
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
        id="titles-department",
        title="标题写明的部门",
        rule="表的标题写明的部门，是文件的部门。",
        severity="warning",
        consequence="meaning",
        basis="前后文一致",
        family="text_against_tables",
        evaluate=titles_department,
    ),
    Check(
        id="assets-date",
        title="固定资产的截止时间",
        rule="固定资产占用情况表的截止时间是预算年度的上年末；决算印出的，是决算年末。",
        severity="warning",
        consequence="meaning",
        basis="公开模板：上年末固定资产",
        family="text_against_tables",
        evaluate=assets_date,
    ),
)
