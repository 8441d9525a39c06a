"""BibTeX ``@dataset``: a type of its own for biblatex and gbt7714; the classic styles print an
unknown type like ``@misc``, for which version and publisher stand in ``howpublished``, too.
"""

import re

from yusuan.citation.model import Cited, date_parts, flat

# A lone brace, even an escaped one, ends a BibTeX value; these commands hold none that is lone.
ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "%": r"\%",
    "&": r"\&",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_ESCAPED = str.maketrans(ESCAPES)
# What TeX would join into a dash, a quotation mark or an inverted mark.
LIGATURE = re.compile(r"(?<=[-`'!?])(?=[-`'])")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def bibtex(cited: Cited) -> str:
    """One entry; Chinese stays Chinese, addresses stay as they are (``\\url`` prints them)."""
    published = f", {_text(cited.publisher)}" if cited.publisher else ""
    note = " ".join(part for part in (_within(cited), cited.note) if part)
    fields = {
        "author": "{" + " and ".join(f"{{{_text(name)}}}" for name in cited.creators) + "}",
        # The second pair of braces keeps a style from changing the case of a title.
        "title": f"{{{{{_text(cited.title)}}}}}",
        "year": f"{{{cited.year}}}",
        "month": _MONTHS[date_parts(cited.issued)[1] - 1],
        "version": f"{{{_text(cited.edition)}}}",
        "publisher": f"{{{_text(cited.publisher)}}}" if cited.publisher else None,
        "howpublished": f"{{Data set, version {_text(cited.edition)}{published}}}",
        "note": f"{{{_text(note)}}}" if note else None,
        "doi": f"{{{_verbatim(cited.doi)}}}" if cited.doi else None,
        "url": f"{{{_verbatim(cited.address)}}}" if cited.address else None,
        "urldate": f"{{{cited.accessed}}}" if cited.accessed else None,
    }
    lines = [f"  {name} = {value}," for name, value in fields.items() if value is not None]
    return "\n".join([f"@dataset{{{cited.key},", *lines, "}"])


def _within(cited: Cited) -> str | None:
    if cited.container is None:
        return None
    makers = "、".join(cited.container.creators)
    return f"载于 {makers}：《{cited.container.title}》（{cited.id}）。"


def _text(text: str) -> str:
    return LIGATURE.sub("{}", flat(text).translate(_ESCAPED))


def _verbatim(address: str) -> str:
    return address.replace("{", "%7B").replace("}", "%7D")
