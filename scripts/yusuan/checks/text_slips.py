"""Names of amounts in final accounts with one wrong character: 收人合计, 公务接侍费.

Such an amount would be compared with nothing.
"""

from collections.abc import Iterator

from yusuan.checks.evidence import Evidence
from yusuan.checks.model import Statement
from yusuan.checks.named_figures import NamedFigure, named_figure
from yusuan.checks.named_final_figures import named_final_figure
from yusuan.checks.operands import Operand, legible, same_as_printed
from yusuan.checks.text_evidence import Stated
from yusuan.evidence.places import say_briefly
from yusuan.printed.slips import one_off
from yusuan.printed.text import key

_CAR = "公务用车"
_KEPT = (f"{_CAR}运行费", f"{_CAR}运行维护费", f"{_CAR}购置及运行费", f"{_CAR}购置及运行维护费")
_EXPENSES = (f"{_CAR}购置费", *_KEPT, "公务接待费", "因公出国(境)费")
_APPROPRIATED = "一般公共预算财政拨款"
_NAMES = {
    "overview": (
        *(
            "收入总计",
            "支出总计",
            "收入合计",
            "支出合计",
            "收支总计",
            "本年收入合计",
            "本年支出合计",
        ),
        *("年初结转和结余", "年末结转和结余", "基本支出", "项目支出", "人员经费", "公用经费"),
        *("财政拨款收入", "财政拨款支出", f"{_APPROPRIATED}收入", f"{_APPROPRIATED}支出"),
        f"{_APPROPRIATED}基本支出",
    ),
    "three_public": tuple(f"{name}{end}" for name in _EXPENSES for end in ("", "支出", "支出决算")),
    "agency_operation": ("机关运行经费", "机关运行经费支出"),
    "procurement": ("政府采购支出总额",),
}
_SHORTEST = 4
# 收入 and 支出, 年初 and 年末, 本年 and 全年: not one for the other; 及 for 和, 招待 are other words.
_TELLING = frozenset("收支入出初末总合共累小年本上全当今去财经政基项")
_OTHER_WORDS = frozenset("和及与或、招的")


def slipped_names(evidence: Evidence) -> Iterator[Statement]:
    """An amount of the tables under a name that is one character off that of its figure."""
    if evidence.kind != "final_accounts":
        return
    seen: set[str] = set()
    for stated in evidence.stated:
        subject = key(stated.subject)
        if stated.change or stated.approximate or not stated.value or subject in seen:
            continue
        if _named(evidence, stated, subject) is not None:
            continue
        for name in _NAMES.get(stated.section_id or "", ()):
            if not _is_slip(subject, name) or not (same := _same(evidence, stated, name)):
                continue
            seen.add(subject)
            yield Statement(
                "fail",
                f"情况说明{say_briefly(stated.place)}的“{stated.subject}”{stated.text} {stated.unit}"
                f"与“{name}”只差一字；{same.label}为 {same.text}（{say_briefly(same.place)}）。",
                left=stated.subject,
                right=name,
                subject=name,
                places=(stated.place, same.place),
                right_places=(same.place,),
            )
            break


def _named(evidence: Evidence, stated: Stated, subject: str) -> NamedFigure | None:
    final = named_final_figure(stated.section_id, subject, evidence.fiscal_year)
    return final or named_figure(stated.section_id, subject, evidence.department_name)


def _is_slip(subject: str, name: str) -> bool:
    """Whether one character stands for another one, and both names would not be names."""
    if len(subject) != len(name) or not one_off(subject, name, _SHORTEST):
        return False
    apart = {pair for pair in zip(subject, name, strict=True) if pair[0] != pair[1]}
    return not any(
        said in _OTHER_WORDS or (said in _TELLING and due in _TELLING) for said, due in apart
    )


def _same(evidence: Evidence, stated: Stated, name: str) -> Operand | None:
    """The figure of that name, if it is the amount."""
    named = _named(evidence, stated, name)
    resolved = named.resolve(evidence) if named is not None else ""
    if isinstance(resolved, str):
        return None
    alone = [each[0] for each in resolved if len(each) == 1 and legible(each)]
    told = stated.operand()
    return next((each for each in alone if same_as_printed(told, each)), None)
