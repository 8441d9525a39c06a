"""Disagreements that a row printed twice, or left out, explains: what tells of the row is their cause.

A row printed twice is counted twice by every sum, and numbers its table twice; a class that its table
leaves out above its own sections has no counterpart in any other table. Each of these is
``not_comparable``, and its message names the row; what would disagree all the same disagrees.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from yusuan.checks.evidence import Evidence
from yusuan.checks.model import STATUS_TITLES, Comparison, Outcome, Result
from yusuan.checks.operands import Operand
from yusuan.evidence.places import Place, say_several
from yusuan.facts.model import Entry
from yusuan.model import Side
from yusuan.printed.text import key
from yusuan.tables.itemised import parse_item

Judge = Callable[[Outcome], Result]
_Row = tuple[str, str, Side | None]
_NUMBERS = frozenset({"row-numbers", "item-numbers"})


class RowCauses:
    """The rows of one disclosure that are printed twice, or left out above their own parts."""

    def __init__(self, evidence: Evidence, results: Iterable[Result]) -> None:
        self._evidence = evidence
        self._repeated: dict[_Row, str] = {}
        self._lacking: list[tuple[str, frozenset[str], str]] = []  # table, its code and names, said
        self._around: dict[Place, str] = {}  # rows that are numbered as the one beside them says
        self._entries: dict[str, dict[tuple[str, Side | None], Entry]] = {}
        for result in results:
            if result.status != "fail":
                continue
            if result.check_id == "repeated-row":
                said = f"“{result.subject}”可能印了两次{say_several(result.places)}"
                self._repeated.update(
                    ((cell.resource, cell.row_key, cell.side), said) for cell in result.cells
                )
                self._around.update((place, said) for place in result.places)
            elif result.check_id == "codes-through-levels":
                self._lacking += self._left_out(result)

    def _left_out(self, result: Result) -> Iterator[tuple[str, frozenset[str], str]]:
        table = next(
            (it for it in self._evidence.tables.values() if it.holds(result.places[0])), None
        )
        if table is None:
            return
        for code in result.right_expression.split("、"):
            entries = [
                e for it in self._evidence.tables.values() for e in it.rows_of_code.get(code, ())
            ]
            said = f"{table.title}没有列出 {code}{say_several(result.places)}"
            yield (
                table.name,
                frozenset((code, *(name for e in entries for name in _names(e)))),
                said,
            )
            if len(result.places) == 1:
                self._around[result.places[0]] = said

    def judged(self, outcome: Outcome, result: Result, judge: Judge) -> Result:
        """``result``, or that nobody can tell for a row that is printed twice or left out."""
        if result.status != "fail" or not (self._repeated or self._lacking):
            return result
        if isinstance(outcome, Comparison):
            why = self._twice(outcome, judge) or self._lacks(outcome)
            said = outcome.where
        else:
            why = self._numbered(result) if result.check_id in _NUMBERS else None
            said = result.message.removesuffix("。")
        if why is None:
            return result
        return result._replace(
            status="not_comparable",
            message=f"{STATUS_TITLES['not_comparable']}：{said}：{why}。",
            difference=None,
            tolerance=None,
            ratio=None,
        )

    def _twice(self, outcome: Comparison, judge: Judge) -> str | None:
        """What is printed twice, where a comparison holds without it."""
        counted = [it for it in (*outcome.left, *outcome.right) if _row(it) in self._repeated]
        if not counted or outcome.times:
            return None
        again = outcome._replace(
            left=self._without(outcome.left), right=self._without(outcome.right)
        )
        held = bool(again.left and again.right) and judge(again).status == "pass"
        return self._repeated[_row(counted[0])] if held else None

    def _without(self, side: Sequence[Operand]) -> tuple[Operand, ...]:
        return tuple(each for each in side if _row(each) not in self._repeated)

    def _lacks(self, outcome: Comparison) -> str | None:
        """What a table leaves out, where the figures of another have no counterpart for it."""
        if outcome.left and outcome.right:
            return None
        operands = (*outcome.left, *outcome.right)
        names = [self._named(each) for each in operands]
        for table, known, said in self._lacking:
            others = all(each.source != table for each in operands)
            if operands and others and all(name & known for name in names):
                return said
        return None

    def _named(self, operand: Operand) -> frozenset[str]:
        """Code and name of the row of a figure."""
        name, row_key, side = _row(operand)
        if name not in self._entries:  # once a table: a document may have very many rows
            table = self._evidence.tables.get(name)
            entries = table.entries if table is not None else ()
            self._entries[name] = {(each.key, each.side): each for each in entries}
        entry = self._entries[name].get((row_key, side))
        return frozenset() if entry is None else frozenset(_names(entry))

    def _numbered(self, result: Result) -> str | None:
        """The row that explains the only break of the numbers of a table."""
        if result.message.count("之后是") != 1:
            return None
        return next((self._around[it] for it in result.places if it in self._around), None)


def _row(operand: Operand) -> _Row:
    ref = operand.ref
    return (ref.resource, ref.row_key, ref.side) if ref is not None else ("", "", None)


def _names(entry: Entry) -> tuple[str, ...]:
    name = key(parse_item(entry.label).name)
    return (entry.code, name) if entry.code else (name,)
