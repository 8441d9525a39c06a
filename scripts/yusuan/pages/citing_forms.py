"""Citations with places left open, for what only a reader's browser knows or what is cited there.

A citation text is what a writer of ``yusuan.citation`` made of a thing; here it is taken apart
again: around the date of access, and, of a figure, around what differs from figure to figure.
"""

import re
from dataclasses import replace

from yusuan.citation.catalogue import Format, formats_for
from yusuan.citation.model import Cited

# Signs that no text in a citation keeps (``citation.model.flat``) stand around an open place.
_OPENING, _CLOSING = "\ue000", "\ue001"


def opened(name: str) -> str:
    """The open place called ``name``."""
    return f"{_OPENING}{name}{_CLOSING}"


# A date whose every part can be told from the others, and the names of the parts in a form.
_DATE = "8765-04-03"
_PARTS = (
    (re.compile("8765"), opened("YYYY")),
    (re.compile("April"), opened("MONTH")),
    (re.compile(r"\b04\b"), opened("MM")),
    (re.compile(r"\b03\b"), opened("DD")),
    (re.compile(r"\b4\b"), opened("M")),
    (re.compile(r"\b3\b"), opened("D")),
)
# Words of letters alone, which no format changes; the key is made of the id.
_SLOTS = {"title": "OPENTITLE", "id": "OPENID", "address": "OPENADDRESS", "note": "OPENNOTE"}


def around_access(cited: Cited, form: Format) -> tuple[str, str, str]:
    """``cited`` in a format: what stands before the date of access, its form, what follows."""
    without, dated = form.write(cited), form.write(replace(cited, accessed=_DATE))
    pairs = enumerate(zip(without, dated, strict=False))
    before = without[: next((at for at, (one, other) in pairs if one != other), len(without))]
    after = without[len(before) :]
    inserted = dated[len(before) : len(dated) - len(after)]
    for pattern, name in _PARTS:
        inserted = pattern.sub(name, inserted)
    return before, inserted, after


def open_citations(cited: Cited, constant_note: str) -> dict[str, str]:
    """By format: a figure's citation with ``title``, ``id``, ``key``, ``address`` and ``note``
    left open, and the parts of the date of access.

    ``constant_note`` is the end of its note, which all figures of the document share.
    """
    given = replace(
        cited,
        title=_SLOTS["title"],
        id=_SLOTS["id"],
        address=_SLOTS["address"] if cited.address else None,
        note=_SLOTS["note"] + constant_note,
    )
    found = {}
    for form in formats_for(given):
        text = "".join(around_access(given, form)).replace(given.key, opened("key"))
        for name, word in _SLOTS.items():
            text = text.replace(word, opened(name))
        found[form.name] = text
    return found
