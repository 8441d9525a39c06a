"""Figures that the prose names and states no amount of: blank, 无, with another unit."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from yusuan.checks.evidence import Evidence
from yusuan.checks.model import Check, Outcome, Statement, not_comparable, not_due
from yusuan.checks.named_figures import NamedFigure, named_figure
from yusuan.checks.operands import Operand, legible
from yusuan.checks.table_evidence import ZERO
from yusuan.checks.text_changes import COMPARED_SECTIONS
from yusuan.checks.text_parts import missing_parts
from yusuan.checks.text_slips import slipped_names
from yusuan.checks.three_public_counts import counts_left_out
from yusuan.errors import excerpt
from yusuan.evidence.places import say_briefly
from yusuan.model import SectionParagraph
from yusuan.printed.years import in_digits
from yusuan.prose.money import Money, UnreadMoney, find_money
from yusuan.prose.money.nothing import find_nothing
from yusuan.prose.subjects import subject_of
from yusuan.prose.wording import clauses

_NONE = re.compile(
    r"^(?:暂?无|没有|不涉及)|(?:未|无|没有|不予?)安排"
    r"|(?:暂?无|没有|不涉及)(?=[“\"]?(?:三公|固定资产|政府采购|机关运行))"
    r"|(?:暂?无|没有|不涉及|为零|零|为?0(?:\.0{1,6})?|[-—–/]+)(?:[百千]?[万亿]?元)?$"
)
# What stands where the amount is due: a number of something else, or a sign for none.
_OTHER = re.compile(r"(?:[0-9?？#×*_XＸ].*|[待另未]定|待核定?|暂缺)$")
_COUNTED = re.compile(r"[0-9]\s?(?:人次|批次|人|批|次|个|辆|台|套|件|项)(?:[（(]|$)")
_DUE = re.compile(r"安排|(?:为|是|共计|合计|总计|达|[万亿]元)$")
_BRACKET = re.compile(r"\s*[（(][^（）()]*$")  # its other half is in the next clause
_YEAR = re.compile(r"20[0-9]{2}\s*年度?")
_COUNTED_FIRST = re.compile(r"共计?\s?[0-9]{1,4}\s?[项个批件台]$")
_AT_FIRST = re.compile("[年期]初")
_LATER = re.compile("[^。]{0,60}?(?:追加|调[整增剂]|下达|新增|增加)")
_LONGEST = 40


def figures_without_amounts(evidence: Evidence) -> Iterator[Outcome]:
    """What the text names as it names a figure of the tables has an amount; 无 means a table's 0."""
    told: set[str] = set()
    for section_id in COMPARED_SECTIONS:
        parts = list(evidence.paragraphs(section_id))
        amounts_due = any(_tells_by_how_much(part.paragraph.text) for part in parts)
        for part in parts:
            for outcome in _of_paragraph(evidence, section_id, part):
                told.add(outcome.subject)
                yield outcome
            if amounts_due:
                yield from _rates_alone(evidence, section_id, part)
    missing = [*missing_parts(evidence, told), *counts_left_out(evidence)]
    of_lists = {found.left for found in missing}
    missing += [found for found in slipped_names(evidence) if found.left not in of_lists]
    yield from missing
    if not told and not missing:
        yield not_due("情况说明写明的项目都有金额")


# 基本支出增加14.8%: how much that is, the text does not say.
_RATE = re.compile(
    r"(?P<of>.*?)(?:(?:较|比|与|同|和)(?:上一?年|去年|20[0-9]{2}\s*年)(?:度)?(?:预算|决算)?数?(?:相比)?|同比|环比)?"
    r"(?:增长|增加|上升|提高|下降|减少|降低|压减|增幅|降幅)(?:了|约|近|为|达|幅度?)*\s?[0-9][0-9.]{0,8}\s?[%％]"
)


def _tells_by_how_much(text: str) -> bool:
    """Whether a change is told with its amount: 增加5.00万元."""
    return any(_BY.search(text, max(0, it.start - 4), it.start) for it in find_money(text))


def _rates_alone(
    evidence: Evidence, section_id: str, part: SectionParagraph
) -> Iterator[Statement]:
    """Changes of figures of the forms that a rate alone tells: 三公经费比上年下降20%。

    Due in a section that tells other changes with their amounts: some texts tell none by amount.
    """
    text = part.paragraph.text
    starts = [found.start for found in find_money(text)]
    spans, stated = _clauses(text, starts)
    before = ""
    for n, (begin, end) in enumerate(spans):
        clause = text[begin:end].strip()
        if stated[n]:
            last = starts[bisect_left(starts, end) - 1]
            before = subject_of(text[begin:last])
            continue
        rate = _RATE.fullmatch(in_digits(clause)) if len(clause) <= _LONGEST else None
        if rate is None:
            continue
        said = subject_of(rate["of"])
        named = named_figure(section_id, said or before, evidence.department_name)
        # 增加5万元，增长3%: the amount stands beside its rate, with no name of its own between
        ahead = (
            not said and n > 0 and stated[n - 1] and _CHANGED.search(text[spans[n - 1][0] : begin])
        )
        behind = n + 1 < len(spans) and stated[n + 1] and _CHANGES.match(text, spans[n + 1][0])
        if ahead or behind or named is None:
            continue
        place = part.paragraph.place
        yield Statement(
            "fail",
            f"情况说明{say_briefly(place)}写“{excerpt(clause)}”，只写了百分比，没有写明增减的金额，"
            "没有与任何数字核对。",
            left=excerpt(clause),
            right="没有增减的金额",
            subject=said or before,
            places=(place,),
            severity="notice",
        )


