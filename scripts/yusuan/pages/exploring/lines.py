"""Every line of ``budget_lines`` as a slim Parquet file that a browser reads piece by piece.

Sorted by item, so that the lines of one are neighbours: the index names the first and how many,
and a reader asks for those pages of the file alone.
"""

import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from yusuan.declared.english import head_in_english, table_in_english
from yusuan.declared.resources import RESOURCE_BY_NAME
from yusuan.pages.codes import CODE_LISTS
from yusuan.pages.collection.model import collection_of, place_key
from yusuan.pages.exploring.columns import FIELD, RESOURCE, columns_of
from yusuan.pages.exploring.items import item_in_english, item_title
from yusuan.pages.exploring.line import Line
from yusuan.pages.figures import department_of
from yusuan.pages.model import Site, text
from yusuan.pages.outline import lines_shown
from yusuan.tables.figures import FIGURES

if TYPE_CHECKING:
    import pyarrow as pa

FOLDER = "explore"
LINES_NAME, INDEX_NAME, ENGLISH_NAME = "lines.parquet", "index.json", "english.json"
# A group's directory, all of which are read first, costs as much as some hundred lines, and each
# group repeats its texts: small ones for a small file, which a phone unpacks sooner; 64 at most.
_SMALL_GROUP, _GROUP, _MOST_GROUPS = 4_000, 8_000, 64
_FEW_LINES = 50_000
_PAGE_BYTES, _PAGE_BYTES_OF_MANY = 8_192, 32_768
# A dictionary is read whole with any page: what has many values goes without.
_MANY_LINES = 100_000
_MANIFOLD = {"disclosure": "DELTA_BINARY_PACKED", "amount": "PLAIN", "printed": "PLAIN"}
_MANIFOLD_OF_FEW = {"line": "PLAIN", "amount": "PLAIN", "printed": "PLAIN"}


@dataclass(frozen=True, slots=True)
class Item:
    """``start`` and ``count`` are lines of the file."""

    key: str
    title: str
    start: int
    count: int
    disclosures: int


def lines_of(site: Site) -> "pa.Table":
    """All lines (``columns.schema``), those of one item, table and field beside each other."""
    import pyarrow as pa
    import pyarrow.compute as pc

    found = pa.concat_tables([columns_of(()), *map(lines_shown, site.disclosures)])
    order = ("item", RESOURCE, FIELD, "disclosure", "line")
    sorted_ = pc.sort_indices(found, sort_keys=[(name, "ascending") for name in order])
    return found.take(sorted_).combine_chunks()


def numbered(lines: "pa.Table", disclosures: Iterable[str]) -> "pa.Table":
    """The columns of the file; a disclosure is its number among ``disclosures``, as in the index."""
    import pyarrow as pa

    from yusuan.declared.arrow import column_of

    numbers = {id_: number for number, id_ in enumerate(disclosures)}
    at = column_of([numbers[id_] for id_ in lines["disclosure"].to_pylist()], pa.int32())
    place = Line._fields.index("disclosure")
    return lines.select(list(Line._fields)).set_column(place, "disclosure", at)


def parquet(table: "pa.Table") -> bytes:
    """With an index of pages, in groups that are few however many the lines."""
    import pyarrow.parquet as pq

    target = io.BytesIO()
    least = _SMALL_GROUP if table.num_rows <= _FEW_LINES else _GROUP
    many = table.num_rows > _MANY_LINES
    manifold = _MANIFOLD if many else _MANIFOLD_OF_FEW
    pq.write_table(
        table,
        target,
        row_group_size=max(least, -(-table.num_rows // _MOST_GROUPS)),
        data_page_size=_PAGE_BYTES_OF_MANY if many else _PAGE_BYTES,
        write_page_index=True,
        write_statistics=False,
        compression="snappy",
        store_schema=False,
        use_dictionary=[name for name in Line._fields if name not in manifold],
        column_encoding=manifold,
    )
    return target.getvalue()


def items_of(site: Site, lines: "pa.Table") -> Iterator[Item]:
    """Those that several disclosures print; of a single disclosure, all."""
    names = _code_names(site)
    least = min(2, len(site.disclosures))
    printers = lines["disclosure"].to_pylist()
    start = 0
    for key, run in groupby(lines["item"].to_pylist()):
        count = len(list(run))
        printed = set(printers[start : start + count])
        if len(printed) >= least:
            name = names.get(key.partition(":")[2], "")
            title = item_title(key, lines["label"][start].as_py() or "", name)
            yield Item(key, title, start, count, len(printed))
        start += count


def _code_names(site: Site) -> Mapping[str, str]:
    """The latest name of each code."""
    found: dict[str, str] = {}
    for resource, kind, _ in CODE_LISTS:
        rows = site.code_lists[resource]
        for row in sorted(rows, key=lambda row: str(row["fiscal_year"] or "")):
            if row[f"{kind}_name"]:
                found[text(row, f"{kind}_code")] = text(row, f"{kind}_name")
    return found


def index(site: Site, lines: "pa.Table", size: int, footer: int) -> str:
    """What a page reads first: the items, and what their lines refer to by name."""
    resources, fields = _distinct(lines, RESOURCE), _distinct(lines, FIELD)
    told: dict[str, Any] = {
        "lines": lines.num_rows,
        "bytes": size,
        "footer": footer,
        "items": [
            (each.key, each.title, each.start, each.count, each.disclosures)
            for each in items_of(site, lines)
        ],
        "disclosures": _disclosures(site),
        "resources": {name: RESOURCE_BY_NAME[name].title for name in resources},
        "fields": {name: _field(name) for name in fields},
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n"


def _disclosures(site: Site) -> list[tuple[object, ...]]:
    """In the order of their numbers; of each its id, its organisation, its place as the pages of
    places name it, what it is of.
    """
    divisions = collection_of(site).divisions
    return [
        (
            each.id,
            each.facts["organisation_id"],
            department_of(each.facts),
            place_key(each.facts),
            divisions[place_key(each.facts)].name,
            each.facts["fiscal_year"],
            each.facts["kind"],
            each.facts["scope"],
        )
        for each in site.disclosures
    ]


def _distinct(lines: "pa.Table", name: str) -> list[str]:
    found: list[str] = lines[name].unique().to_pylist()
    return sorted(found)


def _field(name: str) -> tuple[str, str | None]:
    """Its title, and what its figures count."""
    field = FIGURES[name]
    return field.title, field.measure


def english(lines: "pa.Table", items: Iterable[Item]) -> str:
    """What the index names, in English; an item without a translation is not in it."""
    resources, fields = _distinct(lines, RESOURCE), _distinct(lines, FIELD)
    titles = {each.key: item_in_english(each.key, each.title) for each in items}
    told = {
        "resources": {name: table_in_english(RESOURCE_BY_NAME[name]) for name in resources},
        "fields": {name: head_in_english(FIGURES[name]) for name in fields},
        "items": {key: title for key, title in titles.items() if title},
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n"


def lines_files(site: Site) -> Iterator[tuple[str, bytes]]:
    """The files of the folder, by name."""
    lines = lines_of(site)
    content = parquet(numbered(lines, [each.id for each in site.disclosures]))
    # The footer ends with its own length and the four letters of the format.
    footer = int.from_bytes(content[-8:-4], "little") + 8
    yield LINES_NAME, content
    yield INDEX_NAME, index(site, lines, len(content), footer).encode()
    yield ENGLISH_NAME, english(lines, items_of(site, lines)).encode()
