"""Space for text, computed from its characters: the machine may have no font to measure with."""

import unicodedata

# In em; generous, since readers' fonts differ. Quotation marks and the like are wide in Chinese.
_FULL, _HALF, _CAPITAL, _BROAD = 1.0, 0.65, 0.75, 0.95
_BROAD_LETTERS = frozenset("MWmw@%")
_MORE = "…"


def clean(text: str) -> str:
    """``text`` on one line, without characters that XML forbids or that change the direction."""
    shown = []
    for character in " ".join(text.split()):
        category = unicodedata.category(character)
        if category == "Cf":
            continue
        shown.append("\ufffd" if category in ("Cc", "Cs", "Cn") else character)
    return "".join(shown)


def width(text: str, size: float) -> float:
    """The room that ``text`` takes in letters of ``size``, in the unit of ``size``."""
    return size * sum(map(_em, text))


def _em(character: str) -> float:
    if not character.isascii():
        return _FULL
    if character in _BROAD_LETTERS:
        return _BROAD
    return _CAPITAL if character.isupper() else _HALF


def wrapped(text: str, size: float, room: float, most: int) -> tuple[str, ...]:
    """``text`` in lines no wider than ``room``, ``most`` of them; the last says … if cut."""
    lines = _filled(clean(text), size, room)
    if len(lines) > most:
        return (*lines[: most - 1], _cut(lines[most - 1], size, room))
    # As few lines, but about as long as each other.
    even, count = room, len(lines)
    while count > 1 and len(_filled(clean(text), size, even - size / 2)) == count:
        even -= size / 2
    return tuple(_filled(clean(text), size, even))


def _filled(text: str, size: float, room: float) -> list[str]:
    lines = [""]
    for character in text:
        if lines[-1] and width(lines[-1] + character, size) > room:
            lines.append("")
        lines[-1] += character
    return lines


def _cut(line: str, size: float, room: float) -> str:
    while line and width(line + _MORE, size) > room:
        line = line[:-1]
    return line + _MORE
