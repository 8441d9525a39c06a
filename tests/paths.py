"""Where the repository's own folders and the test documents are, and how tests convert."""

import csv
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from tests.first_package import package_of_the_first
from yusuan.conversion.disclosure import Disclosure
from yusuan.conversion.pipeline import convert_source
from yusuan.declared.fields import Resource
from yusuan.declared.resources import RESOURCE_BY_NAME
from yusuan.model import Row, Value
from yusuan.sources.folders import Source, read_source, sha256_of

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT / "datapackage"
"""The repository's package, all of its disclosures: only ``test_corpus`` needs them all."""
REAL = CORPUS / "sources" / "130500-501-2023-budget"
PACKAGE = package_of_the_first(CORPUS, REAL)
"""The package of the first disclosure alone, which is there with its document."""
DOCUMENTS = ROOT / "tests" / "documents"
SMALL = DOCUMENTS / "130999-345-2024-budget"
GOLDEN = ROOT / "tests" / "golden"
# Other people's documents, never committed: tests that read them skip where they are missing.
SAMPLES = ROOT.parent / "shared" / "samples"
# Other people's documents and changed ones; tests that need them skip where they are not.
SHARED = ROOT.parent / "shared"
SITE_FILES = ROOT / "scripts" / "yusuan" / "site"
HAND_WRITTEN = sorted((*SITE_FILES.glob("*.md"), *(ROOT / "docs").glob("*.md")))


@cache
def source_of(folder: Path) -> Source:
    return read_source(folder)


@cache
def converted(folder: Path) -> Disclosure:
    return convert_source(source_of(folder))


def convert_text(text: str, folder: Path = SMALL) -> Disclosure:
    """``text`` converted with the description of ``folder``."""
    content = text.encode()
    source = source_of(folder)
    document = replace(source.documents[0], content=content, sha256=sha256_of(content))
    return convert_source(replace(source, documents=(document,)))


@cache
def text_of(folder: Path) -> str:
    return (folder / "source.txt").read_text(encoding="utf-8")


def named(resource: str | Resource, row: Row) -> Mapping[str, Value]:
    """A row's values by field name."""
    declared = RESOURCE_BY_NAME[resource] if isinstance(resource, str) else resource
    return dict(zip(declared.field_names, row, strict=True))


def rows_of(disclosure: Disclosure, resource: str) -> list[Mapping[str, Value]]:
    return [named(resource, row) for row in disclosure.rows.get(resource, ())]


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
