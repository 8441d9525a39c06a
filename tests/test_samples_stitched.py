"""Real documents: whose they are, and their tables with titles, units and pages, as a list.

The list is ``golden/samples_stitched.txt``; ``YUSUAN_RENEW_GOLDEN=1`` writes it anew. The
documents are other people's and not in this repository: without them the test is skipped.
"""

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.paths import GOLDEN
from tests.samples import NAMES, document_of
from yusuan.binding.captions import Captioned, caption
from yusuan.binding.identity import identify
from yusuan.binding.model import CaptionedGrid
from yusuan.evidence.model import Document, Furniture, Grid, Line
from yusuan.evidence.places import PagePlace, say_all
from yusuan.printed.text import key
from yusuan.stitching import stitch

LIST = GOLDEN / "samples_stitched.txt"

pytestmark = pytest.mark.skipif(not NAMES, reason="the folder ../shared/samples is not here")


@cache
def documents(name: str) -> tuple[Document, Document, Captioned]:
    """As read, stitched, captioned."""
    plain = document_of(name)
    stitched = stitch(plain)
    return plain, stitched, caption(stitched)


def listed(name: str) -> Iterator[str]:
    _, stitched, captioned = documents(name)
    identity = identify(stitched, captioned)
    yield f"## {name}"
    for it in identity.statements:
        said = it.statement
        facts = (said.organisation_name, said.organisation_code, said.fiscal_year, said.kind)
        yield "whose: " + " | ".join(str(fact or "-") for fact in (*facts, said.scope))
    for conflict in identity.conflicts:
        yield f"conflict: {conflict.field}: {conflict.taken}, not {conflict.other}"
    yield from map(table_line, captioned.grids)


def table_line(it: CaptionedGrid) -> str:
    grid, above = it.grid, it.caption
    number = above.number.text if above.number else "-"
    unit = above.unit.text if above.unit else "-"
    size = f"{grid.row_count}×{grid.column_count}"
    parts = f" head {grid.head_rows}" if grid.head_rows else ""
    titles = " / ".join(part.text for part in above.titles)
    notes = f" ({len(it.notes)} notes)" if it.notes else ""
    return f"{pages(grid)} {size}{parts} | {number} | {unit} | {titles}{notes}"


def pages(grid: Grid) -> str:
    numbers = [place.page for place in grid.places if isinstance(place, PagePlace)]
    if not numbers:
        return say_all(grid.places)
    return f"p{numbers[0]}" + (f"–{numbers[-1]}" if len(numbers) > 1 else "")


def sections(text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    current: list[str] = []
    for row in text.splitlines():
        if row.startswith("## "):
            current = found.setdefault(row[3:], [])
        current.append(row)
    return found


@pytest.mark.parametrize("name", NAMES)
def test_identity_and_tables_of_a_real_document(name: str) -> None:
    if os.environ.get("YUSUAN_RENEW_GOLDEN") and name == NAMES[0]:
        rows = [row for each in NAMES for row in listed(each)]
        LIST.write_text("\n".join(rows) + "\n", encoding="utf-8")
    assert list(listed(name)) == sections(LIST.read_text(encoding="utf-8"))[name]


def characters(document: Document) -> int:
    """Printed characters of all blocks, white space apart."""
    total = 0
    for block in document.blocks:
        if isinstance(block, Grid):
            texts = [part.text for cell in block.cells for part in cell.parts]
        else:
            texts = [line.text for line in ([block] if isinstance(block, Line) else block.lines)]
        total += sum(len("".join(text.split())) for text in texts)
    return total


@pytest.mark.parametrize("name", NAMES)
def test_stitching_and_captions_lose_no_character(name: str) -> None:
    plain, stitched, captioned = documents(name)
    assert characters(stitched) == characters(plain)
    kept = {id(paragraph) for paragraph in captioned.prose}
    taken = [
        line
        for block in stitched.blocks
        if not isinstance(block, Grid | Furniture | Line) and id(block) not in kept
        for line in block.lines
    ]
    parts = [
        part
        for it in captioned.grids
        for part in (
            *it.caption.titles,
            it.caption.number,
            it.caption.unit,
            it.caption.organisation,
            it.caption.as_of_date,
            *it.caption.others,
            *it.notes,
        )
        if part is not None
    ]
    places, texts = {str(part.place) for part in parts}, "|".join(key(part.text) for part in parts)
    years = sum(it.caption.fiscal_year is not None for it in captioned.grids)
    strangers = [
        line for line in taken if not _near(str(line.place), places) and key(line.text) not in texts
    ]
    assert len(strangers) <= years  # a line that says only the year keeps no part


def _near(place: str, said: set[str]) -> bool:
    """Whether a part stands on the line: its box begins with the same page and top."""
    page, _, box = place.partition("@")
    if not box:
        return place in said
    top = box.split(",")[1]
    return any(it.startswith(f"{page}@") and it.split(",")[1] == top for it in said)


def test_every_table_of_the_samples_has_a_title_but_few() -> None:
    grids = [it for name in NAMES for it in documents(name)[2].grids]
    untitled = [it for it in grids if not it.caption.titles]
    assert len(untitled) * 20 <= len(grids)


def test_the_list_names_every_sample() -> None:
    assert set(sections(Path(LIST).read_text(encoding="utf-8"))) >= set(NAMES)
