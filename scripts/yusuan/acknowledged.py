"""``acknowledged.toml`` beside a source: disagreements of the source that are known.

Each entry names the rule, the places (``L97``, ``p12``), what both sides say, and a reason. It matches a failed
result only as long as all of these are what the source says; an entry that matches none is a
failure of its own (``STILL_TRUE``). An acknowledged disagreement stays published.
"""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from yusuan.checks.model import Check, Result
from yusuan.errors import YusuanError
from yusuan.evidence.places import Place, order, parse_place, say_all

ACKNOWLEDGED_NAME = "acknowledged.toml"
_FIELDS = ("check_id", "places", "left", "right", "reason")


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """One known disagreement; ``left`` and ``right`` are the expressions expected."""

    check_id: str
    places: tuple[Place, ...]
    left: str
    right: str
    reason: str

    def matches(self, result: Result) -> bool:
        return (
            result.status == "fail"
            and self.check_id == result.check_id
            and self.places == result.places
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
    basis="本项目的规则：已知的不一致须与原文相符",
    family="text_against_tables",
    evaluate=_evaluated_elsewhere,  # type: ignore[arg-type]
)


def read_acknowledged(folder: Path) -> tuple[Acknowledgement, ...]:
    """The entries beside a source, none if there is no file. Raises YusuanError if malformed."""
    path = folder / ACKNOWLEDGED_NAME
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ()
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise YusuanError(f"不是合规的 TOML（{error}）", file=path) from None
    except OSError as error:
        raise YusuanError(f"读不出文件（{error.strerror}）", file=path) from None
    entries = values.pop("acknowledged", [])
    if values or not isinstance(entries, list):
        raise YusuanError("应只有 [[acknowledged]] 各项", file=path)
    return tuple(_entry(entry, number, path) for number, entry in enumerate(entries, start=1))


def _entry(entry: object, number: int, path: Path) -> Acknowledgement:
    def wrong(what: str) -> YusuanError:
        return YusuanError(
            f"第 {number} 项{what}", file=path, hint=f"每项应有：{'、'.join(_FIELDS)}"
        )

    if not isinstance(entry, dict) or set(entry) != set(_FIELDS):
        raise wrong("缺项或有不认识的项")
    printed = entry["places"]
    texts = [entry[name] for name in ("check_id", "left", "right", "reason")]
    if not isinstance(printed, list) or not all(isinstance(place, str) for place in printed):
        raise wrong('的 places 应为原文位置的列表，如 ["L97", "L99"]')
    try:
        places = tuple(sorted(map(parse_place, printed), key=order))
    except ValueError:
        raise wrong(f"的 places 有不是原文位置的写法（{'、'.join(printed)}）") from None
    if not all(isinstance(text, str) for text in texts) or not entry["reason"].strip():
        raise wrong("的 check_id、left、right、reason 应为文字，reason 不能空")
    return Acknowledgement(
        entry["check_id"], places, entry["left"], entry["right"], entry["reason"].strip()
    )


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
    )
