"""What the prose of a disclosure states of an item that a table may leave blank."""

from collections.abc import Container, Iterator
from typing import NamedTuple

from yusuan.pages.figures import grouped
from yusuan.pages.model import Disclosure, Record, text
from yusuan.pages.origins import Origin, origin_of
from yusuan.text import key


class Stated(NamedTuple):
    """An amount as the prose writes it, and where."""

    value: str
    unit: str
    origin: Origin | None


def stated_rows(disclosure: Disclosure, names: Container[str]) -> Iterator[Record]:
    """The amounts whose subject, as compared, is among ``names``; not changes against a year."""
    for row in disclosure.of("stated_amounts"):
        if row["amount_type"] != "change" and key(text(row, "subject")) in names:
            yield row


def stated_of(disclosure: Disclosure, item: str) -> Iterator[Stated]:
    """What is stated of ``item``."""
    for row in stated_rows(disclosure, (key(item),)):
        shown = grouped(text(row, "published_text"))
        yield Stated(shown, text(row, "published_unit"), origin_of(row))
