"""``yusuan read``: documents as they are, without a folder of sources or a description."""

import argparse

from yusuan.commands import common

NAME = "read"
HELP = "读公开文件（PDF、Word、Excel、HTML 或文本），说出读到什么；加 --output 写成数据包"


def declare(parser: argparse.ArgumentParser) -> None:
    common.add_files(parser)
    parser.add_argument(
        "--output", type=common.folder_name, metavar="DIR", help="把读到的写成这个文件夹里的数据包"
    )
    parser.add_argument("--together", action="store_true", help="这些文件合为一份公开")
    parser.add_argument("--strict", action="store_true", help="凡有没读出的，就什么也不写")


def run(arguments: argparse.Namespace) -> int:
    from yusuan.commands.showing import report_lines
    from yusuan.console import complain, say
    from yusuan.conversion.reading import Read, read_files, write_reading
    from yusuan.errors import visible

    groups = [arguments.files] if arguments.together else [[file] for file in arguments.files]
    found: list[Read] = []
    for read in read_files(groups, arguments.layout, recognise=arguments.ocr):
        for line in report_lines(read.report, recognised=arguments.ocr):
            say(visible(line))  # what a document says does not break or colour our lines
        found.append(read)
    code = common.code_of_reports([read.report for read in found])
    nothing = all(read.report.status == "failed" for read in found)
    if arguments.output is None or nothing:
        return code
    if arguments.strict and code != common.DONE:
        complain("有没读出的，所以什么也没有写（--strict）。")
        return code
    write_reading(found, arguments.output)
    say(f"已写入：{arguments.output}")
    return code
