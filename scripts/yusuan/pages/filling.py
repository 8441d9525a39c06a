"""Pages filled into the frames that a site builder made; the last step of building a site."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import groupby
from pathlib import Path, PurePosixPath
from urllib.parse import quote
from xml.sax.saxutils import escape

from yusuan.pages.bodies import Body, read_body
from yusuan.pages.bundles import ASSETS
from yusuan.pages.descriptions import SITEMAP_NAME
from yusuan.pages.framing import Made, static_files
from yusuan.pages.packing import packed
from yusuan.pages.rendering import render as render_page
from yusuan.pages.shells import SHELLS
from yusuan.replacing import Staging
from yusuan.templating import render

# Among the pages, hidden from site builders.
BODIES_FOLDER = ".bodies"
# One answers at every address, the other in frames of other sites: they have none of their own.
_UNLISTED = ("404.html", "embed.html")


def write_body(body: Body, pages: Staging) -> None:
    """Keep a page among the others in ``pages`` until there are frames."""
    pages.write(f"{BODIES_FOLDER}/{body.address}", body.written.encode())


def read_bodies(pages: Path) -> Iterator[Body]:
    """Every page kept so, by address."""
    folder = pages / BODIES_FOLDER
    for path in sorted(folder.rglob("*.html")):
        yield read_body(path.relative_to(folder).as_posix(), path.read_text(encoding="utf-8"))


def fill_site(pages: Path, made: Made, site: Staging, homepage: str) -> None:
    """Write the site into the empty folder of ``site``: the files of ``pages``, and its pages filled
    into what a builder ``made``.

    ``homepage`` ends with a slash; where it is blank there is no sitemap, which needs addresses.
    """
    addresses = [path for path, _ in made.files if path.endswith(".html")]
    for path, content in made.files:
        site.write(path, content)
    for path in static_files(pages):
        site.link(path, pages / path)
        if path.endswith(".html"):
            addresses.append(path)
    for folder, bodies in groupby(read_bodies(pages), lambda body: body.address.rpartition("/")[0]):
        kept = {}
        for body in bodies:
            if body.packed:
                kept[_name(body)] = body
                written = _packed_page(body, homepage)
            else:
                written = made.frames[body.shell].fill(body)
            site.write(body.address, written.encode())
            addresses.append(body.address)
        if kept:
            away = {name: asdict(body) for name, body in kept.items()}
            _pack(site, f"{folder}/pages.js", away)
    shared = {shell.name: made.frames[shell.name].pieces for shell in SHELLS}
    _pack(site, f"{ASSETS}/shells.js", shared)
    if homepage:
        _write_sitemap(site, homepage, {*addresses})


def _packed_page(body: Body, homepage: str) -> str:
    """What stands at the address of a page that is packed: a script that draws it, and its name."""
    values = {"root": "../" * body.address.count("/"), "name": _name(body), "homepage": homepage}
    return render_page("packed_page.html.j2", {"body": body, **values})


def _name(body: Body) -> str:
    return PurePosixPath(body.address).stem


def _pack(site: Staging, path: str, value: object) -> None:
    """The name of the file is what it is called among what a page loads."""
    site.write(path, packed(PurePosixPath(path).stem, value).encode())


def _write_sitemap(site: Staging, homepage: str, pages: Iterable[str]) -> None:
    """In the place of the builder's, which knows of the shells and not of what was filled in."""
    listed = sorted(page for page in pages if page not in _UNLISTED)
    addresses = [escape(f"{homepage}{quote(page)}") for page in listed]
    text = render("sitemap.xml.j2", {"addresses": addresses})
    site.write(SITEMAP_NAME, text.encode())
