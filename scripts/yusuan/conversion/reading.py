"""Files named on the command line, read as they are, and the package of what they say."""

import json
import os
import stat
import sys
from collections import deque
from collections.abc import Collection, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from yusuan.binding.captions import caption
from yusuan.binding.choosing import choose_layout
from yusuan.binding.explaining import Explanation, explain
from yusuan.binding.grids import bind_grids
from yusuan.binding.identity import identify
from yusuan.conversion.disclosure import Description, Disclosure, lay_out
from yusuan.conversion.encoding import encode
from yusuan.conversion.report import Report, report_json
from yusuan.conversion.reporting import report_of
from yusuan.declared.descriptor import as_json, without_unknown
from yusuan.errors import TRACEBACK_VARIABLE, FaultError, YusuanError, as_fault
from yusuan.evidence.model import Document
from yusuan.exporting.workbook import write_workbook
from yusuan.extras import require_recogniser
from yusuan.facts.model import Statement
from yusuan.isolation import read_many, recognise_many
from yusuan.layouts.loading import Layout, all_marks, load_layout
from yusuan.package.carrying import DESCRIPTOR_NAME, GENERATED_FOLDERS, MARKER, check_own
from yusuan.package.writing import PackageWriter
from yusuan.sources.folders import MAXIMUM_DOCUMENT_BYTES, sha256_of
from yusuan.sources.metadata import READING
from yusuan.stitching import stitch
from yusuan.storage.files import read_regular
from yusuan.storage.replacing import replace_folder
from yusuan.views.documents import DOCUMENTS, Original

REPORT_NAME, WORKBOOK_NAME = "report.json", "tables.xlsx"


class Read(NamedTuple):
    """A disclosure as read, and its report."""

    disclosure: Disclosure
    report: Report


def read_files(
    groups: Sequence[Sequence[Path]],
    layout: str | None,
    processes: int = 2,
    *,
    recognise: bool = False,
) -> Iterator[Read]:
    """Each group of files as one disclosure, in order; the files are read in workers.

    ``recognise`` has the pages that are pictures recognised.
    Nothing that a file is or says raises: its report tells why it was not read. Two disclosures
    of one id are told apart. Raises YusuanError for a layout that does not exist.
    """
    find_layout(layout)
    taken: set[str] = set()
    files = [path for group in groups for path in group]
    processes = min(processes, len(files))
    with closing(originals_of(files, processes, recognise=recognise)) as originals:
        for group in groups:
            read = _read([next(originals) for _ in group], layout, taken)
            taken.update(statement.disclosure_id for statement in read.disclosure.statements)
            yield read


def find_layout(name: str | None) -> str | None:
    """``name``, if there is such a layout. Raises YusuanError naming those that there are."""
    names = [*all_marks()]
    if name is not None and name not in names:
        raise YusuanError("没有这个版式", text=name, hint=f"可用的版式：{'、'.join(names)}")
    return name


def originals_of(
    files: Sequence[Path], processes: int, *, recognise: bool = False
) -> Generator[Original, None, None]:
    """What became of each file, in order; workers read on while one is interpreted.

    Raises YusuanError where text is to be recognised and nothing that could is installed.
    """
    if recognise:
        require_recogniser()
    problems = [_problem(path) for path in files]
    seen: dict[str, Path] = {}
    facts: deque[tuple[str, int]] = deque()  # checksum and size of those that workers have

    def readable() -> Iterator[tuple[str, bytes]]:
        for path, problem in zip(files, problems, strict=True):
            if problem is None:
                content = read_regular(path, MAXIMUM_DOCUMENT_BYTES, follow=True)
                facts.append((sha256_of(content), len(content)))
                yield str(path), content

    read = recognise_many if recognise else read_many
    with closing(read(readable(), processes)) as results:
        for path, problem in zip(files, problems, strict=True):
            result = problem or next(results)
            sha256, size = ("", 0) if problem else facts.popleft()
            same = seen.setdefault(sha256, path)
            if sha256 and same is not path:
                result, sha256 = YusuanError(f"与 {same} 完全相同，只读一次"), ""
            if isinstance(result, YusuanError):
                yield Original(str(path), sha256, size, None, _reason(result), at_hand=False)
            else:
                found = Original.of(str(path), sha256, size, result)
                yield replace(found, at_hand=False)


