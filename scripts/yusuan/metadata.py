"""The facts of the whole package, from the hand-written ``package.toml``."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from yusuan.errors import YusuanError

METADATA_NAME = "package.toml"
_NAME = re.compile(r"[a-z0-9._-]+")
_VERSION = re.compile(r"\d+\.\d+\.\d+")
_CREATED = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")
_REQUIRED = (
    "name",
    "id",
    "title",
    "title_en",
    "description",
    "description_en",
    "version",
    "created",
)
# Left out of package.toml until they are known: the site's address, that of the code, a DOI.
_ADDRESS = re.compile(r"https?://[^\s<>\"'\\]+")
_OPTIONAL = {
    "homepage": _ADDRESS,
    "repository": _ADDRESS,
    "doi": re.compile(r"10\.\d{4,9}/[^\s<>\"'\\]+"),
}
_LISTS = ("keywords", "licenses", "contributors")


@dataclass(frozen=True, slots=True)
class License:
    name: str
    title: str
    path: str


@dataclass(frozen=True, slots=True)
class Contributor:
    title: str
    roles: tuple[str, ...]
    path: str | None = None


@dataclass(frozen=True, slots=True)
class Metadata:
    """``version`` is the version of the data: MAJOR breaks a schema, MINOR adds, PATCH corrects.

    ``created`` is when that version was made. The addresses have no slash at their end.
    """

    name: str
    id: str
    title: str
    title_en: str
    description: str
    description_en: str
    version: str
    created: str
    homepage: str | None
    repository: str | None
    doi: str | None
    keywords: tuple[str, ...]
    licenses: tuple[License, ...]
    contributors: tuple[Contributor, ...]


def read_metadata(path: Path) -> Metadata:
    """Raises YusuanError for a file that is missing, unreadable or incomplete."""
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise YusuanError(
            f"缺少 {METADATA_NAME}", file=path.parent, hint="它写明数据集的标题、版本和许可"
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise YusuanError(f"不是合规的 TOML（{error}）", file=path) from None
    except OSError as error:
        raise YusuanError(f"读不出文件（{error.strerror}）", file=path) from None
    unknown = sorted(set(values) - {*_REQUIRED, *_OPTIONAL, *_LISTS})
    if unknown:
        raise YusuanError(f"有不认识的项 {'、'.join(unknown)}", file=path)
    texts = {name: _text(values, name, path) for name in _REQUIRED}
    for name, pattern in (("name", _NAME), ("version", _VERSION), ("created", _CREATED)):
        if not pattern.fullmatch(texts[name]):
            raise YusuanError(f"{name} 的写法不合规范", file=path, text=texts[name])
    optional: dict[str, str | None] = dict.fromkeys(_OPTIONAL)
    for name, pattern in _OPTIONAL.items():
        if name not in values:
            continue
        value = _text(values, name, path)
        if not pattern.fullmatch(value):
            raise YusuanError(f"{name} 的写法不合规范", file=path, text=value)
        optional[name] = value.rstrip("/")
    return Metadata(
        **texts,
        homepage=optional["homepage"],
        repository=optional["repository"],
        doi=optional["doi"],
        keywords=_texts(values, "keywords", path),
        licenses=tuple(
            License(*(_text(entry, key, path) for key in ("name", "title", "path")))
            for entry in _tables(values, "licenses", path)
        ),
        contributors=tuple(
            Contributor(
                _text(entry, "title", path),
                _texts(entry, "roles", path),
                _text(entry, "path", path) if "path" in entry else None,
            )
            for entry in _tables(values, "contributors", path)
        ),
    )


def _text(values: Mapping[str, object], name: str, path: Path) -> str:
    value = values.get(name)
    if not isinstance(value, str) or not value.strip():
        raise YusuanError(f"缺少 {name}，或不是文字", file=path, hint=f'请填写 {name} = "…"')
    return value.strip()


def _texts(values: Mapping[str, object], name: str, path: Path) -> tuple[str, ...]:
    value = values.get(name)
    if not isinstance(value, list) or not value or not all(isinstance(v, str) for v in value):
        raise YusuanError(f"{name} 应为文字的列表", file=path, hint=f'请填写 {name} = ["…"]')
    return tuple(value)


def _tables(
    values: Mapping[str, object], name: str, path: Path
) -> tuple[Mapping[str, object], ...]:
    value = values.get(name)
    if not isinstance(value, list) or not value or not all(isinstance(v, dict) for v in value):
        raise YusuanError(f"缺少 [[{name}]]", file=path)
    return tuple(value)
