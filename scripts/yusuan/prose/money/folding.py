"""A text as amounts are looked for in it, and the way back to the text as printed."""

import re
from typing import NamedTuple

from yusuan.printed.characters import INVISIBLE
from yusuan.printed.markup import spelled
from yusuan.printed.numbers import NARROWED

KEPT = {
    **{code: char for code, char in NARROWED.items() if char},
    ord("，"): "，",
    ord("萬"): "万",
    ord("億"): "亿",
}
BOLD = re.compile(r"\*\*")
# 公务接待费（注1）0.50万元: no part of the number
NOTE = re.compile(r"[（(]注[:：]?\s?[0-9]{0,2}[)）](?=\s?[0-9])")
DROPPED = frozenset(chr(code) for code in INVISIBLE if NARROWED.get(code, "") is None)


class Folded(NamedTuple):
    """A text with full-width ASCII narrowed (but ，) and blanks as spaces, and whence it came."""

    text: str
    origin: list[int] | None  # None: character by character

    def at(self, position: int) -> int:
        if self.origin is None:
            return position
        return self.origin[position] if position < len(self.origin) else self.origin[-1] + 1


def fold(text: str) -> Folded:
    origin: list[int] | None = None
    if plain := spelled(text):
        text, origin = plain
    marks = {
        at for it in (BOLD, NOTE) for found in it.finditer(text) for at in range(*found.span())
    }
    if marks or not DROPPED.isdisjoint(text):
        kept = [i for i, c in enumerate(text) if c not in DROPPED and i not in marks]
        origin = kept if origin is None else [origin[i] for i in kept]
        text = "".join(text[i] for i in kept)
    text = text.translate(KEPT)
    return Folded(re.sub(r"\s", " ", text), origin)
