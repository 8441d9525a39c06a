"""The parts of a sentence: 收入9万元，其中：拨款8万元，其他1万元，收入较上年增加1万元."""

from typing import NamedTuple


class Parts(NamedTuple):
    """How many levels the sentence stated behind 其中; ``open`` once it said 其中."""

    open: bool = False
    levels: int = 0

    def go_on(self, between: str, *, of_level: bool) -> "Parts":
        """The parts at the next amount, behind the words ``between``; 。 where a sentence ends."""
        if "。" in between:
            return Parts()
        if not of_level:
            return self
        if any(word in between for word in _OPENS):
            return Parts(True, 1)
        return self._replace(levels=self.levels + 1) if self.open else self

    def divide(self, vague: str, last: str) -> bool:
        """Whether 收入 or 支出 behind them is that of the whole: it is no word of the last alone."""
        return self.open and (self.levels > 1 or (self.levels == 1 and vague not in last))


_OPENS = ("其中", "包括")
