"""``yusuan explain``: what each grid was taken for, by which words, and what is left over."""

import argparse
from contextlib import closing

from yusuan.commands import common

NAME = "explain"
HELP = "逐表说明：认作哪种表，凭哪个版式的哪些字，哪些没有归入数据"


def declare(parser: argparse.ArgumentParser) -> None:
    common.add_files(parser)


def run(arguments: argparse.Namespace) -> int:
    from yusuan.binding.explaining import say_explanation
    from yusuan.commands.showing import document_lines, statement_head
    from yusuan.console import complain, say
    from yusuan.conversion.reading import explained, find_layout, originals_of
    from yusuan.conversion.reporting import document_report
    from yusuan.errors import YusuanError, as_fault, visible

    layout = find_layout(arguments.layout)
    failures: list[YusuanError] = []
    unread = 0
    files, recognise = arguments.files, arguments.ocr
    with closing(originals_of(files, processes=1, recognise=recognise)) as originals:
        for original in originals:
            report = document_report(original)
            for line in document_lines(report, recognised=recognise):
                say(visible(line))
            unread += report.status == "failed"
            if original.document is None:
                continue
            lines: list[str] = []
            try:
                with as_fault(original.path):
                    for statement in explained(original.document, layout):
                        lines.append(statement_head(statement.statement, statement.layout.title))
                        for table in statement.tables:
                            lines.extend(say_explanation(table))
            except YusuanError as error:
                complain(f"错误：{error}")
                failures.append(error)
            for line in lines:
                say(visible(line))
    if unread == len(arguments.files):
        return common.UNREADABLE
    return common.code_of(failures) or (common.SET_ASIDE if unread else common.DONE)
