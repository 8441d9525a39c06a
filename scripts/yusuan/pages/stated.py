"""What the prose of a disclosure states of an item that a table may leave blank."""

from collections.abc import Container, Iterator
from typing import NamedTuple

from yusuan.pages.figures import grouped
from yusuan.pages.model import Disclosure, Record, text
from yusuan.pages.origins import Origin, origin_of
from yusuan.printed.text import key
from yusuan.tables.itemised import parse_item

# The fields that hold the figure of a row as a whole.
WHOLE_FIELDS = ("total", "amount", "value")


class StatedBlank(NamedTuple):
    """An item whose cell is blank in a table, though the prose states an amount of it."""

    item: str
    stated: tuple["Stated", ...]


class Stated(NamedTuple):
    """An amount as the prose writes it, and where."""

    value: str
    unit: str
    origin: Origin | None


def stated_rows(disclosure: Disclosure, names: Container[str]) -> Iterator[Record]:
    """The amounts whose subject, as compared, is among ``names``; no changes or thresholds.

    Nor what the note of a table says: it tells of a part of that table, in whatever words.
    """
    for row in disclosure.of("stated_amounts"):
        if (
            row["table_no"] is None
            and row["amount_type"] == "level"
            and key(text(row, "subject")) in names
        ):
            yield row


def stated_of(disclosure: Disclosure, item: str) -> Iterator[Stated]:
    """What is stated of ``item``."""
    for row in stated_rows(disclosure, (key(item),)):
        shown = grouped(text(row, "published_text"))
        yield Stated(shown, text(row, "published_unit"), origin_of(row))


def stated_blanks(disclosure: Disclosure, resource: str) -> Iterator[StatedBlank]:
    """The rows of a table with an item and a blank whole, of which the prose says how much."""
    whole = next((each for each in WHOLE_FIELDS if disclosure.has_column(resource, each)), None)
    if whole is None:
        return
    for row in disclosure.of(resource):
        item = parse_item(str(row.get("item_name") or row.get("item") or "")).name
        if item and disclosure.figure(resource, row, whole) is None:
            stated = tuple(stated_of(disclosure, item))
            if stated:
                yield StatedBlank(item, stated)
