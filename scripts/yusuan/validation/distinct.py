"""Whether keys are distinct, and whether all are among others: the usual answer, quickly.

Rows are compared as one text each. ``pyarrow``'s grouping and joins, which tell which rows are
not, load a library (``pyarrow.dataset``, and with it pandas) that a sound package needs not.
"""

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from yusuan.declared.arrow import column_of

# Stands between the values of a row; no value may have it.
_BETWEEN = column_of(("\0",), pa.string())[0]


def are_distinct(keys: pa.Table) -> bool:
    """Whether no two rows are alike; False, too, where this cannot be told here."""
    texts = _texts(keys)
    return texts is not None and len(pc.unique(texts)) == len(texts)


def are_among(keys: pa.Table, others: pa.Table) -> bool:
    """Whether each row of ``keys`` that is not wholly null is one of ``others``; False as above."""
    whole = keys.drop_null()
    if any(column.null_count != keys.num_rows - whole.num_rows for column in keys.columns):
        return False  # some rows are null in a part
    texts = _texts(whole)
    targets = _texts(others)
    if texts is None or targets is None:
        return False
    found = pc.is_in(pc.unique(texts), pc.unique(targets))
    return bool(pc.all(found, min_count=0).as_py())


def are_among_dated(
    codes: pa.Table, owner: Sequence[str], years: pa.Table, listed: pa.Table
) -> bool:
    """Whether each row of ``codes``, the columns ``owner`` and a code, has its code in ``listed``,
    a year and a code each, for the year that ``years`` has of its owner; False as above.

    A row whose owner has no year is not looked at.
    """
    names = list(owner)
    owners, known = _texts(codes.select(names)), _texts(years.select(names))
    if owners is None or known is None or not are_distinct(years.select(names)):
        return False
    at = pc.index_in(owners, value_set=known)
    [year] = [name for name in years.column_names if name not in names]
    [code] = [name for name in codes.column_names if name not in names]
    dated = pa.Table.from_arrays([years[year].take(at), codes[code]], names=[year, code])
    return are_among(dated.filter(pc.is_valid(at)), listed.select([year, code]))


def _texts(keys: pa.Table) -> pa.ChunkedArray | None:
    """A text for each row, another one for each other row; None where there may be none."""
    columns = [column.cast(pa.string()) for column in keys.columns]
    if any(column.null_count for column in columns):
        return None
    if len(columns) == 1:
        return columns[0]
    if any(
        pc.any(pc.match_substring(each, _BETWEEN.as_py()), min_count=0).as_py() for each in columns
    ):
        return None
    return pc.binary_join_element_wise(*columns, _BETWEEN)
