"""Lists of amounts within a sentence, and what a change behind one of them is of."""

import re
from typing import NamedTuple


class Listing(NamedTuple):
    """A list in the text: 公用经费80万元，主要包括办公费20万元、印刷费2万元，较上年减少5万元.

    ``whole`` is what it is of, ``items`` how many amounts of it were read.
    """

    whole: str = ""
    items: int = 0

    @property
    def of(self) -> str:
        """What a change behind the list is of; nothing where one item alone may be meant."""
        return self.whole if self.items >= _FEWEST_ITEMS else ""

    def go_on(self, between: str, subject: str) -> "Listing":
        """The list at the next amount, behind ``between``; ``subject`` is of the one before."""
        if _OPENS_LIST.fullmatch(between):
            return Listing(subject, 1)
        if self.whole and _NEXT_ITEM.match(between):
            return Listing(self.whole, self.items + 1)
        return self if self.of and _BEHIND_LIST.fullmatch(between) else Listing()


_FEWEST_ITEMS = 2
_OPENS_LIST = re.compile(
    "[，。,]?[^，。；：,;:（(]{0,12}(?:包括|用于|其中)[：:]?[^，。；：,;:（(]{1,30}"
)
_NEXT_ITEM = re.compile("(?:[（(][^（()）]{0,30}[)）])?\\s*(?:、|以?及|和)[^，。；,;]{1,40}$")
_BEHIND_LIST = re.compile("[，。,]?[^；;（()）]{0,40}")
