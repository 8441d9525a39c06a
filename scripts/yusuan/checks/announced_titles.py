"""Headings of sections against their entries in the 目录: their number and each of their characters."""

from collections import Counter
from collections.abc import Iterator

from yusuan.checks.announced import headings
from yusuan.checks.evidence import Evidence
from yusuan.checks.model import Check, Outcome, Statement, not_due
from yusuan.checks.slips import one_off
from yusuan.declared.sections import section_heading
from yusuan.evidence.places import Place, say_briefly
from yusuan.printed.text import key, without_note

# So many must agree for the rest to be slips: a list may number its parts otherwise.
_FEWEST_ALIKE = 3
_SHORTEST = 6

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
        yield Statement(
            "fail",
            f"目录{say_briefly(entry[2])}的“{entry[3]}”，正文{say_briefly(heading[2])}印作“{heading[3]}”。",
            left=entry[3],
            right=heading[3],
            subject=entry[3],
            places=(entry[2], heading[2]),
            right_places=(heading[2],),
        )
    if not slips:
        yield Statement(
            "pass", f"{len(alike)} 节的标题和编号都与目录相同。", left=f"{len(alike)} 节"
        )


def _once(texts: Iterator[tuple[str, Place]]) -> Iterator[_Said]:
    """Numbered headings whose title comes once."""
    said = [
        (found[0], key(without_note(found[1])).rstrip(":。"), place, text)
        for text, place in texts
        if (found := section_heading(text))
    ]
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
            and (
                each[1] == entry[1]
                or (each[0] == entry[0] and one_off(each[1], entry[1], _SHORTEST))
            )
        ]
        if len(others) == 1:
            yield entry, others[0]


CHECKS: tuple[Check, ...] = (
    Check(
        id="contents-titles",
        title="目录与正文的标题",
        rule="目录列出编号的各节，正文的编号与目录相同，标题不只差一字。",
        severity="warning",
        consequence="wording",
        basis="前后文一致",
        family="text_against_tables",
        evaluate=contents_titles,
    ),
)
