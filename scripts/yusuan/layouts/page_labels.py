"""What a website prints beside a document (``forms/pages.toml``) -> compiled labels.

Data of no place: GB/T 21063 names the entries of a catalogue of what is disclosed, sites add
their own.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from yusuan.printed.text import compact, normalised
from yusuan.storage.toml_files import CHECKED, Text, read_toml

_FILE = Path(__file__).parent / "forms" / "pages.toml"
_BEFORE = r"[-•·>|\[【(]{0,3}"  # - 索引号：…, [ 索引号 ] …
_BEHIND = r"[:|\]】)]{1,2}"
_DAY = r"(20[0-9]{2})\s*[-年./]\s*([0-9]{1,2})\s*[-月./]\s*([0-9]{1,2})(?![0-9])"


@dataclass(frozen=True, slots=True)
class _Labels:
    labels: tuple[Text, ...]
    titles: tuple[Text, ...]
    published: tuple[Text, ...]

    __pydantic_config__ = CHECKED


class PageLabels(NamedTuple):
    """Patterns at the beginning of a line without blanks, of one as printed, and of a title;
    ``published`` is found anywhere in a text as printed, with the day behind it.
    """

    marked: re.Pattern[str]
    spaced: re.Pattern[str]
    titled: re.Pattern[str]
    published: re.Pattern[str]

    def begin(self, text: str) -> bool:
        """Whether a line begins as what a page says of itself: 索引号：…, 发布机构　…."""
        return bool(self.marked.match(compact(text)) or self.spaced.match(normalised(text).strip()))

    def label(self, text: str) -> bool:
        """Whether ``text`` is such a label alone, as in a cell."""
        return self.marked.fullmatch(_as_label(text)) is not None

    def label_of_title(self, text: str) -> bool:
        """Whether ``text`` is the label of the title alone."""
        return self.titled.fullmatch(_as_label(text)) is not None

    def title(self, text: str) -> str | None:
        """What stands behind the label of a title, or None: 标题：某某局2024年部门预算."""
        said = compact(text)
        found = self.titled.match(said)
        return said[found.end() :].strip("|").split("|")[0] if found else None


def _as_label(text: str) -> str:
    return f"{compact(text).rstrip(':')}:"


@cache
def page_labels() -> PageLabels:
    """The labels that ship. Raises YusuanError for a file that is wrong."""
    read = read_toml(_FILE, _Labels)
    data, title, published = ("|".join(it) for it in (read.labels, read.titles, read.published))
    return PageLabels(
        re.compile(rf"{_BEFORE}(?:{data}){_BEHIND}"),
        re.compile(rf"{_BEFORE}(?:{data})\s+\S"),
        re.compile(rf"{_BEFORE}(?:{title}){_BEHIND}"),
        re.compile(rf"(?<![\u4e00-\u9fff])(?:{published})\s*[:：]?\s*{_DAY}"),
    )
