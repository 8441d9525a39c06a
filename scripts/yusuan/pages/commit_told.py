"""The commit that a package is of, where the pages of a disclosure tell it: with every citation.

It changes with everything that anybody changes, nothing else of those pages does: they are drawn
with a word in its place, which is replaced as they are written (``drawn``).
"""

import hashlib
from dataclasses import replace

from yusuan.pages.bodies import Body
from yusuan.pages.model import Site


def word_for(checksum: str) -> str:
    """Stands for the commit in what is kept under ``checksum``.

    Letters and digits, like a commit, so that every format of citations writes it as it does one.
    No text of a page can have it: it is made of the checksum of all of them.
    """
    return hashlib.sha256(f"commit {checksum}".encode()).hexdigest()


def told_later(site: Site, word: str) -> Site:
    """``site`` as if ``word`` were its commit, where it has one."""
    if site.edition.commit is None:
        return site
    edition = replace(site.edition, commit=word)
    return replace(site, descriptor={**site.descriptor, "version": edition.label}, edition=edition)


def with_commit(body: Body, word: str, commit: str | None) -> Body:
    """The page with the commit in the place of ``word``."""
    return body if commit is None else replace(body, content=body.content.replace(word, commit))
