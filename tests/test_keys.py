"""Keys of rows, and the ids of figures, organisations and disclosures."""

import re

import pytest

from yusuan.declared import vocabulary as v
from yusuan.facts.identity import disclosure_id, organisation_id
from yusuan.facts.keys import LineId, RowKeys, label_key, line_id, parse_line_id
from yusuan.facts.model import Statement
from yusuan.printed.text import key


@pytest.mark.parametrize(
    ("label", "piece"),
    [
        ("“三公”经费小计", "三公经费小计"),
        ("因公出国（境）费", "因公出国（境）费"),
        ("因公出国(境)费 ", "因公出国（境）费"),
        ("计划/执行 1.5-2", "计划／执行1．5－2"),
        ("A~2", "A～2"),
        ("办公费①", "办公费"),
        ("合计＊", "合计"),
        ("合计（万元)", "合计"),
        ("合计数", "合计"),
        ("\u200b\x07", "—"),
    ],
)
def test_a_label_as_a_piece_of_a_key(label: str, piece: str) -> None:
    assert label_key(label) == piece
    shown = "".join(c for c in key(label) if c.isprintable())
    assert piece == "—" or shown.startswith(key(piece))


def test_a_key_is_the_path_of_labels_without_totals() -> None:
    keys = RowKeys()
    total = keys.of_label("合计")
    subtotal = keys.of_label("“三公”经费小计", parent=total)
    vehicles = keys.of_label("公务用车购置及运维费", parent=subtotal)
    bought = keys.of_label("公务用车购置费", parent=vehicles)
    assert (total, subtotal, vehicles, bought) == (
        "合计",
        "三公经费小计",
        "公务用车购置及运维费",
        "公务用车购置及运维费/公务用车购置费",
    )


def test_an_ordinal_tells_two_alike_apart_on_one_side_only() -> None:
    keys = RowKeys()
    assert [keys.of_label("设备") for _ in range(3)] == ["设备", "设备~2", "设备~3"]
    assert keys.of_label("零件", parent="设备~2") == "设备~2/零件"
    assert keys.of_label("设备", side="revenue") == "设备"


def test_a_code_is_a_key_with_its_unit_before_it() -> None:
    keys = RowKeys()
    assert keys.of_code("2010101") == "2010101"
    assert keys.of_code("2010101", unit="501001") == "501001/2010101"
    assert keys.of_code("2010101") == "2010101~2"


@pytest.mark.parametrize(
    "label", ["a.b", "收入-revenue", "x/y", "~", "一 二", "a-expenditure.total"]
)
@pytest.mark.parametrize("side", [None, "revenue", "expenditure"])
def test_an_id_is_taken_apart_as_it_was_put_together(label: str, side: None) -> None:
    row_key = RowKeys().of_label("上级", label)
    parts = LineId("130500-501-2023-budget", "budget_summary", row_key, side, "amount")
    assert parse_line_id(line_id(*parts)) == parts
    assert not re.search(r"\s", line_id(*parts))


def test_what_is_no_id_is_refused() -> None:
    with pytest.raises(ValueError, match="not a budget line"):
        parse_line_id("130500-501-2023-budget.revenue")


@pytest.mark.parametrize(
    ("division", "statement", "expected"),
    [
        ("130500", Statement("某局", "501", 2023, "budget"), "130500-501-2023-budget"),
        (None, Statement("某局", None, 2024, "final_accounts"), "mouju-2024-final_accounts"),
        ("3101", Statement("某局", "501", 2024, "budget", "unit"), "3101-501-2024-budget-unit"),
        ("3101", Statement("某局", "501", 2024, "budget", revision=2), "3101-501-2024-budget-r2"),
        (None, Statement(None, None, None, None), "unnamed"),
    ],
)
def test_the_id_of_a_disclosure(division: str | None, statement: Statement, expected: str) -> None:
    found = disclosure_id(organisation_id(division, statement), statement)
    assert found == expected
    assert re.fullmatch(v.DISCLOSURE_ID.pattern, found)
    assert found.startswith(organisation_id(division, statement))