class ExplainedStatement(NamedTuple):
    """A statement of a document, the layout it was read by, and each of its grids explained."""

    statement: Statement
    layout: Layout
    tables: tuple[Explanation, ...]


def explained(document: Document, layout: str | None) -> Iterator[ExplainedStatement]:
    """What each grid of ``document`` is taken for and why. Raises YusuanError for no layout."""
    stitched = stitch(document)
    captioned = caption(stitched)
    for found in identify(stitched, captioned).statements:
        own = [grid for grid in captioned.grids if grid.number in found.grids]
        chosen = load_layout(layout) if layout else choose_layout(own, found.statement)
        became = bind_grids(own, found.statement, chosen)
        yield ExplainedStatement(found.statement, chosen, explain(became, chosen))


def _problem(path: Path) -> YusuanError | None:
    """Why the file cannot even be opened."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return YusuanError("没有这个文件")
    if stat.S_ISDIR(found.st_mode):
        return YusuanError("是文件夹，不是文件", hint="请写出其中的文件")
    if not stat.S_ISREG(found.st_mode):
        return YusuanError("不是普通文件（是管道或设备），不读取")
    if not os.access(path, os.R_OK):
        return YusuanError("没有读取的权限")
    if found.st_size > MAXIMUM_DOCUMENT_BYTES:
        return YusuanError(f"文件太大，上限 {MAXIMUM_DOCUMENT_BYTES:,} 字节")
    return None


def _reason(error: YusuanError) -> str:
    told = YusuanError(error.message, place=error.place, text=error.text, hint=error.hint)
    return str(told).removesuffix("。")


def _read(originals: Sequence[Original], layout: str | None, taken: Collection[str]) -> Read:
    try:
        with as_fault(originals[0].path):
            disclosure = lay_out(originals, Description(), layout, taken=taken)
            return Read(disclosure, report_of(disclosure))
    except YusuanError as error:
        fault = isinstance(error, FaultError)
        if isinstance(error, FaultError) and os.environ.get(TRACEBACK_VARIABLE):
            print(error.traceback, file=sys.stderr)
        reason = _reason(error)
        failed = [replace(each, document=None, failure=reason) for each in originals]
        disclosure = lay_out(failed, Description(), layout, taken=taken)
        report = report_of(disclosure)
        documents = tuple(replace(document, fault=fault) for document in report.documents)
        return Read(disclosure, replace(report, documents=documents))


def _of_files(disclosure: Disclosure) -> Disclosure:
    """Without the documents of which there is no file, or the same one once more."""
    at = DOCUMENTS.field_names.index("sha256")
    return replace(disclosure, document_rows=tuple(r for r in disclosure.document_rows if r[at]))


def write_reading(read: Sequence[Read], output: Path) -> None:
    """Write the package of what was read: CSV, Parquet, schemas, ``report.json``, a workbook.

    The documents themselves are not copied. Raises YusuanError, with nothing touched, if
    ``output`` holds anything that is not ours.
    """
    check_own(output)

    def write(folder: Path) -> None:
        with PackageWriter(folder) as writer:
            summaries = []
            for disclosure, _ in read:
                encoded = encode(_of_files(disclosure))
                writer.add(encoded)
                summaries.append(encoded.summary)
            writer.finish(READING, summaries, ())
        (folder / REPORT_NAME).write_bytes(report_json([each.report for each in read]))
        write_workbook(folder, folder / WORKBOOK_NAME)
        descriptor = json.loads((folder / DESCRIPTOR_NAME).read_text(encoding="utf-8"))
        (folder / DESCRIPTOR_NAME).write_bytes(as_json(without_unknown(descriptor)).encode())
        (folder / MARKER).write_bytes(b"")

    made = (*GENERATED_FOLDERS, DESCRIPTOR_NAME, REPORT_NAME, WORKBOOK_NAME, MARKER)
    replace_folder(output, write, made)
