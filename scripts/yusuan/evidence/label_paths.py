"""The label path of each column under the merged cells of a head that prints no spans."""

from functools import lru_cache
from itertools import groupby

HeadTexts = tuple[tuple[str, ...], ...]


@lru_cache(maxsize=4096)
def label_paths(head: HeadTexts) -> tuple[tuple[str, ...], ...]:
    """The labels over each column, outermost first, told from the blanks between them.

    A blank in an upper row belongs to the cell on its left if a label stands below it and none
    above it; a blank in a lower row belongs to the label above, and so does its text printed again.
    """
    width = max(len(row) for row in head)
    padded = [row + ("",) * (width - len(row)) for row in head]
    columns: list[list[str]] = []
    for column in range(width):
        labels = [row[column] for row in padded]
        for depth, label in enumerate(labels):
            if not label and columns and any(labels[depth + 1 :]):
                begun = any(row[column] for row in padded[:depth])
                left = columns[-1]
                labels[depth] = left[depth] if any(left[depth + 1 :]) and not begun else ""
        columns.append(labels)
    return tuple(tuple(label for label, _ in groupby(filter(None, labels))) for labels in columns)
