"""What several commands share: exit codes, folders, files named on the command line."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from yusuan.errors import FaultError, YusuanError
from yusuan.extras import installing
from yusuan.sources.repository import find_repository

if TYPE_CHECKING:
    from yusuan.caching import Cache
    from yusuan.caching.conversions import ConversionCache
    from yusuan.conversion.report import Report

DONE = 0
SET_ASIDE = 1  # something was set aside and the rest is written; or the data is invalid
UNREADABLE = 2  # nothing could be read, or the call is wrong
FAULT = 3  # a fault of this program
INTERRUPTED = 130

PACKAGE = "datapackage"
SOURCES = "datapackage/sources"
CONVERSIONS = "build/conversions"
DRAWN = "build/drawn"
FRAMES = "build/frames"
PROVEN = "build/proven"
WRITTEN = "build/written.json"
FILLED = "build/filled.json"
_MOST_DIGITS = 9


def code_of(failures: Sequence[YusuanError]) -> int:
    """The exit code of a run that set aside what ``failures`` name, and did the rest."""
    if any(isinstance(failure, FaultError) for failure in failures):
        return FAULT
    return SET_ASIDE if failures else DONE


def code_of_reports(reports: "Sequence[Report]") -> int:
    """The exit code of a run that read what ``reports`` tell of."""
    if any(report.fault for report in reports):
        return FAULT
    if all(report.status == "failed" for report in reports):
        return UNREADABLE
    return DONE if all(report.status == "read" for report in reports) else SET_ASIDE


def folder_name(text: str) -> Path:
    """The folder of an option; an empty name, as of an unset variable, is none."""
    if not text.strip() or "\0" in text:
        raise argparse.ArgumentTypeError("文件夹的名称是空的")
    return Path(text)


def count(text: str, least: int = 0, most: int | None = None) -> int:
    """A whole number of an option, from ``least`` to ``most``."""
    span = f"不小于 {least} 的整数" if most is None else f"{least} 到 {most} 的整数"
    is_number = text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS
    if not is_number or int(text) < least or (most is not None and int(text) > most):
        raise argparse.ArgumentTypeError(f"应为{span}；原文「{text}」")
    return int(text)


def add_folder(parser: argparse.ArgumentParser, option: str, default: str, text: str) -> None:
    """An option for a folder of the repository, ``default`` below it."""
    parser.add_argument(
        option,
        type=folder_name,
        metavar="DIR",
        default=None,
        help=f"{text}（默认为仓库的 {default}）",
    )


def add_files(parser: argparse.ArgumentParser) -> None:
    """The documents to read, and the layout to read them by."""
    parser.add_argument(
        "files",
        type=Path,
        nargs="+",
        metavar="FILE",
        help="公开文件：PDF、Word、Excel、HTML 或文本",
    )
    add_recognition(parser)
    parser.add_argument("--layout", metavar="NAME", help="版式的名称；不写则由文件的内容判断")


def add_recognition(parser: argparse.ArgumentParser) -> None:
    """The option that has the text of pages that are pictures recognised."""
    parser.add_argument(
        "--ocr",
        action="store_true",
        help=f"识别图片页中的文字（需 {installing('ocr')}）；识别出的数字没有合计证实的，都注明",
    )


def add_fresh(parser: argparse.ArgumentParser) -> None:
    """The option that makes everything anew, kept results or not."""
    parser.add_argument(
        "--fresh",
        action="store_true",
        help="全部重做，不用 build/ 中留存的结果（未改动的公开文件平时不再转换，页面也不再重做）",
    )


def conversion_cache(sources: Path, *, fresh: bool) -> "ConversionCache | None":
    """The repository's kept results, for sources of its own; ``fresh``: to be filled alone."""
    from yusuan.caching.conversions import ConversionCache

    return ConversionCache(_build(CONVERSIONS), fresh=fresh) if _is_kept(sources) else None


def drawn_cache(package: Path, *, fresh: bool) -> "Cache | None":
    """The same of the pages of a package."""
    return _cache(DRAWN, fresh=fresh) if _is_kept(package) else None


def frames_cache(*, fresh: bool) -> "Cache":
    """The same of what a site builder made of the repository's pages."""
    return _cache(FRAMES, fresh=fresh)


def proven_cache(*, fresh: bool) -> "Cache":
    """The same of what is proven of the repository's package."""
    return _cache(PROVEN, fresh=fresh)


def written_notes() -> Path:
    """Where it is noted what the pages of the disclosures were made of, before they are filled in."""
    return _build(WRITTEN)


def filled_notes() -> Path:
    """Where it is noted what the pages of the repository's site were made of."""
    return _build(FILLED)


def _cache(folder: str, *, fresh: bool) -> "Cache":
    from yusuan.caching import Cache
    from yusuan.caching.code import page_code_checksum

    return Cache(_build(folder), page_code_checksum, fresh=fresh)


def _is_kept(folder: Path) -> bool:
    return folder.resolve().is_relative_to(find_repository().resolve())


def _build(folder: str) -> Path:
    return find_repository() / folder


def below(folder: Path | None, default: str) -> Path:
    """``folder`` as given, else ``default`` of the repository."""
    return folder or find_repository() / default
