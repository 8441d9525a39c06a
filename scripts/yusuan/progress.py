"""How long work reports how far it is: (done, total, what); how a reader says where it is."""

from collections.abc import Callable

Progress = Callable[[int, int, str], None]


def no_progress(done: int, total: int, what: str) -> None:
    """Report nothing."""


class _Pages:
    listener: Callable[[int], None] | None = None


def at_page(number: int) -> None:
    """A reader begins this page, 1-based: if it crashes there, the message can name the page."""
    if _Pages.listener is not None:
        _Pages.listener(number)


def listen_for_pages(listener: Callable[[int], None] | None) -> None:
    """Have ``listener`` called by every ``at_page`` of this process."""
    _Pages.listener = listener
