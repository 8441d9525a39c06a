"""Where terms stand in a text.

A term is found as ``yusuan.printed.text.key`` compares: in another width, with other quotation marks or
spaces. There are no boundaries of words in Chinese, so it is found inside any sentence; of terms
that overlap the longest wins, of equally long ones the first given.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from yusuan.printed.text import key

# No line of print begins with a stop or closing bracket, or ends with an opening one; browsers
# keep that rule for text, but not between text and a button.
_STOPS = frozenset("，。、；：！？…,.;:!?%％")
_OPENING, _CLOSING = frozenset({"Ps", "Pi"}), frozenset({"Pe", "Pf"})


class Occurrence(NamedTuple):
    """A ``term`` as compared, at ``start:end`` of a text.

    ``opening`` and ``closing`` are where the punctuation begins and ends that must stay in its
    line.
    """

    term: str
    opening: int
    start: int
    end: int
    closing: int


def folded(printed: str) -> str:
    """``printed`` as it is compared, sign by sign."""
    return "".join(map(_folded_sign, printed))


def find_terms(printed: str, terms: Iterable[str]) -> list[Occurrence]:
    """Each occurrence of the ``terms``, given as ``folded``, in order; none overlap."""
    # Sign by sign markup is only signs; without any, the whole is compared faster.
    compared = folded(printed) if "&" in printed or "<" in printed else key(printed)
    present = [term for term in terms if term and term in compared]
    if not present:
        return []
    # Each sign as it is compared, with its place in the text.
    pairs = [(sign, at) for at, raw in enumerate(printed) for sign in _folded_sign(raw)]
    signs, places = "".join(sign for sign, _ in pairs), [at for _, at in pairs]
    taken = bytearray(len(signs))
    found = []
    for term in sorted(present, key=len, reverse=True):
        for start in _starts(signs, term):
            end = start + len(term)
            if 1 not in taken[start:end] and not _parts_a_sign(places, start, end):
                taken[start:end] = b"\1" * len(term)
                found.append((places[start], places[end - 1] + 1, term))
    return list(_whole(printed, sorted(found)))


@lru_cache(maxsize=1 << 13)
def _folded_sign(sign: str) -> str:
    return key(sign)


def _starts(signs: str, term: str) -> Iterator[int]:
    start = signs.find(term)
    while start >= 0:
        yield start
        start = signs.find(term, start + 1)


def _parts_a_sign(places: list[int], start: int, end: int) -> bool:
    """Whether a sign that stands for several, such as ㈱, lies only in part within."""
    before = start > 0 and places[start - 1] == places[start]
    return before or (end < len(places) and places[end] == places[end - 1])


def _whole(printed: str, found: list[tuple[int, int, str]]) -> Iterator[Occurrence]:
    """Each with the quotation mark that belongs to one inside it, and with its punctuation."""
    first = 0
    nexts = [*(start for start, _, _ in found), len(printed)][1:]
    for (start, end, term), last in zip(found, nexts, strict=True):
        if sum(map(_is_quote, printed[start:end])) % 2:
            if start > first and _is_quote(printed[start - 1]):
                start -= 1
            elif end < last and _is_quote(printed[end]):
                end += 1
        opening, closing = start, end
        while opening > first and unicodedata.category(printed[opening - 1]) in _OPENING:
            opening -= 1
        while closing < last and _closes(printed[closing]):
            closing += 1
        yield Occurrence(term, opening, start, end, closing)
        first = closing


def _is_quote(sign: str) -> bool:
    """Whether ``key`` leaves ``sign`` out, yet it can be seen."""
    return not _folded_sign(sign) and not sign.isspace()


def _closes(sign: str) -> bool:
    return sign in _STOPS or unicodedata.category(sign) in _CLOSING
