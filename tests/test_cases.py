"""One change to a real text each, in the forms that documents really print: 137 kinds of it.

The changes and what is right of each lie beside the repository (``../shared/cases``); what the
rules of reading say of each kind of fault is in the tests of numbers, targets and amounts.
"""

import ast
import csv
import shutil
import subprocess
from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from tests.paths import REAL, SHARED, convert_text, rows_of, text_of
from yusuan.conversion.disclosure import Disclosure

CASES = SHARED / "cases"
MISSING = (
    "the folder ../shared/cases is not here"
    if not (CASES / "INDEX.tsv").is_file()
    else "there is no program patch"
    if shutil.which("patch") is None
    else ""
)
pytestmark = pytest.mark.skipif(bool(MISSING), reason=MISSING)

Facts = Counter[tuple[str, ...]]


def _index() -> dict[str, str]:
    """What is right, by the name of the case."""
    if MISSING:
        return {}
    with (CASES / "INDEX.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {f"{row['kind']}-{row['id']}": row["right"] for row in rows}


RIGHT = _index()
# What the changed place itself says afterwards; everything else is as in the source.
FIGURES = {
    "1263.84 and the mark kept, or refused": "12638400",
    "1263.84": "12638400",
    "-1263.84": "-12638400",
}
FINDINGS = {
    "05-gb-t5": "text-three-public",
    "30-gb-s03": "text-twice",
    "30-gb-zero": "text-percent-of-nothing",
}


def _facts(disclosure: Disclosure) -> Facts:
    """Every figure, amount of the text and target, without what only its place or spelling says."""
    found: Facts = Counter()
    for row in rows_of(disclosure, "budget_lines"):
        found[str(row["resource"]), str(row["field"]), str(row["amount_yuan"])] += 1
    for row in rows_of(disclosure, "stated_amounts"):
        found["stated", str(row["amount_type"]), str(row["amount"])] += 1
    for row in rows_of(disclosure, "performance_indicators"):
        found["target", *_target(row)] += 1
    found["projects", str(len(rows_of(disclosure, "projects")))] += 1
    return found


def _target(row: Mapping[str, object]) -> tuple[str, ...]:
    names = ("target_kind", "target_operator", "target_low", "target_high", "target_unit")
    return tuple("" if row[name] is None else str(row[name]) for name in names)


@cache
def _source() -> Facts:
    return _facts(convert_text(text_of(REAL), REAL))


def _changed(name: str, folder: Path) -> Disclosure:
    path = folder / "source.txt"
    path.write_bytes((REAL / "source.txt").read_bytes())
    subprocess.run(["patch", "-s", str(path), str(CASES / f"{name}.diff")], check=True)
    return convert_text(path.read_bytes().decode(), REAL)


@pytest.mark.parametrize("name", RIGHT)
def test_a_change_of_form_is_read_as_it_should_be(name: str, tmp_path: Path) -> None:
    disclosure, right = _changed(name, tmp_path), RIGHT[name]
    facts = _facts(disclosure)
    gained, lost = facts - _source(), _source() - facts
    if right.startswith("('"):
        _check_target(ast.literal_eval(right), gained or facts)
    elif right.startswith("stated"):
        _check_stated(right, facts, gained)
    elif right in FIGURES:
        amounts = [fact[-1] for fact in facts if fact[:2] == ("budget_summary", "amount")]
        assert FIGURES[right] in amounts
        assert sum(gained.values()) <= 1
    elif right.startswith("code "):
        (row,) = rows_of(disclosure, "disclosures")
        code, department = (
            right.removeprefix("code ").split(", name ") if ", name " in right else (right[5:], "")
        )
        if department:
            assert (str(row["department_code"]), row["department_name"]) == (code, department)
        assert (gained, lost) == (Counter(), Counter())
    elif name in FINDINGS:
        failed = {r["check_id"] for r in rows_of(disclosure, "checks") if r["status"] == "fail"}
        assert FINDINGS[name] in failed
    elif name not in ("28-two-units", "11-tgt-eq-all", "01-fig-note-quantity"):
        assert (gained, lost) == (Counter(), Counter()), right
    else:
        assert not lost or name == "11-tgt-eq-all"


def _check_target(right: tuple[str | None, ...], gained: Facts) -> None:
    targets = [fact[1:] for fact in gained if fact[0] == "target"]
    assert any(
        all(wanted is None or wanted == found for wanted, found in zip(right, target, strict=False))
        for target in targets
    ), (right, targets)


def _check_stated(right: str, facts: Facts, gained: Facts) -> None:
    wanted, _, never = right.removeprefix("stated ").partition(" and none of ")
    amounts = {Decimal(fact[2]) for fact in facts if fact[0] == "stated"}
    for *_, amount in ast.literal_eval(wanted):
        assert Decimal(amount) in amounts
    new = {Decimal(fact[2]) for fact in gained if fact[0] == "stated"}
    for *_, amount in ast.literal_eval(never) if never else ():
        assert Decimal(amount) not in new
