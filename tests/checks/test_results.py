"""What the rules declare, and what becomes of their results in the package."""

import re
from decimal import Decimal

import pytest

from tests.checks.small_disclosure import (
    DISCLOSURE_ID,
    TEXT,
    changed,
    evidence,
    results,
)
from tests.checks.test_planted import EXPENDITURE
from yusuan.checks.catalogue import CHECKS, run_checks
from yusuan.checks.model import FAMILY_TITLES, Check, Result
from yusuan.checks.resource import CHECK_RESULTS, check_rows
from yusuan.checks.table_evidence import printed_step
from yusuan.evidence.places import LinePlace, named
from yusuan.sources.acknowledged import Acknowledgement, relocated, stale_results


def test_ids_are_unique_and_stable_in_form() -> None:
    ids = [check.id for check in CHECKS]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z]+(?:-[a-z]+)*", id_) for id_ in ids)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_a_rule_says_what_it_is(check: Check) -> None:
    assert check.rule.endswith("。")
    assert check.title
    assert check.basis
    assert check.family in dict(FAMILY_TITLES)


def test_families_stand_together() -> None:
    families = list(dict.fromkeys(check.family for check in CHECKS))
    assert families == [name for name, _ in FAMILY_TITLES]


def test_every_rule_yields_at_least_one_result_in_order() -> None:
    found = list(dict.fromkeys(result.check_id for result in results(TEXT)))
    assert found == [check.id for check in CHECKS]


def test_the_same_document_yields_the_same_results() -> None:
    assert results(TEXT) == results(TEXT)


def test_cells_are_figures_of_the_document() -> None:
    seen = evidence(TEXT)
    for result in run_checks(seen):
        for cell in result.cells:
            rows = seen.tables[cell.resource].entries
            entry = next(r for r in rows if (r.key, r.side) == (cell.row_key, cell.side))
            assert named(entry.figures[cell.field].place) in map(named, result.places)


def _known(result: Result, **changes: str) -> Acknowledgement:
    values = {
        "check_id": result.check_id,
        "left": result.left_expression,
        "right": result.right_expression,
        "reason": "原文如此",
    }
    values |= changes
    places = tuple(dict.fromkeys(named(place) for place in result.places))
    return Acknowledgement(places=places, **values)


def _row(result: Result, *known: Acknowledgement) -> dict[str, object]:
    rows = list(check_rows(DISCLOSURE_ID, [result], known))
    return dict(zip(CHECK_RESULTS.field_names, rows[0], strict=True))


def test_a_result_as_a_row() -> None:
    text = changed((EXPENDITURE + "260.00|250.00|10.00", "260.00|250.00|12.00"))
    found = next(r for r in results(text, "fail") if r.check_id == "expenditure-types")
    row = _row(found, _known(found))
    assert row["left_expression"] == "合计 260.00"
    assert row["right_expression"] == "基本支出 250.00 + 项目支出 12.00"
    assert (row["left_value"], row["right_value"]) == (Decimal("260.00"), Decimal("262.00"))
    assert (row["difference"], row["tolerance"]) == (Decimal("-2.00"), Decimal(0))
    assert (row["acknowledged"], row["reason"]) == (True, "原文如此")
    assert row["budget_line_ids"] == " ".join(
        f"{DISCLOSURE_ID}.expenditure.2130201.{field}" for field in ("total", "basic", "project")
    )
    assert str(row["message"]).startswith("“部门预算支出总表”序号 7“行政运行”：合计 260.00（第 ")
    assert str(row["message"]).endswith("，相差 2.00 万元。")


def test_only_a_failure_can_be_acknowledged() -> None:
    passed = next(result for result in results(TEXT) if result.status == "pass")
    assert _row(passed, _known(passed))["acknowledged"] is False


def test_a_failure_that_says_something_else_is_not_the_known_one() -> None:
    text = changed((EXPENDITURE + "260.00|250.00|10.00", "260.00|250.00|12.00"))
    found = next(r for r in results(text, "fail") if r.check_id == "expenditure-types")
    assert _row(found, _known(found, right="基本支出 250.00 + 项目支出 11.00"))["reason"] is None


def test_an_acknowledgement_that_matches_nothing_is_a_failure_of_its_own() -> None:
    passed = next(result for result in results(TEXT) if result.status == "pass")
    [stale] = stale_results([passed], [_known(passed)], None)
    assert (stale.check_id, stale.status, stale.severity) == (
        "acknowledged-still-true",
        "fail",
        "error",
    )


def _at(result: Result, *lines: int) -> Result:
    return result._replace(places=tuple(LinePlace(line) for line in lines))


def test_lines_put_in_are_one_failure_and_what_is_known_stays_known() -> None:
    failed = next(r for r in results(TEXT) if r.status == "pass")._replace(status="fail")
    as_written = [_at(failed, 7, 9), _at(failed, 8, 21), _at(failed, 30), _at(failed, 31)]
    known = [_known(each) for each in as_written]
    printed = [_at(failed, 7, 9), _at(failed, 8, 23), _at(failed, 32), _at(failed, 33)]
    moved = relocated(printed, known)
    [stale] = stale_results(printed, known, moved)
    assert "写明的 3 处不一致，内容都仍如所写，只是原文第 9 行之后多了 2 行" in stale.message
    assert moved is not None
    assert [entry.places for entry in moved.entries] == [r.places for r in printed[1:]]


def test_a_place_that_is_another_is_no_line_put_in() -> None:
    failed = next(r for r in results(TEXT) if r.status == "pass")._replace(status="fail")
    known = [_known(_at(failed, 20)), _known(_at(failed, 30))]
    assert relocated([_at(failed, 22), _at(failed, 31)], known) is None  # not by as many lines
    assert relocated([_at(failed, 22)], known) is None  # one of them is gone
    other = [_at(failed, each)._replace(left_expression="别的") for each in (22, 32)]
    assert relocated(other, known) is None
    assert len([*stale_results(other, known, None)]) == 2


def test_values_fit_the_package() -> None:
    """A tolerance of half a 分 has more decimals than the package holds; it is rounded up."""
    passed = next(result for result in results(TEXT) if result.tolerance is not None)
    row = _row(passed._replace(tolerance=printed_step("0.01", "元") / 2))
    assert row["tolerance"] == Decimal("0.000001")
