"""Points of a self-evaluation that nobody can read: no sum holds of them, and none is refuted."""

import pytest

from tests.checks.small_disclosure import changed, results
from tests.checks.test_planted import evaluated
from yusuan.checks.model import Result

POINTS, TOTAL, RATE = "evaluation-points", "evaluation-total", "evaluation-rate"


def judged(*, status: str, **printed: str) -> dict[str, Result]:
    found = results(changed(evaluated(**printed)))
    return {it.check_id: it for it in found if it.status == status and "evaluation" in it.check_id}


@pytest.mark.parametrize("score", ["5O", "优", "五十"])
def test_points_of_a_row_that_cannot_be_read_are_compared_with_nothing(score: str) -> None:
    assert not judged(status="fail", score=score)
    found = judged(status="not_comparable", score=score)
    assert found.keys() == {POINTS, TOTAL}
    assert all(f"“得分”读不出（印作“{score}”" in result.message for result in found.values())


@pytest.mark.parametrize("total", ["99.S2", "优秀"])
def test_a_total_that_cannot_be_read_is_not_missing(total: str) -> None:
    assert judged(status="not_comparable", total=total).keys() == {TOTAL}


def test_what_was_spent_and_cannot_be_read_gives_no_rate() -> None:
    found = judged(status="not_comparable", executed="47.6O")
    assert found.keys() == {RATE}
    assert "“执行数”读不出（印作“47.6O”" in found[RATE].message


@pytest.mark.parametrize("score", ["-", "—", "/", ""])
def test_a_mark_for_no_points_is_none(score: str) -> None:
    assert not judged(status="not_comparable", score=score)


def test_points_that_can_be_read_are_compared() -> None:
    assert judged(status="pass").keys() == {POINTS, TOTAL, RATE}
    assert judged(status="fail", total="98.52").keys() == {TOTAL}
