"""Sections of pages, kept from run to run: most pages of a site are what they were."""

import hashlib
import json

from yusuan.caching import Cache, Entry
from yusuan.pages.bodies import Body
from yusuan.pages.rendering import Page
from yusuan.pages.searching.sections import Section, sections_of


def kept_sections(
    page: Page | Body, *, of_disclosure: bool, kept: Cache | None
) -> tuple[Section, ...]:
    """``sections_of`` the page, out of ``kept`` where it holds them."""
    if kept is None:
        return tuple(sections_of(page, of_disclosure=of_disclosure))
    text = page.content if isinstance(page, Body) else page.text
    told = f"sections {type(page).__name__} {of_disclosure}\n{text}"
    checksum = hashlib.sha256(told.encode()).hexdigest()
    found = _unpacked(kept.load(checksum))
    if found is None:
        found = tuple(sections_of(page, of_disclosure=of_disclosure))
        kept.keep(checksum, Entry(json.dumps(found, ensure_ascii=False).encode(), ()))
    return found


def _unpacked(entry: Entry | None) -> tuple[Section, ...] | None:
    """None for what somebody else made."""
    if entry is None:
        return None
    try:
        found = tuple(Section(*map(_text, each)) for each in json.loads(entry.head))
    except (ValueError, TypeError, RecursionError):
        return None
    return found


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value
