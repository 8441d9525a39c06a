"""The dictionary of terms as a script loads it, to show English beside the Chinese of a table."""

from yusuan.caching import Cache, Entry
from yusuan.declared.english import dictionary
from yusuan.pages.packing import packed
from yusuan.printed.text import key

FOLDER, NAME = "english", "names"


def kept_names(kept: Cache | None) -> bytes:
    """The script, out of ``kept`` where it holds it: it depends on the code alone."""
    if kept is None:
        return names_script()
    found = kept.load(FOLDER)
    if found is None or len(found.parts) != 1:
        found = Entry(b"", (names_script(),))
        kept.keep(FOLDER, found)
    return found.parts[0]


def names_script() -> bytes:
    """Terms, tables and rules, each by its Chinese as it is compared (``site/assets/naming.js``)."""
    told = dictionary()
    kinds = {"terms": told.terms, "tables": told.terms | told.tables, "checks": told.checks}
    return packed(
        NAME,
        {kind: {key(term): name for term, name in found.items()} for kind, found in kinds.items()},
    )
