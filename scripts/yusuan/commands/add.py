"""``yusuan add``."""

import argparse
from pathlib import Path

from yusuan.commands import common

NAME = "add"
HELP = "添加一份公开文件：建文件夹、算校验值、写好说明"


def declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="公开文件；几个文件合为一份公开"
    )
    parser.add_argument("--division", metavar="CODE", help="行政区划代码（GB/T 2260，6 位）")
    parser.add_argument(
        "--kind",
        choices=("budget", "final_accounts"),
        help="预算或决算；文件自己写明时不用给",
    )
    parser.add_argument(
        "--evidence",
        choices=("tables",),
        help="只收录表格的读取记录（科目、数字及其位置）和原件的校验值，不收录原件",
    )
    common.add_recognition(parser)
    common.add_folder(parser, "--sources", common.SOURCES, "公开文件所在的文件夹")


def run(arguments: argparse.Namespace) -> int:
    from datetime import datetime

    from yusuan.console import say
    from yusuan.errors import YusuanError
    from yusuan.sources.adding import add_files
    from yusuan.sources.metadata import METADATA_NAME

    sources = common.below(arguments.sources, common.SOURCES)
    if arguments.sources is None and not (sources.parent / METADATA_NAME).is_file():
        raise YusuanError(
            f"这里不是数据仓库，没有 {common.PACKAGE}/{METADATA_NAME}",
            file=Path.cwd(),
            hint="先运行 yusuan init DIR，在新建的文件夹里添加；只看读到什么，运行 yusuan read FILE",
        )
    folder = add_files(
        arguments.files,
        sources,
        arguments.division,
        arguments.kind,
        recognise=arguments.ocr,
        evidence=arguments.evidence is not None,
        added=datetime.now().astimezone().date(),
    )
    say(f"已添加：{folder}")
    if (told := _version_needed(sources.parent)) is not None:
        say(told)
    say("文件写明的都已填入 source.toml；知道网址和日期的，可以补上。接着运行 yusuan build。")
    return common.DONE


def _version_needed(package: Path) -> str | None:
    """Which version the package needs with one disclosure more; None where it has none yet."""
    from yusuan.differences.rises import Rise, chosen_rise, lowest_version
    from yusuan.releasing.releases import RELEASES_NAME, read_releases
    from yusuan.sources.metadata import METADATA_NAME, read_metadata

    if not (package / METADATA_NAME).is_file():
        return None
    version = read_metadata(package / METADATA_NAME).version
    releases = read_releases(package / RELEASES_NAME)
    if not releases:
        return f"增加公开文件要升次版本号（MINOR）；还没有发布过版本，{version} 不必改。"
    last = releases[-1].version
    if chosen_rise(last, version) >= Rise.MINOR:
        return f"增加公开文件要升次版本号（MINOR）；{version} 比已发布的 {last} 已升够。"
    needed = lowest_version(last, Rise.MINOR)
    return (
        f"增加公开文件要升次版本号（MINOR）：已发布的是 {last}，"
        f"请把 {package / METADATA_NAME} 的 version 改为 {needed} 或更高。"
    )
