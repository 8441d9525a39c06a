"""``yusuan add FILE``: a folder, the checksum, and a description to fill in."""

import shutil
from pathlib import Path

from yusuan.errors import PlaceError, YusuanError
from yusuan.facts.identity import disclosure_id
from yusuan.facts.model import Statement, StatementKind
from yusuan.files import read_regular
from yusuan.readers import read_document
from yusuan.recognise import recognise
from yusuan.sources import (
    DESCRIPTION_NAME,
    MAXIMUM_DOCUMENT_BYTES,
    division_in_name,
    sha256_of,
)
from yusuan.toml_files import as_toml

UNKNOWN_DIVISION = "000000"
_TEMPLATE = Path(__file__).parent / "templates" / "source.toml"


def add_file(file: Path, sources: Path, division: str | None, kind: StatementKind) -> Path:
    """Make the folder of a new disclosure; returns it.

    The department and the year are read from the text. A division that is neither given nor
    in the file's name stands as 000000 until it is filled in.
    Raises YusuanError, having made nothing, if the file is no readable disclosure.
    """
    try:
        content = read_regular(file, MAXIMUM_DOCUMENT_BYTES, follow=True)
    except FileNotFoundError:
        raise YusuanError("没有这个文件", file=file) from None
    document = read_document(file, content)
    try:
        recognised = recognise(document)
    except PlaceError as error:
        raise error.in_file(file) from None
    except YusuanError as error:
        raise YusuanError(error.message, file=file, hint=error.hint) from None
    code = division or division_in_name(file.name) or UNKNOWN_DIVISION
    if len(code) != 6 or not code.isdigit():
        raise YusuanError("行政区划代码应为 6 位数字（GB/T 2260）", text=code)
    department = recognised.department_name
    statement = Statement(department, recognised.department_code, recognised.fiscal_year, kind)
    name = disclosure_id(code, statement)
    folder = sources / name
    if folder.exists():
        raise YusuanError("这份公开文件已经添加过", file=folder)
    file_name = f"source{file.suffix.lower()}"
    text = _TEMPLATE.read_text(encoding="utf-8").format(
        title=as_toml(f"{department} {recognised.fiscal_year} 年部门预算信息公开"),
        publisher=as_toml(department),
        division_code=as_toml("" if code == UNKNOWN_DIVISION else code),
        kind=as_toml(kind),
        path=as_toml(file_name),
        sha256=as_toml(sha256_of(content)),
    )
    staging = sources / f".{name}.new"
    try:
        sources.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(staging, ignore_errors=True)
        staging.mkdir()
        (staging / file_name).write_bytes(content)
        (staging / DESCRIPTION_NAME).write_bytes(text.encode())
        staging.rename(folder)
    except OSError as error:
        raise YusuanError(f"无法写入（{error.strerror}）", file=folder) from None
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return folder
