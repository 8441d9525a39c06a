"""Leaves of the published package add up to the total of their column, once.

Where they do not, the list ``golden/leaves.txt`` says so (``YUSUAN_RENEW_GOLDEN=1`` writes it
anew): tables that print several divisions of expenditure side by side, conferences and trainings
beside “三公”, parts of which only some are told (其中), or figures that do not add up in print.
"""

import csv
import os
import re
from collections import defaultdict
from decimal import Decimal

from tests.paths import CORPUS, GOLDEN

LIST = GOLDEN / "leaves.txt"
_TOTAL = re.compile("(?:收入|支出)?(?:合计|总计|共计)|三公经费(?:合计)?")
_ROUNDED = 500  # yuan: figures of a column in 万元, each rounded to its last place


def columns_that_do_not_add_up() -> tuple[int, list[str]]:
    """How many columns have a total, and those whose leaves are another sum."""
    columns: dict[tuple[str, str, str, str], list[dict[str, str]]] = defaultdict(list)
    with (CORPUS / "data" / "budget_lines.csv").open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            of = (line["disclosure_id"], line["resource"], line["direction"], line["field"])
            of_the_year = line["figure_year"] == line["fiscal_year"]
            if line["amount_yuan"] and line["measure"] == "amount" and of_the_year:
                columns[of].append(line)
    count, others = 0, []
    for of, lines in columns.items():
        totals = [Decimal(line["amount_yuan"]) for line in lines if _is_total(line)]
        leaves = [Decimal(line["amount_yuan"]) for line in lines if line["is_leaf"] == "true"]
        if totals:
            count += 1
            if abs(sum(leaves) - max(totals)) > _ROUNDED:
                others.append(f"{' '.join(of)}: {max(totals):f}, {sum(leaves):f}")
    return count, sorted(others)


def _is_total(line: dict[str, str]) -> bool:
    unit = line["unit_name"]
    name = line["row_key"].rpartition("/")[2]
    return bool(_TOTAL.fullmatch(name)) and (not unit or bool(_TOTAL.fullmatch(unit)))


def test_leaves_add_up_to_the_total() -> None:
    count, others = columns_that_do_not_add_up()
    text = "".join(f"{line}\n" for line in others)
    if os.environ.get("YUSUAN_RENEW_GOLDEN"):
        LIST.write_text(text, encoding="utf-8")
    assert text == LIST.read_text(encoding="utf-8")
    assert len(others) < count / 25
