"""Whose statement a document is: organisation, year, kind, scope; more than one if it holds more.

Each fact is taken from the first of these that tells it, within one from the majority (but a year
that one place alone tells is a slip, where many others agree on another):

1. the cover: the lines of the first page (or before the first heading) read together;
2. titles and headings in the text that name the statement («某某局2026年部门预算情况说明»);
3. the captions of the tables: organisation with its code, fiscal year, words of the titles;
4. running heads and the title of the contents list;
5. a cell that a label (部门名称) stands before; a heading that promises an overview of an office.

Where neither these nor a hint tell the kind or the year, the heads of the tables do (预算数, 决算数,
2024年预算数); name and year may be told by what the text states: 示例局2024年度收入合计100万元.

File names are no evidence; a ``Hint`` counts only for what the document does not tell. What
contradicts the fact taken is a ``Conflict``. What nobody tells is None.

A document may hold several statements (``binding.several``).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from yusuan.binding.captions import Captioned
from yusuan.binding.model import CaptionedGrid
from yusuan.binding.several import WHOLE, Stretch, parts_of
from yusuan.binding.witnesses import (
    FIELDS,
    Fact,
    Witness,
    from_captions,
    from_cells,
    from_cover,
    from_running,
    from_text,
    kind_of_heads,
    told_by_prose,
    year_of_heads,
)
from yusuan.evidence.model import Document, Told
from yusuan.evidence.places import Place, say
from yusuan.facts.model import Scope, Statement, StatementKind
from yusuan.printed.short_names import abbreviates
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
    """A statement, the numbers of its captioned grids, and what the document says against it.

    ``stretches`` are those of the text that are its own, where a document holds several.
    """

    statement: Statement
    grids: tuple[int, ...]
    conflicts: tuple[Conflict, ...] = ()
    stretches: tuple[Stretch, ...] = (WHOLE,)

    def holds(self, place: Place) -> bool:
        """Whether what stands at ``place`` of the text is said of this statement."""
        return any(stretch.holds(place) for stretch in self.stretches)


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
    parts = parts_of(document, captioned.grids)
    statements: list[StatementTables] = []
    for part in parts:
        grids = part.grids
        code = part.owner.code if part.owner else None
        told = [*from_captions(grids), *from_cells(grids)]
        told += [witness for witness in common if witness.field not in part.own]
        told += part.witnesses(parts)
        statement, against = _decided(told, code, hint or Hint())
        if code is None:
            code = _code(grids, statement.organisation_name)
            statement = replace(statement, organisation_code=code)
        if statement.kind is None:
            statement = replace(statement, kind=kind_of_heads(grids))
        if statement.fiscal_year is None:
            year = year_of_heads(grids, statement.kind)
            statement = replace(statement, fiscal_year=year)
        if statement.fiscal_year is None or statement.organisation_name is None:
            own = [it for it in captioned.prose if any(s.holds(it.place) for s in part.stretches)]
            prose = told_by_prose(own)
            statement = replace(
                statement,
                fiscal_year=statement.fiscal_year or prose.fiscal_year,
                organisation_name=statement.organisation_name or prose.organisation,
            )
        numbers = tuple(grid.number for grid in grids)
        statements.append(StatementTables(statement, numbers, tuple(against), part.stretches))
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
        if name == "fiscal_year":
            taken = _not_alone(taken, witnesses)
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


def _not_alone(taken: Fact | None, witnesses: Sequence[Witness]) -> Fact | None:
    """The year ``taken``, unless one place alone says it and all others, many, say the same other."""
    own = {witness.place for witness in witnesses if witness.value == taken}
    others = {witness.place: witness.value for witness in witnesses if witness.value != taken}
    if len(own) > 1 or len(others) < _MANY or len(set(others.values())) > 1:
        return taken
    return next(iter(others.values()))


_MANY = 4


def _agree(taken: Fact, other: Fact) -> bool:
    if isinstance(taken, str) and isinstance(other, str):
        return taken in other or other in taken or abbreviates(other, taken)
    return taken == other


def _text(fact: Fact | None) -> str | None:
    return fact if isinstance(fact, str) else None


def _kind(fact: Fact | None) -> StatementKind | None:
    return "budget" if fact == "budget" else "final_accounts" if fact == "final_accounts" else None


def _scope(fact: Fact | None) -> Scope | None:
    return "department" if fact == "department" else "unit" if fact == "unit" else None


def _code(grids: Sequence[CaptionedGrid], name: str | None) -> str | None:
    """The code printed most often before the organisation's name.

    A code that one table prints before another name ([345]某某中心) is that one's, unless most
    of the tables print it.
    """
    codes = Counter(
        grid.caption.organisation_code for grid in grids if grid.caption.organisation_code
    )
    own = Counter(
        grid.caption.organisation_code
        for grid in grids
        if grid.caption.organisation_code
        and grid.caption.organisation is not None
        and (name is None or _agree(key(name), key(grid.caption.organisation.text)))
    )
    for code, times in (own or codes).most_common(1):
        return code if own or 2 * times > len(grids) else None
    return None
