"""Labels of heads as many places print them, each known to the national base alone.

``labels.txt`` holds them behind their term. Years are those of a budget of 2025.
"""

import pytest

from tests.paths import ROOT
from yusuan.binding.labels import compared
from yusuan.layouts.loading import load_layout

_TEXT = (ROOT / "tests/binding/labels.txt").read_text(encoding="utf-8")
LABELS = [
    (label, term)
    for term, _, labels in (line.partition(": ") for line in _TEXT.splitlines())
    for label in labels.split("|")
]
BASE = load_layout("base")


@pytest.mark.parametrize(("label", "term"), LABELS)
def test_a_label_is_known_for_what_it_says(label: str, term: str) -> None:
    assert BASE.term(compared(label, 2025).text) == term


def test_there_are_labels() -> None:
    assert len(LABELS) > 400
