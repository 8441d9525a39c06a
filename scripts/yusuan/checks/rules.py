"""The rules themselves as rows: what each says and what it rests on."""

from yusuan.checks.catalogue import CHECKS
from yusuan.checks.model import Check
from yusuan.checks.resource import CHECK_RULES
from yusuan.model import Row
from yusuan.sources.acknowledged import STILL_TRUE

ALL_CHECKS: tuple[Check, ...] = (*CHECKS, STILL_TRUE)


def check_rule_rows() -> list[Row]:
    """One row per declared rule, in the order of ``CHECKS``."""
    return [
        CHECK_RULES.row(
            {
                "check_id": check.id,
                "title": check.title,
                "rule": check.rule,
                "family": check.family,
                "severity": check.severity,
                "consequence": check.consequence,
                "rule_basis": check.basis,
            }
        )
        for check in ALL_CHECKS
    ]
