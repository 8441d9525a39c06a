"""What every ``datapackage.json`` of ours has; pydantic is imported by no other module here."""

import re
from pathlib import PurePosixPath
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from yusuan.declared.descriptor import is_reading

_NO_PATH = re.compile(r"[:\\\x00-\x1f]")


def _inside(path: str) -> str:
    parts = PurePosixPath(path).parts
    if not parts or ".." in parts or path.startswith("/") or _NO_PATH.search(path):
        raise ValueError("not a path inside the package")
    return path


_Path = Annotated[str, AfterValidator(_inside)]
_Sha256 = Annotated[str, Field(pattern=r"^sha256:[0-9a-f]{64}$")]


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True)


class _File(_Strict):
    path: _Path
    format: str
    mediatype: str
    bytes: int
    hash: _Sha256


class _Resource(_File):
    name: str
    title: str
    description: str
    description_en: str
    rows: int
    schema_: _Path = Field(alias="schema")
    alternates: list[_File] = Field(default_factory=list)


class _Source(_Strict):
    title: str
    path: _Path
    version: _Sha256


class _License(_Strict):
    name: str
    title: str
    path: str


class _Contributor(_Strict):
    title: str
    roles: list[str]
    path: str | None = None


class _Reading(_Strict):
    name: str = Field(pattern=r"^[a-z0-9._-]+$")
    title: str
    title_en: str
    description: str
    description_en: str
    sources: list[_Source]
    resources: list[_Resource]


class _Package(_Reading):
    id: str
    version: str = Field(pattern=r"^[0-9]+\.[0-9]+\.[0-9]+$")
    created: str
    homepage: str | None = None
    repository: str | None = None
    doi: str | None = None
    keywords: list[str]
    licenses: list[_License]
    contributors: list[_Contributor]


def first_fault(descriptor: dict[str, Any]) -> str | None:
    """The first fact that is missing or malformed, in words; None if there is none."""
    try:
        (_Reading if is_reading(descriptor) else _Package).model_validate(descriptor)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        return f"{where} 缺少或不合规范（{first['msg']}）"
    return None
