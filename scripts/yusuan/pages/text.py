"""Text of documents on its way into a page: it must show exactly as printed, whatever it is.

A page is Markdown with raw HTML in it. Every value that a template prints passes through
``escape``, which writes each character that HTML, Markdown or one of its extensions might
take for markup as a numeric character reference. So one rule serves raw HTML, attribute
values, headings and link texts alike, and no template can forget it.
"""

import html
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from markupsafe import Markup

# @ and : also keep addresses and :shortcodes: from becoming links and pictures; = and ^ and ~
# are marks of the pymdownx extensions; " and ' end attribute values.
_MARKUP = "&<>\"'`*_{}[]#+|\\~^=:@$\t"
_REFERENCES = {ord(character): f"&#{ord(character)};" for character in _MARKUP}
# Control characters cannot stand in HTML; Python-Markdown marks its own places with two of them.
_REFERENCES |= dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(127, 160)), "\ufffd")
_REFERENCES |= {ord("\n"): "<br>", ord("\r"): ""}
_OF_MARKDOWN = re.compile(
    "&#(" + "|".join(str(ord(sign)) for sign in f"{_MARKUP}-.)" if sign not in "&<>\"'") + ");"
)
_SIGN = re.compile("[-" + re.escape("".join(map(chr, _REFERENCES))) + "]")
# What opens a list or draws a rule at the start of a line, and the two dashes that become one.
_LIST_MARK = re.compile(r"^\s*[0-9]+[.)](?=\s|$)|^\s*-|-(?=-)|(?<=-)-")
_SEPARATOR = "<i>&#9;</i>"
_IN_SCRIPT = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
_MOST_PLACES = 3
_FULL_WIDTH = str.maketrans("<>&\"'\\", "＜＞＆＂＇＼")
_TITLED = re.compile(r"(.+)（([^（）]+)）")
_ID = re.compile(r"[^\w.-]+|_{2,}")


def titled_once(listed: str) -> str:
    """``某表（第 3 页）；某表（第 4 页）`` with each title once: ``某表（第 3 页、第 4 页）``."""
    places: dict[str, list[str]] = {}
    for each in listed.split("；"):
        titled = _TITLED.fullmatch(each)
        places.setdefault(titled[1] if titled else each, []).extend(
            titled.groups()[1:] if titled else ()
        )
    return "；".join(
        f"{title}（{_several(found)}）" if found else title for title, found in places.items()
    )


def _several(places: Sequence[str]) -> str:
    if len(places) <= _MOST_PLACES:
        return "、".join(places)
    return f"{places[0]}至{places[-1]}，共 {len(places)} 处"


def escape(value: object) -> Markup:
    """``value`` so that it shows as it is, in raw HTML and in Markdown; None shows nothing."""
    if type(value) is str:
        return _escaped(value)
    if isinstance(value, Markup):
        return value
    return Markup() if value is None else _escaped(str(value))


@lru_cache(maxsize=1 << 16)
def _escaped(value: str) -> Markup:
    # Most texts have none of these signs, and to look for them is quicker than to replace them.
    if _SIGN.search(value) is None and not value.lstrip()[:1].isdecimal():
        return Markup(value)
    return Markup(_LIST_MARK.sub(_reference, value.translate(_REFERENCES)))


def cells(line: str, links: Mapping[int, str]) -> Markup:
    """A line of the source whose tabs, which separate the cells of a table, can be seen.

    ``links`` are addresses that cells lead to, by their numbers from 1.
    """
    shown = [
        f'<a class="figure" href="{_escaped(links[number])}">{_escaped(cell)}</a>'
        if number in links
        else _escaped(cell)
        for number, cell in enumerate(line.split("\t"), start=1)
    ]
    return Markup(_SEPARATOR.join(shown))


def fill(
    rows: Iterable[Sequence[object]], pattern: str, item: str = "", between: str = ""
) -> Markup:
    """``pattern`` with ``{0}``, ``{1}``... once for each row: many times quicker than a loop.

    Every value is escaped. One that is a tuple is a list: each of its entries, a value or again
    a tuple of values, is put into ``item``, and ``between`` between them.
    """
    row_format, item_format, comma = str(pattern).format, str(item).format, str(between)

    def listed(values: tuple[object, ...]) -> str:
        found = (value if isinstance(value, tuple) else (value,) for value in values)
        return comma.join([item_format(*map(escape, value)) for value in found])

    return Markup(
        "".join(
            [
                row_format(*[listed(v) if isinstance(v, tuple) else escape(v) for v in row])
                for row in rows
            ]
        )
    )


def as_html(text: str) -> str:
    """``text`` of a page that no Markdown is made of: its harmless signs as they are.

    Only what HTML takes for markup, and the line breaks of attributes, stay references.
    """
    return _OF_MARKDOWN.sub(lambda reference: chr(int(reference[1])), text)


def _reference(match: re.Match[str]) -> str:
    mark = match[0][-1]
    return f"{match[0][:-1]}&#{ord(mark)};"


def one_line(value: str) -> Markup:
    """``value`` as the value of an attribute, where a line break is a character reference."""
    return Markup("&#10;".join(map(str, map(_escaped, value.split("\n")))))


def front_matter(value: str) -> Markup:
    """``value`` as a quoted YAML string for the head of a page."""
    return Markup(json.dumps(plain_title(value), ensure_ascii=False))


def plain_title(value: str) -> str:
    """``value`` for the head of a page, which may be put anywhere in it.

    Themes print a page's title without escaping it, so the signs of HTML become their
    full-width forms there; the heading of the page has them as printed.
    """
    if isinstance(value, Markup):
        value = html.unescape(str(value))
    return " ".join(value.split()).translate(_FULL_WIDTH)


def identifier(value: str) -> Markup:
    """``value`` as the id of an element: letters (also Chinese), digits, ``.``, ``_``, ``-``.

    An id that stands in Markdown, as in ``## Title { #id }``, must not be escaped there.
    """
    return Markup(_ID.sub("-", value).strip("-_."))


def web_address(address: str) -> str:
    """``address`` if it is one that may be linked to, else nothing."""
    return address if address.startswith(("https://", "http://")) else ""


def json_ld(value: object) -> Markup:
    """``value`` as JSON inside a ``script`` element: no sign in it can end the element."""
    plain = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(plain.translate(_IN_SCRIPT))
