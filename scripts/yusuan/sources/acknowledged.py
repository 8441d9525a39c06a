"""``acknowledged.toml`` beside a source: disagreements of the source that are known.

Each entry names the rule, the places (``L97``, ``p12``), what both sides say, and a reason. It matches a failed
result only as long as all of these are what the source says; an entry that matches none is a
failure of its own (``STILL_TRUE``). An acknowledged disagreement stays published.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import Field, PlainValidator

from yusuan.checks.model import Check, Result
from yusuan.evidence.places import Place, named, order, parse_place, say_all
from yusuan.storage.toml_files import CHECKED, Text, read_toml

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


def stale_results(results: Sequence[Result], known: Sequence[Acknowledgement]) -> Iterator[Result]:
    """One failure for each entry that matches no result; a pass if there are entries and all do."""
    stale = [entry for entry in known if not any(entry.matches(result) for result in results)]
    for entry in stale:
        message = (
            f"{ACKNOWLEDGED_NAME} 写明的一处不一致（规则 {entry.check_id}，{say_all(entry.places)}）"
            "与核对结果不再相同，请核对后改写或删去。"
        )
        yield _result("fail", message, entry)
    if known and not stale:
        yield _result("pass", f"{len(known)} 处已知的不一致都仍如所写。", None)


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
