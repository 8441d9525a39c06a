"""What an earlier run has proven of the very same bytes by the very same code.

Only that nothing is wrong is kept: a problem is found anew each time. Nothing is kept of what is
not told by checksums of the files, or of parts of them.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator

from yusuan.caching import Cache, Entry
from yusuan.validation.model import Problem

_SOUND = Entry(b"sound", ())


class Proven:
    """Without ``kept`` everything is proven."""

    def __init__(self, kept: Cache | None = None) -> None:
        self._kept = kept

    def has(self, told: Iterable[str]) -> bool:
        """Whether nothing was wrong with what ``told`` says all of."""
        return self._kept is not None and self._kept.load(_checksum(told)) == _SOUND

    def add(self, told: Iterable[str]) -> None:
        """Nothing is wrong with what ``told`` says all of."""
        if self._kept is not None:
            self._kept.keep(_checksum(told), _SOUND)

    def unless(
        self, told: Iterable[str], prove: Callable[[], Iterator[Problem]]
    ) -> Iterator[Problem]:
        """What ``prove`` finds, unless it is known to find nothing."""
        named = tuple(told)
        if self.has(named):
            return
        sound = True
        for problem in prove():
            sound = False
            yield problem
        if sound:
            self.add(named)


def _checksum(told: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(told).encode()).hexdigest()
