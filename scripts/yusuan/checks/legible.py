"""Figures and names that can hardly mean what they say: no number, a name with one character off."""

import re
from collections.abc import Iterator, Mapping

from yusuan.binding.labels import is_count
from yusuan.checks.evidence import Evidence
from yusuan.checks.model import Check, Outcome, Statement, not_due
from yusuan.checks.table_evidence import TableEvidence
from yusuan.errors import excerpt
from yusuan.evidence.places import Place, say_briefly
from yusuan.facts.model import Entry
from yusuan.facts.tables import UnreadCode
from yusuan.printed.text import compact, key
from yusuan.tables.figures import FIGURES
from yusuan.tables.itemised import parse_item, unit_of

# What the forms of the ministry call their rows, beside the names of the classifications.
_TOTALS = ("合计", "总计", "小计", "共计")
_NAMES: Mapping[str, tuple[str, ...]] = {
    "three_public_expenditure": (
        *_TOTALS,
        "三公经费合计",
        "三公经费小计",
        "三公经费支出",
        "因公出国(境)费",
        "因公出国(境)费用",
        "教学科研人员因公出国(境)费",
        "其他因公出国(境)费",
        "公务用车购置及运行费",
        "公务用车购置及运维费",
        "公务用车购置和运行费",
        "公务用车购置及运行维护费",
        "公务用车购置费",
        "公务用车运行费",
        "公务用车运维费",
        "公务用车运行维护费",
        "公务接待费",
        "国内接待费",
        "会议费",
        "培训费",
    ),
    "budget_summary": (
        "本年收入合计",
        "本年支出合计",
        "收入总计",
        "支出总计",
        "收入合计",
        "支出合计",
        "上年结转结余",
        "年终结转结余",
        "上年结转",
        "预备费",
        "一般公共预算拨款收入",
        "政府性基金预算拨款收入",
        "国有资本经营预算拨款收入",
        "财政专户管理资金收入",
        "事业收入",
        "事业单位经营收入",
        "上级补助收入",
        "附属单位上缴收入",
        "其他收入",
    ),
    "fiscal_appropriation_summary": (
        "本年收入合计",
        "本年支出合计",
        "收入总计",
        "支出总计",
        "收入合计",
        "支出合计",
        "年初财政拨款结转和结余",
        "年末财政拨款结转和结余",
        "预备费",
        "一般公共预算拨款",
        "一般公共预算财政拨款",
        "政府性基金预算拨款",
        "政府性基金预算财政拨款",
        "国有资本经营预算拨款",
        "国有资本经营预算财政拨款",
    ),
    "procurement": _TOTALS,
    "fixed_assets": (
        "资产总额",
        "资产总计",
        "资产合计",
        "房屋",
        "办公用房",
        "车辆",
        "其他固定资产",
        "合计",
    ),
}
# Characters that say another thing, or are another spelling: no slips of each other.
_SPELLINGS = (
    "他它",
    "及和",
    "和与",
    "及与",
    "末终",
    "行维",
    "转余",
    "小合",
    "共合",
    "预决",
    "原净",
    "初末",
    "上本",
    "增减",
    "额%",
    "额率",
    "率%",
)
_MEANT = frozenset(map(frozenset, _SPELLINGS))
# 一级项目 beside 二级项目: one level, and another.
_COUNTS = frozenset("0123456789一二三四五六七八九十")
# What some places leave out of a name: 政府基金, 公务用车购置运维费, 公务车购置费.
_LEFT_OUT = frozenset("及和与的性用、()")
_SHORTEST = 2
_MOST_TOLD = 3  # rows of one table without a code that can be read, each by itself
_HALF_TOTALS = ("合", "计")
_UNPARTED = re.compile(r"(?P<number>[一二三四五六七八九十]{1,3})(?P<name>.{2,})")
# A code, which some print the name behind, and what a slip makes of one.
_CATALOGUED = re.compile(r"[ABC][0-9]{2}|\W{0,2}[A-Za-z0-9]{1,2}[0-9,.lO]{5,}")
_CATALOGUE_CODE = re.compile(r"[ABC](?:[0-9]{2}){1,5}(?:[-—_、(（]?[^0-9A-Za-z*.,-]{2,}\W?)?")


