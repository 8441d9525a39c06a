"""``acknowledged.toml`` beside a source: disagreements of the source that are known.

Each entry names the rule, the places (``L97``, ``p12``), what both sides say, and a reason. It matches a failed
result only as long as all of these are what the source says; an entry that matches none is a
failure of its own (``STILL_TRUE``). An acknowledged disagreement stays published.
"""

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

from pydantic import Field, PlainValidator

from yusuan.checks.model import Check, Result
from yusuan.evidence.places import LinePlace, Place, named, order, parse_place, say_all
from yusuan.storage.toml_files import CHECKED, Text, as_toml, read_toml

ACKNOWLEDGED_NAME = "acknowledged.toml"


def _places(printed: object) -> tuple[Place, ...]:
    if not isinstance(printed, list | tuple):
        raise ValueError
    places = (each if isinstance(each, Place) else parse_place(str(each)) for each in printed)
    return _named(places)


def _named(places: Iterable[Place]) -> tuple[Place, ...]:
    """Lines and pages, each once, in the order of the document."""
    return tuple(sorted({named(place) for place in places}, key=order))


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """One known disagreement; ``left`` and ``right`` are the expressions expected."""

    check_id: Text
    places: Annotated[
        tuple[Place, ...], PlainValidator(_places), Field(description='如 ["L97", "L99"]')
    ]
    left: str
    right: str
    reason: Text

    __pydantic_config__ = CHECKED

    def matches(self, result: Result) -> bool:
        return (
            result.status == "fail"
            and self.check_id == result.check_id
            and self.places == _named(result.places)
            and self.left == result.left_expression
            and self.right == result.right_expression
        )


def draft(check_id: str, places: Iterable[Place], left: str, right: str, message: str) -> str:
    """An entry of the file for a disagreement; its reason is for whoever has looked at the places.

    Without one the file is refused.
    """
    told = "".join(c if c.isprintable() else " " for c in message)
    at = ", ".join(as_toml(str(place)) for place in _named(places))
    return (
        f"# {told}\n[[acknowledged]]\ncheck_id = {as_toml(check_id)}\nplaces = [{at}]\n"
        f'left = {as_toml(left)}\nright = {as_toml(right)}\nreason = ""\n'
    )


def _evaluated_elsewhere(_: object) -> Iterator[Result]:
    """``stale_results`` yields this rule's results: they need all the others first."""
    return iter(())


STILL_TRUE = Check(
    id="acknowledged-still-true",
    title="已知的不一致仍然如所写",
    rule="acknowledged.toml 写明的每一处已知不一致，规则、原文位置和两边的内容都应仍与核对结果相同。",
    severity="error",
    consequence="meaning",
    basis="本项目的规则：已知的不一致须与原文相符",
    family="text_against_tables",
    evaluate=_evaluated_elsewhere,  # type: ignore[arg-type]
)


@dataclass(frozen=True, slots=True)
class _File:
    acknowledged: tuple[Acknowledgement, ...] = ()

    __pydantic_config__ = CHECKED


def read_acknowledged(folder: Path) -> tuple[Acknowledgement, ...]:
    """The entries beside a source, none if there is no file. Raises YusuanError if malformed."""
    path = folder / ACKNOWLEDGED_NAME
    return read_toml(path, _File).acknowledged if os.path.lexists(path) else ()


def reason_of(result: Result, known: Sequence[Acknowledgement]) -> str | None:
    """Why a failed result is known; None if it is not."""
    return next((entry.reason for entry in known if entry.matches(result)), None)


def stale_results(
    results: Sequence[Result], known: Sequence[Acknowledgement], moved: "Moved | None"
) -> Iterator[Result]:
    """One failure for each entry that matches no result; a pass if there are entries and all do.

    One for all whose lines alone are others (``moved``, of ``relocated``): that lines were put in
    or left out.
    """
    stale = _stale(results, known) if moved is None else list(moved.others)
    if moved is not None:
        same = f"{len(moved.entries)} 处不一致，内容都仍如所写"
        message = f"{ACKNOWLEDGED_NAME} 写明的 {same}，只是原文{moved.said()}，请改写这些行号。"
        yield _result("fail", message, moved.first)
    for entry in stale:
        message = (
            f"{ACKNOWLEDGED_NAME} 写明的一处不一致（规则 {entry.check_id}，{say_all(entry.places)}）"
            "与核对结果不再相同，请核对后改写或删去。"
        )
        yield _result("fail", message, entry)
    if known and not stale and moved is None:
        yield _result("pass", f"{len(known)} 处已知的不一致都仍如所写。", None)


