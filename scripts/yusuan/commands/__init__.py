"""The commands, one module each, in the order of ``yusuan --help``.

A module has ``NAME``, ``HELP``, ``declare(parser)`` and ``run(arguments)``, whose value is the
exit code. Heavy libraries are imported by ``run``, never for ``--help``.
"""

import argparse
from typing import Protocol

from yusuan.commands import (
    add,
    archive,
    build,
    cite,
    convert,
    deposit,
    diff,
    explain,
    init,
    pages,
    publish,
    read,
    release,
    serve,
    trace,
    validate,
)


class Command(Protocol):
    """What a module of this package is."""

    NAME: str
    HELP: str

    def declare(self, parser: argparse.ArgumentParser, /) -> None: ...
    def run(self, arguments: argparse.Namespace, /) -> int: ...


COMMANDS: tuple[Command, ...] = (
    read,
    explain,
    init,
    add,
    convert,
    validate,
    pages,
    build,
    serve,
    archive,
    trace,
    diff,
    cite,
    release,
    publish,
    deposit,
)
