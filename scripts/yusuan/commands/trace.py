"""``yusuan trace``."""

import argparse
import json
from dataclasses import asdict

from yusuan.commands import common

NAME = "trace"
HELP = "查一个数值出自原文的哪一处"


def declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("disclosure", metavar="DISCLOSURE", help="公开文件编号")
    parser.add_argument("resource", metavar="RESOURCE", help="数据资源，如 revenue")
    parser.add_argument(
        "row",
        metavar="ROW",
        help="行的键，如 2150501、收入总计-revenue；或印出的序号，如 32-revenue",
    )
    parser.add_argument("field", metavar="FIELD", help="字段，如 total")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出，供程序使用")
    common.add_folder(parser, "--package", common.PACKAGE, "数据包的文件夹")


def run(arguments: argparse.Namespace) -> int:
    from yusuan.console import say, show_trace
    from yusuan.package.tracing import trace_value
    from yusuan.validation.judging import judged

    package = common.below(arguments.package, common.PACKAGE)
    with judged(package):
        found = trace_value(
            package, arguments.disclosure, arguments.resource, arguments.row, arguments.field
        )
    if arguments.json:
        cells = [{"place": str(cell.place), "text": cell.text} for cell in found.cells]
        say(json.dumps(asdict(found) | {"cells": cells}, ensure_ascii=False, indent=2))
    else:
        show_trace(found)
    return common.DONE
