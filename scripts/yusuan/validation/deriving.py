"""Converting the sources again: whether the package is what they give, row by row.

An edit made alike in CSV, Parquet and checksum keeps every rule; only the source tells. All of a
large package takes as long as its conversion, so that a part of it can be asked for.
"""

import csv
import shutil
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from yusuan.declared.fields import Resource
from yusuan.declared.resources import RESOURCES
from yusuan.errors import YusuanError
from yusuan.progress import Progress, no_progress
from yusuan.sources.acknowledged import ACKNOWLEDGED_NAME, STILL_TRUE
from yusuan.sources.metadata import METADATA_NAME
from yusuan.validation.declared import difference
from yusuan.validation.descriptor import NAME, read_descriptor
from yusuan.validation.model import Json, Problem

if TYPE_CHECKING:
    from yusuan.caching.conversions import ConversionCache

_OWNER = "disclosure_id"
_SOURCES = "sources"
_LARGEST_CELL = 1 << 30
_MOST_TOLD = 5
_SHOWN = 40


def derived_problems(
    package: Path,
    descriptor: Json,
    progress: Progress,
    most: int | None,
    cache: "ConversionCache | None" = None,
) -> Iterator[Problem]:
    """Rows that the sources do not give; of ``most`` disclosures evenly apart (None: of all).

    What ``cache`` holds of these very bytes and this very code is not converted again.
    """
    from yusuan.package.writing import convert_folder

    # A folder that was set aside yields nothing, as when the package was made.
    named = {each["path"].split("/")[1] for each in descriptor["sources"] if "/" in each["path"]}
    folders = [package / _SOURCES / name for name in sorted(named)]
    if not folders or not all(folder.is_dir() for folder in folders):
        yield Problem(_SOURCES, "没有原文，不能由原文重新推导")
        return
    chosen = _evenly(folders, most)
    progress(0, 1, f"由原文重新推导 {len(chosen)} 份")
    with TemporaryDirectory(prefix="yusuan-derive-") as name:
        work = Path(name)
        shutil.copyfile(package / METADATA_NAME, work / METADATA_NAME)
        for folder in chosen:
            shutil.copytree(folder, work / _SOURCES / folder.name, symlinks=True)
        try:
            converted = convert_folder(work / _SOURCES, work / "derived", no_progress, cache=cache)
        except YusuanError as error:
            yield _set_aside(error, work)
            return
        derived = read_descriptor(work / "derived")
        if len(chosen) == len(folders):
            where = difference(derived, descriptor)
            if where is not None and not _only_written_elsewhere(derived, descriptor):
                # What is set aside now explains what is not there.
                yield from (_set_aside(failure, work) for failure in converted.failures)
                yield from _stale(work / "derived")
                yield Problem(NAME, f"不是由原文得出的：{where}")
        else:
            yield from (
                Problem(NAME, f"sources 不是由原文得出的：{source['path']}")
                for source in derived["sources"]
                if source not in descriptor["sources"]
            )
        owners = None if len(chosen) == len(folders) else _owners(work / "derived")
        for resource in RESOURCES:
            if owners is None or _OWNER in resource.field_names:
                yield from _row_problems(package, work / "derived", resource, owners)


def _set_aside(failure: YusuanError, work: Path) -> Problem:
    """Of a folder that cannot be converted: its own words, with the path within the package."""
    return Problem(_SOURCES, f"原文不能转换：{str(failure).replace(f'{work}/', '')}")


def _stale(derived: Path) -> Iterator[Problem]:
    """Entries of ``acknowledged.toml`` that match nothing: what an edit of one leads to."""
    for row in _read(derived / "data" / "checks.csv"):
        if (row["check_id"], row["status"]) == (STILL_TRUE.id, "fail"):
            yield Problem(f"{_SOURCES}/{row[_OWNER]}/{ACKNOWLEDGED_NAME}", row["message"])


def _evenly(folders: Sequence[Path], most: int | None) -> list[Path]:
    if most is None or len(folders) <= most:
        return list(folders)
    return [folders[len(folders) * number // most] for number in range(most)]


def _owners(derived: Path) -> frozenset[str]:
    return frozenset(row[_OWNER] for row in _read(derived / "data" / "disclosures.csv"))


def _row_problems(
    package: Path, derived: Path, resource: Resource, owners: frozenset[str] | None
) -> Iterator[Problem]:
    path = f"data/{resource.name}.csv"
    stated, given = _read(package / path), _read(derived / path)
    numbered = [
        (number, row)
        for number, row in enumerate(stated, start=2)  # the head being row 1
        if owners is None or row.get(_OWNER) in owners
    ]
    told = 0
    for one, right in zip_longest(numbered, given):
        number, row = one or (len(stated) + 2, None)
        if row == right:
            continue
        told += 1
        if told > _MOST_TOLD:
            yield Problem(path, "还有别的行不是由原文得出的")
            return
        yield Problem(path, f"第 {number} 行不是由原文得出的：{_told(row, right)}")
        if row is None or right is None:
            return  # one row more or less shifts all that follow


def _told(row: Mapping[str, str] | None, right: Mapping[str, str] | None) -> str:
    if row is None:
        return "缺少一行"
    if right is None:
        return "多出一行"
    name = next(name for name in right if row.get(name) != right[name])
    return f"{name} 应为“{right[name][:_SHOWN]}”，实为“{row.get(name, '')[:_SHOWN]}”"


def _read(path: Path) -> list[dict[str, str]]:
    csv.field_size_limit(_LARGEST_CELL)
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _only_written_elsewhere(derived: Json, descriptor: Json) -> bool:
    """Whether they differ by checksums and sizes of Parquet alone: another library wrote them."""

    def without(described: Json) -> Json:
        resources = [
            {key: value for key, value in entry.items() if key != "alternates"}
            for entry in described["resources"]
        ]
        return {**described, "resources": resources}

    return difference(without(derived), without(descriptor)) is None
