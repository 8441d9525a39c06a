"""All that the site has of one disclosure: its pages, its files, its outline.

A pure function of its rows, those of the others of its organisation, what the whole site tells
each page (``scope_of``), and the code with its templates: kept under the checksum of these
(``caching``), so that what did not change is neither read nor written anew: what other pages know
of it, and apart from that the pages and files. What is kept names no commit: a word that stands for
it (``commit_told``) is replaced as it is handed out.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from yusuan.caching import Cache, Entry
from yusuan.collecting import collecting_after
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
class Known:
    """What other pages know of a disclosure: ``searched`` are the parts of the search among its files,
    ``lines`` as ``exploring.columns`` has them.
    """

    outline: Outline
    lines: "pa.Table"
    searched: tuple[Listed, ...]
    page_count: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """Its pages, and its files by path below the site's root."""

    bodies: tuple[Body, ...]
    files: tuple[tuple[str, bytes], ...]


@dataclass(frozen=True, slots=True)
class _KnownHead:
    outline: Outline
    searched: tuple[Listed, ...]
    page_count: int


@dataclass(frozen=True, slots=True)
class _DrawnHead:
    bodies: tuple[str, ...]
    files: tuple[str, ...]


def disclosure_pages(site: Site, disclosure: Disclosure) -> Iterator[Body]:
    """The pages of one disclosure: those that apply to it."""
    pages = tuple(page for page in DISCLOSURE_PAGES if page.applies(disclosure))
    for page in pages:
        yield page.render(site, disclosure, pages)


def draw(site: Site, disclosure: Disclosure) -> tuple[Known, Drawn]:
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
    known = Known(outline_of(disclosure), lines_shown(disclosure), listed, len(bodies))
    return known, Drawn(lean_bodies, files)


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


class Drawing:
    """What the site has of one disclosure, taken from ``kept`` or drawn as it is asked for.

    ``checksum``: of all that it is made of, besides the code.
    """

    def __init__(
        self, site: Site, disclosure: Disclosure, checksum: str, kept: Cache | None
    ) -> None:
        self.checksum = checksum
        self._site, self._disclosure, self._kept = site, disclosure, kept
        self._made: tuple[Known, Drawn] | None = None

    def known(self) -> Known:
        found = _unpacked_known(self._kept.load(self.checksum)) if self._kept else None
        return found or self._make()[0]

    def drawn(self) -> Drawn:
        word = word_for(self.checksum)
        found = None
        if self._kept and not self._made:
            found = _unpacked(self._kept.load(_of_pages(self.checksum)))
        drawn = found or self._make()[1]
        commit = self._site.edition.commit
        return replace(
            drawn, bodies=tuple(with_commit(body, word, commit) for body in drawn.bodies)
        )

    def skip(self) -> None:
        """The pages and files are there, as they are kept."""
        if self._kept:
            self._kept.use(_of_pages(self.checksum))

    def _make(self) -> tuple[Known, Drawn]:
        if self._made is None:
            with collecting_after():  # the opened disclosure is gone then
                known, drawn = self._made = self._draw()
            if self._kept:
                self._kept.keep(self.checksum, _packed_known(known))
                self._kept.keep(_of_pages(self.checksum), _packed(drawn))
        return self._made

    def _draw(self) -> tuple[Known, Drawn]:
        opened = self._disclosure.opened()
        return draw(scope_of(told_later(self._site, word_for(self.checksum)), opened), opened)


def draw_all(site: Site, kept: Cache | None) -> Iterator[tuple[Disclosure, Drawing]]:
    """Every disclosure of ``site`` in order; what ``kept`` holds is taken from it."""
    told = _told(site) if site.disclosures else ""
    for each in site.disclosures:
        yield each, Drawing(site, each, _checksum(site, each, told), kept)


def _of_pages(checksum: str) -> str:
    return f"{checksum} pages"


def _told(site: Site) -> str:
    """The checksum of what every disclosure's scope says; of the commit, whether it has one."""
    scope = scope_of(told_later(replace(site, disclosures=()), ""), site.disclosures[0])
    resources = [(each.name, each.title, each.schema) for each in scope.resources]
    rules, edition = list(scope.check_rules.values()), scope.edition
    told = json.dumps([scope.descriptor, resources, rules, repr(edition)], default=str)
    return hashlib.sha256(told.encode()).hexdigest()


def _checksum(site: Site, disclosure: Disclosure, told: str) -> str:
    others = other_disclosures(site, disclosure)
    found = hashlib.sha256(told.encode())
    for each in (disclosure, *others):
        documents = json.dumps(each.documents, default=str)
        found.update(f"{each.id} {each.checksum()} {documents}\n".encode())
    return found.hexdigest()


def _packed_known(known: Known) -> Entry:
    from yusuan.declared.arrow import csv_of

    head = _KnownHead(known.outline, known.searched, known.page_count)
    return Entry(_adapter(_KnownHead).dump_json(head), (csv_of(known.lines),))


def _unpacked_known(entry: Entry | None) -> Known | None:
    if entry is None:
        return None
    try:
        head = _adapter(_KnownHead).validate_json(entry.head)
        [lines] = map(from_text, entry.parts)
    except ValueError:  # made by somebody else
        return None
    if not all(is_within(f"{each.folder}{each.name}") for each in head.searched):
        return None
    return Known(head.outline, lines, head.searched, head.page_count)


def _packed(drawn: Drawn) -> Entry:
    head = _DrawnHead(
        tuple(body.address for body in drawn.bodies), tuple(path for path, _ in drawn.files)
    )
    bodies = (body.written.encode() for body in drawn.bodies)
    files = (content for _, content in drawn.files)
    return Entry(_adapter(_DrawnHead).dump_json(head), (*bodies, *files))


def _unpacked(entry: Entry | None) -> Drawn | None:
    if entry is None:
        return None
    try:
        head = _adapter(_DrawnHead).validate_json(entry.head)
        count = len(head.bodies)
        bodies = zip(head.bodies, entry.parts[:count], strict=True)
        files = tuple(zip(head.files, entry.parts[count:], strict=True))
    except ValueError:  # made by somebody else
        return None
    if not all(map(is_within, (*head.bodies, *head.files))):
        return None
    return Drawn(tuple(read_body(address, text.decode()) for address, text in bodies), files)


@cache
def _adapter(head: type) -> "TypeAdapter[Any]":
    from pydantic import TypeAdapter

    return TypeAdapter(head)
