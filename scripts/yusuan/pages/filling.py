"""Pages filled into the shells that a site builder made; the last step of building a site."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path, PurePosixPath
from urllib.parse import quote
from xml.sax.saxutils import escape

from yusuan.errors import YusuanError
from yusuan.pages.bodies import Body, read_body
from yusuan.pages.bundles import ASSETS
from yusuan.pages.lean import lean
from yusuan.pages.packing import packed
from yusuan.pages.rendering import render as render_page
from yusuan.pages.shells import FOLDER, SHELLS, SLOTS, Shell
from yusuan.templating import render

SITEMAP_NAME = "sitemap.xml"
# Among the pages, hidden from site builders.
BODIES_FOLDER = ".bodies"
# Answers at every address, so that it has none of its own.
_NOT_FOUND = "404.html"
# Has a sign that no value may hold without quotes, so that they stay around what is filled in.
_MARK = "\0="
_CONTENT = re.compile(rf'<h1 id="content">.*?<div>{SLOTS.content}</div>', re.DOTALL)
_CONTENTS = re.compile(
    rf'<li class="md-nav__item">\s*<a href="[^"]*#{SLOTS.contents}".*?</li>', re.DOTALL
)
_INDENTED = re.compile(r"\s*\n\s*")


@dataclass(frozen=True, slots=True)
class Frame:
    """A shell, cut where the slots are: a text, the name of a field of ``Body``, a text, …"""

    pieces: tuple[str, ...]

    def fill(self, body: Body) -> str:
        """The finished page."""
        filled = list(self.pieces)
        filled[1::2] = [getattr(body, name) for name in self.pieces[1::2]]
        return "".join(filled)


def cut(shell: Shell, made: str) -> Frame:
    """The frame out of the page that a builder ``made`` of a shell.

    Raises ValueError if the builder left out a slot.
    """
    places = [
        (_CONTENT, "content"),
        (re.compile(SLOTS.description), "description"),
        (re.compile(re.escape(f"{shell.path}.html")), "address"),
    ]
    if shell.contents:
        places.insert(0, (_CONTENTS, "contents"))
    marked = made
    for pattern, name in (*places, (re.compile(SLOTS.title), "title")):
        marked, count = pattern.subn(f"{_MARK}{name}{_MARK}", marked)
        if not count:
            raise ValueError(name)
    return Frame(tuple(lean(_INDENTED.sub("\n", marked)).split(_MARK)))


def write_body(body: Body, pages: Path) -> None:
    """Keep a page among the others in ``pages`` until there are shells."""
    path = pages / BODIES_FOLDER / body.address
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body.written.encode())


def read_bodies(pages: Path) -> Iterator[Body]:
    """Every page kept so, by address."""
    folder = pages / BODIES_FOLDER
    for path in sorted(folder.rglob("*.html")):
        yield read_body(path.relative_to(folder).as_posix(), path.read_text(encoding="utf-8"))


def fill_site(pages: Path, site: Path, homepage: str) -> None:
    """Fill the pages kept in ``pages`` into the shells that a builder made in ``site``.

    ``homepage`` ends with a slash; where it is blank there is no sitemap, which needs addresses.
    Raises YusuanError if the builder made no shell that can be filled.
    """
    frames = {shell.name: _frame_of(shell, site) for shell in SHELLS}
    shutil.rmtree(site / FOLDER)
    for folder, bodies in groupby(read_bodies(pages), lambda body: body.address.rpartition("/")[0]):
        (site / folder).mkdir(parents=True, exist_ok=True)
        kept = {}
        for body in bodies:
            if body.packed:
                kept[_name(body)] = body
                written = _packed_page(body, homepage)
            else:
                written = frames[body.shell].fill(body)
            (site / body.address).write_bytes(written.encode())
        if kept:
            _pack(site / folder / "pages.js", {name: asdict(body) for name, body in kept.items()})
    _pack(site / ASSETS / "shells.js", {name: frame.pieces for name, frame in frames.items()})
    _write_sitemap(site, homepage)


def _packed_page(body: Body, homepage: str) -> str:
    """What stands at the address of a page that is packed: a script that draws it, and its name."""
    values = {"root": "../" * body.address.count("/"), "name": _name(body), "homepage": homepage}
    return render_page("packed_page.html.j2", {"body": body, **values})


def _name(body: Body) -> str:
    return PurePosixPath(body.address).stem


def _pack(path: Path, value: object) -> None:
    """``path.stem`` is what it is called among what a page loads."""
    path.write_bytes(packed(path.stem, value).encode())


def _write_sitemap(site: Path, homepage: str) -> None:
    """In the place of the builder's, which knows of the shells and not of what was filled in."""
    for path in site.glob(f"{SITEMAP_NAME}*"):
        path.unlink()
    if homepage:
        listed = (path.relative_to(site).as_posix() for path in site.rglob("*.html"))
        addresses = [
            escape(f"{homepage}{quote(page)}") for page in sorted(listed) if page != _NOT_FOUND
        ]
        text = render("sitemap.xml.j2", {"addresses": addresses})
        (site / SITEMAP_NAME).write_bytes(text.encode())


def _frame_of(shell: Shell, site: Path) -> Frame:
    path = site / f"{shell.path}.html"
    try:
        return cut(shell, path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise YusuanError(
            "页面的外框里没有填写内容的地方",
            file=path,
            text=str(error),
            hint="网站工具的版本与本程序不配：请按 requirements/ 安装",
        ) from error
