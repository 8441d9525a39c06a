"""The worker: ``python -m yusuan.isolation.worker module:function`` and four limits, see ``main``.

It reads documents from its standard input and writes what became of them to its standard
output; a library that prints reaches neither. It ends when its input does.
"""

import json
import os
import sys
import traceback
from collections.abc import Callable
from importlib import import_module
from typing import IO

from yusuan.errors import YusuanError
from yusuan.evidence.model import Document
from yusuan.isolation import transfer
from yusuan.progress import listen_for_pages

Reader = Callable[[str, bytes], Document]
_PAGE_DIGITS = 8


def limit_memory(memory: int) -> None:
    """At most ``memory`` bytes of address space, and no core file; nothing where unsupported.

    Only the soft limit: a converter that a reader starts may raise it again for itself.
    """
    try:
        import resource
    except ImportError:  # Windows
        return
    for kind, limit in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CORE, 0)):
        hard = resource.getrlimit(kind)[1]
        if hard == resource.RLIM_INFINITY or limit <= hard:
            try:
                resource.setrlimit(kind, (limit, hard))
            except (OSError, ValueError):  # macOS knows the limit but does not take it
                continue


def limit_cpu(seconds: int) -> None:
    """At most ``seconds`` more of processor time; nothing where unsupported."""
    try:
        import resource
    except ImportError:
        return
    usage = resource.getrusage(resource.RUSAGE_SELF)
    limit = int(usage.ru_utime + usage.ru_stime) + seconds + 1
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    if hard == resource.RLIM_INFINITY or limit <= hard:
        resource.setrlimit(resource.RLIMIT_CPU, (limit, hard))


def _read(reader: Reader, name: str, content: bytes, maximum: int) -> tuple[bytes, bytes]:
    """Kind and content of the frame that answers."""
    try:
        result = transfer.packed(reader(name, content))
    except YusuanError as error:
        parts = {
            "message": error.message,
            "place": None if error.place is None else str(error.place),
            "text": error.text,
            "hint": error.hint,
        }
        return transfer.REFUSED, json.dumps(parts).encode()
    except MemoryError:
        return transfer.NO_MEMORY, b""
    except RecursionError:
        return transfer.TOO_DEEP, b""
    except Exception as error:
        parts = {"type": type(error).__name__, "traceback": traceback.format_exc()}
        return transfer.FAULT, json.dumps(parts).encode()
    if len(result) > maximum:
        return transfer.TOO_LARGE, b""
    return transfer.RESULT, result


def _private(descriptor: int, mode: str) -> IO[bytes]:
    """A standard stream for us alone; whoever uses the usual one reaches nothing."""
    mine = os.fdopen(os.dup(descriptor), mode)
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, descriptor)
    os.close(nothing)
    return mine


def main(target: str, memory: int, cpu_seconds: int, maximum: int, each_page: int) -> None:
    """Answer documents until the input ends; ``each_page``: 1 if each page has its own seconds."""
    jobs, answers = _private(0, "rb"), _private(1, "wb")
    module, _, function = target.partition(":")
    reader: Reader = getattr(import_module(module), function)

    def at_page(page: int) -> None:
        if each_page:
            limit_cpu(cpu_seconds)
        transfer.send(answers, transfer.PAGE, page.to_bytes(_PAGE_DIGITS))

    listen_for_pages(at_page)
    limit_memory(memory)
    transfer.send(answers, transfer.READY)
    while True:
        try:
            _, name = transfer.receive(jobs, sys.maxsize)
            _, content = transfer.receive(jobs, sys.maxsize)
        except transfer.TransferError:
            return
        limit_cpu(cpu_seconds)
        kind, answer = _read(reader, name.decode(), content, maximum)
        transfer.send(answers, kind, answer)
        del content, answer


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:6]))
