"""Which item is a part of which, by the way items are numbered: 一、 (一) 1. (1) 其中."""

import re
from typing import NamedTuple

from yusuan.printed.numbering import BEHIND_NUMERAL, NUMERAL, parted
from yusuan.printed.text import key, without_note
from yusuan.tables.itemised import parse_item

_STYLES = (
    ("chinese", re.compile(rf"{NUMERAL}{BEHIND_NUMERAL}")),
    ("bracketed_chinese", re.compile(rf"\({NUMERAL}\)")),
    ("digits", re.compile(r"[0-9]{1,2}[、.](?![0-9])")),
    ("bracketed_digits", re.compile(r"\([0-9]{1,2}\)")),
    ("circled", re.compile(r"[①-⑳]")),
)
_OF_WHICH = re.compile(r"^其中[:：]?")
_SEVERAL = re.compile(r"一[、.].+二[、.]|\(一\).+\(二\)")
_TRAILING = re.compile(r"[:：]$")
_DASHES = re.compile(rf"^[-—–]{{1,2}}(?={NUMERAL}{BEHIND_NUMERAL}|[0-9]{{1,2}}[、.](?![0-9]))")


class Label(NamedTuple):
    """An item label in its parts: its number's ``style``, None where it has no number."""

    number: int | None
    name: str
    style: str | None
    of_which: bool


def read_label(label: str) -> Label:
    """The parts of a label such as ``（一）一般公共预算拨款`` or ``其中：（1）公务用车购置费``."""
    item = parse_item(label)
    text = key(parted(without_note(label)))
    of_which = item.of_which or bool(_OF_WHICH.match(text))
    text = _DASHES.sub("", _OF_WHICH.sub("", text))
    for style, pattern in _STYLES:
        if match := pattern.match(text):
            rest = text[match.end() :]
            of_which = of_which or bool(_OF_WHICH.match(rest))
            name = item.name if item.number is not None else _OF_WHICH.sub("", rest)
            # A label that is a number alone keeps it for a name: no row is without one.
            return Label(item.number, _TRAILING.sub("", name) or label, style, of_which)
    return Label(item.number, item.name or label, None, of_which)


def holds_several(label: str) -> bool:
    """Whether a label holds a first item and a second one: rows that no rule parts, read as one."""
    return _SEVERAL.match(key(parted(label))) is not None


class Outline:
    """Hands out the parent of each item printed next.

    A style that is new goes below the style before it; one that was seen goes on where it was.
    """

    def __init__(self) -> None:
        self._levels: list[tuple[str, str]] = []  # (style, key of the last item of it)
        self._numbers: dict[str, int | None] = {}  # the last number of each style
        self._base: str | None = None
        self._last: str | None = None
        self._within = False

    def restart(self, base: str | None) -> None:
        """What follows is a part of ``base`` (a carry-over), or of nothing."""
        self._levels, self._base, self._last, self._within = [], base, base, False
        self._numbers = {}

    def _style(self, label: Label) -> str | None:
        """The style of a label, or that which its number goes on in: 十四、, then 15、, then 十六、."""
        if label.style != "digits" or label.number is None:
            return label.style
        before = label.number - 1
        on = self._numbers.get("chinese") == before and self._numbers.get("digits") != before
        return "chinese" if on else label.style

    def parent(self, label: Label) -> str | None:
        """The key of the item that ``label`` is a part of."""
        style = self._style(label)
        if style is not None:
            return self._below(style)
        return self._last if label.of_which else None

    def inside(self, label: Label) -> str | None:
        """Like ``parent``; what follows 其中 without a number is a part of the same item."""
        if label.style is None and self._within:
            return self._last
        return self.parent(label)

    def _below(self, style: str) -> str | None:
        styles = [found for found, _ in self._levels]
        depth = styles.index(style) if style in styles else len(styles)
        return self._levels[depth - 1][1] if depth else self._base

    def add(self, label: Label, found: str) -> None:
        """Remember the item whose key is ``found``."""
        style = self._style(label)
        if style is not None:
            styles = [seen for seen, _ in self._levels]
            depth = styles.index(style) if style in styles else len(styles)
            self._levels[depth:] = [(style, found)]
            self._numbers[style] = label.number
        if label.of_which:
            self._within = True
        elif label.style is not None or not self._within:
            self._last, self._within = found, False
