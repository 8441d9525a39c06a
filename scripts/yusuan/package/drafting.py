"""Drafts of ``acknowledged.toml`` for the disagreements that nobody has looked at yet."""

from itertools import groupby

from yusuan.evidence.places import parse_places
from yusuan.package.findings import Findings
from yusuan.sources.acknowledged import ACKNOWLEDGED_NAME, draft


def drafts(found: Findings) -> str:
    """Entries of ``acknowledged.toml`` for all that is unknown, below the folder that each is for."""
    text: list[str] = []
    rows = sorted(found.unknown, key=lambda row: (row["disclosure_id"], row["check_no"]))
    for disclosure_id, group in groupby(rows, key=lambda row: str(row["disclosure_id"])):
        text.append(f"# {disclosure_id}/{ACKNOWLEDGED_NAME}\n")
        text += dict.fromkeys(
            draft(
                row["check_id"],
                parse_places(row["places"] or ""),
                row["left_expression"] or "",
                row["right_expression"] or "",
                row["message"],
            )
            for row in group
        )
    return "\n".join(text)
