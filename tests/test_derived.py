"""Documents that nobody has seen before: all that was put into them comes out.

Each seed is another department, with other figures, texts, spellings and page breaks.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.derived import DerivedDisclosure, derive
from tests.paths import rows_of
from yusuan.conversion.disclosure import Disclosure
from yusuan.conversion.pipeline import convert_source
from yusuan.evidence.places import LinePlace, parse_place
from yusuan.model import Value
from yusuan.package.rebuilding import Rebuilder
from yusuan.sources.folders import read_source
from yusuan.tables import TABLES

SEEDS = range(8)
LAYOUTS = range(3)
# All that page breaks may change: places, and the checks of what each page repeats.
PLACES = (
    *("contents_place", "place", "place_end", "line_count"),
    *("source_lines", "published_cells", "checks"),
)
BYTES = ("encoding", "sha256", "document_id", "bytes")


def convert(disclosure: DerivedDisclosure) -> Disclosure:
    with TemporaryDirectory() as folder:
        return convert_source(read_source(disclosure.write(Path(folder))))


@cache
def conversion(seed: int) -> Disclosure:
    return convert(derive(seed))


def without(converted: Disclosure, *fields: str) -> dict[str, list[Mapping[str, Value]]]:
    """All rows by resource, some fields (or resources) left out."""
    return {
        resource: [
            {name: value for name, value in row.items() if name not in fields}
            for row in rows_of(converted, resource)
        ]
        for resource in converted.rows
        if resource not in fields
    }


def failures(converted: Disclosure) -> list[tuple[Value, ...]]:
    """The checks that fail, without the places that they name."""
    said = ("check_id", "severity", "left_value", "right_value")
    return [
        tuple(check[name] for name in said)
        for check in rows_of(converted, "checks")
        if check["status"] == "fail"
    ]


each_seed = pytest.mark.parametrize("seed", SEEDS)


@each_seed
def test_the_disclosure_is_known_by_what_its_text_says(seed: int) -> None:
    facts = derive(seed).facts
    (row,) = rows_of(conversion(seed), "disclosures")
    assert row["disclosure_id"] == derive(seed).folder_name
    assert row["department_code"] == facts.department_code
    assert row["department_name"] == facts.department_name
    assert row["fiscal_year"] == facts.fiscal_year


@pytest.mark.parametrize("resource", sorted(derive(0).facts.rows))
@each_seed
def test_every_row_put_in_comes_out(seed: int, resource: str) -> None:
    """In the same order, amounts exact, cut cells rejoined, merged cells filled down."""
    expected = derive(seed).facts.rows.get(resource, ())
    found = rows_of(conversion(seed), resource)
    assert len(found) == len(expected)
    for row, fact in zip(found, expected, strict=True):
        assert {name: row[name] for name in fact} == fact


@each_seed
def test_every_amount_is_one_budget_line(seed: int) -> None:
    lines = rows_of(conversion(seed), "budget_lines")
    found = Counter(
        (line["resource"], line["field"], line["amount_yuan"])
        for line in lines
        if line["measure"] != "quantity"
    )
    amounts = derive(seed).facts.amounts
    assert found == Counter({(r, f, a * 10_000): n for (r, f, a), n in amounts.items()})


@each_seed
def test_every_figure_names_its_place_in_the_text(seed: int) -> None:
    text = derive(seed).text.split("\n")
    for line in rows_of(conversion(seed), "budget_lines"):
        place = parse_place(str(line["place"]))
        assert isinstance(place, LinePlace)
        assert place.cell is not None
        assert text[place.line - 1].split("\t")[place.cell - 1].strip() == line["published_text"]


@each_seed
def test_the_leaves_sum_to_the_total(seed: int) -> None:
    leaves = [
        line["amount_yuan"]
        for line in rows_of(conversion(seed), "budget_lines")
        if line["resource"] == "expenditure" and line["field"] == "total" and line["is_leaf"]
    ]
    assert sum(leaves) == derive(seed).facts.total * 10_000  # type: ignore[arg-type]


@each_seed
def test_every_code_comes_out_with_one_name(seed: int) -> None:
    codes = conversion(seed).codes
    named = {printed.code: printed.name for found in codes.values() for printed in found}
    assert set(named) == derive(seed).facts.codes
    for found in codes.values():
        assert all(named[printed.code] == printed.name for printed in found)


@each_seed
def test_every_line_is_accounted_for(seed: int) -> None:
    disclosure, converted = derive(seed), conversion(seed)
    lines = disclosure.text.split("\n")
    found = rows_of(converted, "source_lines")
    assert len(found) == len(lines)
    blank = [row["source_line"] for row in found if row["line_kind"] == "blank"]
    assert blank == [n for n, line in enumerate(lines, start=1) if not line.strip()]


@each_seed
def test_the_figures_agree_with_each_other(seed: int) -> None:
    """The sums of a derived disclosure are right, so whatever fails here was misread."""
    checks = rows_of(conversion(seed), "checks")
    assert sum(check["status"] == "pass" for check in checks) > 100
    assert [c for c in checks if c["status"] == "fail" and c["severity"] == "error"] == []


@each_seed
def test_the_text_can_be_printed_again_from_the_rows(seed: int) -> None:
    assert list(Rebuilder(conversion(seed).rows).lines()) == derive(seed).text.split("\n")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
@each_seed
def test_encoding_and_line_ends_change_nothing(seed: int, encoding: str, newline: str) -> None:
    variant = replace(derive(seed), encoding=encoding, newline=newline)  # type: ignore[arg-type]
    converted = convert(variant)
    assert without(converted, *BYTES) == without(conversion(seed), *BYTES)
    assert converted.kinds == conversion(seed).kinds
    assert rows_of(converted, "documents")[0]["encoding"] == encoding


@pytest.mark.parametrize("layout", LAYOUTS)
@each_seed
def test_page_breaks_change_nothing_but_the_lines(seed: int, layout: int) -> None:
    other, before = derive(seed, layout), conversion(seed)
    after = convert(other)
    assert other.text != derive(seed).text
    assert without(after, *PLACES, *BYTES) == without(before, *PLACES, *BYTES)
    assert failures(after) == failures(before)


def test_derived_documents_are_as_varied_as_they_should_be() -> None:
    """What the seeds cover together, so that the tests above are not empty."""
    kinds: Counter[str] = Counter()
    present: Counter[str] = Counter()
    for seed in SEEDS:
        kinds.update(conversion(seed).kinds)
        facts = derive(seed).facts
        present.update(resource for resource, rows in facts.rows.items() if rows)
        present[facts.unit] += 1
        present["institutions > 1"] += len(facts.rows["institutions"]) > 1
        present["filled down"] += any(
            row["row_type"] == "item" and row.get("project_funds") is None
            for row in facts.rows["procurement"]
        )
    cuts = ("table_row_continuation", "paragraph_continuation")
    assert all(kinds[kind] > len(SEEDS) for kind in cuts)
    printed = {name for seed in SEEDS for name in derive(seed).facts.rows}
    assert printed & {table.name for table in TABLES} <= set(present)
    assert 0 < present["government_fund_expenditure"] < len(SEEDS)
    assert present["institutions > 1"]
    assert present["filled down"]
    assert present["元"]
    assert present["万元"]


def test_a_seed_is_always_the_same_document() -> None:
    assert derive(3).content == derive(3).content
    assert derive(3).content != derive(4).content
    assert len({derive(seed).folder_name for seed in range(200)}) == 200
