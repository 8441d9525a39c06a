"""What the fields of a form print in the cells of a page's tables: what is filled in or chosen."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

_WRITTEN_IN = frozenset(("", "text", "number", "tel", "date", "month"))  # types of ``input``
# A box to search with, or a list that leads elsewhere, is part of the site, not of its document.
_OF_THE_SITE = re.compile(r"search|query|keyword|key\b|kw\b|\bq\b", re.I)
_IN_A_CELL = "ancestor::td or ancestor::th"


def print_fields(root: "etree._Element") -> None:
    """Put what fields show into the page as text; what else could be chosen stays unseen."""
    for element in list(root.iter("input", "textarea", "select")):
        if not element.xpath(_IN_A_CELL) or _leads_away(element):
            continue
        if element.tag == "select":
            _print_chosen(element)
        elif element.tag == "textarea":
            element.tag = "span"
        elif (element.get("type") or "").strip().lower() in _WRITTEN_IN:
            element.tag, element.text = "span", element.get("value")


def _print_chosen(element: "etree._Element") -> None:
    options = list(element.iter("option"))
    chosen = [it for it in options if it.get("selected") is not None] or options[:1]
    for option in chosen:
        option.tag = "span"
        option.tail = None
        element.addprevious(option)


def _leads_away(element: "etree._Element") -> bool:
    names = f"{element.get('name') or ''} {element.get('id') or ''} {element.get('class') or ''}"
    return element.get("onchange") is not None or _OF_THE_SITE.search(names) is not None
