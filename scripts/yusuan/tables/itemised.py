"""Item labels as these tables print them: 一、…, 1、…, 其中：…, with a unit in brackets."""

import re
import unicodedata
from typing import NamedTuple

from yusuan.facts.keys import RowKeys
from yusuan.text import chinese_number, key

_NUMBERED = re.compile(
    r"\s*([一二三四五六七八九十]{1,3}|\d{1,2})\s*[、.．]\s*(?=\S)(.*)", re.DOTALL
)
_OF_WHICH = re.compile(r"\s*其\s*中\s*[:：]\s*(.*)", re.DOTALL)
_UNIT = re.compile(r"[（(]([^（）()]+)[）)]\s*$")
TOTAL_NAMES = frozenset({"合计", "总计", "资产总额", "资产合计"})


class Item(NamedTuple):
    """A printed item label in its parts; ``name`` has neither number nor 其中."""

    number: int | None
    name: str
    of_which: bool
    total: bool
    subtotal: bool


def parse_item(label: str) -> Item:
    """The parts of an item label such as ``二、公务用车购置及运维费`` or ``其中：公务用车购置费``."""
    number: int | None = None
    name = label
    of_which = False
    if match := _NUMBERED.fullmatch(label):
        numeral = unicodedata.normalize("NFKC", match[1])
        number = int(numeral) if numeral.isdigit() else chinese_number(numeral)
        name = match[2] if number is not None else label
    if match := _OF_WHICH.fullmatch(name):
        of_which, name = True, match[1]
    name = name.strip()
    compared = key(name)
    return Item(
        number,
        name,
        of_which,
        compared in TOTAL_NAMES,
        number is None and compared.endswith("小计"),
    )


def unit_of(name: str) -> tuple[str, str | None]:
    """``房屋（平方米）`` -> (``房屋``, ``平方米``); None where no unit is printed."""
    if match := _UNIT.search(name):
        return name[: match.start()].strip(), match[1].strip()
    return name, None


_THREE_PUBLIC_WORDS = ("因公出国", "公务用车", "公务接待")


class Hierarchy:
    """Parent and level of items as they are printed one below the other.

    合计 holds everything; 小计 (of 三公) holds the numbered 三公 items; a numbered item
    holds its 其中 and the unnumbered lines that follow that 其中.
    """

    def __init__(self) -> None:
        self._keys = RowKeys()
        self._total: str | None = None
        self._subtotal: str | None = None
        self._numbered: str | None = None
        self._inside = False
        self._levels: dict[str | None, int] = {None: -1}

    def place(self, item: Item, name: str | None = None) -> tuple[str, str | None, int]:
        """(key, parent's key, level) of the item printed next; ``name`` if not the item's own."""
        parent = self._parent(item)
        found = self._keys.of_label(item.name if name is None else name, parent=parent)
        if item.total:
            self._total = found
        elif item.subtotal:
            self._subtotal = found
        elif not self._inside:
            self._numbered = found
        self._levels[found] = self._levels[parent] + 1
        return found, parent, self._levels[found]

    def _parent(self, item: Item) -> str | None:
        parent: str | None
        if item.total:
            parent = None
            self._numbered, self._inside = None, False
        elif item.subtotal:
            parent, self._numbered, self._inside = self._total, None, False
        elif item.of_which or (self._inside and item.number is None):
            parent, self._inside = self._numbered, True
        else:
            within = self._subtotal is not None and any(
                word in key(item.name) for word in _THREE_PUBLIC_WORDS
            )
            parent = self._subtotal if within else self._total
            self._inside = False
        return parent
