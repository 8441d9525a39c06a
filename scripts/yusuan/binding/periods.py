"""Two statements of one organisation in one document: budgets of two years, budget and final accounts,
its budget as a department and as a unit.

Tables are of another period where they say so themselves or stand below a title that does, and where
titles of the tables before come again above them: a wrong year in a title repeats none.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from yusuan.binding.model import CaptionedGrid
from yusuan.binding.naming import (
    kind_of_title,
    organisation,
    read_title,
    scope_of_title,
    year_of_title,
)
from yusuan.binding.witnesses import LONGEST_LINE
from yusuan.evidence.model import Document, Grid, Paragraph
from yusuan.evidence.places import Place
from yusuan.facts.model import Scope, StatementKind
from yusuan.printed.text import key

_SAID = re.compile(r"(?:19|20)[0-9]{2}年?(?:度)?|预算|决算|部门|单位|本级|收入支出|收支")
_LEAST = 2  # one table that comes again is a table printed twice, or of another year


class Period(NamedTuple):
    """What a statement is of; ``scope`` alone where nothing else tells two apart."""

    year: int | None = None
    kind: StatementKind | None = None
    scope: Scope | None = None

    def agrees(self, other: "Period") -> bool:
        """Whether neither says what the other denies."""
        years = self.year is None or other.year is None or self.year == other.year
        kinds = self.kind is None or other.kind is None or self.kind == other.kind
        scopes = self.scope is None or other.scope is None or self.scope == other.scope
        return years and kinds and scopes

    def with_other(self, other: "Period") -> "Period":
        return Period(self.year or other.year, self.kind or other.kind, self.scope or other.scope)

    def unscoped(self) -> "Period":
        return self._replace(scope=None)


@dataclass
class Run:
    """Tables of one period, one after another; ``start`` is where their text begins."""

    period: Period
    grids: list[CaptionedGrid]
    start: Place

    def titles(self) -> list[str]:
        printed = [key(grid.caption.titles[-1].text) for grid in self.grids if grid.caption.titles]
        return [title for title in printed if "绩效" not in title]

    def repeats(self, other: "Run") -> bool:
        """Whether titles come again, or all of one are of 决算 and those of the other of 预算."""
        own, others = self.titles(), other.titles()
        again = {_SAID.sub("", title) for title in own} & {_SAID.sub("", it) for it in others}
        kinds = [Counter(map(kind_of_title, titles)) for titles in (own, others)]
        kinds.sort(key=lambda counts: counts["final_accounts"])
        apart = not kinds[0]["final_accounts"] and not kinds[1]["budget"]
        least = min(kinds[0]["budget"], kinds[1]["final_accounts"])
        return len(again) >= _LEAST or (apart and least >= _LEAST)


class _Announced(NamedTuple):
    period: Period
    place: Place


def runs_of(document: Document, grids: Sequence[CaptionedGrid]) -> list[Run]:
    """The tables by period, in order, if they are of several; else none.

    Titles of one statement may say 部门 here and 单位 there, so they are asked last.
    """
    announced = _announced(document)
    said = [
        _period(grid, titles[-1].period if (titles := announced.get(id(grid.grid))) else Period())
        for grid in grids
    ]
    unscoped = [period.unscoped() for period in said]
    return _runs(grids, unscoped, announced) or _runs(grids, said, announced)


def _runs(
    grids: Sequence[CaptionedGrid],
    periods: Sequence[Period],
    announced: Mapping[int, Sequence[_Announced]],
) -> list[Run]:
    runs: list[Run] = []
    for grid, period in zip(grids, periods, strict=True):
        titles = announced.get(id(grid.grid), [])
        if runs and runs[-1].period.agrees(period):
            runs[-1].grids.append(grid)
            runs[-1].period = runs[-1].period.with_other(period)
            continue
        agreed = [it for it in titles if period.agrees(it.period) and it.period.year]
        scoped = [it for it in agreed if period.scope and it.period.scope]
        first = [it.place for it in scoped or agreed]
        before = [it.place for it in announced.get(id(runs[-1].grids[-1].grid), [])] if runs else []
        new = [place for place in first if place not in before]
        runs.append(Run(period, [grid], new[0] if new else grid.grid.place))
    return runs if _are_several(runs) else []


def _are_several(runs: Sequence[Run]) -> bool:
    """Whether every run is of another period, and its tables are those of the one before."""
    if len(runs) < 2 or any(run.period.year is None for run in runs):
        return False
    apart = all(not a.period.agrees(b.period) for n, a in enumerate(runs) for b in runs[:n])
    return apart and all(run.repeats(before) for before, run in pairwise(runs))


def _period(grid: CaptionedGrid, announced: Period) -> Period:
    """What the caption says; where it is silent, and does not deny it, the title of the section."""
    caption = grid.caption
    title = caption.titles[-1].text if caption.titles else ""
    final = kind_of_title(title) == "final_accounts"
    year = caption.fiscal_year or year_of_title(title)
    own = Period(year, "final_accounts" if final else None, scope_of_title(title))
    return own.with_other(announced) if own.agrees(announced) else own


def _announced(document: Document) -> dict[int, list[_Announced]]:
    """By the id of each grid the titles before it that say year, kind and maybe scope, in order.

    A cover prints the name above them on a line of its own: there it begins.
    """
    found: dict[int, list[_Announced]] = {}
    said: list[_Announced] = []
    above: Paragraph | None = None
    for block in document.blocks:
        if isinstance(block, Grid):
            found[id(block)] = list(said)
            above = None
        elif isinstance(block, Paragraph) and len(block.text) <= LONGEST_LINE:
            naming = read_title(block.text)
            if naming.kind is not None and naming.fiscal_year is not None:
                named = above is not None and organisation(above.text) is not None
                place = above.place if named and above is not None else block.place
                said.append(
                    _Announced(Period(naming.fiscal_year, naming.kind, naming.scope), place)
                )
            above = block
    return found


__all__ = ["Period", "Run", "runs_of"]
