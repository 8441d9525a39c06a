"""``yusuan validate``."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from yusuan.commands import common
from yusuan.errors import YusuanError, reason_of

if TYPE_CHECKING:
    from yusuan.caching import Cache
    from yusuan.package.findings import Findings

NAME = "validate"
HELP = "校验数据包：字段定义的全部规则，CSV 与 Parquet 逐格相同，与原文推导的相同，勾稽关系"
DERIVED = 10
LOSSLESS = "另由数据还原每份原文，逐行与原文比较"
STRICT = "凡未写入 acknowledged.toml 的不一致都算无效"
HOW_TO_GET = (
    "原件由各单位公布在自己或当地政府、财政部门的网站上（source.toml 写有网址的，见其中）；"
    "取得后放进一个文件夹，yusuan validate --originals 这个文件夹 按 SHA-256 认出它们并核对。"
)
HOW_TO_ACKNOWLEDGE = (
    "逐条与原文核对：读错了的，请报告；原文确实如此的，把条目移进该份公开文件夹的 acknowledged.toml，"
    "在 reason 写明缘由（没有可说的写“原文如此。”）。"
)
STOCK = "另跑一遍 frictionless 自带的逐行校验（慢）"


def declare(parser: argparse.ArgumentParser) -> None:
    common.add_folder(parser, "--package", common.PACKAGE, "数据包的文件夹")
    parser.add_argument("--lossless", action="store_true", help=LOSSLESS)
    parser.add_argument("--strict", action="store_true", help=STRICT)
    parser.add_argument(
        "--drafts",
        type=Path,
        metavar="FILE",
        help="把尚未写入 acknowledged.toml 的不一致写成条目的草稿，供核对原文后补上缘由",
    )
    parser.add_argument(
        "--derive",
        type=_count_or_all,
        metavar="N",
        default=DERIVED,
        help=f"由原文重新推导其中 N 份并逐行比较（默认 {DERIVED}；all 为全部，0 为不推导）",
    )
    common.add_fresh(parser)
    parser.add_argument(
        "--originals",
        type=common.folder_name,
        metavar="DIR",
        help="原件所在的文件夹：按 SHA-256 找到原件，重新读一遍，证明收录的表格读取记录相同",
    )
    parser.add_argument("--stock", action="store_true", help=STOCK)


def _count_or_all(text: str) -> int | None:
    return None if text == "all" else common.count(text)


def run(arguments: argparse.Namespace) -> int:
    from yusuan.console import show_findings
    from yusuan.package.findings import read_findings

    package = common.below(arguments.package, common.PACKAGE)
    if not is_sound(package, derive=arguments.derive, stock=arguments.stock, fresh=arguments.fresh):
        return common.SET_ASIDE
    findings = read_findings(package)
    show_findings(findings, arguments.strict)
    if arguments.drafts is not None:
        write_drafts(findings, arguments.drafts)
    refused = findings.unknown if arguments.strict else findings.open_errors
    lossless = not arguments.lossless or is_lossless(package)
    proved = are_proved(package, arguments.originals)
    return common.SET_ASIDE if refused or not (lossless and proved) else common.DONE


def write_drafts(findings: "Findings", path: Path) -> None:
    """Raises YusuanError where ``path`` exists or cannot be written."""
    from yusuan.console import say
    from yusuan.package.drafting import drafts

    if not findings.unknown:
        say("没有尚未写入 acknowledged.toml 的不一致，没有写草稿")
        return
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(drafts(findings))
    except FileExistsError:
        raise YusuanError("已有这个文件，没有改动", file=path, hint="请换一个文件名") from None
    except OSError as error:
        raise YusuanError(f"无法写入（{reason_of(error)}）", file=path) from None
    say(f"已写成草稿：{path}。{HOW_TO_ACKNOWLEDGE}")


def is_sound(
    package: Path,
    *,
    derive: int | None,
    stock: bool,
    fresh: bool = False,
    kept: "Cache | None" = None,
) -> bool:
    """Whether the package has no problem; each is told. ``fresh``: derived without kept results;
    ``kept``: what is proven of the very same files already.
    """
    from yusuan.console import complain, progress_bar, say
    from yusuan.validation import validate_package

    cache = common.conversion_cache(package, fresh=fresh) if derive != 0 else None
    with progress_bar() as progress:
        problems = validate_package(
            package, progress, stock=stock, derive=derive, cache=cache, kept=kept
        )
    if kept is not None:
        kept.drop_unused()
    for problem in problems:
        complain(f"无效：{problem}")
    if problems:
        complain(f"数据包无效，共 {len(problems)} 处问题：{package}")
        return False
    say(f"数据包有效，CSV 与 Parquet 逐格相同：{package}")
    return True


def are_proved(package: Path, originals: Path | None) -> bool:
    """Whether no evidence of tables is refuted by its original; what is not at hand is told.

    Where originals are asked for and none is found, nothing is proved.
    """
    from yusuan.console import complain, say
    from yusuan.keeping.verifying import kept_in, verify_originals

    sources = package / "sources"
    kept = kept_in(sources) if sources.is_dir() else ()
    if not kept:
        return True
    if originals is None:
        say(f"{len(kept)} 份没有收录原件，只有从原件读出的表格。{HOW_TO_GET}")
        return True
    counts = {"same": 0, "different": 0, "absent": 0}
    for verified in verify_originals(kept, originals):
        counts[verified.verdict] += 1
        if verified.verdict == "different":
            because = f"：{verified.reason}" if verified.reason else ""
            complain(f"与原件不符：{verified.kept.path} 不是由原件读出的{because}")
        elif verified.verdict == "absent":
            document = verified.kept.document
            say(f"没有找到原件：{verified.kept.title}（SHA-256 {document.sha256}）")
    say(f"由原件证明了 {counts['same']} 份的表格；{counts['absent']} 份没有找到原件")
    if counts["absent"]:
        say(HOW_TO_GET)
    return not counts["different"] and counts["same"] > 0


def is_lossless(package: Path) -> bool:
    """Whether every source is printed again from the data; what is not is told."""
    from yusuan.console import complain, say
    from yusuan.package.rebuilding import rebuild_sources

    lossless = True
    for rebuilt in rebuild_sources(package):
        say(f"{rebuilt.path}：{rebuilt.line_count} 行中的 {rebuilt.alike} 行由数据完全还原")
        for line, published, again in rebuilt.differences:
            complain(f"不同：{rebuilt.path}:{line}：原文「{published}」，还原为「{again}」")
            lossless = False
    return lossless