@dataclass(frozen=True, slots=True)
class Moved:
    """Entries whose lines are ``by`` further on, all behind line ``after``; ``others`` are not."""

    entries: tuple[Acknowledgement, ...]
    after: int
    by: int
    first: Acknowledgement
    others: tuple[Acknowledgement, ...]

    def said(self) -> str:
        """Where lines were put in or left out."""
        where = f"第 {self.after} 行之后" if self.after else "开头"
        return f"{where}{'多' if self.by > 0 else '少'}了 {abs(self.by)} 行"


def relocated(results: Sequence[Result], known: Sequence[Acknowledgement]) -> Moved | None:
    """Of the ``known`` that match no result those whose lines alone are others; None for one alone.

    A result has the rule and both sides of each, in the same order; up to one line all lines are
    as written, from the next one that is told on all of them are as many lines further on.
    """
    stale = _stale(results, known)
    if len(stale) < _FEWEST:
        return None
    entries: dict[_Said, list[Acknowledgement]] = {}
    for entry in stale:
        entries.setdefault((entry.check_id, entry.left, entry.right), []).append(entry)
    found: dict[_Said, list[tuple[Place, ...]]] = {said: [] for said in entries}
    for result in results:
        said = result.check_id, result.left_expression, result.right_expression
        if result.status == "fail" and said in found and reason_of(result, known) is None:
            found[said].append(_named(result.places))
    pairs = [
        (entry, places, lines)
        for said, alike in entries.items()
        if len(alike) == len(found[said])
        for entry, places in zip(alike, found[said], strict=True)
        if (lines := _lines(entry.places, places))
    ]
    moves = [(old, new - old) for *_, lines in pairs for old, new in lines]
    steps = Counter(step for _, step in moves if step)
    if not steps:
        return None
    by = steps.most_common(1)[0][0]
    first = min(old for old, step in moves if step == by)
    fitting = {
        entry: places
        for entry, places, lines in pairs
        if all(new - old == (by if old >= first else 0) for old, new in lines)
    }
    if len(fitting) < _FEWEST:
        return None
    kept = [place.line for entry in known for place in entry.places if isinstance(place, LinePlace)]
    return Moved(
        tuple(replace(entry, places=places) for entry, places in fitting.items()),
        max((line for line in kept if line < first), default=0),
        by,
        next(iter(fitting)),
        tuple(entry for entry in stale if entry not in fitting),
    )


def _stale(results: Sequence[Result], known: Sequence[Acknowledgement]) -> list[Acknowledgement]:
    return [entry for entry in known if not any(entry.matches(result) for result in results)]


def _lines(old: Sequence[Place], new: Sequence[Place]) -> list[tuple[int, int]]:
    """The line of each place of an entry, and of a result; nothing where a place is no line."""
    if len(old) != len(new):
        return []
    both = [
        (one.line, other.line)
        for one, other in zip(old, new, strict=True)
        if isinstance(one, LinePlace) and isinstance(other, LinePlace)
    ]
    return both if len(both) == len(old) else []


_Said = tuple[str, str, str]  # the rule and both sides
_FEWEST = 2


def _result(status: str, message: str, entry: Acknowledgement | None) -> Result:
    return Result(
        check_id=STILL_TRUE.id,
        left_expression=entry.left if entry else "",
        right_expression=entry.right if entry else "",
        left_value=None,
        right_value=None,
        difference=None,
        tolerance=None,
        status="fail" if status == "fail" else "pass",
        severity=STILL_TRUE.severity,
        message=message,
        places=entry.places if entry else (),
        cells=(),
        consequence=STILL_TRUE.consequence,
        subject=STILL_TRUE.title,
        left_places=entry.places if entry else (),
    )
