"""The lines for the browser: what a line is of, the file, and the index that leads into it."""

import dataclasses
import hashlib
import io
import json
import re
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.issued import issued
from tests.paths import SITE_FILES
from yusuan.declared.arrow import csv_of
from yusuan.declared.english import in_english
from yusuan.pages.exploring.columns import columns_of, from_text
from yusuan.pages.exploring.items import item_of, item_title
from yusuan.pages.exploring.line import Line
from yusuan.pages.exploring.lines import items_of, lines_files, lines_of, numbered, parquet
from yusuan.pages.exploring.page import FACETS, GROUPS, citing
from yusuan.pages.model import Disclosure, Site, integer

COLUMNS = 11  # as few as a browser need read


@pytest.fixture(scope="module")
def columns(site: Site) -> pa.Table:
    return lines_of(site)


@pytest.fixture(scope="module")
def lines(columns: pa.Table) -> list[Line]:
    return as_lines(columns)


def as_lines(columns: pa.Table) -> list[Line]:
    return [Line(**row) for row in columns.select(list(Line._fields)).to_pylist()]


def of(lines: list[Line], item: str) -> list[Line]:
    return [line for line in lines if line.item == item]


# What a line is of


@pytest.mark.parametrize(
    ("row", "item"),
    [
        ({"row_key": "公务接待费", "item_id": "reception"}, "item:reception"),
        (
            {"row_key": "接待", "item_id": "reception", "period": "previous"},
            "item:reception/previous",
        ),
        ({"row_key": "2010301", "function_code": "2010301"}, "code:2010301"),
        (
            {"row_key": "x", "function_code": "2010301", "economic_code": "30101"},
            "code:2010301/30101",
        ),
        ({"row_key": "收入总计", "row_type": "grand_total"}, "total:grand_total"),
        ({"row_key": "其他收入~2"}, "row:其他收入"),
        ({"row_key": "某局本级/其他收入", "unit_name": "某局本级"}, "row:其他收入"),
    ],
)
def test_a_row_is_told_by_its_item_its_code_or_its_name(row: dict[str, Any], item: str) -> None:
    assert item_of(row) == item


@pytest.mark.parametrize(
    ("item", "title"),
    [
        ("item:reception", "公务接待"),
        ("item:reception/previous", "公务接待（上年）"),
        ("code:2010301", "2010301 行政运行"),
        ("row:财政拨款/一般公共预算", "财政拨款 › 一般公共预算"),
    ],
)
def test_an_item_has_a_name_for_readers(item: str, title: str) -> None:
    assert item_title(item, "", "行政运行") == title


# The file


def test_every_figure_is_a_line(lines: list[Line], disclosure: Disclosure) -> None:
    assert sorted(f"{line.disclosure}.{line.line}" for line in lines) == sorted(disclosure.figures)


def test_amounts_are_exact(lines: list[Line]) -> None:
    reception = next(line for line in of(lines, "item:reception") if line.line.endswith(".total"))
    assert (reception.printed, reception.amount) == ("2.00", 2_000_000)


def test_an_amount_without_a_unit_has_no_value_to_compare(
    site: Site, disclosure: Disclosure
) -> None:
    figures = {id_: {**each, "published_unit": None} for id_, each in disclosure.figures.items()}
    bare = dataclasses.replace(disclosure, figures=figures)
    found = lines_of(dataclasses.replace(site, disclosures=(bare,)))
    assert {line.amount for line in as_lines(found)} == {None}


@pytest.mark.parametrize("printed", ["", "1\n2", '"', ",", "-", "—"])
def test_lines_that_are_kept_come_back(lines: list[Line], printed: str) -> None:
    """A null is no blank, whatever is printed."""
    known = [lines[0]._replace(printed=printed, label=None), lines[0]._replace(unit="", year=None)]
    assert as_lines(from_text(csv_of(columns_of(known)))) == known


@pytest.mark.parametrize("content", [b"", b"item\nx\n", b"\xff", b"a,b\n1\n"])
def test_what_is_no_text_of_lines_is_none(content: bytes) -> None:
    with pytest.raises(ValueError, match=r".*"):
        from_text(content)


def test_the_file_holds_the_lines_in_their_order(
    site: Site, columns: pa.Table, lines: list[Line]
) -> None:
    ids = ["another", *(each.id for each in site.disclosures)]
    table = pq.ParquetFile(io.BytesIO(parquet(numbered(columns, ids)))).read()
    found = [{**row, "disclosure": ids[row["disclosure"]]} for row in table.to_pylist()]
    assert [Line(**row) for row in found] == lines
    assert len(table.column_names) <= COLUMNS


def test_the_file_of_no_lines_can_be_read() -> None:
    assert pq.ParquetFile(io.BytesIO(parquet(numbered(columns_of([]), [])))).metadata.num_rows == 0


