"""What one document may cost. The largest of 1,007 pages tried took 20 ms; see each figure."""

from dataclasses import dataclass

MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits for one document.

    ``seconds`` of the clock and ``pages`` hold everywhere, ``cpu_seconds`` on POSIX only,
    ``memory`` (bytes of address space of the worker, interpreter included) on Linux only.
    ``content`` and ``result`` are bytes: of the file, and of what was read, as handed over.
    With ``each_page``, ``seconds`` and ``cpu_seconds`` begin anew with every page.
    """

    seconds: float = 120.0
    cpu_seconds: int = 90
    memory: int = 768 * MEGABYTE
    content: int = 100 * MEGABYTE
    result: int = 128 * MEGABYTE
    pages: int = 2000
    each_page: bool = False


DEFAULT_LIMITS = Limits()

# A page of A3, the largest picture that is drawn, full of amounts: 15 s, 1.7 GB of address space,
# 0.9 of them used.
RECOGNITION_LIMITS = Limits(seconds=240.0, cpu_seconds=120, memory=4096 * MEGABYTE, each_page=True)
"""Where the pages of a document are to be recognised."""
