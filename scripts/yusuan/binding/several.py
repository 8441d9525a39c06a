"""Several statements in one document: a department's and those of its units, or of two years.

They are told apart where the same titles come again above tables of another organisation; each
table belongs to one of them. One without a name belongs to the statement whose tables stand
before and behind it, or alone stand below the same title of a section, else to the first. The
text from the title of a section on is of the statement whose tables stand in that section. Tables
of one organisation are told apart by year and kind, or by scope (``binding.periods``).
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from yusuan.binding.model import CaptionedGrid
from yusuan.binding.naming import NOTHING, Naming, organisation, read_title
from yusuan.binding.periods import Period, Run, runs_of
from yusuan.binding.pieces import pieces_of
from yusuan.binding.witnesses import LONGEST_LINE, TEXT, Witness
from yusuan.evidence import model as evidence
from yusuan.evidence.model import Document, Grid, Paragraph
from yusuan.evidence.places import Place, order
from yusuan.facts.model import Scope
from yusuan.printed.text import key


class Owner(NamedTuple):
    """Whose tables: as a caption prints it, or as the title of a section names it."""

    name: str
    code: str | None = None
    scope: Scope | None = None
    place: Place | None = None  # of the section's title

    def same(self) -> tuple[str, str | None, str | None]:
        return self.name, self.code, self.scope


class Stretch(NamedTuple):
    """The text from one title of a section to the next; None for an end of the document."""

    start: Place | None = None
    end: Place | None = None

    def holds(self, place: Place) -> bool:
        after = self.start is None or not _before(place, self.start)
        return after and (self.end is None or _before(place, self.end))


WHOLE = Stretch()


def _before(place: Place, other: Place) -> bool:
    """Places of another kind (a list of contents drawn as a table) stand above the first section."""
    one, two = order(place), order(other)
    return one < two if one[0] == two[0] else True


class Part(NamedTuple):
    """The grids of one statement, and where its text stands.

    ``owner`` and ``period`` are what tells it from the others of its document, None for the only one.
    """

    owner: Owner | None
    grids: tuple[CaptionedGrid, ...]
    sections: tuple[Owner, ...] = ()  # whose titles stand above its tables
    stretches: tuple[Stretch, ...] = (WHOLE,)
    period: Period | None = None

    @property
    def own(self) -> tuple[str, ...]:
        """What another statement of the document tells of itself alone."""
        if self.period is not None:
            return "fiscal_year", "kind", *(("scope",) if self.period.scope else ())
        return ("organisation_name", "scope") if self.owner is not None else ()

    def witnesses(self, parts: Sequence["Part"]) -> list[Witness]:
        """What owner or period, its code among those of all ``parts``, and its sections tell."""
        if self.period is not None:
            place = self.grids[0].grid.place
            said = zip(("fiscal_year", "kind", "scope"), self.period, strict=True)
            return [Witness(TEXT, name, value, place) for name, value in said if value is not None]
        found = self._from_code([it.owner.code for it in parts if it.owner and it.owner.code])
        for section in self.sections:
            assert section.place is not None
            if self.owner is not None and self.owner.place is not None:
                found.append(Witness(TEXT, "organisation_name", section.name, section.place))
            if section.scope is not None:
                found.append(Witness(TEXT, "scope", section.scope, section.place))
        return found

    def _from_code(self, codes: Sequence[str]) -> list[Witness]:
        """Of two codes of which one begins with the other, the longer is a unit's."""
        code = self.owner.code if self.owner else None
        if code is None or not self.grids:
            return []
        others = [other for other in codes if other != code]
        place = self.grids[0].grid.place
        if any(code.startswith(other) for other in others):
            return [Witness(TEXT, "scope", "unit", place)]
        if any(other.startswith(code) for other in others):
            return [Witness(TEXT, "scope", "department", place)]
        return []


def parts_of(document: Document, grids: Sequence[CaptionedGrid]) -> tuple[Part, ...]:
    """The statements of a document: at least one, with all its grids."""
    titled = _titled(document)
    sections = [titled.get(id(grid.grid)) for grid in grids]
    divided = _divided(grids, sections)
    if len(divided) < 2:
        return _by_period(runs_of(document, grids)) or (Part(None, tuple(grids)),)
    of_grid = {id(grid): number for number, (_, own) in enumerate(divided) for grid in own}
    held: dict[Place, Counter[int]] = {}  # how many grids of which part a section has
    titles: dict[Place, Owner] = {}
    for grid, section in zip(grids, sections, strict=True):
        if section is not None and section.place is not None:
            titles[section.place] = section
            held.setdefault(section.place, Counter())[of_grid[id(grid)]] += 1
    starts = sorted(held, key=order)
    stretches: list[list[Stretch]] = [[] for _ in divided]
    own: list[list[Owner]] = [[] for _ in divided]
    for place, end in pairwise([*starts, None]):
        assert place is not None
        part = held[place].most_common(1)[0][0]
        stretches[part].append(Stretch(place, end))
        own[part].append(titles[place])
    stretches[0].append(Stretch(None, starts[0] if starts else None))
    return tuple(
        Part(owner, tuple(of), tuple(found), tuple(where))
        for (owner, of), found, where in zip(divided, own, stretches, strict=True)
    )


