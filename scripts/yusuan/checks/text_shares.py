"""Percentages of a whole that the prose prints behind its parts: 财政拨款90万元，占90%."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from yusuan.checks.model import Statement
from yusuan.checks.table_evidence import ZERO
from yusuan.checks.text_evidence import Stated
from yusuan.evidence.places import say_briefly
from yusuan.printed.text import key

_HUNDRED = Decimal(100)

# 收入总计100万元，其中：财政拨款90万元，占90%；上年结转10万元，占10.00%
_SHARE = re.compile(
    r"\s*[百千]?[万亿]?元[，,、（(]\s*(?:约|各)?占(?P<of>[^，。；、,;0-9]{0,14}?)(?:的)?(?:比重?|比例|百分比)?(?:[为约:：]|达到?)?\s*"
    r"(?P<number>[0-9]{1,3}(?:\.[0-9]{1,4})?)\s?[%％]"
)
_THIS_YEAR = re.compile("^(?:本|当|全)?年度?(?=[收支])")
_OF_A_YEAR = re.compile("20[0-9]{2}年|上一?年|去年")
_BARE = 2  # characters of 支出, which any amount may be called
_OF_OTHERS = re.compile("预算|上年|年初|计划|标准|定额|任务")


def shares(stated: Sequence[Stated]) -> Iterator[Statement]:
    """The percentage that a part is said to be of the amount that its sentence tells first.

    Due where at least as many of the list's percentages are of that amount as are not: then it is
    what they are of; or where a percentage itself names an amount of its paragraph that it is of.
    Where the list tells no whole, it is due for one part where those of the others are right of
    their sum.
    """
    lists = lists_of(stated)
    levels: dict[tuple[tuple[int, int], str], Stated] = {}  # by paragraph and name, told so far
    once = _told_once(stated)
    doubtful = {id(told[0]) for told in lists if _is_doubtful(told)}
    for told in lists:
        yield from (
            found for found, whole in _of_the_named(told, levels, once) if id(whole) not in doubtful
        )
        for each in told:
            if not each.change and not each.approximate:
                levels[each.paragraph, key(each.subject)] = each
        whole = told[0]
        if _SHARE.match(whole.behind) and not any(map(_named_by, told)):
            yield from _of_their_sum(told)
            continue
        if whole.change or whole.approximate or whole.value <= 0:
            continue
        found = [
            (each, Decimal(share["number"]))
            for at, each in enumerate(told)
            if at
            and not each.change
            and each.value  # 0 is 0% of whatever is meant
            and not each.approximate
            and (share := _SHARE.match(each.behind))
            and (
                _is_whole(share["of"], whole.subject)
                or (
                    not _OF_OTHERS.search(share["of"])
                    and _is_of(share["of"].strip(), whole.subject)
                )
            )
            and not _is_of_a_part(at, told, Decimal(share["number"]))
        ]
        wrong = [(each, said) for each, said in found if not is_share(each, whole, said)]
        if len(wrong) * 2 > len(found):
            wrong = [(e, said) for e, said in wrong if _is_whole(_named_by(e), whole.subject)]
            found = wrong
        if not found:
            continue
        for each, said in wrong:
            yield _wrong(each, whole, said)
        if not wrong:
            yield Statement(
                "pass",
                f"情况说明{say_briefly(whole.place)}写明的 {len(found)} 个占“{whole.subject}”的比例与金额相符。",
                left=f"{len(found)} 个比例",
                places=(whole.place, *(each.place for each, _ in found)),
            )


def lists_of(stated: Sequence[Stated]) -> list[list[Stated]]:
    """The amounts that one sentence, or what leads to several, tells together, in order."""
    lists: dict[tuple[tuple[int, int], str], list[Stated]] = {}
    for each in stated:
        lists.setdefault((each.paragraph, each.leading or each.sentence), []).append(each)
    return list(lists.values())


def _named_by(each: Stated) -> str:
    """What the percentage behind a part says that it is of: 政府采购支出总额; empty for none."""
    share = _SHARE.match(each.behind)
    return key(share["of"]) if share else ""


def _told_once(stated: Sequence[Stated]) -> dict[str, Stated]:
    """The levels whose name has one value in the whole text, by that name."""
    found: dict[str, Stated] = {}
    other: set[str] = set()
    for each in stated:
        name = key(each.subject)
        if each.change is None and found.setdefault(name, each).value != each.value:
            other.add(name)
    return {name: each for name, each in found.items() if name not in other}


def _of_the_named(
    told: Sequence[Stated],
    levels: Mapping[tuple[tuple[int, int], str], Stated],
    once: Mapping[str, Stated],
) -> Iterator[tuple[Statement, Stated]]:
    """Percentages, and the amount that they are of, which they name and that an earlier sentence tells.

    It is told in their paragraph, or anywhere in the text and nowhere otherwise: 占本年支出合计的90%.
    """
    own = set(map(id, told))
    for each in told:
        named = _THIS_YEAR.sub("", _named_by(each))
        if len(named) <= _BARE or _OF_A_YEAR.match(each.subject):
            continue  # 占本年支出的5%: of whose; 2023年基本支出: of that year's
        whole = levels.get((each.paragraph, named)) or once.get(named)
        if whole is not None and (id(whole) in own or whole.approximate):
            continue
        share = _SHARE.match(each.behind)
        if whole is None or share is None or whole.value <= 0 or each.change or each.approximate:
            continue
        said = Decimal(share["number"])
        if each.value and not is_share(each, whole, said):
            yield _wrong(each, whole, said), whole


def _is_doubtful(told: Sequence[Stated]) -> bool:
    """Whether most of the percentages of a list are not of its whole: the whole may be misprinted."""
    whole = told[0]
    shares = [(e, share["number"]) for e in told[1:] if (share := _SHARE.match(e.behind))]
    if whole.value <= 0 or not shares:
        return False
    wrong = [each for each, said in shares if not is_share(each, whole, Decimal(said))]
    return len(wrong) * 2 > len(shares)


def _of_their_sum(told: Sequence[Stated]) -> Iterator[Statement]:
    """The one wrong percentage of a list that tells no whole: 甲6万元，占60%；乙4万元，占30%."""
    found = [
        (each, Decimal(share["number"])) for each in told if (share := _SHARE.match(each.behind))
    ]
    whole = sum((each.value for each, _ in found), ZERO)
    exact = not any(each.change or each.approximate or each.value < 0 for each in told)
    if len(found) != len(told) or whole <= 0 or not exact or any(map(_divides, told[1:])):
        return
    wrong = [(e, n) for e, n in found if not _is_percent(e.value / whole * _HUNDRED, n)]
    right = sum(1 for each, _ in found if each.value) - len(wrong)
    if len(wrong) == 1 and right:
        each, said = wrong[0]
        due = (each.value / whole * _HUNDRED).quantize(Decimal("0.01"))
        yield Statement(
            "fail",
            f"情况说明{say_briefly(each.place)}的“{each.subject}”{each.text}，写作占 {said}%，"
            f"算得占这一句各项之和 {whole:f} 的 {due}%，其他各项的比例都是占这个和的。",
            left=f"{said}%",
            right=f"{due}%",
            places=(each.place,),
            subject=each.subject,
            values=(said, due),
        )


def _wrong(each: Stated, whole: Stated, said: Decimal) -> Statement:
    due = (each.value / whole.value * _HUNDRED).quantize(Decimal("0.01"))
    return Statement(
        "fail",
        f"情况说明{say_briefly(each.place)}的“{each.subject}”{each.text}，写作占 {said}%，"
        f"算得占“{whole.subject}”{whole.text} 的 {due}%。",
        left=f"{said}%",
        right=f"{due}%",
        places=(each.place, whole.place),
        subject=each.subject,
        right_places=(whole.place,),
        values=(said, due),
    )


def _is_of(named: str, subject: str) -> bool:
    """Whether what a percentage is said to be of, if it is said, is the amount called ``subject``."""
    return not named or named in subject or subject in named


def _is_whole(named: str, subject: str) -> bool:
    """Whether a percentage says by name that it is of the amount called ``subject``: 占总支出, of 支出预算."""
    one, other = key(named), key(subject)
    return len(one) > _BARE and (one == other or _GENERAL.sub("", one) == _GENERAL.sub("", other))


_GENERAL = re.compile("总[额计]?|预算$")  # 本年支出 and 支出合计 are without what is left over


def _is_of_a_part(at: int, told: Sequence[Stated], said: Decimal) -> bool:
    """Whether the percentage at ``at`` is right of a part that is itself divided, not of the whole.

    支出9万元，其中：基本支出6万元，占66.67%（人员经费3万元，占50%）.
    """
    each = told[at]
    if is_share(each, told[0], said):
        return False
    earlier = (it for it in told[max(1, at - _NEAR) : at] if not it.change and it.value > 0)
    return any(
        part.sentence == each.sentence
        and is_share(each, part, said)
        and _DIVIDES.search(each.sentence, part.at + len(part.text), each.at) is not None
        for part in earlier
    )


def _divides(each: Stated) -> bool:
    """Whether an amount of a list is a part of the one before: 乙4万元，占40%；其中丙1万元，占10%."""
    clauses = _CLAUSE.split(each.sentence[: each.at])
    return _DIVIDES.search(clauses[-1]) is not None


_CLAUSE = re.compile("[，；。、,;]")
_DIVIDES = re.compile("其中|包括|[（(]")
_NEAR = 40  # amounts between a part and what divides it


def is_share(part: Stated, whole: Stated, said: Decimal) -> bool:
    """Whether ``part`` is ``said`` per cent of ``whole``, but for the last printed digit."""
    return _is_percent(part.value / whole.value * _HUNDRED, said)


def _is_percent(due: Decimal, said: Decimal) -> bool:
    exponent = said.as_tuple().exponent
    assert isinstance(exponent, int)
    slack = Decimal(1).scaleb(exponent)  # some cut the last digit off, or make all add up to 100
    return abs(due - said) <= slack
