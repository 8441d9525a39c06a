"""``yusuan release``."""

import argparse

from yusuan.commands import common
from yusuan.sources.repository import find_repository

NAME = "release"
HELP = "准备发布一个版本：检查、打包、把校验值写入 releases.toml"
OUTPUT = "build/release"


def declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--tag", metavar="TAG", help="只核对这个标签的版本并写出要发布的文件")
    common.add_folder(parser, "--output", OUTPUT, "要发布的文件的文件夹")


def run(arguments: argparse.Namespace) -> int:
    from yusuan.console import say
    from yusuan.releasing.preparing import prepare, verify

    output = common.below(arguments.output, OUTPUT)
    if arguments.tag:
        release = verify(find_repository(), arguments.tag, output)
        say(f"{release.version} 版与准备时逐字节相同：{output / release.archive}")
        return common.DONE
    release = prepare(find_repository(), output)
    say(f"{release.version} 版已备好：{output / release.archive}")
    say(f"请提交 datapackage/releases.toml，再打标签 {release.tag} 并推送。")
    return common.DONE