def figures_read(evidence: Evidence) -> Iterator[Outcome]:
    """What stands in a column of figures is a figure, or a sign that there is none."""
    count = 0
    for table in evidence.tables.values():
        labels = {(entry.key, entry.side): entry.label for entry in table.entries}
        count += sum(len(entry.figures) for entry in table.entries)
        for unread in table.table.unread:
            column = table.column_names.get((unread.field, unread.side))
            column = column or FIGURES[unread.field].title
            row = labels.get((unread.row_key or "", unread.side), "")
            shown = excerpt(unread.text)
            said = (
                f"的名称里印有数字（{say_briefly(unread.place)}），“{column}”的格里却是空的，"
                if unread.text == row
                else f"的“{column}”（{say_briefly(unread.place)}）印作“{shown}”，"
            )
            said += "是公式，文件里没有它的结果，" if shown.startswith("=") else ""
            named = f"“{row}”" if row else ""
            yield Statement(
                "fail",
                f"{table.title}{named}{said}读不出是多少，没有与任何数字核对。",
                left=shown,
                subject=f"{row}的{column}",
                places=(unread.place,),
            )
        yield from _without_unit(table)
        yield from _unread_codes(table)
    if count and not any(
        t.table.unread or t.table.unread_codes or t.table.without_unit
        for t in evidence.tables.values()
    ):
        yield Statement("pass", f"表中的 {count} 个数字都读得出。", left=f"{count} 个数字")


def _unread_codes(table: TableEvidence) -> Iterator[Statement]:
    """Rows whose code cannot be read, each once; many of one table are told together."""
    labels = {entry.key: entry.label for entry in table.entries}
    rows: dict[str | None, list[UnreadCode]] = {}
    for code in table.table.unread_codes:
        rows.setdefault(code.row_key, []).append(code)
    shown = {row: excerpt(" ".join(code.text for code in codes)) for row, codes in rows.items()}
    if len(rows) > _MOST_TOLD:
        first = next(iter(rows.values()))[0]
        yield Statement(
            "fail",
            f"{table.title}有 {len(rows)} 行的科目编码（{say_briefly(first.place)}起）读不出是哪个科目，"
            "这些行没有按科目与任何数字核对。",
            left="、".join(list(shown.values())[:_MOST_TOLD]),
            subject=f"{table.title}的科目编码",
            places=tuple(code.place for codes in rows.values() for code in codes),
            absent="table",
            cause=True,
        )
        return
    for key_of_row, codes in rows.items():
        row = labels.get(key_of_row or "", "")
        yield Statement(
            "fail",
            f"{table.title}“{row}”的科目编码（{say_briefly(codes[0].place)}）印作“{shown[key_of_row]}”，"
            "读不出是哪个科目，这一行没有按科目与任何数字核对。",
            left=shown[key_of_row],
            subject=f"{row}的科目编码",
            places=tuple(code.place for code in codes),
            absent="table",  # the rows above say what it goes on with
            cause=True,
        )


def _without_unit(table: TableEvidence) -> Iterator[Statement]:
    """Amounts of a table whose unit is not printed, or printed as one that is none: told once."""
    amounts, unit = table.table.without_unit, table.table.unknown_unit
    if not amounts:
        return
    said = "没有印出金额单位"
    if unit is not None:
        said = f"的金额单位印作“{excerpt(unit.text.strip())}”（{say_briefly(unit.place)}），认不出"
    yield Statement(
        "fail",
        f"{table.title}（{say_briefly(table.table.place)}）{said}，{len(amounts)} 个金额没有读成数据，"
        "没有与任何数字核对。",
        left=excerpt(unit.text.strip()) if unit is not None else "没有金额单位",
        subject=f"{table.title}的金额单位",
        places=(unit.place if unit is not None else table.table.place,),
    )


def row_names(evidence: Evidence) -> Iterator[Outcome]:
    """A row of a form whose name is one character off a name of the form is a slip."""
    count = slips = 0
    for table in evidence.tables.values():
        names = _NAMES.get(table.table.role)
        if names is None:
            continue
        for entry in table.entries:
            if is_count(entry.label):
                continue  # 公务用车购置数（辆）
            if table.table.role == "procurement" and entry.texts.get("row_type") == "item":
                name = _total_misspelt(entry)
            else:
                name = _misspelt(entry, names)
            if entry.side is not None and table.table.role in _TWO_SIDED:
                own = _OF_SIDE[entry.side].fullmatch(key(parse_item(entry.label).name))
                name = None if own else name  # 年初结转结余 is no slip of 年终结转结余
            count += 1
            if _of_other_side(table, entry):
                slips += 1
                sides = ("收入", "支出") if entry.side == "revenue" else ("支出", "收入")
                yield Statement(
                    "fail",
                    f"{table.title}的“{entry.label}”（{say_briefly(entry.place)}）印在{sides[0]}一侧，"
                    f"名称是{sides[1]}一侧的。",
                    left=entry.label,
                    subject=entry.label,
                    places=(entry.place,),
                    right_places=(),
                )
            elif name is not None:
                slips += 1
                yield _slip(table, entry, name)
            elif _half_a_bracket(entry.label):
                slips += 1
                yield Statement(
                    "fail",
                    f"{table.title}的“{entry.label}”（{say_briefly(entry.place)}）括号不成对。",
                    left=entry.label,
                    subject=entry.label,
                    places=(entry.place,),
                    right_places=(),
                )
    if not count:
        yield not_due("文件没有按模板列示项目的表")
    elif not slips:
        yield Statement("pass", f"{count} 行没有只差一字的名称。", left=f"{count} 行")


