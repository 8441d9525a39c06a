"""Plain 编码, 名称, 类, 款 and 项 of a table's columns, named after the classification they are of."""

import re
from collections.abc import Sequence

from yusuan.binding.heads import Head, HeadPath
from yusuan.evidence.model import Grid
from yusuan.layouts.loading import Classification, Role

KINDS: tuple[Classification, ...] = ("function", "economic", "government_economic")
PARTS = ("class", "section", "subsection")
CODE_FIELDS = frozenset(f"{kind}_{part}" for kind in KINDS for part in ("code", *PARTS))
SAYS_KIND: dict[str, Classification] = {
    f"{kind}_{part}": kind for kind in KINDS for part in ("code", "name", "group")
}
_CODE = re.compile(r"\[?([0-9]{3})(?:[0-9]{2}){0,2}\]?(?![0-9])")


def classified(
    fields: Sequence[str | None],
    paths: Sequence[HeadPath],
    role: Role,
    grid: Grid,
    head: Head,
) -> list[str | None]:
    """Plain 编码, 名称, 类, 款 and 项 named after the classification that they are of."""
    found = list(fields)
    start = 0
    before: Classification | None = None  # of the codes that the unit's parts from their name
    while start < len(found):
        group = _group(found, start, paths)
        if not group:
            start += 1
            continue
        kind = _kind_said(group, found, paths) or _kind_of_codes(grid, head, group)
        kind = kind or role.classification or (before if len(group) == 1 else None)
        before = kind
        _part_codes(found, group, paths, grid, head)
        for i in group:
            part = found[i]
            if part in ("code", "name", *PARTS):
                found[i] = None if kind is None else f"{kind}_{part}"
        start = group[-1] + 1
    return found


def _group(fields: Sequence[str | None], start: int, paths: Sequence[HeadPath]) -> list[int]:
    """Columns from ``start`` on that together name one classification: its codes and a name.

    One label over several columns, as 科目编码 over those of 类, 款 and 项, is of one code.
    """
    group: list[int] = []
    for i in range(start, len(fields)):
        field = fields[i]
        is_name = field == "name" or field in {f"{kind}_name" for kind in KINDS}
        is_code = field in ("code", *PARTS) or field in {f"{kind}_code" for kind in KINDS}
        if is_name:
            group.append(i)
            break
        if not is_code:
            break
        again = bool(group) and field in (fields[j] for j in group)
        if again and paths[i].labels == paths[group[-1]].labels:
            group.append(i)
            continue
        if again or (group and field == "class"):
            break
        group.append(i)
    return group


def _part_codes(
    found: list[str | None], group: list[int], paths: Sequence[HeadPath], grid: Grid, head: Head
) -> None:
    """科目编码 over three columns of which each row prints 207, 01 and 99 is of 类, 款 and 项."""
    run = [i for i in group if found[i] in _WHOLE_CODES]
    if len(run) != len(PARTS) or len({paths[i].labels for i in run}) > 1:
        return
    printed = [
        tuple(grid.cell(row, i).text.strip() for i in run)
        for row in range(head.body, grid.row_count)
    ]
    coded = [texts for texts in printed if any(map(_DIGITS.fullmatch, texts))]
    parted = any(_DIGITS.fullmatch(texts[1]) for texts in coded)
    if parted and all(_PARTED.fullmatch(" ".join(texts)) for texts in coded):
        for i, part in zip(run, PARTS, strict=True):
            found[i] = part


_WHOLE_CODES = frozenset({"code", *(f"{kind}_code" for kind in KINDS)})
_DIGITS = re.compile(r"[0-9]+")
_PARTED = re.compile(r"(?:[0-9]{3})? (?:[0-9]{2})? (?:[0-9]{2})?")


def _kind_said(
    group: list[int], fields: Sequence[str | None], paths: Sequence[HeadPath]
) -> Classification | None:
    for i in reversed(group):
        for term in (fields[i], *reversed(paths[i].terms)):
            if term in SAYS_KIND:
                return SAYS_KIND[term]
    return None


def _kind_of_codes(grid: Grid, head: Head, group: list[int]) -> Classification | None:
    """2xx are functions, 3xx economic classes, 5xx those of the government's budget."""
    seen: set[Classification] = set()
    for row in range(head.body, grid.row_count):
        for column in group:
            if match := _CODE.match(grid.cell(row, column).text.strip()):
                seen.add(kind_of_class(match[1]))
            if grid.cell(row, column).text.strip():
                break
    return seen.pop() if len(seen) == 1 else None


def kind_of_class(code: str) -> Classification:
    """The classification that a class of three digits belongs to."""
    classes: dict[str, Classification] = {"3": "economic", "5": "government_economic"}
    return classes.get(code[0], "function")
