"""The label path of each column under the merged cells of a head that prints no spans."""

from functools import lru_cache

HeadTexts = tuple[tuple[str, ...], ...]


@lru_cache(maxsize=4096)
def label_paths(head: HeadTexts) -> tuple[tuple[str, ...], ...]:
    """The labels over each column, outermost first, told from the blanks between them.

    A blank in an upper row belongs to the cell on its left if a label stands below it; a
    blank in a lower row belongs to the label above.
    """
    width = max(len(row) for row in head)
    padded = [row + ("",) * (width - len(row)) for row in head]
    paths: list[tuple[str, ...]] = []
    for column in range(width):
        path: list[str] = []
        for depth, row in enumerate(padded):
            label = row[column]
            below = any(other[column] for other in padded[depth + 1 :])
            if not label and below and column:
                left = paths[column - 1]
                label = left[depth] if depth < len(left) and len(left) > depth + 1 else ""
            if label:
                path.append(label)
        paths.append(tuple(path))
    return tuple(paths)
