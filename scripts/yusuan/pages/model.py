"""The package as the pages see it; the rows of a disclosure are read as they are asked for."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from yusuan.caching import Cache
from yusuan.declared.descriptor import data_files
from yusuan.errors import YusuanError, reason_of
from yusuan.evidence.places import LinePlace, place_of
from yusuan.exporting.archive import Download
from yusuan.model import Value
from yusuan.package.distribution import Located, locate, site_descriptor
from yusuan.pages import reading
from yusuan.pages.reading import Shelf, TableRows, Unread, UnreadLines
from yusuan.readers.plain import lines_of
from yusuan.releasing.edition import Edition, edition_of
from yusuan.releasing.releases import RELEASES_NAME, Release, read_releases
from yusuan.validation.descriptor import read_descriptor

if TYPE_CHECKING:
    import pyarrow as pa

    from yusuan.pages.outline import Outline

DESCRIPTOR_NAME = "datapackage.json"
Json = dict[str, Any]
Record = reading.Record
Drawn = TypeVar("Drawn")

# Of the longest resources the pages need no more than this: figures are shown as printed.
_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "budget_lines": (
        "budget_line_id",
        "disclosure_id",
        "document_id",
        "figure_year",
        "figure_stage",
        "direction",
        "resource",
        "row_key",
        "unit_code",
        "unit_name",
        "row_label",
        "column_label",
        "expenditure_type_name",
        "fund_source_name",
        "is_leaf",
        "measure",
        "value_status",
        "amount_yuan",
        "quantity",
        "published_text",
        "published_unit",
        "place",
        "unverified",
    ),
    "source_lines": ("disclosure_id", "document_id", "source_line", "resource", "row_key"),
    "published_cells": (
        "disclosure_id",
        "document_id",
        "table_no",
        "row",
        "column",
        "row_span",
        "column_span",
        "part",
        "text",
        "place",
        "row_key",
        "field",
        "budget_line_id",
    ),
    "checks": (
        "disclosure_id",
        "check_no",
        "check_id",
        "severity",
        "status",
        "consequence",
        "subject",
        "left_expression",
        "right_expression",
        "left_value",
        "difference",
        "tolerance",
        "value_unit",
        "ratio",
        "message",
        "places",
        "left_places",
        "right_places",
        "budget_line_ids",
        "acknowledged",
        "reason",
    ),
}


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file of a resource, as ``datapackage.json`` of the package lists it, and where it lies."""

    path: str
    format: str
    size: int
    sha256: str
    located: Located


@dataclass(frozen=True, slots=True)
class PackagedResource:
    """A resource with its schema and all its rows (of the longest: an example only)."""

    name: str
    title: str
    title_en: str
    description: str
    description_en: str
    schema_path: str
    schema: Json
    row_count: int
    files: tuple[DataFile, ...]
    example: Record


