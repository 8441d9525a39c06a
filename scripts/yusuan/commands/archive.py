"""``yusuan archive``."""

import argparse

from yusuan.commands import common

NAME = "archive"
HELP = "把数据包打成一个可长期引用的 zip（同样的数据，同样的字节）"
OUTPUT = "build/archive"


def declare(parser: argparse.ArgumentParser) -> None:
    common.add_folder(parser, "--package", common.PACKAGE, "数据包的文件夹")
    common.add_folder(parser, "--output", OUTPUT, "归档的文件夹")


def run(arguments: argparse.Namespace) -> int:
    from yusuan.console import say
    from yusuan.exporting.archive import archive_path, write_archive

    package = common.below(arguments.package, common.PACKAGE)
    output = common.below(arguments.output, OUTPUT)
    there = archive_path(package, output).exists()
    path = write_archive(package, output)
    say(f"已有内容相同的归档：{path}" if there else f"已生成归档：{path}")
    return common.DONE
