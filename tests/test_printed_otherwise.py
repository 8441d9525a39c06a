"""A document printed otherwise, with blanks, signs or numbers as other places print them, says the same.

Each way of printing is one change made everywhere in a whole document; what is read, checked and
left over stays what it was, but for the blanks and signs in the words that are published as printed.
"""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest

from tests.checks.small_disclosure import TEXT
from tests.checks.test_consistent import MADE, page_of
from tests.paths import SMALL, rows_of, text_of
from yusuan.conversion.disclosure import Description, lay_out
from yusuan.evidence.model import Block, Document, Grid, Line, Paragraph, Part
from yusuan.readers.dispatch import read
from yusuan.views.documents import Original

Words = Callable[[str], str]
Facts = Counter[tuple[str, ...]]

HAN = "[\u4e00-\u9fff]"
_NUMBERED = re.compile(r"^(\s*[一二三四五六七八九十]{1,3})、")
_OF_CONTENTS = 2  # columns of a list of contents: its titles are compared with those of the prose
_LABEL = re.compile(f"{HAN}{{2,30}}")
_NUMBER_OF_ITEM = re.compile(rf"^(?:其中:)?[一二三四五六七八九十]{{1,3}}[、.,:](?={HAN})")
_TOTAL = re.compile("(?:本年)?(?:收入|支出)?[合总]计")
_AMOUNT = re.compile(r"-?[0-9][0-9,]*\.[0-9]{2}")
_WIDE = {ord(digit): chr(ord(digit) + 0xFEE0) for digit in "0123456789."}
_SIGNS = str.maketrans("，；：（）．", ",;:().")


def _numbered(sign: str) -> Words:
    return lambda text: _NUMBERED.sub(lambda found: found[1] + sign, text)


def _blanks_at_numbers(text: str) -> str:
    return re.sub(rf"(?<={HAN})(?=[0-9])|(?<=[0-9%])(?={HAN})", " ", text)


def _no_blanks(text: str) -> str:
    return re.sub(
        rf"(?<=[\u4e00-\u9fff，。；：]) (?=[0-9{HAN[1:-1]}])|(?<=[0-9%]) (?={HAN})", "", text
    )


def _spaced(text: str) -> str:
    return " ".join(text) if _LABEL.fullmatch(text) else text


def _half_width(text: str) -> str:
    return text if re.search("[0-9]，[0-9]", text) else text.translate(_SIGNS)


PROSE: dict[str, Words] = {
    "blanks round numbers": _blanks_at_numbers,
    "no blanks": _no_blanks,
    "half-width signs": _half_width,
    "straight quotes": lambda text: re.sub("[“”]", '"', text),
    "no thousands": lambda text: re.sub(r"(?<=[0-9]),(?=[0-9]{3})", "", text),
    "wide digits": lambda text: re.sub(
        r"[0-9]+\.[0-9]+(?=万元)", lambda found: found[0].translate(_WIDE), text
    ),
    "blanks in units": lambda text: re.sub("(?<=[0-9]万)元", " 元", text),
    "bold amounts": lambda text: re.sub(r"([0-9]+\.[0-9]+)(?=万元)", r"**\1**", text),
    "年度": lambda text: re.sub("(?<=20[0-9]{2}年)(?![度初末底])", "度", text),
}
CELLS: dict[str, Words] = {
    "items numbered 一.": _numbered("."),
    "items numbered 一，": _numbered("，"),
    "items numbered 一：": _numbered("："),
    "items numbered 一 ": _numbered(" "),
    "items numbered 一\u3000": _numbered("\u3000"),
    "¥ before amounts": lambda text: f"¥{text}" if _AMOUNT.fullmatch(text) else text,
    "labels spaced out": _spaced,
    "blanks round brackets": lambda text: text.replace("（", " （ ").replace("）", " ） "),
    "half-width signs": _half_width,
    "no thousands": PROSE["no thousands"],
    "colons behind totals": lambda text: f"{text}：" if _TOTAL.fullmatch(text) else text,
    "notes behind totals": lambda text: f"{text}①" if _TOTAL.fullmatch(text) else text,
}


# Of final accounts in the national form, and in one with “三公” in a row for each stage.
_TITLES = ("某某市第二中学2023年度单位决算", "某某市某某局2018年度部门决算")
_MADE = {made.title: made for made in MADE if made.title in _TITLES}
DOCUMENTS = {
    "budget.txt": text_of(SMALL).encode(),
    "prose.txt": TEXT.encode(),
    **{f"{title}.html": page_of(made) for title, made in _MADE.items()},
}


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("way", PROSE)
def test_prose_printed_otherwise_says_the_same(name: str, way: str) -> None:
    assert _lost(name, prose=PROSE[way]) == ([], [])


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("way", CELLS)
def test_cells_printed_otherwise_say_the_same(name: str, way: str) -> None:
    assert _lost(name, cells=CELLS[way]) == ([], [])


def _lost(
    name: str, prose: Words = str, cells: Words = str
) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    """What is no longer said, and what is said that was not."""
    document = _document(name)
    printed = replace(
        document, blocks=tuple(_printed(block, prose, cells) for block in document.blocks)
    )
    assert printed != document, "nothing is printed otherwise"
    before, after = _facts_of(name), _facts(printed)
    return sorted((before - after).elements()), sorted((after - before).elements())


def _printed(block: Block, prose: Words, cells: Words) -> Block:
    if isinstance(block, Paragraph):
        return Paragraph(tuple(_line(line, prose) for line in block.lines))
    if isinstance(block, Line):
        return _line(block, prose)
    if isinstance(block, Grid) and block.column_count > _OF_CONTENTS:
        return replace(
            block,
            cells=tuple(
                replace(cell, parts=(Part(cells(cell.text), cell.place),)) if cell.text else cell
                for cell in block.cells
            ),
        )
    return block


def _line(line: Line, prose: Words) -> Line:
    text = prose(line.text)
    return replace(line, text=text, pieces=(Part(text, line.place),))


@cache
def _document(name: str) -> Document:
    return read(name, DOCUMENTS[name])


@cache
def _facts_of(name: str) -> Facts:
    return _facts(_document(name))


def _facts(document: Document) -> Facts:
    laid = lay_out(
        [Original("printed.txt", document.sha256, 0, document, at_hand=False)], Description()
    )
    found: Facts = Counter()
    for resource, fields in _FIELDS.items():
        for row in rows_of(laid, resource):
            found[resource, *(_plain(row[field]) for field in fields)] += 1
    return found


_FIELDS = {
    "disclosures": ("department_code", "department_name", "fiscal_year", "kind", "scope"),
    "budget_lines": ("resource", "row_key", "field", "amount_yuan", "is_leaf"),
    "stated_amounts": ("amount_type", "change_direction", "amount", "change_percent"),
    "projects": ("project_name", "total_amount"),
    "performance_indicators": (
        *("level1", "level2", "level3", "target_kind", "target_operator"),
        *("target_low", "target_high", "target_unit", "target_date"),
    ),
    "glossary": ("term",),
    "published_tables": ("resource", "title", "row_count"),
    "unplaced_cells": ("reason", "text"),
    "checks": ("check_id", "status", "left_value", "right_value"),
}


def _plain(value: object) -> str:
    """As published, without the number before an item, blanks and the width of signs."""
    text = re.sub(r'[\s“”"]', "", str(value)).translate(_SIGNS)
    return _NUMBER_OF_ITEM.sub("", re.sub(r"(?<=[0-9]),(?=[0-9]{3})", "", text))
