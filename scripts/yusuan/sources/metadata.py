"""The facts of the whole package, from the hand-written ``package.toml``."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

from pydantic import Field

from yusuan.storage.toml_files import (
    CHECKED,
    Address,
    Text,
    Texts,
    Time,
    Version,
    read_toml,
    written,
)

METADATA_NAME = "package.toml"
NAME, HOW_TO_NAME = "[a-z0-9._-]+", "只用小写字母、数字、点和连字符"
_Name = Annotated[Text, written(NAME, HOW_TO_NAME)]
_Doi = Annotated[Text, written(r"10\.[0-9]{4,9}/[^\s<>\"'\\]+", "如 10.5281/zenodo.1234567")]


@dataclass(frozen=True, slots=True)
class License:
    name: Text
    title: Text
    path: Address

    __pydantic_config__ = CHECKED


@dataclass(frozen=True, slots=True)
class Contributor:
    title: Text
    roles: Texts
    path: Address | None = None

    __pydantic_config__ = CHECKED


@dataclass(frozen=True, slots=True)
class Metadata:
    """``version`` is the version of the data: MAJOR breaks a schema, MINOR adds, PATCH corrects.

    ``created`` is when that version was made. Left out until they are known: ``homepage`` (the
    site's address), ``repository`` (that of the code), ``doi``; no address has a slash at its end.
    """

    name: _Name
    id: Text
    title: Text
    title_en: Text
    description: Text
    description_en: Text
    version: Version
    created: Time
    keywords: Texts
    licenses: Annotated[tuple[License, ...], Field(min_length=1)]
    contributors: Annotated[tuple[Contributor, ...], Field(min_length=1)]
    homepage: Address | None = None
    repository: Address | None = None
    doi: _Doi | None = None

    __pydantic_config__ = CHECKED


READING = Metadata(
    name="yusuan-read",
    id="yusuan-read",
    title="读出的部门预算公开文件",
    title_en="Budget disclosures as read",
    description="由 yusuan read 从公开文件读出，未经核对；与原文不一致时，以原文为准。",
    description_en="Read out of disclosures by yusuan read, not verified; the originals prevail.",
    version="0.0.0",
    created="1980-01-01T00:00:00Z",
    keywords=(),
    licenses=(),
    contributors=(),
)
"""Of a package that ``yusuan read`` writes: of no version, and licensed by nobody."""
UNKNOWN_OF_A_READING = ("id", "version", "created", "keywords", "licenses", "contributors")
"""What only a data set has: left out of the descriptor of a reading."""

_WHAT_IT_IS = "它写明数据集的标题、版本和许可；要新建数据仓库，运行 yusuan init DIR"


def read_metadata(path: Path) -> Metadata:
    """Raises YusuanError for a file that is missing, unreadable or incomplete."""
    found = read_toml(path, Metadata, _WHAT_IT_IS)
    return replace(
        found,
        homepage=found.homepage and found.homepage.rstrip("/"),
        repository=found.repository and found.repository.rstrip("/"),
    )
