"""Lists of the prose that leave an item out: a misspelt name would else be compared with nothing."""

import re
from collections.abc import Collection, Iterator
from decimal import Decimal

from yusuan.checks.evidence import Evidence
from yusuan.checks.model import Statement, not_comparable
from yusuan.checks.named_figures import NamedFigure, named_figure
from yusuan.checks.operands import Operand, legible
from yusuan.checks.table_evidence import ZERO
from yusuan.checks.text_evidence import Stated
from yusuan.evidence.places import order, say_briefly
from yusuan.model import SectionParagraph
from yusuan.printed.slips import one_off
from yusuan.printed.text import key
from yusuan.prose.subjects import subject_of

# (section, its items as texts call them, how many of them stated make a list; None: no list)
_LISTS: tuple[tuple[str, tuple[str, ...], int | None], ...] = (
    ("overview", ("预算收入/预算支出/预算收支/收支预算",), None),
    ("overview", ("基本支出", "项目支出"), 1),
    ("overview", ("人员经费", "公用经费/日常公用经费"), 1),
    (
        "overview",
        (
            "一般公共预算收入/一般公共预算财政拨款收入",
            "政府性基金预算收入/基金预算收入/政府性基金预算财政拨款收入",
            "国有资本经营预算收入/国有资本经营预算财政拨款收入",
            "上年结转/上年结转结余",
        ),
        2,
    ),
    (
        "overview",
        ("财政专户核拨收入/财政专户管理资金收入", "单位资金收入/单位自有资金收入"),
        None,
    ),
    ("agency_operation", ("机关运行经费/运行经费",), None),
    (
        "three_public",
        (
            "三公经费/三公经费预算/财政拨款三公经费预算/一般公共预算三公经费",
            "因公出国(境)费/因公出国费",
            "公务用车购置及运维费/公务用车购置及运行费/公务用车购置及运行维护费",
            "公务接待费",
        ),
        2,
    ),
    (
        "three_public",
        ("公务用车购置费", "公务用车运维费/公务用车运行费/公务用车运行维护费"),
        1,
    ),
    ("procurement", ("政府采购预算",), None),
    ("state_assets", ("固定资产/固定资产金额/上年末固定资产金额",), None),
)
# Whoever states a part of these need not state the whole.
_DIVIDED = (("公务用车购置及运维费", "公务用车购置费", "公务用车运维费"),)
# 人员支出、公用支出、项目支出 side by side: basic expenditure is told in its parts.
_OF_BASIC = ("人员支出", "公用支出", "项目支出")
_SHORTEST = 4


def missing_parts(evidence: Evidence, told: Collection[str]) -> Iterator[Statement]:
    """Items whose amount the table prints and the text states under no name that is known.

    Due where another name in the section is one character off, or where the text lists the other
    items and no amount that it states is the one of the table. ``told`` are items of which it is
    told already that they have no amount. A section with an amount that cannot be read is told of
    by the rule for those.
    """
    for section_id, items, enough in _LISTS:
        levels = [s for s in evidence.stated if s.section_id == section_id and s.change is None]
        parts = list(evidence.paragraphs(section_id))
        if not levels or not parts or _unreadable_in(evidence, parts):
            continue
        said = {id(found) for s in levels if (found := named_figure(section_id, s.subject))}
        for whole, *divided in _DIVIDED:
            if any(id(named_figure(section_id, name)) in said for name in divided):
                said.add(id(named_figure(section_id, whole)))
        if any(all(kind in key(s.sentence) for kind in _OF_BASIC) for s in levels):
            said.add(id(named_figure(section_id, "基本支出")))
        spoken = {id(found) for each in told if (found := named_figure(section_id, each))}
        others = [s for s in levels if named_figure(section_id, s.subject) is None]
        figures = [(names, _said_as(section_id, names, said)) for names in map(_names_of, items)]
        of_the_year = any("本年收入" in key(s.sentence) for s in levels)
        listed = sum(id(named) in said for _, named in figures)
        of_them = {id(named) for _, named in figures if named is not None}
        of_list = [s for s in levels if id(named_figure(section_id, s.subject)) in of_them]
        for names, named in figures:
            if named is None or id(named) in said or id(named) in spoken:
                continue
            resolved = named.resolve(evidence)
            if isinstance(resolved, str):
                continue
            read = [each for each in resolved if legible(each)]
            if not read:
                unread = [operand for operand in resolved[0] if operand.unread]
                places = [operand.place for operand in unread]
                what = f"情况说明没有写明的“{names[0]}”"
                yield not_comparable(what, unread, places)._replace(subject=names[0])
                continue
            values = {sum((operand.value for operand in each), ZERO) for each in read}
            if names[0] == "上年结转" and of_the_year:
                continue
            if alike := _one_off(others, names):
                yield _misspelt(alike, names[0], read[0])
            elif ZERO in values:
                continue
            elif exchanged := _exchanged(others, named, values):
                yield _another(*exchanged, names[0], read[0])
            elif (
                enough is not None
                and listed >= enough
                and not values & {s.operand().value for s in others}
                and not _told_by_its_change(evidence, section_id, named, of_list)
            ):
                yield _left_out((of_list or levels)[0], names[0], read[0])


