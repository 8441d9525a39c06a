"""``yusuan deposit``: what a deposit at Zenodo needs, and the next step."""

import argparse

from yusuan.commands import common
from yusuan.sources.repository import find_repository

NAME = "deposit"
HELP = "准备把数据存入 Zenodo、取得 DOI：写出归档、元数据和步骤，并说明下一步"
OUTPUT = "build/deposit"


def declare(parser: argparse.ArgumentParser) -> None:
    common.add_folder(parser, "--output", OUTPUT, "要存入的文件的文件夹")


def run(arguments: argparse.Namespace) -> int:
    from yusuan.console import say
    from yusuan.releasing.depositing import prepare_deposit

    output = common.below(arguments.output, OUTPUT)
    deposit = prepare_deposit(find_repository(), output)
    say(f"已写出：{output}（{deposit.archive}、{deposit.metadata}、{deposit.steps}）")
    say(f"下一步：{deposit.next_step}")
    return common.DONE
