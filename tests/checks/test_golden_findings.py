"""What the rules find in the real document: a file to read line by line in a review.

After a deliberate change of a rule, write it anew:
``python -m tests.checks.test_golden_findings``.
"""

from pathlib import Path

from tests.checks.small_disclosure import results_of
from yusuan.evidence.places import say_all

_ID = "130500-501-2023-budget"
_SOURCE = Path(__file__).parents[2] / "datapackage" / "sources" / _ID / "source.txt"
_GOLDEN = Path(__file__).parent / "golden_findings.txt"


def findings() -> str:
    """Counts, then each disagreement and each rule that is not due, in order."""
    results = results_of(_SOURCE.read_bytes())
    counts = {
        status: sum(result.status == status for result in results)
        for status in ("pass", "fail", "not_applicable")
    }
    blocks = [f"{len(results)} 项：" + "，".join(f"{k} {n}" for k, n in counts.items())]
    for result in results:
        if result.status != "pass":
            where = say_all(result.places) or "—"
            head = f"{result.status}  {result.severity}  {result.check_id}  {where}"
            blocks.append(f"{head}\n{result.message}")
    return "\n\n".join(blocks) + "\n"


def test_findings_in_the_real_document() -> None:
    assert findings() == _GOLDEN.read_text(encoding="utf-8")


if __name__ == "__main__":
    _GOLDEN.write_text(findings(), encoding="utf-8", newline="\n")
