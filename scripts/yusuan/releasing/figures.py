"""The figures of a released version, each at an address of its own that answers for good.

``releases/<version>/figures/<disclosure>.html#<figure>`` shows the value of that version whatever
the site shows later. Only columns that every version has had are relied upon.
"""

import csv
import io
import zipfile
from collections.abc import Iterator, Mapping
from itertools import groupby
from operator import attrgetter
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from yusuan.releasing.catalogue import VersionFiles
from yusuan.releasing.pages import render_page

FOLDER = "figures"
_LINES, _DISCLOSURES = "data/budget_lines.csv", "data/disclosures.csv"
_LONGEST_FIELD = 1 << 30


class Figure(NamedTuple):
    """A row of ``budget_lines`` as the page shows it, all of it text."""

    id: str
    resource: str
    row: str
    column: str
    printed: str
    unit: str
    yuan: str


def write_figures(archive: Path, version: VersionFiles, place: Path, newest: str) -> None:
    """A page for each disclosure of the archive, in the folder of its version.

    ``newest`` is the newest released version, which each page names where it is another one.
    """
    tables = {each["name"]: each.get("title") for each in version.descriptor["resources"]}
    titles = {row["disclosure_id"]: row.get("title", "") for row in _rows(archive, _DISCLOSURES)}
    found: dict[str, list[Figure]] = {id_: [] for id_ in titles}
    for row in _rows(archive, _LINES):
        found.setdefault(row["disclosure_id"], []).append(_figure(row))
    (place / FOLDER).mkdir(exist_ok=True)
    for id_, figures in found.items():
        values = {
            "version": version,
            "title": titles.get(id_) or id_,
            "tables": [
                (tables.get(name) or name, list(group))
                for name, group in groupby(figures, attrgetter("resource"))
            ],
            "newest": newest,
        }
        text = render_page("figures.html.j2", values)
        (place / FOLDER / f"{id_}.html").write_bytes(text.encode())


def _figure(row: Mapping[str, str]) -> Figure:
    names = ("row_label", "column_label", "published_text", "published_unit", "amount_yuan")
    texts = (row.get(name) or "" for name in names)
    return Figure(row["budget_line_id"], row.get("resource") or "", *texts)


def _rows(archive: Path, path: str) -> Iterator[dict[str, str]]:
    """The rows of a table in the archive, below its one top folder; none where it is missing."""
    csv.field_size_limit(_LONGEST_FIELD)
    with zipfile.ZipFile(archive) as opened:
        for name in opened.namelist():
            if PurePosixPath(*PurePosixPath(name).parts[1:]) == PurePosixPath(path):
                with opened.open(name) as file:
                    yield from csv.DictReader(io.TextIOWrapper(file, "utf-8", newline=""))
