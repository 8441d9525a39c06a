"""Which family of layouts a document belongs to."""

import re
from collections.abc import Sequence

from yusuan.binding.model import CaptionedGrid
from yusuan.binding.titles import title_texts
from yusuan.facts.model import Statement
from yusuan.layouts.loading import Layout, all_marks, load_layout
from yusuan.printed.text import key
from yusuan.registers.divisions import provinces


def choose_layout(
    captioned: Sequence[CaptionedGrid], statement: Statement, layouts: Sequence[Layout] = ()
) -> Layout:
    """The family whose marks stand in most titles, heads and names; ``base`` where none do.

    A form is printed in several places: where the organisation's name tells another province
    than those of a family, it is not of that family.
    """
    names = [key(statement.organisation_name or "")]
    texts: list[str] = []
    for grid in captioned:
        texts.extend(title_texts(grid))
        caption = grid.caption
        if caption.number is not None:
            texts.append(key(caption.number.text))
        if caption.organisation is not None:
            names.append(key(caption.organisation.text))
    told = {province for province in provinces() if any(province in name for name in names)}
    given = {layout.name: layout for layout in layouts}
    families = {name: layout.marks for name, layout in given.items()} or all_marks()
    best, most = "base", 0
    for family, marks in families.items():
        if told and _is_of_others(marks, names):
            continue
        seen = sum(any(mark.search(text) for mark in marks) for text in (*names, *texts))
        if seen > most:
            best, most = family, seen
    return given[best] if best in given else load_layout(best)


def _is_of_others(marks: Sequence[re.Pattern[str]], names: Sequence[str]) -> bool:
    """Whether a family is of certain provinces, and no name here is of one of its places."""
    of_place = any(mark.search(name) for mark in marks for name in provinces())
    return of_place and not any(mark.search(name) for mark in marks for name in names)
