"""What names of a table mean, in our own words: ``our_words.toml``."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from yusuan.pages.explaining import Explainer
from yusuan.pages.finding import folded
from yusuan.pages.model import Disclosure, Record, integer, text
from yusuan.printed.text import key
from yusuan.storage.toml_files import CHECKED, Text, read_toml

_FILE = Path(__file__).with_name("our_words.toml")


class Word(NamedTuple):
    """A name as the table prints it, and what it means."""

    term: str
    meaning: str


@dataclass(frozen=True, slots=True)
class _Words:
    """The meaning of each term."""

    words: dict[str, Text]

    __pydantic_config__ = CHECKED


@cache
def our_words() -> Mapping[str, str]:
    """Each meaning by its term as it is compared."""
    return {key(term): meaning for term, meaning in read_toml(_FILE, _Words).words.items()}


def words_of(disclosure: Disclosure, printed: Record, explainer: Explainer) -> tuple[Word, ...]:
    """The names of a table's rows that we can explain and its document does not, in order."""
    found: dict[str, Word] = {}
    for cell in disclosure.cells.get(integer(printed, "table_no"), ()):
        if cell["part"] != "label":
            continue
        shown = text(cell, "text").strip()
        meaning = our_words().get(key(shown))
        if meaning is not None and folded(shown) not in explainer.explanations:
            found.setdefault(key(shown), Word(shown, meaning))
    return tuple(found.values())
