"""Every file of the package, with its size and checksum, where it lies, and how to read it."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources

from markupsafe import Markup

from yusuan.caching import Cache, Entry
from yusuan.package import distribution
from yusuan.pages.declaration import Context, SitePage
from yusuan.pages.model import Site
from yusuan.releasing.releases import Release

_SNIPPETS = (
    ("pandas", "python", "read_with_pandas.py"),
    ("polars", "python", "read_with_polars.py"),
    ("DuckDB", "sql", "read_with_duckdb.sql"),
    ("R", "r", "read_with_r.R"),
    ("frictionless", "python", "read_with_frictionless.py"),
)
# A CSV file tells no types: each of these gives them, or takes all for text.
_CSV_SNIPPETS = (
    ("pandas CSV", "python", "read_csv_with_pandas.py"),
    ("polars CSV", "python", "read_csv_with_polars.py"),
    ("DuckDB CSV", "sql", "read_csv_with_duckdb.sql"),
    ("R CSV", "r", "read_csv_with_r.R"),
    ("readr CSV", "r", "read_csv_with_readr.R"),
    ("data.table CSV", "r", "read_csv_with_data_table.R"),
)
# A path of the package as a quoted text.
_PATH = re.compile(r"""(?<=["'])(?:data/|schemas/|datapackage\.json)[^"']*""")


@dataclass(frozen=True, slots=True)
class Snippet:
    """Code to paste; ``code`` is markup that has its colours."""

    title: str
    code: Markup


def snippet_text(file: str, homepage: str | None, away: Mapping[str, str] | None = None) -> str:
    """A snippet that reads from the site at ``homepage``; if None, from the current folder.

    ``away`` are the addresses of files that do not lie on the site, by their paths.
    """
    text = resources.files(__package__).joinpath("snippets", file).read_text(encoding="utf-8")
    if homepage is None:
        return text
    site = f"{homepage}/{distribution.PACKAGE_FOLDER}/"
    return _PATH.sub(lambda found: (away or {}).get(found[0], site + found[0]), text)


@dataclass(frozen=True, slots=True)
class Whole:
    """A file of the whole package; ``address`` as ``distribution.Located`` has it."""

    format: str
    address: str | None
    size: int
    sha256: str


def whole_files(site: Site) -> tuple[Whole, ...]:
    """Workbook, database and archive: those of the release, else those made with the pages."""
    if not site.edition.released:
        return tuple(
            Whole(
                each.format,
                f"{distribution.PACKAGE_FOLDER}/{each.name}" if each.offered else None,
                each.size,
                each.sha256,
            )
            for each in site.downloads
        )
    release = next(each for each in site.releases if each.version == site.edition.version)
    files = [(release.archive, release.bytes, release.sha256)]
    files += [(each.name, each.bytes, each.sha256) for each in release.attached_files]
    return tuple(
        Whole(name.rpartition(".")[2], _address(site, release, name, size), size, sha256)
        for name, size, sha256 in files
        if not distribution.is_csv(name)
    )


def _address(site: Site, release: Release, name: str, size: int) -> str | None:
    if name == release.archive or distribution.asset_on_site(name, size):
        return f"releases/{release.version}/{name}"
    return distribution.asset_address(site.descriptor, release.version, name)


def _context(site: Site) -> Context:
    homepage = site.descriptor.get("homepage")
    files = [file for resource in site.resources for file in resource.files]
    away = {file.path: file.located.address for file in files if not file.located.on_site}
    addresses = {path: address for path, address in away.items() if address}
    # What is nowhere to be read from is read from the folder of whoever made it.
    csv_homepage = homepage if len(addresses) == len(away) else None
    return {
        "whole": whole_files(site),
        "limit": distribution.MAXIMUM_FILE_BYTES,
        "homepage": homepage,
        "csv_limit": distribution.MAXIMUM_CSV_BYTES,
        "csv_at_release": bool(addresses),
        "csv_read_from_site": csv_homepage is not None,
        "snippets": _shown(_SNIPPETS, site, homepage, {}),
        "csv_snippets": _shown(_CSV_SNIPPETS, site, csv_homepage, addresses),
    }


def _shown(
    files: tuple[tuple[str, str, str], ...],
    site: Site,
    homepage: str | None,
    away: Mapping[str, str],
) -> list[Snippet]:
    return [
        Snippet(title, coloured(language, snippet_text(file, homepage, away), site.kept))
        for title, language, file in files
    ]


def coloured(language: str, code: str, kept: Cache | None = None) -> Markup:
    """``code`` as markup that tells its tokens apart, as site builders do it; out of ``kept``."""
    told = hashlib.sha256(f"coloured {language}\n{code}".encode()).hexdigest()
    found = None if kept is None else kept.load(told)
    if found is not None:
        return Markup(found.head.decode())
    made = _coloured(language, code)
    if kept is not None:
        kept.keep(told, Entry(made.encode(), ()))
    return made


def _coloured(language: str, code: str) -> Markup:
    from pygments import highlight
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import get_lexer_by_name

    return Markup(highlight(code, get_lexer_by_name(language), HtmlFormatter(nowrap=True)))


DOWNLOADS_PAGE = SitePage(
    name="downloads", title="下载", template="downloads.html.j2", context=_context, in_english=True
)
