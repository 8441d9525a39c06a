"""Source folders converted in several processes at a time; the result does not depend on it.

Nor does it depend on where they are, or on what was converted before and kept.
"""

import multiprocessing
import signal
from collections.abc import Generator, Sequence
from contextlib import closing, suppress
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from threading import Lock
from typing import Literal, Protocol

from yusuan.caching.conversions import ConversionCache
from yusuan.conversion.encoded import Converted
from yusuan.errors import YusuanError
from yusuan.ordering import in_order
from yusuan.sources.folders import checksum_of, read_source

Engine = Literal["pool", "ray"]


class _Converts(Protocol):
    def convert(self, folder: Path) -> Converted:
        """What a source folder gives."""

    def close(self) -> None:
        """End what is being converted, for good."""


def convert_sources(
    folders: Sequence[Path],
    processes: int,
    cache: ConversionCache | None = None,
    engine: Engine = "pool",
) -> Generator[Converted, None, None]:
    """Every source folder in order, converted in ``processes`` processes; one is this very one.

    What ``cache`` holds is taken from it, and what it does not is kept there. ``engine``: where
    the processes are, those of a pool on this machine. Raises YusuanError where it is missing.
    """
    checksums = {} if cache is None else {folder: _checksum(folder) for folder in folders}

    def convert(converter: _Converts, folder: Path) -> Converted:
        checksum = checksums.get(folder)
        if cache is None:
            return converter.convert(folder)
        if checksum is None or (result := cache.converted(checksum, folder)) is None:
            result = converter.convert(folder)
            cache.keep_converted(result)
        return result

    to_convert = sum(
        cache is None or checksum is None or not cache.holds(checksum)
        for checksum in map(checksums.get, folders)
    )
    count = min(processes, to_convert)
    if engine == "ray" and count:
        from yusuan.conversion.ray_lanes import ray_lanes

        with ray_lanes(count) as lanes:
            yield from in_order(folders, lanes, convert)
        return
    if count > 1:
        yield from in_order(folders, [_Lane() for _ in range(count)], convert)
        return
    with closing(_Here()) as here:
        for folder in folders:
            yield convert(here, folder)


def _checksum(folder: Path) -> str | None:
    """None for a folder that cannot be read; whoever converts it says why."""
    try:
        return checksum_of(read_source(folder))
    except YusuanError:
        return None


class _Here:
    """This very process. What converts is loaded only once something is to be converted."""

    def __init__(self) -> None:
        self._converter: _Converts | None = None

    def convert(self, folder: Path) -> Converted:
        if self._converter is None:
            self._converter = _new_converter()
        return self._converter.convert(folder)

    def close(self) -> None:
        if self._converter is not None:
            self._converter.close()


def _new_converter() -> _Converts:
    from yusuan.conversion.pipeline import Converter

    return Converter()


class _Lane:
    """A process that converts one folder after another; a new one where the last one died."""

    def __init__(self) -> None:
        self._running: tuple[SpawnProcess, Connection] | None = None
        self._closed = False
        self._lock = Lock()  # between closing, by whoever stops early, and a process that begins

    def convert(self, folder: Path) -> Converted:
        try:
            _, connection = self._running or self._start()
            connection.send(folder)
            result = connection.recv()
        except (EOFError, OSError):
            return Converted(folder, None, (), (_died(folder, self._stop()),))
        assert isinstance(result, Converted)
        return result

    def close(self) -> None:
        with self._lock:
            self._closed = True
        self._stop()

    def _start(self) -> tuple[SpawnProcess, Connection]:
        # A fresh interpreter, alike on every system: nothing of this process is copied into it.
        context = multiprocessing.get_context("spawn")
        own, other = context.Pipe()
        with self._lock:
            if self._closed:
                raise EOFError
            process = context.Process(target=_serve, args=(other,), daemon=True)
            process.start()
            self._running = process, own
        other.close()
        return process, own

    def _stop(self) -> int | None:
        """How the process ended."""
        running, self._running = self._running, None
        if running is None:
            return None
        process, connection = running
        process.join(0 if self._closed else 1)
        code = process.exitcode
        process.kill()
        process.join()
        with suppress(OSError):
            connection.close()
        return code


def _died(folder: Path, code: int | None) -> YusuanError:
    return YusuanError(
        "转换它的进程意外结束",
        file=folder,
        text=None if code is None else f"退出码 {code}",
        hint="可能是内存不足；请单独转换这一份（--processes 1），看到底是什么原因",
    )


def _serve(connection: Connection) -> None:
    """Convert what is asked for until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever asked ends this process
    with closing(_new_converter()) as converter, suppress(EOFError, OSError):
        while True:
            connection.send(converter.convert(connection.recv()))
