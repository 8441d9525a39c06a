"""What differs between two packages, without a judgement of it (that is in ``rises``).

Swapping the two packages swaps old and new, added and removed, and changes nothing else.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

# A primary key's values, as printed in the CSV.
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """One of the two packages: where it was read from, and its version."""

    location: str
    version: str
    created: str | None


@dataclass(frozen=True, slots=True)
class Disclosure:
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Change:
    """A described fact that changed; None stands for a fact that is not stated.

    ``field`` is None for a fact of the package, of a resource or of a schema as a whole. The
    order of columns is ``fields``, a constraint ``constraints.<name>``, a foreign key
    ``foreignKeys`` (one change for each), the type in the Parquet file ``parquet``.
    """

    attribute: str
    old: Any
    new: Any
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A value as printed in the CSV. ``notation``: the same number or blank, otherwise written."""

    field: str
    old: str
    new: str
    notation: bool


@dataclass(frozen=True, slots=True)
class ChangedRow:
    key: Key
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """An added or removed row: its key, and every value by field name."""

    key: Key
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class TableDifference:
    """A table in both packages that is not the same in both.

    ``rows_added`` and ``rows_removed`` leave out the rows of added and removed disclosures,
    which are only counted. ``by_disclosure``: its rows belong to disclosures. With another
    primary key rows cannot be matched: then ``rows_compared`` is false, ``key`` and rows empty.
    ``rewritten``: files (by resource) with other bytes though all they say is the same.
    """

    name: str
    title: str
    key: tuple[str, ...]
    by_disclosure: bool
    fields_added: tuple[str, ...]
    fields_removed: tuple[str, ...]
    changes: tuple[Change, ...]
    rows_compared: bool
    rows_added: tuple[Row, ...]
    rows_removed: tuple[Row, ...]
    rows_changed: tuple[ChangedRow, ...]
    rows_of_disclosures_added: int
    rows_of_disclosures_removed: int
    rewritten: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        return self.rows_compared and not any(
            (
                self.fields_added,
                self.fields_removed,
                self.changes,
                self.rows_added,
                self.rows_removed,
                self.rows_changed,
                self.rows_of_disclosures_added,
                self.rows_of_disclosures_removed,
                self.rewritten,
            )
        )


@dataclass(frozen=True, slots=True)
class Difference:
    """``metadata`` leaves out version and creation date, which are those of the editions."""

    old: Edition
    new: Edition
    metadata: tuple[Change, ...]
    disclosures_added: tuple[Disclosure, ...]
    disclosures_removed: tuple[Disclosure, ...]
    resources_added: tuple[str, ...]
    resources_removed: tuple[str, ...]
    tables: tuple[TableDifference, ...]

    @property
    def is_empty(self) -> bool:
        return not any(
            (
                self.metadata,
                self.disclosures_added,
                self.disclosures_removed,
                self.resources_added,
                self.resources_removed,
                self.tables,
            )
        )
