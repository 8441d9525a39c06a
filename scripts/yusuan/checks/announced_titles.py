"""Headings of sections against their entries in the 目录: their number and their words."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from yusuan.checks.evidence import Evidence
from yusuan.checks.listed import bare, headings
from yusuan.checks.model import Check, Outcome, Statement, not_due
from yusuan.declared.sections import section_heading, section_id
from yusuan.evidence.places import Place, say_briefly
from yusuan.printed.slips import one_off
from yusuan.printed.text import key, without_note

# So many must agree for the rest to be slips: a list may number its parts otherwise.
_FEWEST_ALIKE = 3
_SHORTEST = 6
_LONGEST = 40
_FILLERS = re.compile("的|情况|说明")

_Said = tuple[str, str, Place, str]  # number, title as compared, where, as printed


def contents_titles(evidence: Evidence) -> Iterator[Outcome]:
    """A section's heading has the number and the words that the 目录 announces."""
    announced = list(_once((entry.title, entry.place) for entry in evidence.contents))
    printed = list(_once((text, part.paragraph.place) for text, part in headings(evidence)))
    found = {(number, title) for number, title, *_ in printed}
    alike = [each for each in announced if each[:2] in found]
    if len(alike) < _FEWEST_ALIKE:
        yield not_due("目录没有给出各节的编号，或者与正文的编号方式不同")
        return
    slips = list(_slips(announced, printed, found))
    if len(slips) > len(alike):
        yield not_due("目录与正文的编号方式不同")
        return
    for entry, heading in slips:
        slip = entry[1] == heading[1] or one_off(entry[1], heading[1], _SHORTEST)
        yield Statement(
            "fail",
            f"目录{say_briefly(entry[2])}的“{entry[3]}”，正文{say_briefly(heading[2])}印作“{heading[3]}”。",
            left=entry[3],
            right=heading[3],
            subject=entry[3],
            places=(entry[2], heading[2]),
            right_places=(heading[2],),
            severity=None if slip else "notice",
        )
    lost = list(_without_heading(evidence, announced, found))
    for entry in lost:
        yield Statement(
            "fail",
            f"目录{say_briefly(entry[2])}的“{entry[3]}”，正文中没有这个标题。",
            left=entry[3],
            right="没有标题",
            subject=entry[3],
            places=(entry[2],),
            absent="document",
        )
    unnumbered = list(_unnumbered(evidence, announced, found))
    for entry, place in unnumbered:
        yield Statement(
            "fail",
            f"目录{say_briefly(entry[2])}的“{entry[3]}”，正文{say_briefly(place)}没有印编号。",
            left=entry[3],
            right="没有编号",
            subject=entry[3],
            places=(entry[2], place),
            right_places=(place,),
            severity="notice",
        )
    if not slips and not lost and not unnumbered:
        yield Statement(
            "pass", f"{len(alike)} 节的标题和编号都与目录相同。", left=f"{len(alike)} 节"
        )


def _once(texts: Iterator[tuple[str, Place]]) -> Iterator[_Said]:
    """Numbered headings whose title comes once."""
    said = [each for text, place in texts if (each := _compared(text, place))]
    count = Counter(title for _, title, *_ in said)
    return (each for each in said if count[each[1]] == 1)


def _slips(
    announced: list[_Said], printed: list[_Said], found: set[tuple[str, str]]
) -> Iterator[tuple[_Said, _Said]]:
    expected = {each[:2] for each in announced}
    for entry in announced:
        if entry[:2] in found:
            continue
        others = [
            each
            for each in printed
            if each[:2] not in expected
            and (each[1] == entry[1] or (each[0] == entry[0] and _reworded(each[1], entry[1])))
        ]
        if len(others) == 1:
            yield entry, others[0]


def _reworded(printed: str, announced: str) -> bool:
    """Whether both name one section of the template in other words, or differ by a character.

    其他事项说明 and 其他事项的情况说明 are one; a table and what explains it are two things.
    """
    if one_off(printed, announced, _SHORTEST):
        return True
    if "表" in (printed[-1:], announced[-1:]) or _FILLERS.sub("", printed) == _FILLERS.sub(
        "", announced
    ):
        return False
    if printed.startswith(announced) or announced.startswith(printed):
        return False  # wrapped, or with the text on its line
    named = section_id(announced)
    return (named is not None and named == section_id(printed)) or (
        printed in announced or announced in printed
    )


