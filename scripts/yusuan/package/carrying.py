"""What ``convert`` may write over, which is nothing that it did not make, and what it carries.

A package made elsewhere than beside its sources holds copies of them. ``MARKER`` in it lists
them with their checksums; it is also the mark that the folder is ours to replace.
"""

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from yusuan.declared.resources import RESOURCES
from yusuan.errors import YusuanError
from yusuan.sources.folders import MAXIMUM_DOCUMENT_BYTES, sha256_of
from yusuan.sources.metadata import METADATA_NAME
from yusuan.storage.files import files_in, is_regular, read_regular

MARKER = ".yusuan"
SOURCES = "sources"
DESCRIPTOR_NAME = "datapackage.json"
GENERATED_FOLDERS = ("data", "schemas")
_MAXIMUM_LIST_BYTES = 50 << 20
_SHOWN = 3
_ELSEWHERE = "请用 --output 指定新的或空的文件夹"
# Of every package that this program ever made.
_OURS = "budget_lines"


def is_in_place(sources: Path, output: Path) -> bool:
    """Whether the package is made around its own sources."""
    return sources.resolve() == (output / SOURCES).resolve()


def check_output(sources: Path, output: Path) -> None:
    """Raises YusuanError if a package at ``output`` would cost anything that is not ours."""
    in_place = is_in_place(sources, output)
    inner, outer = output.resolve(), sources.resolve()
    if not in_place and (inner == outer or outer in inner.parents or inner in outer.parents):
        raise YusuanError(
            "输出文件夹与公开文件的文件夹一个在另一个里面", file=output, hint=_ELSEWHERE
        )
    if not output.is_dir() or not any(output.iterdir()):
        return
    carried = _carried(output)
    if not in_place and carried is None:
        lost = [
            name
            for name in (*GENERATED_FOLDERS, SOURCES, DESCRIPTOR_NAME, METADATA_NAME)
            if os.path.lexists(output / name)
        ]
        what = f"会丢失其中的 {'、'.join(lost)}" if lost else "里面有别的文件"
        raise YusuanError(
            f"文件夹不是由本程序生成的，不敢写入：{what}", file=output, hint=_ELSEWHERE
        )
    lost = [*_foreign(output, GENERATED_FOLDERS, _generated(output))]
    if not in_place and carried is not None:
        lost += _changed(output, carried)
    _check_foreign(lost, output)


def _check_foreign(lost: Sequence[str], output: Path) -> None:
    if lost:
        shown = "、".join(lost[:_SHOWN]) + (f"等 {len(lost)} 个文件" if lost[_SHOWN:] else "")
        raise YusuanError(
            f"会丢失不是由本程序生成的 {shown}", file=output, hint=f"请先移走，或{_ELSEWHERE[1:]}"
        )


def check_own(output: Path) -> None:
    """Raises YusuanError if ``output`` holds anything but a package without sources of ours."""
    if output.is_dir() and any(output.iterdir()):
        if _carried(output) is None:
            raise YusuanError("文件夹里有别的文件，不敢写入", file=output, hint=_ELSEWHERE)
        _check_foreign([*_foreign(output, GENERATED_FOLDERS, _generated(output))], output)


def carry(folder: Path, files: Iterable[tuple[Path, str]]) -> None:
    """Copy ``files``, each with its path in the new package ``folder``, and write the marker."""
    listed = []
    for path, name in files:
        content = read_regular(path, MAXIMUM_DOCUMENT_BYTES)
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        listed.append(f"{sha256_of(content)}  {name}\n")
    (folder / MARKER).write_bytes("".join(listed).encode())


def _carried(output: Path) -> dict[str, str] | None:
    """What was copied into the package at ``output``, with checksums; None: not made by us."""
    if not is_regular(output / MARKER):
        return None
    text = read_regular(output / MARKER, _MAXIMUM_LIST_BYTES).decode(errors="replace")
    pairs = (line.partition("  ") for line in text.splitlines())
    return {name: checksum for checksum, _, name in pairs}


def _generated(output: Path) -> frozenset[str]:
    """Paths that this program writes, now or when the package at ``output`` was made."""
    now = {
        path
        for resource in RESOURCES
        for path in (
            f"data/{resource.name}.csv",
            f"data/{resource.name}.parquet",
            f"schemas/{resource.name}.json",
        )
    }
    try:
        text = read_regular(output / DESCRIPTOR_NAME, _MAXIMUM_LIST_BYTES).decode()
        resources = json.loads(text)["resources"]
        files = [*resources, *(one for each in resources for one in each.get("alternates", ()))]
        paths = {each.get(key) for each in files for key in ("path", "schema")}
        names = {str(each["name"]) for each in resources}
    except (OSError, YusuanError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return frozenset(now)
    ours = any(name.startswith(_OURS) for name in names)
    return frozenset(now | {path for path in paths if isinstance(path, str)} if ours else now)


def _foreign(output: Path, folders: Sequence[str], ours: frozenset[str]) -> Iterator[str]:
    """Files in ``folders`` that are not ``ours``, and links, which never are."""
    for folder in folders:
        for name in files_in(output, folder):
            if name not in ours or not is_regular(output / name):
                yield name


def _changed(output: Path, carried: dict[str, str]) -> Iterator[str]:
    """Copies that are no longer what was copied, and files beside them."""
    for name in (*files_in(output, SOURCES), METADATA_NAME):
        path = output / name
        if not os.path.lexists(path):
            continue
        if not is_regular(path) or carried.get(name) != _checksum(path):
            yield name


def _checksum(path: Path) -> str:
    return sha256_of(read_regular(path, MAXIMUM_DOCUMENT_BYTES))
