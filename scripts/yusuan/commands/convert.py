"""``yusuan convert``."""

import argparse
import os
from functools import partial

from yusuan.commands import common
from yusuan.extras import installing

NAME = "convert"
HELP = "转换公开文件，生成数据包"
_MOST_PROCESSES = 8


def declare(parser: argparse.ArgumentParser) -> None:
    common.add_folder(parser, "--sources", common.SOURCES, "公开文件所在的文件夹")
    common.add_folder(parser, "--output", common.PACKAGE, "数据包的文件夹")
    parser.add_argument("--coverage", action="store_true", help="列出每份原文各类行的行数")
    parser.add_argument(
        "--strict", action="store_true", help="只要有一份读不出，就什么也不写（退出码 2）"
    )
    add_conversion(parser)
    parser.add_argument(
        "--engine",
        choices=("pool", "ray"),
        default="pool",
        help=f"进程在哪里：pool 为本机（默认），ray 为 Ray 集群（需 {installing('ray')}）；结果相同",
    )
    parser.add_argument(
        "--partitioned",
        type=common.folder_name,
        metavar="DIR",
        help="另把各表的 Parquet 按年度和行政区划分开写入这个文件夹",
    )


def add_conversion(parser: argparse.ArgumentParser) -> None:
    """How disclosures are converted; what they give does not depend on it."""
    common.add_fresh(parser)
    usual = usual_processes()
    parser.add_argument(
        "--processes",
        type=partial(common.count, least=1),
        metavar="N",
        default=usual,
        help=f"同时转换的进程数（默认为处理器数，至多 {_MOST_PROCESSES}，此处为 {usual}）",
    )


def usual_processes() -> int:
    """As many as this process may use processors."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return min(_MOST_PROCESSES, usable or 1)


def run(arguments: argparse.Namespace) -> int:
    from yusuan.console import LINE_KIND_TITLES, complain, progress_bar, say
    from yusuan.package.writing import convert_folder

    output = common.below(arguments.output, common.PACKAGE)
    sources = common.below(arguments.sources, common.SOURCES)
    cache = common.conversion_cache(sources, fresh=arguments.fresh)
    with progress_bar() as progress:
        converted = convert_folder(
            sources,
            output,
            progress,
            strict=arguments.strict,
            processes=arguments.processes,
            cache=cache,
            engine=arguments.engine,
        )
    if cache is not None:
        cache.drop_unused()
    if arguments.partitioned is not None:
        from yusuan.package.partitioning import write_partitioned

        count = write_partitioned(output, arguments.partitioned)
        say(f"已按年度和行政区划写成 {count} 个 Parquet 文件：{arguments.partitioned}")
    rows = sum(each.row_count for each in converted.summaries)
    count = sum(len(each.disclosure_ids) for each in converted.summaries)
    say(f"已转换 {count} 份公开文件，共 {rows} 行数据：{output}")
    if unplaced := sum(each.unplaced for each in converted.summaries):
        say(f"另有 {unplaced} 处文字没有成为数据，见资源 unplaced_cells")
    for failure in converted.failures:
        complain(f"未能读出：{failure}")
    if converted.failures:
        complain(f"有 {len(converted.failures)} 份公开文件没有读出，其余已写入数据包。")
    if arguments.coverage:
        for each in converted.summaries:
            say(f"{each.folder}：{sum(each.kinds.values())} 行原文都已归类")
            for kind, title in LINE_KIND_TITLES.items():
                say(f"  {each.kinds.get(kind, 0):>6}  {kind:<24}{title}")
    return common.code_of(converted.failures)
