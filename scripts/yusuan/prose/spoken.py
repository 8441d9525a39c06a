"""What the sentence before spoke of: 接待费决算数5万元。决算数较年初预算数减少1万元。"""

from collections.abc import Hashable
from typing import NamedTuple, TypeVar

from yusuan.prose.wording import Wording

_Base = tuple[int | None, str | None]
_NO_BASE: _Base = (None, None)


_One = TypeVar("_One", bound=Hashable)


def _with(known: frozenset[_One], one: _One) -> frozenset[_One]:
    """``known`` and ``one``; that there is more than one is all that is asked of them."""
    return known if len(known) > 1 else known | {one}


class Spoken(NamedTuple):
    """The ``names`` that a sentence gave its amounts, and the ``bases`` its changes compare with.

    ``before`` is what the sentence right before spoke of, ``former`` the one base of its changes;
    ``open`` until the sentence has told an amount of its own. ``all_names`` are those of the text.
    """

    sentence: str = ""
    names: frozenset[str] = frozenset()
    bases: frozenset[_Base] = frozenset()
    all_names: frozenset[str] = frozenset()
    before: str = ""
    former: _Base = _NO_BASE
    open: bool = False

    def go_on(self, sentence: str, between: str) -> "Spoken":
        """What holds at the next amount, of ``sentence``, behind the words ``between``."""
        if sentence == self.sentence:
            return self._replace(open=False, before="")
        if between.count("。") != 1:
            return Spoken(sentence, all_names=self.all_names)
        only = len(self.names) == 1 and (bool(self.bases) or len(self.all_names) == 1)
        name = next(iter(self.names)) if only else ""
        base = next(iter(self.bases)) if len(self.bases) == 1 else _NO_BASE
        return Spoken(sentence, all_names=self.all_names, before=name, former=base, open=bool(name))

    def say(self, name: str, wording: Wording, compared_year: int | None) -> "Spoken":
        """With an amount of ``name``, which is empty where nothing names it."""
        base = (compared_year, wording.compared_with)
        told = wording.change and wording.compared_with
        return self._replace(
            names=_with(self.names, name),
            all_names=_with(self.all_names, name),
            bases=_with(self.bases, base) if told else self.bases,
        )

    def base(self, wording: Wording, compared_year: int | None) -> _Base:
        """What a change compares with: 其中 goes on with that of the sentence it divides.

        与上年相比，收入减少9万元。其中：财政拨款减少7万元: both against the year before.
        """
        divides = wording.change is not None and self.sentence.startswith("其中")
        if divides and wording.compared_with is None and compared_year is None and not self.bases:
            return self.former
        return compared_year, wording.compared_with
