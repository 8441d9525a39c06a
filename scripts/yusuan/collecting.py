"""Garbage collected more rarely while very many rows are made that are all kept."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# Objects made before the youngest are looked through, and how often the older ones are: rows hold
# no cycles, so that looking through all of them time and again finds nothing.
_RARELY = (100_000, 20, 50)


@contextmanager
def rarely_collecting() -> Iterator[None]:
    """The thresholds as they were come back at the end."""
    before = gc.get_threshold()
    gc.set_threshold(*_RARELY)
    try:
        yield
    finally:
        gc.set_threshold(*before)


@contextmanager
def collecting_after() -> Iterator[None]:
    """The same for one of many: the little that holds cycles goes before the next."""
    with rarely_collecting():
        yield
    gc.collect(1)
