"""Figures of another year than the report's: a text that tells of one tells of its parts too."""

from typing import NamedTuple

from yusuan.prose.wording import YEAR_NAMED, Wording


class Past(NamedTuple):
    """The level of another year that the text stated last, and the sentence it stands in.

    2022年经费9万元，其中：接待费2万元，比上年减少1万元: all of it is of 2022. ``mixed``: its sentence states
    levels of the report's own year as well, and what goes on may be of either.
    """

    year: int | None = None
    subject: str = ""
    sentence: str = ""
    mixed: bool = False
    part: str = ""  # the last of what divides it, in ``sentence``

    def at_level(self, wording: Wording, subject: str, between: str) -> tuple["Past", bool]:
        """(what holds behind a level, whether the level is a part of what was told of that year).

        ``between`` are the words between the amount before and this one.
        """
        same = wording.sentence == self.sentence
        if wording.dated is not None:
            return Past(wording.dated, subject, wording.sentence, same and self.mixed), False
        if wording.former:
            return self, False
        goes_on = same or (wording.sentence.startswith("其中") and between.count("。") == 1)
        of_it = goes_on and not self.mixed and YEAR_NAMED.search(between) is None
        if self.year is None or not of_it:
            return Past(sentence=wording.sentence, mixed=True), False
        return self._replace(sentence=wording.sentence, part=f"{self.year}年{subject}"), True

    def told_of(self, sentence: str) -> str:
        """What a change that nothing names is of: the last part, or behind its sentence the whole."""
        if self.part and (sentence == self.sentence or "其中" not in self.sentence):
            return self.part
        return self.subject

    def changed_by(self, sentence: str, between: str) -> bool:
        """Whether a change that nothing names is one of that year's level."""
        near = sentence == self.sentence or between.count("。") == 1
        return self.year is not None and not self.mixed and near