def _by_period(runs: Sequence[Run]) -> tuple[Part, ...]:
    starts: list[Place | None] = [None, *(run.start for run in runs[1:])][: len(runs)]
    ends = [*starts[1:], None][: len(runs)]
    return tuple(
        Part(None, tuple(run.grids), stretches=(Stretch(start, end),), period=run.period)
        for run, start, end in zip(runs, starts, ends, strict=True)
    )


def _titled(document: Document) -> dict[int, Owner | None]:
    """By the id of each grid the last title before it that names whose statement follows.

    A cover prints the name and what it is of on two lines, the name above or, behind its label, below.
    """
    found: dict[int, Owner | None] = {}
    current: Owner | None = None
    above: Paragraph | None = None
    title = NOTHING  # of the paragraph above
    for block in document.blocks:
        if isinstance(block, Grid):
            found[id(block)] = current
            above, title = None, NOTHING
        elif isinstance(block, Paragraph) and len(block.text) <= LONGEST_LINE:
            naming = read = read_title(block.text)
            place = block.place
            if above is not None and naming.organisation is None and naming.kind is not None:
                naming, place = _on_two_lines(above.text, block.text, naming), above.place
            elif above is not None and naming == NOTHING and title.kind and not title.organisation:
                naming, place = title._replace(organisation=_labelled_name(block)), above.place
            if naming.organisation is not None and naming.kind is not None:
                owner = Owner(naming.organisation, None, naming.scope, place)
                said = current is not None and owner.scope in (None, current.scope)
                if current is None or current.name != owner.name or not said:
                    current = owner  # else its part has begun above
            above, title = block, read
    return found


def _labelled_name(line: Paragraph) -> str | None:
    """The name behind its label on a cover: 预算单位：某某中心."""
    pieces = pieces_of(evidence.Part(line.text, line.place))
    names = (organisation(piece.part.text) for piece in pieces if piece.kind == "organisation")
    return next((name.name for name in names if name is not None), None)


def _on_two_lines(above: str, text: str, naming: Naming) -> Naming:
    if organisation(above) is None or naming.fiscal_year is None:
        return NOTHING
    return read_title(above + text)


def _divided(
    grids: Sequence[CaptionedGrid], sections: Sequence[Owner | None]
) -> list[tuple[Owner, list[CaptionedGrid]]]:
    """Tables by organisation, if the same titles stand above tables of two of them; else none.

    The organisation is that of the caption; where none has one, that of the section's title.
    """
    owners = [_owner(grid) for grid in grids]
    if not any(owners):
        owners = list(sections)
    first: dict[tuple[object, ...], Owner] = {}
    owners = [owner and first.setdefault(owner.same(), owner) for owner in owners]
    titles: dict[Owner, set[str]] = {}
    for grid, owner in zip(grids, owners, strict=True):
        if owner is not None and grid.caption.titles:
            titles.setdefault(owner, set()).add(key(grid.caption.titles[-1].text))
    several = [
        owner
        for owner, own in titles.items()
        if any(own & others for other, others in titles.items() if other != owner)
    ]
    if len(several) < 2:
        return []
    parts: dict[Owner, list[CaptionedGrid]] = {owner: [] for owner in several}
    named = [owner if owner in parts else None for owner in owners]
    below: dict[Owner, set[Owner]] = {}  # whose tables stand below the title of a section
    for owner, section in zip(named, sections, strict=True):
        if owner is not None and section is not None:
            below.setdefault(section, set()).add(owner)
    behind = _nearest(reversed(named))[::-1]
    for grid, section, before, after in zip(grids, sections, _nearest(named), behind, strict=True):
        alone = below.get(section, ()) if section is not None else ()
        if before is not None and before == after:
            parts[before].append(grid)
        else:
            parts[next(iter(alone)) if len(alone) == 1 else several[0]].append(grid)
    return [(owner, parts[owner]) for owner in several]


def _nearest(owners: Iterable[Owner | None]) -> list[Owner | None]:
    """For each the last that is known, itself included."""
    found: list[Owner | None] = []
    for owner in owners:
        found.append(owner if owner is not None or not found else found[-1])
    return found


def _owner(grid: CaptionedGrid) -> Owner | None:
    caption = grid.caption
    if caption.organisation is None:
        return None
    return Owner(key(caption.organisation.text), caption.organisation_code)
