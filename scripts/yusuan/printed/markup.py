"""HTML that is left in a text: ``1336.23<sup>1</sup>万元``, ``<b>合计</b>``, ``12&nbsp;000``.

Copied pages and converted tables leave it in plain texts and in cells. It says what a reader of
the page would see: tags nothing, raised and lowered digits their own characters, entities theirs;
where a line is drawn through words ``~~`` stands, as texts write it: they are no part of a figure.
Only what is compared and read goes through here; what is published stays as printed. Words in
angle brackets that are no tag of HTML stay: ``<水库>``.
"""

import html
import re

from yusuan.printed.characters import as_mark, set_apart

_TAG = (
    r"</?(?:b|i|u|s|img|em|strong|span|font|p|div|br|hr|sup|sub|a|small|big|center|ins|del|mark"
    r"|strike|h[1-6]|o:p)(?:\s[^<>]{0,200})?/?>"
)
_COMMENT = r"<!--[^<>]{0,400}-->"
_ENTITY = r"&(?:[a-zA-Z]{2,8}|#[0-9]{2,6}|#[xX][0-9a-fA-F]{2,5});"
_STRUCK = re.compile(r"</?(?:s|del|strike)\b")
STRUCK = "~~"  # before and behind what a line is drawn through
_LONGEST_FIGURE = 40
_MARKUP = re.compile(rf"(?P<tag>{_TAG}|{_COMMENT})|(?P<entity>{_ENTITY})", re.IGNORECASE)


def spelled(text: str) -> tuple[str, list[int]] | None:
    """``text`` without markup, and where each of its characters stands; None if it has none."""
    if "<" not in text and "&" not in text:
        return None
    shown: list[str] = []
    origin: list[int] = []
    where: str | None = None
    at = 0
    for found in _MARKUP.finditer(text):
        origin.extend(range(at, found.start()))
        shown.extend(_piece(text[at : found.start()], where, shown))
        at = found.end()
        if found["entity"]:
            characters = html.unescape(found[0])
            shown.extend(characters)
            origin.extend([found.start()] * len(characters))
            continue
        name = found[0].lower()
        where = {"<sup": "super", "<sub": "sub", "<sma": "small"}.get(name[:4])
        if name[:3] == "<br":
            shown.append(" ")
            origin.append(found.start())
        elif _STRUCK.match(name):
            shown.extend(STRUCK)
            origin.extend([found.start()] * len(STRUCK))
    if not at:
        return None
    origin.extend(range(at, len(text)))
    shown.extend(_piece(text[at:], where, shown))
    return "".join(shown), origin


def _piece(text: str, where: str | None, shown: list[str]) -> str:
    if where == "small":
        return as_mark(text, "".join(shown[-_LONGEST_FIGURE:]))
    return set_apart(text, where)


def without_tags(text: str) -> str:
    """``text`` as a reader of the page would see it."""
    found = spelled(text)
    return text if found is None else found[0]
