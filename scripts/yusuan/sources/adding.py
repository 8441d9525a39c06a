"""``yusuan add FILE…``: the folder of a disclosure, its description filled in from what it tells."""

import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from yusuan.binding.page_records import published_on
from yusuan.conversion.disclosure import Description, Disclosure
from yusuan.conversion.pipeline import read_disclosure
from yusuan.conversion.reporting import document_report, report_of
from yusuan.errors import YusuanError, reason_of
from yusuan.extras import installing, require_recogniser
from yusuan.facts.model import StatementKind
from yusuan.keeping.proving import check_same, evidence_of
from yusuan.keeping.writing import name_of
from yusuan.sources.folders import (
    DESCRIPTION_NAME,
    MAXIMUM_DOCUMENT_BYTES,
    division_in_name,
    sha256_of,
)
from yusuan.storage.files import read_regular
from yusuan.storage.toml_files import as_toml
from yusuan.views.documents import Original

_SUFFIXES = {"text": ".txt"}
_KEPT = "# 原件不在这里：只有表格的读取记录。sha256 是原件的，凭它可以认出原件。"


def add_files(
    files: Sequence[Path],
    sources: Path,
    division: str | None,
    kind: StatementKind | None = None,
    *,
    recognise: bool = False,
    evidence: bool = False,
    added: date | None = None,
) -> Path:
    """Make the folder of a new disclosure of one or more documents; returns it.

    Organisation, year and kind are what the documents tell; ``division`` or a code that the
    file's name begins with, and ``kind``, are for what they do not. What nobody tells is left out.
    With ``recognise`` pages that are pictures are recognised, now and at every conversion.
    ``added`` is the day to note as that on which it was taken in.
    With ``evidence`` only the evidence of its tables is kept, not the documents.
    Raises YusuanError, having made nothing, if a document cannot be read, if they hold no table
    and no amount, or if they speak of different organisations.
    """
    contents = [(file, _content(file)) for file in files]
    code = division or next(filter(None, (division_in_name(f.name) for f in files)), None)
    if code is not None and not (len(code) == 6 and code.isascii() and code.isdigit()):
        raise YusuanError("行政区划代码应为 6 位数字（GB/T 2260）", text=code)
    if recognise and evidence:
        raise YusuanError("识别的文字要由图像证明：--ocr 与 --evidence 不能同时使用")
    if recognise:
        require_recogniser()
    described = Description(division_code=code, kind=kind)
    disclosure = read_disclosure(
        [(file.name, content) for file, content in contents],
        described,
        recognise=recognise,
    )
    for original, (file, _) in zip(disclosure.originals, contents, strict=True):
        if original.document is None:
            raise YusuanError(original.failure or "读不出这个文件", file=file)
    _refuse_what_is_no_disclosure(disclosure, files, recognise=recognise)
    folder = sources / disclosure.statements[0].disclosure_id
    if folder.exists():
        raise YusuanError("这份公开文件已经添加过", file=folder)
    if evidence:
        kept = [evidence_of(original, kind) for original in disclosure.originals]
        check_same(disclosure, kept, described)
        names = [name_of(number) for number in range(1, len(kept) + 1)]
    else:
        kept = [content for _, content in contents]
        names = _file_names(disclosure)
    checksums = [sha256_of(content) if evidence else None for content in kept]
    text = _description(disclosure, code, names, checksums, added, recognise=recognise)
    staging = sources / f".{folder.name}.new"
    try:
        sources.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(staging, ignore_errors=True)
        staging.mkdir()
        for name, content in zip(names, kept, strict=True):
            (staging / name).write_bytes(content)
        (staging / DESCRIPTION_NAME).write_bytes(text.encode())
        staging.rename(folder)
    except OSError as error:
        raise YusuanError(f"无法写入（{reason_of(error)}）", file=folder) from None
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return folder