# 上年结转 is money that comes, 年终结转 money that stays: of which side a total or a rest is.
_OF_SIDE: Mapping[str, re.Pattern[str]] = {
    "expenditure": re.compile(r"(?:本年)?支出[总合]计|年[末终](?:财政拨款)?结转(?:[和及]?结余)?"),
    "revenue": re.compile(r"(?:本年)?收入[总合]计|(?:上年|年初)(?:财政拨款)?结转(?:[和及]?结余)?"),
}


def _of_other_side(table: TableEvidence, entry: Entry) -> bool:
    """Whether a total or rest of a table of both sides has the name of one of the other side."""
    if entry.side is None or table.table.role not in _TWO_SIDED:
        return False
    other = "expenditure" if entry.side == "revenue" else "revenue"
    return _OF_SIDE[other].fullmatch(key(parse_item(entry.label).name)) is not None


_TWO_SIDED = ("budget_summary", "fiscal_appropriation_summary")


def _slip(table: TableEvidence, entry: Entry, name: str) -> Statement:
    return Statement(
        "fail",
        f"{table.title}的“{entry.label}”（{say_briefly(entry.place)}）与模板的“{name}”只差一字。",
        left=entry.label,
        right=name,
        subject=entry.label,
        places=(entry.place,),
        right_places=(),
    )


def _total_misspelt(entry: Entry) -> str | None:
    """``会计``, ``…本级小汁``: the end of a row that buys nothing, of a purchase's name."""
    if entry.texts.get("item_purchased") or entry.texts.get("catalogue_code"):
        return None
    tail = key(entry.label)[-2:]
    if tail in _TOTALS:
        return None  # 政府采购支出合计
    return next((name for name in _TOTALS if _one_off(tail, name)), None)


def _misspelt(entry: Entry, names: tuple[str, ...]) -> str | None:
    item = parse_item(entry.label)
    name = key(unit_of(item.name)[0] or item.name)
    whole = key(item.name)
    if name in names or whole in names:
        return None
    if whole in _HALF_TOTALS:
        return _TOTALS[0]
    if (unparted := _UNPARTED.fullmatch(whole)) and unparted["name"] in names:
        return f"{unparted['number']}、{unparted['name']}"
    if len(name) < _SHORTEST:
        return None
    return next((known for known in names if _one_off(whole, known) or _one_off(name, known)), None)


def _half_a_bracket(label: str) -> bool:
    printed = key(label)
    return printed.count("(") != printed.count(")")


def _one_off(name: str, known: str) -> bool:
    """Whether just one character stands for another one, or one inside is missing."""
    if len(name) == len(known) - 1:
        at = next((i for i, character in enumerate(name) if character != known[i]), 0)
        return at > 0 and name[at:] == known[at + 1 :] and known[at] not in _LEFT_OUT
    if len(name) != len(known):
        return False
    differ = [frozenset(pair) for pair in zip(name, known, strict=True) if pair[0] != pair[1]]
    return len(differ) == 1 and differ[0] not in _MEANT and not differ[0] <= _COUNTS


