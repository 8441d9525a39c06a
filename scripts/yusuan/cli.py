"""The command ``yusuan``.

Exit codes: 0 done; 1 something was set aside and the rest is done, or the data is invalid;
2 nothing could be read, or the call is wrong; 3 a fault of this program.
"""

import argparse
import atexit
import gc
import io
import os
import sys
import traceback
from collections.abc import Sequence
from typing import NoReturn

from yusuan import __version__
from yusuan.collecting import rarely_collecting
from yusuan.commands import COMMANDS
from yusuan.commands.common import DONE, FAULT, INTERRUPTED, UNREADABLE
from yusuan.errors import TRACEBACK_VARIABLE, FaultError, YusuanError, reason_of


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(
            UNREADABLE, f"错误：命令写法不对（{message}）；用 {self.prog} --help 查看用法。\n"
        )


def make_parser() -> argparse.ArgumentParser:
    """The parser of every command; ``run`` of its result is what to do."""
    parser = _Parser(prog="yusuan", description="把部门预算公开文件变成可计算、可引用的开放数据。")
    parser.add_argument("--version", action="version", version=f"yusuan {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="命令")
    for command in COMMANDS:
        declared = commands.add_parser(command.NAME, help=command.HELP, description=command.HELP)
        command.declare(declared)
        declared.set_defaults(run=command.run)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the value is the exit code."""
    _survive_any_console()
    # Arrow's own allocators keep what was freed: at 200 disclosures a fifth of all memory.
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
    # At the end all goes anyway: nobody needs to look through it for cycles first.
    atexit.register(gc.freeze)
    parser = make_parser()
    arguments = parser.parse_args(argv)
    if arguments.command is None:
        parser.print_help()
        return DONE
    try:
        with rarely_collecting():
            return int(arguments.run(arguments))
    except FaultError as error:
        return _own_fault(error)
    except YusuanError as error:
        _complain(f"错误：{error}")
    except BrokenPipeError:  # whoever read our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except OSError as error:
        where = f"{error.filename}：" if error.filename else ""
        _complain(f"错误：{where}{reason_of(error)}")
    except KeyboardInterrupt:
        _complain("已中断，原有数据包未改动。")
        return INTERRUPTED
    except Exception as error:
        return _own_fault(FaultError(type(error).__name__, traceback.format_exc()))
    return UNREADABLE


def _own_fault(error: FaultError) -> int:
    """One line for the user; where it happened only for who asks."""
    if os.environ.get(TRACEBACK_VARIABLE):
        _complain(error.traceback.rstrip())
    _complain(f"错误：{error}")
    return FAULT


def _complain(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _survive_any_console() -> None:
    """What a console cannot show is escaped; it never ends the command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
