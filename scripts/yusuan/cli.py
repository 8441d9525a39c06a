"""The command ``yusuan``. Exit codes: 0 done, 1 the data is invalid, 2 bad input or call.

Heavy libraries are imported by the commands that need them, never for ``--help``.
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from yusuan import __version__
from yusuan.errors import YusuanError

DONE, INVALID, UNREADABLE = 0, 1, 2
# Disclosures that ``validate`` converts again unless told otherwise: of a few all, of many some.
DERIVED = 10


def _repository() -> Path:
    """The checkout this code belongs to, or the current folder."""
    repository = Path(__file__).resolve().parents[2]
    return repository if (repository / "mkdocs.yml").is_file() else Path()


def _folder(name: str) -> Path:
    """The folder of an option; an empty name, as of an unset variable, is none."""
    if not name.strip():
        raise argparse.ArgumentTypeError("文件夹的名称是空的")
    return Path(name)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(
            UNREADABLE, f"错误：命令写法不对（{message}）；用 {self.prog} --help 查看用法。\n"
        )


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="yusuan", description="把部门预算公开文件变成可计算、可引用的开放数据。")
    parser.add_argument("--version", action="version", version=f"yusuan {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="命令")

    def add(name: str, text: str, run: Callable[[argparse.Namespace], int]) -> _Parser:
        command: _Parser = commands.add_parser(name, help=text, description=text)
        command.set_defaults(run=run)
        return command

    def folder(command: _Parser, option: str, default: str, text: str) -> None:
        command.add_argument(
            option,
            type=_folder,
            metavar="DIR",
            default=None,
            help=f"{text}（默认为仓库的 {default}）",
        )

    convert = add("convert", "转换公开文件，生成数据包", _convert)
    folder(convert, "--sources", "datapackage/sources", "公开文件所在的文件夹")
    folder(convert, "--output", "datapackage", "数据包的文件夹")
    convert.add_argument("--coverage", action="store_true", help="列出每份原文各类行的行数")
    validate = add(
        "validate",
        "校验数据包：字段定义的全部规则，CSV 与 Parquet 逐格相同，与原文推导的相同，勾稽关系",
        _validate,
    )
    validate.set_defaults(publish_anyway=False)
    folder(validate, "--package", "datapackage", "数据包的文件夹")
    validate.add_argument(
        "--lossless", action="store_true", help="另由数据还原每份原文，逐行与原文比较"
    )
    validate.add_argument(
        "--strict", action="store_true", help="凡未写入 acknowledged.toml 的不一致都算无效"
    )
    validate.add_argument(
        "--derive",
        type=_count_or_all,
        metavar="N",
        default=DERIVED,
        help=f"由原文重新推导其中 N 份并逐行比较（默认 {DERIVED}；all 为全部，0 为不推导）",
    )
    validate.add_argument(
        "--stock", action="store_true", help="另跑一遍 frictionless 自带的逐行校验（慢）"
    )
    pages = add("pages", "由数据包生成网站的页面", _pages)
    folder(pages, "--package", "datapackage", "数据包的文件夹")
    folder(pages, "--output", "build/pages", "页面的文件夹")
    add("build", "依次转换、校验、生成页面，再用 mkdocs 建成网站（site/）", _build)
    archive = add("archive", "把数据包打成一个可长期引用的 zip（同样的数据，同样的字节）", _archive)
    folder(archive, "--package", "datapackage", "数据包的文件夹")
    folder(archive, "--output", "build/archive", "归档的文件夹")
    new = add("add", "添加一份公开文件：建文件夹、算校验值、写待填的说明", _add)
    new.add_argument("file", type=Path, metavar="FILE", help="公开文件的文本")
    new.add_argument("--division", metavar="CODE", help="行政区划代码（GB/T 2260，6 位）")
    new.add_argument(
        "--kind", choices=("budget", "final_accounts"), default="budget", help="预算或决算"
    )
    folder(new, "--sources", "datapackage/sources", "公开文件所在的文件夹")
    trace = add("trace", "查一个数值出自原文的哪一处", _trace)
    trace.add_argument("disclosure", metavar="DISCLOSURE", help="公开文件编号")
    trace.add_argument("resource", metavar="RESOURCE", help="数据资源，如 revenue")
    trace.add_argument(
        "row",
        metavar="ROW",
        help="行的键，如 2150501、收入总计-revenue；或印出的序号，如 32-revenue",
    )
    trace.add_argument("field", metavar="FIELD", help="字段，如 total")
    trace.add_argument("--json", action="store_true", help="以 JSON 输出，供程序使用")
    folder(trace, "--package", "datapackage", "数据包的文件夹")
    diff = add("diff", "比较两个数据包：资源、字段、行、数值，以及版本号须升到哪一段", _diff)
    where = "数据包：文件夹、zip 文件或 git 版本（如 v0.1.0、HEAD~3；与文件夹同名时读文件夹）"
    diff.add_argument("old", metavar="OLD", help=f"旧的{where}")
    diff.add_argument("new", metavar="NEW", help=f"新的{where}")
    form = diff.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="以 JSON 输出，供程序使用")
    form.add_argument("--changelog", action="store_true", help="写成 CHANGELOG.md 的条目")
    form.add_argument("--all", action="store_true", help="列出全部，长的列表也不截短")
    diff.add_argument(
        "--require-version", action="store_true", help="新的版本号升得不够时退出码为 1"
    )
    cite = add("cite", "给出引用格式：整个数据集、一份公开文件、一张表或一个数值", _cite)
    cite.add_argument(
        "id",
        nargs="?",
        metavar="ID",
        help="公开文件编号、公开文件编号.数据资源，或数据行编号；不写则为整个数据集",
    )
    cite.add_argument(
        "--format",
        default="gbt7714",
        metavar="FORMAT",
        help="gbt7714（默认）、apa、bibtex、ris、csl 或 cff",
    )
    cite.add_argument("--accessed", metavar="DATE", help="访问日期，如 2026-12-01；不写则不注明")
    folder(cite, "--package", "datapackage", "数据包的文件夹，即要引用的那一版")
    release = add("release", "准备发布一个版本：检查、打包、把校验值写入 releases.toml", _release)
    release.add_argument("--tag", metavar="TAG", help="只核对这个标签的版本并写出要发布的文件")
    folder(release, "--output", "build/release", "要发布的文件的文件夹")
    publish = add("publish", "把已发布的各版原样放进建好的网站（releases/）", _publish)
    publish.add_argument("--tags", action="store_true", help="只列出各版的标签，每行一个")
    folder(publish, "--assets", "build/assets", "从各版取回的 zip 所在的文件夹")
    folder(publish, "--site", "site", "建好的网站")
    return parser


def _count_or_all(text: str) -> int | None:
    return None if text == "all" else int(text)


def _convert(arguments: argparse.Namespace) -> int:
    from yusuan.console import LINE_KIND_TITLES, progress_bar, say
    from yusuan.package import convert_folder

    output = arguments.output or _repository() / "datapackage"
    sources = arguments.sources or _repository() / "datapackage" / "sources"
    with progress_bar() as progress:
        converted = convert_folder(sources, output, progress)
    rows = sum(each.row_count for each in converted)
    say(f"已转换 {len(converted)} 份公开文件，共 {rows} 行数据：{output}")
    if arguments.coverage:
        for each in converted:
            total = sum(each.kinds.values())
            say(f"{each.disclosure_id}：{each.line_count} 行中的 {total} 行已归类")
            for kind, title in LINE_KIND_TITLES.items():
                say(f"  {each.kinds.get(kind, 0):>6}  {kind:<24}{title}")
    return DONE


def _validate(arguments: argparse.Namespace) -> int:
    from yusuan.console import complain, progress_bar, say, show_findings
    from yusuan.findings import read_findings
    from yusuan.validation import validate_package

    package = arguments.package or _repository() / "datapackage"
    with progress_bar() as progress:
        problems = validate_package(
            package, progress, stock=arguments.stock, derive=arguments.derive
        )
    for problem in problems:
        complain(f"无效：{problem}")
    if problems:
        complain(f"数据包无效，共 {len(problems)} 处问题：{package}")
        return INVALID
    say(f"数据包有效，CSV 与 Parquet 逐格相同：{package}")
    findings = read_findings(package)
    show_findings(findings, arguments.strict)
    lossless = _lossless(package) if arguments.lossless else DONE
    # A disagreement of the source is published; it never stops a build.
    refused = findings.unknown if arguments.strict else findings.open_errors
    return INVALID if refused and not arguments.publish_anyway else lossless


def _lossless(package: Path) -> int:
    from yusuan.console import complain, say
    from yusuan.rebuilding import rebuild_sources

    code = DONE
    for rebuilt in rebuild_sources(package):
        say(f"{rebuilt.path}：{rebuilt.line_count} 行中的 {rebuilt.alike} 行由数据完全还原")
        for line, published, again in rebuilt.differences:
            complain(f"不同：{rebuilt.path}:{line}：原文「{published}」，还原为「{again}」")
            code = INVALID
    return code


def _pages(arguments: argparse.Namespace) -> int:
    from yusuan.console import progress_bar, say
    from yusuan.pages import write_pages

    package = arguments.package or _repository() / "datapackage"
    output = arguments.output or _repository() / "build" / "pages"
    with progress_bar() as progress:
        count = write_pages(package, _repository() / "docs", output, progress)
    say(f"已生成 {count} 个页面：{output}")
    return DONE


def _build(arguments: argparse.Namespace) -> int:
    import subprocess

    from yusuan.console import complain, say
    from yusuan.metadata import METADATA_NAME, read_metadata
    from yusuan.pages.search_index import write_in_utf8

    arguments.sources = arguments.output = arguments.package = None
    arguments.coverage = arguments.lossless = arguments.strict = False
    arguments.publish_anyway = True
    arguments.derive, arguments.stock = 0, False  # it has just been made of its sources
    for step in (_convert, _validate, _pages):
        code = step(arguments)
        if code != DONE:
            return code
    homepage = read_metadata(_repository() / "datapackage" / METADATA_NAME).homepage
    address = {"YUSUAN_HOMEPAGE": f"{homepage}/"} if homepage else {}
    # Material prints a notice of its end of life that is no part of the build's outcome.
    environment = {**os.environ, **address, "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    done = subprocess.run(command, cwd=_repository(), env=environment, check=False)
    if done.returncode != 0:
        complain("错误：mkdocs 未能建成网站，原因见上。")
        return UNREADABLE
    write_in_utf8(_repository() / "site")
    say(f"网站已建成：{_repository() / 'site' / 'index.html'}")
    return DONE


def _archive(arguments: argparse.Namespace) -> int:
    from yusuan.archive import archive_path, write_archive
    from yusuan.console import say

    package = arguments.package or _repository() / "datapackage"
    output = arguments.output or _repository() / "build" / "archive"
    there = archive_path(package, output).exists()
    path = write_archive(package, output)
    say(f"已有内容相同的归档：{path}" if there else f"已生成归档：{path}")
    return DONE


def _add(arguments: argparse.Namespace) -> int:
    from yusuan.adding import UNKNOWN_DIVISION, add_file
    from yusuan.console import say

    sources = arguments.sources or _repository() / "datapackage" / "sources"
    folder = add_file(arguments.file, sources, arguments.division, arguments.kind)
    say(f"已添加：{folder}")
    if folder.name.startswith(UNKNOWN_DIVISION):
        say("不知道行政区划：请在 source.toml 填写 division_code，并把文件夹名开头改成它。")
    say(f"接着请填写 {folder / 'source.toml'}，然后运行 scripts/build。")
    return DONE


def _trace(arguments: argparse.Namespace) -> int:
    import json
    from dataclasses import asdict

    from yusuan.console import say, show_trace
    from yusuan.tracing import trace_value

    package = arguments.package or _repository() / "datapackage"
    found = trace_value(
        package, arguments.disclosure, arguments.resource, arguments.row, arguments.field
    )
    if arguments.json:
        cells = [{"place": str(cell.place), "text": cell.text} for cell in found.cells]
        say(json.dumps(asdict(found) | {"cells": cells}, ensure_ascii=False, indent=2))
    else:
        show_trace(found)
    return DONE


def _diff(arguments: argparse.Namespace) -> int:
    from yusuan.console import complain, say
    from yusuan.differences import compare, is_enough
    from yusuan.differences.writing import as_changelog, as_json, as_text, too_small

    difference = compare(arguments.old, arguments.new, _repository())
    if arguments.json:
        text = as_json(difference)
    elif arguments.changelog:
        text = as_changelog(difference)
    else:
        text = as_text(difference, arguments.all)
    say(text.rstrip("\n"))
    if arguments.require_version and not is_enough(difference):
        complain(too_small(difference))
        return INVALID
    return DONE


def _cite(arguments: argparse.Namespace) -> int:
    from yusuan.citation.catalogue import find_format
    from yusuan.citation.reading import read_cited
    from yusuan.console import say

    wanted = find_format(arguments.format)
    package = arguments.package or _repository() / "datapackage"
    say(wanted.write(read_cited(package, arguments.id, arguments.accessed)))
    return DONE


def _release(arguments: argparse.Namespace) -> int:
    from yusuan.console import say
    from yusuan.releasing.preparing import prepare, verify

    output = arguments.output or _repository() / "build" / "release"
    if arguments.tag:
        release = verify(_repository(), arguments.tag, output)
        say(f"{release.version} 版与准备时逐字节相同：{output / release.archive}")
        return DONE
    release = prepare(_repository(), output)
    say(f"{release.version} 版已备好：{output / release.archive}")
    say(f"请提交 datapackage/releases.toml，再打标签 {release.tag} 并推送。")
    return DONE


def _publish(arguments: argparse.Namespace) -> int:
    from yusuan.console import say
    from yusuan.releasing.publishing import publish
    from yusuan.releasing.releases import RELEASES_NAME, read_releases

    releases = read_releases(_repository() / "datapackage" / RELEASES_NAME)
    if arguments.tags:
        for release in releases:
            say(release.tag)
        return DONE
    assets = arguments.assets or _repository() / "build" / "assets"
    site = arguments.site or _repository() / "site"
    for each in publish(releases, assets, site):
        form = "整包和各个文件" if each.unpacked else "整包"
        say(f"{each.release.version} 版：{form}")
    say(f"已发布 {len(releases)} 个版本：{site / 'releases'}")
    return DONE


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the value is the exit code."""
    arguments = _parser().parse_args(argv)
    run: Callable[[argparse.Namespace], int] = arguments.run
    try:
        return run(arguments)
    except YusuanError as error:
        print(f"错误：{error}", file=sys.stderr)
        return UNREADABLE
    except OSError as error:
        where = f"{error.filename}：" if error.filename else ""
        print(f"错误：{where}{error.strerror or error}", file=sys.stderr)
        return UNREADABLE
    except KeyboardInterrupt:
        print("已中断，原有数据包未改动。", file=sys.stderr)
        return 130
