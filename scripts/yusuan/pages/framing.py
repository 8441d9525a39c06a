"""What a site builder made: the frames of all pages, and the files of its theme.

It depends on the settings, the theme, the texts written by hand and the builder's version, not on
the data: it is kept (``building``), and most builds run no builder.
"""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from filecmp import cmp
from pathlib import Path

from yusuan.errors import YusuanError
from yusuan.pages.bodies import Body
from yusuan.pages.catalogue import SITE_PAGES
from yusuan.pages.descriptions import SITEMAP_NAME
from yusuan.pages.lean import lean
from yusuan.pages.shells import FOLDER, SHELLS, SLOTS, Shell, hand_written

# Has a sign that no value may hold without quotes, so that they stay around what is filled in.
_MARK = "\0="
_END = re.compile(f"<div>{SLOTS.content}</div>")
_CONTENT = re.compile(rf'<h1 id="content">.*?<div>{SLOTS.content}</div>', re.DOTALL)
_CONTENTS = re.compile(
    rf'<li class="md-nav__item">\s*<a href="[^"]*#{SLOTS.contents}".*?</li>', re.DOTALL
)
# Documents of the package may be called like pages.
_PACKAGE = "datapackage/"
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
    if shell.hand_written:
        places = [(_END, "content")]
    else:
        places = [
            (_CONTENT, "content"),
            (re.compile(SLOTS.description), "description"),
            (re.compile(SLOTS.title), "title"),
        ]
    if shell.contents:
        places.insert(0, (_CONTENTS, "contents"))
    if shell in SHELLS:
        places.append((re.compile(re.escape(f"{shell.path}.html")), "address"))
    marked = made
    for pattern, name in places:
        marked, count = pattern.subn(f"{_MARK}{name}{_MARK}", marked)
        if not count:
            raise ValueError(name)
    return Frame(tuple(lean(_INDENTED.sub("\n", marked)).split(_MARK)))


@dataclass(frozen=True, slots=True)
class Made:
    """``frames`` by the name of their shell; ``files`` by path below the site's root: what is on
    the site and not among the pages.
    """

    frames: Mapping[str, Frame]
    files: tuple[tuple[str, bytes], ...]


def made_of(pages: Path, site: Path) -> Made:
    """What a builder made of ``pages`` in the folder ``site``.

    Raises YusuanError if it made no shell that can be filled.
    """
    shells = shells_in(pages)
    frames = {shell.name: _frame_of(shell, site) for shell in shells}
    ours = {f"{shell.path}.html" for shell in shells}
    files = tuple(
        (path, (site / path).read_bytes())
        for path in files_below(site)
        if path not in ours and not path.startswith((f"{FOLDER}/", SITEMAP_NAME, _PACKAGE))
        if not ((pages / path).is_file() and cmp(site / path, pages / path, shallow=False))
    )
    return Made(frames, files)


def shells_in(pages: Path) -> tuple[Shell, ...]:
    """Of every page: those that are generated, and those written by hand."""
    generated = (*SHELLS, *(page.shell for page in SITE_PAGES))
    known = {shell.path for shell in generated}
    names = (path.stem for path in sorted(pages.glob("*.md")))
    return (*generated, *(hand_written(name) for name in names if name not in known))


def static_files(pages: Path) -> Iterator[str]:
    """What goes to the site as it is: all but what a builder makes pages of; data it makes none of."""
    return (
        path for path in files_below(pages) if not path.endswith(".md") or path.startswith(_PACKAGE)
    )


def files_below(folder: Path) -> Iterator[str]:
    """Every file that is not hidden, by its path; folder by folder, by name."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        own = Path(place).relative_to(folder).as_posix()
        before = "" if own == "." else f"{own}/"
        yield from (f"{before}{name}" for name in sorted(names) if not name.startswith("."))


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