def _told_by_its_change(
    evidence: Evidence, section_id: str, named: NamedFigure, of_list: list[Stated]
) -> bool:
    """Whether the list itself tells how the item changed: 基本支出降至6万元；项目支出增加1万元."""
    sentences = {s.sentence for s in of_list}
    return any(
        s.change is not None
        and s.section_id == section_id
        and s.sentence in sentences
        and named_figure(section_id, s.subject) is named
        for s in evidence.stated
    )


def _names_of(item: str) -> list[str]:
    return item.split("/")


def _said_as(section_id: str, names: list[str], said: Collection[int]) -> NamedFigure | None:
    """The figure of an item: that of the name by which the text states it, else of the first."""
    found = [named_figure(section_id, name) for name in names]
    return next((named for named in found if id(named) in said), found[0])


def _one_off(others: list[Stated], names: list[str]) -> Stated | None:
    return next(
        (s for s in others if any(one_off(key(s.subject), n, _SHORTEST) for n in names)), None
    )


# Words that the forms set apart, the second where the first is due.
_SET_APART = (
    ("上年", "本年"),
    ("上年", "年末"),
    ("上年", "年终"),
    ("上年", "下年"),
    ("上年末", "本年末"),
    ("政府采购", "政府购买服务"),
    ("固定资产", "流动资产"),
    ("固定资产", "无形资产"),
)


def _exchanged(
    others: list[Stated], named: NamedFigure, values: Collection[Decimal]
) -> tuple[Stated, str] | None:
    """The amount of the table under a name that one word makes another thing, and that name."""
    for stated in others:
        clause = _CLAUSE.split(key(stated.before))[-1]
        for due, said in _SET_APART:
            subject = key(subject_of(clause.replace(said, due)))
            same = named.pattern.fullmatch(subject) and stated.operand().value in values
            if said in clause and same:
                return stated, subject_of(clause.replace(said, due)).replace(due, said)
    return None


_CLAUSE = re.compile("[,;:。]")


def _unreadable_in(evidence: Evidence, parts: list[SectionParagraph]) -> bool:
    first = order(parts[0].paragraph.place)
    last = order(parts[-1].paragraph.place_end)
    return any(first <= order(each.place) <= last for each in evidence.unreadable)


def _misspelt(stated: Stated, name: str, figures: tuple[Operand, ...]) -> Statement:
    value = sum((operand.value for operand in figures), ZERO)
    return Statement(
        "fail",
        f"情况说明{say_briefly(stated.place)}的“{stated.subject}”{stated.text} {stated.unit}与“{name}”"
        f"只差一字，情况说明没有另写“{name}”的金额；"
        f"{figures[0].label}为 {value:f} 万元（{say_briefly(figures[0].place)}）。",
        left=stated.subject,
        right=name,
        subject=name,
        places=(stated.place, *(operand.place for operand in figures)),
    )


def _another(stated: Stated, printed: str, name: str, figures: tuple[Operand, ...]) -> Statement:
    return Statement(
        "fail",
        f"情况说明{say_briefly(stated.place)}写“{printed}”{stated.text} {stated.unit}，没有另写“{name}”的金额；"
        f"表中这是{figures[0].label}（{say_briefly(figures[0].place)}）。",
        left=printed,
        right=name,
        subject=name,
        places=(stated.place, *(operand.place for operand in figures)),
    )


def _left_out(first: Stated, name: str, figures: tuple[Operand, ...]) -> Statement:
    value = sum((operand.value for operand in figures), ZERO)
    return Statement(
        "fail",
        f"情况说明{say_briefly(first.place)}列举的各项没有写明“{name}”的金额；"
        f"{figures[0].label}为 {value:f} 万元（{say_briefly(figures[0].place)}）。",
        left=f"没有“{name}”",
        right=f"{value:f}",
        subject=name,
        places=(first.place, *(operand.place for operand in figures)),
    )
