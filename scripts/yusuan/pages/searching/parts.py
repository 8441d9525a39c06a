"""Writes what the search loads: a list of parts, two for the site's pages, two for a disclosure.

They load one by one, those first that matter most where the search was opened; of a collection of
hundreds, other disclosures only as they are asked for.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from yusuan.caching import Cache
from yusuan.pages.bodies import Body
from yusuan.pages.catalogue import COLLECTION_PAGES
from yusuan.pages.codes import CODE_LISTS
from yusuan.pages.english.pages import ENGLISH_PAGES
from yusuan.pages.figures import department_of, occasion
from yusuan.pages.model import Disclosure, Site, text
from yusuan.pages.packing import packed
from yusuan.pages.rendering import Page
from yusuan.pages.searching.checked import checks_of, checks_part, results_of, rule_texts
from yusuan.pages.searching.kept import kept_sections
from yusuan.pages.searching.model import KINDS, Found, Kind, Listed, Part
from yusuan.pages.searching.prose import prose_of
from yusuan.pages.searching.rows import rows_of
from yusuan.pages.searching.sections import Section, sections_of
from yusuan.storage.replacing import Staging

FOLDER = "search"
LIST = "parts"
# The pages of the whole site, and those of them that are long and seldom looked for.
_SITE, _DATA = "site", "site-data"
_CODES = tuple(f"{kind}-" for _, kind, _ in CODE_LISTS)
_LONG = frozenset(
    {"dictionary", "downloads", "mutations", "search", *(page.name for page in ENGLISH_PAGES)}
)
_KIND_OF: Mapping[str, Kind] = {**dict.fromkeys(_LONG, "data"), "compare": "comparison"}
# One page for each place and organisation: what their tables hold is found where it is printed.
_COLLECTION = frozenset(page.name for page in COLLECTION_PAGES)


class SearchFiles:
    """Takes the pages of the whole site as they are written, then writes what is found in them."""

    def __init__(self, site: Site, kept: Cache | None = None) -> None:
        self._site, self._kept = site, kept
        self._pages: dict[str, list[Found]] = {}

    def take(self, page: Page | Body) -> None:
        """Note what ``page`` says."""
        path = page.address if isinstance(page, Body) else page.path
        name = path.rpartition(".")[0]
        of_facts = name.partition("/")[0] in _COLLECTION
        part = _DATA if name in _LONG else _SITE
        sections = kept_sections(page, of_disclosure=of_facts, kept=self._kept)
        found = _found(sections, name, of_disclosure=of_facts)
        self._pages.setdefault(part, []).extend(found)

    def write(self, folder: Staging, disclosures: Iterable[Listed]) -> None:
        """Write both parts of the site to ``folder``, and the list with those of disclosures."""
        first = Part(_SITE, "", "", (*_codes(self._site), *self._pages.get(_SITE, ())))
        last = Part(_DATA, "", "", tuple(self._pages.get(_DATA, ())))
        for part in (first, last):
            folder.write(part.path, part.script)
        listed = [first.listed, *disclosures, last.listed]
        kinds = [
            (kind.title, kind.weight_among(len(self._site.disclosures)), kind.title_en)
            for kind in KINDS
        ]
        told = packed(LIST, {"kinds": kinds, "parts": listed, "texts": rule_texts(self._site)})
        folder.write(f"{FOLDER}/{LIST}.js", told)


def search_parts(site: Site, disclosure: Disclosure, bodies: Iterable[Body]) -> Iterator[Part]:
    """What a disclosure and its pages say, and what came out of its checks."""
    folder = f"disclosures/{disclosure.id}"
    place = text(disclosure.facts, "division_name")
    title = f"{department_of(disclosure.facts)} {occasion(disclosure.facts)}"
    title = title if title.startswith(place) else f"{place} {title}"
    pages = (
        found
        for body in bodies
        for found in _found(
            tuple(sections_of(body, of_disclosure=True)),
            PurePosixPath(body.address).stem,
            of_disclosure=True,
        )
    )
    facts = (*rows_of(disclosure), *prose_of(disclosure), *pages)
    yield Part(disclosure.id, folder, title, facts)
    checks = tuple(checks_of(site, disclosure))
    if checks:
        results = tuple(results_of(site, disclosure))
        name = checks_part(disclosure.id)
        yield Part(name, folder, title, checks, results, rule_texts(site))


def _codes(site: Site) -> Iterator[Found]:
    for resource, kind, title in CODE_LISTS:
        seen: set[tuple[str, str]] = set()
        for row in site.code_lists[resource]:
            code, name = text(row, f"{kind}_code"), text(row, f"{kind}_name")
            if (code, name) not in seen:
                seen.add((code, name))
                yield Found(
                    kind="code",
                    page="classifications.html",
                    of=title,
                    anchor=f"{kind}-{code}",
                    title=name,
                    code=code,
                )


def _found(sections: Sequence[Section], name: str, *, of_disclosure: bool) -> Iterator[Found]:
    title = next((each.title for each in sections if each.title), name)
    of_collection = name.partition("/")[0] in _COLLECTION
    for each in sections:
        # Whoever asks for a place or an organisation by its name wants its page.
        opening = of_collection and each.title == title and not each.anchor
        if (of_disclosure and not each.text and not opening) or each.anchor.startswith(_CODES):
            continue  # a heading above facts, or a code: both have records of their own
        yield Found(
            kind="collection" if opening else _KIND_OF.get(name, "page"),
            page=f"{name}.html",
            of=title,
            anchor=each.anchor,
            title=each.title or title,
            texts=(each.text,),
        )
