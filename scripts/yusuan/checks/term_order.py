"""Quoted terms with their characters in another order: a slip that only the document can show."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from yusuan.checks.evidence import Evidence
from yusuan.checks.model import Check, Outcome, Statement, not_due
from yusuan.evidence.places import Place, say_all, say_several
from yusuan.printed.text import key

_QUOTED = re.compile(r"[“\"「『](?P<term>[\u4e00-\u9fff]{4,8})[”\"」』]")
# A term is known by standing this often as it is, and a slip by standing once.
_KNOWN = 3
_SHOWN = 3


class _Printed(NamedTuple):
    term: str
    place: Place


def term_order(evidence: Evidence) -> Iterator[Outcome]:
    """A quoted term is not printed once with the characters of a known one in another order."""
    terms: dict[str, dict[str, list[Place]]] = defaultdict(lambda: defaultdict(list))
    for term, place in _quoted(evidence):
        terms["".join(sorted(term))][term].append(place)
    known = 0
    for spellings in terms.values():
        right, *others = sorted(spellings, key=lambda term: -len(spellings[term]))
        if len(spellings[right]) < _KNOWN:
            continue
        known += 1
        for other in others:
            if len(spellings[other]) == 1:
                yield _slip(other, spellings[other][0], right, spellings[right])
    if not known:
        yield not_due("没有几次用引号写出的用语")
    else:
        yield Statement("pass", f"其余用引号写出的 {known} 个用语各只有一种字序。")


def _slip(other: str, place: Place, right: str, places: list[Place]) -> Statement:
    shown = tuple(places[:_SHOWN])
    return Statement(
        "fail",
        f"“{other}”{say_several([place])}与“{right}”（共 {len(places)} 处，如{say_all(shown)}）"
        "用的是同样的几个字，次序不同。",
        left=other,
        right=right,
        places=(place, *shown),
        subject=right,
        right_places=shown,
    )


def _quoted(evidence: Evidence) -> Iterator[_Printed]:
    """Each quoted term and where it stands, once for a paragraph or cell."""
    texts: list[tuple[str, Place]] = []
    texts += [(part.paragraph.text, part.paragraph.place) for part in evidence.prose]
    for project in evidence.projects:
        texts += [(project.title, project.place), (project.text, project.place)]
        for each in project.indicators:
            texts.append((f"{each.name}\n{each.description}\n{each.text}", each.place))
    for text, place in dict.fromkeys(texts):
        for term in dict.fromkeys(match["term"] for match in _QUOTED.finditer(text)):
            yield _Printed(key(term), place)


CHECKS: tuple[Check, ...] = (
    Check(
        id="term-order",
        title="用语的字序",
        rule="用引号写出的用语，不把全文几次写出的另一用语的几个字换了次序。",
        severity="notice",
        consequence="wording",
        basis="前后文一致",
        family="text_against_tables",
        evaluate=term_order,
    ),
)
