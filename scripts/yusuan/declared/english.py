"""The dictionary of terms, Chinese to English: ``english.toml``.

What declares a field, a table or a rule describes it in both languages; this adds the short names
by which it is called, and those of the national classification. The translations are ours.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from yusuan.declared.fields import Field, Resource
from yusuan.printed.text import key
from yusuan.storage.toml_files import CHECKED, Text, read_toml

_FILE = Path(__file__).with_name("english.toml")


@dataclass(frozen=True, slots=True)
class _Dictionary:
    """``terms`` by what is printed; ``fields`` by names of fields; the others where they differ."""

    terms: dict[str, Text]
    fields: dict[str, Text]
    tables: dict[str, Text]
    checks: dict[str, Text]

    __pydantic_config__ = CHECKED


@cache
def dictionary() -> _Dictionary:
    return read_toml(_FILE, _Dictionary)


@cache
def _terms() -> Mapping[str, str]:
    """Each translation by its term as it is compared."""
    return {key(term): english for term, english in dictionary().terms.items()}


def in_english(term: str) -> str | None:
    """A classification name, an item or a word of ours; None where there is no translation."""
    return _terms().get(key(term))


def head_in_english(field: Field) -> str:
    """The head of a field's column. Raises KeyError for a field that has no translation."""
    return dictionary().fields.get(field.name) or _terms()[key(field.title)]


def table_in_english(resource: Resource) -> str:
    """What a table is called. Raises KeyError for one that has no translation."""
    return dictionary().tables[resource.title]


def check_in_english(title: str) -> str | None:
    """What a rule is called; None where there is no translation."""
    return dictionary().checks.get(title)