def _without_heading(
    evidence: Evidence, announced: list[_Said], found: set[tuple[str, str]]
) -> Iterator[_Said]:
    """Entries whose number and words no heading has, where those beside them are there."""
    numbers = {heading[0] for text, _ in headings(evidence) if (heading := section_heading(text))}
    said = {bare(part.paragraph.text) for part in evidence.prose}
    said |= {bare(title) for title in evidence.titles}  # of tables, which need no number
    for n, entry in enumerate(announced):
        beside = (*announced[max(0, n - 1) : n], *announced[n + 1 : n + 2])
        if (
            entry[0] not in numbers
            and all(each[:2] in found for each in beside)
            and not any(text.startswith(bare(entry[1]).rstrip("0123456789")) for text in said)
        ):
            yield entry


def _unnumbered(
    evidence: Evidence, announced: list[_Said], found: set[tuple[str, str]]
) -> Iterator[tuple[_Said, Place]]:
    """Entries whose words stand alone in the text, once, where those beside them have numbers."""
    alone: dict[str, list[Place]] = {}
    for part in evidence.prose:
        text = key(without_note(part.paragraph.text)).rstrip(":。")
        if len(text) <= _LONGEST:
            alone.setdefault(text, []).append(part.paragraph.place)
    for n, entry in enumerate(announced):
        beside = (*announced[max(0, n - 1) : n], *announced[n + 1 : n + 2])
        places = alone.get(entry[1], [])
        if entry[:2] not in found and len(places) == 1 and all(it[:2] in found for it in beside):
            yield entry, places[0]


def headings_in_order(evidence: Evidence) -> Iterator[Outcome]:
    """The sections that the 目录 lists come in its order, each once."""
    listed = _once((it.title, it.place) for it in evidence.contents)
    order = {each[:2]: n for n, each in enumerate(listed)}
    held = [
        (order[said[:2]], said)
        for text, part in headings(evidence)
        if (said := _compared(text, part.paragraph.place)) and said[:2] in order
    ]
    places = [at for at, _ in held]
    steps = [each for n, each in enumerate(pairwise(held), 1) if not _begins_anew(places, n)]
    astray = [(one, other) for one, other in steps if other[0] <= one[0]]
    if len({*places}) < _FEWEST_ALIKE or len(astray) * _FEWEST_ALIKE > len(steps):
        yield not_due("目录没有给出各节的编号，或者正文的次序与目录不同")
        return
    for (before, one), (at, other) in astray:
        twice = at == before
        yield Statement(
            "fail",
            f"标题“{other[3]}”印了两次（{say_briefly(one[2])}、{say_briefly(other[2])}）。"
            if twice
            else f"正文中“{other[3]}”（{say_briefly(other[2])}）印在“{one[3]}”（{say_briefly(one[2])}）"
            "之后，目录中在它之前。",
            left=other[3],
            right=one[3],
            subject=other[3],
            places=(one[2], other[2]),
            right_places=(one[2],),
        )
    if not astray:
        yield Statement("pass", f"{len(held)} 个标题的次序与目录相同。", left=f"{len(held)} 节")


def _begins_anew(held: list[int], n: int) -> bool:
    """Whether the ``n``-th heading begins the list again, as that of the next unit does."""
    return 0 < n < len(held) - 1 and held[n] == held[0] < held[n - 1] and held[n + 1] == held[1]


def _compared(text: str, place: Place) -> _Said | None:
    heading = section_heading(text)
    if heading is None:
        return None
    return heading[0], key(without_note(heading[1])).rstrip(":。"), place, text


CHECKS: tuple[Check, ...] = (
    Check(
        id="contents-titles",
        title="目录与正文的标题",
        rule="目录列出编号的各节，在正文中有标题，编号和文字与目录相同；只是用词不同、没有印编号的，作提示。",
        severity="warning",
        consequence="wording",
        basis="前后文一致",
        family="text_against_tables",
        evaluate=contents_titles,
    ),
    Check(
        id="headings-order",
        title="各节的次序",
        rule="目录列出编号的各节，在正文中依目录的次序，各只有一个标题。",
        severity="warning",
        consequence="wording",
        basis="前后文一致",
        family="text_against_tables",
        evaluate=headings_in_order,
    ),
)
