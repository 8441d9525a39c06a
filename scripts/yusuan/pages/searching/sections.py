"""What a page says besides the facts: its sections, read from the page as it was written.

So a new page, and what is written by hand, is found without being declared anywhere.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple, cast

from lxml import etree, html
from lxml.html import HtmlElement

from yusuan.pages.bodies import HEADING, Body
from yusuan.pages.rendering import Page

_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_HEADING = re.compile(r"^#{1,6} +(.+?)(?: *\{ *#(\S+)[^}]*\})?$", re.MULTILINE)
# Around every page, the same on each: who made it, how to cite it, where else to go.
_FRAMES = (
    "//nav | //script | //aside | //svg | //section[@popover]"
    " | //*[contains(concat(' ', @class, ' '), ' notice ')]"
    " | //*[contains(concat(' ', @class, ' '), ' cite-this ')]"
    " | //*[contains(concat(' ', @class, ' '), ' explanations ')]"
    " | //*[contains(concat(' ', @class, ' '), ' files ') and self::p] | //form"
)
# What records of facts have said already; the pages of a disclosure only.
_FACTS = (
    " | //div[starts-with(@class, 'table-frame') and not(contains(@class, 'of-picture-data'))]"
    "//tbody/tr[not(td[@class='no-rows'])]"
    " | //noscript | //p[@class='prose'] | //p[@class='see'] | //ol[@class='findings'] | //pre"
    " | //details[@class='rule']/p | //details[@class='rule']//tbody | //*[@class='source-text']"
    " | //details[@class='rule']/ol"
    " | //details[@class='rule'][preceding-sibling::details]//thead"
)
# What stands apart from what follows it.
_APART = etree.XPath(
    "//br | //td | //th | //li | //p | //dt | //dd | //div | //caption | //summary | //tr/*/*"
    " | //li/span | //li/strong"
)
_FRAME, _FRAME_AND_FACTS = etree.XPath(_FRAMES), etree.XPath(_FRAMES + _FACTS)
# Marks of Markdown, in pages written by hand.
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"^(?:[-*>]|\d+\.) +|^[|: -]+$|^```.*$|[`*]{1,3}", re.MULTILINE)


class Section(NamedTuple):
    anchor: str
    title: str
    text: str


def sections_of(page: Page | Body, *, of_disclosure: bool = False) -> Iterator[Section]:
    """The sections of a page: what stands before all headings has no anchor.

    A row of a table that has an anchor is a section by itself, called as its head is; so is a
    folded part of a page of the site, called as its summary is.
    """
    title, anchor, said, *further = _pieces(page)
    for number, start in enumerate(range(0, len(further), 3)):
        if number or said.strip():
            yield from _section(anchor, title, said, of_disclosure)
        heading, own, said = further[start : start + 3]
        title = " ".join(str(_tree(heading).text_content()).split())
        anchor = own or "" if number else ""  # the first is the page's own
    yield from _section(anchor, title, said, of_disclosure)


def _pieces(page: Page | Body) -> list[str]:
    """Heading, its anchor, and the text below it, over and over; the first text is under none."""
    if isinstance(page, Body):
        before, *rest = HEADING.split(page.content)
        below = [
            piece
            for start in range(0, len(rest), 4)
            for piece in (rest[start + 2], rest[start + 1], rest[start + 3])
        ]
        return ["", "", before, *below]
    return ["", "", *_HEADING.split(_FRONT_MATTER.sub("", page.text))]


def _section(anchor: str, title: str, said: str, of_disclosure: bool) -> Iterator[Section]:
    tree = _tree(said)
    for element in _found(_FRAME_AND_FACTS if of_disclosure else _FRAME, tree):
        if element.getparent() is not None:
            element.drop_tree()
    for element in _found(_APART, tree):
        element.tail = f" {element.tail or ''}"
    apart = list(_rows(tree))
    if not of_disclosure:
        apart += _parts(tree)
    yield Section(anchor, title, _plain(tree))
    yield from apart


def _rows(tree: HtmlElement) -> Iterator[Section]:
    """The rows that have an anchor, taken out of the tree."""
    for row in tree.xpath("//tr[@id]"):
        name = _plain(next(iter(row.xpath("./th")), row))
        rest = " ".join(filter(None, map(_plain, row.xpath("./td"))))
        yield Section(row.get("id"), name, rest)
        row.drop_tree()


def _parts(tree: HtmlElement) -> Iterator[Section]:
    """The folded parts, taken out of the tree."""
    for part in tree.xpath("//details[@class='part'][@id]"):
        [name] = part.xpath("./summary/*[@class='part-name']")
        called = _plain(name)
        name.drop_tree()
        yield Section(part.get("id"), called, _plain(part))
        part.drop_tree()


def _found(expression: etree.XPath, tree: HtmlElement) -> list[HtmlElement]:
    return cast("list[HtmlElement]", expression(tree))


def _tree(text: str) -> HtmlElement:
    return html.fragment_fromstring(text, create_parent="div")


def _plain(element: HtmlElement) -> str:
    """The words that a reader sees, those of Markdown without its marks."""
    shown = _MARKS.sub(" ", _LINK.sub(r"\1", str(element.text_content())))
    return " ".join(shown.split())
