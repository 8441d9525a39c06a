"""What the prose says of an amount beside one of the year before: 与2022年预算9万元持平, 较2022年9万元有所减少."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from yusuan.checks.model import Statement
from yusuan.checks.operands import same_as_printed
from yusuan.checks.table_evidence import ZERO
from yusuan.checks.text_evidence import Stated
from yusuan.evidence.places import say_briefly

# 与上年预算数, 同2022年的: right before the amount, and no other clause between.
_WITH = re.compile(
    r"(?:与|和|同|较|比)\s*(?:上一?年|去年|20[0-9]{2}\s*年)(?:度)?的?[^，。；：、,;:0-9]{0,12}$"
)
_EQUALS = re.compile(
    r"\s*[百千]?[万亿]?元?(?:相比)?[，,]?(?:基本)?(?P<word>持平|一致|相[同等]|(?:无|没有)(?:增减)?变[化动])"
)
# The way alone, without an amount: that is compared by itself.
_WAY = re.compile(
    r"\s*[百千]?[万亿]?元?(?:相比)?[，,]?(?:略有?|稍有?|有所|小幅|大幅|明显)*"
    r"(?P<word>增加|增长|上升|提高|减少|下降|降低|压减)了?(?=[，。；,;]|\s?[0-9.]{1,9}\s?[%％])"
)
_RISES = frozenset(("增加", "增长", "上升", "提高"))


def unlike(stated: Sequence[Stated]) -> tuple[Stated, Stated, str] | None:
    """An amount, one of the year before that it is said to equal, and the word:
    预算8万元，与2022年预算9万元持平.
    """
    for told, former in _beside_former(stated):
        word, value = _EQUALS.match(former.behind), former.operand()
        if word is None:
            continue
        total = value._replace(value=sum((it.operand().value for it in told), ZERO))
        if not any(same_as_printed(it, value) for it in (*(t.operand() for t in told), total)):
            return _meant(told, former), former, word["word"]
    return None


def contrary_ways(stated: Sequence[Stated]) -> Iterator[Statement]:
    """Amounts of which none is more than one of the year before, and are said to be: 8万元，比2022年9万元略有增加."""
    for told, former in _beside_former(stated):
        word, value = _WAY.match(former.behind), former.operand()
        if word is None:
            continue
        values: list[Decimal] = [it.operand().value for it in told]
        rises = word["word"] in _RISES
        if "其中" not in told[0].sentence:
            values.append(sum(values, ZERO))  # parts whose whole is not told
        most, least = max(values), min(values)
        if not (most < value.value if rises else least > value.value):
            continue
        level = _meant(told, former)
        yield Statement(
            "fail",
            f"情况说明{say_briefly(former.place)}写“{level.subject}”{level.text} {level.unit}比"
            f"“{former.subject}”{former.text} {former.unit}{word['word']}，而它"
            f"{'小' if rises else '大'}于后者。",
            left=f"{level.subject} {level.text}",
            right=f"{former.subject} {former.text}",
            subject=level.subject,
            places=(level.place, former.place),
            right_places=(former.place,),
        )


def _beside_former(stated: Sequence[Stated]) -> Iterator[tuple[list[Stated], Stated]]:
    """Each amount of the year before with those that it may be compared with, all of them exact.

    They are the ones told before it in its sentence; in a sentence of its own those of the one
    before: of which it is said, nobody knows.
    """
    for n, former in enumerate(stated):
        named = _WITH.search(former.before)
        if named is None or former.change:
            continue
        earlier: list[Stated] = []
        for it in reversed(stated[:n]):
            if it.paragraph != former.paragraph:
                break
            earlier.insert(0, it)
        earlier = [it for it in earlier if not it.change]
        told = [it for it in earlier if it.sentence == former.sentence]
        if not told and not former.before[: named.start()].strip():
            told = [it for it in earlier if it.sentence == earlier[-1].sentence]
        if told and not any(it.approximate for it in (*told, former)):
            yield told, former


def _meant(told: Sequence[Stated], former: Stated) -> Stated:
    """Which of the amounts ``told`` is meant: the last one, if it is not the last of a list."""
    last, sentence = told[-1], told[-1].sentence
    listed = len(told) > 1 and re.search("[、和及]", sentence[told[-2].at : last.at])
    return told[0] if listed or sentence != former.sentence else last
