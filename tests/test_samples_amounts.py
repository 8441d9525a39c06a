"""Real documents: every amount of the text layer is in what the package publishes.

The tokens are taken from the raw text of each page, by another way than the reader's. The suite
takes every fourth document; ``YUSUAN_ALL_SAMPLES=1`` takes all. The documents are other people's
and not in this repository: without them the tests are skipped.
"""

import os
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache

import pypdfium2
import pytest

from tests.paths import SAMPLES, named
from tests.samples import NAMES, document_of
from yusuan.conversion.disclosure import Description, Disclosure, lay_out
from yusuan.evidence.places import PagePlace, parse_place
from yusuan.model import Value
from yusuan.views.documents import Original

PDFS = [name for name in NAMES if name.endswith(".pdf")]
SOME = PDFS if os.environ.get("YUSUAN_ALL_SAMPLES") else PDFS[::4]
RUN = re.compile(r"[0-9][0-9.,]*")
AMOUNT = re.compile(r"\d[\d,]*\.\d+|\d{1,3}(?:,\d{3})+")
# Resources whose values are a table's figures and texts in another form.
OTHERS = (
    "projects", "performance_indicators", "department_goals", "goal_indicators", "department_tasks",
    "project_execution", "goal_execution", "unplaced_cells",
)  # fmt: skip

pytestmark = pytest.mark.skipif(not PDFS, reason="the folder ../shared/samples is not here")


@cache
def disclosure(name: str) -> Disclosure:
    document = document_of(name)
    return lay_out([Original(name, document.sha256, 0, document, at_hand=False)], Description())


def rows(name: str, resource: str) -> Iterator[Mapping[str, Value]]:
    return (named(resource, row) for row in disclosure(name).rows.get(resource, ()))


def runs(text: str) -> list[str]:
    """Runs of digits, points and commas that hold an amount; not the number of a heading before
    the year that the heading begins with (``4.2026年``)."""
    plain = unicodedata.normalize("NFKC", text)
    found = []
    for match in RUN.finditer(plain):
        run = match[0].strip(".,")
        year = plain[match.end() : match.end() + 2].strip().startswith("年")
        if AMOUNT.search(run) and not (year and re.fullmatch(r"\d{1,2}\.\d{4}", run)):
            found.append(run)
    return found


@cache
def raw_pages(name: str) -> tuple[str, ...]:
    document = pypdfium2.PdfDocument(SAMPLES / name)
    try:
        return tuple(
            document[number].get_textpage().get_text_range() for number in range(len(document))
        )
    finally:
        document.close()


def published(name: str) -> dict[int, Counter[str]]:
    """The amounts of everything published, by page; a paragraph's on the page where it begins."""
    found: dict[int, Counter[str]] = {}
    for resource in ("published_cells", "narrative", "unplaced_cells"):
        for row in rows(name, resource):
            if resource == "unplaced_cells" and (
                row["table_no"] is not None or row["reason"] == "prose_amount"
            ):
                continue  # of a table or a paragraph that is published as it is
            place = parse_place(str(row["place"]))
            assert isinstance(place, PagePlace)
            found.setdefault(place.page, Counter()).update(runs(str(row["text"] or "")))
    return found


def taken(run: str, pool: Counter[str]) -> bool:
    """Take ``run`` out of the pool, or the amounts that stand in it without a gap."""
    if pool[run]:
        pool[run] -= 1
        return True
    for end in range(len(run) - 1, 3, -1):
        if pool[run[:end]]:
            pool[run[:end]] -= 1
            if taken(run[end:], pool):
                return True
            pool[run[:end]] += 1
    return False


def unaccounted(name: str) -> Iterator[str]:
    pools = published(name)
    for number, text in enumerate(raw_pages(name), start=1):
        own = pools.get(number, Counter())
        before = pools.get(number - 1, Counter())  # a paragraph that goes on here, or a cut cell
        for run in runs(text):
            broken = [  # in a narrow cell the last digits stand on a line of their own
                f"{run}{rest}"
                for rest in re.findall(rf"{re.escape(run)}\s*[\r\n]+\s*([0-9][0-9.,]*)", text)
            ]
            if not any(taken(shown, pool) for pool in (own, before) for shown in (run, *broken)):
                yield f"{name} p{number}: {run}"


@pytest.mark.parametrize("name", SOME)
def test_every_amount_of_the_text_layer_is_published(name: str) -> None:
    assert list(unaccounted(name)) == []


def unbound(name: str) -> list[Mapping[str, Value]]:
    """The amounts in cells of tables that are no figure of ``budget_lines``."""
    return [row for row in amounts_in_tables(name) if row["budget_line_id"] is None]


def amounts_in_tables(name: str) -> list[Mapping[str, Value]]:
    cells = rows(name, "published_cells")
    return [row for row in cells if AMOUNT.fullmatch(str(row["text"] or "").strip())]


def values(text: str) -> set[Decimal]:
    return {Decimal(run.replace(",", "")) for run in runs(text) if AMOUNT.fullmatch(run)}


@pytest.mark.parametrize("name", SOME)
def test_an_amount_that_is_no_figure_is_in_another_resource(name: str) -> None:
    others = "\n".join(
        str(value) for resource in OTHERS for row in rows(name, resource) for value in row.values()
    )
    held = values(others)
    lost = [row for row in unbound(name) if not values(str(row["text"])) <= held]
    assert [(row["place"], row["text"]) for row in lost] == []


def of_performance(name: str) -> set[Value]:
    """The numbers of the tables of performance: their amounts are held by the test above."""
    tables = rows(name, "published_tables")
    return {row["table_no"] for row in tables if row["resource"] == "performance_indicators"}


def test_of_the_amounts_in_tables_97_in_100_are_figures() -> None:
    every, without = [
        sum(row["table_no"] not in of_performance(name) for name in SOME for row in found(name))
        for found in (amounts_in_tables, unbound)
    ]
    assert every > 2_000
    assert without / every < 0.03
