"""All that the site has of one disclosure: its pages, its files, its outline.

A pure function of its rows, those of the others of its organisation, what the whole site tells
each page (``scope_of``), and the code with its templates: kept under the checksum of these
(``caching``), so that what did not change is neither read nor written anew. What is kept names no
commit: a word that stands for it (``commit_told``) is replaced as it is handed out.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from yusuan.caching import Cache, Entry
from yusuan.declared.descriptor import ALTERNATES
from yusuan.pages.bodies import Body, lean_body, read_body
from yusuan.pages.catalogue import DISCLOSURE_PAGES
from yusuan.pages.commit_told import told_later, with_commit, word_for
from yusuan.pages.exploring.columns import from_text
from yusuan.pages.figure.alike import other_disclosures
from yusuan.pages.figure.parts import figure_files
from yusuan.pages.model import Disclosure, Json, Site
from yusuan.pages.outline import Outline, lines_shown, outline_of
from yusuan.pages.page_pictures import picture_files
from yusuan.pages.searching.model import Listed
from yusuan.pages.searching.parts import search_parts
from yusuan.storage.files import is_within

if TYPE_CHECKING:
    import pyarrow as pa
    from pydantic import TypeAdapter


_OF_FILES = frozenset({"bytes", "hash", "rows"})


@dataclass(frozen=True, slots=True)
class Drawn:
    """``files`` by path below the site's root; ``searched``: the parts of the search among them;
    ``lines`` as ``exploring.columns`` has them.
    """

    outline: Outline
    lines: "pa.Table"
    searched: tuple[Listed, ...]
    bodies: tuple[Body, ...]
    files: tuple[tuple[str, bytes], ...]


@dataclass(frozen=True, slots=True)
class _Head:
    outline: Outline
    searched: tuple[Listed, ...]
    bodies: tuple[str, ...]
    files: tuple[str, ...]


def disclosure_pages(site: Site, disclosure: Disclosure) -> Iterator[Body]:
    """The pages of one disclosure: those that apply to it."""
    pages = tuple(page for page in DISCLOSURE_PAGES if page.applies(disclosure))
    for page in pages:
        yield page.render(site, disclosure, pages)


def draw(site: Site, disclosure: Disclosure) -> Drawn:
    """Everything of ``disclosure``; of the others of ``site`` only its organisation's matter."""
    bodies = tuple(disclosure_pages(site, disclosure))
    folder = f"disclosures/{disclosure.id}"
    parts = tuple(search_parts(site, disclosure, bodies))
    files = (
        *((part.path, part.script) for part in parts),
        *((f"{folder}/{path}", content) for path, content in figure_files(site, disclosure)),
        *((f"{folder}/{path}", content) for path, content in picture_files(site, disclosure)),
    )
    lean_bodies = tuple(map(lean_body, bodies))
    listed = tuple(part.listed for part in parts)
    return Drawn(outline_of(disclosure), lines_shown(disclosure), listed, lean_bodies, files)


def scope_of(site: Site, disclosure: Disclosure) -> Site:
    """What the pages of a disclosure may know of the site: no rows but those of its organisation."""
    return Site(
        _without_files(site.descriptor),
        tuple(replace(each, row_count=0, files=(), example={}) for each in site.resources),
        (disclosure, *(each.opened() for each in other_disclosures(site, disclosure))),
        {},
        site.check_rules,
        site.package,
        site.edition,
    )


def _without_files(descriptor: Json) -> Json:
    """``descriptor`` without what changes with every disclosure: sizes, checksums, sources."""
    resources = [
        {
            **_without(entry, _OF_FILES),
            ALTERNATES: [_without(other, _OF_FILES) for other in entry.get(ALTERNATES, ())],
        }
        for entry in descriptor["resources"]
    ]
    return {**descriptor, "resources": resources, "sources": []}


def _without(entry: Json, names: frozenset[str]) -> Json:
    return {name: value for name, value in entry.items() if name not in names}


def draw_all(site: Site, kept: Cache | None) -> Iterator[tuple[Disclosure, Drawn]]:
    """Every disclosure of ``site`` in order; what ``kept`` holds is taken from it."""
    if kept is None:
        for each in site.disclosures:
            yield each, _draw(site, each)
        return
    told, commit = _told(site), site.edition.commit
    for each in site.disclosures:
        checksum = _checksum(site, each, told)
        word = word_for(checksum)
        drawn = _unpacked(kept.load(checksum))
        if drawn is None:
            drawn = _draw(told_later(site, word), each)
            kept.keep(checksum, _packed(drawn))
        bodies = tuple(with_commit(body, word, commit) for body in drawn.bodies)
        yield each, replace(drawn, bodies=bodies)


def _draw(site: Site, disclosure: Disclosure) -> Drawn:
    opened = disclosure.opened()
    return draw(scope_of(site, opened), opened)


def _told(site: Site) -> str:
    """What every disclosure's scope says, as a text to be compared; of the commit, whether it has one."""
    scope = scope_of(told_later(replace(site, disclosures=()), ""), site.disclosures[0])
    resources = [(each.name, each.title, each.schema) for each in scope.resources]
    rules, edition = list(scope.check_rules.values()), scope.edition
    return json.dumps([scope.descriptor, resources, rules, repr(edition)], default=str)


def _checksum(site: Site, disclosure: Disclosure, told: str) -> str:
    others = other_disclosures(site, disclosure)
    found = hashlib.sha256(told.encode())
    for each in (disclosure, *others):
        documents = json.dumps(each.documents, default=str)
        found.update(f"{each.id} {each.checksum()} {documents}\n".encode())
    return found.hexdigest()


def _packed(drawn: Drawn) -> Entry:
    from yusuan.declared.arrow import csv_of

    head = _Head(
        drawn.outline,
        drawn.searched,
        tuple(body.address for body in drawn.bodies),
        tuple(path for path, _ in drawn.files),
    )
    bodies = (body.written.encode() for body in drawn.bodies)
    files = (content for _, content in drawn.files)
    return Entry(_adapter().dump_json(head), (csv_of(drawn.lines), *bodies, *files))


def _unpacked(entry: Entry | None) -> Drawn | None:
    if entry is None:
        return None
    try:
        head = _adapter().validate_json(entry.head)
        lines = from_text(entry.parts[0])
    except (ValueError, IndexError):  # made by somebody else
        return None
    if not all(map(is_within, (*head.bodies, *head.files))):
        return None
    end = 1 + len(head.bodies)
    bodies = zip(head.bodies, entry.parts[1:end], strict=True)
    return Drawn(
        head.outline,
        lines,
        head.searched,
        tuple(read_body(address, written.decode()) for address, written in bodies),
        tuple(zip(head.files, entry.parts[end:], strict=True)),
    )


@cache
def _adapter() -> "TypeAdapter[Any]":
    from pydantic import TypeAdapter

    return TypeAdapter(_Head)