@dataclass(frozen=True)
class Disclosure:
    """One disclosure: its facts, its rows by resource, its printed figures.

    ``documents`` are what it was read from, ``source`` the lines of the one that is a text.
    ``outline`` and ``lines`` are what the rest of the site knows of it, where that is at hand
    (``outline.outline_of``, ``lines_shown``); ``checksum`` is that of its rows.
    """

    id: str
    facts: Record
    documents: tuple[Record, ...]
    rows: Mapping[str, tuple[Record, ...]]
    figures: Mapping[str, Record]
    source: Sequence[str]
    outline: "Outline | None" = None
    lines: "pa.Table | None" = None
    checksum: Callable[[], str] = str
    _known: dict[object, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def opened(self) -> "Disclosure":
        """The same with all that it holds in memory, as long as this one is."""
        rows, figures = dict(self.rows), dict(self.figures)
        return replace(self, rows=rows, figures=figures, source=tuple(self.source))

    @cached_property
    def cells(self) -> Mapping[int, tuple[Record, ...]]:
        """Its rows of ``published_cells`` by the number of their table."""
        found: dict[int, list[Record]] = {}
        for cell in self.of("published_cells"):
            found.setdefault(integer(cell, "table_no"), []).append(cell)
        return {number: tuple(cells) for number, cells in found.items()}

    @cached_property
    def _pages(self) -> tuple[int, ...]:
        """The page of the original that each line of the text is of; none without form feeds."""
        pages, page = [], 1
        for line in self.source:
            shown = line.lstrip("\f")
            page += len(line) - len(shown)
            pages.append(page)
            page += shown.count("\f")
        return tuple(pages) if page > 1 else ()

    @property
    def has_pages(self) -> bool:
        """Whether the text tells where the pages of the original began."""
        return bool(self._pages)

    def page_of_line(self, line: int) -> int | None:
        """The page of the original that a line of the text is of; None where nothing tells."""
        return self._pages[line - 1] if line <= len(self._pages) else None

    def pages_between(self, start: Value, end: Value) -> str:
        """The pages of the original that lines of the text are of: 第 5 页, 第 5–6 页, or blank."""
        found = []
        for place in (start, end):
            parsed = place_of(place) if isinstance(place, str) and place else None
            if not isinstance(parsed, LinePlace):
                return ""
            found.append(self.page_of_line(parsed.line))
        first, last = found
        if first is None or last is None:
            return ""
        return f"第 {first} 页" if first == last else f"第 {first}–{last} 页"

    def of(self, resource: str) -> tuple[Record, ...]:
        """Its rows in ``resource``, in the order of the package."""
        return self.rows.get(resource, ())

    def published(self, resource: str) -> Record | None:
        """What ``published_tables`` says of the table that ``resource`` holds."""
        for row in self.of("published_tables"):
            if row["resource"] == resource:
                return row
        return None

    def has_column(self, resource: str, field: str) -> bool:
        """Whether a table of that resource prints a column of that field, be it blank."""
        return any(
            cell["field"] == field
            for table in self.of("published_tables")
            if table["resource"] == resource
            for cell in self.cells.get(integer(table, "table_no"), ())
        )

    def has_table(self, resource: str) -> bool:
        """Whether the text has the table, be it empty; the contents list may promise more."""
        row = self.published(resource)
        return row is not None and row["place"] is not None

    @cached_property
    def recognised(self) -> str:
        """The pages of its documents whose text was recognised in pictures: 第 3、4 页."""
        found = (text(each, "recognised_pages") for each in self.documents)
        return "；".join(f"第 {'、'.join(pages.split())} 页" for pages in found if pages)

    @property
    def tables_only(self) -> bool:
        """Whether nothing but tables was kept of a document: the original is not at hand."""
        return any(not each["original_at_hand"] for each in self.documents)

    def figure(self, resource: str, row: Record, field: str) -> Record | None:
        """The printed figure of a cell; None where the cell is blank."""
        return self.figures.get(f"{self.id}.{resource}.{row_anchor(row)}.{field}")

    @property
    def text(self) -> Record | None:
        """The document that is a text and stands in the package."""
        found = (d for d in self.documents if d["format"] == "text" and d["original_at_hand"])
        return next(found, None)


def known(function: Callable[[Disclosure], Drawn]) -> Callable[[Disclosure], Drawn]:
    """What every page of a disclosure asks for is drawn out of its rows once, and goes with it."""

    @wraps(function)
    def asked(disclosure: Disclosure) -> Drawn:
        found = disclosure._known
        if function not in found:
            found[function] = function(disclosure)
        drawn: Drawn = found[function]
        return drawn

    return asked


@dataclass(frozen=True, slots=True)
class Site:
    """Everything the pages are made from; ``downloads`` are there while pages are written.

    ``descriptor`` is that of the site (``distribution.site_descriptor``).
    ``pending`` says what changed since the newest release, where the package is no release;
    ``kept``, where to keep what depends on nothing but a text and the code.
    """

    descriptor: Json
    resources: tuple[PackagedResource, ...]
    disclosures: tuple[Disclosure, ...]
    code_lists: Mapping[str, tuple[Record, ...]]
    check_rules: Mapping[str, Record]
    package: Path
    edition: Edition
    releases: tuple[Release, ...] = ()
    downloads: tuple[Download, ...] = ()
    pending: tuple[str, ...] = ()
    organisations: tuple[Record, ...] = ()
    code_names: tuple[Record, ...] = ()  # every name of each code
    kept: Cache | None = None
    _together: dict[str, tuple[Disclosure, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def of_organisation(self, organisation_id: str) -> tuple[Disclosure, ...]:
        """The disclosures of one organisation, the earliest first; of all, put together once."""
        if not self._together:
            for each in self.disclosures:
                own = text(each.facts, "organisation_id")
                self._together[own] = (*self._together.get(own, ()), each)
            for own, found in self._together.items():
                self._together[own] = tuple(sorted(found, key=_in_time))
        return self._together.get(organisation_id, ())

    @property
    def csv_on_site(self) -> bool:
        """Whether the CSV files lie on the site; else the downloads page says where."""
        return all(entry["format"] == "csv" for entry in self.descriptor["resources"])

    @property
    def csv_size(self) -> int:
        """Of the CSV files of all tables, in bytes."""
        files = (file for each in self.resources for file in each.files)
        return sum(file.size for file in files if file.format == "csv")

    def resource(self, name: str) -> PackagedResource:
        """The resource called ``name``, which the package must have."""
        return next(resource for resource in self.resources if resource.name == name)


def _in_time(disclosure: Disclosure) -> tuple[str, str]:
    return str(disclosure.facts["fiscal_year"] or ""), disclosure.id


def row_anchor(row: Record) -> str:
    """The key of a row with its side, as ids of figures and anchors have it."""
    side = row.get("side")
    return f"{row['row_key']}-{side}" if side else str(row["row_key"])


def text(row: Record, field: str) -> str:
    """A text field; blank where it is null."""
    value = row[field]
    return "" if value is None else str(value)


def integer(row: Record, field: str) -> int:
    """An integer field that the schema requires."""
    value = row[field]
    assert isinstance(value, int)
    return value


def year_of(facts: Record) -> int:
    """The fiscal year of a disclosure; 0, before all others, where nobody says."""
    value = facts["fiscal_year"]
    return value if isinstance(value, int) else 0


def decimal(row: Record, field: str) -> Decimal | None:
    value = row[field]
    assert value is None or isinstance(value, Decimal)
    return value


def read_site(package: Path) -> Site:
    """Read the package at ``package``. Raises YusuanError if it is missing or incomplete."""
    descriptor = dict(read_descriptor(package))
    try:
        return _site(package, descriptor)
    except (AttributeError, KeyError, TypeError, ValueError, OSError) as error:
        raise YusuanError(
            f"数据包不完整（{type(error).__name__}：{error}）",
            file=package,
            hint="请重新运行 yusuan convert",
        ) from None


def _site(package: Path, descriptor: Json) -> Site:
    releases = read_releases(package / RELEASES_NAME)
    edition = edition_of(package, descriptor["version"], releases)
    by_format = _files_by_resource(descriptor, released=edition.released)
    tables: dict[str, TableRows] = {}
    resources = []
    for entry in descriptor["resources"]:
        name = entry["name"]
        files = by_format[name]
        parquet = next(file for file in files if file.format == "parquet")
        tables[name] = TableRows(package / parquet.path, _COLUMNS.get(name))
        resources.append(
            PackagedResource(
                name=name,
                title=entry["title"],
                title_en=entry["title_en"],
                description=entry["description"],
                description_en=entry["description_en"],
                schema_path=entry["schema"],
                schema=_read_json(package / entry["schema"]),
                row_count=entry["rows"],
                files=files,
                example=tables[name].example(),
            )
        )
    rows = {name: table.all() for name, table in tables.items() if not table.by_disclosure}
    described = site_descriptor(descriptor, released=edition.released)
    return Site(
        {**described, "version": edition.label},
        tuple(resources),
        _disclosures(package, tables, rows["documents"]),
        {name: found for name, found in rows.items() if name.endswith("_classification")},
        {text(row, "check_id"): row for row in rows.get("check_rules", ())},
        package,
        edition,
        releases,
        organisations=rows.get("organisations", ()),
        code_names=rows.get("classification_names", ()),
    )


def _files_by_resource(descriptor: Json, *, released: bool) -> dict[str, tuple[DataFile, ...]]:
    found: dict[str, tuple[DataFile, ...]] = {}
    for entry in data_files(descriptor):
        file = DataFile(
            entry["path"],
            entry["format"],
            entry["bytes"],
            entry["hash"].removeprefix("sha256:"),
            locate(descriptor, entry["path"], released=released),
        )
        name = entry["name"].removesuffix("-parquet")
        found[name] = (*found.get(name, ()), file)
    return found


def _disclosures(
    package: Path,
    tables: Mapping[str, TableRows],
    documents: tuple[Record, ...],
) -> tuple[Disclosure, ...]:
    by_disclosure: dict[str, list[Record]] = {}
    for row in documents:
        for id_ in text(row, "disclosure_ids").split():
            by_disclosure.setdefault(id_, []).append(row)
    shelf = Shelf(
        {name: table for name, table in tables.items() if table.by_disclosure},
        lambda id_: _source(package, by_disclosure.get(id_, [])),
    )
    return tuple(
        _disclosure(shelf, facts, by_disclosure.get(text(facts, "disclosure_id"), []))
        for facts in tables["disclosures"].all()
    )


def _disclosure(shelf: Shelf, facts: Record, documents: list[Record]) -> Disclosure:
    id_ = text(facts, "disclosure_id")
    return Disclosure(
        id_,
        facts,
        tuple(documents),
        Unread(lambda: shelf.content(id_).rows),
        Unread(lambda: shelf.content(id_).figures),
        UnreadLines(lambda: shelf.content(id_).lines),
        checksum=lambda: shelf.checksum(id_),
    )


def _source(package: Path, documents: list[Record]) -> tuple[str, ...]:
    """The lines of a text, numbered as the package numbers them; none of other formats."""
    for row in documents:
        if row["format"] == "text" and row["original_at_hand"]:
            return lines_of((package / text(row, "path")).read_bytes())
    return ()


def _read_json(path: Path) -> Json:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise YusuanError(
            f"读不出文件（{reason_of(error)}）", file=path, hint="请先运行 yusuan convert"
        ) from None
    except ValueError:
        raise YusuanError("不是合规的 JSON", file=path, hint="请重新运行 yusuan convert") from None
    if not isinstance(content, dict):
        raise YusuanError("不是 JSON 对象", file=path, hint="请重新运行 yusuan convert")
    return content
