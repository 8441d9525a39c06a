"""Lines of prose, alike in every format that has no page: text, Word, HTML."""

import re
from collections.abc import Iterator, Sequence

from yusuan.evidence.model import Line, Part
from yusuan.evidence.places import Place

_WHITE_SPACE = re.compile(r"\s+")
# A tab, or white space as wide as three letters: what typists set two things apart with.
_WIDE = 3


def prose_line(text: str, place: Place, *, ended: bool = False, heading: int = 0) -> Line:
    """The line that prints ``text``; ``pieces`` tells apart what wide gaps set apart, if any."""
    text = text.strip()
    found = list(_pieces(text))
    pieces = tuple(Part(piece, place) for piece in found) if len(found) > 1 else ()
    return Line(text, place, pieces, ended=ended, heading=heading)


def lines_of(parts: Sequence[Part]) -> Iterator[Line]:
    """What stands side by side in one row, as a line with pieces; apart if a part has lines."""
    if len(parts) > 1 and not any("\n" in part.text for part in parts):
        text = "\t".join(part.text for part in parts)
        yield Line(text, parts[0].place, tuple(parts), ended=True)
        return
    for part in parts:
        for text in part.text.split("\n"):
            if text.strip():
                yield prose_line(text, part.place, ended=True)


def _pieces(text: str) -> Iterator[str]:
    start = 0
    for gap in _WHITE_SPACE.finditer(text):
        if "\t" in gap[0] or len(gap[0]) + gap[0].count("\u3000") >= _WIDE:
            yield text[start : gap.start()]
            start = gap.end()
    yield text[start:]