def column_names(evidence: Evidence) -> Iterator[Outcome]:
    """A column that is not understood is not one character off one that another table prints.

    Nor may it hold a part of what the rows add up to: then none of their sums is compared.
    """
    known = {
        label.rpartition(" → ")[2]
        for table in evidence.tables.values()
        for label in table.table.labels.values()
    }
    known = {name for name in known if len(name) > _SHORTEST}
    if not known:
        yield not_due("文件没有认出栏目的表")
        return
    found = 0
    for table in evidence.tables.values():
        for label, place, figures in table.table.unknown_columns:
            shown = key(label)
            name = next(
                (n for n in sorted(known) if _one_off(shown, n) or _cut_short(shown, n)), None
            )
            unsummed = figures and table.table.unknown_figures
            found += name is not None or unsummed
            if name is None and unsummed:
                yield _unknown_column(table, label, place)
            if name is None:
                continue
            yield Statement(
                "fail",
                f"{table.title}的栏目“{label}”（{say_briefly(place)}）与“{name}”只差一字，"
                "其中的内容没有读成数据，没有核对。",
                left=label,
                right=name,
                subject=label,
                places=(place,),
                right_places=(),
            )
        for label, said, place in table.table.head_slips:
            found += 1
            yield Statement(
                "fail",
                f"{table.title}的表头再印时（{say_briefly(place)}）写作“{label}”，第一次是“{said}”，只差一字。",
                left=label,
                right=said,
                subject=label,
                places=(place,),
                right_places=(),
            )
    if not found:
        yield Statement("pass", "没有只差一字的栏目。")


def _unknown_column(table: TableEvidence, label: str, place: Place) -> Statement:
    """Of a column whose figures may be a part of the rows' totals: no sum is compared."""
    shown = f"栏目“{excerpt(label)}”没有认出" if label else "有一栏没有印栏目"
    return Statement(
        "fail",
        f"{table.title}（{say_briefly(place)}）{shown}，其中的数字没有读成数据，各行的合计没有核对。",
        left=label or "没有印栏目",
        subject=label or table.title,
        places=(place,),
        right_places=(),
        severity="notice" if label else None,
    )


def _cut_short(name: str, known: str) -> bool:
    """Whether just the last character of a name is missing."""
    return len(name) > _SHORTEST and known[:-1] == name


def catalogue_codes(evidence: Evidence) -> Iterator[Outcome]:
    """政府采购品目 have codes of A, B or C and pairs of digits."""
    table = evidence.filled("procurement")
    rows = [] if table is None else [e for e in table.entries if e.texts.get("catalogue_code")]
    codes = [compact(str(entry.texts["catalogue_code"])) for entry in rows]
    if table is None or not any(_CATALOGUED.match(code) for code in codes):
        yield not_due("没有政府采购预算表，或没有印出品目编码")
        return
    wrong = [(e, c) for e, c in zip(rows, codes, strict=True) if not _CATALOGUE_CODE.fullmatch(c)]
    for entry, code in wrong:
        yield Statement(
            "fail",
            f"{table.title}的“{entry.label}”（{say_briefly(entry.place)}）品目编码印作“{excerpt(code)}”，"
            "不是一个字母 A、B、C 加成对的数字。",
            left=code,
            subject=entry.label,
            places=(entry.place,),
        )
    if not wrong:
        yield Statement("pass", f"{len(rows)} 个品目编码都合格式。", left=f"{len(rows)} 个编码")


CHECKS: tuple[Check, ...] = (
    Check(
        id="table-figures-read",
        title="表中的数字读得出",
        rule="数字栏里印的都是数字，或表示没有的符号；科目编码栏里印的都是编码；金额都有认得出的单位。"
        "读不出的数字和编码逐一列出，没有单位或单位认不出的一张表列一次；要用到读不出的数的核对写作无法核对。",
        severity="warning",
        consequence="presence",
        basis="数字的写法",
        family="within_table",
        evaluate=figures_read,
    ),
    Check(
        id="form-names",
        title="模板项目的名称",
        rule="收支总表、“三公”经费支出表、政府采购预算表、固定资产占用情况表的项目，"
        "名称不与模板的名称只差一字；收支总表的合计和结转印在名称所说的一侧。",
        severity="warning",
        consequence="wording",
        basis="公开模板的项目名称",
        family="within_table",
        evaluate=row_names,
    ),
    Check(
        id="column-names",
        title="栏目的名称",
        rule="没有认出的栏目，名称不与本文件各表的栏目只差一字；可能是合计一部分的数字栏，都印有栏目并认得出。",
        severity="warning",
        consequence="wording",
        basis="前后文一致",
        family="within_table",
        evaluate=column_names,
    ),
    Check(
        id="procurement-codes",
        title="政府采购品目编码",
        rule="政府采购品目编码是一个字母（A 货物、B 工程、C 服务）加成对的数字；有编码合此格式时适用。",
        severity="warning",
        consequence="wording",
        basis="政府采购品目分类目录",
        family="within_table",
        evaluate=catalogue_codes,
    ),
)
