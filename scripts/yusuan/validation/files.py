"""The files that ``datapackage.json`` names: there, of the stated size and checksum."""

from collections.abc import Iterator
from pathlib import Path

from yusuan.declared.descriptor import data_files
from yusuan.sources.folders import DESCRIPTION_NAME, sha256_of
from yusuan.storage.files import is_regular
from yusuan.storage.pieces import checksum_of_file
from yusuan.validation.model import Json, Problem


def folder_problems(sources: Path) -> Iterator[Problem]:
    """Folders beside those of the disclosures that say nothing of what they are."""
    if not sources.is_dir():
        return
    for folder in sorted(sources.iterdir()):
        if (
            folder.is_dir()
            and not folder.name.startswith(".")
            and not (folder / DESCRIPTION_NAME).is_file()
        ):
            yield Problem(
                f"{sources.name}/{folder.name}",
                f"缺少 {DESCRIPTION_NAME}，没有读成公开文件；请用 yusuan add 添加，或移走这个文件夹",
            )


def file_problems(package: Path, descriptor: Json) -> Iterator[Problem]:
    """Files and sources that are missing, or not of the stated size and checksum."""
    for entry in data_files(descriptor):
        path = package / entry["path"]
        if path.exists() and not path.is_dir() and not is_regular(path):
            yield Problem(entry["path"], "不是普通文件（是符号链接、管道或设备），请换成文件本身")
            continue
        try:
            size = path.stat().st_size
            checksum = checksum_of_file(path)
        except OSError:
            yield Problem(entry["path"], "文件不存在或读不出")
            continue
        if entry["bytes"] != size:
            yield Problem(entry["path"], f"应有 {entry['bytes']} 字节，实有 {size} 字节")
        elif entry["hash"] != f"sha256:{checksum}":
            yield Problem(entry["path"], "校验值（SHA-256）与 datapackage.json 不符")
    for source in descriptor["sources"]:
        path = package / source["path"]
        if not is_regular(path):
            yield Problem(source["path"], "原文不存在")
        elif source["version"] != f"sha256:{sha256_of(path.read_bytes())}":
            yield Problem(source["path"], "原文的校验值（SHA-256）与 datapackage.json 不符")
