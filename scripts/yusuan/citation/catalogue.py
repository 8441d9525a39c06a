"""Every format of a citation, in the order in which readers are offered them."""

import difflib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from yusuan.citation.apa import apa
from yusuan.citation.bibtex import bibtex
from yusuan.citation.cff import cff
from yusuan.citation.csl import csl
from yusuan.citation.gbt7714 import gbt7714
from yusuan.citation.model import Cited
from yusuan.citation.ris import ris
from yusuan.errors import YusuanError


@dataclass(frozen=True, slots=True)
class Format:
    """``suffix`` names a downloaded file; None: it is text to paste."""

    name: str
    title: str
    suffix: str | None
    write: Callable[[Cited], str]


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation in one format: ``text`` has no line end at its end."""

    format: str
    title: str
    suffix: str | None
    text: str


FORMATS: tuple[Format, ...] = (
    Format("gbt7714", "GB/T 7714—2015", None, gbt7714),
    Format("apa", "APA 7", None, apa),
    Format("bibtex", "BibTeX", ".bib", bibtex),
    Format("ris", "RIS", ".ris", ris),
    Format("csl", "CSL-JSON", ".json", csl),
    Format("cff", "CITATION.cff", ".cff", cff),
)
_OF_THE_WHOLE = ("cff",)


def formats_for(cited: Cited) -> tuple[Format, ...]:
    """Those that can describe ``cited``."""
    return tuple(
        each for each in FORMATS if cited.kind == "dataset" or each.name not in _OF_THE_WHOLE
    )


def citations(cited: Cited) -> tuple[Citation, ...]:
    """``cited`` in every format that can describe it."""
    return tuple(
        Citation(each.name, each.title, each.suffix, each.write(cited))
        for each in formats_for(cited)
    )


def find_format(name: str) -> Format:
    """Raises YusuanError for a format that there is not."""
    for each in FORMATS:
        if each.name == name:
            return each
    known = [each.name for each in FORMATS]
    raise YusuanError("没有这种引用格式", text=name, hint=suggestion(name, known))


def suggestion(wrong: str, known: Sequence[str]) -> str:
    """The names nearest to a wrong one, or the first of those there are."""
    near = difflib.get_close_matches(wrong, known, n=3)
    if near:
        return f"相近的有：{'、'.join(near)}"
    more = " 等" if len(known) > 8 else ""
    return f"可用：{'、'.join(known[:8])}{more}"
