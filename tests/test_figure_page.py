"""The page of a figure: its address."""

from yusuan.facts.keys import line_id
from yusuan.pages.places import figure_address


def test_the_address_of_a_figure_is_its_id_in_the_folder_of_its_disclosure() -> None:
    id_ = line_id("130500-501-2023-budget", "budget_summary", "合计~2/其中", "revenue", "amount")
    expected = "figure.html#budget_summary.合计~2/其中-revenue.amount"
    assert figure_address(id_) == expected
