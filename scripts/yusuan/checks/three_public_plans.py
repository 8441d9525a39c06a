"""What the table of “三公” expenditure says was planned of an item whose outcome the prose tells."""

from yusuan.checks.evidence import Evidence
from yusuan.checks.named_final_figures import PLANNED, three_public_item
from yusuan.checks.operands import Operand, same_as_printed
from yusuan.checks.table_evidence import TableEvidence
from yusuan.checks.text_evidence import Stated


def planned(evidence: Evidence, final: Stated) -> Operand | None:
    """The plan of the item that ``final`` is the outcome of; None unless both plans are the same.

    They are where the prose states what was planned of all three, and the table says the same: a
    table may print the budget as adjusted, and the prose mean the first.
    """
    table = evidence.filled("three_public_expenditure")
    if table is None or evidence.kind != "final_accounts" or final.section_id != "three_public":
        return None
    item = three_public_item(final.subject, spent=True)
    if item in (None, "three_public") or final.change or final.approximate:
        return None
    spent, plan = _figure(table, item, ("total",)), _figure(table, item, PLANNED)
    whole = _figure(table, "three_public", PLANNED)
    if spent is None or plan is None or whole is None or plan.unread or spent.unread:
        return None
    same = any(
        same_as_printed(stated.operand(), whole)
        for stated in evidence.stated
        if stated.section_id == "three_public"
        and stated.change is None
        and three_public_item(stated.subject, spent=False) == "three_public"
    )
    return plan if same and same_as_printed(final.operand(), spent) else None


def _figure(table: TableEvidence, item: str | None, fields: tuple[str, ...]) -> Operand | None:
    """The figure of an item in one of ``fields``; None where several of them have one."""
    found = [
        operand
        for field in fields
        for entry in table.entries
        if entry.texts.get("item_id") == item
        and (operand := table.operand_or_unread(entry, field, entry.label)) is not None
    ]
    return found[0] if len(found) == 1 else None
