"""Words of the prose against words of the tables: glossary, uses of funds, units covered."""

import re
from collections.abc import Iterator

from yusuan.checks.counterparts import public_institution
from yusuan.checks.evidence import Evidence
from yusuan.checks.model import Check, Outcome, Statement, not_due
from yusuan.evidence.places import Place, say_briefly, say_several, say_span
from yusuan.printed.text import key, without_note
from yusuan.tables.figures import FIGURES

_MERGED_BELOW = " → "


def glossary_terms(evidence: Evidence) -> Iterator[Outcome]:
    """A defined term that is one spelling of a column is the spelling that the table prints.

    A term that some table prints as it stands, or that merely lengthens the printed word
    (事业单位经营支出 for 经营支出), is no disagreement.
    """
    if not evidence.glossary:
        yield not_due("没有名词解释")
        return
    printed = {
        key(without_note(word))
        for table in evidence.tables.values()
        for word in (
            *(part for label in table.table.labels.values() for part in label.split(_MERGED_BELOW)),
            *(str(entry.texts.get("item_name", entry.label)) for entry in table.entries),
        )
    }
    yield from _twice(evidence)
    for term in evidence.glossary:
        compared = key(term.term)
        if compared in printed:
            yield Statement(
                "pass",
                f"名词“{term.term}”（{say_briefly(term.place)}）与表中的用语相同。",
                left=term.term,
                places=(term.place,),
            )
            continue
        if evidence.unbound_places:
            continue  # a table that nobody knows may print it
        for label, title, place in _other_spellings(evidence, compared):
            if (
                key(label) in compared
                or compared in key(label)
                or _other_thing(compared, key(label))
            ):
                continue
            if label[-2:] != term.term[-2:] and {label[-2:], term.term[-2:]} == {"收入", "支出"}:
                continue  # one field holds operating revenue and operating expenditure
            yield Statement(
                "fail",
                f"名词解释的是“{term.term}”（{say_briefly(term.place)}），{title}的表头写作“{label}”"
                f"（{say_briefly(place)}）。",
                left=term.term,
                right=label,
                subject=term.term,
                places=(term.place, place),
                absent="document",
            )
            break


def _twice(evidence: Evidence) -> Iterator[Outcome]:
    """Terms that are explained more than once."""
    told: dict[str, Place] = {}
    for term in evidence.glossary:
        first = told.setdefault(key(term.term), term.place)
        if first is not term.place:
            yield Statement(
                "fail",
                f"名词“{term.term}”解释了两次{say_several((first, term.place))}。",
                left=term.term,
                right=term.term,
                subject=term.term,
                places=(first, term.place),
                right_places=(term.place,),
            )


def _other_spellings(evidence: Evidence, term: str) -> Iterator[tuple[str, str, Place]]:
    """(printed label, table, place of its head) of columns that may also be called ``term``."""
    for table in evidence.tables.values():
        for column in table.table.columns:
            label = column.label
            if term in _spellings(column.field):
                yield label.rpartition(_MERGED_BELOW)[2], table.title, table.table.head_place


def _other_thing(term: str, label: str) -> bool:
    """Whether the column is of the other side, or headed only as the total of its group."""
    if label in ("小计", "合计", "总计", "金额"):
        return True
    return any(a in term and b in label for a, b in (("支出", "收入"), ("收入", "支出")))


def _spellings(field: str) -> set[str]:
    """What a column of this field may be called."""
    declared = FIGURES.get(field)
    labels = () if declared is None else (declared.title, *declared.labels)
    return {key(label.rpartition(_MERGED_BELOW)[2]) for label in labels}


def institutions_named(evidence: Evidence) -> Iterator[Outcome]:
    """Public institutions that the prose says are covered are listed among the units."""
    table = evidence.filled("institutions")
    if table is None:
        yield not_due("没有机构设置表")
        return
    for part in evidence.paragraphs("overview"):
        if "所属事业单位" not in key(part.paragraph.text):
            continue
        place = part.paragraph.place
        listed = any("事业" in str(e.texts.get("institution_nature") or "") for e in table.entries)
        places = tuple(entry.place for entry in table.entries)
        natures = "、".join(
            dict.fromkeys(str(e.texts.get("institution_nature") or "未印") for e in table.entries)
        )
        yield Statement(
            "pass" if listed else "fail",
            f"情况说明{say_briefly(place)}称收支包含“所属事业单位”，机构设置表"
            + (
                "列有事业单位。"
                if listed
                else f"所列 {len(places)} 个单位的性质为{natures}{say_several(places)}，没有事业单位。"
            ),
            left="所属事业单位",
            right=natures,
            subject="所属事业单位",
            right_places=places,
            places=(place, *places),
        )


