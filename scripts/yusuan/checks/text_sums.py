"""Totals of the prose and the parts that the same sentence divides them into."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate, takewhile

from yusuan.checks.evidence import Evidence
from yusuan.checks.model import Check, Comparison, Outcome, not_due
from yusuan.checks.operands import Operand
from yusuan.checks.table_evidence import ZERO
from yusuan.checks.text_evidence import Stated
from yusuan.checks.text_sums_lists import parts_beyond
from yusuan.evidence.places import Place, say_briefly
from yusuan.printed.text import key, without_markup

_KINDS = ("货物", "工程", "服务")
_MOST_OTHERS = 4  # parts of procurement besides these
_OF_SOME = re.compile("中小|小微|微型|授予|预留|面向|监狱|残疾")
_DIVIDES = re.compile("其中|包括|分别|[：:（(]")
# 共有车辆9辆，其中：执法执勤用车5辆、其他用车4辆: 其他 leaves none out.
_VEHICLES = re.compile(
    r"有(?:公务用?)?车辆?\s?(?P<number>[0-9]{1,5})\s?(?P<unit>[辆台])[，,]?\s?(?:其中|包括)[，,：:]?(?P<list>[^。；;]*)"
)
_PART = re.compile(r"\s*(?P<name>[^0-9（()）：:]{2,30}?)\s?(?P<number>[0-9]{1,5})\s?[辆台个]\s*")
_PARTED = re.compile("[、，,；;]")
# What a car is kept for; of one kind each, unlike 新能源车.
_KEPT_FOR = re.compile("领导|机要|应急|执法|执勤|特种|专业技术|一般公务|离退休")
# 自评项目5个，平均得分95分（其中，评级为“优”的项目4个；“良”的1个；“合格”的0个；“不合格”的0个
_GRADED = re.compile(
    r"项目\s?(?P<number>[0-9]{1,5})\s?(?P<unit>个)(?:(?![0-9]\s?个)[^。；;（(]){0,60}[（(]\s?其中[，,：:]?(?P<list>[^。（()）]*)"
)
_GRADE = re.compile(
    r"[^0-9]{0,16}?[“\"](?P<name>优秀?|良好?|中|合格|差|不合格)[”\"][^0-9]{0,8}(?P<number>[0-9]{1,5})\s?个\s*"
)
_LAST_GRADES = frozenset({"差", "不合格"})


def totals_of_parts(evidence: Evidence) -> Iterator[Outcome]:
    """A total is the sum of its parts, where the sentence leaves none of them out.

    Of procurement these are goods, works and services; of vehicles a list that ends with 其他; of
    evaluated projects a list down to the worst grade.
    """
    count = 0
    sentences: dict[tuple[tuple[int, int], str], list[Stated]] = {}
    for stated in evidence.stated:
        if stated.section_id == "procurement":
            sentences.setdefault((stated.paragraph, stated.sentence), []).append(stated)
    for told in sentences.values():
        for comparison in _of_procurement(told):
            count += 1
            yield comparison
    for comparison in parts_beyond(evidence.stated):
        count += 1
        yield comparison
    for part in evidence.prose:
        if part.heading:
            continue
        text, place = without_markup(part.paragraph.text), part.paragraph.place
        for comparison in (*_of_vehicles(text, place), *_of_grades(text, place)):
            count += 1
            yield comparison
    if not count:
        yield not_due("情况说明没有在一句话里写明合计和它的各个部分")


def _of_procurement(told: Sequence[Stated]) -> Iterator[Comparison]:
    for at, whole in enumerate(told[: -len(_KINDS)]):
        parts = told[at + 1 : at + 1 + len(_KINDS)]
        kinds = [kind for part in parts for kind in _KINDS if kind in key(part.subject)]
        if "采购" not in whole.subject or any(kind in key(whole.subject) for kind in _KINDS):
            continue
        if sorted(kinds) != sorted(_KINDS):
            continue
        if any(
            one.change or one.approximate or _OF_SOME.search(one.subject) for one in (whole, *parts)
        ):
            continue
        if _DIVIDES.search(whole.sentence, whole.at, parts[0].at) is None:
            continue
        where = f"情况说明{say_briefly(whole.place)}的“{whole.subject}”"
        right = tuple(part.operand() for part in parts)
        left = whole.operand()
        lacking = left.value - sum((part.value for part in right), ZERO)
        if lacking and abs(lacking) <= (left.step + sum((part.step for part in right), ZERO)) / 2:
            continue  # each is rounded by itself
        first = at + 1 + len(_KINDS)
        behind = (one.value for one in told[first : first + _MOST_OTHERS])
        if lacking and lacking in accumulate(behind):
            continue  # the list goes on: 框架协议采购10万元
        yield Comparison(where, (left,), right)


def _of_vehicles(text: str, place: Place) -> Iterator[Comparison]:
    for found in _VEHICLES.finditer(text):
        listed = (_PART.fullmatch(piece) for piece in _PARTED.split(found["list"]))
        kinds = [*takewhile(lambda part: part is not None, listed)]
        parts = [_counted(kind["name"].strip(), kind["number"], place) for kind in kinds if kind]
        others = [at for at, part in enumerate(parts) if part.label.startswith(("其他", "其它"))]
        whole = _counted("车辆", found["number"], place)
        if not others:
            # 共有车辆3辆，其中：机要通信用车2辆、执法执勤用车2辆: more than there are
            kept = all(_KEPT_FOR.search(part.label) for part in parts)
            if kept and sum((part.value for part in parts), ZERO) > whole.value:
                where = f"情况说明{say_briefly(place)}的车辆数"
                yield Comparison(where, tuple(parts), (whole,), "<=", unit=found["unit"])
            continue
        last = others[0] + 1  # 其他用车3辆，主要是皮卡2辆: or the list goes on
        if last < len(parts) and sum((it.value for it in parts[:last]), ZERO) != whole.value:
            continue
        where = f"情况说明{say_briefly(place)}的车辆数"
        yield Comparison(where, (whole,), tuple(parts[:last]), unit=found["unit"])


def _of_grades(text: str, place: Place) -> Iterator[Comparison]:
    for found in _GRADED.finditer(text):
        parts: list[Operand] = []
        for piece in _PARTED.split(found["list"]):
            part = _GRADE.fullmatch(piece)
            if part is None:
                break
            parts.append(_counted(f"“{part['name']}”", part["number"], place))
            if part["name"] in _LAST_GRADES:
                whole = _counted("项目", found["number"], place)
                where = f"情况说明{say_briefly(place)}的项目数"
                yield Comparison(where, (whole,), tuple(parts), unit=found["unit"])
                break


def _counted(name: str, number: str, place: Place) -> Operand:
    return Operand(name, number, Decimal(number), ZERO, "prose", place)


CHECKS: tuple[Check, ...] = (
    Check(
        id="text-sums",
        title="文字中的合计",
        rule="情况说明一句话写明合计和全部各部分的，合计 = 各部分之和：政府采购 = 货物 + 工程 + 服务；"
        "车辆数 = 各类用车之和（列到“其他”为止）；自评项目数 = 各评级的项目之和；"
        "“其中”之后以顿号并列的各项之和不大于合计。",
        severity="error",
        consequence="figure",
        basis="会计恒等式",
        family="text_against_tables",
        evaluate=totals_of_parts,
    ),
)
