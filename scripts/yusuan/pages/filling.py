"""Pages filled into the frames that a site builder made; the last step of building a site."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from itertools import groupby
from pathlib import Path, PurePosixPath
from urllib.parse import quote
from xml.sax.saxutils import escape

from yusuan.caching.code import page_code_checksum
from yusuan.pages.bodies import Body, read_body
from yusuan.pages.bundles import ASSETS
from yusuan.pages.descriptions import SITEMAP_NAME
from yusuan.pages.framing import Made, static_files
from yusuan.pages.packing import packed
from yusuan.pages.rendering import render as render_page
from yusuan.pages.shells import SHELLS
from yusuan.remaking import Remaking
from yusuan.replacing import Staging
from yusuan.resources import RESOURCE_BY_NAME
from yusuan.templating import render

# Among the pages, hidden from site builders.
BODIES_FOLDER = ".bodies"
_PACKED, _WHOLE = "packed", "whole"
# One answers at every address, the other in frames of other sites: they have none of their own.
_UNLISTED = ("404.html", "embed.html")


def write_body(body: Body, pages: Staging) -> None:
    """Keep a page among the others in ``pages`` until there are frames."""
    pages.write(f"{BODIES_FOLDER}/{body.address}", body.written.encode())


def read_bodies(pages: Path) -> Iterator[Body]:
    """Every page kept so, by address."""
    return (_read(path, address) for address, path in _bodies(pages))


def fill_site(
    pages: Path,
    made: Made,
    site: Staging,
    homepage: str,
    notes: Path | None = None,
    *,
    fresh: bool = False,
) -> None:
    """Write the site into the empty folder of ``site``: the files of ``pages``, and its pages filled
    into what a builder ``made``.

    ``homepage`` ends with a slash; where it is blank there is no sitemap, which needs addresses.
    ``notes``: where it is noted what each page was made of, so that the same are not made again
    unless all is to be made ``fresh``.
    """
    addresses = [path for path, _ in made.files if path.endswith(".html")]
    for path, content in made.files:
        site.write(path, content)
    for path in static_files(pages):
        site.link(path, pages / path)
        if path.endswith(".html"):
            addresses.append(path)
    filled = Remaking(site, _told(made, homepage), notes, fresh=fresh)
    bodies = tuple(_bodies(pages))
    for folder, kept in groupby(bodies, lambda body: body[0].rpartition("/")[0]):
        away = [
            (address, path)
            for address, path in kept
            if _fill(address, path, made, homepage, filled) == _PACKED
        ]
        if away:
            _pack_away(f"{folder}/pages.js", away, filled)
    addresses += (address for address, _ in bodies)
    filled.close()
    shared = {shell.name: made.frames[shell.name].pieces for shell in SHELLS}
    site.write(f"{ASSETS}/shells.js", packed("shells", shared).encode())
    if homepage:
        _write_sitemap(site, homepage, {*addresses})


def _bodies(pages: Path) -> Iterator[tuple[str, Path]]:
    """Address and file of each, by address."""
    folder = pages / BODIES_FOLDER
    for path in sorted(folder.rglob("*.html")):
        yield path.relative_to(folder).as_posix(), path


def _read(path: Path, address: str) -> Body:
    return read_body(address, path.read_text(encoding="utf-8"))


def _told(made: Made, homepage: str) -> str:
    """Of all that a page is made of besides its body."""
    frames = [(name, frame.pieces) for name, frame in sorted(made.frames.items())]
    told = json.dumps([page_code_checksum(), homepage, frames])
    return hashlib.sha256(told.encode()).hexdigest()


def _fill(address: str, path: Path, made: Made, homepage: str, filled: Remaking) -> str:
    """Have the page at ``address``; returns whether its content goes away from it (``_PACKED``)."""
    said = filled.again(address, (path,))
    if said is not None:
        return said
    body = _read(path, address)
    written = _packed_page(body, homepage) if body.packed else made.frames[body.shell].fill(body)
    said = _PACKED if body.packed else _WHOLE
    filled.write(address, (path,), written.encode(), said)
    return said


def _pack_away(path: str, away: Sequence[tuple[str, Path]], filled: Remaking) -> None:
    """What the packed pages of a folder hold, in one file beside them."""
    sources = [source for _, source in away]
    if filled.again(path, sources) is None:
        bodies = (_read(source, address) for address, source in away)
        content = packed(PurePosixPath(path).stem, {_name(body): asdict(body) for body in bodies})
        filled.write(path, sources, content.encode())


def _packed_page(body: Body, homepage: str) -> str:
    """What stands at the address of a page that is packed: a script that draws it, and its name."""
    name = _name(body)
    values = {
        "root": "../" * body.address.count("/"),
        "name": name,
        # Of the page of a table: where its files are, for whoever has no script.
        "table": name if name in RESOURCE_BY_NAME else "",
        "homepage": homepage,
    }
    return render_page("packed_page.html.j2", {"body": body, **values})


def _name(body: Body) -> str:
    return PurePosixPath(body.address).stem


def _write_sitemap(site: Staging, homepage: str, pages: Iterable[str]) -> None:
    """In the place of the builder's, which knows of the shells and not of what was filled in."""
    listed = sorted(page for page in pages if page not in _UNLISTED)
    addresses = [escape(f"{homepage}{quote(page)}") for page in listed]
    text = render("sitemap.xml.j2", {"addresses": addresses})
    site.write(SITEMAP_NAME, text.encode())