# What the agency's operating funds are for

_USES: tuple[tuple[str, str, str], ...] = (
    ("办公费", r"(?<!办公用房)办公费|办公及印刷费", r"办公费|印刷费"),
    ("印刷费", r"印刷费", r"印刷费|办公费"),
    ("水电费", r"水电费", r"[水电]费"),
    ("邮电费", r"邮电费", r"邮电费"),
    ("取暖费", r"取暖费", r"取暖费"),
    ("物业管理费", r"物业管理费|物业费", r"物业管理费"),
    ("差旅费", r"差旅费", r"差旅费"),
    ("维修", r"日常维修|维修费|维修\(护\)费|维修维护费", r"维修.*费"),
    ("租赁费", r"租赁费", r"租赁费"),
    ("会议费", r"会议费", r"会议费"),
    ("培训费", r"培训费", r"培训费"),
    ("劳务费", r"劳务费", r"劳务费"),
    ("福利费", r"福利费", r"福利费"),
    ("公务用车运行维护费", r"公务用车运行维护费|公务用车运维费", r"公务用车运行维护费"),
)
_MAINLY = re.compile(r"主要用于(?P<uses>[^。；]+)")


def agency_uses(evidence: Evidence) -> Iterator[Outcome]:
    """What the funds are mainly for has a line in the table of basic expenditure."""
    table = evidence.filled("general_public_budget_basic_expenditure")
    texts = [
        (part.paragraph.place, match["uses"])
        for part in evidence.paragraphs("agency_operation")
        if (match := _MAINLY.search(part.paragraph.text))
    ]
    if not texts:
        yield not_due("情况说明没有写明运行经费主要用于什么")
        return
    if table is None or not any(len(code) == 5 for code in table.by_code):
        yield not_due("没有列到款级的基本支出表")
        return
    if reason := public_institution(evidence):
        yield not_due(reason)
        return
    names = {
        key(without_note(entry.label)): entry
        for entry in table.entries
        if len(entry.code or "") == 5 and table.operand_or_blank(entry, "total").filled
    }
    for place, uses in texts:
        named = [(name, column) for name, word, column in _USES if re.search(word, key(uses))]
        absent = [
            name for name, column in named if not any(re.fullmatch(column, have) for have in names)
        ]
        places = (place, table.entries[0].place, table.entries[-1].place)
        if not named:
            yield not_due(f"{say_briefly(place)}没有提到有科目可对的用途")
        elif absent:
            yield Statement(
                "fail",
                f"情况说明{say_briefly(place)}称运行经费主要用于“{uses.strip()}”，"
                f"而{table.title}（{say_span(places[1], places[2])}）中没有"
                f"{'、'.join(f'“{name}”' for name in absent)}的科目。",
                left="、".join(name for name, _ in named),
                right=f"没有{'、'.join(absent)}",
                places=places,
                right_places=places[1:],
                absent="table",
            )
        else:
            yield Statement(
                "pass",
                f"情况说明{say_briefly(place)}所称的用途在{table.title}中都有科目。",
                left="、".join(name for name, _ in named),
                places=places,
            )


CHECKS: tuple[Check, ...] = (
    Check(
        id="glossary-terms",
        title="名词与表中用语",
        rule="名词解释中的名词与表中所用的名称相同，一个名词只解释一次。",
        severity="notice",
        consequence="wording",
        basis="公开模板：对表中用语的解释",
        family="text_against_tables",
        evaluate=glossary_terms,
    ),
    Check(
        id="institutions-named",
        title="所属事业单位",
        rule="情况说明称包含所属事业单位的，机构设置表列有事业单位。",
        severity="notice",
        consequence="presence",
        basis="公开模板：机构设置情况列示纳入部门预算的全部单位",
        family="text_against_tables",
        evaluate=institutions_named,
    ),
    Check(
        id="text-agency-uses",
        title="机关运行经费的用途",
        rule="情况说明列举的机关运行经费主要用途，在基本支出表中有相应科目；没有事业单位的部门适用。",
        severity="notice",
        consequence="presence",
        basis="部门预算支出经济分类科目",
        family="text_against_tables",
        evaluate=agency_uses,
    ),
)
