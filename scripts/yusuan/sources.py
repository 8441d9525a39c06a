"""Source folders: ``source.<suffix>`` byte for byte and the hand-written ``source.toml``."""

import hashlib
import re
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import cast, get_args

from yusuan.acknowledged import Acknowledgement, read_acknowledged
from yusuan.errors import YusuanError
from yusuan.facts.model import StatementKind
from yusuan.readers import READERS

DESCRIPTION_NAME = "source.toml"
_DIVISION = re.compile(r"\d{6}")
_FOLDER = re.compile(
    r"(?P<division>\d{6})-(?P<department>\d{3,6})-(?P<year>\d{4})-(?P<kind>[a-z_]+)"
)
_REQUIRED = ("title", "publisher", "division_code", "division_name", "kind", "sha256")
_OPTIONAL = ("url", "published", "retrieved")


@dataclass(frozen=True, slots=True)
class Source:
    """One disclosure's folder: what its hand-written description says, and its bytes."""

    folder: Path
    path: Path
    content: bytes
    title: str
    publisher: str
    division_code: str
    division_name: str
    kind: StatementKind
    sha256: str
    url: str | None
    published: date | None
    retrieved: date | None
    acknowledged: tuple[Acknowledgement, ...] = ()


def sha256_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def path_in_package(source: Source) -> str:
    """Where the document stands in the package, ``/`` between folders."""
    return f"sources/{source.folder.name}/{source.path.name}"


def find_folders(sources: Path) -> tuple[Path, ...]:
    """The disclosures' folders in the order of their names. Raises YusuanError if none."""
    if not sources.is_dir():
        raise YusuanError(
            "没有这个文件夹", file=sources, hint="请用 --sources 指定公开文件所在的文件夹"
        )
    folders = sorted(
        (entry for entry in sources.iterdir() if entry.is_dir() and not entry.name.startswith(".")),
        key=lambda entry: entry.name,
    )
    if not folders:
        raise YusuanError(
            "文件夹中没有公开文件", file=sources, hint="用 yusuan add FILE 添加一份公开文件"
        )
    return tuple(folders)


def read_source(folder: Path) -> Source:
    """The folder's description and bytes. Raises YusuanError on what is missing or wrong."""
    description = folder / DESCRIPTION_NAME
    values = _read_toml(description)
    path = _document_path(folder)
    content = _read_bytes(path)
    texts = {name: _text(values, name, description) for name in _REQUIRED}
    if not _DIVISION.fullmatch(texts["division_code"]):
        raise YusuanError(
            "division_code 应为 6 位数字（GB/T 2260）",
            file=description,
            text=texts["division_code"],
            hint="例如邢台市为 130500",
        )
    kind = texts.pop("kind")
    if kind not in get_args(StatementKind):
        raise YusuanError(
            "kind 不认识",
            file=description,
            text=kind,
            hint=f"应为 {' 或 '.join(get_args(StatementKind))}",
        )
    actual = sha256_of(content)
    if texts["sha256"] != actual:
        raise YusuanError(
            f"{path.name} 的校验值与 {DESCRIPTION_NAME} 不符",
            file=description,
            text=f"sha256 = {texts['sha256']}",
            hint=f"实际为 {actual}；请确认原文未被改动",
        )
    return Source(
        folder=folder,
        path=path,
        content=content,
        kind=cast("StatementKind", kind),
        url=_text(values, "url", description) if "url" in values else None,
        published=_date(values, "published", description),
        retrieved=_date(values, "retrieved", description),
        acknowledged=read_acknowledged(folder),
        **texts,
    )


def _read_toml(path: Path) -> dict[str, object]:
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise YusuanError(
            f"缺少 {DESCRIPTION_NAME}", file=path.parent, hint="用 yusuan add FILE 生成"
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise YusuanError(f"不是合规的 TOML（{error}）", file=path) from None
    except OSError as error:
        raise YusuanError(f"读不出文件（{error.strerror}）", file=path) from None
    unknown = sorted(set(values) - {*_REQUIRED, *_OPTIONAL})
    if unknown:
        raise YusuanError(
            f"有不认识的项 {'、'.join(unknown)}",
            file=path,
            hint=f"可用的项：{'、'.join((*_REQUIRED, *_OPTIONAL))}",
        )
    return values


def _document_path(folder: Path) -> Path:
    paths = [folder / f"source{suffix}" for suffix in READERS]
    found = [path for path in paths if path.is_file()]
    if len(found) != 1:
        names = "、".join(path.name for path in paths)
        raise YusuanError(
            "原文应恰有一个文件" if found else "缺少原文", file=folder, hint=f"应为 {names}"
        )
    return found[0]


def _read_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise YusuanError(f"读不出文件（{error.strerror}）", file=path) from None


def _text(values: dict[str, object], name: str, path: Path) -> str:
    value = values.get(name)
    if not isinstance(value, str) or not value.strip():
        raise YusuanError(f"缺少 {name}，或不是文字", file=path, hint=f'请填写 {name} = "…"')
    return value.strip()


def _date(values: dict[str, object], name: str, path: Path) -> date | None:
    value = values.get(name)
    if value is None:
        return None
    if type(value) is not date:
        raise YusuanError(
            f"{name} 不是日期", file=path, text=str(value), hint=f"请写成 {name} = 2023-02-01"
        )
    return value


def check_folder_name(folder: Path, disclosure_id: str) -> None:
    """Raises YusuanError unless the folder is named as its text says."""
    if folder.name != disclosure_id:
        raise YusuanError(
            f"文件夹名与内容不符，按原文应为 {disclosure_id}",
            file=folder,
            hint="请改文件夹名，或核对原文的部门编码、年度和 source.toml 的区划、种类",
        )


def division_in_name(name: str) -> str | None:
    """The division code that a file or folder name begins with, if it has the usual form."""
    match = _FOLDER.match(name)
    return match["division"] if match else None
