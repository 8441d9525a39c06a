"""Whose statement a document is: organisation, year, kind, scope; more than one if it holds more.

Each fact is taken from the first of these that tells it, within one from the majority:

1. the cover: the lines of the first page (or before the first heading) read together;
2. titles and headings in the text that name the statement («某某局2026年部门预算情况说明»);
3. the captions of the tables: organisation with its code, fiscal year, words of the titles;
4. running heads and the title of the contents list;
5. a cell that a label (部门名称) stands before; a heading that promises an overview of an office.

Where neither these nor a hint tell the kind or the year, the heads of the tables do (预算数, 决算数,
2024年预算数).

File names are no evidence; a ``Hint`` counts only for what the document does not tell. What
contradicts the fact taken is a ``Conflict``. What nobody tells is None.

A document holds several statements where the same titles come again above tables of another
organisation; each table belongs to one of them. One without a name belongs to the statement whose
tables stand before and behind it, else to the first.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from yusuan.binding.captions import Captioned
from yusuan.binding.model import CaptionedGrid
from yusuan.binding.naming import read_title
from yusuan.binding.witnesses import (
    FIELDS,
    LONGEST_LINE,
    TEXT,
    Fact,
    Witness,
    from_captions,
    from_cells,
    from_cover,
    from_running,
    from_text,
    kind_of_heads,
    year_of_heads,
)
from yusuan.evidence.model import Document, Grid, Paragraph, Told
from yusuan.evidence.places import Place, say
from yusuan.facts.model import Scope, Statement, StatementKind
from yusuan.printed.text import key

_CALLED = {
    "organisation_name": "机构名称",
    "fiscal_year": "年度",
    "kind": "预算或决算",
    "scope": "范围",
}
_VALUES: dict[Fact, Fact] = {
    "budget": "预算",
    "final_accounts": "决算",
    "department": "部门",
    "unit": "单位",
}


class Hint(NamedTuple):
    """What is known of a document from outside of it, for what it does not tell itself."""

    organisation_name: str | None = None
    fiscal_year: int | None = None
    kind: StatementKind | None = None
    scope: Scope | None = None


class Conflict(NamedTuple):
    """Two places of a document that contradict each other; ``place`` is that of the other one."""

    field: str
    taken: Fact
    other: Fact
    place: Place

    def say(self) -> str:
        """In Chinese: 机构名称采用“某某局”，第 7 页却是“某某委员会”."""
        called, taken, other = (
            _CALLED[self.field],
            *(_VALUES.get(value, value) for value in (self.taken, self.other)),
        )
        return f"{called}采用“{taken}”，{say(self.place)}却是“{other}”"


class StatementTables(NamedTuple):
    """A statement, the numbers of its captioned grids, and what the document says against it."""

    statement: Statement
    grids: tuple[int, ...]
    conflicts: tuple[Conflict, ...] = ()


class Identity(NamedTuple):
    statements: tuple[StatementTables, ...]

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        return tuple(conflict for it in self.statements for conflict in it.conflicts)


def identify(document: Document, captioned: Captioned, hint: Hint | None = None) -> Identity:
    """The statements of a stitched document with its captions; at least one, maybe of Nones."""
    if document.tables_only is not None:
        return Identity(tuple(_told(told, hint or Hint()) for told in document.tables_only.told))
    common = [*from_cover(document, captioned.prose), *from_text(document), *from_running(document)]
    parts = _parts(captioned.grids, _sections(document, captioned.grids))
    statements: list[StatementTables] = []
    for owner, grids in parts:
        code = owner.code if owner else None
        told = [*from_captions(grids), *from_cells(grids)]
        if len(parts) > 1:
            told += [
                witness for witness in common if witness.field not in ("organisation_name", "scope")
            ]
            told += _from_code(code, [other.code for other, _ in parts if other], grids)
            told += owner.witnesses() if owner else []
        else:
            told += common
        statement, against = _decided(told, code or _code(grids), hint or Hint())
        if statement.kind is None:
            statement = replace(statement, kind=kind_of_heads(grids))
        if statement.fiscal_year is None:
            year = year_of_heads(grids, statement.kind)
            statement = replace(statement, fiscal_year=year)
        numbers = tuple(grid.number for grid in grids)
        statements.append(StatementTables(statement, numbers, tuple(against)))
    return Identity(tuple(statements))


def _told(told: Told, hint: Hint) -> StatementTables:
    """What the whole document told, of which only the tables were kept."""
    statement = Statement(
        organisation_name=told.organisation_name,
        organisation_code=told.organisation_code,
        fiscal_year=told.fiscal_year,
        kind=_kind(told.kind) or hint.kind,
        scope=_scope(told.scope),
    )
    return StatementTables(statement, told.grids)


def _decided(
    told: Sequence[Witness], code: str | None, hint: Hint
) -> tuple[Statement, list[Conflict]]:
    facts: dict[str, Fact | None] = {}
    conflicts: list[Conflict] = []
    for name in FIELDS:
        witnesses = [witness for witness in told if witness.field == name]
        taken = _taken(witnesses)
        facts[name] = taken if taken is not None else getattr(hint, name)
        if taken is None:
            continue
        conflicts.extend(
            Conflict(name, taken, witness.value, witness.place)
            for witness in {w.value: w for w in reversed(witnesses)}.values()
            if not _agree(taken, witness.value)
        )
    conflicts.sort(key=lambda it: (FIELDS.index(it.field), str(it.other)))
    return Statement(
        organisation_name=_text(facts["organisation_name"]),
        organisation_code=code,
        fiscal_year=year if isinstance(year := facts["fiscal_year"], int) else None,
        kind=_kind(facts["kind"]),
        scope=_scope(facts["scope"]),
    ), conflicts


def _taken(witnesses: Sequence[Witness]) -> Fact | None:
    """The value that most witnesses of the best rank give; of equals the first."""
    if not witnesses:
        return None
    best = min(witness.rank for witness in witnesses)
    counts = Counter(witness.value for witness in witnesses if witness.rank == best)
    return counts.most_common(1)[0][0]


def _agree(taken: Fact, other: Fact) -> bool:
    if isinstance(taken, str) and isinstance(other, str):
        return taken in other or other in taken or _abbreviates(other, taken)
    return taken == other


def _abbreviates(short: str, full: str) -> bool:
    """«省人大办公厅» for «江苏省人大常委会办公厅»: the region is implied, characters are left out."""
    if short[:1] not in "省市区县州":
        return False
    rest = iter(full)
    return all(character in rest for character in short)


def _text(fact: Fact | None) -> str | None:
    return fact if isinstance(fact, str) else None


def _kind(fact: Fact | None) -> StatementKind | None:
    return "budget" if fact == "budget" else "final_accounts" if fact == "final_accounts" else None


def _scope(fact: Fact | None) -> Scope | None:
    return "department" if fact == "department" else "unit" if fact == "unit" else None


# Several statements in one document


class _Owner(NamedTuple):
    """Whose tables: as a caption prints it, or as the title of a section names it."""

    name: str
    code: str | None = None
    scope: Scope | None = None
    place: Place | None = None  # of the section's title

    def witnesses(self) -> list[Witness]:
        if self.place is None:
            return []
        found = [Witness(TEXT, "organisation_name", self.name, self.place)]
        if self.scope is not None:
            found.append(Witness(TEXT, "scope", self.scope, self.place))
        return found

    def same(self) -> tuple[str, str | None, str | None]:
        return self.name, self.code, self.scope


def _sections(document: Document, grids: Sequence[CaptionedGrid]) -> list[_Owner | None]:
    """For each grid the last title before it that names whose statement follows.

    A grid of the document that only captions the next one is none of ``grids``.
    """
    found: dict[int, _Owner | None] = {}
    current: _Owner | None = None
    for block in document.blocks:
        if isinstance(block, Grid):
            found[id(block)] = current
        elif isinstance(block, Paragraph) and len(block.text) <= LONGEST_LINE:
            naming = read_title(block.text)
            if naming.organisation is not None and naming.kind is not None:
                current = _Owner(naming.organisation, None, naming.scope, block.place)
    return [found.get(id(grid.grid)) for grid in grids]


def _parts(
    grids: Sequence[CaptionedGrid], sections: Sequence[_Owner | None]
) -> list[tuple[_Owner | None, list[CaptionedGrid]]]:
    """Tables by organisation, if the same titles stand above tables of two of them; else all.

    The organisation is that of the caption; where none has one, that of the section's title.
    """
    owners = [_owner(grid) for grid in grids]
    if not any(owners):
        owners = list(sections)
    first: dict[tuple[object, ...], _Owner] = {}
    owners = [owner and first.setdefault(owner.same(), owner) for owner in owners]
    titles: dict[_Owner, set[str]] = {}
    for grid, owner in zip(grids, owners, strict=True):
        if owner is not None and grid.caption.titles:
            titles.setdefault(owner, set()).add(key(grid.caption.titles[-1].text))
    several = [
        owner
        for owner, own in titles.items()
        if any(own & others for other, others in titles.items() if other != owner)
    ]
    if len(several) < 2:
        return [(None, list(grids))]
    parts: dict[_Owner, list[CaptionedGrid]] = {owner: [] for owner in several}
    for index, grid in enumerate(grids):
        before = next((it for it in owners[index::-1] if it is not None and it in parts), None)
        after = next((it for it in owners[index:] if it is not None and it in parts), None)
        same = before is not None and before == after
        parts[before if same and before else several[0]].append(grid)
    return [(owner, parts[owner]) for owner in several]


def _owner(grid: CaptionedGrid) -> _Owner | None:
    caption = grid.caption
    if caption.organisation is None:
        return None
    return _Owner(key(caption.organisation.text), caption.organisation_code)


def _from_code(
    code: str | None, codes: Sequence[str | None], grids: Sequence[CaptionedGrid]
) -> list[Witness]:
    """Of two codes of which one begins with the other, the longer is a unit's."""
    if code is None or not grids:
        return []
    others = [other for other in codes if other is not None and other != code]
    place = grids[0].grid.place
    if any(code.startswith(other) for other in others):
        return [Witness(TEXT, "scope", "unit", place)]
    if any(other.startswith(code) for other in others):
        return [Witness(TEXT, "scope", "department", place)]
    return []


def _code(grids: Sequence[CaptionedGrid]) -> str | None:
    """The code printed most often before the organisation's name."""
    codes = Counter(
        grid.caption.organisation_code for grid in grids if grid.caption.organisation_code
    )
    return codes.most_common(1)[0][0] if codes else None