def _refuse_what_is_no_disclosure(
    disclosure: Disclosure, files: Sequence[Path], *, recognise: bool
) -> None:
    report = report_of(disclosure)
    if report.status == "failed":
        unread = [page for document in report.documents for page in document.unread_pages]
        raise YusuanError(
            unread[0].reason if unread else "没有读到预算、决算的表格，也没有读到金额",
            file=files[0],
            hint=f"加 --ocr 可以识别其中的文字（需先安装：{installing('ocr')}）"
            if unread and not recognise
            else f"运行 yusuan explain {files[0]} 可以看到读出了什么",
        )
    speaking: dict[str, str] = {}  # what each document calls its organisation first
    for statement in disclosure.statements:
        name = statement.reading.statement.organisation_name
        if name is not None:
            speaking.setdefault(statement.reading.document_ids[0], name)
    names = list(dict.fromkeys(speaking.values()))
    if len(names) > 1:
        raise YusuanError(
            f"这几个文件写的是不同的机构：{'、'.join(names)}",
            file=files[0],
            hint="每份公开各添加一次",
        )


def _content(file: Path) -> bytes:
    try:
        return read_regular(file, MAXIMUM_DOCUMENT_BYTES, follow=True)
    except FileNotFoundError:
        raise YusuanError("没有这个文件", file=file) from None


def _file_names(disclosure: Disclosure) -> list[str]:
    """``source.pdf``, ``source-2.pdf``: by what the bytes are, whatever the suffix said."""
    names = []
    for number, original in enumerate(disclosure.originals, start=1):
        assert original.document is not None
        suffix = _SUFFIXES.get(original.document.format, f".{original.document.format}")
        names.append(f"source{suffix}" if number == 1 else f"source-{number}{suffix}")
    return names


def _description(
    disclosure: Disclosure,
    division: str | None,
    names: Sequence[str],
    evidence: Sequence[str | None],
    added: date | None,
    *,
    recognise: bool,
) -> str:
    """``source.toml``: what is known, and as comments what somebody may add."""
    statement = disclosure.statements[0]
    reading = statement.reading.statement
    # What the statements of a book differ in is said of none.
    only = len(disclosure.statements) == 1
    kinds = {each.reading.statement.kind for each in disclosure.statements}
    known = {
        "title": statement.title if only else None,
        "publisher": reading.organisation_name,
        "division_code": division,
        "division_name": None,
        "kind": reading.kind if len(kinds) == 1 else None,
    }
    examples = {
        "title": "如：某某局2023年部门预算公开",
        "publisher": "如：某某局",
        "division_code": "6 位，如邢台市为 130500",
        "division_name": "如：邢台市",
        "kind": "budget 或 final_accounts",
    }
    lines = [
        "# 文件自己写明的已经填好；不知道的项不要编造，留着注释符号即可。",
        "# division_code 为行政区划代码（GB/T 2260，6 位）；填写后，文件夹名的开头要与它一致。",
    ]
    for name, value in known.items():
        lines.append(
            f"{name} = {as_toml(value)}" if value else f'# {name} = ""  # {examples[name]}'
        )
    if added is not None:
        lines.append(f"added = {added.isoformat()}")
    for name, original, checksum in zip(names, disclosure.originals, evidence, strict=True):
        lines += [
            "",
            "[[documents]]",
            f"path = {as_toml(name)}",
            f"sha256 = {as_toml(original.sha256)}",
            *(_recognition(original, recognise=recognise) if checksum is None else ()),
            *(() if checksum is None else (f"evidence_sha256 = {as_toml(checksum)}", _KEPT)),
            *_provenance(original),
            "# retrieved = 2023-02-01",
        ]
    return "\n".join(lines) + "\n"


def _provenance(original: Original) -> tuple[str, str]:
    """Where a page was saved from and when it was published, as it says; examples where not."""
    assert original.document is not None
    address, day = original.document.address, published_on(original.document)
    return (
        f"url = {as_toml(address)}  # 浏览器另存网页时写下的地址"
        if address
        else '# url = "https://…"',
        f"published = {day}  # 网页写明的发布日期" if day else "# published = 2023-02-01",
    )


def _recognition(original: Original, *, recognise: bool) -> list[str]:
    """Whether pages that are pictures are recognised; where nobody asked, how to ask."""
    if recognise:
        return ["recognise = true"]
    unread = [str(page.number) for page in document_report(original).unread_pages]
    asking = "# recognise = true  # 识别图片页"
    return [f"{asking}（第 {'、'.join(unread)} 页），需安装 yusuan[ocr]"] if unread else []
