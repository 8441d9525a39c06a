"""Workers, and what becomes of a document that breaks one."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Generator, Iterable
from contextlib import suppress
from pathlib import Path
from threading import Event, Lock, Timer
from types import TracebackType

from yusuan.errors import TRACEBACK_VARIABLE, FaultError, YusuanError
from yusuan.evidence.model import Document
from yusuan.evidence.places import parse_place
from yusuan.isolation import transfer
from yusuan.isolation.limits import DEFAULT_LIMITS, MEGABYTE, RECOGNITION_LIMITS, Limits
from yusuan.ordering import in_order

READER = "yusuan.readers.dispatch:read"
RECOGNISING_READER = "yusuan.readers.dispatch:read_recognising"
MAXIMUM_DOCUMENTS_OF_A_WORKER = 100  # then a fresh one: libraries leak a little
_SMALL = 1 * MEGABYTE  # messages and page numbers
_SECONDS_TO_END = 1.0
_DAMAGED = "文件可能已损坏，或被特意构造；请用其他软件打开并另存一份，再试"
_TOO_MUCH = f"如果文件确实很大，请拆分成几个文件再读；否则{_DAMAGED}"


def read_isolated(
    name: str, content: bytes, limits: Limits = DEFAULT_LIMITS, *, reader: str = READER
) -> Document:
    """The document, read in a process of its own.

    ``reader`` is ``module:function`` of a function (name, content) -> Document.
    Raises YusuanError naming the document, and the page where it is known.
    """
    with Worker(limits, reader) as worker:
        return worker.read(name, content)


def read_many(
    items: Iterable[tuple[str, bytes]],
    processes: int = 2,
    limits: Limits = DEFAULT_LIMITS,
    *,
    reader: str = READER,
) -> Generator[Document | YusuanError, None, None]:
    """Each item's document, or why it could not be read, in the order of ``items``.

    ``items`` are taken as they are needed: at most two for each process are held at a time.
    """
    workers = [Worker(limits, reader) for _ in range(max(processes, 1))]
    return in_order(items, workers, _read)


def _read(worker: "Worker", item: tuple[str, bytes]) -> Document | YusuanError:
    try:
        return worker.read(*item)
    except YusuanError as error:
        return error


def recognise_many(
    items: Iterable[tuple[str, bytes]], processes: int = 2
) -> Generator[Document | YusuanError, None, None]:
    """Like ``read_many``, with the pages that are pictures recognised."""
    return read_many(items, processes, RECOGNITION_LIMITS, reader=RECOGNISING_READER)


def reading_worker() -> "Worker":
    return Worker(DEFAULT_LIMITS, READER)


def recognising_worker() -> "Worker":
    """Like ``reading_worker``, with the pages that are pictures recognised."""
    return Worker(RECOGNITION_LIMITS, RECOGNISING_READER)


class Worker:
    """A process that reads one document after another; a new one where the last one died."""

    def __init__(self, limits: Limits, reader: str = READER) -> None:
        self._limits = limits
        self._reader = reader
        self._process: subprocess.Popen[bytes] | None = None
        self._done = 0
        self._closed = False
        self._lock = Lock()  # between closing, by whoever stops early, and a process that begins

    def __enter__(self) -> "Worker":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process, whatever it is doing, for good."""
        with self._lock:
            self._closed = True
        self._stop()

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        with suppress(OSError):
            process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()

    def read(self, name: str, content: bytes) -> Document:
        """Raises YusuanError naming the document; the next one can be read all the same."""
        limits = self._limits
        if len(content) > limits.content:
            raise YusuanError(
                f"文件太大（{_megabytes(len(content))}，上限 {_megabytes(limits.content)}）",
                file=name,
                hint="请确认是不是要读的文件",
            )
        if self._done >= MAXIMUM_DOCUMENTS_OF_A_WORKER:
            self._stop()
        process = self._process or self._start()
        self._done += 1
        timed_out = Event()
        late = self._timer(process, timed_out)
        page: int | None = None
        try:
            assert process.stdin is not None
            assert process.stdout is not None
            transfer.send(process.stdin, transfer.JOB, name.encode("utf-8", "surrogateescape"))
            transfer.send(process.stdin, transfer.JOB, content)
            while True:
                kind, answer = transfer.receive(process.stdout, max(limits.result, _SMALL))
                if kind != transfer.PAGE:
                    break
                page = int.from_bytes(answer)
                if limits.each_page:
                    late.cancel()
                    late = self._timer(process, timed_out)
            if kind == transfer.RESULT:
                return self._checked(name, transfer.unpacked(answer))
            raise self._refused(name, kind, answer, page)
        except (OSError, ValueError, transfer.TransferError):
            code = _ended(process)
            self._stop()
            raise self._died(name, code, page, timed_out.is_set()) from None
        finally:
            late.cancel()

    def _timer(self, process: "subprocess.Popen[bytes]", timed_out: Event) -> Timer:
        late = Timer(self._limits.seconds, _kill, [process, timed_out])
        late.daemon = True
        late.start()
        return late

    def _start(self) -> "subprocess.Popen[bytes]":
        """A new process, once it has said that it is ready. Raises YusuanError if it does not."""
        most = self._limits
        limits = (most.memory, most.cpu_seconds, most.result, int(most.each_page))
        # -P: the current folder is nobody's to import from.
        command = [sys.executable, "-P", "-m", "yusuan.isolation.worker", self._reader]
        path = os.pathsep.join(entry or str(Path.cwd()) for entry in sys.path)
        self._done = 0
        with self._lock:
            if self._closed:
                raise YusuanError("已停止读取")
            process = self._process = subprocess.Popen(
                [*command, *map(str, limits)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=None if os.environ.get(TRACEBACK_VARIABLE) else subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": path},
            )
        try:
            assert process.stdout is not None
            transfer.receive(process.stdout, _SMALL)
        except transfer.TransferError:
            self._stop()
            raise YusuanError(
                "无法启动读取文件的进程", hint=f"设 {TRACEBACK_VARIABLE}=1 再运行，可看到原因"
            ) from None
        return process

    def _checked(self, name: str, document: Document) -> Document:
        if len(document.pages) > self._limits.pages:
            raise YusuanError(
                f"页数太多（{len(document.pages)} 页，上限 {self._limits.pages} 页）",
                file=name,
                hint="请拆分成几个文件再读",
            )
        return document

    def _refused(self, name: str, kind: bytes, answer: bytes, page: int | None) -> YusuanError:
        match kind:
            case transfer.REFUSED:
                said = json.loads(answer)
                return YusuanError(
                    said["message"],
                    file=name,
                    place=parse_place(said["place"]) if said["place"] else None,
                    text=said["text"],
                    hint=said["hint"],
                )
            case transfer.NO_MEMORY:
                return self._no_memory(name, page)
            case transfer.TOO_DEEP:
                return YusuanError(f"内容嵌套太深{_at(page)}", file=name, hint=_DAMAGED)
            case transfer.TOO_LARGE:
                most = _megabytes(self._limits.result)
                return YusuanError(f"读出的内容太多（上限 {most}）", file=name, hint=_TOO_MUCH)
            case transfer.FAULT:
                said = json.loads(answer)
                return FaultError(said["type"], said["traceback"], file=name, at=_at(page))
            case _:
                raise ValueError(kind)

    def _no_memory(self, name: str, page: int | None) -> YusuanError:
        most = _megabytes(self._limits.memory)
        return YusuanError(f"所需内存超过 {most}，已停止{_at(page)}", file=name, hint=_TOO_MUCH)

    def _died(self, name: str, code: int | None, page: int | None, timed_out: bool) -> YusuanError:
        if timed_out:
            return YusuanError(
                f"读了 {self._limits.seconds:g} 秒仍未读完，已停止{_at(page)}",
                file=name,
                hint=_TOO_MUCH,
            )
        if code == -getattr(signal, "SIGXCPU", sys.maxsize):
            return YusuanError(
                f"处理器时间超过 {self._limits.cpu_seconds} 秒，已停止{_at(page)}",
                file=name,
                hint=_TOO_MUCH,
            )
        if code is None:
            return YusuanError("解析的结果不可用", file=name, hint=_DAMAGED)
        return YusuanError(f"解析时崩溃（{_cause(code)}）{_at(page)}", file=name, hint=_DAMAGED)


def _ended(process: "subprocess.Popen[bytes]") -> int | None:
    """How the process ended; None if it still runs and merely said what it should not."""
    try:
        return process.wait(_SECONDS_TO_END)
    except subprocess.TimeoutExpired:
        return None


def _cause(code: int) -> str:
    with suppress(ValueError):
        return signal.Signals(-code).name
    return f"代码 {code}"


def _kill(process: "subprocess.Popen[bytes]", timed_out: Event) -> None:
    timed_out.set()
    with suppress(OSError):
        process.kill()


def _at(page: int | None) -> str:
    return "" if page is None else f"，在第 {page} 页"


def _megabytes(size: int) -> str:
    return f"{-(-size // MEGABYTE)} MB"
