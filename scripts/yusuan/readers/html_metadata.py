"""What a page's head says of it: its title, the day of publication, where a browser saved it from.

``PubDate`` is the label that sites of the government give their pages (国办发〔2017〕47 号，网页标签规范).
"""

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from lxml import etree

# <!-- saved from url=(0042)https://… -->: so do Chrome, Edge and Internet Explorer.
_SAVED_FROM = re.compile(
    r"<!--\s*saved from url=\([0-9]{1,5}\)(https?://[^\s<>\"'\\]{4,500}?)\s*-->", re.I
)
_HEAD = 4_000  # characters in which a browser says so
_LONGEST = 40


class Metadata(NamedTuple):
    """As the page states them, unverified; blank where it does not."""

    title: str = ""
    published: str = ""
    address: str = ""


def metadata_of(page: str, root: "etree._Element") -> Metadata:
    """What ``page``, whose elements are below ``root``, says in its head."""
    title = root.find("head/title")
    saved = _SAVED_FROM.search(page[:_HEAD])
    return Metadata(
        "" if title is None else " ".join((title.text or "").split()),
        next(filter(None, map(_published, root.iterfind("head/meta"))), ""),
        saved[1] if saved else "",
    )


def _published(meta: "etree._Element") -> str:
    if (meta.get("name") or "").strip().lower() != "pubdate":
        return ""
    said = " ".join((meta.get("content") or "").split())
    return said if len(said) <= _LONGEST else ""
