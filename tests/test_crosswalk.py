"""The crosswalk to COFOG and GFSM: complete for what is printed, and honest where it cannot be."""

import pytest

from tests.paths import CORPUS, read_csv
from yusuan.registers.crosswalk import Classification, Line, crosswalk, crosswalk_rows

LINES = crosswalk().lines


def line_of(classification: Classification, code: str) -> Line | None:
    """The line of the longest code that ``code`` begins with, as the description says."""
    lines = {line.code: line for line in LINES if line.classification == classification}
    return lines.get(code[:5]) or lines.get(code[:3])


def test_every_line_is_of_another_code() -> None:
    codes = [(line.classification, line.code) for line in LINES]
    assert len(set(codes)) == len(codes) == len(crosswalk_rows())


def test_a_line_without_a_target_says_that_none_is_right_and_no_other_does() -> None:
    assert all((line.target is None) == (line.confidence == "none") for line in LINES)


def test_the_ten_divisions_of_cofog_are_the_targets_of_functions() -> None:
    assert sorted(crosswalk().targets["cofog"]) == [f"{number:02}" for number in range(1, 11)]


@pytest.mark.parametrize(
    ("classification", "resource", "field"),
    [
        ("function", "functional_classification", "function_code"),
        ("economic", "economic_classification", "economic_code"),
    ],
)
def test_every_class_that_the_corpus_prints_has_a_line(
    classification: Classification, resource: str, field: str
) -> None:
    codes = {row[field] for row in read_csv(CORPUS / "data" / f"{resource}.csv")}
    assert len(codes) > 50
    assert not [code for code in sorted(codes) if line_of(classification, code) is None]


@pytest.mark.parametrize(
    ("code", "target"),
    [("2010301", "01"), ("20602", "01"), ("2060301", None), ("2080505", None), ("20801", "10")],
)
def test_the_longest_line_that_a_code_begins_with_counts(code: str, target: str | None) -> None:
    line = line_of("function", code)
    assert line is not None
    assert line.target == target
