"""What a site prints around its pages: menus, breadcrumbs, the footer with its licence numbers."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

_TAGS = frozenset(("nav", "footer"))
_ROLES = frozenset(("navigation", "contentinfo", "search"))
# Words in an id or a class that web designers use for these and for nothing else.
_NAMES = frozenset((
    "nav", "navbar", "navigation", "breadcrumb", "breadcrumbs", "crumb", "crumbs", "footer", "foot",
    "copyright", "pagination", "friendlink", "friendlinks", "toolbar", "topbar",
))  # fmt: skip
_WORD = re.compile(r"[^a-z]+")
_MOST_CHARACTERS = 2_000  # a document is longer, a footer is not


def is_chrome(element: "etree._Element") -> bool:
    """Whether an element is a menu or a footer: named so, short, and without a table."""
    named = (
        element.tag in _TAGS
        or element.get("role") in _ROLES
        or any(
            word in _NAMES
            for name in ("id", "class")
            for word in _WORD.split((element.get(name) or "").lower())
        )
    )
    if not named or element.tag in ("body", "table", "tr", "td", "th"):
        return False
    length = 0
    for count, it in enumerate(element.iter()):
        length += len((it.text or "").strip()) + len((it.tail or "").strip())
        if it.tag == "table" or max(length, count) > _MOST_CHARACTERS:
            return False
    return True
