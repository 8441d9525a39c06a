"""``yusuan validate``."""

import argparse
from pathlib import Path

from yusuan.commands import common

NAME = "validate"
HELP = "校验数据包：字段定义的全部规则，CSV 与 Parquet 逐格相同，与原文推导的相同，勾稽关系"
DERIVED = 10
LOSSLESS = "另由数据还原每份原文，逐行与原文比较"
STRICT = "凡未写入 acknowledged.toml 的不一致都算无效"
STOCK = "另跑一遍 frictionless 自带的逐行校验（慢）"


def declare(parser: argparse.ArgumentParser) -> None:
    common.add_folder(parser, "--package", common.PACKAGE, "数据包的文件夹")
    parser.add_argument("--lossless", action="store_true", help=LOSSLESS)
    parser.add_argument("--strict", action="store_true", help=STRICT)
    parser.add_argument(
        "--derive",
        type=_count_or_all,
        metavar="N",
        default=DERIVED,
        help=f"由原文重新推导其中 N 份并逐行比较（默认 {DERIVED}；all 为全部，0 为不推导）",
    )
    parser.add_argument("--stock", action="store_true", help=STOCK)


def _count_or_all(text: str) -> int | None:
    return None if text == "all" else int(text)


def run(arguments: argparse.Namespace) -> int:
    from yusuan.console import show_findings
    from yusuan.findings import read_findings

    package = common.below(arguments.package, common.PACKAGE)
    if not is_sound(package, derive=arguments.derive, stock=arguments.stock):
        return common.SET_ASIDE
    findings = read_findings(package)
    show_findings(findings, arguments.strict)
    refused = findings.unknown if arguments.strict else findings.open_errors
    lossless = not arguments.lossless or is_lossless(package)
    return common.SET_ASIDE if refused or not lossless else common.DONE


def is_sound(package: Path, *, derive: int | None, stock: bool) -> bool:
    """Whether the package has no problem; each is told."""
    from yusuan.console import complain, progress_bar, say
    from yusuan.validation import validate_package

    with progress_bar() as progress:
        problems = validate_package(package, progress, stock=stock, derive=derive)
    for problem in problems:
        complain(f"无效：{problem}")
    if problems:
        complain(f"数据包无效，共 {len(problems)} 处问题：{package}")
        return False
    say(f"数据包有效，CSV 与 Parquet 逐格相同：{package}")
    return True


def is_lossless(package: Path) -> bool:
    """Whether every source is printed again from the data; what is not is told."""
    from yusuan.console import complain, say
    from yusuan.rebuilding import rebuild_sources

    lossless = True
    for rebuilt in rebuild_sources(package):
        say(f"{rebuilt.path}：{rebuilt.line_count} 行中的 {rebuilt.alike} 行由数据完全还原")
        for line, published, again in rebuilt.differences:
            complain(f"不同：{rebuilt.path}:{line}：原文「{published}」，还原为「{again}」")
            lossless = False
    return lossless
