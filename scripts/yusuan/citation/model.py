"""What a citation says. Its author is the maker of the data set, whatever part of it is cited; the
department is the creator of the document. What is not known is None and left out.
"""

import re
from dataclasses import dataclass, replace
from typing import Literal
from urllib.parse import quote

from yusuan.errors import YusuanError

UNRELEASED = "-unreleased"
NOT_IN_KEYS = re.compile("[^A-Za-z0-9._-]+")
Kind = Literal["dataset", "disclosure", "table", "figure"]
_DATE = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")


@dataclass(frozen=True, slots=True)
class Container:
    """The data set that a cited disclosure, table or figure is part of."""

    title: str
    title_en: str | None
    creators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cited:
    """One citable thing in one version of the data.

    ``id`` is what ``yusuan cite`` takes: the package's name, a disclosure, a table or a figure.
    ``document_creator`` published the document that a disclosure, table or figure is of.
    ``version`` is that of the data, ``issued`` (YYYY-MM-DD) when it was made, ``address`` where it
    stays reachable. ``accessed`` (YYYY-MM-DD) is the reader's. ``note`` says what was printed, and
    in which document. ``unreleased`` is the commit of a package that is not what was released as
    its version (empty: not known), None of one that is. ``abstract``,
    ``identifier``, ``repository``, ``keywords`` are of the whole.
    """

    kind: Kind
    id: str
    title: str
    title_en: str | None
    creators: tuple[str, ...]
    publisher: str | None
    version: str
    issued: str
    licenses: tuple[str, ...]
    address: str | None = None
    doi: str | None = None
    container: Container | None = None
    note: str | None = None
    accessed: str | None = None
    abstract: str | None = None
    identifier: str | None = None
    repository: str | None = None
    keywords: tuple[str, ...] = ()
    unreleased: str | None = None
    document_creator: str | None = None

    @property
    def edition(self) -> str:
        """The version; of a package that was not released as it, with that and the commit.

        It is a version of its own by the rules of Semantic Versioning: below the released one.
        """
        return with_state(self.version, self.unreleased)

    @property
    def year(self) -> str:
        return self.issued[:4]

    @property
    def key(self) -> str:
        """One word for reference managers; another version, and another thing, has another one."""
        return NOT_IN_KEYS.sub("-", f"{self.id}-{_sum_of_lost(self.id)}{self.edition}")

    @property
    def doi_address(self) -> str | None:
        return f"https://doi.org/{self.doi}" if self.doi else None


def _sum_of_lost(id_: str) -> str:
    """What tells ids apart whose Chinese a key cannot hold: blank where it holds the whole id.

    Two rows of a table differ in nothing else, and BibTeX stops at a key that it knows already.
    The page computes the same (``citation.js``).
    """
    if not NOT_IN_KEYS.search(id_):
        return ""
    found = 0
    for sign in id_:
        found = (found * 1000003 + ord(sign)) % (1 << 32)
    return f"{found:08x}-"


def with_state(version: str, unreleased: str | None) -> str:
    """``version``, and after it that it is unreleased and of which commit."""
    if unreleased is None:
        return version
    return f"{version}{UNRELEASED}{f'+{unreleased}' if unreleased else ''}"


def as_edition(cited: Cited, unreleased: str | None) -> Cited:
    """``cited`` out of a package that is released (None) or not.

    A figure of a released version is cited by the address that keeps that version's value. An
    unreleased package has neither the address nor the DOI of a release.
    """
    address = cited.address
    if unreleased is None:
        if cited.kind != "figure" or address is None:
            return cited
        home, disclosure = address.partition("/disclosures/")[0], cited.id.partition(".")[0]
        page = f"releases/{cited.version}/figures/{disclosure}.html"
        return replace(cited, address=f"{home}/{page}#{quote(cited.id)}")
    if address is not None and (at := address.find("/releases/")) >= 0:
        address = address[: at + 1]
    version = cited.version.partition(UNRELEASED)[0]
    return replace(cited, version=version, unreleased=unreleased, address=address, doi=None)


def flat(text: str) -> str:
    """``text`` on one line: a citation has no line breaks, no control characters."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def date_parts(day: str) -> tuple[int, int, int]:
    """Year, month and day of YYYY-MM-DD. Raises YusuanError for anything else."""
    from datetime import date

    match = _DATE.fullmatch(day)
    try:
        if match is None:
            raise ValueError
        found = date(*(int(part) for part in match.groups()))
    except ValueError:
        raise YusuanError("不是日期", text=day, hint="请写成 2026-12-01") from None
    return found.year, found.month, found.day
