"""Pages filled into the frames that a site builder made; the last step of building a site."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path, PurePosixPath
from urllib.parse import quote
from xml.sax.saxutils import escape

from yusuan.caching.code import page_code_checksum
from yusuan.declared.resources import RESOURCE_BY_NAME
from yusuan.pages.bodies import Body, read_body
from yusuan.pages.bundles import ASSETS
from yusuan.pages.descriptions import SITEMAP_NAME
from yusuan.pages.framing import Made, static_files
from yusuan.pages.packing import packed
from yusuan.pages.rendering import render as render_page
from yusuan.pages.shells import SHELLS
from yusuan.storage.remaking import Remaking, told_of
from yusuan.storage.replacing import Staging
from yusuan.templating import render

# Among the pages, hidden from site builders.
BODIES_FOLDER = ".bodies"
# One answers at every address, the other in frames of other sites: they have none of their own.
_UNLISTED = ("404.html", "embed.html")
_WITHOUT_SCRIPT = re.compile("<noscript>.*?</noscript>\n?", re.DOTALL)


def bodies_file(name: str, bodies: Iterable[Body]) -> tuple[str, bytes]:
    """Path and content of what keeps pages that belong together until there are frames."""
    told = [(body.address, body.written) for body in bodies]
    return f"{BODIES_FOLDER}/{name}.json", json.dumps(told, ensure_ascii=False).encode()


def read_bodies(pages: Path) -> Iterator[Body]:
    """Every page kept so."""
    for path in _kept(pages):
        yield from _read(path)


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
    for source in _kept(pages):
        made_of = told_of(source)
        if (known := filled.again(made_of)) is None:
            known = []
            for path, content in _filled(_read(source), made, homepage):
                filled.write(path, made_of, content)
                known.append(path)
        addresses += (path for path in known if path.endswith(".html"))
    filled.close()
    shared = {shell.name: made.frames[shell.name].pieces for shell in SHELLS}
    site.write(f"{ASSETS}/shells.js", packed("shells", shared))
    if homepage:
        _write_sitemap(site, homepage, {*addresses})


def _kept(pages: Path) -> list[Path]:
    return sorted((pages / BODIES_FOLDER).rglob("*.json"))


def _read(path: Path) -> Iterator[Body]:
    for address, written in json.loads(path.read_text(encoding="utf-8")):
        yield read_body(address, written)


def _told(made: Made, homepage: str) -> str:
    """Of all that a page is made of besides its body."""
    frames = [(name, frame.pieces) for name, frame in sorted(made.frames.items())]
    told = json.dumps([page_code_checksum(), homepage, frames])
    return hashlib.sha256(told.encode()).hexdigest()


def _filled(bodies: Iterable[Body], made: Made, homepage: str) -> Iterator[tuple[str, bytes]]:
    """Pages that belong together, by path; what packed ones hold is in one file beside them."""
    away: dict[str, list[Body]] = {}
    for body in bodies:
        if not body.packed:
            yield body.address, made.frames[body.shell].fill(body).encode()
            continue
        yield body.address, _packed_page(body, homepage).encode()
        folder = body.address.rpartition("/")[0]
        away.setdefault(folder, []).append(body)
    for folder, kept in away.items():
        yield f"{folder}/pages.js", packed("pages", _told_once(kept))


def _told_once(bodies: Iterable[Body]) -> Mapping[str, object]:
    """``bodies`` by name, each content as the numbers of its ``lines``: what ends every page alike is
    further back than deflating looks. What is for readers without a script nobody would see.
    """
    lines: dict[str, int] = {}
    told = {
        _name(body): {
            **asdict(body),
            "content": [
                lines.setdefault(line, len(lines))
                for line in _WITHOUT_SCRIPT.sub("", body.content).split("\n")
            ],
        }
        for body in bodies
    }
    return {"lines": list(lines), "bodies": told}


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
