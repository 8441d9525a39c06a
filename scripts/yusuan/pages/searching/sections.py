"""What a page says besides the facts: its sections, read from the page as it was written.

So a new page, and what is written by hand, is found without being declared anywhere.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import html
from lxml.html import HtmlElement

from yusuan.pages.bodies import HEADING, Body
from yusuan.pages.rendering import Page

_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_HEADING = re.compile(r"^#{1,6} +(.+?)(?: *\{ *#(\S+)[^}]*\})?$", re.MULTILINE)
# Around every page, the same on each: who made it, how to cite it, where else to go.
_FRAMES = frozenset({"nav", "script", "aside", "svg", "form"})
_FRAME_CLASSES = frozenset({"notice", "cite-this", "explanations", "past-pages"})
# What records of facts have said already; the pages of a disclosure only.
_FACTS = frozenset({"noscript", "pre"})
_FACT_CLASSES = frozenset({("p", "prose"), ("p", "see"), ("ol", "findings")})
# What stands apart from what follows it.
_APART = frozenset(["br", "td", "th", "li", "p", "dt", "dd", "div", "caption", "summary"])
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
    _prune(tree, _Within() if of_disclosure else None)
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


class _Within(NamedTuple):
    """What of a page of facts an element stands in: a table of them; results of a rule, its first."""

    table: bool = False
    rule: bool = False
    later_rule: bool = False


def _prune(element: HtmlElement, within: _Within | None) -> None:
    """Drop what frames every page, and facts where ``within`` is given; part what stands apart.

    One walk that leaves out what is dropped: most of a page of facts. Paths walk all of it, each.
    """
    parent = element.getparent()
    in_row = parent is not None and parent.tag == "tr"
    rules_before = False
    for child in list(element):
        tag, css = str(child.tag), child.get("class") or ""  # a comment has neither
        inside = within and _inside(within, tag, css, later=rules_before)
        rules_before |= tag == "details"
        if _is_frame(child, tag, css) or (inside and _is_fact(child, tag, css, inside)):
            child.drop_tree()
            continue
        if tag in _APART or in_row or (element.tag == "li" and tag in ("span", "strong")):
            child.tail = f" {child.tail or ''}"
        _prune(child, inside)


def _inside(within: _Within, tag: str, css: str, *, later: bool) -> _Within:
    if tag == "div" and css.startswith("table-frame") and "of-picture-data" not in css:
        return within._replace(table=True)
    if tag == "details" and css == "rule":
        return within._replace(rule=True, later_rule=within.later_rule or later)
    return within


def _is_frame(element: HtmlElement, tag: str, css: str) -> bool:
    if tag in _FRAMES or (tag == "section" and "popover" in element.attrib):
        return True
    classes = css.split()
    return not _FRAME_CLASSES.isdisjoint(classes) or (tag == "p" and "files" in classes)


def _is_fact(element: HtmlElement, tag: str, css: str, within: _Within) -> bool:
    if tag in _FACTS or (tag, css) in _FACT_CLASSES or css == "source-text":
        return True
    above = element.getparent()
    if tag == "tr" and within.table and above.tag == "tbody":
        return all(each.get("class") != "no-rows" for each in element)
    if tag in ("p", "ol") and above.tag == "details":
        return bool(above.get("class") == "rule")
    return (tag == "tbody" and within.rule) or (tag == "thead" and within.later_rule)


def _tree(text: str) -> HtmlElement:
    return html.fragment_fromstring(text, create_parent="div")


def _plain(element: HtmlElement) -> str:
    """The words that a reader sees, those of Markdown without its marks."""
    shown = _MARKS.sub(" ", _LINK.sub(r"\1", str(element.text_content())))
    return " ".join(shown.split())
