"""What a second process saves when many PDFs are read, and what their workers hold in memory.

``python -m tests.benchmarks.pdf_processes [--files N] [FOLDER]`` reads the PDFs of a folder, in
turn until there are N (200), in one worker and in two: seconds, their ratio (target: at least
1.7, on a machine with two idle processors) and the peak of each process (together at most 1 GiB).
"""

import argparse
import resource
import time
from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path

from tests.readers.showing import SAMPLES
from yusuan.errors import YusuanError
from yusuan.isolation import read_many

_KIB_A_MIB = 1024


def seconds(files: Sequence[Path], count: int, processes: int) -> float:
    """Wall-clock seconds for ``count`` files; as many documents must come out."""
    items = ((path.name, path.read_bytes()) for path in islice(cycle(files), count))
    start = time.perf_counter()
    results = list(_sizes(items, processes))
    elapsed = time.perf_counter() - start
    assert len(results) == count
    assert all(results), "a file could not be read"
    return elapsed


def _sizes(items: Iterator[tuple[str, bytes]], processes: int) -> Iterator[int]:
    """The number of blocks of each document, which itself is let go."""
    for result in read_many(items, processes):
        yield 0 if isinstance(result, YusuanError) else len(result.blocks)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", nargs="?", type=Path, default=SAMPLES)
    parser.add_argument("--files", type=int, default=200)
    arguments = parser.parse_args()
    files = sorted(arguments.folder.rglob("*.pdf"))
    one = seconds(files, arguments.files, 1)
    two = seconds(files, arguments.files, 2)
    print(
        f"{arguments.files} PDFs: one process {one:.1f} s, two {two:.1f} s, ratio {one / two:.2f}"
    )
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KIB_A_MIB
    worker = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / _KIB_A_MIB
    print(
        f"peak memory: {own:.0f} MiB, the largest worker {worker:.0f} MiB, "
        f"with two at most {own + 2 * worker:.0f} MiB"
    )


if __name__ == "__main__":
    main()