def test_groups_stay_few_and_have_an_index_of_pages(site: Site, columns: pa.Table) -> None:
    ids = [each.id for each in site.disclosures]
    lines = pa.concat_tables([columns] * 60)
    many = pq.ParquetFile(io.BytesIO(parquet(numbered(lines, ids)))).metadata
    assert 1 < many.num_row_groups <= 64
    assert many.row_group(0).column(0).has_offset_index


def test_what_has_many_values_is_read_without_a_dictionary(site: Site, columns: pa.Table) -> None:
    """One is unpacked whole, for a single line too."""
    ids = [each.id for each in site.disclosures]
    group = pq.ParquetFile(io.BytesIO(parquet(numbered(columns, ids)))).metadata.row_group(0)
    found = [group.column(number) for number in range(group.num_columns)]
    without = {each.path_in_schema for each in found if not each.has_dictionary_page}
    assert {"line", "amount", "printed"} <= without


def test_the_index_leads_to_the_lines_of_an_item(
    site: Site, columns: pa.Table, lines: list[Line]
) -> None:
    for item in items_of(site, columns):
        found = lines[item.start : item.start + item.count]
        assert {line.item for line in found} == {item.key}


def test_of_several_documents_the_index_names_what_they_share(
    site: Site, disclosure: Disclosure
) -> None:
    fewer = issued(disclosure, fiscal_year=2024)
    kept = {id_: each for id_, each in fewer.figures.items() if ".three_public" in id_}
    both = dataclasses.replace(
        site, disclosures=(disclosure, dataclasses.replace(fewer, figures=kept))
    )
    found = [item.key for item in items_of(both, lines_of(both))]
    assert found == ["item:reception", "item:three_public", "item:total", "item:vehicle_operation",
                     "item:vehicles"]  # fmt: skip


def test_the_files_say_their_own_sizes(site: Site) -> None:
    files = dict(lines_files(site))
    told = json.loads(files["index.json"])
    footer = int.from_bytes(files["lines.parquet"][-8:-4], "little") + 8
    assert (told["bytes"], told["footer"]) == (len(files["lines.parquet"]), footer)


def test_the_same_package_gives_the_same_bytes(site: Site) -> None:
    assert dict(lines_files(site)) == dict(lines_files(site))


# The page


def test_a_view_is_cited_by_its_title_and_address(site: Site) -> None:
    texts = citing(site)["texts"]
    assert isinstance(texts, dict)
    assert all("\ue000title\ue001" in text for text in texts.values())
    assert "\ue000address\ue001" in texts["gbt7714"]


def test_the_script_knows_every_filter_of_the_page() -> None:
    script = (SITE_FILES / "assets/explore/view.js").read_text("utf-8")
    declared = script[script.index("const facets = {") : script.index("// What alone")]
    found = re.findall(r"^    (\w+): \{ title: titles\.(\w+)", declared, re.MULTILINE)
    assert found == [(name, name) for name, _ in FACETS]


def test_the_script_calls_every_filter_as_the_pages_do() -> None:
    script = (SITE_FILES / "assets/explore/words.js").read_text("utf-8")
    chinese, english = re.findall(r"^    titles: \{ (.+) \},$", script, re.MULTILINE)
    assert re.findall(r'(\w+): "(\w+)"', chinese) == list(GROUPS)
    named = [(name, in_english(title)) for name, title in GROUPS]
    assert re.findall(r'(\w+): "(\w+)"', english) == named


def test_both_languages_say_the_same_things() -> None:
    script = (SITE_FILES / "assets/explore/words.js").read_text("utf-8")
    chinese, english = script[script.index("const chinese") :].split("const english")
    keys = [re.findall(r"^    (\w+): ", part, re.MULTILINE) for part in (chinese, english)]
    assert keys[0] == [key for key in keys[1] if key != "names"]


def test_the_index_in_english_names_what_the_index_names(site: Site) -> None:
    files = dict(lines_files(site))
    told, english = (json.loads(files[name]) for name in ("index.json", "english.json"))
    assert english["resources"].keys() == told["resources"].keys()
    assert english["fields"].keys() == told["fields"].keys()
    assert english["items"].keys() <= {key for key, *_ in told["items"]}
    assert english["items"]["code:2150502"] == "2150502 General administrative affairs"


def test_the_library_is_the_one_that_is_described() -> None:
    folder = SITE_FILES / "assets"
    described = (folder / "hyparquet.txt").read_text("utf-8")
    checksum = hashlib.sha256((folder / "hyparquet.js").read_bytes()).hexdigest()
    assert f"hyparquet.js: sha256 {checksum}" in described
    assert "The MIT License" in described


def test_years_of_figures_are_those_of_their_columns(site: Site, disclosure: Disclosure) -> None:
    years = set(lines_of(site)["year"].to_pylist())
    assert years == {integer(disclosure.facts, "fiscal_year")}