_BY = re.compile(r"(?:增加|减少|增长|下降|压减|降低|提高)(?:了|约|近)?\s?$")
_CHANGED = re.compile("[增减升降多少]")
_CHANGES = re.compile(r"\s*(?:(?:[（(即共]|净)?[增减升降多少压上下]|(?:即|也就是|折合)\s*[0-9])")


def _clauses(text: str, starts: Sequence[int]) -> tuple[list[tuple[int, int]], list[int]]:
    """The clauses of a text, and how many of the amounts that begin at ``starts`` are in each."""
    spans = list(clauses(text))
    return spans, [bisect_left(starts, end) - bisect_left(starts, begin) for begin, end in spans]


def _of_paragraph(
    evidence: Evidence, section_id: str, part: SectionParagraph
) -> Iterator[Statement]:
    text = part.paragraph.text
    starts = [found.start for found in find_money(text) if not _is_other_money(found)]
    starts = sorted((*starts, *(found.start for found in find_nothing(text))))
    spans, stated = _clauses(text, starts)
    for n, (begin, end) in enumerate(spans):
        if stated[n] or end - begin > _LONGEST:
            continue
        clause = _YEAR.sub("", in_digits(text[begin:end])).strip()
        none = _NONE.search(clause)
        if _COUNTED_FIRST.search(clause) and n + 1 < len(spans) and stated[n + 1]:
            continue  # 政府采购预算共3项，40.00万元
        words = _OTHER.sub("", _NONE.sub("", _BRACKET.sub("", clause))).strip()
        first = bisect_left(starts, end)  # the next amount; right behind the clause it is its own
        if first < len(starts) and not text[end : starts[first]].strip(" ：:（(，,"):
            continue
        ends_list = text[end : end + 1] in ("。", "；") or bool(
            n + 1 < len(spans) and stated[n + 1]
        )
        listed = n > 0 and stated[n - 1] and ends_list
        if none and _AT_FIRST.search(clause) and _LATER.match(text, end):
            continue  # 年初没有安排政府性基金预算，年中追加50万元
        if not (none or _OTHER.search(clause) or _DUE.search(words) or listed):
            continue
        subject = subject_of(re.sub(r"[百千]?[万亿]元$", "", words))
        named = named_figure(section_id, subject)
        if named is None and none and clause[none.end() :].strip():
            # 某局未安排政府采购预算
            subject = subject_of(clause[none.end() :].strip())
            named = named_figure(section_id, subject)
        counts = _COUNTED.search(clause) is not None
        if named is not None and counts and _has_amount(evidence, section_id, named):
            continue  # 因公出国（境）费0万元，安排团组0个，因公出国（境）0人次
        resolved = named.resolve(evidence) if named is not None else ""
        if isinstance(resolved, str):
            continue
        yield _outcome(part, text[begin:end].strip(), subject, bool(none), resolved[0])


def _is_other_money(found: Money | UnreadMoney) -> bool:
    """Whether it is no amount of the forms: a price, or another currency."""
    return isinstance(found, UnreadMoney) and found.reason in ("rate", "foreign")


def _has_amount(evidence: Evidence, section_id: str, named: NamedFigure) -> bool:
    """Whether the section states the amount of a figure."""
    whose = evidence.department_name
    return any(
        stated.section_id == section_id
        and stated.change is None
        and named_figure(section_id, stated.subject, whose) is named
        for stated in evidence.stated
    )


def _outcome(
    part: SectionParagraph, clause: str, subject: str, none: bool, figures: tuple[Operand, ...]
) -> Statement:
    value = sum((operand.value for operand in figures), ZERO)
    place = part.paragraph.place
    agrees = none and not value
    said = f"情况说明{say_briefly(place)}写“{excerpt(clause)}”"
    if none and not legible(figures):
        places = (place, *(operand.place for operand in figures))
        found = not_comparable(said, (o for o in figures if o.unread), places)
        return found._replace(subject=subject)
    in_table = f"{figures[0].label}为 {value:f} 万元（{say_briefly(figures[0].place)}）"
    if not legible(figures):
        in_table = next(operand.said() for operand in figures if operand.unread)
    if agrees:
        message = f"{said}，表中没有或为 0，相符。"
    elif none:
        message = f"{said}，而{in_table}。"
    else:
        message = f"{said}，没有写明读得出的金额；{in_table}。"
    return Statement(
        "pass" if agrees else "fail",
        message,
        left=excerpt(clause),
        right=f"{value:f}" if legible(figures) else "",
        subject=subject,
        places=(place, *(operand.place for operand in figures)),
    )


CHECKS: tuple[Check, ...] = (
    Check(
        id="text-without-amount",
        title="没有写明金额的项目",
        rule="情况说明提到的表内项目都写明读得出的金额；写“无”的，表中没有或为 0。逐项列举时没有漏写表中有数的项目，"
        "没有把它的名称写错一字或写成另一项。同一章写明其他增减额的，不只写增减的百分比（作提示）。"
        "决算写明了其他数量的，因公出国（境）费、公务用车运行维护费、公务接待费不为 0 的，"
        "写明团组数和人数、公务用车保有量、接待的批次和人数（财预〔2016〕143号）。",
        severity="warning",
        consequence="presence",
        basis="同一文件的文字与表反映同一数字",
        family="text_against_tables",
        evaluate=figures_without_amounts,
    ),
)
