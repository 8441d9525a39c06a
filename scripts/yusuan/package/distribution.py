"""Where the files of the data lie: on the site, or, past what it may weigh, at their release.

GitHub Pages takes sites of 1 GB, and a release files of 2 GB. Parquet is always on the site; the CSV
of all tables leaves it together, so that nobody has to look up which table is where. The one list
of what lies where is ``index.json`` (``releasing.catalogue``).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from yusuan.declared.descriptor import ALTERNATES, data_files
from yusuan.releasing.releases import tag_of

Json = dict[str, Any]

# What a site may weigh with the released versions on it; past it only the newest are unpacked.
MAXIMUM_SITE_BYTES = 900_000_000
# Of a file made of the whole package. A larger one is in the archive, and beside it at the release.
MAXIMUM_FILE_BYTES = 25_000_000
# Of the CSV files of all tables together.
MAXIMUM_CSV_BYTES = 50_000_000
# Whole disclosures whose pages are all complete without a script: at 1.2 MB each 100 MB. Older ones
# have a complete overview, the other pages are unpacked by a script from an eighth of the bytes.
MOST_COMPLETE = 80

_CSV = "csv"
PACKAGE_FOLDER = "datapackage"


@dataclass(frozen=True, slots=True)
class Located:
    """``address``: from the root of the site, or that of an asset; None: nowhere to be had yet."""

    address: str | None
    on_site: bool


def fits(size: int) -> bool:
    """Whether a file made of the whole package lies on the site."""
    return size <= MAXIMUM_FILE_BYTES


def has_csv_on_site(descriptor: Mapping[str, Any]) -> bool:
    """Whether the site of a package has its CSV files; ``descriptor`` is that of the package."""
    return sum(int(entry["bytes"]) for entry in csv_files(descriptor)) <= MAXIMUM_CSV_BYTES


def csv_files(descriptor: Mapping[str, Any]) -> Iterator[Json]:
    """The entries of the CSV files of a package."""
    return (entry for entry in data_files(descriptor) if entry["format"] == _CSV)


def asset_name(path: str) -> str:
    """What a CSV file of the package is called among the files of a release."""
    return path.rpartition("/")[2]


def asset_address(descriptor: Mapping[str, Any], version: str, name: str) -> str | None:
    """Where a file of a release is to be had; None where the package names no repository.

    As GitHub has it: https://docs.github.com/en/repositories/releasing-projects-on-github
    """
    repository = descriptor.get("repository")
    return f"{repository}/releases/download/{tag_of(version)}/{name}" if repository else None


def is_csv(name: str) -> bool:
    """Whether a file of that name is one of those that lie together, here or there."""
    return name.endswith(f".{_CSV}")


def asset_on_site(name: str, size: int) -> bool:
    """Whether a file attached to a release lies on the site too, while that shows the version."""
    return fits(size) and not is_csv(name)


def locate(descriptor: Mapping[str, Any], path: str, *, released: bool) -> Located:
    """Where a data file of the package lies; ``released``: the package is the released version."""
    if not is_csv(path) or has_csv_on_site(descriptor):
        return Located(f"{PACKAGE_FOLDER}/{path}", on_site=True)
    if not released:
        return Located(None, on_site=False)
    return Located(asset_address(descriptor, descriptor["version"], asset_name(path)), False)


def site_descriptor(descriptor: Json, *, released: bool) -> Json:
    """``datapackage.json`` of the site.

    Where the CSV is not there, a resource is its Parquet file, and the CSV file an alternate at
    the address of the release; none before there is one, since a path must lead somewhere.
    """
    if has_csv_on_site(descriptor):
        return descriptor
    resources = [_without_csv(descriptor, each, released) for each in descriptor["resources"]]
    return {**descriptor, "resources": resources}


def _without_csv(descriptor: Json, entry: Json, released: bool) -> Json:
    parquet, *others = entry[ALTERNATES]
    address = locate(descriptor, entry["path"], released=released).address
    facts = {name: entry[name] for name in parquet}
    csv = [{**facts, "path": address, "encoding": entry["encoding"]}] if address else []
    shared = {name: value for name, value in entry.items() if name != "encoding"}
    return {**shared, **parquet, ALTERNATES: [*others, *csv]}
