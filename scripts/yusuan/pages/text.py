"""Text of documents on its way into a page: it must show exactly as printed, whatever it is.

A page is Markdown with raw HTML in it. Every value that a template prints passes through
``escape``, which writes each character that HTML, Markdown or one of its extensions might
take for markup as a numeric character reference. So one rule serves raw HTML, attribute
values, headings and link texts alike, and no template can forget it.
"""

import html
import json
import re
from functools import lru_cache

from markupsafe import Markup

# @ and : also keep addresses and :shortcodes: from becoming links and pictures; = and ^ and ~
# are marks of the pymdownx extensions; " and ' end attribute values.
_MARKUP = "&<>\"'`*_{}[]#+|\\~^=:@$\t"
_REFERENCES = {ord(character): f"&#{ord(character)};" for character in _MARKUP}
# Control characters cannot stand in HTML; Python-Markdown marks its own places with two of them.
_REFERENCES |= dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(127, 160)), "\ufffd")
_REFERENCES |= {ord("\n"): "<br>", ord("\r"): ""}
# What opens a list or draws a rule at the start of a line, and the two dashes that become one.
_LIST_MARK = re.compile(r"^\s*\d+[.)](?=\s|$)|^\s*-|-(?=-)|(?<=-)-")
_TAB = "&#9;"
_ID = re.compile(r"[^\w.-]+|_{2,}")


def escape(value: object) -> Markup:
    """``value`` so that it shows as it is, in raw HTML and in Markdown; None shows nothing."""
    if isinstance(value, Markup):
        return value
    return Markup() if value is None else _escaped(str(value))


@lru_cache(maxsize=1 << 16)
def _escaped(value: str) -> Markup:
    return Markup(_LIST_MARK.sub(_reference, value.translate(_REFERENCES)))


def cells(line: str) -> Markup:
    """A line of the source whose tabs, which separate the cells of a table, can be seen."""
    return Markup(_escaped(line).replace(_TAB, f"<i>{_TAB}</i>"))


def _reference(match: re.Match[str]) -> str:
    mark = match[0][-1]
    return f"{match[0][:-1]}&#{ord(mark)};"


def front_matter(value: str) -> Markup:
    """``value`` as a quoted YAML string for the head of a page.

    Themes print a page's title without escaping it, so the signs of HTML become their
    full-width forms there; the heading of the page has them as printed.
    """
    if isinstance(value, Markup):
        value = html.unescape(str(value))
    plain = " ".join(value.split()).translate(str.maketrans("<>&\"'\\", "＜＞＆＂＇＼"))
    return Markup(json.dumps(plain, ensure_ascii=False))


def identifier(value: str) -> Markup:
    """``value`` as the id of an element: letters (also Chinese), digits, ``.``, ``_``, ``-``.

    An id that stands in Markdown, as in ``## Title { #id }``, must not be escaped there.
    """
    return Markup(_ID.sub("-", value).strip("-_."))
