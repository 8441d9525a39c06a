"""Work done by several workers at a time, its results in the order of the items."""

from collections import deque
from collections.abc import Callable, Generator, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue
from typing import Protocol, TypeVar


class Closable(Protocol):
    def close(self) -> None:
        """End what the worker is doing, for good."""


Item = TypeVar("Item")
Result = TypeVar("Result")
Each = TypeVar("Each", bound=Closable)


def in_order(
    items: Iterable[Item], workers: Sequence[Each], work: Callable[[Each, Item], Result]
) -> Generator[Result, None, None]:
    """``work`` of an idle worker and each item, in the order of ``items``.

    ``items`` are taken as they are needed: at most two for each worker are held at a time. Each
    worker does one thing at a time; whoever stops early does not wait for what is being done.
    """
    waiting: deque[Future[Result]] = deque()
    idle: SimpleQueue[Each] = SimpleQueue()
    for worker in workers:
        idle.put(worker)

    def run(item: Item) -> Result:
        worker = idle.get()
        try:
            return work(worker, item)
        finally:
            idle.put(worker)

    executor = ThreadPoolExecutor(len(workers))
    try:
        for item in items:
            waiting.append(executor.submit(run, item))
            if len(waiting) >= 2 * len(workers):
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        executor.shutdown(wait=False, cancel_futures=True)
        for worker in workers:
            worker.close()
        executor.shutdown()
